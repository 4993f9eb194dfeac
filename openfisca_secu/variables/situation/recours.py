"""Take-up: whether who is entitled to a benefit claims it. Everybody does, unless a simulation says otherwise.

A survey draws these inputs when it is asked to (`openfisca_secu.survey.take_up`).
"""

from openfisca_secu.model_api import MONTH, Famille, Individu, Variable, dispatch


class recours_ppa(Variable):
    value_type = bool
    default_value = True
    entity = Famille
    definition_period = MONTH
    label = "Le foyer qui a droit à la prime d'activité la demande"
    documentation = "La déclaration du foyer qui reçoit le revenu de solidarité active vaut demande, et ne la lit pas."
    set_input = dispatch


class recours_css(Variable):
    value_type = bool
    default_value = True
    entity = Famille
    definition_period = MONTH
    label = "Le foyer qui a droit à la complémentaire santé solidaire la demande"
    documentation = "Le droit est attribué d'office au bénéficiaire du RSA depuis 2022 (L861-2) : il ne la lit pas."
    set_input = dispatch


class recours_aspa(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = MONTH
    label = "La personne qui a droit à l'allocation de solidarité aux personnes âgées la demande"
    set_input = dispatch


class recours_asi(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = MONTH
    label = "La personne qui a droit à l'allocation supplémentaire d'invalidité la demande"
    set_input = dispatch


class recours_aah(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = MONTH
    label = "La personne qui a droit à l'allocation aux adultes handicapés la demande"
    set_input = dispatch
