"""Files as tables of Arrow columns, with the line of each row; nothing guessed or lost.

CSV, CSV.gz and Parquet are read here, the files of SAS, Stata and SPSS in `openfisca_secu.survey.statistical`.
"""

import codecs
import csv
import gzip
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy
import pandas
import pyarrow
import pyarrow.compute
import pyarrow.csv
import pyarrow.parquet

from openfisca_secu.survey import statistical
from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.tables import FIRST_LINE

SUFFIXES = (".csv", ".csv.gz", ".parquet", *statistical.SUFFIXES)
SEPARATORS = (",", ";", "\t", "|")
MOST_COLUMNS = 10_000
_NO_SEPARATORS = ('"', "\n", "\r", "\0")
_DECIMALS = (".", ",")
_CHUNK = 1 << 22
_UNREADABLE = (OSError, EOFError, zlib.error)
_PANDAS_INDEX = "__index_level_"
_DECIMAL_COMMA = r"^([+-]?[0-9]*),([0-9]+)$"


@dataclass(frozen=True)
class CsvFormat:
    """How a text file is written.

    Raises:
        SurveyError: an encoding that is none, or something else than one sign between columns or before decimals.
    """

    separator: str = ","
    decimal: str = "."
    encoding: str = "utf-8"

    def __post_init__(self):
        if len(self.separator) != 1 or self.separator in _NO_SEPARATORS:
            raise SurveyError(
                f"the separator is {self.separator!r}; accepted: one sign, such as {' '.join(SEPARATORS)!r}"
            )
        if self.decimal not in _DECIMALS:
            raise SurveyError(f"the decimal sign is {self.decimal!r}; accepted: {' '.join(_DECIMALS)}")
        try:
            known = codecs.lookup(self.encoding)._is_text_encoding
        except (LookupError, ValueError):
            known = False
        if not known:
            raise SurveyError(f"the encoding {self.encoding!r} is not known")


def suffix_of(path):
    """The one of `SUFFIXES` with which a name ends, or None."""
    name = Path(path).name.lower()
    return next((suffix for suffix in SUFFIXES if name.endswith(suffix)), None)


def read_table(path, csv_format=CsvFormat()):
    """A file's rows and the line on which each stands.

    Args:
        path: a file whose name ends with one of `SUFFIXES`.
        csv_format: how the text is written.

    Returns:
        `(frame, lines)`: a DataFrame of Arrow columns (those of a CSV file are texts, an empty cell is null), and the
        line of each row in the file (one after its number, if the file has no lines). Blank lines are passed over.

    Raises:
        SurveyError: the file is missing, empty, cut short, not of the kind its name says, or not written as said.
    """
    path = Path(path)
    if not path.is_file():
        raise SurveyError(f"{path}: no such file")
    suffix = suffix_of(path)
    if suffix is None:
        raise SurveyError(f"{path}: the name's ending is not known; accepted: {', '.join(SUFFIXES)}")
    if path.stat().st_size == 0:
        raise SurveyError(f"{path}: the file is empty")
    if suffix == ".parquet":
        return _read_parquet(path)
    if suffix in statistical.SUFFIXES:
        return _numbered(statistical.read(path, suffix, csv_format.encoding, lambda names: _check_header(path, names)))
    return _read_csv(path, csv_format)


def _read_parquet(path):
    try:
        file = pyarrow.parquet.ParquetFile(path)
        _check_header(path, file.schema_arrow.names)
        table = file.read()
    except (pyarrow.ArrowException, *_UNREADABLE) as error:
        raise SurveyError(f"{path}: not a whole Parquet file ({_first_sentence(error)})") from None
    return _numbered(table.select([name for name in table.column_names if not name.startswith(_PANDAS_INDEX)]))


def _numbered(table):
    return _frame(table), numpy.arange(FIRST_LINE, FIRST_LINE + table.num_rows)


def _read_csv(path, csv_format):
    names, line_count = _survey_text(path, csv_format)
    bad_rows = []

    def note(row):
        bad_rows.append(row)
        return "skip"

    try:
        with _open(path) as stream:
            table = pyarrow.csv.read_csv(
                stream,
                # one thread, so that the number of each bad row is known
                read_options=pyarrow.csv.ReadOptions(
                    use_threads=False, block_size=_CHUNK, column_names=names, skip_rows=1, encoding=csv_format.encoding
                ),
                parse_options=pyarrow.csv.ParseOptions(
                    delimiter=csv_format.separator, ignore_empty_lines=False, invalid_row_handler=note
                ),
                convert_options=pyarrow.csv.ConvertOptions(
                    column_types=dict.fromkeys(names, pyarrow.large_string()), strings_can_be_null=False
                ),
            )
    except (pyarrow.ArrowException, *_UNREADABLE) as error:
        raise SurveyError(f"{path}: not a CSV file that can be read ({_first_sentence(error)})") from None
    if 1 + table.num_rows + len(bad_rows) != line_count:
        raise SurveyError(
            f"{path}, line {_odd_quotes(path, csv_format)}: a quotation mark is opened and never closed "
            f"({line_count} lines give {table.num_rows + len(bad_rows)} rows)"
        )
    if bad_rows:
        raise SurveyError(_uneven(path, bad_rows, len(names)))
    lines = numpy.arange(FIRST_LINE, FIRST_LINE + table.num_rows)
    columns = [_cells(column, csv_format.decimal) for column in table.columns]
    return _without_blank_lines(pyarrow.table(columns, names=names), lines)


def _survey_text(path, csv_format):
    """The names in the header and the number of lines, once the whole text is known to decode."""
    first, count, ends_with_newline = _scan(path, csv_format)
    if csv_format.separator not in first:
        other = next((separator for separator in SEPARATORS if separator in first), None)
        if other is not None:
            raise SurveyError(
                f"{path}, line 1: the header holds no {csv_format.separator!r} but {other!r}; "
                f"if that separates the columns, say so (--separator {other!r})"
            )
    names = next(csv.reader([first.strip("\r\n")], delimiter=csv_format.separator), [])
    names = [name.strip() for name in names]
    _check_header(path, names)
    return names, count + (not ends_with_newline)


def _scan(path, csv_format):
    decoder = codecs.getincrementaldecoder(csv_format.encoding)()
    first, count, last = "", 0, "\n"
    try:
        with _open(path) as stream:
            while chunk := stream.read(_CHUNK):
                try:
                    text = decoder.decode(chunk)
                except UnicodeDecodeError as error:
                    line = count + 1 + chunk[: error.start].count(b"\n")
                    raise SurveyError(
                        f"{path}, line {line}: byte {error.object[error.start]:#04x} is not {csv_format.encoding}; "
                        "accepted: UTF-8, or the encoding that you give (--encoding latin-1)"
                    ) from None
                except UnicodeError as error:
                    raise SurveyError(f"{path}: not {csv_format.encoding} ({_first_sentence(error)})") from None
                if "\n" not in first:
                    first += text
                count += text.count("\n")
                last = text[-1:] or last
    except _UNREADABLE as error:
        raise SurveyError(f"{path}: the file cannot be read to its end ({_first_sentence(error)})") from None
    return first.split("\n", 1)[0].removeprefix("\ufeff"), count, last == "\n"


def _check_header(path, names):
    if len(names) > MOST_COLUMNS:
        raise SurveyError(f"{path}: {len(names)} columns; accepted: at most {MOST_COLUMNS}")
    if not any(names):
        raise SurveyError(f"{path}, line 1: no column has a name; the first line must hold the names of the columns")
    for place, name in enumerate(names, 1):
        if not name:
            raise SurveyError(f"{path}, line 1: column {place} has no name (are these row numbers? leave them out)")
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise SurveyError(f"{path}, line 1: the column {twice[0]!r} stands there twice")


def _cells(column, decimal):
    """Texts without the spaces around them, null where nothing is left."""
    column = pyarrow.compute.utf8_trim_whitespace(column)
    if decimal == ",":
        column = pyarrow.compute.replace_substring_regex(column, _DECIMAL_COMMA, r"\1.\2")
    empty = pyarrow.compute.equal(column, "")
    return pyarrow.compute.if_else(empty, pyarrow.scalar(None, column.type), column)


def _without_blank_lines(table, lines):
    blank = numpy.ones(table.num_rows, dtype=bool)
    for column in table.columns:
        if not blank.any():
            break
        blank &= column.is_null().to_numpy()
    return _frame(table.filter(pyarrow.array(~blank)) if blank.any() else table), lines[~blank]


def _frame(table):
    return table.to_pandas(types_mapper=pandas.ArrowDtype)


def _open(path):
    return gzip.open(path) if suffix_of(path) == ".csv.gz" else path.open("rb")


def _uneven(path, bad_rows, width):
    row = bad_rows[0]
    more = f" (and {len(bad_rows) - 1} more lines like it)" if len(bad_rows) > 1 else ""
    return (
        f"{path}, line {row.number}: {row.actual_columns} values where the header names {width} columns{more}: "
        f"{row.text[:80]!r}"
    )


def _odd_quotes(path, csv_format):
    with _open(path) as stream:
        for line, text in enumerate(stream, 1):
            if text.decode(csv_format.encoding, "replace").count('"') % 2:
                return line
    return "unknown"


def _first_sentence(error):
    return (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
