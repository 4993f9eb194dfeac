"""A survey of any layout read by a mapping file: what it may say, what it gives, what is refused."""

import datetime
import json
import os
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import numpy
import pandas
import pyarrow
import pyreadstat
import pytest
from hypothesis import given, settings, strategies

from openfisca_secu.survey.checks import check
from openfisca_secu.survey.mapping import document, read
from openfisca_secu.survey.mapping.expressions import FUNCTIONS, ExpressionError, Rows, of_column, parse
from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.run import simulate

PEOPLE = """\
IDENT;NUM;SEXE;AN;MOIS;SAL;ACT;POND
001;1;1;1980;3;2000,5;1;100,5
001;2;2;1985;12;9999999;2;100,5
001;3;2;2012;1;;;100,5
002;1;2;1950;7;0;9;200
"""
HOMES = "id,rent,region\n001,700,11\n002,,02\n003,1,11\n"
MAPPING = """\
title: Enquête inventée
year: 2022
individus:
  file: people.csv
  separator: ";"
  decimal: ","
  missing: {SAL: [9999999]}
  join:
    - {file: homes.csv, separator: ",", on: {IDENT: id}}
  columns:
    person_id: {expression: 'text(IDENT, "-", NUM)'}
    menage_id: IDENT
    weight: POND
    date_naissance: {expression: "date(AN, MOIS, 1)"}
    salaire_de_base: {column: SAL, per: month}
    salaire_de_base@2022-03: {expression: "coalesce(SAL, 0) * 2", per: month}
    salaire_de_base@2020: {expression: "SAL * 4", per: quarter, factor: 0.5}
    activite:
      column: ACT
      categories: {1: actif, 2: chomeur, 9: retraite}
    sexe: {column: SEXE, categories: {1: homme}, otherwise: femme}
    loyer: {column: homes.rent, per: month}
    heures_remunerees_volume: {value: 10}
"""


_NUMBERS = [1.0, 0.0, None, -2.5]
_COLUMNS = {
    "NUM": _NUMBERS,
    "SAL": ["12", "x", None, "0"],
    "ACT": ["1", "a", "", "2"],
    "IDENT": ["01", "01", "2", None],
    "WHEN": [datetime.date(2020, 1, 1), None, datetime.date(1999, 2, 28), datetime.date(2020, 1, 1)],
    "FLAG": [True, False, None, True],
    "homes.rent": [700, 0, None, 1],
}
_SUMS = strategies.recursive(
    strategies.integers(0, 1000).map(str),
    lambda inner: strategies.tuples(inner, strategies.sampled_from("+-*"), inner).map(
        lambda parts: f"({' '.join(parts)})"
    ),
    max_leaves=12,
)


@dataclass(frozen=True, eq=False)
class Column:
    array: pyarrow.Array


def _source_values(name):
    if name not in _COLUMNS:
        raise LookupError(name)
    return of_column(Column(pyarrow.array(_COLUMNS[name])), lambda *_: None)


@pytest.fixture
def survey(tmp_path):
    """Write the invented survey and a mapping of it, with changes, and read it."""

    def read_it(*changes, mapping=MAPPING, files=(), **options):
        for name, text in {"people.csv": PEOPLE, "homes.csv": HOMES, **dict(files)}.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        for before, after in changes:
            assert before in mapping
            mapping = mapping.replace(before, after)
        (tmp_path / "mapping.yaml").write_text(mapping, encoding="utf-8")
        return read(tmp_path, **options)

    return read_it


@pytest.fixture
def computed(survey):
    """The values that an expression gives to the four persons, None where missing; and the refusals."""

    def run(expression):
        mapping = MAPPING.replace("    weight:", f"    x: {{expression: {json.dumps(expression)}}}\n    weight:")
        found = survey(mapping=mapping)
        return found.persons["x"].array._pa_array.to_pylist(), found.refusals

    return run


def fault(survey, *changes, **options):
    with pytest.raises(SurveyError) as error:
        survey(*changes, **options)
    return str(error.value)


def values(series):
    return series.array._pa_array.to_pylist()


def test_every_way_to_make_a_column(survey, system):
    found = survey()
    assert not found.refusals
    persons = found.persons
    assert values(persons["person_id"]) == ["001-1", "001-2", "001-3", "002-1"]
    assert values(persons["menage_id"]) == ["001", "001", "001", "002"]
    assert [str(date) for date in values(persons["date_naissance"])] == [
        "1980-03-01",
        "1985-12-01",
        "2012-01-01",
        "1950-07-01",
    ]
    assert values(persons["salaire_de_base"]) == [2000.5 * 12, None, None, 0]
    assert values(persons["salaire_de_base@2022-03"]) == [4001, 0, 0, 0]  # per month, of a month
    assert values(persons["salaire_de_base@2020"]) == [2000.5 * 4 * 4 * 0.5, None, None, 0]
    assert values(persons["activite"]) == ["actif", "chomeur", None, "retraite"]
    assert values(persons["sexe"]) == ["homme", "femme", "femme", "femme"]
    assert values(persons["loyer"]) == [8400, 8400, 8400, None]
    assert values(persons["heures_remunerees_volume"]) == [10] * 4
    assert found.year == 2022
    checked = check(found, system, default_year=2022)
    assert checked.weights.tolist() == [100.5, 200]
    assert checked.inputs["loyer"].tolist() == [8400, 0]
    assert found.report == [
        "Mapping: Enquête inventée.",
        "individus: 4 rows of people.csv, of which 4 are kept.",
        "homes.csv: joined by IDENT to 4 of 4 rows; 1 of its own rows belong to none.",
        "homes.csv: columns not used: region.",
    ]


def test_rows_that_are_kept_and_tables_of_groups(survey, system):
    found = survey(
        ("  missing:", "  rows: SEXE == 2 and IDENT == 2\n  missing:"),
        ("    loyer: {column: homes.rent, per: month}\n", ""),
        mapping=MAPPING
        + 'menages: {file: homes.csv, rows: id == "002", columns: {menage_id: id, loyer: {value: 12}}}\n',
    )
    assert values(found.persons["person_id"]) == ["002-1"]
    assert found.lines["individus"].tolist() == [5]
    assert found.lines["menages"].tolist() == [3]
    assert check(found, system, default_year=2022).inputs["loyer"].tolist() == [12]
    assert "individus: 4 rows of people.csv, of which 1 are kept." in found.report


def test_a_join_on_several_ids_and_from_another_kind_of_file(survey, tmp_path):
    jobs = pandas.DataFrame({"IDENT": ["001", "001", "002"], "N": [1, 3, 1], "SAL": [10.0, 20.0, None]})
    pyreadstat.write_dta(jobs, str(tmp_path / "jobs.dta"))
    found = survey(
        ("    - {file: homes", "    - {file: jobs.dta, name: job, on: {IDENT: IDENT, NUM: N}}\n    - {file: homes"),
        ("{value: 10}", '{expression: "job.SAL + people.NUM"}'),
        ("coalesce(SAL, 0) * 2", "coalesce(people.SAL, 0) * 2"),
        ('"SAL * 4"', '"people.SAL * 4"'),
        ("{column: SAL,", "{column: people.SAL,"),
    )
    assert values(found.persons["heures_remunerees_volume"]) == [11, None, 23, None]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("NUM", ["1", "2", "3", "1"]),
        ("NUM + 1", [2, 3, 4, 2]),
        ("-NUM + NUM * 2 - 0.5", [0.5, 1.5, 2.5, 0.5]),
        ("7 // NUM + 7 % NUM", [7, 4, 3, 7]),
        ("SAL / 2", [1000.25, None, None, 0]),
        ("SAL > 0", [True, None, None, False]),
        ("1 < NUM <= 2", [False, True, False, False]),
        ("NUM != 1", [False, True, True, False]),
        ('IDENT == "001"', [True, True, True, False]),
        ("IDENT == 1", [True, True, True, False]),
        ("not SEXE == 2", [True, False, False, False]),
        ("SAL > 0 and NUM == 1", [True, False, False, False]),
        ("SAL > 0 and true", [True, None, None, False]),
        ("SAL > 0 or NUM < 3", [True, True, None, True]),
        ("(SEXE == 1) + 1", [2, 1, 1, 1]),
        ("min(NUM, 2)", [1, 2, 2, 1]),
        ("max(NUM, 2, SAL)", [2000.5, None, None, 2]),
        ("clip(NUM, 2, 2.5)", [2, 2, 2.5, 2]),
        ("where(NUM == 1, SAL * 1, NUM)", [2000.5, 2, 3, 0]),
        ("where(SAL > 0, 1, 2)", [1, None, None, 2]),
        ('where(NUM == 1, "a", "b")', ["a", "b", "b", "a"]),
        ("coalesce(SAL, -1)", [2000.5, -1, -1, 0]),
        ("coalesce(SAL, ACT, 7)", [2000.5, 2, 7, 0]),
        ("isin(NUM, 1, 3)", [True, False, True, True]),
        ('isin(ACT, "1", "2")', [True, True, None, False]),
        ("isin(SAL, 0)", [False, None, None, True]),
        ("missing(SAL)", [False, True, True, False]),
        ("household_sum(SAL)", [2000.5, 2000.5, 2000.5, 0]),
        ("household_sum(where(SEXE == 2, 1, 0)) + 1", [3, 3, 3, 2]),
        ("where(NUM == 1, household_sum(NUM), 0)", [6, 0, 0, 1]),
        ('text(NUM + 0.5, "/", IDENT)', ["1.5/001", "2.5/001", "3.5/001", "1.5/002"]),
        ('column("NUM") + people.NUM', [2, 4, 6, 2]),
        ("rent + region", [711, 711, 711, None]),
        ("where(SAL > 0, 1 / SAL, 0)", [1 / 2000.5, None, None, 0]),
        ("SAL > 0 and 1 / SAL > 0", [True, None, None, False]),
        ("SAL == 0 or 1 / SAL > 0", [True, None, None, True]),
        ("coalesce(where(NUM == 1, 1, SAL), 1 / (NUM - 1))", [1, 1, 0.5, 1]),
        ("0.1 + 0.2", [0.1 + 0.2] * 4),
    ],
)
def test_expressions(computed, expression, expected):
    found, refusals = computed(expression)
    assert found == expected
    assert not refusals


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        (
            "1 / SAL",
            "people.csv, line 5, column 'x': what is computed; accepted: a divisor that is not 0 in `1 / SAL`",
        ),
        ("7 // (NUM - 1)", "line 2, column 'x': what is computed; accepted: a divisor that is not 0"),
        ("7 % (NUM - 1)", "a divisor that is not 0 in `7 % (NUM - 1)`"),
        ("IDENT + where(NUM == 1, homes.region, 0) + BAD", "line 4, column 'BAD': 'deux'; accepted: a number"),
        ("date(AN, MOIS + 6, 31)", "line 2, column 'x': what is computed; accepted: a year, a month and a day"),
        ("date(2022, 1.5, 1)", "a year, a month and a day of the calendar"),
        ("1e11 / 1e-300", "a number that is not too large"),
        ("BAD == true", "column 'BAD': '12'; accepted: true or false"),
    ],
)
def test_rows_in_which_an_expression_has_no_value(survey, expression, said):
    people = "\n".join(
        f"{line};{cell}" for line, cell in zip(PEOPLE.split(), ["BAD", "1", "12", "deux", ""], strict=True)
    )
    mapping = MAPPING.replace("    weight:", f"    x: {{expression: {json.dumps(expression)}}}\n    weight:")
    found = survey(mapping=mapping, files={"people.csv": people + "\n"})
    assert said in found.refusals.message()
    assert len(found.refusals.of_rows) == 1


@pytest.mark.parametrize(
    "expression",
    [
        "__import__('os').system('true')",
        "().__class__",
        "NUM.real.imag",
        "(NUM).__class__()",
        "[1, 2]",
        "[NUM for NUM in (1, 2)]",
        "lambda: 1",
        "1 if NUM else 2",
        "NUM ** 2",
        "2 << 3",
        "NUM & 1",
        "~1",
        "NUM[0]",
        "f'{NUM}'",
        "(x := 1)",
        "NUM is 1",
        "NUM in (1, 2)",
        "max(*NUM)",
        "max(1, 2, key=3)",
        "text(NUM)(1)",
        "None",
        "...",
        "1j",
        "b'a'",
        "1e999",
        "9" * 500,
        "1; 2",
        "",
        "NUM +",
        "column(NUM)",
        'column("a", "b")',
        'date(1, "2", 3)',
        "eval(1)",
        "clip(1, 2)",
        "household_sum()",
        "text(1) < text(2)",
        '"a" + 1',
        '"a" == 1',
        "where(1, 2, 3)",
        "where(true, 1, text(2))",
        "(" * 30 + "1" + ")" * 30 + "+" + "-" * 30 + "1",
        "min(1, " * 25 + "1" + ")" * 25,
        "1 + " * 400 + "1",
    ],
)
def test_nothing_else_is_an_expression(survey, expression):
    said = fault(survey, ('"SAL * 4"', json.dumps(expression)))
    assert "mapping.yaml, line 17: " in said


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("SALL * 4", "no column 'SALL' in people.csv, homes.csv; near it: SAL"),
        ("home.rent", "no column 'home.rent' in people.csv, homes.csv"),
        ("maxi(1, 2)", "unknown function 'maxi'; near it: max; accepted: min, max, clip"),
        ("max(1)", "max takes 2 or more values, not 1"),
        ("date(1, 2)", "date takes 3 values, not 2"),
        ("rent if 1 else 2", "`rent if 1 else 2` is not accepted in an expression (accepted: columns, numbers"),
        ("9 +", "not an expression (invalid syntax): 9 +"),
        ("1 +" * 334, "line 17: 'expression' has more than 1000 characters"),
        ('text(NUM) + "a"', "`text(NUM)` is a text, where a number is expected"),
        ("text(NUM) < IDENT", "orders texts"),
    ],
)
def test_what_is_said_of_a_wrong_expression(survey, expression, said):
    assert said in fault(survey, ('"SAL * 4"', json.dumps(expression)))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("file: people.csv", "file: ../people.csv", "line 4: '../people.csv' leaves the survey's folder"),
        ("file: people.csv", "file: a/../people.csv", "line 4: 'a/../people.csv' leaves the survey's folder"),
        ("file: people.csv", "file: /etc/passwd", "line 4: '/etc/passwd' leaves the survey's folder"),
        ("file: people.csv", "file: 'C:\\people.csv'", "leaves the survey's folder"),
        ("file: people.csv", "file: '..\\people.csv'", "leaves the survey's folder"),
        ("file: people.csv", "file: 'a\\0b.csv'", "no file"),
        ("file: people.csv", "file: people", "line 4: no file 'people' in"),
        ("file: homes.csv", "file: ../homes.csv", "line 9: '../homes.csv' leaves the survey's folder"),
        ("  file: people.csv\n", "", "line 3: 'individus' needs 'file'"),
        (
            "individus:",
            "individu:",
            "line 3: unknown key 'individu'; near it: individus; accepted: title, year, individus",
        ),
        ("year: 2022", "year: MMXXII", "line 2: 'year' is a whole number"),
        ("year: 2022", "year: 22", "line 2: 'year': 22 is less than the minimum of 1990"),
        ("title: E", "title: [E", "line 2: not YAML"),
        ("  decimal:", "  encoding: hex\n  decimal:", "line 3: the encoding 'hex' is not known"),
        ('separator: ";"', "separator: '\"'", "line 3: the separator is"),
        ("per: quarter", "per: week", "line 17: 'per' is 'week'; accepted: year, quarter, month"),
        ("{value: 10}", "{value: 10, column: SAL}", "takes one of 'column', 'value' and 'expression'"),
        ("{value: 10}", "{factor: 2}", "takes one of 'column', 'value' and 'expression'"),
        ("{value: 10}", "3", "'heures_remunerees_volume' is a text or a list of `key: value`"),
        ("{value: 10}", "{value: 10, otherwise: x}", "'otherwise' goes with 'categories'"),
        ("{value: 10}", "{column: SEX}", "line 23: no column 'SEX' in people.csv, homes.csv; near it: SEXE"),
        ("{value: 10}", "{value: 10, column2: x}", "line 23: unknown key 'column2'; near it: column"),
        ("{value: 10}", "{value: a, unit: keuro}", "line 23: a text has no unit"),
        (
            "{value: 10}",
            "{column: SEXE, categories: {1: homme, 2: femme}, factor: 2}",
            "line 23: categories have no unit",
        ),
        ("weight: POND", "weight: {column: POND, per: month}", "line 13: a weight is of no period"),
        ("missing: {SAL", "missing: {SALAIRE", "line 7: no column 'SALAIRE' in"),
        ("on: {IDENT: id}", "on: id", "line 9: no column 'id' in people.csv"),
        ("on: {IDENT: id}", "on: {IDENT: ident}", "line 9: no column 'ident' in"),
        ("on: {IDENT: id}", "on: {IDENT: id}, name: people", "line 9: two files are named 'people'"),
        ("on: {IDENT: id}", "on: {IDENT: id}, name: a.b", "line 9: 'name': 'a.b' does not match"),
        (
            "    weight: POND\n",
            "    weight: POND\n    weight: POND\n",
            "line 14: 'weight' stands twice (first on line 13)",
        ),
        ("title: E", "title: !!python/object/apply:os.getcwd E", "line 1: tag tag:yaml.org,2002:python/object"),
        ("title: E", "? [a, b]\n: c\ntitle: E", "line 1: a key is one word"),
        ("  missing:", "  rows: NUM\n  missing:", "line 7: 'rows' is a text, where true or false is expected"),
        ('"SAL * 4"', "household_sum(rent) + x", "no column 'x'"),
    ],
)
def test_a_wrong_mapping_is_refused_with_its_line(survey, before, after, said):
    assert said in fault(survey, (before, after))


_TOKENS = (
    *("NUM", "SAL", "ACT", "IDENT", "WHEN", "FLAG", "homes.rent", "true", "0", "1", "2.5", "1e11", '"a"', '"1"', "X"),
    *("+", "-", "*", "/", "//", "%", "==", "!=", "<", ">=", "and", "or", "not", "(", ")", ",", ".", "[", "is", "if"),
    *(f"{name}(" for name in FUNCTIONS),
)


@settings(max_examples=400, deadline=None)
@given(strategies.lists(strategies.sampled_from(_TOKENS), min_size=1, max_size=25).map(" ".join))
def test_any_text_is_an_expression_or_is_refused(text):
    try:
        found = Rows(len(_NUMBERS), _source_values, lambda *_: None, numpy.array([0, 0, 1, 2])).run(parse(text))
    except (ExpressionError, LookupError):
        return
    assert found.kind in ("a number", "a text", "true or false", "a date")
    assert len(found.data) == len(found.missing) == len(_NUMBERS)
    assert found.missing.dtype == bool


@settings(max_examples=300, deadline=None)
@given(_SUMS)
def test_arithmetic_is_that_of_numbers(text):
    found = Rows(1, None, None).run(parse(text))
    assert found.data[0] == eval(text)


@given(strategies.text(alphabet="ab:-[]{}&*!#|>\n\t 'e1\"?,%@", max_size=60))
def test_any_text_is_a_mapping_or_is_refused(text):
    with pytest.raises(SurveyError):  # none of them has `individus`
        document.parse(text, "mapping.yaml")


def test_all_faults_of_the_form_are_told_at_once(survey):
    said = fault(survey, ("year: 2022", "year: x"), ("per: quarter", "per: week"), ("{value: 10}", "{}"))
    assert len(said.splitlines()) == 3


def test_a_link_that_leaves_the_folder(survey, tmp_path):
    outside = tmp_path.parent / f"{tmp_path.name}-outside.csv"
    outside.write_text(HOMES, encoding="utf-8")
    os.symlink(outside, tmp_path / "link.csv")
    assert "is a link that leaves the survey's folder" in fault(survey, ("file: homes.csv", "file: link.csv"))
    (tmp_path / "inside.csv").write_text(HOMES, encoding="utf-8")
    os.symlink(tmp_path / "inside.csv", tmp_path / "link2.csv")
    assert not survey(("file: homes.csv", "file: link2.csv"), ("homes.rent", "link2.rent")).refusals


def test_aliases_that_would_grow_without_end(survey):
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert "line 2: an alias (*a); write out what it stands for" in fault(survey, mapping=bomb)


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("", "a mapping is a list of `key: value`"),
        ("- a\n", "a mapping is a list of `key: value`"),
        ("a: " + "[" * 5_000, "nested more than 12 times"),
        ("a: 1\n---\na: 2\n", "not YAML: but found another document"),
        ("a\tb: \x00", "not YAML"),
        ("#" * 1_000_001, "a mapping of 1000001 bytes; accepted: at most 1000000"),
    ],
)
def test_what_is_no_mapping(survey, mapping, said):
    assert said in fault(survey, mapping=mapping)


def test_files_that_are_not_there(tmp_path):
    with pytest.raises(SurveyError, match="no such folder"):
        read(tmp_path / "nothing")
    with pytest.raises(SurveyError, match=r"mapping\.yaml: no mapping that can be read"):
        read(tmp_path)
    (tmp_path / "mapping.yaml").write_bytes("title: é".encode("latin-1"))
    with pytest.raises(SurveyError, match="not UTF-8: byte 7"):
        read(tmp_path)


def test_a_year_said_twice(survey):
    assert survey(data_year=2022).year == 2022
    assert "line 2: the data are of 2022, and said to be of 2021" in fault(survey, data_year=2021)
    assert survey(("year: 2022\n", ""), data_year=2021).year == 2021


def test_a_code_without_a_category_is_refused_and_null_is_one_that_tells_nothing(survey):
    found = survey(("9: retraite", "3: retraite"))
    assert found.refusals.message().endswith(
        "people.csv, line 5, column 'ACT': '9'; accepted: one of the codes 1, 2, 3, or nothing"
    )
    assert values(survey(("9: retraite", "9: null")).persons["activite"]) == ["actif", "chomeur", None, None]


def test_a_code_is_the_same_as_a_number_and_as_a_text(survey, tmp_path):
    frame = pandas.DataFrame({"IDENT": [1, 2], "ACT": [1.0, numpy.nan], "TRUE": [True, False]})
    frame.to_parquet(tmp_path / "numbers.parquet")
    mapping = """\
year: 2022
individus:
  file: numbers.parquet
  columns:
    person_id: IDENT
    menage_id: IDENT
    weight: {value: 1}
    activite: {column: ACT, categories: {1: actif}}
    invalidite: {expression: "TRUE and ACT == 1"}
    saison: {column: "TRUE", categories: {true: chaud, false: froid}}
"""
    persons = survey(mapping=mapping).persons
    assert values(persons["activite"]) == ["actif", None]
    assert values(persons["invalidite"]) == [True, False]
    assert values(persons["saison"]) == ["chaud", "froid"]


def test_a_name_that_several_files_have(survey):
    homes = HOMES.replace("region", "SEXE")
    said = fault(survey, files={"homes.csv": homes})
    assert "line 21: several files have a column 'SEXE'; say people.SEXE or homes.SEXE" in said


def test_ids_that_stand_twice_in_a_joined_file(survey):
    said = fault(survey, files={"homes.csv": HOMES + "001,3,3\n"})
    assert "homes.csv, lines 2, 5: id stand there twice; accepted: ids that no other row has" in said


def test_a_column_of_the_layout_that_there_is_not(survey, system):
    found = survey(("    loyer:", "    loyers:"))
    with pytest.raises(SurveyError, match=r"mapping\.yaml, line 22: unknown column 'loyers'; near it: loyer"):
        check(found, system, default_year=2022)


def test_a_wrong_cell_is_refused_where_it_stands(survey, system):
    found = survey(
        files={"people.csv": PEOPLE.replace("2000,5", "beaucoup"), "homes.csv": HOMES.replace("700", "cher")}
    )
    said = found.refusals.message().splitlines()
    assert any("people.csv, line 2, column 'SAL': 'beaucoup'; accepted: a number" in line for line in said)
    assert any("homes.csv, line 2, column 'rent': 'cher'; accepted: a number" in line for line in said)
    checked = check(found, system, default_year=2022, on_error="skip-household")
    assert checked.counts["households_used"] == 1
    assert set(checked.refused["column"]) == {"SAL", "rent"}


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(document.schema())


def test_the_example_of_the_documentation(system):
    text = (Path(__file__).parents[2] / "docs" / "mapping.md").read_text(encoding="utf-8")
    example = text.split("```yaml\n")[1].split("```")[0]
    parsed = document.parse(example, "docs/mapping.md")
    variables = [name for table in ("individus", "menages") for name in parsed.data[table]["columns"]]
    known = {"person_id", "menage_id", "weight", "menage_role"}
    assert all(name in known or system.get_variable(name.split("@")[0]) for name in variables)


_FOREIGN = """\
year: 2022
individus:
  file: pers.sav
  join: [{file: menages.csv, on: HH}]
  columns:
    person_id: {expression: "HH * 10 + NO"}
    menage_id: HH
    famille_id: HH
    foyer_fiscal_id: HH
    menage_role: {column: LIEN, categories: {1: personne_de_reference, 2: conjoint, 3: enfant}}
    famille_role: {column: LIEN, categories: {1: demandeur, 2: conjoint, 3: enfant}}
    foyer_fiscal_role: {column: LIEN, categories: {1: declarant_principal, 2: conjoint}, otherwise: personne_a_charge}
    weight: {expression: "WEIGHT100 / 100"}
    date_naissance: BORN
    salaire_de_base: {column: WAGE, per: month, unit: keuro}
    activite: {column: ACT, categories: {1: actif, 2: etudiant, 3: retraite, 4: inactif}}
    loyer: {column: RENT, per: quarter}
"""


def test_a_survey_in_another_layout_gives_the_same_results(survey, tmp_path, write, rows, header):
    own = simulate(
        write(*rows(), name="own.csv"), 2022, ["af", "csg_imposable_salaire", "age"], tmp_path / "a", data_year=2022
    )
    cells = pandas.DataFrame([row.split(",") for row in rows()], columns=header.split(","))
    roles, activities = ("personne_de_reference", "conjoint", "enfant"), ("actif", "etudiant", "retraite", "inactif")
    persons = pandas.DataFrame(
        {
            "HH": cells["menage_id"].astype(int),
            "NO": cells["person_id"].astype(int) % 10,
            "LIEN": cells["menage_role"].map({name: code for code, name in enumerate(roles, 1)}),
            "ACT": cells["activite"].map({name: code for code, name in enumerate(activities, 1)}),
            "BORN": [datetime.date.fromisoformat(born) for born in cells["date_naissance"]],
            "WAGE": cells["salaire_de_base"].astype(float) / 12_000,
        }
    )
    pyreadstat.write_sav(persons, str(tmp_path / "pers.sav"))
    homes = "HH,RENT,WEIGHT100\n1,2400,150025\n2,0,98050\n3,1800,210000\n"
    survey(mapping=_FOREIGN, files={"menages.csv": homes})
    mapped = simulate(tmp_path, 2022, ["af", "csg_imposable_salaire", "age"], tmp_path / "b", form="mapping")
    for table in ("individus", "familles", "foyers_fiscaux", "menages"):
        pandas.testing.assert_frame_equal(
            own.table(table, 2022), mapped.table(table, 2022), check_exact=False, rtol=1e-12
        )
    assert own.table("familles", 2022)["af"].sum() > 0
