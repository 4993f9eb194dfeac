"""Marginal and participation rates by hand; other earnings than the survey's; budgets against one case alone."""

import datetime

import numpy
import pandas
import pytest
from openfisca_core.simulation_builder import SimulationBuilder

from openfisca_secu.comparison.budget import WAGES, budget_curves, typical_households
from openfisca_secu.comparison.incentives import incentives
from openfisca_secu.reforms import Law
from openfisca_secu.survey import pay
from openfisca_secu.survey.checks import check
from openfisca_secu.survey.earnings import NO_WORK, RAISE, RAISED_BY, changed, highest_earner
from openfisca_secu.survey.reads import first_block
from openfisca_secu.survey.scenarios import Scenario, system_of
from openfisca_secu.survey.tables import Survey

YEAR = 2024


@pytest.fixture
def tables(tmp_path):
    """Write the tables of a scenario: disposable income and cost of work of two households of one person."""

    def write(name, income, cost):
        folder = tmp_path / name / str(YEAR)
        folder.mkdir(parents=True)
        composition = pandas.Categorical(["personne_seule", "couple_enfants"])
        pandas.DataFrame(
            {
                "menage_id": [1, 2],
                "weight": [1.0, 3.0],
                "revenu_disponible": income,
                "niveau_de_vie": income,
                "unites_consommation": [1.0, 1.0],
                "type_menage": composition,
            }
        ).to_parquet(folder / "menages.parquet")
        persons = pandas.DataFrame({"menage_id": [1, 2], "salaire_super_brut": cost})
        persons.to_parquet(folder / "individus.parquet")
        return tmp_path / name

    return write


def test_rates_by_hand(tables):
    folders = {
        "reference": tables("reference", [1000.0, 2000.0], [1500.0, 4000.0]),
        "reforme": tables("reforme", [1000.0, 2000.0], [1500.0, 4000.0]),
        # 100 more of cost: 40 and 75 reach the households; under the reform 50 and 75
        f"reference-{RAISE}": tables("a", [1040.0, 2075.0], [1600.0, 4100.0]),
        f"reforme-{RAISE}": tables("b", [1050.0, 2075.0], [1600.0, 4100.0]),
        # without work the first loses 600 of 1,500 and the second keeps its wage: it is not counted
        f"reference-{NO_WORK}": tables("c", [400.0, 2000.0], [0.0, 4000.0]),
        f"reforme-{NO_WORK}": tables("d", [250.0, 2000.0], [0.0, 4000.0]),
    }
    found = incentives(folders, YEAR, ["reference", "reforme"], system_of(Law()))
    every = found[found["group"] == "ensemble"].set_index("rate")
    # (1 × 60 + 3 × 25) / (4 × 100), (1 × 50 + 3 × 25) / 400
    assert every.loc["marginal", ["reference", "reform"]].tolist() == pytest.approx([0.3375, 0.3125])
    assert every.loc["marginal", "difference"] == pytest.approx(-0.025)
    assert every.loc["marginal", "median_reference"] == pytest.approx(0.25)
    assert every.loc["participation", ["reference", "reform"]].tolist() == pytest.approx([0.6, 0.5])
    assert every["observations"].tolist() == [2, 1]


@pytest.fixture
def block():
    persons = pandas.DataFrame(
        {
            "person_id": [1, 2, 3, 4],
            "menage_id": [1, 1, 2, 3],
            "menage_role": ["personne_de_reference", "conjoint", "personne_de_reference", "personne_de_reference"],
            "weight": 1.0,
            "age": 40,
            "salaire_de_base": [10_000.0, 20_000.0, 5_000.0, 0.0],
            "salaire_de_base@2023": [1_000.0, 2_000.0, 500.0, 0.0],
            "heures_remunerees_volume": [100.0, 200.0, 50.0, 0.0],
            "retraite_brute": [1.0, 2.0, 3.0, 4.0],
        }
    )
    system = system_of(Law())
    with first_block(check(Survey(persons, year=YEAR), system), system, 3) as found:
        yield found


def test_the_highest_earner_of_each_household_who_earns(block):
    assert highest_earner(block).tolist() == [False, True, True, False]


def test_every_wage_is_raised_and_nothing_else(block):
    raised = changed(block, RAISE).inputs
    for name in ("salaire_de_base", "salaire_de_base@2023"):
        assert raised[name] == pytest.approx(block.inputs[name] * (1 + RAISED_BY))
    for name in ("heures_remunerees_volume", "retraite_brute"):
        assert raised[name].tolist() == block.inputs[name].tolist()


def test_without_work_the_highest_earner_has_neither_wage_nor_hours(block):
    without = changed(block, NO_WORK).inputs
    assert without["salaire_de_base"].tolist() == [10_000, 0, 0, 0]
    assert without["salaire_de_base@2023"].tolist() == [1_000, 0, 0, 0]
    assert without["heures_remunerees_volume"].tolist() == [100, 0, 0, 0]
    assert without["retraite_brute"].tolist() == [1, 2, 3, 4]
    assert changed(block, None) is block


def test_a_budget_is_that_of_the_same_case_simulated_alone():
    place = int(numpy.flatnonzero(numpy.isclose(WAGES, 1.5))[0])
    scenarios = (Scenario("reference", Law()), Scenario("reforme", Law(), law_year=2019))
    found = budget_curves(scenarios, YEAR)
    row = found[(found["type"] == "monoparentale_2")].iloc[place]
    wage = 1.5 * pay.minimum_wage(YEAR)
    assert row["gross"] == pytest.approx(wage)
    for name, year in (("reference", YEAR), ("reform", 2019)):
        assert row[name] == pytest.approx(_disposable(year, wage))
    assert row["reference"] != pytest.approx(row["reform"])


def _disposable(year, wage):
    """A lone parent of 35 with children of 4 and 8 on 1 January, who has had the same wage for years."""
    people = {
        name: {"date_naissance": {"ETERNITY": str(datetime.date(year - age, 1, 1))}}
        for name, age in (("a", 35), ("b", 4), ("c", 8))
    }
    people["a"]["salaire_de_base"] = {str(one): wage for one in range(year - 3, year + 2)}
    for name in ("b", "c"):
        people[name]["salaire_de_base"] = {str(one): 0 for one in range(year - 3, year + 2)}
    situation = {
        "individus": people,
        "familles": {"f": {"parents": ["a"], "enfants": ["b", "c"]}},
        "foyers_fiscaux": {"f": {"declarants": ["a"], "personnes_a_charge": ["b", "c"]}},
        "menages": {"f": {"personne_de_reference": ["a"], "enfants": ["b", "c"]}},
    }
    simulation = SimulationBuilder().build_from_entities(system_of(Law()), situation)
    return simulation.calculate("revenu_disponible", str(year))[0]


def test_typical_households_have_one_row_a_wage_and_type():
    survey = typical_households(YEAR)
    assert len(survey.menages) == 5 * len(WAGES)
    assert survey.menages.groupby("type")["wage"].nunique().eq(len(WAGES)).all()
