"""Every formula, as it runs: on nobody, one and two persons, every year, from inputs that cannot be written to.

Warnings are errors here (pyproject.toml), and the engine itself refuses results that are not finite, not one a row, or
not of the type: what these tests add is that every variable is asked at every year.
"""

import collections

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


@pytest.mark.parametrize("count", [0, 1])
@pytest.mark.parametrize("year", YEARS)
def test_every_variable_is_computed(year, count):
    errors = run_all(simulation_of(count, year), year)
    assert not errors, "\n".join(errors)


@pytest.mark.parametrize("year", YEARS)
def test_every_variable_is_computed_for_two_and_none_asks_for_itself(year):
    """Not even through others, nor at another period: what is asked is followed from name to name."""
    simulation = simulation_of(2, year)
    simulation._trace = True  # so that what is stored already is asked like the rest
    simulation.tracer = calls = Calls()
    errors = run_all(simulation, year)
    assert not errors, "\n".join(errors)
    assert not circle(calls.edges)


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


def circle(edges):
    """Names that each ask for the next, the last for the first, or nothing."""
    asked = collections.defaultdict(set)
    for caller, called in edges:
        asked[caller].add(called)
    done = set()

    def visit(name, path):
        if name in path:
            return [*path[path.index(name) :], name]
        found = None
        if name not in done:
            for other in sorted(asked[name]):
                found = found or visit(other, [*path, name])
            done.add(name)
        return found

    for name in sorted(asked):
        found = visit(name, [])
        if found:
            return " → ".join(found)
    return ""


def test_a_circle_is_found():
    assert circle({("a", "b"), ("b", "c"), ("a", "c")}) == ""
    assert circle({("a", "b"), ("b", "c"), ("c", "b")}) == "b → c → b"
    assert circle({("a", "a")}) == "a → a"


def read_in(year, monkeypatch):
    """The names of the parameters that formulas read when every variable is asked for two persons."""
    names = set()
    system = tax_benefit_system()
    at_instant = system.get_parameters_at_instant
    with monkeypatch.context() as patch:
        patch.setattr(system, "get_parameters_at_instant", lambda at: Reading(at_instant(at), names), raising=False)
        run_all(simulation_of(2, year), year)
    return names


def test_every_parameter_is_read_by_a_formula(monkeypatch):
    """Formulas do not branch on values: whatever the persons, asking everything reads everything in force that year.

    Twelve years, each in another month, for the parameters that only some months or some years need; the years are run
    until nothing is left. A parameter whose values all ended before is history, and is left out.
    """
    unread = {
        leaf.name
        for leaf in tax_benefit_system().parameters.get_descendants()
        if isinstance(leaf, (Parameter, ParameterScale))
        and in_force(leaf)
        and not leaf.name.startswith(tuple(READ_ELSEWHERE))
    }
    for year in reversed(YEARS):
        unread -= read_in(year, monkeypatch)
        if not unread:
            break
    assert not unread, "\n".join(sorted(unread))


def in_force(leaf):
    """True for a parameter with a value in some year of the tests."""
    if isinstance(leaf, ParameterScale):
        return True
    return any(leaf.get_at_instant(f"{year}-{month:02}-01") is not None for year in YEARS for month in (1, 7))
