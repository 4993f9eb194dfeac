"""Free upkeep of company cover for the unemployed: L911-8."""

import numpy

from openfisca_secu.dates import first_day, last_day, months_later
from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch


class garanties_collectives_dernier_emploi(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Couvert par des garanties collectives de santé ou de prévoyance chez son dernier employeur"
    reference = articles("L911-8")
    documentation = "Les droits à remboursements complémentaires ont été ouverts chez lui (L911-8, 2°)."
    set_input = dispatch


class licenciement_faute_lourde(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le dernier contrat de travail a été rompu pour faute lourde"
    set_input = dispatch


class duree_indemnisation_chomage(Variable):
    value_type = float
    min_value = 0
    unit = "month"
    entity = Individu
    definition_period = MONTH
    label = "Durée de prise en charge par l'assurance chômage ouverte par la fin du dernier contrat, en mois"
    documentation = "Règle du code du travail et de l'assurance chômage. Zéro : pas de droit."
    set_input = dispatch


class duree_portabilite_prevoyance(Variable):
    value_type = float
    unit = "month"
    entity = Individu
    definition_period = MONTH
    label = "Mois pendant lesquels les garanties collectives sont maintenues après la fin du contrat de travail"
    reference = articles("L911-8")
    documentation = """
    La plus courte de trois durées : indemnisation du chômage, dernier contrat (de contrats successifs chez le même
    employeur), douze mois. Arrondie au mois supérieur. Frais de santé depuis juin 2014 ; décès, incapacité et
    invalidité depuis juin 2015. Les indemnités que les garanties maintenues versent, plafonnées à l'allocation de
    chômage (4°), dépendent du contrat d'assurance.
    """

    def formula_2014_06(individu, period, parameters):
        limit = parameters(period).prevoyance.portabilite.duree_maximale
        starts = individu("entree_chez_employeur", period).astype("datetime64[D]")
        after_end = _day_after_contract(individu, period)
        months = after_end.astype("datetime64[M]").astype(numpy.int64) - starts.astype("datetime64[M]").astype(
            numpy.int64
        )
        contract = months + (months_later(starts, months) < after_end)
        entitled = individu("garanties_collectives_dernier_emploi", period) & ~individu(
            "licenciement_faute_lourde", period
        )
        unemployed = numpy.ceil(individu("duree_indemnisation_chomage", period))
        return entitled * numpy.minimum(numpy.minimum(unemployed, numpy.maximum(contract, 0)), limit)


class portabilite_prevoyance(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Les garanties collectives du dernier emploi sont maintenues, un jour au moins du mois"
    reference = articles("L911-8")

    def formula_2014_06(individu, period):
        after_end = _day_after_contract(individu, period)
        months = individu("duree_portabilite_prevoyance", period).astype(numpy.int64)
        kept = (after_end <= last_day(period)) & (months_later(after_end, months) > first_day(period))
        # without this, no right at all would still cover the month in which the contract ends
        return kept & (months > 0)


def _day_after_contract(individu, period):
    return individu("contrat_de_travail_fin", period).astype("datetime64[D]") + numpy.timedelta64(1, "D")
