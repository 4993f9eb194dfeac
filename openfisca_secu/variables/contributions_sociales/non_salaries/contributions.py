"""CSG and CRDS of the self-employed, on the final base of the year: L136-1, L136-3, L136-4, L136-8."""

from openfisca_secu.model_api import ADD, YEAR, Individu, Variable, articles


class csg_deductible_non_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "CSG des travailleurs indépendants, part déductible du revenu imposable"
    reference = articles("L136-1", "L136-3", "L136-4", "L136-8")

    def formula(individu, period, parameters):
        return _rates(parameters, period).csg.deductible * _base(individu, period)


class csg_imposable_non_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "CSG des travailleurs indépendants, part non déductible du revenu imposable"
    reference = articles("L136-1", "L136-3", "L136-4", "L136-8")

    def formula(individu, period, parameters):
        rates = _rates(parameters, period).csg
        return (rates.taux - rates.deductible) * _base(individu, period)


class crds_non_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "CRDS des travailleurs indépendants"
    reference = "Ordonnance n° 96-50 du 24 janvier 1996 relative au remboursement de la dette sociale, art. 14 et 19"

    def formula(individu, period, parameters):
        return _rates(parameters, period).crds.taux * _base(individu, period)


class part_annee_assujettie_csg(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = YEAR
    label = "Part de l'année où la personne est assujettie à la CSG sur les revenus d'activité"
    reference = articles("L136-1")
    documentation = "En mois : qui s'établit en France ou la quitte doit la CSG sur une part du revenu de l'année."

    def formula(individu, period):
        return individu("assujetti_csg_activite", period, options=[ADD]) / 12


def _rates(parameters, period):
    return parameters(period).contributions_sociales.csg_crds_salaire


def _base(individu, period):
    return individu("part_annee_assujettie_csg", period) * individu("assiette_csg_crds_non_salarie", period)
