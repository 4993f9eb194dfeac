"""Inequality and poverty: by hand on small distributions, against a second writing, and whatever the order."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openfisca_secu.comparison.indicators import NAMES, Lines, deciles, gini, indicators, poverty_gap, s80_s20
from openfisca_secu.survey.figures import weighted_quantile

INCOME = numpy.array([1000.0, 2000.0, 3000.0, 4000.0, 10_000.0])
EQUAL = numpy.ones(5)


def figures(income, persons, anchor=None):
    return dict(zip(NAMES, indicators(income, persons, anchor or Lines.of(income, persons)), strict=True))


def test_indicators_by_hand():
    found = figures(INCOME, EQUAL)
    assert found["mean"] == 4000
    assert found["median"] == 3000
    # lines of 1,800 and 1,500 euros: the first is below both
    assert found["poverty_60"] == pytest.approx(0.2)
    assert found["poverty_50"] == pytest.approx(0.2)
    assert found["poverty_gap_60"] == pytest.approx(800 / 1800)
    # exactly a fifth lies at or below 1,000: the limit is the mean of 1,000 and 2,000; likewise 7,000
    assert found["s80_s20"] == pytest.approx(10)
    # half the mean of absolute differences over the mean: (sum over ordered pairs 80,000) / (2 × 25 × 4,000)
    assert found["gini"] == pytest.approx(80_000 / (2 * 25 * 4000))


def test_weights_are_as_many_persons():
    weighted = figures(INCOME, numpy.array([3.0, 1, 2, 1, 1]))
    repeated = figures(numpy.repeat(INCOME, [3, 1, 2, 1, 1]), numpy.ones(8))
    assert weighted == pytest.approx(repeated)


def test_the_anchored_line_is_that_of_the_other_distribution():
    anchor = Lines.of(INCOME, EQUAL)
    found = figures(INCOME * 0.5, EQUAL, anchor)
    assert found["poverty_60"] == pytest.approx(0.2)
    assert found["poverty_60_anchored"] == pytest.approx(0.6)  # 500, 1,000 and 1,500 are below 1,800


def test_a_line_is_not_below_itself():
    income = numpy.array([600.0, 1000.0, 1000.0])
    assert figures(income, numpy.ones(3))["poverty_60"] == 0
    assert numpy.isnan(poverty_gap(income, numpy.ones(3), 600.0))


def test_no_poverty_gap_to_a_line_of_nothing():
    found = figures(numpy.array([-5.0, 0, 0, 0, 10.0]), EQUAL)
    assert found["poverty_60"] == pytest.approx(0.2)
    assert numpy.isnan(found["poverty_gap_60"])


def test_negative_incomes_count_as_nothing_in_the_gini_index():
    assert gini(numpy.array([-100.0, 100.0]), numpy.ones(2)) == gini(numpy.array([0.0, 100.0]), numpy.ones(2)) == 0.5


def test_a_fifth_without_income_has_no_ratio():
    assert numpy.isnan(s80_s20(numpy.array([0.0, 0, 1, 2, 3]), EQUAL))


def test_households_of_one_income_are_in_one_decile():
    income = numpy.array([1.0, 1, 1, 1, 1, 1, 2, 3, 4, 5])
    assert deciles(income, numpy.ones(10)).tolist() == [1] * 6 + [7, 8, 9, 10]


def test_a_household_without_weight_moves_no_median():
    # exactly half of the weight is at 1,000: the next that weighs something is at 3,000
    assert weighted_quantile(numpy.array([1000.0, 2000, 3000]), numpy.array([1.0, 0, 1]), 0.5) == 2000
    assert weighted_quantile(numpy.array([1000.0, 1100, 3000]), numpy.array([1.0, 0, 1]), 0.5) == 2000


incomes = st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**4)), min_size=5, max_size=40)


@given(incomes, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(rows, random):
    shuffled = random.sample(rows, len(rows))
    first, second = (numpy.array(one, dtype=float).T for one in (rows, shuffled))
    assert figures(*first) == pytest.approx(figures(*second), nan_ok=True)
    by_income = [dict(zip(one[0], deciles(*one), strict=True)) for one in (first, second)]
    assert by_income[0] == by_income[1]


@given(incomes)
def test_gini_against_its_definition(rows):
    income, persons = numpy.array(rows, dtype=float).T
    mean = (income * persons).sum() / persons.sum()
    if mean == 0:
        return
    differences = (numpy.abs(income[:, None] - income) * persons[:, None] * persons).sum()
    assert gini(income, persons) == pytest.approx(differences / (2 * persons.sum() ** 2 * mean), abs=1e-9)


@given(incomes, st.integers(1, 1000))
def test_ratios_do_not_depend_on_the_currency(rows, factor):
    income, persons = numpy.array(rows, dtype=float).T
    before, after = figures(income, persons), figures(income * factor, persons)
    for name in ("gini", "s80_s20", "poverty_60", "poverty_50"):
        assert after[name] == pytest.approx(before[name], nan_ok=True)
