"""Health contribution on retirement pensions: L131-2, 1°; L131-9; D242-8 to D242-10; D711-3, D711-5; D621-5."""

import numpy

from openfisca_secu.model_api import ADD, MONTH, Individu, Variable, articles, dispatch, divide
from openfisca_secu.rounding import to_cent


class retraite_complementaire_brute(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pensions de retraite complémentaires et supplémentaires brutes, comprises dans les pensions brutes"
    documentation = """
    Agirc-Arrco, Ircantec et retraites que l'employeur a financées, sans les pensions d'une activité indépendante ni
    les rentes d'un plan d'épargne retraite qui viennent de versements non déduits.
    """
    reference = articles("L131-2", "D242-8", "D711-3")
    set_input = divide


class retraite_complementaire_majorations_enfants(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Majorations pour enfants comprises dans les pensions complémentaires"
    reference = articles("L131-2")
    set_input = divide


class retraite_majorations_enfants(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Majorations pour enfants comprises dans les pensions de base de salarié"
    documentation = "Ne comptent que pour un non-résident, dont la pension de base cotise."
    reference = articles("L131-2")
    set_input = divide


class retraite_independants_brute(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pensions de base d'une activité indépendante, comprises dans les pensions brutes"
    documentation = """
    Avocats compris, majorations pour enfants non comprises. Elles ne cotisent que pour un non-résident. Leurs
    retraites complémentaires ne cotisent pas.
    """
    reference = articles("L131-2", "D621-5")
    set_input = divide


class retraite_independants_complementaire_brute(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pensions complémentaires d'une activité indépendante, comprises dans les pensions brutes"
    reference = articles("L131-2")
    set_input = divide


class retraite_etat_militaire(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Pension de base servie par le régime des fonctionnaires de l'État ou des militaires"
    documentation = "Compte pour un non-résident, dont la pension cotise dans la limite du plafond."
    reference = articles("D712-39", "D713-16")
    set_input = dispatch


class cotisation_maladie_retraites_revenus_exoneres(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Revenus qui exonèrent les pensions de retraite de la cotisation d'assurance maladie"
    reference = articles("D242-9", "D242-10", "L131-2", "L711-2", "R711-15")
    documentation = """
    Du 1er janvier au 31 décembre, selon les revenus de N-2 ou (depuis le 30 juillet 2021) de N-3, pour qui est
    domicilié en métropole ou dans un département d'outre-mer. Avant octobre 2018, la rédaction n'est pas connue :
    celle de 2018 est appliquée.
    """

    def formula_2021_07_30(individu, period):
        return individu("revenus_modestes_csg", period.this_year) & ~_abroad(individu, period)

    def formula_2015(individu, period):
        """Below the threshold in N-2 only, even when N-3 keeps the reduced rate of the CSG."""
        income = to_cent(individu.foyer_fiscal("rfr", period.n_2))
        return (income < individu("seuil_csg_taux_reduit", period.this_year)) & ~_abroad(individu, period)


class cotisation_maladie_retraites_exoneration(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Exonération de la cotisation d'assurance maladie sur les pensions de retraite"
    reference = articles("D242-9", "D242-10", "L131-2", "L711-2", "R711-15")
    documentation = "Selon les revenus, ou par le minimum vieillesse perçu ce mois ou l'année civile précédente."

    def formula_2015(individu, period):
        held = individu("pension_avec_minimum_vieillesse", period)
        held_last_year = individu("pension_avec_minimum_vieillesse", period.last_year, options=[ADD]) > 0
        return held | held_last_year | individu("cotisation_maladie_retraites_revenus_exoneres", period)


class cotisation_maladie_retraites_selon_revenus(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation d'assurance maladie sur les pensions de retraite, sans l'exonération par le minimum vieillesse"
    reference = articles("L131-2", "L131-9", "D242-8", "D711-3", "D711-5", "D712-39", "D713-16", "D621-5")
    documentation = """
    Résidents : les seules retraites complémentaires. Non-résidents : aussi les pensions de base. Les majorations pour
    enfants n'y sont pas, ni les pensions servies par d'autres États. Les pensionnés de la caisse des clercs et employés
    de notaires, qui cotisent sur leur pension de base par une règle hors du code, sont traités comme les autres.
    """

    def formula_2015(individu, period, parameters):
        law = parameters(period).cotisations.maladie_remplacement.retraites
        ceiling = parameters(period).cotisations.plafond_securite_sociale.mensuel
        whole_complementary = individu("retraite_complementaire_brute", period)
        independent = individu("retraite_independants_brute", period)
        complementary = whole_complementary - individu("retraite_complementaire_majorations_enfants", period)
        # D242-8 and D711-5 rate what French schemes pay: pensions of other States bear the local scheme only.
        base = (
            individu("retraite_brute", period)
            - individu("retraite_etrangere_brute", period)
            - whole_complementary
            - independent
            - individu("retraite_independants_complementaire_brute", period)
            - individu("retraite_majorations_enfants", period)
        )
        capped = numpy.where(individu("retraite_etat_militaire", period), numpy.minimum(base, ceiling), base)
        abroad = _abroad(individu, period) * (
            law.non_residents.base * capped
            + law.non_residents.complementaires * complementary
            + law.non_residents.independants * independent
        )
        at_home = individu("assujetti_csg_remplacement", period) * law.residents.complementaires * complementary
        return ~individu("cotisation_maladie_retraites_revenus_exoneres", period) * (at_home + abroad)


class cotisation_maladie_retraites(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation d'assurance maladie sur les pensions de retraite"
    reference = articles("L131-2", "L131-9", "D242-8", "D242-9", "D242-10", "D711-3", "D711-5", "D621-5")

    def formula_2015(individu, period):
        due = ~individu("cotisation_maladie_retraites_exoneration", period)
        return due * individu("cotisation_maladie_retraites_selon_revenus", period)


def _abroad(individu, period):
    return individu("assujetti_taux_particuliers_maladie", period)
