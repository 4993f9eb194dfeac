"""What must hold of any household and any variable, exactly: the answer depends on the law and on the inputs, not on
how it is asked.

Variables asked are drawn among all those of persons and families that have a formula; households are drawn around the
thresholds of the law (tests/strategies.py).
"""

import copy
import datetime

import numpy
from hypothesis import given, settings
from hypothesis import strategies as st
from openfisca_core.indexed_enums import Enum
from openfisca_core.reforms import Reform
from openfisca_core.simulations import SimulationBuilder
from project import tax_benefit_system
from strategies import Household, Population, month_or_year, periods_given, populations, simulate, targets

from openfisca_secu.engine import divide
from openfisca_secu.engine.variable import bounds

SETTINGS = settings(max_examples=12)
YEARS = st.sampled_from((2016, 2020, 2024, 2026))
POPULATIONS = YEARS.flatmap(lambda year: populations(year, most=2))


def questions(most=6):
    """Some variables, each with a month."""
    one = st.tuples(st.sampled_from(targets()), st.integers(1, 12))
    return st.lists(one, min_size=1, max_size=most, unique=True)


def ask(simulation, population, asked):
    """The answers, by question."""
    return {
        (name, month): simulation.calculate(name, month_or_year(name, population.year, month)) for name, month in asked
    }


def assert_same(first, second):
    """The same bytes."""
    assert first.keys() == second.keys()
    for question, array in first.items():
        numpy.testing.assert_array_equal(array, second[question], err_msg=str(question), strict=True)


def entity_of(name):
    return tax_benefit_system().variables[name].entity.key


@SETTINGS
@given(POPULATIONS, questions(), st.randoms(use_true_random=False))
def test_the_order_of_questions_changes_nothing(system, population, asked, random):
    answers = ask(simulate(system, population), population, asked)
    shuffled = random.sample(asked, len(asked))
    assert_same(answers, ask(simulate(system, population), population, shuffled))
    assert_same(answers, ask(simulate(system, population), population, asked[::-1]))


@SETTINGS
@given(POPULATIONS, questions())
def test_asking_twice_asking_more_or_keeping_the_trace_changes_nothing(system, population, asked):
    simulation = simulate(system, population)
    first = {question: array.copy() for question, array in ask(simulation, population, asked).items()}
    ask(simulation, population, [(name, 1 + month % 12) for name, month in asked])
    assert_same(first, ask(simulation, population, asked))
    assert_same(first, ask(simulate(system, population, trace=True), population, asked))
    other = simulation.clone()
    assert_same(first, ask(other, population, asked))


@SETTINGS
@given(POPULATIONS, questions())
def test_a_household_alone_is_the_same_household_in_a_crowd(system, population, asked):
    crowd = ask(simulate(system, population), population, asked)
    person = 0
    for number, household in enumerate(population.households):
        alone = Population(population.year, (household,))
        rows = {"individu": slice(person, person + len(household.persons))}
        person += len(household.persons)
        part = {
            question: array[rows.get(entity_of(question[0]), slice(number, number + 1))]
            for question, array in crowd.items()
        }
        assert_same(part, ask(simulate(system, alone), alone, asked))


@SETTINGS
@given(POPULATIONS, questions(), st.randoms(use_true_random=False))
def test_the_order_of_households_and_persons_changes_nothing(system, population, asked, random):
    """Persons of different households are mixed; those of one keep their order, which a sum of cents can depend on."""
    answers = ask(simulate(system, population), population, asked)
    homes = population.households
    places = random.sample(range(len(homes)), len(homes))
    shuffled = Population(population.year, tuple(homes[place] for place in places))
    starts = numpy.cumsum([0, *(len(home.persons) for home in homes)])
    persons = [row for place in places for row in range(starts[place], starts[place + 1])]
    order = interleaved(shuffled, random)
    mixed = ask(simulate(system, shuffled, order=order), shuffled, asked)
    expected = {
        question: array[numpy.array(persons)[order] if entity_of(question[0]) == "individu" else places]
        for question, array in answers.items()
    }
    assert_same(expected, mixed)


def interleaved(population, random):
    """The rows of the persons in an order that mixes households and keeps the order within each."""
    owners = [number for number, home in enumerate(population.households) for _ in home.persons]
    drawn = random.sample(owners, len(owners))
    queues = {number: iter([row for row, owner in enumerate(owners) if owner == number]) for number in set(owners)}
    return numpy.array([next(queues[number]) for number in drawn])


@SETTINGS
@given(POPULATIONS, questions())
def test_the_population_twice_is_everything_twice(system, population, asked):
    once = ask(simulate(system, population), population, asked)
    twice = population + population
    assert_same(
        {question: numpy.concatenate([array, array]) for question, array in plain(once).items()},
        plain(ask(simulate(system, twice), twice, asked)),
    )


def plain(answers):
    """Codes instead of enums, which numpy does not concatenate."""
    return {question: numpy.asarray(array).view(numpy.ndarray) for question, array in answers.items()}


@SETTINGS
@given(POPULATIONS, questions())
def test_inputs_are_not_written_to(system, population, asked):
    before = copy.deepcopy(population)
    simulation = simulate(system, population)
    stored = {
        (name, period): array.copy()
        for one in simulation.populations.values()
        for name, holder in one._holders.items()
        for period, array in holder._memory_storage._arrays.items()
    }
    ask(simulation, population, asked)
    assert population == before
    for (name, period), array in stored.items():
        numpy.testing.assert_array_equal(simulation.get_array(name, period), array)


@SETTINGS
@given(POPULATIONS, questions(), st.data())
def test_a_twelfth_a_month_is_the_year_that_is_given(system, population, asked, data):
    names = [name for name, one in system.variables.items() if one.set_input is divide and one.is_input_variable()]
    name = data.draw(st.sampled_from(sorted(names)))
    low, high = bounds(system.variables[name])
    monthly = data.draw(st.floats(low or 0, 1_000 if high is None else high))
    by_year, by_month = simulate(system, without(population, name)), simulate(system, without(population, name))
    values = [12 * monthly] * by_year.populations[entity_of(name)].count
    by_year.set_input(name, str(population.year), values)
    for month in range(1, 13):
        by_month.set_input(name, f"{population.year}-{month:02}", [value / 12 for value in values])
    assert_same(ask(by_year, population, asked), ask(by_month, population, asked))


def without(population, name):
    """The population, where nobody has a value of one variable."""

    def less(values):
        return {key: value for key, value in values.items() if key != name}

    homes = [
        type(home)(tuple(map(less, home.parents)), tuple(map(less, home.children)), less(home.of_group))
        for home in population.households
    ]
    return Population(population.year, tuple(homes))


def restate(reform):
    """The same law again: parameters at their own values, a variable as it is, and a change after the period."""

    def change(tree):
        for leaf in tree.get_descendants():
            if hasattr(leaf, "values_list") and leaf.values_list and leaf.values_list[0].value is not None:
                latest = leaf.values_list[0]
                leaf.update(start=datetime.date.fromisoformat(latest.instant_str), value=latest.value)
                if isinstance(latest.value, float):
                    leaf.update(start=datetime.date(2031, 1, 1), value=2 * latest.value)
        return tree

    reform.modify_parameters(change)
    reform.update_variable(type("salaire_de_base", (type(reform.variables["salaire_de_base"]),), {"label": "Salaire"}))


@SETTINGS
@given(POPULATIONS, questions())
def test_a_reform_that_restates_the_law_changes_nothing(system, population, asked):
    reform = type("Neutre", (Reform,), {"apply": restate})(system)
    answers = ask(simulate(system, population), population, asked)
    assert_same(answers, ask(simulate(reform, population), population, asked))
    assert_same(answers, ask(simulate(system, population), population, asked))


@SETTINGS
@given(POPULATIONS, POPULATIONS, questions())
def test_two_simulations_side_by_side_do_not_meet(system, one, other, asked):
    alone = ask(simulate(system, one), one, asked)
    first, second = simulate(system, one), simulate(system, other)
    together = {}
    for question in asked:
        together.update(ask(first, one, [question]))
        ask(second, other, [question])
    assert_same(alone, together)


@SETTINGS
@given(POPULATIONS, questions())
def test_answers_are_finite_frozen_and_of_the_type(system, population, asked):
    simulation = simulate(system, population)
    for (name, _), array in ask(simulation, population, asked).items():
        variable = system.variables[name]
        assert array.shape == (simulation.populations[variable.entity.key].count,)
        assert array.dtype == variable.dtype
        assert not array.flags.writeable
        if array.dtype.kind in "fM":
            assert numpy.isfinite(array).all()


@SETTINGS
@given(POPULATIONS, questions())
def test_json_and_tables_make_the_same_amounts(system, population, asked):
    tables = ask(simulate(system, population), population, asked)
    situation = SimulationBuilder().build_from_entities(system, as_json(population))
    assert_same(tables, ask(situation, population, asked))


def as_json(population):
    """The population as the Web API takes it."""
    result = {"individus": {}, "familles": {}, "foyers_fiscaux": {}, "menages": {}}
    for number, home in enumerate(population.households):
        names = [f"{number}.{rank}" for rank in range(len(home.persons))]
        parents, children = names[: len(home.parents)], names[len(home.parents) :]
        for name, values in zip(names, home.persons, strict=True):
            result["individus"][name] = by_period(values, population, "individu")
        groups = {
            "familles": {"parents": parents, "enfants": children},
            "foyers_fiscaux": {"declarants": parents, "personnes_a_charge": children},
            "menages": {"personne_de_reference": parents[0], "conjoint": parents[1:], "enfants": children},
        }
        for plural, roles in groups.items():
            key = {"familles": "famille", "foyers_fiscaux": "foyer_fiscal", "menages": "menage"}[plural]
            result[plural][str(number)] = {**roles, **by_period(home.of_group, population, key)}
    return result


def by_period(values, population, entity):
    variables = tax_benefit_system().variables
    return {
        name: {period: written(value) for period in periods_given(variables[name], population.years)}
        for name, value in values.items()
        if variables[name].entity.key == entity
    }


def written(value):
    if isinstance(value, Enum):
        return value.name
    return value.isoformat() if isinstance(value, datetime.date) else value


def test_ten_thousand_equal_persons_have_equal_answers(system):
    """One row is all rows: nothing depends on how many there are."""
    person = {"date_naissance": "1984-06-20", "salaire_de_base": 30_000.12 / 12}
    one = Population(2024, (Household((person,), (), {}),))
    many = SimulationBuilder().build_default_simulation(system, 10_000)
    for name, values in person.items():
        for period in periods_given(system.variables[name], one.years):
            many.set_input(name, period, [values] * 10_000)
    asked = [(name, 6) for name in targets()]
    answers = ask(simulate(system, one), one, asked)
    for question, array in ask(many, one, asked).items():
        assert (array == answers[question]).all(), question


def test_the_strategy_draws_what_matters():
    """Couples and persons alone, no child and many, every territory, amounts of the law to the cent."""
    seen = {"sizes": set(), "couples": set(), "territories": set(), "births": 0}

    @settings(max_examples=300, database=None)
    @given(populations(2024))
    def draw(population):
        for home in population.households:
            seen["sizes"].add(len(home.children))
            seen["couples"].add(len(home.parents))
            seen["territories"].add(home.of_group["territoire"])
            seen["births"] += sum(child["date_naissance"].year > 2024 for child in home.children)

    draw()
    assert seen["sizes"] >= {0, 1, 2, 3}
    assert max(seen["sizes"]) > 4
    assert seen["couples"] == {1, 2}
    assert len(seen["territories"]) >= 8
    assert seen["births"] > 0
