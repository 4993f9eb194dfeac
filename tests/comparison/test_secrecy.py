"""What is hidden does not follow from what is shown: complements, winners, instruments, agents, indicators."""

from types import SimpleNamespace

import numpy
import pandas
import pytest

from openfisca_secu.comparison.changes import changes
from openfisca_secu.comparison.costs import agents, published, published_totals, with_errors
from openfisca_secu.comparison.households import COMPOSITION, DISPOSABLE, STANDARD
from openfisca_secu.comparison.inequality import inequality
from openfisca_secu.comparison.secrecy import Secrecy

RULE = Secrecy(minimum=11)


def pair_of(change, composition=None, income=None):
    """Households of one person and of weight 1, of the incomes 1,000, 1,001 …"""
    count = len(change)
    income = 1000.0 + numpy.arange(count) if income is None else income
    frame = pandas.DataFrame(
        {
            "persons": 1,
            DISPOSABLE: income,
            STANDARD: income,
            f"{DISPOSABLE}_reform": income + change,
            f"{STANDARD}_reform": income + change,
            COMPOSITION: pandas.Categorical(composition if composition is not None else ["seul"] * count),
        }
    )
    return SimpleNamespace(frame=frame, weights=numpy.ones(count), person_weights=numpy.ones(count))


@pytest.mark.parametrize(
    ("observations", "hidden", "expected"),
    [
        ([3, 20, 15, 40], [0], [0, 2]),  # the smallest of the others
        ([3, 4, 15, 40], [0, 1], [0, 1, 2]),  # 7 together are too few
        ([6, 5, 15, 40], [0, 1], [0, 1]),  # 11 together
        ([3, 0, 0, 40], [0], [0, 3]),  # an empty cell hides nothing
        ([30, 40], [], []),
        ([3], [0], [0]),
    ],
)
def test_complements(observations, hidden, expected):
    given = numpy.isin(numpy.arange(len(observations)), hidden)
    found = RULE.with_complements(given, observations)
    assert numpy.flatnonzero(found).tolist() == expected
    assert numpy.flatnonzero(given).tolist() == hidden


def test_one_small_composition_does_not_follow_from_the_others():
    composition = ["a"] * 60 + ["b"] * 35 + ["c"] * 5
    table = changes(pair_of(numpy.full(100, 50.0), composition), secrecy=RULE)
    rows = table[table["group"] == "type_menage"].set_index("value")
    for name in ("observations", "households", "persons", "winners", "total_change", "mean_change"):
        assert rows[name].isna().to_dict() == {"a": False, "b": True, "c": True}, name


def test_few_winners_are_not_told_by_the_mean_change():
    change = numpy.zeros(100)
    change[:5] = 1000.0  # five households of the first decile
    table = changes(pair_of(change), secrecy=RULE)
    every = table[table["group"] == "ensemble"].iloc[0]
    assert every[["winners", "share_winners", "mean_gain", "total_change", "mean_change"]].isna().all()
    assert every["households"] == 100


def test_few_losers_among_many_changes():
    change = numpy.full(100, 50.0)
    change[95:] = -50.0
    every = changes(pair_of(change), secrecy=RULE).iloc[0]
    assert every[["losers", "share_losers", "mean_loss", "mean_gain"]].isna().all()
    assert (every["winners"], every["total_change"], every["masked"]) == (95, 95 * 50 - 5 * 50, True)


def test_without_a_rule_nothing_is_hidden():
    table = changes(pair_of(numpy.full(20, 50.0)))
    assert "masked" not in table
    assert table["winners"].sum() == 60  # 20 in each of the three groupings


def test_poverty_of_few_households_is_hidden():
    income = numpy.full(100, 1000.0)
    income[:4] = 100.0
    table = inequality(pair_of(numpy.zeros(100), income=income), secrecy=RULE).set_index("indicator")
    hidden = {"poverty_60", "poverty_50", "poverty_gap_60", "poverty_60_anchored", "poverty_50_anchored"}
    # nobody has more than the limit of the highest fifth: there is no ratio, of nobody
    assert set(table.index[table["masked"]]) == hidden
    assert table.loc[list(hidden), ["reference", "reform", "difference"]].isna().all(axis=None)
    assert table.loc["mean", "reference"] == 964


def test_poverty_of_many_is_shown():
    income = numpy.where(numpy.arange(100) < 11, 100.0, 1000.0)
    table = inequality(pair_of(numpy.zeros(100), income=income), secrecy=RULE).set_index("indicator")
    assert table.loc["poverty_60", "reference"] == pytest.approx(0.11)
    assert not table["masked"].any()


# payer and receiver of each instrument, and how much it changes for how many of 100 households
LEDGER = {
    "af": ("branche famille", "ménages", 10.0, 50),
    "cf": ("branche famille", "ménages", 20.0, 30),
    "ppa": ("État", "ménages", 30.0, 5),
    "famille": ("employeurs", "branche famille", 40.0, 60),
    "csg_deductible_salaire": ("ménages", "sécurité sociale", 0.0, 0),
    "csg_imposable_salaire": ("ménages", "sécurité sociale", 0.0, 0),
}


class _Amounts:
    """Amounts of 100 households under both laws."""

    weights = numpy.ones(100)

    def amounts(self, outcome):
        _, _, change, changed = LEDGER[outcome.name]
        before = numpy.full(100, 1000.0)
        if outcome.name == "csg_deductible_salaire":
            before[4:] = 0
        return before, before + numpy.where(numpy.arange(100) < changed, change, 0.0)


@pytest.fixture
def ledger():
    rows = []
    for name, (payer, receiver, change, changed) in LEDGER.items():
        count = 4 if name == "csg_deductible_salaire" else 100
        amounts = {"total_reference": 1e5, "total_reform": 1e5 + change * changed, "difference": change * changed}
        counts = dict.fromkeys(("observations_reference", "observations_reform"), count)
        weighted = dict.fromkeys(("beneficiaries_reference", "beneficiaries_reform"), count)
        rows.append(
            {"year": 2024, "variable": name, "payer": payer, "receiver": receiver, "gap": 0.0}
            | amounts
            | counts
            | weighted
        )
    sums = {"variable": "csg_salaire", "total_reference": 2e5, "total_reform": 2e5, "difference": 0.0}
    rows.append({**dict.fromkeys(rows[0], numpy.nan), "year": 2024, "payer": None, "receiver": None, **sums})
    outcomes = {name: SimpleNamespace(name=name, is_amount=True) for name in LEDGER}
    return with_errors(pandas.DataFrame(rows), {2024: _Amounts()}, outcomes, secrecy=RULE)


def test_a_few_changes_of_many_amounts_are_hidden(ledger):
    shown = published(ledger).set_index("variable")
    # five households have another ppa; the change of disposable income would tell it, were cf not hidden with it
    assert shown["masked"].to_dict() == {
        "af": False,
        "cf": True,
        "ppa": True,
        "famille": False,
        "csg_deductible_salaire": True,
        "csg_imposable_salaire": False,
        "csg_salaire": True,  # less the part that is shown, it would tell the other
    }
    assert shown.loc["ppa", ["total_reference", "total_reform", "difference", "observations_reform"]].isna().all()


def test_balances_that_would_tell_a_hidden_difference_are_hidden(ledger):
    balances = agents(ledger, RULE).set_index("agent")["difference"]
    assert numpy.isnan(balances["État"])  # ppa alone
    assert numpy.isnan(balances["branche famille"])  # cf alone, the others being shown
    assert numpy.isnan(balances["ménages"])  # the change of their income is shown, of other instruments
    assert balances["employeurs"] == -40 * 60


def test_a_balance_of_several_hidden_differences_is_shown(ledger):
    ledger = ledger.assign(payer=ledger["payer"].replace("État", "branche famille"))
    balances = agents(ledger, RULE).set_index("agent")["difference"]
    assert balances["branche famille"] == 40 * 60 - (10 * 50 + 20 * 30 + 30 * 5)


def test_totals_of_the_reference_hide_what_costs_hide(ledger):
    totals = pandas.DataFrame(
        {"year": 2024, "variable": [*LEDGER, "csg_salaire"], "total": 1.0, "beneficiaries": 1.0, "mean": 1.0}
    ).assign(observations=1)
    shown = published_totals(totals, ledger)
    assert shown["total"].isna().tolist() == ledger["masked"].tolist()
    assert shown["observations"].isna().tolist() == ledger["masked"].tolist()


def test_no_standard_error_of_one_household():
    table = changes(pair_of(numpy.full(11, 50.0), ["a"] * 10 + ["b"]), replicates=5)
    rows = table[table["group"] == "type_menage"].set_index("value")
    assert numpy.isnan(rows.loc["b", "se_mean_change"])
    assert rows.loc["a", "se_mean_change"] == 0
