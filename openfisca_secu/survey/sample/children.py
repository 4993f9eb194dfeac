"""What families say of their children's care, of a handicap, and of work given up for a young child."""

from dataclasses import dataclass

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.survey.sample import people
from openfisca_secu.survey.sample.margins import margins, money
from openfisca_secu.survey.sample.people import CHILD, PARTNER

MODES = ("aucun", "assistant_maternel", "garde_domicile", "micro_creche")  # names of TypesModeDeGarde
AT_HOME = MODES.index("garde_domicile")
NURSERY_AGE = 3
SCHOOL_AGE = 6
QUARTERS = 8  # of the two years before the birth


@dataclass(frozen=True)
class Childcare:
    """The paid care of each child: code of MODES, hours and spending of the year."""

    mode: numpy.ndarray
    hours: numpy.ndarray
    spending: numpy.ndarray


def childcare(who, activity, year):
    """Care of children under six whose parents all work."""
    law = margins()["garde"]
    parents = who.role <= PARTNER
    all_work = people.count(who, parents & (activity != people.WORKS)) == 0
    draws = who.draws
    young = who.age < NURSERY_AGE
    kept = (who.role == CHILD) & (who.age >= law["age_minimal"]) & (who.age < SCHOOL_AGE) & all_work
    mode = numpy.where(young, _mode(draws, law["moins_de_trois_ans"]), _mode(draws, law["de_trois_a_six_ans"]))
    mode = numpy.where(kept, mode, 0)
    monthly = draws.lognormal(
        "care hours",
        numpy.where(young, law["heures"]["moins_de_trois_ans"], law["heures"]["de_trois_a_six_ans"]),
        law["heures"]["logarithme"],
    )
    hours = numpy.where(mode > 0, numpy.round(monthly * MONTHS_PER_YEAR), 0.0)
    cost = numpy.array([0, *(law["cout_horaire"][name] for name in MODES[1:])])[mode] * money(year)
    spread = draws.lognormal("care cost", 1.0, law["cout_logarithme"])
    return Childcare(mode, hours, numpy.round(hours * cost * spread))


def _mode(draws, shares):
    weights = [1 - sum(shares.values()), *(shares[name] for name in MODES[1:])]
    return draws.choice("care", weights)


@dataclass(frozen=True)
class ReducedWork:
    """Parents who gave up or reduced work for a child under three: what they still work, and quarters before it."""

    part: numpy.ndarray
    quarters: numpy.ndarray


def reduced_work(who, activity, job):
    """Of the parents of a child under three, some who are at home or work part-time: for the child, they say."""
    law = margins()["prestation_partagee"]
    parent = (who.role <= PARTNER) & (people.count(who, (who.role == CHILD) & (who.age < NURSERY_AGE)) > 0)
    part_time = (activity == people.WORKS) & (job.part > 0) & (job.part < 1)
    at_home = (activity == people.INACTIVE) & (job.part == 0)
    draws = who.draws
    gave_up = parent & at_home & draws.chance("gave up work", law["part_des_parents_au_foyer"])
    reduced = parent & part_time & draws.chance("reduced work", law["part_des_parents_a_temps_partiel"])
    part = numpy.select([gave_up, reduced], [0.0, job.part], 1.0)
    return ReducedWork(part, numpy.where(gave_up | reduced, QUARTERS, 0))


@dataclass(frozen=True)
class Handicap:
    """Disabled children: followed by a service or in care; spending that the handicap causes, of the year."""

    followed: numpy.ndarray
    spending: numpy.ndarray


def handicap(who, rate, year):
    """What parents of disabled children say of them."""
    law = margins()["enfants_handicapes"]
    disabled = (who.role == CHILD) & (rate > 0)
    draws = who.draws
    spends = disabled & draws.chance("spending", law["part_avec_depenses"])
    monthly = draws.lognormal("spending of one", law["depenses_mensuelles"] * money(year), law["depenses_logarithme"])
    return Handicap(disabled, numpy.where(spends, numpy.round(monthly * MONTHS_PER_YEAR), 0.0))
