"""A whole comparison: its identities, its files, what it refuses."""

import json
import math
import sys
from pathlib import Path

import numpy
import pandas
import pytest

import openfisca_secu
from openfisca_secu.cli import WRONG, main
from openfisca_secu.comparison.run import compare
from openfisca_secu.comparison.secrecy import Secrecy
from openfisca_secu.reforms import ReformError
from openfisca_secu.survey.refusals import SurveyError

REFORM = Path(__file__).parents[2] / "reforms" / "af_premier_enfant.py"


def test_the_reform_begins_in_2025(compared):
    af = compared.costs[compared.costs["variable"] == "af"].set_index("year")
    assert af.loc[2024, "difference"] == 0
    assert af.loc[2025, "difference"] > 0
    assert af.loc[2025, "se_difference"] > 0
    assert af.loc[2025, "beneficiaries_reform"] > af.loc[2025, "beneficiaries_reference"]


def test_what_one_gains_another_pays(compared):
    for _, rows in compared.agents.groupby("year"):
        assert math.fsum(rows["difference"]) == pytest.approx(0, abs=1e-3)
    households = compared.agents[(compared.agents["agent"] == "ménages") & (compared.agents["year"] == 2025)]
    assert households["difference"].iloc[0] > 0


def test_changes_of_groups_add_up(compared):
    for _, rows in compared.changes.groupby("year"):
        every = rows[rows["group"] == "ensemble"].iloc[0]
        for group in ("decile", "type_menage"):
            parts = rows[rows["group"] == group]
            for name in ("households", "persons", "winners", "losers", "total_change"):
                assert parts[name].sum() == pytest.approx(every[name])


def test_changes_are_those_of_the_tables(compared):
    before, after = (compared.table("menages", 2025, scenario) for scenario in ("reference", "reforme"))
    change = ((after["revenu_disponible"] - before["revenu_disponible"]) * before["weight"]).sum()
    every = compared.changes[(compared.changes["year"] == 2025) & (compared.changes["group"] == "ensemble")].iloc[0]
    assert every["total_change"] == pytest.approx(change)
    assert 0 <= every["share_winners"] + every["share_losers"] <= 1


def test_rates_are_of_the_last_year(compared):
    rates = compared.incentives
    assert set(rates["rate"]) == {"marginal", "participation"}
    every = rates[rates["group"] == "ensemble"].set_index("rate")
    assert 0.3 < every.loc["marginal", "reference"] < 0.8
    assert (every["observations"] > 0).all()


def test_budget_curves_begin_without_wage(compared):
    nothing = compared.budget[compared.budget["wage"] == 0].set_index("type")
    assert nothing.loc["celibataire", "reference"] == 0
    assert nothing.loc["couple_2", "reference"] > 0
    # the reform is about families of one child, and no typical household has just one
    assert compared.budget["reform"].tolist() == compared.budget["reference"].tolist()


def test_files(compared):
    names = {path.name for path in compared.folder.iterdir()}
    assert {"report.html", "report.en.html", "comparison.xlsx", "manifest.json", "costs.csv", "reference"} <= names
    manifest = json.loads((compared.folder / "manifest.json").read_text())
    assert manifest["laws"][1]["reforms"][0]["file"] == "af_premier_enfant.py"
    assert {"report.html", "reforme/2025/menages.parquet"} <= set(manifest["files"])
    book = pandas.read_excel(compared.folder / "comparison.xlsx", sheet_name=None)
    assert book["costs"]["total_reference"].to_numpy() == pytest.approx(
        compared.costs["total_reference"].to_numpy(), nan_ok=True
    )


@pytest.mark.parametrize(("name", "title"), [("report.html", "premier enfant"), ("report.en.html", "first child")])
def test_the_report_needs_nothing_else(compared, name, title):
    page = (compared.folder / name).read_text(encoding="utf-8")
    assert title in page
    assert page.count("<svg") == 7
    for outside in ("<script", "<link", "src=", "@import", "url(http"):
        assert outside not in page


def test_processes_and_blocks_change_no_byte(compared, made):
    other = made("other", incentives=True, block_size=40, processes=2)
    for path in sorted(compared.folder.rglob("*")):
        if path.is_file():
            assert (other.folder / path.relative_to(compared.folder)).read_bytes() == path.read_bytes(), path.name


def test_secrecy_masks_small_groups(made):
    found = made("secret", years=2025, replicates=0, secrecy=Secrecy(minimum=11), languages="fr")
    shown = found.changes["observations"].dropna()
    assert ((shown == 0) | (shown >= 11)).all()
    assert len(shown) < len(found.changes)
    for _, rows in found.changes.groupby("group"):
        assert rows["households"].isna().sum() != 1 or len(rows) == 1
    few = found.costs["masked"]
    assert found.costs.loc[few, "total_reference"].isna().all()
    totals = pandas.read_parquet(found.folder / "totals.parquet").merge(found.costs, on=["year", "variable"])
    assert totals.loc[totals["masked_y"], "total"].isna().all()
    for name in ("agents", "inequality"):
        assert getattr(found, name)["masked"].dtype == bool
    assert not (found.folder / "report.en.html").exists()


def test_the_law_of_another_year(made):
    found = made("law", reforms=[], law_year=2019, replicates=0, languages="fr")
    assert (found.costs.set_index(["variable", "year"]).loc[("af", 2024), "difference"]) != 0
    pandas.testing.assert_frame_equal(
        found.table("familles", 2024, "reforme")[["af"]], found.table("familles", 2025, "reforme")[["af"]]
    )
    assert "droit de 2019" in (found.folder / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"reforms": []}, "nothing to compare"),
        ({"languages": ["de"]}, "accepted: fr, en"),
        ({"languages": []}, "accepted: fr, en"),
        ({"replicates": 1}, "at least 2"),
        ({"replicates": -1}, "a whole number from 0"),
        ({"law_year": 1200}, "not a year"),
        ({"report_name": "report.pdf"}, "accepted: a file in html"),
        ({"report_name": "../report.html"}, "accepted: a file in html"),
        ({"threshold": -1}, "threshold"),
        ({"threshold": math.nan}, "threshold"),
    ],
)
def test_what_is_refused(tmp_path, changed, message):
    options = {"reforms": [REFORM], "form": "sample", "households": 20} | changed
    with pytest.raises(SurveyError, match=message):
        compare("sample", 2024, output=tmp_path / "out", **options)
    assert not list(tmp_path.iterdir())


def test_a_reform_that_cannot_be_applied(tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text("titre: X\nparameters:\n  prestations_familiales.bmaff:\n    2024-01-01: 1\n", encoding="utf-8")
    with pytest.raises(ReformError, match="bmaf"):
        compare("sample", 2024, [bad], tmp_path / "out", form="sample", households=20)
    assert [path.name for path in tmp_path.iterdir()] == ["bad.yaml"]


def test_without_the_extra(tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "openfisca_secu.comparison.run", None)
    arguments = ["compare", "sample", "--years", "2024", "--law-year", "2022", "--output", str(tmp_path / "out")]
    assert main(arguments) == WRONG
    assert "pip install 'openfisca-secu[report]'" in capsys.readouterr().err


def test_the_function_is_public():
    assert openfisca_secu.compare is compare


def test_unknown_tables(compared):
    with pytest.raises(SurveyError, match="accepted: individus"):
        compared.table("foyers", 2024)
    with pytest.raises(SurveyError, match="reference or reforme"):
        compared.table("menages", 2024, "baseline")


def test_figures_of_agents_are_finite(compared):
    assert numpy.isfinite(compared.agents["difference"]).all()
