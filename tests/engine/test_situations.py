"""Situations as JSON and YAML give them: checked whole, in one spelling, in one order."""

import subprocess
import sys

import pytest
from mini import MiniSystem, couple, situation
from openfisca_core.errors import SituationParsingError
from project import ROOT, TESTS

SYSTEM = MiniSystem()
JAN = "2024-01"
HEAD = "personne_de_reference"


def error_of(content, period=None):
    with pytest.raises(SituationParsingError) as error:
        situation(SYSTEM, content, period)
    return error.value


def deepest(error):
    """The path of an error, and its message."""
    path, node = [], error.error
    while isinstance(node, dict):
        assert len(node) == 1
        key, node = next(iter(node.items()))
        path.append(key)
    return path, node


@pytest.mark.parametrize(
    ("name", "value", "accepted"),
    [
        ("salaire", [1], "a finite number"),
        ("salaire", {"a": 1}, "a finite number"),
        ("salaire", True, "a finite number"),
        ("salaire", "beaucoup", "a finite number"),
        ("salaire", float("nan"), "a finite number"),
        ("salaire", float("inf"), "a finite number"),
        ("salaire", 10**400, "a finite number"),
        ("salaire", 2e12, "a finite number"),
        ("points", 3.7, "a whole number"),
        ("actif", "false", "true or false"),
        ("actif", "0", "true or false"),
        ("actif", 2, "true or false"),
        ("actif", 1, "true or false"),
        ("statut", 7, "one of seul, marie, veuf"),
        ("statut", -1, "one of seul, marie, veuf"),
        ("statut", 1.6, "one of seul, marie, veuf"),
        ("statut", "Seul", "one of seul, marie, veuf"),
        ("naissance", 19800101, "YYYY-MM-DD"),
        ("naissance", "1980", "YYYY-MM-DD"),
        ("naissance", 1980, "YYYY-MM-DD"),
        ("naissance", "today", "YYYY-MM-DD"),
        ("naissance", "1980-02-30", "YYYY-MM-DD"),
        ("naissance", "3000-01-01", "YYYY-MM-DD"),
    ],
    ids=str,
)
def test_a_wrong_value_is_refused_with_its_path(name, value, accepted):
    path, message = deepest(error_of(couple({name: {JAN: value}})))
    assert path == ["individus", "a", name, JAN]
    assert f"'{name}'" in message
    assert accepted in message
    assert len(message) < 300


def test_a_value_out_of_bounds_is_refused_with_the_path_of_its_person():
    path, message = deepest(error_of(couple({"salaire": {JAN: 5}}, {"salaire": {"month:2024-01": -5}})))
    assert path == ["individus", "b", "salaire", JAN]
    assert "at least 0" in message


def test_two_spellings_of_a_month_are_one_month():
    one = situation(SYSTEM, couple({"salaire": {JAN: 500}}, {"salaire": {"month:2024-01": 700}}))
    assert one.calculate("salaire", JAN).tolist() == [500, 700]


def test_two_values_for_a_month_of_one_person_are_refused():
    path, message = deepest(error_of(couple({"salaire": {JAN: 500, "month:2024-01:1": 500}})))
    assert path == ["individus", "a", "salaire", "month:2024-01:1"]
    assert "second value" in message
    error_of(couple({"naissance": {"ETERNITY": "2000-01-01", JAN: "2001-01-01"}}))


def test_a_fact_for_ever_can_be_given_for_any_period():
    content = couple({"naissance": {"ETERNITY": "1980-05-01"}}, {"naissance": {"2024": "1990-05-01"}})
    births = situation(SYSTEM, content).calculate("naissance", JAN)
    assert [str(birth) for birth in births] == ["1980-05-01", "1990-05-01"]


@pytest.mark.parametrize(
    ("first", "second"), [("2024", JAN), (JAN, "2024"), ("2024", "year:2023-07"), ("2024-02", "2024")]
)
@pytest.mark.parametrize("name", ["salaire", "points"])
def test_a_year_for_one_and_a_month_for_another_are_refused(name, first, second):
    path, message = deepest(error_of(couple({name: {first: 1200}}, {name: {second: 500}})))
    assert path == ["individus", "b", name, second]
    assert first in message
    assert "individus/a" in message


def test_months_that_do_not_overlap_can_differ_from_person_to_person():
    one = situation(SYSTEM, couple({"salaire": {JAN: 1, "2023": 24}}, {"salaire": {"2024-02": 2, "2023": 12}}))
    assert [one.calculate("salaire", f"2024-0{m}").tolist() for m in (1, 2, 3)] == [[1, 0], [0, 2], [0, 0]]
    assert one.calculate("salaire", "2023-12").tolist() == [2, 1]


@pytest.mark.parametrize(
    ("name", "period"),
    [
        *(
            ("salaire", period)
            for period in ("2024-01-31", "2024-W01", "year:1000:1", "month:2024-01:0", "2017-13", "")
        ),
        *(("salaire", period) for period in ("9999-12", "year:2020:100", "month:2017", "hier", "month:2024-01-15")),
        *(("revenu_annuel", period) for period in (JAN, "year:2024-02")),
        ("prime", "2024"),
    ],
)
def test_a_wrong_period_is_refused_with_its_path(name, period):
    path, message = deepest(error_of(couple({name: {period: 1}})))
    assert path[:3] == ["individus", "a", name]
    assert message


@pytest.mark.parametrize(
    ("name", "period"),
    [
        *(("impot", period) for period in ("2024", "month:2024-01:2", "2024-01-02", "9999-01", "1800-01")),
        *(("salaire_annee", period) for period in (JAN, "year:2024-04")),
    ],
)
def test_a_wrong_period_asked_is_refused_with_its_path(name, period):
    path, _ = deepest(error_of(couple({name: {period: None}})))
    assert path == ["individus", "a", name, period]


@pytest.mark.parametrize(
    ("content", "path", "words", "code"),
    [
        (couple({"salair": {JAN: 1}}), ["individus", "a", "salair"], "near it: salaire", 404),
        (couple({"loyer_du": {JAN: 1}}), ["individus", "a", "loyer_du"], "a variable of menages", None),
        (couple(individuss={}), ["individuss"], "near it: individus", None),
        (couple(familles={"f": {"parent": ["a", "b"]}}), ["familles", "f", "parent"], "near it: parents", 404),
        (couple(familles={"f": {"parents": ["a", "b", "a"]}}), ["familles", "f", "parents"], "a has been", None),
        (couple(familles={"f": {"parents": ["a", "z"]}}), ["familles", "f", "parents"], "z", None),
        (couple(familles={"f": {"parents": [{"a": 1}]}}), ["familles", "f", "parents"], "identifiers", None),
        (couple(familles={"f": {"parents": None}}), ["familles", "f", "parents"], "identifiers", None),
        (couple(familles={"f": {"parents": ["a", "b"]}, "g": {}}), ["familles", "g"], "no member", None),
        (couple(familles={"g": {}, "f": {"parents": ["a", "b"]}}), ["familles", "g"], "no member", None),
        (couple(familles={"f": {"enfants": ["a", "b"]}}), ["familles", "f"], "nobody in 'parents'", None),
        (couple(familles={"b": {"parents": ["a"]}}), ["familles", "b"], "same identifier", None),
        (couple(familles=[]), ["familles"], "an object", None),
        (couple(familles={"f": []}), ["familles", "f"], "an object", None),
        (couple(familles={"f": {"parents": ["a", "b"], "x": 1}}), ["familles", "f", "x"], "not a role", 404),
        (couple(menages={"m": {"enfants": ["a"]}}), ["menages", "m"], "nobody in 'personne_de_reference'", None),
        (couple(menages={"m": {HEAD: ["a", "b"]}}), ["menages", "m", HEAD], "most 1", None),
        (couple({"salaire": 5}), ["individus", "a", "salaire"], "by period", None),
        ({"individus": {}}, ["individus"], "No individu", None),
        ({"individus": {"a": {}}, "individus ": {}}, ["individus "], "not an entity", None),
        ({"individus": {1: {}, "1": {}}}, ["individus"], "twice", None),
    ],
    ids=str,
)
def test_a_wrong_structure_is_refused_with_its_path_and_the_nearest_names(content, path, words, code):
    error = error_of(content)
    assert deepest(error)[0] == path
    assert words in deepest(error)[1]
    assert error.code == code


def test_the_error_of_a_group_names_the_group():
    content = couple(menages={"m": {"personne_de_reference": "a", "conjoint": "b", "loyer_du": {JAN: 1, "2024": 5}}})
    assert deepest(error_of(content))[0] == ["menages", "m", "loyer_du", "2024"]


def test_numeric_identifiers_cost_nothing():
    error = error_of({"individus": {"9999999": {"inconnu": {"9999999": 1}}}})
    assert error.error["individus"]["9999999"].keys() == {"inconnu"}
    assert len(str(error)) < 300


def test_numeric_identifiers_of_yaml_are_texts():
    content = {"individus": {1: {"salaire": 5}, 2: {}}, "familles": {7: {"parents": [1, 2]}}}
    assert situation(SYSTEM, content, JAN).calculate("salaire_famille", JAN).tolist() == [5]


def test_the_short_form_of_groups_refuses_what_it_does_not_know():
    content = {"individus": {"a": {}}, "famille": {"parents": ["a"]}, "menagess": {}}
    assert deepest(error_of(content, JAN))[0] == ["menagess"]
    del content["menagess"]
    assert situation(SYSTEM, content, JAN).calculate("salaire_famille", JAN).tolist() == [0]


FORGOTTEN = """
import sys
sys.path.insert(0, sys.argv[1])
from mini import MiniSystem, situation
people = {name: {"salaire": {"2024-01": value}} for value, name in enumerate("abcdefgh")}
one = situation(MiniSystem(), {"individus": people, "familles": {"x": {"parents": ["c"]}}})
print(*one.populations["famille"].ids, one.calculate("salaire_famille", "2024-01").tolist())
"""


@pytest.mark.parametrize("seed", ["0", "1"])
def test_persons_in_no_group_are_alone_in_their_order(seed):
    run = [sys.executable, "-c", FORGOTTEN, str(TESTS)]
    out = subprocess.run(
        run, capture_output=True, text=True, env={"PYTHONHASHSEED": seed}, cwd=ROOT, timeout=60, check=True
    )
    assert out.stdout.strip() == "x a b d e f g h [2.0, 0.0, 1.0, 3.0, 4.0, 5.0, 6.0, 7.0]"


def axis(**changes):
    return {"name": "salaire", "period": JAN, "count": 3, "min": 0, "max": 100, **changes}


def test_axes_vary_a_value():
    one = situation(SYSTEM, couple(axes=[[axis(period="month:2024-01", index=1)]]))
    assert one.calculate("salaire", JAN).tolist() == [0, 0, 0, 50, 0, 100]
    assert one.calculate("salaire_famille", JAN).tolist() == [0, 50, 100]
    one = situation(SYSTEM, couple(axes=[[axis(), axis(name="prime")], [axis(name="points", count=2, max=1)]]))
    assert one.persons.count == 12


@pytest.mark.parametrize(
    ("axes", "path"),
    [
        ({}, []),
        ([], []),
        ([axis()], []),
        ([[]], []),
        ([[5]], [0, 0]),
        ([[axis(), axis(count=4)]], []),
        ([[axis()], [axis(name="prime"), axis(name="heures")]], []),
        ([[axis()], [axis(name="prime", count=1)]], []),
        ([[axis(name="inconnu")]], [0, 0, "name"]),
        ([[axis(name=["a"])]], [0, 0, "name"]),
        ([[axis(name="statut")]], [0, 0, "name"]),
        ([[axis(count=0)]], [0, 0, "count"]),
        ([[axis(count=-1)]], [0, 0, "count"]),
        ([[axis(count=1.5)]], [0, 0, "count"]),
        ([[axis(count="3")]], [0, 0, "count"]),
        ([[axis(count=True)]], [0, 0, "count"]),
        ([[axis(count=10**9)]], [0, 0, "count"]),
        ([[axis(index=2)]], [0, 0, "index"]),
        ([[axis(index=-1)]], [0, 0, "index"]),
        ([[axis(min="0")]], [0, 0, "min"]),
        ([[axis(max=float("nan"))]], [0, 0, "max"]),
        ([[axis(max=float("inf"))]], [0, 0, "max"]),
        ([[axis(period="hier")]], [0, 0, "period"]),
        ([[axis(period=None)]], [0, 0, "period"]),
        ([[axis(period="2024-W01")]], [0, 0, "period"]),
        ([[axis(name="points", max=1)]], [0, 0]),
        ([[axis(other=1)]], [0, 0]),
        ([[{"name": "salaire"}]], [0, 0]),
    ],
    ids=str,
)
def test_wrong_axes_are_refused_with_their_path(axes, path):
    assert deepest(error_of(couple(axes=axes)))[0] == ["axes", *map(str, path)]


def test_an_axis_below_a_bound_or_over_a_given_month_is_refused():
    assert "at least 0" in str(error_of(couple(axes=[[axis(min=-1)]])))
    assert "already" in str(error_of(couple({"salaire": {JAN: 5}}, axes=[[axis(period="2024")]])))
