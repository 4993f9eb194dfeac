"""Contribution of pensioners and unemployed to the local health scheme of Alsace-Moselle: L242-13, I, 2°; L325-1."""

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.model_api import ADD, MONTH, Individu, Variable, articles, dispatch, divide
from openfisca_secu.replacement_income import TypesTauxCSG, monthly_floor, room_above, withheld


class beneficiaire_regime_local_alsace_moselle(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Bénéficiaire du régime local d'assurance maladie d'Alsace-Moselle"
    reference = articles("L325-1", "D711-6")
    documentation = """
    Pensionnés et chômeurs le sont par leur carrière (affiliation au régime local dans les cinq ans, dix ans sur quinze
    ou soixante trimestres avant la retraite), où qu'ils résident : à donner. À défaut, approché par la résidence en
    Haut-Rhin, Bas-Rhin ou Moselle, donc trop large pour les anciens fonctionnaires, indépendants et agriculteurs.
    """
    set_input = dispatch

    def formula(individu, period):
        return individu.menage("residence_alsace_moselle", period)


class retraite_etrangere_brute(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pensions de retraite servies par d'autres États, comprises dans les pensions brutes"
    reference = articles("L242-13", "D242-21-1")
    set_input = divide


class cotisation_regime_local_retraite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation au régime local d'Alsace-Moselle sur les pensions de retraite"
    reference = articles("L242-13", "L325-1", "D242-21", "D242-21-1", "D325-4")
    documentation = """
    Sur toutes les pensions, de base et complémentaires, françaises et étrangères ; ces dernières pour la moyenne
    mensuelle de l'année civile précédente. Le conseil du régime local en exonère qui l'est de CSG (D325-4, 6°) ; les
    taux particuliers des non-résidents n'y changent rien.
    """

    def formula_2015(individu, period, parameters):
        rate = parameters(period).cotisations.maladie.regime_local_alsace_moselle
        exempt = individu("assujetti_csg_remplacement", period) & (
            individu("taux_csg_pensions", period.this_year) == TypesTauxCSG.exonere
        )
        foreign_last_year = individu("retraite_etrangere_brute", period.last_year, options=[ADD]) / MONTHS_PER_YEAR
        base = individu("retraite_brute", period) - individu("retraite_etrangere_brute", period) + foreign_last_year
        return rate * _of_local_scheme(individu, period) * ~exempt * base


class cotisation_regime_local_chomage(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation au régime local d'Alsace-Moselle sur les allocations de chômage"
    reference = articles("L242-13", "L325-1", "D325-4")
    documentation = """
    Mêmes exonérations que la CSG, selon les revenus et le smic ; retenue avant elle (ordre que rien ne fixe).
    """

    def formula_2015(individu, period, parameters):
        return _on_unemployment(individu, period, parameters, "chomage", "chomage_soumis")


class cotisation_regime_local_activite_partielle(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation au régime local d'Alsace-Moselle sur l'activité partielle et les aides à la reprise d'activité"
    reference = articles("L242-13", "L325-1", "D325-4")

    def formula_2015(individu, period, parameters):
        return _on_unemployment(individu, period, parameters, "activite_partielle", "activite_partielle_soumise")


class cotisation_regime_local_preretraite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation au régime local d'Alsace-Moselle sur la préretraite"
    reference = articles("L242-13", "L325-1", "D325-4")
    documentation = "Comme la cotisation d'assurance maladie, ne porte pas l'allocation sous le smic."

    def formula_2015(individu, period, parameters):
        law = parameters(period)
        gross = individu("preretraite_brute", period)
        due = law.cotisations.maladie.regime_local_alsace_moselle * _of_local_scheme(individu, period) * gross
        pay = individu("chomage_remuneration_activite_nette", period)
        before = individu("cotisation_maladie_preretraite", period)
        return withheld(due, room_above(monthly_floor(law.cotisations.smic), gross, pay), before)


def _on_unemployment(individu, period, parameters, benefit, gross):
    rate = parameters(period).cotisations.maladie.regime_local_alsace_moselle
    exempt = individu("assujetti_csg_remplacement", period) & (
        individu(f"taux_csg_{benefit}", period) == TypesTauxCSG.exonere
    )
    due = rate * _of_local_scheme(individu, period) * ~exempt * individu(gross, period)
    return withheld(due, individu(f"{benefit}_prelevements_maximum", period))


def _of_local_scheme(individu, period):
    """The scheme adds to French health cover: nobody owes it without."""
    covered = individu("regime_francais_assurance_maladie", period)
    return numpy.where(covered, individu("beneficiaire_regime_local_alsace_moselle", period), 0)
