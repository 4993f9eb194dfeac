"""What one year of a variable is, and the name of its column in the results.

| variable                                            | value of a year               | column              |
| --------------------------------------------------- | ----------------------------- | ------------------- |
| yearly, or one that never changes                   | its value                     | `variable`          |
| monthly amount, hours or days                       | sum of the twelve months      | `variable`          |
| monthly count, rate, or other quantity              | mean of the twelve months     | `variable_moyenne`  |
| monthly state: yes or no, category, date, text, age | value in December             | `variable_decembre` |

A monthly amount that is a level and not a flow (a yearly ceiling, the yearly resources of a means test, what has come
together since January) is a state: it says so by `is_period_size_independent = True`, by a name that ends in `_annuel`,
`_trimestriel` or `_cumule` (in any gender and number), or it stands in `LEVELS`.
"""

import datetime
import re
from dataclasses import dataclass
from typing import Any

import numpy
import pyarrow
from openfisca_core import periods
from openfisca_core.indexed_enums import Enum

VALUE, SUM, MEAN, DECEMBER = "valeur", "somme", "moyenne", "decembre"
_SUFFIXES = {VALUE: "", SUM: "", MEAN: "_moyenne", DECEMBER: "_decembre"}
FLOW_UNITS = ("currency", "hour", "day")  # of which a year is the sum of its months
_LEVEL_BY_NAME = re.compile(r"_(annuel|trimestriel)(le)?s?$|_cumulee?s?$")
# Amounts of a whole year (or hour) that the law reads month by month, and that nothing else tells from flows.
LEVELS = (
    "af_plafond_tranche_1",
    "af_plafond_tranche_2",
    "allocation_deces_enfant_plafond",
    "cf_majore_plafond",
    "cf_plafond",
    "cf_ressources",
    "css_autres_revenus",
    "css_forfait_logement",
    "css_pensions_alimentaires_versees",
    "css_plafond",
    "css_ressources",
    "css_ressources_retenues",
    "css_revenus_activite",
    "css_revenus_patrimoine",
    "deductions_evaluation_forfaitaire",
    "paje_base_plafond_taux_partiel",
    "paje_base_plafond_taux_plein",
    "paje_ressources",
    "prestations_familiales_base_ressources",
    "prestations_familiales_base_ressources_individu",
    "prime_adoption_plafond",
    "prime_naissance_plafond",
    "ressources_annee_reference",
    "ressources_evaluees_forfaitairement",
    "revenu_professionnel_annee_reference",
    "smic_horaire_allegements",
    "smic_horaire_brut",
)
_ARROW_TYPES = {
    float: pyarrow.float64(),
    int: pyarrow.int64(),
    bool: pyarrow.bool_(),
    datetime.date: pyarrow.date32(),
    str: pyarrow.string(),
    Enum: pyarrow.dictionary(pyarrow.int16(), pyarrow.string()),
}


@dataclass(frozen=True)
class Outcome:
    """One variable as a yearly column of the results."""

    variable: Any
    how: str

    @property
    def column(self):
        """Name of the column."""
        return self.variable.name + _SUFFIXES[self.how]

    @property
    def is_amount(self):
        """Whether it is in euros of the year, so that a total has a meaning."""
        return self.variable.unit == "currency" and self.how in (SUM, VALUE)

    @property
    def field(self):
        """The column's Arrow field, with what it means as metadata."""
        metadata = {"libelle": self.variable.label or "", "unite": str(self.variable.unit or ""), "annee": self.how}
        return pyarrow.field(self.column, self.type, nullable=False, metadata=metadata)

    @property
    def type(self):
        """The column's Arrow type."""
        return pyarrow.float64() if self.how == MEAN else _ARROW_TYPES[self.variable.value_type]

    def compute(self, simulation, year):
        """The year's values, as an Arrow array."""
        values = _COMPUTE[self.how](simulation, self.variable, year)
        if self.variable.value_type is Enum:
            items = [item.name for item in self.variable.possible_values]
            codes = pyarrow.array(values.view(numpy.ndarray).astype(numpy.int16))
            return pyarrow.DictionaryArray.from_arrays(codes, pyarrow.array(items))
        return pyarrow.array(values, type=self.type)


def outcome_of(variable):
    """The Outcome of a variable."""
    if variable.definition_period != periods.DateUnit.MONTH:
        return Outcome(variable, VALUE)
    level = variable.name in LEVELS or _LEVEL_BY_NAME.search(variable.name)
    if variable.is_period_size_independent or level:
        return Outcome(variable, DECEMBER)
    return Outcome(variable, SUM if variable.unit in FLOW_UNITS else MEAN)


def by_entity(outcomes):
    """The outcomes of each entity that has some, in their order."""
    found = {}
    for outcome in outcomes:
        found.setdefault(outcome.variable.entity.key, []).append(outcome)
    return found


def schema_of(outcomes):
    """The Arrow schema of a table of outcomes."""
    return pyarrow.schema([outcome.field for outcome in outcomes])


def _value(simulation, variable, year):
    if variable.definition_period == periods.DateUnit.ETERNITY:
        return simulation.calculate(variable.name, periods.Period.eternity())
    return simulation.calculate(variable.name, periods.period(year))


def _months(year):
    return periods.period(year).get_subperiods(periods.DateUnit.MONTH)


def _sum(simulation, variable, year):
    return sum(simulation.calculate(variable.name, month) for month in _months(year))


def _mean(simulation, variable, year):
    months = _months(year)
    return sum(simulation.calculate(variable.name, month) for month in months) / len(months)


def _december(simulation, variable, year):
    return simulation.calculate(variable.name, _months(year)[-1])


_COMPUTE = {VALUE: _value, SUM: _sum, MEAN: _mean, DECEMBER: _december}
