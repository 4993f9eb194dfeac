"""Inequality and poverty of a standard of living, one row a household, persons as weights.

Definitions are Eurostat's, those of the R package `laeken`: a household counts with as many persons as it has, and poor
is who has less than 60 % (or 50 %) of the median. Gini and quantiles are those of `microdf`.
"""

from dataclasses import dataclass

import numpy
from microdf import MicroSeries

from openfisca_secu.survey.figures import weighted_quantile

POVERTY_LINES = {"poverty_60": 0.6, "poverty_50": 0.5}
_FIFTH = 0.2
DECILES = numpy.arange(1, 10) / 10
NAMES = (
    "mean",
    "median",
    "gini",
    "s80_s20",
    *POVERTY_LINES,
    "poverty_gap_60",
    *(f"{name}_anchored" for name in POVERTY_LINES),
)


@dataclass(frozen=True)
class Lines:
    """Poverty lines in euros, by name of the indicator."""

    euros: dict

    @classmethod
    def of(cls, income, persons):
        """The lines of a distribution: shares of its median."""
        median = weighted_quantile(income, persons, share=1 / 2)
        return cls({name: share * median for name, share in POVERTY_LINES.items()})


def indicators(income, persons, anchor):
    """All indicators of one distribution, in the order of `NAMES`.

    Args:
        income: standard of living of each household, an array.
        persons: weight of each household times its number of persons; at least one above 0.
        anchor: the `Lines` of the distribution that this one is compared with.

    Returns:
        An array: mean and median in euros, Gini and poverty rates as shares, S80/S20 as a ratio. Those named
        `…_anchored` take the lines of `anchor`.
    """
    kept = persons > 0
    income, persons = income[kept], persons[kept]
    own = Lines.of(income, persons)
    total = persons.sum()
    return numpy.array(
        [
            (income * persons).sum() / total,
            weighted_quantile(income, persons, share=1 / 2),
            gini(income, persons),
            s80_s20(income, persons),
            *(persons[income < line].sum() / total for line in own.euros.values()),
            poverty_gap(income, persons, own.euros["poverty_60"]),
            *(persons[income < line].sum() / total for line in anchor.euros.values()),
        ]
    )


def gini(income, persons):
    """The Gini index; negative incomes count as 0, as Eurostat does."""
    return MicroSeries(income, weights=persons).gini(negatives="zero")


def s80_s20(income, persons):
    """Income of the fifth of persons with the highest incomes, over that of the fifth with the lowest."""
    poorest, richest = _fifths(income, persons)
    if not richest.any():  # too few households for a fifth
        return numpy.nan
    lowest, highest = (income * persons)[poorest].sum(), (income * persons)[richest].sum()
    return highest / lowest if lowest > 0 else numpy.nan


def _fifths(income, persons):
    """Whether each household is of the lowest and of the highest fifth."""
    low, high = (weighted_quantile(income, persons, share=share) for share in (_FIFTH, 1 - _FIFTH))
    return income <= low, income > high


def households_behind(income, persons, anchor):
    """How many households of the survey each indicator tells of, in the order of `NAMES`; arguments of `indicators`.

    All of them; of a ratio of fifths, the smaller of both; of poverty, the poor.
    """
    income, persons = income[persons > 0], persons[persons > 0]
    lines = Lines.of(income, persons).euros
    poor, anchored = ([int((income < line).sum()) for line in of.values()] for of in (lines, anchor.euros))
    fifths = min(int(fifth.sum()) for fifth in _fifths(income, persons))
    return numpy.array([*[len(income)] * 3, fifths, *poor, poor[0], *anchored])


def poverty_gap(income, persons, line):
    """How far the median income of the poor is below the line, as a share of it.

    NaN where nobody is poor, or where half of all have nothing, so that the line is not above zero.
    """
    poor = (income < line) & (persons > 0)
    if line <= 0 or not poor.any():
        return numpy.nan
    return (line - weighted_quantile(income[poor], persons[poor], share=1 / 2)) / line


def deciles(income, persons):
    """The decile (1 to 10) of each household, persons being cut into ten.

    Households of one income are in one decile, whatever the order of the rows.
    """
    limits = MicroSeries(income, weights=persons).quantile(DECILES).to_numpy()
    return 1 + numpy.searchsorted(limits, income, side="left")
