"""Who is in the household of the complémentaire santé solidaire, and its ceiling (L861-1, R861-2, R861-3)."""

from numpy import where

from openfisca_secu.dates import calendar_months_since, completed_years, first_day
from openfisca_secu.model_api import MONTH, Famille, Individu, Variable, articles, dispatch


class css_personne_a_charge(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant ou autre personne à charge du foyer de la complémentaire santé solidaire"
    documentation = """
    Moins de vingt-cinq ans le mois de la demande, et à la charge réelle et continue du demandeur ou de son conjoint :
    les enfants de la famille. Donner faux pour qui n'est ni rattaché à leur foyer fiscal, ni déclarant sous leur toit,
    ni bénéficiaire d'une pension déduite (R861-2).
    """
    reference = articles("R861-2")
    set_input = dispatch

    def formula(individu, period, parameters):
        limit = parameters(period).complementaire_sante.complementaire_sante_solidaire.foyer.age_limite_a_charge
        age = completed_years(individu("date_naissance", period), first_day(period))
        alive = calendar_months_since(individu("date_deces", period), period) <= 0
        return individu.has_role(Famille.ENFANT) & (age >= 0) & (age < limit) & alive


class css_majoration_rang(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Majoration du plafond au titre de la personne, selon son rang dans le foyer"
    reference = articles("R861-3")

    def formula(individu, period, parameters):
        """The partner comes second, then the others by decreasing age."""
        rule = parameters(period).complementaire_sante.complementaire_sante_solidaire
        dependent = individu("css_personne_a_charge", period)
        births = individu("date_naissance", period).astype("int64")
        rank = individu.get_rank(individu.famille, births, condition=dependent)
        position = where(individu.has_role(Famille.CONJOINT), 2, individu.famille("css_adultes", period) + 1 + rank)
        age = completed_years(individu("date_naissance", period), first_day(period))
        shared = individu("garde_alternee", period) & (age < rule.foyer.age_majorite)
        rate = rule.foyer.plafond.majoration.calc(position) * where(
            shared, rule.foyer.plafond.part_residence_alternee, 1
        )
        return where(individu.has_role(Famille.CONJOINT) | dependent, rate, 0)


class css_adultes(Variable):
    value_type = int
    entity = Famille
    definition_period = MONTH
    label = "Demandeur et conjoint du foyer de la complémentaire santé solidaire"
    reference = articles("R861-2")

    def formula(famille, period):
        return famille.nb_persons(Famille.PARENT)


class css_nombre_personnes(Variable):
    value_type = int
    entity = Famille
    definition_period = MONTH
    label = "Personnes du foyer de la complémentaire santé solidaire"
    reference = articles("R861-2")

    def formula(famille, period):
        dependents = famille.sum(famille.members("css_personne_a_charge", period))
        return famille("css_adultes", period) + dependents


class css_plafond(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Plafond annuel de ressources du droit sans participation financière"
    documentation = "Seul le plafond d'une personne seule est arrondi (L861-1) : celui du foyer ne l'est pas."
    reference = articles("L861-1", "R861-3", "D861-1")

    def formula(famille, period, parameters):
        ceiling = parameters(period).complementaire_sante.complementaire_sante_solidaire.foyer.plafond
        coefficient = 1 + famille.sum(famille.members("css_majoration_rang", period))
        overseas = famille.demandeur.menage("residence_dom", period)
        return ceiling.personne_seule * (1 + overseas * ceiling.majoration_outre_mer) * coefficient


class css_residence(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Le foyer relève de la prise en charge des frais de santé de l'article L160-1"
    documentation = "La complémentaire de Mayotte est dans l'ordonnance 96-1122, hors du Code."
    reference = articles("L861-1", "L160-1")
    set_input = dispatch

    def formula(famille, period):
        menage = famille.demandeur.menage
        territory = menage("territoire", period)
        elsewhere = menage("residence_mayotte", period) | (
            territory == territory.possible_values.saint_pierre_et_miquelon
        )
        return famille.demandeur("residence_stable", period) & ~elsewhere
