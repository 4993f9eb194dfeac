"""What `openfisca-secu check`, `inputs` and `schema` say of a survey, of a variable and of the layout."""

import json

import jsonschema
import pytest

import openfisca_secu
from openfisca_secu.cli import main
from openfisca_secu.engine.variable import bounds
from openfisca_secu.survey import audit as audits
from openfisca_secu.survey import key_inputs, reads
from openfisca_secu.survey.audit import DEFAULTS, GIVEN, KEY_MISSING, NOTHING, audit
from openfisca_secu.survey.inputs import Clocks
from openfisca_secu.survey.instruments import simulated_by_default
from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.schema import schema

WRONG = 2


@pytest.fixture
def with_more(monkeypatch, request):
    """The law with a few variables more (`laws.py`)."""
    monkeypatch.syspath_prepend(request.path.parent)
    import laws  # noqa: PLC0415

    return laws.with_more()


@pytest.fixture(autouse=True)
def law_built_once(monkeypatch, system):
    monkeypatch.setattr(openfisca_secu, "CountryTaxBenefitSystem", lambda: system)


def instrument(found, name):
    return next(one for one in found.instruments if one["variable"] == name)


def test_what_a_survey_gives_and_what_is_taken_for_the_rest(write, rows):
    found = audit(write(*rows()), 2022, "mmid_salarie,vieillesse_plafonnee_salarie,af,asi,age", data_year=2022)
    assert found.usable
    assert found.faults == found.refused == []
    assert found.households == 3
    assert found.counts["rows_used"] == 7
    assert [column["column"] for column in found.columns] == ["activite", "salaire_de_base", "loyer"]
    assert instrument(found, "age")["reliability"] == GIVEN
    assert instrument(found, "age")["given"] == ["date_naissance"]
    af = instrument(found, "af")
    assert af["reliability"] == DEFAULTS
    assert {"date_naissance", "salaire_de_base"} <= set(af["given"])
    assert {"garde_alternee", "rpns_imposables", "retraite_brute"} <= set(af["at_default"])
    pensions = instrument(found, "vieillesse_plafonnee_salarie")
    assert pensions["reliability"] == KEY_MISSING
    assert list(pensions["key_missing"]) == ["categorie_salarie"]
    assert pensions["at_default"][0] == "categorie_salarie"
    sickness = instrument(found, "mmid_salarie")
    assert sickness["reliability"] == NOTHING
    assert list(sickness["key_missing"]) == ["depcom", "categorie_salarie"]
    taken = {one["variable"]: one for one in found.inputs}
    assert taken["categorie_salarie"]["taken"] == "prive_non_cadre"
    assert taken["categorie_salarie"]["key_of"] == ["mmid_salarie", "vieillesse_plafonnee_salarie"]
    assert taken["garde_alternee"]["read_by"] == ["af"]
    assert taken["rpns_imposables"]["taken"] == "0"
    assert "salaire_de_base" not in taken
    assert found.inputs[0]["key_of"]


def test_a_column_more_makes_an_instrument_reliable(write, rows, header):
    path = write(*(f"{row},prive_cadre,67482" for row in rows()), header=f"{header},categorie_salarie,depcom")
    found = audit(path, 2022, "mmid_salarie,vieillesse_plafonnee_salarie", data_year=2022)
    assert instrument(found, "vieillesse_plafonnee_salarie")["reliability"] == DEFAULTS
    assert instrument(found, "mmid_salarie")["reliability"] == DEFAULTS
    assert {"categorie_salarie", "depcom"} <= set(instrument(found, "mmid_salarie")["given"])


def test_without_ages_the_date_of_birth_is_at_its_default(survey):
    survey.persons = survey.persons.drop(columns="date_naissance")
    found = audit(survey, 2022, ["age"])
    assert instrument(found, "age")["at_default"] == ["date_naissance"]


def test_an_input_with_a_formula_is_named_when_an_instrument_hangs_on_it(write, rows):
    found = audit(write(*rows()), 2022, ["fnal"], data_year=2022)
    assert next(iter(instrument(found, "fnal")["key_missing"])) == "effectif_entreprise"
    assert found.inputs[0]["variable"] == "effectif_entreprise"
    assert found.inputs[0]["taken"] == "what the law's formula gives"


def test_years_are_looked_at_together(survey):
    one, both = (audit(survey, years, ["af"]) for years in ("2016", "2016,2024"))
    assert set(instrument(one, "af")["at_default"]) < set(instrument(both, "af")["at_default"])


def test_every_refused_row_is_listed(write, rows):
    wrong = [row.replace("1500.25", "-1") if row.startswith("1") else row for row in rows()]
    path = write(*wrong)
    refused = audit(path, 2022, ["af"], data_year=2022)
    assert not refused.usable
    assert [(row["line"], row["column"], row["value"]) for row in refused.refused] == [
        (line, "weight", "'-1'") for line in range(2, 6)
    ]
    assert refused.instruments
    skipped = audit(path, 2022, ["af"], data_year=2022, on_error="skip-household")
    assert skipped.usable
    assert skipped.refused == refused.refused
    assert skipped.counts["households_refused"] == 1
    nothing_left = audit(
        write(*(row.replace("2100", "x").replace("980.5", "x") for row in wrong)), 2022, data_year=2022
    )
    assert not nothing_left.usable
    assert len(nothing_left.refused) == 7
    assert "no household is left" in nothing_left.faults[0]
    assert "Refused rows: 7" in nothing_left.as_text()


def test_the_report_as_text_and_as_json(write, rows, tmp_path, capsys):
    path = write(*rows())
    arguments = ["check", str(path), "--data-year", "2022", "--years", "2022", "--variables", "af,mmid_salarie"]
    assert main(arguments) == 0
    text = capsys.readouterr().out
    for said in (
        f"{path}: usable.",
        "Data of 2022. Persons: 7 read, 7 used, 0 refused. Households: 3 read, 3 used, 0 refused.",
        "salaire_de_base  Salaire de base brut (individu)",
        "Reliability of 2 variables, by 3 households",
        "depcom (100%), categorie_salarie (40%)",
        "garde_alternee",
    ):
        assert said in text
    assert main([*arguments, "--output", str(tmp_path / "report.txt")]) == 0
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == text
    assert main([*arguments, "--output", str(tmp_path / "report.json")]) == 0
    found = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert found["usable"] is True
    assert set(found["reliabilities"]) >= {one["reliability"] for one in found["instruments"]}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["individus.csv", "report.json", "report.txt"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--years", "soon"], "accepted: 2024, or 2019-2026"),
        (["--years", "2022", "--variables", "aff"], "unknown variable 'aff'; near it: af"),
        (["--years", "2022", "--output", "report.pdf"], "accepted for a report: a file in .json or .txt"),
        (["--years", "2022", "--output", "nowhere/report.json"], "there is no folder nowhere"),
        (["--years", "2022", "--mapping", "a.yaml"], "the format 'own' has no option 'mapping'"),
    ],
)
def test_options_of_check_that_cannot_be_used(write, rows, capsys, arguments, said):
    assert main(["check", str(write(*rows())), "--data-year", "2022", *arguments]) == WRONG
    told = capsys.readouterr()
    assert said in told.out + told.err


def test_a_report_that_cannot_be_written_leaves_nothing(write, rows, tmp_path, monkeypatch):
    found = audit(write(*rows()), 2022, ["age"], data_year=2022)
    monkeypatch.setattr(audits.json, "dumps", lambda *_, **__: "\ud800")  # no UTF-8 holds it
    before = sorted(tmp_path.iterdir())
    with pytest.raises(UnicodeEncodeError):
        found.write(tmp_path / "report.json")
    assert sorted(tmp_path.iterdir()) == before


def test_a_recorded_simulation_gives_what_any_other_gives(survey, system):
    checked = audits.Reading(survey, "own", {}, "refuse", False).checked(system, 2022)
    names = ["af", "ppa", "csg_imposable_salaire"]
    with reads.first_block(checked, system, 3) as block:
        recorded = reads.record(system, block, Clocks(2022, 2022), names, reads.Reads())
        plain = reads.simulation_of(system, block, Clocks(2022, 2022))
        for name in names:
            assert recorded[name].equals(reads.outcome_of(system.get_variable(name)).compute(plain, 2022))


def test_what_is_read_is_followed_through_what_is_stored_already(with_more):
    found = reads.inputs_of(with_more, "salaires_n_2", 2022)
    assert [variable.name for variable in found] == ["salaire_de_base"]
    assert [variable.name for variable in reads.inputs_of(with_more, "etat_mensuel", 2022)] == ["date_naissance"]


def test_the_inputs_of_a_variable_on_the_command_line(capsys):
    assert main(["inputs", "age", "--year", "2024"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("age reads 1 inputs in 2024.\n  date_naissance  individu, default ")
    assert main(["inputs", "agee"]) == WRONG
    assert "unknown variable 'agee'; near it: age" in capsys.readouterr().err
    assert main(["inputs", "age", "--year", "12"]) == WRONG


def test_key_inputs_are_those_that_move_an_instrument_of_the_sample(system):
    names = ["paje_prepare", "fnal", "csg_imposable_salaire"]
    inputs = ["prepare_quotite_travail", "effectif_entreprise", "salaire_de_base", "loyer"]
    measured = {(name, one) for name, one, _ in key_inputs.measure(system, names, inputs, households=400)}
    written = {(name, one) for name in names for one in key_inputs.key_inputs()[name] if one in inputs}
    assert measured == written
    assert ("fnal", "effectif_entreprise") in measured
    assert not any(one == "loyer" for _, one in measured)


def test_key_inputs_are_variables_that_instruments_read(system):
    found = key_inputs.key_inputs()
    assert set(found) <= set(simulated_by_default(system))
    for name, shares in found.items():
        assert list(shares.values()) == sorted(shares.values(), reverse=True)
        assert all(system.get_variable(one) and share >= key_inputs.LEAST for one, share in shares.items()), name


def test_the_schema_of_the_layout_is_one_and_tells_all_variables(system):
    found = schema(system)
    jsonschema.Draft202012Validator.check_schema(found)
    assert set(found["$defs"]) == set(system.variables)
    for name, told in found["$defs"].items():
        variable = system.get_variable(name)
        low, _ = bounds(variable)
        assert told["x-entity"] == variable.entity.key
        assert low is None or told["minimum"] == low
    assert found["$defs"]["activite"]["enum"][0] == "actif"
    assert found["$defs"]["rfr"]["type"] == ["number", "null"]
    assert "loyer" in found["properties"]["menages"]["items"]["properties"]
    assert "salaire_de_base" not in found["properties"]["menages"]["items"]["properties"]


@pytest.mark.parametrize(
    ("column", "value", "fits"),
    [
        ("activite", "actif", True),
        ("activite", "actf", False),
        ("activite", None, True),
        ("salaire_de_base", 12.5, True),
        ("salaire_de_base", -1, False),
        ("salaire_de_base", "12", False),
        ("salaire_de_base@2020-03", 12, True),
        ("salaire_de_base@2020-13", 12, False),
        ("rfr@2020", 1, True),
        ("rfr@2020-01", 1, False),
        ("weight", -1, False),
        ("menage_role", "chat", False),
        ("salaire_de_bas", 1, False),
    ],
)
def test_the_schema_accepts_what_a_survey_may_hold(system, column, value, fits):
    row = {"person_id": 1, "menage_id": "a", "weight": 1.5, "date_naissance": "1980-01-01", column: value}
    validator = jsonschema.Draft202012Validator(
        schema(system, ["activite", "salaire_de_base", "rfr", "date_naissance"])
    )
    assert validator.is_valid({"individus": [row]}) == fits


def test_the_schema_on_the_command_line(capsys, system):
    assert main(["schema", "--variables", "af, loyer"]) == 0
    assert set(json.loads(capsys.readouterr().out)["$defs"]) == {"af", "loyer"}
    assert main(["schema", "--variables", "aff"]) == WRONG
    with pytest.raises(SurveyError):
        schema(system, ["aff"])
