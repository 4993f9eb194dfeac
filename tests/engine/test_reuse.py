"""A formula's result is taken for another month where all that it asked has the same answer, and only there."""

import gc
import weakref

import numpy
import pytest
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import MONTH, YEAR, Period, period
from openfisca_core.populations import ADD
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_secu.engine import Variable, dispatch, install
from openfisca_secu.once import once

install()

RATE = {"rate": {"values": {"2023-01-01": 0.1, "2024-07-01": 0.2}}, "other": {"values": {"2023-01-01": 1}}}
MONTHS = [f"2024-{month:02}" for month in range(1, 13)]


def build(formula, kind=MONTH):
    """A system of one entity, with an input `pay` and a variable `asked` that has this formula; and its runs."""
    person = build_entity("person", "persons", "", is_person=True)
    group = build_entity("group", "groups", "", roles=[{"key": "member", "plural": "members"}])
    runs = []

    class pay(Variable):
        value_type = float
        entity = person
        definition_period = MONTH
        set_input = dispatch

    def counted(population, period, parameters):
        runs.append(None)
        return formula(population, period, parameters)

    asked = type(
        "asked",
        (Variable,),
        {"value_type": float, "entity": person, "definition_period": kind, "formula": counted, "__module__": __name__},
    )
    system = TaxBenefitSystem([person, group])
    system.add_variables(pay, asked)
    system.parameters = ParameterNode("", data=RATE)
    return system, runs


def simulate(system, pay=None):
    """A simulation of two persons with this pay, by period."""
    simulation = SimulationBuilder().build_default_simulation(system, 2)
    for when, values in (pay or {"2023": [10.0, 20.0], "2024": [10.0, 20.0]}).items():
        simulation.set_input("pay", when, numpy.array(values))
    return simulation


def values(simulation, months=tuple(MONTHS)):
    return [simulation.calculate("asked", month).tolist() for month in months]


def test_a_formula_runs_once_for_months_that_are_alike():
    system, runs = build(lambda person, period, parameters: 2 * person("pay", period))
    assert values(simulate(system)) == [[20.0, 40.0]] * 12
    assert len(runs) == 1


def test_a_month_whose_input_differs_is_computed():
    system, _ = build(lambda person, period, parameters: 2 * person("pay", period))
    pay = {**{month: [10.0, 20.0] for month in MONTHS}, "2024-05": [10.0, 30.0]}
    found = values(simulate(system, pay))
    assert found[4] == [20.0, 60.0]
    assert found[3] == found[5] == [20.0, 40.0]


def test_a_parameter_that_changes_is_seen_and_another_one_is_not():
    system, runs = build(lambda person, period, parameters: parameters(period).rate * person("pay", period))
    assert values(simulate(system)) == [[1.0, 2.0]] * 6 + [[2.0, 4.0]] * 6
    assert len(runs) == 2


def test_a_parameter_at_another_month_is_seen():
    system, _ = build(
        lambda person, period, parameters: parameters(period.offset(-2, "month")).rate + person.filled_array(0)
    )
    assert values(simulate(system)) == [[0.1, 0.1]] * 8 + [[0.2, 0.2]] * 4


@pytest.mark.parametrize(
    "read",
    [
        lambda period: period.start.month,
        lambda period: int(str(period)[-2:]),
        lambda period: tuple(period)[1][1],
        lambda period: period[1].month,
        lambda period: period.start.date.month,
        lambda period: period.stop.month,
        lambda period: list(period.start)[1],
        lambda period: period.this_year.get_subperiods(MONTH).index(period) + 1,
        lambda period: int(f"{period.start}"[5:7]),
        lambda period: {period: 0} and period.start.month,
        lambda period: Period((MONTH, period.start, 1)).start.month,
        lambda period: Period((MONTH, period.start.offset(0, MONTH), 1)).start[1],
        lambda period: sum(period >= one for one in period.this_year.get_subperiods(MONTH)),
    ],
)
def test_whatever_is_read_of_the_period_counts(read):
    system, _ = build(lambda person, period, parameters: person.filled_array(read(period)) + 0 * person("pay", period))
    assert values(simulate(system)) == [[float(month), float(month)] for month in range(1, 13)]


@pytest.mark.parametrize(
    "months", [MONTHS, MONTHS[::-1], [MONTHS[place] for place in (3, 11, 0, 7, 1, 9, 2, 10, 5, 4, 8, 6)]]
)
def test_months_can_be_asked_in_any_order(months):
    pay = {
        month: [1.0 * (place // 3), 5.0] for place, month in enumerate([f"2023-{m:02}" for m in range(1, 13)] + MONTHS)
    }

    def formula(person, period, parameters):
        before = sum(person("pay", period.offset(-back, "month")) for back in range(1, 4))
        return parameters(period).rate * before + person("pay", period.this_year.first_month)

    system, _ = build(formula)
    expected = {month: simulate(system, pay).calculate("asked", month).tolist() for month in MONTHS}
    simulation = simulate(system, pay)
    assert {month: simulation.calculate("asked", month).tolist() for month in months} == expected


def test_sums_over_a_year_are_followed():
    system, runs = build(lambda person, period, parameters: person("pay", period.last_year, options=[ADD]))
    pay = {"2022": [1.0, 2.0], "2023": [1.0, 2.0], "2024": [1.0, 3.0]}
    simulation = simulate(system, pay)
    assert values(simulation) == [[12.0, 24.0]] * 12
    assert simulation.calculate("asked", "2023-01").tolist() == [12.0, 24.0]
    assert len(runs) == 1
    assert simulation.calculate("asked", "2025-01").tolist() == [12.0, 36.0]


def test_a_window_of_months_is_followed():
    def formula(person, period, parameters):
        return person("pay", Period((MONTH, period.start.offset(-3, MONTH), 3)), options=[ADD])

    system, runs = build(formula)
    simulation = simulate(system, {"2023": [1.0, 2.0], "2024": [4.0, 2.0]})
    assert values(simulation) == [[3.0, 6.0], [6.0, 6.0], [9.0, 6.0]] + [[12.0, 6.0]] * 9
    assert len(runs) == 4


def test_a_share_of_a_year_is_right_each_month():
    """DIVIDE is not followed: the formula runs each time."""
    system, _ = build(lambda person, period, parameters: person("pay", period, options=["DIVIDE"]))
    pay = {month: [1.0 * place, 2.0] for place, month in enumerate(MONTHS)}
    assert values(simulate(system, pay)) == [[1.0 * place, 2.0] for place in range(12)]


def test_a_yearly_formula_of_another_year_is_computed():
    system, _ = build(
        lambda person, period, parameters: person("pay", period.first_month) + period.start.year, kind=YEAR
    )
    simulation = simulate(system)
    assert simulation.calculate("asked", "2023").tolist() == [2033.0, 2043.0]
    assert simulation.calculate("asked", "2024").tolist() == [2034.0, 2044.0]


def test_a_fixed_period_stays_where_it_is():
    system, _ = build(lambda person, period, parameters: person("pay", "2024-02") + parameters("2024-07-01").rate)
    simulation = simulate(system, {"2024-02": [1.0, 2.0], "2024-03": [5.0, 6.0]})
    assert values(simulation, MONTHS[:3]) == [[1.2, 2.2]] * 3


def test_a_clone_asks_its_own_inputs():
    system, _ = build(lambda person, period, parameters: 2 * person("pay", period))
    simulation = simulate(system, {"2024-01": [10.0, 20.0]})
    simulation.calculate("asked", "2024-01")
    clone = simulation.clone()
    clone.get_holder("pay").delete_arrays(period("2024-01"))
    clone.get_holder("asked").delete_arrays()
    assert clone.calculate("asked", "2024-01").tolist() == [0.0, 0.0]


def test_the_trace_of_a_simulation_still_shows_each_month():
    system, runs = build(lambda person, period, parameters: 2 * person("pay", period))
    simulation = simulate(system)
    simulation.trace = True
    values(simulation)
    assert len(runs) == 12


def test_a_function_runs_once_for_the_same_stored_array():
    calls = []

    @once
    def double(array, factor):
        calls.append(factor)
        return array * factor

    stored, free = numpy.arange(3.0), numpy.arange(3.0)
    stored.flags.writeable = False
    first = double(stored, 2)
    assert double(stored, 2) is first
    assert double(stored, 3).tolist() == [0.0, 3.0, 6.0]
    assert not first.flags.writeable
    double(free, 2)
    free[0] = 7.0
    assert double(free, 2).tolist() == [14.0, 2.0, 4.0]
    assert calls == [2, 3, 2, 2]


def test_a_view_is_not_remembered():
    """It would keep its array alive, and so the entry."""

    @once
    def shown(array):
        return array[:2]

    stored = numpy.arange(3.0)
    stored.flags.writeable = False
    gone = weakref.ref(stored)
    shown(stored)
    del stored
    gc.collect()
    assert gone() is None


def test_what_was_computed_once_goes_with_its_array():
    @once
    def negative(array):
        return -array

    stored = numpy.arange(3.0)
    stored.flags.writeable = False
    result = weakref.ref(negative(stored))
    del stored
    gc.collect()
    assert result() is None
