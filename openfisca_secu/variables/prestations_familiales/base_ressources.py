"""Resources of the year before last that family benefits look at (R532-1 to R532-8)."""

from openfisca_secu.model_api import ADD, MONTH, Famille, Individu, Variable, articles, dispatch


class prestations_familiales_base_ressources_individu(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Ressources annuelles de la personne retenues pour les prestations familiales"
    reference = articles("R532-3")
    set_input = dispatch

    def formula(individu, period):
        year = period.n_2
        monthly = ("salaire_imposable", "chomage_imposable", "retraite_imposable")
        return sum(individu(name, year, options=[ADD]) for name in monthly) + individu("rpns_imposables", year)


class prestations_familiales_base_ressources(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Ressources annuelles de la famille retenues pour les prestations familiales"
    reference = articles("R532-1", "R532-3")
    set_input = dispatch

    def formula(famille, period):
        return famille.sum(
            famille.members("prestations_familiales_base_ressources_individu", period), role=Famille.PARENT
        )
