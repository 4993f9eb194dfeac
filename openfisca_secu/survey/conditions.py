"""Conditions on the columns of a survey, as files of margins and of take-up write them: `age >= 60 ; sexe = femme`.

A condition on persons may name a variable of their household, family or tax unit; one on households, families or tax
units that names a variable of persons is about the head of the group.
"""

import operator
import re
from dataclasses import dataclass

import numpy
from openfisca_core.indexed_enums import Enum

from openfisca_secu.dates import completed_years
from openfisca_secu.survey.membership import INDIVIDU
from openfisca_secu.survey.refusals import SurveyError

AGE = "age"
_CONDITION = re.compile(r"\s*(\w+)\s*(<=|>=|!=|=|<|>)\s*(.+?)\s*")
_OPERATORS = {
    "=": operator.eq,
    "!=": operator.ne,
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}
_BOOLEANS = {"true": True, "false": False, "oui": True, "non": False, "1": True, "0": False}
_EQUALITIES = ("=", "!=")


@dataclass(frozen=True)
class Condition:
    """A comparison of a column with a value, written as text."""

    name: str
    sign: str
    value: str

    def holds(self, source, entity):
        """Which rows of an entity meet it.

        Args:
            source: a `checks.CheckedSurvey` or a `staging.Block`.
            entity: the key of an entity.
        """
        variable, values = values_of(source, self.name, entity)
        return _OPERATORS[self.sign](values, self._right(variable))

    def _right(self, variable):
        kind = float if variable is None else variable.value_type
        if kind is Enum:
            items = {item.name: item.index for item in variable.possible_values}
            if self.sign in _EQUALITIES and self.value in items:
                return items[self.value]
            raise SurveyError(f"condition '{self}'; accepted: = or != and one of {', '.join(items)}")
        if kind is bool:
            if self.sign in _EQUALITIES and self.value.lower() in _BOOLEANS:
                return _BOOLEANS[self.value.lower()]
            raise SurveyError(f"condition '{self}'; accepted: = or != and true or false")
        if kind is str:
            if self.sign in _EQUALITIES:
                return self.value
            raise SurveyError(f"condition '{self}'; accepted: = or !=")
        try:
            return float(self.value)
        except ValueError:
            raise SurveyError(f"condition '{self}'; accepted: a number after {self.sign}") from None

    def __str__(self):
        return f"{self.name} {self.sign} {self.value}"


def parse(text, where):
    """The conditions of a text, separated by semicolons; `where` tells where the text stands."""
    found = []
    for part in str(text).split(";") if text else []:
        match = _CONDITION.fullmatch(part)
        if match is None:
            raise SurveyError(f"{where}: condition {part.strip()!r}; accepted: 'age >= 60 ; sexe = femme'")
        found.append(Condition(*match.groups()))
    return tuple(found)


def all_hold(conditions, source, entity):
    """Which rows of an entity meet all conditions."""
    found = numpy.ones(_size(source, entity), dtype=bool)
    for condition in conditions:
        found = found & condition.holds(source, entity)
    return found


def values_of(source, name, entity):
    """A survey's column as it holds for an entity.

    Returns:
        `(variable, values)`; no variable for `age`, the completed years on 1 January of the survey's year.

    Raises:
        SurveyError: the survey has no such column, or no value of its year.
    """
    if name == AGE:
        if source.births is None:
            raise SurveyError(f"'{AGE}': the survey says nothing of ages")
        ages = completed_years(source.births, numpy.datetime64(f"{source.year}-01-01", "D"))
        return None, _moved(source, numpy.maximum(ages, 0), INDIVIDU, entity)
    for column in source.columns:
        if column.variable.name == name and column.period is None:
            own = column.variable.entity.key
            return column.variable, _moved(source, source.inputs[column.name], own, entity)
    given = sorted({column.variable.name for column in source.columns if column.period is None})
    raise SurveyError(f"'{name}' is not in the survey; accepted: {', '.join([AGE, *given])}")


def _moved(source, values, own, entity):
    if own == entity:
        return values
    of_persons = values if own == INDIVIDU else values[source.members[own]]
    return of_persons if entity == INDIVIDU else of_persons[_heads(source, entity)]


def _heads(source, entity):
    """The place of the head of each group."""
    heads = numpy.flatnonzero(source.roles[entity] == 0)
    found = numpy.zeros(_size(source, entity), dtype=numpy.int64)
    found[source.members[entity][heads]] = heads
    return found


def _size(source, entity):
    return len(source.ids[entity])
