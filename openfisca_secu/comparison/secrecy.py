"""Which cells of a table of results may be shown: enough observations, and none that makes up most of it.

A hidden cell does not follow from a total and the other cells of its set: `with_complements` hides others with it. What
two sets that cross, two years or two runs tell together is not protected.
"""

from dataclasses import dataclass

import numpy

from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.request import check_whole


@dataclass(frozen=True)
class Secrecy:
    """A rule of statistical secrecy.

    Attributes:
        minimum: the least number of observations (rows of the survey) behind a figure; 0: no such rule.
        dominance: the largest share of a total that one observation may make up; 1: no such rule.
    """

    minimum: int = 0
    dominance: float = 1.0

    @classmethod
    def checked(cls, minimum, dominance):
        """The rule, of numbers that can be one.

        Raises:
            SurveyError: a negative number of observations, a share that is not above 0 and at most 1.
        """
        check_whole(minimum, 0, "the least number of observations")
        if not 0 < dominance <= 1:
            raise SurveyError(f"the largest share of one observation is {dominance}; accepted: above 0, at most 1")
        return cls(minimum, dominance)

    @property
    def masks(self):
        """Whether anything can be masked."""
        return self.minimum > 0 or self.dominance < 1

    def hides(self, observations, largest_share):
        """Whether a figure must not be shown; arrays of the numbers of observations and of largest shares.

        A figure behind which there is no observation tells nothing of anybody and is shown.
        """
        observations, largest_share = numpy.asarray(observations), numpy.asarray(largest_share)
        few = (observations > 0) & (observations < self.minimum)
        return few | ((observations > 0) & (largest_share > self.dominance))

    def with_complements(self, hidden, observations):
        """The cells to hide of a set that adds up to a known total, besides those that must be hidden.

        The smallest are added until those hidden are at least two and have the least number of observations together.

        Args:
            hidden: whether each cell must not be shown.
            observations: of each cell; a cell without any is known to be nothing, and hides nothing.
        """
        hidden, observations = numpy.array(hidden, dtype=bool), numpy.asarray(observations)
        counted = observations > 0
        for place in numpy.argsort(observations, kind="stable"):
            together = hidden & counted
            enough = together.sum() > 1 and observations[together].sum() >= self.minimum
            if enough or not together.any():
                break
            hidden[place] |= counted[place]
        return hidden


def largest_share(amounts):
    """Share of the largest of some amounts in the sum of their sizes; 0 where they are all null."""
    sizes = numpy.abs(numpy.asarray(amounts, dtype=numpy.float64))
    total = sizes.sum()
    return float(sizes.max() / total) if total > 0 else 0.0


def masked(table, columns, hidden):
    """A table whose figures in `columns` are NaN in the hidden rows, which a column `masked` tells."""
    table = table.copy()
    hidden = numpy.asarray(hidden, dtype=bool)
    for column in columns:
        table[column] = table[column].astype(numpy.float64).mask(hidden)
    table["masked"] = hidden
    return table
