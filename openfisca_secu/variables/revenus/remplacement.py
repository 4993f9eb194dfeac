"""Income that replaces work: unemployment, pensions, invalidity, daily allowances."""

from openfisca_secu.lookup import by_enum
from openfisca_secu.model_api import MONTH, Individu, Variable, divide


class chomage_brut(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocations de chômage brutes"
    set_input = divide


class chomage_imposable(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocations de chômage imposables"
    documentation = "À défaut, les allocations brutes moins la CSG déductible et les cotisations."
    set_input = divide

    def formula_2015(individu, period):
        return (
            individu("chomage_brut", period)
            - individu("chomage_cotisation_retraite_complementaire", period)
            - individu("cotisation_maladie_chomage", period)
            - individu("cotisation_regime_local_chomage", period)
            - individu("csg_deductible_chomage", period)
        )


class retraite_brute(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pensions de retraite brutes, de base et complémentaires"
    set_input = divide


class retraite_imposable(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pensions de retraite imposables"
    documentation = """
    À défaut, les pensions brutes moins la CSG déductible et les cotisations, au taux que donnent les revenus
    (`taux_csg_pensions`) : l'exonération par le minimum vieillesse de qui a des revenus de N-2 plus élevés n'y est pas
    vue, pour que les revenus d'une année n'appellent pas le calcul de l'allocation de cette année.
    """
    set_input = divide

    def formula_2015(individu, period, parameters):
        points = parameters(period).contributions_sociales.csg_crds_remplacement.pensions.deductible
        csg = by_enum(points, individu("taux_csg_pensions", period.this_year), default=0)
        liable = individu("assujetti_csg_remplacement", period)
        return (
            individu("retraite_brute", period) * (1 - csg * liable)
            - individu("cotisation_maladie_retraites_selon_revenus", period)
            - individu("cotisation_regime_local_retraite", period)
        )


class pensions_invalidite(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pensions d'invalidité brutes"
    set_input = divide


class indemnites_journalieres_maladie(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Indemnités journalières de maladie brutes"
    set_input = divide


class indemnites_journalieres_maternite(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Indemnités journalières de maternité brutes"
    set_input = divide


class indemnites_journalieres_paternite(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Indemnités journalières de paternité brutes"
    set_input = divide


class indemnites_journalieres_adoption(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Indemnités journalières d'adoption brutes"
    set_input = divide


class indemnites_journalieres_conge_supplementaire_naissance(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Indemnités journalières de congé supplémentaire de naissance brutes"
    documentation = "Enfants nés ou adoptés depuis le 1er janvier 2026 (L331-8-1)."
    set_input = divide


class indemnites_journalieres_accident_travail(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Indemnités journalières d'accident du travail brutes"
    set_input = divide


class indemnites_journalieres_maladie_professionnelle(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Indemnités journalières de maladie professionnelle brutes"
    set_input = divide
