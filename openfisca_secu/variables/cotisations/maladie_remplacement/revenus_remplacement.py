"""Health contribution on early retirement and, for non-residents, on unemployment benefit: L131-2, L131-9, D242-12."""

from openfisca_secu.lookup import by_enum
from openfisca_secu.model_api import MONTH, Enum, Individu, Variable, articles, dispatch
from openfisca_secu.replacement_income import monthly_floor, room_above, withheld


class CategoriesPreretraite(Enum):
    droit_commun = "Cas général"
    decision_unilaterale = "Avantage dû en application d'une décision unilatérale de l'employeur"
    fonction_publique = "Fonctionnaires de l'État et des collectivités, ouvriers de l'État"
    marins = "Marins"
    regime_special_pensions_soins = "Régime spécial placé sous le régime général, pensions et soins"
    regime_special_soins = "Régime spécial placé sous le régime général, soins seulement"
    clercs_notaires = "Clercs et employés de notaires"


class preretraite_categorie(Variable):
    value_type = Enum
    possible_values = CategoriesPreretraite
    default_value = CategoriesPreretraite.droit_commun
    entity = Individu
    definition_period = MONTH
    label = "Régime de l'allocation de préretraite, pour la cotisation d'assurance maladie"
    reference = articles("D242-12", "D711-2")
    set_input = dispatch


class cotisation_maladie_preretraite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation d'assurance maladie sur la préretraite"
    reference = articles("L131-2", "L131-9", "D242-12", "D242-13", "D242-14", "D711-2", "D711-5", "R711-6", "R711-7")
    documentation = """
    Ne porte pas l'allocation, augmentée de la rémunération nette d'activité, sous le smic du mois ; la CSG et la CRDS
    n'en sont pas d'abord retirées, le texte ne parlant que de cette cotisation.
    """

    def formula_2015(individu, period, parameters):
        law = parameters(period)
        rates = law.cotisations.maladie_remplacement.revenus_remplacement
        kind = individu("preretraite_categorie", period)
        rate = individu("assujetti_csg_remplacement", period) * by_enum(rates.residents, kind) + individu(
            "assujetti_taux_particuliers_maladie", period
        ) * by_enum(rates.non_residents, kind)
        gross = individu("preretraite_brute", period)
        pay = individu("chomage_remuneration_activite_nette", period)
        return withheld(rate * gross, room_above(monthly_floor(law.cotisations.smic), gross, pay))


class cotisation_maladie_chomage(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation d'assurance maladie d'un non-résident sur ses allocations de chômage"
    reference = articles("L131-2", "L131-9", "D242-12", "D242-13", "D242-14", "D711-5")
    documentation = "Les allocataires soumis à la CSG n'en doivent pas."

    def formula_2015(individu, period, parameters):
        return _abroad(individu, period, parameters, "chomage", "chomage_soumis")


class cotisation_maladie_activite_partielle(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = (
        "Cotisation d'assurance maladie d'un non-résident sur l'activité partielle et les aides à la reprise d'activité"
    )
    reference = articles("L131-2", "L131-9", "D242-12", "D242-13", "D242-14", "D711-5")

    def formula_2015(individu, period, parameters):
        return _abroad(individu, period, parameters, "activite_partielle", "activite_partielle_soumise")


def _abroad(individu, period, parameters, benefit, gross):
    rate = parameters(period).cotisations.maladie_remplacement.revenus_remplacement.chomage_non_residents
    due = rate * individu("assujetti_taux_particuliers_maladie", period) * individu(gross, period)
    before = individu(f"cotisation_regime_local_{benefit}", period)
    return withheld(due, individu(f"{benefit}_prelevements_maximum", period), before)
