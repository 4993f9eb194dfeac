"""The flat evaluation of pay or income that was concealed: L242-1-1, L242-1-2, R242-2-1, R243-59-4."""

import numpy

from openfisca_secu.model_api import MONTH, Individu, Variable, articles


class travail_dissimule_constate(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = (
        "Délit de travail dissimulé constaté dans le mois, sans preuve de la durée de l'emploi ni de la rémunération"
    )
    reference = articles("L242-1-2")


class travail_dissimule_assiette(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rémunération forfaitaire d'un travail dissimulé, réputée versée le mois du constat"
    reference = articles("L242-1-1", "L242-1-2")
    documentation = """
    25 % du plafond annuel, la moitié pour le salarié d'un particulier (« la moitié du plafond retenu au premier
    alinéa » est lu comme la moitié de cette évaluation). Aucune réduction ni exonération ne s'y applique. Elle s'ajoute
    aux rémunérations déclarées : elle n'est pas dans `assiette_cotisations_sociales`.
    """

    def formula_2016(individu, period, parameters):
        law = parameters(period).cotisations
        rule = law.travail_dissimule
        share = rule.salarie * numpy.where(individu("particulier_employeur", period), rule.particulier, 1)
        return individu("travail_dissimule_constate", period) * share * law.plafond_securite_sociale.annuel


class travail_dissimule_assiette_plafonnee(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part de cette rémunération soumise à la cotisation vieillesse plafonnée"
    reference = articles("L242-1-2", "R242-2-1")

    def formula_2016(individu, period, parameters):
        law = parameters(period).cotisations
        ceiling = law.travail_dissimule.plafond * law.plafond_securite_sociale.annuel
        return numpy.minimum(individu("travail_dissimule_assiette", period), ceiling)


class travail_dissimule_revenu_independant(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Revenu forfaitaire d'un exercice contrôlé d'un travailleur indépendant, en cas de travail dissimulé"
    reference = articles("R243-59-4")
    documentation = "Au plafond en vigueur à la date où le contrôle a débuté, à défaut de preuve contraire."

    def formula_2016_08(individu, period, parameters):
        law = parameters(period).cotisations
        amount = law.travail_dissimule.independant * law.plafond_securite_sociale.annuel
        return individu("travail_dissimule_constate", period) * amount
