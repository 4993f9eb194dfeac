"""Additional solidarity contribution for autonomy: L137-41 (until 2020, article 14-10-4 of the code of social action).

Due on pensions above the threshold of the reduced rate of the CSG, and on early retirement whatever the income.
"""

import numpy

from openfisca_secu.model_api import MONTH, Individu, Variable, articles
from openfisca_secu.replacement_income import TypesTauxCSG


class casa_exoneration(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Pensions exonérées de la contribution additionnelle de solidarité pour l'autonomie"
    reference = articles("L137-41", "L136-8")
    documentation = """
    Revenu de N-2 ou (depuis 2019) de N-3 au seuil du taux réduit de CSG ou au-dessous, ou avantage non contributif. Un
    taux de CSG donné (`taux_csg_pensions`) en décide aussi. Les pensions du 4°, a et des 12°, 14° et 14° bis de
    l'article 81 du code général des impôts, exclues, ne sont pas dans les pensions de ce modèle.
    """

    def formula_2015(individu, period):
        rate = individu("taux_csg_pensions_du_mois", period)
        return (rate == TypesTauxCSG.exonere) | (rate == TypesTauxCSG.taux_reduit)


class casa_retraite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution additionnelle de solidarité pour l'autonomie sur les pensions de retraite"
    reference = articles("L137-41")

    def formula_2015(individu, period, parameters):
        return _on_pension(individu, period, parameters, "retraite_brute")


class casa_invalidite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution additionnelle de solidarité pour l'autonomie sur les pensions d'invalidité"
    reference = articles("L137-41")

    def formula_2015(individu, period, parameters):
        return _on_pension(individu, period, parameters, "pensions_invalidite")


class casa_preretraite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution additionnelle de solidarité pour l'autonomie sur les allocations de préretraite"
    reference = articles("L137-41")
    documentation = """
    À la lettre, l'exonération selon les revenus ne vise que les pensions. Une préretraite d'avant le 11 octobre 2007
    ne la porte qu'au taux plein de CSG (Urssaf).
    """

    def formula_2015(individu, period, parameters):
        rate = parameters(period).contributions_sociales.casa.taux
        full = individu("taux_csg_chomage", period) == TypesTauxCSG.taux_plein
        due = numpy.where(individu("preretraite_ancien_regime", period), full, 1)
        return rate * due * individu("assujetti_csg_remplacement", period) * individu("preretraite_brute", period)


class casa(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution additionnelle de solidarité pour l'autonomie"
    reference = articles("L137-41")

    def formula(individu, period):
        return (
            individu("casa_retraite", period)
            + individu("casa_invalidite", period)
            + individu("casa_preretraite", period)
        )


def _on_pension(individu, period, parameters, gross):
    rate = parameters(period).contributions_sociales.casa.taux
    due = individu("assujetti_csg_remplacement", period) & ~individu("casa_exoneration", period)
    return rate * due * individu(gross, period)
