"""Shorter ways to the same answers, for the hundred thousand questions that a simulation of one year asks itself.

Three questions in four are about an array that is stored already: it is read at once, without the tracer, the checks of
names and periods (what is stored has passed them), and the parsing that openfisca-core does each time. The others go
once through each step of openfisca-core's calculation, where its own code looks the variable up nine times; a formula
does not run where `reuse` shows that its result is that of another period. A month's neighbours are computed once, not
by pendulum at each question.

The long way remains for whatever is rare: traces, neutralized variables, storage on disk.
"""

import functools
import operator

import numpy
from openfisca_core import periods
from openfisca_core.periods import DateUnit, Instant, Period
from openfisca_core.populations import ADD, CorePopulation
from openfisca_core.simulations import Simulation

from openfisca_secu.engine import dating, reuse
from openfisca_secu.engine.results import checked_result, kept_once

_core_call = CorePopulation.__call__
_core_calculate = Simulation.calculate
_core_offset = Instant.offset
_ETERNITY = Period.eternity()
_ALWAYS = (_ETERNITY,)
_ASKED = set()  # the kinds of variables and the periods that are found to go together


def install():
    """Take the shortcuts, in every simulation of the process."""
    CorePopulation.__call__ = _call
    Simulation.calculate = _calculate
    Simulation.values_of = _values
    Simulation.formula_run = None  # the `reuse.Run` at work
    Instant.offset = functools.lru_cache(maxsize=100_000, typed=True)(_core_offset)


def _call(population, variable_name, period, options=None):
    simulation = population.simulation
    if simulation is None:
        return _core_call(population, variable_name, period, options)
    run = simulation.formula_run
    holder = population._holders.get(variable_name)
    if run is not None:
        way, period = reuse.place(period)
        if holder is not None and not options:
            if holder._eternal:
                way, period = _ALWAYS, _ETERNITY
            array = holder._memory_storage._arrays.get(period)
            if array is None:
                array = _values(simulation, holder, period)
            run.note((reuse.same_values, holder, way), array)
            return array
    if holder is None:  # the first question about this variable, or one that this entity does not have
        population.entity.check_variable_defined_for_entity(variable_name)
        population.check_period_validity(variable_name, period)
        holder = simulation.get_holder(variable_name)
    if not options:
        array = _values(simulation, holder, period)
        if run is not None:
            run.note((reuse.same_values, holder, way), array)
        return array
    if list(options) != [ADD] or type(period) is not Period or not _can_add(holder.variable, period):
        if run is not None:
            run.note((reuse.never, variable_name), None)
        return _core_call(population, variable_name, period, options)
    return _added(simulation, holder, period, run and way)


def _can_add(variable, period):
    units = (variable.definition_period, period.unit)
    return units in ((DateUnit.MONTH, DateUnit.MONTH), (DateUnit.MONTH, DateUnit.YEAR), (DateUnit.YEAR, DateUnit.YEAR))


def _added(simulation, holder, period, way):
    """The sum over a longer period, made once for the same arrays: most months are like the month before."""
    parts = reuse.parts_of(period, holder.variable.definition_period)
    arrays = [_values(simulation, holder, part) for part in parts]
    if way is not None:
        simulation.formula_run.note((reuse.same_months, holder, way), arrays)
    former, total = holder.__dict__.get("last_sum", ((), None))
    if len(former) != len(arrays) or not all(map(operator.is_, former, arrays)):
        total = sum(arrays)
        if isinstance(total, numpy.ndarray):
            total.flags.writeable = False
        holder.last_sum = (arrays, total)
    return total


def _calculate(simulation, variable_name, period):
    variable = simulation.tax_benefit_system.variables.get(variable_name)
    if variable is None:
        return _core_calculate(simulation, variable_name, period)
    if type(period) is str:
        period = periods.period(period)
    return _values(simulation, simulation.populations[variable.entity.key].get_holder(variable_name), period)


def _values(simulation, holder, period):
    variable = holder.variable
    if (
        type(period) is not Period
        or simulation._trace
        or simulation.start_computation_period is not None
        or simulation.memory_config is not None
        or simulation.opt_out_cache
        or variable.is_neutralized
    ):
        return _core_calculate(simulation, variable.name, period)
    array = holder._memory_storage._arrays.get(_ETERNITY if holder._eternal else period)
    if array is not None:
        return array
    if holder._eternal:
        return _core_calculate(simulation, variable.name, period)
    return _computed(simulation, holder, variable, period)


def _computed(simulation, holder, variable, period):
    key = (variable.definition_period, period)
    if key not in _ASKED:
        dating.check_asked(variable, period)
        _ASKED.add(key)
    formula = _formula(variable, period)
    if formula is None:
        return _stored(simulation, holder, period, holder.default_array())
    tracer = simulation.tracer
    tracer.record_calculation_start(variable.name, period)
    caller = simulation.formula_run
    try:
        if holder.__dict__.get("at_work"):
            simulation._check_for_cycle(variable.name, period)
        holder.at_work = True
        runs = holder.__dict__.setdefault("runs", [])
        for former in runs:
            if former.formula is formula and former.holds(period):
                return _stored(simulation, holder, period, former.result)
        run = simulation.formula_run = reuse.Run(simulation, formula)
        value = _result(formula, holder.population, run, period)
        value = holder.default_array() if value is None else checked_result(simulation, holder, value)
        value = run.result = kept_once(holder, value)
        runs.insert(0, run)
        del runs[reuse.KEPT :]
        return _stored(simulation, holder, period, value)
    finally:
        holder.at_work = False
        simulation.formula_run = caller
        tracer.record_calculation_end()


def _formula(variable, period):
    formulas = variable.formulas
    if not formulas:
        return None
    if variable.end is not None:
        return variable.get_formula(period)
    known = variable.__dict__.get("newest_first")
    if known is None or known[0] is not formulas:
        dated = [(Instant(map(int, first.split("-"))), formula) for first, formula in reversed(formulas.items())]
        known = variable.newest_first = (formulas, dated)
    start = period.start
    for first, formula in known[1]:
        if first <= start:
            return formula
    return None


def _result(formula, population, run, period):
    if formula.__code__.co_argcount == 2:  # noqa: PLR2004 — without parameters
        return formula(population, run.period(period))
    return formula(population, run.period(period), run.parameters)


def _stored(simulation, holder, period, array):
    simulation.has_computed = True
    holder._memory_storage._arrays[period] = array
    return array
