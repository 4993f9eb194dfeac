"""What referees and judges of sports receive: L241-16, D241-15 to D241-20."""

import numpy

from openfisca_secu.model_api import YEAR, Individu, Variable, articles


class sommes_arbitrage(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Sommes versées dans l'année à un arbitre ou juge sportif sans contrat de travail, hors frais remboursés"
    reference = articles("L241-16", "D241-15")


class franchise_arbitres_sportifs(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Sommes d'arbitrage exonérées de cotisations et contributions"
    reference = articles("L241-16", "D241-15")
    documentation = """
    Jusqu'à 14,5 % du plafond annuel. Au-dessus, le texte peut se lire comme soumettant toutes les sommes (« dès lors
    qu'elles dépassent ») ; les Urssaf ne font déclarer que la fraction excédentaire : c'est ce qui est calculé.
    """

    def formula_2007(individu, period, parameters):
        law = parameters(period).cotisations
        limit = law.arbitres_sportifs.franchise * law.plafond_securite_sociale.annuel
        return numpy.minimum(individu("sommes_arbitrage", period), limit)


class sommes_arbitrage_assujetties(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Sommes d'arbitrage soumises aux cotisations et contributions"
    reference = articles("L241-16", "D241-15")
    documentation = "Déclarées et payées par la fédération : elles ne sont pas dans l'assiette d'un autre employeur."

    def formula_2007(individu, period):
        return individu("sommes_arbitrage", period) - individu("franchise_arbitres_sportifs", period)
