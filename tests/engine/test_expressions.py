"""Strings that stand for numbers: arithmetic is read, nothing is ever evaluated as Python."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mini import MiniSystem, attacks, couple, simulation, situation
from openfisca_core import commons, tools
from openfisca_core.errors import SituationParsingError

from openfisca_secu.engine import InputValueError
from openfisca_secu.engine.expressions import evaluate

SLOW = ["9**9**9", "9**9**9**9", "(0,)*10**8", "'a'*10**9", "1" * 10_000_000, "(" * 1_000_000, "9*" * 500_000 + "9"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("1500", 1500), (" 12 * 2000.5 ", 24006), ("-3 + 1", -2), ("(1 + 2) / 4", 0.75), ("1e3", 1000), ("+.5", 0.5)],
)
def test_arithmetic_is_read(text, value):
    assert evaluate(text) == value


@pytest.mark.parametrize(
    "text",
    [
        *("", "salaire", "1 if 1 else 2", "2**3", "7//2", "7%2", "1/0", "1,5", "True", "[1]", "1j", "1_000", "0x10"),
        *("1;2", "1e400*1j", "١٢", "1\n+1", "a" * 101, "1" * 101),
    ],
)
def test_anything_else_stays_a_text(text):
    assert evaluate(text) == text


@given(st.text(alphabet="0123456789+-*/(). eE", max_size=40))
def test_the_answer_is_a_number_or_the_text_itself(text):
    value = evaluate(text)
    assert isinstance(value, (int, float)) or value == text


def test_openfisca_core_has_no_other_evaluation():
    assert commons.eval_expression is evaluate
    assert commons.misc.eval_expression is evaluate


@pytest.mark.parametrize("place", range(4))
def test_an_attack_makes_nothing_wherever_a_value_is_given(tmp_path, place):
    marker = tmp_path / "marker"
    attack = attacks(marker)[place]
    system = MiniSystem()
    with pytest.raises(InputValueError):
        simulation(system, 1).set_input("salaire", "2024-01", attack)
    with pytest.raises(InputValueError):
        simulation(system, 1).set_input("salaire", "2024-01", [attack])
    for name in ("salaire", "points", "actif", "statut", "naissance"):
        with pytest.raises(SituationParsingError):
            situation(system, couple({name: {"2024-01": attack}}))
    with pytest.raises(InputValueError):
        situation(system, {"salaire": attack}, "2024-01")
    with pytest.raises(AssertionError):
        tools.assert_near(simulation(system, 1).calculate("salaire", "2024-01"), attack)
    assert not marker.exists()


@pytest.mark.parametrize("text", SLOW, ids=range(len(SLOW)))
def test_a_costly_text_is_refused_at_once(text):
    start = time.perf_counter()
    with pytest.raises(InputValueError) as error:
        simulation(MiniSystem(), 1).set_input("salaire", "2024-01", text)
    with pytest.raises(SituationParsingError):
        situation(MiniSystem(), couple({"salaire": {"2024-01": text}}))
    assert time.perf_counter() - start < 1
    assert len(str(error.value)) < 300
