"""The class from which every variable of the package derives."""

import ast
import functools
import sys
from pathlib import Path

from openfisca_core import variables

_LOCATION = str(Path(__file__).resolve().parents[2])
_BOUNDS = ("min_value", "max_value")
_UNBOUND = (None, None)


class Variable(variables.Variable):
    """An openfisca-core variable with bounds.

    Two attributes more than openfisca-core's: `min_value` and `max_value`, the closed bounds of the values given for
    one period of the variable. They do not bind what formulas compute.
    """

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        # openfisca-core refuses attributes that it does not know, but passes over names with two underscores.
        cls.__bounds__ = tuple(cls.__dict__.get(name) for name in _BOUNDS)
        for name in _BOUNDS:
            if name in cls.__dict__:
                delattr(cls, name)

    @classmethod
    def get_introspection_data(cls):
        """The file of the class in its package, its source, and its first line, for the Web API."""
        path = getattr(sys.modules.get(cls.__module__), "__file__", None)
        lines, places = _source(path) if path else ([], {})
        if cls.__name__ not in places:
            return super().get_introspection_data()
        first, last = places[cls.__name__]
        return path.replace(_LOCATION, ""), "".join(lines[first - 1 : last]), first


@functools.cache
def _source(path):
    """The lines of a Python file, and the first and the last line of each of its classes."""
    text = Path(path).read_text(encoding="utf-8")
    classes = [node for node in ast.parse(text).body if isinstance(node, ast.ClassDef)]
    return text.splitlines(keepends=True), {node.name: (node.lineno, node.end_lineno) for node in classes}


def install():
    """Let a variable that was updated by a reform be neutralized or annualized by another one."""
    variables.Variable.clone = _clone


def bounds(variable):
    """The least and the greatest value that can be given for one period (None where there is no bound).

    An updated variable has the bounds of the one that it updates, except those that it sets itself.
    """
    if variable is None:
        return _UNBOUND
    own = getattr(variable, "__bounds__", _UNBOUND)
    former = bounds(variable.baseline_variable)
    return tuple(new if new is not None else old for new, old in zip(own, former, strict=True))


def _clone(variable):
    return variable.__class__(variable.baseline_variable)
