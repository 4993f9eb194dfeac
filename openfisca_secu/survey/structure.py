"""Faults in who belongs to what: groups without a head or with two, groups across households, groups too large.

Functions take whole numbers that the members of a group share, and mark the rows to blame.
"""

import numpy

LARGEST_GROUP = 50  # of an ordinary household; formulas loop over the places in a group


def without_head(group, role, usable):
    """The first member of each group in which nobody has the first role; groups with an unusable role are left out."""
    return first_member(group) & (_count(group, role == 0) == 0) & (_count(group, ~usable) == 0)


def holders_beyond_one(group, role, code, usable):
    """Every holder of a role that only one member may have, in groups where several do."""
    holders = (role == code) & usable
    return holders & (_count(group, holders) > 1)


def across_households(group, household):
    """Every member of a group whose members live in several households."""
    first = first_member(group)
    household_of_first = numpy.zeros(int(group.max(initial=-1)) + 1, dtype=household.dtype)
    household_of_first[group[first]] = household[first]
    return _count(group, household != household_of_first[group]) > 0


def too_large(group):
    """The first member of each group with more than `LARGEST_GROUP` members."""
    return first_member(group) & (_count(group, numpy.ones(len(group), dtype=bool)) > LARGEST_GROUP)


def first_member(group):
    """The first row of each group."""
    first = numpy.zeros(len(group), dtype=bool)
    first[numpy.unique(group, return_index=True)[1]] = True
    return first


def _count(group, flags):
    return numpy.bincount(group, weights=flags)[group] if len(group) else numpy.zeros(0)
