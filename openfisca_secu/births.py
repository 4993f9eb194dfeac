"""`set_input` of the date of birth and of the ages: whichever is given, the date of birth follows.

The law reads dates of birth. Many situations and surveys only have an age: then the person is taken as born on
1 January of the year that gives this age (a year's age), or on the first day of the month that gives this number of
months. A date of birth that is given besides must agree with the age.
"""

import numpy
from openfisca_core import periods

from openfisca_secu.dates import MONTHS_PER_YEAR, completed_months, month_number
from openfisca_secu.engine import dating
from openfisca_secu.engine.inputs import InputValueError, dispatch, exact
from openfisca_secu.engine.results import has_computed

AGE_NOT_GIVEN = -9999
DEFAULT_BIRTH = numpy.datetime64("1970-01-01", "D")
_SOURCES = ("age_en_mois", "age")  # the more precise one first: it is the one that a date is deduced from


def birth_given(holder, period, array):
    """Take dates of birth; a person left at the default date may still have an age."""
    _refuse_late(holder, period)
    if not hasattr(holder, "given"):
        holder.delete_arrays()  # what was only deduced from ages
    exact(holder, period, array)
    holder.given = array
    _reconcile(holder.simulation)


def age_given(holder, period, array):
    """Take ages (years or months) for a month, or for a year of which each month has the same age."""
    _refuse_late(holder, period)
    negative = (array < 0) & (array != AGE_NOT_GIVEN)
    if negative.any():
        row = int(numpy.flatnonzero(negative)[0])
        raise InputValueError(holder.variable, period, f"row {row} is {array[row]}; accepted: at least 0", row)
    dispatch(holder, period, array)
    months = period.get_subperiods(periods.DateUnit.MONTH)
    holder.given = {**_ages_given(holder), **dict.fromkeys(months, array)}  # new: a clone keeps the former dict
    _reconcile(holder.simulation)


def _ages_given(holder):
    return getattr(holder, "given", {})


def _refuse_late(holder, period):
    if has_computed(holder.simulation):
        raise dating.refused(holder.variable, period, "births and ages are given before anything is computed")


def _reconcile(simulation):
    """Complete dates by ages and ages by dates, row by row; refuse two that contradict each other."""
    births = simulation.get_holder("date_naissance")
    ages = [
        (holder, month, age)
        for holder in map(simulation.get_holder, _SOURCES)
        for month, age in _ages_given(holder).items()
    ]
    if not ages:
        return
    birth = getattr(births, "given", numpy.full(births.population.count, DEFAULT_BIRTH))
    for holder, month, age in ages:
        unknown = (age != AGE_NOT_GIVEN) & (birth == DEFAULT_BIRTH)
        birth = numpy.where(unknown, _deduced_birth(holder, month, age), birth)
    births.delete_arrays()
    births._set(periods.Period.eternity(), birth)
    for holder, month, age in ages:
        by_birth = completed_months(birth, month) // _months(holder)
        _refuse_contradiction(holder, month, age, birth, by_birth)
        holder.delete_arrays(month)
        holder._set(month, by_birth)


def _months(ages):
    return MONTHS_PER_YEAR if ages.variable.name == "age" else 1


def _deduced_birth(ages, month, age):
    if _months(ages) > 1:
        return (numpy.datetime64(str(month.start.year), "Y") - age).astype("datetime64[D]")
    return (numpy.datetime64(month_number(month), "M") - age).astype("datetime64[D]")


def _refuse_contradiction(holder, month, age, birth, by_birth):
    wrong = (age != AGE_NOT_GIVEN) & (age != by_birth)
    if wrong.any():
        row = int(numpy.flatnonzero(wrong)[0])
        raise InputValueError(
            holder.variable,
            month,
            f"row {row} is {age[row]}, but 'date_naissance' is {birth[row]}, which gives {by_birth[row]}; give one of "
            "the two, or two that agree",
            row,
        )
