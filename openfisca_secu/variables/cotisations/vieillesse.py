"""Old-age contributions of the general scheme: L241-3, L241-3-1, D242-4, and their base R242-2."""

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.general_scheme import in_general_scheme, liable_for_employee, share_due_by_employer
from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch
from openfisca_secu.regularisation import part_within_ceilings
from openfisca_secu.working_time import full_time_monthly_hours, legal_monthly_hours


class affiliation_vieillesse_regime_general(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Salarié dont l'emploi relève de l'assurance vieillesse du régime général"
    reference = articles("L111-2", "L311-2")
    documentation = """
    Salariés du secteur privé et agents non titulaires des personnes publiques. Les fonctionnaires et les militaires ont
    leur régime. Mayotte et Saint-Pierre-et-Miquelon, hors du territoire du code (L111-2), ont le leur ; le lieu de
    travail est réputé être dans le territoire du logement. Les autres régimes spéciaux se disent par cette variable.
    """
    set_input = dispatch

    def formula(individu, period):
        return in_general_scheme(individu, period)


class maintien_assiette_vieillesse_temps_plein(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Accord pour cotiser à l'assurance vieillesse sur le salaire d'un temps plein"
    reference = articles("L241-3-1")
    set_input = dispatch


class gardien_ou_employe_immeuble(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Concierge ou employé d'un immeuble d'habitation, dont la paie ne dépend pas d'un nombre d'heures"
    reference = articles("D241-1-1")
    set_input = dispatch


class forfait_heures_remunerees_volume(Variable):
    value_type = float
    min_value = 0
    unit = "hour"
    entity = Individu
    definition_period = MONTH
    label = "Heures de travail par an d'une convention de forfait annuel en heures"
    documentation = "Zéro : forfait à temps plein."
    set_input = dispatch


class assiette_vieillesse(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Assiette des cotisations d'assurance vieillesse, avant la limite du plafond"
    reference = articles("L241-3", "L241-3-1", "R241-0-1", "R241-0-2", "D241-1-1")
    documentation = """
    L'assiette des cotisations ; par accord (L241-3-1), celle d'un temps plein. Un temps partiel y est ramené selon ses
    heures rémunérées, de contrat et complémentaires ; un forfait annuel en heures, un forfait en jours, un travailleur
    à domicile ou un gardien d'immeuble, selon les heures que l'article D241-1-1 leur suppose. L'accord vaut pour les
    mois entiers où il est en vigueur (R241-0-6).
    """

    def formula(individu, period, parameters):
        base = individu("assiette_cotisations_sociales", period)
        full = full_time_monthly_hours(
            individu("heures_duree_collective_entreprise", period),
            legal_monthly_hours(parameters(period).cotisations.smic),
        )
        hours = _hours_paid(individu, period, parameters, base)
        raised = (
            individu("maintien_assiette_vieillesse_temps_plein", period) & (base > 0) & (hours > 0) & (hours < full)
        )
        return base * numpy.divide(full, hours, out=numpy.ones(individu.count), where=raised)


class assiette_vieillesse_plafonnee(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Assiette d'assurance vieillesse dans la limite du plafond, régularisée depuis le début de l'année"
    reference = articles("L241-3", "R242-2")
    documentation = """
    Les mois d'une année s'additionnent en l'assiette de l'année : un treizième mois use le plafond laissé libre par les
    mois précédents, depuis janvier ou depuis l'embauche. Un mois sans rémunération n'apporte pas de plafond. La
    régularisation mensuelle est obligatoire depuis 2018 ; avant, l'employeur pouvait ne la faire qu'en fin d'année.
    Nulle hors du régime général.
    """

    def formula(individu, period):
        base = individu("assiette_vieillesse", period)
        of_month_alone = numpy.minimum(base, individu("plafond_securite_sociale", period))
        regularised = part_within_ceilings(individu, period, "assiette_vieillesse")
        return individu("affiliation_vieillesse_regime_general", period) * numpy.where(
            individu("travailleur_a_domicile", period), of_month_alone, regularised
        )


class part_surcotisation_prise_en_charge(Variable):
    value_type = float
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Part de la surcotisation vieillesse du salarié à temps partiel que l'employeur prend à sa charge"
    reference = articles("R241-0-3")
    set_input = dispatch


class surcotisation_vieillesse_prise_en_charge(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation vieillesse du salarié, sur un salaire de temps plein, que l'employeur prend à sa charge"
    reference = articles("L241-3-1", "R241-0-3")
    documentation = """
    Comprise dans les cotisations du salarié, elle n'est pas retenue sur sa paie ; hors de l'assiette de la CSG
    (L136-1-1, III, 2°, d). Ce qui serait dû sans l'accord est compté avec le même plafond, non réduit.
    """

    def formula_2004_07(individu, period, parameters):
        rates = parameters(period).cotisations.vieillesse
        agreed = individu("maintien_assiette_vieillesse_temps_plein", period)
        capped = individu("assiette_vieillesse_plafonnee", period) - part_within_ceilings(
            individu, period, "assiette_cotisations_sociales"
        )
        whole = individu("assiette_vieillesse", period) - individu("assiette_cotisations_sociales", period)
        more = rates.plafonnee.salarie * capped + rates.deplafonnee.salarie * whole
        covered = individu("affiliation_vieillesse_regime_general", period) & agreed
        return individu("part_surcotisation_prise_en_charge", period) * covered * numpy.maximum(more, 0)


class vieillesse_plafonnee_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation vieillesse plafonnée, part du salarié"
    reference = articles("L241-3", "D242-4", "R242-2")

    def formula(individu, period, parameters):
        rate = parameters(period).cotisations.vieillesse.plafonnee.salarie
        return rate * _employee_base(individu, period, "assiette_vieillesse_plafonnee")


class vieillesse_deplafonnee_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation vieillesse déplafonnée, part du salarié"
    reference = articles("L241-3", "D242-4")

    def formula_2004_07(individu, period, parameters):
        rate = parameters(period).cotisations.vieillesse.deplafonnee.salarie
        return rate * _employee_base(individu, period, "assiette_vieillesse")


class vieillesse_plafonnee_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation vieillesse plafonnée, part de l'employeur"
    reference = articles("L241-3", "D242-4", "R242-2")

    def formula(individu, period, parameters):
        rate = parameters(period).cotisations.vieillesse.plafonnee.employeur
        return rate * _employer_base(individu, period, parameters, "assiette_vieillesse_plafonnee")


class vieillesse_deplafonnee_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation vieillesse déplafonnée, part de l'employeur"
    reference = articles("L241-3", "D242-4")

    def formula(individu, period, parameters):
        rate = parameters(period).cotisations.vieillesse.deplafonnee.employeur
        return rate * _employer_base(individu, period, parameters, "assiette_vieillesse")


def _hours_paid(individu, period, parameters, base):
    """Hours to which the month's pay corresponds (R241-0-2, I; D241-1-1); 0 for a full-time job."""
    law = parameters(period).cotisations.vieillesse.assiette_temps_plein
    smic = parameters(period).cotisations.smic
    contract = individu("contrat_de_travail", period)
    types = contract.possible_values
    part_time = individu("heures_remunerees_volume", period) + individu("heures_complementaires_volume", period)
    yearly = individu("forfait_heures_remunerees_volume", period)
    hourly = individu("smic_horaire_brut", period)
    return numpy.select(
        [
            individu("travailleur_a_domicile", period) | individu("gardien_ou_employe_immeuble", period),
            (contract == types.temps_partiel) & (individu("heures_remunerees_volume", period) > 0),
            contract == types.forfait_heures_annee,
            contract == types.forfait_jours_annee,
        ],
        [
            base / hourly,
            part_time,
            yearly / law.semaines_forfait * smic.semaines_par_an / MONTHS_PER_YEAR,
            base / (hourly * (1 + law.majoration_smic)),
        ],
        default=0,
    )


def _employee_base(individu, period, base):
    return individu("affiliation_vieillesse_regime_general", period) * liable_for_employee(individu, period, base)


def _employer_base(individu, period, parameters, base):
    liable = individu("affiliation_vieillesse_regime_general", period) * individu(base, period)
    return liable * share_due_by_employer(individu, period, parameters)
