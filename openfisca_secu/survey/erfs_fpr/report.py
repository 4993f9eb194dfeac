"""What the reading of an ERFS-FPR says of itself: assumptions, counts, gaps; one sentence each."""

from openfisca_secu.survey import assembly, gaps
from openfisca_secu.survey.working_time import CONTRACTS

TAXABLE, NET = "taxable", "net"
LAST_YEAR_OF_RENTS = 2018
FIRST_YEAR_OF_ONE_CALENDAR = 2021
YEAR_OF_INFLATION_ALLOWANCE = 2022


def on_amounts(year, kind, job, taxable_wages):
    """What amounts are taken to be."""
    said = [
        f"Wages, unemployment benefits, pensions and profits are taken to be {kind} ones"
        + (", to which CSG and CRDS that are not deductible are added." if kind == NET else "."),
        "Gross wages are those whose taxable part is given (openfisca_secu.survey.pay, rates of 1 January): exact but "
        "for overtime and for what is exempt. Gross unemployment benefits and pensions are the taxable ones and the "
        "deductible CSG.",
        "Daily allowances that are taxed stand in wages, and are treated as wages.",
        "Self-employed income is the sum of agricultural, trade and other profits (rag, ric, rnc); losses stay losses; "
        "the largest of the three tells the category.",
    ]
    if job.apprentice.any():
        nothing = int((job.apprentice & (taxable_wages <= 0)).sum())
        said.append(
            f"{int(job.apprentice.sum())} apprentices: they declare what exceeds the minimum wage of a year, which is "
            f"added; the wage of {nothing} who declare nothing is not known, and 0."
        )
    if year == YEAR_OF_INFLATION_ALLOWANCE:
        said.append("Wages of 2022 may hold the inflation allowance of 100 euros, which cannot be told apart.")
    return said


def check_of_wages(found, told, weights):
    """The deductible CSG on the gross wages found beside the one that the tax files tell."""
    total = (told * weights).sum()
    if total <= 0:
        return ["The deductible CSG on wages (csgsald_i) is not told: gross wages are not checked."]
    share = (found * weights).sum() / total
    return [f"Check: the deductible CSG on the gross wages found is {share:.1%} of the one told (csgsald_i)."]


def on_work(year, months, time, job):
    """Months (those of work or unemployment), hours, employer."""
    known = months.any(axis=1)
    employed = time.contract != CONTRACTS.index("sans_objet")
    unemployment = (
        ""
        if year < FIRST_YEAR_OF_ONE_CALENDAR
        else " Months of unemployment are not read in this vintage: unemployment benefits fall in even twelfths."
    )
    size = (
        "The size of the employer is not known."
        if job.size is None
        else "The size of the employer is a number within the class that is told (docs/erfs_fpr.md); 0: not known."
    )
    return [
        "The main job is that of the interview, in the last quarter: all wages of the year are taken to come from it.",
        "Wages fall in the months of work, unemployment benefits in those of unemployment, that the calendar of the "
        f"last twelve months tells ({int(known.sum())} persons), else in even twelfths; months after the interview are "
        f"like it.{unemployment}",
        "Part-time work: weekly hours as told, else the share that the class of part-time means. "
        f"{int(time.fewer.sum())} of {int(employed.sum())} employees are paid less than the minimum wage for the hours "
        "told, and are taken to have worked those that it pays.",
        size,
        "Executives: qprcent 6 and 7, else occupations 23, 31, 34, 35, 37, 38. Members of the armed forces are not "
        "told from other State employees.",
    ]


def on_homes(year, homes):
    """Dwellings, and the rents that are missing."""
    after = f" (none is asked after {LAST_YEAR_OF_RENTS})" if year > LAST_YEAR_OF_RENTS else ""
    return [
        f"Status of occupation: not known of {homes.unknown} households; the codes of logt, where so says nothing, are "
        "taken to be those of so.",
        f"{homes.without_rent} of {homes.tenants} households of tenants have no rent{after}: nothing is imputed.",
    ]


def on_disability(files):
    """What the survey says of handicaps, which is no rate."""
    name = files.first_of("admhand", "admhandr")
    recognised = files.codes(name, (1, 2, 8, 9)) == 1
    return [
        f"{int(recognised.sum())} persons say that a handicap is recognised ({name}): no rate is told, none imputed.",
        "Whoever has a disability pension is taken for disabled for the sickness insurance (`invalidite`).",
    ]


def in_general(year):
    """What holds for every file of this survey."""
    return [
        *assembly.sentences(year),
        "The tax files' own units are not in the survey.",
        "Property and capital incomes and alimony paid are the reference person's.",
        "Scope: ordinary households of metropolitan France; totals of the whole country are larger.",
        "Benefits received (prest_…, m_rsa_actm, ppe, crds_psoc) are no inputs: they are left for comparison.",
    ]


def gaps_of(files, year, job):
    """What is not known, and what that makes unreliable."""
    found = [*gaps.OF_EVERY_SURVEY, gaps.SICKNESS]
    if year > LAST_YEAR_OF_RENTS:
        found.append(gaps.RENT)
    if job.size is None:
        found.append(gaps.EMPLOYER_SIZE)
    if not files.has("dep"):
        found.append(gaps.TERRITORY)
    return gaps.sentences(found)
