"""The class from which every variable of the package derives."""

import datetime
import re

from openfisca_core import variables
from openfisca_core.indexed_enums import Enum

from openfisca_secu.engine.expressions import evaluate
from openfisca_secu.engine.inputs import EARLIEST_DATE, LARGEST, LATEST_DATE, exact

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Variable(variables.Variable):
    """An openfisca-core variable whose given values are checked by type and by range.

    Two attributes more than openfisca-core's: `min_value` and `max_value`, the closed bounds of given values.
    They do not bind what formulas compute.
    """

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        # openfisca-core refuses attributes that it does not know, but passes over names with two underscores.
        cls.__bounds__ = tuple(cls.__dict__.get(name) for name in ("min_value", "max_value"))
        for name in ("min_value", "max_value"):
            if name in cls.__dict__:
                delattr(cls, name)

    def __init__(self, baseline_variable=None):
        super().__init__(baseline_variable)
        self.bounds = self.__bounds__
        if self.bounds == (None, None) and baseline_variable is not None:
            self.bounds = getattr(baseline_variable, "bounds", (None, None))
        if self.set_input is None:
            self.set_input = exact

    def check_set_value(self, value):
        """One value of a JSON or YAML situation as the variable's type.

        Raises:
            ValueError: the value is not of the type, not finite, not whole, or not one of those accepted.
        """
        checks = {
            float: self._number,
            int: self._whole_number,
            bool: self._boolean,
            datetime.date: self._date,
            Enum: self._item,
            str: self._text,
        }
        return super().check_set_value(checks[self.value_type](value))

    def _number(self, value):
        if isinstance(value, str):
            value = evaluate(value)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            self._refuse(value, "a number")
        if not abs(value) <= LARGEST:  # also refuses NaN
            self._refuse(value, f"a finite number between -{LARGEST:g} and {LARGEST:g}")
        return value

    def _whole_number(self, value):
        value = self._number(value)
        if value != int(value):
            self._refuse(value, "a whole number")
        return int(value)

    def _boolean(self, value):
        if not isinstance(value, bool):
            self._refuse(value, "true or false")
        return value

    def _date(self, value):
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            value = value.isoformat()  # YAML reads an unquoted date as one
        if not isinstance(value, str) or not _ISO_DATE.fullmatch(value):
            self._refuse(value, "a date as YYYY-MM-DD")
        try:
            date = datetime.date.fromisoformat(value)
        except ValueError:
            self._refuse(value, "a date that exists, as YYYY-MM-DD")
        if not EARLIEST_DATE.item() <= date <= LATEST_DATE.item():
            self._refuse(value, f"a date between {EARLIEST_DATE} and {LATEST_DATE}")
        return value

    def _item(self, value):
        names = [item.name for item in self.possible_values]
        if not isinstance(value, str) or value not in names:
            self._refuse(value, f"one of {', '.join(names)}")
        return value

    def _text(self, value):
        if not isinstance(value, str):
            self._refuse(value, "a text")
        return value

    def _refuse(self, value, accepted):
        raise ValueError(f"{value!r} cannot be a value of '{self.name}'; accepted: {accepted}.")
