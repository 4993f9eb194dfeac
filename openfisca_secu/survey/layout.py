"""What each column of a table is: an id, a role, the weight, or a variable of some entity for some period."""

import difflib
import re
from dataclasses import dataclass
from typing import Any

from openfisca_core import periods

from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.tables import GROUPS, PERSONS

PERSON_ID = "person_id"
WEIGHT = "weight"
WEIGHT_INITIAL = "weight_initial"  # of the households of the results, where the weights are calibrated
AGES = ("date_naissance", "age", "age_en_mois")
_DATED = re.compile(r"(?P<name>[^@]+)@(?P<period>\d{4}(-(0[1-9]|1[0-2]))?)", re.ASCII)
_SUGGESTED_AT_MOST = 20


@dataclass(frozen=True)
class InputColumn:
    """A column of a table that gives a variable's values for the survey's year or for another period."""

    name: str
    table: str
    variable: Any
    period: periods.Period | None  # None: the survey's year


def needed(table):
    """The columns without which a table means nothing."""
    return (PERSON_ID, GROUPS[0].id) if table == PERSONS else (group_of(table).id,)


def structural(table):
    """The columns of a table that are no variables."""
    if table == PERSONS:
        return (PERSON_ID, *(group.id for group in GROUPS), *(group.role for group in GROUPS), WEIGHT)
    group = group_of(table)
    return (group.id, WEIGHT) if group is GROUPS[0] else (group.id,)


def group_of(table):
    """The group whose table has that name."""
    return next(group for group in GROUPS if group.table == table)


def classify(table, system, year, ignore_columns, refusals):
    """The input columns of a table; every column that is not understood is a fault of its file.

    Args:
        table: a `tables.Table`.
        system: the tax-benefit system.
        year: the survey's year.
        ignore_columns: pass over unknown columns.
        refusals: where faults go.

    Returns:
        `(columns, ignored)`: InputColumn objects, and the names passed over.
    """
    found, ignored, unknown = [], [], []
    for name in map(str, table.data.columns):
        if name in structural(table.name):
            continue
        column = _input_column(name, table, system, refusals)
        if column is not None:
            found.append(column)
        elif system.get_variable(name.split("@")[0]) is None:
            (ignored if ignore_columns else unknown).append(name)
    for name in unknown[:_SUGGESTED_AT_MOST]:
        refusals.file(
            table.where(name), f"unknown column '{name}'; {nearest(name.split('@')[0], _known(table, system))}"
        )
    if len(unknown) > _SUGGESTED_AT_MOST:
        refusals.file(table.file, f"… and {len(unknown) - _SUGGESTED_AT_MOST} more unknown columns")
    for name in needed(table.name):
        if name not in table.data.columns:
            refusals.file(table.file, f"the column '{name}' is missing")
    _refuse_twice(table, found, year, refusals)
    return found, ignored


def check_variables(names, system):
    """The variables of those names, or one error that lists every unknown name with the nearest known ones."""
    unknown = [name for name in names if system.get_variable(name) is None]
    if unknown:
        faults = [f"unknown variable '{name}'; {nearest(name, system.variables)}" for name in unknown]
        raise SurveyError("\n".join(faults))
    return [system.get_variable(name) for name in names]


def nearest(name, known):
    """The nearest known names, as the end of an error."""
    close = difflib.get_close_matches(name, list(known), n=3, cutoff=0.6)
    return f"near it: {', '.join(close)}" if close else "no known name is near it"


def _known(table, system):
    return [*system.variables, *structural(table.name)]


def _input_column(name, table, system, refusals):
    dated = _DATED.fullmatch(name)
    variable = system.get_variable(dated["name"] if dated else name)
    if variable is None:
        if "@" in name and system.get_variable(name.split("@")[0]) is not None:
            refusals.file(table.where(name), f"column '{name}': after @ stands a year (2022) or a month (2022-03)")
        return None
    period = periods.period(dated["period"]) if dated else None
    fault = _fault(variable, period, table)
    if fault:
        refusals.file(table.where(name), f"column '{name}': {fault}")
        return None
    return InputColumn(name, table.name, variable, period)


def _fault(variable, period, table):
    if table.name != PERSONS and variable.entity.key != group_of(table.name).entity:
        return f"a variable of the entity '{variable.entity.key}' stands in the table of that entity or of the persons"
    if period is None:
        return None
    if variable.name in AGES:
        return "an age or a date of birth has no period: it is that of the survey's year"
    if variable.definition_period == periods.DateUnit.ETERNITY:
        return "a variable that never changes has no period"
    if variable.definition_period == periods.DateUnit.YEAR and period.unit == periods.DateUnit.MONTH:
        return "a yearly variable has no value for a month"
    return None


def _refuse_twice(table, found, year, refusals):
    """The survey's year may not be given both with and without its name."""
    plain = {column.variable.name for column in found if column.period is None}
    for column in found:
        if column.period is not None and str(column.period) == str(year) and column.variable.name in plain:
            refusals.file(
                table.where(column.name),
                f"'{column.variable.name}' and '{column.name}' both give the survey's year {year}; leave one out",
            )
