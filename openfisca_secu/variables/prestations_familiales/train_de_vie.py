"""Flat-rate evaluation of a way of life out of proportion to declared resources (L553-5, R553-3 to R553-3-5)."""

from numpy import where

from openfisca_secu.model_api import YEAR, Famille, Variable, articles

_PRIVATE_USE = "Usage professionnel exclu, usage mixte au prorata de l'usage privé (R553-3-3)."


class train_de_vie_valeurs_locatives(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = YEAR
    label = "Valeurs locatives annuelles des propriétés bâties et non bâties détenues ou occupées"
    documentation = _PRIVATE_USE
    reference = articles("R553-3-1", "R553-3-3")


class train_de_vie_immeubles(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = YEAR
    label = "Dépenses de travaux, charges et entretien des immeubles"
    documentation = _PRIVATE_USE
    reference = articles("R553-3-1", "R553-3-3")


class train_de_vie_personnel(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = YEAR
    label = "Dépenses de personnel et services domestiques"
    reference = articles("R553-3-1", "R553-3-3")


class train_de_vie_vehicules(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = YEAR
    label = "Valeur des automobiles, bateaux et motocyclettes dont chacun vaut plus de 10 000 euros"
    documentation = "Le seuil s'apprécie véhicule par véhicule : ne compter que ceux qui le dépassent. " + _PRIVATE_USE
    reference = articles("R553-3-1", "R553-3-3")


class train_de_vie_equipements(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = YEAR
    label = "Dépenses d'électroménager, de son, de vidéo et d'informatique"
    reference = articles("R553-3-1", "R553-3-3")


class train_de_vie_objets_precieux(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = YEAR
    label = "Valeur des objets d'art ou de collection, de la joaillerie et des métaux précieux"
    reference = articles("R553-3-1", "R553-3-3")


class train_de_vie_loisirs(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = YEAR
    label = "Dépenses de voyages, séjours, restaurants, réceptions, biens et services culturels et de loisirs"
    reference = articles("R553-3-1", "R553-3-3")


class train_de_vie_clubs(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = YEAR
    label = "Dépenses de clubs de sports et de loisirs et de droits de chasse"
    reference = articles("R553-3-1", "R553-3-3")


class train_de_vie_capitaux(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = YEAR
    label = "Capitaux à la fin de l'année de référence"
    reference = articles("R553-3-1", "R553-3-3")


class train_de_vie_revenus_exclus(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = YEAR
    label = "Prestations et rémunérations de l'année que la base des ressources exclut en tout ou en partie"
    reference = articles("R553-3-5")


class train_de_vie(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = YEAR
    label = "Train de vie évalué forfaitairement, sur l'année de référence des ressources"
    reference = articles("L553-5", "R553-3-1", "R553-3-2", "R553-3-3")

    def formula_2009(famille, period, parameters):
        rule = parameters(period).prestations_familiales.train_de_vie
        equipment = famille("train_de_vie_equipements", period)
        return (
            famille("train_de_vie_valeurs_locatives", period)
            + rule.immeubles * famille("train_de_vie_immeubles", period)
            + rule.personnel * famille("train_de_vie_personnel", period)
            + rule.vehicules * famille("train_de_vie_vehicules", period)
            + rule.equipements * where(equipment > rule.seuil_equipements, equipment, 0)
            + rule.objets_precieux * famille("train_de_vie_objets_precieux", period)
            + rule.loisirs * famille("train_de_vie_loisirs", period)
            + rule.clubs * famille("train_de_vie_clubs", period)
            + rule.capitaux * famille("train_de_vie_capitaux", period)
        )
