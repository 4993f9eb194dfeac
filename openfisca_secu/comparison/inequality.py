"""Inequality and poverty in both scenarios, with the standard error of each and of the difference."""

import numpy
import pandas

from openfisca_secu.comparison.households import STANDARD
from openfisca_secu.comparison.indicators import NAMES, Lines, households_behind, indicators
from openfisca_secu.comparison.sampling import standard_errors
from openfisca_secu.comparison.secrecy import largest_share, masked


def inequality(pair, *, replicates=0, secrecy=None):
    """The indicators of one year.

    Args:
        pair: a `households.Pair`.
        replicates: of the bootstrap; 0 for no standard errors.
        secrecy: a `secrecy.Secrecy`, or None.

    Returns:
        A DataFrame with a row an indicator of `indicators.NAMES`: `indicator`, `reference`, `reform`, `difference`,
        and `se_reference`, `se_reform`, `se_difference`. In the anchored poverty rates of both scenarios the line is
        that of the reference. With secrecy, `masked`.
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
    table = pandas.DataFrame({"indicator": NAMES, **found})
    if secrecy is None or not secrecy.masks:
        return table
    weights = pair.person_weights
    anchor = Lines.of(before, weights)
    hidden = numpy.zeros(len(table), dtype=bool)
    for income in (before, after):
        shares = [largest_share(weights * income) if name == "mean" else 0 for name in NAMES]
        hidden |= secrecy.hides(households_behind(income, weights, anchor), shares)
    return masked(table, list(found), hidden)
