"""Prime à la naissance (L531-2, D531-2, R531-1): before or after the birth, by the dates of the pregnancy.

Right and resources are judged in the month that R531-1 names (`paje_mois_examen_grossesse`); the payment comes later,
in a month that depends on when the pregnancy began, and shows in `paje_naissance` at the latest month that the text
allows.
"""

from numpy import minimum, select, where

from openfisca_secu.dates import first_day, month_number
from openfisca_secu.family import book_five_applies
from openfisca_secu.model_api import MONTH, Famille, Individu, Variable, articles, dispatch, divide
from openfisca_secu.paje import (
    NOT_GIVEN,
    by_generation,
    ceiling_of_generation,
    generation,
    generation_of_families,
    month_numbers,
    pregnancy_month_zero,
)


def _pregnancy_start(individu, period, pregnancy):
    """First day of the pregnancy, presumed from the birth where it is not given."""
    start = individu("date_debut_grossesse", period)
    birth = individu("date_naissance", period)
    months = birth.astype("datetime64[M]")
    day_of_month = birth - months.astype("datetime64[D]")
    presumed = (months - pregnancy.duree_presumee).astype("datetime64[D]") + day_of_month
    return where(start == NOT_GIVEN, presumed, start)


class prime_naissance_droit(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant né ou à naître au titre duquel la prime à la naissance peut être due, ressources à part"
    reference = articles("L531-2", "L533-1")
    documentation = """
    Décès de l'enfant (`date_deces`, avec la date de naissance prévue s'il n'est pas né vivant) : depuis les grossesses
    débutées le 1er octobre 2020, la prime est due s'il survient après la vingtième semaine ; avant, si l'enfant était
    né vivant ou si la grossesse se poursuivait au premier jour du mois où la situation est appréciée (les textes
    d'alors ne réglaient pas ce cas : pratique des caisses).
    """

    def formula(individu, period, parameters):
        law = parameters(period).prestations_familiales.paje
        start = _pregnancy_start(individu, period, law.enfants.grossesse)
        death = individu("date_deces", period)
        weeks = (death - start).astype(int) / law.naissance.jours_par_semaine
        born_alive = death >= individu("date_naissance", period)
        still_expected = month_numbers(death) >= individu("paje_mois_examen_grossesse", period)
        late_enough = where(
            start >= start.dtype.type(law.naissance.transition_2021.regime_actuel),
            born_alive | (weeks > law.naissance.semaines_grossesse),
            born_alive | still_expected,
        )
        adopted = individu("date_adoption", period) != NOT_GIVEN
        examined = individu("premier_examen_prenatal", period)
        return individu.has_role(Famille.ENFANT) & late_enough & ~adopted & examined


class prime_naissance_enfant_examine(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "La situation de la famille est appréciée ce mois-ci pour la prime à la naissance de l'enfant"
    reference = articles("R531-1")

    def formula(individu, period):
        now = individu("paje_mois_examen_grossesse", period) == month_number(period)
        return now & individu("prime_naissance_droit", period)


class prime_naissance_plafond(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Plafond de ressources de la prime à la naissance, le mois où la situation est appréciée"
    reference = articles("L531-2", "R531-1", "R522-2", "D531-3-1")
    set_input = dispatch

    def formula(famille, period, parameters):
        law = parameters(period).prestations_familiales.paje
        examined = famille.members("prime_naissance_enfant_examine", period)
        counted = famille.members("paje_enfant_compte", period) | famille.members("paje_enfant_a_naitre", period)
        children = famille("paje_nombre_enfants", period) + famille.sum(examined & ~counted)
        first_days = law.enfants.generations
        of_child = where(examined, generation(famille.members("date_naissance", period), first_days), -1)
        now = generation(first_day(period), first_days)
        of_family = generation_of_families(famille.members_entity_id, of_child, famille.count, now)
        raised = famille("plafond_majore_isolement_biactivite", period)
        return ceiling_of_generation(law.plafonds, "taux_partiel", of_family, children, raised)


class prime_naissance_ouverte(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Prime à la naissance ouverte au titre de l'enfant, le mois où la situation est appréciée"
    reference = articles("L512-1", "L512-2", "L531-2", "R531-1")
    documentation = """
    Le demandeur réside en France, en situation régulière s'il est étranger. À Mayotte et à Saint-Pierre-et-Miquelon
    d'autres textes que le Code s'appliquent : non.
    """

    def formula(individu, period):
        resources = individu.famille("paje_ressources", period)
        modest = resources <= individu.famille("prime_naissance_plafond", period)
        covered = book_five_applies(individu.famille.demandeur.menage("territoire", period))
        abroad = individu.famille.demandeur("residence_hors_de_france", period)
        irregular = individu.famille.demandeur("sejour_ou_entree_irreguliers", period)
        return individu("prime_naissance_enfant_examine", period) & modest & covered & ~abroad & ~irregular


class prime_naissance_mois_versement(Variable):
    value_type = int
    unit = "month"
    entity = Individu
    definition_period = MONTH
    label = "Mois du versement de la prime à la naissance de l'enfant (compté de janvier 1970)"
    reference = articles("L531-2", "D531-2")
    documentation = """
    Le dernier mois que le texte permet. Grossesses débutées depuis le 1er octobre 2020, ou déclarées avant 2015 : le
    mois civil suivant le sixième mois de grossesse ; débutées de juin à septembre 2020 : avril 2021 ; les autres : le
    deuxième mois civil suivant la naissance ou la fin de la grossesse.
    """

    def formula(individu, period, parameters):
        law = parameters(period).prestations_familiales.paje
        pregnancy, premium = law.enfants.grossesse, law.naissance
        start = _pregnancy_start(individu, period, pregnancy)
        birth = individu("date_naissance", period)
        declared = individu("date_declaration_grossesse", period)
        declared_month = where(
            declared == NOT_GIVEN, month_numbers(start) + pregnancy.delai_presume_declaration, month_numbers(declared)
        )
        month_zero = pregnancy_month_zero(individu("date_debut_grossesse", period), birth, pregnancy.duree_presumee)
        end = minimum(birth, individu("date_deces", period))
        day = start.dtype.type
        before_birth = month_zero + premium.mois_versement + 1
        return select(
            [
                start >= day(premium.transition_2021.regime_actuel),
                start >= day(premium.transition_2021.premier_debut),
                declared_month >= month_numbers(premium.versement_apres_naissance.premiere_declaration),
            ],
            [
                before_birth,
                month_numbers(premium.transition_2021.versement),
                month_numbers(end) + premium.versement_apres_naissance.delai,
            ],
            before_birth,
        )


class paje_naissance_enfant(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Prime à la naissance versée au titre de l'enfant"
    reference = articles("L531-2", "R531-1", "D531-2")
    documentation = """
    Depuis avril 2021, au montant en vigueur à la date d'examen (R531-1) ; avant, où le texte ne le disait pas, à
    celui du mois du versement. Les enfants nés avant avril 2018 ont la base mensuelle de 2013.
    """

    def formula_2021_07(individu, period, parameters):
        """All the pregnancies begun before October 2020 have been paid for: examination, then payment a month on."""
        due = individu("prime_naissance_ouverte", period.last_month)
        now = individu("prime_naissance_mois_versement", period) == month_number(period)
        return (due & now) * _amount(individu, period, period.last_month, parameters)

    def formula_2004(individu, period, parameters):
        delays = parameters(period).prestations_familiales.paje.naissance.versement_apres_naissance
        now = individu("prime_naissance_mois_versement", period) == month_number(period)
        return sum(
            (individu("prime_naissance_ouverte", exam) & now) * _amount(individu, period, exam, parameters)
            for exam in (period.offset(-n, "month") for n in range(delays.rang_mois_anterieur_maximal + 1))
        )


class paje_naissance(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Prime à la naissance de la prestation d'accueil du jeune enfant"
    reference = articles("L531-1", "L531-2", "D531-2")
    documentation = "Brute de CRDS. Une prime par enfant : jumeaux, deux primes."
    set_input = divide

    def formula_2004(famille, period):
        return famille.sum(famille.members("paje_naissance_enfant", period))


def _amount(individu, period, exam, parameters):
    """Premium paid in `period` for a situation judged in the month `exam`."""
    law = parameters(period).prestations_familiales.paje
    at_exam = parameters(period.stop).prestations_familiales.paje.enfants.primes_au_montant_de_l_examen
    base = parameters(exam if at_exam else period).prestations_familiales.bmaf
    frozen = getattr(law.enfants, "base_mensuelle_gelee", base)
    of_child = generation(individu("date_naissance", period), law.enfants.generations)
    return law.naissance.taux * by_generation(of_child, frozen, frozen, base)
