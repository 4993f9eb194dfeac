"""Share options, free shares, carried interest, managers' gains: L137-13, L137-14, L137-18, L137-42."""

from datetime import date

import numpy

from openfisca_secu.dates import as_number, first_day
from openfisca_secu.model_api import MONTH, YEAR, Individu, Variable, articles, dispatch, divide


class options_actions_juste_valeur(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Juste valeur des options sur actions consenties dans le mois"
    documentation = "Telle qu'estimée pour les comptes consolidés."
    set_input = divide


class options_actions_valeur_actions(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Valeur, à la date d'attribution, des actions sur lesquelles portent les options consenties dans le mois"
    set_input = divide


class options_actions_choix_juste_valeur(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "L'employeur a choisi la juste valeur des options pour assiette de sa contribution"
    reference = articles("L137-13")
    documentation = "Choix de l'exercice, pour toutes les options. Faux : une part de la valeur des actions."
    set_input = dispatch


class actions_gratuites(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Valeur des actions gratuites acquises dans le mois, à leur date d'acquisition"
    set_input = divide


class actions_gratuites_autorisation(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Individu
    definition_period = MONTH
    label = "Date de l'assemblée générale qui a autorisé l'attribution des actions gratuites"
    reference = articles("L137-13")
    documentation = "À défaut, le premier jour du mois d'acquisition."
    set_input = dispatch

    def formula(individu, period):
        return numpy.full(individu.count, first_day(period))


class actions_gratuites_franchise(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "La société qui attribue les actions gratuites ouvre droit à la franchise d'un plafond par salarié"
    reference = articles("L137-13")
    documentation = """
    Petite ou moyenne entreprise, ou de taille intermédiaire pour les attributions autorisées depuis 2021, qui n'a
    distribué aucun dividende depuis sa création, dans les limites européennes des aides de minimis. S'apprécie à la
    décision d'attribution.
    """
    set_input = dispatch


class actions_gratuites_acquises_avant(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Actions gratuites acquises depuis le début de la troisième année qui précède, avant le mois"
    reference = articles("L137-13")
    documentation = "Leur valeur : la franchise d'un plafond s'apprécie sur l'année en cours et les trois précédentes."
    set_input = dispatch


class contribution_patronale_actionnariat(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution de l'employeur sur les options sur actions et les actions gratuites"
    reference = articles("L137-13")
    documentation = """
    Exigible le mois qui suit l'attribution des options ou l'acquisition des actions ; comptée ici dans le mois même. Le
    taux des actions gratuites dépend de la date de l'assemblée qui les a autorisées, jusqu'aux acquisitions de février
    2025. Pour celles qui ont été autorisées avant août 2015, la contribution était due à l'attribution : en donner
    alors la valeur.
    """

    def formula_2015_09(individu, period, parameters):
        law = parameters(period).contributions_sociales.actionnariat
        options = numpy.where(
            individu("options_actions_choix_juste_valeur", period),
            individu("options_actions_juste_valeur", period),
            law.part_valeur_actions * individu("options_actions_valeur_actions", period),
        )
        shares = individu("actions_gratuites", period)
        ceiling = parameters(period).cotisations.plafond_securite_sociale.annuel
        left = numpy.maximum(ceiling - individu("actions_gratuites_acquises_avant", period), 0)
        spared = individu("actions_gratuites_franchise", period) * numpy.minimum(shares, left)
        rate = law.actions_gratuites.calc(as_number(individu("actions_gratuites_autorisation", period)))
        return law.options * options + rate * (shares - spared)


class gains_actions_imposes_salaires(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Gains d'options et d'actions gratuites imposés comme des salaires"
    documentation = """
    Code général des impôts, articles 80 bis, I et 80 quaterdecies, I : gain de levée d'option, et part du gain
    d'acquisition d'actions gratuites au-dessus de 300 000 € par an.
    """


class contribution_salariale_actionnariat(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Contribution du salarié sur les gains d'options et d'actions gratuites imposés comme des salaires"
    reference = articles("L137-14")
    documentation = "Recouvrée par voie de rôle, comme l'impôt."

    def formula_2013(individu, period, parameters):
        rate = parameters(period).contributions_sociales.actionnariat.salarie
        return rate * individu("gains_actions_imposes_salaires", period)


class gains_capital_investissement_salaires(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Distributions et gains de parts d'intéressement de gérants de fonds, imposés comme des salaires"
    documentation = "Code général des impôts, article 80 quindecies (« carried interest »)."


class contribution_carried_interest(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Contribution libératoire sur les gains de gérants de fonds imposés comme des salaires"
    reference = articles("L137-18")
    documentation = "Fonds créés, ou actions et droits émis, depuis 2010."

    def formula_2010(individu, period, parameters):
        rate = parameters(period).contributions_sociales.actionnariat.capital_investissement
        return rate * individu("gains_capital_investissement_salaires", period)


class gains_dirigeants_au_dela_limite(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Part du gain net sur titres de l'employeur au-dessus de la limite de performance"
    documentation = """
    Code général des impôts, article 163 bis H, II : cessions, conversions et mises en location depuis le 15 février
    2025.
    """


class contribution_gain_dirigeants(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Contribution libératoire du salarié ou dirigeant sur le gain net au-dessus de la limite"
    reference = articles("L137-42")

    def formula_2025(individu, period, parameters):
        rate = parameters(period).contributions_sociales.actionnariat.gain_dirigeants
        return rate * individu("gains_dirigeants_au_dela_limite", period)
