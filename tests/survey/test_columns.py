"""Cells of any type as numbers, dates, names, ids: what is taken, what is refused, what is missing."""

import datetime
import decimal

import numpy
import pandas
import pyarrow
import pytest

from openfisca_secu.survey import columns


def taken(converted):
    """Values, with None for missing ones and '!' for wrong ones."""
    return [
        "!" if bad else None if missing else value
        for value, missing, bad in zip(converted.values.tolist(), converted.missing, converted.bad, strict=True)
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1", "2.5", None], [1.0, 2.5, None]),
        (["1", "-2.5e3", "+.5", "5."], [1.0, -2500.0, 0.5, 5.0]),
        (["1", "x", None], [1.0, "!", None]),
        (["1,5", "1 000", "0x10", "1_0", "١"], ["!"] * 5),
        (["nan", "inf", "-Infinity", "1e13"], ["!"] * 4),
        ([1, 2, None], [1.0, 2.0, None]),
        ([1.5, float("nan"), float("inf")], [1.5, "!", "!"]),
        ([decimal.Decimal("1.25"), None], [1.25, None]),
        ([True, None], ["!", None]),
        ([None, None], [None, None]),
        ([datetime.date(2020, 1, 1)], ["!"]),
    ],
)
def test_numbers(cells, expected):
    assert taken(columns.numbers(pyarrow.array(cells))) == expected


def test_bounds_are_closed():
    converted = columns.numbers(pyarrow.array([-0.01, 0, 1, 1.01]), (0, 1))
    assert taken(converted) == ["!", 0.0, 1.0, "!"]
    assert converted.accepted == "a number, at least 0, at most 1"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["3", "3.0", "3.5", "x", None], [3, 3, "!", "!", None]),
        ([3.0, 2.9999999, float("nan")], [3, "!", "!"]),
        ([10**12, 10**12 + 1], [10**12, "!"]),
    ],
)
def test_whole_numbers(cells, expected):
    assert taken(columns.whole_numbers(pyarrow.array(cells))) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["true", "False", "1", "0", "oui", "2", None], [True, False, True, False, "!", "!", None]),
        ([True, False, None], [True, False, None]),
        ([1, 0, 2], [True, False, "!"]),
        ([1.0, 0.5], [True, "!"]),
    ],
)
def test_booleans(cells, expected):
    assert taken(columns.booleans(pyarrow.array(cells))) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["2020-02-29", "2021-02-29", "2020-2-1", "20200101", None], [datetime.date(2020, 2, 29), "!", "!", "!", None]),
        (["1879-12-31", "1880-01-01", "2151-01-01"], ["!", datetime.date(1880, 1, 1), "!"]),
        ([datetime.date(1990, 5, 1), None], [datetime.date(1990, 5, 1), None]),
        ([datetime.datetime(1990, 5, 1, 13, 30)], [datetime.date(1990, 5, 1)]),
        ([1990], ["!"]),
    ],
)
def test_dates(cells, expected):
    assert taken(columns.dates(pyarrow.array(cells))) == expected


def test_names():
    array = columns.arrow(pandas.Series(["b", "a", None, "c"], dtype="category"))
    assert taken(columns.names(array, ["a", "b"])) == [1, 0, None, "!"]
    assert taken(columns.names(pyarrow.array([0, 1]), ["a", "b"])) == ["!", "!"]  # codes are not names


def test_texts_keep_leading_zeros_and_numbers_are_refused():
    assert taken(columns.texts(pyarrow.array(["01001", None]))) == ["01001", None]
    assert taken(columns.texts(pyarrow.array([1001]))) == ["!"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1", "20", None], [1, 20, None]),
        (["1", "02"], ["1", "02"]),
        (["a", None], ["a", None]),
        ([5, None], [5, None]),
        ([5.0, float("nan"), 5.5], [5, None, "!"]),
        ([9_007_199_254_740_993], [9_007_199_254_740_993]),
        (["9007199254740993"], [9_007_199_254_740_993]),
        ([True], ["!"]),
    ],
)
def test_ids(cells, expected):
    assert taken(columns.ids(pyarrow.array(cells))) == expected


def test_ids_too_large_for_a_number_are_texts():
    assert taken(columns.ids(pyarrow.array([2**63, 5], type=pyarrow.uint64()))) == ["9223372036854775808", "5"]


def test_columns_of_pandas_of_every_kind():
    assert columns.arrow(pandas.Series([1.0, numpy.nan])).null_count == 0
    assert columns.arrow(pandas.Series([1.0, None], dtype="Float64")).null_count == 1
    assert columns.arrow(pandas.Series(["a", None])).null_count == 1
    assert columns.arrow(pandas.Series([datetime.datetime(2020, 1, 1), None])).null_count == 1
    mixed = columns.arrow(pandas.Series([1, "x", None, 2.5], dtype=object))
    assert mixed.to_pylist() == ["1", "x", None, "2.5"]
