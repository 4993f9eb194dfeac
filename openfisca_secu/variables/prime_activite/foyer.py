"""Prime d'activité: dependants, isolation, partner, stays in hospital or in prison (L842-7, R842-3, R842-5, R843-2)."""

from datetime import date

import numpy

from openfisca_secu.dates import calendar_months_since
from openfisca_secu.family import below_age_limit
from openfisca_secu.model_api import MONTH, Famille, Individu, Variable, articles, dispatch
from openfisca_secu.prime_activite import at_examination


class ppa_arrivee_tardive_sans_parente(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Arrivé au foyer après dix-sept ans, sans lien de parenté jusqu'au quatrième degré"
    reference = articles("R842-3")
    set_input = dispatch


class ppa_beneficiaire_dans_l_annee(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "A lui-même bénéficié de la prime d'activité dans l'année civile, comme bénéficiaire ou comme conjoint"
    documentation = "Un tel jeune n'est plus une personne à charge de ses parents (R842-3, 3°, b)."
    reference = articles("R842-3")
    set_input = dispatch


class ppa_date_isolement(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Famille
    definition_period = MONTH
    label = "Date depuis laquelle une personne isolée assume la charge d'un enfant, ou devient isolée avec des enfants"
    reference = articles("R842-5")
    documentation = "Non donnée, la majoration ne vient que d'un enfant de moins de trois ans ou d'une grossesse."
    set_input = dispatch


class ppa_debut_hospitalisation(Variable):
    value_type = date
    default_value = date(2150, 12, 31)
    entity = Individu
    definition_period = MONTH
    label = "Date de début de l'hospitalisation en cours, prise en charge par l'assurance maladie"
    documentation = "À donner pour les mois où la personne est hospitalisée, et eux seuls."
    reference = articles("R846-7")
    set_input = dispatch


class ppa_debut_incarceration(Variable):
    value_type = date
    default_value = date(2150, 12, 31)
    entity = Individu
    definition_period = MONTH
    label = "Date de début de l'incarcération en cours"
    documentation = "À donner pour les mois où la personne est incarcérée, et eux seuls."
    reference = articles("R846-8")
    set_input = dispatch


class ppa_personne_a_charge(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant ou personne à charge du foyer, au dernier jour du mois"
    reference = articles("R842-3", "R843-1", "L842-5")
    documentation = """
    Qui ouvre droit aux prestations familiales, ou a moins de vingt-cinq ans et est à la charge effective du foyer. Le
    Code ne partage pas un enfant en résidence alternée : il compte entier dans la famille où il est donné. L'enfant
    étranger d'un bénéficiaire étranger, hors Union européenne, doit remplir les conditions d'entrée des prestations
    familiales (`sejour_ou_entree_irreguliers`).
    """
    set_input = dispatch

    def formula(individu, period, parameters):
        limit = parameters(period).prime_activite.foyer.age_limite_personne_a_charge
        months = individu("mois_depuis_naissance", period)
        alive = calendar_months_since(individu("date_deces", period), period) < 0
        nationality = individu.famille.demandeur("nationalite_groupe", period)
        groups = nationality.possible_values
        foreign = (nationality != groups.francaise) & (nationality != groups.ue_eee_suisse)
        by_age = (
            individu.has_role(Famille.ENFANT)
            & (months >= 0)
            & below_age_limit(months, limit)
            & alive
            & individu("enfant_charge_effective", period)
            & ~individu("ppa_arrivee_tardive_sans_parente", period)
            & ~(foreign & individu("sejour_ou_entree_irreguliers", period))
        )
        own_right = individu("ppa_beneficiaire_dans_l_annee", period)
        return (by_age | individu("prestations_familiales_enfant_a_charge", period)) & ~own_right


class ppa_majoration_isolement(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Personne isolée ayant droit, ce mois, au montant forfaitaire majoré"
    reference = articles("L842-7", "R842-5", "R843-1")
    documentation = """
    Femme enceinte ; ou charge d'enfants, pendant douze mois depuis la demande, faite dans les six mois de l'événement
    (au-delà, la durée est réduite d'autant), et jusqu'aux trois ans du plus jeune enfant. La situation est celle du
    dernier jour du mois : le mois des trois ans n'y est plus. La demande est celle de la prime (`ppa_mois_demande`) si
    elle vient après l'événement.
    """
    set_input = dispatch

    def formula(famille, period, parameters):
        rule = parameters(period).prime_activite.foyer.isolement
        dependants = famille.members("ppa_personne_a_charge", period)
        months = famille.members("mois_depuis_naissance", period)
        event = famille("ppa_date_isolement", period).astype("datetime64[M]")
        claim = numpy.maximum(event, famille("ppa_mois_demande", period).astype("datetime64[M]"))
        delay = (claim - event).astype(numpy.int64)
        duration = rule.duree - numpy.maximum(delay - rule.delai_demande, 0)
        since = calendar_months_since(claim, period)
        within = (since >= 0) & (since < duration)
        young = famille.any(dependants & below_age_limit(months, rule.age_limite_enfant))
        children = famille.any(dependants) & (within | young)
        return ~famille("en_couple", period) & (children | famille.demandeur("enceinte", period))


class ppa_majoration_ouverte(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Droit à la majoration d'isolement, à la demande, au réexamen ou par une révision depuis lors"
    reference = articles("L842-7", "L843-4", "R843-2")
    documentation = "Depuis 2017, un isolement qui commence entre deux réexamens fait réviser le montant dès son mois."

    def formula_2017(famille, period, parameters):
        return _majoration_at_examination(famille, period, parameters) | famille("ppa_majoration_isolement", period)

    def formula(famille, period, parameters):
        return _majoration_at_examination(famille, period, parameters)


class ppa_couple_retenu(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Le foyer est examiné comme un couple"
    reference = articles("R843-1", "R843-2", "L843-4")
    documentation = """
    Selon la situation à la demande ou au réexamen, qui vaut pour les trois mois de référence : le conjoint d'alors est
    réputé y avoir été, l'ancien conjoint n'est pas compté, ni ses ressources. Une séparation fait réviser le montant
    dès son mois, si elle ouvre la majoration d'isolement (depuis 2017) ou en tout cas (depuis mars 2025).
    """

    def formula_2025_03(famille, period, parameters):
        return _couple_at_examination(famille, period, parameters) & famille("en_couple", period)

    def formula_2017(famille, period, parameters):
        parted = ~famille("en_couple", period) & famille("ppa_majoration_isolement", period)
        return _couple_at_examination(famille, period, parameters) & ~parted

    def formula(famille, period, parameters):
        return _couple_at_examination(famille, period, parameters)


class ppa_incarceration_hors_foyer(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Incarcéré depuis assez longtemps pour ne plus compter dans le foyer"
    reference = articles("L843-3", "R846-8")
    documentation = """
    Depuis la deuxième révision trimestrielle qui suit l'incarcération, jusqu'au réexamen qui suit sa fin ; jamais qui
    garde un enfant à charge et a droit à la majoration d'isolement. Dit du bénéficiaire, appliqué aussi à son conjoint.
    """

    def formula(individu, period, parameters):
        isolated = individu.famille("ppa_majoration_ouverte", period)
        keeps_child = isolated & individu.famille.any(individu("ppa_personne_a_charge", period))
        return _long_stay(individu, "ppa_debut_incarceration", period, parameters) & ~keeps_child


class ppa_sejour_hospitalier_long(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Hospitalisé depuis la deuxième révision trimestrielle au moins"
    reference = articles("R846-7")

    def formula(individu, period, parameters):
        return _long_stay(individu, "ppa_debut_hospitalisation", period, parameters)


class ppa_reduction_hospitalisation(Variable):
    value_type = float
    unit = "/1"
    entity = Famille
    definition_period = MONTH
    label = "Part de la prime ôtée à la personne seule, sans charge, hospitalisée depuis longtemps"
    reference = articles("L843-3", "R846-7")
    documentation = """
    Depuis la deuxième révision trimestrielle qui suit le début de l'hospitalisation, jusqu'au réexamen qui suit sa
    fin ; jamais à une femme enceinte.
    """

    def formula(famille, period, parameters):
        share = parameters(period).prime_activite.foyer.sejour_en_etablissement.reduction_hospitalisation
        applies = (
            famille.demandeur("ppa_sejour_hospitalier_long", period)
            & ~famille("ppa_couple_retenu", period)
            & ~famille.any(famille.members("ppa_personne_a_charge", period))
            & ~famille.demandeur("enceinte", period)
        )
        return share * applies


def _majoration_at_examination(famille, period, parameters):
    index = famille("ppa_indice_du_mois_trimestre_reference", period)
    rule = parameters(period).prime_activite.demande
    return at_examination(famille, "ppa_majoration_isolement", period, index, rule)


def _couple_at_examination(famille, period, parameters):
    index = famille("ppa_indice_du_mois_trimestre_reference", period)
    return at_examination(famille, "en_couple", period, index, parameters(period).prime_activite.demande)


def _long_stay(individu, start, period, parameters):
    """In an institution at the examination, which is at least the second review after the stay began."""
    law = parameters(period).prime_activite
    index = individu.famille("ppa_indice_du_mois_trimestre_reference", period)
    began = at_examination(individu, start, period, index, law.demande)
    since = calendar_months_since(began, period) - index
    return since > law.demande.mois_entre_reexamens * (law.foyer.sejour_en_etablissement.rang_revision - 1)
