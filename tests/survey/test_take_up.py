"""Draws of take-up: by seed and id, the same however the survey is cut and ordered; off by default."""

import json

import numpy
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.run import simulate
from openfisca_secu.survey.tables import Survey
from openfisca_secu.survey.take_up import PUBLISHED, TakeUp, lots
from openfisca_secu.survey.treatment import Treatment


@pytest.fixture
def read(tmp_path):
    def from_text(text, seed=None):
        path = tmp_path / "take_up.yaml"
        path.write_text(text, encoding="utf-8")
        return TakeUp.read(path, seed)

    return from_text


def pensioners(count, **columns):
    """Persons of 70 who live alone on 6,000 euros a year: all of them are entitled to the ASPA."""
    ids = numpy.arange(1, count + 1)
    people = {"person_id": ids, "menage_id": ids, "weight": 1.0, "age": 70, "retraite_brute": 6000.0, **columns}
    return Survey(pandas.DataFrame(people), 2024)


def claimants(survey, take_up, **options):
    results = simulate(survey, 2024, ["aspa"], treatment=Treatment(take_up=take_up), **options)
    return results.table("individus", 2024).set_index("person_id")["aspa"] > 0


def test_everybody_claims_by_default():
    results = simulate(pensioners(20), 2024, ["aspa"])
    assert (results.table("individus", 2024)["aspa"] > 0).all()
    assert "Take-up is full." in results.report


@given(st.integers(0, 2**70), st.lists(st.one_of(st.integers(), st.text()), max_size=20))
def test_lots_are_those_of_the_id_alone(seed, ids):
    found = lots(seed, "ppa", ids)
    assert ((found >= 0) & (found < 1)).all()
    for place, one in enumerate(ids):
        assert lots(seed, "ppa", [one])[0] == found[place]


def test_lots_are_uniform_and_differ_by_seed_and_benefit():
    ids = numpy.arange(20_000)
    found = lots(0, "ppa", ids)
    shares = numpy.histogram(found, bins=10, range=(0, 1))[0] / len(ids)
    assert numpy.abs(shares - 0.1).max() < 0.01  # over four standard deviations of 0.0021
    for other in (lots(1, "ppa", ids), lots(0, "css", ids)):
        assert abs(numpy.corrcoef(found, other)[0, 1]) < 0.03


def test_the_share_of_claimants_is_the_rate(read):
    found = claimants(pensioners(1000), read("recours: {aspa: {taux: 0.3}}"))
    assert abs(found.mean() - 0.3) < 0.06  # four standard deviations of 0.0145
    assert claimants(pensioners(50), read("recours: {aspa: {taux: 1}}")).all()
    assert not claimants(pensioners(50), read("recours: {aspa: {taux: 0}}")).any()


@settings(max_examples=8, deadline=None)
@given(st.permutations(list(range(12))), st.integers(1, 13))
def test_the_same_claimants_whatever_the_order_and_the_blocks(order, size):
    take_up = TakeUp((*TakeUp.read(PUBLISHED).benefits,), 3, "published")
    survey = pensioners(12)
    expected = claimants(survey, take_up)
    shuffled = Survey(survey.persons.iloc[order].reset_index(drop=True), 2024)
    found = claimants(shuffled, take_up, block_size=size)
    assert found.sort_index().tolist() == expected.tolist()
    assert 0 < expected.sum() < 12


def test_the_same_bytes_in_several_processes(read, tmp_path, files_in):
    take_up = read("recours: {aspa: {taux: 0.5}}")
    for name, options in {"one": {"block_size": 30}, "two": {"block_size": 7, "processes": 2}}.items():
        simulate(pensioners(30), 2024, ["aspa"], tmp_path / name, treatment=Treatment(take_up=take_up), **options)
    assert files_in(tmp_path / "one") == files_in(tmp_path / "two")


def test_a_person_claims_in_every_year_and_under_every_law(read):
    treatment = Treatment(take_up=read("recours: {aspa: {taux: 0.5}}"))
    results = simulate(pensioners(40), "2023-2024", ["aspa"], treatment=treatment)
    other = simulate(pensioners(40), 2024, ["aspa"], law_year=2023, treatment=treatment)
    tables = [results.table("individus", 2023), results.table("individus", 2024), other.table("individus", 2024)]
    first, *rest = [(table["aspa"] > 0).tolist() for table in tables]
    assert all(one == first for one in rest)
    assert 0 < sum(first) < 40


def test_groups_have_their_own_rate(read):
    survey = pensioners(60, sexe=["homme", "femme"] * 30)
    found = claimants(survey, read("recours: {aspa: {taux: 0, groupes: [{si: 'sexe = femme ; age >= 65', taux: 1}]}}"))
    assert found.tolist() == [False, True] * 30


def test_groups_of_families_are_told_by_their_head(read):
    take_up = read("recours: {css: {taux: 1, groupes: [{si: 'age < 50', taux: 0}]}}")
    people = pandas.DataFrame(
        {
            "person_id": [1, 2, 3, 4],
            "menage_id": [1, 1, 2, 2],
            "menage_role": ["personne_de_reference", "enfant"] * 2,
            "famille_id": [1, 1, 2, 2],
            "famille_role": ["demandeur", "enfant"] * 2,
            "foyer_fiscal_id": [1, 1, 2, 2],
            "foyer_fiscal_role": ["declarant_principal", "personne_a_charge"] * 2,
            "weight": 1.0,
            "age": [55, 10, 45, 12],
        }
    )
    results = simulate(Survey(people, 2024), 2024, ["css_beneficiaire"], treatment=Treatment(take_up=take_up))
    assert results.table("individus", 2024)["css_beneficiaire_decembre"].tolist() == [True, True, False, False]


def test_what_the_survey_says_of_claims_is_not_drawn(read):
    survey = pensioners(10, recours_aspa=[True, False] * 5)
    take_up = read("recours: {aspa: {taux: 0}}")
    assert claimants(survey, take_up).tolist() == [True, False] * 5
    report = simulate(survey, 2024, ["aspa"], treatment=Treatment(take_up=take_up)).report
    assert "The survey itself says recours_aspa: nothing is drawn." in report


def test_report_and_manifest_tell_seed_rates_and_sources(tmp_path):
    take_up = TakeUp.read(PUBLISHED, seed=7)
    results = simulate(pensioners(5), 2024, ["aspa"], tmp_path / "out", treatment=Treatment(take_up=take_up))
    said = next(sentence for sentence in results.report if sentence.startswith("Take-up is drawn"))
    assert "seed 7" in said
    assert "aspa 50% (Personnes seules, fin 2016 (Drees" in said
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["take_up"]["seed"] == 7
    assert manifest["take_up"]["benefits"]["ppa"]["rate"] == 0.73


def test_the_published_rates_all_have_a_source():
    take_up = TakeUp.read(PUBLISHED)
    assert {benefit.name for benefit in take_up.benefits} == {"ppa", "aspa", "css"}
    assert all(0 < benefit.rate < 1 and benefit.source for benefit in take_up.benefits)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "graine and recours"),
        ("recours: {aspa: 0.5}", "accepted: taux"),
        ("recours: {aspa: {taux: 1.5}}", "from 0 to 1"),
        ("recours: {aspa: {taux: oui}}", "from 0 to 1"),
        ("recours: {aspa: {taux: 0.5, groupes: [{si: 'age', taux: 1}]}}", "condition 'age'"),
        ("recours: {aspa: {taux: 0.5, groupes: [{taux: 1}]}}", "a group with si and taux"),
        ("{graine: a, recours: {aspa: {taux: 0.5}}}", "the seed is 'a'"),
        ("recours: {af: {taux: 0.5}}", "no take-up of 'af'; accepted: aah, asi, aspa, css, ppa"),
        ("recours: {aspa: {taux: 0.5, groupes: [{si: 'loyer > 1', taux: 1}]}}", "'loyer' is not in the survey"),
        ("recours: {aspa: {taux: 0.5, groupes: [{si: 'age > dix', taux: 1}]}}", "a number after >"),
        ("recours: {aspa: {taux: 0.5, groupes: [{si: 'activite = x', taux: 1}]}}", "one of actif, chomeur"),
    ],
)
def test_wrong_files_are_refused_before_anything_is_written(read, tmp_path, text, said):
    with pytest.raises(SurveyError, match=said):
        simulate(
            pensioners(3, activite=["retraite"] * 3),
            2024,
            ["aspa"],
            tmp_path / "out",
            treatment=Treatment(take_up=read(text)),
        )
    assert not (tmp_path / "out").exists()
