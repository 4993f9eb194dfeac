"""Shorter ways to the same answers, for the hundred thousand questions that a simulation of one year asks itself.

Three questions in four are about an array that is stored already: it is read at once, without the tracer, the checks of
names and periods (what is stored has passed them), and the parsing that openfisca-core does each time. The others go
once through each step of openfisca-core's calculation, where its own code looks the variable up nine times. A month's
neighbours are computed once, not by pendulum at each question.

The long way remains for whatever is rare: traces, periods as text, neutralized variables, storage on disk.
"""

import functools

from openfisca_core.periods import Instant, Period
from openfisca_core.populations import CorePopulation
from openfisca_core.simulations import Simulation

from openfisca_secu.engine import dating

_core_call = CorePopulation.__call__
_core_calculate = Simulation.calculate
_core_offset = Instant.offset


def install():
    """Take the shortcuts, in every simulation of the process."""
    CorePopulation.__call__ = _call
    Simulation.calculate = _calculate
    Instant.offset = functools.lru_cache(maxsize=100_000, typed=True)(_core_offset)


def _call(population, variable_name, period, options=None):
    simulation = population.simulation
    if options or simulation is None:
        return _core_call(population, variable_name, period, options)
    holder = population._holders.get(variable_name)
    if holder is None:  # the first question about this variable, or one that this entity does not have
        population.entity.check_variable_defined_for_entity(variable_name)
        population.check_period_validity(variable_name, period)
        return simulation.calculate(variable_name, period)
    return _answer(simulation, holder, period)


def _calculate(simulation, variable_name, period):
    variable = simulation.tax_benefit_system.variables.get(variable_name)
    if variable is None:
        return _core_calculate(simulation, variable_name, period)
    return _answer(simulation, simulation.populations[variable.entity.key].get_holder(variable_name), period)


def _answer(simulation, holder, period):
    variable = holder.variable
    if (
        type(period) is not Period
        or simulation._trace
        or simulation.start_computation_period is not None
        or simulation.memory_config is not None
        or simulation.opt_out_cache
        or holder._eternal
        or variable.is_neutralized
    ):
        return _core_calculate(simulation, variable.name, period)
    array = holder._memory_storage._arrays.get(period)
    return _computed(simulation, holder, variable, period) if array is None else array


def _computed(simulation, holder, variable, period):
    dating.check_asked(variable, period)
    tracer = simulation.tracer
    tracer.record_calculation_start(variable.name, period)
    try:
        simulation._check_for_cycle(variable.name, period)
        value = simulation._run_formula(variable, holder.population, period)
        value = holder.default_array() if value is None else simulation._cast_formula_result(value, variable)
        holder.put_in_cache(value, period)
        # What was stored, which may be an array that was there before.
        return holder._memory_storage._arrays[period]
    finally:
        tracer.record_calculation_end()
