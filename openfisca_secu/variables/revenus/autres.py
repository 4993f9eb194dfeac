"""Alimony, capital and property, and what other texts define and the Code reads."""

from openfisca_secu.model_api import MONTH, YEAR, Famille, FoyerFiscal, Individu, Variable, divide


class pensions_alimentaires_percues(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pensions alimentaires perçues"
    set_input = divide


class pensions_alimentaires_versees_individu(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pensions alimentaires versées"
    set_input = divide


class rfr(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Revenu fiscal de référence des revenus de l'année"
    documentation = """
    Défini par le code général des impôts (article 1417, IV) : une donnée de l'avis d'impôt. Le revenu « de l'année »
    est celui des revenus perçus cette année-là, que l'administration établit l'année suivante.
    """


class nbptr(Variable):
    value_type = float
    default_value = 1
    min_value = 1
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Nombre de parts du quotient familial"


class revenu_categoriel_foncier(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Revenus fonciers nets imposables"


class revenu_categoriel_capital(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Revenus de capitaux mobiliers imposables au barème, nets"


class rsa(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Revenu de solidarité active perçu (défini par le code de l'action sociale et des familles)"
    set_input = divide


class ass(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocation de solidarité spécifique perçue (définie par le code du travail)"
    set_input = divide


class aide_logement(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Aide personnelle au logement perçue (définie par le code de la construction et de l'habitation)"
    set_input = divide
