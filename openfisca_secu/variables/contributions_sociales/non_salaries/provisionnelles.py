"""Provisional bases of the self-employed, then CSG and CRDS asked: L131-6-2, L136-4, R131-2-1, R131-3-1, D131-1."""

import numpy

from openfisca_secu.model_api import YEAR, Individu, Variable, articles, dispatch


class option_assiette_estimee_non_salarie(Variable):
    value_type = bool
    entity = Individu
    definition_period = YEAR
    label = "A demandé que ses cotisations provisionnelles soient calculées sur l'assiette estimée de l'année"
    reference = articles("L131-6-2")
    set_input = dispatch


class assiette_cotisations_estimee_non_salarie(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Assiette des cotisations de l'année, telle que l'indépendant l'estime"
    reference = articles("L131-6-2")


class assiette_csg_estimee_non_salarie(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Assiette de la CSG de l'année, telle que l'indépendant l'estime"
    reference = articles("L131-6-2", "L136-3")


class assiette_forfaitaire_debut_activite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Assiette forfaitaire des deux premières années civiles d'activité indépendante non agricole"
    reference = articles("R131-2-1", "D131-1", "R131-3", "R613-17")
    documentation = """
    Réduite à la durée d'affiliation. La deuxième année, en 2018 et 2019, le taux et le plafond sont ceux de la
    première ; en 2017, pour une activité créée en 2016, encore 27 % du plafond de l'année.
    """

    def formula_2015(individu, period, parameters):
        law = parameters(period).contributions_sociales.non_salaries.provisionnelles.forfait
        rank = individu("non_salarie_rang_annee", period)
        ceiling = _ceiling(parameters, period)
        if law.plafond_de_la_premiere_annee:
            ceiling = numpy.where(rank > 1, _ceiling(parameters, period.last_year), ceiling)
        rate = numpy.where(rank > 1, law.taux_deuxieme_annee, law.taux_premiere_annee)
        starting = (rank >= 1) & (rank <= law.annees)
        return starting * rate * ceiling * individu("non_salarie_part_annee", period)


class assiette_cotisations_provisionnelle_non_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Assiette provisionnelle des cotisations de l'indépendant, au début de l'année"
    reference = articles("L131-6-2", "R131-2-1", "R131-3", "R131-3-1", "R131-10", "D131-1")
    documentation = """
    Celle de l'avant-dernière année, rapportée à l'année entière puis réduite à la durée d'affiliation de l'année ;
    forfaitaire les deux premières années ; estimée sur demande. Si des données n'ont pas été transmises, la taxation
    d'office n'est pas calculée.
    """

    def formula_2015(individu, period, parameters):
        return _first_call(individu, period, parameters, "cotisations")


class assiette_cotisations_recalculee_non_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Assiette provisionnelle des cotisations de l'indépendant, recalculée quand l'année précédente est connue"
    reference = articles("L131-6-2", "R131-2-1", "R131-3", "R131-3-1")
    documentation = """
    Sauf la première année et l'assiette estimée. La deuxième année, celle de la première n'est pas rapportée à l'année
    entière : R131-3-1 exclut les deux premières années.
    """

    def formula_2015(individu, period, parameters):
        return _second_call(individu, period, parameters, "cotisations")


class assiette_csg_provisionnelle_non_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Assiette provisionnelle de la CSG de l'indépendant, au début de l'année"
    reference = articles("L131-6-2", "L136-3", "L136-4", "R131-2-1", "R131-3-1", "D131-1")
    documentation = """
    Comme celle des cotisations (L131-6-2, L136-3). Exploitant agricole : forfait de 600 smic horaires la première
    année, mêlé aux années connues les deux suivantes (L136-4, II, jusqu'en 2025), et définitive ensuite ; depuis 2026,
    ces forfaits sont au code rural et l'assiette définitive est donnée.
    """

    def formula_2026(individu, period, parameters):
        own = _first_call(individu, period, parameters, "csg")
        farmer = individu("exploitant_ou_cotisant_agricole", period)
        return numpy.where(farmer, individu("assiette_csg_crds_non_salarie", period), own)

    def formula_2015(individu, period, parameters):
        own = _first_call(individu, period, parameters, "csg")
        farmer = individu("exploitant_ou_cotisant_agricole", period)
        return numpy.where(farmer, individu("assiette_csg_provisoire_agricole", period), own)


class assiette_csg_recalculee_non_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Assiette provisionnelle de la CSG de l'indépendant, recalculée quand l'année précédente est connue"
    reference = articles("L131-6-2", "L136-3", "R131-3-1")
    documentation = "L'assiette provisionnelle d'un exploitant agricole n'est pas recalculée."

    def formula_2015(individu, period, parameters):
        own = _second_call(individu, period, parameters, "csg")
        farmer = individu("exploitant_ou_cotisant_agricole", period)
        return numpy.where(farmer, individu("assiette_csg_provisionnelle_non_salarie", period), own)


class assiette_csg_provisoire_agricole(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Assiette provisoire de la CSG d'un exploitant agricole, jusqu'en 2025"
    reference = articles("L136-4")

    def formula_2015(individu, period, parameters):
        """The flat amount stands for the first year among the years known since the start."""
        law = parameters(period)
        rule = law.contributions_sociales.non_salaries.agricoles
        category = individu("categorie_non_salarie", period)
        solidarity = category == category.possible_values.cotisant_solidarite
        hours = numpy.where(solidarity, rule.forfait.cotisant_solidarite, rule.forfait.exploitant)
        flat = hours * law.cotisations.smic.horaire
        rank = individu("non_salarie_rang_annee", period)
        span = int(rule.annees_de_reference)
        known = [individu("revenus_annuels_agricoles", period.offset(-back, "year")) for back in range(1, span)]
        counted = numpy.clip(rank, 1, span)
        mixed = (flat + sum(value * (back + 1 < counted) for back, value in enumerate(known))) / counted
        by_year = individu("option_assiette_annuelle_agricole", period) | solidarity
        starting = (rank >= 1) & (rank <= numpy.where(by_year, 1, span))
        provisional = numpy.where(starting, mixed, individu("revenus_reference_agricoles", period))
        return numpy.maximum(provisional, 0) * individu("exploitant_ou_cotisant_agricole", period)


class csg_crds_provisionnelles_non_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "CSG et CRDS provisionnelles de l'indépendant, au début de l'année"
    reference = articles("L131-6-2", "L136-3", "L136-4", "L136-8")

    def formula_2015(individu, period, parameters):
        return _levies(individu, period, parameters, "assiette_csg_provisionnelle_non_salarie")


class csg_crds_recalculees_non_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "CSG et CRDS provisionnelles de l'indépendant, recalculées quand l'année précédente est connue"
    reference = articles("L131-6-2", "L136-3", "L136-8")

    def formula_2015(individu, period, parameters):
        return _levies(individu, period, parameters, "assiette_csg_recalculee_non_salarie")


class csg_crds_regularisation_non_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Régularisation de la CSG et de la CRDS de l'année, une fois l'assiette définitive connue"
    reference = articles("L131-6-2", "L136-3", "L136-4", "L136-8")
    documentation = "Négative : un trop-perçu. Elle est appelée l'année suivante."

    def formula_2015(individu, period, parameters):
        final = _levies(individu, period, parameters, "assiette_csg_crds_non_salarie")
        return final - individu("csg_crds_recalculees_non_salarie", period)


class csg_crds_appelees_non_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "CSG et CRDS de l'indépendant appelées dans l'année"
    reference = articles("L131-6-2", "L136-3", "L136-4")
    documentation = """
    Provisionnelles de l'année, recalculées, et régularisation de l'année précédente. Sans report ni étalement du début
    d'activité.
    """

    def formula_2016(individu, period):
        return individu("csg_crds_recalculees_non_salarie", period) + individu(
            "csg_crds_regularisation_non_salarie", period.last_year
        )


def _ceiling(parameters, period):
    return parameters(period).cotisations.plafond_securite_sociale.annuel


def _first_call(individu, period, parameters, levy):
    years = parameters(period).contributions_sociales.non_salaries.provisionnelles.forfait.annees
    known = _annualised(individu, period.n_2, levy) * individu("non_salarie_part_annee", period)
    flat = individu("assiette_forfaitaire_debut_activite", period)
    starting = individu("non_salarie_rang_annee", period) <= years
    return _chosen(individu, period, levy, numpy.where(starting, flat, known))


def _second_call(individu, period, parameters, levy):
    years = parameters(period).contributions_sociales.non_salaries.provisionnelles.forfait.annees
    rank = individu("non_salarie_rang_annee", period)
    known = _annualised(individu, period.last_year, levy) * individu("non_salarie_part_annee", period)
    last = individu(_final(levy), period.last_year)
    flat = individu("assiette_forfaitaire_debut_activite", period)
    common = numpy.select([rank <= 1, rank <= years], [flat, last], default=known)
    return _chosen(individu, period, levy, common)


def _final(levy):
    return "assiette_csg_crds_non_salarie" if levy == "csg" else "assiette_cotisations_non_salarie"


def _annualised(individu, year, levy):
    base, part = individu(_final(levy), year), individu("non_salarie_part_annee", year)
    return numpy.divide(base, part, out=numpy.zeros_like(base), where=part > 0)


def _chosen(individu, period, levy, common):
    """The base that the person estimates, on request; nothing for whom the rule is not."""
    estimated = individu(f"assiette_{levy}_estimee_non_salarie", period)
    base = numpy.where(individu("option_assiette_estimee_non_salarie", period), estimated, common)
    elsewhere = individu("regime_micro_social", period) | individu("exploitant_ou_cotisant_agricole", period)
    return ~elsewhere * base


def _levies(individu, period, parameters, base):
    rates = parameters(period).contributions_sociales.csg_crds_salaire
    part = individu("part_annee_assujettie_csg", period)
    return (rates.csg.taux + rates.crds.taux) * part * individu(base, period)
