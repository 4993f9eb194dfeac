"""The survey's values as those of a simulated year and of the earlier years that the law reads.

Everything that the survey says of its own year is taken for the simulated year and for the three years before it,
unless a column `variable@period` says otherwise for one of these years or months; such a column always means its own
period. People are as old in each simulated year as in the survey's year (static ageing): dates of birth move.
"""

import numpy
from openfisca_core import periods
from openfisca_core.indexed_enums import Enum, EnumArray

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.engine import dispatch, divide
from openfisca_secu.survey.ages import in_year
from openfisca_secu.survey.outcomes import FLOW_UNITS

EARLIER_YEARS = 3  # N-1: reference months; N-2: family benefits; N-3: CSG on pensions, read two years running


def set_inputs(simulation, block, year):
    """Give a simulation of one block all that the survey says, as it holds in a simulated year."""
    if block.births is not None:
        simulation.set_input("date_naissance", periods.Period.eternity(), in_year(block.births, year - block.year))
    by_variable = {}
    for column in block.columns:
        by_variable.setdefault(column.variable, {})[_key(column.period)] = block.inputs[column.name]
    for variable, given in by_variable.items():
        _set(simulation, variable, given, year)


def _key(period):
    """None for the survey's year, `(year,)` or `(year, month)` for another period."""
    if period is None:
        return None
    start = period.start
    return (start.year,) if period.unit == periods.DateUnit.YEAR else (start.year, start.month)


def _set(simulation, variable, given, simulated_year):
    if variable.definition_period == periods.DateUnit.ETERNITY:
        simulation.set_input(variable.name, periods.Period.eternity(), _typed(variable, given[None]))
        return
    years = {key[0] for key in given if key is not None}
    if None in given:
        years |= set(range(simulated_year - EARLIER_YEARS, simulated_year + 1))
    for year in sorted(years):
        of_year = given.get((year,), given.get(None))
        of_months = {key[1]: values for key, values in given.items() if key and len(key) > 1 and key[0] == year}
        if of_months or not _takes_years(variable):
            _set_months(simulation, variable, year, of_year, of_months)
        elif of_year is not None:
            simulation.set_input(variable.name, periods.period(year), _typed(variable, of_year))


def _takes_years(variable):
    return variable.definition_period == periods.DateUnit.YEAR or variable.set_input in (divide, dispatch)


def _set_months(simulation, variable, year, of_year, of_months):
    for month in range(1, MONTHS_PER_YEAR + 1):
        if month in of_months:
            values = of_months[month]
        elif of_year is None:
            continue
        else:
            values = of_year / MONTHS_PER_YEAR if is_flow(variable) else of_year
        simulation.set_input(variable.name, periods.period(f"{year}-{month:02}"), _typed(variable, values))


def is_flow(variable):
    """Whether what a survey gives for a year is the sum of the months (else each month has the same value)."""
    if variable.definition_period != periods.DateUnit.MONTH:
        return False
    if variable.set_input in (divide, dispatch):
        return variable.set_input is divide
    return variable.value_type is float and variable.unit in FLOW_UNITS


def _typed(variable, values):
    if variable.value_type is Enum:
        return EnumArray(numpy.asarray(values), variable.possible_values)
    return values
