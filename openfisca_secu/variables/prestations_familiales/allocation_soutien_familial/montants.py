"""Allocation de soutien familial: amounts (L523-1, L523-3, L581-2, R523-6, R523-7, D523-3), gross of the CRDS."""

import numpy

from openfisca_secu.dates import calendar_months_since
from openfisca_secu.model_api import ETERNITY, MONTH, Famille, Individu, Variable, articles, divide
from openfisca_secu.rounding import to_cent


class asf_pension_deduite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pension que l'allocation complète"
    reference = articles("L523-1", "L581-2")
    documentation = """
    La part versée par un parent défaillant, ou la pension due par un parent qui la verse en entier. Si les deux parents
    sont l'un dans un cas, l'autre dans l'autre : le total perçu.
    """

    def formula(individu, period):
        received = individu("asf_pension_percue", period)
        defaulting = individu("asf_parents_defaillants", period) > 0
        paying = individu("asf_parents_payeurs", period) > 0
        return numpy.select([defaulting, paying], [received, individu("asf_pension_retenue", period)], 0)


class asf_montant_sans_obligation(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocation due pour l'enfant au seul titre des parents décédés ou inconnus"
    reference = articles("L523-1", "L523-3", "R523-7")

    def formula(individu, period, parameters):
        full = _full_amount(individu("asf_parents_sans_obligation", period), period, parameters)
        return individu("asf_elig_enfant", period) * full


class asf_montant_enfant(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocation de soutien familial due pour l'enfant, pleine ou différentielle"
    reference = articles("L523-1", "L523-3", "L581-2", "R523-7", "D755-8")
    documentation = """
    Un parent décédé ou inconnu donne le montant entier, quelle que soit la pension que verse l'autre ; si celui-ci ne
    contribue pas assez, le taux des deux parents, pension déduite, s'il est plus favorable (cas que le texte ne règle
    pas).
    """

    def formula(individu, period, parameters):
        full = _full_amount(individu("asf_parents_ouvrant_droit", period), period, parameters)
        topped_up = numpy.maximum(full - individu("asf_pension_deduite", period), 0)
        without = individu("asf_montant_sans_obligation", period)
        return individu("asf_elig_enfant", period) * numpy.maximum(topped_up, without)


class asf_avance_recouvrable(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part de l'allocation que la caisse peut recouvrer sur le parent débiteur"
    reference = articles("L581-2", "L552-7")
    documentation = """
    Avance sur une pension qu'un titre fixe et que le débiteur, qui n'est pas hors d'état, ne verse pas : dans la
    limite de l'impayé, le surplus reste acquis. Ni l'allocation complémentaire, ni celle que maintient le décès de
    l'enfant ne sont recouvrées.
    """

    def formula(individu, period):
        advance = individu("asf_montant_enfant", period) - individu("asf_montant_sans_obligation", period)
        unpaid = numpy.maximum(individu("asf_pension_due", period) - individu("asf_pension_percue", period), 0)
        title = individu("asf_titre", period)
        recoverable = (
            (individu("asf_parents_defaillants", period) > 0)
            & (title != title.possible_values.aucun)
            & ~individu("asf_debiteur_hors_etat", period)
            & (calendar_months_since(individu("date_deces", ETERNITY), period) <= 0)
        )
        return recoverable * numpy.minimum(advance, unpaid)


class asf_montant(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Allocation de soutien familial due pour tous les enfants, avant le montant minimal de versement"
    reference = articles("L523-1")
    set_input = divide

    def formula(famille, period):
        return famille.sum(famille.members("asf_montant_enfant", period))


class asf_differentielle(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Part de l'allocation de soutien familial qui complète une pension, due au titre du mois"
    reference = articles("L581-2", "R523-6", "D523-3")

    def formula(famille, period):
        amounts = famille.members("asf_montant_enfant", period)
        above = amounts > famille.members("asf_montant_sans_obligation", period)
        completes = above & (famille.members("asf_pension_deduite", period) > 0)
        return famille.sum(amounts * completes) * (famille("asf", period) > 0)


class asf_differentielle_versee(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Allocation différentielle versée dans le mois : celle des trois mois d'un trimestre civil, à sa fin"
    reference = articles("R523-6")
    documentation = "`asf` donne ce qui est dû au titre du mois ; R523-6 ne dit pas quels mois tombent les versements."

    def formula(famille, period, parameters):
        months = parameters(period).prestations_familiales.allocation_soutien_familial.montants.mois_par_versement
        if period.start.month % months:
            return numpy.zeros(famille.count)
        return sum(famille("asf_differentielle", period.offset(-back, "month")) for back in range(months))


class asf(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Allocation de soutien familial, brute de CRDS"
    reference = articles("L523-1", "L523-2", "D523-3", "L755-17", "D755-7")
    documentation = "Rien n'est versé sous le montant minimal (D523-3)."
    set_input = divide

    def formula(famille, period, parameters):
        due = famille("asf_montant", period)
        minimum = parameters(period).prestations_familiales.allocation_soutien_familial.montants.minimum
        return due * (to_cent(due) >= minimum)


def _full_amount(parents, period, parameters):
    """Amount of the allowance for a number of parents (R523-7)."""
    law = parameters(period).prestations_familiales
    rates = law.allocation_soutien_familial.montants.taux
    return law.bmaf * numpy.select([parents > 1, parents > 0], [rates.deux_parents, rates.un_parent], 0)
