"""The four files D, R, H, P of EU-SILC's user database in a folder, told by their columns and joined by their ids."""

from dataclasses import dataclass

import numpy
import pandas

from openfisca_secu.survey import folder, pay
from openfisca_secu.survey.assembly import check_year
from openfisca_secu.survey.joined import Joined
from openfisca_secu.survey.kin import NOBODY, rows_of
from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.source import Source

D, R, H, P = "D", "R", "H", "P"
FRANCE = "FR"
FIRST_OF_NEW_NAMES = 2021
_IDS = {D: "db030", R: "rb030", H: "hb030", P: "pb030"}
_YEARS = {D: "db010", R: "rb010", H: "hb010", P: "pb010"}
_COUNTRIES = {D: "db020", R: "rb020", H: "hb020", P: "pb020"}
_ROWS = {D: "household", R: "person", H: "household", P: "person"}
_WORDS = {D: "household register", R: "person register", H: "households", P: "persons of 16 and more"}
_NEEDED = {
    D: ("db010", "db090"),
    R: ("rx030", "rb080", "rb090", "rb220", "rb230", "rb240"),
    H: ("hh021",),
    P: ("py010g",),
}
_STATUS = ("pl031", "pl032")  # until 2020, from 2021 on


@dataclass(frozen=True)
class Opened:
    """The files of one survey, joined.

    Attributes:
        survey_year: the year of the interviews.
        files: a `Joined`, whose persons' file is R.
        household: the number of each person's household.
        households: ids of households, by number.
        persons: ids of persons.
        answered: whether each person stands in P.
        p: the file P, for its flags, and h: the file H.
        notes: sentences on what was left out.
    """

    survey_year: int
    files: Joined
    household: numpy.ndarray
    households: numpy.ndarray
    persons: numpy.ndarray
    answered: numpy.ndarray
    p: Source
    h: Source
    notes: list

    @property
    def year(self):
        """The year of the incomes."""
        return self.survey_year - 1

    @property
    def new_names(self):
        """Whether columns have the names that they have since 2021."""
        return self.survey_year >= FIRST_OF_NEW_NAMES


def open_files(path, data_year, country, *, separator, decimal, encoding):
    """The files of a folder, joined.

    Raises:
        SurveyError: a file that is missing, of another vintage, or without the columns that are needed.
    """
    paths = _find(path, encoding)
    sources = {
        kind: Source.of(file, folder.csv_format(file, separator, decimal, encoding), _ROWS[kind])
        for kind, file in paths.items()
    }
    for kind, source in sources.items():
        source.need(_NEEDED[kind])
    notes = [f"Files: {', '.join(f'{kind} {paths[kind].name}' for kind in (D, R, H, P))}."]
    sources = _of_country(sources, country.lower(), notes)
    survey_year = _survey_year(sources, data_year)
    check_year(survey_year - 1, pay.FIRST_YEAR)
    _check_header(sources[P], survey_year)
    return _joined(sources, survey_year, notes)


def _find(path, encoding):
    found = {}
    for file in folder.files_in(path):
        names = folder.header(file, encoding)[0]
        for kind, name in _IDS.items():
            if name in names and _YEARS[kind] in names:
                if kind in found:
                    raise SurveyError(
                        f"{path}: {found[kind].name} and {file.name} both are files {kind} ({_WORDS[kind]}); which one "
                        "is meant?"
                    )
                found[kind] = file
    missing = [f"{kind} ({_WORDS[kind]}: columns {_YEARS[kind]}, {_IDS[kind]})" for kind in _IDS if kind not in found]
    if missing:
        raise SurveyError(f"{path}: files are missing: {', '.join(missing)}")
    return found


def _of_country(sources, country, notes):
    """The rows of one country, where the files hold several; ids are those of a country."""
    kept = {}
    for kind, source in sources.items():
        name = _COUNTRIES[kind]
        if not source.has(name):
            kept[kind] = source
            continue
        told = source.texts(name)
        there = told == country
        if not there.any():
            others = ", ".join(sorted(set(told)))[:60].upper()
            raise SurveyError(f"{source.table.file}: no row of {country.upper()}; there are rows of {others}")
        kept[kind] = source if there.all() else source.only(there)
    left = sum(sources[kind].rows - kept[kind].rows for kind in (D,))
    if left:
        notes.append(f"{left} households of other countries than {country.upper()} are left out.")
    return kept


def _survey_year(sources, data_year):
    """The one year that all files tell."""
    years = set()
    for kind, source in sources.items():
        if source.has(_YEARS[kind]):
            years |= set(source.whole_numbers(_YEARS[kind], (2004, 2100), needed=True).tolist()) - {0}
    if len(years) != 1:
        told = ", ".join(map(str, sorted(years))) or "no year"
        raise SurveyError(f"{sources[D].table.file}: the four files tell {told}; accepted: one year for all of them")
    year = years.pop()
    if data_year is not None and data_year != year - 1:
        raise SurveyError(
            f"{sources[D].table.file}: the survey of {year} tells incomes of {year - 1}, and the data are said to be "
            f"of {data_year}"
        )
    return year


def _check_header(persons, survey_year):
    old, new = _STATUS
    name, other = (new, old) if survey_year >= FIRST_OF_NEW_NAMES else (old, new)
    if not persons.has(name):
        hint = f"; '{other}' is a column of another vintage than that of {survey_year}" if persons.has(other) else ""
        raise SurveyError(f"{persons.table.file}: columns are missing: {name}{hint}")


def _joined(sources, survey_year, notes):
    register, answers = sources[R], sources[P]
    files = Joined(register)
    persons, home = register.ids("rb030", unique=True), register.ids("rx030")
    household, households = pandas.factorize(home)
    for kind in (D, H):
        source = sources[kind]
        row = rows_of(map(str, source.ids(_IDS[kind], unique=True)), map(str, home))
        register.refuse("rx030", (row < 0) & _sound(register), f"a household of {source.table.file}")
        alone = ~numpy.isin(numpy.arange(source.rows), row)
        source.refuse(_IDS[kind], alone & _sound(source), f"a household with a person in {register.table.file}")
        files.join(source, row)
    theirs = answers.ids("pb030", unique=True)
    row = rows_of(map(str, theirs), map(str, persons))
    alone = ~numpy.isin(numpy.arange(answers.rows), row)
    answers.refuse("pb030", alone & _sound(answers), f"a person of {register.table.file}")
    files.join(answers, row)
    if answers.has("px030"):
        elsewhere = files.texts("px030") != numpy.array([str(value).lower() for value in home], dtype=object)
        files.refuse("px030", elsewhere & (row >= 0), f"the household that {register.table.file} tells of the person")
    return Opened(survey_year, files, household, households, persons, row != NOBODY, answers, sources[H], notes)


def _sound(source):
    """The rows of a file that are not refused yet."""
    return ~source.refusals.refused(source.table.name, source.rows)
