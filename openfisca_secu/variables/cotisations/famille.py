"""The employer's contribution to family benefits: L241-6, D241-3-1."""

from openfisca_secu.general_scheme import share_due_by_employer
from openfisca_secu.model_api import MONTH, Individu, Variable, articles


class famille(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation d'allocations familiales, à la charge de l'employeur, avant réduction de taux"
    reference = articles("L241-6", "D241-3-1", "D242-20", "D712-38", "D713-15")
    documentation = """
    Due aussi par les employeurs publics, sur le traitement d'un fonctionnaire et sur toute la rémunération d'un
    contractuel ; celle des départements d'outre-mer, fixée par arrêté (L755-2), est réputée au même taux.
    """

    def formula_1991_02(individu, period, parameters):
        rate = parameters(period).cotisations.famille.taux
        base = individu("assiette_cotisations_employeur", period)
        return rate * base * share_due_by_employer(individu, period, parameters)
