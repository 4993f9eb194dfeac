"""Reductions computed by year and by contract, of which each month takes a part: L241-13, III and V, D241-8, D241-9."""

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR, first_day, last_day
from openfisca_secu.model_api import Enum
from openfisca_secu.once import once
from openfisca_secu.regularisation import months_to_date, plus


class TypesAllegementModeRecouvrement(Enum):
    progressif = "Chaque mois, sur le cumul depuis le début de l'année ou du contrat"
    anticipe = "Chaque mois sur ce mois, régularisé le dernier mois de l'année ou du contrat"
    fin_d_annee = "Le dernier mois de l'année ou du contrat"


def under_contract(individu, period, month):
    """Whether the contract of `period` had begun in `month`: each contract is computed apart (D241-7)."""
    return _begun(individu("contrat_de_travail_debut", period), last_day(month))


@once
def _begun(starts, day):
    return starts <= day


def part_of_month(individu, period, mode, reduction):
    """The part of the year's reduction that the month of `period` takes, by the mode of collection.

    The parts of the months of a year, or of a contract, add up to the reduction of the year. A part is negative
    where the earlier months took too much. What is paid after the end of the contract changes its reduction at once.

    Args:
        individu: the population of persons, as formulas receive it.
        period: the month.
        mode: array of `TypesAllegementModeRecouvrement`.
        reduction: a function that gives the reduction due on a list of months of the year taken together.
    """
    months = months_to_date(period)
    to_date, before = reduction(months), reduction(months[:-1])
    advances = sum((reduction([month]) for month in months[:-1]), numpy.zeros(individu.count))
    end = individu("contrat_de_travail_fin", period).astype("datetime64[D]")
    settled = end < first_day(period)
    last = (end <= last_day(period)) | (period.start.month == MONTHS_PER_YEAR)
    types = mode.possible_values
    return numpy.select(
        [settled | (mode == types.progressif), mode == types.anticipe],
        [to_date - before, numpy.where(last, to_date - advances, reduction([period]))],
        default=numpy.where(last, to_date, 0),
    )


def spans(period, parameters):
    """The months of the year to date, in the lists that are computed apart because the rate changed between them."""
    months = months_to_date(period)
    starts = [parameters(month).cotisations.allegement_general.reference.premier_mois for month in months]
    return [[month for month, one in zip(months, starts, strict=True) if one == start] for start in sorted({*starts})]


def totals(individu, period, months, names, condition):
    """The totals of monthly variables over the months of the contract in which a condition holds.

    Args:
        individu: the population of persons, as formulas receive it.
        period: the month, whose contract is meant.
        months: a list of months.
        names: names of monthly variables of amounts.
        condition: name of the monthly boolean variable.

    Returns:
        One float64 array a name.
    """
    counted = [_both(under_contract(individu, period, month), individu(condition, month)) for month in months]
    found = []
    for name in names:
        total = 0.0 if months else numpy.zeros(individu.count)
        for count, month in zip(counted, months, strict=True):
            total = plus(total, count, individu(name, month))
        found.append(total)
    return found


@once
def _both(one, other):
    return one & other


def due_in_month(individu, period, alone, to_date):
    """The month's part of a reduction of the year, from two monthly variables (D241-8, D241-9).

    Args:
        individu: the population of persons, as formulas receive it.
        period: the month.
        alone: name of the variable of what a month alone gives.
        to_date: name of the variable of what the months of the year to date give together.
    """

    def reduction(months):
        if not months:
            return numpy.zeros(individu.count)
        name = alone if len(months) == 1 else to_date
        return under_contract(individu, period, months[-1]) * individu(name, months[-1])

    return part_of_month(individu, period, individu("allegement_general_mode_recouvrement", period), reduction)
