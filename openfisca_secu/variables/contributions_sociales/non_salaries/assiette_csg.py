"""The base of the CSG and CRDS of the self-employed: L136-3, L136-4, D136-5."""

import numpy

from openfisca_secu.model_api import YEAR, Individu, Variable, articles
from openfisca_secu.self_employed import allowance


class assiette_avant_abattement_non_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Assiette de la CSG des indépendants avant l'abattement de 26 %"
    reference = articles("L136-3", "L136-4")
    documentation = """
    I et II de L136-3 depuis 2025, de L136-4 depuis 2026 ; zéro pour un exploitant agricole en 2025. Pour celui-ci, la
    moyenne des années de référence (`assiette_reference_agricole`).
    """

    def formula_2026(individu, period):
        farmer = individu("exploitant_ou_cotisant_agricole", period)
        return numpy.where(farmer, individu("assiette_reference_agricole", period), _of_year(individu, period))

    def formula_2025(individu, period):
        return ~individu("exploitant_ou_cotisant_agricole", period) * _of_year(individu, period)


class abattement_assiette_non_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Abattement sur l'assiette des indépendants"
    reference = articles("L136-3", "L136-4", "D136-5")
    documentation = """
    26 %, entre un plancher et un plafond en part du plafond annuel, que l'article D136-5 ne réduit pas pour une année
    incomplète. Il n'est pas plus élevé que l'assiette : le texte ne dit rien d'une assiette sous le plancher.
    """

    def formula_2025(individu, period, parameters):
        law = parameters(period)
        rule = law.contributions_sociales.non_salaries.assiette_csg.abattement
        amount = numpy.maximum(individu("assiette_avant_abattement_non_salarie", period), 0)
        return numpy.minimum(allowance(amount, rule, law.cotisations.plafond_securite_sociale.annuel), amount)


class assiette_csg_crds_non_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Assiette de la CSG et de la CRDS des travailleurs indépendants"
    reference = articles("L136-3", "L136-4", "D136-5")
    documentation = """
    Définitive, une fois l'année connue. Jusqu'en 2024 (2025 pour les agricoles), revenus professionnels avant
    cotisations ; ensuite, avant CSG aussi, moins l'abattement, et bénéfices des micro-entreprises sans abattement. Un
    déficit donne zéro. Celle des agricoles est la moyenne de trois années antérieures, qu'il faut donner, ou l'année
    d'avant sur option. Le régime micro-social n'y est pas.
    """

    def formula_2026(individu, period):
        farmer = individu("exploitant_ou_cotisant_agricole", period)
        small = numpy.where(
            farmer, individu("benefice_micro_fiscal_reference", period), individu("benefice_micro_fiscal", period)
        )
        return _kept(individu, period, _allowed(individu, period) + numpy.maximum(small, 0))

    def formula_2025(individu, period):
        new = _allowed(individu, period) + numpy.maximum(individu("benefice_micro_fiscal", period), 0)
        farmer = individu("exploitant_ou_cotisant_agricole", period)
        return _kept(individu, period, numpy.where(farmer, individu("revenus_reference_agricoles", period), new))

    def formula(individu, period):
        farmer = individu("exploitant_ou_cotisant_agricole", period)
        own = individu("revenus_professionnels_non_salarie", period)
        return _kept(individu, period, numpy.where(farmer, individu("revenus_reference_agricoles", period), own))


def _of_year(individu, period):
    return (
        individu("montant_net_non_salarie", period)
        + individu("remuneration_dirigeant_non_salarie", period)
        + individu("dividendes_soumis_non_salarie", period)
    )


def _allowed(individu, period):
    amount = numpy.maximum(individu("assiette_avant_abattement_non_salarie", period), 0)
    return amount - individu("abattement_assiette_non_salarie", period)


def _kept(individu, period, base):
    return ~individu("regime_micro_social", period) * numpy.maximum(base, 0)
