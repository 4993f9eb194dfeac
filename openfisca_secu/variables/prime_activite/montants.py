"""Prime d'activité: the prime of a reference month, what is due, what is paid (L842-3, R843-1, D843-1 to D846-2).

For each reference month: forfait + a share of professional income + a bonus for each worker − resources, which count
for at least the forfait. What is due is the mean of the three.

The variables of one month (`ppa_fictive`, `ppa_bonification` …) look at it as an examination made in that month would,
so that each can be asked alone. `ppa` takes the reference months as its own examination does: household, partner and
self-employed income of that examination, amounts that the law dates by the right.
"""

from typing import NamedTuple

import numpy

from openfisca_secu.model_api import MONTH, Famille, Individu, Variable, articles, dispatch, divide
from openfisca_secu.prime_activite import bonus_share, forfait_rate, is_reference_month, months_back
from openfisca_secu.rounding import round_up, to_cent


class ppa_adulte_present(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Demandeur ou conjoint dont les ressources comptent pour le droit du mois"
    reference = articles("R843-1", "R846-8")
    documentation = "Ni l'ancien conjoint, ni la personne incarcérée depuis la deuxième révision trimestrielle."

    def formula(individu, period):
        partner = individu.has_role(Famille.CONJOINT) & individu.famille("ppa_couple_retenu", period)
        applicant = individu.has_role(Famille.DEMANDEUR)
        return (applicant | partner) & ~individu("ppa_incarceration_hors_foyer", period)


class ppa_revenu_activite_individu(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Revenus professionnels du mois"
    reference = articles("L842-4", "L842-8", "D843-4")
    documentation = "L'allocation aux adultes handicapés en est un quand les autres atteignent 29 smic horaires."
    set_input = divide

    def formula(individu, period, parameters):
        return _income(individu, period, period, parameters).professional


class ppa_ressources_hors_activite_individu(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Ressources individuelles du mois autres que les revenus professionnels"
    reference = articles("L842-4", "L842-8", "D843-4")
    set_input = divide

    def formula(individu, period, parameters):
        return _income(individu, period, period, parameters).other


class ppa_bonification(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Bonification du travailleur pour le mois, s'il est du foyer"
    reference = articles("L842-3", "D843-2", "R842-4")
    set_input = divide

    def formula(individu, period, parameters):
        amounts = _amounts(parameters, period)
        bonus = _bonus(individu("ppa_revenu_activite_individu", period), amounts)
        return bonus * (_counted_adult(individu, period) | individu("ppa_personne_a_charge", period))


class ppa_revenu_activite(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Revenus professionnels des membres du foyer pour le mois"
    reference = articles("L842-3", "R842-4")
    set_input = divide

    def formula(famille, period):
        members = _household(famille, period, period).members
        return famille.sum(members * famille.members("ppa_revenu_activite_individu", period))


class ppa_base_ressources(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Ressources du foyer pour le mois, logement à part"
    reference = articles("L842-4", "R842-4", "R844-5")
    documentation = "Celles du conjoint qui n'est pas du foyer y sont (R842-4), ses revenus professionnels compris."
    set_input = divide

    def formula(famille, period, parameters):
        income = _income(famille.members, period, period, parameters)
        return _resources(famille, period, _household(famille, period, period), income)


class ppa_forfait_logement(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Aide au logement comptée, ou avantage du logement gratuit ou possédé"
    reference = articles("R844-3", "R844-4")
    documentation = (
        "Depuis 2024, rien pour un logement de fonction, compté en avantage en nature dans les revenus du travail."
    )
    set_input = divide

    def formula(famille, period, parameters):
        base = _amounts(parameters, period).base
        return _housing(famille, period, _household(famille, period, period), base, parameters)


class ppa_avantage_logement_hors_salaire(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Logé à titre gratuit ou propriétaire, hors logement de fonction compté dans les revenus professionnels"
    reference = articles("R844-3")

    def formula_2024(famille, period):
        return famille("ppa_avantage_logement", period) & ~famille("ppa_logement_de_fonction", period)

    def formula(famille, period):
        return famille("ppa_avantage_logement", period)


class ppa_fictive_montant_forfaitaire(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Montant forfaitaire du foyer pour le mois, majoré en cas d'isolement"
    reference = articles("L842-3", "L842-7", "D843-1")
    set_input = divide

    def formula(famille, period, parameters):
        return _forfait(_household(famille, period, period), _amounts(parameters, period))


class ppa_fictive(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = (
        "Prime d'activité que donne à lui seul ce mois de référence, quelles que soient les conditions du bénéficiaire"
    )
    reference = articles("L842-3", "D843-3")
    set_input = divide

    def formula(famille, period, parameters):
        return _prime_of_month(famille, period, period, parameters, _amounts(parameters, period))


class ppa_montant_base(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Moyenne des primes des trois mois de référence, avant les conditions, la réduction et le montant minimal"
    reference = articles("L842-3", "R843-1", "R843-2", "D843-3")
    documentation = "Le Code ne fixe pas d'arrondi."
    set_input = divide

    def formula_2016(famille, period, parameters):
        rule = parameters(period).prime_activite.demande
        latest = famille("ppa_mois_depuis_reference", period)
        total = 0
        for back in months_back(rule):
            month = period.offset(-back, "month")
            prime = _prime_of_month(famille, period, month, parameters, _amounts(parameters, month, right=period))
            total = total + is_reference_month(back, latest, rule) * prime
        return total / rule.mois_de_reference


class ppa(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Prime d'activité due au titre du mois, brute de CRDS"
    reference = articles("L842-1", "L842-3", "L843-4", "R843-1", "D846-1", "D846-2", "R846-2")
    documentation = """
    Recalculée chaque mois sur ses propres mois de référence, sauf si `ppa_mois_demande` est donné : elle est alors
    fixée pour trois mois. Elle est payée au début du mois suivant (R846-3).
    """
    set_input = divide

    def formula_2016(famille, period, parameters):
        minimum = parameters(period).prime_activite.montants.minimum
        amount = famille("ppa_montant_base", period) * (1 - famille("ppa_reduction_hospitalisation", period))
        entitled = famille("ppa_demandee", period) & famille("ppa_eligibilite", period)
        return amount * (entitled & (to_cent(amount) >= minimum))


class crds_ppa(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "CRDS sur la prime d'activité"
    reference = "Ordonnance n° 96-50 du 24 janvier 1996 relative au remboursement de la dette sociale, art. 14 et 19"
    set_input = divide

    def formula_2016(famille, period, parameters):
        return parameters(period).prime_activite.montants.crds * famille("ppa", period)


class ppa_versee(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Prime d'activité due au titre du mois, nette de CRDS"
    reference = articles("R846-3")
    set_input = divide

    def formula_2016(famille, period):
        return famille("ppa", period) - famille("crds_ppa", period)


class ppa_indu(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Prime d'activité versée à tort, réclamée dans le mois"
    reference = articles("L845-3")


class ppa_indu_fraude(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "L'indu de prime d'activité résulte d'une fraude du bénéficiaire"
    reference = articles("L845-3")
    set_input = dispatch


class ppa_indu_a_recouvrer(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Indu de prime d'activité à recouvrer, avec l'indemnité due pour fraude"
    reference = articles("L845-3", "D847-2")
    documentation = """
    Sous le seuil de D847-2, la mise en recouvrement est réputée abandonnée, ce qui est une faculté. L'indemnité est de
    10 %, depuis 2024 (loi 2022-1616, article 100, IV). La retenue mensuelle est celle des prestations familiales
    (`retenue_indu`).
    """

    def formula_2016(famille, period, parameters):
        law = parameters(period)
        rule = law.prime_activite.montants.indus
        amount = famille("ppa_indu", period)
        least = round_up(rule.seuil * law.cotisations.plafond_securite_sociale.mensuel)
        surcharge = getattr(rule, "indemnite_fraude", 0) * famille("ppa_indu_fraude", period)
        return amount * (amount >= least) * (1 + surcharge)


class _Amounts(NamedTuple):
    """What the law sets for a reference month of a right: euros, hours and shares (Python numbers)."""

    base: float
    slope: float
    smic: float
    bonus_threshold: float
    bonus_ceiling: float
    bonus_rate: float
    persons: object
    isolated: object


class _Household(NamedTuple):
    """Who makes the household for a reference month.

    Attributes:
        members: persons of the household (array of persons).
        resources: persons whose resources count, an excluded partner among them (array of persons).
        size, dependants: numbers of members, and of dependants among them (arrays of families).
        isolated: entitled to the increased forfait (array of families).
    """

    members: numpy.ndarray
    resources: numpy.ndarray
    size: numpy.ndarray
    dependants: numpy.ndarray
    isolated: numpy.ndarray


class _Income(NamedTuple):
    """Resources of each person for a reference month (arrays of persons)."""

    professional: numpy.ndarray
    other: numpy.ndarray


def _prime_of_month(famille, right, month, parameters, amounts):
    """The prime of a reference month of the right of a month (L842-3)."""
    household = _household(famille, right, month)
    income = _income(famille.members, right, month, parameters)
    forfait = _forfait(household, amounts)
    earned = famille.sum(household.members * income.professional)
    bonuses = famille.sum(household.members * _bonus(income.professional, amounts))
    resources = _resources(famille, month, household, income) + _housing(
        famille, month, household, amounts.base, parameters
    )
    return numpy.maximum(forfait + amounts.slope * earned + bonuses - numpy.maximum(resources, forfait), 0)


def _amounts(parameters, month, right=None):
    """Amounts of a reference month; of a right, if given, whose date some measures look at instead."""
    law = parameters(month)
    rule = law.prime_activite.montants
    by_right = right and parameters(right).prime_activite.montants.mesures_par_mois_du_droit
    return _Amounts(
        base=getattr(by_right, "montant_de_base", rule.montant_de_base),
        slope=getattr(by_right, "pente", rule.pente),
        smic=law.cotisations.smic.horaire,
        bonus_threshold=rule.bonification.seuil,
        bonus_ceiling=getattr(by_right, "bonification_plafond", rule.bonification.plafond),
        bonus_rate=getattr(by_right, "bonification_taux", rule.bonification.taux),
        persons=rule.personnes,
        isolated=rule.isolement,
    )


def _counted_adult(persons, right):
    return persons("ppa_adulte_present", right) & persons("ppa_membre_du_foyer", right)


def _household(famille, right, month):
    """The adults as the examination of the right sees them, the dependants of the reference month (R843-1, II)."""
    adults = famille.members("ppa_adulte_present", right)
    dependants = famille.members("ppa_personne_a_charge", month)
    members = _counted_adult(famille.members, right) | dependants
    isolated = famille("ppa_majoration_ouverte", right) | famille("ppa_majoration_isolement", month)
    return _Household(
        members=members,
        resources=adults | dependants,
        size=famille.sum(members),
        dependants=famille.sum(dependants),
        isolated=isolated & ~famille("ppa_couple_retenu", right),
    )


def _income(persons, right, month, parameters):
    """Professional income and other resources: the allowances of L842-8 are on one side or the other."""
    law = parameters(month)
    work = persons("ppa_revenus_professionnels", month) + persons("ppa_revenus_non_salaries", right)
    threshold = law.prime_activite.ressources.seuil_assimilation * law.cotisations.smic.horaire
    assimilated = (to_cent(work) >= to_cent(threshold)) * persons("ppa_revenus_assimilables", month)
    return _Income(
        professional=work + assimilated,
        other=persons("ppa_autres_ressources_individu", month) - assimilated,
    )


def _bonus(professional, amounts):
    """The bonus of each worker (D843-2)."""
    share = bonus_share(professional, amounts.smic, amounts.bonus_threshold, amounts.bonus_ceiling)
    return amounts.bonus_rate * amounts.base * share


def _forfait(household, amounts):
    """The forfait of the household, increased for an isolated person (D843-1)."""
    common = forfait_rate(household.size, household.dependants, amounts.persons)
    increased = amounts.isolated.personne + amounts.isolated.a_charge * household.dependants
    return amounts.base * numpy.where(household.isolated & (household.size > 0), increased, common)


def _resources(famille, month, household, income):
    """Resources of the household but housing (L842-4)."""
    persons = famille.sum(household.resources * (income.professional + income.other))
    benefits = famille("ppa_base_ressources_prestations_familiales", month)
    return persons + benefits - household.isolated * famille("ppa_allocation_base_exclue", month)


def _housing(famille, month, household, base, parameters):
    """Housing benefit within a flat amount, or the flat amount of a dwelling owned or free (R844-3, R844-4)."""
    law = parameters(month).prime_activite
    benefit = famille("aide_logement", month)
    applicants = famille.members.has_role(Famille.PARENT)
    with_benefit = famille.sum(household.members * (applicants | famille.members("ppa_compte_aide_logement", month)))

    def flat(persons):
        size = numpy.minimum(persons, law.ressources.logement.personnes_maximum)
        return (
            base
            * forfait_rate(size, numpy.zeros(famille.count), law.montants.personnes)
            * (law.ressources.logement.taux.calc(size))
        )

    owned = famille("ppa_avantage_logement_hors_salaire", month) * flat(household.size)
    return numpy.where(benefit > 0, numpy.minimum(benefit, flat(with_benefit)), owned)
