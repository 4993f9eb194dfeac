"""Contract, hours and months of work, from what surveys say of them and from what was paid.

Hours are those of a whole month of the contract, given for a year (twelve of them), as `heures_remunerees_volume` takes
them. An hour is paid at least the minimum wage (code du travail, article législatif 3231-2): who is paid less for the
hours that a survey tells worked fewer of them.
"""

from dataclasses import dataclass

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.survey import pay

WEEKS_PER_YEAR = 52
CONTRACTS = ("temps_plein", "temps_partiel", "sans_objet")
_FULL_TIME, _PART_TIME, _NONE = range(3)


@dataclass(frozen=True)
class WorkingTime:
    """What is paid work of each person.

    Attributes:
        contract: codes of CONTRACTS; `sans_objet` for who has no wage.
        hours: of a year of the contract, for part-time work.
        fewer: whether the hours were brought down to what was paid.
    """

    contract: numpy.ndarray
    hours: numpy.ndarray
    fewer: numpy.ndarray


def working_time(gross_wage, part_time, weekly_hours, share, *, months, minimum_applies, year):
    """The WorkingTime of each person.

    Args:
        gross_wage: of the year, in euros.
        part_time: whether the person says so.
        weekly_hours: as the person says, 0 if not said.
        share: of a full time, for part-time work of unknown hours.
        months: number of months of paid work in the year.
        minimum_applies: whether the minimum wage holds (not for an apprentice).
        year: the year of the wage.
    """
    full_time = pay.full_time_hours(year)
    told = weekly_hours * WEEKS_PER_YEAR
    part_time = part_time & (told < full_time)
    hours = numpy.where(part_time, numpy.where(told > 0, told, share * full_time), full_time)
    whole_year = gross_wage * MONTHS_PER_YEAR / numpy.maximum(months, 1)
    paid = whole_year / (pay.minimum_wage(year) / full_time)
    fewer = (gross_wage > 0) & minimum_applies & (paid < hours)
    hours = numpy.where(fewer, paid, hours)
    contract = numpy.select([gross_wage <= 0, part_time | fewer], [_NONE, _PART_TIME], _FULL_TIME)
    return WorkingTime(contract, numpy.where(contract == _PART_TIME, hours, 0.0), fewer)


def number_of(months):
    """How many months are marked, a whole year where none is."""
    count = months.sum(axis=1)
    return numpy.where(count > 0, count, MONTHS_PER_YEAR)


def by_month(incomes, names, months, year):
    """Columns of months of several incomes (arrays by name), if anybody's does not fall in even twelfths; else none."""
    if not any(_uneven(incomes[name], months).any() for name in names):
        return {}
    return {column: values for name in names for column, values in spread(name, incomes[name], months, year).items()}


def spread(name, amounts, months, year):
    """A yearly amount as columns of months, by name of column: even parts in the months marked, none in the others.

    Args:
        name: the variable.
        amounts: of the year, one a person.
        months: a boolean array, persons by twelve months; who has no month marked has an even twelfth.
        year: the year.
    """
    count = months.sum(axis=1)
    parts = numpy.where(count > 0, amounts / numpy.maximum(count, 1), amounts / MONTHS_PER_YEAR)
    return {
        f"{name}@{year}-{month + 1:02}": numpy.where((count == 0) | months[:, month], parts, 0.0)
        for month in range(MONTHS_PER_YEAR)
    }


def _uneven(amounts, months):
    """Whose amount does not fall in even twelfths."""
    count = months.sum(axis=1)
    return (amounts != 0) & (count > 0) & (count < MONTHS_PER_YEAR)
