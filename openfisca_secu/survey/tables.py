"""A survey in memory: the package's own layout, which every adapter produces.

| table            | one row a    | columns                                                                        |
| ---------------- | ------------ | ------------------------------------------------------------------------------ |
| `persons`        | person       | ids, roles, weight of the household, any variable of any entity                 |
| `menages`        | household    | `menage_id`, `weight`, variables of the household (optional table)              |
| `familles`       | family       | `famille_id`, variables of the family (optional table)                          |
| `foyers_fiscaux` | tax unit     | `foyer_fiscal_id`, variables of the tax unit (optional table)                   |

A variable's column means the survey's year, `variable@2022` and `variable@2024-03` the period after the sign, in the
survey's own calendar (see `openfisca_secu.survey.inputs`).
"""

from dataclasses import dataclass, field

import numpy
import pandas

from openfisca_secu.survey.refusals import Refusals

FIRST_LINE = 2  # of data: a header stands above it


@dataclass(frozen=True)
class Group:
    """How a group entity stands in the tables."""

    entity: str
    table: str
    roles: tuple  # the first is its head, the second the head's partner

    @property
    def id(self):
        """The column of its id."""
        return f"{self.entity}_id"

    @property
    def role(self):
        """The column of each person's role in it."""
        return f"{self.entity}_role"


MENAGE = Group("menage", "menages", ("personne_de_reference", "conjoint", "enfant", "autre"))
FAMILLE = Group("famille", "familles", ("demandeur", "conjoint", "enfant"))
FOYER_FISCAL = Group("foyer_fiscal", "foyers_fiscaux", ("declarant_principal", "conjoint", "personne_a_charge"))
GROUPS = (MENAGE, FAMILLE, FOYER_FISCAL)
PERSONS = "individus"
TABLES = (PERSONS, *(group.table for group in GROUPS))


@dataclass(frozen=True)
class Table:
    """One table of a survey, with the file and the lines that its rows come from."""

    name: str
    file: str
    data: pandas.DataFrame
    lines: numpy.ndarray
    origins: dict = field(default_factory=dict)

    def where(self, column):
        """Where a fault of a whole column is to be mended: what named it, or else the file."""
        return self.origins.get(column, self.file)


@dataclass
class Survey:
    """The tables of a survey, the year that they describe, and what is to be said about them.

    Attributes:
        persons: one row a person. `person_id` is unique; `menage_id` and the household's `weight` are needed (the
            weight here or in `menages`); `famille_id`, `foyer_fiscal_id` and the three `…_role` columns are derived
            where they are absent (`openfisca_secu.survey.units`).
        year: the year of the data; None when the source does not say.
        menages, familles, foyers_fiscaux: optional tables with the id of the group as a column.
        report: what an adapter assumed, derived, imputed or left out, one sentence each.
        refusals: rows that the adapter could not read.
        files: name of the file of each table, for messages.
        lines: line of each row in its file, by table; the row's own place (the header being line 1) when not given.
        origins: by table, what named each column where it is not the file (such as the line of a mapping).
        rows_read: rows of persons in the source, refused ones included.
    """

    persons: pandas.DataFrame
    year: int | None = None
    menages: pandas.DataFrame | None = None
    familles: pandas.DataFrame | None = None
    foyers_fiscaux: pandas.DataFrame | None = None
    report: list = field(default_factory=list)
    refusals: Refusals = field(default_factory=Refusals)
    files: dict = field(default_factory=dict)
    lines: dict = field(default_factory=dict)
    origins: dict = field(default_factory=dict)
    rows_read: int | None = None

    def table(self, name):
        """The table of that name (one of `TABLES`), or None when the survey does not have it."""
        data = self.persons if name == PERSONS else getattr(self, name)
        if data is None:
            return None
        lines = self.lines.get(name)
        lines = numpy.arange(FIRST_LINE, FIRST_LINE + len(data)) if lines is None else lines
        return Table(name, self.files.get(name, f"table '{name}'"), data, lines, self.origins.get(name, {}))
