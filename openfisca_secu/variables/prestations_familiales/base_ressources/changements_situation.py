"""Resources of the reference year reviewed after a change of situation (R532-2, R532-4 to R532-7).

A state given for a month holds during that month. The Code lets it act from the first day of the month after it began
to the month before it ends: it must be given for the month and for the one before (`_since_last_month`).
"""

from datetime import date

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR, calendar_months_since
from openfisca_secu.family import age_opens_right, below_age_limit
from openfisca_secu.model_api import ETERNITY, MONTH, Famille, Individu, Variable, articles, dispatch
from openfisca_secu.states import held_for_months


class chomage_total(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "En chômage total"
    reference = articles("R532-7")
    documentation = "Par défaut : l'activité principale du mois est le chômage (`activite`)."
    set_input = dispatch

    def formula(individu, period):
        activite = individu("activite", period)
        return activite == activite.possible_values.chomeur


class activite_partielle_ou_independant_indemnise(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Perçoit l'allocation d'activité partielle ou l'allocation des travailleurs indépendants"
    reference = articles("R532-7")
    documentation = "À défaut, des indemnités d'activité partielle dans le mois."
    set_input = dispatch

    def formula(individu, period):
        return individu("indemnites_chomage_partiel", period) > 0


class chomage_indemnise(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Chômage total indemnisé par l'assurance chômage, ou chômage partiel indemnisé"
    reference = articles("R532-7")
    documentation = """
    Par défaut : chômage total et allocations de chômage dans le mois (`chomage_brut` ou `chomage_imposable`), ou
    activité partielle indemnisée. La rémunération des salariés licenciés en formation (contrat de sécurisation
    professionnelle) vaut allocation.
    """
    set_input = dispatch

    def formula(individu, period):
        benefit = individu("chomage_brut", period) + individu("chomage_imposable", period)
        insured = individu("chomage_total", period) & (benefit > 0) & (individu("ass", period) == 0)
        return insured | individu("activite_partielle_ou_independant_indemnise", period)


class allocation_chomage_au_minimum(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Allocation de chômage tombée au minimum après application d'un taux dégressif"
    set_input = dispatch


class arret_travail_plus_de_six_mois(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "En interruption de travail de plus de six mois pour affection de longue durée"
    set_input = dispatch


class cessation_activite_pour_enfants(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "A cessé toute activité professionnelle pour se consacrer à ses enfants"
    set_input = dispatch


class detenu_sans_semi_liberte(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Détenu, hors semi-liberté"
    set_input = dispatch


class date_cessation_activite_pension(Variable):
    value_type = date
    default_value = date(1880, 1, 1)
    entity = Individu
    definition_period = ETERNITY
    label = "Date où, toute activité cessée, une pension de retraite ou d'invalidité, une rente ou l'AAH est accordée"
    documentation = "Le 1er janvier 1880 : sans objet."


class ressources_activite_neutralisees(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Revenus d'activité et indemnités de chômage de l'année de référence non pris en compte"
    reference = articles("R532-2", "R532-4", "R532-7")
    documentation = """
    Chômage sans indemnisation (ou à l'indemnisation minimale) depuis deux mois, allocation de solidarité spécifique,
    revenu de solidarité active ; dans un couple, détention, ou cessation d'activité pour un enfant de moins de trois
    ans ou plusieurs enfants. Le revenu de solidarité active, dû au foyer, neutralise les revenus des deux membres du
    couple, jusqu'au mois qui suit son dernier versement.
    """
    set_input = dispatch

    def formula_2009(individu, period, parameters):
        law = parameters(period).prestations_familiales.base_ressources.changements_situation
        at_minimum = _since_last_month(individu, "allocation_chomage_au_minimum", period)
        unpaid = ~individu("chomage_indemnise", period) | at_minimum
        unemployed = held_for_months(individu, "chomage_total", period, law.mois_chomage) & unpaid
        ass = (individu("ass", period) > 0) & (individu("ass", period.last_month) > 0)
        rsa = individu.famille("rsa", period.last_month) > 0
        children = individu.famille("enfants_de_la_cessation_activite", period)
        in_couple = individu.famille("en_couple", period)
        at_home = _since_last_month(individu, "cessation_activite_pour_enfants", period) & children
        detained = _since_last_month(individu, "detenu_sans_semi_liberte", period)
        return unemployed | ass | rsa | (in_couple & (at_home | detained))


class enfants_de_la_cessation_activite(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "La famille a un enfant de moins de trois ans ou plusieurs enfants à charge"
    reference = articles("R532-4")

    def formula_2009(famille, period, parameters):
        law = parameters(period).prestations_familiales.base_ressources.changements_situation
        law = law.cessation_activite_pour_enfants
        dependent = famille.members("prestations_familiales_enfant_a_charge", period)
        months = famille.members("mois_depuis_naissance", period)
        young = dependent & age_opens_right(months, 0) & below_age_limit(months, law.age_enfant)
        return (famille.sum(young) > 0) | (famille.sum(dependent) >= law.nombre_enfants)


class abattement_revenus_activite(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Abattement sur les revenus d'activité de l'année de référence"
    reference = articles("R532-5", "R532-6", "R532-7")
    documentation = "Chômage indemnisé depuis deux mois, admission à une pension, long arrêt de travail ; sans cumul."
    set_input = dispatch

    def formula_2009(individu, period, parameters):
        law = parameters(period).prestations_familiales.base_ressources.changements_situation
        unemployed = held_for_months(individu, "chomage_indemnise", period, law.mois_chomage)
        other = individu("abattement_indemnites_chomage", period)
        return numpy.maximum(other, law.taux_abattement * unemployed)


class abattement_indemnites_chomage(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Abattement sur les indemnités de chômage de l'année de référence"
    reference = articles("R532-5", "R532-6")
    documentation = """
    Admission à une pension : du mois suivant à la fin de l'année, ou à la fin de l'année d'après si elle a lieu au
    second semestre. Arrêt de travail de plus de six mois : tant qu'il dure, dès le mois suivant.
    """
    set_input = dispatch

    def formula_2009(individu, period, parameters):
        law = parameters(period).prestations_familiales.base_ressources.changements_situation
        ill = _since_last_month(individu, "arret_travail_plus_de_six_mois", period)
        admission = individu("date_cessation_activite_pension", period)
        months_at_new_year = calendar_months_since(admission, period.this_year.first_month)
        months_from_second_half = MONTHS_PER_YEAR + 1 - law.premier_mois_second_semestre
        retired = (calendar_months_since(admission, period) > 0) & (months_at_new_year <= months_from_second_half)
        return law.taux_abattement * (ill | retired)


def _since_last_month(individu, state, period):
    """Whether a state holds in the month and already held in the one before."""
    return individu(state, period) & individu(state, period.last_month)
