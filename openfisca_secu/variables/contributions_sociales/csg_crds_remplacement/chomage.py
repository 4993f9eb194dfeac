"""CSG and CRDS on unemployment benefit, short-time work and helps to take up work again: L136-1-2, L136-2, L136-8.

The levies leave at least the minimum wage. They are withheld in this order, which no article sets, the last ones being
cut first: health contributions, deductible CSG, other CSG, CRDS (for the last three, questions and answers of the
ministry of labour of 10 April 2020; Unédic).
"""

import numpy

from openfisca_secu.lookup import by_enum
from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch, divide
from openfisca_secu.replacement_income import (
    TypesTauxCSG,
    after_reduction,
    daily_floor,
    monthly_floor,
    room_above,
    withheld,
)
from openfisca_secu.working_time import days_in_month


class chomage_cotisation_retraite_complementaire(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Participation à la retraite complémentaire retenue sur les allocations de chômage"
    documentation = "3 % du salaire journalier de référence (règlement de l'assurance chômage)."
    set_input = divide


class allocations_chomage_non_soumises(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part des allocations de chômage qui ne porte ni CSG ni CRDS"
    documentation = """
    Comprise dans `chomage_brut`. Allocations de formation et de sécurisation professionnelle (doctrine de l'Unédic).
    La solidarité spécifique, exclue par le texte, a sa variable (`ass`) et n'est pas dans `chomage_brut`.
    """
    reference = articles("L136-1-2")
    set_input = divide


class chomage_jours_indemnises(Variable):
    value_type = float
    min_value = 0
    max_value = 31
    unit = "day"
    entity = Individu
    definition_period = MONTH
    label = "Jours du mois pour lesquels une allocation de chômage est versée"
    documentation = """
    Tous ceux du mois s'ils ne sont pas donnés. Le salaire minimum que les prélèvements laissent est journalier.
    """
    reference = articles("D242-13")
    set_input = dispatch

    def formula(individu, period):
        return numpy.full(individu.count, days_in_month(period))


class indemnites_chomage_partiel(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Indemnités d'activité partielle brutes"
    documentation = "Sans la part de l'indemnité complémentaire de l'employeur qui est soumise comme un salaire."
    set_input = divide


class aides_reprise_activite(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Aides à la reprise d'activité des travailleurs privés d'emploi et avantages liés à la cessation d'activité"
    documentation = "Autres que les allocations de chômage, l'activité partielle et la préretraite (L131-2, 2°)."
    reference = articles("L131-2")
    set_input = divide


class chomage_remuneration_activite_nette(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rémunération nette d'activité du mois, cumulée avec une allocation de chômage ou d'activité partielle"
    reference = articles("L136-1-2", "D242-14")
    documentation = """
    Les prélèvements ne portent pas le total sous le smic. Par défaut, approchée par la rémunération en argent moins
    l'assurance vieillesse (au taux du dessous du plafond), la CSG et la CRDS : exacte à quelques points près aux
    salaires où elle décide, sans la paie entière, qu'un revenu passé appellerait pour douze mois. Donner `salaire_net`
    sinon.
    """
    set_input = divide

    def formula(individu, period, parameters):
        law = parameters(period)
        pensions, levies = law.cotisations.vieillesse, law.contributions_sociales.csg_crds_salaire
        share = pensions.plafonnee.salarie + pensions.deplafonnee.salarie
        share += (1 - levies.abattement.taux) * (levies.csg.taux + levies.crds.taux)
        return (1 - share) * individu("remuneration_en_argent", period)


class chomage_soumis(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocations de chômage qui peuvent porter des prélèvements, après la retraite complémentaire"
    reference = articles("L136-1-2", "L131-2")
    documentation = """
    Le revenu brut est compté après la participation à la retraite complémentaire (doctrine de l'Unédic).
    """

    def formula(individu, period):
        own = individu("chomage_brut", period) - individu("allocations_chomage_non_soumises", period)
        return numpy.maximum(own - individu("chomage_cotisation_retraite_complementaire", period), 0)


class chomage_prelevements_maximum(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Prélèvements au plus sur les allocations de chômage, qui laissent le smic"
    reference = articles("L136-1-2", "L131-2", "D242-13", "D242-14")

    def formula(individu, period, parameters):
        law = parameters(period)
        in_week = law.contributions_sociales.csg_crds_remplacement.chomage.plancher.jours_par_semaine
        floor = daily_floor(law.cotisations.smic, in_week) * individu("chomage_jours_indemnises", period)
        pay = individu("chomage_remuneration_activite_nette", period)
        return room_above(floor, individu("chomage_soumis", period), pay)


class assiette_csg_chomage(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Assiette de la CSG et de la CRDS sur les allocations de chômage"
    reference = articles("L136-1", "L136-2")

    def formula(individu, period, parameters):
        return _base(individu, period, parameters, "chomage_soumis")


class csg_deductible_chomage(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "CSG sur les allocations de chômage, part déductible du revenu imposable"
    reference = articles("L136-1-2", "L136-2", "L136-8", "D242-13")

    def formula(individu, period, parameters):
        return _deductible(individu, period, parameters, "chomage")


class csg_imposable_chomage(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "CSG sur les allocations de chômage, part non déductible du revenu imposable"
    reference = articles("L136-1-2", "L136-2", "L136-8", "D242-13")

    def formula(individu, period, parameters):
        return _not_deductible(individu, period, parameters, "chomage")


class crds_chomage(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "CRDS sur les allocations de chômage"
    reference = "Ordonnance n° 96-50 du 24 janvier 1996 relative au remboursement de la dette sociale, art. 14 et 19"

    def formula(individu, period, parameters):
        return _social_debt(individu, period, parameters, "chomage")


class activite_partielle_soumise(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Indemnités d'activité partielle et aides à la reprise d'activité qui peuvent porter des prélèvements"
    reference = articles("L131-2", "L136-1-2")

    def formula(individu, period):
        return individu("indemnites_chomage_partiel", period) + individu("aides_reprise_activite", period)


class activite_partielle_prelevements_maximum(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Prélèvements au plus sur l'activité partielle et les aides à la reprise d'activité, qui laissent le smic"
    reference = articles("L136-1-2", "L131-2", "D242-13", "D242-14")
    documentation = """
    Le smic d'un mois à temps plein, quelle que soit la durée du travail : le seuil de ce que verse l'employeur.
    """

    def formula(individu, period, parameters):
        floor = monthly_floor(parameters(period).cotisations.smic)
        pay = individu("chomage_remuneration_activite_nette", period)
        return room_above(floor, individu("activite_partielle_soumise", period), pay)


class assiette_csg_activite_partielle(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Assiette de la CSG et de la CRDS sur l'activité partielle et les aides à la reprise d'activité"
    reference = articles("L136-1", "L136-2")

    def formula(individu, period, parameters):
        return _base(individu, period, parameters, "activite_partielle_soumise")


class csg_deductible_activite_partielle(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "CSG sur l'activité partielle et les aides à la reprise d'activité, part déductible du revenu imposable"
    reference = articles("L136-1-2", "L136-2", "L136-8", "D242-13")

    def formula(individu, period, parameters):
        return _deductible(individu, period, parameters, "activite_partielle")


class csg_imposable_activite_partielle(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "CSG sur l'activité partielle et les aides à la reprise d'activité, part non déductible du revenu imposable"
    reference = articles("L136-1-2", "L136-2", "L136-8", "D242-13")

    def formula(individu, period, parameters):
        return _not_deductible(individu, period, parameters, "activite_partielle")


class crds_activite_partielle(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "CRDS sur l'activité partielle et les aides à la reprise d'activité"
    reference = "Ordonnance n° 96-50 du 24 janvier 1996 relative au remboursement de la dette sociale, art. 14 et 19"

    def formula(individu, period, parameters):
        return _social_debt(individu, period, parameters, "activite_partielle")


def _base(individu, period, parameters, gross):
    law = parameters(period)
    reduction = law.contributions_sociales.csg_crds_salaire.abattement
    limit = reduction.plafond * law.cotisations.plafond_securite_sociale.mensuel
    base = after_reduction(individu(gross, period), reduction.taux, limit)
    return individu("assujetti_csg_remplacement", period) * base


def _deductible(individu, period, parameters, benefit):
    points = parameters(period).contributions_sociales.csg_crds_remplacement.chomage.deductible
    rate = by_enum(points, individu(f"taux_csg_{benefit}", period), default=0)
    return _withheld(individu, period, benefit, rate)


def _not_deductible(individu, period, parameters, benefit):
    law = parameters(period).contributions_sociales.csg_crds_remplacement.chomage
    rates = individu(f"taux_csg_{benefit}", period)
    rate = by_enum(law.taux, rates, default=0) - by_enum(law.deductible, rates, default=0)
    return _withheld(individu, period, benefit, rate, f"csg_deductible_{benefit}")


def _social_debt(individu, period, parameters, benefit):
    rate = parameters(period).contributions_sociales.csg_crds_salaire.crds.taux
    due = rate * (individu(f"taux_csg_{benefit}", period) != TypesTauxCSG.exonere)
    return _withheld(individu, period, benefit, due, f"csg_deductible_{benefit}", f"csg_imposable_{benefit}")


def _withheld(individu, period, benefit, rate, *earlier):
    """A levy at a rate on the base of a benefit, within what the minimum wage and the earlier levies leave."""
    due = rate * individu(f"assiette_csg_{benefit}", period)
    before = individu(f"cotisation_regime_local_{benefit}", period) + sum(individu(levy, period) for levy in earlier)
    return withheld(due, individu(f"{benefit}_prelevements_maximum", period), before)
