"""CSG and CRDS on daily allowances of sickness, maternity and accidents at work: L136-1-2, L136-8, II, 1°, b and c.

One rate whatever the income, on the whole allowance, without the minimum wage as a floor.
"""

from openfisca_secu.model_api import MONTH, Individu, Variable, articles, divide

OF_ACCIDENT = ("indemnites_journalieres_accident_travail", "indemnites_journalieres_maladie_professionnelle")
OF_OTHER_CAUSES = (
    "indemnites_journalieres_maladie",
    "indemnites_journalieres_maternite",
    "indemnites_journalieres_paternite",
    "indemnites_journalieres_adoption",
    "indemnites_journalieres_conge_supplementaire_naissance",
    "allocations_proche_aidant_fin_de_vie",
)


class allocations_proche_aidant_fin_de_vie(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocations journalières du proche aidant et d'accompagnement d'une personne en fin de vie, brutes"
    reference = articles("L168-1", "L168-8", "L136-8")
    set_input = divide


class indemnites_journalieres(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Indemnités journalières de sécurité sociale et allocations des proches aidants, brutes"
    reference = articles("L136-1-2", "L136-8")

    def formula(individu, period):
        return sum(individu(name, period) for name in OF_OTHER_CAUSES + OF_ACCIDENT)


class csg_deductible_indemnites_journalieres(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "CSG sur les indemnités journalières, part déductible du revenu imposable"
    reference = articles("L136-1", "L136-1-2", "L136-8")

    def formula(individu, period, parameters):
        law = parameters(period).contributions_sociales.csg_crds_remplacement.indemnites_journalieres
        return law.deductible * _liable(individu, period)


class csg_imposable_indemnites_journalieres(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "CSG sur les indemnités journalières, part non déductible du revenu imposable"
    reference = articles("L136-1", "L136-1-2", "L136-8")

    def formula(individu, period, parameters):
        law = parameters(period).contributions_sociales.csg_crds_remplacement.indemnites_journalieres
        return (law.taux - law.deductible) * _liable(individu, period)


class crds_indemnites_journalieres(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "CRDS sur les indemnités journalières"
    reference = "Ordonnance n° 96-50 du 24 janvier 1996 relative au remboursement de la dette sociale, art. 14 et 19"

    def formula(individu, period, parameters):
        rate = parameters(period).contributions_sociales.csg_crds_salaire.crds.taux
        return rate * _liable(individu, period)


class indemnites_journalieres_imposables(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Indemnités journalières imposables"
    reference = articles("L136-8")
    documentation = """
    Après la CSG déductible ; celles d'accident du travail et de maladie professionnelle, pour moitié. Les indemnités
    d'une affection de longue durée, exonérées d'impôt, n'en sont pas retirées. Les salaires imposables déclarés les
    comprennent.
    """
    set_input = divide

    def formula(individu, period, parameters):
        law = parameters(period).contributions_sociales.csg_crds_remplacement.indemnites_journalieres
        kept = 1 - law.deductible * individu("assujetti_csg_remplacement", period)
        accident = sum(individu(name, period) for name in OF_ACCIDENT)
        others = individu("indemnites_journalieres", period) - accident
        return kept * (others + law.part_imposable_accident_travail * accident)


class indemnites_journalieres_nettes(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Indemnités journalières nettes de CSG et de CRDS"
    reference = articles("L136-8")
    set_input = divide

    def formula(individu, period):
        return (
            individu("indemnites_journalieres", period)
            - individu("csg_deductible_indemnites_journalieres", period)
            - individu("csg_imposable_indemnites_journalieres", period)
            - individu("crds_indemnites_journalieres", period)
        )


def _liable(individu, period):
    return individu("assujetti_csg_remplacement", period) * individu("indemnites_journalieres", period)
