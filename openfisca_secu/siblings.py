"""Children of one family who came on the same day: multiple births, adoptions at once."""

import numpy

from openfisca_secu.once import once

# Days counted from 1970 that the law can meet fit well below this; it separates families in one sortable key.
_DAYS_APART = 1_000_000


def _groups(families, days):
    """Number the distinct pairs (family, day): first row of each pair, and the pair's number on each row."""
    keys = numpy.asarray(families, dtype=numpy.int64) * _DAYS_APART + days.astype("datetime64[D]").astype(numpy.int64)
    _, first_rows, group = numpy.unique(keys, return_index=True, return_inverse=True)
    return first_rows, group.reshape(-1)


def same_day_sum(families, days, weights):
    """Sum of the weights of the members of one's family who came on one's day, oneself included.

    Args:
        families: number of each person's family.
        days: day of birth, or of arrival, of each person.
        weights: what to sum (0 for whoever does not count).

    Returns:
        A float64 array, one value a person.
    """
    _, group = _groups(families, days)
    return numpy.bincount(group, weights=weights)[group]


def largest_same_day_sum(families, days, weights, number_of_families):
    """For each family, the largest of the sums of weights by day."""
    first_rows, group = _groups(families, days)
    sums = numpy.bincount(group, weights=weights)
    return maximum_by_family(numpy.asarray(families)[first_rows], sums, number_of_families)


def maximum_by_family(families, values, number_of_families, least=0.0):
    """For each family, the largest of its members' values, `least` where there is none above it."""
    result = numpy.full(number_of_families, least, dtype=numpy.float64)
    if len(families):
        order, starts, inhabited = _by_family(families)
        result[inhabited] = numpy.maximum(numpy.maximum.reduceat(numpy.asarray(values)[order], starts), least)
    return result


@once
def _by_family(families):
    """The rows in the order of their families, where each family begins in it, and its number."""
    order = numpy.argsort(families, kind="stable")
    numbers = families[order]
    starts = numpy.flatnonzero(numpy.diff(numbers, prepend=-1))
    return order, starts, numbers[starts]
