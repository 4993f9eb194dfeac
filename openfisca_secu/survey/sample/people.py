"""Persons of the households, what they do and what they earn: gross amounts a year, in euros of the sample's year."""

from dataclasses import dataclass, replace

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.survey import pay
from openfisca_secu.survey.sample.draws import Draws
from openfisca_secu.survey.sample.households import (
    COUPLE,
    HOSTED,
    LARGEST_FAMILY,
    LARGEST_OTHERS,
    LONE_MOTHER,
    MAN,
    WOMAN,
)
from openfisca_secu.survey.sample.margins import by_age, margins, money, with_odds
from openfisca_secu.survey.tables import MENAGE

PLACES = 16  # ids of persons leave this many for each household
assert 2 + LARGEST_FAMILY + max(LARGEST_OTHERS, HOSTED) <= PLACES

ACTIVITIES = ("actif", "chomeur", "etudiant", "retraite", "inactif")  # names of TypesActivite
WORKS, UNEMPLOYED, STUDIES, RETIRED, INACTIVE = range(5)
CATEGORIES = (
    "prive_non_cadre",
    "prive_cadre",
    "public_titulaire_etat",
    "public_titulaire_militaire",
    "public_titulaire_territoriale",
    "public_titulaire_hospitaliere",
    "public_non_titulaire",
    "non_pertinent",
)  # names of TypesCategorieSalarie
EXECUTIVE, PUBLIC_CONTRACT, NO_EMPLOYEE = 1, 6, 7
PRIVATE = (0, EXECUTIVE)
MARITAL = ("celibataire", "marie", "pacse", "divorce", "veuf")  # names of TypesStatutMarital
SINGLE, MARRIED, CIVIL_PARTNER, DIVORCED, WIDOWED = range(5)
WORKING_AGE = 15
MAJORITY = 18
NURSERY_AGE = 3
LARGE_FAMILY = 3
SMALL_EMPLOYER = 100  # the size at which the effect of size on wages is nil
REFERENCE, PARTNER, CHILD, OTHER = range(len(MENAGE.roles))


@dataclass(frozen=True)
class People:
    """Persons as arrays, one row each, households in order, the reference person of each first."""

    seed: int
    household: numpy.ndarray  # row of the household, from 0
    number: numpy.ndarray  # of the household
    slot: numpy.ndarray
    role: numpy.ndarray  # code, position in tables.MENAGE.roles
    age: numpy.ndarray  # exact, on 31 December
    sex: numpy.ndarray
    kind: numpy.ndarray  # of the household

    @property
    def ids(self):
        """A number that nobody else has, in whatever block."""
        return self.number * PLACES + self.slot + 1

    @property
    def draws(self):
        """Draws of each person."""
        return Draws(self.seed, self.number, self.slot)

    @property
    def draws_of_household(self):
        """Draws that the members of a household share."""
        return Draws(self.seed, self.number)


def people(homes):
    """The persons of households."""
    row, slot = numpy.nonzero(~numpy.isnan(homes.ages))
    is_reference = slot == homes.reference[row]
    order = numpy.lexsort((numpy.where(is_reference, -1, slot), row))
    row, slot, is_reference = row[order], slot[order], is_reference[order]
    in_couple = slot <= 1
    role = numpy.select([is_reference, in_couple, slot < 2 + LARGEST_FAMILY], [REFERENCE, PARTNER, CHILD], OTHER)
    return People(
        homes.seed, row, homes.number[row], slot, role, homes.ages[row, slot], homes.sexes[row, slot], homes.kind[row]
    )


def marital_statuses(who):
    """Codes of MARITAL: partners share theirs; the others by age and sex."""
    law = margins()["statut_marital"]
    oldest_of_couple = numpy.where(who.kind == COUPLE, who.age, 0)
    age = numpy.maximum.reduceat(oldest_of_couple, _starts(who))[who.household]
    weights = [law["couples"][name] for name in ("celibataire", "marie", "pacse")]
    shared = who.draws_of_household.choice("union", _by_age_lists(law["ages"], weights, age))
    alone_of = {}
    for sex, name in ((MAN, "hommes_hors_couple"), (WOMAN, "femmes_hors_couple")):
        weights = [law[name][status] for status in ("celibataire", "divorce", "veuf")]
        alone_of[sex] = _by_age_lists(law["ages"], weights, who.age)
    lists = numpy.where((who.sex == WOMAN)[:, None], alone_of[WOMAN], alone_of[MAN])
    alone = numpy.array([SINGLE, DIVORCED, WIDOWED])[who.draws.choice("marital", lists)]
    alone = numpy.where((who.role == CHILD) | (who.age < MAJORITY), SINGLE, alone)
    in_couple = (who.kind == COUPLE) & (who.role <= PARTNER)
    return numpy.where(in_couple, numpy.array([SINGLE, MARRIED, CIVIL_PARTNER])[shared], alone)


def activities(who):
    """Codes of ACTIVITIES, by age and sex, parents by their children; -1 before 15."""
    law = margins()["activite"]
    by_sex = [
        _by_age_lists(law["ages"], [law[sex][name] for name in ACTIVITIES], who.age) for sex in ("hommes", "femmes")
    ]
    weights = numpy.where((who.sex == WOMAN)[:, None], by_sex[1], by_sex[0])
    weights = weights / weights.sum(axis=1, keepdims=True)
    working = with_odds(weights[:, WORKS], _odds_of_parents(who, law))
    rest = (1 - working) / numpy.maximum(1 - weights[:, WORKS], 1e-9)
    weights = weights * rest[:, None]
    weights[:, WORKS] = working
    return numpy.where(who.age < WORKING_AGE, -1, who.draws.choice("activity", weights))


def _odds_of_parents(who, law):
    """How the children change the odds of working, for parents of working age."""
    minor = (who.role == CHILD) & (who.age < MAJORITY)
    nursery = (who.role == CHILD) & (who.age < NURSERY_AGE)
    minors, small = count(who, minor), count(who, nursery)
    mothers, fathers = law["cote_meres"], law["cote_peres"]
    odds_mothers = numpy.select(
        [minors >= LARGE_FAMILY, small > 0, minors > 0],
        [mothers["trois_ou_plus"], mothers["moins_de_trois_ans"], mothers["un_ou_deux"]],
        mothers["aucun"],
    )
    odds_mothers = odds_mothers * numpy.where((who.kind == LONE_MOTHER) & (minors > 0), mothers["seule"], 1)
    odds_fathers = numpy.select(
        [minors >= LARGE_FAMILY, minors > 0], [fathers["trois_ou_plus"], fathers["avec"]], fathers["aucun"]
    )
    first, last = law["ages_des_parents"]
    parents = (who.role <= PARTNER) & (who.age >= first) & (who.age < last)
    return numpy.where(parents, numpy.where(who.sex == WOMAN, odds_mothers, odds_fathers), 1)


@dataclass(frozen=True)
class Jobs:
    """The work of each person; zeros, NO_EMPLOYEE and False for those who have none."""

    self_employed: numpy.ndarray
    apprentice: numpy.ndarray
    category: numpy.ndarray  # code of CATEGORIES
    part: numpy.ndarray  # of a full time; 0 for those who are not employed
    employer_size: numpy.ndarray
    wage: numpy.ndarray | None = None  # gross, of the year


def jobs(who, activity, year):
    """Who is employed, by whom, for how long and at what pay."""
    draws = who.draws
    works = activity == WORKS
    law = margins()["emploi"]
    self_employed = works & draws.chance("self-employed", _by_age_and_sex(law["independants"], who))
    employed = works & ~self_employed
    apprentices = law["apprentis"]
    apprentice = employed & draws.chance(
        "apprentice", by_age(apprentices["ages"], apprentices["part_des_salaries"], who.age)
    )
    side = _side_jobs(who, activity, self_employed)
    category = numpy.where(employed, _categories(who, apprentice, law), NO_EMPLOYEE)
    category = numpy.where(side > 0, 0, category)
    part = numpy.where(employed, numpy.where(apprentice, 1.0, _parts_of_full_time(who, category)), side)
    employed = employed | (side > 0)
    size = numpy.where(employed, _employer_sizes(category, draws), 0)
    job = Jobs(self_employed, apprentice, category, part, size)
    return replace(job, wage=numpy.where(employed, _wages(who, job, year), 0.0))


def _side_jobs(who, activity, self_employed):
    """Parts of a full time worked by those whose main activity is another one (0 for nearly all)."""
    law = margins()["emplois_d_appoint"]
    draws = who.draws
    shares = numpy.array([law["part"].get(name, 0.0) for name in ACTIVITIES] + [0.0])
    share = numpy.where(self_employed, law["part"]["independant"], shares[activity])
    of_age = (who.age >= law["age_minimal"]) & (who.age < law["age_maximal"])
    low, high = law["quotites"]
    part = numpy.round(low + (high - low) * draws.uniform("side part"), 2)
    return numpy.where(of_age & draws.chance("side job", share), part, 0.0)


def _categories(who, apprentice, law):
    """Categories of employees; partners are often of the same one, hence a draw that they share at times."""
    tables = law["categories"]
    names = CATEGORIES[:NO_EMPLOYEE]
    weights = numpy.where(
        (who.sex == WOMAN)[:, None],
        numpy.array([tables["femmes"][name] for name in names]),
        numpy.array([tables["hommes"][name] for name in names]),
    )
    odds = by_age(law["cadres_age"]["ages"], law["cadres_age"]["cote"], who.age)
    settled = numpy.arange(len(names)) != 0
    settled[PUBLIC_CONTRACT] = False
    weights = numpy.where(settled, weights * odds[:, None], weights)
    bounds = numpy.cumsum(weights, axis=1) / weights.sum(axis=1, keepdims=True)
    draws = who.draws
    alike = draws.chance("alike", law["part_de_couples_semblables"])
    position = numpy.where(alike, who.draws_of_household.uniform("category"), draws.uniform("category of one"))
    category = (position[:, None] >= bounds[:, :-1]).sum(axis=1)
    return numpy.where(apprentice, 0, category)


def _parts_of_full_time(who, category):
    law = margins()["temps_partiel"]
    draws = who.draws
    share = _by_age_and_sex(law, who)
    share = with_odds(share, numpy.where(category == EXECUTIVE, law["cote_cadre"], 1))
    low, high = numpy.array(law["quotites"]["bornes"])[draws.choice("part", law["quotites"]["poids"])].T
    part = low + (high - low) * draws.uniform("part within")
    return numpy.where(draws.chance("part-time", share), numpy.round(part, 2), 1.0)


def _employer_sizes(category, draws):
    """Numbers of employees: a class of sizes, then uniform in the logarithm."""
    size = numpy.zeros(len(category))
    for name, members in (("prive", numpy.isin(category, PRIVATE)), ("public", ~numpy.isin(category, PRIVATE))):
        law = margins()["employeurs"][name]
        bounds = numpy.log(law["bornes"])
        group = draws.choice(f"size {name}", law["poids"])
        log_size = bounds[group] + (bounds[group + 1] - bounds[group]) * draws.uniform(f"size within {name}")
        size = numpy.where(members, numpy.floor(numpy.exp(log_size)), size)
    return size.astype(numpy.int64)


def _wages(who, job, year):
    """Gross wages of the year: lognormal by category, with effects of sex, age and size, the SMIC at least."""
    law = margins()["salaires"]
    draws = who.draws
    medians, deviations = numpy.array([law["medianes"][name] for name in CATEGORIES[:NO_EMPLOYEE]] + [[0.0, 0.0]]).T
    gaps = numpy.array([_gap(law["ecart_femmes"], name) for name in CATEGORIES])
    common = law["part_commune_du_menage"]
    rank = numpy.sqrt(common) * who.draws_of_household.normal("pay")
    rank = rank + numpy.sqrt(1 - common) * draws.normal("pay of one")
    doublings = numpy.log2(numpy.maximum(job.employer_size, 1) / SMALL_EMPLOYER)
    log_wage = (
        deviations[job.category] * rank
        + gaps[job.category] * (who.sex == WOMAN)
        + numpy.interp(who.age, law["age"]["ages"], law["age"]["logarithme"])
        + law["temps_partiel"] * (job.part < 1)
        + law["familles_nombreuses"] * _parents_of_large_families(who)
        + law["taille_logarithme"] * numpy.isin(job.category, PRIVATE) * doublings
    )
    tail = law["queue"]
    top = (job.category == EXECUTIVE) & draws.chance("top", tail["part"])
    factor = numpy.where(top, tail["minimum"] * draws.uniform("top pay") ** (-1 / tail["exposant"]), 1)
    smic = pay.minimum_wage(year)
    full_time = MONTHS_PER_YEAR * medians[job.category] * money(year) * numpy.exp(log_wage) * factor
    low, high = law["apprentis_part_du_smic"]
    of_apprentice = smic * (low + (high - low) * draws.uniform("apprentice pay"))
    wage = numpy.where(job.apprentice, of_apprentice, job.part * numpy.maximum(full_time, smic))
    return numpy.round(numpy.minimum(wage, law["maximum"] * money(year)))


def _parents_of_large_families(who):
    return (who.role <= PARTNER) & (count(who, (who.role == CHILD) & (who.age < MAJORITY)) >= LARGE_FAMILY)


def _gap(gaps, category):
    if category in gaps:
        return gaps[category]
    return gaps["public"] if category.startswith("public") else 0.0


def self_employed_incomes(who, job, year):
    """Taxable income of self-employed work: classic, micro-enterprise or farm, some without any."""
    law = margins()["independants"]
    draws = who.draws
    kinds = numpy.array(list(law["types"].values()))
    _, median, deviation, nil = kinds[draws.choice("trade", kinds[:, 0])].T
    income = draws.lognormal("trade income", median * money(year), deviation)
    income = numpy.minimum(income, law["maximum"] * money(year))
    return numpy.where(job.self_employed & ~draws.chance("nil", nil), numpy.round(income), 0.0)


def unemployment(who, activity, year):
    """Gross benefits of the insured unemployed, and the ASS of some of the others."""
    law = margins()["chomage"]
    draws = who.draws
    unemployed = activity == UNEMPLOYED
    insured = unemployed & draws.chance("insured", law["part_indemnises"])
    amount = draws.lognormal("benefit", law["brut_mensuel_mediane"], law["brut_mensuel_logarithme"])
    amount = numpy.minimum(amount, law["brut_mensuel_maximum"]) * MONTHS_PER_YEAR * money(year)
    solidarity = unemployed & ~insured & (who.age >= law["ass_age_minimal"])
    solidarity = solidarity & draws.chance("ass", law["part_ass"] / (1 - law["part_indemnises"]))
    ass = law["ass_mensuelle"] * MONTHS_PER_YEAR * money(year)
    return numpy.where(insured, numpy.round(amount), 0.0), numpy.where(solidarity, numpy.round(ass), 0.0)


def pensions(who, activity, year):
    """Gross old-age pensions of the year, survivors' pensions included."""
    law = margins()["retraites"]
    rank = 100 * who.draws.uniform("pension")
    in_couple = (who.kind == COUPLE) & (who.role <= PARTNER)
    amount = numpy.zeros(len(rank))
    for sex, name in ((MAN, "hommes"), (WOMAN, "femmes")):
        for couple, situation in ((True, "en_couple"), (False, "hors_couple")):
            of_them = (who.sex == sex) & (in_couple == couple)
            amount = numpy.where(of_them, numpy.interp(rank, law["centiles"], law[name][situation]), amount)
    amount = amount * by_age(law["generations"]["ages"], law["generations"]["facteurs"], who.age)
    return numpy.where(activity == RETIRED, numpy.round(amount * MONTHS_PER_YEAR * money(year)), 0.0)


@dataclass(frozen=True)
class Disability:
    """Recognised incapacity (0 to 1), and disability pensions of the sickness insurance."""

    rate: numpy.ndarray
    invalid: numpy.ndarray
    pension: numpy.ndarray


def disability(who, activity, year):
    """Incapacity by activity, for children too; pensions of invalidity in the second half of working life."""
    law = margins()["handicap"]
    draws = who.draws
    share = numpy.array([*law["part_selon_activite"].values(), law["part_enfants"]])[activity]  # -1: the children
    disabled = draws.chance("disabled", share) & ((who.age < law["age_limite"]) | (activity == RETIRED))
    severe = draws.chance("severe", law["part_80"])
    rate = numpy.where(severe, 0.8 + 0.2 * draws.uniform("rate"), 0.5 + 0.29 * draws.uniform("rate"))
    invalidity = law["invalidite"]
    share = numpy.zeros(len(ACTIVITIES) + 1)
    for name, value in invalidity["part_selon_activite"].items():
        share[ACTIVITIES.index(name)] = value
    of_age = (who.age >= invalidity["ages"][0]) & (who.age < invalidity["ages"][1])
    invalid = of_age & draws.chance("invalid", share[activity])
    amount = draws.lognormal("invalidity", invalidity["brut_mensuel_mediane"], invalidity["brut_mensuel_logarithme"])
    amount = numpy.where(invalid, numpy.round(amount * MONTHS_PER_YEAR * money(year)), 0.0)
    return Disability(numpy.where(disabled, numpy.round(rate, 2), 0.0), invalid, amount)


def _by_age_and_sex(law, who):
    men, women = by_age(law["ages"], law["hommes"], who.age), by_age(law["ages"], law["femmes"], who.age)
    return numpy.where(who.sex == WOMAN, women, men)


def _by_age_lists(ages, columns, age):
    """One list of weights a person: the given columns at each person's age group."""
    return numpy.stack([by_age(ages, column, age) for column in columns], axis=1)


def count(who, flags):
    """For each person, how many members of the household have the flag (or the sum of what they have)."""
    return numpy.bincount(who.household, weights=flags)[who.household]


def _starts(who):
    """The first row of each household."""
    return numpy.flatnonzero(numpy.diff(who.household, prepend=-1))
