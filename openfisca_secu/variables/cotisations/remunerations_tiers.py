"""Sums that somebody who is not the employer allots to an employee: L242-1-4."""

import numpy

from openfisca_secu.model_api import YEAR, Individu, Variable, articles
from openfisca_secu.working_time import legal_monthly_hours


class remunerations_tiers(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Sommes et avantages alloués dans l'année par un tiers qui n'est pas l'employeur"
    reference = articles("L242-1-4")
    documentation = "Par un même tiers, en contrepartie d'une activité accomplie dans son intérêt."


class remunerations_tiers_usage(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = YEAR
    label = (
        "Activité commerciale ou en lien avec la clientèle, où il est d'usage qu'un tiers alloue des sommes au salarié"
    )
    reference = articles("L242-1-4")


class remunerations_tiers_groupe(Variable):
    value_type = bool
    entity = Individu
    definition_period = YEAR
    label = "Le tiers appartient au même groupe que l'employeur"
    reference = articles("L242-1-4")


class contribution_remunerations_tiers(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Contribution libératoire du tiers qui alloue des sommes à un salarié"
    reference = articles("L242-1-4")
    documentation = """
    Sur la part des sommes de l'année comprise entre 15 % et 150 % du smic mensuel, celui de janvier (le texte n'en dit
    pas la date).
    """

    def formula_2012(individu, period, parameters):
        law = parameters(period).cotisations.remunerations_tiers
        sums = individu("remunerations_tiers", period)
        smic = _monthly_smic(individu, period, parameters)
        part = numpy.maximum(numpy.minimum(sums, law.plafond * smic) - law.franchise * smic, 0)
        return law.taux * _eligible(individu, period) * part


class remunerations_tiers_assujetties(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Sommes allouées par un tiers, soumises aux cotisations et contributions de droit commun"
    reference = articles("L242-1-4")
    documentation = "Le tiers les déclare et paie leurs cotisations : elles ne sont pas dans l'assiette de l'employeur."

    def formula_2012(individu, period, parameters):
        ceiling = parameters(period).cotisations.remunerations_tiers.plafond * _monthly_smic(
            individu, period, parameters
        )
        sums = individu("remunerations_tiers", period)
        return numpy.where(_eligible(individu, period), numpy.maximum(sums - ceiling, 0), sums)


def _eligible(individu, period):
    return individu("remunerations_tiers_usage", period) & ~individu("remunerations_tiers_groupe", period)


def _monthly_smic(individu, period, parameters):
    hours = legal_monthly_hours(parameters(period).cotisations.smic)
    return hours * individu("smic_horaire_brut", period.first_month)
