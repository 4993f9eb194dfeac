"""Couples with two professional incomes, and persons alone, whose ceilings are raised (R522-2, third paragraph)."""

from openfisca_secu.model_api import MONTH, Famille, Individu, Variable, articles, dispatch
from openfisca_secu.rounding import to_cent


class revenu_professionnel_annee_reference(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Revenu d'origine professionnelle de l'avant-dernière année civile"
    reference = articles("R522-2", "R532-3")
    documentation = """
    Revenus d'activité nets compris dans les ressources de R532-3 : après la déduction de 10 % ou les frais réels, avant
    toute neutralisation ou abattement (R532-4 à R532-7). Les indemnités de chômage n'en sont pas.
    """
    set_input = dispatch

    def formula_2009(individu, period):
        return individu("revenus_activite_nets", period.n_2)


class biactivite(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Couple dont chaque membre a eu un revenu professionnel suffisant l'année de référence"
    reference = articles("R522-2")
    documentation = """
    Au moins 13,6 % du plafond annuel de la sécurité sociale du 1er janvier de l'année de référence. La personne seule,
    dont le plafond de ressources est majoré de même, est dans `plafond_majore_isolement_biactivite`.
    """
    set_input = dispatch

    def formula_2011_11(famille, period, parameters):
        law = parameters(period).prestations_familiales.biactivite
        ceiling = parameters(period.n_2.start).cotisations.plafond_securite_sociale.annuel
        threshold = to_cent(law.part_du_plafond * ceiling)
        incomes = to_cent(famille.members("revenu_professionnel_annee_reference", period))
        return famille("en_couple", period) & (famille.sum(incomes >= threshold, role=Famille.PARENT) > 1)


class plafond_majore_isolement_biactivite(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = (
        "Plafond de ressources majoré : couple à double activité, ou personne qui assume seule la charge des enfants"
    )
    reference = articles("R522-2")
    set_input = dispatch

    def formula(famille, period):
        return famille("biactivite", period) | ~famille("en_couple", period)
