"""Work beside the allocation aux adultes handicapés: what counts as work, by quarter or by year, starts and stops."""

from datetime import date

import numpy

from openfisca_secu.aah import of_partner, quarters_since
from openfisca_secu.dates import MONTHS_PER_YEAR, calendar_months_since
from openfisca_secu.model_api import ETERNITY, MONTH, Individu, Variable, articles, dispatch, divide
from openfisca_secu.once import once
from openfisca_secu.rounding import round_down
from openfisca_secu.states import held_for_months

REPLACEMENT_INCOMES = (
    "chomage_brut",
    "chomage_imposable",
    "indemnites_chomage_partiel",
    "preretraite_brute",
    "ass",
    "retraite_brute",
    "retraite_imposable",
    "pensions_invalidite",
    "rente_accident_travail",
    "indemnites_journalieres_maladie",
    "indemnites_journalieres_maternite",
    "indemnites_journalieres_paternite",
    "indemnites_journalieres_adoption",
    "indemnites_journalieres_conge_supplementaire_naissance",
    "indemnites_journalieres_accident_travail",
    "indemnites_journalieres_maladie_professionnelle",
)


class aah_salaire_ordinaire(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Salaire imposable du mois en milieu ordinaire de travail, avant la déduction de 10 %"
    documentation = """
    Le salaire imposable, activité partielle comprise, moins la rémunération garantie d'un établissement
    d'accompagnement par le travail. Les indemnités imposables d'élu local, que L821-3 traite de même, sont à compter
    dans le salaire imposable.
    """
    reference = articles("L821-3", "D821-9")
    set_input = divide

    def formula_2011(individu, period):
        sheltered = individu("remuneration_garantie_esat_imposable", period)
        wages = individu("salaire_imposable", period) + individu("activite_partielle_imposable", period)
        return numpy.maximum(wages - sheltered, 0)


class aah_en_activite_ordinaire(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Perçoit dans le mois des revenus d'activité en milieu ordinaire"
    documentation = "Un bénéfice de l'année vaut pour chacun de ses mois."
    reference = articles("R821-4", "R821-4-1")
    set_input = dispatch

    def formula_2011(individu, period):
        profits = individu("rpns_imposables", period.this_year)
        return (individu("aah_salaire_ordinaire", period) > 0) | (profits > 0)


class aah_en_activite(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Perçoit dans le mois des revenus d'activité, en milieu ordinaire ou protégé"
    reference = articles("L821-1", "L821-1-2", "R821-4-4")
    set_input = dispatch

    def formula_2011(individu, period):
        sheltered = individu("remuneration_garantie_esat", period) > 0
        return individu("aah_en_activite_ordinaire", period) | sheltered


class aah_rang_mois_trimestre(Variable):
    value_type = int
    entity = Individu
    definition_period = MONTH
    label = "Rang du mois dans sa période de droits de trois mois (0, 1, 2)"
    documentation = """
    Les périodes se suivent depuis l'ouverture du droit. Celles d'un couple dont les deux membres sont allocataires
    partent du droit le plus ancien ; le conjoint qui ne l'est pas suit les périodes de l'allocataire.
    """
    reference = articles("R821-4-1", "R821-4-5", "R821-7")
    is_period_size_independent = True

    def formula_2011(individu, period, parameters):
        length = parameters(period).minima_sociaux.aah.ressources.trimestre.mois
        own = calendar_months_since(individu("aah_date_demande", period), period)
        others = calendar_months_since(of_partner(individu, "aah_date_demande", period), period)
        eligible = individu("aah_eligible", period)
        partner_eligible = of_partner(individu, "aah_eligible", period)
        both = eligible & partner_eligible
        requested = numpy.select([both, partner_eligible], [numpy.maximum(own, others), others], default=own)
        return (requested - 1) % int(length)


class aah_evaluation_trimestrielle(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Ressources appréciées par trimestre"
    documentation = """
    Depuis la période de droits qui suit le trimestre où une activité en milieu ordinaire a débuté ; par année de
    nouveau à compter du 1er janvier où aucune activité n'a été reprise depuis neuf mois. Une reprise dans la période
    de droits où tombe ce 1er janvier n'y est pas vue. Jusqu'en 2022, qui travaille en établissement d'aide par le
    travail est toujours à l'année.
    """
    reference = articles("R821-4", "R821-4-1", "R821-4-2")
    set_input = dispatch

    def formula_2023(individu, period, parameters):
        return _worked_lately(individu, period, parameters(period).minima_sociaux.aah.ressources.trimestre)

    def formula_2011(individu, period, parameters):
        lately = _worked_lately(individu, period, parameters(period).minima_sociaux.aah.ressources.trimestre)
        return lately & (individu("remuneration_garantie_esat", period) == 0)


def _worked_lately(individu, period, law):
    """Whether there was ordinary work from nine months before the last 1 January to the end of the last quarter."""
    rank = individu("aah_rang_mois_trimestre", period)
    months = int(law.mois_sans_activite) + period.start.month - 1
    worked = [
        individu("aah_en_activite_ordinaire", period.offset(-back, "month")) & (back > rank)
        for back in range(1, months + 1)
    ]
    return numpy.any(worked, axis=0)


class aah_cumul_integral(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Mois dont les revenus d'activité en milieu ordinaire ne sont pas comptés"
    documentation = """
    Les six premiers mois d'une activité qui débute ou reprend après un mois sans revenu d'activité, depuis l'ouverture
    du droit ; six mois au plus sur douze mois glissants. Débuts et reprises sont retracés sur deux fois douze mois.
    """
    reference = articles("D821-9")
    set_input = dispatch

    def formula_2011(individu, period, parameters):
        law = parameters(period).minima_sociaux.aah.activite.cumul_integral
        window = int(law.periode)
        opened = calendar_months_since(individu("aah_date_demande", period), period)
        at_work = individu("aah_en_activite_ordinaire", period.offset(-2 * window, "month"))
        spell = numpy.zeros(individu.count)  # months worked since a start that counts; 0 out of it
        granted = [numpy.zeros(individu.count)]  # how many months were, from the first one to each
        for back in reversed(range(2 * window)):
            before = at_work
            at_work = individu("aah_en_activite_ordinaire", period.offset(-back, "month"))
            starts = _begins(at_work, before) & (opened > back)
            spell = numpy.where(starts, 1, numpy.where(at_work & (spell > 0), spell + 1, 0))
            used = granted[-1] - granted[max(len(granted) - window, 0)]
            month = (spell > 0) & (spell <= law.duree) & (used < law.duree)
            granted = [*granted, granted[-1] + month]
        return month


@once
def _begins(at_work, before):
    return at_work & ~before


class aah_cessation_sans_revenu_remplacement(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "A cessé toute activité, sans revenu de remplacement"
    documentation = """
    Les revenus d'activité et de chômage de la période de référence ne comptent pas, du mois qui suit la cessation au
    mois qui précède la reprise. Par défaut : ni revenu d'activité, ni allocation, pension, rente ou indemnité
    journalière dans le mois.
    """
    reference = articles("R821-4-4")
    set_input = dispatch

    def formula_2011(individu, period):
        replaced = sum(individu(name, period) for name in REPLACEMENT_INCOMES)
        # Who is said to draw an allowance has a replacement income, even where its amount is not given.
        allowance = individu("activite_partielle_ou_independant_indemnise", period)
        return ~individu("aah_en_activite", period) & (replaced == 0) & ~allowance


class aah_revenus_activite_neutralises(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Revenus d'activité et indemnités de chômage de la période de référence non comptés"
    reference = articles("R821-4", "R821-4-4", "R532-4", "R532-7")
    set_input = dispatch

    def formula_2011(individu, period):
        stopped = individu("aah_cessation_sans_revenu_remplacement", period)
        return stopped | individu("ressources_activite_neutralisees", period)


class aah_reduction_activite(Variable):
    value_type = float
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Part dont la durée du travail a été réduite, depuis deux mois consécutifs"
    reference = articles("R821-4-3")
    set_input = dispatch


class aah_date_reduction_activite(Variable):
    value_type = date
    default_value = date(1880, 1, 1)
    entity = Individu
    definition_period = ETERNITY
    label = "Date de la réduction de la durée du travail (le 1er janvier 1880 : sans objet)"
    reference = articles("R821-4-3")


class aah_abattement_reduction_activite(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Abattement pour réduction de la durée du travail, par dizaines de pour cent"
    documentation = "Du mois suivant la réduction à la fin de la période de paiement (année ou trimestre) qui suit."
    reference = articles("R821-4-3")
    set_input = dispatch

    def formula_2011(individu, period, parameters):
        law = parameters(period).minima_sociaux.aah
        reduced = individu("aah_date_reduction_activite", ETERNITY)
        months = calendar_months_since(reduced, period)
        rank = individu("aah_rang_mois_trimestre", period)
        quarters, _ = quarters_since(months, rank, int(law.ressources.trimestre.mois))
        months_at_new_year = calendar_months_since(reduced, period.this_year.first_month)
        quarterly = individu("aah_evaluation_trimestrielle", period)
        in_time = numpy.where(quarterly, quarters <= 1, months_at_new_year <= MONTHS_PER_YEAR)
        rate = round_down(individu("aah_reduction_activite", period), 1)
        return numpy.minimum(rate, law.activite.reduction.maximum) * ((months > 0) & in_time)


class aah_abattement_pension_trimestre(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Abattement du trimestre, après cessation d'activité et admission à une pension ou à l'allocation"
    documentation = """
    Jusqu'à la fin de la période de droits en cours, ou de la suivante quand le changement a lieu au deuxième ou au
    troisième mois d'un trimestre (R821-4-1, II, 3°).
    """
    reference = articles("R821-4-1", "R532-5")
    set_input = dispatch

    def formula_2011(individu, period, parameters):
        length = int(parameters(period).minima_sociaux.aah.ressources.trimestre.mois)
        rate = parameters(period).prestations_familiales.base_ressources.changements_situation.taux_abattement
        months = calendar_months_since(individu("date_cessation_activite_pension", ETERNITY), period)
        quarters, rank_then = quarters_since(months, individu("aah_rang_mois_trimestre", period), length)
        return rate * ((months > 0) & (quarters <= (rank_then > 0)))


class aah_abattement_activite_trimestre(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Abattement sur les revenus d'activité du trimestre de référence"
    documentation = "Chômage indemnisé depuis deux mois, admission à une pension, réduction d'activité ; sans cumul."
    reference = articles("R821-4-1", "R821-4-3", "R532-5", "R532-7")
    set_input = dispatch

    def formula_2011(individu, period, parameters):
        law = parameters(period).prestations_familiales.base_ressources.changements_situation
        unemployed = held_for_months(individu, "chomage_indemnise", period, law.mois_chomage)
        other = numpy.maximum(
            individu("aah_abattement_pension_trimestre", period), individu("aah_abattement_reduction_activite", period)
        )
        return numpy.maximum(law.taux_abattement * unemployed, other)


class aah_abattement_activite_annee(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Abattement sur les revenus d'activité de l'année de référence"
    documentation = "Celui des prestations familiales, ou celui d'une réduction d'activité ; sans cumul."
    reference = articles("R821-4", "R821-4-3", "R532-5", "R532-6", "R532-7")
    set_input = dispatch

    def formula_2011(individu, period):
        reduction = individu("aah_abattement_reduction_activite", period)
        return numpy.maximum(individu("abattement_revenus_activite", period), reduction)
