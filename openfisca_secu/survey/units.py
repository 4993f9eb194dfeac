"""Who is a couple, a child, a family and a tax unit, where a survey does not say: stated rules, in one place.

All functions take one value a person: `group` and `household` are whole numbers that the members of a group share,
`age` the years completed on 1 January of the survey's year. They give codes of roles, which are positions in
`tables.MENAGE.roles`, `tables.FAMILLE.roles` and `tables.FOYER_FISCAL.roles`. Rows may come in any order; of equals,
the first row is taken.

These are approximations: two friends or a brother and a sister of near ages who share a dwelling pass for a couple; a
second couple in a dwelling is not seen. A survey that knows better gives ids and roles, and nothing is derived.

Roles in the household (`household_roles`)
    1. The reference person is the oldest adult; in a household with minors, the oldest adult under 65 if there is one
       (so that parents come before grandparents). Without any adult, the oldest person.
    2. Their partner is, of the other adults at most 15 years older or younger, the nearest in age.
    3. A child is anybody at least 16 years younger than the reference person. Everybody else is `autre`.

Families (`families`), the household of the family benefits
    4. The reference person and the partner are one family. Its children are the persons under 16 (end of compulsory
       schooling, L512-3), the household's children from 16 to 24 who don't earn their living (55 % of the SMIC, R512-2;
       under 25, R842-3), and other minors who don't (whoever bears the charge of a child has the right, L521-2).
    5. Everybody else is a family of one.

Tax units (`tax_units`)
    6. The reference person and the partner are one tax unit if both are married or in a civil partnership, or if the
       survey does not tell marital status; else each has their own.
    7. Dependants of the reference person are minors, and children of the household under 21, or under 25 if students,
       who don't earn their living.
    8. Everybody else is a tax unit of one.
"""

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.survey.tables import MENAGE

ADULT = 18
OLDEST_LIKELY_PARENT = 64
COUPLE_GAP = 15
END_OF_SCHOOLING = 16
OLDEST_CHILD = 24
OLDEST_ATTACHED = 20

_PARTNER = 1  # in the three lists of roles the head comes first, the partner second
_CHILD = 2
_OTHER = MENAGE.roles.index("autre")


def household_roles(household, age):
    """Codes of the roles in the household, from ages (rules 1 to 3)."""
    minor = age < ADULT
    has_minors = _any(household, minor)
    unlikely = minor | (has_minors & (age > OLDEST_LIKELY_PARENT))
    head = _first_by(household, minor, unlikely, -age)
    older_by = age - _of_member(household, head, age)
    partner = _partners(household, head, age)
    return numpy.select([head, partner, older_by < -COUPLE_GAP], [0, _PARTNER, _CHILD], _OTHER).astype(numpy.int8)


def families(household, role, age, earns_living=None):
    """Families and the roles in them (rules 4 and 5).

    Args:
        household: the household of each person.
        role: code of the role in it.
        age: completed years.
        earns_living: whether each person earns more than a dependent child may; nobody does when not known.

    Returns:
        `(family, role)`: whole numbers from 0 in the order of the families' first members, and codes of roles.
    """
    dependent = ~_given(earns_living, age)
    child_of_household = (role == _CHILD) & (age <= OLDEST_CHILD) & dependent
    other_minor = (role == _OTHER) & (age < ADULT) & dependent
    child = (role > _PARTNER) & ((age < END_OF_SCHOOLING) | child_of_household | other_minor)
    return _units(household, role <= _PARTNER, child, role)


def tax_units(household, role, age, *, earns_living=None, student=None, married=None):
    """Tax units and the roles in them (rules 6 to 8).

    Args:
        household: the household of each person.
        role: code of the role in it.
        age: completed years.
        earns_living: as in `families`.
        student: whether each person studies; nobody does when not known.
        married: whether each person is married or in a civil partnership; all couples are when not known.

    Returns:
        `(tax unit, role)`: as in `families`.
    """
    dependent = ~_given(earns_living, age)
    oldest = numpy.where(_given(student, age), OLDEST_CHILD, OLDEST_ATTACHED)
    attached = (role == _CHILD) & (age <= oldest) & dependent
    child = (role > _PARTNER) & ((age < ADULT) | attached)
    married = numpy.ones(len(age), dtype=bool) if married is None else married
    unmarried_couple = _any(household, (role <= _PARTNER) & ~married)
    together = (role == 0) | ((role == _PARTNER) & ~unmarried_couple)
    return _units(household, together, child, role)


def roles_within(group, age, household_role):
    """Codes of the roles in families or tax units whose members are known, but not who is what in them.

    The head is the household's reference person, or its partner, or the oldest member; the head's partner is the other
    one of the household's couple or, in a group without it, found by rule 2; the others are children.
    """
    head = _first_by(group, numpy.minimum(household_role, _CHILD), -age)
    has_reference = _any(group, household_role == 0)
    of_couple = has_reference & (household_role == _PARTNER) & ~head
    partner = numpy.where(_any(group, household_role <= _PARTNER), of_couple, _partners(group, head, age))
    return numpy.select([head, partner], [0, _PARTNER], _CHILD).astype(numpy.int8)


def earns_living(yearly_earnings, enfant_a_charge, hourly_minimum_wage):
    """Whether yearly earnings exceed what a dependent child may earn (R512-2).

    Args:
        yearly_earnings: gross, in euros.
        enfant_a_charge: the parameters `prestations_familiales.enfant_a_charge` at some instant.
        hourly_minimum_wage: the gross hourly SMIC.
    """
    ceiling = enfant_a_charge.plafond_remuneration
    return yearly_earnings > MONTHS_PER_YEAR * ceiling.part_du_smic * ceiling.heures * hourly_minimum_wage


def _units(household, in_main, child, role):
    """One main unit a household, of the persons `in_main` and the children; one more for everybody else."""
    count = int(household.max(initial=-1)) + 1
    alone = ~(in_main | child)
    key = numpy.where(alone, count + numpy.cumsum(alone), household)
    _, first, unit = numpy.unique(key, return_index=True, return_inverse=True)
    order_of_appearance = numpy.argsort(numpy.argsort(first))
    roles = numpy.where(child, _CHILD, numpy.where(in_main, role, 0))
    return order_of_appearance[unit], roles.astype(numpy.int8)


def _partners(group, head, age):
    age_of_head = _of_member(group, head, age)
    gap = numpy.abs(age - age_of_head)
    possible = ~head & (age >= ADULT) & (age_of_head >= ADULT) & (gap <= COUPLE_GAP)
    return _first_by(group, ~possible, gap, -age) & possible


def _given(flags, age):
    return numpy.zeros(len(age), dtype=bool) if flags is None else flags


def _any(group, flags):
    """For each person, whether the flag is set for some member of the group."""
    return numpy.bincount(group, weights=flags)[group] > 0 if len(group) else flags


def _of_member(group, chosen, values):
    """For each person, the value of the one chosen member of the group."""
    by_group = numpy.zeros(int(group.max(initial=-1)) + 1, dtype=values.dtype)
    by_group[group[chosen]] = values[chosen]
    return by_group[group]


def _first_by(group, *keys):
    """A boolean array that marks one member a group: the lowest by the keys in turn, then by row."""
    order = numpy.lexsort((*reversed(keys), group))
    sorted_group = group[order]
    is_first = numpy.ones(len(order), dtype=bool)
    is_first[1:] = sorted_group[1:] != sorted_group[:-1]
    chosen = numpy.zeros(len(order), dtype=bool)
    chosen[order[is_first]] = True
    return chosen
