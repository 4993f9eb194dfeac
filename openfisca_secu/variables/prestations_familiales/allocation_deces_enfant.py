"""Lump sum paid when a child dies (L545-1, D545-1 to D545-8)."""

from numpy import where

from openfisca_secu.dates import calendar_months_since, completed_years
from openfisca_secu.model_api import MONTH, Famille, Individu, Variable, articles, dispatch


class capital_deces_enfant_percu(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Un capital décès d'un régime obligatoire est perçu au titre de l'enfant décédé"
    documentation = "Le choix entre les deux est offert si l'enfant avait seize ans (D545-6) : le dire ici vaut choix."
    reference = articles("L545-1", "D545-6")
    set_input = dispatch


class enfants_deces_in_utero(Variable):
    value_type = int
    min_value = 0
    entity = Famille
    definition_period = MONTH
    label = "Enfants à naître décédés dans le mois, à partir de la vingtième semaine de grossesse"
    reference = articles("D545-2")


class allocation_deces_enfant_droit(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant décédé dans le mois, au titre duquel l'allocation forfaitaire est due"
    reference = articles("L545-1", "L513-1", "D545-1", "D545-6")
    documentation = "La famille en assumait la charge effective et permanente (`enfant_charge_effective`)."

    def formula_2021(individu, period, parameters):
        rule = parameters(period).prestations_familiales.allocation_deces_enfant
        death = individu("date_deces", period)
        dies_now = calendar_months_since(death, period) == 0
        young = completed_years(individu("date_naissance", period), death) <= rule.age_limite
        chosen = ~individu("capital_deces_enfant_percu", period)
        return individu("enfant_charge_effective", period) & dies_now & young & chosen


class allocation_deces_enfant_plafond(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Plafond de ressources de l'allocation en cas de décès d'un enfant, l'enfant décédé compté"
    reference = articles("D545-4", "D545-5")

    def formula_2021(famille, period, parameters):
        ceiling = parameters(period).prestations_familiales.allocation_deces_enfant.plafond
        dependent = famille.members("prestations_familiales_enfant_a_charge", period)
        deceased = famille.members("allocation_deces_enfant_droit", period)
        children = famille.sum(dependent | deceased) + famille("enfants_deces_in_utero", period)
        return ceiling.base + ceiling.majoration_par_enfant * children


class allocation_deces_enfant(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Allocation forfaitaire versée en cas de décès d'un enfant"
    documentation = """
    Comptée au mois du décès ; la caisse la verse dans les quinze jours où elle a les pièces (D545-8). L'allocation
    transitoire des décès de juin à décembre 2020 est hors du Code (loi 2020-692, article 5, V). À Mayotte et à
    Saint-Pierre-et-Miquelon d'autres textes que le Code s'appliquent : zéro.
    """
    reference = articles("L512-1", "L512-2", "L545-1", "D545-2", "D545-3", "D545-5")

    def formula_2021(famille, period, parameters):
        law = parameters(period).prestations_familiales
        amount = law.allocation_deces_enfant.montant
        modest = famille("prestations_familiales_base_ressources", period) <= famille(
            "allocation_deces_enfant_plafond", period
        )
        deaths = famille.sum(famille.members("allocation_deces_enfant_droit", period)) + famille(
            "enfants_deces_in_utero", period
        )
        abroad = famille.demandeur("residence_hors_de_france", period)
        irregular = famille.demandeur("sejour_ou_entree_irreguliers", period)
        covered = famille("prestations_familiales_livre_5", period) & ~abroad & ~irregular
        return covered * deaths * where(modest, amount.plein, amount.reduit) * law.bmaf
