"""Stable residence in France, as the benefits require it (R111-2)."""

from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch


class residence_mois_en_france(Variable):
    value_type = float
    default_value = 12
    min_value = 0
    max_value = 12
    unit = "month"
    entity = Individu
    definition_period = MONTH
    label = "Mois de séjour en France dans l'année civile"
    documentation = """
    Sur le territoire métropolitain, en Guadeloupe, en Guyane, à la Martinique, à La Réunion, à Saint-Barthélemy ou à
    Saint-Martin. Donné pour une année, il vaut pour chacun de ses mois ; douze quand il n'est pas donné. Un foyer
    permanent en France suffit aussi, quel que soit ce nombre (R111-2, deuxième alinéa) : laisser alors douze.
    """
    reference = articles("R111-2")
    is_period_size_independent = True
    set_input = dispatch


class residence_stable_prestations_familiales(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Résidence stable en France, pour les prestations familiales"
    reference = articles("R111-2", "L512-1")
    set_input = dispatch

    def formula(individu, period, parameters):
        least = parameters(period).affiliation.residence.duree_minimale.prestations_familiales
        return individu("residence_mois_en_france", period) > least


class residence_stable_aspa(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Résidence stable en France, pour l'allocation de solidarité aux personnes âgées"
    reference = articles("R111-2", "L815-1", "L815-12", "R816-3")
    set_input = dispatch

    def formula(individu, period, parameters):
        least = parameters(period).affiliation.residence.duree_minimale.aspa
        return individu("residence_mois_en_france", period) > least


class residence_stable(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Résidence stable en France, pour les frais de santé, l'ASI et la complémentaire santé solidaire"
    reference = articles("R111-2", "L160-1")
    set_input = dispatch

    def formula(individu, period, parameters):
        least = parameters(period).affiliation.residence.duree_minimale.autres
        return individu("residence_mois_en_france", period) > least
