"""The general reduction of employer contributions: L241-13, D241-7 to D241-11."""

import numpy

from openfisca_secu.degressive import Curve, linear_coefficient, power_coefficient
from openfisca_secu.employer_rates import rate_within_general_reduction
from openfisca_secu.general_scheme import in_private_sector, on_flat_base
from openfisca_secu.home_help import share_of_hours
from openfisca_secu.lookup import by_enum
from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch
from openfisca_secu.rounding import round_half_up
from openfisca_secu.working_time import share_of
from openfisca_secu.yearly_reductions import due_in_month, spans, totals

APPLIES = "allegement_general_applicable"
PAY_AND_WAGE = ("remuneration_allegement_general", "smic_allegement_general")
LIMITS = ("cotisations_exonerables_allegement_general", "cotisations_exonerables")


class taux_cotisations_non_dues(Variable):
    value_type = float
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Taux des cotisations du périmètre de la réduction générale que l'employeur ne doit pas"
    reference = articles("D241-7")
    documentation = """
    Ce qui manque aux taux communs : taux réduits de certaines professions, répartition plus favorable à l'employeur de
    la retraite complémentaire, lissage de la contribution au logement. Les accidents du travail sont comptés à part.
    """
    set_input = dispatch


class allegement_general_applicable(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "La réduction générale des cotisations patronales s'applique au salarié"
    reference = articles("L241-13", "D241-7-1", "D711-9")
    documentation = """
    Ni avec une autre exonération de cotisations patronales ou une assiette forfaitaire (VI), ni jusqu'en 2018 pour un
    apprenti, dont l'État payait les cotisations. Depuis 2026, aussi à Mayotte. Un clerc de notaire y a droit comme tout
    salarié. Les heures d'aide à domicile exonérées n'y ont pas droit, les autres si : voir `allegement_general_cumule`.
    """
    set_input = dispatch

    def formula_2026(individu, period):
        in_mayotte = (
            individu.menage("residence_mayotte", period)
            & in_private_sector(individu, period)
            & ~individu("particulier_employeur", period)
        )
        in_scope = individu("champ_reduction_generale", period) | in_mayotte
        return in_scope & ~_barred(individu, period)

    def formula_2019(individu, period):
        return individu("champ_reduction_generale", period) & ~_barred(individu, period)

    def formula_2015(individu, period):
        excluded = _barred(individu, period) | individu("apprenti", period)
        return individu("champ_reduction_generale", period) & ~excluded


class taux_maximal_allegement_general(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Valeur maximale du coefficient de la réduction générale des cotisations patronales"
    reference = articles("L241-13", "D241-2-4", "D241-7", "D241-7-1")
    documentation = """
    Selon le taux de la contribution au fonds national d'aide au logement, moins les taux que l'employeur ne doit pas. À
    Mayotte, somme des taux dus, hors du code : à donner. En 2019, sans l'assurance chômage, que la réduction n'atteint
    qu'en octobre. Un effectif inconnu est réputé sous le seuil.
    """
    set_input = dispatch

    def formula_2026(individu, period, parameters):
        law = parameters(period).cotisations.allegement_general.coefficient.courbe
        maximum = law.taux_minimal + _by_size(individu, period, parameters, law.taux_delta)
        return numpy.where(
            individu.menage("residence_mayotte", period),
            individu("taux_cotisations_mayotte", period),
            numpy.maximum(maximum - _rates_not_due(individu, period, parameters), law.taux_minimal),
        )

    def formula_2015(individu, period, parameters):
        law = parameters(period).cotisations.allegement_general.coefficient
        maximum = _by_size(individu, period, parameters, law.taux_maximal)
        return numpy.maximum(maximum - _rates_not_due(individu, period, parameters), 0)


class remuneration_allegement_general(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rémunération du mois que retient la réduction générale des cotisations patronales"
    reference = articles("L241-13")
    documentation = "Depuis 2025, majorée de la prime de partage de la valeur."

    def formula_2025(individu, period):
        return individu("remuneration_allegements", period) + individu("prime_partage_valeur_exoneree", period)

    def formula_2015(individu, period):
        return individu("remuneration_allegements", period)


class smic_allegement_general(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part du mois dans le smic calculé pour un an de la réduction générale, facteur d'équivalence compris"
    reference = articles("L241-13", "D241-7", "D241-10", "D241-10-1")
    documentation = """
    Le facteur a de l'article D241-10 multiplie le smic ; depuis 2026, il recule donc aussi le nombre de smic auquel la
    réduction s'éteint, ce que le texte ne dit pas.
    """

    def formula(individu, period, parameters):
        law = parameters(period).cotisations
        hours = by_enum(
            law.allegement_general.coefficient.facteurs.equivalence, individu("regime_equivalence_transport", period)
        )
        hourly = individu("smic_horaire_allegements", period)
        of_branch = individu("salaire_minimum_branche_horaire", period)
        lower = numpy.where(of_branch > 0, numpy.minimum(of_branch, hourly), hourly)
        return hours / law.smic.duree_legale_hebdomadaire * lower * individu("heures_smic_reductions", period)


class facteur_conges_allegement_general(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Facteur qui majore la réduction générale quand l'employeur ne paie pas les congés avec le salaire"
    reference = articles("L241-13", "D241-10", "D241-10-1")
    documentation = """
    Facteur b : 100/90 pour une caisse de congés, 1,1 pour un salarié temporaire en mission. Il multiplie le coefficient
    arrondi et plafonné : le texte n'arrondit que la formule de l'article D241-7.
    """

    def formula_2015(individu, period, parameters):
        law = parameters(period).cotisations.allegement_general.coefficient.facteurs
        nature = individu("contrat_de_travail_type", period)
        return numpy.select(
            [individu("affiliation_caisse_conges_payes", period), nature == nature.possible_values.ctt],
            [1 / law.part_hors_conges, law.travail_temporaire],
            default=1,
        )


class taux_maximal_exonerations(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Valeur maximale du coefficient des exonérations qui portent sur le périmètre de la réduction générale"
    reference = articles("L241-10", "L752-3-2", "D241-5-2", "D752-7", "D241-2-4")
    documentation = """
    Outre-mer et structures d'aide à domicile. Jusqu'en 2025, celle de la réduction générale, assurance chômage comprise
    dès janvier 2019 ; depuis 2026, somme des taux que doit l'employeur au niveau du smic, avec les taux réduits de
    maladie et de famille qui leur sont conservés.
    """
    set_input = dispatch

    def formula_2026(individu, period, parameters):
        law = parameters(period).cotisations
        large = individu("effectif_entreprise_seuils", period) >= law.contributions_employeur.fnal.seuil
        maximum = rate_within_general_reduction(law, large)
        return numpy.maximum(maximum - _rates_not_due(individu, period, parameters), 0)

    def formula_2015(individu, period, parameters):
        return individu("taux_maximal_allegement_general", period) + _extension(parameters(period))


class taux_allegement_general(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Coefficient de la réduction générale des cotisations patronales, depuis le début de l'année ou du contrat"
    reference = articles("L241-13", "D241-7", "D241-7-1", "D241-9", "D241-10", "D241-10-1")
    documentation = """
    En 2025, depuis mai à partir de mai. Avant les limites : cotisations dues, déduction forfaitaire pour frais.
    """

    def formula_2015(individu, period, parameters):
        *_, months = spans(period, parameters)
        pay, wage = totals(individu, period, months, PAY_AND_WAGE, APPLIES)
        return individu("facteur_conges_allegement_general", period) * _coefficient(
            individu, period, parameters, months, (pay, wage)
        )


class allegement_general_mensuel(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Réduction générale des cotisations patronales, calculée sur le mois seul"
    reference = articles("L241-13", "D241-8")

    def formula_2015(individu, period, parameters):
        return _reduction(individu, period, parameters, [[period]])


class allegement_general_cumule(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Réduction générale des cotisations patronales, calculée depuis le début de l'année ou du contrat"
    reference = articles("L241-13", "D241-7", "D241-9", "D241-10", "D241-10-1", "D241-11")
    documentation = """
    Un calcul par contrat : un changement de `contrat_de_travail_debut` en ouvre un autre. Un contrat à durée
    déterminée et une mission de travail temporaire ont ainsi chacun le leur. Limitée aux cotisations du périmètre,
    majorées du facteur b, et depuis septembre 2022 à toutes celles de l'employeur. Une aide à domicile n'y a droit que
    pour la part des heures qui n'est pas exonérée.
    """

    def formula_2015(individu, period, parameters):
        return _reduction(individu, period, parameters, spans(period, parameters))


class allegement_general(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Réduction générale des cotisations patronales"
    reference = articles("L241-13", "D241-7", "D241-8", "D241-9", "D241-11")
    documentation = """
    Les mois s'additionnent en la réduction de l'année ou du contrat (voir `allegement_general_mode_recouvrement`) : un
    mois où l'avance des précédents se révèle trop forte la rend, et son montant est alors négatif.
    """

    def formula_2015(individu, period):
        return due_in_month(individu, period, "allegement_general_mensuel", "allegement_general_cumule")


class allegement_general_retraite_complementaire(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part de la réduction générale imputée sur les cotisations de retraite complémentaire"
    reference = articles("L241-13", "D241-7", "D241-7-1")
    documentation = "Le reste s'impute sur les cotisations recouvrées par l'Urssaf."

    def formula_2019(individu, period, parameters):
        rate = parameters(period).cotisations.allegement_general.imputation.retraite_complementaire
        law = parameters(period).cotisations.allegement_general.coefficient.extension_2019
        extended = individu("apprenti", period) | (period.start.month >= (getattr(law, "premier_mois", None) or 1))
        maximum = individu("taux_maximal_allegement_general", period) + extended * _extension(parameters(period))
        return individu("allegement_general", period) * numpy.minimum(share_of(rate, maximum), 1)


def _barred(individu, period):
    """Another exemption, or a flat base, which the article does not add to the reduction (L241-13, VI)."""
    return individu("exoneration_exclusive_allegement_general", period) | on_flat_base(individu, period)


def _by_size(individu, period, parameters, node):
    """The value of a node by the rate of the employer's contribution to the housing fund (L813-5 of its own code)."""
    threshold = parameters(period).cotisations.contributions_employeur.fnal.seuil
    large = individu("effectif_entreprise_seuils", period) >= threshold
    return numpy.where(large, node.fnal_deplafonne, node.fnal_plafonne)


def _rates_not_due(individu, period, parameters):
    """Rates of the reduction's scope that the employer does not owe (D241-7, I al. 5, then III)."""
    most = parameters(period).cotisations.allegement_general.imputation.accidents_travail
    accidents = numpy.maximum(most - individu("taux_accident_travail", period), 0)
    return accidents + individu("taux_cotisations_non_dues", period)


def _extension(law):
    """The second maximal rate of 2019, 0 in other years."""
    return getattr(law.cotisations.allegement_general.coefficient.extension_2019, "taux", None) or 0


def _reduction(individu, period, parameters, parts):
    """The reduction of the months of the contract of `period`, in lists that are computed apart.

    What is due in the year limits them together (D241-11).
    """
    months = [month for part in parts for month in part]
    law = parameters(months[-1]).cotisations.allegement_general.imputation
    in_scope, all_due = totals(individu, period, months, LIMITS, APPLIES)
    due = individu("facteur_conges_allegement_general", months[-1]) * in_scope
    if law.ensemble_des_cotisations:
        due = numpy.minimum(due, all_due)
    structure = individu("structure_aide_domicile", months[-1])
    home_help = structure != structure.possible_values.aucune
    other_hours = 1 - home_help * share_of_hours(individu, period, months, APPLIES)
    gross = sum(_gross_reduction(individu, period, parameters, part) for part in parts)
    return other_hours * numpy.minimum(gross, numpy.maximum(due, 0))


def _gross_reduction(individu, period, parameters, months):
    """Before the limit of what is due, by the law and the situation of the last of some months."""
    month = months[-1]
    most = parameters(month).cotisations.allegement_general.coefficient.deduction_forfaitaire_maximum
    factor = individu("facteur_conges_allegement_general", month)
    pay, wage, deduction = totals(
        individu, period, months, (*PAY_AND_WAGE, "deduction_forfaitaire_specifique"), APPLIES
    )
    after, before = (
        factor * gross * _coefficient(individu, period, parameters, months, (gross, wage))
        for gross in (pay, pay + deduction)
    )
    return numpy.where(deduction > 0, numpy.minimum(after, most * before), after)


def _coefficient(individu, period, parameters, months, pay_and_wage):
    """The coefficient of D241-7 for some months, before the factor b."""
    pay, wage = pay_and_wage
    law = parameters(months[-1]).cotisations.allegement_general.coefficient
    maximum = individu("taux_maximal_allegement_general", months[-1])
    if getattr(law.courbe, "puissance", None) is None:
        first = linear_coefficient(pay, wage, maximum, law.bareme, law.decimales)
        return first + _second_coefficient(individu, period, parameters, months, pay_and_wage)
    return numpy.where(
        individu.menage("residence_mayotte", months[-1]),
        power_coefficient(pay, wage, _curve_of_mayotte(law, maximum), law.decimales),
        power_coefficient(
            pay,
            wage,
            Curve(law.courbe.taux_minimal, maximum - law.courbe.taux_minimal, law.courbe.fin, law.courbe.puissance),
            law.decimales,
        ),
    )


def _second_coefficient(individu, period, parameters, months, pay_and_wage):
    """What the extension of October 2019 adds to the coefficient: its own, on its share of the pay."""
    law = parameters(months[-1]).cotisations.allegement_general.coefficient
    maximum = _extension(parameters(months[-1]))
    if not maximum:
        return 0
    pay, wage = pay_and_wage
    late = [month for month in months if month.start.month >= law.extension_2019.premier_mois]
    (whole,) = totals(individu, period, months, PAY_AND_WAGE[:1], APPLIES)
    (extended,) = totals(individu, period, late, PAY_AND_WAGE[:1], APPLIES)
    share = numpy.where(individu("apprenti", months[-1]), 1, share_of(extended, whole))
    return share * linear_coefficient(pay, wage, maximum, law.bareme, law.decimales)


def _curve_of_mayotte(law, maximum):
    """The curve that converges to the common one by 2036 (D241-7-1)."""
    shares = law.mayotte
    least = round_half_up(shares.taux_minimal * law.courbe.taux_minimal, shares.decimales)
    end = float(round_half_up(shares.fin * law.courbe.fin, shares.decimales))
    power = float(round_half_up(shares.puissance * law.courbe.puissance, shares.decimales))
    return Curve(least, numpy.maximum(maximum - least, 0), end, power)
