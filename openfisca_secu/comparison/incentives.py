"""What work brings: effective marginal tax rates and participation tax rates, under the reference and the reform.

The marginal rate is the part of a slightly higher wage that does not reach the household's disposable income; the
participation rate, the part of the whole wage of who earns most in the household. Both are taken from the cost of work
(gross pay and the employer's contributions). Wages of earlier years that benefits look at change alike, so that rates
are those of a lasting change; reference incomes given by the survey stay.
"""

from dataclasses import replace

import numpy
import pandas

from openfisca_secu.comparison.groups import ALL, groups
from openfisca_secu.comparison.households import DISPOSABLE, MEASURES, Pair
from openfisca_secu.comparison.secrecy import largest_share, masked
from openfisca_secu.survey.earnings import NO_WORK, RAISE
from openfisca_secu.survey.figures import weighted_quantile
from openfisca_secu.survey.outcomes import outcome_of

COST = "salaire_super_brut"
ASKED = (*MEASURES, COST)
RATES = {RAISE: "marginal", NO_WORK: "participation"}
COLUMNS = (
    "rate",
    "group",
    "value",
    "observations",
    "reference",
    "reform",
    "difference",
    "median_reference",
    "median_reform",
)
_LEAST = 1.0  # euro of the year: below, the cost of work does not change


def scenarios(pair, year):
    """The scenarios to simulate besides the two that are compared: each with other earnings.

    Args:
        pair: the `Scenario` of the reference and that of the reform.
        year: of the population.
    """
    return tuple(
        replace(one, name=f"{one.name}-{change}", change=change, variables=ASKED, years=(year,))
        for one in pair
        for change in RATES
    )


def incentives(folders, year, names, system, secrecy=None):
    """The rates of one year.

    Args:
        folders: by name of scenario, the folder of its tables.
        year: of the population.
        names: of the scenarios of the reference and of the reform.
        system: the tax-benefit system.
        secrecy: a `secrecy.Secrecy`, or None.

    Returns:
        A DataFrame with a row for each rate (`marginal`, `participation`) and group (all, deciles, compositions):
        `rate`, `group`, `value`; `observations`: households of the survey whose cost of work changes; weighted means
        `reference`, `reform` and `difference`, and medians `median_reference`, `median_reform`, as shares. A mean is
        that of the whole amounts: what is lost of all the wages together. With secrecy, `masked`.
    """
    cost = outcome_of(system.get_variable(COST))
    base = [folders[name] / str(year) for name in names]
    pair = Pair(*base)
    weights = pair.weights
    rows, shares = [], []
    for change, rate in RATES.items():
        lost, gained = [], []
        for name, folder in zip(names, base, strict=True):
            other = Pair(folder, folders[f"{name}-{change}"] / str(year))
            before, after = other.amounts(cost)
            income = other.frame[f"{DISPOSABLE}_reform"].to_numpy() - other.frame[DISPOSABLE].to_numpy()
            lost.append(numpy.abs(after - before) - numpy.sign(after - before) * income)
            gained.append(numpy.abs(after - before))
        counted = (gained[0] >= _LEAST) & (gained[1] >= _LEAST)
        for group, value, inside in groups(pair):
            kept = inside & counted
            found = [_mean_and_median(one[kept], of[kept], weights[kept]) for one, of in zip(lost, gained, strict=True)]
            means, medians = zip(*found, strict=True)
            rows.append((rate, group, value, int(kept.sum()), *means, means[1] - means[0], *medians))
            shares.append(max(largest_share(weights[kept] * of[kept]) for of in gained))
    table = pandas.DataFrame(rows, columns=COLUMNS)
    return _masked(table, shares, secrecy) if secrecy is not None and secrecy.masks else table


def _masked(table, shares, secrecy):
    hidden = secrecy.hides(table["observations"], shares)
    for (_, group), rows in table.groupby(["rate", "group"], sort=False):
        if group != ALL:
            hidden[rows.index] = secrecy.with_complements(hidden[rows.index], table["observations"][rows.index])
    return masked(table, COLUMNS[COLUMNS.index("observations") :], hidden)


def _mean_and_median(lost, gained, weights):
    if not (weights > 0).any():
        return numpy.nan, numpy.nan
    mean = (weights * lost).sum() / (weights * gained).sum()
    return mean, weighted_quantile(lost / gained, weights, share=1 / 2)
