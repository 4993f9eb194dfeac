"""Which variables read which: recorded while a simulation runs.

Formulas branch on periods and parameters, never on the values of arrays: what a few households make them read is what
all households do.
"""

import contextlib
import datetime
import tempfile
from pathlib import Path

import pandas
from openfisca_core.indexed_enums import Enum

from openfisca_secu.survey.blocks import simulation_of
from openfisca_secu.survey.checks import check
from openfisca_secu.survey.inputs import Clocks
from openfisca_secu.survey.outcomes import outcome_of
from openfisca_secu.survey.staging import Staged, stage
from openfisca_secu.survey.tables import Survey
from openfisca_secu.survey.treatment import UNTREATED


class Reads:
    """Takes the place of a simulation's tracer, and keeps the names of who asks and who is asked.

    Attributes:
        stack: of the calculations under way, as openfisca-core wants it.
        asked: by variable, the set of variables that it asked for.
    """

    def __init__(self):
        self.stack = []
        self.asked = {}

    def watch(self, simulation):
        """Record what a simulation computes from now on."""
        simulation._trace = True  # every question passes through the tracer, those about what is stored included
        simulation.tracer = self
        simulation.trace_parameters_at_instant = simulation.tax_benefit_system.get_parameters_at_instant

    def record_calculation_start(self, variable, period):
        """A variable is asked for, by the one under way."""
        if self.stack:
            self.asked.setdefault(self.stack[-1]["name"], set()).add(variable)
        self.stack.append({"name": variable, "period": period})

    def record_calculation_end(self):
        """The variable asked for last is known."""
        self.stack.pop()

    def record_calculation_result(self, value):
        """Values are of no interest."""

    def record_parameter_access(self, parameter, period, value):
        """Neither are parameters."""

    def behind(self, name):
        """The names of all variables that one reads, itself or through others."""
        found, waiting = set(), [name]
        while waiting:
            for other in self.asked.get(waiting.pop(), ()):
                if other not in found:
                    found.add(other)
                    waiting.append(other)
        return found


def record(system, block, clocks, names, reads, *, treatment=UNTREATED):
    """Simulate variables on a block, and record in `reads` what they read.

    Args:
        system: the tax-benefit system.
        block: a `staging.Block`.
        clocks: the `inputs.Clocks`.
        names: the variables.
        reads: a Reads.
        treatment: a `treatment.Treatment`.

    Returns:
        By name, the year's values of each variable, as an Arrow array.
    """
    simulation = simulation_of(system, block, clocks, treatment)
    reads.watch(simulation)
    return {name: outcome_of(system.get_variable(name)).compute(simulation, clocks.law) for name in names}


def inputs_of(system, name, year):
    """The variables without a formula that a variable reads in a year, when nothing else is given; sorted by name."""
    reads = Reads()
    with first_block(_one_household(system, year), system, 1) as block:
        record(system, block, Clocks(year, year), [name], reads)
    found = [system.get_variable(one) for one in sorted(reads.behind(name))]
    return [variable for variable in found if not variable.formulas]


def default_of(variable):
    """The default of a variable, as text."""
    default = variable.default_value
    if isinstance(default, Enum):
        return default.name
    if isinstance(default, bool):
        return str(default).lower()
    return f"{default:g}" if isinstance(default, float) else str(default) or "nothing"


@contextlib.contextmanager
def first_block(checked, system, households):
    """The first households of a checked survey, as a Block (mapped from a folder that goes with the context)."""
    with tempfile.TemporaryDirectory(prefix="openfisca-secu-", ignore_cleanup_errors=True) as folder:
        stage(checked, Path(folder))
        staged = Staged(Path(folder), system)
        yield staged.block(0, min(households, staged.households))


def _one_household(system, year):
    born = datetime.date(year - 40, 1, 1)
    persons = pandas.DataFrame({"person_id": [1], "menage_id": [1], "weight": [1.0], "date_naissance": [str(born)]})
    return check(Survey(persons, year=year), system)
