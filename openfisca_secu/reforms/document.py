"""The text of a parametric reform: YAML read without building anything but scalars, with the line of each.

Only the form is judged here; `parametric` compares what is read with the law's parameters.
"""

import datetime
import math
import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from openfisca_secu.engine.errors import near
from openfisca_secu.reforms.errors import ReformError

FIRST_YEAR, LAST_YEAR = 1990, 2100
SYNONYMS = {"parametres": "parameters", "paramètres": "parameters", "until": "fin", "unit": "unite", "unité": "unite"}
TEXTS = ("titre", "title", "description", "description_en")
REQUIRED = ("titre", "title", "parameters")
_TOP = {*TEXTS, "parameters", "fin"}
_PREFIX = "tag:yaml.org,2002:"
_NUMBER = re.compile(r"[-+]?(0|[1-9]\d*(_\d+)*)(\.\d+)?([eE][-+]?\d+)?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class Value:
    """A value from a date on. `value` is a number, a boolean, a text or None; `line` where it stands."""

    date: datetime.date
    value: Any
    line: int


@dataclass(frozen=True)
class Change:
    """What a reform says of one parameter.

    Attributes:
        path: dotted path of the parameter.
        line: where it stands.
        values: in the order of their dates.
        unit: the unit that the author states, or None; `unit_line` where.
        end: the last day of the reform for this parameter, or None.
    """

    path: str
    line: int
    values: tuple
    unit: str | None = None
    unit_line: int = 0
    end: datetime.date | None = None


@dataclass
class Document:
    """A parametric reform as it is written.

    Attributes:
        shown: the file's name in messages.
        texts: titles and descriptions by key.
        changes: `Change` objects, in the order of the file.
        faults: what is wrong with the form, `(line, sentence)`.
    """

    shown: str
    texts: dict = field(default_factory=dict)
    changes: list = field(default_factory=list)
    faults: list = field(default_factory=list)

    def fault(self, line, sentence):
        """Note a fault, to be told with all the others."""
        self.faults.append((line, sentence))

    def check(self):
        """Refuse the document if anything is wrong.

        Raises:
            ReformError: every fault, in the order of the lines.
        """
        if self.faults:
            raise ReformError(f"{self.shown}, line {line}: {sentence}" for line, sentence in sorted(self.faults))


def read(content, shown):
    """The document that some bytes hold. Its faults are in it, except those that leave nothing to read.

    Raises:
        ReformError: the bytes are not one YAML document of UTF-8.
    """
    document = Document(shown)
    try:
        root = yaml.compose(content.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        raise ReformError(f"{shown}: not UTF-8: byte {error.start}") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ReformError(f"{shown}, line {mark.line + 1 if mark else 1}: not YAML: {error.problem}") from None
    except (yaml.YAMLError, RecursionError) as error:
        raise ReformError(f"{shown}: not YAML: {type(error).__name__}: {error}") from None
    if not isinstance(root, yaml.MappingNode):
        raise ReformError(f"{shown}, line 1: a reform is a list of `key: value`: {', '.join(REQUIRED)}")
    keys = _keys(document, root, _TOP)
    for name in REQUIRED:
        if name not in keys:
            document.fault(1, f"`{name}` is missing")
    for name in TEXTS:
        if name in keys:
            document.texts[name] = _text(document, name, keys[name][1])
    end = _date(document, keys["fin"][1]) if "fin" in keys else None
    if "parameters" in keys:
        _read_changes(document, keys["parameters"][1], end)
    return document


def _line(node):
    return node.start_mark.line + 1


def _keys(document, node, known):
    """The keys of a mapping: `{name: (key node, value node)}`; `known` None takes any."""
    found = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            document.fault(_line(key), "a key is one word")
            continue
        name = SYNONYMS.get(key.value, key.value)
        if name in found:
            document.fault(_line(key), f"`{key.value}` stands twice (first on line {_line(found[name][0])})")
        elif known is not None and name not in known:
            accepted = sorted(known)
            hint = f"{near(key.value, accepted)}; accepted: {', '.join(accepted)}"
            document.fault(_line(key), f"unknown key `{key.value}`{hint}")
        else:
            found[name] = (key, value)
    return found


def _text(document, name, node):
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        document.fault(_line(node), f"`{name}` is a text")
        return ""
    return " ".join(node.value.split())


def _read_changes(document, node, end):
    if not isinstance(node, yaml.MappingNode) or not node.value:
        document.fault(_line(node), "`parameters` lists parameters: the path of each, then dates and values below it")
        return
    for path, (key, content) in _keys(document, node, None).items():
        if not isinstance(content, yaml.MappingNode) or not content.value:
            document.fault(_line(key), f"'{path}' lists dates and values below it, as `2025-01-01: 0.32`")
            continue
        document.changes.append(_change(document, path, key, content, end))


def _change(document, path, key, content, end):
    values, unit, unit_line, dated = [], None, 0, False
    for name, (name_node, node) in _keys(document, content, None).items():
        if name == "fin":
            end = _date(document, node)
        elif name == "unite":
            unit, unit_line = _text(document, name, node), _line(node)
        else:
            dated = True
            date = _date(document, name_node)
            known, value = _value(document, node)
            if date and known:
                values.append(Value(date, value, _line(node)))
    values.sort(key=lambda one: one.date)
    if not dated:
        document.fault(_line(key), f"'{path}' has no date with a value, as `2025-01-01: 0.32`")
    if end and values and values[-1].date > end:
        document.fault(values[-1].line, f"{values[-1].date} is after the end, {end}")
    return Change(path, _line(key), tuple(values), unit, unit_line, end)


def _date(document, node):
    text = node.value if isinstance(node, yaml.ScalarNode) else "?"
    try:
        date = datetime.date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        date = None
    if date is None:
        keys = near(text, ("fin", "until", "unite", "unit"))
        document.fault(_line(node), f"'{text[:60]}' is not a date: YYYY-MM-DD{keys}")
    elif not FIRST_YEAR <= date.year <= LAST_YEAR:
        document.fault(_line(node), f"{date} is out of the years {FIRST_YEAR} to {LAST_YEAR}")
        date = None
    return date


def _value(document, node):
    """`(whether it is a value, the value)`: a number, a boolean, a text or None."""
    why, value = None, None
    if not isinstance(node, yaml.ScalarNode):
        why = "one value is expected after a date, as `2025-01-01: 0.32`"
    elif node.tag in (f"{_PREFIX}int", f"{_PREFIX}float") or (node.style is None and _NUMBER.fullmatch(node.value)):
        value = _number(node.value)
        why = f"{node.value} is not a finite number in decimal writing" if value is None else None
    elif node.tag == f"{_PREFIX}bool":
        value = node.value.lower() in ("true", "yes", "on")
    elif node.tag in (f"{_PREFIX}str", f"{_PREFIX}timestamp"):
        value = node.value
    elif node.tag != f"{_PREFIX}null":
        why = f"tag {node.tag}: plain values only"
    if why:
        document.fault(_line(node), why)
    return why is None, value


def _number(text):
    """The number of a text, None for NaN, infinities, base 8, 16 or 60, all of which YAML writes too."""
    if not _NUMBER.fullmatch(text):
        return None
    digits = text.replace("_", "")
    number = int(digits) if re.fullmatch(r"[-+]?\d+", digits) else float(digits)
    return number if math.isfinite(number) else None
