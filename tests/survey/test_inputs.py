"""What a survey says of its year, in the simulated year and in the years before it."""

import datetime

import numpy
import pandas
import pytest

from openfisca_secu.survey.ages import in_year
from openfisca_secu.survey.run import simulate
from openfisca_secu.survey.tables import Survey


@pytest.fixture
def laws(monkeypatch, request):
    monkeypatch.syspath_prepend(request.path.parent)
    import laws  # noqa: PLC0415

    return laws


@pytest.fixture
def value(laws):
    """The value of one variable for one person, 40 years old in 2022, whose columns are given."""

    def compute(variable, year, **columns):
        persons = pandas.DataFrame({"person_id": [1], "menage_id": [1], "weight": [1.0], "age": [40]})
        for name, given in columns.items():
            persons[name.replace("__", "@").replace("_m", "-") if "__" in name else name] = [given]
        results = simulate(Survey(persons, 2022), year, [variable], law=laws.with_more)
        table = results.table("individus", year)
        return next(table[name][0] for name in table.columns if name.startswith(variable))

    return compute


def test_an_amount_of_the_year_is_that_of_the_simulated_year_and_of_two_years_before(value):
    assert value("salaire_de_base", 2022, salaire_de_base=12000.0) == 12000
    assert value("salaire_de_base", 2026, salaire_de_base=12000.0) == 12000
    assert value("salaires_n_2", 2022, salaire_de_base=12000.0) == 12000
    assert value("salaires_n_2", 2026, salaire_de_base=12000.0) == 12000


def test_an_amount_of_the_year_is_that_of_the_next_january(value):
    assert value("salaire_de_janvier_suivant", 2024, salaire_de_base=12000.0) == 1000


def test_a_column_of_an_earlier_year_moves_with_the_simulated_year(value):
    columns = {"salaire_de_base": 12000.0, "salaire_de_base__2020": 6000.0}
    assert value("salaires_n_2", 2022, **columns) == 6000
    assert value("salaires_n_2", 2026, **columns) == 6000
    assert value("salaire_de_base", 2026, **columns) == 12000


def test_a_column_of_a_month_is_that_month_and_the_others_keep_their_twelfth(value):
    columns = {"salaire_de_base": 12000.0, "salaire_de_base__2021_m03": 50.0}
    assert value("salaire_de_mars_precedent", 2022, **columns) == 50
    assert value("salaire_de_mars_precedent", 2024, **columns) == 50
    columns = {"salaire_de_base": 12000.0, "salaire_de_base__2022_m03": 50.0}
    assert value("salaire_de_base", 2022, **columns) == 11050


def test_a_month_alone_leaves_the_other_months_at_their_default(value):
    assert value("salaire_de_base", 2022, salaire_de_base__2022_m03=50.0) == 50


def test_a_monthly_amount_without_a_way_to_spread_a_year_is_divided(value):
    assert value("mensuel_sans_repartition", 2022, mensuel_sans_repartition=1200.0) == 1200


def test_a_bound_of_a_month_allows_twelve_times_as_much_for_a_year(value):
    assert value("heures_bornees", 2022, heures_bornees=12 * 744.0) == 12 * 744
    with pytest.raises(ValueError, match="at most 8928"):
        value("heures_bornees", 2022, heures_bornees=12 * 744.0 + 1)
    with pytest.raises(ValueError, match="at most 744"):
        value("heures_bornees", 2022, heures_bornees__2022_m03=745.0)


def test_a_state_holds_each_month(value):
    assert value("saison", 2024, saison="chaud") == "chaud"
    assert value("saison", 2024, saison="froid", saison__2022_m12="chaud") == "chaud"


def test_what_never_changes_is_given_once(value):
    assert value("constante", 2024, constante=7) == 7


@pytest.mark.parametrize("year", [2019, 2022, 2026])
def test_everybody_has_the_age_of_the_survey_s_year(value, year):
    assert value("age", year) == 40


@pytest.mark.parametrize(
    ("birth", "shift", "expected"),
    [
        ("1985-04-12", 4, "1989-04-12"),
        ("1985-04-12", -3, "1982-04-12"),
        ("2012-02-29", 4, "2016-02-29"),
        ("2012-02-29", 1, "2013-02-28"),
        ("2012-02-29", -1, "2011-02-28"),
        ("2013-01-31", 1, "2014-01-31"),
    ],
)
def test_dates_of_birth_move_by_whole_years_within_their_month(birth, shift, expected):
    assert in_year(numpy.array([birth], dtype="datetime64[D]"), shift).tolist() == [
        datetime.date.fromisoformat(expected)
    ]


def test_values_of_the_survey_replace_a_formula_in_every_year(laws):
    persons = pandas.DataFrame({"person_id": [1], "menage_id": [1], "weight": [1.0], "age": [40], "en_couple": [True]})
    results = simulate(Survey(persons, 2022), 2024, ["en_couple"], law=laws.with_more)
    assert results.table("familles", 2024)["en_couple_decembre"].tolist() == [True]
