"""What the reductions of employer contributions compare: pay and minimum wage of each month (L241-13, D241-7)."""

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.model_api import MONTH, Enum, Individu, Variable, articles, dispatch, divide
from openfisca_secu.working_time import (
    days_employed,
    days_in_month,
    full_time_monthly_hours,
    legal_monthly_hours,
    thirtieths_share,
)
from openfisca_secu.yearly_reductions import TypesAllegementModeRecouvrement


class TypesRegimeEquivalenceTransport(Enum):
    aucun = "Aucun"
    longue_distance = "Personnel roulant du transport routier de marchandises, longue distance"
    courte_distance = "Autre personnel roulant du transport routier de marchandises"


class allegement_general_mode_recouvrement(Variable):
    value_type = Enum
    possible_values = TypesAllegementModeRecouvrement
    default_value = TypesAllegementModeRecouvrement.progressif
    entity = Individu
    definition_period = MONTH
    label = "Mode de régularisation de la réduction générale et des exonérations annuelles de cotisations patronales"
    reference = articles("D241-8", "D241-9")
    documentation = "Sans effet sur le total de l'année ou du contrat."
    set_input = dispatch


class regime_equivalence_transport(Variable):
    value_type = Enum
    possible_values = TypesRegimeEquivalenceTransport
    default_value = TypesRegimeEquivalenceTransport.aucun
    entity = Individu
    definition_period = MONTH
    label = "Régime d'heures d'équivalence du transport routier, payées à un taux majoré"
    reference = articles("L241-13", "D241-10")
    documentation = "Rémunération établie sur la durée équivalente entière : un temps partiel n'ajuste pas le facteur."
    set_input = dispatch


class affiliation_caisse_conges_payes(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Les congés du salarié sont payés par une caisse de congés, entre employeurs de la profession"
    reference = articles("L241-13", "D241-10")
    set_input = dispatch


class deduction_forfaitaire_specifique(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Déduction forfaitaire pour frais professionnels, déjà retirée des rémunérations données"
    reference = articles("L241-13")
    set_input = divide


class salaire_minimum_branche_horaire(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Salaire minimum horaire de branche qui remplace le smic dans la réduction générale"
    reference = articles("L241-13")
    documentation = """
    À donner si toute l'année précédente il fut inférieur au smic sans qu'un accord d'entreprise le relève (III bis,
    depuis 2026 ; décret d'application non paru au 14 mars 2026). Zéro : sans objet.
    """
    set_input = dispatch


class taux_cotisations_mayotte(Variable):
    value_type = float
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Somme des taux dus par un employeur de Mayotte dans le périmètre de la réduction générale"
    reference = articles("L241-13", "D241-7-1")
    documentation = "Ces taux sont hors du code. Sans eux, la réduction est nulle à Mayotte."
    set_input = dispatch


class remuneration_allegements(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rémunération du mois que retiennent les réductions annuelles de cotisations patronales"
    reference = articles("L241-13", "D241-7")
    documentation = "L'assiette des cotisations, sans la gratification d'un stage."

    def formula(individu, period):
        internship = individu("stage_gratification_reintegration", period)
        return numpy.maximum(individu("assiette_cotisations_sociales", period) - internship, 0)


class smic_horaire_allegements(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Smic horaire que retiennent les réductions annuelles de cotisations patronales"
    reference = articles("L241-13", "D241-7", "D241-7-1")
    documentation = """
    Celui du mois ; en 2025 et 2026, celui du 1er janvier de l'année (décrets 2025-318 et 2026-509, dont le texte n'est
    pas détenu, et qui sont réputés valoir pour toutes les réductions qui renvoient à l'article D241-7 et à Mayotte).
    """
    set_input = dispatch

    def formula(individu, period, parameters):
        frozen = parameters(period).cotisations.allegement_general.reference.smic_du_premier_janvier
        return individu("smic_horaire_brut", period.this_year.first_month if frozen else period)


class smic_reference_allegements(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part du mois dans le smic calculé pour un an des réductions de cotisations patronales"
    reference = articles("L241-13", "D241-7")

    def formula(individu, period):
        return individu("smic_horaire_allegements", period) * individu("heures_smic_reductions", period)


class heures_remunerees_allegements(Variable):
    value_type = float
    unit = "hour"
    entity = Individu
    definition_period = MONTH
    label = "Heures rémunérées du mois, par lesquelles se calculent les exonérations mensuelles"
    reference = articles("L241-15", "D241-27")
    documentation = """
    Toutes les heures rémunérées. D'une rémunération qui ne dépend pas d'un nombre d'heures, celles qui sont réputées :
    forfait en jours rapporté à 218, moyenne hebdomadaire d'un forfait annuel en heures, durée collective réduite selon
    le rapport au smic pour un travailleur à domicile ou un gardien ; un mois incomplet y est compté en trentièmes.
    """

    def formula(individu, period, parameters):
        law = parameters(period).cotisations
        legal = legal_monthly_hours(law.smic)
        contract = individu("contrat_de_travail", period)
        types = contract.possible_values
        by_task = individu("travailleur_a_domicile", period) | individu("gardien_ou_employe_immeuble", period)
        deemed = numpy.select(
            [by_task, contract == types.forfait_jours_annee, contract == types.forfait_heures_annee],
            [
                _hours_by_pay(individu, period, legal, law),
                legal * individu("quotite_de_travail", period),
                _hours_of_year_agreement(individu, period, legal, law),
            ],
            default=0,
        )
        present = _thirtieths(individu, period, law.allegement_general.reference.trentiemes)
        by_hour = individu("heures_smic_reductions", period)
        return numpy.where(
            by_task | (contract == types.forfait_jours_annee) | (contract == types.forfait_heures_annee),
            (individu("remuneration_allegements", period) > 0) * deemed * present,
            by_hour,
        )


def _hours_by_pay(individu, period, legal, law):
    """The collective hours, reduced where a whole month's pay is less than them at the minimum wage (D241-27, I 3)."""
    collective = full_time_monthly_hours(individu("heures_duree_collective_entreprise", period), legal)
    present = _thirtieths(individu, period, law.allegement_general.reference.trentiemes)
    pay = individu("remuneration_allegements", period)
    of_whole_month = numpy.divide(pay, present, out=numpy.zeros(individu.count), where=present > 0)
    at_minimum_wage = collective * individu("smic_horaire_brut", period)
    return collective * numpy.minimum(of_whole_month / at_minimum_wage, 1)


def _hours_of_year_agreement(individu, period, legal, law):
    """52/12 of the mean weekly hours of a yearly agreement in hours (D241-27, I 2); legal hours where not known."""
    yearly = individu("forfait_heures_remunerees_volume", period)
    weekly = yearly / law.vieillesse.assiette_temps_plein.semaines_forfait
    return numpy.where(yearly > 0, weekly * law.smic.semaines_par_an / MONTHS_PER_YEAR, legal)


def _thirtieths(individu, period, parts):
    """Share of the month under contract and paid, in thirtieths (D241-27, II)."""
    employed = days_employed(
        individu("contrat_de_travail_debut", period), individu("contrat_de_travail_fin", period), period
    )
    days = numpy.clip(employed - individu("jours_absence_non_remuneree", period), 0, days_in_month(period))
    return thirtieths_share(days, period, parts)
