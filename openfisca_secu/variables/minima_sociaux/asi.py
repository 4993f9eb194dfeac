"""Allocation supplémentaire d'invalidité (L815-24 to L815-29)."""

from datetime import date

from numpy import logical_not as not_
from numpy import maximum, minimum, select, where

from openfisca_secu.dates import MONTHS_PER_YEAR, calendar_months_since
from openfisca_secu.model_api import MONTH, Famille, Individu, Variable, articles, dispatch, divide


class asi_date_demande(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Individu
    definition_period = MONTH
    label = "Date de réception de la demande d'allocation supplémentaire d'invalidité"
    documentation = "Sans elle la demande est supposée faite à temps. Le non-recours se dit avec une date future."
    reference = articles("R815-59")
    set_input = dispatch


class asi_avantage_viager(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Titulaire d'une pension d'invalidité, ou d'une pension de vieillesse obtenue pour invalidité"
    documentation = """
    Par défaut : une pension d'invalidité, ou une pension de retraite d'une personne invalide ou inapte. Faux quand la
    pension d'invalidité est suspendue (L815-27).
    """
    reference = articles("L815-24", "L815-27")
    set_input = dispatch

    def formula(individu, period):
        retired_disabled = (individu("retraite_brute", period) > 0) & individu("inapte_travail", period)
        return (individu("pensions_invalidite", period) > 0) | retired_disabled


class asi_invalidite_generale(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Invalidité générale réduisant des deux tiers au moins la capacité de travail ou de gain"
    documentation = "Celle qu'un régime a reconnue pour une pension d'invalidité vaut (L815-25) : c'est le défaut."
    reference = articles("L815-24", "L815-25", "R815-58")
    set_input = dispatch

    def formula(individu, period):
        return individu("invalidite", period) | (individu("pensions_invalidite", period) > 0)


class asi_eligibilite(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Conditions autres que de ressources de l'allocation supplémentaire d'invalidité"
    reference = articles("L815-24", "L815-27", "R815-58", "R815-59", "L816-1")
    set_input = dispatch

    def formula(individu, period):
        requested = calendar_months_since(individu("asi_date_demande", period), period) > 0
        return (
            individu.has_role(Famille.PARENT)
            & individu("asi_avantage_viager", period)
            & individu("asi_invalidite_generale", period)
            & not_(individu("aspa_age_atteint", period))
            & individu("residence_stable", period)
            & individu("aspa_condition_sejour", period)
            & requested
            & individu("recours_asi", period)
        )


class asi_plafond(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Plafond mensuel de ressources de l'allocation supplémentaire d'invalidité"
    documentation = """
    Relevé de la pension de veuve de soldat depuis janvier 2021 : R815-61 rend applicable R815-26, qui ajoute cette
    pension au montant de l'allocation. La rédaction antérieure de R815-61 n'est pas tenue : le plafond n'y est pas
    relevé.
    """
    reference = articles("L815-24-1", "D815-19", "L816-3", "R815-26", "R815-61")

    def formula_2021(famille, period, parameters):
        widow = famille.sum(famille.members("aspa_pension_veuve_guerre", period), role=Famille.PARENT)
        return _ordinary_ceiling(famille, period, parameters) + widow / MONTHS_PER_YEAR

    def formula(famille, period, parameters):
        return _ordinary_ceiling(famille, period, parameters)


class asi_ressources_retenues(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = (
        "Ressources mensuelles retenues pour l'ASI : celles du trimestre, ou de l'année si elles seules le permettent"
    )
    reference = articles("L815-24-1", "R815-61")

    def formula(famille, period):
        ceiling = famille("asi_plafond", period)
        quarter = famille("asi_aspa_base_ressources", period)
        year = famille("asi_aspa_base_ressources_annuelle", period)
        return where((quarter > ceiling) & (year < ceiling), year, quarter)


class asi_nombre_beneficiaires(Variable):
    value_type = int
    entity = Famille
    definition_period = MONTH
    label = "Membres du couple qui bénéficient de l'allocation supplémentaire d'invalidité"
    reference = articles("L815-24", "L815-24-1", "D815-19")

    def formula(famille, period):
        poor = famille("asi_ressources_retenues", period) < famille("asi_plafond", period)
        return poor * famille.sum(famille.members("asi_eligibilite", period), role=Famille.PARENT)


class asi_conjoint_aspa(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Un membre du couple bénéficie de l'ASPA"
    reference = articles("D815-19")

    def formula(famille, period):
        poor = famille("aspa_ressources_retenues", period) < famille("aspa_plafond", period)
        return poor & (famille("aspa_nombre_eligibles", period) > 0)


class asi(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocation supplémentaire d'invalidité"
    documentation = "Les caisses tronquent au centime le montant mensuel ; le Code ne fixe pas d'arrondi."
    reference = articles("L815-24", "L815-24-1", "D815-19", "R815-61", "L341-5")
    set_input = divide

    def formula_2020_04(individu, period, parameters):
        """Differential up to the ceiling, capped when the partner has no such allowance (D815-19, 2° b)."""
        law = parameters(period).minima_sociaux
        famille = individu.famille
        room = maximum(famille("asi_plafond", period) - famille("asi_ressources_retenues", period), 0)
        room = minimum(room, _ordinary_ceiling(famille, period, parameters))
        least_pension = law.avts.montant_annuel / MONTHS_PER_YEAR
        cap = law.asi.plafond.personne_seule / MONTHS_PER_YEAR - least_pension
        shared = (famille("asi_nombre_beneficiaires", period) > 1) | famille("asi_conjoint_aspa", period)
        amount = select([~famille("en_couple", period), shared], [room, room / 2], minimum(room, cap))
        return individu("asi_eligibilite", period) * amount

    def formula_2009(individu, period, parameters):
        """A flat amount, reduced by what exceeds the ceiling; the couple's, half to each, if both have one or ASPA."""
        maximal = parameters(period).minima_sociaux.asi.montant_maximum
        famille = individu.famille
        room = maximum(famille("asi_plafond", period) - famille("asi_ressources_retenues", period), 0)
        shared = famille("en_couple", period) & (
            (famille("asi_nombre_beneficiaires", period) > 1) | famille("asi_conjoint_aspa", period)
        )
        single = minimum(room, maximal.personne_seule / MONTHS_PER_YEAR)
        half = minimum(room, maximal.couple / MONTHS_PER_YEAR) / 2
        return individu("asi_eligibilite", period) * where(shared, half, single)


def _ordinary_ceiling(famille, period, parameters):
    """The monthly ceiling of D815-19, which is also the most that the allowance can be since April 2020."""
    ceiling = parameters(period).minima_sociaux.asi.plafond
    return where(famille("en_couple", period), ceiling.couple, ceiling.personne_seule) / MONTHS_PER_YEAR
