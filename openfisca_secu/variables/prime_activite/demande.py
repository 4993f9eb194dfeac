"""Prime d'activité: the claim, the reviews and the reference months they look at (L843-2, L843-4, R843-1, D846-1)."""

from datetime import date

import numpy

from openfisca_secu.births import DEFAULT_BIRTH as NOT_GIVEN
from openfisca_secu.dates import calendar_months_since
from openfisca_secu.model_api import ETERNITY, MONTH, Famille, Variable, articles, dispatch
from openfisca_secu.prime_activite import at_examination

# Communes of these départements, by INSEE's code: décret 2024-693, article 1.
TRIAL_DEPARTEMENTS = ("06", "10", "34", "64", "85")


class ppa_mois_demande(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Famille
    definition_period = ETERNITY
    label = "Mois de la demande de prime d'activité"
    reference = articles("R846-1", "R846-2", "L843-2")
    documentation = """
    Donnée, elle fixe les trimestres : le montant ne change qu'aux réexamens, tous les trois mois. Non donnée (1er
    janvier 1970), chaque mois est traité comme un mois de demande ou de réexamen : le montant suit alors les ressources
    de mois en mois, ce qui, dans une enquête, revient en moyenne à répartir les demandes sur l'année. Le non-recours se
    dit avec une date future.
    """


class allocataire_msa(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Prime d'activité servie par une caisse de mutualité sociale agricole"
    reference = articles("R846-6")
    set_input = dispatch


class departement_experimentation_rsa(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = (
        "Allocataire d'une caisse qui expérimente la déclaration de ressources préremplie (octobre 2024 à février 2025)"
    )
    reference = "Décret 2024-693 du 5 juillet 2024, art. 1"
    documentation = """
    Alpes-Maritimes, Aube, Hérault, Pyrénées-Atlantiques, Vendée. L'expérimentation ne porte que sur les réexamens faits
    par téléservice : toutes les demandes y sont comptées ici.
    """
    set_input = dispatch

    def formula(famille, period):
        departements = famille.demandeur.menage("depcom", period).astype("U2")
        return numpy.any([departements == code for code in TRIAL_DEPARTEMENTS], axis=0)


class ppa_dernier_mois_de_reference(Variable):
    value_type = int
    default_value = 1
    min_value = 1
    max_value = 2
    unit = "month"
    entity = Famille
    definition_period = MONTH
    label = "Mois entre le dernier mois de référence et la demande ou le réexamen fait ce mois-ci"
    reference = articles("R843-1", "R846-6")
    documentation = """
    Un : les trois mois qui précèdent. Deux depuis mars 2025 : les quatrième, troisième et deuxième mois qui précèdent.
    Les allocataires agricoles y sont venus au plus tard en septembre 2025. L'une ou l'autre valeur peut être donnée à
    toute date ; une réforme change les paramètres `prime_activite.demande.dernier_mois`.
    """
    set_input = dispatch

    def formula(famille, period, parameters):
        last = parameters(period).prime_activite.demande.dernier_mois
        trial = numpy.where(famille("departement_experimentation_rsa", period), last.experimentation, last.general)
        return numpy.where(famille("allocataire_msa", period), last.msa, trial)


class ppa_demandee(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Prime d'activité demandée"
    reference = articles("L843-2", "R846-1", "R846-2")
    documentation = """
    Depuis le mois de la demande. Le foyer qui reçoit le revenu de solidarité active n'a pas à la demander : sa
    déclaration d'activité vaut demande (des revenus professionnels le mois précédent).
    """
    set_input = dispatch

    def formula(famille, period):
        claimed = calendar_months_since(famille("ppa_mois_demande", ETERNITY), period) >= 0
        works = famille.any(famille.members("ppa_revenus_professionnels", period.last_month) > 0, role=Famille.PARENT)
        return (claimed & famille("recours_ppa", period)) | ((famille("rsa", period) > 0) & works)


class ppa_indice_du_mois_trimestre_reference(Variable):
    value_type = int
    unit = "month"
    entity = Famille
    definition_period = MONTH
    label = "Mois écoulés depuis la demande ou le dernier réexamen"
    reference = articles("L843-4", "D846-1")
    documentation = """
    0, 1 ou 2 ; toujours 0 quand le mois de la demande n'est pas donné. L'ouverture d'un revenu de solidarité active
    fait réexaminer le droit ; le trimestre en cours n'en est pas décalé.
    """
    set_input = dispatch

    def formula(famille, period, parameters):
        months = int(parameters(period).prime_activite.demande.mois_entre_reexamens)
        claim = famille("ppa_mois_demande", ETERNITY)
        since_claim = calendar_months_since(claim, period)
        known = (claim > NOT_GIVEN) & (since_claim >= 0)
        index = numpy.where(known, since_claim % months, 0)
        for back in reversed(range(months - 1)):
            month = period.offset(-back, "month")
            opened = (famille("rsa", month) > 0) & (famille("rsa", month.last_month) <= 0)
            index = numpy.where((index > back) & opened, back, index)
        return index


class ppa_mois_depuis_reference(Variable):
    value_type = int
    unit = "month"
    entity = Famille
    definition_period = MONTH
    label = "Mois entre le dernier mois de référence et ce mois de droit"
    reference = articles("R843-1", "L843-4")

    def formula(famille, period, parameters):
        rule = parameters(period).prime_activite.demande
        index = famille("ppa_indice_du_mois_trimestre_reference", period)
        return index + at_examination(famille, "ppa_dernier_mois_de_reference", period, index, rule)


class ppa_radiation(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Radiation de la liste des bénéficiaires, après vingt-quatre mois sans versement"
    reference = articles("L843-5", "D846-3")
    documentation = """
    Ni prime ni revenu de solidarité active pendant ces mois, tous postérieurs à la demande. Sans effet ici sur la
    prime : une nouvelle demande rouvre le droit (`ppa_mois_demande` est la dernière).
    """

    def formula_2018(famille, period, parameters):
        months = int(parameters(period).prime_activite.demande.radiation)
        claim = famille("ppa_mois_demande", ETERNITY)
        known = claim > NOT_GIVEN
        long_enough = known & (calendar_months_since(claim, period) >= months)
        past = [period.offset(-back, "month") for back in range(1, months + 1)]
        paid = sum(famille("ppa", month) + famille("rsa", month) for month in past)
        return long_enough & (paid <= 0)
