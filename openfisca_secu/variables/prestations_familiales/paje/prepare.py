"""Prestation partagée d'éducation de l'enfant (L531-4, D531-4), and before it, for children born or arrived before
2015, the complément de libre choix d'activité: what each parent receives, then the family.

Children and durations are in `prepare_enfants`, what the parent's activity calls for in `prepare_activite`.
"""

from numpy import maximum, minimum, ndarray, select, where

from openfisca_secu.family import book_five_applies
from openfisca_secu.lookup import by_enum
from openfisca_secu.model_api import MONTH, Enum, Famille, Individu, Variable, articles, dispatch, divide
from openfisca_secu.paje import TypesTauxPrepare
from openfisca_secu.siblings import maximum_by_family

# What is paid for the birth, an illness or an accident (L532-2, II, 1° to 3°).
INDEMNITIES = (
    "indemnites_journalieres_maternite",
    "indemnites_journalieres_paternite",
    "indemnites_journalieres_adoption",
    "indemnites_journalieres_conge_supplementaire_naissance",
    "indemnites_journalieres_maladie",
    "indemnites_journalieres_accident_travail",
    "indemnites_journalieres_maladie_professionnelle",
)
UNEMPLOYMENT = ("chomage_brut", "ass")  # 4°
PENSIONS = ("retraite_brute", "pensions_invalidite")  # 5°


class prepare_option_majoree(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le parent a choisi le montant majoré, pour une durée plus courte (choix définitif)"
    reference = articles("L531-4")
    set_input = dispatch


class prepare_mois_indemnises(Variable):
    value_type = int
    unit = "month"
    min_value = 0
    max_value = 24
    entity = Individu
    definition_period = MONTH
    label = "Mois depuis l'accouchement, ou pour l'adoption, indemnisés par l'assurance maternité ou l'employeur public"
    reference = articles("L531-4", "D531-13")
    documentation = "Y compris celui de l'accouchement et, s'il est entamé, le dernier."
    set_input = dispatch


class prepare_mois_percus(Variable):
    value_type = int
    unit = "month"
    min_value = 0
    max_value = 72
    entity = Individu
    definition_period = MONTH
    label = "Mensualités déjà reçues par le parent au titre de l'enfant, avant ce mois"
    reference = articles("D531-13", "R552-2")
    documentation = """
    Non données, le parent est présumé les recevoir sans interruption depuis que le droit s'est ouvert : au mois de la
    naissance, ou au dernier mois indemnisé, pour un seul enfant ou le montant majoré ; sinon au mois suivant. Les
    donner quand les parents se succèdent.
    """
    set_input = dispatch

    def formula_2004(individu, period):
        since = individu.famille("prepare_mois_depuis_arrivee", period)
        paid_leave = individu("prepare_mois_indemnises", period)
        at_once = individu("prepare_option_majoree", period) | (individu.famille("prepare_nombre_enfants", period) <= 1)
        before_opening = where(at_once, maximum(paid_leave - 1, 0), maximum(paid_leave, 1))
        return maximum(since - before_opening, 0)


class prepare_mois_depuis_reprise(Variable):
    value_type = int
    unit = "month"
    default_value = -1
    min_value = -1
    max_value = 72
    entity = Individu
    definition_period = MONTH
    label = "Mois depuis que le parent au taux plein a repris une activité (0 : ce mois ; -1 : pas de reprise)"
    documentation = "Option définitive, ouverte une fois (L531-4, VI). Après deux mois, c'est l'activité qui compte."
    set_input = dispatch


class prepare_cumul_reprise(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le parent qui reprend une activité garde deux mois le taux plein"
    reference = articles("L531-4", "D531-16")

    def formula_2004(individu, period, parameters):
        law = parameters(period).prestations_familiales.paje.prepare
        rule = law.reprise_activite
        months = individu("prepare_mois_depuis_reprise", period)
        age = individu.famille("prepare_age_enfant", period) - months
        many = individu.famille.any(
            individu.famille.members("prepare_enfants_simultanes", period) >= law.naissances_multiples
        )
        oldest = where(many, rule.age_maximal_naissances_multiples, rule.age_maximal)
        enough = individu.famille("prepare_nombre_enfants", period) >= rule.nombre_enfants
        return enough & (months >= 0) & (months < rule.duree) & (age >= rule.age_minimal) & (age < oldest)


class prepare_cumul_exclu(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le parent reçoit un revenu de remplacement qui exclut la prestation partagée d'éducation de l'enfant"
    reference = articles("L532-2")
    documentation = """
    Au taux plein : indemnités de maternité, de paternité, d'adoption, de congé supplémentaire de naissance, de
    maladie et d'accident du travail, chômage, pensions ; au taux partiel, à l'ouverture du droit seulement, et les
    pensions toujours (elles ne sont pas de celles que le III permet en cours de droit). Le mois où les indemnités
    prennent fin est payé pour un seul enfant, à l'ouverture, et pour le montant majoré. Les allocations de
    remplacement et indemnités des non-salariées sont à donner avec celles de maternité.
    """
    set_input = dispatch

    def formula_2004(individu, period):
        indemnified = _receives(individu, period, INDEMNITIES)
        ends_now = ~_receives(individu, period.offset(1, "month"), INDEMNITIES)
        unemployed = _receives(individu, period, UNEMPLOYMENT)
        retired = _receives(individu, period, PENSIONS)
        opening = individu("prepare_mois_percus", period) <= 0
        only_child = individu.famille("prepare_nombre_enfants", period) <= 1
        raised = individu("prepare_option_majoree", period)
        full = individu("prepare_taux_periode", period) == TypesTauxPrepare.plein
        last_month_paid = ends_now & ((only_child & opening) | raised)
        at_full_rate = (indemnified & ~last_month_paid) | unemployed
        at_partial_rate = opening & ((indemnified & ~(only_child & ends_now)) | unemployed)
        return retired | where(full, at_full_rate, at_partial_rate)


class prepare_taux_retenu(Variable):
    value_type = Enum
    possible_values = TypesTauxPrepare
    default_value = TypesTauxPrepare.aucun
    entity = Individu
    definition_period = MONTH
    label = "Taux de la prestation partagée d'éducation de l'enfant, l'option et la reprise d'activité considérées"
    reference = articles("L531-4", "D531-4", "D531-16", "D531-16-1", "R531-4")
    documentation = "Le choix du montant majoré est définitif : qui travaille ensuite n'a rien."
    set_input = dispatch

    def formula_2004(individu, period):
        by_activity = individu("prepare_taux_periode", period)
        raised = individu("prepare_option_majoree", period)
        full = (by_activity == TypesTauxPrepare.plein) | individu("prepare_cumul_reprise", period)
        codes = select(
            [raised & full, raised, full],
            [TypesTauxPrepare.majore.index, TypesTauxPrepare.aucun.index, TypesTauxPrepare.plein.index],
            by_activity.view(ndarray),
        )
        return TypesTauxPrepare.encode(codes)


class prepare_taux_verse(Variable):
    value_type = Enum
    possible_values = TypesTauxPrepare
    default_value = TypesTauxPrepare.aucun
    entity = Individu
    definition_period = MONTH
    label = "Taux auquel le parent a droit à la prestation partagée d'éducation de l'enfant"
    reference = articles("L531-4", "D531-13", "D531-16-1", "R531-2", "L532-2")
    set_input = dispatch

    def formula_2004(individu, period):
        rate = individu("prepare_taux_retenu", period)
        each = where(
            individu("prepare_option_majoree", period),
            individu.famille("prepare_majore_mensualites", period),
            individu.famille("prepare_mensualites", period),
        )
        # From the second child, months already paid by maternity insurance are taken off (D531-13, fourth paragraph).
        several = individu.famille("prepare_nombre_enfants_avec_arrivees", period) > 1
        used = individu("prepare_mois_percus", period) + several * individu("prepare_mois_indemnises", period)
        entitled = (
            individu.has_role(Famille.PARENT)
            & (used < each)
            & individu("prepare_activite_anterieure_suffisante", period)
            & ~individu("prepare_cumul_exclu", period)
            & book_five_applies(individu.famille.demandeur.menage("territoire", period))
        )
        return TypesTauxPrepare.encode(where(entitled, rate.view(ndarray), TypesTauxPrepare.aucun.index))


class paje_prepare_individu(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Prestation partagée d'éducation de l'enfant du parent, avant le plafonnement du couple"
    reference = articles("L531-4", "D531-4")
    documentation = """
    Les taux du complément de libre choix d'activité sont relevés pour les enfants venus avant avril 2014 dont la
    famille n'a pas l'allocation de base.
    """
    set_input = divide

    def formula_2004(individu, period, parameters):
        law = parameters(period).prestations_familiales
        rate = individu("prepare_taux_verse", period)
        without_base = individu.famille("prepare_sans_allocation_base", period)
        shares = where(
            without_base,
            by_enum(law.paje.prepare.taux_sans_allocation_base, rate, default=0),
            by_enum(law.paje.prepare.taux, rate, default=0),
        )
        return law.bmaf * shares


class prepare_sans_allocation_base(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Enfants venus avant avril 2014, famille sans allocation de base : taux relevés"
    reference = articles("L531-4")
    documentation = "L531-4 et D531-4 dans leur rédaction d'avant avril 2014, maintenue pour ces enfants."

    def formula_2004(famille, period):
        return (famille("prepare_generation", period) <= 0) & (famille("paje_base_montant", period) <= 0)


class paje_prepare_montant(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Prestation partagée d'éducation de l'enfant, avant la règle de non-cumul avec le complément familial"
    reference = articles("L531-1", "L531-4", "D531-4", "L755-19")
    documentation = """
    Les enfants nés ou arrivés avant 2015 ouvrent droit au complément de libre choix d'activité, ici
    compris. Un couple n'a qu'un taux plein, et deux taux partiels n'en dépassent pas le montant ; inférieurs, la loi
    les y porte (paramètre `deux_taux_partiels_portes_au_taux_plein`). Le texte ne dit rien d'un taux plein et d'un
    taux partiel ensemble : le taux plein seul est compté, comme le font les caisses. À Mayotte et à
    Saint-Pierre-et-Miquelon d'autres textes que le Code s'appliquent : zéro.
    """
    set_input = divide

    def formula_2004(famille, period, parameters):
        law = parameters(period).prestations_familiales
        rules = law.paje.prepare
        amounts = famille.members("paje_prepare_individu", period)
        rates = famille.members("prepare_taux_verse", period)
        at_full_rate = (rates == TypesTauxPrepare.plein) | (rates == TypesTauxPrepare.majore)
        full = maximum_by_family(famille.members_entity_id, amounts * at_full_rate, famille.count)
        partial = famille.sum(amounts * ~at_full_rate)
        both_partial = famille.sum((amounts > 0) & ~at_full_rate) > 1
        without_base = famille("prepare_sans_allocation_base", period)
        limit = law.bmaf * where(without_base, rules.taux_sans_allocation_base.plein, rules.taux.plein)
        lifted = both_partial & rules.deux_taux_partiels_portes_au_taux_plein
        return where(full > 0, full, where(lifted, limit, minimum(partial, limit)))


class paje_prepare(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Prestation partagée d'éducation de l'enfant (et complément de libre choix d'activité)"
    reference = articles("L531-1", "L531-4", "L532-2", "L755-19")
    documentation = """
    Brute de CRDS. Non cumulable avec le complément familial (L532-2, I ; L755-19) : la plus favorable des deux est due
    (`cf_prefere_paje`).
    """
    set_input = divide

    def formula_2004(famille, period):
        return famille("paje_prepare_montant", period) * ~famille("cf_prefere_paje", period)


def _receives(individu, period, names):
    return sum(individu(name, period) for name in names) > 0
