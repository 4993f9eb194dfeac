"""CSG and CRDS of a person over the year, whatever the income they are levied on."""

from openfisca_secu.model_api import ADD, YEAR, Individu, Variable, articles

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
    label = "CSG de l'année sur les revenus d'activité et de remplacement, part déductible du revenu imposable"
    reference = articles("L136-1", "L136-8")

    def formula(individu, period):
        return _total(individu, period, "csg_deductible")


class csg_imposable(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "CSG de l'année sur les revenus d'activité et de remplacement, part non déductible du revenu imposable"
    reference = articles("L136-1", "L136-8")

    def formula(individu, period):
        return _total(individu, period, "csg_imposable")


class csg(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Contribution sociale généralisée de l'année"
    reference = articles("L136-1", "L136-8")

    def formula(individu, period):
        return individu("csg_deductible", period) + individu("csg_imposable", period)


class crds(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Contribution au remboursement de la dette sociale de l'année, hors prestations familiales et de logement"
    reference = (
        "Ordonnance n° 96-50 du 24 janvier 1996 relative au remboursement de la dette sociale, art. 14 à 16 et 19"
    )
    documentation = "Celle des prestations familiales est dans `crds_prestations_familiales`."

    def formula(individu, period):
        return _total(individu, period, "crds")


def _total(individu, period, levy):
    return sum(individu(f"{levy}_{income}", period, options=[ADD]) for income in WITHHELD_ON)
