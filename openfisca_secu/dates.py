"""Calendar arithmetic on arrays of dates (datetime64[D]), by whole months or by day."""

import numpy

from openfisca_secu.once import once

MONTHS_PER_YEAR = 12


@once
def month_numbers(dates):
    """Months elapsed from January 1970 to the month of each date (int64)."""
    return numpy.asarray(dates).astype("datetime64[M]").astype(numpy.int64)


@once
def _first_of_month(dates):
    return numpy.asarray(dates).astype("datetime64[M]")


@once
def _day_of_month(dates):
    """From 0, as a number of days."""
    return numpy.asarray(dates).astype("datetime64[D]") - _first_of_month(dates).astype("datetime64[D]")


@once
def _not_on_first_day(dates):
    return _day_of_month(dates).astype(numpy.int64) > 0


@once
def _year_numbers(dates):
    return numpy.asarray(dates).astype("datetime64[D]").astype("datetime64[Y]").astype(numpy.int64)


def month_number(period):
    """Months elapsed from January 1970 to the first month of `period` (a Python int)."""
    return (period.start.year - 1970) * MONTHS_PER_YEAR + period.start.month - 1


def calendar_months_since(dates, period):
    """Number of calendar months from the month of each date to the month of `period` (int64, same shape).

    0 in the month of the date itself, whatever the day; negative before. The months in which the Code opens
    and closes family benefits are counted so (R552-2, R552-3).
    """
    return month_number(period) - month_numbers(dates)


def completed_months(dates, period):
    """Number of whole months completed on the first day of `period` since each date (int64, same shape)."""
    dates = numpy.asarray(dates)
    return calendar_months_since(dates, period) - _not_on_first_day(dates)


def months_later(dates, months):
    """The same day of the month so many whole months later (scalar or array); what a month lacks is in the next."""
    dates = numpy.asarray(dates)
    return (_first_of_month(dates) + numpy.asarray(months)).astype("datetime64[D]") + _day_of_month(dates)


def birthday(births, age):
    """The day on which a person born on each date turns `age` (years, scalar or array of whole numbers).

    Somebody born on 29 February turns older on 1 March of a common year.
    """
    return months_later(births, numpy.asarray(age) * MONTHS_PER_YEAR)


def completed_years(births, day):
    """Age in whole years reached on `day` (a datetime64[D], scalar or array)."""
    day = numpy.asarray(day, dtype="datetime64[D]")
    births = numpy.asarray(births)
    years = day.astype("datetime64[Y]").astype(numpy.int64) - _year_numbers(births)
    return years - (birthday(births, years) > day)


def first_day(period):
    """First day of `period` as datetime64[D]."""
    return numpy.datetime64(str(period.start), "D")


def last_day(period):
    """Last day of `period` as datetime64[D]."""
    return numpy.datetime64(str(period.stop), "D")


@once
def as_number(dates):
    """Each date as the whole number YYYYMMDD, the form in which scales hold thresholds that are dates."""
    dates = numpy.asarray(dates).astype("datetime64[D]")
    years = dates.astype("datetime64[Y]").astype(numpy.int64) + 1970
    months = month_numbers(dates) % MONTHS_PER_YEAR + 1
    days = (dates - dates.astype("datetime64[M]").astype("datetime64[D]")).astype(numpy.int64) + 1
    return (years * 100 + months) * 100 + days
