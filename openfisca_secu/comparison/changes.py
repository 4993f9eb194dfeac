"""Who gains and who loses: households by decile of standard of living under the reference, by composition, in all."""

import numpy
import pandas

from openfisca_secu.comparison.groups import ALL, groups
from openfisca_secu.comparison.households import DISPOSABLE
from openfisca_secu.comparison.sampling import standard_errors
from openfisca_secu.comparison.secrecy import largest_share

THRESHOLD = 12.0  # euros of the year: a change below one euro a month is none
NOISE = 0.005  # euros: a smaller change is one of floating point
# What is hidden together: of the group, of all changes in it, of its winners, of its losers.
_OF_GROUP = ("observations", "households", "persons")
_OF_CHANGES = ("mean_change", "total_change", "relative_change", "se_mean_change")
_OF_WINNERS = ("winners", "share_winners", "se_share_winners")
_OF_LOSERS = ("losers", "share_losers", "se_share_losers")
_OF_BOTH = ("mean_gain", "mean_loss")  # with the total, one tells the other
_COUNTS = ("changed", "won", "lost", "largest_share")


def changes(pair, *, threshold=THRESHOLD, replicates=0, secrecy=None):
    """Changes of the disposable income of households in one year.

    Args:
        pair: a `households.Pair`.
        threshold: the change, in euros of the year and for a household, from which it gains or loses.
        replicates: of the bootstrap that gives the standard error of `mean_change` and of the shares.
        secrecy: a `secrecy.Secrecy`, or None.

    Returns:
        A DataFrame with a row for all, for each decile and for each composition: `group`, `value`; `observations`:
        households of the survey; weighted `households` and `persons`; `winners`, `losers` (persons in households that
        gain, that lose) and their shares of all persons; in euros of the year and for a household, `mean_change` of
        all, `mean_gain` of the winners, `mean_loss` of the losers; `total_change`; `relative_change`, as a share of the
        disposable income under the reference; `se_…`. With secrecy, `masked` tells the rows some of whose figures are
        NaN for it.
    """
    frame, weights = pair.frame, pair.weights
    change = frame[f"{DISPOSABLE}_reform"].to_numpy() - frame[DISPOSABLE].to_numpy()
    rows = []
    for group, value, inside in groups(pair):
        found = _Group(
            frame[DISPOSABLE].to_numpy()[inside], change[inside], frame["persons"].to_numpy()[inside], threshold
        )
        errors = standard_errors(found.sampled, weights[inside], replicates)
        rows.append(
            {
                "group": group,
                "value": value,
                "observations": int(inside.sum()),
                **found.figures(weights[inside]),
                **dict(zip(("se_mean_change", "se_share_winners", "se_share_losers"), errors, strict=True)),
                **found.counts(),
                "largest_share": largest_share(weights[inside] * change[inside]),
            }
        )
    table = pandas.DataFrame(rows)
    if secrecy is not None and secrecy.masks:
        table = _masked(table, secrecy)
    return table.drop(columns=list(_COUNTS))


def _masked(table, secrecy):
    """The table without what is secret: of small groups, of few changes, of few winners or losers."""

    def complete(hidden, counts):
        found = numpy.array(hidden, dtype=bool)
        for group, rows in table.groupby("group", sort=False):
            if group != ALL:
                found[rows.index] = secrecy.with_complements(found[rows.index], counts[rows.index])
        return found

    small = complete(secrecy.hides(table["observations"], 0), table["observations"])
    changes = complete(small | secrecy.hides(table["changed"], table["largest_share"]), table["changed"])
    winners, losers = (complete(changes | secrecy.hides(table[name], 0), table[name]) for name in ("won", "lost"))
    table = table.copy()
    hidden_parts = (
        (_OF_GROUP, small),
        (_OF_CHANGES, changes),
        (_OF_WINNERS, winners),
        (_OF_LOSERS, losers),
        (_OF_BOTH, winners | losers),
    )
    for columns, hidden in hidden_parts:
        for column in columns:
            table[column] = table[column].astype(numpy.float64).mask(hidden)
    return table.assign(masked=winners | losers)


class _Group:
    """The households of one group."""

    def __init__(self, income, change, persons, threshold):
        self._income, self._change, self._persons = income, change, persons
        self._wins, self._loses = change >= threshold, change <= -threshold

    def figures(self, weights):
        """Everything but standard errors, by name."""
        persons = weights * self._persons
        winners, losers = persons[self._wins].sum(), persons[self._loses].sum()
        total, income = (weights * self._change).sum(), (weights * self._income).sum()
        return {
            "households": weights.sum(),
            "persons": persons.sum(),
            "winners": winners,
            "losers": losers,
            "share_winners": _ratio(winners, persons.sum()),
            "share_losers": _ratio(losers, persons.sum()),
            "mean_change": _ratio(total, weights.sum()),
            "mean_gain": _mean(self._change, weights, self._wins),
            "mean_loss": _mean(self._change, weights, self._loses),
            "total_change": total,
            "relative_change": _ratio(total, income),
        }

    def counts(self):
        """How many households of the survey change, gain and lose."""
        changed = numpy.abs(self._change) >= NOISE
        return {"changed": int(changed.sum()), "won": int(self._wins.sum()), "lost": int(self._loses.sum())}

    def sampled(self, weights):
        """The figures that have a standard error."""
        found = self.figures(weights)
        return numpy.array([found["mean_change"], found["share_winners"], found["share_losers"]])


def _ratio(part, whole):
    return part / whole if whole > 0 else numpy.nan


def _mean(values, weights, inside):
    return _ratio((weights * values)[inside].sum(), weights[inside].sum())
