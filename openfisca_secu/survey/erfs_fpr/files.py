"""The files of ERFS-FPR in a folder: their vintage, the households in scope, rows joined by household and number."""

import re
from dataclasses import dataclass

import numpy
import pandas

from openfisca_secu.survey import folder, pay
from openfisca_secu.survey.assembly import check_year
from openfisca_secu.survey.joined import Joined, keys, repeated
from openfisca_secu.survey.kin import rows_of
from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.source import Source

INDIV, MENAGE_FILE, IRF, MRF = "indiv", "menage", "irf", "mrf"
ROLE_TO_REFERENCE = ("lprm", "lprl")
_HUNDRED = 100
_CENTURY = 2000
_PATTERNS = {
    INDIV: re.compile(r"(?:fpr_)?indiv(?:idu)?s?(?:_?(\d{4}))?"),
    MENAGE_FILE: re.compile(r"(?:fpr_)?menages?(?:_?(\d{4}))?"),
    IRF: re.compile(r"(?:fpr_)?irf(?:_?(\d{4})|(\d{2})e\d{2}t4)?"),
    MRF: re.compile(r"(?:fpr_)?mrf(?:_?(\d{4})|(\d{2})e\d{2}t4)?"),
}
_NAMES = {
    INDIV: "fpr_indiv_YYYY or Individu",
    MENAGE_FILE: "fpr_menage_YYYY or Menage",
    IRF: "fpr_irfYYeYYt4 or IRF",
    MRF: "fpr_mrfYYeYYt4 or MRF",
}
_IDENT = re.compile(r"ident(\d{2})?")


@dataclass(frozen=True)
class Vintage:
    """A layout: its years, its files, the columns without which it is not read."""

    name: str
    first: int
    last: int
    kinds: tuple
    needed: tuple  # of the files of persons
    marks: tuple  # columns that no other layout has


FOUR_FILES = (INDIV, MENAGE_FILE, IRF, MRF)
VINTAGES = (
    Vintage("2013-2018", 2013, 2018, FOUR_FILES, ("naia", "sexe", "lprm"), ("lprm", "coured", "noimer")),
    Vintage("2019-2020", 2019, 2020, FOUR_FILES, ("naia", "sexe", "lprm"), ("lprm", "coured", "noimer")),
    Vintage("2021+", 2021, 2100, (INDIV, MENAGE_FILE), ("naia", "sexe", "lprl"), ("lprl", "coupl_men", "noipar1")),
)


@dataclass(frozen=True)
class Opened:
    """The files of one year, joined.

    Attributes:
        year: of the data.
        vintage: the layout.
        files: a `Joined`, whose persons' file is the individual one.
        household: the number of each person's household.
        households: ids of households, by number.
        persons: ids of persons.
        noi: the number of each person in the household.
        notes: sentences on what was left out.
    """

    year: int
    vintage: Vintage
    files: Joined
    household: numpy.ndarray
    households: numpy.ndarray
    persons: numpy.ndarray
    noi: numpy.ndarray
    notes: list


def open_files(path, data_year, separator, decimal, encoding):
    """The files of a folder, joined; households out of scope and persons who are in no tax file are left out.

    Raises:
        SurveyError: a file that is missing or of another vintage, or without the columns that are needed.
    """
    paths, year = _find(path, data_year)
    year = _year(paths, year, encoding)
    check_year(year, pay.FIRST_YEAR_OF_WAGES)
    vintage = next(vintage for vintage in VINTAGES if vintage.first <= year <= vintage.last)
    missing = [_NAMES[kind] for kind in vintage.kinds if kind not in paths]
    if missing:
        raise SurveyError(f"{path}: of the files of {year}, these are missing: {folder.accepted_names(missing)}")
    sources = {kind: _open(paths[kind], kind, separator, decimal, encoding) for kind in vintage.kinds}
    notes = [f"The layout of {vintage.name}: {', '.join(paths[kind].name for kind in vintage.kinds)}."]
    extra = sorted(paths[kind].name for kind in paths if kind not in vintage.kinds)
    if extra:
        notes.append(f"Files not read, which the layout of {vintage.name} does not have: {', '.join(extra)}.")
    _check_header(sources, vintage, year)
    sources = _in_scope(sources, notes)
    return _joined(sources, year, vintage, notes)


def _find(path, data_year):
    """The file of each kind, and the year that their names tell (None: none)."""
    found = {}
    for file in folder.files_in(path):
        for kind, pattern in _PATTERNS.items():
            match = pattern.fullmatch(folder.stem(file))
            if match:
                told = next((int(group) for group in match.groups() if group), None)
                told = told + _CENTURY if told is not None and told < _HUNDRED else told
                found.setdefault(told, {}).setdefault(kind, []).append(file)
    if not found:
        raise SurveyError(f"{path}: no file of ERFS-FPR; accepted: {folder.accepted_names(_NAMES.values())}")
    years = sorted(year for year in found if year is not None)
    if data_year is None and len(years) > 1:
        raise SurveyError(
            f"{path}: files of {', '.join(map(str, years))} stand there; say which year is meant (--data-year)"
        )
    year = data_year if data_year is not None else next(iter(years), None)
    if years and year not in years and None not in found:
        raise SurveyError(f"{path}: no file of {year}; there are files of {', '.join(map(str, years))}")
    of_year = {**found.get(None, {}), **found.get(year, {})}
    for files in of_year.values():
        if len(files) > 1:
            raise SurveyError(f"{path}: {files[0].name} and {files[1].name} both stand there; which one is meant?")
    return {kind: files[0] for kind, files in of_year.items()}, year


def _year(paths, year, encoding):
    """The year, from what was said or the names of the files, else from the name of the household's id."""
    for file in paths.values():
        for name in folder.header(file, encoding)[0]:
            match = _IDENT.fullmatch(name)
            if match and match[1]:
                told = _CENTURY + int(match[1])
                if year is not None and told != year:
                    raise SurveyError(
                        f"{file}: the column '{name}' is the household's id of {told}, and the data are said to be of "
                        f"{year}: the header of another vintage"
                    )
                year = told
    if year is None:
        raise SurveyError(f"{next(iter(paths.values())).parent}: no name tells the year of the data (--data-year)")
    return year


def _open(path, kind, separator, decimal, encoding):
    row = "person" if kind in (INDIV, IRF) else "household"
    source = Source.of(path, folder.csv_format(path, separator, decimal, encoding), row)
    idents = [name for name in source.table.data.columns if _IDENT.fullmatch(name)]
    if len(idents) > 1:
        raise SurveyError(f"{path}: the columns '{idents[0]}' and '{idents[1]}' both are ids of households")
    source = source.renamed(dict.fromkeys(idents, "ident"))
    source.need(("ident", *(("noi",) if kind in (INDIV, IRF) else ()), *(("salaires_i",) if kind == INDIV else ())))
    return source


def _check_header(sources, vintage, year):
    of_persons = [sources[kind] for kind in (INDIV, IRF) if kind in sources]
    missing = [name for name in vintage.needed if not any(source.has(name) for source in of_persons)]
    if missing:
        other = [
            mark
            for layout in VINTAGES
            for mark in layout.marks
            if mark not in vintage.marks and any(source.has(mark) for source in of_persons)
        ]
        hint = f"; '{other[0]}' is a column of another vintage than that of {year}" if other else ""
        files = " and ".join(source.table.file for source in of_persons)
        raise SurveyError(f"{files}: columns are missing: {', '.join(missing)}{hint}")
    if not any(source.has("wprm") for source in (sources[MENAGE_FILE], sources[INDIV])):
        raise SurveyError(f"{sources[MENAGE_FILE].table.file}: columns are missing: wprm")


def _in_scope(sources, notes):
    """The files without the households that `champ_calcul` leaves out."""
    kind = next((kind for kind in (MENAGE_FILE, INDIV) if sources[kind].has("champ_calcul")), None)
    if kind is None:
        notes.append("No column 'champ_calcul': every household is taken to be in the scope of the survey.")
        return sources
    source = sources[kind]
    scope = source.whole_numbers("champ_calcul", (0, 1), needed=True)
    wrong = source.refusals.refused(source.table.name, source.rows)
    out = set(source.texts("ident")[(scope != 1) & ~wrong])
    if out:
        notes.append(
            f"{len(out)} households out of the scope (champ_calcul is not 1: negative declared income, a student "
            "as reference person …) are left out."
        )
    kept = {name: _without(each, out) for name, each in sources.items()}
    if not kept[INDIV].rows or not kept[MENAGE_FILE].rows:
        raise SurveyError(f"{source.table.file}: no household has champ_calcul = 1")
    return kept


def _without(source, households):
    if not households:
        return source
    return source.only(~pandas.Series(source.texts("ident")).isin(households).to_numpy())


def _joined(sources, year, vintage, notes):
    persons, menages = sources[INDIV], sources[MENAGE_FILE]
    files = Joined(persons)
    ident, noi = persons.ids("ident"), persons.whole_numbers("noi", (1, _HUNDRED - 1), needed=True)
    key = keys(ident, noi)
    persons.refuse("noi", repeated(key) & (noi > 0), "a number that no other person of the household has")
    household, households = pandas.factorize(ident)

    of_menages = menages.ids("ident", unique=True)
    row = rows_of(map(str, of_menages), map(str, ident))
    persons.refuse("ident", (row < 0) & _sound(persons), f"a household of {menages.table.file}")
    alone = ~numpy.isin(numpy.arange(menages.rows), row)
    menages.refuse("ident", alone & _sound(menages), f"a household with a person in {persons.table.file}")
    if IRF in sources:
        _join_persons(files, sources[IRF], key, notes)
    files.join(menages, row, first=True)
    if MRF in sources:
        _join_households(files, sources[MRF], ident, notes)
    return Opened(year, vintage, files, household, households, _person_ids(persons, ident, noi, key), noi, notes)


def _join_persons(files, source, key, notes):
    """The Employment Survey's persons; those whom no tax file has are left out, as in the survey's own tables."""
    noi = source.whole_numbers("noi", (1, _HUNDRED - 1), needed=True)
    theirs = keys(source.ids("ident"), noi)
    source.refuse("noi", repeated(theirs) & (noi > 0), "a number that no other person of the household has")
    row = rows_of(theirs, key)
    files.persons.refuse("noi", (row < 0) & _sound(files.persons), f"a person of {source.table.file}")
    unmatched = int((~theirs.isin(key)).sum())
    if unmatched:
        notes.append(f"{unmatched} persons of {source.table.file} are in no tax file, and left out.")
    files.join(source, row)


def _join_households(files, source, ident, notes):
    theirs = source.ids("ident", unique=True)
    row = rows_of(map(str, theirs), map(str, ident))
    files.persons.refuse("ident", (row < 0) & _sound(files.persons), f"a household of {source.table.file}")
    unmatched = int((~numpy.isin(numpy.arange(source.rows), row)).sum())
    if unmatched:
        notes.append(f"{unmatched} households of {source.table.file} are in no tax file, and left out.")
    files.join(source, row)


def _sound(source):
    """The rows of a file that are not refused yet."""
    return ~source.refusals.refused(source.table.name, source.rows)


def _person_ids(persons, ident, noi, key):
    if persons.has("noindiv"):
        return persons.ids("noindiv", unique=True)
    if ident.dtype == object or repeated(key).any():
        return numpy.array([f"{first}-{number}" for first, number in zip(ident, noi, strict=True)], dtype=object)
    return ident * _HUNDRED + noi
