"""Years of reference and land of farmers: L136-4, and for periods since 2026 the rural code, to which L136-5 refers."""

import numpy

from openfisca_secu.model_api import YEAR, Individu, Variable, articles, dispatch
from openfisca_secu.self_employed import mean_of_first_years


class option_assiette_annuelle_agricole(Variable):
    value_type = bool
    entity = Individu
    definition_period = YEAR
    label = "Exploitant agricole qui a opté pour l'assiette de l'année précédente"
    reference = articles("L136-4")
    set_input = dispatch


class cotisation_solidarite_agricole(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Cotisation de solidarité agricole, déduite des bénéfices imposables"
    reference = articles("L136-4")
    documentation = "Une donnée : le code rural la fixe. Elle ne se compte pas dans `cotisations_non_salarie`."


class revenus_annuels_agricoles(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Revenus professionnels agricoles d'une année, majorés des cotisations personnelles"
    reference = articles("L136-4")

    def formula(individu, period):
        return individu("revenus_professionnels_non_salarie", period) + individu(
            "cotisation_solidarite_agricole", period
        )


class revenus_reference_agricoles(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Revenus professionnels agricoles retenus pour la CSG, jusqu'aux périodes de 2025"
    reference = articles("L136-4")
    documentation = """
    Moyenne des trois années antérieures, ou l'année précédente sur option et pour les cotisants de solidarité. Les
    trois premières années, définitivement, la moyenne des années depuis le début, celle-là comprise. Un déficit compte
    pour son montant.
    """

    def formula(individu, period, parameters):
        return _of_reference(individu, period, parameters, "revenus_annuels_agricoles")


class montant_annuel_agricole(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Montants d'une année qui entrent dans l'assiette agricole avant l'abattement, hors micro-bénéfices"
    reference = articles("L136-4")
    documentation = "Pour les périodes depuis 2026 : la première année de référence est 2023."

    def formula(individu, period):
        return sum(
            individu(name, period)
            for name in (
                "montant_net_non_salarie",
                "cotisation_solidarite_agricole",
                "remuneration_dirigeant_non_salarie",
                "dividendes_soumis_non_salarie",
                "benefices_associes_soumis",
            )
        )


class montant_annuel_agricole_hors_is(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Montants d'une année du I de L136-4, sans ceux d'une activité soumise à l'impôt sur les sociétés"
    reference = articles("L136-4")
    documentation = "Les seuls dont se déduit le revenu cadastral (I, B) : ceux du II en sont exclus."

    def formula(individu, period):
        return (
            individu("montant_annuel_agricole", period)
            - individu("remuneration_dirigeant_non_salarie", period)
            - individu("dividendes_soumis_non_salarie", period)
        )


class benefice_micro_fiscal_reference(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Micro-bénéfices agricoles retenus, sans abattement, depuis les périodes de 2026"
    reference = articles("L136-4")
    documentation = "Moins la déduction des terres que les autres montants n'ont pas épuisée."

    def formula_2026(individu, period, parameters):
        mean = _of_reference(individu, period, parameters, "benefice_micro_fiscal")
        others = _of_reference(individu, period, parameters, "montant_annuel_agricole_hors_is")
        left = numpy.maximum(individu("deduction_terres_agricoles", period) - numpy.maximum(others, 0), 0)
        return mean - left


class assiette_reference_agricole(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Assiette agricole avant abattement : montants des années de référence et option pour les terres"
    reference = articles("L136-4", "L136-5")
    documentation = """
    L136-4, dans sa rédaction de 2025, ne dit plus les années de référence : celles de la moyenne triennale du code
    rural, auquel L136-5 renvoie, sont gardées.
    """

    def formula_2026(individu, period, parameters):
        mean = _of_reference(individu, period, parameters, "montant_annuel_agricole")
        reducible = _of_reference(individu, period, parameters, "montant_annuel_agricole_hors_is")
        chosen = individu("option_deduction_terres", period)
        used = numpy.minimum(individu("deduction_terres_agricoles", period), numpy.maximum(reducible, 0))
        return mean - used + chosen * individu("loyers_terres_exploitation", period)


class option_deduction_terres(Variable):
    value_type = bool
    entity = Individu
    definition_period = YEAR
    label = "Option pour déduire de l'assiette le revenu cadastral des terres en propriété"
    reference = articles("L136-4")
    set_input = dispatch


class revenu_cadastral_terres_propriete(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Revenu cadastral des terres mises en valeur dont l'exploitation est propriétaire"
    reference = articles("L136-4")


class revenu_cadastral_terres_exploitees(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Revenu cadastral de toutes les terres mises en valeur, en propriété ou non"
    reference = articles("L136-4")


class loyers_terres_exploitation(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Loyers des terres et biens que l'exploitant met à la disposition de l'exploitation où il travaille"
    reference = articles("L136-4")


class abattement_terres_minimal(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Montant minimal de l'abattement sur le revenu cadastral des terres en propriété"
    reference = articles("L136-4")
    documentation = "Une donnée : un décret, au code rural, le fixe, qui n'est pas tenu. Zéro à défaut."


class deduction_terres_agricoles(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Déduction du revenu cadastral des terres en propriété, sur option"
    reference = articles("L136-4")
    documentation = "Le revenu cadastral, au-delà d'un abattement, de l'année au titre de laquelle la CSG est due."

    def formula_2026(individu, period, parameters):
        rate = parameters(period).contributions_sociales.non_salaries.agricoles.abattement_terres
        own = individu("revenu_cadastral_terres_propriete", period)
        every = numpy.maximum(individu("revenu_cadastral_terres_exploitees", period), own)
        share = numpy.divide(own, every, out=numpy.zeros_like(own), where=every > 0)
        amounts = _of_reference(individu, period, parameters, "montant_annuel_agricole_hors_is") + _of_reference(
            individu, period, parameters, "benefice_micro_fiscal"
        )
        least = individu("abattement_terres_minimal", period)
        relief = numpy.maximum(rate * numpy.maximum(amounts - own, 0) * share, least)
        return individu("option_deduction_terres", period) * numpy.maximum(own - relief, 0)


def _of_reference(individu, period, parameters, name):
    """The mean over the years of reference; over the years since the start, this one included, in the first ones."""
    span = int(parameters(period).contributions_sociales.non_salaries.agricoles.annees_de_reference)
    values = [individu(name, period.offset(-back, "year")) for back in range(span + 1)]
    rank = individu("non_salarie_rang_annee", period)
    category = individu("categorie_non_salarie", period)
    by_year = individu("option_assiette_annuelle_agricole", period) | (
        category == category.possible_values.cotisant_solidarite
    )
    years = numpy.where(by_year, 1, span)
    usual = numpy.where(by_year, values[1], sum(values[1:]) / span)
    return numpy.where(rank <= years, mean_of_first_years(values[:-1], rank), usual)
