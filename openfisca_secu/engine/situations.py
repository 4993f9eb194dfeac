"""Situations of persons and groups, as JSON and YAML give them: checked whole before openfisca-core reads them.

openfisca-core loses the first of two values that stand under two spellings of a month, mixes months and years of one
variable, allocates forgotten persons in an order that changes from run to run, and accepts groups without member.
"""

from openfisca_core import periods
from openfisca_core.errors import SituationParsingError
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder

from openfisca_secu.engine import dating
from openfisca_secu.engine.errors import near
from openfisca_secu.engine.values import LARGEST, shown

_core_build = SimulationBuilder.build_from_entities
_core_explicit = SimulationBuilder.explicit_singular_entities
MOST_STEPS = 1_000_000  # of an axis
_AXIS_KEYS = {"name", "period", "count", "min", "max", "index"}


def install():
    """Check every situation of the process."""
    SimulationBuilder.build_from_dict = build_from_dict
    SimulationBuilder.build_from_entities = build_from_entities
    SimulationBuilder.explicit_singular_entities = _explicit_singular_entities
    SimulationBuilder.raise_period_mismatch = _raise_period_mismatch


def build_from_dict(builder, tax_benefit_system, input_dict):
    """A simulation of entities, in their long or short form, or of lists of values by variable.

    (openfisca-core's gives nothing at all when one entity is misspelt.)
    """
    singular = tax_benefit_system.entities_by_singular()
    if any(key in singular for key in input_dict):
        input_dict = builder.explicit_singular_entities(tax_benefit_system, input_dict)
    if any(key in tax_benefit_system.entities_plural() for key in input_dict):
        return builder.build_from_entities(tax_benefit_system, input_dict)
    return builder.build_from_variables(tax_benefit_system, input_dict)


def build_from_entities(builder, tax_benefit_system, input_dict):
    """A simulation of a situation (replaces SimulationBuilder.build_from_entities).

    Raises:
        SituationParsingError: with the path of what is wrong, its value, and what is accepted.
    """
    builder.situation = checked(tax_benefit_system, input_dict, builder.default_period)
    return _core_build(builder, tax_benefit_system, builder.situation)


def _explicit_singular_entities(builder, tax_benefit_system, input_dict):
    """The short form, where one group stands under its singular. (openfisca-core drops what it does not know.)"""
    singular = tax_benefit_system.entities_by_singular()
    return {
        **{key: value for key, value in input_dict.items() if key not in singular},
        **_core_explicit(builder, tax_benefit_system, input_dict),
    }


def checked(tax_benefit_system, situation, default_period=None):
    """The situation with identifiers as texts, periods in one spelling, everybody in a group, and nothing asked.

    Args:
        tax_benefit_system: the system whose entities and variables it uses.
        situation: `{plural of an entity: {identifier: {variable or role: …}}}`, and possibly `axes`.
        default_period: the period of values that are given without one, or None where they are refused.
    """
    if not isinstance(situation, dict):
        raise SituationParsingError(["error"], f"a situation is an object, not {shown(situation)}")
    entities = {entity.plural: entity for entity in tax_benefit_system.entities}
    for key in situation:
        if key not in entities and key != "axes":
            raise SituationParsingError(
                [key], f"'{key}' is not an entity{near(key, entities)}; the entities are {', '.join(entities)}"
            )
    reader = _Reader(tax_benefit_system, default_period)
    result = {
        plural: {
            name: reader.instance(entity, name, content)
            for name, content in _instances(plural, situation[plural]).items()
        }
        for plural, entity in entities.items()
        if situation.get(plural) is not None
    }
    persons = list(result.get(tax_benefit_system.person_entity.plural, {}))
    for entity in tax_benefit_system.group_entities:
        if entity.plural in result:
            result[entity.plural].update(_forgotten(entity, result[entity.plural], persons))
    if situation.get("axes") is not None:
        result["axes"] = reader.axes(situation["axes"], result)
    return result


def _instances(plural, instances):
    if not isinstance(instances, dict):
        raise SituationParsingError([plural], f"an object of {plural} by identifier is needed, not {shown(instances)}")
    named = {str(name): content for name, content in instances.items()}
    if len(named) < len(instances):
        raise SituationParsingError([plural], "the same identifier stands twice")
    return named


class _Reader:
    """What a situation says, read with a system's variables and the period of values that have none."""

    def __init__(self, tax_benefit_system, default_period):
        self.variables = tax_benefit_system.variables
        self.default_period = default_period
        self.given = {}  # by variable, the periods for which it is given and where

    def instance(self, entity, name, content):
        """What one person or group has: its roles, and the values that are given, by period."""
        path = [entity.plural, name]
        if not isinstance(content, dict):
            raise SituationParsingError(path, f"an object of variables is needed, not {shown(content)}")
        roles = [role.plural or role.key for role in ([] if entity.is_person else entity.roles)]
        result = {}
        for key, value in content.items():
            if key in roles:
                result[key] = _members([*path, key], value)
            else:
                result[key] = self.by_period([*path, key], self.variable(entity, [*path, key], roles), value)
        if roles:
            _check_group(path, entity, result)
        return result

    def variable(self, entity, path, roles):
        """The variable that a path ends with."""
        variable = self.variables.get(path[-1])
        if variable is None:
            names = [*roles, *(name for name, one in self.variables.items() if one.entity.key == entity.key)]
            what = "a role or a variable" if roles else "a variable"
            raise SituationParsingError(
                path, f"'{path[-1]}' is not {what} of {entity.plural}{near(path[-1], names)}", code=404
            )
        if variable.entity.key != entity.key:
            raise SituationParsingError(
                path, f"'{variable.name}' is a variable of {variable.entity.plural}, not of {entity.plural}"
            )
        return variable

    def by_period(self, path, variable, values):
        """The values that are given (not null), each under the one spelling of its period."""
        if not isinstance(values, dict):
            if self.default_period is None:
                raise SituationParsingError(path, f'a value by period is needed, as {{"2024-01": {shown(values)}}}')
            values = {self.default_period: values}
        result = {}
        for key, value in values.items():
            period = _period([*path, key], key)
            _check([*path, key], dating.check_asked if value is None else dating.check_given, variable, period)
            if value is None:
                continue
            _check([*path, key], type(variable).check_set_value, variable, value)
            if variable.definition_period == DateUnit.ETERNITY:
                period = periods.Period.eternity()
            if str(period) in result:
                raise SituationParsingError([*path, key], f"a second value for {period}")
            self._refuse_overlap([*path, key], variable, period)
            result[str(period)] = value
        return result

    def _refuse_overlap(self, path, variable, period):
        """The periods for which a variable is given to anybody may be repeated, not overlap."""
        given = self.given.setdefault(variable.name, {})
        if period in given or variable.definition_period == DateUnit.ETERNITY:
            return
        for other, where in given.items():
            if period.start <= other.stop and other.start <= period.stop:
                raise SituationParsingError(
                    path,
                    f"'{variable.name}' is given for {period} here and for {other} in {where}: give it for the same "
                    "months or years everywhere",
                )
        given[period] = "/".join(path[:2])

    def axes(self, axes, situation):
        """The axes, with their periods in one spelling."""
        if not (isinstance(axes, list) and axes and all(isinstance(group, list) and group for group in axes)):
            raise SituationParsingError(["axes"], "a list of lists of axes is needed")
        if any(len(group) > 1 for group in axes[1:]):
            raise SituationParsingError(["axes"], "only the first list can hold several parallel axes")
        result = [
            [self.axis(axis, ["axes", i, j], situation) for j, axis in enumerate(group)] for i, group in enumerate(axes)
        ]
        if len({axis["count"] for axis in result[0]}) > 1:
            raise SituationParsingError(["axes"], "parallel axes have the same count")
        if len(axes) > 1 and any(group[0]["count"] == 1 for group in result):
            raise SituationParsingError(["axes"], "each of several perpendicular axes has a count of 2 at least")
        return result

    def axis(self, axis, path, situation):
        """One axis, checked."""
        if not isinstance(axis, dict) or not _AXIS_KEYS >= set(axis) >= {"name", "count", "min", "max"}:
            raise SituationParsingError(path, "an axis has name, count, min, max, and possibly period and index")
        variable = self.variables.get(axis["name"]) if isinstance(axis["name"], str) else None
        if variable is None:
            known = near(axis["name"], self.variables)
            raise SituationParsingError([*path, "name"], f"{shown(axis['name'])} is not a variable{known}", code=404)
        if variable.value_type not in (float, int):
            raise SituationParsingError([*path, "name"], f"'{variable.name}' is not a number")
        for key in ("min", "max"):
            if type(axis[key]) not in (int, float) or not abs(axis[key]) <= LARGEST:
                raise SituationParsingError([*path, key], f"a finite number is needed, not {shown(axis[key])}")
        last = len(situation.get(variable.entity.plural, {})) - 1
        for key, low, high in (("count", 1, MOST_STEPS), ("index", 0, last)):
            value = axis.get(key, low)
            if type(value) is not int or not low <= value <= high:
                raise SituationParsingError(
                    [*path, key], f"a whole number from {low} to {high} is needed, not {shown(value)}"
                )
        period = _period([*path, "period"], axis.get("period", self.default_period))
        _check([*path, "period"], dating.check_given, variable, period)
        if variable.value_type is int and not _all_whole(axis):
            raise SituationParsingError(path, f"'{variable.name}' is a whole number, which this axis does not keep")
        return {**axis, "period": str(period)}


def _check(path, check, variable, given):
    try:
        check(variable, given)
    except ValueError as error:
        raise SituationParsingError(path, str(error)) from None


def _members(path, members):
    if isinstance(members, (str, int)):
        members = [members]
    if not isinstance(members, list) or not all(isinstance(one, (str, int)) for one in members):
        raise SituationParsingError(path, f"a list of identifiers of persons is needed, not {shown(members)}")
    return [str(one) for one in members]


def _check_group(path, entity, content):
    members = [one for role in entity.roles for one in content.get(role.plural or role.key, [])]
    head = entity.roles[0]
    key = head.plural or head.key
    if not members:
        raise SituationParsingError(path, f"this {entity.key} has no member")
    if not content.get(key):
        raise SituationParsingError(path, f"this {entity.key} has nobody in '{key}'")


def _forgotten(entity, groups, persons):
    """A group of its own, in the order of the persons, for each person that no group of the situation names."""
    role = entity.roles[0]
    keys = [one.plural or one.key for one in entity.roles]
    allocated = {person for content in groups.values() for key in keys for person in content.get(key, [])}
    alone = [person for person in persons if person not in allocated]
    for person in alone:
        if person in groups:
            raise SituationParsingError(
                [entity.plural, person],
                f"the person '{person}' is in no {entity.key}, and a {entity.key} has the same identifier",
            )
    return {person: {role.plural or role.key: [person]} for person in alone}


def _period(path, key):
    try:
        return periods.period(key)
    except (ValueError, TypeError, OverflowError):
        raise SituationParsingError(path, f"{shown(key)} is not a period; write 2024-01 or 2024") from None


def _all_whole(axis):
    step = (axis["max"] - axis["min"]) / max(axis["count"] - 1, 1)
    return float(axis["min"]).is_integer() and float(step).is_integer()


def _raise_period_mismatch(builder, entity, json, error):
    """The path of what `set_input` refused: the row that it names, or the first instance that has the variable."""
    period = str(error.period)
    instances = builder.situation.get(entity.plural, {})
    row = getattr(error, "row", None)
    named = [builder.get_ids(entity.plural)[row]] if row is not None else []
    having = [name for name, content in instances.items() if period in content.get(error.variable_name, {})]
    path = [entity.plural, *(named or having)[:1], error.variable_name, period]
    raise SituationParsingError(path, error.message)
