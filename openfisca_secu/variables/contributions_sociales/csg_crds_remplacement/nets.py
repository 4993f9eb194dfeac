"""Pensions and replacement incomes after levies: taxable, and net of all of them (what is paid before income tax)."""

from openfisca_secu.model_api import MONTH, Individu, Variable, articles, divide


class retraite_nette(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pensions de retraite nettes de prélèvements sociaux, avant impôt"
    reference = articles("L131-2", "L136-1", "L137-41", "L242-13")
    set_input = divide

    def formula_2015(individu, period):
        return _net(
            individu,
            period,
            "retraite_brute",
            "cotisation_maladie_retraites",
            "cotisation_regime_local_retraite",
            "csg_deductible_retraite",
            "csg_imposable_retraite",
            "crds_retraite",
            "casa_retraite",
        )


class pensions_invalidite_nettes(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pensions d'invalidité nettes de prélèvements sociaux, avant impôt"
    reference = articles("L136-1", "L137-41")
    set_input = divide

    def formula_2015(individu, period):
        return _net(
            individu,
            period,
            "pensions_invalidite",
            "csg_deductible_invalidite",
            "csg_imposable_invalidite",
            "crds_invalidite",
            "casa_invalidite",
        )


class preretraite_imposable(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocations de préretraite imposables"
    reference = articles("L131-2", "L136-8", "L242-13")
    set_input = divide

    def formula_2015(individu, period):
        return _net(
            individu,
            period,
            "preretraite_brute",
            "cotisation_maladie_preretraite",
            "cotisation_regime_local_preretraite",
            "csg_deductible_preretraite",
        )


class preretraite_nette(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocations de préretraite nettes de prélèvements sociaux, avant impôt"
    reference = articles("L131-2", "L136-8", "L137-41", "L242-13")
    set_input = divide

    def formula_2015(individu, period):
        return _net(
            individu,
            period,
            "preretraite_imposable",
            "csg_imposable_preretraite",
            "crds_preretraite",
            "casa_preretraite",
        )


class chomage_net(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocations de chômage nettes de prélèvements sociaux, avant impôt"
    reference = articles("L131-2", "L136-1-2", "L242-13", "D242-13")
    set_input = divide

    def formula_2015(individu, period):
        return _net(
            individu,
            period,
            "chomage_brut",
            "chomage_cotisation_retraite_complementaire",
            "cotisation_maladie_chomage",
            "cotisation_regime_local_chomage",
            "csg_deductible_chomage",
            "csg_imposable_chomage",
            "crds_chomage",
        )


class activite_partielle_imposable(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Activité partielle et aides à la reprise d'activité imposables"
    reference = articles("L131-2", "L136-8", "L242-13")
    set_input = divide

    def formula_2015(individu, period):
        return _net(
            individu,
            period,
            "activite_partielle_soumise",
            "cotisation_maladie_activite_partielle",
            "cotisation_regime_local_activite_partielle",
            "csg_deductible_activite_partielle",
        )


class activite_partielle_nette(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Activité partielle et aides à la reprise d'activité nettes de prélèvements sociaux, avant impôt"
    reference = articles("L131-2", "L136-1-2", "L242-13", "D242-13")
    set_input = divide

    def formula_2015(individu, period):
        return _net(
            individu,
            period,
            "activite_partielle_imposable",
            "csg_imposable_activite_partielle",
            "crds_activite_partielle",
        )


def _net(individu, period, gross, *levies):
    return individu(gross, period) - sum(individu(levy, period) for levy in levies)
