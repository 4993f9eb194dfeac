"""What the funds add, require and revalue when they recover or relay child support (L581-1 to L582-2)."""

from numpy import where

from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch, divide
from openfisca_secu.rounding import round_up


class pension_alimentaire_recouvree(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Sommes que le parent débiteur verse à la caisse dans une procédure de recouvrement"
    reference = articles("L581-1", "L581-6", "R581-6")
    set_input = divide


class pension_alimentaire_frais_justice(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Frais payés par la caisse aux officiers ministériels et auxiliaires de justice pour ce recouvrement"
    reference = articles("R581-6")
    set_input = divide


class pension_alimentaire_frais_recouvrement(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Frais de recouvrement dus par le parent débiteur en plus des sommes versées"
    reference = articles("L581-5", "R581-6")

    def formula(individu, period, parameters):
        rule = parameters(period).prestations_familiales.recouvrement_pensions_alimentaires
        paid = individu("pension_alimentaire_recouvree", period)
        fees = individu("pension_alimentaire_frais_justice", period)
        without_officer = where(fees > 0, 0, rule.majoration_sans_officier_ministeriel)
        return paid * (rule.majoration + without_officer) + where(paid > 0, fees, 0)


class pension_alimentaire_fixee(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pension alimentaire mensuelle fixée par le titre exécutoire"
    reference = articles("L582-1")
    set_input = divide


class pension_alimentaire_echeance_minimale(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Remboursement mensuel minimal d'un échéancier d'arriérés de pension"
    reference = articles("R582-8")

    def formula_2021_06(individu, period, parameters):
        share = parameters(period).prestations_familiales.recouvrement_pensions_alimentaires.part_minimale_echeancier
        return round_up(share * individu("pension_alimentaire_fixee", period))


class pension_alimentaire_indice_titre(Variable):
    value_type = float
    default_value = 1
    min_value = 0.001
    entity = Individu
    definition_period = MONTH
    label = "Dernier indice des prix hors tabac publié à la date du titre de pension"
    reference = articles("R582-7")
    set_input = dispatch


class pension_alimentaire_indice_revalorisation(Variable):
    value_type = float
    default_value = 1
    min_value = 0.001
    entity = Individu
    definition_period = MONTH
    label = "Dernier indice des prix hors tabac publié au dernier anniversaire du titre de pension"
    documentation = "Le même que celui du titre avant le premier anniversaire."
    reference = articles("R582-7")
    set_input = dispatch


class pension_alimentaire_revalorisee(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pension alimentaire versée par l'intermédiaire de la caisse, revalorisée à l'anniversaire du titre"
    reference = articles("L582-1", "R582-7")

    def formula_2022_03(individu, period):
        """Indices are inputs: both depend on the days of publication, not on the month of the pension."""
        ratio = individu("pension_alimentaire_indice_revalorisation", period) / individu(
            "pension_alimentaire_indice_titre", period
        )
        return individu("pension_alimentaire_fixee", period) * ratio


class pension_alimentaire_informations_refusees(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Pénalité prononcée dans le mois : le débiteur n'a pas transmis ses informations à la caisse"
    reference = articles("L582-1", "D582-2")
    set_input = dispatch


class pension_alimentaire_penalite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pénalité du parent débiteur qui refuse ses informations à la caisse"
    reference = articles("L582-1", "D582-2")

    def formula_2020_10(individu, period, parameters):
        law = parameters(period).prestations_familiales
        amount = float(round_up(law.recouvrement_pensions_alimentaires.penalite * law.bmaf))
        return individu("pension_alimentaire_informations_refusees", period) * amount
