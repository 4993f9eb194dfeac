"""What a simulation computes: whole arrays of the right type, finite, that nothing can write into afterwards; never a
variable that asks for itself.
"""

import datetime

import numpy
from openfisca_core.data_storage import InMemoryStorage
from openfisca_core.errors import CycleError
from openfisca_core.holders import Holder
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.simulations import Simulation

from openfisca_secu.engine import dating
from openfisca_secu.engine.values import shown

_core_set = Holder._set
_core_default_array = Holder.default_array
_core_put_in_cache = Holder.put_in_cache
_core_cast = Simulation._cast_formula_result
_core_clone = Simulation.clone


class FormulaResultError(ValueError):
    """A formula that does not give one value of the variable's type for each row."""


def install():
    """Check what every simulation of the process computes and stores."""
    Holder._set = _set
    Holder.put_in_cache = _put_in_cache
    Holder.default_array = _default_array
    Simulation._cast_formula_result = _cast
    Simulation._check_for_cycle = _refuse_self_reference
    Simulation._check_period_consistency = _check_period
    Simulation.clone = clone


def _set(holder, period, value):
    """Store values, and let nothing write into them: one array may serve several months and several formulas."""
    value = kept_once(holder, holder._to_array(value))
    value.flags.writeable = False
    if holder._on_disk_storable:
        _core_set(holder, period, value)
    else:
        holder._memory_storage.put(value, period)


def _default_array(holder):
    """One array serves all the periods for which the variable is not given: nothing can write into it."""
    default = holder.__dict__.get("shared_default")
    if default is None or len(default) != holder.population.count:
        default = holder.shared_default = _core_default_array(holder)
        default.flags.writeable = False
    return default


def _put_in_cache(holder, value, period):
    holder.simulation.has_computed = True
    _core_put_in_cache(holder, kept_once(holder, value), period)


def kept_once(holder, value):
    """The array stored last, where the new one is the same bit for bit: most months are like the month before."""
    last = holder.__dict__.get("last_stored")
    if last is value:
        return value
    if last is not None and _same_bits(last, value):
        return last
    holder.last_stored = value
    return value


def _same_bits(one, other):
    # Bits, not values: 0.0 and -0.0 are equal, and what is shared may not depend on who else is simulated.
    if one.dtype != other.dtype or one.shape != other.shape or one.dtype.kind == "O":
        return False
    word = _WORDS[one.dtype.itemsize]
    return bool((one.view(numpy.ndarray).view(word) == other.view(numpy.ndarray).view(word)).all())


_WORDS = {1: numpy.uint8, 2: numpy.uint16, 4: numpy.uint32, 8: numpy.uint64}


def has_computed(simulation):
    """True once a variable was computed: from then on, an input could contradict what was computed from its absence."""
    return getattr(simulation, "has_computed", False)


def _check_period(simulation, period, variable):
    dating.check_asked(variable, period)


def _cast(simulation, value, variable):
    return checked_result(simulation, simulation.get_holder(variable.name), value)


def checked_result(simulation, holder, value):
    """What a formula returned, as the variable's type.

    Raises:
        FormulaResultError: more than one dimension, a wrong length, a value that is not finite, not whole where the
            variable is, or not of the type.
    """
    variable, population = holder.variable, holder.population
    if isinstance(value, Enum):
        value = numpy.full(population.count, value.index)
    value = numpy.asanyarray(value)
    if value.ndim == 0:
        value = population.filled_array(value)
    if value.shape != (population.count,):
        raise _wrong(simulation, f"gives an array of shape {value.shape} for {population.count} rows")
    _check_values(simulation, value, variable)
    if not value.flags.c_contiguous:  # a column of a table would keep the whole table in memory
        value = value.copy()
    if value.dtype != variable.dtype or variable.value_type is Enum:
        value = _core_cast(simulation, value, variable)
    value.flags.writeable = False
    return value


def _check_values(simulation, value, variable):
    kind = value.dtype.kind
    value_type = variable.value_type
    if value.size and kind not in _KINDS[value_type]:
        raise _wrong(simulation, f"gives an array of {value.dtype}, not of {value_type.__name__}")
    if kind in "fM":
        _check_rows(simulation, value, numpy.isfinite(value))
    if value_type is int and kind == "f":
        _check_rows(simulation, value, value == numpy.floor(value))
    if value_type is bool and kind != "b":
        _check_rows(simulation, value, (value == 0) | (value == 1))
    if value_type is Enum and kind in "iu":
        _check_items(simulation, value, variable.possible_values)


_KINDS = {float: "biuf", int: "biuf", bool: "biuf", datetime.date: "M", Enum: "iuOU", str: "OU"}


def _check_items(simulation, value, items):
    names = [item.name for item in items]
    if isinstance(value, EnumArray) and [item.name for item in value.possible_values] != names:
        raise _wrong(simulation, f"gives values of {value.possible_values.__name__}, not of {items.__name__}")
    codes = value.view(numpy.ndarray)
    _check_rows(simulation, codes, (codes >= 0) & (codes < len(names)))


def _check_rows(simulation, value, good):
    if not good.all():
        row = int(numpy.flatnonzero(~good)[0])
        raise _wrong(simulation, f"gives {shown(value[row])} in row {row}")


def _wrong(simulation, what):
    frame = simulation.tracer.stack[-1]
    return FormulaResultError(f"the formula of '{frame['name']}' for {frame['period']} {what}.")


def _refuse_self_reference(simulation, name, period):
    """openfisca-core takes the default in silence there, so that the result depends on the order of the questions.

    Raises:
        CycleError: the variable is being computed already, for this period or another one.
    """
    *callers, _ = simulation.tracer.stack
    if any(frame["name"] == name for frame in callers):
        chain = " → ".join(f"{frame['name']}<{frame['period']}>" for frame in simulation.tracer.stack)
        raise CycleError(f"'{name}' asks for itself: {chain}. Compute month m as F(Jan..m) − F(Jan..m−1).")


def clone(simulation, debug=False, trace=False):
    """A simulation with the same inputs and results, in which inputs and results can then differ.

    (openfisca-core's shares its storage with the original, and its groups still have the original's members.)
    """
    new = _core_clone(simulation, debug=debug, trace=trace)
    new.invalidated_caches = set()
    for population in new.populations.values():
        if population is not new.persons:
            population.members = new.persons
        for holder in population._holders.values():
            holder.population = population
            holder.simulation = new
            storage = InMemoryStorage(is_eternal=holder._eternal)
            storage._arrays = dict(holder._memory_storage._arrays)
            holder._memory_storage = storage
            holder.__dict__.pop("runs", None)  # they ask the original
    return new
