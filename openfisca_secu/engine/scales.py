"""Scales whose result for one person does not depend on how many others are computed with it.

openfisca-core multiplies matrices there, and the libraries that do it add in an order that changes with the number of
rows: the last bit of a contribution is not that of the same person alone. It also moves each threshold by a last bit.
"""

import numpy
from openfisca_core.taxscales import MarginalAmountTaxScale, MarginalRateTaxScale, RateTaxScaleLike


def install():
    """Replace the computation of marginal scales, in the whole process."""
    MarginalRateTaxScale.calc = _sum_of_rates
    MarginalAmountTaxScale.calc = _sum_of_amounts
    RateTaxScaleLike.bracket_indices = _bracket


def _sum_of_rates(scale, tax_base, factor=1.0, round_base_decimals=None):
    """Each rate times the part of the base between its threshold and the next one; thresholds are times `factor`."""
    base = numpy.asarray(tax_base, dtype=numpy.float64)
    lows = [_threshold(threshold, factor, round_base_decimals) for threshold in scale.thresholds]
    total = numpy.zeros(base.shape)
    for rate, low, high in zip(scale.rates, lows, [*lows[1:], numpy.inf], strict=True):
        part = numpy.maximum(numpy.minimum(base, high) - low, 0)
        if round_base_decimals is None:
            total = total + rate * part
        else:
            part = numpy.round(part, round_base_decimals)
            total = total + numpy.round(rate * part, round_base_decimals)
    return total


def _sum_of_amounts(scale, tax_base, right=False):
    """The amounts of all the brackets whose threshold the base exceeds."""
    base = numpy.asarray(tax_base, dtype=numpy.float64)
    total = numpy.zeros(base.shape)
    for amount, threshold in zip(scale.amounts, scale.thresholds, strict=True):
        total = total + numpy.where(base > threshold, amount, 0)
    return total


def _bracket(scale, tax_base, factor=1.0, round_decimals=None):
    """The number of the last bracket whose threshold the base reaches, from 0; -1 below the first."""
    base = numpy.asarray(tax_base, dtype=numpy.float64)
    reached = [base >= _threshold(threshold, factor, round_decimals) for threshold in scale.thresholds]
    return sum((one.astype(numpy.int64) for one in reached), numpy.full(base.shape, -1))


def _threshold(threshold, factor, decimals):
    moved = threshold * factor if threshold else 0.0  # 0 times an infinite factor is not a number
    return moved if decimals is None else numpy.round(moved, decimals)
