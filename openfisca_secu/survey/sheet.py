"""A survey while it is checked: its tables, what is known of them so far, what is wrong, what is to be said."""

from dataclasses import dataclass, field
from typing import Any

from openfisca_secu.survey import columns
from openfisca_secu.survey.refusals import Refusals
from openfisca_secu.survey.tables import PERSONS, TABLES


@dataclass
class Sheet:
    """The state that the steps of a check share. Each step notes what is wrong and goes on with harmless values."""

    system: Any
    year: int | None
    tables: dict
    refusals: Refusals
    report: list = field(default_factory=list)

    @classmethod
    def of(cls, survey, system):
        """A fresh sheet for a survey, which is left as it is."""
        tables = {name: survey.table(name) for name in TABLES}
        return cls(
            system=system,
            year=survey.year,
            tables={name: table for name, table in tables.items() if table is not None},
            refusals=Refusals(list(survey.refusals.of_rows), list(survey.refusals.of_files)),
            report=list(survey.report),
        )

    @property
    def persons(self):
        """The table of persons."""
        return self.tables[PERSONS]

    def has(self, name):
        """Whether the persons have a column of that name."""
        return name in self.persons.data.columns

    def arrow(self, name, table=None):
        """A column as an Arrow array."""
        return columns.arrow((table or self.persons).data[name])

    def refuse(self, name, bad, accepted, table=None):
        """Note the rows of a column where `bad` is true."""
        table = table or self.persons
        self.refusals.rows(table, name, bad, table.data[name].array, accepted)

    def say(self, sentence):
        """Add a sentence to the report."""
        self.report.append(sentence)
