"""Contracts, hours and months of work, with arithmetic done by hand."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openfisca_secu.survey import gaps
from openfisca_secu.survey.instruments import BY_NAME
from openfisca_secu.survey.working_time import CONTRACTS, by_month, number_of, spread, working_time

YEAR = 2019
SMIC, FULL_TIME = 10.03, 12 * 151.67


def one(gross, part_time=False, weekly=0.0, *, share=0.6, months=12, minimum=True):
    arrays = (numpy.array([value]) for value in (float(gross), part_time, weekly, share))
    found = working_time(*arrays, months=numpy.array([months]), minimum_applies=minimum, year=YEAR)
    return CONTRACTS[found.contract[0]], float(found.hours[0]), bool(found.fewer[0])


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((0,), ("sans_objet", 0, False)),
        ((0, True, 20), ("sans_objet", 0, False)),
        ((30_000,), ("temps_plein", 0, False)),
        ((SMIC * FULL_TIME + 0.01,), ("temps_plein", 0, False)),
        ((30_000, True, 28), ("temps_partiel", 28 * 52, False)),
        ((30_000, True, 0), ("temps_partiel", 0.6 * FULL_TIME, False)),
        ((30_000, True, 36), ("temps_plein", 0, False)),  # part-time of more than a full time
        ((8_000,), ("temps_partiel", 8_000 / SMIC, True)),  # a full time that the minimum wage would pay more
        ((8_000, True, 28), ("temps_partiel", 8_000 / SMIC, True)),
    ],
)
def test_contracts_and_hours(arguments, expected):
    contract, hours, fewer = one(*arguments)
    assert (contract, fewer) == (expected[0], expected[2])
    assert hours == pytest.approx(expected[1])


def test_hours_are_those_of_a_whole_month_where_part_of_the_year_was_worked():
    # 9 300 euros in six months: more than six months of the minimum wage, 6 × 1 521,25
    assert one(9_300, months=6) == ("temps_plein", 0, False)
    assert one(9_300)[0] == "temps_partiel"


def test_apprentices_may_be_paid_less():
    assert one(8_000, minimum=False) == ("temps_plein", 0, False)


def test_amounts_fall_in_the_months_marked():
    months = numpy.zeros((3, 12), dtype=bool)
    months[0, :3] = True
    months[1] = True
    columns = spread("salaire_de_base", numpy.array([900.0, 1_200.0, 2_400.0]), months, 2019)
    assert next(iter(columns)) == "salaire_de_base@2019-01"
    assert columns["salaire_de_base@2019-03"].tolist() == [300, 100, 200]
    assert columns["salaire_de_base@2019-04"].tolist() == [0, 100, 200]
    assert number_of(months).tolist() == [3, 12, 12]


def test_even_twelfths_need_no_columns_of_months():
    months = numpy.zeros((2, 12), dtype=bool)
    months[0, 0] = True
    assert by_month({"a": numpy.array([0.0, 5.0])}, ("a",), months, 2019) == {}
    assert len(by_month({"a": numpy.array([1.0, 5.0])}, ("a",), months, 2019)) == 12


@given(
    st.lists(st.tuples(st.floats(0, 1e6), st.lists(st.booleans(), min_size=12, max_size=12)), min_size=1, max_size=8)
)
def test_the_months_add_up_to_the_year(cases):
    amounts, months = numpy.array([case[0] for case in cases]), numpy.array([case[1] for case in cases])
    total = sum(spread("a", amounts, months, 2019).values())
    assert total == pytest.approx(amounts)


@given(st.floats(1, 100_000), st.booleans(), st.floats(0, 80), st.integers(1, 12))
def test_an_hour_is_paid_the_minimum_wage_at_least(gross, part_time, weekly, months):
    contract, hours, _ = one(gross, part_time, weekly, months=months)
    paid_hours = (hours if contract == "temps_partiel" else FULL_TIME) * months / 12
    assert gross / paid_hours >= SMIC * (1 - 1e-9)


def test_gaps_name_instruments_that_exist():
    listed = [value for value in vars(gaps).values() if isinstance(value, gaps.Gap)]
    assert len(listed) > 10
    for gap in listed:
        assert set(gap.instruments) <= set(BY_NAME), gap.what
    assert all(sentence.startswith("Not known: ") for sentence in gaps.sentences(listed))
