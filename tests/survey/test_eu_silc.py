"""The adapter of EU-SILC, on invented households in the layout of its one-file teaching copy."""

import gzip

import numpy
import pandas
import pytest

from openfisca_secu import CountryTaxBenefitSystem
from openfisca_secu.survey import eu_silc
from openfisca_secu.survey.checks import check
from openfisca_secu.survey.figures import weighted_quantile
from openfisca_secu.survey.refusals import SurveyError

YEAR = 2024
COLUMNS = (
    "db030,hsize,db040,rb030,age,rb090,pl030,pb220a,py010n,py050n,py090n,py100n,py110n,py120n,py130n,py140n,"
    "hy040n,hy050n,hy070n,hy080n,hy090n,hy110n,hy130n,hy145n,eqSS,eqIncome,db090,rb050"
)
# A couple with two children, one of them born after the income year; a pensioner alone; a lone mother without work.
ROWS = """\
1,4,Tyrol,101,38,female,2,AT,9600,0,0,0,0,0,0,0,1200,2428.11,0,0,33.5,0,-0.0,-0.0,2.1,16000,500.5,500.5
1,4,Tyrol,102,41,male,1,Other,24000,0,0,0,0,0,0,0,1200,2428.11,0,0,33.5,0,-0.0,-0.0,2.1,16000,500.5,500.5
1,4,Tyrol,103,10,male,,,,,,,,,,,1200,2428.11,0,0,33.5,0,-0.0,-0.0,2.1,16000,500.5,500.5
1,4,Tyrol,104,-1,female,,,,,,,,,,,1200,2428.11,0,0,33.5,0,-0.0,-0.0,2.1,16000,500.5,500.5
2,1,Vienna,201,76,female,5,AT,0,0,0,14000,1000,0,0,0,0,0,480,0,0,0,0,-84.2,1,15480,700,700
3,2,Vienna,301,29,female,3,EU,0,-1653.05,9000,0,0,670.5,0,0,0,1500,0,2400,0,0,0,0,1.3,9000,250.25,250.25
3,2,Vienna,302,4,male,,,,,,,,,,,0,1500,0,2400,0,0,0,0,1.3,9000,250.25,250.25
"""


def written(folder, text=None, name="silc.csv"):
    path = folder / name
    content = f"{COLUMNS}\n{ROWS}" if text is None else text
    if name.endswith(".gz"):
        with gzip.open(path, "wt") as stream:
            stream.write(content)
    else:
        path.write_text(content)
    return path


def changed(person, **values):
    """The text of the fixture, with other values in one person's row."""
    names = [name.lower() for name in COLUMNS.split(",")]
    lines = []
    for line in ROWS.splitlines():
        cells = line.split(",")
        if cells[3] == str(person):
            for name, value in values.items():
                cells[names.index(name)] = value
        lines.append(",".join(cells))
    return "\n".join([COLUMNS, *lines, ""])


@pytest.fixture(scope="module")
def survey(tmp_path_factory):
    return eu_silc.read(written(tmp_path_factory.mktemp("silc")), data_year=YEAR)


@pytest.fixture(scope="module")
def persons(survey):
    return survey.persons.set_index("person_id")


@pytest.fixture(scope="module")
def system():
    return CountryTaxBenefitSystem()


def test_every_person_and_every_weight_goes_through(survey, system):
    assert survey.persons["person_id"].tolist() == [101, 102, 103, 104, 201, 301, 302]
    assert survey.persons.groupby("menage_id")["weight"].first().to_dict() == {1: 500.5, 2: 700, 3: 250.25}
    checked = check(survey, system)
    assert checked.counts["rows_used"] == checked.counts["rows_read"] == 7
    assert checked.weights.tolist() == [500.5, 700, 250.25]


def test_couples_children_families_and_tax_units_are_derived(persons):
    assert persons["menage_role"].tolist() == [
        "conjoint",
        "personne_de_reference",
        "enfant",
        "enfant",
        "personne_de_reference",
        "personne_de_reference",
        "enfant",
    ]
    assert persons["famille_id"].tolist() == [102, 102, 102, 102, 201, 301, 301]
    assert persons["foyer_fiscal_id"].tolist() == [102, 102, 102, 102, 201, 301, 301]
    assert persons.loc[103, "famille_role"] == "enfant"
    assert persons.loc[103, "foyer_fiscal_role"] == "personne_a_charge"


def test_ages_are_those_of_31_december(persons):
    births = persons["date_naissance"].dt.strftime("%Y-%m-%d").to_dict()
    assert births[101] == "1986-07-01"
    assert births[103] == "2014-07-01"


def test_a_child_of_age_minus_one_is_born_on_the_last_day_of_the_year(persons):
    assert persons.loc[104, "date_naissance"] == pandas.Timestamp("2024-12-31")
    assert persons.loc[104, "menage_role"] == "enfant"


def test_status_and_sex(persons):
    assert persons["activite"].tolist() == ["actif", "actif", "etudiant", "etudiant", "retraite", "chomeur", "etudiant"]
    assert persons["sexe"].tolist() == ["femme", "homme", "homme", "femme", "femme", "femme", "homme"]
    assert persons.loc[101, "contrat_de_travail"] == "temps_partiel"
    assert persons.loc[101, "heures_remunerees_volume"] == pytest.approx(0.6 * 12 * 151.67)
    assert persons.loc[102, "heures_remunerees_volume"] == 0


def test_net_wages_become_gross_and_taxable_ones(persons):
    # 11,31 % of contributions, then 9,7 % of CSG and CRDS on 98,25 % of the wage, 6,8 points of it deductible
    gross = 24_000 / (1 - 0.1131 - 0.9825 * 0.097)
    assert persons.loc[102, "salaire_de_base"] == pytest.approx(gross)
    assert persons.loc[102, "salaire_imposable"] == pytest.approx(gross * (1 - 0.1131 - 0.9825 * 0.068))


def test_pensions_bear_the_rate_of_their_reference_income(survey, persons):
    # 15 000 net, one share: whatever the rate, 90 % of it is between 12 230 and 15 988, hence CSG 3,8 % and CRDS 0,5 %
    gross = 15_000 / (1 - 0.043)
    assert persons.loc[201, "retraite_brute"] == pytest.approx(gross)
    assert persons.loc[201, "retraite_imposable"] == pytest.approx(gross * (1 - 0.038))
    foyers = survey.foyers_fiscaux.set_index("foyer_fiscal_id")
    assert foyers.loc[201, "rfr"] == pytest.approx(0.9 * gross * (1 - 0.038))
    assert foyers.loc[201, "nbptr"] == 1


def test_unemployment_losses_and_daily_allowances(survey, persons):
    assert persons.loc[301, "chomage_brut"] == persons.loc[301, "chomage_imposable"] == 9_000  # below the minimum wage
    assert persons.loc[301, "rpns_imposables"] == -1_653.05
    assert persons.loc[301, "indemnites_journalieres_maladie"] == pytest.approx(670.5 / (1 - 0.067))
    assert survey.foyers_fiscaux.set_index("foyer_fiscal_id").loc[301, "nbptr"] == 2  # a lone parent


def test_amounts_of_a_household_go_to_its_reference_person(survey, persons):
    foyers = survey.foyers_fiscaux.set_index("foyer_fiscal_id")
    assert foyers["revenu_categoriel_foncier"].to_dict() == {102: 1200, 201: 0, 301: 0}
    assert foyers["revenu_categoriel_capital"].to_dict() == {102: 33.5, 201: 0, 301: 0}
    assert survey.familles.set_index("famille_id")["aide_logement"].to_dict() == {102: 0, 201: 480, 301: 0}
    assert persons["pensions_alimentaires_percues"].tolist() == [0, 0, 0, 0, 0, 2_400, 0]
    assert not numpy.signbit(persons["pensions_alimentaires_versees_individu"]).any()  # the file has -0.0


def test_the_factor_multiplies_every_amount(tmp_path, persons):
    doubled = eu_silc.read(written(tmp_path), data_year=YEAR, factor=2).persons.set_index("person_id")
    assert doubled.loc[301, "chomage_brut"] == 18_000
    assert doubled.loc[201, "retraite_brute"] > 2 * persons.loc[201, "retraite_brute"]  # at a higher rate of CSG


def test_the_report_tells_assumptions_and_the_lot_of_each_column(survey):
    report = "\n".join(survey.report)
    assert "7 persons in 3 households" in report
    assert "1 children of age -1" in report
    for name in COLUMNS.lower().split(","):
        assert name in report, f"nothing is said of the column {name}"
    assert "Column not used: hy050n (family allowances are what the model computes)." in survey.report


def test_columns_that_are_missing_or_unknown_are_named(tmp_path):
    rows = pandas.read_csv(written(tmp_path))
    rows.drop(columns=["hy070n", "py130n"]).assign(novelty=1).to_csv(tmp_path / "less.csv", index=False)
    report = eu_silc.read(tmp_path / "less.csv").report
    assert "Columns that are not there, taken as 0: py130n, hy070n." in report
    assert "Columns not used, unknown to this adapter: novelty." in report


def test_names_in_capitals_and_compressed_files(tmp_path, persons):
    path = written(tmp_path, f"{COLUMNS.upper()}\n{ROWS}", "silc.csv.gz")
    assert eu_silc.read(path, data_year=YEAR).persons.set_index("person_id").equals(persons)


@pytest.mark.parametrize(
    ("person", "values", "message"),
    [
        (201, {"rb030": ""}, "line 6, column 'rb030': nothing; accepted: an id"),
        (201, {"db030": ""}, "line 6, column 'db030': nothing; accepted: an id"),
        (302, {"rb030": "101"}, "line 2, column 'rb030': '101'; accepted: an id that no other person has"),
        (201, {"age": ""}, "line 6, column 'age': nothing"),
        (201, {"age": "-2"}, "column 'age': '-2'; accepted: a whole number, at least -1, at most 130"),
        (201, {"age": "76.5"}, "column 'age': '76.5'"),
        (201, {"rb090": "x"}, "column 'rb090': 'x'; accepted: male, female, 1 or 2"),
        (201, {"pl030": "9"}, "column 'pl030': '9'; accepted: a whole number, at least 1, at most 7"),
        (201, {"pl030": ""}, "column 'pl030': nothing"),
        (201, {"py100n": "much"}, "column 'py100n': 'much'; accepted: a number, at least 0"),
        (201, {"py100n": "-5"}, "column 'py100n': '-5'"),
        (201, {"py100n": "NaN"}, "column 'py100n': 'NaN'"),
        (201, {"py100n": ""}, "column 'py100n': nothing"),
        (201, {"db090": ""}, "column 'db090': nothing"),
        (201, {"db090": "-1"}, "column 'db090': '-1'"),
        (102, {"db090": "501"}, "line 3, column 'db090': '501'; accepted: one value for a household"),
        (102, {"hy040n": "9"}, "line 3, column 'hy040n': '9'; accepted: one value for a household"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line(tmp_path, system, person, values, message):
    path = written(tmp_path, changed(person, **values))
    with pytest.raises(SurveyError) as error:
        check(eu_silc.read(path, data_year=YEAR), system)
    assert f"{path}, " in str(error.value)
    assert message in str(error.value)


def test_a_row_is_refused_once(tmp_path, system):
    survey = eu_silc.read(written(tmp_path, changed(201, rb030="", db030="", py100n="much")), data_year=YEAR)
    with pytest.raises(SurveyError) as error:
        check(survey, system)
    assert sorted(line.split("column ")[1].split(":")[0] for line in str(error.value).splitlines()) == [
        "'db030'",
        "'py100n'",
        "'rb030'",
    ]


def test_only_the_household_of_a_wrong_row_is_left_out(tmp_path, system):
    survey = eu_silc.read(written(tmp_path, changed(302, age="old")), data_year=YEAR)
    checked = check(survey, system, on_error="skip-household")
    assert checked.counts["rows_read"] == 7
    assert checked.counts["rows_used"] == 5
    assert checked.weights.tolist() == [500.5, 700]


def test_negative_losses_and_rents_are_accepted(tmp_path):
    survey = eu_silc.read(written(tmp_path, changed(201, py050n="-100", hy040n="-50", hy090n="-1")), data_year=YEAR)
    assert not survey.refusals
    assert (survey.foyers_fiscaux["rfr"] >= 0).all()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rb030,age,rb090,db090\n1,2,male,3\n", "columns are missing: db030"),
        ("db030,rb030,age,rb090\n1,2,3,male\n", "columns are missing: db090 or rb050"),
        ("db030,rb030,age,rb090,db090\n", "no person"),
        ("db030,DB030,rb030,age,rb090,db090\n1,1,1,1,male,1\n", "two columns are named 'db030'"),
    ],
)
def test_a_file_without_what_is_needed_is_refused(tmp_path, text, message):
    with pytest.raises(SurveyError, match=message):
        eu_silc.read(written(tmp_path, text))


@pytest.mark.parametrize("options", [{"data_year": 2006}, {"data_year": 2027}, {"factor": 0}, {"factor": float("nan")}])
def test_options_out_of_range_are_refused(tmp_path, options):
    with pytest.raises(SurveyError, match="accepted"):
        eu_silc.read(written(tmp_path), **options)


def test_figures_of_the_income_that_the_file_tells(tmp_path):
    # weights 2 002 at 16 000, 700 at 15 480, 500,5 at 9 000: half of 3 202,5 is reached among those who have 16 000
    figures = eu_silc.equivalised_income(written(tmp_path))
    assert figures.persons == 7
    assert figures.weights == pytest.approx(4 * 500.5 + 700 + 2 * 250.25)
    assert figures.median == 16_000
    assert figures.mean == pytest.approx((2_002 * 16_000 + 700 * 15_480 + 500.5 * 9_000) / 3_202.5)
    assert figures.poverty_threshold == pytest.approx(9_600)
    assert figures.poverty_rate == pytest.approx(500.5 / 3_202.5)


def test_where_exactly_half_of_the_weight_is_reached_the_median_is_between_two_values():
    assert weighted_quantile(numpy.array([3.0, 1.0]), numpy.array([2.0, 2.0]), 0.5) == 2.0
    assert weighted_quantile(numpy.array([3.0, 1.0]), numpy.array([2.5, 2.0]), 0.5) == 3.0
