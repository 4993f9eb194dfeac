"""Disposable income and standard of living of households, by Insee's definitions, as far as the Code goes."""

import numpy
from numpy import maximum, select

from openfisca_secu.dates import completed_years
from openfisca_secu.model_api import ADD, YEAR, Enum, Famille, FoyerFiscal, Individu, Menage, Variable

CAPITAL_LEVIED = (
    "csg_patrimoine_capitaux_mobiliers",
    "csg_placement_interets_dividendes",
    "csg_placement_assurance_vie",
    "csg_placement_epargne_logement",
    "csg_placement_epargne_populaire",
)
REPLACEMENT = (
    "retraite_nette",
    "pensions_invalidite_nettes",
    "preretraite_nette",
    "chomage_net",
    "activite_partielle_nette",
    "indemnites_journalieres_nettes",
    "pensions_alimentaires_percues",
)


class TypesMenage(Enum):
    personne_seule = "Personne seule"
    monoparentale = "Famille monoparentale"
    couple_sans_enfant = "Couple sans enfant"
    couple_enfants = "Couple avec un ou deux enfants"
    couple_famille_nombreuse = "Couple avec trois enfants ou plus"
    autre = "Autre ménage"


class type_menage(Variable):
    value_type = Enum
    possible_values = TypesMenage
    default_value = TypesMenage.personne_seule
    entity = Menage
    definition_period = YEAR
    label = "Composition du ménage"
    documentation = """
    D'après les rôles : les enfants de la personne de référence ou de son conjoint comptent à tout âge ; un ménage qui
    compte une autre personne est « autre ».
    """

    def formula(menage, period, parameters):
        many = parameters(period).mesures.niveau_de_vie.type_menage.enfants_famille_nombreuse
        children = menage.nb_persons(Menage.ENFANT)
        couple = menage.nb_persons(Menage.CONJOINT) > 0
        others = menage.nb_persons(Menage.AUTRE) > 0
        return select(
            [others, couple & (children >= many), couple & (children > 0), couple, children > 0],
            [
                TypesMenage.autre,
                TypesMenage.couple_famille_nombreuse,
                TypesMenage.couple_enfants,
                TypesMenage.couple_sans_enfant,
                TypesMenage.monoparentale,
            ],
            default=TypesMenage.personne_seule,
        )


class unites_consommation(Variable):
    value_type = float
    entity = Menage
    definition_period = YEAR
    label = "Unités de consommation du ménage"
    documentation = "Échelle de l'OCDE modifiée, telle que l'Insee l'emploie ; les âges sont ceux du 31 décembre."

    def formula(menage, period, parameters):
        law = parameters(period).mesures.niveau_de_vie.unites_consommation
        age = completed_years(menage.members("date_naissance", period), numpy.datetime64(str(period.stop), "D"))
        grown = menage.sum(age >= law.age_adulte)
        children = menage.nb_persons() - grown
        return 1 + law.adulte_suivant * maximum(grown - 1, 0) + law.enfant * (children - (grown == 0))


class revenus_nets_du_travail(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Revenus du travail nets de cotisations, CSG et CRDS, avant impôt"
    documentation = """
    Les revenus non salariés (`rpns_imposables`) sont donnés nets de cotisations et de CSG déductible ; le reste de leur
    CSG et leur CRDS en sont retirés.
    """

    def formula(individu, period):
        levies = individu("csg_imposable_non_salarie", period) + individu("crds_non_salarie", period)
        return individu("salaire_net", period, options=[ADD]) + individu("rpns_imposables", period) - levies


class revenus_remplacement_nets(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Pensions et revenus de remplacement nets de cotisations, CSG et CRDS, avant impôt"
    documentation = """
    Retraites, pensions d'invalidité, préretraites, chômage, activité partielle, indemnités journalières, pensions
    alimentaires reçues.
    """

    def formula(individu, period):
        return sum(individu(name, period, options=[ADD]) for name in REPLACEMENT)


class revenus_nets_du_capital(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Revenus fonciers et mobiliers nets de prélèvements sociaux, avant impôt"
    documentation = """
    Ceux du foyer fiscal, au déclarant principal. Les revenus mobiliers sont `revenu_categoriel_capital` ou, s'ils sont
    plus élevés, ceux sur lesquels la CSG est assise ; les plus-values n'en sont pas, et leurs prélèvements non plus.
    """

    def formula(individu, period):
        foyer_fiscal = individu.foyer_fiscal
        levied = sum(foyer_fiscal(name, period) for name in CAPITAL_LEVIED)
        securities = maximum(foyer_fiscal("revenu_categoriel_capital", period), levied)
        net = (
            foyer_fiscal("revenu_categoriel_foncier", period)
            + securities
            - foyer_fiscal("prelevements_sociaux_revenus_capital", period)
            + foyer_fiscal("prelevements_sociaux_plus_values", period)
        )
        return net * individu.has_role(FoyerFiscal.DECLARANT_PRINCIPAL)


class impots_directs(Variable):
    value_type = float
    unit = "currency"
    entity = Menage
    definition_period = YEAR
    label = "Impôts directs du ménage : impôt sur le revenu, taxe d'habitation"
    documentation = "Une donnée : le Code de la sécurité sociale ne les fixe pas. Négatif : un crédit d'impôt reçu."


class revenu_disponible(Variable):
    value_type = float
    unit = "currency"
    entity = Menage
    definition_period = YEAR
    label = "Revenu disponible du ménage"
    documentation = """
    Revenus nets du travail, de remplacement et du capital, prestations sociales, moins les pensions alimentaires
    versées, la cotisation subsidiaire maladie et les impôts directs tels que donnés : si ceux-ci ne le sont pas, c'est
    un revenu avant impôts. Le RSA, l'ASS et l'aide au logement y entrent tels que donnés.
    """

    def formula(menage, period):
        own = (
            menage.members("revenus_nets_du_travail", period)
            + menage.members("revenus_remplacement_nets", period)
            + menage.members("revenus_nets_du_capital", period)
            - menage.members("pensions_alimentaires_versees_individu", period, options=[ADD])
            - menage.members("cotisation_subsidiaire_maladie", period)
        )
        of_family = menage.members.famille("prestations_sociales", period, options=[ADD])
        benefits = of_family * menage.members.has_role(Famille.DEMANDEUR)
        return menage.sum(own + benefits) - menage("impots_directs", period)


class niveau_de_vie(Variable):
    value_type = float
    unit = "currency"
    entity = Menage
    definition_period = YEAR
    label = "Niveau de vie du ménage : revenu disponible par unité de consommation"

    def formula(menage, period):
        return menage("revenu_disponible", period) / menage("unites_consommation", period)
