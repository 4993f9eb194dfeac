"""Allocation journalière de présence parentale and its supplement for costs (L544-1 to L544-10)."""

from datetime import date

from numpy import maximum, minimum, where

from openfisca_secu.dates import MONTHS_PER_YEAR, calendar_months_since
from openfisca_secu.model_api import MONTH, Famille, Individu, Variable, articles, dispatch, divide
from openfisca_secu.rounding import round_down, to_cent


class ajpp_enfant_concerne(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant au titre duquel un parent perçoit l'allocation journalière de présence parentale"
    reference = articles("L544-9")
    set_input = dispatch


class ajpp_jours(Variable):
    value_type = float
    min_value = 0
    max_value = 31
    unit = "day"
    entity = Individu
    definition_period = MONTH
    label = "Jours de congé de présence parentale pris par le parent dans le mois (0,5 pour une demi-journée)"
    documentation = """
    Pour un seul enfant malade, handicapé ou accidenté par famille et par mois. La gravité et la présence nécessaire
    sont attestées par le médecin et le contrôle médical (L544-2) : des jours déclarés ici supposent cet accord.
    """
    reference = articles("L544-1", "L544-2", "D544-9")
    set_input = divide


class ajpp_demandeur_emploi(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = (
        "Demandeur d'emploi ou stagiaire rémunéré qui a cessé sa recherche ou sa formation pour la présence parentale"
    )
    documentation = (
        "Il perçoit un nombre forfaitaire d'allocations ; ses allocations de chômage sont suspendues (L544-8)."
    )
    reference = articles("L544-8", "D544-8")
    set_input = dispatch


class ajpp_jours_deja_indemnises(Variable):
    value_type = float
    min_value = 0
    unit = "day"
    entity = Famille
    definition_period = MONTH
    label = "Allocations journalières déjà versées pour l'enfant avant ce mois, aux deux parents"
    documentation = "Depuis l'ouverture du droit, sa réouverture ou son renouvellement (L544-3, D544-3, D544-5)."
    reference = articles("L544-3", "D544-3", "D544-5")


class ajpp_date_ouverture(Variable):
    value_type = date
    default_value = date(2150, 12, 31)
    entity = Famille
    definition_period = MONTH
    label = (
        "Date d'ouverture, de réouverture ou de renouvellement du droit (le 31 décembre 2150 si elle n'est pas connue)"
    )
    reference = articles("L544-3", "D544-1", "D544-3")
    set_input = dispatch


class ajpp_pch_aide_humaine(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le parent perçoit l'élément d'aide humaine de la prestation de compensation pour cet enfant"
    reference = articles("L544-9")
    set_input = dispatch


class ajpp_depenses(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Dépenses mensuelles que la maladie, le handicap ou l'accident de l'enfant occasionnent"
    reference = articles("L544-7", "D544-10")
    set_input = divide


class ajpp_non_cumul(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le parent a un revenu qui exclut l'allocation journalière de présence parentale"
    documentation = """
    Le cumul, en cours de droit, avec les indemnités de maladie ou d'accident d'une activité à temps partiel
    (L544-9, dernier alinéa) n'exclut pas l'allocation : donner alors cette variable à faux.
    """
    reference = articles("L544-8", "L544-9")
    set_input = dispatch

    def formula(individu, period):
        daily_allowances = (
            individu("indemnites_journalieres_maternite", period)
            + individu("indemnites_journalieres_paternite", period)
            + individu("indemnites_journalieres_adoption", period)
            + individu("indemnites_journalieres_conge_supplementaire_naissance", period)
            + individu("indemnites_journalieres_maladie", period)
            + individu("indemnites_journalieres_accident_travail", period)
            + individu("indemnites_journalieres_maladie_professionnelle", period)
        )
        unemployment = where(
            individu("ajpp_demandeur_emploi", period), 0, individu("chomage_brut", period) + individu("ass", period)
        )
        pensions = individu("retraite_brute", period) + individu("pensions_invalidite", period)
        other = individu("aah", period) + individu("paje_prepare_individu", period)
        return (daily_allowances + unemployment + pensions + other > 0) | individu("ajpp_pch_aide_humaine", period)


class ajpp_montant_journalier(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Montant d'une allocation journalière de présence parentale"
    reference = articles("L544-6", "D544-6")

    def formula_2022(famille, period, parameters):
        """Net hourly minimum wage of 1 January, grossed up by the CRDS; rounded to the cent by the text."""
        law = parameters(period).prestations_familiales
        rule = law.allocation_journaliere_presence_parentale.montant
        net = parameters(period.this_year).prestations_familiales.allocation_journaliere_presence_parentale.montant
        amount = rule.heures_par_jour * net.smic_horaire_net / (1 - law.crds_pfam.taux)
        return famille.filled_array(float(to_cent(amount)))

    def formula_2006_06_04(famille, period, parameters):
        law = parameters(period).prestations_familiales
        rule = law.allocation_journaliere_presence_parentale.montant
        return law.bmaf * where(famille("en_couple", period), rule.couple, rule.personne_seule)


class ajpp_jours_demandes(Variable):
    value_type = float
    unit = "day"
    entity = Individu
    definition_period = MONTH
    label = "Allocations journalières auxquelles le parent a droit avant les plafonds communs aux deux parents"
    reference = articles("L544-1", "L544-8", "L544-9", "D544-6", "D544-8")

    def formula(individu, period, parameters):
        rule = parameters(period).prestations_familiales.allocation_journaliere_presence_parentale
        step = rule.fractionnement
        days = round_down(individu("ajpp_jours", period) / step) * step
        flat = where(individu("ajpp_demandeur_emploi", period), rule.jours_mensuels, days)
        return where(individu("ajpp_non_cumul", period) | ~individu.has_role(Famille.PARENT), 0, flat)


class ajpp_jours_indemnises(Variable):
    value_type = float
    unit = "day"
    entity = Individu
    definition_period = MONTH
    label = "Allocations journalières de présence parentale versées au parent dans le mois"
    documentation = """
    Le nombre mensuel et le nombre total sont communs aux deux parents (L544-3, L544-4) ; le Code ne dit pas comment
    ils se les partagent : le demandeur est servi le premier.
    """
    reference = articles("L544-3", "L544-4", "D544-1", "D544-2", "D544-3", "D544-4", "D544-5")

    def formula(individu, period, parameters):
        rule = parameters(period).prestations_familiales.allocation_journaliere_presence_parentale
        left = maximum(rule.nombre_maximal - individu.famille("ajpp_jours_deja_indemnises", period), 0)
        months_open = calendar_months_since(individu.famille("ajpp_date_ouverture", period), period)
        within_three_years = months_open < MONTHS_PER_YEAR * rule.duree_maximale
        available = minimum(rule.jours_mensuels, left) * within_three_years
        first = minimum(individu.famille.demandeur("ajpp_jours_demandes", period), available)
        limit = where(individu.has_role(Famille.DEMANDEUR), available, available - first)
        return minimum(individu("ajpp_jours_demandes", period), limit)


class ajpp(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocation journalière de présence parentale versée au parent dans le mois"
    reference = articles("L544-1", "L544-6", "D544-6")
    set_input = divide

    def formula_2006_06_04(individu, period):
        return individu("ajpp_jours_indemnises", period) * individu.famille("ajpp_montant_journalier", period)


class ajpp_complement_frais(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Complément mensuel pour frais de l'allocation journalière de présence parentale"
    reference = articles("L544-7", "D544-7")

    def formula_2006_06_04(famille, period, parameters):
        law = parameters(period).prestations_familiales
        amount = law.allocation_journaliere_presence_parentale.complement_frais * law.bmaf
        granted = famille.sum(famille.members("ajpp_jours_indemnises", period)) > 0
        costly = famille("ajpp_depenses", period) >= to_cent(amount)
        modest = famille("prestations_familiales_base_ressources", period) <= famille("cf_plafond", period)
        return (granted & costly & modest) * amount
