"""Each way in which a survey can be wrong: the error names file, line, column, value and what is accepted."""

import datetime

import numpy
import pandas
import pytest

from openfisca_secu.survey.checks import check
from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.structure import LARGEST_GROUP
from openfisca_secu.survey.tables import Survey


@pytest.fixture
def refused_with(checked, write, rows):
    """The file with one cell changed, and why it is refused."""

    def changed(line, column, value):
        path = write(*rows(line, **{column: value}))
        return path, refusal(checked, path)

    return changed


def refusal(checked, path, **options):
    with pytest.raises(SurveyError) as error:
        checked(path, **options)
    return str(error.value)


@pytest.mark.parametrize(
    ("line", "column", "value", "accepted"),
    [
        (3, "person_id", "", "an id"),
        (3, "person_id", "11", "an id that no other person has"),
        (3, "menage_id", "", "an id"),
        (4, "famille_id", "", "an id"),
        (2, "weight", "", "a number, at least 0"),
        (2, "weight", "-1", "a number, at least 0"),
        (2, "weight", "nan", "a number, at least 0"),
        (3, "weight", "1500.26", "one weight for a household"),
        (5, "menage_role", "fils", "one of personne_de_reference, conjoint, enfant, autre"),
        (5, "menage_role", "", "one of personne_de_reference"),
        (5, "famille_role", "personne_a_charge", "one of demandeur, conjoint, enfant"),
        (5, "foyer_fiscal_role", "enfant", "one of declarant_principal, conjoint, personne_a_charge"),
        (2, "activite", "salarie", "one of actif, chomeur, etudiant, retraite, inactif"),
        (2, "activite", "1", "one of actif"),
        (2, "date_naissance", "12/04/1985", "a date as YYYY-MM-DD"),
        (2, "date_naissance", "1985-02-30", "a date as YYYY-MM-DD"),
        (2, "date_naissance", "2023-01-01", "a birth before the end of 2022"),
        (2, "date_naissance", "1891-12-31", "a birth from 1892 on"),
        (2, "date_naissance", "", "a value in every row"),
        (2, "salaire_de_base", "abc", "a number, at least 0"),
        (2, "salaire_de_base", "1 000", "a number, at least 0"),
        (2, "salaire_de_base", "1_000", "a number, at least 0"),
        (2, "salaire_de_base", "-5", "a number, at least 0"),
        (2, "salaire_de_base", "NaN", "a number, at least 0"),
        (2, "salaire_de_base", "inf", "a number, at least 0"),
        (2, "salaire_de_base", "1e999", "a number, at least 0"),
        (2, "salaire_de_base", "__import__('os')", "a number, at least 0"),
        (3, "loyer", "9601", "one value for a menage"),
        (2, "menage_role", "autre", "a 'personne_de_reference' in each menage; this one has none"),
        (3, "menage_role", "personne_de_reference", "one 'personne_de_reference' in each menage; this one has several"),
        (4, "menage_role", "conjoint", "one 'conjoint' in each menage; this one has several"),
        (2, "famille_role", "enfant", "a 'demandeur' in each famille; this one has none"),
        (4, "famille_role", "conjoint", "one 'conjoint' in each famille; this one has several"),
        (8, "famille_id", "2", "a famille whose members live in one household"),
        (8, "foyer_fiscal_id", "2", "a foyer_fiscal whose members live in one household"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_place_and_what_is_accepted(refused_with, line, column, value, accepted):
    path, message = refused_with(line, column, value)
    shown = "nothing" if value == "" else value
    place = next(text for text in message.splitlines() if f"line {line}, column '{column}'" in text)
    assert place.startswith(str(path))
    assert accepted in place
    assert shown.strip("'") in place.replace('"', "'")


def test_the_small_survey_itself_is_accepted(checked, write, rows):
    found = checked(write(*rows()))
    assert found.counts == {
        "rows_read": 7,
        "rows_used": 7,
        "rows_refused": 0,
        "households_read": 3,
        "households_used": 3,
        "households_refused": 0,
    }
    assert found.refused.empty
    assert found.inputs["salaire_de_base"].tolist() == [30000.5, 24000, 0, 0, 0, 18000, 0]
    assert found.inputs["loyer"].tolist() == [9600, 0, 7200]
    assert found.weights.tolist() == [1500.25, 980.5, 2100]


def test_all_wrong_cells_are_told_at_once(checked, write, rows):
    lines = rows(2, weight="", activite="x")
    lines[4] = lines[4].replace("1950-01-01", "1750-01-01")
    message = refusal(checked, write(*lines))
    for column in ("weight", "activite", "date_naissance"):
        assert f"column '{column}'" in message


def test_many_wrong_rows_give_a_message_that_can_be_read(checked, write):
    row = "{0},{0},{0},{0},personne_de_reference,demandeur,declarant_principal,-1,1950-01-01,x,retraite,0"
    message = refusal(checked, write(*(row.format(number) for number in range(500))))
    assert len(message.splitlines()) < 25
    assert "and 497 more rows for the same reason" in message


def test_an_unknown_column_is_refused_with_the_nearest_names(checked, write, rows, header):
    path = write(*rows(), header=header.replace("salaire_de_base", "salaire_de_bas"))
    message = refusal(checked, path)
    assert f"{path}: unknown column 'salaire_de_bas'; near it: salaire_de_base" in message
    found = checked(path, ignore_columns=True)
    assert "salaire_de_base" not in found.inputs
    assert any("columns passed over as asked: salaire_de_bas" in sentence for sentence in found.report)


@pytest.mark.parametrize("name", ["person_id", "menage_id", "weight"])
def test_a_column_that_is_needed_and_not_there(checked, write, rows, name):
    header = "person_id,menage_id,weight,age".replace(f"{name},", "")
    message = refusal(checked, write("1,2,30", header=header), data_year=2022)
    assert f"'{name}'" in message
    assert "missing" in message


@pytest.mark.parametrize(
    ("header", "fault"),
    [
        ("salaire_de_base@22", "after @ stands a year (2022) or a month (2022-03)"),
        ("salaire_de_base@2022-13", "after @ stands a year (2022) or a month (2022-03)"),
        ("sexe@2020", "a variable that never changes has no period"),
        ("rfr@2020-02", "a yearly variable has no value for a month"),
        ("age@2020", "an age or a date of birth has no period"),
        ("famille_role", "'famille_role' is there, but not 'famille_id'"),
    ],
)
def test_a_column_that_means_nothing(checked, write, header, fault):
    assert fault in refusal(checked, write("1,1,10,40,5", header=f"person_id,menage_id,weight,age,{header}"))


def test_the_survey_s_year_given_twice(checked, write):
    path = write("1,1,10,40,5,6", header="person_id,menage_id,weight,age,salaire_de_base,salaire_de_base@2022")
    assert "'salaire_de_base' and 'salaire_de_base@2022' both give the survey's year 2022" in refusal(checked, path)


def test_a_variable_of_the_household_does_not_stand_in_the_table_of_families(checked, write, rows):
    write(*rows())
    families = write("1,5", "2,5", "3,5", name="familles.csv", header="famille_id,loyer")
    message = refusal(checked, families.parent)
    assert "column 'loyer': a variable of the entity 'menage'" in message


def test_the_same_column_in_two_tables(checked, write, rows):
    write(*rows())
    folder = write("1,5,2", "2,5,2", "3,5,2", name="menages.csv", header="menage_id,loyer,weight").parent
    assert "column 'loyer' stands in another table already" in refusal(checked, folder)


def test_ages_in_the_place_of_dates_of_birth(checked, write):
    header = "person_id,menage_id,weight,age,age_en_mois"
    found = checked(write("1,1,10,40,", "2,2,10,,7", header=header), data_year=2022)
    assert found.births.tolist() == [datetime.date(1982, 1, 1), datetime.date(2021, 6, 1)]
    message = refusal(checked, write("1,1,10,-3,", "2,2,10,,-1", "3,3,10,131,", "4,4,10,,", header=header))
    assert "line 2, column 'age': '-3'; accepted: a whole number, at least 0, at most 130" in message
    assert "line 3, column 'age_en_mois': '-1'" in message
    assert "line 4, column 'age': '131'" in message
    assert "line 5, column 'age': nothing" in message


@pytest.mark.parametrize(
    ("age", "good"),
    [("36", True), ("37", True), ("35", False), ("38", False)],
)
def test_an_age_beside_a_date_of_birth_must_be_reached_in_the_survey_s_year(checked, write, age, good):
    path = write(f"1,1,10,1985-04-12,{age}", header="person_id,menage_id,weight,date_naissance,age")
    if good:
        assert checked(path, data_year=2022).births.tolist() == [datetime.date(1985, 4, 12)]
    else:
        assert "an age that the birth gives in 2022" in refusal(checked, path, data_year=2022)


@pytest.mark.parametrize(("months", "good"), [("440", True), ("452", True), ("439", False), ("453", False)])
def test_an_age_in_months_beside_a_date_of_birth(checked, write, months, good):
    # Born on 12 April 1985: 440 completed months on 1 January 2022, 451 on 1 December, 452 on 31 December.
    path = write(f"1,1,10,1985-04-12,{months}", header="person_id,menage_id,weight,date_naissance,age_en_mois")
    if good:
        checked(path, data_year=2022)
    else:
        assert "an age that the birth gives in 2022" in refusal(checked, path, data_year=2022)


def test_dates_need_the_year_of_the_data_and_ages_do_not(checked, write):
    dated = write("1,1,10,1985-04-12", header="person_id,menage_id,weight,date_naissance")
    assert "the year of the data is not said" in refusal(checked, dated, data_year=None)
    aged = write("1,1,10,40", header="person_id,menage_id,weight,age")
    found = checked(aged, data_year=None, default_year=2024)
    assert found.year == 2024
    assert any("nothing in them depends on it: 2024 is taken" in sentence for sentence in found.report)
    of_period = write("1,1,10,40,5", header="person_id,menage_id,weight,age,salaire_de_base@2020")
    assert "the year of the data is not said" in refusal(checked, of_period, data_year=None)


def test_a_column_of_years(checked, write):
    header = "person_id,menage_id,weight,age,year"
    assert checked(write("1,1,10,40,2021", "2,2,10,40,2021", header=header), data_year=None).year == 2021
    mixed = write("1,1,10,40,2021", "2,2,10,40,2022", header=header)
    assert "line 3, column 'year': '2022'; accepted: 2021" in refusal(checked, mixed, data_year=None)
    other = write("1,1,10,40,2021", header=header)
    assert "line 2, column 'year': '2021'; accepted: 2020" in refusal(checked, other, data_year=2020)
    wrong = write("1,1,10,40,soon", header=header)
    assert "line 2, column 'year': 'soon'" in refusal(checked, wrong, data_year=None)


def test_an_overcrowded_household(checked, write):
    header = "person_id,menage_id,weight,age"
    people = [f"{number},1,10,40" for number in range(LARGEST_GROUP)]
    assert checked(write(*people, header=header)).counts["rows_used"] == LARGEST_GROUP
    message = refusal(checked, write(*people, f"{LARGEST_GROUP},1,10,40", header=header))
    assert f"line 2, column 'menage_id': '1'; accepted: at most {LARGEST_GROUP} persons in a household" in message


def test_no_person_is_refused_and_one_is_enough(checked, write):
    header = "person_id,menage_id,weight,age"
    assert "there is no person in it" in refusal(checked, write(header=header))
    assert checked(write("x,y,1,30", header=header)).counts["rows_used"] == 1


def test_group_tables_must_match_the_persons(checked, write, rows, header):
    write(*(row.rsplit(",", 1)[0] for row in rows()), header=header.removesuffix(",loyer"))
    households = "menage_id,loyer,depcom"
    folder = write("3,7200,97411", "1,9600,01001", "2,0,75056", name="menages.csv", header=households).parent
    found = checked(folder)
    assert found.inputs["loyer"].tolist() == [9600, 0, 7200]
    assert found.inputs["depcom"].tolist() == ["01001", "75056", "97411"]
    assert found.places["menage"].tolist() == [2, 0, 1]  # the results follow the file of households
    write("3,7200,97411", "1,9600,01001", "1,0,75056", "9,1,75056", name="menages.csv", header=households)
    message = refusal(checked, folder)
    assert "line 3, column 'menage_id': '1'; accepted: an id that no other row has" in message
    assert "line 5, column 'menage_id': '9'; accepted: the id of a menage that somebody belongs to" in message
    assert "line 6, column 'menage_id': '2'; accepted: an id that stands in" in message


def test_weights_of_the_household_table(checked, write):
    write("1,1,40", "2,1,38", "3,2,50", header="person_id,menage_id,age")
    folder = write("1,10.5", "2,20", name="menages.csv", header="menage_id,weight").parent
    assert checked(folder).weights.tolist() == [10.5, 20]
    write("1,1,40,10.5", "2,1,38,11", "3,2,50,20", header="person_id,menage_id,age,weight")
    assert "line 3, column 'weight': '11'; accepted: one weight for a household" in refusal(checked, folder)


def test_with_skip_household_the_whole_household_is_left_out_and_told(checked, write, rows):
    lines = rows(4, activite="joueur")  # a child of household 1
    found = checked(write(*lines), on_error="skip-household")
    assert found.ids["individu"].tolist() == [21, 31, 32]
    assert found.counts["rows_refused"] == 4
    assert found.counts["households_refused"] == 1
    assert found.refused[["line", "column", "value"]].to_numpy().tolist() == [[4, "activite", "'joueur'"]]


def test_skip_household_follows_a_wrong_row_of_a_group_table(checked, write):
    write("1,1,40", "2,1,38", "3,2,50", header="person_id,menage_id,age")
    folder = write("1,-10", "2,20", name="menages.csv", header="menage_id,weight").parent
    found = checked(folder, on_error="skip-household")
    assert found.ids["menage"].tolist() == [2]
    assert found.places["menage"].tolist() == [0]


def test_when_no_household_is_left_the_survey_is_refused(checked, write):
    path = write("1,1,10,-1", "2,2,-3,40", header="person_id,menage_id,weight,age")
    message = refusal(checked, path, on_error="skip-household")
    assert "no household is left" in message
    assert "column 'age'" in message


def test_faults_of_a_whole_file_are_refused_whatever_the_policy(checked, write):
    path = write("1,1,10,40,5", header="person_id,menage_id,weight,age,inconnue")
    assert "unknown column" in refusal(checked, path, on_error="skip-household")


def test_an_unknown_policy(checked, write, rows):
    assert "accepted: refuse, skip-household" in refusal(checked, write(*rows()), on_error="ignore")


def test_households_scattered_in_the_file_are_brought_together_and_put_back(checked, write, rows):
    lines = rows()
    scattered = [lines[index] for index in (5, 0, 4, 6, 1, 3, 2)]
    found = checked(write(*scattered))
    assert found.ids["menage"].tolist() == [3, 1, 2]
    assert found.ids["individu"].tolist() == [31, 32, 11, 12, 14, 13, 21]
    in_order_of_file = found.ids["individu"][found.places["individu"]]
    assert in_order_of_file.tolist() == [31, 11, 21, 32, 12, 14, 13]


def test_empty_cells_are_defaults_and_are_told(checked, write, rows):
    found = checked(write(*rows(2, salaire_de_base="", activite="")))
    assert found.inputs["salaire_de_base"][0] == 0
    assert any("'salaire_de_base': nothing is given for 1 individus; default: 0" in line for line in found.report)
    assert any("'activite': nothing is given for 1 individus; default: inactif" in line for line in found.report)


def test_a_household_s_value_given_on_one_row_only_is_that_of_the_household(checked, write, rows):
    lines = [line[: line.rindex(",")] + "," if index == 1 else line for index, line in enumerate(rows())]
    found = checked(write(*lines))
    assert found.inputs["loyer"].tolist() == [9600, 0, 7200]
    assert not any("'loyer'" in line for line in found.report)


def test_a_value_for_a_computed_variable_replaces_it_and_is_told(checked, write):
    found = checked(write("1,1,10,40,true", header="person_id,menage_id,weight,age,en_couple"))
    assert any("Values of the survey replace what the law computes: en_couple" in line for line in found.report)


@pytest.mark.parametrize("year", [22, 1989, 2101])
def test_a_year_that_the_data_cannot_have(checked, write, rows, year):
    assert f"the year of the data is {year}; accepted: from 1990 to 2100" in refusal(
        checked, write(*rows()), data_year=year
    )


def test_a_column_that_stands_twice_in_a_data_frame(survey, system):
    survey.persons = pandas.concat([survey.persons, survey.persons[["loyer"]]], axis=1)
    with pytest.raises(SurveyError, match="column 'loyer' stands there twice"):
        check(survey, system)


def test_nan_and_nulls_of_data_frames(survey, system):
    survey.persons.loc[0, "salaire_de_base"] = numpy.nan
    with pytest.raises(SurveyError, match="line 2, column 'salaire_de_base': nan; accepted: a number"):
        check(survey, system)
    survey.persons["salaire_de_base"] = survey.persons["salaire_de_base"].astype("Float64")
    survey.persons.loc[0, "salaire_de_base"] = pandas.NA
    assert check(survey, system).inputs["salaire_de_base"][0] == 0


def test_the_survey_is_left_as_it_is(survey, system):
    before = survey.persons.copy(deep=True)
    check(survey, system)
    pandas.testing.assert_frame_equal(survey.persons, before)
    assert survey.report == []
    assert not survey.refusals


def test_derived_families_and_tax_units_are_told(checked, write):
    header = "person_id,menage_id,weight,age,salaire_de_base,statut_marital"
    found = checked(
        write(
            "a,1,10,45,30000,celibataire", "b,1,10,44,0,celibataire", "c,1,10,19,25000,", "d,1,10,12,,", header=header
        )
    )
    # c earns a living (above 55 % of 169 hours of the SMIC) and is a family and a tax unit of their own
    assert found.members["famille"].tolist() == [0, 0, 1, 0]
    assert found.roles["famille"].tolist() == [0, 1, 0, 2]
    # an unmarried couple makes two tax units
    assert found.members["foyer_fiscal"].tolist() == [0, 1, 2, 0]
    assert found.ids["famille"].tolist() == ["a", "c"]
    assert found.ids["foyer_fiscal"].tolist() == ["a", "b", "c"]
    for name in ("menage_role", "famille_id", "foyer_fiscal_id"):
        assert any(f"'{name}'" in line and "derived" in line for line in found.report)


def test_units_are_not_derived_without_ages(checked, write):
    assert "no column tells ages" in refusal(checked, write("1,1,10", header="person_id,menage_id,weight"))


def test_ids_of_another_type_in_another_table_are_matched_by_value(system):
    persons = pandas.DataFrame({"person_id": [1], "menage_id": ["7"], "age": [30]})
    menages = pandas.DataFrame({"menage_id": [7], "weight": [3.0]})
    assert check(Survey(persons, 2022, menages), system).weights.tolist() == [3.0]
