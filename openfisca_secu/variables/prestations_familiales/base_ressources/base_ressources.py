"""Resources of the year before last that family benefits compare with their ceilings (R532-1, R532-3)."""

import numpy

from openfisca_secu.model_api import ADD, MONTH, YEAR, Famille, FoyerFiscal, Individu, Variable, articles, dispatch


class ressources_communes_et_deductions(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Revenus communs du foyer fiscal, moins l'abattement d'âge et les pensions alimentaires versées"
    reference = articles("R532-3")
    documentation = """
    Les revenus communs du foyer fiscal et l'abattement des personnes âgées ou invalides sont portés au déclarant
    principal. Les pensions alimentaires versées sont les montants déductibles (code général des impôts, article 156 II
    2°), majoration de 25 % des jugements d'avant 2006 comprise.
    """

    def formula(individu, period):
        shared = individu.foyer_fiscal("revenus_communs_foyer_fiscal", period)
        shared = shared + individu.foyer_fiscal("revenus_taxes_taux_proportionnel", period)
        shared = shared - individu.foyer_fiscal("abattement_personnes_agees_invalides", period)
        declares = individu.has_role(FoyerFiscal.DECLARANT_PRINCIPAL)
        return shared * declares - individu("pensions_alimentaires_versees_individu", period, options=[ADD])


class ressources_hors_activite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Ressources de l'année qu'un changement de situation ne modifie pas"
    reference = articles("R532-3")

    def formula(individu, period):
        names = (
            "pensions_nettes",
            "preretraites_nettes",
            "indemnites_accident_travail_ajoutees",
            "revenus_hors_de_france",
        )
        return sum(individu(name, period) for name in names) + individu("ressources_communes_et_deductions", period)


class ressources_annee_reference(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Ressources de la personne l'avant-dernière année civile, avant tout changement de situation"
    reference = articles("R532-3")
    set_input = dispatch

    def formula_2009(individu, period):
        names = ("revenus_activite_nets", "indemnites_chomage_nettes", "ressources_hors_activite")
        return sum(individu(name, period.n_2) for name in names)


class prestations_familiales_base_ressources_individu(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Ressources annuelles de la personne retenues pour les prestations familiales"
    reference = articles("R532-1", "R532-2", "R532-3", "R532-4", "R532-5", "R532-6", "R532-7")
    documentation = "Ressources de l'avant-dernière année civile, neutralisées ou abattues selon la situation du mois."
    set_input = dispatch

    def formula_2009(individu, period):
        kept = ~individu("ressources_activite_neutralisees", period)
        work = kept * (1 - individu("abattement_revenus_activite", period))
        unemployment = kept * (1 - individu("abattement_indemnites_chomage", period))
        return (
            work * individu("revenus_activite_nets", period.n_2)
            + unemployment * individu("indemnites_chomage_nettes", period.n_2)
            + individu("ressources_hors_activite", period.n_2)
        )


class prestations_familiales_base_ressources(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Ressources annuelles de la famille retenues pour les prestations familiales"
    reference = articles("R532-1", "R532-3", "R532-8", "D521-4", "R553-2", "R755-0-1")
    documentation = """
    Ressources des deux membres du couple, mariés, pacsés ou concubins ; celles des enfants ne comptent pas. Période
    de paiement : du 1er janvier au 31 décembre, depuis 2009 (avant : sans formule). La famille est celle du mois : qui
    s'en est séparé, ou est décédé, n'y est plus, ni ses ressources (R532-4). Ne sont pas calculées les dernières
    ressources connues et revalorisées d'un non-salarié dont l'année de référence n'est pas connue.
    """
    set_input = dispatch

    def formula_2009(famille, period, parameters):
        persons = famille.members("prestations_familiales_base_ressources_individu", period)
        usual = numpy.maximum(famille.sum(persons, role=Famille.PARENT), 0)
        if not parameters(period).prestations_familiales.base_ressources.evaluation_forfaitaire.en_vigueur:
            return usual
        evaluated = famille.members("ressources_evaluees_forfaitairement", period)
        deducted = famille.members("deductions_evaluation_forfaitaire", period)
        flat_rate = famille.sum(evaluated - deducted, role=Famille.PARENT)
        return numpy.where(famille("evaluation_forfaitaire_ressources", period), numpy.maximum(flat_rate, 0), usual)
