"""Adapter of the package's own layout: one file of persons, or a folder with a file for each entity."""

from pathlib import Path

from openfisca_secu.survey import columns
from openfisca_secu.survey.files import SUFFIXES, CsvFormat, read_table
from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.tables import PERSONS, TABLES, Survey

YEAR_COLUMN = "year"


def read(
    path,
    *,
    data_year=None,
    menages=None,
    familles=None,
    foyers_fiscaux=None,
    separator=",",
    decimal=".",
    encoding="utf-8",
):
    """A survey in the own layout.

    Args:
        path: the file of persons, or a folder that holds `individus` and perhaps `menages`, `familles`,
            `foyers_fiscaux`, each as `.csv`, `.csv.gz` or `.parquet`.
        data_year: the year that the data describe; a column `year` of the persons, if there is one, must agree.
        menages: the file of households, where it does not stand in the folder.
        familles: the file of families, likewise.
        foyers_fiscaux: the file of tax units, likewise.
        separator: what stands between the columns of a CSV file.
        decimal: `.` or `,`.
        encoding: of CSV files.

    Returns:
        A Survey with the file and the line of each row.

    Raises:
        SurveyError: a file that cannot be read, or years that disagree.
    """
    csv_format = CsvFormat(separator, decimal, encoding)
    files = _in_folder(Path(path)) if Path(path).is_dir() else {PERSONS: Path(path)}
    for name, file in (("menages", menages), ("familles", familles), ("foyers_fiscaux", foyers_fiscaux)):
        if file is not None:
            files[name] = Path(file)
    read_files = {name: read_table(file, csv_format) for name, file in files.items()}
    survey = Survey(
        persons=read_files[PERSONS][0],
        year=data_year,
        files={name: str(file) for name, file in files.items()},
        lines={name: lines for name, (_, lines) in read_files.items()},
        **{name: frame for name, (frame, _) in read_files.items() if name != PERSONS},
    )
    _take_year(survey)
    return survey


def _in_folder(folder):
    files = {}
    for name in TABLES:
        found = [folder / (name + suffix) for suffix in SUFFIXES if (folder / (name + suffix)).is_file()]
        if len(found) > 1:
            raise SurveyError(f"{folder}: {found[0].name} and {found[1].name} both stand there; which one is meant?")
        if found:
            files[name] = found[0]
    if PERSONS not in files:
        accepted = ", ".join(PERSONS + suffix for suffix in SUFFIXES)
        raise SurveyError(f"{folder}: no file of persons in this folder; accepted: {accepted}")
    return files


def _take_year(survey):
    """The survey's year from its column `year`, which then is no column any more."""
    if YEAR_COLUMN not in survey.persons.columns:
        return
    table, given = survey.table(PERSONS), survey.persons[YEAR_COLUMN]
    years = columns.whole_numbers(columns.arrow(given), (1900, 2100))
    unusable = years.bad | years.missing
    survey.refusals.rows(table, YEAR_COLUMN, unusable, given.array, years.accepted)
    good = years.values[~unusable]
    if survey.year is None and len(good):
        survey.year = int(good[0])
    other = ~unusable & (years.values != survey.year)
    survey.refusals.rows(table, YEAR_COLUMN, other, given.array, f"{survey.year}, the year of the whole survey")
    survey.persons = survey.persons.drop(columns=YEAR_COLUMN)
