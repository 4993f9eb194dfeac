"""Disability and incapacity, as decided by the medical and disability bodies."""

from openfisca_secu.model_api import MONTH, Individu, Variable, dispatch


class taux_incapacite(Variable):
    value_type = float
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Taux d'incapacité permanente (de 0 à 1)"
    set_input = dispatch


class invalidite(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Invalidité reconnue par l'assurance maladie"
    set_input = dispatch


class inapte_travail(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Inaptitude au travail reconnue"
    set_input = dispatch
