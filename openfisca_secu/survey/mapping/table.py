"""One table of the own layout, made from files as a mapping says."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy
import pandas
import pyarrow
import pyarrow.compute

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.survey.layout import WEIGHT
from openfisca_secu.survey.mapping import expressions
from openfisca_secu.survey.mapping.expressions import BOOLEAN, NUMBER, ExpressionError, Rows, as_texts
from openfisca_secu.survey.mapping.sources import open_files
from openfisca_secu.survey.refusals import Refusal, text_of
from openfisca_secu.survey.tables import MENAGE, PERSONS

MONTHS = {"year": MONTHS_PER_YEAR, "quarter": 3, "month": 1}
UNITS = {"euro": 1.0, "keuro": 1000.0, "cent": 0.01}
_UNUSED_SHOWN = 20


@dataclass(frozen=True)
class Mapped:
    """A table in the own layout.

    Attributes:
        frame: its columns.
        file: the file whose rows are its own.
        lines: of each row in that file.
        origins: where the mapping speaks of each column.
        report: what was read, joined, left out; one sentence each.
    """

    frame: pandas.DataFrame
    file: str
    lines: numpy.ndarray
    origins: dict
    report: list


def read_table(folder, document, name, csv_format, refusals):
    """One table of a mapping, as `Mapped`; its wrong rows go to `refusals`.

    Raises:
        SurveyError: a fault of the mapping or of a file.
    """
    told = document.data[name]
    files = open_files(folder, document, (name,), csv_format)
    maker = _Maker(document, name, files, refusals)
    read = files.count
    if "rows" in told:
        maker = _Maker(document, name, files.only(maker.kept()), refusals)
    made = {column: maker.column(column) for column in told["columns"]}
    own = maker.files.parts[0]
    return Mapped(
        frame=pandas.DataFrame(
            {column: pandas.Series(array, dtype=pandas.ArrowDtype(array.type)) for column, array in made.items()}
        ),
        file=own.file,
        lines=own.lines[own.row],
        origins={column: document.at(name, "columns", column) for column in made},
        report=_report(name, maker.files, read),
    )


def _report(name, files, read):
    own = files.parts[0]
    found = [f"{name}: {read} rows of {Path(own.file).name}, of which {files.count} are kept.", *files.notes]
    for part in files.parts:
        unused = [column for column in part.frame.columns if column not in part.used]
        if unused:
            more = f" … and {len(unused) - _UNUSED_SHOWN} more" if len(unused) > _UNUSED_SHOWN else ""
            found.append(f"{Path(part.file).name}: columns not used: {', '.join(unused[:_UNUSED_SHOWN])}{more}.")
    return found


@dataclass
class _Maker:
    """Makes the columns of a table, one after the other."""

    document: object
    name: str
    files: object
    refusals: object
    _sources: dict = field(default_factory=dict)
    _values: dict = field(default_factory=dict)
    _refused: dict = field(default_factory=dict)
    _now: tuple = ()  # the part of the mapping that is being done, and the column that it makes

    def kept(self):
        """Which rows the table keeps."""
        self._now = ((self.name, "rows"), "rows")
        found = self._run(self.document.data[self.name]["rows"])
        if found.kind != BOOLEAN:
            raise self._error(f"'rows' is {found.kind}, where {BOOLEAN} is expected")
        return found.data & ~found.missing

    def column(self, column):
        """A column as an Arrow array."""
        path = (self.name, "columns", column)
        told = self.document.data[self.name]["columns"][column]
        told = {"column": told} if isinstance(told, str) else told
        self._now = (path, column)
        if "column" in told:
            array = self._source(told["column"]).array
        elif "value" in told:
            array = pyarrow.array([told["value"]] * self.files.count, type=_TYPES[type(told["value"])])
        else:
            array = expressions.arrow(self._run(told["expression"]))
        if "categories" in told:
            array = self._categories(array, told)
        factor = self._factor(column, told)
        return array if factor is None else self._scaled(array, factor, told)

    def _error(self, sentence):
        return self.document.error(self._now[0], sentence)

    def _source(self, name):
        if name not in self._sources:
            try:
                self._sources[name] = self.files.find(name)
            except LookupError as error:
                raise self._error(str(error)) from None
        return self._sources[name]

    def _run(self, text):
        try:
            expression = expressions.parse(str(text).lower() if isinstance(text, bool) else str(text))
            household = self._household() if "household_sum" in expression.text else None
            return Rows(self.files.count, self._column, self._refuse, household).run(expression)
        except ExpressionError as error:
            raise self._error(str(error)) from None

    def _column(self, name):
        if name not in self._values:
            self._values[name] = expressions.of_column(self._source(name), self._refuse)
        return self._values[name]

    def _household(self):
        """Whole numbers that the members of a household share, from the column that gives its id."""
        told = self.document.data[self.name]["columns"].get(MENAGE.id) if self.name == PERSONS else None
        name = told.get("column") if isinstance(told, dict) else told
        if name is None:
            return None
        array = self._source(name).array
        numbers = pandas.factorize(as_texts(array))[0]
        alone = array.is_null().to_numpy(zero_copy_only=False)
        numbers[alone] = len(numbers) + numpy.arange(alone.sum())
        return numbers

    def _refuse(self, source, bad, accepted):
        """Note wrong rows: of a source column, or of the column that is being made."""
        path, column = self._now
        key = (source.name, source.file, accepted) if source else (path, accepted)
        before = self._refused.setdefault(key, numpy.zeros(self.files.count, dtype=bool))
        rows = numpy.flatnonzero(bad & ~before)
        before[rows] = True
        if not len(rows):
            return
        own = self.files.parts[0]
        lines, values = own.lines[own.row], None
        if source:
            column, lines, values = (
                source.name,
                source.lines,
                source.array.to_pandas(types_mapper=pandas.ArrowDtype).array,
            )
        self.refusals.of_rows.append(
            Refusal(
                table=self.name,
                file=source.file if source else own.file,
                column=column,
                accepted=accepted,
                rows=rows,
                lines=lines[rows],
                values=[text_of(values[row]) for row in rows] if source else ["what is computed"] * len(rows),
            )
        )

    def _categories(self, array, told):
        """The categories of codes."""
        names, otherwise = told["categories"], told.get("otherwise")
        encoded = pyarrow.compute.dictionary_encode(pyarrow.array(as_texts(array)))
        missing = array.is_null()
        known = encoded.dictionary.to_pylist()
        found = [names.get(code, otherwise) for code in known]
        unknown = numpy.array([code not in names and otherwise is None for code in known] + [False])
        places = encoded.indices.to_numpy(zero_copy_only=False)
        bad = unknown[places] & ~missing.to_numpy(zero_copy_only=False)
        if bad.any():
            source = self._sources.get(told.get("column"))
            self._refuse(source, bad, f"one of the codes {', '.join(names)}, or nothing")
        taken = pyarrow.array([*found, None], type=pyarrow.string()).take(pyarrow.array(places))
        return pyarrow.compute.if_else(missing, pyarrow.scalar(None, pyarrow.string()), taken)

    def _factor(self, column, told):
        """What the numbers of a column are multiplied by, None where nothing is said."""
        if not {"unit", "per", "factor"} & set(told):
            return None
        if "categories" in told:
            raise self._error("categories have no unit")
        factor = UNITS[told.get("unit", "euro")] * told.get("factor", 1)
        if "per" in told:
            if column == WEIGHT:
                raise self._error("a weight is of no period")
            own = 1 if _is_month(column) else MONTHS_PER_YEAR
            factor *= own / MONTHS[told["per"]]
        return factor

    def _scaled(self, array, factor, told):
        source = self._sources.get(told.get("column"))
        found = expressions.of_column(_Array(array), self._refuse) if source is None else self._column(told["column"])
        if found.kind != NUMBER:
            if source is None or found.kind == BOOLEAN:
                raise self._error(f"{found.kind} has no unit")
            found = Rows(self.files.count, self._column, self._refuse).numbers(found)
        return pyarrow.array(found.data * factor, mask=found.missing)


_TYPES = {bool: pyarrow.bool_(), str: pyarrow.string(), int: pyarrow.float64(), float: pyarrow.float64()}


@dataclass(frozen=True, eq=False)
class _Array:
    array: pyarrow.Array


def _is_month(column):
    _, _, period = column.partition("@")
    return "-" in period
