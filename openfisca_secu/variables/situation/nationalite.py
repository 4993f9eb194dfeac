"""Nationality and residence permit, as the means-tested benefits read them."""

from openfisca_secu.model_api import MONTH, Enum, Individu, Variable, dispatch


class TypesNationaliteGroupe(Enum):
    francaise = "Français"
    ue_eee_suisse = "Ressortissant de l'Union européenne, de l'Espace économique européen ou de la Suisse"
    protegee = "Réfugié, apatride, protection subsidiaire ou ancien combattant pour la France"
    autre = "Autre nationalité"


class nationalite_groupe(Variable):
    value_type = Enum
    possible_values = TypesNationaliteGroupe
    default_value = TypesNationaliteGroupe.francaise
    entity = Individu
    definition_period = MONTH
    label = "Groupe de nationalités, pour les conditions de séjour des prestations"
    set_input = dispatch


class duree_titre_sejour_travail(Variable):
    value_type = float
    min_value = 0
    unit = "year"
    entity = Individu
    definition_period = MONTH
    label = "Années depuis lesquelles la personne détient un titre de séjour autorisant à travailler"
    set_input = dispatch
