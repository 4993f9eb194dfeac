"""The Web API by Flask's test client: exact answers, and 400 with a path and a reason to whatever is wrong."""

import json
import re
import subprocess
import sys
import time

import pytest
from mini import MiniSystem, attacks, couple
from project import ROOT

from openfisca_secu.engine import web_api

JAN = "2024-01"


@pytest.fixture(scope="module")
def client():
    """A client of the small system's application."""
    return web_api.create_app(MiniSystem()).test_client()


@pytest.fixture(scope="module")
def law(system):
    """A client of the whole law's application."""
    return web_api.create_app(system).test_client()


def post(client, content, route="/calculate"):
    return client.post(route, json=content)


def first_path(error):
    """The path of an error, and its message."""
    path = []
    while isinstance(error, dict):
        key, error = next(iter(error.items()))
        path.append(key)
    return path, error


def raw(client, body, content_type="application/json", route="/calculate"):
    return client.post(route, data=body, content_type=content_type)


def test_amounts_come_back_whole_and_short(client):
    given = couple(
        {"salaire": {JAN: 1234567.89, "2024-02": 0.1}, "impot": {JAN: None}, "points": {JAN: 3_000_000_000}},
        {"salaire": {JAN: None}, "points": {JAN: None}, "statut": {JAN: None}, "actif": {JAN: None}},
    )
    given["individus"]["b"]["naissance"] = {"ETERNITY": None}
    given["familles"]["f"]["salaire_famille"] = {"month:2024-02": None}
    given["menages"]["m"]["commune"] = {JAN: None}
    answer = post(client, given)
    assert answer.status_code == 200
    assert '"2024-01":1234567.89,' in answer.text
    people = answer.json["individus"]
    assert people["a"]["impot"] == {JAN: 1234567.89 * 0.1}
    assert people["a"]["points"] == {JAN: 3_000_000_000}
    assert people["b"] == {
        "salaire": {JAN: 0},
        "points": {JAN: 0},
        "statut": {JAN: "seul"},
        "actif": {JAN: False},
        "naissance": {"ETERNITY": "1970-01-01"},
    }
    assert answer.json["familles"]["f"] == {"parents": ["a", "b"], "salaire_famille": {"month:2024-02": 0.1}}
    assert answer.json["menages"]["m"]["commune"] == {JAN: ""}


def test_a_zero_has_no_sign(client):
    answer = post(client, couple({"prime": {JAN: -0.0, "2024-02": None}}))
    assert answer.json["individus"]["a"]["prime"]["2024-02"] == 0
    assert "-0" not in post(client, couple({"salaire_annee": {"2024": None}})).text


def test_values_along_axes_are_lists(client):
    axis = {"name": "salaire", "period": JAN, "count": 3, "min": 0, "max": 100, "index": 1}
    given = couple({"salaire": {JAN: None}}, {"salaire": {JAN: None}, "impot": {JAN: None}}, axes=[[axis]])
    given["familles"]["f"]["salaire_famille"] = {JAN: None}
    answer = post(client, given).json
    assert answer["individus"]["a"]["salaire"][JAN] == [0, 0, 0]
    assert answer["individus"]["b"]["impot"][JAN] == [0, 5, 10]
    assert answer["familles"]["f"]["salaire_famille"][JAN] == [0, 50, 100]
    assert answer["axes"] == [[axis]]


def test_a_trace_names_what_was_computed(client):
    answer = post(client, couple({"impot": {JAN: None}, "naissance": {JAN: None}}), "/trace")
    assert answer.status_code == 200
    assert answer.json["requestedCalculations"] == ["impot<2024-01>", "naissance<2024-01>"]
    assert answer.json["trace"]["impot<2024-01>"]["dependencies"] == ["salaire<2024-01>"]
    assert answer.json["trace"]["impot<2024-01>"]["parameters"] == {"impots.taux<2024-01-01>": 0.1}
    assert answer.json["trace"]["naissance<2024-01>"]["value"] == ["1970-01-01"] * 2
    assert answer.json["entitiesDescription"]["individus"] == ["a", "b"]


ONE = "individus/a/"
ALONE = {"individus": {"a": {}, "b": {}, "c": {}}}


def axis(**changes):
    return {"name": "salaire", "period": JAN, "count": 2, "min": 0, "max": 1, **changes}


# What is wrong: the situation, the path of the error, the status when it is not 400.
WRONG = {
    "a list as value": (couple({"salaire": {JAN: [1]}}), ONE + "salaire/2024-01"),
    "an object as value": (couple({"salaire": {JAN: {"x": 1}}}), ONE + "salaire/2024-01"),
    "a boolean as number": (couple({"salaire": {JAN: True}}), ONE + "salaire/2024-01"),
    "a division by zero": (couple({"salaire": {JAN: "1/0"}}), ONE + "salaire/2024-01"),
    "a text as boolean": (couple({"actif": {JAN: "false"}}), ONE + "actif/2024-01"),
    "a number as boolean": (couple({"actif": {JAN: 2}}), ONE + "actif/2024-01"),
    "a code as item": (couple({"statut": {JAN: -1}}), ONE + "statut/2024-01"),
    "a number as date": (couple({"naissance": {"ETERNITY": 19800101}}), ONE + "naissance/ETERNITY"),
    "a year as date": (couple({"naissance": {"ETERNITY": "1980"}}), ONE + "naissance/ETERNITY"),
    "the clock as date": (couple({"naissance": {"ETERNITY": "today"}}), ONE + "naissance/ETERNITY"),
    "too large a number": (couple({"salaire": {JAN: 1e300}}), ONE + "salaire/2024-01"),
    "a negative wage": (couple({"salaire": {JAN: -1}}), ONE + "salaire/2024-01"),
    "a month asked for a year": (couple({"impot": {"2024": None}}), ONE + "impot/2024"),
    "a year asked for a month": (couple({"salaire_annee": {JAN: None}}), ONE + "salaire_annee/2024-01"),
    "a rolling year asked": (couple({"salaire_annee": {"year:2024-04": None}}), ONE + "salaire_annee/year:2024-04"),
    "a day asked": (couple({"impot": {"2024-01-02": None}}), ONE + "impot/2024-01-02"),
    "a week asked": (couple({"impot": {"2024-W01": None}}), ONE + "impot/2024-W01"),
    "a size of zero": (couple({"impot": {"month:2024-01:0": None}}), ONE + "impot/month:2024-01:0"),
    "a negative size": (couple({"salaire": {"year:2024:-1": 5}}), ONE + "salaire/year:2024:-1"),
    "eight thousand years": (couple({"salaire": {"year:1000:8000": 5}}), ONE + "salaire/year:1000:8000"),
    "the year 9999": (couple({"impot": {"9999-12": None}}), ONE + "impot/9999-12"),
    "a year without parameters": (couple({"impot": {"1950-01": None}}), ONE + "impot/1950-01"),
    "no period": (couple({"impot": {"hier": None}}), ONE + "impot/hier"),
    "an empty period": (couple({"impot": {"": None}}), ONE + "impot/"),
    "a year and a month": (couple({"salaire": {"2024": 1}}, {"salaire": {JAN: 1}}), "individus/b/salaire/2024-01"),
    "a value without period": (couple({"salaire": 5}), ONE + "salaire"),
    "nothing without period": (couple({"salaire": None}), ONE + "salaire"),
    "an unknown variable": (couple({"salair": {JAN: 1}}), ONE + "salair", 404),
    "an unknown variable asked": (couple({"impots": {JAN: None}}), ONE + "impots", 404),
    "a variable of groups": (couple({"salaire_famille": {JAN: None}}), ONE + "salaire_famille"),
    "an unknown entity": (couple(famille={}), "famille"),
    "an unknown role": (couple(familles={"f": {"adultes": ["a"]}}), "familles/f/adultes", 404),
    "an unknown person": (couple(familles={"f": {"parents": ["z"]}}), "familles/f/parents"),
    "a role of objects": (couple(familles={"f": {"parents": [{}]}}), "familles/f/parents"),
    "three parents": ({**ALONE, "familles": {"f": {"parents": ["a", "b", "c"]}}}, "familles/f/parents"),
    "a group of nobody": (couple(familles={"f": {"parents": ["a", "b"]}, "g": {}}), "familles/g"),
    "persons as a list": ({"individus": [{}]}, "individus"),
    "nobody": ({"individus": {}}, "individus"),
    "no persons": ({}, "individus"),
    "a slash in an identifier": ({"individus": {"a/b": {}}}, "individus"),
    "an empty identifier": ({"individus": {"": {}}}, "individus"),
    "axes that are none": (couple(axes=5), "axes"),
    "axes that are not lists": (couple(axes=[axis()]), "axes"),
    "an axis without count": (couple(axes=[[{"name": "salaire"}]]), "axes/0/0"),
    "too long an axis": (couple(axes=[[axis(count=1_001)]]), "axes"),
    "too many axes": (couple(axes=[[axis(period=f"{year}-01")] for year in range(1950, 2050)]), "axes"),
    "too many persons": ({"individus": {str(number): {} for number in range(201)}}, "individus"),
    "too many periods": (
        couple({"impot": {f"{y}-{m:02}": None for y in range(2010, 2014) for m in range(1, 13)}}),
        "error",
    ),
    "too many values": (
        {"individus": {str(number): {"impot": {f"20{m}-01": None for m in range(10, 35)}} for number in range(45)}},
        "error",
    ),
    "a list": ([1], "error"),
    "null": (None, "error"),
    "a number": (5, "error"),
    "a text": ("bonjour", "error"),
}


@pytest.mark.parametrize("route", ["/calculate", "/trace"])
@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_request_is_answered_with_its_path(client, what, route):
    content, path, *status = WRONG[what]
    answer = raw(client, json.dumps(content), route=route)
    assert [answer.status_code] == (status or [400]), answer.text
    assert answer.content_type == "application/json"
    assert "/".join(first_path(answer.json)[0]) == path
    assert 10 < len(first_path(answer.json)[1]) < 400


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (couple({"salair": {JAN: 1}}), "near it: salaire"),
        (couple(famille={}), "near it: familles"),
        (couple(familles={"f": {"parent": ["a"]}}), "near it: parents"),
        (
            couple({"statut": {JAN: "mariée"}}),
            "'mariée' cannot be a value of 'statut'; accepted: one of seul, marie, veuf",
        ),
    ],
)
def test_the_answer_names_the_value_and_the_nearest_names(client, content, words):
    assert words in first_path(post(client, content).json)[1]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"individus": {"a": {"salaire": {"2024-01": NaN}}}}',
        b'{"individus": {"a": {"salaire": {"2024-01": Infinity}}}}',
        b'{"individus": {"a": {"salaire": {"2024-01": -Infinity}}}}',
        b'{"individus": {"a": {"salaire": {"2024-01": 1, "2024-01": 2}}}}',
        b'{"individus": {"a": {}}, "individus": {"b": {}}}',
        b'{"individus": {"a": {"salaire": {"2024-01": ' + b"1" * 5000 + b"}}}}",
        b'{"individus": {"\xff": {}}}',
        b"[" * 100_000,
        b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    ],
    ids=range(11),
)
def test_what_is_not_strict_json_is_refused(client, body):
    answer = raw(client, body)
    assert answer.status_code == 400
    assert answer.json["error"].startswith("Invalid JSON: ")
    assert len(answer.text) < 300


def test_depth_is_refused_whatever_it_is(client):
    for depth in (5, 100, 500, 900):
        body = b'{"individus": {"a": {"salaire": {"2024-01": ' + b"[" * depth + b"]" * depth + b"}}}}"
        assert raw(client, body).status_code == 400


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", None, "multipart/form-data"]
)
def test_another_content_type_is_refused(client, content_type):
    answer = raw(client, b"{}", content_type)
    assert answer.status_code == 400
    assert "application/json" in answer.json["error"]


def test_a_body_over_the_limit_is_refused(client):
    answer = raw(client, b'{"individus": {"a": {"x": "' + b"a" * web_api.LARGEST_BODY + b'"}}}')
    assert answer.status_code == 413
    assert str(web_api.LARGEST_BODY) in answer.json["error"]


@pytest.mark.parametrize("place", range(4))
def test_an_attack_makes_nothing(client, tmp_path, place):
    marker = tmp_path / "marker"
    for name in ("salaire", "points", "actif", "statut", "naissance"):
        for route in ("/calculate", "/trace"):
            assert post(client, couple({name: {JAN: attacks(marker)[place]}}), route).status_code == 400
    assert not marker.exists()


def test_a_costly_text_is_refused_at_once(client):
    start = time.perf_counter()
    for text in ("9**9**9", "(0,)*10**8", "'a'*10**9", "9*" * 400_000 + "9"):
        answer = post(client, couple({"salaire": {JAN: text}}))
        assert answer.status_code == 400
        assert len(answer.text) < 400
    assert time.perf_counter() - start < 2


def test_numeric_identifiers_in_errors_cost_nothing(client):
    answer = post(client, {"individus": {"9999999": {"inconnu": {"9999999": 1}}}})
    assert answer.status_code == 404
    assert len(answer.data) < 300


@pytest.mark.parametrize(
    ("method", "route", "status"), [("get", "/calculate", 405), ("get", "/rien", 404), ("put", "/spec", 405)]
)
def test_other_errors_are_json_too(client, method, route, status):
    answer = getattr(client, method)(route)
    assert answer.status_code == status
    assert route in answer.json["error"]


def test_every_variable_and_parameter_of_the_law_has_its_page(law):
    for kind in ("variable", "parameter"):
        names = law.get(f"/{kind}s").json
        assert names
        for name in names:
            answer = law.get(f"/{kind}/{name}")
            assert answer.status_code == 200, name
            json.loads(answer.text, parse_constant=pytest.fail)
    assert law.get("/variable/inconnue").status_code == 404
    assert law.get("/parameter/inconnu").status_code == 404


def test_the_specification_holds_a_computed_example(law):
    spec = law.get("/spec").json
    assert spec["openapi"].startswith("3")
    example = spec["components"]["schemas"]["SituationOutput"]["example"]
    assert "null" not in json.dumps(example)
    assert post(law, spec["components"]["schemas"]["SituationInput"]["example"]).json == example
    assert spec["components"]["schemas"]["Trace"]["example"]["requestedCalculations"]


def test_the_situation_of_the_documentation_is_answered_as_it_says(law):
    text = (ROOT / "docs" / "web_api.md").read_text(encoding="utf-8")
    answer = post(law, json.loads(re.search(r"```json\n(\{.*?\})\n```", text, re.DOTALL).group(1))).json
    assert f'"af": {json.dumps(answer["familles"]["f"]["af"])}' in text
    assert f'"age": {json.dumps(answer["individus"]["Sacha"]["age"])}' in text


LATE = """
import sys
import openfisca_secu
assert "flask" not in sys.modules and "gunicorn" not in sys.modules
system = openfisca_secu.CountryTaxBenefitSystem()
assert "flask" not in sys.modules
if sys.argv[1] == "application first":
    import openfisca_web_api.app
from openfisca_web_api.app import create_app
if sys.argv[1] == "system last":
    system = openfisca_secu.CountryTaxBenefitSystem()
elif sys.argv[1] == "ours":
    from openfisca_secu.engine.web_api import create_app
    application = create_app(system)
application = create_app(system)
answer = application.test_client().post("/calculate", data="{}", content_type="text/plain")
print(answer.status_code)
"""


@pytest.mark.parametrize("order", ["system last", "ours"])
def test_the_application_is_guarded_and_flask_is_only_loaded_with_it(order):
    done = subprocess.run([sys.executable, "-c", LATE, order], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.strip() == "400", done.stderr
