"""Who belongs to which household, family and tax unit, and as what: given by the survey, or derived."""

from dataclasses import dataclass, field

import numpy
import pandas

from openfisca_secu.survey import ages, columns, structure, units
from openfisca_secu.survey.layout import PERSON_ID
from openfisca_secu.survey.tables import FAMILLE, FOYER_FISCAL, GROUPS, MENAGE

INDIVIDU = "individu"
_PARTNER = 1  # in the lists of roles the head comes first, the partner second
_IN_UNION = ("marie", "pacse", "non_renseigne")
# What shows whether a child earns a living: the first column that is there of each choice.
_EARNINGS = (("salaire_de_base", "salaire_imposable"), ("rpns_imposables",))


@dataclass
class Membership:
    """Groups as whole numbers, in the order of their first members.

    Attributes:
        ids: by entity, the id of each group (of each row, for persons).
        group: by group entity, the number of each person's group.
        role: by group entity, the code of each person's role.
        row_of: by group entity that has a table, the row of each group in it (-1: none).
        group_of: by group entity that has a table, the group of each row (-1: none).
    """

    ids: dict = field(default_factory=dict)
    group: dict = field(default_factory=dict)
    role: dict = field(default_factory=dict)
    row_of: dict = field(default_factory=dict)
    group_of: dict = field(default_factory=dict)


def membership(sheet, births):
    """The Membership of a survey under check; `births` are the persons' dates of birth or None."""
    found = Membership()
    _take_persons(sheet, found)
    _take_group(sheet, found, MENAGE)
    too_large = structure.too_large(found.group[MENAGE.entity])
    sheet.refuse(MENAGE.id, too_large, f"at most {structure.LARGEST_GROUP} persons in a household")
    _take_household_roles(sheet, found, births)
    for group in (FAMILLE, FOYER_FISCAL):
        if sheet.has(group.id):
            _take_unit(sheet, found, group, births)
        else:
            _derive_unit(sheet, found, group, births)
    for group in GROUPS:
        if group.table in sheet.tables:
            _match_table(sheet, found, group, sheet.tables[group.table])
    return found


def _take_persons(sheet, found):
    values, unusable = _ids(sheet, PERSON_ID)
    sheet.refuse(PERSON_ID, _repeated(values) & ~unusable, "an id that no other person has")
    found.ids[INDIVIDU] = values


def _take_group(sheet, found, group):
    values, unusable = _ids(sheet, group.id)
    numbers, ids = pandas.factorize(values)
    # a row without an id is refused; meanwhile it stands alone, beyond the known groups
    numbers[unusable] = len(ids) + numpy.arange(unusable.sum())
    found.group[group.entity], found.ids[group.entity] = numbers, ids


def _take_household_roles(sheet, found, births):
    if sheet.has(MENAGE.role):
        _take_roles(sheet, found, MENAGE)
        return
    found.role[MENAGE.entity] = units.household_roles(found.group[MENAGE.entity], ages.on_first_day(sheet, births))
    sheet.say(f"'{MENAGE.role}' is derived from ages (rules 1 to 3 of openfisca_secu.survey.units).")


def _take_roles(sheet, found, group):
    """The survey's roles: each group has one head, and at most one partner."""
    converted = columns.names(sheet.arrow(group.role), group.roles)
    usable = ~(converted.missing | converted.bad)
    sheet.refuse(group.role, ~usable, converted.accepted)
    numbers, roles = found.group[group.entity], converted.values.astype(numpy.int8)
    headless = structure.without_head(numbers, roles, usable)
    sheet.refuse(group.role, headless, f"a '{group.roles[0]}' in each {group.entity}; this one has none")
    for code in (0, _PARTNER):
        beyond = structure.holders_beyond_one(numbers, roles, code, usable)
        sheet.refuse(group.role, beyond, f"one '{group.roles[code]}' in each {group.entity}; this one has several")
    found.role[group.entity] = roles


def _take_unit(sheet, found, group, births):
    _take_group(sheet, found, group)
    across = structure.across_households(found.group[group.entity], found.group[MENAGE.entity])
    sheet.refuse(group.id, across, f"a {group.entity} whose members live in one household")
    if sheet.has(group.role):
        _take_roles(sheet, found, group)
        return
    found.role[group.entity] = units.roles_within(
        found.group[group.entity], ages.on_first_day(sheet, births), found.role[MENAGE.entity]
    )
    sheet.say(f"'{group.role}' is derived from the household (openfisca_secu.survey.units.roles_within).")


def _derive_unit(sheet, found, group, births):
    household, role = found.group[MENAGE.entity], found.role[MENAGE.entity]
    age, earns_living = ages.on_first_day(sheet, births), _earns_living(sheet)
    if group is FAMILLE:
        numbers, roles = units.families(household, role, age, earns_living)
    else:
        student = _one_of(sheet, "activite", ("etudiant",), when_empty=False)
        married = _one_of(sheet, "statut_marital", _IN_UNION, when_empty=True)
        numbers, roles = units.tax_units(
            household, role, age, earns_living=earns_living, student=student, married=married
        )
    heads = numpy.flatnonzero(roles == 0)
    persons = found.ids[INDIVIDU]
    ids = numpy.zeros(int(numbers.max()) + 1, dtype=persons.dtype)
    ids[numbers[heads]] = persons[heads]
    found.ids[group.entity], found.group[group.entity], found.role[group.entity] = ids, numbers, roles
    sheet.say(
        f"'{group.id}' and '{group.role}' are derived from the household (rules "
        f"{'4 and 5' if group is FAMILLE else '6 to 8'} of openfisca_secu.survey.units); the id is the "
        f"{group.roles[0]}'s."
    )


def _earns_living(sheet):
    """Who earns more than a dependent child may, by the earnings that the survey tells; None when it tells none."""
    names = [next((name for name in choice if sheet.has(name)), None) for choice in _EARNINGS]
    earnings = [columns.numbers(sheet.arrow(name)).values for name in names if name]
    if not earnings:
        return None
    law = sheet.system.get_parameters_at_instant(f"{sheet.year}-01-01")
    limits = law.prestations_familiales.enfant_a_charge
    return units.earns_living(numpy.sum(earnings, axis=0), limits, law.cotisations.smic.horaire)


def _one_of(sheet, name, accepted, when_empty):
    """Whether a column holds one of the names; None when the survey does not have it."""
    if not sheet.has(name):
        return None
    converted = columns.names(sheet.arrow(name), accepted)
    return numpy.where(converted.missing, when_empty, ~converted.bad)


def _match_table(sheet, found, group, table):
    """Which row of a group's own table stands for which group; each must have one."""
    values, unusable = _ids(sheet, group.id, table)
    known = found.ids[group.entity]
    if (values.dtype == object) != (known.dtype == object):
        values, known = values.astype(str).astype(object), known.astype(str).astype(object)
    sheet.refuse(group.id, _repeated(values) & ~unusable, "an id that no other row has", table)
    place = numpy.where(unusable, -1, pandas.Index(known).get_indexer(values))
    sheet.refuse(group.id, (place < 0) & ~unusable, f"the id of a {group.entity} that somebody belongs to", table)
    numbers = found.group[group.entity]
    rows = numpy.full(max(int(numbers.max()) + 1, len(known)), -1)
    rows[place[place >= 0]] = numpy.flatnonzero(place >= 0)
    sheet.refuse(group.id, (rows[numbers] < 0) & (numbers < len(known)), f"an id that stands in {table.file}")
    found.row_of[group.entity], found.group_of[group.entity] = rows, place


def _ids(sheet, name, table=None):
    converted = columns.ids(sheet.arrow(name, table))
    unusable = converted.missing | converted.bad
    sheet.refuse(name, unusable, converted.accepted, table)
    return converted.values, unusable


def _repeated(values):
    return pandas.Series(values).duplicated(keep=False).to_numpy()
