"""Contributions to the unified scheme, since 2019 (L921-1, L921-4; agreement of 17 November 2017)."""

from openfisca_secu.complementary_pension import employee_slice, part_once_above_ceiling
from openfisca_secu.model_api import MONTH, Individu, Variable, articles

SCHEME = articles("L921-1", "L921-4")


class agirc_arrco_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation de retraite Agirc-Arrco, part du salarié"
    reference = SCHEME
    documentation = "Aux taux de droit commun : une entreprise ou une branche peut avoir gardé des taux plus élevés."

    def formula_2019(individu, period, parameters):
        return _of_employee(individu, period, parameters(period).retraite_complementaire.agirc_arrco.retraite)


class agirc_arrco_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation de retraite Agirc-Arrco, part de l'employeur"
    reference = SCHEME
    documentation = "Aux taux de droit commun : une entreprise ou une branche peut avoir gardé des taux plus élevés."

    def formula_2019(individu, period, parameters):
        return _of_employer(individu, period, parameters(period).retraite_complementaire.agirc_arrco.retraite)


class contribution_equilibre_general_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution d'équilibre général, part du salarié"
    reference = SCHEME

    def formula_2019(individu, period, parameters):
        law = parameters(period).retraite_complementaire.agirc_arrco
        return _of_employee(individu, period, law.equilibre_general)


class contribution_equilibre_general_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution d'équilibre général, part de l'employeur"
    reference = SCHEME

    def formula_2019(individu, period, parameters):
        law = parameters(period).retraite_complementaire.agirc_arrco
        return _of_employer(individu, period, law.equilibre_general)


class contribution_equilibre_technique_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution d'équilibre technique, part du salarié"
    reference = SCHEME
    documentation = """
    Due sur toute la rémunération, dès le premier euro, si elle dépasse le plafond. Régularisée comme les tranches : une
    prime qui porte le cumul au-dessus du plafond la rend due sur tout le cumul, une baisse la rend.
    """

    def formula_2019(individu, period, parameters):
        law = parameters(period).retraite_complementaire
        base = part_once_above_ceiling(
            individu,
            period,
            "assiette_retraite_complementaire",
            law.assiette.tranche_2,
            exempt="apprenti_remuneration_exoneree",
        )
        return law.agirc_arrco.equilibre_technique.salarie * base


class contribution_equilibre_technique_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution d'équilibre technique, part de l'employeur"
    reference = SCHEME
    documentation = "Régularisée comme celle du salarié."

    def formula_2019(individu, period, parameters):
        law = parameters(period).retraite_complementaire
        base = part_once_above_ceiling(individu, period, "assiette_retraite_complementaire", law.assiette.tranche_2)
        return law.agirc_arrco.equilibre_technique.employeur * base


def _of_employer(individu, period, rates):
    return rates.tranche_1.employeur * individu(
        "retraite_complementaire_tranche_1", period
    ) + rates.tranche_2.employeur * individu("retraite_complementaire_tranche_2", period)


def _of_employee(individu, period, rates):
    first = individu("retraite_complementaire_tranche_1", period)
    second = individu("retraite_complementaire_tranche_2", period)
    return rates.tranche_1.salarie * employee_slice(
        individu, period, 0, first
    ) + rates.tranche_2.salarie * employee_slice(individu, period, first, second)
