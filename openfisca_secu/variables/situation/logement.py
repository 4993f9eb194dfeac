"""The dwelling: status of occupation and rent."""

from openfisca_secu.model_api import MONTH, Enum, Menage, Variable, dispatch, divide


class TypesStatutOccupationLogement(Enum):
    non_renseigne = "Non renseigné"
    primo_accedant = "Accédant à la propriété qui rembourse un prêt"
    proprietaire = "Propriétaire sans prêt"
    locataire_hlm = "Locataire d'un logement HLM"
    locataire_vide = "Locataire d'un logement loué vide"
    locataire_meuble = "Locataire d'un logement meublé ou d'une chambre d'hôtel"
    loge_gratuitement = "Logé gratuitement"
    locataire_foyer = "Résident d'un foyer ou d'une résidence"
    sans_domicile = "Sans domicile stable"


class statut_occupation_logement(Variable):
    value_type = Enum
    possible_values = TypesStatutOccupationLogement
    default_value = TypesStatutOccupationLogement.non_renseigne
    entity = Menage
    definition_period = MONTH
    label = "Statut d'occupation du logement"
    set_input = dispatch


class loyer(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Menage
    definition_period = MONTH
    label = "Loyer mensuel hors charges, ou mensualité du prêt"
    set_input = divide
