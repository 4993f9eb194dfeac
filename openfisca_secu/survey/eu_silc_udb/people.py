"""Persons of EU-SILC: birth, sex, kin, marital status, activity, job."""

from dataclasses import dataclass

import numpy

from openfisca_secu.survey import kin, units
from openfisca_secu.survey.assembly import People, age_on_first_day
from openfisca_secu.survey.categories import MARITAL, PUPIL, births, status_of_pay

ANSWERS = 16  # the age from which persons answer, at the end of the income year
OLDEST = 130
TOP_CODED = 81  # years before the survey: whoever was born then or earlier has one code
LINKS = ("rb240", "rb220", "rb230")
MIDDLE_OF_QUARTER = (0, 2, 5, 8, 11)
PART_OF_FULL_TIME = 0.6  # of part-time work whose hours are not told

_MALE, _FEMALE = 1, 2
_MARITAL = (0, 1, 2, 4, 3, 4)  # pb190 as codes of MARITAL: a separated person is taxed like a divorced one
_MARRIED_CODE = 2
_LEGAL_UNION = 1  # pb200
_OLD_ACTIVITY = (4, 0, 0, 0, 0, 1, 2, 3, 4, 4, 4, 4)  # pl031 as codes of ACTIVITIES
_NEW_ACTIVITY = (4, 0, 1, 3, 4, 2, 4, 4, 4)  # pl032, rb211
_OLD_PART_TIME = (2, 4)  # pl031
_NEW_PART_TIME = 2  # pl145
_OLD_TEMPORARY = (2,)  # pl140
_NEW_TEMPORARY = (21, 22)  # pl141
_PUBLIC_SECTIONS = ("o", "p")  # of NACE: public administration, education
_FARMING_SECTION = "a"
_LIBERAL_SECTIONS = ("j", "l", "m", "n", "q")
_ARMED_FORCES = (1, 2, 3)  # ISCO-08
_EXECUTIVES = (*range(11, 15), *range(21, 27))
_CRAFTS = (*range(71, 76), *range(81, 84))
_SIZES = {**{number: number for number in range(1, 11)}, 11: 15, 12: 35, 13: 150, 14: 5, 15: 0}  # pl130
_WORKS, _UNEMPLOYED = (1, 2), (5,)  # pl211a …: employees; in both vintages
MONTHS = "abcdefghijkl"


def people(opened):
    """The People of opened files."""
    notes = []
    born = _births(opened, notes)
    age = opened.year - born.astype("datetime64[Y]").astype(int) - 1970
    partner, father, mother = (_link(opened, name) for name in LINKS)
    elsewhere = sum(
        int((opened.files.given(name) & (rows < 0)).sum())
        for name, rows in zip(LINKS, (partner, father, mother), strict=True)
    )
    links = kin.Kin.of(opened.household, partner, (mother, father))
    sex = opened.files.whole_numbers("rb090", (_MALE, _FEMALE), needed=True)
    unanswered = int(((age >= ANSWERS) & ~opened.answered).sum())
    notes += [
        "Couples and parents are those that rb240, rb230 and rb220 tell, at the interview; "
        f"{links.dropped} links that contradict each other and {elsewhere} to ids that nobody has are passed over.",
        f"{unanswered} persons of {ANSWERS} and more stand in no file P: their incomes and their work are not known, "
        "and taken as none.",
    ]
    return People(
        born,
        numpy.maximum(sex - 1, 0),
        _roles(opened, links, born, notes),
        links,
        _marital(opened.files),
        _activity(opened, age),
        notes,
    )


def _births(opened, notes):
    """Births by year and quarter; a child born after the income year, on its last day, and opens no right in it."""
    year = opened.files.whole_numbers("rb080", (opened.year - OLDEST, opened.survey_year), needed=True)
    year = numpy.where(year > 0, year, opened.year)
    quarter = opened.files.codes("rb070", (1, 2, 3, 4))
    later = year > opened.year
    found = births(numpy.minimum(year, opened.year), numpy.array(MIDDLE_OF_QUARTER)[quarter])
    top = int((year <= opened.survey_year - TOP_CODED).sum())
    notes += [
        "Births: the middle of the quarter (rb070), or of the year (rb080) for "
        f"{int((quarter == 0).sum())} persons; {top} are born in {opened.survey_year - TOP_CODED} or before, which "
        "is one code.",
        f"{int(later.sum())} children born after the income year are kept, as born on 31 December {opened.year}.",
    ]
    return numpy.where(later, numpy.datetime64(f"{opened.year}-12-31", "D"), found)


def _link(opened, name):
    wanted = opened.files.texts(name)
    return numpy.where(wanted == "", kin.NOBODY, kin.rows_of((str(value).lower() for value in opened.persons), wanted))


def _roles(opened, links, born, notes):
    """The reference person is who is responsible for the dwelling (hb080), else the one that ages suggest."""
    told = _link(opened, "hb080") if opened.files.has("hb080") else numpy.full(len(born), kin.NOBODY)
    rows = numpy.arange(len(born))
    reference = told == rows
    without = (numpy.bincount(opened.household, weights=reference) == 0)[opened.household]
    if without.any():
        derived = units.household_roles(opened.household, age_on_first_day(born, opened.year))
        reference = reference | (without & (derived == 0))
        notes.append(
            f"{len(numpy.unique(opened.household[without]))} households whose responsible person (hb080) is not told: "
            "the reference person is derived from ages (rule 1 of openfisca_secu.survey.units)."
        )
    return kin.household_roles(links, reference)


def _marital(files):
    status = numpy.array(_MARITAL)[files.codes("pb190", (1, 2, 3, 4, 5))]
    legal = (files.codes("pb200", (1, 2, 3)) == _LEGAL_UNION) & (status != MARITAL.index("marie"))
    return numpy.where(legal, MARITAL.index("pacse"), status)


def _activity(opened, age):
    if opened.new_names:
        told, registered = (opened.files.codes(name, range(1, 9)) for name in ("pl032", "rb211"))
        status = numpy.array(_NEW_ACTIVITY)[numpy.where(told > 0, told, registered)]
    else:
        status = numpy.array(_OLD_ACTIVITY)[opened.files.codes("pl031", range(1, 12))]
    return numpy.where(age < ANSWERS, PUPIL, status)


@dataclass(frozen=True)
class Job:
    """The main job of each person, as told at the interview."""

    category: numpy.ndarray  # code of categories.CATEGORIES
    self_employed: numpy.ndarray  # code of categories.SELF_EMPLOYED
    status: numpy.ndarray  # of `pay.Wages`
    size: numpy.ndarray | None
    part_time: numpy.ndarray
    weekly_hours: numpy.ndarray


def jobs(opened, has_wage, has_profit):
    """The Job of each person."""
    files, new = opened.files, opened.new_names
    suffix = "a" if new else ""
    section = numpy.array([text[:1] for text in files.texts(f"pl111{suffix}")], dtype=object)
    occupation = files.whole_numbers(f"pl051{suffix}", (0, 99))
    temporary = (
        numpy.isin(files.codes("pl141", (11, 12, 21, 22)), _NEW_TEMPORARY)
        if new
        else numpy.isin(files.codes("pl140", (1, 2)), _OLD_TEMPORARY)
    )
    public = numpy.isin(section, _PUBLIC_SECTIONS)
    category = numpy.select(
        [
            ~has_wage,
            numpy.isin(occupation, _ARMED_FORCES),
            public & temporary,
            public,
            numpy.isin(occupation, _EXECUTIVES),
        ],
        [7, 5, 6, 2, 1],
        0,
    )
    part_time = (
        files.codes("pl145", (1, 2)) == _NEW_PART_TIME
        if new
        else numpy.isin(files.codes("pl031", range(1, 12)), _OLD_PART_TIME)
    )
    sizes = None
    if files.has("pl130"):
        codes = files.codes("pl130", tuple(_SIZES))
        sizes = numpy.array([_SIZES.get(code, 0) for code in range(max(_SIZES) + 1)], dtype=numpy.float64)[codes]
    return Job(
        category,
        _self_employed(section, occupation, has_profit),
        status_of_pay(category, numpy.zeros(len(category), dtype=bool)),
        sizes,
        part_time,
        files.numbers("pl060", (0, 168)),
    )


def _self_employed(section, occupation, has_profit):
    professional = numpy.isin(occupation, _EXECUTIVES) & numpy.isin(section, _LIBERAL_SECTIONS)
    return numpy.select(
        [~has_profit, section == _FARMING_SECTION, numpy.isin(occupation, _CRAFTS), professional], [0, 1, 2, 4], 3
    )


def calendar(opened):
    """In which months each person was an employee, and unemployed."""
    files = opened.files
    states = numpy.array([files.codes(f"pl211{letter}", range(1, 12)) for letter in MONTHS])
    return numpy.isin(states.T, _WORKS), numpy.isin(states.T, _UNEMPLOYED)
