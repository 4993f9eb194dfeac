"""The base of the self-employed: the allowance of L136-3, III, its inverse, and means over years of reference."""

from datetime import date

import numpy

# The dates that stand for an event that has not taken place, and for one that will not.
NO_DATE, FAR_DATE = date(1880, 1, 1), date(2099, 12, 31)


def allowance(amount, rule, ceiling):
    """The flat allowance on an amount of the year, between its two bounds (euros, arrays or scalars)."""
    return numpy.clip(rule.taux * amount, rule.plancher * ceiling, rule.plafond * ceiling)


def deducted_csg(after, rate, rule, ceiling):
    """The deductible CSG that was taken off an amount.

    The tax deducts from a profit the deductible part of the CSG, which L136-3 does not: the amount B of the law is the
    taxable one plus `rate` x (B - allowance(B)). B is found piece by piece: no base below the least allowance, then the
    least allowance, the rate, the greatest allowance.

    Args:
        after: the amounts without the CSG (array).
        rate: the deductible points of CSG.
        rule: the node of the allowance.
        ceiling: the ceiling of the year.
    """
    least, most = rule.plancher * ceiling, rule.plafond * ceiling
    low, high = least / rule.taux, most / rule.taux
    before = numpy.select(
        [after <= least, after <= low - rate * (low - least), after <= high - rate * (high - most)],
        [after, (after - rate * least) / (1 - rate), after / (1 - rate * (1 - rule.taux))],
        default=(after - rate * most) / (1 - rate),
    )
    return before - after


def mean_of_first_years(values, rank):
    """The mean over the years since the start: `values` by year, this year first; `rank` of this year (1 is the first).

    A rank beyond the number of values takes them all.
    """
    counted = numpy.clip(rank, 1, len(values))
    return sum(value * (back < counted) for back, value in enumerate(values)) / counted


def overlap_in_days(first, last, start, end):
    """Number of days common to [first, last] and [start, end], both ends included (int64)."""
    days = numpy.minimum(last, end) - numpy.maximum(first, start)
    return numpy.maximum(days.astype("timedelta64[D]").astype(numpy.int64) + 1, 0)


def years_of(dates):
    """The calendar year of each date (int64)."""
    return numpy.asarray(dates).astype("datetime64[Y]").astype(numpy.int64) + 1970


def is_given(dates):
    """Whether each date is that of an event, and not NO_DATE."""
    return numpy.asarray(dates).astype("datetime64[D]") > numpy.datetime64(NO_DATE, "D")
