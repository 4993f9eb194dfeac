"""Prime d'activité (L841-1 ff.)."""

from openfisca_secu.model_api import MONTH, Famille, Variable, divide


class ppa(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Prime d'activité"
    set_input = divide
