"""Dates of birth and ages: whichever is given, in any order, the other follows; a contradiction is refused."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openfisca_core.simulations import SimulationBuilder

from openfisca_secu.engine import InputValueError

BIRTHS, YEARS, MONTHS = "date_naissance", "age", "age_en_mois"


def simulation(system, inputs, count=1):
    one = SimulationBuilder().build_default_simulation(system, count)
    for name, period, values in inputs:
        one.set_input(name, period, values)
    return one


def births(one):
    return [str(birth) for birth in one.calculate(BIRTHS, "2024-01")]


def test_an_age_makes_a_birth_on_the_first_of_january(system):
    one = simulation(system, [(YEARS, "2024-06", [10])])
    assert births(one) == ["2014-01-01"]
    assert one.calculate(MONTHS, "2024-06").tolist() == [125]
    assert one.calculate(YEARS, "2023-12").tolist() == [9]


def test_a_number_of_months_makes_a_birth_on_the_first_of_a_month(system):
    one = simulation(system, [(MONTHS, "2024-06", [7])])
    assert births(one) == ["2023-11-01"]
    assert one.calculate(YEARS, "2024-06").tolist() == [0]


def test_an_age_for_a_year_is_the_age_of_each_month(system):
    assert births(simulation(system, [(YEARS, "2024", [10])])) == ["2014-01-01"]


def test_a_birth_is_exact_to_the_day(system):
    one = simulation(system, [(BIRTHS, "ETERNITY", ["2014-06-02"])])
    assert one.calculate(YEARS, "2024-06").tolist() == [9]  # not yet on 1 June
    assert one.calculate(YEARS, "2024-07").tolist() == [10]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_the_order_of_inputs_changes_nothing(system, order):
    inputs = [
        (BIRTHS, "ETERNITY", ["2014-03-05", "1970-01-01", "1970-01-01"]),
        (YEARS, "2024-06", [-9999, 3, -9999]),
        (MONTHS, "2024-07", [-9999, -9999, 5]),
    ]
    one = simulation(system, [inputs[i] for i in order], 3)
    assert births(one) == ["2014-03-05", "2021-01-01", "2024-02-01"]
    assert one.calculate(YEARS, "2024-06").tolist() == [10, 3, 0]
    assert one.calculate(MONTHS, "2024-07").tolist() == [123, 42, 5]


@pytest.mark.parametrize(
    "inputs",
    [
        [(BIRTHS, "ETERNITY", ["2014-01-01"]), (YEARS, "2024-06", [11])],
        [(YEARS, "2024-06", [11]), (BIRTHS, "ETERNITY", ["2014-01-01"])],
        [(YEARS, "2024-06", [11]), (YEARS, "2025-06", [11])],
        [(YEARS, "2024-06", [11]), (MONTHS, "2024-06", [11])],
        [(MONTHS, "2024", [11])],
    ],
    ids=range(5),
)
def test_a_contradiction_is_refused(system, inputs):
    with pytest.raises(InputValueError, match="two that agree"):
        simulation(system, inputs)


@pytest.mark.parametrize("inputs", [(YEARS, "2024-06", [-1]), (YEARS, "2024-06", [131]), (MONTHS, "2024-06", [-5])])
def test_an_age_that_nobody_has_is_refused(system, inputs):
    with pytest.raises(InputValueError, match="accepted"):
        simulation(system, [inputs])


@pytest.mark.parametrize("late", [(BIRTHS, "ETERNITY", ["1980-01-01"]), (YEARS, "2024-06", [11])])
def test_births_are_given_before_anything_is_computed(system, late):
    one = simulation(system, [(YEARS, "2023-06", [10])])
    one.calculate("mois_depuis_naissance", "2024-01")
    with pytest.raises(ValueError, match="before anything"):
        one.set_input(*late)


@given(st.integers(0, 130), st.integers(2015, 2026), st.integers(1, 12))
def test_a_given_age_is_the_age_computed(system, age, year, month):
    one = simulation(system, [(YEARS, f"{year}-{month:02}", [age])])
    assert one.calculate(MONTHS, f"{year}-{month:02}")[0] // 12 == age
