"""Marginal scales: exact to the bit, whatever the number of persons, and the amounts of openfisca-core."""

from fractions import Fraction

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openfisca_core.taxscales import MarginalAmountTaxScale, MarginalRateTaxScale

THRESHOLDS = st.lists(st.integers(0, 100_000), min_size=1, max_size=6, unique=True).map(sorted)
RATES = st.integers(0, 10_000).map(lambda rate: rate / 10_000)
BASES = st.lists(st.integers(-1_000, 20_000_000).map(lambda cents: cents / 100), max_size=12)


@st.composite
def rate_scales(draw):
    scale = MarginalRateTaxScale()
    for threshold in draw(THRESHOLDS):
        scale.add_bracket(threshold, draw(RATES))
    return scale


@given(rate_scales(), BASES, st.integers(1, 5))
def test_a_marginal_rate_is_that_of_fractions_whoever_else_is_there(scale, bases, factor):
    together = scale.calc(numpy.array(bases), factor=factor)
    assert together.shape == (len(bases),)
    for base, amount in zip(bases, together, strict=True):
        assert scale.calc(numpy.array([base]), factor=factor)[0] == amount
        expected = Fraction(0)
        highs = [*scale.thresholds[1:], 10**12]
        for low, high, rate in zip(scale.thresholds, highs, scale.rates, strict=True):
            part = min(Fraction(base), Fraction(high) * factor) - Fraction(low) * factor
            expected += Fraction(rate) * max(part, 0)
        assert amount == pytest.approx(float(expected), rel=1e-14, abs=1e-12)


@given(rate_scales(), BASES)
def test_the_bracket_is_the_last_that_is_reached(scale, bases):
    found = scale.bracket_indices(numpy.array(bases))
    assert found.tolist() == [sum(base >= one for one in scale.thresholds) - 1 for base in bases]


def test_a_threshold_is_not_moved():
    scale = MarginalRateTaxScale()
    scale.add_bracket(0, 0)
    scale.add_bracket(3864.0, 1)
    assert scale.calc(numpy.array([3864.0, 3864.01])).tolist() == [0, 3864.01 - 3864.0]


def test_a_factor_a_person_and_rounded_bases():
    scale = MarginalRateTaxScale()
    scale.add_bracket(0, 0.1)
    scale.add_bracket(1, 0.2)
    bases, ceilings = numpy.array([150.0, 150.0]), numpy.array([100.0, 200.0])
    assert scale.calc(bases, factor=ceilings).tolist() == [20, 15]
    assert scale.calc(numpy.array([1.26]), round_base_decimals=1).tolist() == pytest.approx([0.1 + 0.1])
    assert scale.calc(numpy.array([5.0]), factor=numpy.inf).tolist() == [0.5]


def test_amounts_add_up_above_their_thresholds():
    scale = MarginalAmountTaxScale()
    scale.add_bracket(0, 5)
    scale.add_bracket(100, 7)
    assert scale.calc(numpy.array([0.0, 1, 100, 101])).tolist() == [0, 5, 5, 12]
    assert scale.calc(numpy.zeros(0)).shape == (0,)
