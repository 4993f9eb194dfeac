"""A survey checked row by row and arranged for the simulation; what is wrong is gathered, then refused or left out.

In a checked survey the households stand in the order of their first person, the members of a household side by side,
and its families and tax units likewise: any block of households is a slice of every array.
"""

from dataclasses import dataclass

import numpy
import pandas
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.engine.variable import bounds
from openfisca_secu.survey import ages, columns
from openfisca_secu.survey.inputs import is_flow
from openfisca_secu.survey.layout import AGES, WEIGHT, classify
from openfisca_secu.survey.membership import INDIVIDU, membership
from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.sheet import Sheet
from openfisca_secu.survey.tables import FAMILLE, FOYER_FISCAL, GROUPS, MENAGE, PERSONS

REFUSE = "refuse"
SKIP_HOUSEHOLD = "skip-household"
ON_ERROR = (REFUSE, SKIP_HOUSEHOLD)
FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(frozen=True)
class CheckedSurvey:
    """What a simulation needs, as arrays. Entities are named by their keys; places are positions from 0.

    Attributes:
        year: the survey's year.
        columns: the InputColumns whose values are in `inputs`.
        ids: by entity, the id of each row.
        weights: of each household.
        members: by group entity, the place of each person's group.
        roles: by group entity, the code of each person's role.
        households: by entity, the place of each row's household.
        inputs: by name of column, one value a row of the variable's entity.
        births: date of birth of each person as in the survey's year; None when the survey says nothing of ages.
        places: by entity, the place of each row of the results, which follow the survey's own order.
        report: what was derived, left at a default or passed over, one sentence each.
        counts: rows and households read, used and refused.
        refused: the refused rows (see `Refusals.table`).
        weights_initial: the survey's own weights, where `weights` are calibrated; else None.
        calibration: what a manifest tells of the calibration; None without one.
    """

    year: int
    columns: list
    ids: dict
    weights: numpy.ndarray
    members: dict
    roles: dict
    households: dict
    inputs: dict
    births: numpy.ndarray | None
    places: dict
    report: list
    counts: dict
    refused: pandas.DataFrame
    weights_initial: numpy.ndarray | None = None
    calibration: dict | None = None


def check(survey, system, *, default_year=None, on_error=REFUSE, ignore_columns=False):
    """Check every row of a survey and arrange it for the simulation.

    Args:
        survey: a `tables.Survey`.
        system: the tax-benefit system, which says what variables accept.
        default_year: the survey's year, when the survey does not say it and no date in it depends on it.
        on_error: `refuse` the survey, or `skip-household`: leave out every household with a wrong row.
        ignore_columns: pass over unknown columns instead of refusing them.

    Returns:
        A CheckedSurvey.

    Raises:
        SurveyError: the text lists what is wrong, up to a readable limit.
    """
    if on_error not in ON_ERROR:
        raise SurveyError(f"{on_error!r} is no way to treat errors; accepted: {', '.join(ON_ERROR)}")
    sheet = Sheet.of(survey, system)
    if not len(sheet.persons.data):
        raise SurveyError(f"{sheet.persons.file}: there is no person in it")
    input_columns = _columns(sheet, default_year, ignore_columns)
    births = ages.births(sheet)
    belonging = membership(sheet, births)
    weights = _weights(sheet, belonging)
    inputs = {column.name: _values(sheet, belonging, column) for column in input_columns}
    kept = _kept(sheet, belonging, on_error)
    rows_read = len(sheet.persons.data) if survey.rows_read is None else survey.rows_read
    return _arranged(
        sheet,
        belonging,
        kept,
        inputs=inputs,
        births=births,
        weights=weights,
        columns=input_columns,
        rows_read=rows_read,
    )


def _columns(sheet, default_year, ignore_columns):
    """The columns that are inputs; what cannot be understood of a whole file ends the check."""
    _take_year(sheet, default_year)
    found = []
    for table in sheet.tables.values():
        for name in table.data.columns[table.data.columns.duplicated()]:
            sheet.refusals.file(table.file, f"column '{name}' stands there twice")
        its_columns, ignored = classify(table, sheet.system, sheet.year, ignore_columns, sheet.refusals)
        for column in its_columns:
            if column.name in {other.name for other in found}:
                sheet.refusals.file(table.file, f"column '{column.name}' stands in another table already")
        found += its_columns
        if ignored:
            sheet.say(f"{table.file}: columns passed over as asked: {', '.join(ignored)}.")
    for group in (FAMILLE, FOYER_FISCAL):
        if not sheet.has(group.id) and sheet.has(group.role):
            sheet.refusals.file(sheet.persons.file, f"'{group.role}' is there, but not '{group.id}'")
        if not sheet.has(group.id) and group.table in sheet.tables:
            sheet.refusals.file(sheet.persons.file, f"'{group.id}' is missing, and there is a table '{group.table}'")
    if not _tables_with_weight(sheet):
        sheet.refusals.file(sheet.persons.file, f"the column '{WEIGHT}' (that of the household) is missing")
    if sheet.refusals.of_files:
        sheet.refusals.stop()
    computed = sorted({column.variable.name for column in found if column.variable.formulas} - set(AGES))
    if computed:
        sheet.say(f"Values of the survey replace what the law computes: {', '.join(computed)}.")
    return [column for column in found if column.name not in AGES]


def _take_year(sheet, default_year):
    if sheet.year is not None:
        if not FIRST_YEAR <= sheet.year <= LAST_YEAR:
            fault = f"the year of the data is {sheet.year}; accepted: from {FIRST_YEAR} to {LAST_YEAR}"
            raise SurveyError(f"{sheet.persons.file}: {fault}")
        return
    sheet.year = default_year
    dated = [name for table in sheet.tables.values() for name in map(str, table.data.columns) if "@" in name]
    if sheet.has("date_naissance") or dated:
        sheet.refusals.file(
            sheet.persons.file,
            "there are dates of birth or of values, but the year of the data is not said (--data-year, or a column "
            "'year')",
        )
    else:
        sheet.say(f"The year of the data is not said, and nothing in them depends on it: {default_year} is taken.")


def _tables_with_weight(sheet):
    return [
        sheet.tables[name]
        for name in (MENAGE.table, PERSONS)
        if name in sheet.tables and WEIGHT in sheet.tables[name].data.columns
    ]


def _weights(sheet, belonging):
    """The weight of each household, from its own table or from any of its members, who must all have the same."""
    household = belonging.group[MENAGE.entity]
    weights = numpy.zeros(int(household.max()) + 1)
    known = numpy.zeros(len(weights), dtype=bool)
    for table in _tables_with_weight(sheet):
        converted = columns.numbers(sheet.arrow(WEIGHT, table), (0, None))
        usable = ~(converted.missing | converted.bad)
        sheet.refuse(WEIGHT, ~usable, converted.accepted, table)
        owner = household if table.name == PERSONS else belonging.group_of[MENAGE.entity]
        usable &= owner >= 0
        _fill_from_first(weights, known, owner, converted.values, usable)
        other = usable & (converted.values != weights[owner])
        sheet.refuse(WEIGHT, other, "one weight for a household, the same in all its rows", table)
    unweighted = int((weights[known] == 0).sum())
    if unweighted:
        sheet.say(f"{unweighted} households have a weight of 0: they are simulated and count for nothing.")
    return weights


def _fill_from_first(values, known, owner, given, usable):
    """Give each owner that is not known yet the value of its first usable row; marks it as known."""
    rows = numpy.flatnonzero(usable)
    rows = rows[~known[owner[rows]]][::-1]
    values[owner[rows]] = given[rows]
    known[owner[rows]] = True


def _values(sheet, belonging, column):
    """One value a row of the variable's entity (a number of group for groups), defaults where nothing is given."""
    table, entity = sheet.tables[column.table], column.variable.entity.key
    converted = columns.of_variable(sheet.arrow(column.name, table), column.variable, _bounds(column))
    sheet.refuse(column.name, converted.bad, converted.accepted, table)
    default = column.variable.default_value
    default, shown = (default.index, default.name) if isinstance(default, Enum) else (default, default)
    if entity == INDIVIDU:
        empty = int(converted.missing.sum())
        values = converted.values
        if empty:
            values = numpy.where(converted.missing, numpy.array(default, dtype=values.dtype), values)
    else:
        owner = belonging.group[entity] if table.name == PERSONS else belonging.group_of[entity]
        values = numpy.full(int(belonging.group[entity].max()) + 1, default, dtype=converted.values.dtype)
        known = numpy.zeros(len(values), dtype=bool)
        usable = ~(converted.missing | converted.bad) & (owner >= 0)
        _fill_from_first(values, known, owner, converted.values, usable)
        other = usable & (converted.values != values[owner])
        sheet.refuse(column.name, other, f"one value for a {entity}, the same in all its rows", table)
        empty = int((~known).sum())
    if empty:
        sheet.say(f"'{column.name}': nothing is given for {empty} {column.variable.entity.plural}; default: {shown}.")
    return values


def _bounds(column):
    """The closed bounds of a column; those of a monthly amount are wider for a year."""
    low, high = bounds(column.variable)
    monthly = column.period is not None and column.period.unit == DateUnit.MONTH
    if high is not None and is_flow(column.variable) and not monthly:
        high = high * MONTHS_PER_YEAR
    return low, high


def _kept(sheet, belonging, on_error):
    """Which persons stay: all of them, or those of the households without a wrong row."""
    household = belonging.group[MENAGE.entity]
    if on_error == REFUSE:
        sheet.refusals.stop()
    refused = numpy.zeros(int(household.max()) + 1, dtype=bool)
    refused[household[sheet.refusals.refused(PERSONS, len(household))]] = True
    for group in GROUPS:
        if group.entity in belonging.group_of:
            owner = belonging.group_of[group.entity]
            wrong = owner[sheet.refusals.refused(group.table, len(owner))]
            members = numpy.isin(belonging.group[group.entity], wrong)
            refused[household[members]] = True
    kept = ~refused[household]
    if not kept.any():
        raise SurveyError(f"{sheet.persons.file}: no household is left\n{sheet.refusals.message()}", sheet.refusals)
    return kept


def _arranged(sheet, belonging, kept, *, inputs, births, weights, columns, rows_read):
    household = belonging.group[MENAGE.entity]
    rows = numpy.flatnonzero(kept)
    number, _ = pandas.factorize(household[rows])
    persons = rows if _sorted(number) else rows[numpy.argsort(number, kind="stable")]
    numbers, members, households = {INDIVIDU: persons}, {}, {}
    for group in GROUPS:
        members[group.entity], numbers[group.entity] = pandas.factorize(belonging.group[group.entity][persons])
    for group in GROUPS:
        of_first = numpy.unique(members[group.entity], return_index=True)[1]
        households[group.entity] = members[MENAGE.entity][of_first]
    households[INDIVIDU] = members[MENAGE.entity]
    households_read = len(belonging.ids[MENAGE.entity])
    return CheckedSurvey(
        year=int(sheet.year),
        columns=columns,
        ids={entity: belonging.ids[entity][which] for entity, which in numbers.items()},
        weights=weights[numbers[MENAGE.entity]],
        members=members,
        roles={group.entity: belonging.role[group.entity][persons] for group in GROUPS},
        households=households,
        inputs={column.name: inputs[column.name][numbers[column.variable.entity.key]] for column in columns},
        births=None if births is None else births[persons],
        places=_places(belonging, numbers, members, persons),
        report=sheet.report,
        counts={
            "rows_read": rows_read,
            "rows_used": len(rows),
            "rows_refused": rows_read - len(rows),
            "households_read": households_read,
            "households_used": len(numbers[MENAGE.entity]),
            "households_refused": households_read - len(numbers[MENAGE.entity]),
        },
        refused=sheet.refusals.table(),
    )


def _places(belonging, numbers, members, persons):
    """For each entity, the places of its rows in the order of the survey: of its own table, or of first members."""
    file_order = numpy.argsort(persons)
    places = {INDIVIDU: file_order}
    for group in GROUPS:
        if group.entity in belonging.group_of:
            place_of_number = numpy.full(len(belonging.row_of[group.entity]), -1)
            place_of_number[numbers[group.entity]] = numpy.arange(len(numbers[group.entity]))
            owner = belonging.group_of[group.entity]
            found = place_of_number[owner[owner >= 0]]
            places[group.entity] = found[found >= 0]
        else:
            places[group.entity] = pandas.unique(members[group.entity][file_order])
    return places


def _sorted(values):
    return bool((values[1:] >= values[:-1]).all())
