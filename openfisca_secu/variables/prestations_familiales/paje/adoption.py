"""Prime à l'adoption (L531-2, D531-2, R531-1)."""

from numpy import full, zeros

from openfisca_secu.dates import MONTHS_PER_YEAR, calendar_months_since, first_day
from openfisca_secu.family import book_five_applies
from openfisca_secu.model_api import MONTH, Famille, Individu, Variable, articles, dispatch, divide
from openfisca_secu.paje import by_generation, ceiling_of_generation, generation


class prime_adoption_enfant_arrive(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant adopté ou confié en vue d'adoption qui arrive au foyer ce mois-ci"
    reference = articles("L531-2", "L512-4")

    def formula(individu, period):
        """Under the age limit of L512-3, 2°, as any dependent child."""
        arrives = calendar_months_since(individu("date_adoption", period), period) == 0
        born_this_month = individu.has_role(Famille.ENFANT) & (individu("mois_depuis_naissance", period) == 0)
        return arrives & (individu("prestations_familiales_enfant_a_charge", period) | born_this_month)


class prime_adoption_plafond(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Plafond de ressources de la prime à l'adoption, le mois d'arrivée de l'enfant"
    reference = articles("L531-2", "R531-1", "R522-2", "D531-3-1")
    set_input = dispatch

    def formula(famille, period, parameters):
        law = parameters(period).prestations_familiales.paje
        arriving = famille.sum(famille.members("prime_adoption_enfant_arrive", period))
        children = famille("paje_nombre_enfants", period) + arriving
        arrivals = full(famille.count, first_day(period))
        generations = generation(arrivals, law.enfants.generations)
        raised = famille("plafond_majore_isolement_biactivite", period)
        return ceiling_of_generation(law.plafonds, "taux_partiel", generations, children, raised)


class prime_adoption_nombre(Variable):
    value_type = int
    entity = Famille
    definition_period = MONTH
    label = "Nombre de primes à l'adoption ouvertes par les arrivées du mois"
    reference = articles("L531-2", "R531-1")
    documentation = "À Mayotte et à Saint-Pierre-et-Miquelon d'autres textes que le Code s'appliquent : zéro."

    def formula(famille, period):
        modest = famille("paje_ressources", period) <= famille("prime_adoption_plafond", period)
        covered = book_five_applies(famille.demandeur.menage("territoire", period))
        return (modest & covered) * famille.sum(famille.members("prime_adoption_enfant_arrive", period))


class paje_adoption(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Prime à l'adoption de la prestation d'accueil du jeune enfant"
    reference = articles("L531-1", "L531-2", "R531-1", "D531-2")
    documentation = """
    Brute de CRDS. Une prime par enfant adopté, comptée au dernier mois que le texte permet : le deuxième qui suit
    l'arrivée (le premier, avant 2015). Depuis avril 2021 au montant du mois d'arrivée (R531-1), avant à celui du
    versement ; les enfants arrivés avant avril 2018 ont la base mensuelle de 2013.
    """
    set_input = divide

    def formula_2004(famille, period, parameters):
        arrivals = (period.offset(-n, "month") for n in range(1, MONTHS_PER_YEAR + 1))
        paid = [arrival for n, arrival in enumerate(arrivals, start=1) if _delay(arrival, parameters) == n]
        return sum(
            (famille("prime_adoption_nombre", arrival) * _amount(period, arrival, parameters) for arrival in paid),
            start=zeros(famille.count),
        )


def _delay(arrival, parameters):
    return parameters(arrival).prestations_familiales.paje.adoption.delai_versement


def _amount(period, arrival, parameters):
    """Premium paid in `period` for a child arrived in the month `arrival`."""
    law = parameters(period).prestations_familiales.paje
    at_exam = parameters(period.stop).prestations_familiales.paje.enfants.primes_au_montant_de_l_examen
    base = parameters(arrival if at_exam else period).prestations_familiales.bmaf
    frozen = getattr(law.enfants, "base_mensuelle_gelee", base)
    rate = parameters(arrival).prestations_familiales.paje.adoption.taux
    return rate * by_generation(generation(first_day(arrival), law.enfants.generations), frozen, frozen, base)
