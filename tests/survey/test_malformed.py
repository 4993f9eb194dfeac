"""Malformed surveys of every kind through the command: a clear error, exit code 2, and nothing half written."""

import gzip
import json
from pathlib import Path

import pandas
import pyreadstat
import pytest

import openfisca_secu
from openfisca_secu.cli import main

WRONG = 2
SAS = gzip.decompress((Path(__file__).parent / "files" / "five_rows.sas7bdat.gz").read_bytes())
MAPPING = """\
year: 2022
individus:
  file: people.csv
  columns: {person_id: person_id, menage_id: menage_id, weight: weight, age: age}
"""
OWN = "person_id,menage_id,menage_role,weight,age,activite,salaire_de_base\n"
GOOD = OWN + "1,1,personne_de_reference,10,40,actif,20000\n2,1,conjoint,10,38,chomeur,0\n"


def _stata(folder):
    frame = pandas.DataFrame({"person_id": range(500), "menage_id": 1, "weight": 1.0, "age": 30})
    pyreadstat.write_dta(frame, str(folder / "whole.dta"))
    return (folder / "whole.dta").read_bytes()


def _parquet(folder):
    pandas.DataFrame({"person_id": range(500), "menage_id": 1}).to_parquet(folder / "whole.parquet")
    return (folder / "whole.parquet").read_bytes()


def _bomb():
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]")
    return "\n".join(lines) + "\n"


# Name of the file (or of the mapping), its content or what makes it in a folder, and what the error says.
CASES = {
    "an empty file": ("a.csv", "", "a.csv: the file is empty"),
    "a file with a header only": ("a.csv", OWN, "there is no person in it"),
    "a missing file": ("a.csv", None, "no such file"),
    "another ending": ("a.xlsx", GOOD, "a.xlsx: the name's ending is not known"),
    "a truncated Parquet file": ("a.parquet", lambda folder: _parquet(folder)[:-30], "not a whole Parquet file"),
    "a Parquet file without its middle": (
        "a.parquet",
        lambda folder: _parquet(folder)[:100] + _parquet(folder)[400:],
        "not a whole Parquet file",
    ),
    "a truncated gzip": ("a.csv.gz", gzip.compress(GOOD.encode())[:-12], "cannot be read to its end"),
    "a truncated Stata file": ("a.dta", lambda folder: _stata(folder)[:-2000], "not a whole file of Stata"),
    "a truncated SAS file": ("a.sas7bdat", SAS[:70_000], "not a whole file of SAS"),
    "a text named as a SAS file": ("a.sas7bdat", GOOD, "not a whole file of SAS"),
    "a text named as an SPSS file": ("a.sav", GOOD, "not a whole file of SPSS"),
    "another separator": ("a.csv", GOOD.replace(",", ";"), "if that separates the columns, say so (--separator ';')"),
    "Latin-1": ("a.csv", GOOD.replace("chomeur", "chômeur").encode("latin-1"), "line 3: byte 0xf4 is not utf-8"),
    "a line cut short": ("a.csv", GOOD[:-10], "line 3: "),
    "an open quotation mark": (
        "a.csv",
        GOOD + '"3,1,autre,10,40,actif,1\n4,1,1\n',
        "line 4: a quotation mark is opened",
    ),
    "a million columns": (
        "a.csv",
        ",".join(map(str, range(1_000_000))) + "\n",
        "1000000 columns; accepted: at most 10000",
    ),
    "two columns of one name": ("a.csv", GOOD.replace("activite", "age"), "the column 'age' stands there twice"),
    "an unknown column": (
        "a.csv",
        GOOD.replace("activite", "activites"),
        "unknown column 'activites'; near it: activite",
    ),
    "an id twice": (
        "a.csv",
        GOOD.replace("\n2,", "\n1,"),
        "column 'person_id': '1'; accepted: an id that no other person",
    ),
    "two heads": (
        "a.csv",
        GOOD.replace("conjoint", "personne_de_reference"),
        "one 'personne_de_reference' in each menage",
    ),
    "no head": ("a.csv", GOOD.replace("personne_de_reference", "autre"), "this one has none"),
    "an unknown category": (
        "a.csv",
        GOOD.replace("chomeur", "chômeur"),
        "column 'activite': 'chômeur'; accepted: one of",
    ),
    "an unknown role": ("a.csv", GOOD.replace("conjoint", "epoux"), "column 'menage_role': 'epoux'; accepted: one of"),
    "a negative weight": (
        "a.csv",
        GOOD.replace(",10,", ",-10,"),
        "column 'weight': '-10'; accepted: a number, at least 0",
    ),
    "a missing weight": ("a.csv", GOOD.replace(",10,", ",,"), "column 'weight': nothing"),
    "text in numbers": ("a.csv", GOOD.replace("20000", "20 k"), "column 'salaire_de_base': '20 k'; accepted: a number"),
    "NaN": ("a.csv", GOOD.replace("20000", "nan"), "column 'salaire_de_base': 'nan'; accepted: a number"),
    "bytes of nothing": ("a.csv", b"\x00" * 1000, "a.csv"),
    "a mapping that leaves the folder": (
        "mapping.yaml",
        MAPPING.replace("people.csv", "../people.csv"),
        "mapping.yaml, line 3: '../people.csv' leaves the survey's folder",
    ),
    "a mapping with an absolute name": (
        "mapping.yaml",
        MAPPING.replace("people.csv", "/etc/passwd"),
        "leaves the survey's",
    ),
    "a mapping of aliases": ("mapping.yaml", _bomb(), "line 2: an alias (*a)"),
    "a mapping nested without end": ("mapping.yaml", "a: " + "[" * 100_000, "nested more than"),
    "a mapping of a million columns": ("mapping.yaml", MAPPING + "#" * 1_000_000, "accepted: at most 1000000"),
    "a mapping of Python objects": ("mapping.yaml", "year: !!python/object/apply:os.getcwd []\n", "plain values only"),
    "an expression that is a program": (
        "mapping.yaml",
        MAPPING.replace("age: age", 'age: {expression: "__import__(1)"}'),
        "line 4: unknown function '__import__'",
    ),
    "a division by zero": (
        "mapping.yaml",
        MAPPING.replace("age: age", 'age: {expression: "age / (age - 40)"}'),
        "line 2, column 'age': what is computed; accepted: a divisor that is not 0",
    ),
    "an empty mapping": ("mapping.yaml", "", "a mapping is a list of `key: value`"),
    "no mapping": ("mapping.yaml", None, "no mapping that can be read"),
}


@pytest.fixture(autouse=True)
def law_built_once(monkeypatch, system):
    monkeypatch.setattr(openfisca_secu, "CountryTaxBenefitSystem", lambda: system)


@pytest.fixture(params=CASES, ids=[name.replace(" ", "_") for name in CASES])
def case(request, tmp_path):
    """The arguments that name the survey, and what is to be said."""
    name, content, said = CASES[request.param]
    folder = tmp_path / "survey"
    folder.mkdir()
    content = content(tmp_path) if callable(content) else content
    if content is not None:
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    if name != "mapping.yaml":
        return [folder / name, "--data-year", "2022"], said
    (folder / "people.csv").write_text(GOOD, encoding="utf-8")
    return [folder, "--format", "mapping"], said


def test_simulate_refuses_it_and_writes_nothing(case, tmp_path, capsys):
    arguments, said = case
    before = _everything(tmp_path)
    code = main(
        ["simulate", *map(str, arguments), "--years", "2022", "--output", str(tmp_path / "out"), "--processes", "1"]
    )
    told = capsys.readouterr()
    assert code == WRONG
    assert told.err.startswith("openfisca-secu: ")
    assert said in told.err
    assert "Traceback" not in told.err
    assert told.out == ""
    assert _everything(tmp_path) == before


def test_check_says_it_is_not_usable(case, tmp_path, capsys):
    arguments, said = case
    report = tmp_path / "report.json"
    code = main(["check", *map(str, arguments), "--years", "2022", "--variables", "af", "--output", str(report)])
    told = capsys.readouterr()
    assert code == WRONG
    assert told.err == f"openfisca-secu: {arguments[0]}: not usable\n"
    found = json.loads(report.read_text(encoding="utf-8"))
    assert not found["usable"]
    rows = [
        f"line {row['line']}, column '{row['column']}': {row['value']}; accepted: {row['accepted']}"
        for row in found["refused"]
    ]
    assert said in "\n".join([*found["faults"], *rows])


def _everything(folder):
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*")}
