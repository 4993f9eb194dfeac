"""CSG and CRDS on pensions of retirement and invalidity: L136-1, L136-1-2, L136-8.

The whole gross pension is the base. The deductible part of the CSG is set by article 154 quinquies of the tax code; the
CRDS has the base of the CSG and is due by whoever owes it (ordinance 96-50, article 14).
"""

import numpy

from openfisca_secu.lookup import by_enum
from openfisca_secu.model_api import MONTH, Individu, Variable, articles
from openfisca_secu.replacement_income import TypesTauxCSG

EXCLUDED_PENSIONS = """
    N'entrent pas dans les pensions soumises (L136-1-2, II ; L136-1-3) : pensions militaires d'invalidité, retraite du
    combattant et retraites mutualistes des anciens combattants, majoration pour tierce personne, allocation veuvage,
    rentes d'accident du travail, rentes d'un plan d'épargne retraite qui viennent de versements non déduits.
    """


class csg_deductible_retraite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "CSG sur les pensions de retraite, part déductible du revenu imposable"
    reference = articles("L136-1", "L136-1-2", "L136-1-3", "L136-8")
    documentation = EXCLUDED_PENSIONS

    def formula(individu, period, parameters):
        return _deductible(individu, period, parameters) * individu("retraite_brute", period)


class csg_imposable_retraite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "CSG sur les pensions de retraite, part non déductible du revenu imposable"
    reference = articles("L136-1", "L136-1-2", "L136-1-3", "L136-8")
    documentation = EXCLUDED_PENSIONS

    def formula(individu, period, parameters):
        return _not_deductible(individu, period, parameters) * individu("retraite_brute", period)


class crds_retraite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "CRDS sur les pensions de retraite"
    reference = "Ordonnance n° 96-50 du 24 janvier 1996 relative au remboursement de la dette sociale, art. 14 et 19"

    def formula(individu, period, parameters):
        return _social_debt(individu, period, parameters) * individu("retraite_brute", period)


class csg_deductible_invalidite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "CSG sur les pensions d'invalidité, part déductible du revenu imposable"
    reference = articles("L136-1", "L136-1-2", "L136-1-3", "L136-8")
    documentation = EXCLUDED_PENSIONS

    def formula(individu, period, parameters):
        return _deductible(individu, period, parameters) * individu("pensions_invalidite", period)


class csg_imposable_invalidite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "CSG sur les pensions d'invalidité, part non déductible du revenu imposable"
    reference = articles("L136-1", "L136-1-2", "L136-1-3", "L136-8")
    documentation = EXCLUDED_PENSIONS

    def formula(individu, period, parameters):
        return _not_deductible(individu, period, parameters) * individu("pensions_invalidite", period)


class crds_invalidite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "CRDS sur les pensions d'invalidité"
    reference = "Ordonnance n° 96-50 du 24 janvier 1996 relative au remboursement de la dette sociale, art. 14 et 19"

    def formula(individu, period, parameters):
        return _social_debt(individu, period, parameters) * individu("pensions_invalidite", period)


def _deductible(individu, period, parameters):
    points = parameters(period).contributions_sociales.csg_crds_remplacement.pensions.deductible
    liable = individu("assujetti_csg_remplacement", period)
    return liable * by_enum(points, individu("taux_csg_pensions_du_mois", period), default=0)


def _not_deductible(individu, period, parameters):
    law = parameters(period).contributions_sociales.csg_crds_remplacement.pensions
    rates = individu("taux_csg_pensions_du_mois", period)
    points = by_enum(law.taux, rates, default=0) - by_enum(law.deductible, rates, default=0)
    return individu("assujetti_csg_remplacement", period) * points


def _social_debt(individu, period, parameters):
    rate = parameters(period).contributions_sociales.csg_crds_salaire.crds.taux
    due = individu("taux_csg_pensions_du_mois", period) != TypesTauxCSG.exonere
    return rate * numpy.where(individu("assujetti_csg_remplacement", period), due, 0)
