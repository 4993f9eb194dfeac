"""Several files of one survey, read as one table of persons: each column from the first file that has it.

Files of households, or of some of the persons only, are joined to the persons' file row by row. Values come one a
person; a wrong row of a joined file is refused once, with its own file and line, and concerns all persons joined to it.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy
import pandas

from openfisca_secu.survey.refusals import Refusals
from openfisca_secu.survey.source import Source


@dataclass(frozen=True)
class _Part:
    source: Source
    row: numpy.ndarray  # of each person in this file, NOBODY where there is none

    def of_persons(self, values, otherwise):
        if not len(values):  # only rows out of scope
            return numpy.full(len(self.row), otherwise, dtype=values.dtype)
        found = values[self.row]
        return numpy.where(self.row >= 0, found, otherwise)


@dataclass
class Joined:
    """The persons' file and those joined to it.

    Attributes:
        persons: the persons' file.
        parts: all files, the persons' one first.
        absent: names of columns that were asked for and that no file has.
    """

    persons: Source
    parts: list = field(default_factory=list)
    absent: list = field(default_factory=list)
    _read: dict = field(default_factory=dict)

    def __post_init__(self):
        self.parts.insert(0, _Part(self.persons, numpy.arange(self.persons.rows)))

    def join(self, source, row, *, first=False):
        """Add a file.

        Args:
            source: the file.
            row: for each person the row of that file, NOBODY where there is none.
            first: whether its columns come before those of the same name in the files that are there already.
        """
        self.parts.insert(0 if first else len(self.parts), _Part(source, row))

    def has(self, name):
        """Whether a file has a column of that name."""
        return any(part.source.has(name) for part in self.parts)

    def first_of(self, *names):
        """The first of the names that is a column; the first name if none is."""
        return next((name for name in names if self.has(name)), names[0])

    def numbers(self, name, bounds=(None, None), needed=False):
        """A column as numbers, 0 where nothing stands or no file has it."""
        return self._once(name, lambda source: source.numbers(name, bounds, needed), 0.0)

    def whole_numbers(self, name, bounds, needed=False):
        """As `numbers`, for whole ones."""
        return self._once(name, lambda source: source.whole_numbers(name, bounds, needed), 0)

    def codes(self, name, accepted):
        """A column of whole numbers, 0 where nothing stands; whatever is neither 0 nor accepted is refused."""

        def read(source):
            values = source.whole_numbers(name, (None, None))
            wrong = ~numpy.isin(values, (0, *accepted))
            source.refuse(name, wrong, f"nothing, or one of {', '.join(map(str, accepted))}")
            return numpy.where(wrong, 0, values)

        return self._once(name, read, 0)

    def texts(self, name):
        """A column as texts in lower case, empty where nothing stands or no file has it."""
        return self._once(name, lambda source: source.texts(name), "")

    def given(self, name):
        """Whether something stands in the column, for each person; nothing if no file has it."""
        part = self._part(name)
        if part is None:
            return numpy.zeros(self.persons.rows, dtype=bool)
        there = ~part.source.table.data[name].isna().to_numpy(dtype=bool)
        return part.of_persons(there, False)

    def refuse(self, name, bad, accepted):
        """Refuse persons whose value of that column is wrong for a reason that only the whole tells."""
        part = self._part(name)
        wrong = numpy.zeros(part.source.rows, dtype=bool)
        wrong[part.row[bad & (part.row >= 0)]] = True
        part.source.refuse(name, wrong, accepted)

    def refusals(self):
        """What is wrong in all files, as rows of persons."""
        found = Refusals()
        for part in self.parts:
            found.of_files += part.source.refusals.of_files
            for refusal in part.source.refusals.of_rows:
                persons = numpy.flatnonzero(numpy.isin(part.row, refusal.rows))
                found.of_rows.append(replace(refusal, rows=persons))
        return found

    def sentences_on_columns(self, reasons):
        """Which columns of which file were used, left out and why, or are not there; one sentence each."""
        found = []
        for part in self.parts:
            name = Path(part.source.table.file).name
            found += [f"{name}: {sentence}" for sentence in part.source.sentences_on_columns(reasons)]
        if self.absent:
            found.append(f"Columns that no file has, taken as not given: {', '.join(dict.fromkeys(self.absent))}.")
        return found

    def _part(self, name):
        return next((part for part in self.parts if part.source.has(name)), None)

    def _once(self, name, read, otherwise):
        if name not in self._read:
            part = self._part(name)
            if part is None:
                self.absent.append(name)
                self._read[name] = numpy.full(self.persons.rows, otherwise, dtype=object if otherwise == "" else None)
            else:
                self._read[name] = part.of_persons(read(part.source), otherwise)
        return self._read[name]


def keys(*ids):
    """Texts that identify rows by several ids."""
    return pandas.Series(["\x1f".join(parts) for parts in zip(*(map(str, values) for values in ids), strict=True)])


def repeated(values):
    """Every row whose value stands in several."""
    return pandas.Series(values).duplicated(keep=False).to_numpy()


def of_households(household, values):
    """The value of each household's first person."""
    found = numpy.zeros(int(household.max(initial=-1)) + 1, dtype=values.dtype)
    found[household[::-1]] = values[::-1]
    return found
