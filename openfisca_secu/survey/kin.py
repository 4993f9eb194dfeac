"""Who is a family and a tax unit, where a survey tells each person's partner and parents: stated rules, in one place.

The rules of `openfisca_secu.survey.units` hold, with what the survey says in the place of what ages suggest:

- a couple is whoever the survey says to be partners, in any generation of the household;
- a child belongs to the unit of a parent who lives in the household (of two parents who are not in one unit, the one
  nearest to the reference person); without a parent there, a minor belongs to the reference person's unit (L521-2:
  whoever bears the charge);
- whoever has a partner or a child in the household is nobody's child; nor is the reference person or the partner.

Functions take one value a person. Persons are rows: `partner` and `parents` are rows, NOBODY where there is none.
"""

from dataclasses import dataclass

import numpy

from openfisca_secu.survey import units
from openfisca_secu.survey.tables import MENAGE

NOBODY = -1
_PARTNER, _CHILD, _OTHER = (MENAGE.roles.index(name) for name in ("conjoint", "enfant", "autre"))


@dataclass(frozen=True)
class Kin:
    """Partner and parents of each person, all of the same household.

    Attributes:
        household: a whole number a person.
        partner: the row of the partner; the partner's partner is the person.
        parents: two arrays of rows.
        dropped: how many links were passed over: to oneself, to another household, or not returned by the other.
    """

    household: numpy.ndarray
    partner: numpy.ndarray
    parents: tuple
    dropped: int = 0

    @classmethod
    def of(cls, household, partner, parents):
        """Links as a survey gives them, those that contradict each other passed over."""
        rows = numpy.arange(len(household))

        def within(link):
            return numpy.where((link >= 0) & (link != rows) & (household[link] == household), link, NOBODY)

        kept_parents = tuple(within(link) for link in parents)
        kept_partner = _mutual(within(partner))
        given = [(partner, kept_partner), *zip(parents, kept_parents, strict=True)]
        dropped = sum(int(((link >= 0) & (kept < 0)).sum()) for link, kept in given)
        return cls(household, kept_partner, kept_parents, dropped)

    @property
    def is_parent(self):
        """Whether a child of the person lives in the household."""
        found = numpy.zeros(len(self.household), dtype=bool)
        for link in self.parents:
            found[link[link >= 0]] = True
        return found

    def nearest_parent(self, role):
        """The parent whose role in the household comes first, else the first one named; NOBODY without any."""
        first, second = self.parents
        better = (second >= 0) & ((first < 0) | (role[second] < role[first]))
        return numpy.where(better, second, first)


def rows_of(keys, wanted):
    """The row of each wanted key among `keys`, the first one if there are several; NOBODY where it is not there."""
    rows = {}
    for row, key in enumerate(keys):
        rows.setdefault(key, row)
    return numpy.array([rows.get(key, NOBODY) for key in wanted], dtype=numpy.int64)


def household_roles(kin, reference):
    """Codes of the roles in the household, its reference person being known.

    Args:
        kin: a Kin.
        reference: whether each person is the reference person; one a household.
    """
    of_household = numpy.full(int(kin.household.max(initial=-1)) + 1, NOBODY)
    of_household[kin.household[reference]] = numpy.flatnonzero(reference)
    head = of_household[kin.household]
    partner_of_head = numpy.where(head >= 0, kin.partner[head], NOBODY)
    rows = numpy.arange(len(head))
    partner = (partner_of_head == rows) & ~reference
    of_couple = [(link >= 0) & ((link == head) | (link == partner_of_head)) for link in kin.parents]
    return numpy.select([reference, partner, of_couple[0] | of_couple[1]], [0, _PARTNER, _CHILD], _OTHER).astype(
        numpy.int8
    )


def families(kin, role, age, earns_living):
    """Families and the roles in them.

    Args:
        kin: a Kin.
        role: code of the role in the household.
        age: years completed on 1 January.
        earns_living: whether each person earns more than a dependent child may.

    Returns:
        `(family, role)`: whole numbers from 0 in the order of the families' first members, and codes of roles.
    """
    parent = kin.nearest_parent(role)
    with_parent = (parent >= 0) & (age <= units.OLDEST_CHILD) & ~earns_living
    minor = (age < units.ADULT) & ~earns_living
    child = _free(kin, role) & ((age < units.END_OF_SCHOOLING) | with_parent | minor)
    return _grouped(kin, role, age, kin.partner, child)


def tax_units(kin, role, age, *, earns_living, student, in_union):
    """Tax units and the roles in them.

    Args:
        kin, role, age, earns_living: as in `families`.
        student: whether each person studies.
        in_union: whether each person is married or in a civil partnership, or may be (not known).
    """
    parent = kin.nearest_parent(role)
    oldest = numpy.where(student, units.OLDEST_CHILD, units.OLDEST_ATTACHED)
    attached = (parent >= 0) & (age <= oldest) & ~earns_living
    child = _free(kin, role) & ((age < units.ADULT) | attached)
    together = (kin.partner >= 0) & in_union & in_union[kin.partner]
    return _grouped(kin, role, age, numpy.where(together, kin.partner, NOBODY), child)


def _free(kin, role):
    """Who may be somebody's child: neither of the main couple, nor partner or parent of somebody."""
    return (role > _PARTNER) & (kin.partner < 0) & ~kin.is_parent


def _grouped(kin, role, age, partner, child):
    rows = numpy.arange(len(role))
    other = numpy.where(partner >= 0, partner, rows)
    ahead = numpy.lexsort((rows, -age, role))
    rank = numpy.empty(len(rows), dtype=numpy.int64)
    rank[ahead] = rows
    head = numpy.where(rank[other] < rank, other, rows)
    reference = numpy.full(int(kin.household.max(initial=-1)) + 1, NOBODY)
    reference[kin.household[role == 0]] = numpy.flatnonzero(role == 0)
    bearer = kin.nearest_parent(role)
    bearer = numpy.where(bearer >= 0, bearer, reference[kin.household])
    child = child & (bearer >= 0)
    head = numpy.where(child, head[bearer], head)
    _, first, unit = numpy.unique(head, return_index=True, return_inverse=True)
    order_of_appearance = numpy.argsort(numpy.argsort(first))
    roles = numpy.select([child, head == rows], [_CHILD, 0], _PARTNER)
    return order_of_appearance[unit], roles.astype(numpy.int8)


def _mutual(partner):
    """Each link that the other one returns, or that nobody else is claimed by."""
    rows = numpy.arange(len(partner))
    returned = numpy.where(partner >= 0, partner[partner], NOBODY)
    mutual = (partner >= 0) & (returned == rows)
    claims = numpy.bincount(partner[partner >= 0], minlength=len(partner))
    one_sided = (partner >= 0) & (returned < 0) & (claims[partner] == 1)
    taken = numpy.isin(rows, partner[mutual | one_sided])  # somebody who is claimed cannot claim a third one
    one_sided &= ~taken
    result = numpy.where(mutual | one_sided, partner, NOBODY)
    result[partner[one_sided]] = rows[one_sided]
    return result
