"""The text of a mapping: YAML read without building anything but scalars, judged by its JSON Schema, with lines.

Keys are texts as they are written (`1`, `no`, `on`). Aliases are refused: a few lines of them stand for billions.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jsonschema
import yaml

import openfisca_secu
from openfisca_secu.engine.errors import near
from openfisca_secu.survey.refusals import SurveyError

LARGEST_FILE = 1_000_000
DEEPEST = 12
FAULTS_SHOWN = 20
SCHEMA_FILE = "mapping.schema.json"
_PLAIN = ("str", "int", "float", "bool", "null", "timestamp", "value", "seq", "map")
_TAGS = tuple(f"tag:yaml.org,2002:{name}" for name in _PLAIN)
_INTEGER = re.compile(r"[-+]?(0|[1-9]\d*)", re.ASCII)
_DECIMAL = re.compile(r"[-+]?(0|[1-9]\d*)?(\.\d*)?([eE][-+]?\d+)?", re.ASCII)
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_KINDS = {
    "object": "a list of `key: value`",
    "array": "a list",
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "null",
}


@cache
def schema():
    """The JSON Schema of a mapping."""
    path = Path(openfisca_secu.__file__).parent / "data" / SCHEMA_FILE
    return json.loads(path.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Document:
    """A mapping as it is written.

    Attributes:
        shown: the file's name in messages.
        data: dicts, lists, texts, numbers, true and false, None.
        lines: where each part stands, by its path of keys.
    """

    shown: str
    data: dict
    lines: dict

    def at(self, *path):
        """`mapping.yaml, line 12`, for messages."""
        return f"{self.shown}, line {self.lines[path]}"

    def error(self, path, sentence):
        """A SurveyError on a part."""
        return SurveyError(f"{self.at(*path)}: {sentence}")


def read(path):
    """The Document of a file.

    Raises:
        SurveyError: no such file, or every fault of its form, with lines.
    """
    path = Path(path)
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise SurveyError(f"{path}: a mapping of {size} bytes; accepted: at most {LARGEST_FILE}")
        content = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SurveyError(f"{path}: no mapping that can be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise SurveyError(f"{path}: not UTF-8: byte {error.start}") from None
    return parse(content, str(path))


def parse(content, shown):
    """The Document of a text (see `read`)."""
    root = _compose(content, shown)
    faults, lines = [], {(): 1}
    data = _plain(root, (), lines, faults) if root is not None else None
    for error in jsonschema.Draft202012Validator(schema()).iter_errors(data) if not faults else ():
        faults += _faults(error, lines)
    if faults:
        found = [f"{shown}, line {line}: {sentence}" for line, sentence in sorted(faults)]
        more = [f"… and {len(found) - FAULTS_SHOWN} more"] if len(found) > FAULTS_SHOWN else []
        raise SurveyError("\n".join([*found[:FAULTS_SHOWN], *more]))
    return Document(shown, data, lines)


def _compose(content, shown):
    try:
        depth = 0
        for event in yaml.parse(content, Loader=yaml.SafeLoader):
            line = event.start_mark.line + 1
            if isinstance(event, yaml.AliasEvent):
                raise SurveyError(f"{shown}, line {line}: an alias (*{event.anchor}); write out what it stands for")
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise SurveyError(f"{shown}, line {line}: nested more than {DEEPEST} times")
        return yaml.compose(content, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise SurveyError(f"{shown}, line {mark.line + 1 if mark else 1}: not YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise SurveyError(f"{shown}: not YAML: {' '.join(str(error).split())}") from None


def _plain(node, path, lines, faults):
    if node.tag not in _TAGS:
        faults.append((_line(node), f"tag {node.tag}: plain values only"))
        return None
    if isinstance(node, yaml.SequenceNode):
        items = []
        for place, item in enumerate(node.value):
            lines[*path, place] = _line(item)
            items.append(_plain(item, (*path, place), lines, faults))
        return items
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    found = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            faults.append((_line(key), "a key is one word"))
        elif key.value in found:
            faults.append((_line(key), f"'{key.value}' stands twice (first on line {lines[*path, key.value]})"))
        else:
            lines[*path, key.value] = _line(key)
            found[key.value] = _plain(value, (*path, key.value), lines, faults)
    return found


def _line(node):
    return node.start_mark.line + 1


def _scalar(node):
    text = node.value
    if node.style is not None:
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INTEGER.fullmatch(text) and len(text) <= len(str(2**63)):
        return int(text)
    if _DECIMAL.fullmatch(text) and any(digit.isdigit() for digit in text.lower().split("e")[0]):
        return float(text)
    return text


def _faults(error, lines):
    """What one error of the JSON Schema says, as `(line, sentence)`."""
    path = tuple(error.absolute_path)
    if error.validator == "additionalProperties" and error.validator_value is False:
        known = error.schema["properties"]
        unknown = [key for key in error.instance if key not in known]
        accepted = ", ".join(known)
        return [(lines[*path, key], f"unknown key '{key}'{near(key, known)}; accepted: {accepted}") for key in unknown]
    if error.validator == "oneOf" and not isinstance(error.instance, dict | str):
        return []  # its type is told already
    say = _SENTENCES.get(error.validator, lambda _: f": {error.message[:200]}")
    return [(lines[path], (f"'{path[-1]}'" if path else "a mapping") + say(error))]


def _type(error):
    kinds = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    return f" is {' or '.join(_KINDS[kind] for kind in kinds)}"


_SENTENCES = {
    "required": lambda error: f" needs {', '.join(repr(x) for x in error.validator_value if x not in error.instance)}",
    "type": _type,
    "enum": lambda error: f" is {error.instance!r}; accepted: {', '.join(map(str, error.validator_value))}",
    "oneOf": lambda error: " takes one of 'column', 'value' and 'expression'",
    "maxLength": lambda error: f" has more than {error.validator_value} characters",
    "dependentRequired": lambda error: ": 'otherwise' goes with 'categories'",
}
