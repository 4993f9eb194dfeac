"""set_input: each value checked by type and range, periods that cannot overlap, arrays copied."""

import datetime
from decimal import Decimal
from fractions import Fraction

import numpy
import pandas
import pytest
from mini import AutresStatuts, MiniSystem, Statuts, couple, simulation, situation
from openfisca_core.errors import PeriodMismatchError, SituationParsingError
from openfisca_core.indexed_enums import EnumArray

from openfisca_secu.engine import InputValueError
from openfisca_secu.model_api import MONTH, Individu, Variable, divide

SYSTEM = MiniSystem()
NAN, INF = float("nan"), float("inf")


def given(name, *values, period="2024-01"):
    """What a simulation has after an input."""
    one = simulation(SYSTEM, len(values[0]) if values else 2)
    one.set_input(name, period, values[0])
    return one.calculate(name, period)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("salaire", [NAN, 1]),
        ("salaire", [1, INF]),
        ("salaire", [-INF, 1]),
        ("salaire", [1e39, 1]),
        ("salaire", [10**400, 1]),
        ("salaire", [-0.01, 1]),
        ("salaire", [True, 1500.0]),
        ("salaire", ["1500", 1]),
        ("salaire", [None, 1]),
        ("salaire", [1 + 2j, 1]),
        ("salaire", [Decimal("NaN"), 1]),
        ("salaire", [Decimal("sNaN"), 1]),
        ("salaire", [[1], [2]]),
        ("salaire", [b"12", 1]),
        ("salaire", numpy.array([True, False])),
        ("salaire", numpy.array([1j, 2j])),
        ("salaire", numpy.array(["1", "2"])),
        ("salaire", numpy.array(["2024-01-01", "NaT"], dtype="datetime64[D]")),
        ("salaire", pandas.Series([1.0, None])),
        ("salaire", pandas.array([1, None], dtype="Int64")),
        ("salaire", numpy.ma.array([1.0, 2.0], mask=[False, True])),
        ("heures", [200.01, 0]),
        ("points", [1.5, 2]),
        ("points", [2.9999999, 2]),
        ("points", numpy.array([1e13, 2])),
        ("actif", ["false", True]),
        ("actif", ["0", True]),
        ("actif", [2, True]),
        ("actif", [1, 0]),
        ("actif", numpy.array([1.0, 0.0])),
        ("actif", numpy.array([1, 0])),
        ("actif", [None, True]),
        ("statut", ["divorcé", "seul"]),
        ("statut", ["SEUL", "seul"]),
        ("statut", [0, 1]),
        ("statut", numpy.array([-1, 0])),
        ("statut", numpy.array([3, 0])),
        ("statut", numpy.array([1.0, 0.0])),
        ("statut", [AutresStatuts.a, Statuts.seul]),
        ("statut", EnumArray(numpy.array([0, 1]), AutresStatuts)),
        ("statut", [b"seul", "seul"]),
        ("statut", [True, False]),
        ("naissance", ["2024-02-30", "2000-01-01"]),
        ("naissance", ["20000101", "2000-01-01"]),
        ("naissance", ["2000", "2000-01-01"]),
        ("naissance", ["today", "2000-01-01"]),
        ("naissance", ["now", "2000-01-01"]),
        ("naissance", ["2000-01-01T10:00", "2000-01-01"]),
        ("naissance", ["1879-12-31", "2000-01-01"]),
        ("naissance", ["2151-01-01", "2000-01-01"]),
        ("naissance", [19800101, 1]),
        ("naissance", numpy.array([10957, 10958])),
        ("naissance", numpy.array(["NaT", "2000-01-01"], dtype="datetime64[D]")),
        ("naissance", numpy.array(["2000-01-01T10", "2000-01-01T00"], dtype="datetime64[h]")),
        ("naissance", [datetime.datetime(2000, 1, 1, 10), "2000-01-01"]),
        ("naissance", [None, "2000-01-01"]),
        ("naissance", [pandas.NaT, "2000-01-01"]),
        ("commune", [75056, "1"]),
        ("commune", [None, "1"]),
        ("commune", ["a" * 1001, "1"]),
    ],
    ids=repr,
)
def test_a_wrong_value_is_refused(name, values):
    with pytest.raises(InputValueError) as error:
        given(name, values)
    assert error.value.row in (0, 1)
    assert f"'{name}' for 2024-01: row {error.value.row}" in str(error.value)
    assert "accepted: " in str(error.value)


@pytest.mark.parametrize("code", [7, -1])
def test_a_code_that_no_item_has_is_refused(code):
    with pytest.raises(InputValueError, match="seul, marie, veuf"):
        given("statut", EnumArray(numpy.array([0, code]), Statuts))


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("salaire", [1, 2.5], [1, 2.5]),
        ("salaire", (1, 2), [1, 2]),
        ("salaire", [Decimal("1.10"), Fraction(1, 4)], [1.1, 0.25]),
        ("salaire", [numpy.float32(0.5), numpy.int8(3)], [0.5, 3]),
        ("salaire", numpy.array([1, 2], dtype=numpy.uint8), [1, 2]),
        ("salaire", pandas.Series([1.5, 2]), [1.5, 2]),
        ("salaire", pandas.array([1, 2], dtype="Int64"), [1, 2]),
        ("points", [3.0, -2], [3, -2]),
        ("actif", [True, numpy.False_], [True, False]),
        ("statut", ["veuf", Statuts.marie], [2, 1]),
        ("statut", numpy.array([2, 0]), [2, 0]),
        ("statut", numpy.array(["veuf", "seul"]), [2, 0]),
        ("statut", pandas.Series(["veuf", "seul"]), [2, 0]),
        ("statut", EnumArray(numpy.array([1, 2]), Statuts), [1, 2]),
        ("naissance", ["1999-02-28", datetime.date(2000, 2, 29)], ["1999-02-28", "2000-02-29"]),
        ("naissance", [datetime.datetime(2000, 1, 1), numpy.datetime64("2001-01-01")], ["2000-01-01", "2001-01-01"]),
        ("naissance", pandas.Series(pandas.to_datetime(["2000-01-01", "2001-05-02"])), ["2000-01-01", "2001-05-02"]),
        ("commune", ["75056", ""], ["75056", ""]),
    ],
    ids=repr,
)
def test_a_right_value_is_taken(name, values, expected):
    result = given(name, values)
    assert [str(one) for one in result] == expected if name == "naissance" else result.tolist() == expected
    assert result.dtype == SYSTEM.variables[name].dtype


@pytest.mark.parametrize("values", [[1], [1, 2, 3], 1, numpy.ones((2, 1)), numpy.ones((2, 2)), [], {}, "12"])
def test_one_value_a_row_is_needed(values):
    with pytest.raises(InputValueError, match="2 values in one dimension"):
        simulation(SYSTEM, 2).set_input("salaire", "2024-01", values)


def test_a_single_row_can_be_given_as_one_value_or_as_arithmetic():
    one = simulation(SYSTEM, 1)
    one.set_input("salaire", "2024-01", 1500)
    one.set_input("salaire", "2024-02", "12 * 100.5")
    one.set_input("statut", "2024-01", "veuf")
    assert one.calculate("salaire", "2024-01").tolist() == [1500]
    assert one.calculate("salaire", "2024-02").tolist() == [1206]
    assert one.calculate("statut", "2024-01").tolist() == [2]


@pytest.mark.parametrize("kind", [float, bool, int])
def test_the_callers_array_is_copied(kind):
    name = {float: "salaire", bool: "actif", int: "points"}[kind]
    array = numpy.array([1, 0], dtype=SYSTEM.variables[name].dtype)
    one = simulation(SYSTEM, 2)
    one.set_input(name, "2024-01", array)
    array[:] = 0
    assert one.calculate(name, "2024-01").tolist() == [1, 0]
    codes = EnumArray(numpy.array([1, 2], dtype=numpy.int16), Statuts)
    one.set_input("statut", "2024-01", codes)
    codes[0] = 0
    assert one.calculate("statut", "2024-01").tolist() == [1, 2]


def test_what_is_stored_cannot_be_written_to():
    one = simulation(SYSTEM, 2)
    one.set_input("salaire", "2024", [12, 24])
    for name in ("salaire", "impot", "prime"):
        with pytest.raises(ValueError, match="read-only"):
            one.calculate(name, "2024-01")[0] = 5
    assert one.calculate("salaire", "2024-02").tolist() == [1, 2]


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("salaire", "2024-01-31"),
        ("salaire", "2024-W01"),
        ("salaire", "day:2024-01-01:31"),
        ("salaire", "month:2024-01-15"),
        ("salaire", "year:2020:6"),
        ("salaire", "year:1000:1"),
        ("salaire", "month:2024-01:0"),
        ("salaire", "month:2024-01:-3"),
        ("salaire", "2151"),
        ("salaire", "9999-12"),
        ("salaire", "ETERNITY"),
        ("prime", "2024"),
        ("prime", "month:2024-01:2"),
        ("revenu_annuel", "2024-01"),
        ("revenu_annuel", "year:2024-04"),
        ("revenu_annuel", "month:2024-01:12"),
        ("revenu_annuel", "year:2023:2"),
    ],
)
def test_a_wrong_period_is_refused(name, period):
    with pytest.raises(PeriodMismatchError, match=f"'{name}' for .*accepted"):
        simulation(SYSTEM, 1).set_input(name, period, [1])


@pytest.mark.parametrize("period", ["2017-13", "2017-1", "", None, "month:2017", "abc", "year:2017:x"])
def test_what_is_not_a_period_is_refused(period):
    with pytest.raises(ValueError):  # noqa: PT011 — openfisca-core's messages, or pendulum's
        simulation(SYSTEM, 1).set_input("salaire", period, [1])


def test_a_year_is_divided_among_months_and_a_state_given_to_each():
    one = simulation(SYSTEM, 1)
    one.set_input("salaire", "2024", [1200.36])
    one.set_input("points", "year:2023:2", [7])
    one.set_input("salaire", "month:2025-01:3", [30])
    assert one.calculate("salaire", "2024-07").tolist() == [1200.36 / 12]
    assert [one.calculate("points", f"{year}-12").tolist() for year in (2023, 2024, 2025)] == [[7], [7], [0]]
    assert one.calculate("salaire", "2025-03").tolist() == [10]


def test_bounds_hold_for_the_variables_own_period():
    one = simulation(SYSTEM, 1)
    one.set_input("heures", "2024", [1820])  # 151.67 a month
    with pytest.raises(InputValueError, match="at most 200"):
        one.set_input("heures", "2025", [2401])


@pytest.mark.parametrize(("first", "second"), [("2024-01", "2024-01"), ("2024-01", "2024"), ("2024", "2024-06")])
@pytest.mark.parametrize("name", ["salaire", "points"])
def test_a_second_input_is_refused_even_if_equal(name, first, second):
    one = simulation(SYSTEM, 1)
    one.set_input(name, first, [0])
    with pytest.raises(PeriodMismatchError, match="already"):
        one.set_input(name, second, [0])


def test_an_input_after_it_was_read_is_refused():
    one = simulation(SYSTEM, 1)
    one.calculate("impot", "2024-03")
    for name, period in (("salaire", "2024-03"), ("salaire", "2024"), ("impot", "2024-03")):
        with pytest.raises(ValueError, match=r"already|accepted"):
            one.set_input(name, period, [1])
    one.set_input("salaire", "2024-04", [1])


def test_no_row_at_all():
    one = simulation(SYSTEM, 0)
    for name in ("salaire", "points", "actif", "statut", "naissance", "commune"):
        one.set_input(name, "2024-01", [])
        assert one.calculate(name, "2024-01").shape == (0,)
        assert one.calculate(name, "2024-01").dtype == SYSTEM.variables[name].dtype


def test_an_input_after_the_end_of_a_variable_is_refused():
    class ancienne(Variable):
        value_type = float
        entity = Individu
        definition_period = MONTH
        end = "2020-12-31"
        set_input = divide

    system = MiniSystem()
    system.add_variable(ancienne)
    one = simulation(system, 1)
    one.set_input("ancienne", "2020-12", [5])
    with pytest.raises(PeriodMismatchError, match="until 2020-12-31"):
        one.set_input("ancienne", "2021-01", [5])
    with pytest.raises(SituationParsingError, match="until 2020-12-31"):
        situation(system, couple({"ancienne": {"2021-01": 5}}))
