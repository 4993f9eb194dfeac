"""Households for hypothesis, drawn around the thresholds of the law, and the simulations made of them.

    @given(populations(2024))
    def test_something(population):
        simulation = simulate(tax_benefit_system(), population)
        simulation.calculate("af", "2024-06")

A population is a list of `Household`; its persons and groups are the rows of the simulation, in order.
"""

import dataclasses
import datetime
import functools

import numpy
from hypothesis import strategies as st
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import Parameter
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation
from project import tax_benefit_system

from openfisca_secu.births import AGE_NOT_GIVEN
from openfisca_secu.engine import dispatch
from openfisca_secu.engine.variable import bounds

# Years of age at which family benefits, pensions or the status of a child change; the day itself is drawn around.
THRESHOLD_AGES = (0, 1, 2, 3, 6, 11, 14, 15, 16, 18, 20, 21, 25, 55, 60, 62, 64, 65, 67)
BIRTHS = ("date_naissance", "age", "age_en_mois")
COMMUNES = ("", "75056", "67482", "57463", "97105", "97209", "97302", "97411", "97502", "97608")
MOST_CHILDREN = 8
HIGHEST_AMOUNT = 200_000


@dataclasses.dataclass(frozen=True)
class Household:
    """The persons of one dwelling, of one family and of one tax household.

    Attributes:
        parents: one or two adults.
        children: the others.
        of_group: the values given for the family, the tax household and the dwelling.
    """

    parents: tuple[dict, ...]
    children: tuple[dict, ...]
    of_group: dict

    @property
    def persons(self):
        """One dict of values a person, parents first."""
        return (*self.parents, *self.children)


@dataclasses.dataclass(frozen=True)
class Population:
    """Households of one year: values are given for this year and the two before."""

    year: int
    households: tuple[Household, ...]

    def __add__(self, other):
        return Population(self.year, self.households + other.households)

    @property
    def years(self):
        """The years for which values are given."""
        return range(self.year - 2, self.year + 1)


@functools.cache
def populations(year, most=4):
    """One to `most` households of one year."""
    return st.lists(households(year), min_size=1, max_size=most).map(lambda ones: Population(year, tuple(ones)))


@functools.cache
@st.composite
def households(draw, year):
    """A couple or a person alone, 0 to 8 children, their incomes and states, in any territory."""
    parents = draw(st.lists(adults(year), min_size=1, max_size=2))
    size = draw(st.one_of(st.integers(0, 3), st.integers(0, MOST_CHILDREN)))
    children = draw(st.lists(minors(year), min_size=size, max_size=size))
    of_group = draw(values_of(year, ("famille", "foyer_fiscal", "menage")))
    territories = tax_benefit_system().variables["territoire"].possible_values
    of_group["territoire"] = draw(st.one_of(st.just("metropole"), st.sampled_from([one.name for one in territories])))
    return Household(tuple(parents), tuple(children), of_group)


@functools.cache
@st.composite
def adults(draw, year):
    """A person of 15 to 100 years with a wage, a pension or neither, and a few other values."""
    person = draw(values_of(year, ("individu",)))
    person["date_naissance"] = draw(birth_dates(year, 15, 100))
    person["salaire_de_base"] = draw(st.one_of(st.just(0.0), amounts(year)))
    return person


@functools.cache
@st.composite
def minors(draw, year):
    """A person of at most 25 years, not born yet perhaps, and a few other values."""
    person = draw(values_of(year, ("individu",)))
    person["date_naissance"] = draw(birth_dates(year, -1, 25))
    return person


@functools.cache
@st.composite
def birth_dates(draw, year, youngest, oldest):
    """A date that makes an age of those years during the year, often a threshold within a month or a day."""
    ages = [age for age in THRESHOLD_AGES if youngest <= age <= oldest]
    age = draw(st.one_of(st.sampled_from(ages), st.integers(youngest, oldest)))
    month = draw(st.integers(1, 12))
    birth = datetime.date(year - age, month, 1)
    return birth + datetime.timedelta(days=draw(st.sampled_from((-31, -1, 0, 1, 15, 31))))


@functools.cache
def amounts(year):
    """Amounts a month or a year: an amount or a threshold of the law (±0, a cent, a euro), or any in cents."""
    near = st.tuples(
        st.sampled_from(_amounts_of_law(year)), st.sampled_from((1, 2, 12)), st.sampled_from((-1, -0.01, 0, 0.01, 1))
    ).map(lambda draw: round(max(draw[0] * draw[1] + draw[2], 0), 2))
    return st.one_of(near, st.integers(0, HIGHEST_AMOUNT * 100).map(lambda cents: cents / 100))


@functools.cache
def _amounts_of_law(year):
    parameters = tax_benefit_system().parameters.get_descendants()
    values = {
        one.get_at_instant(f"{year}-06-01")
        for one in parameters
        if isinstance(one, Parameter) and one.metadata.get("unit") == "currency"
    }
    return sorted(value for value in values if isinstance(value, (int, float)) and 0 < value <= HIGHEST_AMOUNT)


@functools.cache
def values_of(year, entities, most=4):
    """A few values of any input variables of the entities (dates of birth and ages apart)."""
    names = input_variables(entities)
    return st.lists(st.sampled_from(names), max_size=most, unique=True).flatmap(
        lambda chosen: st.fixed_dictionaries({name: values(name, year) for name in chosen})
    )


@functools.cache
def input_variables(entities):
    """The variables of the entities that have no formula."""
    return tuple(
        name
        for name, variable in sorted(tax_benefit_system().variables.items())
        if variable.entity.key in entities and variable.is_input_variable() and name not in BIRTHS
    )


@functools.cache
def values(name, year):
    """Values that a variable accepts."""
    variable = tax_benefit_system().variables[name]
    return _VALUES[variable.value_type](variable, year)


def _numbers(variable, year):
    low, high = bounds(variable)
    if variable.unit == "currency":
        return amounts(year).filter(lambda amount: (low or 0) <= amount <= (high if high is not None else amount))
    low, high = low or 0, high if high is not None else 400
    return st.floats(low, high).map(lambda number: min(max(round(number, 2), low), high))


def _whole_numbers(variable, year):
    low, high = bounds(variable)
    return st.integers(int(low or 0), int(high if high is not None else 400))


_VALUES = {
    float: _numbers,
    int: _whole_numbers,
    bool: lambda variable, year: st.booleans(),
    Enum: lambda variable, year: st.sampled_from([item.name for item in variable.possible_values]),
    datetime.date: lambda variable, year: birth_dates(year, 0, 30),
    str: lambda variable, year: st.sampled_from(COMMUNES),
}


def simulate(system, population, order=None, trace=False):
    """A simulation of a population.

    Args:
        system: the tax-benefit system, or a reform of it.
        population: a `Population`.
        order: the row of each person in the simulation, or None to leave them as they stand.
        trace: whether the simulation keeps its trace.
    """
    homes = population.households
    persons = [person for home in homes for person in home.persons]
    rows = numpy.arange(len(persons)) if order is None else numpy.asarray(order)
    populations_by_key = system.instantiate_entities()
    for key, one in populations_by_key.items():
        one.count = len(persons) if key == "individu" else len(homes)
        one.ids = numpy.arange(one.count)
        if key != "individu":
            _join(one, homes, rows)
    simulation = Simulation(system, populations_by_key)
    simulation.trace = trace
    _give(simulation, "individu", [persons[row] for row in rows], population.years)
    for key in ("famille", "foyer_fiscal", "menage"):
        _give(simulation, key, [home.of_group for home in homes], population.years)
    return simulation


def _join(group, homes, rows):
    roles = {role.key: role for role in group.entity.flattened_roles}
    first, second, child = {
        "famille": ("demandeur", "conjoint", "enfant"),
        "foyer_fiscal": ("declarant_principal", "conjoint", "personne_a_charge"),
        "menage": ("personne_de_reference", "conjoint", "enfant"),
    }[group.entity.key]
    keys = [key for home in homes for key in [*(first, second)[: len(home.parents)], *[child] * len(home.children)]]
    numbers = [number for number, home in enumerate(homes) for _ in home.persons]
    group.members_entity_id = numpy.array(numbers)[rows]
    group.members_role = [roles[keys[row]] for row in rows]


def _give(simulation, entity, rows, years):
    system = simulation.tax_benefit_system
    names = sorted({name for row in rows for name in row})
    for name in names:
        variable = system.variables[name]
        if variable.entity.key != entity:
            continue
        default = variable.default_value
        default = default.name if isinstance(default, Enum) else default
        given = [row.get(name, AGE_NOT_GIVEN if name in ("age", "age_en_mois") else default) for row in rows]
        for period in periods_given(variable, years):
            simulation.set_input(name, period, given)


def periods_given(variable, years):
    """The periods for which a simulation gives the values of a variable: every year, or each of its months."""
    if variable.definition_period == DateUnit.ETERNITY:
        return ["ETERNITY"]
    if variable.definition_period == DateUnit.YEAR or variable.set_input is dispatch:
        return [str(year) for year in years]
    return [f"{year}-{month:02}" for year in years for month in range(1, 13)]


def targets(entities=("individu", "famille")):
    """The names of the variables of those entities that have a formula."""
    return [
        name
        for name, variable in sorted(tax_benefit_system().variables.items())
        if variable.entity.key in entities and not variable.is_input_variable()
    ]


def month_or_year(name, year, month=6):
    """The period for which a variable is asked."""
    return (
        str(year) if tax_benefit_system().variables[name].definition_period == DateUnit.YEAR else f"{year}-{month:02}"
    )
