"""Amounts carried from the survey's year to others by published indices, once, and nothing else."""

import dataclasses
import datetime
import json
import pickle

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.run import simulate
from openfisca_secu.survey.tables import Survey
from openfisca_secu.survey.treatment import Treatment
from openfisca_secu.survey.uprating import NOTHING, OWN_INCOMES, PRICES, Uprating, _table

# Changes of the file of indices, on which the expected values below are computed by hand.
PRICES_2023, PRICES_2024 = 0.048, 0.018
WAGES_2022, WAGES_2023, WAGES_2024 = 0.056, 0.041, 0.026


@pytest.fixture(scope="module")
def published():
    return Uprating.published()


@pytest.fixture
def laws(monkeypatch, request):
    monkeypatch.syspath_prepend(request.path.parent)
    import laws  # noqa: PLC0415

    return laws


@pytest.fixture
def value(laws, published):
    """The value of one variable for one person, 40 years old in 2022, whose columns are given."""

    def compute(variable, year, uprating=published, law_year=None, **columns):
        persons = pandas.DataFrame({"person_id": [1], "menage_id": [1], "weight": [1.0], "age": [40]})
        for name, amount in columns.items():
            persons[name.replace("__", "@").replace("_m", "-") if "__" in name else name] = [amount]
        results = simulate(
            Survey(persons, 2022),
            year,
            [variable],
            law=laws.with_more,
            law_year=law_year,
            treatment=Treatment(uprating),
        )
        variable_of = laws.with_more().get_variable(variable)
        table = results.table({"individu": "individus", "menage": "menages"}[variable_of.entity.key], year)
        return next(table[name][0] for name in table.columns if name.startswith(variable))

    return compute


def test_every_amount_that_a_survey_can_give_has_one_category(system):
    categories = _table()["categories"]
    listed = [name for names in categories.values() for name in names]
    assert sorted(listed) == sorted(set(listed))
    amounts = {name for name, one in system.variables.items() if one.unit == "currency" and not one.formulas}
    missing = sorted(amounts - set(listed))
    assert not missing, f"give a category in openfisca_secu/data/uprating.yaml to {', '.join(missing)}"
    assert all(system.get_variable(name).unit == "currency" for name in listed)
    known = {*_table()["indices"], OWN_INCOMES}
    assert set(categories) <= known


def test_amounts_are_numbers_with_decimals(system):
    """What is multiplied is a float: an amount of another type would stay behind in silence."""
    assert all(one.value_type is float for one in system.variables.values() if one.unit == "currency")


def test_every_published_value_has_its_reference():
    for name, index in _table()["indices"].items():
        assert index["description"].strip(), name
        for key in ("evolutions", "niveaux", "montants", "revalorisations"):
            for when, one in index.get(key, {}).items():
                assert isinstance(one["value"], float), (name, when)
                assert one["reference"].strip(), (name, when)


def test_indices_tell_every_year_from_2010_to_2025_at_least(published):
    for name, index in published.indices.items():
        assert set(range(2010, 2026)) <= set(index.levels), name
        assert all(0.9 < index.levels[year] / index.levels[year - 1] < 1.1 for year in range(2011, 2026)), name


def test_levels_by_hand(published):
    assert published.factor("prix", 2022, 2024) == pytest.approx(1.048 * 1.018)
    # 1.011 on 1 January 2022, then 1.04 on 1 July: the mean of 2022 is half and half; 1.008 in 2023
    assert published.factor("pensions", 2022, 2023) == pytest.approx(1.04 * 1.008 / (0.5 + 0.5 * 1.04))
    # 466.44 from April 2024, 445.93 before; 474.37 from April 2025
    assert published.factor("prestations", 2024, 2025) == pytest.approx(
        (3 * 466.44 + 9 * 474.37) / (3 * 445.93 + 9 * 466.44)
    )
    # 13.11 to June 2025, 13.18 from July on; 12.95 to June 2024, 13.11 from July on
    assert published.factor("chomage", 2024, 2025) == pytest.approx((13.11 + 13.18) / (12.95 + 13.11))
    assert published.factor("loyers", 2022, 2024) == pytest.approx(145.17 / 135.84)
    assert published.indices["independants"] == published.indices["salaires"]


def test_nothing_is_uprated_unless_asked(value):
    assert value("salaire_de_base", 2024, uprating=None, salaire_de_base=12000.0) == 12000


def test_an_amount_of_the_survey_has_the_level_of_the_simulated_year_once(value):
    expected = 12000 * (1 + WAGES_2023) * (1 + WAGES_2024)
    assert value("salaire_de_base", 2024, salaire_de_base=12000.0) == pytest.approx(expected, abs=0.005)
    assert value("salaire_de_base", 2022, salaire_de_base=12000.0) == 12000


def test_an_amount_of_an_earlier_year_by_the_rule_has_the_level_of_that_year(value):
    assert value("salaires_n_2", 2024, salaire_de_base=12000.0) == pytest.approx(12000, abs=0.005)
    expected = 12000 / (1 + WAGES_2022) / 1.056  # of 2020, from 2022: the change of 2021 is 0.056 too
    assert value("salaires_n_2", 2022, salaire_de_base=12000.0) == pytest.approx(expected, abs=0.005)


def test_the_year_after_has_the_level_of_the_simulated_year(value):
    expected = 1000 * (1 + WAGES_2023) * (1 + WAGES_2024)
    assert value("salaire_de_janvier_suivant", 2024, salaire_de_base=12000.0) == pytest.approx(expected, abs=0.005)


def test_a_dated_column_is_carried_from_its_own_year(value):
    columns = {"salaire_de_base": 12000.0, "salaire_de_base__2020": 6000.0}
    # the column of 2020 in a survey of 2022 is that of 2022 in a population of 2024
    expected = 6000 * 1.056 * (1 + WAGES_2022)
    assert value("salaires_n_2", 2024, **columns) == pytest.approx(expected, abs=0.005)
    assert value("salaires_n_2", 2022, **columns) == pytest.approx(6000, abs=0.005)
    months = {"salaire_de_base": 12000.0, "salaire_de_base__2021_m03": 50.0}
    expected = 50 * (1 + WAGES_2022) * (1 + WAGES_2023)  # March 2021, that of 2023
    assert value("salaire_de_mars_precedent", 2024, **months) == pytest.approx(expected, abs=0.005)


def test_the_level_is_that_of_the_population_whatever_the_year_of_the_law(value):
    expected = 12000 * (1 + WAGES_2023) * (1 + WAGES_2024)
    found = value("salaire_de_base", 2024, law_year=2022, salaire_de_base=12000.0)
    assert found == pytest.approx(expected, abs=0.005)
    # two years before the law's year stands for two years before the population's
    assert value("salaires_n_2", 2024, law_year=2022, salaire_de_base=12000.0) == pytest.approx(12000, abs=0.005)


def test_hours_counts_and_states_stay(value):
    assert value("heures_bornees", 2024, heures_bornees=1200.0) == 1200
    assert value("constante", 2024, constante=7) == 7
    assert value("saison", 2024, saison="chaud") == "chaud"


def test_an_amount_without_category_follows_prices_and_is_named(laws, published):
    persons = pandas.DataFrame(
        {"person_id": [1], "menage_id": [1], "weight": [1.0], "age": [40], "mensuel_sans_repartition": [1200.0]}
    )
    results = simulate(
        Survey(persons, 2022), 2024, ["mensuel_sans_repartition"], law=laws.with_more, treatment=Treatment(published)
    )
    found = results.table("individus", 2024)["mensuel_sans_repartition"][0]
    assert found == pytest.approx(1200 * (1 + PRICES_2023) * (1 + PRICES_2024), abs=0.005)
    assert "Without an index of their own, these follow prices: mensuel_sans_repartition." in results.report


def incomes(**columns):
    persons = pandas.DataFrame(
        {
            "person_id": [1, 2, 3],
            "menage_id": [1, 1, 2],
            "menage_role": ["personne_de_reference", "conjoint", "personne_de_reference"],
            "famille_id": [1, 1, 2],
            "famille_role": ["demandeur", "conjoint", "demandeur"],
            "foyer_fiscal_id": [1, 1, 2],
            "foyer_fiscal_role": ["declarant_principal", "conjoint", "declarant_principal"],
            "weight": [1.0, 1.0, 1.0],
            "age": [60, 70, 40],
            **columns,
        }
    )
    return Survey(persons, 2022)


def test_the_reference_income_moves_as_the_incomes_of_its_tax_unit(published):
    survey = incomes(salaire_imposable=[30000.0, 0, 0], retraite_brute=[0.0, 10000, 0], rfr=[36000.0, 36000, 5000])
    results = simulate(survey, 2024, ["rfr"], treatment=Treatment(published))
    wages, pensions = published.factor("salaires", 2022, 2024), published.factor("pensions", 2022, 2024)
    expected = [36000 * (30000 * wages + 10000 * pensions) / 40000, 5000 * (1 + PRICES_2023) * (1 + PRICES_2024)]
    assert results.table("foyers_fiscaux", 2024)["rfr"].tolist() == pytest.approx(expected, abs=0.005)


def test_of_each_kind_of_income_one_column_counts(published):
    survey = incomes(salaire_imposable=[30000.0, 0, 0], salaire_de_base=[38000.0, 0, 0], rfr=[30000.0, 30000, 0])
    once = simulate(survey, 2024, ["rfr"], treatment=Treatment(published)).table("foyers_fiscaux", 2024)["rfr"][0]
    assert once == pytest.approx(30000 * (1 + WAGES_2023) * (1 + WAGES_2024), abs=0.005)


def test_results_do_not_depend_on_blocks(published, tmp_path, files_in):
    survey = incomes(salaire_imposable=[30000.0, 0, 7], retraite_brute=[0.0, 10000, 9], rfr=[36000.0, 36000, 5000])
    for size in (1, 2):
        simulate(survey, 2024, ["rfr", "af"], tmp_path / f"{size}", block_size=size, treatment=Treatment(published))
    assert files_in(tmp_path / "1") == files_in(tmp_path / "2")


def test_report_and_manifest_tell_the_factors(published, tmp_path):
    survey = incomes(salaire_de_base=[30000.0, 0, 0], rfr=[30000.0, 30000, 0])
    results = simulate(survey, 2024, ["af"], tmp_path / "out", treatment=Treatment(published))
    text = "\n".join(results.report)
    assert "From 2022 to 2024: salaire_de_base ×1.0681 (salaires 2022→2024)" in text
    assert "rfr as the incomes of the same foyer_fiscal" in text
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["uprating_factors"]["2024"] == {"salaire_de_base": pytest.approx(1.068066), "rfr": OWN_INCOMES}
    assert manifest["uprating"]["categories"]["salaire_de_base"] == "salaires"
    other = simulate(survey, 2024, ["af"], law_year=2022, treatment=Treatment(published))
    assert any("thresholds are not uprated" in sentence for sentence in other.report)
    assert any("Amounts are not uprated." in one for one in simulate(survey, 2024, ["af"]).report)


def test_the_report_tells_columns_of_the_survey_from_the_rule(laws):
    survey = incomes(salaire_de_base=[30000.0, 0, 0], activite=["actif"] * 3)
    said = "\n".join(simulate(survey, 2022, ["salaires_n_2"], law=laws.with_more).report)
    assert "by the rule, from the survey's year: salaire_de_base (N-2)" in said
    survey = incomes(**{"salaire_de_base": [30000.0, 0, 0], "salaire_de_base@2020": [20000.0, 0, 0]})
    said = "\n".join(simulate(survey, 2022, ["salaires_n_2"], law=laws.with_more).report)
    assert "from columns of the survey: salaire_de_base (N-2)" in said
    assert "by the rule" not in said
    survey = incomes(**{"salaire_de_base@2022": [30000.0, 0, 0]})
    said = "\n".join(simulate(survey, 2022, ["salaires_n_2"], law=laws.with_more).report)
    assert "neither given nor filled (default, or computed by the law): salaire_de_base (N-2)" in said


def test_a_year_without_index_is_refused_before_anything_is_written(published, tmp_path):
    survey = incomes(salaire_de_base=[30000.0, 0, 0])
    with pytest.raises(SurveyError, match=r"'salaires' tells the years 2010 to 2025, and 2026 .*--uprate-beyond"):
        simulate(survey, 2026, ["af"], tmp_path / "out", treatment=Treatment(published))
    assert not (tmp_path / "out").exists()
    beyond = Uprating.published(beyond=True)
    results = simulate(survey, 2026, ["af"], treatment=Treatment(beyond))
    assert any("Forecasts, not published values: salaires 2025, salaires 2026." in one for one in results.report)
    # the change of 2025 once more
    assert beyond.factor("salaires", 2025, 2027) == pytest.approx(1.022**2)


def test_a_file_of_the_user_changes_years_categories_and_variables(tmp_path, system):
    path = tmp_path / "own.yaml"
    path.write_text(
        "indices: {salaires: {2024: 0.03, 2026: 0.01}, fonds: {2023: 0.5, 2024: 0.25}}\n"
        "variables: {loyer: salaires, livret_a: fonds, rfr: aucune, chomage_brut: {2024: 0.1}}\n",
        encoding="utf-8",
    )
    own, published = Uprating.published(path), Uprating.published()
    assert own.factor("salaires", 2022, 2024) == pytest.approx((1 + WAGES_2023) * 1.03)
    assert own.factor("salaires", 2025, 2026) == pytest.approx(1.01)
    assert own.indices["independants"] == own.indices["salaires"]  # follows
    assert own.factor("prix", 2022, 2024) == published.factor("prix", 2022, 2024)
    assert own.category(system.get_variable("loyer")) == "salaires"
    assert own.category(system.get_variable("rfr")) is None
    assert own.factor(own.category(system.get_variable("livret_a")), 2022, 2024) == pytest.approx(1.5 * 1.25)
    mine = own.category(system.get_variable("chomage_brut"))
    assert own.factor(mine, 2023, 2024) == pytest.approx(1.1)
    assert own.factor(mine, 2022, 2023) == pytest.approx(published.factor("chomage", 2022, 2023))
    assert own.categories["rfr"] == NOTHING


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[1, 2]", "indices and variables"),
        ("prix: {2024: 0.1}", "indices and variables"),
        ("indices: {salaires: 0.1}", "a change by year"),
        ("indices: {salaires: {2024: 2}}", "a change by year"),
        ("indices: {salaires: {2028: 0.1}}", "none for 2026"),
        ("variables: {loyer: nulle_part}", "nulle_part"),
        ("variables: {lo: [", "yaml"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path, text, said):
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SurveyError, match=said):
        Uprating.published(path)


def test_a_variable_of_the_users_file_that_there_is_not_is_refused(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text("variables: {loyers: salaires}\n", encoding="utf-8")
    with pytest.raises(SurveyError, match="unknown variable 'loyers'; near it: loyer"):
        simulate(incomes(), 2022, ["af"], treatment=Treatment(Uprating.published(path)))


def test_an_uprating_goes_to_other_processes_and_does_not_change(published):
    assert pickle.loads(pickle.dumps(published)) == published
    with pytest.raises(dataclasses.FrozenInstanceError):
        published.beyond = True


@given(st.sampled_from([*_table()["indices"]]), *[st.integers(2010, 2025)] * 3)
def test_factors_chain(category, first, second, third):
    uprating = Uprating.published()
    through = uprating.factor(category, first, second) * uprating.factor(category, second, third)
    assert through == pytest.approx(uprating.factor(category, first, third))
    assert uprating.factor(category, first, first) == 1


def test_parameters_of_the_model_are_read_where_indices_name_them():
    from openfisca_secu.survey.pay import parameter_values  # noqa: PLC0415

    assert parameter_values("prestations_familiales/bmaf")[datetime.date(2024, 4, 1)] == 466.44
    assert PRICES in _table()["indices"]
