"""Inequality and poverty in both scenarios, with the standard error of each and of the difference."""

import numpy
import pandas

from openfisca_secu.comparison.households import STANDARD
from openfisca_secu.comparison.indicators import NAMES, Lines, indicators
from openfisca_secu.comparison.sampling import standard_errors


def inequality(pair, *, replicates=0):
    """The indicators of one year.

    Args:
        pair: a `households.Pair`.
        replicates: of the bootstrap; 0 for no standard errors.

    Returns:
        A DataFrame with a row an indicator of `indicators.NAMES`: `indicator`, `reference`, `reform`, `difference`,
        and `se_reference`, `se_reform`, `se_difference`. In the anchored poverty rates of both scenarios the line is
        that of the reference.
    """
    before, after = (pair.frame[name].to_numpy() for name in (STANDARD, f"{STANDARD}_reform"))
    persons = pair.frame["persons"].to_numpy()

    def figures(weights):
        anchor = Lines.of(before, weights * persons)
        reference, reform = (indicators(income, weights * persons, anchor) for income in (before, after))
        return numpy.array([reference, reform, reform - reference])

    columns = ("reference", "reform", "difference")
    found = dict(zip(columns, figures(pair.weights), strict=True))
    errors = standard_errors(figures, pair.weights, replicates)
    found |= {f"se_{name}": row for name, row in zip(columns, errors, strict=True)}
    return pandas.DataFrame({"indicator": NAMES, **found})
