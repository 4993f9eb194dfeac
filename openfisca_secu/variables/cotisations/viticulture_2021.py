"""Exemption of the winegrowers that lost turnover in 2020, for the contributions of 2021: L241-14."""

import numpy

from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch
from openfisca_secu.working_time import share_of

# What is taken off before, from all the contributions of the general reduction, or from social security alone.
ON_WIDE_SCOPE = ("allegement_general", "exoneration_lodeom")
ON_SOCIAL_SECURITY = (
    "exoneration_cotisations_employeur_zrr",
    "exoneration_saint_barthelemy_saint_martin",
    "exoneration_cotisations_employeur_autres_lois",
)


class viticulture_baisse_chiffre_affaires_2020(Variable):
    value_type = float
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Part du chiffre d'affaires de 2019 qu'a perdue en 2020 un employeur de la viticulture"
    reference = articles("L241-14")
    documentation = "Zéro : l'employeur n'est pas viticulteur, ou n'a rien perdu."
    set_input = dispatch


class exoneration_viticulture_2021(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Exonération de cotisations patronales de la viticulture pour 2021"
    reference = articles("L241-14")
    documentation = """
    Sur les cotisations d'assurances sociales, d'allocations familiales et d'accidents du travail qui restent dues après
    la réduction générale ou une autre exonération. La part de la réduction générale et de l'exonération outre-mer
    imputée sur elles est réputée proportionnelle ; une exonération que prévoit un autre texte y est imputée entière.
    Les cotisations du régime agricole sont réputées aux taux du régime général. La remise que peut accorder l'organisme
    n'est pas calculée.
    """

    def formula_2021(individu, period, parameters):
        loss = individu("viticulture_baisse_chiffre_affaires_2020", period)
        share = parameters(period).cotisations.viticulture_2021.part.calc(loss)
        due = individu("cotisations_exonerables_securite_sociale", period) + individu("accident_du_travail", period)
        scope = individu("cotisations_exonerables_allegement_general", period)
        of_scope = numpy.minimum(numpy.where(scope > 0, share_of(due, scope), 0), 1)
        reduced = of_scope * sum(individu(name, period) for name in ON_WIDE_SCOPE)
        exempt = sum(individu(name, period) for name in ON_SOCIAL_SECURITY)
        return share * numpy.maximum(due - reduced - exempt, 0)
