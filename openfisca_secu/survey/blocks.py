"""One block of households simulated for one year: arrays in, one table an entity out."""

import numpy
import pyarrow
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation

from openfisca_secu.survey.inputs import set_inputs
from openfisca_secu.survey.outcomes import by_entity, schema_of
from openfisca_secu.survey.staging import ENTITIES
from openfisca_secu.survey.tables import GROUPS
from openfisca_secu.survey.take_up import PREFIX
from openfisca_secu.survey.treatment import UNTREATED


class _Watched(dict):
    """The stored arrays of a variable, by period; remembers which were asked for."""

    def __init__(self, arrays):
        super().__init__(arrays)
        self.asked = set()

    def get(self, period, default=None):
        """As a dict does."""
        self.asked.add(period)
        return super().get(period, default)


def simulation_of(system, block, clocks, treatment=UNTREATED):
    """A Simulation of the block with the survey's values as the `inputs.Clocks` and the `Treatment` say."""
    populations = system.instantiate_entities()
    for entity in ENTITIES:
        populations[entity].count = block.counts[entity]
        populations[entity].ids = numpy.arange(block.counts[entity])
    for group in GROUPS:
        population = populations[group.entity]
        roles = {role.key: role for role in population.entity.flattened_roles}
        of_code = numpy.array([roles[name] for name in group.roles], dtype=object)
        population.members_entity_id = block.members[group.entity]
        # the property would turn the array into a list and back
        population._members_role = of_code[block.roles[group.entity]]
    simulation = Simulation(system, populations)
    set_inputs(simulation, block, clocks, treatment)
    return simulation


def simulate_block(system, block, clocks, outcomes, treatment=UNTREATED, *, shared=None):
    """The year's values of each outcome.

    Args:
        system: the tax-benefit system.
        block: a `staging.Block`.
        clocks: the `inputs.Clocks`: the year of the population, that of the law.
        outcomes: `outcomes.Outcome` objects.
        treatment: a `treatment.Treatment`.
        shared: a `sharing.Shared`: takes what an earlier simulation of the block has in common with this one, and keeps
            this one for those that follow; None for neither.

    Returns:
        `(tables, notes)`: by entity, an Arrow table of its outcomes; and as `notes["defaults"]` the input variables
        that formulas read though the survey does not give them, with their defaults, as `notes["earlier"]` the
        variables of the survey that formulas read in earlier years, with how many years before.
    """
    simulation = simulation_of(system, block, clocks, treatment)
    if shared is not None:
        shared.give(simulation)
    given = {column.variable.name for column in block.columns}
    watched = {name: _watch(simulation.get_holder(name)) for name in sorted(given)}
    values = {outcome.column: outcome.compute(simulation, clocks.law) for outcome in outcomes}
    tables = {
        entity: pyarrow.table([values[outcome.column] for outcome in its_outcomes], schema=schema_of(its_outcomes))
        for entity, its_outcomes in by_entity(outcomes).items()
    }
    notes = {
        "defaults": _defaults_read(simulation, given),
        "earlier": {name: found for name, one in watched.items() if (found := _years_before(one, clocks.law))},
    }
    if shared is None or not shared.keeps(simulation):
        release(simulation)
    return tables, notes


def release(simulation):
    """Let go of every array at once: simulation and populations hold each other, and would wait for the collector."""
    for population in simulation.populations.values():
        population._holders.clear()


def _watch(holder):
    storage = holder._memory_storage
    storage._arrays = _Watched(storage._arrays)
    return storage._arrays


def _years_before(arrays, year):
    """How many years before the simulated one stored arrays were asked for."""
    asked = {period.start.year for period in arrays.asked if period.unit != DateUnit.ETERNITY}
    return sorted(year - one for one in asked if one < year)


def _defaults_read(simulation, given):
    """The inputs without a formula that were asked for and not given, by name, with their default as text."""
    found = {}
    for population in simulation.populations.values():
        for name, holder in population._holders.items():
            variable = holder.variable
            if name in given or name == "date_naissance" or name.startswith(PREFIX) or len(variable.formulas) > 0:
                continue
            default = variable.default_value
            found[name] = default.name if isinstance(default, Enum) else str(default)
    return found
