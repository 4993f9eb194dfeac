"""Hours and days of an employment contract within a month, as pure functions on arrays."""

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR, first_day, last_day
from openfisca_secu.once import once

_DAY = numpy.timedelta64(1, "D")


def legal_monthly_hours(smic):
    """Monthly equivalent of the legal weekly hours: 35 x 52 / 12, unrounded (D241-7).

    `smic` is the parameter node `cotisations.smic` at an instant.
    """
    return smic.duree_legale_hebdomadaire * smic.semaines_par_an / MONTHS_PER_YEAR


def full_time_monthly_hours(collective, legal):
    """The shorter of the legal hours and of those of the branch, firm or establishment (0 where not known)."""
    return numpy.where(collective > 0, numpy.minimum(collective, legal), legal)


def days_in_month(period):
    """Calendar days of `period` (a Python int)."""
    return int((last_day(period) - first_day(period) + _DAY).astype(numpy.int64))


def days_employed(starts, ends, period):
    """Calendar days of `period` that a contract covers, first and last days included (int64 array)."""
    return days_between(starts, ends, first_day(period), last_day(period))


@once
def days_between(starts, ends, first, last):
    """Days from `first` to `last`, both included, that are also between `starts` and `ends` (int64 array)."""
    begin, end = numpy.maximum(starts, first), numpy.minimum(ends, last)
    return numpy.maximum((end - begin + _DAY).astype(numpy.int64), 0)


def calendar_share(days, period):
    """Share of the month, in calendar days."""
    return _ratio(days, days_in_month(period))


@once
def _ratio(days, whole):
    return days / whole


def thirtieths_share(days, period, parts):
    """Share of the month in thirtieths: one a calendar day, at most `parts`, and all of them for a whole month."""
    return numpy.where(days >= days_in_month(period), 1.0, numpy.minimum(days, parts) / parts)


def share_of(amounts, wholes):
    """amounts / wholes, 1 where the whole is not known (0)."""
    amounts, wholes = numpy.broadcast_arrays(numpy.asarray(amounts, dtype=numpy.float64), wholes)
    return numpy.divide(amounts, wholes, out=numpy.ones(amounts.shape), where=wholes > 0)
