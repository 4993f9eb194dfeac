"""Company early retirement and defined-benefit pensions: L137-10, L137-11, L137-11-1, L137-11-2, R137-3."""

from datetime import date

import numpy

from openfisca_secu.dates import as_number
from openfisca_secu.model_api import MONTH, Enum, Individu, Variable, articles, dispatch, divide


class TypesOptionRetraiteChapeau(Enum):
    rentes = "Contribution sur les rentes"
    primes = "Contribution sur les primes et les dotations aux provisions"
    aucune = "Option non exercée : les deux contributions"


class preretraite_entreprise(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Avantage de préretraite versé par l'ancien employeur ou pour son compte"
    reference = articles("L137-10")
    documentation = """
    Sans les allocations d'activité partielle ni celles du fonds national de l'emploi, que l'article L137-10, IV écarte.
    """
    set_input = divide


class contribution_preretraite_entreprise(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution de l'employeur sur les avantages de préretraite d'entreprise"
    reference = articles("L137-10")
    documentation = (
        "Le taux des accords plus anciens que octobre 2007, dont le texte n'est pas détenu, n'est pas calculé."
    )

    def formula_2008(individu, period, parameters):
        rate = parameters(period).contributions_sociales.retraites_entreprise.preretraite
        return rate * individu("preretraite_entreprise", period)


class retraite_chapeau(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rente d'un régime de retraite à prestations définies de l'entreprise (article 39)"
    reference = articles("L137-11-1")
    set_input = divide


class retraite_chapeau_liquidation(Variable):
    value_type = date
    default_value = date(2011, 1, 1)
    entity = Individu
    definition_period = MONTH
    label = "Date de liquidation de la retraite au titre de laquelle la rente est versée"
    reference = articles("L137-11", "L137-11-1")
    set_input = dispatch


class retraite_chapeau_option(Variable):
    value_type = Enum
    possible_values = TypesOptionRetraiteChapeau
    default_value = TypesOptionRetraiteChapeau.rentes
    entity = Individu
    definition_period = MONTH
    label = "Option de l'employeur pour l'assiette de sa contribution sur un régime à prestations définies"
    reference = articles("L137-11", "R137-3")
    documentation = "Irrévocable. À défaut d'option, les deux contributions sont dues (L137-11, II ; R137-3)."
    set_input = dispatch


class retraite_chapeau_primes(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Primes versées à un organisme assureur pour un régime à prestations définies"
    documentation = (
        "Celles du régime que l'on rattache à la personne. Nettes de celles que des dotations déjà soumises financent."
    )
    set_input = divide


class retraite_chapeau_dotations(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Dotations aux provisions d'un régime à prestations définies, pour les services de l'exercice"
    documentation = "Celles du régime que l'on rattache à la personne."
    set_input = divide


class contribution_retraite_chapeau_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution de l'employeur sur un régime de retraite à prestations définies à droits conditionnels"
    reference = articles("L137-11", "R137-3")
    documentation = """
    Sans la contribution additionnelle sur les rentes de plus de huit plafonds, contraire à la Constitution depuis
    novembre 2015. La fermeture des régimes (L137-11, VI) est à la charge de qui donne les montants.
    """

    def formula_2013(individu, period, parameters):
        law = parameters(period).contributions_sociales.retraites_entreprise.chapeau
        option = individu("retraite_chapeau_option", period)
        types = option.possible_values
        since = as_number(individu("retraite_chapeau_liquidation", period)) >= law.premiere_liquidation
        on_annuities = law.rentes * since * individu("retraite_chapeau", period)
        on_funding = law.primes * individu("retraite_chapeau_primes", period) + law.dotations * individu(
            "retraite_chapeau_dotations", period
        )
        return (option != types.primes) * on_annuities + (option != types.rentes) * on_funding


class contribution_retraite_chapeau_beneficiaire(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution du bénéficiaire d'une rente d'un régime à prestations définies"
    reference = articles("L137-11-1")
    documentation = """
    Deux barèmes, selon que la retraite a été liquidée avant 2011 ou depuis. Seuils revalorisés chaque année comme le
    plafond à partir des montants de l'article, chaque fois arrondis : la circulaire qui les publie n'est pas détenue.
    La troisième tranche, censurée, n'est pas appliquée.
    """

    def formula_2013(individu, period, parameters):
        law = parameters(period).contributions_sociales.retraites_entreprise.beneficiaire
        annuity = individu("retraite_chapeau", period)
        old = as_number(individu("retraite_chapeau_liquidation", period)) < law.changement
        first = numpy.where(old, law.seuil_1_ancien, law.seuil_1)
        second = numpy.where(old, law.seuil_2_ancien, law.seuil_2)
        return law.taux_1 * numpy.maximum(numpy.minimum(annuity, second) - first, 0) + law.taux_2 * numpy.maximum(
            annuity - second, 0
        )


class versement_retraite_droits_acquis(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Versements de l'employeur à un contrat de retraite à prestations définies et droits acquis"
    reference = articles("L137-11-2")
    documentation = """
    Contrats qui respectent les conditions de l'article, dont des droits d'au plus 3 % de la rémunération par an et de
    trente points en tout.
    """
    set_input = divide


class contribution_retraite_droits_acquis(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution de l'employeur sur un contrat de retraite à prestations définies et droits acquis"
    reference = articles("L137-11-2")

    def formula_2020(individu, period, parameters):
        rate = parameters(period).contributions_sociales.retraites_entreprise.droits_acquis
        return rate * individu("versement_retraite_droits_acquis", period)
