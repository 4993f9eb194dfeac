"""Weighted figures of an income, by the definitions of the R package `laeken` (Eurostat's social indicators)."""

from dataclasses import dataclass

import numpy

MEDIAN = 0.5
POVERTY_LINE = 0.6  # of the median


@dataclass(frozen=True)
class IncomeFigures:
    """Figures of the equivalised disposable income of persons."""

    persons: int
    weights: float
    median: float
    mean: float
    poverty_threshold: float
    poverty_rate: float


def income_figures(income, weights):
    """The figures of an income, one value and one weight a person; poor is who has less than 60 % of the median."""
    median = weighted_quantile(income, weights, MEDIAN)
    threshold = POVERTY_LINE * median
    total = weights.sum()
    return IncomeFigures(
        persons=len(income),
        weights=float(total),
        median=median,
        mean=float((income * weights).sum() / total),
        poverty_threshold=threshold,
        poverty_rate=float(weights[income < threshold].sum() / total),
    )


def weighted_quantile(values, weights, share):
    """The least value at or below which more than that share of the weights lies.

    Where exactly that share lies at or below a value, the mean of this value and the next one. What has no weight does
    not count.
    """
    values, weights = values[weights > 0], weights[weights > 0]
    order = numpy.argsort(values, kind="stable")
    values, reached = values[order], numpy.cumsum(weights[order])
    reached = reached / reached[-1]
    place = int(numpy.searchsorted(reached, share, side="left"))
    if reached[place] == share and place + 1 < len(values):
        return float((values[place] + values[place + 1]) / 2)
    return float(values[place])
