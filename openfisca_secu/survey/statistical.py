"""Files of SAS (.sas7bdat, .xpt), Stata (.dta) and SPSS (.sav, .zsav), read piece by piece through pyreadstat.

Codes are kept as they are; the labels that such a file gives to them are not used. A missing value of the software
(`.`, `.a`, a value that SPSS is told to take for missing, an empty text) is null.
"""

import codecs
import importlib
import subprocess
import sys

import pyarrow

from openfisca_secu.survey.refusals import SurveyError

SUFFIXES = (".sas7bdat", ".xpt", ".dta", ".sav", ".zsav")
CELLS_AT_ONCE = 4_000_000  # as objects of Python, some hundred megabytes
_READERS = {
    ".sas7bdat": "read_sas7bdat",
    ".xpt": "read_xport",
    ".dta": "read_dta",
    ".sav": "read_sav",
    ".zsav": "read_sav",
}
_SOFTWARE = {".sas7bdat": "SAS", ".xpt": "SAS transport", ".dta": "Stata", ".sav": "SPSS", ".zsav": "SPSS"}
_SPSS = (".sav", ".zsav")
_DEFAULT_ENCODING = "utf-8"  # of text files: these here tell their own, unless they are old
_XPT_RECORD = 80
_STATA_START, _STATA_END = b"<stata_dta>", b"</stata_dta>"


def names(path, suffix, encoding=_DEFAULT_ENCODING):
    """The names of the columns of a file, whose data are not read.

    Raises:
        SurveyError: pyreadstat is missing, or the file cannot be read.
    """
    return _read(path, suffix, encoding, metadataonly=True)[1].column_names


def read(path, suffix, encoding=_DEFAULT_ENCODING, check_names=lambda _: None):
    """A file as one Arrow table.

    Args:
        path: the file.
        suffix: one of `SUFFIXES`.
        encoding: of its texts; `utf-8` for what the file says itself.
        check_names: what may refuse the names of its columns, before its rows are read.

    Raises:
        SurveyError: pyreadstat is missing, or the file is not whole or not of its kind.
    """
    _check_end(path, suffix)
    about = _read(path, suffix, encoding, metadataonly=True)[1]
    check_names(about.column_names)
    at_once = max(CELLS_AT_ONCE // max(len(about.column_names), 1), 1)
    pieces, count, rows = [], 0, at_once
    while rows == at_once:
        data, _ = _read(path, suffix, encoding, output_format="dict", row_offset=count, row_limit=at_once)
        piece = pyarrow.table({name: _column(path, name, values) for name, values in data.items()})
        rows = piece.num_rows
        if rows or not pieces:
            pieces.append(piece)
        count += rows
    expected = about.number_rows  # None or negative in a file that does not tell
    if expected is not None and expected >= 0 and count != expected:
        raise SurveyError(f"{path}: not a whole file of {_SOFTWARE[suffix]} ({count} rows of {expected})")
    return pyarrow.concat_tables(pieces, promote_options="permissive")


def _read(path, suffix, encoding, **options):
    try:
        pyreadstat = importlib.import_module("pyreadstat")
    except ImportError:
        raise SurveyError(
            f"{path}: to read files of {_SOFTWARE[suffix]}, install pyreadstat: pip install openfisca-secu[formats]"
        ) from None
    if options.get("metadataonly") and suffix in _SPSS:
        _probe(path, suffix)
    if encoding != _DEFAULT_ENCODING:
        options["encoding"] = _iconv_name(encoding)
    try:
        return getattr(pyreadstat, _READERS[suffix])(str(path), **options)
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError) as error:
        said = str(error).rstrip(".")
        raise SurveyError(f"{path}: not a whole file of {_SOFTWARE[suffix]} ({said})") from None
    except (OverflowError, OSError, MemoryError) as error:
        raise SurveyError(f"{path}: a value that cannot be ({error}); is the file damaged?") from None
    except UnicodeDecodeError:
        raise SurveyError(
            f"{path}: its texts are not in the encoding that the file says; accepted: the one that you give "
            "(--encoding latin-1)"
        ) from None


def _probe(path, suffix):
    """Refuse a file whose damaged dictionary ends the process that reads it: another process tries first."""
    program = f"import sys, pyreadstat; pyreadstat.{_READERS[suffix]}(sys.argv[1], metadataonly=True)"
    command = [sys.executable, "-c", program, str(path)]
    tried = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 — the path is but an argument
    if tried.returncode not in (0, 1):  # 1: an error that can be told, and is, when this process reads the file
        raise SurveyError(f"{path}: not a whole file of {_SOFTWARE[suffix]} (its dictionary is damaged)")


def _iconv_name(encoding):
    return codecs.lookup(encoding).name.upper().replace("ISO8859-", "ISO-8859-")


def _check_end(path, suffix):
    """Refuse files that are cut short in a place that pyreadstat does not look at."""
    size = path.stat().st_size
    whole = True
    if suffix == ".xpt":
        whole = size % _XPT_RECORD == 0
    elif suffix == ".dta":
        with path.open("rb") as stream:
            marked = stream.read(len(_STATA_START)) == _STATA_START
            stream.seek(max(size - len(_STATA_END), 0))
            whole = not marked or stream.read() == _STATA_END
    if not whole:
        raise SurveyError(f"{path}: not a whole file of {_SOFTWARE[suffix]} (its end is missing)")


def _column(path, name, values):
    """An Arrow array; what the software leaves out is null, and so is an empty text."""
    if any(isinstance(value, str) for value in values):
        values = [value.strip() or None if isinstance(value, str) else value for value in values]
    try:
        return pyarrow.array(values, from_pandas=True)
    except (pyarrow.ArrowException, OverflowError, ValueError) as error:
        raise SurveyError(f"{path}, column '{name}': its values are of several kinds ({error})") from None
