"""Employer's contributions to complementary cover, and what of them bears contributions: L242-1, II, 4°; D242-1."""

import numpy

from openfisca_secu.dates import month_number
from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch, divide
from openfisca_secu.regularisation import months_to_date
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
        excess = before = paid = ceilings = pay = executive = numpy.zeros(individu.count)
        for month in months_to_date(period):
            employed = _paid_by_present_employer(individu, period, month)
            before = excess
            of_month = employed * individu("assiette_reelle", month)
            within_before = numpy.minimum(pay, ceilings)
            pay = pay + of_month
            ceilings = ceilings + employed * _full_time_ceiling(individu, month, parameters)
            executive = _executive_rate(individu, month, parameters) * (numpy.minimum(pay, ceilings) - within_before)
            paid = paid + employed * (
                individu("complementaire_sante_employeur", month)
                + individu("versement_sante", month)
                + numpy.maximum(individu("prevoyance_employeur", month), executive)
            )
            limit = numpy.minimum(
                limits.part_plafond * ceilings + limits.part_remuneration * pay, limits.maximum * ceilings
            )
            excluded = ~individu("protection_complementaire_non_conforme", month) * limit
            excess = numpy.maximum(paid - excluded, 0)
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
        excess = before = paid = saved = ceilings = pay = numpy.zeros(individu.count)
        for month in months_to_date(period):
            employed = _paid_by_present_employer(individu, period, month)
            before = excess
            pay = pay + employed * individu("assiette_reelle", month)
            ceilings = ceilings + employed * _full_time_ceiling(individu, month, parameters)
            paid = paid + employed * individu("retraite_supplementaire_employeur", month)
            saved = saved + employed * individu("abondement_epargne_retraite", month)
            limit = numpy.maximum(
                limits.part_plafond * ceilings,
                limits.part_remuneration * numpy.minimum(pay, limits.plafonds_remuneration * ceilings),
            )
            excluded = ~individu("protection_complementaire_non_conforme", month) * limit
            excess = numpy.minimum(numpy.maximum(paid + saved - excluded, 0), paid)
        left = individu("assiette_reelle", period) + numpy.minimum(individu("reintegration_prevoyance", period), 0)
        return numpy.maximum(excess - before, -left)


def _executive_rate(individu, period, parameters):
    """Rate of the contribution that the employer owes for an executive, 0 for others."""
    minimum = parameters(period).prevoyance.exclusion_assiette.taux_cadres
    category = individu("categorie_salarie", period)
    executive = category == category.possible_values.prive_cadre
    return executive * numpy.maximum(minimum, individu("taux_prevoyance_cadre", period))


def _paid_by_present_employer(individu, period, month):
    hired = individu("entree_chez_employeur", period).astype("datetime64[M]").astype(numpy.int64)
    return (individu("assiette_reelle", month) > 0) & (hired <= month_number(month))


def _full_time_ceiling(individu, month, parameters):
    """The ceiling of a full-time month, for the days under contract.

    It is not the person's: that one depends on the base of contributions, which is what is computed here.
    """
    days = days_employed(individu("contrat_de_travail_debut", month), individu("contrat_de_travail_fin", month), month)
    return parameters(month).cotisations.plafond_securite_sociale.mensuel * calendar_share(days, month)
