"""YAML tests that compare in float64, by the names of enums, and that cannot pass without comparing anything.

openfisca-core's runner compares in float32 (it cannot see a cent above 131,072), passes on an empty result, on an
empty `output` and on the first of two values under one key, and evaluates as Python what a YAML tag asks for.
"""

import sys
import textwrap

import numpy
import yaml
from openfisca_core import tools
from openfisca_core.errors import PeriodMismatchError, SituationParsingError, VariableNotFoundError
from openfisca_core.indexed_enums import EnumArray

from openfisca_secu.engine.expressions import evaluate

DEFAULT_MARGIN = 0.005
_RUNNER = "openfisca_core.tools.test_runner"


class StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML of plain data, in which a key that stands twice in a mapping is an error."""

    def construct_mapping(self, node, deep=False):
        """The mapping of a node.

        Raises:
            yaml.parser.ParserError: a key stands twice.
        """
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        repeated = next((key for key in keys if keys.count(key) > 1), None)
        if repeated is not None:
            raise yaml.parser.ParserError(None, node.start_mark, f"the key {repeated!r} stands twice", node.start_mark)
        return super().construct_mapping(node, deep)


def install():
    """Replace the comparison, and the runner's reading and checking if the runner is loaded."""
    tools.assert_near = assert_near
    runner = sys.modules.get(_RUNNER)
    if runner is not None:  # `openfisca test` imports its runner, and the old function with it, before the package
        runner.assert_near = assert_near
        runner.Loader = StrictLoader
        runner.YamlFile.collect = collect
        runner.YamlItem.check_output = check_output
        runner.YamlItem.check_variable = check_variable
        runner.YamlItem.reportinfo = report_header
        runner.YamlItem.repr_failure = report_failure


def read(path):
    """The content of a YAML file of plain data.

    Raises:
        ValueError: it is not YAML, or a key stands twice in a mapping; the file and the line are named.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=StrictLoader)  # noqa: S506 — a safe loader
    except yaml.YAMLError as error:
        raise ValueError(f"{path}: {error}") from error


def collect(file):
    """The cases of a file, each under its name (openfisca-core names them when they have run)."""
    cases = read(file.path)
    for case in cases if isinstance(cases, list) else [cases]:
        if not file.should_ignore(case):
            yield sys.modules[_RUNNER].YamlItem.from_parent(
                file,
                name=case.get("name", ""),
                baseline_tax_benefit_system=file.tax_benefit_system,
                test=case,
                options=file.options,
            )


def report_header(item):
    """What heads the report of a case: its file and its name."""
    return item.path, None, item.test.name


def report_failure(item, failure):
    """The report of a case: file, name, and what differs (or where an error that is not the case's own arose)."""
    if isinstance(failure.value, (AssertionError, VariableNotFoundError, SituationParsingError, PeriodMismatchError)):
        what = str(failure.value)
    else:
        what = str(failure.getrepr(style="short"))
    return f"{item.path}:\n  Test '{item.test.name}':\n{textwrap.indent(what, '    ')}"


def check_output(item):
    """Compare everything that a case expects.

    Raises:
        AssertionError: a difference, or nothing to compare.
        VariableNotFoundError: an expected name that is neither a variable nor an entity.
    """
    item.compared = 0
    system, simulation, period = item.tax_benefit_system, item.simulation, item.test.period
    for key, expected in item.test.output.items():
        population = simulation.get_population(plural=key)
        if key in system.variables:
            item.check_variable(key, expected, period)
        elif key in simulation.populations:
            for name, value in expected.items():
                item.check_variable(name, value, period)
        elif population is not None:
            for identifier, values in expected.items():
                row = list(map(str, population.ids)).index(str(identifier))
                for name, value in values.items():
                    item.check_variable(name, value, period, row)
        else:
            raise VariableNotFoundError(key, system)
    assert item.compared or item.options.get("only_variables") or item.options.get("ignore_variables"), (
        "nothing is compared: the case has no output"
    )


def check_variable(item, variable_name, expected_value, period, entity_index=None):
    """Compare one variable for one period, or for each period of a mapping."""
    if item.should_ignore_variable(variable_name):
        return
    if isinstance(expected_value, dict):
        for one_period, value in expected_value.items():
            item.check_variable(variable_name, value, one_period, entity_index)
        return
    item.compared += 1
    computed = item.simulation.calculate(variable_name, period)
    assert_near(
        computed if entity_index is None else computed[entity_index : entity_index + 1],
        expected_value,
        item.test.absolute_error_margin[variable_name],
        f"{variable_name}@{period}: ",
        item.test.relative_error_margin[variable_name],
    )


def assert_near(value, target_value, absolute_error_margin=None, message="", relative_error_margin=None):
    """Compare the result of a test with what it expects, in float64.

    Args:
        value: the computed array.
        target_value: a number, string, boolean, date, or a list of them, of the same length as `value` or one for all.
        absolute_error_margin: half a cent when neither margin is given.
        message: what precedes the error's text.
        relative_error_margin: as a share of the expected value; checked besides the other one.

    Raises:
        AssertionError: a difference over the margin, an empty result, or an expected value that is not a number.
    """
    computed = numpy.atleast_1d(value)
    assert computed.size > 0, f"{message}nothing was computed, so nothing can be compared with {target_value!r}"
    if isinstance(value, EnumArray):
        _assert_same(value.decode_to_str(), target_value, message)
    elif computed.dtype.kind in "MOSU":
        _assert_same(computed.astype(str), target_value, message)  # a date as its text YYYY-MM-DD
    else:
        _assert_close(computed, target_value, absolute_error_margin, relative_error_margin, message)


def _assert_same(computed, expected, message):
    expected = _of_length(computed, numpy.array(expected).astype(str), message)
    assert (computed == expected).all(), f"{message}{computed} differs from {expected}"


def _of_length(computed, expected, message):
    assert expected.shape in ((), computed.shape), f"{message}{computed} has not the length of {expected}"
    return numpy.broadcast_to(expected, computed.shape)


def _assert_close(computed, expected, absolute, relative, message):
    if isinstance(expected, str):
        expected = evaluate(expected)
    try:
        expected = numpy.array(expected, dtype=numpy.float64)
    except (TypeError, ValueError):
        raise AssertionError(f"{message}{expected!r} is not a number to compare with {computed}") from None
    assert numpy.isfinite(expected).all(), f"{message}the expected value {expected} is not a finite number"
    expected = _of_length(computed, expected, message)
    if absolute is None and relative is None:
        absolute = DEFAULT_MARGIN
    difference = numpy.abs(computed.astype(numpy.float64) - expected)
    # `not <=` so that a NaN fails; the residue lets 0.005 itself pass however it is represented.
    if absolute is not None:
        assert (difference <= absolute + 1e-9).all(), (
            f"{message}{computed} differs from {expected} by {difference} > {absolute}"
        )
    if relative is not None:
        assert (difference <= numpy.abs(relative * expected)).all(), (
            f"{message}{computed} differs from {expected} by {difference}, more than the share {relative}"
        )
