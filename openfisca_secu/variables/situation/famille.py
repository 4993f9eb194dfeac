"""Couples, children and pregnancies as the family knows them."""

from openfisca_secu.model_api import MONTH, Enum, Famille, Individu, Variable, dispatch


class TypesStatutMarital(Enum):
    non_renseigne = "Non renseigné"
    marie = "Marié"
    celibataire = "Célibataire"
    divorce = "Divorcé"
    veuf = "Veuf"
    pacse = "Pacsé"
    jeune_veuf = "Veuf dans l'année"


class statut_marital(Variable):
    value_type = Enum
    possible_values = TypesStatutMarital
    default_value = TypesStatutMarital.non_renseigne
    entity = Individu
    definition_period = MONTH
    label = "Statut marital"
    set_input = dispatch


class en_couple(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Le demandeur vit en couple (marié, pacsé ou concubin)"
    set_input = dispatch

    def formula(famille, period):
        return famille.nb_persons(Famille.CONJOINT) > 0


class garde_alternee(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant en résidence alternée au domicile de chacun de ses parents"
    set_input = dispatch


class enfant_place(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant confié à l'aide sociale à l'enfance"
    set_input = dispatch


class garde_alternee_allocataire_unique(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant en résidence alternée dont cette famille est l'allocataire que les deux parents ont désigné"
    set_input = dispatch


class enfant_place_allocations_maintenues(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant confié à l'aide sociale à l'enfance, allocations maintenues à la famille par le juge"
    set_input = dispatch


class enceinte(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Femme enceinte, grossesse déclarée"
    set_input = dispatch
