"""A whole run: results in the survey's order, the same bytes however it is cut and resumed, nothing half written."""

import json
import math
import shutil

import numpy
import pandas
import pyarrow.parquet
import pytest

from openfisca_secu.survey import adapters, run, workers
from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.request import parse_years
from openfisca_secu.survey.run import simulate
from openfisca_secu.survey.tables import Survey
from openfisca_secu.survey.workers import SimulationError
from openfisca_secu.survey.workfolder import WorkFolder


@pytest.fixture
def laws(monkeypatch, request):
    monkeypatch.syspath_prepend(request.path.parent)
    import laws  # noqa: PLC0415

    return laws


@pytest.fixture
def sample():
    return adapters.read("sample", "sample", households=60)


def test_values_of_the_small_survey_by_hand(survey, laws):
    names = ["montant_mensuel", "nombre_mensuel", "part_mensuelle", "etat_mensuel", "niveau", "salaires_n_2", "age"]
    results = simulate(survey, 2022, names, law=laws.with_more)
    families = results.table("familles", 2022)
    # 1 + 2 + … + 12 = 78 euros, and 120 a child: families 1 (two children), 2 (none), 3 (one)
    assert families["montant_mensuel"].tolist() == [318, 78, 198]
    assert families["nombre_mensuel_moyenne"].tolist() == [6.5] * 3
    assert families["famille_id"].tolist() == [1, 2, 3]
    assert families["menage_id"].tolist() == [1, 2, 3]
    assert families["weight"].tolist() == [1500.25, 980.5, 2100]
    persons = results.table("individus", 2022)
    assert persons["part_mensuelle_moyenne"].round(12).tolist() == [round(6.5 / 12, 12)] * 7
    assert persons["etat_mensuel_decembre"].tolist() == [True, True, False, False, True, True, False]
    assert persons["niveau_decembre"].tolist() == [1200.0] * 7
    assert persons["age_decembre"].tolist() == [37, 35, 10, 2, 72, 32, 7]
    # twelve twelfths: the last bit may differ
    assert persons["salaires_n_2"].round(6).tolist() == [30000.5, 24000, 0, 0, 0, 18000, 0]
    assert persons["menage_role"].tolist()[:4] == ["personne_de_reference", "conjoint", "enfant", "enfant"]
    assert results.table("menages", 2022).columns.tolist() == ["menage_id", "weight"]


def test_totals_and_beneficiaries_by_hand(survey, laws):
    names = ["montant_mensuel", "etat_mensuel", "niveau", "salaires_n_2", "saison"]
    totals = simulate(survey, 2022, names, law=laws.with_more).totals.set_index("variable")
    # 318 × 1500.25 + 78 × 980.5 + 198 × 2100 = 477079.5 + 76479 + 415800
    assert totals.loc["montant_mensuel", "total"] == pytest.approx(969358.5, abs=0.005)
    assert totals.loc["montant_mensuel", "beneficiaries"] == 4580.75
    # adults: 2 × 1500.25 + 980.5 + 2100
    assert totals.loc["etat_mensuel", "beneficiaries"] == 6081
    assert math.isnan(totals.loc["etat_mensuel", "total"])
    assert totals.loc["salaires_n_2", "beneficiaries"] == 2 * 1500.25 + 2100
    assert totals.loc["salaires_n_2", "observations"] == 3
    assert totals.loc["niveau", "mean"] == pytest.approx(1200)
    assert math.isnan(totals.loc["niveau", "total"])
    assert "saison" not in totals.index


def test_results_follow_the_order_of_the_file_however_households_are_scattered(survey, laws):
    shuffled = Survey(survey.persons.iloc[[5, 0, 4, 6, 1, 3, 2]].reset_index(drop=True), 2022)
    names = ["montant_mensuel", "salaires_n_2"]
    results = simulate(shuffled, 2022, names, law=laws.with_more, block_size=1)
    persons = results.table("individus", 2022)
    assert persons["person_id"].tolist() == [31, 11, 21, 32, 12, 14, 13]
    assert persons["salaires_n_2"].round(6).tolist() == [18000, 30000.5, 0, 0, 24000, 0, 0]
    assert persons["menage_id"].tolist() == [3, 1, 2, 3, 1, 1, 1]
    families = results.table("familles", 2022)
    assert families["famille_id"].tolist() == [3, 1, 2]
    assert families["montant_mensuel"].tolist() == [198, 318, 78]


def test_group_tables_follow_the_order_of_their_own_file(survey, laws):
    survey.menages = pandas.DataFrame({"menage_id": [3, 1, 2], "depcom": ["97411", "01001", "75056"]})
    results = simulate(survey, 2022, ["depcom", "montant_mensuel"], law=laws.with_more, block_size=2)
    assert results.table("menages", 2022)["menage_id"].tolist() == [3, 1, 2]
    assert results.table("menages", 2022)["depcom_decembre"].tolist() == ["97411", "01001", "75056"]
    assert results.table("menages", 2022)["weight"].tolist() == [2100, 1500.25, 980.5]
    assert results.table("familles", 2022)["famille_id"].tolist() == [1, 2, 3]


def test_block_size_and_processes_change_no_byte(tmp_path, files_in):
    sample = adapters.read("sample", "sample", households=16)
    names = ["af", "csg_imposable_salaire", "vieillesse_plafonnee_salarie", "age", "activite", "territoire"]
    ways = [(1000, 1), (1, 1), (5, 1), (5, 2)]
    for number, (block_size, processes) in enumerate(ways):
        simulate(sample, 2024, names, tmp_path / str(number), block_size=block_size, processes=processes)
    first = files_in(tmp_path / "0")
    assert {"2024/individus.parquet", "2024/menages.parquet", "totals.csv", "manifest.json", "report.txt"} <= set(first)
    for number in range(1, len(ways)):
        assert files_in(tmp_path / str(number)) == first


def test_row_groups_do_not_depend_on_blocks(sample, tmp_path, monkeypatch, files_in):
    monkeypatch.setattr("openfisca_secu.survey.results.ROW_GROUP", 16)
    for block_size in (3, 50):
        simulate(sample, 2024, ["age", "loyer"], tmp_path / str(block_size), block_size=block_size)
    file = pyarrow.parquet.ParquetFile(tmp_path / "3" / "2024" / "individus.parquet")
    assert file.num_row_groups == math.ceil(file.metadata.num_rows / 16)
    assert files_in(tmp_path / "3") == files_in(tmp_path / "50")


def test_nobody_s_results_depend_on_the_others_nor_on_the_order_of_rows(sample):
    names = ["af", "csg_imposable_salaire"]
    together = simulate(sample, 2024, names)
    order = numpy.random.default_rng(3).permutation(len(sample.persons))
    some = sample.persons["menage_id"].iloc[order].unique()[:25]
    fewer = Survey(sample.persons.iloc[order].loc[lambda rows: rows["menage_id"].isin(some)], sample.year)
    for table, ids in (("menages", "menage_id"), ("foyers_fiscaux", "foyer_fiscal_id"), ("familles", "famille_id")):
        groups = getattr(sample, table)
        if groups is not None:
            setattr(fewer, table, groups[groups[ids].isin(fewer.persons[ids])])
    apart = simulate(fewer, 2024, names, block_size=4)
    for table, ids in (("individus", "person_id"), ("familles", "famille_id")):
        expected = together.table(table, 2024).set_index(ids)
        found = apart.table(table, 2024).set_index(ids)
        assert len(found) < len(expected)
        pandas.testing.assert_frame_equal(found, expected.loc[found.index], check_exact=True)


def test_weighted_households_are_the_same_before_and_after(sample, tmp_path):
    rng = numpy.random.default_rng(1)
    by_household = dict(zip(sample.persons["menage_id"].unique(), rng.uniform(0, 3000, 60), strict=True))
    sample.persons["weight"] = sample.persons["menage_id"].map(by_household)
    results = simulate(sample, "2022-2023", ["age"], tmp_path / "out", block_size=7)
    for year in results.years:
        assert math.fsum(results.table("menages", year)["weight"]) == math.fsum(by_household.values())
        assert results.table("individus", year)["weight"].tolist() == sample.persons["weight"].tolist()
    assert f"in and out: {math.fsum(by_household.values()):.6f}" in (tmp_path / "out" / "report.txt").read_text()


def test_lost_households_would_be_noticed(sample, tmp_path, monkeypatch):
    real = run.write_year

    def lossy(*arguments):
        real(*arguments)
        path = arguments[-1] / "menages.parquet"
        pyarrow.parquet.write_table(pyarrow.parquet.read_table(path).slice(1), path)

    monkeypatch.setattr(run, "write_year", lossy)
    with pytest.raises(SimulationError, match=r"weighted households of .*2024"):
        simulate(sample, 2024, ["age"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_interrupted_run_goes_on_from_its_finished_blocks(sample, tmp_path, monkeypatch, files_in):
    names, out = ["age", "loyer"], tmp_path / "out"
    simulate(sample, "2023-2024", names, tmp_path / "whole", block_size=10)
    real, calls = workers.simulate_block, []

    def counted(system, block, clocks, *given):
        if len(calls) == 5:
            raise KeyboardInterrupt
        calls.append(clocks.law)
        return real(system, block, clocks, *given)

    monkeypatch.setattr(workers, "simulate_block", counted)
    with pytest.raises(KeyboardInterrupt):
        simulate(sample, "2023-2024", names, out, block_size=10)
    assert not out.exists()
    calls.clear()
    monkeypatch.setattr(workers, "simulate_block", lambda *given: calls.append(given[2]) or real(*given))
    simulate(sample, "2023-2024", names, out, block_size=10)
    assert len(calls) == 2 * 6 - 5
    assert files_in(out) == files_in(tmp_path / "whole")
    assert not out.with_name("out.partial").exists()


def test_the_law_of_another_year_on_the_population_of_a_year(sample, tmp_path):
    names = ["af", "csg_deductible_salaire", "age"]
    found = simulate(sample, 2024, names, tmp_path / "out", law_year=2019)
    alone = simulate(sample, 2019, names, tmp_path / "alone")
    law_of_2024 = simulate(sample, 2024, names, tmp_path / "law_of_2024")
    for table in ("individus", "familles"):
        pandas.testing.assert_frame_equal(found.table(table, 2024), alone.table(table, 2019))
    assert found.totals["total"].sum() != law_of_2024.totals["total"].sum()
    assert "population of 2024, law of 2019" in " ".join(found.report)


@pytest.mark.parametrize(
    ("change", "blocks"),
    [({"variables": ["loyer"]}, 6), ({"years": "2024-2025"}, 12), ({"block_size": 12}, 5), ({"survey": None}, 6)],
)
def test_blocks_of_another_run_are_not_taken(sample, tmp_path, monkeypatch, change, blocks):
    out, real, calls = tmp_path / "out", workers.simulate_block, []

    def fails_at_last(*given):
        calls.append(given[2])
        if len(calls) == 6:
            raise ZeroDivisionError
        return real(*given)

    monkeypatch.setattr(workers, "simulate_block", fails_at_last)
    with pytest.raises(SimulationError, match="ZeroDivisionError"):
        simulate(sample, 2024, ["age"], out, block_size=10)
    monkeypatch.setattr(workers, "simulate_block", lambda *given: calls.append(given[2]) or real(*given))
    calls.clear()
    options = {"survey": sample, "years": 2024, "variables": ["age"], "output": out, "block_size": 10} | change
    if "survey" in change:
        sample.persons.loc[0, "salaire_de_base"] += 1
        options["survey"] = sample
    simulate(**options)
    assert len(calls) == blocks


def test_progress_is_shown_when_asked(survey, capsys):
    simulate(survey, 2022, ["age"], progress=True)
    assert "1/1" in capsys.readouterr().err
    simulate(survey, 2022, ["age"])
    assert capsys.readouterr().err == ""


def test_a_second_run_into_the_same_folder_waits_its_turn(sample, tmp_path):
    with WorkFolder(tmp_path / "out"), pytest.raises(SurveyError, match="another run into out is at work"):
        simulate(sample, 2024, ["age"], tmp_path / "out")


def test_results_of_an_earlier_run_are_replaced_and_other_files_are_not(sample, tmp_path):
    out = tmp_path / "out"
    simulate(sample, "2023-2024", ["age"], out)
    simulate(sample, 2024, ["age"], out)
    assert not (out / "2023").exists()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.tex").write_text("dear")
    with pytest.raises(SurveyError, match="the folder holds other things"):
        simulate(sample, 2024, ["age"], tmp_path / "mine")
    (tmp_path / "file").write_text("")
    with pytest.raises(SurveyError, match="this is a file"):
        simulate(sample, 2024, ["age"], tmp_path / "file")


def test_a_run_killed_while_publishing_leaves_one_of_the_two_results(sample, tmp_path):
    out = tmp_path / "out"
    simulate(sample, 2023, ["age"], out)
    shutil.move(out, tmp_path / "out.former")  # as after the first of the two renamings
    with WorkFolder(out):
        assert (out / "2023").is_dir()


def test_a_failing_formula_says_where_and_leaves_nothing(survey, laws, tmp_path):
    out = tmp_path / "out"
    with pytest.raises(SimulationError, match="households 1 to 1, year 2025: ZeroDivisionError: panne"):
        simulate(Survey(survey.persons.iloc[4:5], 2022), 2025, ["panne"], out, law=laws.with_more)
    assert not out.exists()


def test_a_wrong_survey_leaves_nothing(survey, tmp_path):
    survey.persons.loc[0, "weight"] = -1
    with pytest.raises(SurveyError):
        simulate(survey, 2022, ["age"], tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_refused_rows_are_written_with_their_reason(survey, tmp_path):
    survey.persons.loc[3, "salaire_de_base"] = -7
    simulate(survey, 2022, ["age"], tmp_path / "out", on_error="skip-household")
    refused = pandas.read_csv(tmp_path / "out" / "refused_rows.csv")
    assert refused[["line", "column", "value"]].to_numpy().tolist() == [[5, "salaire_de_base", -7.0]]
    report = (tmp_path / "out" / "report.txt").read_text(encoding="utf-8")
    assert "Rows of persons: 7 read, 3 used, 4 refused. Households: 3 read, 2 used, 1 refused." in report
    assert "'salaire_de_base' in 1 rows (accepted: a number, at least 0)" in report


def test_inputs_that_the_law_reads_and_the_survey_does_not_give_are_told(survey, tmp_path):
    simulate(survey, 2024, ["af"], tmp_path / "out")
    defaults = pandas.read_csv(tmp_path / "out" / "inputs_at_default.csv").set_index("variable")["default"]
    assert defaults["garde_alternee"] == "False"
    assert "salaire_de_base" not in defaults
    assert "date_naissance" not in defaults


def test_the_manifest_tells_all_that_the_results_depend_on(survey, tmp_path):
    simulate(survey, 2022, ["age"], tmp_path / "out", processes=1, block_size=2)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["variables"] == ["age"]
    assert manifest["years"] == [2022]
    assert manifest["laws"][0]["from"] == "openfisca_secu.CountryTaxBenefitSystem"
    assert manifest["counts"]["rows_used"] == 7
    assert set(manifest["files"]) >= {"2022/individus.parquet", "totals.csv"}
    assert "block_size" not in manifest
    assert "processes" not in manifest


def test_one_person(tmp_path):
    persons = pandas.DataFrame({"person_id": ["only"], "menage_id": ["m"], "weight": [2.5], "age": [30]})
    results = simulate(Survey(persons), 2024, ["af", "csg_imposable_salaire"], tmp_path / "out", processes=2)
    assert results.table("individus", 2024)["person_id"].tolist() == ["only"]
    assert results.table("familles", 2024)["af"].tolist() == [0]


def test_results_without_a_folder_live_as_long_as_they_are_held(survey):
    results = simulate(survey, 2022, ["age"])
    folder = results.folder
    assert folder.is_dir()
    with pytest.raises(SurveyError, match="no table 'persons'; accepted: individus, menages, familles"):
        results.table("persons", 2022)
    del results
    assert not folder.exists()


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        (2024, [2024]),
        ("2024", [2024]),
        ("2019-2021", [2019, 2020, 2021]),
        ("2021, 2019-2020,2019", [2019, 2020, 2021]),
        ([2026, 2025], [2025, 2026]),
        (range(2019, 2021), [2019, 2020]),
        (numpy.int64(2024), [2024]),
    ],
)
def test_years(years, expected):
    assert parse_years(years) == expected


@pytest.mark.parametrize(
    "years", ["", "24", "2026-2019", "2024-", "two", "2019-9999", "²024", [], True, 2024.0, [1800]]
)
def test_years_that_mean_nothing(years):
    with pytest.raises(SurveyError):
        parse_years(years)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"block_size": 0}, "the block size is 0"),
        ({"processes": -1}, "the number of processes is -1"),
        ({"variables": ["af", "aff", "csg_imposable_salair"]}, "unknown variable 'aff'; near it: af"),
        ({"variables": []}, "no variable is asked"),
        ({"data_year": 2022}, "options of reading"),
        ({"law": lambda: None, "processes": 2}, "other processes cannot import"),
    ],
)
def test_wrong_options(survey, options, message):
    with pytest.raises(SurveyError, match=message):
        simulate(survey, **{"years": 2022, "variables": ["age"], **options})


def test_all_unknown_variables_are_told_at_once(survey):
    with pytest.raises(SurveyError) as error:
        simulate(survey, 2022, "aff,csg_imposable_salair")
    assert "unknown variable 'csg_imposable_salair'; near it: csg_imposable_salaire" in str(error.value)
    assert "'aff'" in str(error.value)
