"""Shorter ways to the same answers, for the hundred thousand questions that a simulation of one year asks itself.

Three questions in four are about an array that is stored already: it is read at once, without the tracer, the checks of
names and periods (what is stored has passed them), and the parsing that openfisca-core does each time. A month's
neighbours are computed once, not by pendulum at each question.
"""

import functools

from openfisca_core.periods import Instant, Period
from openfisca_core.populations import CorePopulation
from openfisca_core.simulations import Simulation

_core_call = CorePopulation.__call__
_core_calculate = Simulation.calculate
_core_offset = Instant.offset


def install():
    """Take the shortcuts, in every simulation of the process."""
    CorePopulation.__call__ = _call
    Simulation.calculate = _calculate
    Instant.offset = functools.lru_cache(maxsize=100_000, typed=True)(_core_offset)


def _call(population, variable_name, period, options=None):
    if not options and population.simulation is not None:
        array = _stored(population.simulation, population, variable_name, period)
        if array is not None:
            return array
    return _core_call(population, variable_name, period, options)


def _calculate(simulation, variable_name, period):
    variable = simulation.tax_benefit_system.variables.get(variable_name)
    if variable is not None:
        array = _stored(simulation, simulation.populations[variable.entity.key], variable_name, period)
        if array is not None:
            return array
    return _core_calculate(simulation, variable_name, period)


def _stored(simulation, population, variable_name, period):
    """The array in memory, or None where the long way is needed (which also finds what is on disk or for ever)."""
    holder = population._holders.get(variable_name)
    if holder is None or simulation._trace or holder.variable.is_neutralized or type(period) is not Period:
        return None
    return holder._memory_storage._arrays.get(period)
