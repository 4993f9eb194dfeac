"""For which periods a variable can be given and asked: whole months from the 1st, whole years from January."""

from openfisca_core.errors import PeriodMismatchError
from openfisca_core.periods import DateUnit

FIRST_YEAR = 1900
LAST_YEAR = 2150
LONGEST_INPUT_MONTHS = 60


def refused(variable, period, why):
    """The error, as an exception to raise."""
    return PeriodMismatchError(
        variable.name, period, variable.definition_period, f"'{variable.name}' for {period}: {why}."
    )


def check_asked(variable, period):
    """Refuse a period for which the variable has no single value.

    Raises:
        PeriodMismatchError: not one whole month or calendar year, as the variable is defined, or out of all times.
    """
    unit = variable.definition_period
    if unit == DateUnit.ETERNITY:
        return
    if period.unit != unit or period.size != 1:
        raise refused(
            variable,
            period,
            f"it is computed for one {unit} at a time "
            "(in a formula, options=[ADD] adds up months, options=[DIVIDE] takes a share of a year)",
        )
    _check_start(variable, period)


def check_given(variable, period):
    """Refuse a period that no input of the variable can have, whatever its `set_input`.

    Raises:
        PeriodMismatchError: days or weeks, a rolling year of a yearly variable, months of it, more than
            LONGEST_INPUT_MONTHS, no month at all, a year that is out of all times, or a day after the variable's end.
    """
    unit = variable.definition_period
    if variable.end and period.start.date > variable.end:
        raise refused(variable, period, f"accepted: until {variable.end}, when it ends")
    if unit == DateUnit.ETERNITY:
        return
    if period.unit not in (DateUnit.MONTH, DateUnit.YEAR):
        raise refused(variable, period, "accepted: whole months or years")
    if unit == DateUnit.YEAR and period.unit != DateUnit.YEAR:
        raise refused(variable, period, "accepted: whole years")
    if not 0 < period.size_in_months <= LONGEST_INPUT_MONTHS:
        raise refused(variable, period, f"accepted: from 1 to {LONGEST_INPUT_MONTHS} months at once")
    _check_start(variable, period)


def _check_start(variable, period):
    year, month, day = period.start
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise refused(variable, period, f"accepted: from {FIRST_YEAR} to {LAST_YEAR}")
    if day != 1:
        raise refused(variable, period, "accepted: whole months, from their first day")
    if variable.definition_period == DateUnit.YEAR and month != 1:
        raise refused(variable, period, "accepted: calendar years, from January")
