"""Majoration pour la vie autonome, and the complément de ressources that it replaced (L821-1-2, D821-3, D821-4)."""

from datetime import date

import numpy

from openfisca_secu.dates import calendar_months_since
from openfisca_secu.model_api import MONTH, Individu, Menage, Variable, articles, dispatch, divide

LAW_OF_2018 = "Loi 2018-1317 du 28 décembre 2018, article 266"


class aah_logement_independant(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Dispose d'un logement indépendant"
    documentation = """
    Hors structure aux services ou locaux communs, et sans être hébergé par un particulier autre que le conjoint. Par
    défaut : ni résident d'un foyer, ni logé gratuitement, ni sans domicile ; personne de référence du ménage ou son
    conjoint.
    """
    reference = articles("L821-1-2", "R821-5-2")
    set_input = dispatch

    def formula(individu, period):
        status = individu.menage("statut_occupation_logement", period)
        kinds = status.possible_values
        others = (kinds.locataire_foyer, kinds.loge_gratuitement, kinds.sans_domicile)
        hosted = numpy.any([status == kind for kind in others], axis=0)
        return ~hosted & ~individu.has_role(Menage.ENFANT) & ~individu.has_role(Menage.AUTRE)


class aah_attente_avantage(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Allocation servie en attendant une pension ou une rente demandée et pas encore versée"
    reference = articles("L821-1", "R821-7-1")
    set_input = dispatch


class aah_taux_plein_ou_complement(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Allocation perçue à taux plein, ou en complément d'une pension ou d'une rente"
    documentation = (
        "Avant réduction pour séjour en établissement. L'ASPA seule n'est pas un avantage que l'on complète."
    )
    reference = articles("L821-1-2")
    set_input = dispatch

    def formula_2011(individu, period, parameters):
        maximal = parameters(period).minima_sociaux.aah.montant.montant_maximal
        allowance = individu("aah_base", period)
        pensions = sum(individu(name, period) for name in ("retraite_brute", "pensions_invalidite"))
        completes = (pensions + individu("rente_accident_travail", period) > 0) & (allowance > 0)
        return completes | (allowance >= maximal)


class mva_aide_logement(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Condition d'aide au logement de la majoration pour la vie autonome"
    documentation = """
    Aide de la personne ou de son conjoint. Depuis 2021 elle n'est réexaminée qu'au 1er janvier : une aide reçue dans un
    mois de l'année vaut jusqu'en décembre.
    """
    reference = articles("L821-1-2", "R821-5-1", "R821-7")
    set_input = dispatch

    def formula_2021(individu, period):
        months = [period.offset(-k, "month") for k in range(period.start.month)]
        return numpy.any([individu.famille("aide_logement", month) > 0 for month in months], axis=0)

    def formula_2011(individu, period):
        return individu.famille("aide_logement", period) > 0


class mva_date_debut_hebergement(Variable):
    value_type = date
    default_value = date(2150, 12, 31)
    entity = Individu
    definition_period = MONTH
    label = "Début de l'hébergement en établissement médico-social (le 31 décembre 2150 s'il n'y en a pas)"
    documentation = """
    Établissement de rééducation professionnelle ou pour adultes handicapés ; la maison d'accueil spécialisée, qui en
    est un, a sa variable. À donner jusqu'au mois de la sortie compris.
    """
    reference = articles("R821-8")
    set_input = dispatch


class aah_complements_suspendus(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Majoration et complément suspendus : séjour en établissement, ou pension demandée et attendue"
    reference = articles("R821-7-1", "R821-8")
    set_input = dispatch

    def formula_2011(individu, period, parameters):
        days = int(parameters(period).minima_sociaux.aah.montant.sejour_en_etablissement.jours)
        start = individu("mva_date_debut_hebergement", period).astype("datetime64[D]")
        housed = calendar_months_since(start + numpy.timedelta64(days - 1, "D"), period) > 0
        return housed | individu("aah_sejour_soixante_jours", period) | individu("aah_attente_avantage", period)


class mva_eligibilite(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Conditions de la majoration pour la vie autonome"
    documentation = """
    Allocation aux adultes handicapés d'un taux d'incapacité d'au moins 80 %, ou allocation supplémentaire d'invalidité
    avec ce taux ; logement indépendant et aide au logement ; aucun revenu d'activité.
    """
    reference = articles("L821-1-2", "R821-5-1", "R821-5-2", "R821-7", "R821-7-1", "R821-8")
    set_input = dispatch

    def formula_2011(individu, period):
        entitled = individu("aah_taux_plein_ou_complement", period) | (individu("asi", period) > 0)
        return (
            individu("aah_incapacite_suffisante", period)
            & entitled
            & individu("aah_logement_independant", period)
            & individu("mva_aide_logement", period)
            & ~individu("aah_en_activite", period)
            & ~individu("aah_complements_suspendus", period)
        )


class complement_ressources_aah_accorde(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Complément de ressources accordé par la commission"
    documentation = """
    Accordé à une capacité de travail inférieure à 5 %. Depuis décembre 2019 : droit ouvert au 1er décembre 2019 et
    gardé sans interruption.
    """
    reference = articles("D821-4")
    set_input = dispatch


class capacite_travail(Variable):
    value_type = float
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Capacité de travail appréciée par la commission"
    documentation = "Zéro par défaut : elle n'est appréciée que pour qui demande le complément de ressources."
    reference = articles("D821-4")
    set_input = dispatch


class complement_ressources_aah_maintenu_2023(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Complément gardé malgré une allocation devenue nulle par la majoration de pension de septembre 2023"
    reference = f"{LAW_OF_2018}, V, modifié par la loi 2023-1322 du 29 décembre 2023, article 255"
    set_input = dispatch


class mva_preferee(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Choisit la majoration pour la vie autonome plutôt que le complément de ressources"
    set_input = dispatch


class complement_ressources_aah_eligibilite(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Conditions du complément de ressources"
    documentation = """
    Celles de l'ancien article L821-1-1, en vigueur jusqu'au 30 novembre 2019 et gardées ensuite à qui y avait droit :
    taux d'incapacité d'au moins 80 %, âge de l'inaptitude non atteint, capacité de travail inférieure à 5 %, aucun
    revenu d'activité depuis un an, logement indépendant, allocation à taux plein ou en complément d'une pension.
    """
    reference = articles("D821-4", "R821-5-2", "R821-7-1", "R821-8")
    set_input = dispatch

    def formula_2011(individu, period, parameters):
        law = parameters(period).minima_sociaux.aah.complements.complement_ressources
        idle = ~_worked(individu, period, law.mois_sans_activite)
        served = individu("aah_taux_plein_ou_complement", period) & individu("aah_incapacite_suffisante", period)
        return (
            individu("complement_ressources_aah_accorde", period)
            & (served | individu("complement_ressources_aah_maintenu_2023", period))
            & (individu("capacite_travail", period) < law.capacite_travail)
            & ~individu("aah_age_inaptitude_atteint", period)
            & idle
            & individu("aah_logement_independant", period)
            & ~individu("aah_complements_suspendus", period)
        )


def _worked(individu, period, months):
    """Whether there was income from work in the month or in one of the `months` before it."""
    worked = [individu("aah_en_activite", period.offset(-k, "month")) for k in range(int(months) + 1)]
    return numpy.any(worked, axis=0)


class complement_ressources_aah(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Complément de ressources de l'allocation aux adultes handicapés"
    documentation = """
    Supprimé le 1er décembre 2019 et gardé dix ans au plus, jusqu'en novembre 2029, à ses bénéficiaires. Le complément
    d'allocation d'avant juillet 2005 (100,50 €), gardé jusqu'au terme des décisions d'alors, n'est plus versé.
    """
    reference = articles("D821-3", "D821-4")
    set_input = divide

    def formula_2011(individu, period, parameters):
        amount = getattr(parameters(period).minima_sociaux.aah.complements.complement_ressources, "montant", 0)
        chosen = ~(individu("mva_preferee", period) & individu("mva_eligibilite", period))
        return amount * (individu("complement_ressources_aah_eligibilite", period) & chosen)


class mva(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Majoration pour la vie autonome"
    documentation = "Sans cumul avec le complément de ressources, qui est préféré par défaut."
    reference = articles("L821-1-2", "D821-3", "R821-7")
    set_input = divide

    def formula_2011(individu, period, parameters):
        amount = parameters(period).minima_sociaux.aah.complements.majoration_vie_autonome
        other = individu("complement_ressources_aah", period) > 0
        return amount * (individu("mva_eligibilite", period) & ~other)


class caah(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Complément de l'allocation : majoration pour la vie autonome ou complément de ressources"
    reference = articles("L821-1-2", "D821-3")
    set_input = divide

    def formula_2011(individu, period):
        return individu("mva", period) + individu("complement_ressources_aah", period)
