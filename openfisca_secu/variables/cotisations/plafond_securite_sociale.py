"""The social-security ceiling of each pay: L241-3, L242-3, L242-8 to L242-10, R242-2, D242-17 to D242-19.

Its values are parameters; here is what a person's own month takes of them. The yearly regularisation is in
`openfisca_secu/regularisation.py`, and each contribution that is bounded by the ceiling applies it.
"""

from datetime import date

import numpy

from openfisca_secu.lookup import by_enum
from openfisca_secu.model_api import MONTH, Enum, Individu, Variable, articles, dispatch, divide
from openfisca_secu.working_time import (
    calendar_share,
    days_employed,
    full_time_monthly_hours,
    legal_monthly_hours,
    share_of,
    thirtieths_share,
)


class TypesPeriodicitePaie(Enum):
    mensuel = "Au mois"
    trimestriel = "Au trimestre"
    quinzaine = "À la quinzaine"
    hebdomadaire = "À la semaine"
    journalier = "À la journée"
    horaire = "À l'heure"


class periodicite_paie(Variable):
    value_type = Enum
    possible_values = TypesPeriodicitePaie
    default_value = TypesPeriodicitePaie.mensuel
    entity = Individu
    definition_period = MONTH
    label = "Périodicité de la paie"
    reference = articles("R242-2", "D242-17", "D242-19")
    set_input = dispatch


class nombre_paies(Variable):
    value_type = float
    default_value = 1
    min_value = 0
    entity = Individu
    definition_period = MONTH
    label = "Périodes de paie (semaines, jours, heures…) payées dans le mois"
    documentation = """
    Pour une paie qui n'est pas au mois : le plafond du mois est autant de fois celui de la période. Une période que le
    contrat ne couvre pas en entier compte pour la part de ses jours (R242-2, I, alinéa 3). Le mois où un trimestre est
    payé compte 1, les autres 0.
    """
    set_input = dispatch


class remuneration_autres_employeurs(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rémunération soumise à cotisations versée le même mois par les autres employeurs d'un emploi régulier"
    reference = articles("R242-3")
    documentation = """
    Telle que le salarié la déclare à chaque employeur ; le plafond se partage alors en proportion des rémunérations.
    Zéro quand elle n'est pas déclarée, ou que l'employeur traite l'emploi comme un temps partiel (L242-3, alinéa 2).
    """
    set_input = divide


class renonciation_ajustement_pss_temps_partiel(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le plafond d'un temps partiel n'est pas réduit"
    reference = articles("L242-9", "R242-2")
    documentation = """
    Vrai quand l'employeur n'use pas de son droit de réduire le plafond, ou l'a perdu parce que des heures
    complémentaires ont porté une semaine à la durée normale du travail (L242-9, alinéa 2).
    """
    set_input = dispatch


class heures_activite_partielle(Variable):
    value_type = float
    min_value = 0
    unit = "hour"
    entity = Individu
    definition_period = MONTH
    label = "Heures chômées et indemnisées au titre d'une réduction d'horaire (activité partielle)"
    documentation = "Une fermeture temporaire se donne en jours d'absence non rémunérée."
    set_input = divide


class travailleur_a_domicile(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Travailleur à domicile"
    reference = articles("R242-2")
    set_input = dispatch


class entree_chez_employeur(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Individu
    definition_period = MONTH
    label = "Date d'embauche par l'employeur actuel, d'où part la régularisation de l'année"
    reference = articles("R242-2")
    documentation = """
    Début du contrat de travail, à moins que des contrats successifs chez le même employeur ne fassent remonter plus
    haut : l'administration cumule toutes les rémunérations d'un même employeur dans l'année.
    """
    set_input = dispatch

    def formula(individu, period):
        return individu("contrat_de_travail_debut", period)


class plafond_securite_sociale(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Plafond de la sécurité sociale de la paie du mois"
    reference = articles(
        "L241-3", "L242-3", "L242-8", "L242-9", "L242-10", "R242-2", "R242-3", "D242-17", "D242-18", "D242-19"
    )
    documentation = """
    Une personne a un emploi à la fois ; les rémunérations d'autres emplois simultanés sont une donnée. Le plafond de
    plusieurs employeurs est partagé selon les rémunérations entières, comme le font les Urssaf : le texte (L242-3) peut
    aussi se lire « rémunérations dans la limite du plafond ».

    Avant 2018, l'ancien article R242-2 n'est pas détenu : un mois incomplet est compté en trentièmes, l'une des
    méthodes admises alors. Depuis avril 2021, le plafond d'un forfait de moins de 218 jours est réduit, par tolérance
    administrative. Une réduction d'horaire d'activité partielle réduit le plafond à la durée encore travaillée, et se
    substitue au temps partiel (doctrine des Urssaf ; le texte ne dit pas comment).
    """
    set_input = dispatch

    def formula_2021_04(individu, period, parameters):
        """A yearly contract in days of less than 218 days is treated as part-time (administrative tolerance)."""
        whole_days = parameters(period).cotisations.plafond_securite_sociale.jours_forfait_annuel
        share_of_month = calendar_share(_days(individu, period), period)
        return _ceiling(individu, period, parameters, share_of_month, whole_days)

    def formula_2018(individu, period, parameters):
        """Incomplete months in calendar days (R242-2, I, al. 3 and following, since 1 January 2018)."""
        return _ceiling(individu, period, parameters, calendar_share(_days(individu, period), period))

    def formula(individu, period, parameters):
        """Incomplete months in thirtieths."""
        parts = parameters(period).cotisations.plafond_securite_sociale.trentiemes
        return _ceiling(individu, period, parameters, thirtieths_share(_days(individu, period), period, parts))


def _days(individu, period):
    """Calendar days of the month under contract, less the days of unpaid absence (R242-2, I, al. 3 to 6)."""
    employed = days_employed(
        individu("contrat_de_travail_debut", period), individu("contrat_de_travail_fin", period), period
    )
    return numpy.maximum(employed - individu("jours_absence_non_remuneree", period), 0)


def _ceiling(individu, period, parameters, share_of_month, whole_days=None):
    values = parameters(period).cotisations.plafond_securite_sociale
    frequency = individu("periodicite_paie", period)
    monthly = frequency == frequency.possible_values.mensuel
    value = by_enum(values, frequency) * numpy.where(monthly, 1, individu("nombre_paies", period))
    present = numpy.where(monthly, share_of_month, 1)
    shared = _share_of_employer(individu, period)
    full = full_time_monthly_hours(
        individu("heures_duree_collective_entreprise", period),
        legal_monthly_hours(parameters(period).cotisations.smic),
    )
    worked = _share_worked(individu, period, present, full, _contract_hours(individu, period, full, whole_days))
    # R242-2, III frees home workers from its own reductions, not from sharing a ceiling among employers (L242-3).
    return value * numpy.where(individu("travailleur_a_domicile", period), 1, worked) * shared


def _share_of_employer(individu, period):
    """This employer's share of the pay of all employers (L242-3, al. 1; R241-0-2, V, al. 2)."""
    own = individu("assiette_vieillesse", period)
    return share_of(own, own + individu("remuneration_autres_employeurs", period))


def _contract_hours(individu, period, full, whole_days):
    """Monthly hours of a part-time contract, or what stands for them in a contract in days; 0 for a full-time."""
    contract = individu("contrat_de_travail", period)
    types = contract.possible_values
    hours = numpy.where(contract == types.temps_partiel, individu("heures_remunerees_volume", period), 0)
    if whole_days is None:
        return hours
    days = individu("forfait_jours_remuneres_volume", period)
    return numpy.where(contract == types.forfait_jours_annee, full * days / whole_days, hours)


def _share_worked(individu, period, present, full, contract_hours):
    """Share of a full-time month: presence, then part-time or hours not worked and indemnified (R242-2, I)."""
    nature = individu("contrat_de_travail_type", period)
    idle = individu("heures_activite_partielle", period)
    reduced = (
        (contract_hours > 0)
        & ~individu("renonciation_ajustement_pss_temps_partiel", period)
        & ~individu("maintien_assiette_vieillesse_temps_plein", period)  # R241-0-2, V
        & (nature != nature.possible_values.ctt)  # L242-10
        & (_share_of_employer(individu, period) == 1)  # L242-10, 2°
    )
    scheduled = numpy.where(
        reduced, contract_hours * present + individu("heures_complementaires_volume", period), full * present
    )
    share = numpy.maximum(scheduled - idle, 0) / full
    return numpy.where(reduced | (idle > 0), numpy.minimum(share, present), present)
