"""Which values a variable takes, and their conversion to its own type. Nothing is guessed: what is not of the type is
refused, with the row, the value and what is accepted.
"""

import datetime
import numbers
import re
import reprlib
from decimal import Decimal

import numpy
from openfisca_core import variables
from openfisca_core.indexed_enums import Enum, EnumArray

from openfisca_secu.engine.expressions import evaluate

LARGEST = 1e12
LONGEST_TEXT = 1000
EARLIEST_DATE = numpy.datetime64("1880-01-01")
LATEST_DATE = numpy.datetime64("2150-12-31")

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_A_NUMBER = f"a finite number between -{LARGEST:g} and {LARGEST:g}"
_A_DATE = f"a date as YYYY-MM-DD, between {EARLIEST_DATE} and {LATEST_DATE}"


class ValueRefusedError(ValueError):
    """A value that a variable does not take.

    Attributes:
        row: its place, counted from 0.
        why: the row, the value and what is accepted, as a sentence without its subject.
    """

    def __init__(self, given, bad, accepted):
        rows = numpy.flatnonzero(bad)
        self.row = int(rows[0])
        self.value = given[self.row]
        self.accepted = accepted
        many = f" ({len(rows)} rows in all)" if len(rows) > 1 else ""
        self.why = f"row {self.row} is {shown(self.value)}{many}; accepted: {accepted}"
        super().__init__(self.why)


def install():
    """Check the single values of JSON and YAML situations, for variables of openfisca-core's own class too."""
    variables.Variable.check_set_value = check_set_value


def shown(value):
    """A value as a message shows it: short, whatever its length or depth."""
    if isinstance(value, numpy.datetime64):
        return str(value)
    return reprlib.repr(value.item() if isinstance(value, numpy.generic) else value)


def check_set_value(variable, value):
    """One value of a JSON or YAML situation as the variable's type.

    Raises:
        ValueError: the value is not of the type, not finite, not whole, or not one of those accepted.
    """
    if isinstance(value, str) and variable.value_type in (float, int):
        value = evaluate(value)
    one = numpy.empty(1, dtype=object)
    one[0] = value
    try:
        return converted(variable, one)[0]
    except ValueRefusedError as error:
        raise ValueError(
            f"{shown(value)} cannot be a value of '{variable.name}'; accepted: {error.accepted}."
        ) from None


def converted(variable, given):
    """A new array of the variable's own type with the values of a one-dimensional array.

    Raises:
        ValueRefusedError: at the first row that is not of the type.
    """
    return _CONVERSIONS[variable.value_type](variable, given)


def require(given, good, accepted):
    """Refuse the first row that is not good."""
    if not good.all():
        raise ValueRefusedError(given, ~good, accepted)


def _each(given, test):
    return numpy.fromiter((test(value) for value in given), dtype=bool, count=len(given))


def _numbers(variable, given):
    if given.dtype.kind not in "iuf":
        require(given, _each(given, _is_number), _A_NUMBER)
    values = given.astype(numpy.float64)
    # `<=` is false for NaN too.
    require(given, numpy.abs(values) <= LARGEST, _A_NUMBER)
    return values


def _is_number(value):
    """A real number of Python or numpy that float64 can hold; not a boolean, nor a text."""
    if isinstance(value, bool) or not isinstance(value, (numbers.Real, Decimal)):
        return False
    try:
        float(value)
    except (OverflowError, ValueError):
        return False
    return True


def _whole_numbers(variable, given):
    values = _numbers(variable, given)
    require(given, values == numpy.floor(values), "a whole number")
    return values.astype(numpy.int64)


def _booleans(variable, given):
    if given.dtype.kind != "b":
        require(given, _each(given, lambda value: isinstance(value, (bool, numpy.bool_))), "true or false")
    return given.astype(bool)


def _dates(variable, given):
    if given.dtype.kind == "M":
        values = given.astype("datetime64[D]")
        require(given, values == given, _A_DATE)  # neither NaT nor a time of day
    else:
        dates = [_as_date(value) for value in given]
        require(given, _each(dates, lambda date: date is not None), _A_DATE)
        values = numpy.array(dates, dtype="datetime64[D]")
    require(given, (values >= EARLIEST_DATE) & (values <= LATEST_DATE), _A_DATE)
    return values


def _as_date(value):
    """A Python date, or None for anything but a date, a midnight, or a text as YYYY-MM-DD."""
    if isinstance(value, numpy.datetime64):
        day = value.astype("datetime64[D]")
        return day.item() if day == value else None
    if isinstance(value, datetime.datetime):
        missing = value != value  # noqa: PLR0124 — pandas' NaT is a datetime without time
        return None if missing or value.time() != datetime.time.min else value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            return None
    return None


def _items(variable, given):
    names = [item.name for item in variable.possible_values]
    if isinstance(given, EnumArray):
        codes = given.view(numpy.ndarray)
        require(codes, numpy.full(len(codes), _names(given.possible_values) == names), f"one of {', '.join(names)}")
    elif given.dtype.kind in "iu":
        codes = given
    else:
        index = {name: code for code, name in enumerate(names)}
        codes = numpy.fromiter((index.get(_item_name(value, names), -1) for value in given), numpy.int64, len(given))
    require(given, (codes >= 0) & (codes < len(names)), f"one of {', '.join(names)}")
    return EnumArray(codes.astype(variable.dtype), variable.possible_values)


def _names(items):
    # Each system loads its own copy of the modules, hence of the enums: they are compared by their items.
    return [item.name for item in items or ()]


def _item_name(value, names):
    if isinstance(value, Enum):
        return value.name if _names(type(value)) == names else None
    return value if isinstance(value, str) else None


def _texts(variable, given):
    good = _each(given, lambda value: isinstance(value, str) and len(value) <= LONGEST_TEXT)
    require(given, good, f"a text of at most {LONGEST_TEXT} characters")
    return given.astype(object)


_CONVERSIONS = {
    float: _numbers,
    int: _whole_numbers,
    bool: _booleans,
    datetime.date: _dates,
    Enum: _items,
    str: _texts,
}
