"""Complément of the family that itself employs a childminder or a nanny (L531-5).

Two parts: the social contributions on the wage, and the wage. The second one is a share of the cost under a ceiling by
bracket of resources until August 2025, then the cost less an effort proportional to income and hours (D531-18).
"""

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.model_api import MONTH, Famille, Individu, Variable, articles, divide
from openfisca_secu.rounding import to_euro


class paje_cmg_cotisations_assistant_maternel(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisations prises en charge pour la garde de l'enfant par un assistant maternel"
    reference = articles("L531-5", "D531-17", "D531-18")
    documentation = """
    Jusqu'en août 2025, en totalité, sauf si le salaire brut par jour dépasse cinq Smic horaires. Depuis, en totalité si
    la dépense par heure ne dépasse pas le plafond horaire, sinon dans le rapport du plafond à la dépense : D531-17
    compare d'abord la « rémunération servie », puis calcule le rapport sur le coût mensuel ; le coût est retenu aux
    deux endroits.
    """

    def formula_2025_09(individu, period, parameters):
        law = parameters(period).prestations_familiales.cmg.emploi_direct
        cost = individu("paje_cmg_cout_assistant_maternel", period)
        covered = individu("paje_cmg_cout_retenu_assistant_maternel", period)
        full = cost == covered
        share = numpy.divide(covered, cost, out=numpy.ones(len(cost)), where=~full)
        return _covered(individu, period) * law.cotisations.assistant_maternel.taux * share

    def formula(individu, period, parameters):
        law = parameters(period).prestations_familiales.cmg.emploi_direct.cotisations.assistant_maternel
        days = individu("garde_assistant_maternel_jours", period)
        ceiling = law.salaire_journalier_maximal * parameters(period).cotisations.smic.horaire * days
        moderate = (individu("garde_assistant_maternel_salaire_brut", period) <= ceiling) | (days == 0)
        return _covered(individu, period) * law.taux * moderate


class paje_cmg_cotisations_garde_domicile(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Cotisations prises en charge pour la garde des enfants à domicile par un salarié de la famille"
    reference = articles("L531-5", "D531-17", "D531-18-1", "D531-1")
    documentation = """
    La moitié, après la déduction par heure, dans la limite d'un plafond par ménage, divisé par deux si aucun enfant
    gardé n'a moins de trois ans (jusqu'en août 2025, avec le maintien jusqu'à la rentrée et la réduction liée à la
    prestation partagée).
    """

    def formula_2025_09(famille, period, parameters):
        law = parameters(period).prestations_familiales.cmg
        limit = MONTHS_PER_YEAR * law.conditions.age.montant_entier
        young = famille.members("mois_depuis_naissance", period) <= limit
        return _nanny_contributions(famille, period, law, young + law.conditions.part_reduite * ~young)

    def formula(famille, period, parameters):
        law = parameters(period).prestations_familiales.cmg
        return _nanny_contributions(famille, period, law, famille.members("paje_cmg_part_enfant", period))


class paje_cmg_cotisations(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Complément de libre choix du mode de garde, part des cotisations (emploi direct)"
    reference = articles("L531-5", "D531-17", "D531-18-3")
    set_input = divide

    def formula_2015(famille, period):
        childminders = famille.sum(famille.members("paje_cmg_cotisations_assistant_maternel", period))
        nanny = famille("paje_cmg_cotisations_garde_domicile", period)
        return famille("paje_cmg_eligible", period) * (childminders + nanny)


class paje_cmg_plafond_remuneration(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    end = "2025-08-31"
    label = "Montant maximal de la part de rémunération pour l'enfant, jusqu'en août 2025"
    reference = articles("L531-5", "D531-18")

    def formula_2015(individu, period, parameters):
        """D531-18, 2° of that time: by bracket of resources, halved after three (D531-20), raised (D531-23-1)."""
        law = parameters(period).prestations_familiales
        rate = law.cmg.emploi_direct.plafonds.montant.calc(individu("paje_cmg_tranche", period))
        raised = 1 + individu.famille("paje_cmg_majoration", period)
        return law.bmaf * rate * raised * individu("paje_cmg_part_enfant", period)


class paje_cmg_remuneration_plafonnee(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    end = "2025-08-31"
    label = "Part de rémunération du complément selon les règles antérieures à septembre 2025"
    reference = articles("L531-5", "D531-18")
    documentation = """
    85 % du salaire net et des indemnités d'entretien, dans la limite d'un montant maximal : par enfant chez un
    assistant maternel, par ménage à domicile (celui du plus jeune enfant gardé). Avec les deux modes le même mois, il
    est fait masse des rémunérations, et les maxima de chaque enfant gardé s'ajoutent (D531-22 de cette époque).
    """

    def formula_2015(famille, period, parameters):
        share = parameters(period).prestations_familiales.cmg.emploi_direct.plafonds.part_maximale
        entitled = famille.members("paje_cmg_emploi_direct_enfant", period)
        ceilings = entitled * famille.members("paje_cmg_plafond_remuneration", period)
        wages = entitled * (
            famille.members("garde_assistant_maternel_salaire_net", period)
            + famille.members("garde_assistant_maternel_indemnites_entretien", period)
        )
        nanny = famille("garde_domicile_salaire_net", period)
        at_home = famille.members("garde_domicile_enfant", period)

        by_child = famille.sum(numpy.minimum(share * wages, ceilings))
        by_household = numpy.minimum(share * nanny, famille.max(ceilings * at_home))
        total = famille.sum(wages)
        mass = numpy.minimum(share * (total + nanny), famille.sum(ceilings * (at_home | (wages > 0))))
        both = (total > 0) & (by_household > 0)
        return numpy.where(both, mass, by_child + by_household)


class paje_cmg_revenu_mensuel(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Revenu mensuel de la famille retenu par le barème du complément"
    reference = articles("D531-18")
    documentation = """
    Ressources de l'avant-dernière année (R532-1 à R532-7) par mois, arrondies à l'euro, entre un plancher (revenu de
    solidarité active d'une personne isolée avec un enfant, moins le forfait logement) et un plafond.
    """

    def formula_2025_03(famille, period, parameters):
        law = parameters(period).prestations_familiales.cmg.emploi_direct.bareme.revenu_mensuel
        minimum_income = law.rsa * (1 + law.rsa_majoration_deuxieme_personne) * (1 - law.rsa_forfait_logement)
        yearly = famille("prestations_familiales_base_ressources", period)
        monthly = to_euro(yearly / 12)
        return numpy.clip(monthly, to_euro(minimum_income), to_euro(law.plafond))


class paje_cmg_rang_taux_effort(Variable):
    value_type = int
    entity = Famille
    definition_period = MONTH
    label = "Rang du taux d'effort de la famille, du plus élevé (1) au plus bas"
    reference = articles("D531-18", "D531-18-2")
    documentation = """
    Le rang suit le nombre d'enfants à charge ; chaque enfant qui ouvre droit à l'allocation d'éducation de l'enfant
    handicapé mène au taux immédiatement inférieur. Un enfant en résidence alternée compte pour un.
    """

    def formula_2025_03(famille, period, parameters):
        rank = parameters(period).prestations_familiales.cmg.emploi_direct.bareme.rang
        children = famille.members("prestations_familiales_enfant_a_charge", period)
        disabled = famille.sum(children & famille.members("aeeh_eligible", period))
        return rank.calc(famille("paje_cmg_nombre_enfants", period)) + disabled


class paje_cmg_cout_assistant_maternel(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Coût mensuel de l'assistant maternel pour l'enfant, comparé au plafond horaire"
    reference = articles("L531-5", "D531-18")
    documentation = """
    Salaire net, indemnités d'entretien et frais de repas. Depuis le 31 décembre 2025, sans les congés payés et les
    indemnités de rupture.
    """

    def formula_2026(individu, period):
        apart = individu("garde_assistant_maternel_indemnites_hors_plafond", period)
        return numpy.maximum(_childminder_cost(individu, period) - apart, 0)

    def formula_2025_03(individu, period):
        return _childminder_cost(individu, period)


class paje_cmg_cout_retenu_assistant_maternel(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Coût mensuel de l'assistant maternel pour l'enfant, dans la limite du plafond horaire"
    reference = articles("D531-18")

    def formula_2025_03(individu, period, parameters):
        ceiling = parameters(period).prestations_familiales.cmg.emploi_direct.bareme.plafond_horaire
        hours = individu("garde_assistant_maternel_heures", period)
        return _under_hourly_ceiling(
            individu("paje_cmg_cout_assistant_maternel", period), hours, ceiling.assistant_maternel
        )


class paje_cmg_remuneration_bareme_assistant_maternel(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part de rémunération du complément pour la garde de l'enfant par un assistant maternel, selon le barème"
    reference = articles("L531-5", "D531-18")
    documentation = "Net de contribution au remboursement de la dette sociale. Jamais négatif (le texte se tait)."

    def formula_2025_03(individu, period, parameters):
        law = parameters(period).prestations_familiales.cmg.emploi_direct.bareme
        rate = law.taux_effort.assistant_maternel.calc(individu.famille("paje_cmg_rang_taux_effort", period))
        income = individu.famille("paje_cmg_revenu_mensuel", period)
        compared = individu("paje_cmg_cout_assistant_maternel", period)
        apart = _childminder_cost(individu, period) - compared  # outside the ceiling, not outside the cost
        cost = individu("paje_cmg_cout_retenu_assistant_maternel", period) + apart
        aid = _less_effort(cost, income, rate, law.cout_horaire_reference.assistant_maternel)
        return individu("paje_cmg_emploi_direct_enfant", period) * aid


class paje_cmg_remuneration_bareme_garde_domicile(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Part de rémunération du complément pour la garde des enfants à domicile, selon le barème"
    reference = articles("L531-5", "D531-18")
    documentation = "Net de contribution au remboursement de la dette sociale. Jamais négatif (le texte se tait)."

    def formula_2026(famille, period, parameters):
        wage = famille("garde_domicile_salaire_net", period)
        apart = numpy.minimum(famille("garde_domicile_indemnites_hors_plafond", period), wage)
        return _nanny_by_scale(famille, period, parameters(period), wage - apart, apart)

    def formula_2025_03(famille, period, parameters):
        return _nanny_by_scale(famille, period, parameters(period), famille("garde_domicile_salaire_net", period), 0)


class paje_cmg_remuneration_bareme(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Part de rémunération du complément selon le barème de septembre 2025"
    reference = articles("L531-5", "D531-18", "D531-18-3")
    documentation = """
    Se calcule dès mars 2025 : le complément différentiel compare ce barème aux montants dus de mars à mai 2025.
    """

    def formula_2025_03(famille, period):
        childminders = famille.sum(famille.members("paje_cmg_remuneration_bareme_assistant_maternel", period))
        return childminders + famille("paje_cmg_remuneration_bareme_garde_domicile", period)


class paje_cmg_remuneration(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Complément de libre choix du mode de garde, part de la rémunération (emploi direct)"
    reference = articles("L531-5", "D531-18", "D531-18-3")
    documentation = """
    Jusqu'en août 2025, avant contribution au remboursement de la dette sociale (0,5 %). Depuis septembre 2025, le
    barème donne un montant net de cette contribution : ne pas la retrancher de nouveau.
    """
    set_input = divide

    def formula_2025_09(famille, period):
        return famille("paje_cmg_eligible", period) * famille("paje_cmg_remuneration_bareme", period)

    def formula_2015(famille, period):
        return famille("paje_cmg_eligible", period) * famille("paje_cmg_remuneration_plafonnee", period)


class paje_cmg_emploi_direct(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Complément de libre choix du mode de garde pour l'emploi direct d'un assistant maternel ou à domicile"
    reference = articles("L531-5", "D531-18-3")
    documentation = """
    Somme de la part des cotisations, de la part de la rémunération et du complément différentiel. Employer plusieurs
    assistants maternels ou salariés à domicile le même mois cumule les compléments.
    """
    set_input = divide

    def formula(famille, period):
        return (
            famille("paje_cmg_cotisations", period)
            + famille("paje_cmg_remuneration", period)
            + famille("paje_cmg_complement_differentiel", period)
        )


def _covered(individu, period):
    """The contributions of a childminder, where the child opens the right."""
    return individu("paje_cmg_emploi_direct_enfant", period) * individu("garde_assistant_maternel_cotisations", period)


def _nanny_contributions(famille, period, law, part):
    """A fraction of the contributions under a ceiling by household, that of the child with the largest part."""
    kept = famille.members("paje_cmg_emploi_direct_enfant", period) & famille.members("garde_domicile_enfant", period)
    rule = law.emploi_direct.cotisations.garde_domicile
    due = famille("garde_domicile_cotisations", period) - famille("garde_domicile_deduction_cotisations", period)
    return numpy.minimum(rule.taux * numpy.maximum(due, 0), rule.plafond * famille.max(kept * part))


def _childminder_cost(individu, period):
    """Net wage, upkeep and meals (D531-18, 1°)."""
    return (
        individu("garde_assistant_maternel_salaire_net", period)
        + individu("garde_assistant_maternel_indemnites_entretien", period)
        + individu("garde_assistant_maternel_frais_repas", period)
    )


def _under_hourly_ceiling(cost, hours, ceiling):
    """Unknown (zero) hours leave the cost whole."""
    return numpy.where(hours > 0, numpy.minimum(cost, ceiling * hours), cost)


def _less_effort(cost, income, rate, reference_cost):
    return cost * numpy.maximum(1 - income * rate / reference_cost, 0)


def _nanny_by_scale(famille, period, legislation, compared, apart):
    """D531-18 by household; `apart` is the share of the wage that the hourly ceiling does not look at."""
    law = legislation.prestations_familiales.cmg.emploi_direct.bareme
    hours = famille("garde_domicile_heures", period)
    cost = _under_hourly_ceiling(compared, hours, law.plafond_horaire.garde_domicile) + apart
    rate = law.taux_effort.garde_domicile.calc(famille("paje_cmg_rang_taux_effort", period))
    income = famille("paje_cmg_revenu_mensuel", period)
    kept = famille.members("paje_cmg_emploi_direct_enfant", period) & famille.members("garde_domicile_enfant", period)
    return famille.any(kept) * _less_effort(cost, income, rate, law.cout_horaire_reference.garde_domicile)
