"""Every formula, as it runs: on nobody, one and two persons, every year, from inputs that cannot be written to.

Warnings are errors here (pyproject.toml), and the engine itself refuses results that are not finite, not one a row, or
not of the type: what these tests add is that every variable is asked at every year.
"""

import collections
import functools

import numpy
import pytest
from openfisca_core.parameters import Parameter, ParameterNodeAtInstant, ParameterScale
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.tracers import SimpleTracer
from project import YEARS, tax_benefit_system
from strategies import Household, Population, simulate

# Parameters that no formula reads, by the beginning of their names, and what they are for.
READ_ELSEWHERE = {}


def simulation_of(count, year):
    """Nobody; a person alone; or a parent and a child of seven."""
    if count == 0:
        return SimulationBuilder().build_default_simulation(tax_benefit_system(), 0)
    child = {"date_naissance": f"{year - 7}-03-15"}
    household = Household(({"date_naissance": "1984-06-20"},), (child,) * (count - 1), {})
    return simulate(tax_benefit_system(), Population(year, (household,)))


def period_of(variable, year):
    """The year, or one month of it: each month of a year is asked once in twelve years."""
    return str(year) if variable.definition_period == DateUnit.YEAR else f"{year}-{1 + (year - YEARS[0]) % 12:02}"


def run_all(simulation, year):
    """Ask every variable; return the errors, each with the variables that it stops."""
    errors = collections.defaultdict(list)
    for name, variable in simulation.tax_benefit_system.variables.items():
        try:
            array = simulation.calculate(name, period_of(variable, year))
        except Exception as error:
            errors[f"{type(error).__name__}: {error}"].append(name)
            continue
        count = simulation.populations[variable.entity.key].count
        if array.shape != (count,) or array.dtype != variable.dtype or array.flags.writeable:
            errors[f"an array of {array.dtype} of shape {array.shape}, writeable: {array.flags.writeable}"].append(name)
        elif array.dtype.kind in "fM" and not numpy.isfinite(array).all():
            errors["not finite"].append(name)
    return [f"{error}\n    in {len(names)} variables: {', '.join(names[:5])}" for error, names in errors.items()]


@pytest.mark.parametrize("count", [0, 1, 2])
@pytest.mark.parametrize("year", YEARS)
def test_every_variable_is_computed(year, count):
    errors = run_all(simulation_of(count, year), year)
    assert not errors, "\n".join(errors)


class Calls(SimpleTracer):
    """Which variable asks for which."""

    def __init__(self):
        super().__init__()
        self.edges = set()

    def record_calculation_start(self, variable, period):
        """Note the caller."""
        if self.stack:
            self.edges.add((self.stack[-1]["name"], variable))
        super().record_calculation_start(variable, period)


class Reading:
    """A parameter node that notes the names of the parameters that are read from it."""

    def __init__(self, node, names):
        self.__dict__.update(node=node, names=names)

    def __getattr__(self, key):
        return self.child(key, getattr(self.node, key))

    def __getitem__(self, key):
        return self.child(key, self.node[key])

    def __iter__(self):
        return iter(self.node)

    def __contains__(self, key):
        return key in list(self.node)

    def child(self, key, value):
        """A node in its turn, or the value after its name is noted."""
        if isinstance(value, ParameterNodeAtInstant):
            return Reading(value, self.names)
        self.names.add(f"{self.node._name}.{key}".lstrip("."))
        return value


@functools.cache
def observed(year):
    """`(who asks for whom, parameters that are read)` when every variable is asked for two persons."""
    simulation = simulation_of(2, year)
    names = set()
    system = tax_benefit_system()
    simulation._trace = True  # so that formulas are given what the next line makes of the parameters
    simulation.trace_parameters_at_instant = lambda at: Reading(system.get_parameters_at_instant(at), names)
    simulation.tracer = calls = Calls()
    assert not run_all(simulation, year)
    return calls.edges, names


@pytest.mark.parametrize("year", YEARS)
def test_no_variable_asks_for_itself_even_through_others_or_at_another_period(year):
    edges, _ = observed(year)
    asked = collections.defaultdict(set)
    for caller, called in edges:
        asked[caller].add(called)
    done, path = set(), []

    def visit(name):
        assert name not in path, " → ".join([*path[path.index(name) :], name])
        if name not in done:
            path.append(name)
            for other in sorted(asked[name]):
                visit(other)
            done.add(path.pop())

    for name in sorted(asked):
        visit(name)


def test_every_parameter_is_read_by_a_formula():
    """Formulas do not branch on values: whatever the persons, asking everything reads everything in force that year.

    Twelve years, each in another month, and one parent with one child, so also the parameters that only some months
    or some years need. A parameter whose values all ended before is history, and is left out.
    """
    names = set().union(*(observed(year)[1] for year in YEARS))
    leaves = [
        leaf.name
        for leaf in tax_benefit_system().parameters.get_descendants()
        if isinstance(leaf, (Parameter, ParameterScale)) and in_force(leaf)
    ]
    unread = [name for name in leaves if name not in names and not name.startswith(tuple(READ_ELSEWHERE))]
    assert not unread, "\n".join(unread)


def in_force(leaf):
    """True for a parameter with a value in some year of the tests."""
    if isinstance(leaf, ParameterScale):
        return True
    return any(leaf.get_at_instant(f"{year}-{month:02}-01") is not None for year in YEARS for month in (1, 7))
