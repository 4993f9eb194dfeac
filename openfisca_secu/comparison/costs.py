"""What each instrument costs in both scenarios, what each agent gains, and published totals beside the reference."""

import math

import numpy
import pandas

from openfisca_secu.comparison.changes import NOISE
from openfisca_secu.comparison.sampling import standard_errors
from openfisca_secu.comparison.secrecy import largest_share, masked
from openfisca_secu.survey.instruments import BY_NAME, HOUSEHOLDS, SUMS
from openfisca_secu.survey.totals import with_official

# What households pay and disposable income does not hold: its change tells nothing of them.
_OUTSIDE_INCOME = ("css_participation_forfaitaire", "csg_deductible_non_salarie")
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
    """The table of `costs` with the standard error of each difference, and what is secret in it.

    Args:
        table: of `costs`.
        pairs: by year, a `households.Pair`.
        outcomes: by variable, its `outcomes.Outcome`.
        replicates: of the bootstrap; 0 for no standard errors.
        secrecy: a `secrecy.Secrecy`, or None.

    Returns:
        The table with `se_difference`; with secrecy, `changed`: how many households of the survey have another amount,
        and `masked`: whether the figures must not be shown, which `published` leaves out.
    """
    table = table.assign(se_difference=math.nan)
    secret = secrecy is not None and secrecy.masks
    shares = numpy.zeros((3, len(table)))  # of the reference, the reform, the difference
    number_changed = numpy.zeros(len(table), dtype=numpy.int64)
    for year, rows in table.groupby("year"):
        pair = pairs[year]
        for place in rows.index:
            outcome = outcomes.get(table.loc[place, "variable"])
            changed = abs(table.loc[place, "difference"]) > 0
            if outcome is None or not outcome.is_amount or not (secret or (changed and replicates)):
                continue
            before, after = pair.amounts(outcome)
            change = after - before
            if changed and replicates:
                errors = standard_errors(_total_of(change), pair.weights, replicates)
                table.loc[place, "se_difference"] = errors[0]
            if secret:
                shares[:, place] = [largest_share(pair.weights * amounts) for amounts in (before, after, change)]
                number_changed[place] = (numpy.abs(change) >= NOISE).sum()
    if not secret:
        return table
    table["changed"] = number_changed
    observed = [table[f"observations_{name}"].fillna(0) for name in ("reference", "reform")]
    few = [secrecy.hides(*found) for found in zip((*observed, number_changed), shares, strict=True)]
    return table.assign(masked=_with_complements(table, numpy.logical_or.reduce(few), secrecy))


def _with_complements(table, hidden, secrecy):
    """What is hidden besides: instruments that the change of households' income would tell, sums of hidden parts."""
    hidden = numpy.array(hidden, dtype=bool)
    of_households = table["variable"].isin(set(BY_NAME) - set(_OUTSIDE_INCOME))
    of_households &= table[["payer", "receiver"]].eq(HOUSEHOLDS).any(axis=1)
    for year, rows in table.groupby("year"):
        places = rows.index[of_households[rows.index]]
        hidden[places] = secrecy.with_complements(hidden[places], table.loc[places, "changed"])
        gone = set(table["variable"][hidden & (table["year"] == year)])
        for name, (_, parts) in SUMS.items():
            if gone & set(parts):
                hidden |= ((table["year"] == year) & (table["variable"] == name)).to_numpy()
    return hidden


def published(table):
    """The table of `with_errors` without the figures that are secret."""
    if "masked" not in table:
        return table
    observations = ("observations_reference", "observations_reform")
    found = table.drop(columns=["changed", "masked"])
    return masked(found, [*TOTALS, *observations, "se_difference", "gap"], table["masked"])


def published_totals(totals, table):
    """Totals of the reference without the figures that are secret in the table of `with_errors`."""
    if "masked" not in table:
        return totals
    hidden = totals[["year", "variable"]].merge(table[["year", "variable", "masked"]], how="left")["masked"]
    return masked(totals, ["total", "beneficiaries", "observations", "mean"], hidden)


def _total_of(amounts):
    return lambda weights: numpy.array([(weights * amounts).sum()])


def agents(table, secrecy=None):
    """What each agent gains or loses: what it receives less what it pays, over all instruments of `costs`.

    Args:
        table: of `with_errors`.
        secrecy: the one that it was made with.

    Returns:
        A DataFrame with a row a year and agent: `year`, `agent`, `difference` in euros. A year's differences add up to
        zero: what one agent gains another pays. With secrecy, `masked`: the balance is hidden where it would tell a
        hidden difference, or several of few households; that of households, whose income `changes` shows, wherever one
        of theirs is hidden.
    """
    known = table[table["variable"].isin(BY_NAME)]
    rows = []
    for year, found in known.groupby("year"):
        for name in dict.fromkeys([*found["receiver"], *found["payer"]]):
            received = math.fsum(found.loc[found["receiver"] == name, "difference"].fillna(0))
            paid = math.fsum(found.loc[found["payer"] == name, "difference"].fillna(0))
            its = found[(found["receiver"] == name) != (found["payer"] == name)]
            hidden = _tells(its, secrecy, elsewhere=name == HOUSEHOLDS)
            rows.append({"year": year, "agent": name, "difference": received - paid, "masked": hidden})
    result = pandas.DataFrame(rows, columns=["year", "agent", "difference", "masked"])
    if "masked" not in table:
        return result.drop(columns="masked")
    return masked(result, ["difference"], result["masked"])


def _tells(instruments, secrecy, *, elsewhere):
    """Whether the sum over some instruments tells what is hidden of them; `elsewhere`, a sum of most is shown too."""
    if "masked" not in instruments:
        return False
    changed = instruments.loc[instruments["masked"] & (instruments["changed"] > 0), "changed"]
    return len(changed) == 1 or 0 < changed.sum() < secrecy.minimum or (elsewhere and len(changed) > 0)
