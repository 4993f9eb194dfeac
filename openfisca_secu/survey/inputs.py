"""The survey's values as those of a simulated year and of the earlier years that the law reads.

The survey's calendar moves as a whole: in a survey of 2022 simulated for 2026, dates of birth move by four years, so
that everybody has the age of the survey's year (static ageing), and a column `salaire_de_base@2020` is read as that of
2024, two years before the simulated year. What the survey says of its own year is taken for the simulated year, for the
three years before it and for the year after it, except where such a column says otherwise. Amounts keep their value, or
take the level of the year that they stand for (`openfisca_secu.survey.uprating`).
"""

from dataclasses import dataclass

import numpy
from openfisca_core import periods
from openfisca_core.indexed_enums import Enum, EnumArray

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.engine import dispatch, divide
from openfisca_secu.survey.ages import in_year
from openfisca_secu.survey.outcomes import FLOW_UNITS
from openfisca_secu.survey.uprating import Carried

EARLIER_YEARS = 3  # N-1: reference months; N-2: family benefits; N-3: CSG on pensions, read two years running
LATER_YEARS = 1  # a rule of December may look at January


@dataclass(frozen=True)
class Clocks:
    """The year of the population that is simulated, and the year whose law is applied to it: that of the periods."""

    population: int
    law: int


def set_inputs(simulation, block, clocks, treatment):
    """Give a simulation of one block all that the survey says, as it holds in a simulated year.

    Args:
        simulation: a Simulation without inputs.
        block: a `staging.Block`.
        clocks: the `Clocks`.
        treatment: a `treatment.Treatment`.
    """
    shift = clocks.law - block.year
    carried = Carried(treatment.uprating, block, clocks)
    if block.births is not None:
        simulation.set_input("date_naissance", periods.Period.eternity(), in_year(block.births, shift))
    by_variable = {}
    for column in block.columns:
        values = carried.of_column(column, block.inputs[column.name])
        by_variable.setdefault(column.variable, {})[_key(column.period, shift)] = values
    for variable, given in by_variable.items():
        _set(simulation, variable, given, clocks.law, carried)
    if treatment.take_up is not None:
        treatment.take_up.set_inputs(simulation, block, _years_of(clocks.law))


def _key(period, shift):
    """None for the survey's year, `(year,)` or `(year, month)` for another period, moved by `shift` years."""
    if period is None:
        return None
    year, month, _ = period.start
    return (year + shift,) if period.unit == periods.DateUnit.YEAR else (year + shift, month)


def _years_of(simulated_year):
    """The years for which a value of the survey's year stands."""
    return range(simulated_year - EARLIER_YEARS, simulated_year + LATER_YEARS + 1)


def _set(simulation, variable, given, simulated_year, carried):
    if variable.definition_period == periods.DateUnit.ETERNITY:
        simulation.set_input(variable.name, periods.Period.eternity(), _typed(variable, given[None]))
        return
    years = {key[0] for key in given if key is not None}
    if None in given:
        years |= set(_years_of(simulated_year))
    for year in sorted(years):
        of_year = given[(year,)] if (year,) in given else carried.of_year(variable, given.get(None), year)
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
