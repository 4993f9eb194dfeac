"""The tables of a year in two scenarios, as one row a household."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy
import pandas
import pyarrow.parquet

from openfisca_secu.survey.layout import WEIGHT
from openfisca_secu.survey.results import TABLE_OF
from openfisca_secu.survey.tables import MENAGE, PERSONS

DISPOSABLE, STANDARD, UNITS, COMPOSITION = "revenu_disponible", "niveau_de_vie", "unites_consommation", "type_menage"
MEASURES = (DISPOSABLE, STANDARD, UNITS, COMPOSITION)


@dataclass(frozen=True)
class Pair:
    """One year of the reference and of the reform, the households in the same order in both.

    Attributes:
        reference: the folder of the year's tables under the law that is compared with.
        reform: the folder under the other law.
    """

    reference: Path
    reform: Path

    @cached_property
    def frame(self):
        """One row a household: weight, persons, composition; `<measure>` and `<measure>_reform`."""
        found = _read(self.reference, MENAGE.table, [MENAGE.id, WEIGHT, *MEASURES])
        after = _read(self.reform, MENAGE.table, [MENAGE.id, DISPOSABLE, STANDARD])
        members = _read(self.reference, PERSONS, [MENAGE.id])[MENAGE.id]
        found["persons"] = numpy.bincount(self._place(members), minlength=len(found))
        for name in (DISPOSABLE, STANDARD):
            found[f"{name}_reform"] = after[name].to_numpy()
        return found

    @property
    def weights(self):
        """Weights of the households."""
        return self.frame[WEIGHT].to_numpy()

    @property
    def person_weights(self):
        """Weight of each household times its number of persons."""
        return self.weights * self.frame["persons"].to_numpy()

    def amounts(self, outcome):
        """An amount of the year summed in each household: two arrays, reference and reform.

        Args:
            outcome: an `outcomes.Outcome` of any entity.
        """
        table = TABLE_OF[outcome.variable.entity.key]
        return tuple(self._by_household(folder, table, outcome.column) for folder in (self.reference, self.reform))

    def _by_household(self, folder, table, column):
        found = _read(folder, table, [MENAGE.id, column])
        return numpy.bincount(self._place(found[MENAGE.id]), weights=found[column], minlength=len(self._households))

    @cached_property
    def _households(self):
        return pandas.Index(_read(self.reference, MENAGE.table, [MENAGE.id])[MENAGE.id])

    def _place(self, ids):
        """The place of the household of each row."""
        return self._households.get_indexer(ids)


def _read(folder, table, columns):
    return pyarrow.parquet.read_table(folder / f"{table}.parquet", columns=columns).to_pandas()
