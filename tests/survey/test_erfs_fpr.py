"""The adapter of ERFS-FPR, on invented households written in the layout of each vintage."""

import gzip

import numpy
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from survey_population import HOUSEHOLDS, MARRIED, Household, Person, changed, erfs_tables, write_erfs

from openfisca_secu import CountryTaxBenefitSystem, simulate
from openfisca_secu.survey import adapters, erfs_fpr, pay
from openfisca_secu.survey.checks import check
from openfisca_secu.survey.refusals import SurveyError

YEARS = (2014, 2019, 2021)
OF_PERSONS, OF_HOUSEHOLDS = "fpr_indiv", "fpr_menage"


@pytest.fixture(scope="module")
def system():
    return CountryTaxBenefitSystem()


@pytest.fixture(scope="module", params=YEARS)
def survey(request, tmp_path_factory):
    return erfs_fpr.read(write_erfs(tmp_path_factory.mktemp("erfs"), request.param))


@pytest.fixture(scope="module")
def persons(survey):
    return survey.persons.set_index("person_id")


@pytest.fixture(scope="module")
def foyers(survey):
    return survey.foyers_fiscaux.set_index("foyer_fiscal_id")


def read(folder, year=2014, households=HOUSEHOLDS, **options):
    return erfs_fpr.read(write_erfs(folder, year, households), **options)


def with_rows(folder, year, file, change):
    """The files of a year in which a function changed the rows of one of them."""
    tables = erfs_tables(year)
    name = next(name for name in tables if name.startswith(file))
    tables[name] = change(tables[name])
    return write_erfs(folder, year, tables=tables)


def set_in(row, **values):
    """A change of one row."""

    def change(rows):
        rows[row] = {**rows[row], **values}
        return rows

    return change


def renamed(rows, name, other):
    """Rows in which a column has another name."""
    return [{other if key == name else key: value for key, value in row.items()} for row in rows]


def refusals(path, system, **options):
    with pytest.raises(SurveyError) as error:
        check(erfs_fpr.read(path, **options), system)
    return str(error.value)


def test_every_person_and_every_weight_goes_through(survey, system):
    checked = check(survey, system)
    assert checked.counts["rows_used"] == checked.counts["rows_read"] == 19
    assert checked.weights.tolist() == [1500.25, 980.5, 2100, 1200, 640, 900]
    assert survey.persons["person_id"].tolist()[:4] == [10101, 10102, 10103, 10104]


def test_the_year_is_that_of_the_files(survey):
    assert survey.year in YEARS
    assert survey.report[0] == f"ERFS-FPR of {survey.year}: 19 persons in 6 households read."


def test_birth_sex_marital_status_and_activity(survey, persons):
    assert persons.loc[10101, "date_naissance"] == pandas.Timestamp(f"{survey.year - 45}-05-15")
    assert persons.loc[10104, "date_naissance"] == pandas.Timestamp(f"{survey.year - 8}-11-15")
    assert persons["sexe"].tolist()[:4] == ["homme", "femme", "homme", "femme"]
    expected = {10101: "marie", 10103: "non_renseigne", 10201: "divorce", 10202: "celibataire", 10301: "veuf"}
    assert persons.loc[list(expected), "statut_marital"].to_dict() == {**expected}
    assert persons.loc[10401, "statut_marital"] == "pacse"
    activities = {10101: "actif", 10202: "chomeur", 10103: "etudiant", 10403: "etudiant", 10501: "retraite"}
    assert persons.loc[list(activities), "activite"].to_dict() == activities
    assert persons.loc[10402, "activite"] == "inactif"


def test_families_follow_the_links_to_parents_and_partners(persons):
    families = persons["famille_id"].to_dict()
    assert {families[person] for person in (10201, 10202, 10203, 10204)} == {10201}
    assert [families[person] for person in (10301, 10302, 10303)] == [10301, 10302, 10302]
    assert [families[person] for person in (10401, 10402, 10403, 10404, 10405)] == [10401, 10401, 10401, 10404, 10404]
    assert persons.loc[10405, "famille_role"] == "enfant"
    assert persons["menage_role"].tolist()[8:11] == ["autre", "personne_de_reference", "enfant"]


def test_tax_units_follow_marital_status(persons, foyers):
    units = persons["foyer_fiscal_id"].to_dict()
    assert [units[person] for person in (10201, 10202, 10203, 10204)] == [10201, 10202, 10201, 10201]
    assert units[10402] == 10401
    # a couple with two children 3, two children of a couple that is not married 2, a student 2,5
    assert foyers["nbptr"].to_dict() == {
        10101: 3, 10201: 2, 10202: 1, 10301: 1, 10302: 2, 10401: 2.5, 10404: 2, 10501: 1, 10601: 1, 10602: 1
    }  # fmt: skip


def test_gross_wages_are_those_whose_taxable_part_is_given(persons):
    gross = persons["salaire_de_base"].to_dict()
    assert gross[10101] == pytest.approx(62_000)
    assert gross[10302] == pytest.approx(31_000)  # a State employee
    assert gross[10602] == pytest.approx(22_000)  # contract staff of a commune


def test_the_taxable_wage_of_2014_by_hand(tmp_path):
    # 2014, under the ceiling: old age 6,80 + 0,25, Arrco 3,05, AGFF 0,80, chômage 2,40, maladie 0,75 = 14,05 %;
    # deductible CSG 5,1 % of 98,25 %
    persons = read(tmp_path).persons.set_index("person_id")
    assert persons.loc[10102, "salaire_imposable"] == pytest.approx(15_000 * (1 - 0.1405 - 0.9825 * 0.051))


def test_unemployment_pensions_and_disability_add_the_deductible_csg(survey, persons):
    assert persons.loc[10202, "chomage_brut"] == persons.loc[10202, "chomage_imposable"] == 7_000
    assert persons.loc[10301, "retraite_brute"] == pytest.approx(15_000)
    assert persons.loc[10301, "retraite_imposable"] == pytest.approx(15_000 * 0.962)
    assert persons.loc[10402, "pensions_invalidite"] == 9_000
    assert persons["invalidite"].sum() == 1


def test_reference_income_by_hand(tmp_path):
    # 2021: the pensioner's 14 500 × 0,962, less 10 %; the lone mother's alimony is a pension, too
    foyers = read(tmp_path, 2021).foyers_fiscaux.set_index("foyer_fiscal_id")
    assert foyers.loc[10501, "rfr"] == pytest.approx(0.9 * 14_500 * 0.962)
    # profits 9 000, disability pension 9 000 less 10 %, alimony paid 1 200
    assert foyers.loc[10401, "rfr"] == pytest.approx(9_000 + 8_100 - 1_200)


def test_losses_stay_losses(persons, foyers):
    assert persons.loc[10601, "rpns_imposables"] == -1_653.05
    assert persons.loc[10601, "categorie_non_salarie"] == "commercant"
    assert foyers.loc[10601, "rfr"] == 0


def test_amounts_of_the_household_are_the_reference_person_s(foyers, persons):
    assert foyers["revenu_categoriel_foncier"].to_dict()[10101] == 3_000
    assert foyers["revenu_categoriel_capital"].sum() == 250
    assert persons["pensions_alimentaires_versees_individu"].to_dict()[10401] == 1_200
    assert persons["pensions_alimentaires_percues"].sum() == 1_800


def test_categories_of_employees(persons):
    expected = {
        10101: "prive_cadre",
        10102: "prive_non_cadre",
        10302: "public_titulaire_etat",
        10602: "public_non_titulaire",
        10501: "non_pertinent",
    }
    assert persons.loc[list(expected), "categorie_salarie"].to_dict() == expected
    assert persons.loc[10101, "effectif_entreprise"] == 9


def test_part_time_hours_are_those_of_a_year(persons):
    assert persons.loc[10102, "contrat_de_travail"] == "temps_partiel"
    assert persons.loc[10102, "heures_remunerees_volume"] == pytest.approx(24 * 52)
    assert persons.loc[10101, "contrat_de_travail"] == "temps_plein"
    assert persons.loc[10501, "contrat_de_travail"] == "sans_objet"


def test_hours_are_brought_down_to_what_the_minimum_wage_pays(tmp_path):
    households = changed(HOUSEHOLDS, 101, 2, gross=6_000)
    survey = read(tmp_path, 2019, households)
    hours = survey.persons.set_index("person_id").loc[10102, "heures_remunerees_volume"]
    assert hours == pytest.approx(6_000 / 10.03)  # the hourly minimum wage of 2019
    assert any("1 of 6 employees are paid less than the minimum wage" in sentence for sentence in survey.report)


def test_wages_fall_in_the_months_of_work(survey, persons):
    year, wage = survey.year, [f"salaire_de_base@{survey.year}-{month:02}" for month in range(1, 13)]
    assert persons.loc[10202, wage].tolist() == pytest.approx([9_500 / 4] * 4 + [0] * 8)
    assert persons.loc[10101, wage].tolist() == pytest.approx([62_000 / 12] * 12)
    if year < 2021:
        unemployment = [f"chomage_brut@{year}-{month:02}" for month in range(1, 13)]
        assert persons.loc[10202, unemployment].tolist() == pytest.approx([0] * 4 + [7_000 / 8] * 8)
    else:
        assert f"chomage_brut@{year}-01" not in persons.columns


@pytest.mark.parametrize(
    ("department", "commune", "expected"),
    [
        ("69", "", "69000"),
        ("1", "4", "01004"),
        ("2a", "004", "2A004"),
        ("971", "05", "97105"),
        ("971", "105", "97105"),  # the department's last sign repeated
        ("75", "75056", "75056"),
    ],
)
def test_a_commune_has_five_signs(department, commune, expected):
    assert erfs_fpr.commune_code(department, commune) == expected


def test_dwellings(survey):
    menages = survey.menages.set_index("menage_id")
    assert menages["statut_occupation_logement"].tolist() == [
        "primo_accedant",
        "locataire_vide",
        "locataire_hlm",
        "proprietaire",
        "proprietaire",
        "locataire_vide",
    ]
    assert set(menages["depcom"]) == {"69000"}
    if survey.year < 2019:
        assert menages["loyer"].tolist() == [0, 8_640, 4_920, 0, 0, 10_800]
    else:
        assert menages["loyer"].isna().tolist() == [False, True, True, False, False, True]
        said = "3 of 3 households of tenants have no rent (none is asked after 2018): nothing is imputed."
        assert said in survey.report


def test_months_of_birth_that_are_not_known(tmp_path):
    survey = erfs_fpr.read(write_erfs(tmp_path, 2021, months=False))
    assert survey.persons["date_naissance"].dt.strftime("%m-%d").unique().tolist() == ["07-01"]
    assert any("19 persons of unknown month on 1 July" in sentence for sentence in survey.report)


def test_the_report_tells_the_lot_of_each_column_and_what_is_not_known(survey):
    report = "\n".join(survey.report)
    for rows in erfs_tables(survey.year).values():
        for name in rows[0]:
            assert name.removesuffix(f"{survey.year % 100:02}") in report, f"nothing is said of the column {name}"
    assert "prest_logement (a benefit received or a tax paid: left for comparison" in report
    assert "Benefits received (prest_…, m_rsa_actm, ppe, crds_psoc) are no inputs" in report
    assert "Not known: the employer's rate for accidents at work." in report
    assert "Not known: the childcare used and what it costs. Not to be relied on for that: paje_cmg" in report
    assert "100.0% of the one told (csgsald_i)" in report
    assert ("Not known: the rent of tenants." in report) == (survey.year > 2018)


def test_wages_of_2022_hold_the_inflation_allowance(tmp_path):
    assert any("inflation allowance of 100 euros" in sentence for sentence in read(tmp_path, 2022).report)


def test_amounts_that_are_net_take_the_csg_that_is_not_deductible(tmp_path):
    path = with_rows(tmp_path, 2014, OF_PERSONS, set_in(1, csg_nd_crds_sal_i=100))
    taxable = erfs_fpr.read(path).persons.set_index("person_id")["salaire_imposable"]
    net = erfs_fpr.read(path, amounts="net").persons.set_index("person_id")["salaire_imposable"]
    assert (net - taxable).to_dict()[10102] == pytest.approx(100)
    assert (net - taxable).abs().sum() == pytest.approx(100)


def test_apprentices_are_taxed_above_the_minimum_wage(tmp_path):
    households = changed(HOUSEHOLDS, 102, 2, job="apprentice", gross=25_000)
    survey = read(tmp_path, 2019, changed(households, 101, 2, job="apprentice", gross=9_000))
    persons = survey.persons.set_index("person_id")
    assert persons.loc[10202, "apprenti"]
    assert persons.loc[10202, "salaire_de_base"] == pytest.approx(25_000)
    assert persons.loc[10202, "salaire_imposable"] == pytest.approx(25_000 - 12 * 151.67 * 10.03)
    assert persons.loc[10102, "salaire_de_base"] == 0
    said = next(sentence for sentence in survey.report if sentence.startswith("2 apprentices"))
    assert "the wage of 1 who declare nothing is not known" in said


def test_a_private_person_as_employer(tmp_path):
    path = with_rows(tmp_path, 2014, "fpr_irf", set_in(1, chpub=7))
    assert erfs_fpr.read(path).persons.set_index("person_id")["particulier_employeur"].to_dict()[10102]


def test_social_security_staff_are_employees_of_private_law(tmp_path):
    path = with_rows(tmp_path, 2014, "fpr_irf", set_in(1, chpub=6, titc=2))
    assert erfs_fpr.read(path).persons["categorie_salarie"][1] == "prive_non_cadre"


def test_classes_of_employers_from_2021_on_are_others(tmp_path):
    before = with_rows(tmp_path / "before", 2019, "fpr_irf", set_in(0, nbsala=12))
    since = with_rows(tmp_path / "since", 2021, OF_PERSONS, set_in(0, nbsal_y=12))
    assert erfs_fpr.read(before).persons["effectif_entreprise"][0] == 1_000
    assert erfs_fpr.read(since).persons["effectif_entreprise"][0] == 150


def test_a_household_out_of_scope_is_left_out_and_said(tmp_path, system):
    path = with_rows(tmp_path, 2014, OF_HOUSEHOLDS, set_in(1, champ_calcul=0))
    survey = erfs_fpr.read(path)
    assert 102 not in survey.persons["menage_id"].tolist()
    assert check(survey, system).counts["rows_read"] == 15
    said = "1 households out of the scope (champ_calcul is not 1"
    assert any(sentence.startswith(said) for sentence in survey.report)


def test_persons_of_the_employment_survey_whom_no_tax_file_has_are_left_out(tmp_path, system):
    def add(rows):
        return [*rows, {**rows[0], "noi": "09", "noindiv": 10109, "lprm": 4}]

    survey = erfs_fpr.read(with_rows(tmp_path, 2014, "fpr_irf", add))
    assert check(survey, system).counts["rows_used"] == 19
    assert any("1 persons of" in sentence and "are in no tax file" in sentence for sentence in survey.report)


def test_without_a_reference_person_roles_follow_from_ages(tmp_path, system):
    path = with_rows(tmp_path, 2014, "fpr_irf", lambda rows: [{**row, "lprm": None} for row in rows])
    survey = erfs_fpr.read(path)
    check(survey, system)
    assert survey.persons["menage_role"][0] == "personne_de_reference"
    assert any(sentence.startswith("6 households without a reference person") for sentence in survey.report)


def test_links_to_numbers_that_nobody_has_are_counted(tmp_path):
    survey = erfs_fpr.read(with_rows(tmp_path, 2014, "fpr_irf", set_in(3, noimer="07", noiper=99)))
    assert any("and 1 to numbers that nobody in the household has" in sentence for sentence in survey.report)


def test_without_numbers_of_relatives_those_of_the_reference_person_follow_from_roles(tmp_path):
    def strip(rows):
        return [{**row, "noicon": None, "noimer": None, "noiper": None} for row in rows]

    persons = erfs_fpr.read(with_rows(tmp_path, 2014, "fpr_irf", strip)).persons.set_index("person_id")
    assert persons.loc[[10101, 10102, 10103, 10104], "famille_id"].unique().tolist() == [10101]
    assert persons.loc[10405, "famille_id"] == 10401  # the young mother's child, of whom nothing is told any more


@pytest.mark.parametrize("year", YEARS)
def test_names_in_capitals_separators_and_compressed_files(tmp_path, year):
    plain = erfs_fpr.read(write_erfs(tmp_path / "plain", year)).persons
    capitals = erfs_fpr.read(write_erfs(tmp_path / "capitals", year, upper=True, separator=",")).persons
    pandas.testing.assert_frame_equal(plain, capitals)
    folder = write_erfs(tmp_path / "gz", year)
    for file in list(folder.iterdir()):
        with gzip.open(folder / f"{file.name}.gz", "wb") as stream:
            stream.write(file.read_bytes())
        file.unlink()
    pandas.testing.assert_frame_equal(plain, erfs_fpr.read(folder).persons)


def test_parquet_and_the_short_names_of_2019(tmp_path):
    folder = write_erfs(tmp_path, 2019)
    short = dict(zip(erfs_tables(2019), ("Individu", "Menage", "IRF", "MRF"), strict=True))
    expected = erfs_fpr.read(folder).persons
    for name, other in short.items():
        pandas.read_csv(folder / f"{name}.csv", sep=";").to_parquet(folder / f"{other}.parquet")
        (folder / f"{name}.csv").unlink()
    found = erfs_fpr.read(folder)
    assert found.year == 2019  # from ident19
    pandas.testing.assert_frame_equal(found.persons, expected)


def test_a_folder_of_several_years_needs_the_year(tmp_path):
    for year in (2014, 2019):
        write_erfs(tmp_path, year)
    with pytest.raises(SurveyError, match="files of 2014, 2019 stand there; say which year is meant"):
        erfs_fpr.read(tmp_path)
    assert erfs_fpr.read(tmp_path, data_year=2014).year == 2014


@pytest.mark.parametrize(
    ("year", "file"),
    [(2014, "indiv"), (2014, "menage"), (2014, "irf"), (2014, "mrf"), (2021, "menage"), (2021, "indiv")],
)
def test_a_missing_file_of_the_set_is_named(tmp_path, year, file):
    folder = write_erfs(tmp_path, year)
    next(path for path in folder.iterdir() if path.name.startswith(f"fpr_{file}")).unlink()
    with pytest.raises(SurveyError, match=rf"of the files of {year}, these are missing: fpr_{file}"):
        erfs_fpr.read(folder)


def test_the_header_of_another_vintage_is_refused(tmp_path):
    tables = {name.replace("2021", "2022"): rows for name, rows in erfs_tables(2021).items()}
    with pytest.raises(SurveyError, match=r"'ident21' is the household's id of 2021, .* said to be of 2022"):
        erfs_fpr.read(write_erfs(tmp_path / "ident", 2021, tables=tables))
    old = erfs_tables(2019)
    rows = [{**tax, **work} for tax, work in zip(old["fpr_indiv_2019"], old["fpr_irf19e19t4"], strict=True)]
    tables = {"fpr_indiv_2021": renamed(rows, "ident19", "ident")}
    tables["fpr_menage_2021"] = renamed(old["fpr_menage_2019"], "ident19", "ident")
    with pytest.raises(SurveyError, match=r"columns are missing: lprl; 'lprm' is a column of another vintage"):
        erfs_fpr.read(write_erfs(tmp_path / "roles", 2021, tables=tables))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"data_year": 2012}, "no file of 2012; there are files of 2014"),
        ({"amounts": "gross"}, "accepted: taxable, net"),
    ],
)
def test_options_out_of_range_are_refused(tmp_path, options, message):
    with pytest.raises(SurveyError, match=message):
        read(tmp_path, 2014, **options)


def test_files_of_before_2013_are_refused(tmp_path):
    tables = {name.replace("14", "12"): renamed(rows, "ident14", "ident12") for name, rows in erfs_tables(2014).items()}
    with pytest.raises(SurveyError, match="data of 2012 cannot be read; accepted: 2013 to 2026"):
        erfs_fpr.read(write_erfs(tmp_path, 2012, tables=tables))


def test_a_folder_without_such_files_or_no_folder_is_refused(tmp_path):
    with pytest.raises(SurveyError, match="no file of ERFS-FPR; accepted: fpr_indiv_YYYY"):
        erfs_fpr.read(tmp_path)
    with pytest.raises(SurveyError, match="no such folder"):
        erfs_fpr.read(tmp_path / "nowhere")
    with pytest.raises(SurveyError, match="a file, and the files of this survey stand in a folder"):
        erfs_fpr.read(write_erfs(tmp_path, 2014) / "fpr_indiv_2014.csv")


@pytest.mark.parametrize(
    ("file", "change", "message"),
    [
        (OF_PERSONS, set_in(3, noi="03", noindiv=10199), "line 4, column 'noi': '03'; accepted: a number"),
        (OF_PERSONS, set_in(3, noindiv=10103), "column 'noindiv': '10103'; accepted: an id that no other person has"),
        (OF_PERSONS, set_in(0, ident14=999), "line 2, column 'ident': '999'; accepted: a household of"),
        (OF_PERSONS, set_in(3, noi="07", noindiv=10107), "line 5, column 'noi': '07'; accepted: a person of"),
        (OF_PERSONS, set_in(0, noi=""), "line 2, column 'noi': nothing"),
        (OF_PERSONS, set_in(1, salaires_i=-5), "line 3, column 'salaires_i': '-5'; accepted: a number, at least 0"),
        (OF_PERSONS, set_in(1, salaires_i="NaN"), "column 'salaires_i': 'NaN'"),
        (OF_PERSONS, set_in(1, ric_i="much"), "column 'ric_i': 'much'"),
        (OF_HOUSEHOLDS, set_in(0, wprm=-2), "fpr_menage_2014.csv, line 2, column 'wprm': '-2'; accepted"),
        (OF_HOUSEHOLDS, set_in(0, wprm=""), "column 'wprm': nothing"),
        (OF_HOUSEHOLDS, set_in(0, champ_calcul=2), "column 'champ_calcul': '2'"),
        (OF_HOUSEHOLDS, lambda rows: [*rows, {**rows[0], "ident14": 777}], "line 8, column 'ident': '777'"),
        (OF_HOUSEHOLDS, lambda rows: [*rows, rows[0]], "line 2, column 'ident': '101'; accepted: an id that no other"),
        ("fpr_irf", set_in(0, sexe=3), "fpr_irf14e14t4.csv, line 2, column 'sexe': '3'; accepted: a whole"),
        ("fpr_irf", set_in(0, naia=""), "column 'naia': nothing"),
        ("fpr_irf", set_in(0, naia=2015), "column 'naia': '2015'; accepted: a whole number, at least 1884"),
        ("fpr_irf", set_in(0, naim=13), "column 'naim': '13'; accepted: nothing, or one of 1, 2"),
        ("fpr_irf", set_in(0, chpub=8), "column 'chpub': '8'"),
        ("fpr_irf", set_in(0, statut=46), "column 'statut': '46'; accepted: nothing, or one of 11, 12"),
        ("fpr_irf", set_in(1, lprm=1), "column 'lprm': '1'; accepted: one reference person (1) in each household"),
        ("fpr_irf", set_in(0, lprm=0.5), "column 'lprm': '0.5'"),
        ("fpr_mrf", set_in(0, so=9), "fpr_mrf14e14t4.csv, line 2, column 'so': '9'"),
        ("fpr_mrf", set_in(1, loyer=-1), "column 'loyer': '-1'"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_refused_with_its_file_and_line(tmp_path, system, file, change, message):
    assert message in refusals(with_rows(tmp_path, 2014, file, change), system)


def test_only_the_household_of_a_wrong_row_is_left_out(tmp_path, system):
    path = with_rows(tmp_path, 2014, OF_HOUSEHOLDS, set_in(1, wprm=-2))
    checked = check(erfs_fpr.read(path), system, on_error="skip-household")
    assert checked.weights.tolist() == [1500.25, 2100, 1200, 640, 900]
    assert checked.refused["file"].str.endswith("fpr_menage_2014.csv").all()
    assert len(checked.refused) == 1


def test_it_is_read_by_its_name_and_simulated(tmp_path):
    path = write_erfs(tmp_path / "data", 2019)
    results = simulate(path, 2024, ["af", "allegement_general"], tmp_path / "out", form="erfs_fpr")
    familles = results.table("familles", 2024).set_index("famille_id")
    assert familles.loc[10101, "af"] > 0
    assert familles.loc[10501, "af"] == 0
    persons = results.table("individus", 2024).set_index("person_id")
    assert persons.loc[10102, "allegement_general"] > persons.loc[10101, "allegement_general"] == 0
    assert "erfs_fpr" in adapters.FORMATS


@given(
    st.lists(st.floats(0, 400_000), min_size=1, max_size=20),
    st.sampled_from((pay.PRIVATE, pay.CIVIL_SERVANT, pay.PUBLIC_CONTRACT)),
    st.integers(pay.FIRST_YEAR_OF_WAGES, pay.LAST_YEAR),
)
def test_the_gross_wage_found_has_the_taxable_wage_given(amounts, status, year):
    gross = numpy.array(amounts)
    statuses = numpy.full(len(gross), status)
    wages = pay.Wages(year)
    assert wages.gross_from_taxable(wages.taxable(gross, statuses), statuses) == pytest.approx(gross, abs=1e-6)
    assert (wages.deductible_csg(gross, statuses) <= gross * 0.07).all()


def test_a_household_of_any_size_is_read(tmp_path):
    children = tuple(Person(3 + place, 1, 10, role=3, mother=2, father=1) for place in range(9))
    parents = (
        Person(1, 1, 40, role=1, partner=2, marital=MARRIED),
        Person(2, 2, 40, role=2, partner=1, marital=MARRIED),
    )
    survey = read(tmp_path, 2021, (Household(7, 10.0, (*parents, *children)),))
    assert survey.foyers_fiscaux["nbptr"].tolist() == [10]  # 2, two halves, seven whole ones


@pytest.mark.parametrize("year", YEARS)
def test_the_order_of_rows_in_the_other_files_changes_nothing(tmp_path, year):
    plain = erfs_fpr.read(write_erfs(tmp_path / "plain", year))
    tables = {
        name: rows if name.startswith(OF_PERSONS) else [*rows[3:], *rows[:3]][::-1]
        for name, rows in erfs_tables(year).items()
    }
    shuffled = erfs_fpr.read(write_erfs(tmp_path / "shuffled", year, tables=tables))
    for name in ("persons", "menages", "foyers_fiscaux"):
        pandas.testing.assert_frame_equal(getattr(plain, name), getattr(shuffled, name))


def wages_by_month(tmp_path, **values):
    path = with_rows(tmp_path, 2019, "fpr_irf", set_in(0, **values))
    person = erfs_fpr.read(path).persons.set_index("person_id").loc[10101]
    return [person[f"salaire_de_base@2019-{month:02}"] / 62_000 for month in range(1, 13)]


def test_the_calendar_goes_back_from_the_month_of_the_interview(tmp_path):
    # interviewed in October, at work since August: sp00 is October, sp02 August, sp03 July …
    calendar = {f"sp{before:02}": 1 if before <= 2 else 3 for before in range(12)}
    found = wages_by_month(tmp_path, datdeb="2019-10-07", **calendar)
    assert found == pytest.approx([0] * 7 + [0.2] * 5)


@pytest.mark.parametrize("started", ["", "20181105", "2019", "20191399"])
def test_without_a_date_of_the_year_the_calendar_is_not_read(tmp_path, started):
    calendar = {f"sp{before:02}": 1 if before <= 2 else 3 for before in range(12)}
    assert wages_by_month(tmp_path, datdeb=started, **calendar) == pytest.approx([1 / 12] * 12)


def test_an_apprentice_s_months_are_months_of_work_until_2020(tmp_path):
    calendar = {f"sp{before:02}": 2 if before <= 2 else 3 for before in range(12)}
    assert wages_by_month(tmp_path, datdeb="20191007", **calendar)[-1] == pytest.approx(0.2)


def test_a_joined_file_of_households_out_of_scope_only(tmp_path):
    tables = erfs_tables(2018)
    menage = next(name for name in tables if "menage" in name)
    irf = next(name for name in tables if "irf" in name)
    ident = next(name for name in tables[irf][0] if name.startswith("ident"))
    out = tables[irf][0][ident]
    tables[irf] = [row for row in tables[irf] if row[ident] == out]
    tables[menage] = [{**row, "champ_calcul": int(row[ident] != out)} for row in tables[menage]]
    survey = erfs_fpr.read(write_erfs(tmp_path, 2018, tables=tables))
    lacking = next(refusal for refusal in survey.refusals.of_rows if refusal.accepted.startswith("a person of"))
    assert len(lacking.rows) == len(survey.persons)
