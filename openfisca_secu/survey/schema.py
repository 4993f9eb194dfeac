"""JSON Schema of the own layout: its tables, and every column with type, categories, bounds, entity and label."""

import datetime

from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.engine.values import EARLIEST_DATE, LARGEST, LATEST_DATE
from openfisca_secu.engine.variable import bounds
from openfisca_secu.survey.inputs import is_flow
from openfisca_secu.survey.layout import AGES, PERSON_ID, WEIGHT, check_variables, group_of, needed
from openfisca_secu.survey.own import YEAR_COLUMN
from openfisca_secu.survey.reads import default_of
from openfisca_secu.survey.tables import GROUPS, PERSONS, TABLES

_ID = {"type": ["integer", "string"]}
_TYPES = {float: "number", int: "integer", bool: "boolean", datetime.date: "string", str: "string"}


def schema(system, variables=None):
    """The JSON Schema of a survey in the own layout, as an object that holds an array of rows for each table.

    Args:
        system: the tax-benefit system.
        variables: names of the only variables to describe; None for all.

    Raises:
        SurveyError: unknown variables.
    """
    if variables is None:
        chosen = sorted(system.variables.values(), key=lambda variable: variable.name)
    else:
        chosen = check_variables(variables, system)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A survey of openfisca-secu",
        "description": (
            "Each table is a file; an array holds its rows. A value that is not given is null, or its column is not "
            "there. `variable@2020` and `variable@2020-03` are the value of another year or month."
        ),
        "type": "object",
        "required": [PERSONS],
        "additionalProperties": False,
        "properties": {name: {"type": "array", "items": _row(name, chosen)} for name in TABLES},
        "$defs": {variable.name: _of_variable(variable) for variable in chosen},
    }


def _row(table, chosen):
    columns = _structural(table)
    dated = {}
    for variable in chosen:
        if table != PERSONS and variable.entity.key != group_of(table).entity:
            continue
        columns[variable.name] = {"$ref": f"#/$defs/{variable.name}"}
        periods = _PERIODS.get(variable.definition_period) if variable.name not in AGES else None
        if periods:
            dated[f"^{variable.name}@{periods}$"] = {"$ref": f"#/$defs/{variable.name}"}
    return {
        "type": "object",
        "required": list(needed(table)),
        "additionalProperties": False,
        "properties": columns,
        "patternProperties": dated,
    }


_YEAR, _MONTH = r"\d{4}", r"\d{4}(-(0[1-9]|1[0-2]))?"
_PERIODS = {DateUnit.YEAR: _YEAR, DateUnit.MONTH: _MONTH}


def _structural(table):
    weight = {"type": "number", "minimum": 0, "title": "Weight of the household, the same on all its rows"}
    if table != PERSONS:
        group = group_of(table)
        return {
            group.id: {**_ID, "title": f"Id of the {group.entity}"},
            **({WEIGHT: weight} if group is GROUPS[0] else {}),
        }
    found = {PERSON_ID: {**_ID, "title": "Id of the person, which no other has"}}
    for group in GROUPS:
        found[group.id] = {**_ID, "title": f"Id of the {group.entity}"}
        found[group.role] = {"enum": list(group.roles), "title": f"Role in the {group.entity}"}
    found[WEIGHT] = weight
    found[YEAR_COLUMN] = {"type": "integer", "title": "The year that the data describe, the same on all rows"}
    return found


def _of_variable(variable):
    found = {"title": variable.label or variable.name}
    if variable.documentation:
        found["description"] = " ".join(variable.documentation.split())
    if variable.value_type is Enum:
        found["enum"] = [*(item.name for item in variable.possible_values), None]
        found["x-labels"] = {item.name: item.value for item in variable.possible_values}
    else:
        found["type"] = [_TYPES[variable.value_type], "null"]
    return {**found, **_limits(variable), **_about(variable)}


def _limits(variable):
    """Closed bounds of what a column may hold; those of a monthly amount are wider for a year."""
    if variable.value_type is datetime.date:
        return {"format": "date", "x-minimum": str(EARLIEST_DATE), "x-maximum": str(LATEST_DATE)}
    if variable.value_type not in (float, int):
        return {}
    low, high = bounds(variable)
    if high is not None and is_flow(variable):
        high = high * MONTHS_PER_YEAR
    return {"minimum": -LARGEST if low is None else low, "maximum": LARGEST if high is None else high}


def _about(variable):
    found = {
        "x-entity": variable.entity.key,
        "x-period": str(variable.definition_period),
        "x-computed": bool(variable.formulas),
        "x-default": default_of(variable),
    }
    if variable.unit:
        found["x-unit"] = str(variable.unit)
    return found
