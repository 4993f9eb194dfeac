"""Couples with two professional incomes, and persons alone, whose ceilings are raised (R522-2, third paragraph)."""

from openfisca_secu.model_api import ADD, MONTH, Famille, Individu, Variable, articles, dispatch


class revenu_professionnel_annee_reference(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Revenu d'origine professionnelle de l'année de référence (avant-dernière année civile)"
    reference = articles("R522-2", "R532-3")
    set_input = dispatch

    def formula(individu, period):
        return individu("salaire_imposable", period.n_2, options=[ADD]) + individu("rpns_imposables", period.n_2)


class biactivite(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Couple dont chaque membre a eu un revenu professionnel suffisant l'année de référence"
    reference = articles("R522-2")
    set_input = dispatch

    def formula_2011_11(famille, period, parameters):
        law = parameters(period).prestations_familiales.biactivite
        ceiling = parameters(period.n_2.start).cotisations.plafond_securite_sociale.annuel
        enough = famille.members("revenu_professionnel_annee_reference", period) >= law.part_du_plafond * ceiling
        return famille("en_couple", period) & (famille.sum(enough, role=Famille.PARENT) > 1)
