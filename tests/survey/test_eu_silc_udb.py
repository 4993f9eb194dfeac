"""The adapter of EU-SILC's user database, on invented households written with the names of each vintage."""

import gzip

import pandas
import pytest
from survey_population import HOUSEHOLDS, changed, silc_tables, write_erfs, write_silc

from openfisca_secu import CountryTaxBenefitSystem, simulate
from openfisca_secu.survey import erfs_fpr, eu_silc_udb
from openfisca_secu.survey.checks import check
from openfisca_secu.survey.refusals import SurveyError

YEARS = (2018, 2022)


@pytest.fixture(scope="module")
def system():
    return CountryTaxBenefitSystem()


@pytest.fixture(scope="module", params=YEARS)
def survey(request, tmp_path_factory):
    return eu_silc_udb.read(write_silc(tmp_path_factory.mktemp("silc"), request.param))


@pytest.fixture(scope="module")
def persons(survey):
    return survey.persons.set_index("person_id")


def read(folder, year=2018, households=HOUSEHOLDS, **options):
    return eu_silc_udb.read(write_silc(folder, year, households), **options)


def with_rows(folder, year, file, change):
    """The files of a survey in which a function changed the rows of one of them."""
    tables = silc_tables(year)
    tables[file] = change(tables[file])
    return write_silc(folder, year, tables=tables)


def set_in(row, **values):
    """A change of one row."""

    def change(rows):
        rows[row] = {**rows[row], **values}
        return rows

    return change


def everywhere(**values):
    """A change of all rows."""
    return lambda rows: [{**row, **values} for row in rows]


def without(*names):
    """All rows without some columns."""
    return lambda rows: [{name: value for name, value in row.items() if name not in names} for row in rows]


def of_person(survey, number, name):
    return survey.persons.set_index("person_id").loc[number, name]


# The same households in both surveys

SAME_YEAR = [(2018, 2017), (2022, 2021)]
# what only one of them says: the calendar of unemployment and the employer's size depend on the vintage
ONLY_ERFS = {"apprenti", "particulier_employeur", "depcom", "effectif_entreprise", "loyer"}
ONLY_SILC = {"indemnites_journalieres_maladie", "territoire", "residence_alsace_moselle"}


def same(column, other):
    if column.dtype.kind == "f":
        return column.to_numpy(dtype=float) == pytest.approx(other.to_numpy(dtype=float), abs=1e-6, nan_ok=True)
    return column.astype(str).tolist() == other.astype(str).tolist()


@pytest.mark.parametrize(("survey_year", "year"), SAME_YEAR)
def test_both_surveys_give_the_same_tables_for_what_both_can_say(tmp_path, survey_year, year):
    silc = read(tmp_path / "silc", survey_year)
    erfs = erfs_fpr.read(write_erfs(tmp_path / "erfs", year, months=survey_year < 2021))
    assert silc.year == erfs.year == year
    compared = 0
    for table in ("persons", "menages", "foyers_fiscaux"):
        one, other = getattr(silc, table), getattr(erfs, table)
        assert len(one) == len(other)
        for name in one:
            if name not in other:
                assert name in ONLY_SILC or name.startswith("chomage_"), name
            elif name != "loyer" or year < 2019:
                compared += 1
                assert same(one[name], other[name]), name
        assert set(other) - set(one) <= ONLY_ERFS
    assert compared > 50


@pytest.mark.parametrize(("survey_year", "year"), SAME_YEAR)
def test_both_surveys_give_the_same_totals(tmp_path, survey_year, year):
    names = ["af", "csg_deductible_salaire", "csg_deductible_retraite", "vieillesse_plafonnee_salarie"]
    silc = simulate(write_silc(tmp_path / "silc", survey_year), 2024, names, form="eu_silc_udb")
    erfs = simulate(write_erfs(tmp_path / "erfs", year, months=survey_year < 2021), 2024, names, form="erfs_fpr")
    pandas.testing.assert_series_equal(silc.totals["total"], erfs.totals["total"], rtol=1e-9)
    assert (silc.totals["total"] > 0).all()


# One survey


def test_every_person_and_every_weight_goes_through(survey, system):
    checked = check(survey, system)
    assert checked.counts["rows_used"] == checked.counts["rows_read"] == 19
    assert checked.weights.tolist() == [1500.25, 980.5, 2100, 1200, 640, 900]


def test_incomes_are_those_of_the_year_before(survey):
    assert survey.year in {2017, 2021}
    assert survey.report[0].startswith(f"EU-SILC of {survey.year + 1}, incomes of {survey.year}: 19 persons in 6")


def test_births_are_in_the_middle_of_the_quarter_or_of_the_year(survey, persons):
    day = "08-15" if survey.year == 2017 else "07-01"
    assert persons.loc[10403, "date_naissance"] == pandas.Timestamp(f"{survey.year - 21}-{day}")


def test_a_child_born_after_the_income_year_is_kept(tmp_path, system):
    path = with_rows(tmp_path, 2022, "R", set_in(7, RB080=2022))
    survey = eu_silc_udb.read(path)
    assert of_person(survey, 10204, "date_naissance") == pandas.Timestamp("2021-12-31")
    check(survey, system)
    assert any(sentence.startswith("1 children born after the income year") for sentence in survey.report)


def test_gross_wages_are_taken_as_they_stand(persons):
    assert persons["salaire_de_base"].to_dict()[10101] == 62_000
    assert (persons["salaire_imposable"] <= persons["salaire_de_base"]).all()


def test_public_employees_are_told_by_the_section_of_activity(tmp_path, persons):
    assert persons.loc[10302, "categorie_salarie"] == "public_titulaire_etat"
    assert persons.loc[10602, "categorie_salarie"] == "public_non_titulaire"
    assert persons.loc[10101, "categorie_salarie"] == "prive_cadre"
    survey = eu_silc_udb.read(with_rows(tmp_path, 2022, "P", set_in(0, PL051A="02", PL111A="o")))
    assert of_person(survey, 10101, "categorie_salarie") == "public_titulaire_militaire"


@pytest.mark.parametrize(
    ("occupation", "section", "expected"),
    [(61, "a", "exploitant_agricole"), (71, "f", "artisan"), (22, "q", "profession_liberale"), (52, "g", "commercant")],
)
def test_kinds_of_self_employed(tmp_path, occupation, section, expected):
    path = with_rows(tmp_path, 2022, "P", set_in(6, PL051A=occupation, PL111A=section))
    assert of_person(eu_silc_udb.read(path), 10401, "categorie_non_salarie") == expected


def test_means_tested_benefits_are_no_input_where_they_are_told_apart(tmp_path):
    def add(rows):
        rows[3] = {**rows[3], "PY093G": 1_000}
        rows[8] = {**rows[8], "PY133G": 9_000}
        return rows

    survey = eu_silc_udb.read(with_rows(tmp_path, 2022, "P", add))
    assert of_person(survey, 10202, "chomage_brut") == 6_000
    whole = next(sentence for sentence in survey.report if "not told apart" in sentence)
    assert "py100g (py103g)" in whole
    assert "py090g" not in whole


def test_sickness_benefits(tmp_path):
    survey = eu_silc_udb.read(with_rows(tmp_path, 2018, "P", set_in(0, PY120G=2_000)))
    assert of_person(survey, 10101, "indemnites_journalieres_maladie") == 2_000


def test_alimony_of_households_is_the_reference_person_s(tmp_path, persons):
    assert persons["pensions_alimentaires_percues"].to_dict()[10201] == 1_800
    assert persons["pensions_alimentaires_versees_individu"].to_dict()[10401] == 1_200
    # regular transfers where alimony is not told apart
    path = with_rows(tmp_path, 2018, "H", lambda rows: [{**without("HY081G")([row])[0], "HY080G": 300} for row in rows])
    assert of_person(eu_silc_udb.read(path), 10101, "pensions_alimentaires_percues") == 300


def test_territories_and_alsace(tmp_path):
    def move(rows):
        for row, region in zip(rows, ("FRY2", "FR94", "FRF1", "FR10", "", "FRY5"), strict=True):
            row["DB040"] = region
        return rows

    menages = eu_silc_udb.read(with_rows(tmp_path, 2022, "D", move)).menages
    assert menages["territoire"].tolist() == [
        "martinique", "la_reunion", "metropole", "metropole", "metropole", "mayotte"
    ]  # fmt: skip
    assert menages["residence_alsace_moselle"].tolist() == [False, False, True, False, False, False]


def test_dwellings(survey):
    menages = survey.menages.set_index("menage_id")
    assert menages["statut_occupation_logement"].tolist()[:3] == ["primo_accedant", "locataire_vide", "locataire_hlm"]
    assert menages["loyer"].tolist() == [0, 8_640, 4_920, 0, 0, 10_800]


def test_the_size_of_the_employer_ends_in_2020(survey, persons):
    if survey.year == 2017:
        assert persons.loc[10101, "effectif_entreprise"] == 9
    else:
        assert "effectif_entreprise" not in persons
        assert any("Not known: the size of the employer." in sentence for sentence in survey.report)


def test_without_a_responsible_person_ages_tell_the_reference_person(tmp_path, system):
    survey = eu_silc_udb.read(with_rows(tmp_path, 2018, "H", without("HB080")))
    check(survey, system)
    assert survey.persons["menage_role"].tolist()[8:11] == ["autre", "personne_de_reference", "enfant"]
    assert any(sentence.startswith("6 households whose responsible person") for sentence in survey.report)


def test_who_does_not_answer_has_no_income(tmp_path, system):
    survey = eu_silc_udb.read(with_rows(tmp_path, 2018, "P", lambda rows: rows[1:]))
    check(survey, system)
    assert of_person(survey, 10101, "salaire_de_base") == 0
    assert any(sentence.startswith("1 persons of 16 and more stand in no file P") for sentence in survey.report)


def test_flags_are_counted(tmp_path):
    def flag(rows):
        rows[0] |= {"PY010G": "", "PY010G_F": -1}
        rows[1] |= {"PY010G_F": 55}
        return rows

    report = eu_silc_udb.read(with_rows(tmp_path, 2022, "P", flag)).report
    assert "py010g: 1 rows flagged as missing, taken as they stand (0 where nothing does), 1 as imputed." in report


def test_rows_of_another_country_are_left_out(tmp_path):
    tables = silc_tables(2018)
    for kind, name, number in (("D", "DB", "DB030"), ("R", "RB", "RB030"), ("H", "HB", "HB030"), ("P", "PB", "PB030")):
        foreign = [{**row, f"{name}020": "BE"} for row in tables[kind]]  # the same ids, in another country
        assert all(row[number] for row in foreign)
        tables[kind] += foreign
    path = write_silc(tmp_path, 2018, tables=tables)
    survey = eu_silc_udb.read(path)
    assert len(survey.persons) == 19
    assert "6 households of other countries than FR are left out." in survey.report
    with pytest.raises(SurveyError, match="no row of IT; there are rows of BE, FR"):
        eu_silc_udb.read(path, country="IT")


def test_hours_and_months(survey, persons):
    assert persons.loc[10102, "heures_remunerees_volume"] == pytest.approx(24 * 52)
    months = [f"chomage_brut@{survey.year}-{month:02}" for month in range(1, 13)]
    assert persons.loc[10202, months].tolist() == pytest.approx([0] * 4 + [7_000 / 8] * 8)


def test_the_report_tells_the_lot_of_each_column(survey):
    report = "\n".join(survey.report)
    for rows in silc_tables(survey.year + 1).values():
        for name in rows[0]:
            assert name.lower() in report, f"nothing is said of the column {name}"
    assert "hy050g (a benefit received or a tax paid: left for comparison" in report
    assert "are no inputs: they are left for comparison." in report
    assert "Not known: the employer's rate for accidents at work." in report


def test_other_names_of_files_small_letters_and_compressed_files(tmp_path):
    expected = read(tmp_path / "plain").persons
    folder = write_silc(tmp_path / "other", 2018, separator=";")
    for place, file in enumerate(sorted(folder.iterdir())):
        header, rest = file.read_text().split("\n", 1)
        with gzip.open(folder / f"srcv_{place}.csv.gz", "wt") as stream:
            stream.write(header.lower() + "\n" + rest)
        file.unlink()
    pandas.testing.assert_frame_equal(eu_silc_udb.read(folder).persons, expected)


def test_ids_of_relatives_written_as_decimal_numbers_and_parquet(tmp_path):
    expected = read(tmp_path / "plain").persons
    decimal = write_silc(tmp_path / "decimal", 2018)
    for file in decimal.iterdir():  # as pandas writes whole numbers where some are missing
        pandas.read_csv(file).to_csv(file, index=False)
    assert "10102.0" in (decimal / "UDB_cFR18R.csv").read_text()
    pandas.testing.assert_frame_equal(eu_silc_udb.read(decimal).persons, expected)
    for file in list(decimal.iterdir()):
        pandas.read_csv(file).to_parquet(file.with_suffix(".parquet"))
        file.unlink()
    pandas.testing.assert_frame_equal(eu_silc_udb.read(decimal).persons, expected)


def test_links_to_ids_that_nobody_has_are_counted(tmp_path):
    survey = eu_silc_udb.read(with_rows(tmp_path, 2018, "R", set_in(3, RB220=777)))
    assert any("and 1 to ids that nobody has are passed over" in sentence for sentence in survey.report)


@pytest.mark.parametrize("kind", ["D", "R", "H", "P"])
def test_a_missing_file_is_named(tmp_path, kind):
    folder = write_silc(tmp_path, 2018)
    (folder / f"UDB_cFR18{kind}.csv").unlink()
    with pytest.raises(SurveyError, match=rf"files are missing: {kind} \("):
        eu_silc_udb.read(folder)


def test_two_files_of_a_kind_are_refused(tmp_path):
    write_silc(tmp_path, 2018)
    write_silc(tmp_path, 2022)
    with pytest.raises(SurveyError, match=r"both are files D .* which one is meant"):
        eu_silc_udb.read(tmp_path)


@pytest.mark.parametrize(("year", "missing", "other"), [(2018, "pl031", "pl032"), (2022, "pl032", "pl031")])
def test_the_header_of_another_vintage_is_refused(tmp_path, year, missing, other):
    def rename(rows):
        return [
            {(other.upper() if name == missing.upper() else name): value for name, value in row.items()} for row in rows
        ]

    path = with_rows(tmp_path, year, "P", rename)
    with pytest.raises(SurveyError, match=f"columns are missing: {missing}; '{other}' is a column of another vintage"):
        eu_silc_udb.read(path)


def test_years_must_agree(tmp_path):
    path = with_rows(tmp_path / "other", 2018, "H", everywhere(HB010=2019))
    with pytest.raises(SurveyError, match="the four files tell 2018, 2019; accepted: one year"):
        eu_silc_udb.read(path)
    with pytest.raises(SurveyError, match=r"the survey of 2018 tells incomes of 2017, .* said to be of 2018"):
        read(tmp_path / "said", data_year=2018)
    assert read(tmp_path / "right", data_year=2017).year == 2017
    with pytest.raises(SurveyError, match="data of 2014 cannot be read"):
        read(tmp_path / "early", 2015)


@pytest.mark.parametrize(
    ("file", "column"), [("D", "DB090"), ("R", "RB240"), ("R", "RX030"), ("H", "HH021"), ("P", "PY010G")]
)
def test_columns_that_are_needed(tmp_path, file, column):
    with pytest.raises(SurveyError, match=f"columns are missing: {column.lower()}"):
        eu_silc_udb.read(with_rows(tmp_path, 2018, file, without(column)))


def test_a_folder_without_such_files_is_refused(tmp_path):
    with pytest.raises(SurveyError, match=r"files are missing: D \(household register"):
        eu_silc_udb.read(tmp_path)
    with pytest.raises(SurveyError, match="no such folder"):
        eu_silc_udb.read(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("file", "change", "message"),
    [
        ("D", set_in(0, DB090=-1), "UDB_cFR18D.csv, line 2, column 'db090': '-1'; accepted: a number, at least 0"),
        ("D", set_in(0, DB090=""), "column 'db090': nothing"),
        ("D", lambda rows: [*rows, {**rows[0], "DB030": 7}], "line 8, column 'db030': '7'; accepted: a household with"),
        ("D", lambda rows: rows[1:], "UDB_cFR18R.csv, line 2, column 'rx030': '101'; accepted: a household of"),
        ("H", lambda rows: [*rows, rows[0]], "line 2, column 'hb030': '101'; accepted: an id that no other"),
        ("R", set_in(1, RB030=10101), "line 2, column 'rb030': '10101'; accepted: an id that no other person has"),
        ("R", set_in(0, RB080=2019), "column 'rb080': '2019'; accepted: a whole number, at least 1887, at most 2018"),
        ("R", set_in(0, RB080=""), "column 'rb080': nothing"),
        ("R", set_in(0, RB090=9), "column 'rb090': '9'"),
        ("R", set_in(0, RB070=5), "column 'rb070': '5'; accepted: nothing, or one of 1, 2, 3, 4"),
        ("P", set_in(0, PB030=999), "UDB_cFR18P.csv, line 2, column 'pb030': '999'; accepted: a person of"),
        ("P", set_in(0, PX030=102), "column 'px030': '102'; accepted: the household that"),
        ("P", set_in(0, PL031=12), "column 'pl031': '12'"),
        ("P", set_in(0, PY010G=-5), "column 'py010g': '-5'; accepted: a number, at least 0"),
        ("P", set_in(0, PY010G="much"), "column 'py010g': 'much'"),
        ("P", set_in(0, PY010G_F="x"), "column 'py010g_f': 'x'"),
        ("P", set_in(0, PB190=6), "column 'pb190': '6'"),
        ("H", set_in(0, HH021=6), "UDB_cFR18H.csv, line 2, column 'hh021': '6'"),
        ("H", set_in(0, HH060=-1), "column 'hh060': '-1'"),
    ],
)
def test_a_wrong_row_is_refused_with_its_file_and_line(tmp_path, system, file, change, message):
    path = with_rows(tmp_path, 2018, file, change)
    with pytest.raises(SurveyError) as error:
        check(eu_silc_udb.read(path), system)
    assert message in str(error.value)


def test_losses_are_accepted_and_a_wrong_row_costs_its_household_only(tmp_path, system):
    households = changed(HOUSEHOLDS, 106, foncier=-500)
    survey = read(tmp_path / "losses", households=households)
    assert not survey.refusals
    checked = check(
        eu_silc_udb.read(with_rows(tmp_path, 2018, "P", set_in(0, PY010G=-5))), system, on_error="skip-household"
    )
    assert checked.weights.tolist() == [980.5, 2100, 1200, 640, 900]


@pytest.mark.parametrize("year", YEARS)
def test_the_order_of_rows_in_the_other_files_changes_nothing(tmp_path, year):
    plain = eu_silc_udb.read(write_silc(tmp_path / "plain", year))
    tables = {kind: rows if kind == "R" else [*rows[3:], *rows[:3]][::-1] for kind, rows in silc_tables(year).items()}
    shuffled = eu_silc_udb.read(write_silc(tmp_path / "shuffled", year, tables=tables))
    for name in ("persons", "menages", "foyers_fiscaux"):
        pandas.testing.assert_frame_equal(getattr(plain, name), getattr(shuffled, name))
