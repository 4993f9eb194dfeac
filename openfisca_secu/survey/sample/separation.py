"""Separated parents: alimony, children who live in turns with both, and where the absent parent stands."""

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.survey.sample import people
from openfisca_secu.survey.sample.households import COUPLE, LONE_FATHER, LONE_MOTHER, SINGLE_MAN
from openfisca_secu.survey.sample.margins import margins, money

ABSENT_PARENTS = ("aucun", "decede", "ne_contribue_pas", "verse_la_pension", "contribue_sans_pension")
LIVES_THERE, DEAD, DEFAULTS, PAYS_BY_TITLE, CONTRIBUTES = range(5)


def alimony(who, year):
    """Alimony received for the children of some lone parents, and paid by some men who live alone."""
    law = margins()["pensions_alimentaires"]
    minors = people.count(who, (who.role == people.CHILD) & (who.age < people.MAJORITY))
    share = numpy.select(
        [who.kind == LONE_MOTHER, who.kind == LONE_FATHER], [law["part_meres_seules"], law["part_peres_seuls"]], 0.0
    )
    draws = who.draws
    receives = (who.role == people.REFERENCE) & draws.chance("alimony", share)
    of_child = draws.lognormal("alimony amount", law["par_enfant_mensuel"], law["par_enfant_logarithme"])
    received = receives * minors * numpy.round(of_child * money(year)) * MONTHS_PER_YEAR
    payers = law["payeurs"]
    pays = (who.kind == SINGLE_MAN) & (who.age >= payers["ages"][0]) & (who.age < payers["ages"][1])
    pays = pays & draws.chance("pays alimony", payers["part_hommes_seuls"])
    return received, pays * numpy.round(payers["mensuel"] * money(year)) * MONTHS_PER_YEAR


def absent_parents(who, marital, received, alternate):
    """Codes of ABSENT_PARENTS: where the parent stands with whom a child of a lone parent does not live."""
    law = margins()["soutien_familial"]
    alone = numpy.isin(who.kind, (LONE_MOTHER, LONE_FATHER)) & (who.role == people.CHILD)
    draws = who.draws_of_household
    pension = people.count(who, received) > 0
    widowed = people.count(who, (who.role == people.REFERENCE) & (marital == people.WIDOWED)) > 0
    by_title = draws.chance("title", law["pension_reglee_par_un_titre"])
    nothing = draws.chance("nothing paid", law["sans_pension_ne_contribue_pas"])
    return numpy.select(
        [~alone, alternate, pension & by_title, pension, widowed, nothing],
        [LIVES_THERE, CONTRIBUTES, PAYS_BY_TITLE, CONTRIBUTES, DEAD, DEFAULTS],
        CONTRIBUTES,
    )


def alternate_residence(who):
    """Minors who live in turns with both parents: all those of a household, or none."""
    law = margins()["residence_alternee"]["part_des_menages_avec_mineur"]
    share = numpy.select(
        [who.kind == COUPLE, who.kind == LONE_MOTHER, who.kind == LONE_FATHER],
        [law["couple"], law["mere_seule"], law["pere_seul"]],
        0.0,
    )
    minor = (who.role == people.CHILD) & (who.age < people.MAJORITY) & (who.age > 0)
    return minor & who.draws_of_household.chance("alternate", share)
