"""Allocation de rentrée scolaire: an independent computation in exact arithmetic, and the shape of the differential."""

from decimal import ROUND_HALF_UP, Decimal

import numpy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openfisca_core.simulations import SimulationBuilder

CENT = Decimal("0.01")
RATES = ((15, "0.9795"), (11, "0.9467"), (0, "0.8972"))  # D543-1, by the age reached on 31 December
# Base of August, base of April, ceiling without a child, exceptional share; copied from the texts.
LAW = {
    2016: ("406.62", "406.62", 18772, "0"),
    2020: ("414.40", "414.40", 19302, "0.2426"),
    2022: ("439.17", "422.28", 19515, "0"),
    2024: ("466.44", "466.44", 20878, "0"),
    2025: ("474.37", "474.37", 21880, "0"),
}
AGES = st.lists(st.integers(1, 19), min_size=1, max_size=6)  # reached during the year, on 1 June


def exact(year, ages, resources):
    """What the family of children born on 1 June is paid, in Decimal."""
    august, april, ceiling, extra = (Decimal(one) for one in LAW[year])
    limit = (ceiling * (1 + Decimal("0.3") * len(ages))).quantize(CENT, ROUND_HALF_UP)
    shares = [
        next(Decimal(rate) for age_from, rate in RATES if age >= age_from) + extra for age in ages if 6 <= age < 18
    ]
    total = august * sum(shares) if resources < limit else max(limit + april * sum(shares) - resources, Decimal(0))
    return total if shares and total.quantize(CENT, ROUND_HALF_UP) >= 15 else Decimal(0)


def simulate(system, year, ages, resources):
    persons = {"parent": {"date_naissance": {"ETERNITY": "1975-01-01"}}}
    for rank, age in enumerate(ages):
        persons[f"child_{rank}"] = {"date_naissance": {"ETERNITY": f"{year - age}-06-01"}}
    family = {
        "parents": ["parent"],
        "enfants": [name for name in persons if name != "parent"],
        "prestations_familiales_base_ressources": {f"{year}-07": resources},
    }
    return SimulationBuilder().build_from_entities(system, {"individus": persons, "familles": {"family": family}})


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(sorted(LAW)), AGES, st.integers(0, 8_000_000))
@example(2022, [8], 2_536_949)
@example(2022, [8], 2_536_950)
@example(2024, [9, 12], 3_424_986)
@example(2024, [9, 12], 3_424_988)
def test_exact_arithmetic(system, year, ages, cents):
    paid = simulate(system, year, ages, cents / 100).calculate("ars", year)[0]
    numpy.testing.assert_allclose(paid, float(exact(year, ages, Decimal(cents) * CENT)), atol=1e-6)


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(sorted(LAW)), AGES, st.integers(-300_000, 300_000), st.integers(1, 100_000))
def test_more_resources_never_give_more_and_take_no_more_than_themselves(system, year, ages, from_ceiling, more):
    """But for the 15 euros of D543-2, and in 2022 the rise of July, which the differential does not have."""
    august, april, ceiling, _ = (Decimal(one) for one in LAW[year])
    cents = int((ceiling * (1 + Decimal("0.3") * len(ages))).quantize(CENT, ROUND_HALF_UP) * 100) + from_ceiling
    less = simulate(system, year, ages, cents / 100).calculate("ars", year)[0]
    richer = simulate(system, year, ages, (cents + more) / 100).calculate("ars", year)[0]
    step = 15 + float((august - april) * len(ages))
    assert 0 <= richer <= less
    assert less - richer <= more / 100 + step + 1e-6


@settings(deadline=None, max_examples=30)
@given(st.sampled_from(sorted(LAW)), AGES, st.integers(0, 8_000_000))
def test_the_children_share_what_is_paid(system, year, ages, cents):
    simulation = simulate(system, year, ages, cents / 100)
    shares = simulation.calculate("ars_montant_enfant", year)
    paid = simulation.calculate("ars", year)[0]
    if paid > 0:
        numpy.testing.assert_allclose(shares.sum(), paid, atol=1e-9)
    assert (shares >= 0).all()
    assert shares[0] == 0
