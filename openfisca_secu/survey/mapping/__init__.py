"""Adapter of any survey, by a mapping file in YAML that says what each column of the own layout is.

    openfisca-secu simulate FOLDER --format mapping --mapping mapping.yaml --years 2024 --output out

`docs/mapping.md` describes the format, `openfisca_secu/data/mapping.schema.json` is its JSON Schema.
"""

from pathlib import Path

from openfisca_secu.survey.files import CsvFormat
from openfisca_secu.survey.mapping import document as documents
from openfisca_secu.survey.mapping.table import read_table
from openfisca_secu.survey.refusals import Refusals, SurveyError
from openfisca_secu.survey.tables import PERSONS, TABLES, Survey

DEFAULT_NAME = "mapping.yaml"


def read(path, *, mapping=None, data_year=None, separator=",", decimal=".", encoding="utf-8"):
    """A survey of any layout.

    Args:
        path: the folder that holds its files; the mapping names no file out of it.
        mapping: the mapping file; `mapping.yaml` in the folder when not given.
        data_year: the year that the data describe; the mapping's `year`, if there is one, must agree.
        separator: what stands between the columns of a CSV file, where the mapping does not say.
        decimal: `.` or `,`, likewise.
        encoding: of texts, likewise.

    Returns:
        A Survey; what cannot be understood of a row is in its refusals.

    Raises:
        SurveyError: the mapping's faults, with their lines; a file that cannot be read.
    """
    folder = Path(path)
    if not folder.is_dir():
        raise SurveyError(f"{folder}: no such folder; accepted: the folder that holds the survey's files")
    document = documents.read(mapping or folder / DEFAULT_NAME)
    year = document.data.get("year")
    if year is not None and data_year not in (None, year):
        raise document.error(("year",), f"the data are of {year}, and said to be of {data_year}")
    refusals, report = Refusals(), [f"Mapping: {document.data.get('title') or document.shown}."]
    tables = {}
    for name in TABLES:
        if name in document.data:
            tables[name] = read_table(folder, document, name, CsvFormat(separator, decimal, encoding), refusals)
            report += tables[name].report
    return Survey(
        persons=tables[PERSONS].frame,
        year=year or data_year,
        report=report,
        refusals=refusals,
        files={name: table.file for name, table in tables.items()},
        lines={name: table.lines for name, table in tables.items()},
        origins={name: table.origins for name, table in tables.items()},
        **{name: table.frame for name, table in tables.items() if name != PERSONS},
    )
