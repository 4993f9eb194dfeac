"""The shortcuts of the engine give what openfisca-core gives."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mini import MiniSystem, simulation
from openfisca_core.errors import VariableNotFoundError
from openfisca_core.periods import Instant, period

from openfisca_secu.engine import shortcuts

JAN = period("2024-01")


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2150, 12, 31)),
    st.one_of(st.integers(-400, 400), st.sampled_from(("first-of", "last-of"))),
    st.sampled_from(("day", "month", "year")),
)
def test_an_offset_is_that_of_openfisca_core(date, offset, unit):
    start = Instant((date.year, date.month, date.day))
    assert start.offset(offset, unit) == shortcuts._core_offset(start, offset, unit)


def test_what_is_stored_is_the_array_itself():
    one = simulation(MiniSystem(), 1)
    array = one.calculate("impot", JAN)
    assert one.calculate("impot", JAN) is array
    assert one.calculate("impot", "2024-01") is array
    assert one.persons("impot", JAN) is array
    assert one.persons("impot", "2024-01") is array
    assert one.calculate("naissance", JAN) is one.calculate("naissance", "2030-05")


def test_a_trace_notes_what_is_stored():
    one = simulation(MiniSystem(), 1)
    one.calculate("impot", JAN)
    one.trace = True
    one.calculate("impot", JAN)
    assert list(one.tracer.get_flat_trace()) == ["impot<2024-01>"]


def test_what_is_deleted_is_computed_again():
    one = simulation(MiniSystem(), 1)
    one.calculate("impot", JAN)
    one.delete_arrays("impot")
    one.delete_arrays("salaire")
    one.set_input("salaire", JAN, [100])
    assert one.calculate("impot", JAN).tolist() == [10]


def test_the_checks_are_those_of_the_long_way():
    one = simulation(MiniSystem(), 1)
    one.calculate("salaire_famille", JAN)
    with pytest.raises(VariableNotFoundError):
        one.calculate("inconnu", JAN)
    with pytest.raises(ValueError, match="famille"):
        one.persons("salaire_famille", JAN)
    with pytest.raises(ValueError, match="one month at a time"):
        one.calculate("impot", period("2024"))
