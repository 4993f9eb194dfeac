"""Files of a known survey in a folder: which they are, how they are written."""

import gzip
from pathlib import Path

import pyarrow
import pyarrow.parquet

from openfisca_secu.survey import statistical
from openfisca_secu.survey.files import SEPARATORS, SUFFIXES, CsvFormat, suffix_of
from openfisca_secu.survey.refusals import SurveyError


def files_in(folder):
    """The files of a folder that can be read, by name.

    Raises:
        SurveyError: there is no such folder.
    """
    folder = Path(folder)
    if not folder.is_dir():
        what = "a file, and the files of this survey stand in a folder" if folder.exists() else "no such folder"
        raise SurveyError(f"{folder}: {what}; accepted: the folder that holds them")
    return sorted(path for path in folder.iterdir() if path.is_file() and suffix_of(path))


def stem(path):
    """The name of a file without its ending, in lower case."""
    return path.name.lower().removesuffix(suffix_of(path))


def header(path, encoding):
    """The names of columns of a file, in lower case, and the separator of a text file (None for others).

    A file that cannot be read has no names: reading it whole says what is wrong.
    """
    if suffix_of(path) == ".parquet":
        try:
            return [name.lower() for name in pyarrow.parquet.read_schema(path).names], None
        except (pyarrow.ArrowException, OSError):
            return [], None
    if suffix_of(path) in statistical.SUFFIXES:
        return [name.lower() for name in statistical.names(path, suffix_of(path), encoding)], None
    opened = gzip.open if suffix_of(path) == ".csv.gz" else open
    try:
        with opened(path, "rt", encoding=encoding) as stream:
            first = stream.readline()
    except (OSError, EOFError, UnicodeDecodeError, LookupError):
        return [], None
    separator = max(SEPARATORS, key=first.count)
    names = first.removeprefix("\ufeff").strip().split(separator)
    return [name.strip().strip('"').lower() for name in names], separator


def csv_format(path, separator, decimal, encoding):
    """How a file is written, its separator being read off its header where it is not said."""
    return CsvFormat(separator or header(path, encoding)[1] or ",", decimal, encoding)


def accepted_names(stems):
    """Names of files, for messages."""
    return ", ".join(f"{name} ({', '.join(SUFFIXES)})" for name in stems)
