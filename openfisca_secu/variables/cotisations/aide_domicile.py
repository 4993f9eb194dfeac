"""Home helps: exemptions of frail employers and of the bodies that serve them, deduction by hour (L241-10)."""

import numpy

from openfisca_secu.degressive import below, linear_coefficient
from openfisca_secu.general_scheme import in_general_scheme, on_flat_base
from openfisca_secu.home_help import share_exempt, share_of_hours
from openfisca_secu.model_api import MONTH, Enum, Individu, Variable, articles, dispatch, divide
from openfisca_secu.working_time import share_of
from openfisca_secu.yearly_reductions import due_in_month, spans, totals

APPLIES = "exoneration_aide_domicile_applicable"
PAY_AND_WAGE = ("remuneration_allegements", "smic_reference_allegements")


class TypesStructureAideDomicile(Enum):
    aucune = "Le salarié n'est pas une aide à domicile d'une structure qui ouvre droit à l'exonération"
    privee = "Association ou entreprise déclarée, organisme habilité ou conventionné, de droit privé"
    publique = "Centre communal d'action sociale, ou autre structure de droit public"


class employeur_age(Variable):
    value_type = float
    min_value = 0
    max_value = 130
    unit = "year"
    entity = Individu
    definition_period = MONTH
    label = "Âge du particulier qui emploie le salarié, ou du plus âgé du couple, au premier jour du mois"
    reference = articles("L241-10", "D241-5")
    documentation = "Zéro : inconnu."
    set_input = dispatch


class employeur_enfant_handicape(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le particulier employeur a un enfant qui ouvre droit à un complément d'AEEH ou à une compensation"
    reference = articles("L241-10")
    set_input = dispatch


class employeur_tierce_personne(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le particulier employeur a une prestation de compensation, ou une majoration pour tierce personne"
    reference = articles("L241-10")
    documentation = "Aide humaine de la compensation, majoration d'invalidité, prestation complémentaire d'accident."
    set_input = dispatch


class employeur_actes_impossibles(Variable):
    value_type = int
    min_value = 0
    entity = Individu
    definition_period = MONTH
    label = "Actes de la grille nationale que le particulier employeur ne peut accomplir seul"
    reference = articles("L241-10", "D241-5-1")
    set_input = dispatch


class employeur_gir(Variable):
    value_type = int
    min_value = 0
    max_value = 6
    entity = Individu
    definition_period = MONTH
    label = "Groupe iso-ressources du particulier employeur"
    reference = articles("L241-10")
    documentation = "De 1 (perte d'autonomie la plus lourde) à 6. Zéro : non évalué."
    set_input = dispatch


class employeur_cmg_garde_domicile(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le particulier employeur reçoit, pour ce salarié, le complément de mode de garde à domicile"
    reference = articles("L241-10")
    set_input = dispatch


class remunerations_autres_salaries_employeur(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rémunérations que le même foyer verse à ses autres aides à domicile"
    reference = articles("L241-10")
    set_input = divide


class accueillant_familial(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Particulier qui accueille à son domicile, par contrat, la personne âgée ou handicapée qui le rémunère"
    reference = articles("L241-10")
    set_input = dispatch


class heures_travail_effectuees(Variable):
    value_type = float
    min_value = 0
    unit = "hour"
    entity = Individu
    definition_period = MONTH
    label = "Heures de travail effectuées dans le mois"
    reference = articles("L241-10")
    documentation = "À défaut, les heures rémunérées : les congés payés n'en sont pas retirés."
    set_input = divide

    def formula(individu, period):
        return individu("heures_remunerees_allegements", period)


class structure_aide_domicile(Variable):
    value_type = Enum
    possible_values = TypesStructureAideDomicile
    default_value = TypesStructureAideDomicile.aucune
    entity = Individu
    definition_period = MONTH
    label = "Structure qui emploie une aide à domicile"
    reference = articles("L241-10", "D241-5-2", "D241-5-3", "D241-5-4")
    documentation = """
    À donner pour un contrat à durée indéterminée, ou à durée déterminée de remplacement, hors des établissements et
    services que finance la sécurité sociale.
    """
    set_input = dispatch


class heures_aide_domicile(Variable):
    value_type = float
    min_value = 0
    unit = "hour"
    entity = Individu
    definition_period = MONTH
    label = "Heures de travail d'une aide à domicile dans le mois"
    reference = articles("L241-10", "D241-5-2", "D241-5-3")
    set_input = divide


class heures_aide_domicile_exonerees(Variable):
    value_type = float
    min_value = 0
    unit = "hour"
    entity = Individu
    definition_period = MONTH
    label = "Heures d'une aide à domicile chez les personnes qui ouvrent droit à l'exonération"
    reference = articles("L241-10", "D241-5-2", "D241-5-3", "D241-5-4")
    documentation = """
    Chez celles dont l'âge est la seule condition, dans la limite mensuelle de rémunération (heures dont le salaire
    n'excède pas soixante-cinq smic horaires par bénéficiaire). Les personnes qui ont besoin d'une tierce personne sont
    celles que l'Urssaf a reconnues.
    """
    set_input = divide


class part_aide_domicile_exoneree(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Part des heures du mois d'une aide à domicile qui ouvre droit à l'exonération"
    reference = articles("L241-10", "D241-5-2", "D241-5-3")
    documentation = "Un mois sans aucune heure, celle du mois précédent."

    def formula(individu, period):
        idle = individu("heures_aide_domicile", period) == 0
        shares = [
            share_exempt(individu("heures_aide_domicile_exonerees", month), individu("heures_aide_domicile", month))
            for month in (period, period.last_month)
        ]
        return numpy.where(idle, shares[1], shares[0])


class exoneration_aide_domicile_particulier(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Exonération patronale d'un particulier âgé, handicapé ou dépendant pour son aide à domicile"
    reference = articles("L241-10", "D241-5", "D241-5-1")
    documentation = """
    Cotisations de sécurité sociale, sans les accidents du travail. À raison du seul âge, dans la limite d'une
    rémunération de soixante-cinq smic horaires par foyer et par mois. Hors ce cas, elle se demande : elle est réputée
    demandée. De même pour l'accueil familial, où l'enfant handicapé n'ouvre pas droit.
    """

    def formula_2011_07(individu, period, parameters):
        law = parameters(period).cotisations.aide_domicile.particulier
        pay = individu("remuneration_allegements", period)
        age = individu("employeur_age", period)
        gir = individu("employeur_gir", period)
        needing_help = (age >= law.age_tierce_personne) & (
            individu("employeur_actes_impossibles", period) >= law.actes_impossibles
        )
        dependent = (age >= law.age_perte_autonomie) & (gir > 0) & (gir <= law.gir)
        hosting = individu("accueillant_familial", period)
        child = individu("employeur_enfant_handicape", period) & ~hosting
        unlimited = child | individu("employeur_tierce_personne", period) | needing_help | dependent

        ceiling = law.plafond * individu("smic_horaire_brut", period)
        of_household = pay + individu("remunerations_autres_salaries_employeur", period)
        limited = (age >= law.age) * numpy.minimum(share_of(ceiling, of_household), 1)

        concerned = (individu("particulier_employeur", period) | hosting) & ~individu(
            "employeur_cmg_garde_domicile", period
        )
        due = individu("cotisations_exonerables_securite_sociale", period)
        return concerned * numpy.where(unlimited, 1, limited) * numpy.maximum(due, 0)


class deduction_forfaitaire_particulier_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Déduction forfaitaire de cotisations patronales d'un particulier employeur, par heure de travail"
    reference = articles("L241-10")
    documentation = """
    Sur les cotisations de sécurité sociale ; outre-mer, sur toutes les cotisations et contributions. Sans exonération
    par ailleurs : un particulier qui a droit à celle de l'aide à domicile n'a pas la déduction. Elle laisse due la
    cotisation d'accidents du travail (L241-5). Un assistant maternel n'est pas un employé de maison. De janvier à
    novembre 2015, la déduction de 1,50 € pour la garde d'un enfant de six à treize ans, dans la limite de quarante
    heures par mois (décret 2015-441), n'est pas calculée.
    """

    def formula_2013(individu, period, parameters):
        law = parameters(period).cotisations.aide_domicile.deduction_forfaitaire
        overseas = _overseas(individu, period)
        due = numpy.where(
            overseas,
            individu("cotisations_exonerables", period) - individu("accident_du_travail", period),
            individu("cotisations_exonerables_securite_sociale", period),
        )
        amount = numpy.where(overseas, law.outre_mer, law.hexagone) * individu("heures_travail_effectuees", period)
        exempt = individu("exoneration_aide_domicile_particulier", period) > 0
        return individu("particulier_employeur", period) * ~exempt * numpy.clip(due, 0, amount)


class exoneration_aide_domicile_applicable(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Aide à domicile dont la structure privée applique l'exonération annuelle dégressive"
    reference = articles("L241-10", "D241-5-2")
    set_input = dispatch

    def formula_2019(individu, period):
        structure = individu("structure_aide_domicile", period)
        scope = individu("champ_reduction_generale", period) & ~on_flat_base(individu, period)
        return scope & (structure == structure.possible_values.privee)


class exoneration_aide_domicile_mensuelle(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Exonération d'aide à domicile d'une structure privée, calculée sur le mois seul"
    reference = articles("D241-5-2", "D241-8")

    def formula_2019(individu, period, parameters):
        return _degressive_exemption(individu, period, parameters, [[period]])


class exoneration_aide_domicile_cumulee(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Exonération d'aide à domicile d'une structure privée, calculée depuis le début de l'année ou du contrat"
    reference = articles("L241-10", "D241-5-2", "D241-7", "D241-9", "D241-11")
    documentation = """
    Depuis 2026, au-dessous de 1,2 smic, le décret exclut les accidents du travail de l'exonération et la loi ne le fait
    pas : le décret est suivi.
    """

    def formula_2019(individu, period, parameters):
        return _degressive_exemption(individu, period, parameters, spans(period, parameters))


class exoneration_aide_domicile_privee(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Exonération de cotisations patronales d'une structure privée d'aide à domicile"
    reference = articles("L241-10", "D241-5-2", "D241-5-4")
    documentation = """
    Depuis 2019, exonération annuelle dégressive ; avant, cotisations de sécurité sociale du mois à proportion des
    heures exonérées (rédaction non détenue).
    """

    def formula_2019(individu, period):
        return due_in_month(
            individu, period, "exoneration_aide_domicile_mensuelle", "exoneration_aide_domicile_cumulee"
        )

    def formula_2015(individu, period):
        return _exemption_by_hours(individu, period, "privee")


class exoneration_aide_domicile_publique(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Exonération de cotisations patronales d'une structure publique d'aide à domicile"
    reference = articles("L241-10", "D241-5-3", "D241-5-4")
    documentation = """
    Cotisations de sécurité sociale sans les accidents du travail, à proportion des heures exonérées du mois. Pour un
    agent territorial titulaire, seule la cotisation vieillesse de l'employeur.
    """

    def formula_2015(individu, period):
        return _exemption_by_hours(individu, period, "publique")


def _overseas(individu, period):
    """Overseas departments, Saint-Barthélemy, Saint-Martin, Saint-Pierre-et-Miquelon (L241-10, I bis 3°)."""
    territory = individu.menage("territoire", period)
    return individu.menage("residence_dom", period) | (territory == territory.possible_values.saint_pierre_et_miquelon)


def _exemption_by_hours(individu, period, employer):
    """Contributions of the month, by the share of the hours that are exempt (D241-5-3; L241-10, III last al.)."""
    structure = individu("structure_aide_domicile", period)
    category = individu("categorie_salarie", period)
    local_agent = category == category.possible_values.public_titulaire_territoriale
    due = numpy.where(
        local_agent,
        individu("pension_employeur", period),
        in_general_scheme(individu, period) * individu("cotisations_exonerables_securite_sociale", period),
    )
    share = individu("part_aide_domicile_exoneree", period)
    return (structure == structure.possible_values[employer]) * share * numpy.maximum(due, 0)


def _degressive_exemption(individu, period, parameters, parts):
    """The exemption of the months of the contract of `period`, in lists that are computed apart (D241-5-2, II)."""
    months = [month for part in parts for month in part]
    (due,) = totals(individu, period, months, ["cotisations_exonerables_allegement_general"], APPLIES)
    gross = sum(_gross_exemption(individu, period, parameters, part) for part in parts)
    return share_of_hours(individu, period, months, APPLIES) * numpy.clip(due, 0, gross)


def _gross_exemption(individu, period, parameters, months):
    """On all the pay of some months, before the limit of what is due."""
    month = months[-1]
    law = parameters(month).cotisations
    structure = law.aide_domicile.structure
    pay, wage = totals(individu, period, months, PAY_AND_WAGE, APPLIES)
    maximum = individu("taux_maximal_exonerations", month)
    whole = maximum - structure.accidents_exclus * law.allegement_general.imputation.accidents_travail
    return pay * numpy.where(
        below(pay, structure.bareme.plein, wage),
        whole,
        linear_coefficient(pay, wage, maximum, structure.bareme, law.allegement_general.coefficient.decimales),
    )
