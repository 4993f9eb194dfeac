"""float64 from input to output, and a comparison of test results that sees a cent."""

import sys

import numpy
from openfisca_core import tools
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.variables import config

from openfisca_secu.engine.expressions import evaluate

DEFAULT_MARGIN = 0.005


def install():
    """Amounts are float64 and counts int64; YAML tests compare in float64."""
    config.VALUE_TYPES[float]["dtype"] = numpy.float64
    config.VALUE_TYPES[int]["dtype"] = numpy.int64
    tools.assert_near = assert_near
    runner = sys.modules.get("openfisca_core.tools.test_runner")
    if runner is not None:  # `openfisca test` imports its runner, and the old function with it, before the package
        runner.assert_near = assert_near


def assert_near(value, target_value, absolute_error_margin=None, message="", relative_error_margin=None):
    """Compare the result of a YAML test with what it expects, in float64.

    Args:
        value: the computed array.
        target_value: a number, string, boolean, date, or a list of them, of the same length as `value` or one for all.
        absolute_error_margin: half a cent when neither margin is given.
        message: what precedes the error's text.
        relative_error_margin: as a share of the expected value; checked besides the other one.

    Raises:
        AssertionError: a difference over the margin, an empty result, or an expected value that is not a number.
    """
    computed = value if isinstance(value, numpy.ndarray) else numpy.array(value)
    assert computed.size > 0, f"{message}nothing was computed, so nothing can be compared with {target_value!r}"
    if isinstance(computed, EnumArray):
        _assert_same(computed.decode_to_str(), target_value, message)
    elif numpy.issubdtype(computed.dtype, numpy.datetime64):
        _assert_same(computed, numpy.array(target_value, dtype=computed.dtype), message)
    elif computed.dtype.kind in "OSU":
        _assert_same(computed, target_value, message)
    else:
        _assert_close(computed, target_value, absolute_error_margin, relative_error_margin, message)


def _assert_same(computed, expected, message):
    expected = numpy.atleast_1d(expected)
    assert expected.shape in ((1,), computed.shape), f"{message}{computed} has not the length of {expected}"
    assert (computed == expected).all(), f"{message}{computed} differs from {expected}"


def _assert_close(computed, expected, absolute, relative, message):
    if isinstance(expected, str):
        expected = evaluate(expected)
    try:
        expected = numpy.atleast_1d(numpy.array(expected, dtype=numpy.float64))
    except (TypeError, ValueError):
        raise AssertionError(f"{message}{expected!r} is not a number to compare with {computed}") from None
    assert numpy.isfinite(expected).all(), f"{message}the expected value {expected} is not a finite number"
    assert expected.shape in ((1,), computed.shape), f"{message}{computed} has not the length of {expected}"
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
