"""What the reading of an EU-SILC says of itself: assumptions, counts, flags, gaps; one sentence each."""

import numpy

from openfisca_secu.survey import assembly, columns, gaps
from openfisca_secu.survey.eu_silc_udb.columns import OF_HOUSEHOLD, OF_PERSON, PARTS
from openfisca_secu.survey.eu_silc_udb.people import PART_OF_FULL_TIME
from openfisca_secu.survey.working_time import CONTRACTS

MISSING = -1  # a flag
IMPUTED = (3, 5, 6)  # the first digit of a flag of an income from 2021 on: deduced, by model, from a donor
SEVERELY_LIMITED = 1


def on_amounts(opened):
    """What amounts are taken to be."""
    together = [f"{name} ({part})" for name, part in PARTS.items() if not opened.files.has(part)]
    said = [
        f"Incomes are gross, of {opened.year}, the year before the survey; families, jobs and dwellings are those of "
        "the interview. Amounts of French research files are rounded or modified.",
        "Taxable wages follow from the gross ones (openfisca_secu.survey.pay, rates of 1 January); taxable pensions "
        "from the rate of CSG of the same year's reference income.",
        "Self-employed income (py050g) is taken to be the taxable profit; losses stay losses.",
        "Alimony received is the reference person's, as are alimony paid, property and capital incomes.",
    ]
    if together:
        said.append(
            "Amounts that are not told apart from the means-tested benefits in them (ASS, ASPA, AAH …), taken whole: "
            f"{', '.join(together)}."
        )
    return said


def on_flags(opened):
    """What the flags say of the amounts that are used: how many are missing, how many imputed."""
    said = []
    for source, names in ((opened.p, OF_PERSON), (opened.h, OF_HOUSEHOLD)):
        for name, others in names.items():
            column = next((each for each in (name, *others) if source.has(each)), None)
            flag = f"{column}_f"
            if column is None or not source.has(flag):
                continue
            flags = columns.whole_numbers(columns.arrow(source.table.data[flag]))
            source.refuse(flag, flags.bad, flags.accepted)
            source.used.append(flag)
            values = numpy.where(flags.missing | flags.bad, 0, flags.values)
            missing = int((values == MISSING).sum())
            imputed = int(numpy.isin(_first_digit(values), IMPUTED).sum()) if opened.new_names else 0
            if missing or imputed:
                said.append(
                    f"{column}: {missing} rows flagged as missing, taken as they stand (0 where nothing does), "
                    f"{imputed} as imputed."
                )
    return said


def _first_digit(values):
    values = numpy.maximum(values, 0)
    while (values >= 10).any():  # noqa: PLR2004 — digits
        values = numpy.where(values >= 10, values // 10, values)  # noqa: PLR2004
    return values


def on_work(worked, unemployed, time, job):
    """Months, hours, employer."""
    known = worked.any(axis=1) | unemployed.any(axis=1)
    employed = time.contract != CONTRACTS.index("sans_objet")
    size = (
        "The size of the employer is not known (pl130 ends in 2020)."
        if job.size is None
        else "The size of the employer is that of the local unit, a number within the class told (docs/eu_silc_udb.md)."
    )
    return [
        "The main job is that of the interview: all wages of the year are taken to come from it.",
        "Wages fall in the months of work as an employee, unemployment benefits in those of unemployment, that the "
        f"calendar tells ({int(known.sum())} persons), else in even twelfths.",
        f"Part-time work: weekly hours as told (pl060), else {PART_OF_FULL_TIME:.0%} of a full time. "
        f"{int(time.fewer.sum())} of {int(employed.sum())} employees are paid less than the minimum wage for these "
        "hours, and are taken to have worked those that it pays.",
        "Public employees are those of public administration and education (NACE O and P): established State "
        "employees, or contract staff in temporary jobs; those of hospitals and public enterprises pass for private.",
        "Executives: occupations 11 to 14 and 21 to 26 of ISCO-08; apprentices are not told, and treated as employees.",
        size,
    ]


def on_homes(homes):
    """Dwellings, and the rents that are missing."""
    return [
        f"Status of occupation: not known of {homes.unknown} households; tenants below the market's rent are taken for "
        "those of social housing, others to rent unfurnished.",
        f"{homes.without_rent} of {homes.tenants} households of tenants have no rent (hh060): nothing is imputed.",
    ]


def on_health(files):
    """What the survey says of health, which is no rate."""
    limited = int((files.codes("ph030", (1, 2, 3)) == SEVERELY_LIMITED).sum())
    return [
        f"{limited} persons are severely limited in what they do (ph030): no rate of disability is told, none imputed.",
        "Whoever has a disability benefit is taken for disabled for the sickness insurance (`invalidite`).",
    ]


def in_general(year):
    """What holds for every file of this survey."""
    return [
        *assembly.sentences(year),
        "Territory: overseas departments and Alsace by db040, Moselle is not told; else metropolitan France.",
        "Benefits received (hy050g … hy074g, and the means-tested parts of py090g … py130g) are no inputs: they are "
        "left for comparison.",
    ]


def gaps_of(job):
    """What is not known, and what that makes unreliable."""
    found = [*gaps.OF_EVERY_SURVEY, gaps.APPRENTICES, gaps.TERRITORY]
    if job.size is None:
        found.append(gaps.EMPLOYER_SIZE)
    return gaps.sentences(found)
