"""Months that are alike, bit for bit, are stored once."""

import numpy
import pytest
from openfisca_core.periods import period
from openfisca_core.simulations import SimulationBuilder

from openfisca_secu import CountryTaxBenefitSystem
from openfisca_secu.engine.results import _same_bits


@pytest.fixture(scope="module")
def system():
    return CountryTaxBenefitSystem()


def test_two_months_alike_share_one_array_and_another_does_not(system):
    builder = SimulationBuilder()
    simulation = builder.build_default_simulation(system, count=2)
    births = numpy.array(["1985-04-12", "1990-06-15"], dtype="datetime64[D]")
    simulation.set_input("date_naissance", "ETERNITY", births)
    for month in ("2024-01", "2024-02", "2024-05"):
        simulation.calculate("age", month)
    stored = simulation.get_holder("age").get_array
    months = {month: stored(period(f"2024-{month:02}")) for month in (1, 2, 5)}
    assert months[1] is months[2]
    assert months[1].tolist() == [38, 33]
    assert months[5].tolist() == [39, 33]
    assert months[5] is not months[2]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ([0.0, 1.0], [0.0, 1.0], True),
        ([0.0, 1.0], [-0.0, 1.0], False),
        ([0.0, 1.0], [0.0], False),
        ([1], [1.0], False),
        ([True, False], [True, False], True),
        (["a"], ["a"], True),
        ([], [], True),
    ],
)
def test_sameness_is_that_of_bits(one, other, same):
    assert _same_bits(numpy.array(one), numpy.array(other)) is same


def test_objects_are_never_taken_for_the_same():
    texts = numpy.array(["a"], dtype=object)
    assert not _same_bits(texts, texts.copy())
