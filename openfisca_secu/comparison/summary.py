"""A comparison in a few lines of text."""

import numpy

from openfisca_secu.comparison.groups import ALL
from openfisca_secu.survey.instruments import BY_NAME

_MILLION = 1e6
_LEAST = 0.05  # millions of euros: what is smaller shows as nothing
_INDICATORS = ("gini", "s80_s20", "poverty_60", "poverty_50")


def as_text(comparison):
    """Costs that change, balances, winners and losers, inequality: a block a year."""
    return "\n\n".join(_year(comparison, year) for year in comparison.years)


def _year(comparison, year):
    costs, agents, changes, inequality = (
        table[table["year"] == year]
        for table in (comparison.costs, comparison.agents, comparison.changes, comparison.inequality)
    )
    lines = [f"{year}, millions of euros{'reference':>45}{'reform':>12}{'difference':>12}"]
    changed = costs[costs["variable"].isin(BY_NAME) & (costs["difference"].abs() >= _LEAST * _MILLION)]
    for _, row in changed.iterrows():
        amounts = (row["total_reference"], row["total_reform"], row["difference"])
        lines.append(f"  {row['label'][:58]:<60}" + "".join(_millions(amount) for amount in amounts))
    lines += [
        f"  balance of {row['agent']:<73}{_millions(row['difference'])}"
        for _, row in agents.iterrows()
        if abs(row["difference"]) >= _LEAST * _MILLION
    ]
    every = changes[changes["group"] == ALL].iloc[0]
    if not numpy.isnan(every["share_winners"]):
        lines.append(f"  persons who gain {every['share_winners']:.1%}, who lose {every['share_losers']:.1%}")
    for _, row in inequality[inequality["indicator"].isin(_INDICATORS)].iterrows():
        before, after = row["reference"], row["reform"]
        lines.append(f"  {row['indicator']:<12}{before:>10.4f} -> {after:.4f}  ({row['difference']:+.4f})")
    return "\n".join(lines)


def _millions(euros):
    return f"{'s' if numpy.isnan(euros) else format(euros / _MILLION, ',.1f'):>12}"
