"""`set_input` of the date of birth and of the ages: whichever is given, the date of birth follows.

The law reads dates of birth. Many situations and surveys only have an age: then the person is taken as born on
1 January of the year that gives this age (a year's age), or on the first day of the month that gives this number of
months. A date of birth that is given besides must agree with the age.
"""

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR, completed_months, month_number
from openfisca_secu.engine.inputs import InputValueError, dispatch, exact

AGE_NOT_GIVEN = -9999
DEFAULT_BIRTH = numpy.datetime64("1970-01-01", "D")
_SOURCES = ("age_en_mois", "age")


def birth_given(holder, period, array):
    """Take dates of birth; they replace the ones that were only deduced from ages."""
    if getattr(holder, "deduced", False):
        holder.delete_arrays()
        holder.deduced = False
    exact(holder, period, array)
    for name in _SOURCES:
        ages = holder.simulation.get_holder(name)
        for month in getattr(ages, "given", {}):
            _reconcile(holder, ages, month)


def age_given(holder, period, array):
    """Take ages (years or months) for a month, or for a year of which each month has the same age."""
    dispatch(holder, period, array)
    holder.given = getattr(holder, "given", {})
    births = holder.simulation.get_holder("date_naissance")
    for month in period.get_subperiods(holder.variable.definition_period):
        holder.given[month] = holder.get_array(month)
        _reconcile(births, holder, month)


def _reconcile(births, ages, month):
    """Complete dates by ages and ages by dates, row by row; refuse two that contradict each other."""
    age = ages.given[month]
    given = age != AGE_NOT_GIVEN
    in_years = ages.variable.name == "age"
    known = births.get_array(month)
    birth = known if known is not None else numpy.full(len(age), DEFAULT_BIRTH)
    deduced_rows = given & (birth == DEFAULT_BIRTH)
    birth = numpy.where(deduced_rows, _deduced_birth(age, month, in_years), birth)
    age_by_birth = completed_months(birth, month) // (MONTHS_PER_YEAR if in_years else 1)
    wrong = given & (age != age_by_birth)
    if wrong.any():
        row = int(numpy.flatnonzero(wrong)[0])
        raise InputValueError(
            ages.variable.name,
            month,
            ages.variable.definition_period,
            f"'{ages.variable.name}' for {month}: row {row} is {age[row]}, but 'date_naissance' is {birth[row]}, "
            f"which gives {age_by_birth[row]}; give one of the two, or two that agree.",
        )
    if known is None:
        births.deduced = True
    births.delete_arrays()
    births._set(month, birth)
    ages.delete_arrays(month)
    ages._set(month, numpy.where(given, age, age_by_birth))


def _deduced_birth(age, month, in_years):
    if in_years:
        return (numpy.datetime64(str(month.start.year), "Y") - age).astype("datetime64[D]")
    return (numpy.datetime64(month_number(month), "M") - age).astype("datetime64[D]")
