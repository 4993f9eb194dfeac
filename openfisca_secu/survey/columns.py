"""Columns of any type as arrays of the type that a variable, an id, a role or a weight needs; each wrong row marked.

A cell is missing (null, an empty text), wrong, or good. NaN and infinity are wrong, not missing.
"""

import datetime
import re
from dataclasses import dataclass

import numpy
import pandas
import pyarrow
import pyarrow.compute
from openfisca_core.indexed_enums import Enum
from pyarrow import types

from openfisca_secu.engine.values import EARLIEST_DATE, LARGEST, LATEST_DATE

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_BOOLEANS = {"true": True, "false": False, "1": True, "0": False, "1.0": True, "0.0": False}
_PLAIN_INTEGERS = r"^(0|-?[1-9][0-9]{0,17})$"
_NO_DATE = numpy.datetime64("1970-01-01", "D")


@dataclass(frozen=True)
class Converted:
    """An array, which of its rows stand for nothing or for something wrong, and what would be right."""

    values: numpy.ndarray
    missing: numpy.ndarray
    bad: numpy.ndarray
    accepted: str


def arrow(series):
    """A pandas column as one Arrow array; NaN in a column of numbers stays NaN, it is not taken for null."""
    try:
        array = pyarrow.array(series, from_pandas=series.dtype.kind not in "f")
    except (pyarrow.ArrowException, ValueError, TypeError):  # objects of several types: compared as texts
        array = pyarrow.array([None if value is None or value is pandas.NA else str(value) for value in series])
    array = array.combine_chunks() if isinstance(array, pyarrow.ChunkedArray) else array
    if types.is_dictionary(array.type):
        array = array.dictionary_decode()
    return array


def of_variable(array, variable, bounds):
    """An Arrow array as the type of a variable, within closed bounds (None: unbounded)."""
    if variable.value_type is Enum:
        return names(array, [item.name for item in variable.possible_values])
    if variable.value_type in (float, int):
        return (numbers if variable.value_type is float else whole_numbers)(array, bounds)
    return {bool: booleans, datetime.date: dates, str: texts}[variable.value_type](array)


def numbers(array, bounds=(None, None)):
    """float64, finite, within closed bounds (None: unbounded)."""
    return _bounded(*_floats(array), bounds, "a number")


def whole_numbers(array, bounds=(None, None)):
    """int64, within closed bounds."""
    values, missing, bad = _floats(array)
    usable = ~bad & numpy.isfinite(values)
    bad = bad | (usable & (values != numpy.floor(numpy.where(usable, values, 0))))
    converted = _bounded(values, missing, bad, bounds, "a whole number")
    return Converted(
        numpy.where(converted.bad, 0, values).astype(numpy.int64), missing, converted.bad, converted.accepted
    )


def booleans(array):
    """`true` or `false`, also written 1 or 0."""
    return _by_distinct(array, lambda value: _BOOLEANS.get(str(value).lower()), False, "true or false")


def dates(array):
    """datetime64[D], from dates, timestamps or texts as YYYY-MM-DD."""
    accepted = f"a date as YYYY-MM-DD, from {EARLIEST_DATE} to {LATEST_DATE}"
    if types.is_date(array.type) or types.is_timestamp(array.type):
        missing = array.is_null().to_numpy(zero_copy_only=False)
        values = pyarrow.compute.cast(array, pyarrow.date32(), safe=False).to_numpy(zero_copy_only=False)
        values = numpy.where(missing, _NO_DATE, values.astype("datetime64[D]"))
        return Converted(values, missing, (values < EARLIEST_DATE) | (values > LATEST_DATE), accepted)
    return _by_distinct(array, _date, _NO_DATE, accepted)


def names(array, known):
    """Codes (positions in `known`) of names."""
    codes = {name: code for code, name in enumerate(known)}
    converted = _by_distinct(array, codes.get, 0, f"one of {', '.join(known)}")
    return Converted(converted.values.astype(numpy.int16), converted.missing, converted.bad, converted.accepted)


def texts(array):
    """Texts (an array of objects); a number is refused, because its leading zeros are lost."""
    if not _is_text(array):
        return _all_wrong(array, numpy.full(len(array), "", dtype=object), "a text")
    missing = array.is_null().to_numpy(zero_copy_only=False)
    values = pyarrow.compute.fill_null(array, "").to_numpy(zero_copy_only=False).astype(object)
    return Converted(values, missing, numpy.zeros(len(array), dtype=bool), "a text")


def ids(array):
    """int64 where all ids are whole numbers, else texts (an array of objects)."""
    missing = array.is_null().to_numpy(zero_copy_only=False)
    good = numpy.zeros(len(array), dtype=bool)
    if types.is_floating(array.type):
        converted = whole_numbers(array)
        not_there = missing | numpy.isnan(array.to_numpy(zero_copy_only=False))
        return Converted(converted.values, not_there, converted.bad & ~not_there, "an id")
    if types.is_integer(array.type):
        try:
            array = pyarrow.compute.cast(array, pyarrow.int64())
        except pyarrow.ArrowInvalid:  # beyond 2**63
            return ids(pyarrow.compute.cast(array, pyarrow.string()))
        values = pyarrow.compute.fill_null(array, 0).to_numpy(zero_copy_only=False)
        return Converted(values, missing, good, "an id")
    if not _is_text(array):
        return _all_wrong(array, numpy.full(len(array), "", dtype=object), "an id: a whole number or a text")
    filled = pyarrow.compute.fill_null(array, "0")
    if pyarrow.compute.all(pyarrow.compute.match_substring_regex(filled, _PLAIN_INTEGERS)).as_py() is not False:
        values = pyarrow.compute.cast(filled, pyarrow.int64()).to_numpy(zero_copy_only=False)
    else:
        values = pyarrow.compute.fill_null(array, "").to_numpy(zero_copy_only=False).astype(object)
    return Converted(values, missing, good, "an id")


def _floats(array):
    missing = array.is_null().to_numpy(zero_copy_only=False)
    bad = numpy.zeros(len(array), dtype=bool)
    if types.is_integer(array.type) or types.is_floating(array.type) or types.is_decimal(array.type):
        array = pyarrow.compute.cast(array, pyarrow.float64(), safe=False)
    elif _is_text(array):
        try:
            array = pyarrow.compute.cast(array, pyarrow.float64())
        except pyarrow.ArrowInvalid:
            cells = array.to_pylist()
            good = [cell is not None and _NUMBER.fullmatch(cell) is not None for cell in cells]
            bad = ~numpy.array(good, dtype=bool) & ~missing
            array = pyarrow.array([float(cell) if is_good else 0.0 for cell, is_good in zip(cells, good, strict=True)])
    elif not types.is_null(array.type):
        return numpy.zeros(len(array)), missing, ~missing
    if types.is_null(array.type):
        return numpy.zeros(len(array)), missing, bad
    return pyarrow.compute.fill_null(array, 0.0).to_numpy(zero_copy_only=False), missing, bad


def _bounded(values, missing, bad, bounds, kind):
    low, high = bounds
    finite = numpy.isfinite(values) & (numpy.abs(values) <= LARGEST)
    outside = numpy.zeros(len(values), dtype=bool)
    words = kind
    if low is not None:
        outside |= values < low
        words += f", at least {low:g}"
    if high is not None:
        outside |= values > high
        words += f", at most {high:g}"
    bad = (bad | ~finite | outside) & ~missing
    return Converted(numpy.where(bad, 0.0, values), missing, bad, words)


def _by_distinct(array, convert, filler, accepted):
    """Convert each distinct value once; `convert` gives None for a wrong one."""
    encoded = pyarrow.compute.dictionary_encode(array)
    missing = array.is_null().to_numpy(zero_copy_only=False)
    table = [convert(value) for value in encoded.dictionary.to_pylist()]
    wrong = numpy.array([value is None for value in table] + [False], dtype=bool)
    values = numpy.array([filler if value is None else value for value in table] + [filler])
    positions = pyarrow.compute.fill_null(encoded.indices, len(table)).to_numpy(zero_copy_only=False)
    return Converted(values[positions], missing, wrong[positions], accepted)


def _date(value):
    if not isinstance(value, str) or not _ISO_DATE.fullmatch(value):
        return None
    try:
        date = numpy.datetime64(value, "D")
    except ValueError:
        return None
    return date if EARLIEST_DATE <= date <= LATEST_DATE else None


def _is_text(array):
    return types.is_string(array.type) or types.is_large_string(array.type)


def _all_wrong(array, values, accepted):
    missing = array.is_null().to_numpy(zero_copy_only=False)
    return Converted(values, missing, ~missing, accepted)
