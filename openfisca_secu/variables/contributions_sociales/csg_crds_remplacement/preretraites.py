"""CSG and CRDS on early-retirement allowances: L136-8, I, 1°; former rules of those from before 11 October 2007."""

from datetime import date

import numpy

from openfisca_secu.dates import as_number
from openfisca_secu.lookup import by_enum
from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch, divide
from openfisca_secu.replacement_income import monthly_floor, room_above, withheld


class preretraite_brute(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocations de préretraite et de cessation anticipée d'activité, brutes"
    documentation = "Sans l'allocation des travailleurs de l'amiante, exclue de la CSG (L136-1-2, II, 7°)."
    reference = articles("L131-2", "L136-1-2")
    set_input = divide


class preretraite_date_effet(Variable):
    value_type = date
    default_value = date(2007, 10, 11)
    entity = Individu
    definition_period = MONTH
    label = "Date d'effet de la préretraite"
    documentation = "Une préretraite d'avant le 11 octobre 2007 garde le régime des pensions. Sans elle, régime actuel."
    set_input = dispatch


class preretraite_ancien_regime(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Préretraite qui garde le taux de CSG des pensions, selon les revenus"
    reference = articles("L136-1-2", "L136-8")
    documentation = """
    Effet antérieur au 11 octobre 2007 (loi 2007-1786, article 16) : exonération, taux réduit ou plein, sans taux
    intermédiaire, et prélèvements qui laissent le smic.
    """
    set_input = dispatch

    def formula_2015(individu, period, parameters):
        former = parameters(period).contributions_sociales.csg_crds_remplacement.preretraites.ancien_regime
        return former.calc(as_number(individu("preretraite_date_effet", period))) > 0


class taux_csg_preretraite(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Taux de CSG de la préretraite"
    reference = articles("L136-8")
    documentation = "Le taux de droit commun, quel que soit le revenu, sauf ancien régime."
    set_input = dispatch

    def formula_2015(individu, period, parameters):
        law = parameters(period).contributions_sociales.csg_crds_remplacement
        former = by_enum(law.pensions.taux, individu("taux_csg_chomage", period), default=0)
        return numpy.where(individu("preretraite_ancien_regime", period), former, law.preretraites.taux)


class preretraite_prelevements_maximum(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "CSG et CRDS au plus sur la préretraite : sans limite, sauf ancien régime, où elles laissent le smic"
    reference = articles("L136-1-2", "D242-13")

    def formula(individu, period, parameters):
        gross = individu("preretraite_brute", period)
        pay = individu("chomage_remuneration_activite_nette", period)
        room = room_above(monthly_floor(parameters(period).cotisations.smic), gross, pay)
        return numpy.where(individu("preretraite_ancien_regime", period), room, gross)


class csg_deductible_preretraite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "CSG sur la préretraite, part déductible du revenu imposable"
    reference = articles("L136-1", "L136-8")

    def formula_2015(individu, period, parameters):
        return _withheld(individu, period, _deductible_points(individu, period, parameters))


class csg_imposable_preretraite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "CSG sur la préretraite, part non déductible du revenu imposable"
    reference = articles("L136-1", "L136-8")

    def formula_2015(individu, period, parameters):
        points = individu("taux_csg_preretraite", period) - _deductible_points(individu, period, parameters)
        return _withheld(individu, period, points, "csg_deductible_preretraite")


class crds_preretraite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "CRDS sur la préretraite"
    reference = "Ordonnance n° 96-50 du 24 janvier 1996 relative au remboursement de la dette sociale, art. 14 et 19"

    def formula_2015(individu, period, parameters):
        rate = parameters(period).contributions_sociales.csg_crds_salaire.crds.taux
        due = rate * (individu("taux_csg_preretraite", period) > 0)
        return _withheld(individu, period, due, "csg_deductible_preretraite", "csg_imposable_preretraite")


def _deductible_points(individu, period, parameters):
    law = parameters(period).contributions_sociales.csg_crds_remplacement
    former = by_enum(law.pensions.deductible, individu("taux_csg_chomage", period), default=0)
    return numpy.where(individu("preretraite_ancien_regime", period), former, law.preretraites.deductible)


def _withheld(individu, period, rate, *earlier):
    due = rate * individu("assujetti_csg_remplacement", period) * individu("preretraite_brute", period)
    before = sum(individu(levy, period) for levy in earlier)
    return withheld(due, individu("preretraite_prelevements_maximum", period), before)
