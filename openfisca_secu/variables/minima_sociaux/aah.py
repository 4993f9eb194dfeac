"""Allocation aux adultes handicapés (L821-1 ff.)."""

from openfisca_secu.model_api import MONTH, Individu, Variable, divide


class aah(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocation aux adultes handicapés"
    set_input = divide
