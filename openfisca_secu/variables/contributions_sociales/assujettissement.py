"""Who owes the CSG and the CRDS on activity and replacement incomes: L136-1."""

from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch


class domicile_fiscal_france(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = MONTH
    label = "Personne domiciliée en France pour l'établissement de l'impôt sur le revenu"
    reference = articles("L136-1")
    set_input = dispatch


class regime_francais_assurance_maladie(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = MONTH
    label = "Personne à la charge d'un régime obligatoire français d'assurance maladie"
    reference = articles("L136-1")
    set_input = dispatch


class agent_public_hors_de_france(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Agent public en fonctions hors de France, dont la rémunération est imposable en France"
    reference = articles("L136-1")
    set_input = dispatch


class redevable_cotisation_frontaliers_suisse(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Travailleur frontalier en Suisse redevable de la cotisation d'assurance maladie sur son revenu"
    reference = articles("L136-1-1")
    set_input = dispatch


class assujetti_csg_activite(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Assujetti à la contribution sociale généralisée sur les revenus d'activité"
    reference = articles("L136-1", "L136-1-1", "L111-2")
    documentation = """
    Domicile fiscal en France et rattachement à un régime français d'assurance maladie ; à l'étranger, agents publics
    imposables en France. Les habitants de Mayotte et de Saint-Pierre-et-Miquelon, hors du territoire du code, ne la
    doivent pas. À Saint-Barthélemy, le domicile fiscal dépend de cinq ans de résidence : le dire par
    `domicile_fiscal_france`. Les contributions de remboursement de la dette sociale ont les mêmes redevables.
    """
    set_input = dispatch

    def formula(individu, period):
        attached = individu("regime_francais_assurance_maladie", period)
        resident = individu("domicile_fiscal_france", period) & _under_the_code(individu, period)
        abroad = individu("agent_public_hors_de_france", period)
        excluded = individu("redevable_cotisation_frontaliers_suisse", period)
        return attached & (resident | abroad) & ~excluded


class assujetti_csg_remplacement(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Assujetti à la contribution sociale généralisée sur les pensions et revenus de remplacement"
    reference = articles("L136-1", "L136-1-2", "L111-2", "L380-3-1")
    documentation = """
    Les mêmes personnes que pour les revenus d'activité, sauf les agents publics en fonctions hors de France,
    assujettis pour leur seule rémunération. La contribution additionnelle pour l'autonomie a les mêmes redevables
    (L137-41).
    """
    set_input = dispatch

    def formula(individu, period):
        attached = individu("regime_francais_assurance_maladie", period)
        resident = individu("domicile_fiscal_france", period) & _under_the_code(individu, period)
        return attached & resident & ~individu("redevable_cotisation_frontaliers_suisse", period)


class assujetti_taux_particuliers_maladie(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Non-résident fiscal à la charge d'un régime français, aux taux particuliers de cotisation maladie"
    reference = articles("L131-9", "L136-1", "L160-1", "L380-3-1")
    documentation = """
    Ni CSG ni CRDS sur ses pensions et allocations, mais des cotisations d'assurance maladie plus élevées. Les
    frontaliers redevables de la cotisation sur leur revenu n'y sont pas soumis (L380-3-1, IV).
    """
    set_input = dispatch

    def formula(individu, period):
        attached = individu("regime_francais_assurance_maladie", period)
        abroad = ~individu("domicile_fiscal_france", period) & ~individu("agent_public_hors_de_france", period)
        return attached & abroad & ~individu("redevable_cotisation_frontaliers_suisse", period)


def _under_the_code(individu, period):
    """Mayotte and Saint-Pierre-et-Miquelon are outside the territory of the Code (L111-2)."""
    territory = individu.menage("territoire", period)
    pierre = territory == territory.possible_values.saint_pierre_et_miquelon
    return ~(individu.menage("residence_mayotte", period) | pierre)
