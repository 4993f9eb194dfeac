"""Totals as they are printed, and the published ones beside them."""

import math

import pandas
import pytest

from openfisca_secu import CountryTaxBenefitSystem
from openfisca_secu.survey.instruments import INSTRUMENTS, SUMS, simulated_by_default
from openfisca_secu.survey.outcomes import outcome_of
from openfisca_secu.survey.run import simulate
from openfisca_secu.survey.totals import as_text, official, with_official


def row(year, variable, total, beneficiaries):
    return {
        "year": year,
        "variable": variable,
        "label": "Allocations familiales",
        "total": total,
        "beneficiaries": beneficiaries,
    }


def test_a_table_to_read():
    table = pandas.DataFrame(
        [
            row(2022, "af", 12_345_678_901.0, 5_000_400.0),
            row(2023, "af", 0.0, 0.0),
            row(2022, "inconnue", 1_234_567.0, math.nan),
        ]
    )
    text = as_text(with_official(table)).splitlines()
    assert text[0].split() == ["Millions", "of", "euros", "2022", "2023"]
    assert text[2].split()[-3:] == ["12", "346", "0"]
    assert text[3].split()[-4:] == ["13", "039", "13", "414"]
    assert text[3].strip().startswith("published, France ")
    assert text[4].split()[-2:] == ["1.2", "·"]
    assert text[6].startswith("Thousands of beneficiaries")
    assert text[8].split()[-3:] == ["5", "000", "0"]


def test_published_totals_of_the_widest_scope_stand_beside():
    table = with_official(pandas.DataFrame([row(2023, "af", 1.0, 1.0), row(1999, "af", 1.0, 1.0)]))
    assert len(table) == 2
    assert table["official_total"].tolist()[0] == 13_414_000_000
    assert math.isnan(table["official_total"].tolist()[1])
    assert table["scope"].tolist()[0] == "France"


def test_scopes_are_not_mixed():
    """ASPA is published for France until 2021, for metropolitan France until 2023."""
    table = with_official(pandas.DataFrame([row(2021, "aspa", 1.0, 1.0), row(2022, "aspa", 1.0, 1.0)]))
    assert table["scope"].fillna("").tolist() == ["France", ""]
    table = with_official(pandas.DataFrame([row(2022, "aspa", 1.0, 1.0)]))
    assert table["scope"].tolist() == ["métropole, ménages ordinaires (Ines)"]


def test_every_published_total_has_a_source_and_a_plausible_size():
    table = official()
    assert table["source"].notna().all()
    assert table["scope"].notna().all()
    assert not table.duplicated(["variable", "year", "scope"]).any()
    assert (table["official_total"] > 1e8).all()
    assert (table["official_total"] < 4e11).all()
    mean = (table["official_total"] / table["official_beneficiaries"]).dropna()
    assert mean.between(500, 10_000).all()
    # from one year to the next, nothing is multiplied or divided by two but CSG on unemployment (2020) …
    for _, rows in table[table["variable"] != "csg_chomage"].groupby(["variable", "scope"]):
        ratio = (rows.sort_values("year")["official_total"].pct_change() + 1).dropna()
        assert ratio.between(0.6, 1.6).all(), rows


def test_the_sum_of_the_two_parts_of_the_csg_on_wages(survey):
    totals = simulate(survey, 2022, ["csg_deductible_salaire", "csg_imposable_salaire"]).totals.set_index("variable")
    parts = totals.loc[["csg_deductible_salaire", "csg_imposable_salaire"], "total"]
    assert totals.loc["csg_salaire", "total"] == pytest.approx(parts.sum(), abs=0.005)
    assert totals.loc["csg_salaire", "official_total"] == 84_090_000_000
    assert math.isnan(totals.loc["csg_salaire", "beneficiaries"])


def test_each_instrument_stands_once_in_the_list_and_those_simulated_are_computed():
    names = [instrument.name for instrument in INSTRUMENTS]
    assert len(names) == len(set(names))
    assert not set(SUMS) & set(names)
    system = CountryTaxBenefitSystem()
    simulated = simulated_by_default(system)
    assert {"af", "csg_imposable_salaire", "vieillesse_plafonnee_salarie"} <= set(simulated)
    assert all(system.get_variable(name).formulas for name in simulated)
    assert all(outcome_of(system.get_variable(name)).is_amount for name in simulated)
