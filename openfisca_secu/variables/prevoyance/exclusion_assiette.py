"""Employer's contributions to complementary cover, and what of them bears contributions: L242-1, II, 4°; D242-1."""

import numpy

from openfisca_secu.dates import month_number, month_numbers
from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch, divide
from openfisca_secu.once import once
from openfisca_secu.regularisation import months_to_date, paid_since, plus, times
from openfisca_secu.working_time import calendar_share, days_employed


class prevoyance_employeur(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contributions de l'employeur à la prévoyance (décès, incapacité, invalidité), hors frais de santé"
    documentation = "L'obligation propre aux cadres comprise : elle est retenue si elle est plus élevée."
    set_input = divide


class retraite_supplementaire_employeur(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contributions de l'employeur à la retraite supplémentaire collective et obligatoire"
    reference = articles("L242-1", "D242-1")
    set_input = divide


class abondement_epargne_retraite(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part des versements de l'employeur à l'épargne salariale qui abonde un plan d'épargne retraite"
    reference = articles("L242-1")
    documentation = (
        "Comprise dans `abondement_epargne_salariale` ; elle compte pour la limite de retraite supplémentaire."
    )
    set_input = divide


class protection_complementaire_non_conforme(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Les garanties complémentaires ne sont pas collectives et obligatoires, ou se substituent à un salaire"
    reference = articles("L242-1", "R242-1-1")
    documentation = """
    Vrai : les contributions de l'employeur ne sont pas exclues de l'assiette (catégories objectives, contrat
    responsable, substitution à une rémunération versée dans les douze mois).
    """
    set_input = dispatch


class taux_prevoyance_cadre(Variable):
    value_type = float
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Taux de la contribution de prévoyance de l'employeur pour un cadre, s'il dépasse le minimum"
    set_input = dispatch


class prevoyance_obligatoire_cadre(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution de prévoyance que l'employeur doit pour un cadre"
    reference = "Accord national interprofessionnel du 17 novembre 2017 relatif à la prévoyance des cadres, article 1"
    documentation = "Hors du code. Sur la part du salaire sous le plafond, en priorité pour le risque décès."

    def formula(individu, period, parameters):
        rate = _executive_rate(individu, period, parameters)
        return rate * individu("retraite_complementaire_tranche_1", period)


class cotisation_prevoyance_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contributions de l'employeur à la prévoyance et aux frais de santé, versement santé compris"
    reference = articles("L242-1")

    def formula(individu, period):
        return (
            individu("complementaire_sante_employeur", period)
            + individu("versement_sante", period)
            + numpy.maximum(individu("prevoyance_employeur", period), individu("prevoyance_obligatoire_cadre", period))
        )


class reintegration_prevoyance(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part des contributions de l'employeur à la prévoyance et aux frais de santé soumise à cotisations"
    reference = articles("L242-1", "D242-1")
    documentation = """
    Ce qui dépasse 6 % du plafond et 1,5 % de la rémunération soumise, dans la limite de 12 % du plafond. Limites de
    l'année, régularisées à chaque paie depuis janvier ou l'embauche ; un mois peut rendre ce qu'un autre a réintégré,
    dans la limite de sa rémunération. Le texte ne dit pas de quel plafond il s'agit : celui d'un temps plein, pour les
    jours du contrat. L'obligation propre aux cadres y est comptée sur ce même plafond.
    """

    def formula_2015(individu, period, parameters):
        limits = parameters(period).prevoyance.exclusion_assiette.prevoyance
        shares = {
            "of_ceiling": limits.part_plafond,
            "of_pay": limits.part_remuneration,
            "at_most": limits.maximum,
        }
        sums, excess = (0.0, 0.0, 0.0), 0.0
        for month in months_to_date(period):
            before = excess
            employed = _paid_by_present_employer(individu, period, month)
            sums = _provident_to_date(
                *sums,
                employed,
                pay_of_month=individu("assiette_reelle", month),
                ceiling=_full_time_ceiling(individu, month, parameters),
                executive_rate=_executive_rate(individu, month, parameters),
                health=individu("complementaire_sante_employeur", month),
                instead=individu("versement_sante", month),
                provident=individu("prevoyance_employeur", month),
            )
            excess = _provident_excess(*sums, individu("protection_complementaire_non_conforme", month), **shares)
        return numpy.maximum(excess - before, -individu("assiette_reelle", period))


class reintegration_retraite_supplementaire(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part des contributions de l'employeur à la retraite supplémentaire soumise à cotisations"
    reference = articles("L242-1", "D242-1")
    documentation = """
    Ce qui dépasse 5 % du plafond ou, s'il est plus élevé, 5 % de la rémunération soumise, retenue dans la limite de
    cinq plafonds. L'abondement d'un plan d'épargne retraite use de la limite sans être réintégré. Régularisée comme
    celle de la prévoyance.
    """

    def formula_2015(individu, period, parameters):
        limits = parameters(period).prevoyance.exclusion_assiette.retraite_supplementaire
        shares = {
            "of_ceiling": limits.part_plafond,
            "of_pay": limits.part_remuneration,
            "ceilings_of_pay": limits.plafonds_remuneration,
        }
        pay = ceilings = paid = saved = excess = 0.0
        for month in months_to_date(period):
            before = excess
            employed = _paid_by_present_employer(individu, period, month)
            pay = plus(pay, employed, individu("assiette_reelle", month))
            ceilings = plus(ceilings, employed, _full_time_ceiling(individu, month, parameters))
            paid = plus(paid, employed, individu("retraite_supplementaire_employeur", month))
            saved = plus(saved, employed, individu("abondement_epargne_retraite", month))
            refused = individu("protection_complementaire_non_conforme", month)
            excess = _pension_excess(pay, ceilings, paid, saved, refused, **shares)
        left = individu("assiette_reelle", period) + numpy.minimum(individu("reintegration_prevoyance", period), 0)
        return numpy.maximum(excess - before, -left)


@once
def _provident_to_date(
    pay, ceilings, paid, employed, *, pay_of_month, ceiling, executive_rate, health, instead, provident
):
    """Pay, ceilings and contributions to provident and health cover since January or the hiring, a month later."""
    pay_now, ceilings_now = pay + employed * pay_of_month, ceilings + employed * ceiling
    executive = executive_rate * (numpy.minimum(pay_now, ceilings_now) - numpy.minimum(pay, ceilings))
    return pay_now, ceilings_now, paid + employed * (health + instead + numpy.maximum(provident, executive))


@once
def _provident_excess(pay, ceilings, paid, refused, *, of_ceiling, of_pay, at_most):
    limit = numpy.minimum(of_ceiling * ceilings + of_pay * pay, at_most * ceilings)
    return numpy.maximum(paid - ~refused * limit, 0)


@once
def _pension_excess(pay, ceilings, paid, saved, refused, *, of_ceiling, of_pay, ceilings_of_pay):
    limit = numpy.maximum(of_ceiling * ceilings, of_pay * numpy.minimum(pay, ceilings_of_pay * ceilings))
    return numpy.minimum(numpy.maximum(paid + saved - ~refused * limit, 0), paid)


def _executive_rate(individu, period, parameters):
    """Rate of the contribution that the employer owes for an executive, 0 for others."""
    minimum = parameters(period).prevoyance.exclusion_assiette.taux_cadres
    return _rate_for_executives(
        individu("categorie_salarie", period), individu("taux_prevoyance_cadre", period), minimum
    )


@once
def _rate_for_executives(category, agreed, minimum):
    executive = category == category.possible_values.prive_cadre
    return executive * numpy.maximum(minimum, agreed)


def _paid_by_present_employer(individu, period, month):
    hired = month_numbers(individu("entree_chez_employeur", period))
    return paid_since(individu("assiette_reelle", month), hired, month_number(month))


def _full_time_ceiling(individu, month, parameters):
    """The ceiling of a full-time month, for the days under contract.

    It is not the person's: that one depends on the base of contributions, which is what is computed here.
    """
    days = days_employed(individu("contrat_de_travail_debut", month), individu("contrat_de_travail_fin", month), month)
    return times(parameters(month).cotisations.plafond_securite_sociale.mensuel, calendar_share(days, month))
