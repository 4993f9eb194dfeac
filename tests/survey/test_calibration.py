"""Weights calibrated to margins: met exactly, within bounds, one a household; what cannot be met is named."""

import json
import math

import numpy
import pandas
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from openfisca_secu.survey import calibration
from openfisca_secu.survey.calibration import LINEAR, LOGIT, METHODS, RAKING, Calibration, Margin
from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.run import simulate
from openfisca_secu.survey.tables import Survey

BOUNDS = (0.4, 2.5)


def bounds_of(method):
    return BOUNDS if method == LOGIT else None


def factors(matrix, weights, targets, method, bounds=None):
    margins = tuple(Margin(f"m{place}", "menage", (), None, float(one)) for place, one in enumerate(targets))
    return Calibration(margins, method, bounds)._factors(
        numpy.asarray(matrix, dtype=float), numpy.asarray(weights, dtype=float), numpy.asarray(targets, dtype=float)
    )


@pytest.fixture
def people():
    """Three households: a couple with a child; a woman of 70; a man of 30."""
    return Survey(
        pandas.DataFrame(
            {
                "person_id": [1, 2, 3, 4, 5],
                "menage_id": [1, 1, 1, 2, 3],
                "menage_role": ["personne_de_reference", "conjoint", "enfant", *["personne_de_reference"] * 2],
                "weight": [100.0, 100.0, 100.0, 200.0, 50.0],
                "age": [40, 38, 5, 70, 30],
                "sexe": ["homme", "femme", "femme", "femme", "homme"],
                "activite": ["actif", "actif", "inactif", "retraite", "chomeur"],
                "salaire_de_base": [20000.0, 10000.0, 0, 0, 5000],
            }
        ),
        2024,
    )


@pytest.fixture
def read(tmp_path):
    def from_text(text, name="margins.yaml", **options):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return Calibration.read(path, **options)

    return from_text


def weights(survey, margins, **options):
    results = simulate(survey, 2024, ["age"], calibration=margins, **options)
    return results.table("menages", 2024)


# Two kinds of households of weight 1: 100 with one person, 50 with two. Targets: 160 households, 220 persons: of two
# persons 60 instead of 50, of one 100: the only weights that meet both are 1 and 1.2, by whatever method.
@pytest.mark.parametrize("method", METHODS)
def test_weights_that_are_the_only_ones_by_hand(method):
    matrix = [[1, 1]] * 100 + [[1, 2]] * 50
    found = factors(matrix, numpy.ones(150), [160, 220], method, bounds_of(method))
    assert found[:100] == pytest.approx(1)
    assert found[100:] == pytest.approx(1.2)


# Two households of weight 1 that count for 1 and 3 of a margin of 5: x'λ is λ and 3λ.
def test_each_method_by_hand():
    matrix, ones = [[1], [3]], [1, 1]
    # 1 + λ + 3 (1 + 3 λ) = 5: λ = 0.1
    assert factors(matrix, ones, [5], LINEAR) == pytest.approx([1.1, 1.3])
    # with y = exp(λ): y + 3 y³ = 5
    raked = factors(matrix, ones, [5], RAKING)
    assert raked[0] + 3 * raked[0] ** 3 == pytest.approx(5)
    assert raked[1] == pytest.approx(raked[0] ** 3)
    # logit: (g − L)(U − 1) / ((U − g)(1 − L)) = exp(A x λ), so that the odds of the second are the cube of the first's
    low, high = BOUNDS
    first, second = (
        (g - low) * (high - 1) / ((high - g) * (1 - low)) for g in factors(matrix, ones, [5], LOGIT, BOUNDS)
    )
    assert second == pytest.approx(first**3)
    assert first > 1


@settings(deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(METHODS))
def test_margins_near_the_survey_are_met_and_g_weights_stay_within_bounds(seed, method):
    random = numpy.random.default_rng(seed)
    size, count = int(random.integers(20, 200)), int(random.integers(1, 6))
    matrix = numpy.column_stack([numpy.ones(size), *random.integers(0, 4, (count, size))])
    own = random.uniform(0.5, 2000, size)
    assume(numpy.linalg.matrix_rank(matrix) == count + 1)
    targets = (own * random.uniform(0.8, 1.25, size)) @ matrix  # weights that meet them are known to be there
    found = factors(matrix, own, targets, method, bounds_of(method))
    assert (own * found) @ matrix == pytest.approx(targets, rel=1e-9)
    low, high = BOUNDS if method == LOGIT else (0, math.inf)
    assert (found >= low).all()
    assert (found <= high).all()


@given(st.sampled_from(METHODS))
def test_margins_that_are_met_already_change_nothing(method):
    random = numpy.random.default_rng(0)
    matrix = numpy.column_stack([numpy.ones(30), random.integers(0, 4, 30)])
    own = random.uniform(1, 9, 30)
    assert factors(matrix, own, own @ matrix, method, bounds_of(method)) == pytest.approx(1)


def test_a_margin_that_others_determine_is_taken_when_it_agrees(people, read):
    text = """
    - {name: personnes, entity: individu, total: 600}
    - {name: hommes, entity: individu, where: sexe = homme, total: 160}
    - {name: femmes, entity: individu, where: sexe = femme, total: 440}
    """
    table = weights(people, read(text))
    # w1 + w3 = 160 men; 2 w1 + w2 = 440 women
    assert table["weight"][0] + table["weight"][2] == pytest.approx(160)
    assert 2 * table["weight"][0] + table["weight"][1] == pytest.approx(440)


def test_margins_that_contradict_one_another_are_named(people, read):
    text = """
    - {name: personnes, entity: individu, total: 700}
    - {name: hommes, entity: individu, where: sexe = homme, total: 160}
    - {name: femmes, entity: individu, where: sexe = femme, total: 440}
    """
    with pytest.raises(SurveyError, match=r"contradicts .*(hommes|femmes|personnes).*is asked for"):
        weights(people, read(text))


def test_margins_out_of_reach_are_named_with_what_can_be_reached(people, read, tmp_path):
    text = """
    - {name: ménages, total: 350}
    - {name: hommes, entity: individu, where: sexe = homme, total: 500}
    """
    # each household has one man at most: 350 men can be reached
    with pytest.raises(SurveyError, match="cannot be met together: 'hommes': 500 is asked for, 350 can be reached"):
        simulate(people, 2024, ["age"], tmp_path / "out", calibration=read(text))
    assert not (tmp_path / "out").exists()
    with pytest.raises(SurveyError, match=r"with g-weights from 0\.9 to 1\.1: 'ménages': 500 is asked for, 385 can be"):
        weights(people, read("- {name: ménages, total: 500}", method=LOGIT, bounds=(0.9, 1.1)))
    nobody = "- {name: étudiants, entity: individu, where: activite = etudiant, total: 10}"
    with pytest.raises(SurveyError, match="nothing in the survey counts for 'étudiants', and 10 is asked for"):
        weights(people, read(nobody))


def test_linear_weights_below_zero_are_refused(people, read):
    text = """
    - {name: ménages, total: 400}
    - {name: hommes, entity: individu, where: sexe = homme, total: 10}
    - {name: enfants, entity: individu, where: age < 18, total: 30}
    """
    with pytest.raises(SurveyError, match="1 weights would be negative; take the method raking or logit"):
        weights(people, read(text, method=LINEAR))


def test_weights_stay_one_a_household_and_the_former_ones_are_kept(people, read, tmp_path):
    margins = read("- {name: chômeurs, entity: individu, where: activite = chomeur, total: 75}")
    results = simulate(people, 2024, ["af"], tmp_path / "out", calibration=margins)
    households = results.table("menages", 2024)
    assert households["weight_initial"].tolist() == [100, 200, 50]
    assert households["weight"].tolist() == pytest.approx([100, 200, 75])
    persons = results.table("individus", 2024)
    assert persons["weight"].tolist() == pytest.approx([100, 100, 100, 200, 75])
    assert "weight_initial" not in persons
    assert "weight_initial" not in simulate(people, 2024, ["af"]).table("menages", 2024)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["calibration"]["margins"] == [
        {"name": "chômeurs", "total": 75.0, "before": 50.0, "after": pytest.approx(75)}
    ]
    assert manifest["calibration"]["g_weights"]["1"] == pytest.approx(1.5)
    text = "\n".join(results.report)
    assert "(raking): chômeurs 50 → 75." in text
    assert "g-weights: least 1.0000" in text
    # 3 Σw² / (Σw)²: (10000 + 40000 + 2500) before, (10000 + 40000 + 5625) after
    assert f"by {3 * 55625 / 375**2:.3f} ({3 * 52500 / 350**2:.3f} before)" in text


def test_margins_of_households_variables_and_heads(people, read):
    text = """
    - {name: salaires, entity: individu, variable: salaire_de_base, total: 3400000}
    - {name: ménages de plus de 65 ans, where: age >= 65, total: 180}
    """
    table = weights(people, read(text))
    # 30,000 w1 + 5,000 w3 = 3,400,000; w2 = 180
    assert 30000 * table["weight"][0] + 5000 * table["weight"][2] == pytest.approx(3.4e6)
    assert table["weight"][1] == pytest.approx(180)


def test_a_household_of_weight_zero_keeps_it(people, read):
    people.persons.loc[people.persons["menage_id"] == 3, "weight"] = 0.0
    table = weights(people, read("- {name: ménages, total: 330}"))
    assert table["weight"].tolist() == pytest.approx([110, 220, 0])


def test_csv_and_yaml_say_the_same(people, read):
    text = 'name,entity,where,variable,total\nhommes,individu,"sexe = homme ; age >= 18",,160\nménages,,,,360\n'
    from_csv = read(text, "margins.csv")
    from_yaml = read(
        "- {name: hommes, entity: individu, where: 'sexe = homme ; age >= 18', total: 160}\n"
        "- {name: ménages, total: 360}"
    )
    assert from_csv.margins == from_yaml.margins
    assert weights(people, from_csv)["weight"].sum() == pytest.approx(360)


def test_results_do_not_depend_on_blocks(people, read, tmp_path, files_in):
    margins = read("- {name: hommes, entity: individu, where: sexe = homme, total: 160}")
    for size in (1, 3):
        simulate(people, 2024, ["af"], tmp_path / f"{size}", block_size=size, calibration=margins)
    assert files_in(tmp_path / "1") == files_in(tmp_path / "3")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", "a list of margins"),
        ("[]", "no margin is given"),
        ("- {total: x}", "the total is 'x'"),
        ("- {total: .inf}", "the total is inf"),
        ("- {entity: foyer, total: 1}", "the entity is 'foyer'"),
        ("- {totl: 1}", "totl; accepted: name"),
        ("- {where: sexe, total: 1}", "condition 'sexe'"),
        ("- {where: region = 11, total: 1}", "'region' is not in the survey"),
        ("- {entity: individu, variable: activite, total: 1}", "cannot be added up"),
        ("- {name: a, total: 1}\n- {name: a, total: 2}", "two margins are called a"),
    ],
)
def test_wrong_margins_are_refused(people, read, text, said):
    with pytest.raises(SurveyError, match=said):
        weights(people, read(text))


@pytest.mark.parametrize(
    ("method", "bounds"), [("calmar", None), (LOGIT, None), (RAKING, (0.5, 2)), (LOGIT, (1.1, 2)), (LOGIT, (0.5, 0.9))]
)
def test_wrong_methods_and_bounds_are_refused(read, method, bounds):
    with pytest.raises(SurveyError):
        read("- {name: ménages, total: 1}", method=method, bounds=bounds)


def test_without_scipy_the_error_says_what_to_install(people, read, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "scipy", None)
    with pytest.raises(SurveyError, match=r"pip install openfisca-secu\[calibration\]"):
        weights(people, read("- {name: ménages, total: 360}"))


def test_bounds_are_read_from_a_text():
    assert calibration.parse_bounds("0.5,2") == (0.5, 2)
    assert calibration.parse_bounds(None) is None
    for text in ("0.5", "a,b", "1,2,3"):
        with pytest.raises(SurveyError, match="two numbers"):
            calibration.parse_bounds(text)
