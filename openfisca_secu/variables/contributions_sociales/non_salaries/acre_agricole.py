"""Start of activity of farmers, on the rules in force before 2026: L131-6-5, which keeps the former L131-6-4."""

import numpy

from openfisca_secu.dates import calendar_months_since
from openfisca_secu.model_api import YEAR, Individu, Variable, articles


class acre_agricole_beneficiaire(Variable):
    value_type = bool
    entity = Individu
    definition_period = YEAR
    label = "Chef d'exploitation agricole qui bénéficie de l'exonération de début d'activité"
    reference = articles("L131-6-5")
    documentation = """
    Sans autre exonération des mêmes cotisations, sauf celles que réserve le III de l'article L131-6-4, dont celle des
    jeunes agriculteurs (code rural et de la pêche maritime, article législatif 731-13), qui n'est pas calculée.
    """


class acre_agricole_revenu(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Revenu de la période d'exonération de début d'activité d'un exploitant agricole"
    reference = articles("L131-6-5")


class acre_agricole_cotisations(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Cotisations exonérables de l'exploitant agricole sur le revenu de la période d'exonération"
    reference = articles("L131-6-5")
    documentation = "Une donnée : maladie, vieillesse de base, invalidité et famille, que le code rural fixe."


class acre_agricole_cotisations_seuil(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Cotisations exonérables que devrait l'exploitant agricole pour un revenu égal aux trois quarts du plafond"
    reference = articles("L131-6-5")


class acre_agricole_part_annee(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = YEAR
    label = "Part de l'année couverte par les douze mois d'exonération"
    reference = articles("L131-6-5")
    documentation = "En mois civils, celui du début compris."

    def formula_2019(individu, period, parameters):
        length = int(parameters(period).cotisations.acre_salaries.duree)
        gone = calendar_months_since(individu("non_salarie_debut_activite", period), period)
        return numpy.clip(numpy.minimum(length - gone, 12 + gone), 0, 12) / 12


class exoneration_acre_agricole(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Exonération de début d'activité (ACRE) d'un chef d'exploitation agricole"
    reference = articles("L131-6-5")
    documentation = """
    Totale jusqu'aux trois quarts du plafond annuel, décroissante jusqu'au plafond, celui-ci à proportion de la période
    d'exonération. Les chefs d'exploitation la gardent pour les activités créées depuis 2026, où elle est du quart pour
    les autres.
    """

    def formula_2019(individu, period, parameters):
        law = parameters(period)
        rule = law.cotisations.acre_salaries
        ceiling = law.cotisations.plafond_securite_sociale.annuel * individu("acre_agricole_part_annee", period)
        full, none = rule.seuil_plein * ceiling, rule.seuil_nul * ceiling
        income = individu("acre_agricole_revenu", period)
        at_full = individu("acre_agricole_cotisations_seuil", period)
        slope = numpy.divide(at_full, none - full, out=numpy.zeros_like(income), where=none > full)
        degressive = slope * numpy.maximum(none - income, 0)
        relief = numpy.where(income <= full, individu("acre_agricole_cotisations", period), degressive)
        return individu("acre_agricole_beneficiaire", period) * (ceiling > 0) * relief
