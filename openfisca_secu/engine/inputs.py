"""How given values enter a simulation: checked, copied, spread over periods, never overwritten.

Each function here can be the `set_input` of a variable: it takes a holder, a Period and one value a row. What is
refused raises PeriodMismatchError (wrong or repeated period) or InputValueError (wrong value), which the Web API
answers with 400.
"""

import datetime

import numpy
from openfisca_core import periods
from openfisca_core.errors import PeriodMismatchError
from openfisca_core.indexed_enums import Enum, EnumArray

LARGEST = 1e12
EARLIEST_DATE = numpy.datetime64("1880-01-01")
LATEST_DATE = numpy.datetime64("2150-12-31")
LONGEST_INPUT_MONTHS = 60


class InputValueError(PeriodMismatchError):
    """A value that a variable cannot take. (A PeriodMismatchError because openfisca-core answers that with 400.)"""


def exact(holder, period, array):
    """Take values given for the variable's own kind of period."""
    _store(holder, [_own_period(holder, period)], checked_array(holder, period, array))


def dispatch(holder, period, array):
    """Take values given for a month or a year of months; each month gets the value."""
    array = checked_array(holder, period, array)
    _store(holder, _sub_periods(holder, period), array)


def divide(holder, period, array):
    """Take values given for a month or a year of months; the total is shared equally among the months."""
    array = checked_array(holder, period, array)
    sub_periods = _sub_periods(holder, period)
    _store(holder, sub_periods, array / len(sub_periods))


def checked_array(holder, period, array):
    """A copy of what was given as the variable's own type, one value a row, within its bounds.

    Raises:
        InputValueError: naming the variable, the first wrong row (counted from 0), its value and what is accepted.
    """
    variable = holder.variable
    given = array if isinstance(array, EnumArray) else numpy.asarray(array)
    given = given.reshape(1) if given.ndim == 0 else given
    if given.ndim != 1 or len(given) != holder.population.count:
        _refuse(
            variable,
            period,
            f"{holder.population.count} values in one dimension are needed, not {given.shape}",
        )
    values = _CONVERSIONS[variable.value_type](variable, period, given)
    _check_bounds(variable, period, values)
    return values


def _own_period(holder, period):
    variable = holder.variable
    if variable.definition_period == periods.DateUnit.ETERNITY:
        return periods.Period.eternity()
    if period.unit != variable.definition_period or period.size != 1:
        _refuse_period(holder, period, f"one {variable.definition_period} at a time")
    return period


def _sub_periods(holder, period):
    unit = holder.variable.definition_period
    if period.unit not in (periods.DateUnit.MONTH, periods.DateUnit.YEAR) or period.start.day != 1:
        _refuse_period(holder, period, "whole months or years")
    if period.size_in_months > LONGEST_INPUT_MONTHS:
        _refuse_period(holder, period, f"at most {LONGEST_INPUT_MONTHS} months at once")
    if unit == periods.DateUnit.YEAR and period.unit != periods.DateUnit.YEAR:
        _refuse_period(holder, period, "whole years")
    return period.get_subperiods(unit)


def _store(holder, sub_periods, array):
    for sub_period in sub_periods:
        if holder.get_array(sub_period) is not None:
            _refuse_period(holder, sub_period, "a value that is not already there (given twice, or already computed)")
    array.flags.writeable = False  # one array serves all sub-periods: nothing may write into it
    for sub_period in sub_periods:
        holder._set(sub_period, array)


def _numbers(variable, period, given):
    if given.dtype.kind not in "iuf":
        given = _from_objects(variable, period, given)
    values = given.astype(numpy.float64)
    bad = ~numpy.isfinite(values) | (numpy.abs(values) > LARGEST)
    _refuse_rows(variable, period, given, bad, f"a finite number between -{LARGEST:g} and {LARGEST:g}")
    return values


def _from_objects(variable, period, given):
    """Columns of mixed Python numbers (and Decimal) become floats; a text, a boolean or None is refused."""
    if given.dtype.kind == "O":
        bad = numpy.array([isinstance(v, (str, bytes, bool)) or not hasattr(v, "__float__") for v in given], dtype=bool)
        _refuse_rows(variable, period, given, bad, "a number")
        return numpy.array([float(v) for v in given], dtype=numpy.float64)
    return _refuse_rows(variable, period, given, numpy.ones(len(given), dtype=bool), "a number")


def _whole_numbers(variable, period, given):
    values = _numbers(variable, period, given)
    _refuse_rows(variable, period, given, values != numpy.floor(values), "a whole number")
    return values.astype(numpy.int64)


def _booleans(variable, period, given):
    if given.dtype.kind == "O":
        bad = numpy.array([not isinstance(v, (bool, numpy.bool_)) for v in given], dtype=bool)
        _refuse_rows(variable, period, given, bad, "true or false")
        given = given.astype(bool)
    bad = numpy.full(len(given), given.dtype.kind != "b")
    _refuse_rows(variable, period, given, bad, "true or false")
    return given.copy()


def _dates(variable, period, given):
    if given.dtype.kind in "iufb":
        _refuse_rows(variable, period, given, numpy.ones(len(given), dtype=bool), "a date as YYYY-MM-DD")
    try:
        values = given.astype("datetime64[D]")
    except (TypeError, ValueError):
        bad = numpy.array([not _is_date(v) for v in given], dtype=bool)
        _refuse_rows(variable, period, given, bad, "a date as YYYY-MM-DD")
        raise
    bad = numpy.isnat(values) | (values < EARLIEST_DATE) | (values > LATEST_DATE)
    _refuse_rows(variable, period, given, bad, f"a date between {EARLIEST_DATE} and {LATEST_DATE}")
    return values


def _is_date(value):
    try:
        numpy.datetime64(value, "D")
    except (TypeError, ValueError):
        return False
    return True


def _items(variable, period, given):
    items = variable.possible_values
    if isinstance(given, EnumArray):
        bad = numpy.full(len(given), given.possible_values is not items)
        _refuse_rows(variable, period, given.view(numpy.ndarray), bad, f"a value of {items.__name__}")
        return EnumArray(given.view(numpy.ndarray).copy(), items)
    names = {item.name: item.index for item in items}
    accepted = f"one of {', '.join(names)}"
    if given.dtype.kind in "iu":
        codes = given.astype(numpy.int64)
    else:
        codes = numpy.array([names.get(getattr(v, "name", v), -1) for v in given.tolist()], dtype=numpy.int64)
    _refuse_rows(variable, period, given, (codes < 0) | (codes >= len(names)), accepted)
    return EnumArray(codes.astype(variable.dtype), items)


def _texts(variable, period, given):
    bad = numpy.array([not isinstance(v, str) for v in given.tolist()], dtype=bool)
    _refuse_rows(variable, period, given, bad, "a text")
    return given.astype(object)


_CONVERSIONS = {
    float: _numbers,
    int: _whole_numbers,
    bool: _booleans,
    datetime.date: _dates,
    Enum: _items,
    str: _texts,
}


def _check_bounds(variable, period, values):
    low, high = variable.bounds
    if low is not None:
        _refuse_rows(variable, period, values, values < low, f"at least {low:g}")
    if high is not None:
        _refuse_rows(variable, period, values, values > high, f"at most {high:g}")


def _refuse_rows(variable, period, given, bad, accepted):
    if bad.any():
        row = int(numpy.flatnonzero(bad)[0])
        many = f" ({int(bad.sum())} rows in all)" if bad.sum() > 1 else ""
        _refuse(variable, period, f"row {row} is {given[row]!r}{many}; accepted: {accepted}")


def _refuse(variable, period, why):
    raise InputValueError(variable.name, period, variable.definition_period, f"'{variable.name}' for {period}: {why}.")


def _refuse_period(holder, period, accepted):
    variable = holder.variable
    raise PeriodMismatchError(
        variable.name,
        period,
        variable.definition_period,
        f"'{variable.name}' cannot be set for {period}; accepted: {accepted}.",
    )
