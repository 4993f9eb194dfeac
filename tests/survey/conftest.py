"""A small survey in the own layout, and what the tests of the survey layer share."""

from pathlib import Path

import pandas
import pytest

from openfisca_secu import CountryTaxBenefitSystem
from openfisca_secu.survey.checks import check
from openfisca_secu.survey.own import read
from openfisca_secu.survey.tables import Survey

HEADER = (
    "person_id,menage_id,famille_id,foyer_fiscal_id,menage_role,famille_role,foyer_fiscal_role,weight,"
    "date_naissance,salaire_de_base,activite,loyer"
)
# Line 2 is the first person. Household 1: a couple and two children; 2: a man alone; 3: a woman and her child.
ROWS = (
    "11,1,1,1,personne_de_reference,demandeur,declarant_principal,1500.25,1985-04-12,30000.50,actif,9600",
    "12,1,1,1,conjoint,conjoint,conjoint,1500.25,1987-11-30,24000,actif,9600",
    "13,1,1,1,enfant,enfant,personne_a_charge,1500.25,2012-02-29,0,etudiant,9600",
    "14,1,1,1,enfant,enfant,personne_a_charge,1500.25,2020-07-01,0,inactif,9600",
    "21,2,2,2,personne_de_reference,demandeur,declarant_principal,980.5,1950-01-01,0,retraite,0",
    "31,3,3,3,personne_de_reference,demandeur,declarant_principal,2100,1990-06-15,18000,actif,7200",
    "32,3,3,3,enfant,enfant,personne_a_charge,2100,2015-09-01,0,etudiant,7200",
)
YEAR = 2022


@pytest.fixture(scope="session")
def system():
    return CountryTaxBenefitSystem()


@pytest.fixture
def header():
    """The columns of the small survey."""
    return HEADER


@pytest.fixture
def write(tmp_path):
    """Write lines as a file of persons (or another name) and give its path."""

    def write_lines(*lines, name="individus.csv", header=HEADER):
        path = tmp_path / name
        path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        return path

    return write_lines


@pytest.fixture
def rows():
    """The rows of the small survey, to be changed: `rows(line=2, salaire_de_base="abc")`."""

    def changed(line=None, **values):
        names = HEADER.split(",")
        lines = [row.split(",") for row in ROWS]
        for name, value in values.items():
            lines[line - 2][names.index(name)] = value
        return [",".join(cells) for cells in lines]

    return changed


@pytest.fixture
def checked(system):
    """Read and check a file of persons."""

    def read_and_check(path, data_year=YEAR, on_error="refuse", ignore_columns=False, default_year=YEAR, **options):
        survey = read(path, data_year=data_year, **options)
        return check(survey, system, on_error=on_error, ignore_columns=ignore_columns, default_year=default_year)

    return read_and_check


@pytest.fixture
def survey():
    """The small survey as DataFrames."""
    frame = pandas.DataFrame([row.split(",") for row in ROWS], columns=HEADER.split(","))
    numbers = ["person_id", "menage_id", "famille_id", "foyer_fiscal_id", "weight", "salaire_de_base", "loyer"]
    frame[numbers] = frame[numbers].apply(pandas.to_numeric)
    return Survey(persons=frame, year=YEAR)


@pytest.fixture
def files_in():
    """The bytes of every file of a folder, by its path in it."""

    def read_all(folder):
        folder = Path(folder)
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    return read_all
