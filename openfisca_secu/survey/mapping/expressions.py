"""Expressions of a mapping: a closed list of operations on columns, read with `ast` and never evaluated by Python.

    coalesce(SALRED, 0) * 12
    where(TYPMEN == "couple" and not missing(NPERS), NPERS - 2, 0)

A value is a number, a text, true or false, or a date; or it is missing. What is computed from a missing value is
missing, except through `coalesce`, `missing` and a condition that is decided without it (`false and …`). A branch of
`where`, the right side of `and` and of `or`, and the later values of `coalesce` are computed only in the rows that need
them: `where(B > 0, A / B, 0)` never divides by zero.
"""

import ast
import functools
import operator
from dataclasses import dataclass, field
from typing import Any

import numpy
import pandas
import pyarrow
import pyarrow.compute
from pyarrow import types

from openfisca_secu.engine.errors import near
from openfisca_secu.engine.values import LARGEST
from openfisca_secu.survey import columns

LONGEST, DEEPEST = 1_000, 20
NUMBER, TEXT, BOOLEAN, DATE = "a number", "a text", "true or false", "a date"
_FILLERS = {NUMBER: 0.0, TEXT: "", BOOLEAN: False, DATE: numpy.datetime64("1970-01-01", "D")}
_ARITHMETIC = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul}
_DIVISIONS = {ast.Div: operator.truediv, ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod}
_COMPARISONS = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_CONSTANTS = {"true": True, "false": False}


class ExpressionError(ValueError):
    """An expression that is not one of the closed list, or that mixes kinds of values."""


@dataclass(frozen=True)
class Values:
    """One value a row: their kind, an array, which are missing; the source column, if they stand in one as they are."""

    kind: str
    data: numpy.ndarray
    missing: numpy.ndarray
    source: Any = None


@dataclass(frozen=True)
class Expression:
    """A parsed expression.

    Attributes:
        text: as written.
        tree: of `ast`, every node of which is in the closed list.
        names: the columns that it reads, as written: `COLUMN` or `file.COLUMN`.
    """

    text: str
    tree: Any
    names: tuple


def parse(text):
    """The Expression of a text.

    Raises:
        ExpressionError: too long, too deep, not written as one, or with something that is not in the closed list.
    """
    if len(text) > LONGEST:
        raise ExpressionError(f"an expression of {len(text)} characters; accepted: at most {LONGEST}")
    try:
        tree = ast.parse(" ".join(text.split()), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        said = error.msg if isinstance(error, SyntaxError) else type(error).__name__
        raise ExpressionError(f"not an expression ({said}): {text}") from None
    names = []
    _check(tree, DEEPEST, names)
    return Expression(text, tree, tuple(dict.fromkeys(names)))


def _check(node, depth, names):
    if not depth:
        raise ExpressionError(f"an expression nested more than {DEEPEST} times")
    name = _column_of(node)
    if name is not None:
        names.append(name)
        return
    if isinstance(node, ast.Name):  # true or false
        return
    for part in _parts(node):
        _check(part, depth - 1, names)


def _column_of(node):
    """The column that a node names, or None."""
    if isinstance(node, ast.Name):
        return node.id if node.id not in _CONSTANTS else None
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "column":
        values = [one.value for one in node.args if isinstance(one, ast.Constant)]
        if len(values) == len(node.args) == 1 and isinstance(values[0], str) and not node.keywords:
            return values[0]
        raise ExpressionError('column takes the name of one column in quotation marks: column("Revenu net")')
    return None


def _parts(node):
    """The nodes within a node of the closed list."""
    if isinstance(node, ast.Constant):
        if type(node.value) not in (int, float, str, bool) or (
            type(node.value) in (int, float) and not abs(node.value) < LARGEST
        ):
            raise ExpressionError(f"{ast.unparse(node)[:40]} is no number, no text, and not true or false")
        return ()
    if isinstance(node, ast.BinOp) and type(node.op) in (*_ARITHMETIC, *_DIVISIONS):
        return node.left, node.right
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd | ast.Not):
        return (node.operand,)
    if isinstance(node, ast.BoolOp):
        return tuple(node.values)
    if isinstance(node, ast.Compare) and all(type(one) in _COMPARISONS for one in node.ops):
        return node.left, *node.comparators
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return _arguments(node)
    raise ExpressionError(f"`{ast.unparse(node)[:60]}` is not accepted in an expression ({_ACCEPTED})")


def _arguments(node):
    name = node.func.id
    if name not in _FUNCTIONS:
        raise ExpressionError(f"unknown function '{name[:40]}'{near(name, _FUNCTIONS)}; accepted: {_LISTED}")
    least, most = _FUNCTIONS[name].counts
    if node.keywords or any(isinstance(one, ast.Starred) for one in node.args):
        raise ExpressionError(f"{name} takes values only, without a name or a star")
    if not least <= len(node.args) <= (most or LONGEST):
        expected = f"{least} or more" if most is None else f"{least}"
        raise ExpressionError(f"{name} takes {expected} values, not {len(node.args)}")
    return tuple(node.args)


@dataclass
class Rows:
    """What expressions are computed on.

    Attributes:
        count: how many rows there are.
        column: gives the `Values` of a column by its name as written.
        refuse: is told `(source column or None, rows, what is accepted)`.
        household: a whole number a row, that the members of a household share; None where it is not known.
    """

    count: int
    column: Any
    refuse: Any
    household: numpy.ndarray | None = None
    _read: dict = field(default_factory=dict)

    def run(self, expression):
        """The Values of an Expression.

        Raises:
            ExpressionError: kinds of values that do not go together.
        """
        with numpy.errstate(over="ignore", invalid="ignore"):  # what is not finite is refused right below
            found = _value(expression.tree, self, numpy.ones(self.count, dtype=bool))
        if found.kind == NUMBER:
            endless = ~numpy.isfinite(found.data) & ~found.missing
            if endless.any():
                self.refuse(None, endless, "a number that is not too large")
                found = Values(NUMBER, numpy.where(endless, 0.0, found.data), found.missing)
        return found

    def constant(self, value):
        """A constant as Values."""
        kind = BOOLEAN if isinstance(value, bool) else TEXT if isinstance(value, str) else NUMBER
        data = numpy.full(self.count, value, dtype={NUMBER: float, TEXT: object, BOOLEAN: bool}[kind])
        return Values(kind, data, numpy.zeros(self.count, dtype=bool))

    def numbers(self, values):
        """A column as numbers, in every row."""
        return self.converted(values, columns.numbers, NUMBER, numpy.ones(self.count, dtype=bool))

    def converted(self, values, convert, kind, active):
        """A column whose cells are read as another kind; those that are not are refused in the active rows."""
        key = values.source, kind
        if key not in self._read:
            self._read[key] = convert(values.source.array)
        found = self._read[key]
        bad = found.bad & active
        if bad.any():
            self.refuse(values.source, bad, found.accepted)
        return Values(kind, found.values, found.missing | found.bad, values.source)


def of_column(source, refuse):
    """The Values of a source column (anything with an Arrow `array`): of CSV files they are texts."""
    array = source.array
    if types.is_integer(array.type) or types.is_floating(array.type) or types.is_decimal(array.type):
        data = pyarrow.compute.cast(array, pyarrow.float64(), safe=False).to_numpy(zero_copy_only=False)
        missing = numpy.isnan(data)  # nulls, and NaN: what statistical software writes where nothing is known
        return Values(NUMBER, numpy.where(missing, 0.0, data), missing, source)
    if types.is_date(array.type) or types.is_timestamp(array.type):
        found, kind = columns.dates(array), DATE
    elif types.is_boolean(array.type):
        found, kind = columns.booleans(array), BOOLEAN
    else:
        found, kind = columns.texts(array), TEXT
    if (found.bad & ~found.missing).any():
        refuse(source, found.bad & ~found.missing, found.accepted)
    return Values(kind, found.values, found.missing | found.bad, source)


def arrow(values):
    """Values as an Arrow array."""
    data = values.data.astype("datetime64[D]") if values.kind == DATE else values.data
    return pyarrow.array(data, mask=values.missing)


def _value(node, rows, active):
    name = _column_of(node)
    if name is not None:
        return rows.column(name)
    if isinstance(node, ast.Name):
        return rows.constant(_CONSTANTS[node.id])
    if isinstance(node, ast.Constant):
        return rows.constant(node.value)
    if isinstance(node, ast.Call):
        return _FUNCTIONS[node.func.id].run(rows, node.args, active)
    return _OPERATIONS[type(node)](node, rows, active)


def _as(kind, node, rows, active):
    """The values of a node as numbers, booleans, dates or texts."""
    return _cast(_value(node, rows, active), kind, node, rows, active)


def _cast(found, kind, node, rows, active):
    if found.kind == kind:
        return found
    if kind == NUMBER and found.kind == BOOLEAN:
        return Values(NUMBER, found.data.astype(float), found.missing)
    if found.source is not None and kind in _CONVERT:
        return rows.converted(found, _CONVERT[kind], kind, active)
    raise ExpressionError(f"`{ast.unparse(node)}` is {found.kind}, where {kind} is expected")


_CONVERT = {NUMBER: columns.numbers, BOOLEAN: columns.booleans, DATE: columns.dates}


def _alike(found, nodes, rows, actives):
    """The values of several nodes as one kind: texts of a column become what they stand beside."""
    kinds = {one.kind for one in found}
    if len(kinds) == 1:
        return found
    kind = next(kind for kind in (NUMBER, DATE, BOOLEAN) if kind in kinds)
    triples = zip(found, nodes, actives, strict=True)
    return [_cast(one, kind, node, rows, active) for one, node, active in triples]


def _of_one_kind(nodes, rows, active):
    return _alike([_value(node, rows, active) for node in nodes], nodes, rows, [active] * len(nodes))


def _binary(node, rows, active):
    left, right = (_as(NUMBER, part, rows, active) for part in (node.left, node.right))
    missing = left.missing | right.missing
    if type(node.op) in _ARITHMETIC:
        return Values(NUMBER, _ARITHMETIC[type(node.op)](left.data, right.data), missing)
    by_zero = (right.data == 0) & ~missing & active
    if by_zero.any():
        rows.refuse(None, by_zero, f"a divisor that is not 0 in `{ast.unparse(node)}`")
    divisor = numpy.where((right.data == 0) | missing, 1.0, right.data)
    return Values(NUMBER, _DIVISIONS[type(node.op)](left.data, divisor), missing)


def _unary(node, rows, active):
    if isinstance(node.op, ast.Not):
        found = _as(BOOLEAN, node.operand, rows, active)
        return Values(BOOLEAN, ~found.data, found.missing)
    found = _as(NUMBER, node.operand, rows, active)
    return Values(NUMBER, -found.data if isinstance(node.op, ast.USub) else found.data, found.missing)


def _logical(node, rows, active):
    """`and`, `or`: decided by the first false (or true) value, else missing if one is missing."""
    decisive = isinstance(node.op, ast.Or)
    decided = numpy.zeros(rows.count, dtype=bool)
    missing = numpy.zeros(rows.count, dtype=bool)
    for part in node.values:
        found = _as(BOOLEAN, part, rows, active & ~decided)
        decided |= (found.data == decisive) & ~found.missing
        missing |= found.missing
    return Values(BOOLEAN, decided if decisive else ~decided, missing & ~decided)


def _compare(node, rows, active):
    parts = _of_one_kind((node.left, *node.comparators), rows, active)
    result, missing = numpy.ones(rows.count, dtype=bool), numpy.zeros(rows.count, dtype=bool)
    for comparison, left, right in zip(node.ops, parts, parts[1:], strict=False):
        if left.kind == TEXT and not isinstance(comparison, ast.Eq | ast.NotEq):
            raise ExpressionError(f"`{ast.unparse(node)}` orders texts; they can only be equal or not")
        result &= _COMPARISONS[type(comparison)](left.data, right.data).astype(bool)
        missing |= left.missing | right.missing
    return Values(BOOLEAN, result, missing)


_OPERATIONS = {ast.BinOp: _binary, ast.UnaryOp: _unary, ast.BoolOp: _logical, ast.Compare: _compare}


@dataclass(frozen=True)
class _Function:
    run: Any
    counts: tuple  # least and most values; None: any number of them


def _extreme(choose):
    def run(rows, nodes, active):
        found = [_as(NUMBER, node, rows, active) for node in nodes]
        missing = functools.reduce(operator.or_, [one.missing for one in found])
        return Values(NUMBER, functools.reduce(choose, [one.data for one in found]), missing)

    return run


def _where(rows, nodes, active):
    condition = _as(BOOLEAN, nodes[0], rows, active)
    chosen = condition.data & ~condition.missing
    actives = active & chosen, active & ~condition.data & ~condition.missing
    branches = [_value(node, rows, its_rows) for node, its_rows in zip(nodes[1:], actives, strict=True)]
    first, second = _alike(branches, nodes[1:], rows, actives)
    missing = condition.missing | numpy.where(chosen, first.missing, second.missing)
    return Values(first.kind, numpy.where(chosen, first.data, second.data), missing)


def _coalesce(rows, nodes, active):
    found, actives, missing = [], [], numpy.ones(rows.count, dtype=bool)
    for node in nodes:
        actives.append(active & missing)
        found.append(_value(node, rows, actives[-1]))
        missing = missing & found[-1].missing
    first, *others = _alike(found, nodes, rows, actives)
    data, missing = first.data, first.missing
    for other in others:
        data = numpy.where(missing, other.data, data)
        missing = missing & other.missing
    return Values(first.kind, data, missing)


def _clip(rows, nodes, active):
    low = _extreme(numpy.maximum)(rows, nodes[:2], active)
    high = _as(NUMBER, nodes[2], rows, active)
    return Values(NUMBER, numpy.minimum(low.data, high.data), low.missing | high.missing)


def _isin(rows, nodes, active):
    first, *others = _of_one_kind(nodes, rows, active)
    found = functools.reduce(operator.or_, [(first.data == one.data).astype(bool) & ~one.missing for one in others])
    return Values(BOOLEAN, found, first.missing)


def _missing(rows, nodes, active):
    return Values(BOOLEAN, _value(nodes[0], rows, active).missing, numpy.zeros(rows.count, dtype=bool))


def _household_sum(rows, nodes, _active):
    """Over all members, in whichever rows the sum is asked; missing values count for nothing."""
    if rows.household is None:
        raise ExpressionError("household_sum is for the table 'individus', whose 'menage_id' is a column of a file")
    found = _as(NUMBER, nodes[0], rows, numpy.ones(rows.count, dtype=bool))
    sums = numpy.bincount(rows.household, weights=numpy.where(found.missing, 0.0, found.data))
    told = numpy.bincount(rows.household, weights=~found.missing) > 0
    return Values(NUMBER, sums[rows.household], ~told[rows.household])


def _date(rows, nodes, active):
    parts = [_as(NUMBER, node, rows, active) for node in nodes]
    missing = parts[0].missing | parts[1].missing | parts[2].missing
    year, month, day = (numpy.where(missing, 1.0, numpy.nan_to_num(one.data)) for one in parts)
    dates = pandas.to_datetime({"year": year, "month": month, "day": day}, errors="coerce")
    whole = (year == year.astype(int)) & (month == month.astype(int)) & (day == day.astype(int))
    bad = (dates.isna().to_numpy() | ~whole) & ~missing
    if (bad & active).any():
        rows.refuse(None, bad & active, "a year, a month and a day of the calendar")
    data = dates.to_numpy().astype("datetime64[D]")
    return Values(DATE, numpy.where(bad | missing, _FILLERS[DATE], data), missing | bad)


def _text(rows, nodes, active):
    found = [_value(node, rows, active) for node in nodes]
    missing = functools.reduce(operator.or_, [one.missing for one in found])
    pieces = [as_texts(arrow(one)) for one in found]
    return Values(TEXT, functools.reduce(operator.add, pieces), missing)


def as_texts(array):
    """Each cell as the text by which codes are compared: 1 and 1.0 are `1`; empty where nothing stands."""
    encoded = pyarrow.compute.dictionary_encode(array)
    known = numpy.array([*(_text_of(value) for value in encoded.dictionary.to_pylist()), ""], dtype=object)
    places = pyarrow.compute.fill_null(encoded.indices, len(known) - 1)
    return known[places.to_numpy(zero_copy_only=False)]


def _text_of(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


_FUNCTIONS = {
    "min": _Function(_extreme(numpy.minimum), (2, None)),
    "max": _Function(_extreme(numpy.maximum), (2, None)),
    "clip": _Function(_clip, (3, 3)),
    "where": _Function(_where, (3, 3)),
    "coalesce": _Function(_coalesce, (2, None)),
    "isin": _Function(_isin, (2, None)),
    "missing": _Function(_missing, (1, 1)),
    "household_sum": _Function(_household_sum, (1, 1)),
    "date": _Function(_date, (3, 3)),
    "text": _Function(_text, (1, None)),
}
FUNCTIONS = (*_FUNCTIONS, "column")
_LISTED = ", ".join(FUNCTIONS)
_ACCEPTED = f"accepted: columns, numbers, texts, true, false, + - * / // %, == != < <= > >=, and, or, not, {_LISTED}"
