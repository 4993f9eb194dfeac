"""Contribution subsidiaire maladie, owed on capital income by those with little work income (L380-2, D380-1)."""

from numpy import clip, maximum, minimum, where

from openfisca_secu.model_api import ADD, YEAR, FoyerFiscal, Individu, Variable, articles


class csm_revenus_activite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Revenus tirés d'activités professionnelles exercées en France, pour la cotisation subsidiaire maladie"
    documentation = """
    Salaires imposables et bénéfices de l'année ; ceux d'un indépendant comptent pour au moins la plus faible assiette
    minimale de ses cotisations (L380-2, sixième alinéa).
    """
    reference = articles("L380-2")

    def formula_2016(individu, period, parameters):
        rule = parameters(period).cotisations.cotisation_subsidiaire_maladie
        ceiling = parameters(period).cotisations.plafond_securite_sociale.annuel
        profits = individu("rpns_imposables", period)
        least = where(profits == 0, 0, rule.revenu_minimal_independant * ceiling)
        return individu("salaire_imposable", period, options=[ADD]) + maximum(profits, least)


class csm_revenu_remplacement(Variable):
    value_type = bool
    entity = Individu
    definition_period = YEAR
    label = "A perçu dans l'année une pension de retraite ou d'invalidité, une rente ou une allocation de chômage"
    reference = articles("L380-2")

    def formula_2016(individu, period):
        received = sum(
            individu(name, period, options=[ADD])
            for name in ("retraite_brute", "pensions_invalidite", "rente_accident_travail", "chomage_brut")
        )
        return received > 0


class csm_assiette(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Revenus du capital de la personne, assiette de la cotisation subsidiaire maladie avant abattement"
    documentation = """
    Fonciers, capitaux mobiliers, plus-values et bénéfices non professionnels du foyer fiscal, que l'avis d'impôt
    n'individualise pas : la moitié de ceux d'un couple (D380-5). Donner cette variable quand la part de chacun est
    connue, ou pour ajouter les éléments de train de vie que L380-2 compte et que l'administration évalue.
    """
    reference = articles("L380-2", "D380-5")

    def formula_2016(individu, period):
        foyer = individu.foyer_fiscal
        # the CSG on property income also bears on purchased annuities, which L380-2 does not list
        common = (
            foyer("assiette_csg_revenus_fonciers", period)
            + maximum(
                foyer("assiette_csg_revenus_patrimoine", period) - foyer("csg_patrimoine_rentes_viageres", period), 0
            )
            + foyer("csg_placement_interets_dividendes", period)
            + foyer("csg_placement_assurance_vie", period)
            + foyer("plus_value_immobiliere", period)
        )
        declarants = maximum(foyer.nb_persons(FoyerFiscal.DECLARANT), 1)
        return individu.has_role(FoyerFiscal.DECLARANT) * common / declarants


class csm_part_annee(Variable):
    value_type = float
    default_value = 1
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = YEAR
    label = "Part de l'année où la personne relève de l'article L160-1 sans la cotisation des frontaliers de Suisse"
    documentation = "Par défaut, l'année entière moins la part où elle doit la cotisation des frontaliers de Suisse."
    reference = articles("L380-3-1", "D380-1")

    def formula_2016(individu, period):
        swiss = individu("frontalier_suisse_droit_option", period) * individu("frontalier_suisse_part_annee", period)
        return 1 - swiss


class csm_redevable(Variable):
    value_type = bool
    entity = Individu
    definition_period = YEAR
    label = "Redevable de la cotisation subsidiaire maladie"
    reference = articles("L380-2")

    def formula_2016(individu, period, parameters):
        rule = parameters(period).cotisations.cotisation_subsidiaire_maladie
        limit = rule.seuil_activite * parameters(period).cotisations.plafond_securite_sociale.annuel
        works = individu("csm_revenus_activite", period) >= limit
        excluded = works | individu("csm_revenu_remplacement", period)
        foyer = individu.foyer_fiscal
        in_couple = foyer.any(excluded, role=FoyerFiscal.DECLARANT)
        resident = individu("residence_stable", period.first_month)
        return individu.has_role(FoyerFiscal.DECLARANT) & resident & ~in_couple


class cotisation_subsidiaire_maladie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Cotisation subsidiaire maladie au titre des revenus de l'année"
    documentation = """
    Appelée en novembre de l'année suivante (R380-4). Pour 2016 à 2018 le barème est celui que l'Urssaf a publié, la
    rédaction de D380-1 n'étant pas tenue : à confirmer.
    """
    reference = articles("L380-2", "D380-1")

    def formula_2016(individu, period, parameters):
        rule = parameters(period).cotisations.cotisation_subsidiaire_maladie
        ceiling = parameters(period).cotisations.plafond_securite_sociale.annuel
        base = minimum(individu("csm_assiette", period), rule.assiette_maximale * ceiling) - rule.abattement * ceiling
        end, start = rule.seuil_activite * ceiling, rule.seuil_degressivite * ceiling
        share = clip((end - individu("csm_revenus_activite", period)) / (end - start), 0, 1)
        due = rule.taux * maximum(base, 0) * share
        return individu("csm_redevable", period) * individu("csm_part_annee", period) * due
