"""What formulas return and simulations store: whole, finite, of the type, frozen; no variable asks for itself."""

import datetime

import numpy
import pytest
from mini import AutresStatuts, MiniSystem, Statuts, simulation
from openfisca_core import periods
from openfisca_core.errors import CycleError, PeriodMismatchError, VariableNotFoundError
from openfisca_core.indexed_enums import EnumArray

from openfisca_secu.engine.results import FormulaResultError
from openfisca_secu.model_api import MONTH, Enum, Individu, Variable

JAN = "2024-01"


def computed(value_type, result, **attributes):
    """What a variable of two rows is worth when its formula returns `result`."""
    body = {"value_type": value_type, "entity": Individu, "definition_period": MONTH, **attributes}
    body["formula"] = lambda individu, period: result
    system = MiniSystem()
    system.add_variable(type("essai", (Variable,), body))
    return simulation(system, 2).calculate("essai", JAN)


ITEMS = {"possible_values": Statuts, "default_value": Statuts.seul}


@pytest.mark.parametrize(
    ("value_type", "result", "expected"),
    [
        (float, 5, [5, 5]),
        (float, numpy.float64(5), [5, 5]),
        (float, numpy.array([1, 2]), [1, 2]),
        (float, numpy.array([True, False]), [1, 0]),
        (int, numpy.array([3.0, 4.0]), [3, 4]),
        (bool, True, [True, True]),
        (bool, numpy.array([0, 1]), [False, True]),
        (datetime.date, numpy.array(["2024-01-01", "2024-02-01"], dtype="datetime64[M]"), ["2024-01-01", "2024-02-01"]),
        (str, numpy.array(["a", "b"]), ["a", "b"]),
    ],
    ids=str,
)
def test_a_right_result_is_taken_as_the_type(value_type, result, expected):
    array = computed(value_type, result)
    assert [str(one) if value_type is datetime.date else one for one in array.tolist()] == expected
    assert not array.flags.writeable


@pytest.mark.parametrize(
    "result",
    [
        Statuts.veuf,
        numpy.array([2, 2]),
        numpy.array([Statuts.veuf, Statuts.veuf]),
        numpy.array(["veuf", "veuf"]),
        EnumArray(numpy.array([2, 2]), Statuts),
    ],
    ids=str,
)
def test_a_right_item_is_taken(result):
    assert computed(Enum, result, **ITEMS).decode_to_str().tolist() == ["veuf", "veuf"]


@pytest.mark.parametrize(
    ("value_type", "result", "words"),
    [
        (float, numpy.array([1, numpy.nan]), "nan in row 1"),
        (float, numpy.array([numpy.inf, 1]), "inf in row 0"),
        (float, numpy.ones((2, 1)), r"shape \(2, 1\)"),
        (float, numpy.ones(3), r"shape \(3,\)"),
        (float, numpy.array(["1", "2"]), "not of float"),
        (float, numpy.array([1j, 2]), "not of float"),
        (float, numpy.array(["2024-01-01"] * 2, dtype="datetime64[D]"), "not of float"),
        (int, numpy.array([1, 2.9999999]), "2.9999999 in row 1"),
        (int, numpy.array([1, numpy.nan]), "nan in row 1"),
        (bool, numpy.array([0.3, 1]), "0.3 in row 0"),
        (bool, numpy.array([2, 1]), "2 in row 0"),
        (datetime.date, numpy.array([1, 2]), "not of date"),
        (datetime.date, numpy.array(["2024-01-01", "NaT"], dtype="datetime64[D]"), "NaT in row 1"),
        (str, numpy.array([1, 2]), "not of str"),
    ],
    ids=str,
)
def test_a_wrong_result_is_refused_by_name(value_type, result, words):
    with pytest.raises(FormulaResultError, match=f"'essai' for 2024-01 .*{words}"):
        computed(value_type, result)


@pytest.mark.parametrize(
    "result", [numpy.array([0, -1]), numpy.array([0, 3]), EnumArray(numpy.array([0, 1]), AutresStatuts)], ids=str
)
def test_a_wrong_item_is_refused(result):
    with pytest.raises(FormulaResultError):
        computed(Enum, result, **ITEMS)


class cumul(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH

    def formula(individu, period):
        return individu("cumul", period.last_month) + individu("salaire", period)


class aller(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH

    def formula(individu, period):
        return individu("retour", period)


class retour(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH

    def formula(individu, period):
        return individu("aller", period.last_month)


@pytest.mark.parametrize("trace", [False, True])
def test_a_variable_that_asks_for_itself_is_refused_and_not_taken_for_zero(trace):
    system = MiniSystem()
    system.add_variables(cumul, aller, retour)
    one = simulation(system, 1)
    one.trace = trace
    with pytest.raises(CycleError, match="cumul<2024-12> → cumul<2024-11>"):
        one.calculate("cumul", "2024-12")
    with pytest.raises(CycleError, match="aller<2024-12> → retour<2024-12> → aller<2024-11>"):
        one.calculate("aller", "2024-12")
    assert one.tracer.stack == []


class en_place(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH

    def formula(individu, period):
        wages = individu("salaire", period)
        wages[wages > 2] = 0
        return wages


def test_a_formula_cannot_write_into_what_it_received():
    system = MiniSystem()
    system.add_variable(en_place)
    one = simulation(system, 2)
    one.set_input("salaire", JAN, [1, 3])
    with pytest.raises(ValueError, match="read-only"):
        one.calculate("en_place", JAN)
    assert one.calculate("salaire", JAN).tolist() == [1, 3]


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("impot", "2024"),
        ("impot", "month:2024-01:2"),
        ("impot", "2024-01-01"),
        ("impot", "2024-W02"),
        ("impot", "month:2024-01-15"),
        ("impot", "9999-12"),
        ("salaire_annee", JAN),
        ("salaire_annee", "year:2024-04"),
        ("salaire_annee", "year:2024:2"),
        ("salaire_annee", "1899"),
    ],
)
def test_a_wrong_period_asked_is_refused(name, period):
    with pytest.raises(PeriodMismatchError, match=f"'{name}' for"):
        simulation(MiniSystem(), 1).calculate(name, period)


def test_an_unknown_variable_is_refused_with_the_nearest_names():
    with pytest.raises(VariableNotFoundError, match="'salair' is not a variable of mini 1; near it: salaire"):
        simulation(MiniSystem(), 1).calculate("salair", JAN)


def test_every_answer_is_frozen_however_it_is_asked():
    one = simulation(MiniSystem(), 2)
    for period in ("2024-01", "2024-02", periods.period("2024-03"), periods.period("2024-04"), "2024-05"):
        for name in ("impot", "salaire", "statut", "naissance"):
            assert not one.calculate(name, period).flags.writeable
            assert not one.persons(name, period).flags.writeable


def test_a_clone_differs_from_its_original_afterwards():
    one = simulation(MiniSystem(), 2)
    one.set_input("salaire", "2024-01", [100, 200])
    one.calculate("impot", "2024-01")
    other = one.clone()
    other.set_input("salaire", "2024-02", [10, 20])
    other.delete_arrays("impot")
    assert one.get_array("salaire", "2024-02") is None
    assert one.get_array("impot", "2024-01").tolist() == [10, 20]
    assert other.calculate("salaire_famille", "2024-02").tolist() == [10, 20]
    one.set_input("salaire", "2024-02", [1, 2])
    assert one.calculate("salaire_famille", "2024-02").tolist() == [1, 2]
    assert other.populations["famille"].members is other.persons
    assert other.calculate("impot", "2024-02").tolist() == [1, 2]
