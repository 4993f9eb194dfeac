"""Amounts of a survey carried from their year to another one by published indices, category by category.

An amount of the survey's year is given the level of the simulated year of the population, and, as an amount of an
earlier year that the law reads, the level of that year. Counts, rates, ages, hours stay. The indices and the category
of each variable stand in `data/uprating.yaml`.
"""

import datetime
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy
import yaml

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.survey.layout import check_variables
from openfisca_secu.survey.membership import INDIVIDU
from openfisca_secu.survey.pay import parameter_values
from openfisca_secu.survey.refusals import SurveyError

FIRST_YEAR = 2010
PRICES, OWN_INCOMES, NOTHING = "prix", "revenus", "aucune"
_FILE_KEYS = ("indices", "variables")


@dataclass(frozen=True)
class Index:
    """A level by year, of any base; the years whose level is a forecast."""

    levels: dict
    forecasts: frozenset = frozenset()

    @property
    def last(self):
        """The last year that it tells."""
        return max(self.levels)

    def change(self, year):
        """The change of a year on the year before."""
        return self.levels[year] / self.levels[year - 1] - 1

    def with_changes(self, changes):
        """The index with other changes on the year before, or further ones: no forecast any more."""
        levels = dict(self.levels) or {min(changes) - 1: 1.0}
        for year in range(min(levels) + 1, max(*levels, *changes) + 1):
            if year not in changes and year not in self.levels:
                raise SurveyError(f"a change is given for {max(changes)}, and none for {year}")
            change = changes[year] if year in changes else self.change(year)
            levels[year] = levels[year - 1] * (1 + change)
        return Index(levels, self.forecasts - set(changes))


@dataclass(frozen=True)
class Uprating:
    """How amounts are carried from year to year.

    Attributes:
        indices: by name, an `Index`.
        categories: by name of variable, the name of its index, `OWN_INCOMES` or `NOTHING`; other amounts follow prices.
        incomes: of what the incomes of a group are made: lines of names, of which the first given counts.
        beyond: whether the last known yearly change is repeated for the years that an index does not tell.
        origin: the file of the user that changes the published indices, or None.
        named: the variables that this file names.
    """

    indices: dict
    categories: dict
    incomes: tuple
    beyond: bool = False
    origin: str | None = None
    named: tuple = ()

    @classmethod
    def published(cls, file=None, *, beyond=False):
        """The indices of the package, changed by a file of the user (see docs/surveys.md), or as they are.

        Raises:
            SurveyError: a file that cannot be used.
        """
        table = _table()
        changes, variables = ({}, {}) if file is None else _user_changes(file)
        indices = {name: one for name, one in _read_indices().items() if isinstance(one, Index)}
        followers = {name: one for name, one in _read_indices().items() if not isinstance(one, Index)}
        try:
            for name, years in changes.items():
                if name not in followers:
                    indices[name] = indices.get(name, Index({})).with_changes(years)
            for name, followed in followers.items():
                indices[name] = indices[followed].with_changes(changes[name]) if name in changes else indices[followed]
            categories = {name: category for category, names in table["categories"].items() for name in names}
            for name, given in variables.items():
                categories[name] = given
                if isinstance(given, dict):
                    former = indices[categories_of(table).get(name, PRICES)]
                    indices[name], categories[name] = former.with_changes(given), name
        except (SurveyError, KeyError) as error:
            raise SurveyError(f"{file}: {name}: {error}") from None
        _refuse_unknown(file, variables, categories, indices)
        incomes = tuple(tuple(line) for line in table["revenus"])
        return cls(indices, categories, incomes, beyond, None if file is None else str(file), tuple(variables))

    def check(self, system):
        """Refuse names of the user's file that are no variables."""
        check_variables(self.named, system)

    def category(self, variable):
        """The category of a variable: None for what is no amount in euros or stays as it is."""
        if variable.unit != "currency" or variable.value_type is not float:
            return None
        found = self.categories.get(variable.name, PRICES)
        return None if found == NOTHING else found

    def level(self, category, year):
        """The level of an index in a year.

        Raises:
            SurveyError: the index does not tell it.
        """
        index = self.indices[category]
        if year in index.levels:
            return index.levels[year]
        if year > index.last and self.beyond:
            return index.levels[index.last] * (1 + index.change(index.last)) ** (year - index.last)
        known = f"the index '{category}' tells the years {min(index.levels)} to {index.last}, and {year} is needed"
        ways = "; give its change in a file (--uprating FILE), or repeat its last one (--uprate-beyond)"
        raise SurveyError(f"uprating: {known}{ways if year > index.last else ''}")

    def factor(self, category, start, end):
        """By what an amount of a year is multiplied to be one of another year."""
        return self.level(category, end) / self.level(category, start)

    def is_forecast(self, category, year):
        """Whether the level of a year is no published one."""
        index = self.indices[category]
        return year in index.forecasts or year > index.last

    def used(self, variable):
        """The indices that an amount may follow."""
        category = self.category(variable)
        if category != OWN_INCOMES:
            return [] if category is None else [category]
        return sorted({PRICES, *(self.categories[name] for line in self.incomes for name in line)} - {NOTHING})

    def description(self):
        """All of it that results depend on, as a dict."""
        return {
            "indices": {name: dict(sorted(one.levels.items())) for name, one in sorted(self.indices.items())},
            "categories": {name: self.categories[name] for name in sorted(self.categories)},
            "beyond": self.beyond,
            "file": self.origin,
        }


class Carried:
    """The amounts of one block as they hold in other years."""

    def __init__(self, uprating, block, clocks):
        self._uprating, self._block, self._clocks = uprating, block, clocks

    def of_column(self, column, values):
        """The values of a dated column as those of the period to which the survey's calendar moves it."""
        if column.period is None:
            return values
        start = column.period.start.year
        return self._between(column.variable, values, start, start + self._clocks.population - self._block.year)

    def of_year(self, variable, values, year):
        """The values of the survey's year as those of a year of the law's calendar (the next is like the simulated)."""
        if values is None:
            return None
        population = min(year - self._clocks.law, 0) + self._clocks.population
        return self._between(variable, values, self._block.year, population)

    def _between(self, variable, values, start, end):
        if self._uprating is None or start == end:
            return values
        category = self._uprating.category(variable)
        if category is None:
            return values
        if category == OWN_INCOMES:
            return values * self._of_own_incomes(variable.entity.key, start, end)
        return values * self._uprating.factor(category, start, end)

    def _of_own_incomes(self, entity, start, end):
        """By what all incomes of each group, or person, are multiplied together; prices where there is none."""
        size = self._block.counts[entity]
        before, after = numpy.zeros(size), numpy.zeros(size)
        for column in self._incomes():
            own = column.variable.entity.key
            if own not in (entity, INDIVIDU):
                continue
            amounts = numpy.abs(self._block.inputs[column.name])
            if own != entity:
                amounts = numpy.bincount(self._block.members[entity], weights=amounts, minlength=size)
            category = self._uprating.category(column.variable)
            before = before + amounts
            after = after + amounts * (1.0 if category is None else self._uprating.factor(category, start, end))
        prices = numpy.full(size, self._uprating.factor(PRICES, start, end))
        return numpy.divide(after, before, out=prices, where=before > 0)

    def _incomes(self):
        """The columns of incomes that count: of each line, the first that is given for the survey's year."""
        given = {column.variable.name: column for column in self._block.columns if column.period is None}
        for line in self._uprating.incomes:
            yield from [given[name] for name in line if name in given][:1]


def categories_of(table):
    """By name of variable, its category in a file of indices."""
    return {name: category for category, names in table["categories"].items() for name in names}


@lru_cache
def _table():
    path = Path(__file__).resolve().parents[1] / "data" / "uprating.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _read_indices():
    """Each index of the package, or the name of the one that it follows."""
    return {name: one["suit"] if "suit" in one else _index(one) for name, one in _table()["indices"].items()}


def _index(node):
    if "evolutions" in node:
        index = Index({FIRST_YEAR: 1.0}).with_changes(_values(node["evolutions"]))
    elif "niveaux" in node:
        index = Index(_values(node["niveaux"]))
    else:
        index = Index({year: _mean_of_year(node, year) for year in range(FIRST_YEAR, node["jusqu_a"] + 1)})
    first = node.get("prevision_depuis")
    return index if first is None else replace(index, forecasts=frozenset(range(first, index.last + 1)))


def _values(dated):
    return {when: one["value"] for when, one in dated.items()}


def _mean_of_year(node, year):
    """The mean of the twelve months of amounts, or of chained coefficients, given by date of effect."""
    if "revalorisations" in node:
        dated = sorted(_values(node["revalorisations"]).items())
        levels = [float(numpy.prod([one for when, one in dated if when <= month])) for month in _months(year)]
    else:
        dated = parameter_values(node["parametre"]) if "parametre" in node else _values(node["montants"])
        levels = [dated[max(when for when in dated if when <= month)] for month in _months(year)]
    return sum(levels) / MONTHS_PER_YEAR


def _months(year):
    return [datetime.date(year, month, 1) for month in range(1, MONTHS_PER_YEAR + 1)]


def _user_changes(file):
    """What a user's file says: changes by index and year; by variable, an index or its own changes."""
    try:
        given = yaml.safe_load(Path(file).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SurveyError(f"{file}: {error}") from None
    if not isinstance(given, dict) or set(given) - set(_FILE_KEYS):
        raise SurveyError(f"{file}: accepted: a YAML file with {' and '.join(_FILE_KEYS)}")
    indices, variables = given.get("indices") or {}, given.get("variables") or {}
    for name, one in [*indices.items(), *variables.items()]:
        if isinstance(one, dict) and one and all(_is_change(*pair) for pair in one.items()):
            continue
        if name not in variables or not isinstance(one, str):
            raise SurveyError(f"{file}: {name}: {one!r}; accepted: a change by year, such as {{2025: 0.022}}")
    return indices, variables


def _is_change(year, change):
    number = isinstance(change, int | float) and not isinstance(change, bool)
    return isinstance(year, int) and number and -1 < change < 1


def _refuse_unknown(file, variables, categories, indices):
    known = [*indices, OWN_INCOMES, NOTHING]
    for name in variables:
        if categories[name] not in known:
            raise SurveyError(f"{file}: {name}: {categories[name]!r}; accepted: {', '.join(known)}, or changes by year")
