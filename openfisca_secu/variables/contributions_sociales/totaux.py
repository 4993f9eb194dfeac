"""CSG and CRDS of a person over the year, whatever the income they are levied on."""

from openfisca_secu.model_api import ADD, YEAR, FoyerFiscal, Individu, Variable, articles

WITHHELD_ON = (
    "salaire",
    "retraite",
    "invalidite",
    "preretraite",
    "chomage",
    "activite_partielle",
    "indemnites_journalieres",
)


class csg_deductible(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Contribution sociale généralisée de l'année, part déductible du revenu imposable"
    reference = articles("L136-1", "L136-6", "L136-8")
    documentation = "Celle des revenus du capital est comptée au déclarant principal du foyer fiscal."

    def formula(individu, period):
        return (
            _withheld(individu, period, "csg_deductible")
            + individu("csg_deductible_non_salarie", period)
            + _on_capital(individu, period, "csg_deductible_revenus_capital")
        )


class csg_imposable(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Contribution sociale généralisée de l'année, part non déductible du revenu imposable"
    reference = articles("L136-1", "L136-6", "L136-8")
    documentation = "Celle des revenus du capital est comptée au déclarant principal du foyer fiscal."

    def formula(individu, period):
        capital = _on_capital(individu, period, "csg_revenus_capital")
        deductible = _on_capital(individu, period, "csg_deductible_revenus_capital")
        earned = _withheld(individu, period, "csg_imposable") + individu("csg_imposable_non_salarie", period)
        return earned + capital - deductible


class csg(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Contribution sociale généralisée de l'année"
    reference = articles("L136-1", "L136-6", "L136-8")
    documentation = """
    Sur les salaires, les revenus non salariés, les pensions, les revenus de remplacement et, au déclarant principal,
    les revenus du capital du foyer fiscal.
    """

    def formula(individu, period):
        return individu("csg_deductible", period) + individu("csg_imposable", period)


class crds(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Contribution au remboursement de la dette sociale de l'année, hors prestations"
    reference = "Ordonnance n° 96-50 du 24 janvier 1996 relative au remboursement de la dette sociale, art. 14 à 19"
    documentation = """
    Celle des prestations familiales et de la prime d'activité est dans `crds_prestations_familiales` et `crds_ppa`.
    """

    def formula(individu, period):
        earned = _withheld(individu, period, "crds") + individu("crds_non_salarie", period)
        return earned + _on_capital(individu, period, "crds_revenus_capital")


def _withheld(individu, period, levy):
    return sum(individu(f"{levy}_{income}", period, options=[ADD]) for income in WITHHELD_ON)


def _on_capital(individu, period, levy):
    return individu.foyer_fiscal(levy, period) * individu.has_role(FoyerFiscal.DECLARANT_PRINCIPAL)
