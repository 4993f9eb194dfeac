"""Lower rates of the employer's health and family contributions up to some minimum wages: L241-2-1, L241-6-1.

Both were repealed on 1 January 2026; the laws named in the parameters keep them for exemptions that exclude the general
reduction.
"""

import numpy

from openfisca_secu.dates import as_number
from openfisca_secu.general_scheme import in_private_sector, on_flat_base, outside_the_code, share_due_by_employer
from openfisca_secu.model_api import MONTH, Enum, Individu, Variable, articles, dispatch
from openfisca_secu.once import once
from openfisca_secu.regularisation import plus, times
from openfisca_secu.rounding import to_cent
from openfisca_secu.working_time import legal_monthly_hours
from openfisca_secu.yearly_reductions import TypesAllegementModeRecouvrement, part_of_month, under_contract


class champ_reduction_generale(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Salarié d'un employeur dans le champ de la réduction générale des cotisations patronales"
    reference = articles("L241-13", "L241-2-1", "L241-6-1", "L241-18", "L241-18-1")
    documentation = """
    Salariés pour lesquels l'employeur est tenu de s'assurer contre le risque de chômage, sauf ceux des particuliers.
    Les entreprises publiques et les régimes spéciaux (marins, mines, clercs de notaire) que l'article vise se disent
    par la catégorie du salarié (secteur privé) ou par cette variable. Ni les activités de réinsertion. Une assiette
    forfaitaire n'exclut que la réduction générale (VI), pas les taux réduits ni la déduction pour heures
    supplémentaires, qui ne renvoient qu'au champ (II). Les taux réduits des agents statutaires de régimes spéciaux
    (L241-2-1 et L241-6-1, alinéa 2) ne sont pas calculés.
    """
    set_input = dispatch

    def formula(individu, period):
        return (
            in_private_sector(individu, period)
            & ~outside_the_code(individu, period)
            & ~individu("structure_insertion", period)
            & individu("affiliation_assurance_chomage", period)
            & ~individu("particulier_employeur", period)
        )


class heures_smic_reductions(Variable):
    value_type = float
    unit = "hour"
    entity = Individu
    definition_period = MONTH
    label = "Heures par lesquelles se multiplie le smic auquel les réductions patronales comparent la rémunération"
    reference = articles("L241-13", "D241-7", "L241-15")
    documentation = """
    Heures du mois au contrat (`coefficient_proratisation`), augmentées des heures supplémentaires et complémentaires
    payées, sans leurs majorations. Un mois sans rémunération n'en a pas. Les heures d'équivalence ne sont pas comptées.
    """

    def formula(individu, period, parameters):
        month = legal_monthly_hours(parameters(period).cotisations.smic)
        paid = individu("assiette_cotisations_sociales", period) > 0
        return paid * (
            individu("coefficient_proratisation", period) * month
            + individu("heures_supplementaires_volume", period)
            + individu("heures_complementaires_volume", period)
        )


class assiette_taux_reduits(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rémunération sur laquelle portent les réductions des taux d'assurance maladie et d'allocations familiales"
    reference = articles("L241-2-1", "L241-6-1")
    documentation = "Sans la gratification d'un stage, ni jusqu'en 2018 la rémunération d'un apprenti."

    def formula_2015(individu, period, parameters):
        pay = individu("assiette_cotisations_employeur", period) - individu("stage_gratification_reintegration", period)
        due = share_due_by_employer(individu, period, parameters)
        return individu("champ_reduction_generale", period) * due * numpy.maximum(pay, 0)


class taux_reduits_maintenus(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Employeur qui applique une exonération dégressive exclusive de la réduction générale"
    reference = (
        "Loi n° 2025-199 du 28 février 2025, art. 18, IX ; loi n° 2025-1403 du 30 décembre 2025, art. 40, V et VI"
    )
    documentation = """
    Zones de revitalisation rurale ou de restructuration de la défense, zones franches urbaines, outre-mer, aide à
    domicile d'une structure privée, travailleurs occasionnels agricoles : en 2025 et 2026, ces employeurs gardent les
    seuils de 2024. À donner pour celles que prévoient d'autres lois que le code. Une aide à domicile ne les garde que
    sur ses heures exonérées : la part n'est pas calculée.
    """
    set_input = dispatch

    def formula_2025(individu, period):
        return (
            individu("exoneration_zrr_applicable", period)
            | individu("exoneration_lodeom_applicable", period)
            | individu("exoneration_saint_barthelemy_saint_martin_applicable", period)
            | individu("exoneration_aide_domicile_applicable", period)
        )


class allegement_cotisation_maladie_mode_recouvrement(Variable):
    value_type = Enum
    possible_values = TypesAllegementModeRecouvrement
    default_value = TypesAllegementModeRecouvrement.progressif
    entity = Individu
    definition_period = MONTH
    label = "Mode de régularisation de la réduction du taux d'assurance maladie"
    reference = articles("D241-9")
    set_input = dispatch


class allegement_cotisation_allocations_familiales_mode_recouvrement(Variable):
    value_type = Enum
    possible_values = TypesAllegementModeRecouvrement
    default_value = TypesAllegementModeRecouvrement.progressif
    entity = Individu
    definition_period = MONTH
    label = "Mode de régularisation de la réduction du taux d'allocations familiales"
    reference = articles("D241-3-2", "D241-9")
    set_input = dispatch


class allegement_cotisation_maladie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Réduction du taux de la cotisation d'assurance maladie de l'employeur"
    reference = articles("L241-2-1", "L241-13", "D241-9")
    documentation = """
    La rémunération de l'année, ou du contrat s'il est plus court, décide ; les mois s'additionnent en la réduction de
    l'année, et un mois qui fait dépasser le seuil rend ce que les précédents ont pris (montant négatif). Le texte
    réglementaire de 2024 et 2025 n'est pas détenu.
    """

    def formula_2019(individu, period, parameters):
        return _rate_cut(individu, period, parameters, "maladie", "allegement_cotisation_maladie_mode_recouvrement")


class allegement_cotisation_allocations_familiales(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Réduction du taux de la cotisation d'allocations familiales de l'employeur"
    reference = articles("L241-6-1", "L241-13", "D241-3-2", "D241-9")
    documentation = """
    Comme celle d'assurance maladie. En 2016, la rémunération de l'année se compare aux deux seuils, et chacun vaut pour
    sa part des mois, trois et neuf douzièmes (circulaire DSS/5B/2016/71).
    """

    def formula_2015(individu, period, parameters):
        return _rate_cut(
            individu,
            period,
            parameters,
            "allocations_familiales",
            "allegement_cotisation_allocations_familiales_mode_recouvrement",
        )


def _rate_cut(individu, period, parameters, contribution, mode):
    """The month's part of the reduction of the year, or of the contract (D241-3-2, D241-9)."""
    kept = _keeps_former_thresholds(individu, period, parameters)

    def reduction(months):
        """On the pay of `months` taken together.

        Each month brings its own threshold, which the whole pay is compared to; the month's share of the pay is
        reduced where it is not exceeded. Thresholds only differ within 2016.
        """
        if not months:
            return numpy.zeros(individu.count)
        pay = earned = hours = wage = counted = lowered = 0.0
        for month in months:
            own = under_contract(individu, period, month)
            of_month = times(own, individu("heures_smic_reductions", month))
            pay = plus(pay, own, individu("assiette_taux_reduits", month))
            earned = plus(earned, own, _compared_pay(individu, month))
            hours = plus(hours, own, individu("heures_smic_reductions", month))
            wage = plus(wage, of_month, individu("smic_horaire_brut", month))
        for month in months:
            law = parameters(month).cotisations.taux_reduits[contribution]
            within = _within(earned, hours, wage, kept, _thresholds(law))
            with_pay = _with_pay(under_contract(individu, period, month), individu("assiette_taux_reduits", month))
            counted = plus(counted, 1.0, with_pay)
            lowered = plus(lowered, law.points, _both(with_pay, within))
        return _on_share_of_pay(pay, lowered, counted)

    return part_of_month(individu, period, individu(mode, period), reduction)


def _compared_pay(individu, month):
    """The pay of L242-1, which the threshold is compared to even where a flat base bears the contributions."""
    base = individu("assiette_taux_reduits", month)
    return _where_flat(on_flat_base(individu, month), base, individu("assiette_reelle", month))


@once
def _where_flat(flat, base, real):
    return numpy.where(flat & (base > 0), real, base)


def _keeps_former_thresholds(individu, period, parameters):
    kept = individu("taux_reduits_maintenus", period)
    deadline = _in_force(parameters(period).cotisations.taux_reduits, "fin_contrat_seuils_anciens")
    if deadline is None:
        return kept
    return _kept_until(kept, individu("contrat_de_travail_fin", period), deadline)


@once
def _kept_until(kept, ends, deadline):
    return kept | (as_number(ends) < deadline)


@once
def _with_pay(own, pay):
    return own & (pay > 0)


@once
def _both(one, other):
    return one & other


@once
def _on_share_of_pay(pay, points, months):
    return pay * numpy.divide(points, months, out=numpy.zeros(pay.shape), where=months > 0)


def _thresholds(law):
    """What the threshold of a month depends on, None where it is not in force."""
    names = ("multiple", "smic_gele", "plancher_smic_courant")
    return *(_in_force(law, name) for name in names), *(_in_force(law.maintien, name) for name in names[:2])


@once
def _within(pay, hours, wage, kept, thresholds):
    return to_cent(pay) <= to_cent(_threshold(hours, wage, kept, thresholds))


def _threshold(hours, wage, kept, thresholds):
    """The pay that must not be exceeded, for `hours` of work that earn `wage` at the minimum wages of the time."""
    multiple, frozen, floor, kept_multiple, kept_frozen = thresholds
    if multiple is None:
        common = numpy.zeros(hours.shape)
    elif frozen is None:
        common = multiple * wage
    else:
        common = multiple * frozen * hours
    if floor is not None:
        common = numpy.minimum(numpy.maximum(common, floor * wage), multiple * wage)
    if kept_multiple is None:
        return common
    return numpy.where(kept, kept_multiple * kept_frozen * hours, common)


def _in_force(node, name):
    """The value of a parameter, None before its first one and after its end."""
    return getattr(node, name, None)
