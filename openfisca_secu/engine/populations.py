"""Groups of persons: sums that hold for no person at all and for a group without member, and that do not slow down
with the largest group.

openfisca-core loops over the ranks of the largest group for `max`, `min`, `all`, and fails on an empty population.
"""

import numpy
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.populations import GroupPopulation, Population
from openfisca_core.projectors import projectable

_core_value_from_person = GroupPopulation.value_from_person


def install():
    """Replace what groups compute from their members, for every population of the process."""
    GroupPopulation.members_entity_id = property(lambda group: group._members_entity_id, _set_members)
    GroupPopulation.members_role = property(_roles, _set_roles)
    GroupPopulation.members_position = property(_positions, _set_positions)
    GroupPopulation.ordered_members_map = property(_order)
    GroupPopulation.sum = projectable(group_sum)
    GroupPopulation.nb_persons = projectable(nb_persons)
    GroupPopulation.reduce = projectable(reduce)
    GroupPopulation.value_from_person = projectable(value_from_person)
    Population.has_role = projectable(has_role)
    Population.get_rank = projectable(get_rank)


def _set_members(group, numbers):
    numbers = numpy.asarray(numbers)
    if numbers.size and numbers.dtype.kind not in "iu":
        raise ValueError(f"the groups of persons are numbered by whole numbers, not by {numbers.dtype}")
    numbers = numbers.astype(numpy.intp)
    numbers.flags.writeable = False
    group._members_entity_id = numbers
    group._members_position = group._ordered_members_map = None


def _roles(group):
    if group._members_role is None:
        _set_roles(group, [group.entity.flattened_roles[0]] * len(group.members_entity_id))
    return group._members_role


def _set_roles(group, roles):
    if roles is None:
        return
    if not isinstance(roles, numpy.ndarray) or roles.dtype != object:
        roles = list(roles)
        roles = numpy.fromiter(roles, dtype=object, count=len(roles))
    group._members_role = roles


def _order(group):
    if group._ordered_members_map is None:
        group._ordered_members_map = numpy.argsort(group.members_entity_id, kind="stable")
    return group._ordered_members_map


def _set_positions(group, positions):
    group._members_position = positions


def _positions(group):
    """The rank of each person among the members of its group, in the order of the persons."""
    if group._members_position is None and group.members_entity_id is not None:
        order = group.ordered_members_map
        numbers = group.members_entity_id[order]
        positions = numpy.empty(len(numbers), dtype=numpy.intp)
        positions[order] = numpy.arange(len(numbers)) - numpy.searchsorted(numbers, numbers)
        group._members_position = positions
    return group._members_position


def has_role(person, role):
    """True for each person who has the role (or one of its subroles) in its group."""
    person.entity.check_role_validity(role)
    return _role_mask(person.simulation.get_population(role.entity.plural), role)


def _role_mask(group, role):
    """Comparing an array of objects is slow: each role is looked for once in a population."""
    members_role = group.members_role
    of_roles, masks = group.__dict__.get("role_masks", (None, {}))
    if of_roles is not members_role:
        masks = {}
        group.role_masks = (members_role, masks)
    if role.key not in masks:
        mask = numpy.zeros(len(members_role), dtype=bool)
        for one in role.subroles or [role]:
            mask |= numpy.asarray(members_role == one, dtype=bool)
        mask.flags.writeable = False
        masks[role.key] = mask
    return masks[role.key]


def group_sum(group, array, role=None):
    """The sum of one value a person over the members of each group, in float64; of those who have the role if given."""
    group.entity.check_role_validity(role)
    group.members.check_array_compatible_with_entity(array)
    if role is not None:
        array = numpy.where(_role_mask(group, role), array, 0)
    sums = numpy.bincount(group.members_entity_id, weights=array, minlength=group.count)
    return sums.astype(numpy.float64, copy=False)  # numpy counts in whole numbers when there is nobody


def nb_persons(group, role=None):
    """The number of members of each group; of those who have the role if given."""
    group.entity.check_role_validity(role)
    members = group.members_entity_id
    if role is not None:
        members = members[_role_mask(group, role)]
    return numpy.bincount(members, minlength=group.count)


def reduce(group, array, reducer, neutral_element, role=None):
    """`reducer` (a numpy ufunc) of one value a person over each group; `neutral_element` where there is nobody."""
    group.entity.check_role_validity(role)
    group.members.check_array_compatible_with_entity(array)
    if role is not None:
        array = numpy.where(_role_mask(group, role), array, neutral_element)
    counts = nb_persons(group)
    starts = numpy.cumsum(counts) - counts
    inhabited = counts > 0
    reduced = reducer.reduceat(array[group.ordered_members_map], starts[inhabited])
    result = numpy.full(group.count, neutral_element, dtype=numpy.result_type(reduced, type(neutral_element)))
    result[inhabited] = reduced
    return result


def value_from_person(group, array, role, default=0):
    """For each group, the value of the person who has a role that only one can have; `default` where there is none."""
    if role.max != 1:
        return _core_value_from_person(group, array, role, default)  # refuses it
    group.entity.check_role_validity(role)
    group.members.check_array_compatible_with_entity(array)
    filled, members = _bearers(group, role)
    if filled is None:
        return array[members]
    result = group.filled_array(default, dtype=array.dtype)
    if isinstance(array, EnumArray):
        result = EnumArray(result, array.possible_values)
    result[filled] = array[members]
    return result


def _bearers(group, role):
    """Which groups have a person of that role (None: all of them), and the persons, in the order of the groups."""
    mask = _role_mask(group, role)
    known = group.__dict__.get("role_bearers", {})
    if role.key not in known or known[role.key][0] is not mask or known[role.key][1] is not group.members_entity_id:
        order = group.ordered_members_map
        filled, members = group.sum(mask) > 0, order[mask[order]]
        everywhere = filled.all() and len(members) == group.count
        known = {**known, role.key: (mask, group.members_entity_id, None if everywhere else filled, members)}
        group.role_bearers = known
    return known[role.key][2:]


def get_rank(person, entity, criteria, condition=True):
    """The rank of each person, from 0, by increasing criteria among the members of its group who meet the condition.

    -1 for those who do not meet it. Equal criteria are ranked in the order of the persons.
    """
    group = getattr(entity, "reference_entity", entity)
    met = numpy.broadcast_to(condition, (person.count,))
    order = numpy.lexsort((criteria, ~met, group.members_entity_id))
    counts = nb_persons(group)
    ranks = numpy.empty(person.count, dtype=numpy.int64)
    ranks[order] = numpy.arange(person.count) - numpy.repeat(numpy.cumsum(counts) - counts, counts)
    return numpy.where(met, ranks, -1)
