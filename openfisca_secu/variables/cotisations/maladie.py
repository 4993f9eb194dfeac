"""Health, maternity, invalidity and death contributions on wages: L241-2, L131-9, L242-13, D242-3, D711-1, D712-38."""

import numpy

from openfisca_secu.general_scheme import in_general_scheme, liable_for_employee, share_due_by_employer
from openfisca_secu.lookup import by_enum
from openfisca_secu.model_api import MONTH, Enum, Individu, Variable, articles, dispatch


class TypesRegimeSpecialMaladie(Enum):
    aucun = "Aucun"
    comedie_francaise = "Personnels de la Comédie-Française"
    opera_paris = "Personnels de l'Opéra de Paris"
    port_autonome_strasbourg = "Salariés du Port autonome de Strasbourg"
    fonctionnaire_detache = "Fonctionnaires détachés dans une entreprise relevant du régime général"
    ancien_mineur = "Anciens mineurs"


class regime_special_maladie(Variable):
    value_type = Enum
    possible_values = TypesRegimeSpecialMaladie
    default_value = TypesRegimeSpecialMaladie.aucun
    entity = Individu
    definition_period = MONTH
    label = "Régime spécial d'un salarié que le régime général garantit en partie pour la maladie"
    reference = articles("D711-1")
    set_input = dispatch


class affiliation_maladie_regime_general(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Salarié dont l'emploi relève de l'assurance maladie du régime général"
    reference = articles("L111-2", "L311-2")
    documentation = """
    Salariés du secteur privé et agents non titulaires des personnes publiques. Un régime spécial que la catégorie du
    salarié ne dit pas (SNCF, industries électriques et gazières, mines …) se dit par cette variable.
    """
    set_input = dispatch

    def formula(individu, period):
        return in_general_scheme(individu, period)


class salarie_regime_alsace_moselle(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Salarié affilié au régime local d'assurance maladie d'Alsace-Moselle"
    reference = articles("L325-1")
    documentation = """
    Salariés du secteur privé et agents non titulaires qui travaillent dans le Haut-Rhin, le Bas-Rhin ou la Moselle. À
    défaut d'être donnée, le lieu de travail est réputé être dans le territoire du logement.
    """
    set_input = dispatch

    def formula(individu, period):
        return in_general_scheme(individu, period) & individu.menage("residence_alsace_moselle", period)


class cotisation_regime_local_alsace_moselle(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation du salarié au régime local d'assurance maladie d'Alsace-Moselle"
    reference = articles("L242-13", "L325-1")
    documentation = "Comprise dans `mmid_salarie`. L'article L131-9 (non-résidents) ne la concerne pas."

    def formula_1997(individu, period, parameters):
        rate = parameters(period).cotisations.maladie.regime_local_alsace_moselle
        liable = liable_for_employee(individu, period, "assiette_cotisations_sociales")
        return rate * individu("salarie_regime_alsace_moselle", period) * liable


class mmid_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisations d'assurance maladie à la charge du salarié, régime local d'Alsace-Moselle compris"
    reference = articles("L241-2", "L131-9", "D242-3", "D711-4", "D712-40", "D712-54-1", "D713-17")
    documentation = """
    Depuis 2018, seuls en doivent les salariés sans résidence fiscale en France à la charge d'un régime français, les
    agents de l'État et militaires outre-mer, et les salariés d'Alsace-Moselle.
    """

    def formula_1998(individu, period, parameters):
        law = parameters(period).cotisations.maladie
        non_resident = (
            individu("regime_francais_assurance_maladie", period)
            & ~individu("domicile_fiscal_france", period)
            & ~individu("agent_public_hors_de_france", period)
        )
        rate = numpy.where(non_resident, law.regime_general.salarie_non_resident, law.regime_general.salarie)
        employee = individu("affiliation_maladie_regime_general", period) * liable_for_employee(
            individu, period, "assiette_cotisations_sociales"
        )
        agent = _agent_rate(individu, period, law, non_resident) * individu("assiette_cotisations_employeur", period)
        return rate * employee + agent + individu("cotisation_regime_local_alsace_moselle", period)


class mmid_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation d'assurance maladie à la charge de l'employeur, avant réduction de taux"
    reference = articles(
        "L241-2",
        "D242-3",
        "D242-20",
        "L712-9",
        "L713-18",
        "D711-1",
        "D712-38",
        "D712-40",
        "D712-54-1",
        "D713-15",
        "D713-17",
    )
    documentation = """
    Le taux est le même en Alsace-Moselle. Non calculée pour les ouvriers de l'État, la Banque de France et les régimes
    spéciaux dont le taux est hors du code.
    """

    def formula_1998(individu, period, parameters):
        law = parameters(period).cotisations.maladie
        special = individu("regime_special_maladie", period)
        in_special = special != special.possible_values.aucun
        common = numpy.where(
            individu("affiliation_maladie_regime_general", period), law.regime_general.employeur, 0
        ) + _state_rate(individu, period, law)
        rate = numpy.where(in_special, by_enum(law.regimes_speciaux, special, default=0), common)
        base = individu("assiette_cotisations_employeur", period)
        return rate * base * share_due_by_employer(individu, period, parameters)


def _state_rate(individu, period, law):
    """The employer's rate for a civil servant or a soldier, 0 for others (D711-1, D712-38, D712-40, D713-15)."""
    rates = law.fonctionnaires
    overseas, polynesia, civil, army, local = _civil_servants(individu, period)
    return numpy.select(
        [overseas, polynesia, civil, army, local],
        [
            rates.outre_mer.employeur,
            rates.polynesie.employeur,
            rates.etat,
            rates.militaires,
            rates.territoriaux_hospitaliers,
        ],
        default=0,
    )


def _agent_rate(individu, period, law, non_resident):
    """The rate that a civil servant or a soldier bears, 0 for others (L131-9, D711-4, D712-40, D712-54-1, D713-17)."""
    rates = law.fonctionnaires
    overseas, polynesia, civil, army, local = _civil_servants(individu, period)
    return numpy.select(
        [overseas, polynesia, (civil | army | local) & non_resident],
        [rates.outre_mer.agent, rates.polynesie.agent, rates.agent_non_resident],
        default=0,
    )


def _civil_servants(individu, period):
    """Who is of the State overseas, of the State in Polynesia, of the State, of the army, of a local body."""
    category = individu("categorie_salarie", period)
    types = category.possible_values
    post = individu("affectation_outre_mer", period)
    civil = category == types.public_titulaire_etat
    army = category == types.public_titulaire_militaire
    local = (category == types.public_titulaire_territoriale) | (category == types.public_titulaire_hospitaliere)
    overseas = (civil | army) & (post == post.possible_values.collectivite)
    polynesia = (civil | army) & (post == post.possible_values.polynesie)
    return overseas, polynesia, civil, army, local
