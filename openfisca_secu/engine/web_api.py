"""What `openfisca serve` answers: exact numbers where the request is sound, 400 with a path and a reason where not.

openfisca-core's own handlers answer 500 to most wrong requests, have no limit of size, and lose identifiers that hold
a slash. Flask is only imported with openfisca-core's application.
"""

import copy
import sys

from openfisca_core.errors import ParameterNotFoundError, SituationParsingError
from openfisca_core.indexed_enums import Enum
from openfisca_core.simulations import SimulationBuilder
from openfisca_web_api import handlers

from openfisca_secu.engine import situations

LARGEST_BODY = 1_000_000  # bytes
MOST_PERSONS = 200
# Persons once the axes are expanded, and values asked. (One month of everything is 30,000 arrays for each person.)
MOST_ROWS, MOST_ASKED = 2_000, 1_000
MOST_ROWS_TRACED, MOST_ASKED_TRACED = 50, 100
MOST_PERIODS = 40  # different ones that are asked


def install():
    """Replace openfisca-core's handlers, and its application's class if the application is loaded."""
    handlers.calculate = calculate
    handlers.trace = trace
    application = sys.modules.get("openfisca_web_api.app")
    if application is not None:
        from openfisca_secu.engine.application import Application  # noqa: PLC0415 — imports Flask

        application.Flask = Application


def create_app(tax_benefit_system):
    """The WSGI application, for a server other than `openfisca serve`."""
    from openfisca_web_api import app  # noqa: PLC0415 — imports Flask

    install()
    return app.create_app(tax_benefit_system)


def calculate(tax_benefit_system, input_data):
    """The situation with each null replaced by the value computed there (a list of values along axes).

    Raises:
        SituationParsingError: with the path of what is wrong or too large, and the status to answer.
    """
    simulation, builder = _simulation(tax_benefit_system, input_data, MOST_ROWS, MOST_ASKED)
    answer = {
        plural: {name: copy.copy(content) for name, content in instances.items()} if plural != "axes" else instances
        for plural, instances in input_data.items()
    }
    for plural, name, variable_name, key in _asked(input_data):
        variable = tax_benefit_system.get_variable(variable_name)
        array = _computed(simulation, variable_name, key, [plural, name])
        ids = builder.entity_ids[plural]
        values = [_plain(variable, value) for value in array[ids.index(name) :: len(ids)]]
        content = answer[plural][name]
        content[variable_name] = {**content[variable_name], key: values if "axes" in input_data else values[0]}
    return answer


def trace(tax_benefit_system, input_data):
    """How each null of the situation is computed: every variable on the way, its value, its parameters.

    Raises:
        SituationParsingError: as `calculate`.
    """
    simulation, _ = _simulation(tax_benefit_system, input_data, MOST_ROWS_TRACED, MOST_ASKED_TRACED)
    simulation.trace = True
    requested = []
    for plural, name, variable_name, key in _asked(input_data):
        requested.append(f"{variable_name}<{key}>")
        _computed(simulation, variable_name, key, [plural, name])
    return {
        "trace": simulation.tracer.get_serialized_flat_trace(),
        "entitiesDescription": {
            population.entity.plural: list(population.ids) for population in simulation.populations.values()
        },
        "requestedCalculations": requested,
    }


def _simulation(tax_benefit_system, input_data, most_rows, most_asked):
    situation = situations.checked(tax_benefit_system, input_data)
    _check_identifiers(situation)
    _check_rows(tax_benefit_system, situation, most_rows)
    _check_asked(input_data, most_asked)
    builder = SimulationBuilder()
    return builder.build_from_entities(tax_benefit_system, situation), builder


def _check_identifiers(situation):
    for plural, instances in situation.items():
        if plural == "axes":
            continue
        if len(instances) > MOST_PERSONS:
            raise SituationParsingError([plural], f"at most {MOST_PERSONS} in one request")
        if any(name == "" or "/" in name for name in instances):
            raise SituationParsingError([plural], "an identifier is a text without slash, not empty")


def _check_rows(tax_benefit_system, situation, most):
    persons = tax_benefit_system.person_entity.plural
    rows = len(situation.get(persons, {}))
    for group in situation.get("axes", []):
        rows *= group[0]["count"]
    if rows > most:
        path = ["axes"] if "axes" in situation else [persons]
        raise SituationParsingError(path, f"{rows} persons, along axes if there are any; accepted: {most}")


def _check_asked(input_data, most):
    asked = list(_asked(input_data))
    if len(asked) > most:
        raise SituationParsingError(["error"], f"{len(asked)} values are asked; accepted: {most}")
    if len({key for *_, key in asked}) > MOST_PERIODS:
        raise SituationParsingError(["error"], f"values are asked for more than {MOST_PERIODS} periods")


def _asked(input_data):
    """The path of each null: entity, identifier, variable, period as it is written."""
    for plural, instances in input_data.items():
        if plural == "axes" or instances is None:
            continue
        for name, content in instances.items():
            for variable_name, values in content.items():
                if isinstance(values, dict):
                    yield from ((plural, name, variable_name, key) for key, value in values.items() if value is None)


def _computed(simulation, variable_name, key, path):
    try:
        return simulation.calculate(variable_name, key)
    except ParameterNotFoundError as error:
        raise SituationParsingError(
            [*path, variable_name, key], f"cannot be computed then: no value of a parameter at {error.instant_str}"
        ) from error


def _plain(variable, value):
    """A value as JSON has it: the shortest number that is exactly the float64, a name, a date as YYYY-MM-DD."""
    if variable.value_type is Enum:
        return list(variable.possible_values)[value].name
    if variable.value_type is float:
        return float(value) + 0.0  # no negative zero
    return value.item() if hasattr(value, "item") else value
