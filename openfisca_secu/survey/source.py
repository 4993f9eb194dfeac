"""One file of a known survey while an adapter reads it: its columns converted, its wrong rows refused, all of it said.

Every method goes on with harmless values in the rows that it refuses, so that one reading finds all that is wrong; what
it refuses, the check that follows finds right, and does not refuse a second time.
"""

from dataclasses import dataclass, field, replace

import numpy
import pandas

from openfisca_secu.survey import columns
from openfisca_secu.survey.files import CsvFormat, read_table
from openfisca_secu.survey.refusals import Refusals, SurveyError
from openfisca_secu.survey.tables import PERSONS, Table


@dataclass
class Source:
    """A file of persons whose columns are named in lower case.

    Attributes:
        table: the file.
        refusals: what is wrong in it.
        used: names of the columns that were read.
        absent: names of columns that were asked for and are not there.
        notes: sentences for the report.
    """

    table: Table
    refusals: Refusals = field(default_factory=Refusals)
    used: list = field(default_factory=list)
    absent: list = field(default_factory=list)
    notes: list = field(default_factory=list)

    @classmethod
    def of(cls, path, csv_format=CsvFormat(), row="person"):  # noqa: B008 — immutable
        """Open a file, its names of columns taken in lower case; `row` says what a row of it is."""
        frame, lines = read_table(path, csv_format)
        names = [str(name).lower() for name in frame.columns]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise SurveyError(f"{path}: two columns are named '{twice[0]}', in upper or lower case")
        if not len(frame):
            raise SurveyError(f"{path}: there is no {row} in it")
        return cls(Table(PERSONS, str(path), frame.set_axis(names, axis=1), lines))

    @property
    def rows(self):
        """How many rows the file has."""
        return len(self.table.data)

    def has(self, name):
        """Whether the file has a column of that name."""
        return name in self.table.data.columns

    def need(self, names):
        """Refuse the file if it lacks one of the columns; a tuple stands for one of several."""
        missing = [
            " or ".join(choice)
            for choice in ((name,) if isinstance(name, str) else name for name in names)
            if not any(self.has(name) for name in choice)
        ]
        if missing:
            raise SurveyError(f"{self.table.file}: columns are missing: {', '.join(missing)}")

    def ids(self, name, *, unique=False):
        """Ids: whole numbers or texts. A refused row gets an id that no other row has.

        Args:
            name: the column.
            unique: refuse an id that stands in several rows.
        """
        self.used.append(name)
        found = columns.ids(columns.arrow(self.table.data[name]))
        unusable = found.missing | found.bad
        self.refuse(name, unusable, found.accepted)
        if unique:
            twice = pandas.Series(found.values).duplicated(keep=False).to_numpy() & ~unusable
            self.refuse(name, twice, "an id that no other person has")
            unusable = unusable | twice
        return _with_ids_of_their_own(found.values, unusable)

    def only(self, rows):
        """The same file with some of its rows."""
        table = replace(self.table, data=self.table.data[rows].reset_index(drop=True), lines=self.table.lines[rows])
        return replace(self, table=table)

    def renamed(self, names):
        """The same file with other names for some columns."""
        return replace(self, table=replace(self.table, data=self.table.data.rename(columns=names)))

    def texts(self, name):
        """A column as texts in lower case, empty where nothing stands; whole numbers without a decimal point."""
        self.used.append(name)
        column = self.table.data[name]
        if pandas.api.types.is_float_dtype(column.dtype):
            values = column.to_numpy(dtype=float, na_value=numpy.nan)
            whole = numpy.isfinite(values) & (values == numpy.floor(values))
            return numpy.array(
                ["" if value != value else str(int(value)) if is_whole else str(value)  # noqa: PLR0124 — NaN
                 for value, is_whole in zip(values, whole, strict=True)],
                dtype=object,
            )  # fmt: skip
        texts = column.astype("string").fillna("").str.strip().str.lower()
        return texts.str.replace(r"^(\d+)\.0$", r"\1", regex=True).to_numpy(dtype=object)

    def numbers(self, name, bounds=(None, None), needed=False):
        """A column as numbers, 0 where nothing stands; zeros throughout if the file does not have it.

        Args:
            name: the column.
            bounds: the closed bounds.
            needed: the rows that must have a value (or whether all must).
        """
        return self._converted(columns.numbers, name, bounds, needed)

    def whole_numbers(self, name, bounds, needed=False):
        """As `numbers`, for whole ones."""
        return self._converted(columns.whole_numbers, name, bounds, needed)

    def coded(self, name, codes, accepted):
        """A column of names or codes, in upper or lower case, as whole numbers; a value in every row."""
        self.used.append(name)
        texts = self.table.data[name].astype("string").str.strip().str.lower()
        found = texts.map(codes)
        bad = found.isna().to_numpy()
        self.refuse(name, bad, accepted)
        return numpy.where(bad, 0, found.fillna(0)).astype(numpy.int64)

    def shared(self, name, household, values):
        """What all rows of a household must say: the value of each household, from its first row.

        Args:
            name: the column.
            household: a whole number a row.
            values: the column's values, already converted.
        """
        of_household = numpy.zeros(int(household.max()) + 1)
        of_household[household[::-1]] = values[::-1]
        if self.has(name):
            other = values != of_household[household]
            self.refuse(name, other, "one value for a household, the same in all its rows")
        return of_household

    def refuse(self, name, bad, accepted):
        """Note the rows of a column where `bad` is true."""
        self.refusals.rows(self.table, name, bad, self.table.data[name].array, accepted)

    def sentences_on_columns(self, reasons):
        """Which columns were used, which were not and why, which are not there; one sentence each.

        Args:
            reasons: why columns that the adapter knows are not used, by name.
        """
        left = [name for name in self.table.data.columns if name not in self.used]
        unknown = [name for name in left if name not in reasons]
        sentences = [f"Columns used: {', '.join(dict.fromkeys(self.used))}."]
        sentences += [f"Column not used: {name} ({reasons[name]})." for name in left if name in reasons]
        if unknown:
            sentences.append(f"Columns not used, unknown to this adapter: {', '.join(unknown)}.")
        if self.absent:
            sentences.append(f"Columns that are not there, taken as 0: {', '.join(dict.fromkeys(self.absent))}.")
        return sentences

    def _converted(self, convert, name, bounds, needed):
        if not self.has(name):
            self.absent.append(name)
            return convert(columns.arrow(pandas.Series(numpy.zeros(self.rows)))).values
        self.used.append(name)
        found = convert(columns.arrow(self.table.data[name]), bounds)
        self.refuse(name, found.bad | (needed & found.missing), found.accepted)
        return numpy.where(found.bad | found.missing, 0, found.values)


def _with_ids_of_their_own(values, rows):
    if not rows.any():
        return values
    places = numpy.flatnonzero(rows)
    values = values.copy()
    if values.dtype == object:
        values[places] = [f"refused row {place}" for place in places]
    else:
        values[places] = numpy.max(values, initial=0, where=~rows) + 1 + numpy.arange(len(places))
    return values
