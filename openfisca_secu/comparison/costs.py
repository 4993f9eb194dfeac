"""What each instrument costs in both scenarios, what each agent gains, and published totals beside the reference."""

import math

import numpy
import pandas

from openfisca_secu.comparison.sampling import standard_errors
from openfisca_secu.comparison.secrecy import largest_share, masked
from openfisca_secu.survey.instruments import BY_NAME
from openfisca_secu.survey.totals import with_official

TOTALS = ("total_reference", "total_reform", "difference", "beneficiaries_reference", "beneficiaries_reform")


def costs(reference, reform):
    """The totals of both scenarios side by side.

    Args:
        reference: totals of the runs under the law that is compared with (see `openfisca_secu.survey.totals.totals`).
        reform: those under the other law.

    Returns:
        A DataFrame with a row a year and variable: `year`, `variable`, `label`, `kind`, `payer`, `receiver`, `entity`;
        `total_reference`, `total_reform`, `difference` in euros; `beneficiaries_…`, `observations_…`; the published
        `official_total`, `official_beneficiaries` of the year with `scope` and `source`, and `gap`, the reference over
        the published total less one.
    """
    keys = ["year", "variable"]
    figures = ["total", "beneficiaries", "observations"]
    found = reference.merge(reform[keys + figures], on=keys, how="left", suffixes=("_reference", "_reform"))
    found["difference"] = found["total_reform"] - found["total_reference"]
    found = with_official(found)
    found["gap"] = found["total_reference"] / found["official_total"] - 1
    first = ["label", "kind", "payer", "receiver", "entity"]
    last = ["official_total", "official_beneficiaries", "gap", "scope", "source"]
    counts = ["observations_reference", "observations_reform"]
    return found[keys + first + list(TOTALS) + counts + last]


def with_errors(table, pairs, outcomes, *, replicates=0, secrecy=None):
    """The table of `costs` with the standard error of each difference, and without the figures that are secret.

    Args:
        table: of `costs`.
        pairs: by year, a `households.Pair`.
        outcomes: by variable, its `outcomes.Outcome`.
        replicates: of the bootstrap; 0 for no standard errors.
        secrecy: a `secrecy.Secrecy`, or None.
    """
    table = table.copy()
    table["se_difference"] = math.nan
    secret = secrecy is not None and secrecy.masks
    shares = numpy.zeros(len(table))
    for year, rows in table.groupby("year"):
        pair = pairs[year]
        for place in rows.index:
            outcome = outcomes.get(table.loc[place, "variable"])
            changed = abs(table.loc[place, "difference"]) > 0
            if outcome is None or not outcome.is_amount or not (secret or (changed and replicates)):
                continue
            before, after = pair.amounts(outcome)
            if changed and replicates:
                errors = standard_errors(_total_of(after - before), pair.weights, replicates)
                table.loc[place, "se_difference"] = errors[0]
            shares[place] = max(largest_share(pair.weights * amounts) for amounts in (before, after))
    if not secret:
        return table
    observed = table[["observations_reference", "observations_reform"]]
    few = [secrecy.hides(observed[name].fillna(0), shares) for name in observed]
    hidden = numpy.logical_or(*few)
    return masked(table, [*TOTALS, "se_difference", "gap"], hidden)


def _total_of(amounts):
    return lambda weights: numpy.array([(weights * amounts).sum()])


def agents(table):
    """What each agent gains or loses: what it receives less what it pays, over all instruments of `costs`.

    Returns:
        A DataFrame with a row a year and agent: `year`, `agent`, `difference` in euros. A year's differences add up to
        zero: what one agent gains another pays.
    """
    known = table[table["variable"].isin(BY_NAME)]
    rows = []
    for year, found in known.groupby("year"):
        names = dict.fromkeys([*found["receiver"], *found["payer"]])
        for name in names:
            received = math.fsum(found.loc[found["receiver"] == name, "difference"].fillna(0))
            paid = math.fsum(found.loc[found["payer"] == name, "difference"].fillna(0))
            rows.append({"year": year, "agent": name, "difference": received - paid})
    return pandas.DataFrame(rows, columns=["year", "agent", "difference"])
