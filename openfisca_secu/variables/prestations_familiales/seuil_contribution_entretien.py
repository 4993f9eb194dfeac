"""Least contribution that the fund makes enforceable when parents agree on one (L582-2, R582-1, D582-1)."""

from numpy import clip, maximum, minimum, select, where

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.model_api import MONTH, Enum, Individu, Variable, articles, dispatch
from openfisca_secu.rounding import round_down, round_up


class TypesContributionResidence(Enum):
    droit_de_visite_classique = "Résidence chez l'autre parent, droit de visite et d'hébergement classique"
    droit_de_visite_reduit = "Moins d'un quart du temps chez le débiteur, ou visite sans hébergement"
    residence_alternee = "Résidence alternée"


class contribution_entretien_revenu_imposable(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Revenu net imposable annuel du parent débiteur, au dernier avis d'impôt"
    documentation = """
    Les revenus communs qu'un avis ne partage pas comptent pour moitié (R582-1, V). La variable est annuelle par
    nature : chaque mois porte le montant de l'année entière.
    """
    reference = articles("R582-1")
    set_input = dispatch


class contribution_entretien_nombre_enfants(Variable):
    value_type = int
    min_value = 0
    max_value = 30
    entity = Individu
    definition_period = MONTH
    label = "Enfants du parent débiteur qui sont à sa charge au sens de l'article D582-1"
    documentation = """
    Ses enfants mineurs qui vivent chez lui ou pour lesquels il a un droit de visite, ses enfants majeurs qui
    étudient, qui vivent chez lui avant vingt-cinq ans, au chômage avec moins que le RSA d'une personne seule, ou pour
    lesquels il verse une pension fixée par un titre.
    """
    reference = articles("D582-1")
    set_input = dispatch


class contribution_entretien_residence(Variable):
    value_type = Enum
    possible_values = TypesContributionResidence
    default_value = TypesContributionResidence.droit_de_visite_classique
    entity = Individu
    definition_period = MONTH
    label = "Mode de résidence de l'enfant, du point de vue du parent débiteur"
    reference = articles("R582-1")
    set_input = dispatch


class seuil_contribution_entretien_taux(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Taux du seuil de contribution à l'entretien, par enfant"
    documentation = "Taux de l'arrêté du 25 juin 2018, à confirmer (l'arrêté n'a pas été relu)."
    reference = articles("R582-1", "D582-1")

    def formula_2018_07(individu, period, parameters):
        rule = parameters(period).prestations_familiales.seuil_contribution_entretien
        children = individu("contribution_entretien_nombre_enfants", period)
        residence = individu("contribution_entretien_residence", period)
        beyond = maximum(children - rule.dernier_rang, 0)
        rates = [
            rule.taux[item.name].calc(children) - rule.baisse_par_enfant_supplementaire[item.name] * beyond
            for item in TypesContributionResidence
        ]
        return maximum(select([residence == item for item in TypesContributionResidence], rates), 0)


class seuil_contribution_entretien(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = (
        "Contribution mensuelle minimale, par enfant, pour que la caisse donne force exécutoire à l'accord des parents"
    )
    reference = articles("L582-2", "R582-1")

    def formula_2018_07(individu, period, parameters):
        rule = parameters(period).prestations_familiales.seuil_contribution_entretien
        left_to_debtor = parameters(period).minima_sociaux.rsa.montant_forfaitaire
        floor = round_down(rule.plancher_en_rsa * left_to_debtor)
        monthly = individu("contribution_entretien_revenu_imposable", period) / MONTHS_PER_YEAR
        resources = clip(monthly, floor, rule.ressources_maximales)
        children = individu("contribution_entretien_nombre_enfants", period)
        at_rate = resources * individu("seuil_contribution_entretien_taux", period)
        leaves_too_little = resources - at_rate * children < left_to_debtor
        what_is_left = (resources - left_to_debtor) / maximum(children, 1)
        threshold = where(leaves_too_little, minimum(what_is_left, at_rate), at_rate)
        return round_up(threshold)
