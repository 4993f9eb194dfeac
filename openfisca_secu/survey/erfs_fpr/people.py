"""Persons of ERFS-FPR: birth, sex, kin, marital status, activity, job."""

from dataclasses import dataclass

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.survey import kin, units
from openfisca_secu.survey.assembly import People, age_on_first_day
from openfisca_secu.survey.categories import MARITAL, MIDDLE_OF_MONTH, status_of_pay
from openfisca_secu.survey.categories import births as births_of
from openfisca_secu.survey.joined import keys
from openfisca_secu.survey.tables import MENAGE

INTERVIEWED = 15  # the age from which the Employment Survey asks about work
OLDEST = 130
MONTH_UNKNOWN = 99

_REFERENCE, _PARTNER, _CHILD, _OTHER = range(len(MENAGE.roles))
_ROLE_CODES = range(1, 10)
_LAST_NUMBER = 99
_NOT_THERE = 98  # and above, of a number: does not live in the household
_YES = 1
_EMPLOYED, _UNEMPLOYED = 1, 2  # acteu
_IN_EDUCATION = 2  # forter
_PRIVATE_PERSON, _STATE, _LOCAL, _HOSPITAL = 7, 3, 4, 5  # chpub, from 2013 on
_CONTRACT_STAFF = 3  # titc
_STATUSES = (11, 12, 13, 21, 22, 33, 34, 35, 43, 44, 45, 99)
_APPRENTICE, _PUBLIC_TEMPORARY = 22, (43, 44)  # statut
_EXECUTIVES = (6, 7)  # qprcent
_QUALIFICATION_UNKNOWN = (0, 8, 9)
_CRAFT = 21  # cstot, pcs2
_EXECUTIVE_OCCUPATIONS = (23, 31, 34, 35, 37, 38)  # cstot, pcs2
# Persons employed: a round number within the range of each class.
_SIZES = {**{number: number for number in range(1, 10)}, 10: 25, 11: 150, 12: 1000}  # nbsala: 10-49, 50-499, 500 +
_SIZES_FROM_2021 = {**{number: number for number in range(1, 10)}, 10: 15, 11: 35, 12: 150, 13: 1000}  # nbsal_y
_PART_OF_FULL_TIME = {0: 0.6, 1: 0.4, 2: 0.5, 3: 0.65, 4: 0.8, 5: 0.9}  # txtppred


def people(opened):
    """The People of opened files."""
    notes = []
    births = _births(opened, notes)
    sex = opened.files.whole_numbers("sexe", (1, 2), needed=True)
    role = _roles(opened, births, notes)
    links = _kin(opened, role, notes)
    return People(
        births,
        numpy.maximum(sex - 1, 0),
        role,
        links,
        _marital(opened.files),
        _activity(opened.files, opened.year - births.astype("datetime64[Y]").astype(int) - 1970),
        notes,
    )


def _births(opened, notes):
    year = opened.files.whole_numbers("naia", (opened.year - OLDEST, opened.year), needed=True)
    month = opened.files.codes("naim", (*range(1, MONTHS_PER_YEAR + 1), MONTH_UNKNOWN))
    year = numpy.where(year > 0, year, opened.year)
    unknown = (month == 0) | (month == MONTH_UNKNOWN)
    notes.append(
        f"The day of birth is not known: everybody is born on the {MIDDLE_OF_MONTH}th of the month (naim); "
        f"{int(unknown.sum())} persons of unknown month on 1 July."
    )
    return births_of(year, numpy.where(unknown, 0, month))


def _roles(opened, births, notes):
    """Roles in the household, as told; derived from ages where nobody is the reference person."""
    name = opened.files.first_of("lprm", "lprl")
    told = opened.files.codes(name, _ROLE_CODES)
    role = numpy.where((told >= 1) & (told <= _CHILD + 1), told - 1, _OTHER)
    for code, words in ((_REFERENCE, "reference person (1)"), (_PARTNER, "partner of the reference person (2)")):
        holders = role == code
        beyond = holders & (numpy.bincount(opened.household, weights=holders)[opened.household] > 1)
        opened.files.refuse(name, beyond, f"one {words} in each household")
        first = numpy.zeros(len(role), dtype=bool)
        first[numpy.unique(opened.household[holders], return_index=True)[1]] = True
        role[numpy.flatnonzero(holders)[~first[: holders.sum()]]] = _OTHER
    without = (numpy.bincount(opened.household, weights=role == _REFERENCE) == 0)[opened.household]
    if without.any():
        derived = units.household_roles(opened.household, age_on_first_day(births, opened.year))
        role = numpy.where(without, derived, role)
        notes.append(
            f"{len(numpy.unique(opened.household[without]))} households without a reference person: the roles in them "
            "are derived from ages (rules 1 to 3 of openfisca_secu.survey.units)."
        )
    return role.astype(numpy.int8)


def _kin(opened, role, notes):
    """Partner and parents by their numbers in the household; those of the reference person also by roles."""
    files = opened.files
    known = keys(opened.household, opened.noi)

    elsewhere = []

    def link(name):
        numbers = files.whole_numbers(name, (0, _LAST_NUMBER))
        rows = kin.rows_of(known, keys(opened.household, numbers))
        elsewhere.append(int(((numbers > 0) & (numbers < _NOT_THERE) & (rows < 0)).sum()))
        return rows

    partner = link("noicon")
    first = files.first_of("noimer", "noipar1")
    second = files.first_of("noiper", "noipar2")
    parents = [link(first), link(second)]
    reference = numpy.full(len(opened.households), kin.NOBODY)
    reference[opened.household[role == _REFERENCE]] = numpy.flatnonzero(role == _REFERENCE)
    reference = reference[opened.household]
    by_role = (role == _PARTNER) & (partner < 0) & (reference >= 0)
    partner = numpy.where(by_role, reference, partner)
    orphan = (role == _CHILD) & (parents[0] < 0) & (parents[1] < 0)
    parents[0] = numpy.where(orphan, reference, parents[0])
    links = kin.Kin.of(opened.household, partner, tuple(parents))
    notes.append(
        f"Couples and parents are those that noicon, {first} and {second} tell; without a number of theirs, "
        f"{int(by_role.sum())} partners and {int(orphan.sum())} children of the reference person are attached to them. "
        f"{links.dropped} links that contradict each other and {sum(elsewhere)} to numbers that nobody in the "
        "household has are passed over."
    )
    return links


def _marital(files):
    if files.has("etamatri_y_comp"):
        codes = files.codes("etamatri_y_comp", (1, 2, 3, 4, 5, 8, 9))
        return numpy.select([codes == code for code in (1, 2, 3, 4, 5, 8)], [2, 5, 1, 3, 4, 1], 0)
    codes, pacs = files.codes("matri", (1, 2, 3, 4, 9)), files.codes("pacs", (1, 2, 9))
    status = numpy.select([codes == code for code in (1, 2, 3, 4)], [1, 2, 3, 4], 0)
    return numpy.where((pacs == _YES) & (codes != 2), MARITAL.index("pacse"), status)  # noqa: PLR2004 — married


def _activity(files, age):
    """Employment in the week of the survey; who is not asked yet is a pupil."""
    work = files.codes("acteu", (1, 2, 3))
    studies = files.codes("forter", (1, 2, 9)) == _IN_EDUCATION
    retired = files.codes(files.first_of("ret", "retraite"), (1, 2, 9)) == _YES
    return numpy.select(
        [(age < INTERVIEWED) | ((work == 0) & (age <= INTERVIEWED)), work == _EMPLOYED, work == _UNEMPLOYED, studies,
         retired],
        [2, 0, 1, 2, 3],
        4,
    )  # fmt: skip


@dataclass(frozen=True)
class Job:
    """The main job of each person, as told at the end of the year."""

    category: numpy.ndarray  # code of CATEGORIES
    status: numpy.ndarray  # of `pay.Wages`
    apprentice: numpy.ndarray
    private_employer: numpy.ndarray
    size: numpy.ndarray | None
    part_time: numpy.ndarray
    weekly_hours: numpy.ndarray
    share: numpy.ndarray
    notes: list


def jobs(opened, has_wage):
    """The Job of each person who has a wage in the year."""
    files = opened.files
    employer = files.codes("chpub", range(1, 8))
    post = files.codes("titc", (1, 2, 3, 9))
    statut = files.codes("statut", _STATUSES)
    apprentice = statut == _APPRENTICE
    executive = _executives(files)
    contract = (post == _CONTRACT_STAFF) | ((post == 0) & numpy.isin(statut, _PUBLIC_TEMPORARY))
    public = [employer == code for code in (_STATE, _LOCAL, _HOSPITAL)]
    category = numpy.select(
        [~has_wage & ~apprentice, apprentice, (public[0] | public[1] | public[2]) & contract, *public, executive],
        [7, 0, 6, 2, 3, 4, 1],
        0,
    )
    unknown = int((has_wage & (employer == 0)).sum())
    return Job(
        category,
        status_of_pay(category, apprentice),
        apprentice,
        has_wage & (employer == _PRIVATE_PERSON),
        _sizes(files),
        files.codes("tppred", (1, 2)) == 2,  # noqa: PLR2004 — part-time
        files.numbers(files.first_of("hhc", "hhabemp"), (0, 168)),
        _lookup(_PART_OF_FULL_TIME, files.codes("txtppred", (1, 2, 3, 4, 5, 9))),
        [
            f"{unknown} persons who have a wage and tell no employer (chpub) are taken for employees of the private "
            "sector."
        ],
    )


def self_employed(files, amounts):
    """Codes of SELF_EMPLOYED: the kind of the largest profit or loss, the occupation telling crafts from trade."""
    farming, trade, other = (numpy.abs(amounts[name]) for name in ("rag_i", "ric_i", "rnc_i"))
    largest = numpy.maximum(numpy.maximum(farming, trade), other)
    return numpy.select(
        [largest == 0, farming == largest, (trade == largest) & (_occupation(files) == _CRAFT), trade == largest],
        [0, 1, 2, 3],
        4,
    )


def _executives(files):
    told = files.codes("qprcent", range(1, 10))
    return numpy.isin(told, _EXECUTIVES) | (
        numpy.isin(told, _QUALIFICATION_UNKNOWN) & numpy.isin(_occupation(files), _EXECUTIVE_OCCUPATIONS)
    )


def _occupation(files):
    return files.whole_numbers(files.first_of("cstot", "pcs2"), (0, 99))


def _sizes(files):
    if files.has("nbsal_y"):
        return _lookup(_SIZES_FROM_2021, files.codes("nbsal_y", (*_SIZES_FROM_2021, 99)))
    if files.has("nbsala"):
        return _lookup(_SIZES, files.codes("nbsala", (*_SIZES, 99)))
    return None


def _lookup(table, codes):
    values = numpy.array([table.get(code, table.get(0, 0)) for code in range(100)], dtype=numpy.float64)
    return values[codes]
