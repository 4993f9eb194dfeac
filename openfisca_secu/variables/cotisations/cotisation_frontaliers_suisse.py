"""Contribution of Swiss cross-border workers and pensioners insured in France by choice (L380-3-1, D380-2)."""

from numpy import maximum

from openfisca_secu.model_api import YEAR, FoyerFiscal, Individu, Variable, articles


class frontalier_suisse_droit_option(Variable):
    value_type = bool
    entity = Individu
    definition_period = YEAR
    label = "Frontalier ou pensionné de Suisse exempté de l'assurance maladie suisse, affilié en France"
    documentation = "Il ne doit ni CSG ni CRDS, ni la cotisation subsidiaire maladie (L380-3-1, IV)."
    reference = articles("L380-3-1")


class frontalier_suisse_part_annee(Variable):
    value_type = float
    default_value = 1
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = YEAR
    label = "Part de l'année où les conditions de la cotisation des frontaliers de Suisse sont remplies"
    reference = articles("D380-2")


class frontalier_suisse_assiette(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Revenus de la dernière année connue, assiette de la cotisation des frontaliers de Suisse"
    documentation = "Revenu fiscal de référence de l'avant-dernière année, partagé entre les déclarants (D380-5)."
    reference = articles("L380-3-1", "D380-2", "D380-5")

    def formula_2016(individu, period):
        foyer = individu.foyer_fiscal
        declarants = maximum(foyer.nb_persons(FoyerFiscal.DECLARANT), 1)
        return individu.has_role(FoyerFiscal.DECLARANT) * foyer("rfr", period.n_2) / declarants


class cotisation_frontaliers_suisse(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Cotisation d'assurance maladie des frontaliers et pensionnés de Suisse"
    reference = articles("L380-3-1", "D380-2")

    def formula_2016(individu, period, parameters):
        rule = parameters(period).cotisations.cotisation_frontaliers_suisse
        allowance = rule.abattement * parameters(period).cotisations.plafond_securite_sociale.annuel
        base = maximum(individu("frontalier_suisse_assiette", period) - allowance, 0)
        insured = individu("frontalier_suisse_droit_option", period) * individu("frontalier_suisse_part_annee", period)
        return insured * rule.taux * base
