"""float64 from input to output: 1,234,567.89 stays whole through formulas, sums, reforms and clones."""

import numpy
import pytest
from mini import MiniSystem, couple, salaire, simulation, situation
from openfisca_core import variables
from openfisca_core.holders import set_input_divide_by_period
from openfisca_core.periods import MONTH
from openfisca_core.reforms import Reform

from openfisca_secu.engine import divide
from openfisca_secu.entities import Famille, Individu

AMOUNT = 1_234_567.89


def reform_of(change):
    return type("Reforme", (Reform,), {"apply": change})(MiniSystem())


class CoreSalaire(variables.Variable):
    """An update by openfisca-core's own class, as reforms in the wild are written."""

    label = "Salaire réformé"


CoreSalaire.__name__ = "salaire"


class bonus(variables.Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    label = "Ajouté par une réforme"


class rang(variables.Variable):
    value_type = int
    entity = Individu
    definition_period = MONTH
    label = "Ajouté par une réforme"


def test_an_amount_is_whole_after_input_formula_and_sum():
    one = situation(MiniSystem(), couple({"salaire": {"2024-01": AMOUNT}}, {"salaire": {"2024-01": 0.01}}))
    assert one.calculate("salaire", "2024-01").tolist() == [AMOUNT, 0.01]
    assert one.calculate("salaire_famille", "2024-01").tolist() == [AMOUNT + 0.01]
    assert one.calculate("impot", "2024-01").tolist() == [AMOUNT * 0.1, 0.01 * 0.1]


def test_a_year_of_months_adds_up_to_the_cent():
    one = simulation(MiniSystem(), 1)
    for month in range(1, 13):
        one.set_input("salaire", f"2024-{month:02}", [123_456.78])
    assert one.calculate("salaire_annee", "2024")[0] == pytest.approx(12 * 123_456.78, abs=1e-8)


def test_whole_numbers_do_not_wrap_around():
    one = simulation(MiniSystem(), 1)
    one.set_input("points", "2024-01", [3_000_000_000])
    assert one.calculate("points", "2024-01").tolist() == [3_000_000_000]


@pytest.mark.parametrize(
    "change",
    [
        lambda reform: reform.update_variable(CoreSalaire),
        lambda reform: reform.annualize_variable("salaire"),
        lambda reform: reform.neutralize_variable("salaire"),
        lambda reform: reform.replace_variable(salaire),
        lambda reform: reform.add_variable(bonus),
        lambda reform: reform.add_variable(rang),
    ],
    ids=["update", "annualize", "neutralize", "replace", "add", "add int"],
)
def test_reforms_keep_the_types(change):
    system = reform_of(change)
    for name in ("salaire", "bonus", "rang"):
        if name in system.variables:
            expected = numpy.int64 if name == "rang" else numpy.float64
            assert simulation(system, 2).calculate(name, "2024-01").dtype == expected


def test_a_variable_of_the_core_class_is_guarded_too():
    system = reform_of(lambda reform: (reform.update_variable(CoreSalaire), reform.add_variable(bonus)))
    one = simulation(system, 1)
    given = numpy.array([AMOUNT])
    one.set_input("bonus", "2024-01", given)
    given[0] = 0
    assert one.calculate("bonus", "2024-01").tolist() == [AMOUNT]
    one.set_input("salaire", "2024", [12 * AMOUNT])
    assert one.calculate("salaire", "2024-05").tolist() == [AMOUNT]
    for name, period, value in (
        ("bonus", "2024-02", [numpy.nan]),
        ("bonus", "2024-01", [1]),
        ("bonus", "2024-02", ["1"]),
        ("bonus", "2024", [1]),
        ("salaire", "2025-01", [-1]),  # the bound of the variable that is updated
    ):
        with pytest.raises(ValueError, match=name):
            one.set_input(name, period, value)


def test_an_updated_variable_can_be_neutralized():
    system = reform_of(lambda reform: (reform.update_variable(CoreSalaire), reform.neutralize_variable("salaire")))
    assert simulation(system, 1).calculate("salaire", "2024-01").tolist() == [0]
    with pytest.warns(UserWarning, match="neutralized"):
        simulation(system, 1).set_input("salaire", "2024-01", [5])


def test_openfisca_core_helpers_of_set_input_are_replaced():
    class part(variables.Variable):
        value_type = float
        entity = Individu
        definition_period = MONTH
        set_input = set_input_divide_by_period

    one = simulation(reform_of(lambda reform: reform.add_variable(part)), 1)
    one.set_input("part", "2024", [AMOUNT * 12])
    assert one.calculate("part", "2024-12").tolist() == [AMOUNT]
    with pytest.raises(ValueError, match="already"):
        one.set_input("part", "2024-12", [AMOUNT])
    assert divide is not set_input_divide_by_period


def test_an_empty_array_of_a_population_is_float64():
    assert simulation(MiniSystem(), 2).persons.empty_array().dtype == numpy.float64
    assert simulation(MiniSystem(), 2).populations[Famille.key].empty_array().dtype == numpy.float64
