"""Populations from tables: persons, groups, and who is where in which role, matched by value and checked.

openfisca-core matches groups by the rank of their identifiers, and takes an unknown role for no role.
"""

import numpy
from openfisca_core.simulations import SimulationBuilder

from openfisca_secu.engine.errors import near
from openfisca_secu.engine.values import shown


class TableError(ValueError):
    """Identifiers or roles of a table that do not make groups."""


def install():
    """Check the tables that a SimulationBuilder is given, for every caller in the process."""
    SimulationBuilder.declare_person_entity = declare_persons
    SimulationBuilder.declare_entity = declare_groups
    SimulationBuilder.join_with_persons = join_with_persons


def declare_persons(builder, person_singular, persons_ids):
    """Set the identifiers of the persons, one a row.

    Raises:
        TableError: an identifier that is missing, or that stands twice.
    """
    builder.persons_plural = declare_groups(builder, person_singular, persons_ids).entity.plural


def declare_groups(builder, entity_singular, entity_ids):
    """Set the identifiers of the groups of one entity, one a row, and return its population.

    Raises:
        TableError: an identifier that is missing, or that stands twice.
    """
    population = builder.populations[entity_singular]
    plural = population.entity.plural
    ids = _identifiers(plural, entity_ids)
    values, counts = numpy.unique(ids, return_counts=True)
    if len(values) < len(ids):
        raise TableError(f"{plural}: {shown(values[counts > 1][0])} identifies more than one row")
    population.ids = ids
    population.count = len(ids)
    return population


def join_with_persons(builder, group_population, persons_group_assignment, roles):
    """Put each person in a group, in a role.

    Args:
        builder: a SimulationBuilder whose persons and groups are declared.
        group_population: the population of the groups.
        persons_group_assignment: the identifier of the group of each person.
        roles: the role of each person, by its key or by its number among the entity's flattened roles.

    Raises:
        TableError: an unknown group or role, a group without head, too many persons in a role.
    """
    entity = group_population.entity
    members = _places(group_population, _identifiers(entity.plural, persons_group_assignment))
    codes = _role_codes(entity, numpy.asarray(roles), len(members))
    _check_groups(group_population, members, codes)
    group_population.members_entity_id = members
    group_population.members_role = numpy.array(entity.flattened_roles, dtype=object)[codes]


def _identifiers(plural, values):
    ids = numpy.asarray(values if hasattr(values, "dtype") else list(values))
    if ids.dtype.kind == "O":
        missing = numpy.array([not isinstance(one, (str, int, numpy.integer)) for one in ids], dtype=bool)
        _refuse_row(plural, ids, missing, "the identifier {}; accepted: whole numbers or texts")
        ids = numpy.array(ids.tolist())
    if ids.ndim != 1 or (ids.size and ids.dtype.kind not in "iuU"):
        raise TableError(f"{plural}: identifiers are whole numbers or texts, one a row, not {ids.dtype} {ids.shape}")
    return ids


def _refuse_row(plural, values, bad, what):
    if bad.any():
        row = int(numpy.flatnonzero(bad)[0])
        raise TableError(f"{plural}: row {row} has {what.format(shown(values[row]))}")


def _places(group_population, assignment):
    """The row of each person's group among the groups."""
    ids = group_population.ids
    if ids.size and assignment.size and (ids.dtype.kind == "U") != (assignment.dtype.kind == "U"):
        raise TableError(f"{group_population.entity.plural}: texts and numbers are mixed as identifiers")
    order = numpy.argsort(ids, kind="stable")
    places = numpy.searchsorted(ids, assignment, sorter=order)
    unknown = places == len(ids)
    unknown[~unknown] = ids[order][places[~unknown]] != assignment[~unknown]
    _refuse_row(group_population.entity.plural, assignment, unknown, "the group {}, which is not declared")
    return order[places]


def _role_codes(entity, roles, count):
    keys = [role.key for role in entity.flattened_roles]
    if roles.shape != (count,):
        raise TableError(f"{entity.plural}: {count} roles are needed, not an array of shape {roles.shape}")
    codes = roles if roles.dtype.kind in "iu" else numpy.full(count, -1)
    if roles.dtype.kind in "OU":
        for code, key in enumerate(keys):
            codes[roles == key] = code
    wrong = (codes < 0) | (codes >= len(keys))
    hint = near(roles[wrong][0], keys) if wrong.any() else ""
    _refuse_row(entity.plural, roles, wrong, f"the role {{}}{hint}; accepted: {', '.join(keys)}")
    return codes.astype(numpy.intp)


def _check_groups(group_population, members, codes):
    entity = group_population.entity
    unique = {sub for role in entity.roles for sub in role.subroles or ()}
    for code, role in enumerate(entity.flattened_roles):
        counts = numpy.bincount(members[codes == code], minlength=group_population.count)
        most = 1 if role in unique else role.max
        for bad, accepted in ((counts > (most or counts), f"at most {most}"), ((code == 0) & (counts < 1), "1")):
            if bad.any():
                place = int(numpy.flatnonzero(bad)[0])
                raise TableError(
                    f"{entity.plural}: {shown(group_population.ids[place])} has {counts[place]} persons in the role "
                    f"'{role.key}'; accepted: {accepted}"
                )
