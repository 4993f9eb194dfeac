"""Allocation de base (L531-3, R531-1, D531-1, D531-3, D531-3-1): one per family, save multiple births or adoptions."""

from numpy import clip, where

from openfisca_secu.dates import MONTHS_PER_YEAR, calendar_months_since, first_day, last_day
from openfisca_secu.family import book_five_applies
from openfisca_secu.model_api import MONTH, Famille, Individu, Variable, articles, dispatch, divide
from openfisca_secu.paje import by_generation, ceiling_of_generation, generation, generation_of_families
from openfisca_secu.siblings import largest_same_day_sum


class enfant_eligible_paje(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant ouvrant droit à l'allocation de base"
    reference = articles("L531-1", "L531-3", "D531-1", "R552-2", "R552-3", "L552-7")
    documentation = """
    Du mois suivant la naissance, ou l'arrivée d'un enfant adopté de moins de vingt ans, au mois précédant celui où
    trois ans se sont écoulés. Avant 2015 : dès le mois de la naissance ou de l'arrivée (L531-3, premier alinéa,
    abrogé par le décret 2014-1707).
    """
    set_input = dispatch

    def formula_2015(individu, period, parameters):
        return individu("paje_enfant_compte", period) & _under_limit(individu, period, parameters)

    def formula_2004(individu, period, parameters):
        newborn = individu.has_role(Famille.ENFANT) & (individu("mois_depuis_naissance", period) == 0)
        counted = individu("paje_enfant_compte", period) | newborn
        return (counted | individu("prime_adoption_enfant_arrive", period)) & _under_limit(individu, period, parameters)


class paje_base_part_du_mois(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Part de l'allocation de base due pour le mois au titre de l'enfant"
    reference = articles("L531-3", "R552-2")
    documentation = "Avant 2015, le mois de la naissance était compté au nombre de jours depuis la naissance."

    def formula_2015(individu, period):
        return 1.0 * individu("enfant_eligible_paje", period)

    def formula_2004(individu, period):
        eligible = individu("enfant_eligible_paje", period)
        born_this_month = individu("mois_depuis_naissance", period) == 0
        days = (last_day(period) - individu("date_naissance", period)).astype(int) + 1
        return eligible * where(born_this_month, clip(days / period.days, 0, 1), 1)


class paje_base_nombre(Variable):
    value_type = float
    entity = Famille
    definition_period = MONTH
    label = "Nombre d'allocations de base de la famille : une, ou une par enfant venu le même jour"
    reference = articles("L531-3")
    documentation = "Naissances ou adoptions multiples : enfants dont la date de naissance, ou d'arrivée, est la même."

    def formula_2004(famille, period):
        shares = famille.members("paje_base_part_du_mois", period)
        dates = famille.members("paje_date_reference", period)
        return largest_same_day_sum(famille.members_entity_id, dates, shares, famille.count)


class paje_base_generation(Variable):
    value_type = int
    entity = Famille
    definition_period = MONTH
    label = "Génération du barème : 0 avant avril 2014, 1 d'avril 2014 à mars 2018, 2 depuis avril 2018"
    reference = articles("L531-3", "D531-3")
    documentation = """
    Celle du dernier enfant venu parmi ceux qui ouvrent droit : une naissance ou une adoption depuis avril 2018 fait
    passer la famille au nouveau barème (instruction DSS/SD2B/2019/65). Sans enfant qui ouvre droit, celle du jour.
    """

    def formula_2004(famille, period, parameters):
        first_days = parameters(period).prestations_familiales.paje.enfants.generations
        of_child = generation(famille.members("paje_date_reference", period), first_days)
        of_child = where(famille.members("enfant_eligible_paje", period), of_child, -1)
        now = generation(first_day(period), first_days)
        return generation_of_families(famille.members_entity_id, of_child, famille.count, now)


class paje_base_plafond_taux_plein(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Plafond de ressources de l'allocation de base à taux plein"
    reference = articles("L531-3", "R531-1", "R522-2")
    set_input = dispatch

    def formula_2004(famille, period, parameters):
        return _ceiling(famille, period, parameters, "taux_plein")


class paje_base_plafond_taux_partiel(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Plafond de ressources de l'allocation de base à taux partiel"
    reference = articles("L531-3", "R531-1", "R522-2", "D531-3-1")
    documentation = "Pour les enfants venus avant avril 2014, l'unique plafond."
    set_input = dispatch

    def formula_2004(famille, period, parameters):
        return _ceiling(famille, period, parameters, "taux_partiel")


class paje_base_montant(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Allocation de base, avant les règles de non-cumul"
    reference = articles("L531-1", "L531-3", "D531-3", "L755-19")
    documentation = """
    La même outre-mer (L755-19) ; à Mayotte et à Saint-Pierre-et-Miquelon d'autres textes que le Code s'appliquent :
    zéro.
    """
    set_input = divide

    def formula_2004(famille, period, parameters):
        resources = famille("paje_ressources", period)
        full = resources <= famille("paje_base_plafond_taux_plein", period)
        partial = ~full & (resources <= famille("paje_base_plafond_taux_partiel", period))
        covered = book_five_applies(famille.demandeur.menage("territoire", period))
        full_amount = _amount(famille, period, parameters, "taux_plein")
        partial_amount = _amount(famille, period, parameters, "taux_partiel")
        return covered * famille("paje_base_nombre", period) * (full * full_amount + partial * partial_amount)


class paje_base(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Allocation de base de la prestation d'accueil du jeune enfant"
    reference = articles("L531-1", "L531-3", "L532-1", "L755-19")
    documentation = """
    Brute de CRDS. Avec le complément familial (L532-1), une seule des deux prestations est due, la plus favorable
    (`cf_prefere_paje`). Outre-mer, elle exclut les allocations familiales d'un seul enfant (L755-19).
    """
    set_input = divide

    def formula_2004(famille, period):
        return famille("paje_base_montant", period) * ~famille("cf_prefere_paje", period)


class af_exclues_par_allocation_base(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Outre-mer, allocations familiales d'un seul enfant non versées avec l'allocation de base"
    reference = articles("L755-19")
    documentation = """
    Le texte interdit le cumul sans dire laquelle l'emporte : l'allocation de base, toujours plus forte (20,825 % de la
    base mensuelle au moins, contre 5,88 %, et 11,55 % avec la majoration de seize ans).
    """
    set_input = dispatch

    def formula_2004(famille, period):
        return famille("af_enfant_unique_outre_mer", period) & (famille("paje_base", period) > 0)


def _under_limit(individu, period, parameters):
    """Less than three years since the birth, or since the arrival of an adopted child (L531-3, third paragraph)."""
    months = calendar_months_since(individu("paje_date_reference", period), period)
    return months < MONTHS_PER_YEAR * parameters(period).prestations_familiales.paje.enfants.age_limite


def _ceiling(famille, period, parameters, rate):
    return ceiling_of_generation(
        parameters(period).prestations_familiales.paje.plafonds,
        rate,
        famille("paje_base_generation", period),
        famille("paje_nombre_enfants", period),
        famille("plafond_majore_isolement_biactivite", period),
    )


def _amount(famille, period, parameters, rate):
    """Monthly amount at one rate; 0 for a generation that does not have it at that date."""
    law = parameters(period).prestations_familiales
    base = law.bmaf
    frozen = getattr(law.paje.enfants, "base_mensuelle_gelee", base)
    latest = getattr(law.paje.allocation_base.enfants_depuis_avril_2018, rate, 0) * base
    older = getattr(law.paje.allocation_base.enfants_jusqu_a_mars_2018, rate, 0) * frozen
    return by_generation(famille("paje_base_generation", period), older, older, latest)
