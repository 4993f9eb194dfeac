"""Every parameter says what it is, in what unit, and which text set each of its values."""

import datetime
import math
import re

import pytest
from project import PARAMETERS, UNITS, parameter_files, read_yaml, short

from openfisca_secu import code

ARTICLE = re.compile(r"\b(LO|L|R|D|A)\s*\.?\s*\*?\s*(\d{3,4}(?:-\d+)*(?:-[A-Z])?)\b")
RESERVED = {"description", "documentation", "metadata", "reference", "unit"}


def leaves():
    """`(where, node)` for each parameter and scale, and each part of a bracket."""
    for path in parameter_files():
        yield from _leaves(read_yaml(path), str(path.relative_to(PARAMETERS)).removesuffix(".yaml"))


def _leaves(node, where):
    if not isinstance(node, dict):
        return
    if "values" in node or "brackets" in node:
        yield where, node
        return
    for key, child in node.items():
        if key not in RESERVED:
            yield from _leaves(child, f"{where}.{key}")


def histories():
    """`(where, dated values, metadata)` for each series of values; the parts of a bracket are one series."""
    for where, node in leaves():
        metadata = {**node, **(node.get("metadata") or {})}
        if "values" in node:
            yield where, node["values"].items(), metadata
        for number, bracket in enumerate(node.get("brackets", [])):
            parts = [part.get("values", part).items() for part in bracket.values()]
            yield f"{where}[{number}]", [pair for part in parts for pair in part], metadata


def texts(node):
    """Every text of a YAML node."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from texts(key)
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)
    elif isinstance(node, str):
        yield node


def test_there_are_parameters():
    assert len(list(leaves())) > 100


def test_every_parameter_is_described_in_one_sentence():
    missing = [where for where, node in leaves() if not str(node.get("description") or "").strip()]
    assert not missing, "\n".join(missing)


def test_every_file_says_what_it_holds():
    missing = [short(path) for path in parameter_files() if not (read_yaml(path) or {}).get("description")]
    assert not missing, "\n".join(missing)


def test_every_parameter_has_its_unit_and_flags_have_none():
    faults = []
    for where, node in leaves():
        metadata = {**node, **(node.get("metadata") or {})}
        parts = {key for bracket in node.get("brackets", []) for key in bracket}
        units = {f"{part}_unit" for part in parts} or {"unit"}
        if "values" in node and all(isinstance(plain(value), bool) for value in node["values"].values()):
            continue
        faults += [f"{where}: {key}: {metadata.get(key)}" for key in sorted(units) if metadata.get(key) not in UNITS]
    assert not faults, "\n".join(faults)


def plain(value):
    """A dated value without its metadata."""
    return value.get("value") if isinstance(value, dict) else value


def test_every_dated_value_has_its_text():
    missing = []
    for where, pairs, metadata in histories():
        general = metadata.get("reference")
        cited = {str(date) for date in general} if isinstance(general, dict) else set()
        cited |= {str(date) for date, value in pairs if isinstance(value, dict) and has_reference(value)}
        if not isinstance(general, str):
            missing += [f"{where}: {date}" for date in sorted({str(date) for date, _ in pairs} - cited)]
    assert not missing, "\n".join(missing)


def has_reference(value):
    """True when a dated value names its text beside it."""
    return bool(value.get("reference") or (value.get("metadata") or {}).get("reference"))


def test_references_are_of_dates_that_have_a_value():
    """A reference at another date is a slip of the pen, and the value it was meant for has none."""
    odd = []
    for where, pairs, metadata in histories():
        general = metadata.get("reference")
        if isinstance(general, dict) and "[" not in where:
            odd += [f"{where}: {date}" for date in general if str(date) not in {str(one) for one, _ in pairs}]
    assert not odd, "\n".join(odd)


def test_every_value_is_a_finite_number_a_boolean_a_text_or_nothing():
    odd = [
        f"{where}: {date}: {plain(value)!r}"
        for where, pairs, _ in histories()
        for date, value in pairs
        if not isinstance(plain(value), (bool, int, float, str, list, type(None)))
        or (isinstance(plain(value), float) and not math.isfinite(plain(value)))
    ]
    assert not odd, "\n".join(odd)


def test_every_date_is_a_day():
    odd = [f"{where}: {date}" for where, pairs, _ in histories() for date, _ in pairs if not is_day(date)]
    assert not odd, "\n".join(odd)


def is_day(date):
    """True for a date that exists, as YYYY-MM-DD."""
    try:
        datetime.date.fromisoformat(str(date))
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("path", parameter_files(), ids=short)
def test_every_article_named_exists(path):
    numbers = {f"{letter}{number}" for text in texts(read_yaml(path)) for letter, number in ARTICLE.findall(text)}
    unknown = sorted(numbers - code.index().keys())
    assert not unknown, f"{short(path)}: {', '.join(unknown)}"
