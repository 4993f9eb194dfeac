"""The base of the contributions of the self-employed, farmers apart: L131-6."""

import numpy

from openfisca_secu.model_api import YEAR, Individu, Variable, articles


class somme_taux_cotisations_non_salarie(Variable):
    value_type = float
    min_value = 0
    unit = "/1"
    entity = Individu
    definition_period = YEAR
    label = "Somme des taux de cotisations de l'indépendant applicables à son assiette nette, jusqu'en 2024"
    reference = articles("L131-6")
    documentation = """
    Une donnée, puisque les cotisations du livre VI ne sont pas calculées. Zéro : l'assiette est nette des cotisations
    données (`cotisations_non_salarie`).
    """


class assiette_cotisations_non_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Assiette des cotisations de sécurité sociale des travailleurs indépendants non agricoles"
    reference = articles("L131-6", "L136-3")
    documentation = """
    Définitive. Depuis 2025, l'assiette de la CSG, moins l'épargne salariale et plus les revenus de remplacement ;
    avant, les revenus professionnels nets de cotisations : de celles qui sont données ou, si la somme des taux l'est,
    de celles que donne cette somme (L131-6, V, de 2020 à 2024). Zéro pour les exploitants agricoles (code rural).
    """

    def formula_2025(individu, period):
        base = individu("assiette_csg_crds_non_salarie", period)
        return _kept(
            individu,
            period,
            base
            - individu("epargne_salariale_non_salarie", period)
            + individu("revenus_remplacement_non_salarie", period),
        )

    def formula_2020(individu, period):
        gross = _gross(individu, period)
        rates = individu("somme_taux_cotisations_non_salarie", period)
        flat = gross * rates / (1 + rates)
        paid = individu("cotisations_non_salarie", period)
        return _kept(individu, period, gross - numpy.where(rates > 0, flat, paid))

    def formula(individu, period):
        return _kept(individu, period, _gross(individu, period) - individu("cotisations_non_salarie", period))


def _gross(individu, period):
    """Incomes before contributions, without the savings that only bear the CSG."""
    return (
        individu("revenus_professionnels_non_salarie", period)
        - individu("epargne_salariale_non_salarie", period)
        + individu("revenus_remplacement_non_salarie", period)
    )


def _kept(individu, period, base):
    elsewhere = individu("regime_micro_social", period) | individu("exploitant_ou_cotisant_agricole", period)
    return ~elsewhere * numpy.maximum(base, 0)
