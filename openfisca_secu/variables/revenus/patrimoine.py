"""Property and savings, at their value."""

from openfisca_secu.model_api import MONTH, Individu, Variable, dispatch


class livret_a(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Montant du livret A"
    set_input = dispatch


class epargne_revenus_non_imposables(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Épargne dont les revenus ne sont pas imposables, hors livret A"
    set_input = dispatch


class epargne_revenus_imposables(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Épargne dont les revenus sont imposables"
    set_input = dispatch


class valeur_patrimoine_loue(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Valeur des immeubles et terrains loués"
    set_input = dispatch


class valeur_immo_non_loue(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Valeur des immeubles non loués, hors résidence principale"
    set_input = dispatch


class valeur_terrains_non_loues(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Valeur des terrains non loués"
    set_input = dispatch
