"""The employer's workforce: L130-1, R130-1. The yearly headcount itself is `effectif_entreprise` (situation)."""

import numpy

from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch
from openfisca_secu.working_time import calendar_share, days_employed


class effectif_mensuel(Variable):
    value_type = float
    min_value = 0
    entity = Individu
    definition_period = MONTH
    label = "Personnes employées dans le mois par l'employeur, tous établissements confondus"
    reference = articles("R130-1")
    documentation = """
    Décomptées selon l'article R130-1, II et III (voir `unite_effectif`). Le mois de la première embauche de
    l'entreprise, ou celui d'un transfert des contrats de travail : effectif du dernier jour du mois.
    """
    set_input = dispatch


class unite_effectif(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    label = "Part pour laquelle un salarié compte dans l'effectif du mois de son employeur"
    reference = articles("R130-1")
    documentation = """
    Un temps partiel compte pour ses heures de contrat, un mois incomplet pour ses jours. Les apprentis et les contrats
    de formation en alternance ne comptent pas, sauf pour la tarification des accidents du travail. Les salariés mis à
    disposition, remplaçants et contrats aidés ne sont pas distingués.
    """

    def formula_2018(individu, period):
        nature = individu("contrat_de_travail_type", period)
        types = nature.possible_values
        category = individu("categorie_salarie", period)
        counted = (
            (category != category.possible_values.non_pertinent)
            & (nature != types.aucun)
            & (nature != types.formation)
            & ~individu("apprenti", period)
        )
        employed = days_employed(
            individu("contrat_de_travail_debut", period), individu("contrat_de_travail_fin", period), period
        )
        contract = individu("contrat_de_travail", period)
        part_time = contract == contract.possible_values.temps_partiel
        hours = numpy.where(part_time, individu("quotite_de_travail", period), 1)
        return counted * hours * calendar_share(employed, period)


class effectif_entreprise_seuils(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    label = "Effectif auquel un seuil se compare pour savoir s'il est franchi"
    reference = articles("L130-1")
    documentation = """
    Un seuil est franchi si et seulement si cette variable l'atteint. Depuis 2020, c'est le plus faible effectif annuel
    des cinq dernières années (L130-1, II), ou, pour un seuil déjà franchi en 2019, des années écoulées depuis 2019.
    Une année dont l'effectif n'est pas donné (zéro) est réputée avoir celui de l'année courante. Les lissages propres à
    chaque prélèvement, avant 2020, ne sont pas calculés : donner cette variable.
    """
    set_input = dispatch

    def formula_2020(individu, period, parameters):
        law = parameters(period).cotisations.effectif_entreprise
        year = period.start.year
        current = individu("effectif_entreprise", period)
        recent = _least(individu, period, current, year - law.annees_consecutives + 1)
        return numpy.maximum(recent, _least(individu, period, current, law.annee_transition))

    def formula(individu, period):
        return individu("effectif_entreprise", period)


def _least(individu, period, current, first_year):
    """The least yearly headcount since `first_year`; a year that is not known counts as the current one."""
    january = period.this_year.first_month
    least = current
    for year in range(first_year, period.start.year):
        headcount = individu("effectif_entreprise", january.offset(year - period.start.year, "year"))
        least = numpy.where(headcount > 0, numpy.minimum(least, headcount), least)
    return least
