"""Allocation aux adultes handicapés: the amount (D821-2), beside pensions (L821-1), during stays (R821-8)."""

from datetime import date

import numpy
from openfisca_core.periods import period as period_of

from openfisca_secu.dates import calendar_months_since, month_number
from openfisca_secu.model_api import MONTH, Famille, Individu, Variable, articles, dispatch, divide
from openfisca_secu.rounding import round_up

LAST_MONTH_OF_COUPLES = "2023-09"


class aah_conjugalisee(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocation selon les ressources et le plafond du couple, avant les pensions"
    reference = articles("L821-1", "L821-3", "D821-2", "D821-5")

    def formula_2011(individu, period, parameters):
        ceiling = individu("aah_plafond_ressources_conjugalise", period)
        resources = individu("aah_base_ressources_conjugalisee", period)
        cap = individu("aah_plafond_cumul_esat_conjugalise", period)
        return _amount(individu, period, parameters, ceiling - resources, cap)


class aah_deconjugalisee(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocation selon les seules ressources de la personne, avant les pensions"
    reference = articles("L821-1", "L821-3", "D821-2", "D821-5")

    def formula_2011(individu, period, parameters):
        ceiling = individu("aah_plafond_ressources_deconjugalise", period)
        resources = individu("aah_base_ressources_deconjugalisee", period)
        cap = individu("aah_plafond_cumul_esat", period)
        return _amount(individu, period, parameters, ceiling - resources, cap)


def _amount(individu, period, parameters, gap, cap):
    """The gap between ceiling and resources, within the maximum, and within what sheltered pay leaves (D821-5)."""
    maximal = parameters(period).minima_sociaux.aah.montant.montant_maximal
    amount = numpy.clip(gap, 0, maximal)
    pay = individu("remuneration_garantie_esat", period)
    within = numpy.where(pay > 0, numpy.minimum(amount, numpy.maximum(cap - pay, 0)), amount)
    return individu("aah_eligible", period) * within


class aah_conjugalise_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Garde, parce qu'il lui est plus favorable, le calcul d'avant octobre 2023"
    documentation = """
    Qui avait un droit ouvert pour septembre 2023 garde l'ancien calcul tant que, depuis octobre 2023, il donne plus que
    le nouveau ; dès qu'il ne donne pas plus, ou sans droit, il est écarté pour toujours (loi 2022-1158 du 16 août 2022,
    article 10, II ; décret 2022-1694 du 28 décembre 2022, article 2). Les deux montants sont comparés avant les
    pensions, le premier mois de chaque trimestre civil et chaque mois du trimestre en cours. Il y faut les revenus
    depuis 2021 : à défaut, donner la variable.
    """
    reference = articles("L821-3")
    set_input = dispatch

    def formula_2023_10(individu, period, parameters):
        length = int(parameters(period).minima_sociaux.aah.ressources.trimestre.mois)
        before = period_of(LAST_MONTH_OF_COUPLES)
        had_right = individu("aah_conjugalisee", before) > 0
        since = [before.offset(k + 1, "month") for k in range(month_number(period) - month_number(before))]
        this_quarter = month_number(period) // length
        months = [m for m in since if month_number(m) % length == 0 or month_number(m) // length == this_quarter]
        better = [individu("aah_conjugalisee", month) > individu("aah_deconjugalisee", month) for month in months]
        return had_right & numpy.all(better, axis=0)


class aah_avantage_vieillesse_non_demande(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pension de vieillesse à laquelle la personne peut prétendre et qu'elle ne demande pas"
    documentation = """
    Comptée comme si elle était versée (l'allocation n'est due qu'à qui ne peut y prétendre), sauf pour qui travaille
    encore après l'âge de l'inaptitude, depuis décembre 2024. L'ASPA ne compte que si elle est versée, ce qui est
    depuis 2017 la lettre de L821-1 : qui ne la demande pas le dit par `aspa_date_demande`.
    """
    reference = articles("L821-1")
    set_input = divide


class aah_base_non_cumulable(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Avantages de vieillesse, d'invalidité et rentes que l'allocation complète"
    documentation = """
    Montants bruts du mois, sans la majoration pour tierce personne. L'allocation supplémentaire d'invalidité, que
    L821-1 ne nomme pas, est comptée comme un avantage d'invalidité, dont elle est le supplément (L815-24), ainsi que
    font les caisses.
    """
    reference = articles("L821-1", "L815-24")
    set_input = divide

    def formula_2011(individu, period):
        names = ("retraite_brute", "pensions_invalidite", "rente_accident_travail", "aspa", "asi")
        not_claimed = individu("aah_avantage_vieillesse_non_demande", period)
        still_at_work = individu("aah_activite_poursuivie_apres_inaptitude", period)
        return sum(individu(name, period) for name in names) + not_claimed * ~still_at_work


class aah_base(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocation aux adultes handicapés avant réduction pour séjour en établissement"
    documentation = """
    Le plus petit de ce que laissent les ressources de la période de référence et les pensions du mois. Une cour d'appel
    (Aix-en-Provence, 2025, cassation pendante) a écarté le second pour une pension déjà comptée dans les ressources.
    """
    reference = articles("L821-1", "L821-3", "L821-3-1", "D821-2")
    set_input = divide

    def formula_2023_10(individu, period, parameters):
        kept = individu("aah_conjugalise_eligible", period)
        single = individu("aah_deconjugalisee", period)
        amount = numpy.where(kept, numpy.maximum(individu("aah_conjugalisee", period), single), single)
        return _beside_pensions(individu, period, parameters, amount)

    def formula_2011(individu, period, parameters):
        return _beside_pensions(individu, period, parameters, individu("aah_conjugalisee", period))


def _beside_pensions(individu, period, parameters, amount):
    """The total of the allowance and of pensions is at most the maximum."""
    maximal = parameters(period).minima_sociaux.aah.montant.montant_maximal
    return numpy.minimum(amount, numpy.maximum(maximal - individu("aah_base_non_cumulable", period), 0))


class aah_date_debut_hospitalisation(Variable):
    value_type = date
    default_value = date(2150, 12, 31)
    entity = Individu
    definition_period = MONTH
    label = "Début de l'hospitalisation en cours (le 31 décembre 2150 s'il n'y en a pas)"
    documentation = """
    À donner jusqu'au mois de la sortie compris : l'allocation entière est reprise le mois suivant. Congés et
    suspensions de prise en charge, où elle n'est pas réduite, ne se disent que par mois entiers.
    """
    reference = articles("L821-6", "R821-8")
    set_input = dispatch


class aah_date_debut_maison_accueil_specialisee(Variable):
    value_type = date
    default_value = date(2150, 12, 31)
    entity = Individu
    definition_period = MONTH
    label = "Début du séjour en maison d'accueil spécialisée (le 31 décembre 2150 s'il n'y en a pas)"
    documentation = "À donner jusqu'au mois de la sortie compris."
    reference = articles("L821-6", "R821-8")
    set_input = dispatch


class aah_date_orientation_maison_accueil_specialisee(Variable):
    value_type = date
    default_value = date(2150, 12, 31)
    entity = Individu
    definition_period = MONTH
    label = "Maintenu en établissement pour enfants, notification de la décision qui désigne une maison spécialisée"
    documentation = """
    Après vingt ans, dans l'attente d'une place en maison d'accueil spécialisée : l'allocation est celle qui y serait
    versée, comme si le séjour y commençait à la notification (le 31 décembre 2150 : sans objet).
    """
    reference = articles("R821-9")
    set_input = dispatch


class aah_date_debut_incarceration(Variable):
    value_type = date
    default_value = date(2150, 12, 31)
    entity = Individu
    definition_period = MONTH
    label = "Début de l'incarcération en cours (le 31 décembre 2150 s'il n'y en a pas)"
    documentation = "À donner jusqu'au mois de la sortie compris."
    reference = articles("L821-6", "R821-8")
    set_input = dispatch


class aah_forfait_journalier_du(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Doit le forfait journalier hospitalier (alors l'allocation n'est pas réduite)"
    reference = articles("L821-6", "R821-8")
    set_input = dispatch


class aah_conjoint_ne_travaille_pas_motif_reconnu(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le conjoint ne travaille pas pour un motif reconnu valable par la commission"
    reference = articles("R821-8")
    set_input = dispatch


class aah_sejour_soixante_jours(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "En établissement depuis soixante jours révolus, au premier jour du mois"
    reference = articles("R821-8", "R821-9")
    set_input = dispatch

    def formula_2011(individu, period, parameters):
        days = int(parameters(period).minima_sociaux.aah.montant.sejour_en_etablissement.jours)
        starts = (
            "aah_date_debut_hospitalisation",
            "aah_date_debut_maison_accueil_specialisee",
            "aah_date_orientation_maison_accueil_specialisee",
            "aah_date_debut_incarceration",
        )
        stays = [_stays(individu(name, period), period, days) for name in starts]
        return numpy.any(stays, axis=0)


def _stays(start, period, days):
    """From the first day of the month after a number of whole days in the place."""
    last_of_them = start.astype("datetime64[D]") + numpy.timedelta64(days - 1, "D")
    return calendar_months_since(last_of_them, period) > 0


class aah_reduite(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Allocation réduite pour séjour en établissement"
    reference = articles("L821-6", "R821-8")
    set_input = dispatch

    def formula_2011(individu, period):
        couple = individu.has_role(Famille.PARENT) & individu.famille("en_couple", period)
        excused = couple & individu("aah_conjoint_ne_travaille_pas_motif_reconnu", period)
        return (
            individu("aah_sejour_soixante_jours", period)
            & ~individu("aah_forfait_journalier_du", period)
            & ~individu("aah_enfant_ou_ascendant_a_charge", period)
            & ~excused
        )


class aah(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocation aux adultes handicapés"
    documentation = """
    R821-8 laisse à la personne en établissement 30 % « du montant mensuel de ladite allocation », sans plus que ce
    qu'elle percevrait dehors : lu comme 30 % du montant maximal.
    """
    reference = articles("L821-1", "L821-2", "L821-6", "R821-8")
    set_input = divide

    def formula_2011(individu, period, parameters):
        law = parameters(period).minima_sociaux.aah.montant
        base = individu("aah_base", period)
        reduced = numpy.minimum(base, law.sejour_en_etablissement.part_conservee * law.montant_maximal)
        return numpy.where(individu("aah_reduite", period), reduced, base)


class aah_declaration_trimestrielle_manquante(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Déclaration trimestrielle de ressources non rendue dans les délais"
    reference = articles("R821-4-5")
    set_input = dispatch


class aah_avance(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Avance versée faute de déclaration trimestrielle de ressources"
    documentation = """
    La moitié de la dernière mensualité de la période de droits précédente, pour les deux premiers mois de la nouvelle ;
    puis rien. L'avance tient lieu de l'allocation en attendant la déclaration : la variable `aah` donne le droit.
    """
    reference = articles("R821-4-5")

    def formula_2011(individu, period, parameters):
        law = parameters(period).minima_sociaux.aah
        rank = individu("aah_rang_mois_trimestre", period)
        months = range(int(law.montant.declaration_trimestrielle_manquante.mois))
        before = [(rank == k) * individu("aah", period.offset(-k - 1, "month")) for k in months]
        late = individu("aah_declaration_trimestrielle_manquante", period)
        quarterly = individu("aah_evaluation_trimestrielle", period)
        return law.montant.declaration_trimestrielle_manquante.part_avancee * sum(before) * (late & quarterly)


class aah_seuil_abandon_indu(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Montant au-dessous duquel un indu d'allocation aux adultes handicapés peut être abandonné"
    reference = articles("D821-7")

    def formula_2011_02(individu, period, parameters):
        share = parameters(period).minima_sociaux.aah.montant.abandon_indu
        ceiling = parameters(period).cotisations.plafond_securite_sociale.mensuel
        return numpy.full(individu.count, round_up(share * ceiling))
