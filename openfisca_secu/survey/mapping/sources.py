"""The files of one table of a mapping: inside the survey's folder, read, and joined by their ids."""

from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath, PureWindowsPath

import numpy
import pandas
import pyarrow

from openfisca_secu.engine.errors import near
from openfisca_secu.survey import columns
from openfisca_secu.survey.files import read_table, suffix_of
from openfisca_secu.survey.mapping.expressions import as_texts
from openfisca_secu.survey.refusals import LINES_SHOWN, SurveyError

_BETWEEN = "\x1f"  # no id holds it


@dataclass(frozen=True, eq=False)
class Source:
    """A column of a file as it stands for the rows of the table."""

    name: str
    file: str
    array: pyarrow.Array
    lines: numpy.ndarray  # of each row in that file, 0 where it has none


@dataclass
class File:
    """One file, and which of its rows each row of the table has (-1: none)."""

    name: str
    file: str
    frame: pandas.DataFrame
    lines: numpy.ndarray
    row: numpy.ndarray
    missing: dict
    hidden: tuple = ()  # ids of the join, which are found in the first file
    used: set = field(default_factory=set)

    def source(self, name):
        """One of its columns."""
        self.used.add(name)
        array = columns.arrow(self.frame[name])
        if name in self.missing:
            told = self.missing[name] if isinstance(self.missing[name], list) else [self.missing[name]]
            codes = as_texts(pyarrow.array(list(map(str, told))))
            array = _without(array, numpy.isin(as_texts(array).astype(str), codes.astype(str)))
        if len(self.row) != len(array) or (self.row != numpy.arange(len(self.row))).any():
            array = array.take(pyarrow.array(self.row, mask=self.row < 0))
        lines = numpy.where(self.row >= 0, self.lines[self.row] if len(self.lines) else 0, 0)
        return Source(name, self.file, array, lines)


@dataclass
class Files:
    """The files of a table, its own first.

    Attributes:
        parts: `File` objects.
        notes: sentences for the report.
    """

    parts: list
    notes: list = field(default_factory=list)

    @property
    def count(self):
        """How many rows the table has."""
        return len(self.parts[0].row)

    def find(self, name):
        """The Source of a column named `COLUMN` or `file.COLUMN`.

        Raises:
            LookupError: no file, or several, have it; the text says which.
        """
        having = [part for part in self.parts if name in part.frame.columns and name not in part.hidden]
        if not having and "." in name:
            of, _, name_in_it = name.partition(".")
            having = [part for part in self.parts if part.name == of and name_in_it in part.frame.columns]
            name = name_in_it if having else name
        if not having:
            known = [column for part in self.parts for column in part.frame.columns]
            files = ", ".join(Path(part.file).name for part in self.parts)
            raise LookupError(f"no column '{name}' in {files}{near(name, known)}")
        if len(having) > 1:
            choices = " or ".join(f"{part.name}.{name}" for part in having)
            raise LookupError(f"several files have a column '{name}'; say {choices}")
        return having[0].source(name)

    def only(self, kept):
        """The same files with some of the table's rows."""
        parts = [replace(part, row=part.row[kept]) for part in self.parts]
        return Files(parts, self.notes)


def open_files(folder, document, path, csv_format):
    """The Files of the table at a path of a mapping.

    Args:
        folder: the survey's.
        document: the mapping.
        path: of keys in it.
        csv_format: how text files are written, where the mapping does not say.

    Raises:
        SurveyError: a file out of the folder, that cannot be read or not be joined.
    """
    table = document.data[path[0]]
    first = _open(folder, document, path, table, csv_format)
    _check_missing(first, document, path)
    files = Files([first])
    for place, join in enumerate(table.get("join", ())):
        where = (*path, "join", place)
        other = _open(folder, document, where, join, csv_format)
        if other.name in {part.name for part in files.parts}:
            raise document.error(where, f"two files are named '{other.name}'; give one of them another 'name'")
        _check_missing(other, document, where)
        _join(files, other, join["on"], document, where)
    return files


def _open(folder, document, path, told, csv_format):
    found = _inside(folder, told["file"], document, (*path, "file"))
    written = {name: told[name] for name in ("separator", "decimal", "encoding") if name in told}
    try:
        written = replace(csv_format, **written)
    except SurveyError as error:
        raise document.error(path, str(error)) from None
    frame, lines = read_table(found, written)
    frame = frame.set_axis(list(map(str, frame.columns)), axis=1)
    name = told.get("name") or found.name[: -len(suffix_of(found))]
    return File(name, str(found), frame, lines, numpy.arange(len(frame)), told.get("missing", {}))


def _inside(folder, name, document, path):
    """A file of the folder; never one out of it, by `..`, an absolute path or a symbolic link."""
    parts = PurePosixPath(name).parts + PureWindowsPath(name).parts
    if ".." in parts or PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor or "\0" in name:
        raise document.error(path, f"{name!r} leaves the survey's folder; accepted: a file in it")
    found = folder / name
    if not found.resolve().is_relative_to(folder.resolve()):
        raise document.error(path, f"{name!r} is a link that leaves the survey's folder; accepted: a file in it")
    if not found.is_file():
        raise document.error(path, f"no file {name!r} in {folder}")
    return found


def _check_missing(part, document, path):
    for name in part.missing:
        if name not in part.frame.columns:
            where = (*path, "missing", name)
            raise document.error(where, f"no column '{name}' in {part.file}{near(name, part.frame.columns)}")


def _join(files, other, on, document, path):
    pairs = {on: on} if isinstance(on, str) else on
    for here, there in pairs.items():
        if there not in other.frame.columns:
            where = (*path, "on") if isinstance(on, str) else (*path, "on", here)
            raise document.error(where, f"no column '{there}' in {other.file}{near(there, other.frame.columns)}")
    try:
        mine = _keys([files.find(here).array for here in pairs])
    except LookupError as error:
        raise document.error((*path, "on"), str(error)) from None
    theirs = _keys([other.source(there).array for there in pairs.values()])
    told = numpy.flatnonzero(theirs != "")
    twice = told[pandas.Series(theirs[told]).duplicated(keep=False).to_numpy()]
    if len(twice):
        lines = ", ".join(map(str, other.lines[twice[:LINES_SHOWN]])) + (" …" if len(twice) > LINES_SHOWN else "")
        ids = " and ".join(pairs.values())
        raise SurveyError(f"{other.file}, lines {lines}: {ids} stand there twice; accepted: ids that no other row has")
    places = pandas.Index(theirs[told]).get_indexer(mine)
    row = numpy.where((places >= 0) & (mine != ""), told[places] if len(told) else -1, -1)
    same_name = tuple(there for here, there in pairs.items() if here == there)
    files.parts.append(replace(other, row=row, hidden=same_name))
    alone = int((~numpy.isin(numpy.arange(len(theirs)), row)).sum())
    files.notes.append(
        f"{Path(other.file).name}: joined by {', '.join(pairs)} to {int((row >= 0).sum())} of {len(row)} rows; "
        f"{alone} of its own rows belong to none."
    )


def _keys(arrays):
    """One text a row that identifies it by several ids; empty where one of them is missing."""
    parts = [as_texts(array) for array in arrays]
    missing = numpy.any([array.is_null().to_numpy(zero_copy_only=False) for array in arrays], axis=0)
    joined = parts[0]
    for part in parts[1:]:
        joined = joined + _BETWEEN + part
    return numpy.where(missing, "", joined)


def _without(array, codes):
    nothing = pyarrow.scalar(None, array.type)
    return pyarrow.compute.if_else(pyarrow.array(codes), nothing, array)
