"""What a formula gave for another month, taken again where everything that it asked has the same answer.

A formula is a function of the answers that it gets: values of variables, parameters, what it reads of its period. While
it runs, each question is written down in terms of the period that it was given (this variable a month before, that
parameter on the first day of the year …), with the answer. For another period the questions are asked again in the same
order; each is one that the formula itself would ask then, since all the answers before it were the same. Where the last
answer is the same too, so is the result; at the first one that differs, the formula runs.

Values of variables are the same when they are the same array (`results` keeps one array for the periods that are alike,
bit for bit), parameters when they are equal. A formula that looks at its period in a way that is not followed here
depends on the whole of it, and its result is never taken again.
"""

import functools
import itertools

from openfisca_core.parameters import ParameterNodeAtInstant
from openfisca_core.periods import DateUnit, Instant, Period
from openfisca_core.taxscales import TaxScaleLike

KEPT = 2  # the last runs of a variable, to which a new period is compared
DEPTH = 2  # parameters are compared by whole instruments, as `cotisations.smic`: their values change together

_PERIOD = "period"
_HERE = (None,)  # the way to the formula's own period

_STEPS = frozenset(("start", "stop", "last_month", "last_year", "n_2", "this_year", "first_month", "first_day"))
_READ = frozenset(("unit", "size", "size_in_months", "size_in_years", "days", "year", "month", "day"))


class Run:
    """One run of a formula: what it asked, with the answers; then its result."""

    __slots__ = ("_asked", "_questions", "formula", "result", "simulation")

    def __init__(self, simulation, formula):
        self.simulation, self.formula, self.result = simulation, formula, None
        self._asked = {}
        self._questions = None

    def note(self, question, answer):
        """Write a question down: the function of this module that asks it again, and what that takes."""
        if self.result is None:
            self._asked.setdefault(question, answer)

    def holds(self, period):
        """Whether each question has, for this period, the answer that it had."""
        if self._questions is None:
            self._questions = [(answer, former, place) for (answer, *place), former in self._asked.items()]
        simulation = self.simulation
        for answer, former, question in self._questions:  # noqa: SIM110 — this is where the time goes
            if not answer(simulation, period, former, *question):
                return False
        return True

    def period(self, period):
        """The period as the formula gets it."""
        return _followed(self, _HERE, period)

    def parameters(self, at):
        """The parameters at a period or an instant, as the formula gets them."""
        way, plain = place(at)
        root = self.simulation.tax_benefit_system.get_parameters_at_instant(plain)
        return root if root is None else _FollowedNode(self, way, root, (), root)


def place(period):
    """How a period is reached from that of the formula (a fixed one is where it is), and the plain period."""
    kind = type(period)
    if kind is _FollowedPeriod or kind is _FollowedInstant:
        _, way, plain = _state(period, "_state")
        return way, plain
    if kind is Period and type(period[1]) is _FollowedInstant:  # made by a formula from a day that it read
        unit, start, size = period
        _, way, plain = _state(start, "_state")
        return (*way, (_PERIOD, unit, size)), Period((unit, plain, size))
    return (period,), period


@functools.lru_cache(maxsize=100_000)
def reached(way, period):
    """The period or instant at the end of a way."""
    origin, *steps = way
    if origin is not None:
        return origin
    for step in steps:
        period = one_step(period, step)
    return period


@functools.lru_cache(maxsize=100_000)
def one_step(period, step):
    """A property of a period or an instant, by its name; the neighbour at some offset; the period that begins there."""
    if type(step) is str:
        return getattr(period, step)
    if step[0] is _PERIOD:
        _, unit, size = step
        return Period((unit, period, size))
    return period.offset(*step)


def same_values(simulation, period, former, holder, way):
    """Whether the values of a variable are the same array."""
    if way is not _HERE:
        period = reached(way, period)
    array = holder._memory_storage._arrays.get(period)
    return (simulation.values_of(holder, period) if array is None else array) is former


def same_months(simulation, period, former, holder, way):
    """Whether the values of a variable over a longer period are the same arrays."""
    parts = parts_of(reached(way, period), holder.variable.definition_period)
    if len(parts) != len(former):
        return False
    return all(simulation.values_of(holder, part) is one for part, one in zip(parts, former, strict=True))


def same_read(simulation, period, former, way, name):
    """Whether what was read on a period or an instant (all of it, without a name) is the same."""
    end = reached(way, period)
    return former == (end if name is None else getattr(end, name))


def same_parameter(simulation, period, former, way, path):
    """Whether a parameter, or a node of them, is the same."""
    root = simulation.tax_benefit_system.get_parameters_at_instant(reached(way, period))
    return root is former or token(root, path) == token(former, path)


def never(simulation, period, former, name):
    """For a question that is not followed."""
    return False


@functools.lru_cache(maxsize=100_000)
def parts_of(period, unit):
    """The months or years of a longer period."""
    return tuple(period.get_subperiods(unit))


def token(root, path):
    """A number for what stands at a path of the parameters of an instant: the same one for the same values."""
    tokens = vars(root).setdefault("_tokens", {})
    found = tokens.get(path)
    if found is None:
        node = root
        for name in path:
            node = getattr(node, name, None)
        found = tokens[path] = _NUMBERS.setdefault(_content(node), next(_NEXT))
    return found


_NUMBERS, _NEXT = {}, itertools.count()


def _content(value):
    if isinstance(value, ParameterNodeAtInstant):
        return tuple((name, _content(child)) for name, child in value._children.items())
    if isinstance(value, TaxScaleLike):
        parts = (tuple(map(repr, getattr(value, name, ()))) for name in ("thresholds", "rates", "amounts"))
        return type(value).__name__, *parts
    return type(value).__name__, repr(value)  # numbers and booleans, texts, lists of them


def _followed(run, way, plain):
    kind = _FollowedPeriod if isinstance(plain, Period) else _FollowedInstant
    new = tuple.__new__(kind, plain)
    object.__setattr__(new, "_state", (run, way, plain))
    return new


def _read(one, name):
    run, way, plain = _state(one, "_state")
    if name in _STEPS:
        return _followed(run, (*way, name), one_step(plain, name))
    if name == "offset":
        return functools.partial(_offset, run, way, plain)
    if name == "get_subperiods":
        return functools.partial(_subperiods, run, way, plain)
    if name == "__class__":
        return type(one)
    if name in _READ:
        value = getattr(plain, name)
        run.note((same_read, way, name), value)
        return value
    run.note((same_read, way, None), plain)
    return plain if name == "whole" else getattr(plain, name)


def _offset(run, way, plain, offset, unit=None):
    step = (offset, unit) if isinstance(plain, Instant) or unit is not None else (offset,)
    return _followed(run, (*way, step), one_step(plain, step))


def _subperiods(run, way, plain, unit):
    parts = parts_of(plain, unit)
    run.note((same_read, way, "size_in_months"), plain.size_in_months)  # how many, and months from the first
    if unit == DateUnit.MONTH:
        return [_followed(run, (*way, "first_month", (place, unit)), part) for place, part in enumerate(parts)]
    run.note((same_read, way, None), plain)
    return list(parts)


def _whole(name):
    def read_whole(one, *others):
        others = [other.whole if type(other) in _FOLLOWED else other for other in others]
        return getattr(type(one).__base__, name)(one.whole, *others)

    return read_whole


_DUNDERS = (
    *("__repr__", "__str__", "__hash__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__len__"),
    *("__iter__", "__getitem__", "__contains__", "__add__", "__mul__", "__rmul__", "__reduce__", "__format__"),
)
_WHOLE = {name: _whole(name) for name in _DUNDERS if hasattr(tuple, name)}
_state = object.__getattribute__
_FollowedPeriod = type("_FollowedPeriod", (Period,), {"__getattribute__": _read, **_WHOLE})
_FollowedInstant = type("_FollowedInstant", (Instant,), {"__getattribute__": _read, **_WHOLE})
_FOLLOWED = (_FollowedPeriod, _FollowedInstant)


class _FollowedNode:
    """A node of the parameters at an instant, that writes down what is read on it."""

    __slots__ = ("_node", "_path", "_root", "_run", "_way")

    def __init__(self, run, way, root, path, node):
        self._run, self._way, self._root, self._path, self._node = run, way, root, path, node

    def __getattr__(self, name):
        try:
            child = getattr(self._node, name)
        except Exception:
            self._whole()
            raise
        return self._followed(name, child)

    def __getitem__(self, name):
        try:
            child = self._node[name]
        except Exception:
            self._whole()
            raise
        return self._followed(name, child)

    def _followed(self, name, child):
        if type(name) is not str or name.startswith("_"):
            self._whole()
            return child
        path = (*self._path, name)
        if len(path) < DEPTH and hasattr(child, "_children"):
            return _FollowedNode(self._run, self._way, self._root, path, child)
        self._run.note((same_parameter, self._way, path), self._root)
        return child

    def _whole(self):
        self._run.note((same_parameter, self._way, self._path), self._root)

    def __iter__(self):
        self._whole()
        return iter(self._node)

    def __contains__(self, name):
        self._whole()
        return name in list(self._node)

    def __repr__(self):
        self._whole()
        return repr(self._node)
