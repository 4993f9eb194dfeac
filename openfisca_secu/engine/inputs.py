"""How given values enter a simulation: checked, copied, spread over periods, never overwritten.

`exact`, `dispatch` and `divide` can be the `set_input` of a variable: they take a holder, a Period and one checked
value a row. What is refused raises PeriodMismatchError (wrong or repeated period) or InputValueError (wrong value),
which the Web API answers with 400.
"""

import warnings

import numpy
from openfisca_core import commons, holders, periods
from openfisca_core.errors import PeriodMismatchError
from openfisca_core.holders import Holder
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.simulations import Simulation

from openfisca_secu.engine import dating
from openfisca_secu.engine.values import ValueRefusedError, converted, require
from openfisca_secu.engine.variable import bounds


class InputValueError(PeriodMismatchError):
    """A value that a variable cannot take. (A PeriodMismatchError because openfisca-core answers that with 400.)

    Attributes:
        row: the first wrong row, counted from 0, or None when the whole input is wrong.
    """

    def __init__(self, variable, period, why, row=None):
        self.row = row
        super().__init__(variable.name, period, variable.definition_period, f"'{variable.name}' for {period}: {why}.")


def install():
    """Check every input of the process, for variables of openfisca-core's own class too."""
    Holder.set_input = set_input
    Simulation.set_input = _set_input_of


def _set_input_of(simulation, variable_name, period, value):
    """Take values for a period. (openfisca-core passes over what is given after a variable's end.)"""
    simulation.get_holder(variable_name).set_input(period, value)


def set_input(holder, period, array):
    """Take values for a period (replaces openfisca-core's Holder.set_input).

    Raises:
        PeriodMismatchError: a period that the variable does not take, given twice or already computed.
        InputValueError: not one value a row, or a value that the variable does not take.
    """
    variable = holder.variable
    if variable.is_neutralized:
        warnings.warn(
            f"'{variable.name}' is neutralized by the reform: the value given for {period} has no effect.",
            stacklevel=2,
        )
        return
    period = periods.period(period)
    dating.check_given(variable, period)
    setter = _SETTERS.get(variable.set_input, variable.set_input)
    setter(holder, period, checked_array(holder, period, array))


def exact(holder, period, array):
    """Take values given for the variable's own kind of period."""
    unit = holder.variable.definition_period
    if unit != periods.DateUnit.ETERNITY and (period.unit != unit or period.size != 1):
        raise dating.refused(holder.variable, period, f"accepted: one {unit} at a time")
    _store(holder, period, [period], array)


def dispatch(holder, period, array):
    """Take values given for a month or for several months or years; each month gets the value."""
    _store(holder, period, period.get_subperiods(holder.variable.definition_period), array)


def divide(holder, period, array):
    """Take values given for a month or for several months or years; the total is shared equally among the months."""
    sub_periods = period.get_subperiods(holder.variable.definition_period)
    _store(holder, period, sub_periods, array / len(sub_periods))


_SETTERS = {
    None: exact,
    holders.set_input_dispatch_by_period: dispatch,
    holders.set_input_divide_by_period: divide,
}


def checked_array(holder, period, array):
    """A copy of what was given as the variable's own type, one value a row.

    Raises:
        InputValueError: naming the variable, the first wrong row (counted from 0), its value and what is accepted.
    """
    variable = holder.variable
    count = holder.population.count
    given = _as_array(variable, array)
    if given.shape != (count,):
        raise InputValueError(
            variable, period, f"{count} values in one dimension are needed, not an array of shape {given.shape}"
        )
    try:
        return converted(variable, given)
    except ValueRefusedError as error:
        raise InputValueError(variable, period, error.why, error.row) from None


def _as_array(variable, given):
    """Lists keep the types of their items (numpy alone would make a number of a boolean, a text of a date)."""
    if isinstance(given, str) and variable.value_type in (float, int):
        given = commons.eval_expression(given)
    if not hasattr(given, "dtype"):
        items = list(given) if isinstance(given, (list, tuple)) else [given]
        given = numpy.fromiter(items, dtype=object, count=len(items))
    if isinstance(given, numpy.ma.MaskedArray):
        given = given.astype(object).filled(None)
    if not isinstance(given, EnumArray):
        given = numpy.asarray(given)
    return given.reshape(1) if given.ndim == 0 else given


def _store(holder, period, sub_periods, array):
    variable = holder.variable
    try:
        _check_bounds(variable, array)
    except ValueRefusedError as error:
        raise InputValueError(variable, period, error.why, error.row) from None
    for sub_period in sub_periods:
        if holder.get_array(sub_period) is not None:
            raise dating.refused(
                variable, period, f"there is a value for {sub_period} already (given twice, or already computed)"
            )
    for sub_period in sub_periods:
        holder._set(sub_period, array)


def _check_bounds(variable, values):
    low, high = bounds(variable)
    if low is not None:
        require(values, values >= low, f"at least {low:g}")
    if high is not None:
        require(values, values <= high, f"at most {high:g}")
