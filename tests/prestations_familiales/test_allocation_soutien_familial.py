"""Allocation de soutien familial: how the amount of a child moves with the child support, in exact arithmetic."""

from decimal import Decimal

import numpy
from hypothesis import given, settings
from hypothesis import strategies as st
from openfisca_core.simulations import SimulationBuilder

# Monthly base and shares of it for one and two absent parents, copied from the texts.
LAW = {
    "2016-05": ("406.62", "0.2589", "0.345"),
    "2018-05": ("411.92", "0.2813", "0.375"),
    "2022-10": ("439.17", "0.2813", "0.375"),
    "2022-11": ("439.17", "0.422", "0.5625"),
    "2026-03": ("474.37", "0.422", "0.5625"),
}
SITUATIONS = (
    "aucun",
    "decede",
    "filiation_non_etablie",
    "ne_contribue_pas",
    "verse_la_pension",
    "contribue_sans_pension",
)
NO_DEBT = ("decede", "filiation_non_etablie")
CHILD = st.tuples(st.sampled_from(SITUATIONS), st.sampled_from(SITUATIONS), st.integers(0, 40_000))


def exact(month, first, second, pension):
    """The amount of a child living with a third person, in Decimal."""
    base, one, two = (Decimal(value) for value in LAW[month])
    by_number = [Decimal(0), one * base, two * base]
    parents = (first, second)
    without = sum(parent in NO_DEBT for parent in parents)
    opening = sum(parent in (*NO_DEBT, "ne_contribue_pas", "verse_la_pension") for parent in parents)
    deducted = pension if opening > without else Decimal(0)
    return max(by_number[without], by_number[opening] - deducted, Decimal(0))


def computed(system, month, children):
    """`asf_montant_enfant` of children living with a third person, pension due and paid."""
    simulation = SimulationBuilder().build_default_simulation(system, len(children))
    first, second, cents = zip(*children, strict=True)
    everyone = numpy.ones(len(children), dtype=bool)
    simulation.set_input("prestations_familiales_enfant_a_charge", month, everyone)
    simulation.set_input("asf_enfant_recueilli", month, everyone)
    simulation.set_input("asf_parent_absent", month, numpy.array(first))
    simulation.set_input("asf_second_parent_absent", month, numpy.array(second))
    simulation.set_input("asf_pension_percue", month, numpy.array(cents) / 100)
    return simulation.calculate("asf_montant_enfant", month)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(sorted(LAW)), st.lists(CHILD, min_size=1, max_size=40))
def test_exact_arithmetic(system, month, children):
    expected = [float(exact(month, first, second, Decimal(cents) / 100)) for first, second, cents in children]
    numpy.testing.assert_allclose(computed(system, month, children), expected, atol=1e-6)


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(sorted(LAW)), CHILD, st.integers(1, 40_000))
def test_more_child_support_never_gives_more_and_never_takes_more_than_itself(system, month, child, more):
    less, richer = computed(system, month, [child, (*child[:2], child[2] + more)])
    assert 0 <= richer <= less
    assert less - richer <= more / 100 + 1e-9


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(sorted(LAW)), st.integers(0, 40_000))
def test_support_and_allowance_make_at_least_the_allowance(system, month, cents):
    """L581-2: the differential completes what is paid up to the amount of the allowance."""
    base, share, _ = (Decimal(value) for value in LAW[month])
    amount = computed(system, month, [("ne_contribue_pas", "aucun", cents)])[0]
    numpy.testing.assert_allclose(amount + cents / 100, max(float(base * share), cents / 100), atol=1e-6)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(0, 20_000), min_size=1, max_size=8))
def test_fifteen_euros_are_compared_with_the_family_total(system, supports):
    """D523-3: the total of the children, not each child."""
    month = "2024-06"
    persons = {"parent": {"date_naissance": {"ETERNITY": "1985-01-01"}}}
    for rank, cents in enumerate(supports):
        persons[f"child_{rank}"] = {
            "date_naissance": {"ETERNITY": "2014-03-01"},
            "pensions_alimentaires_percues": {month: cents / 100},
        }
    family = {"parents": ["parent"], "enfants": [name for name in persons if name != "parent"]}
    situation = {"individus": persons, "familles": {"family": family}}
    simulation = SimulationBuilder().build_from_entities(system, situation)
    full = Decimal("0.422") * Decimal("466.44")
    total = sum(max(full - Decimal(cents) / 100, Decimal(0)) for cents in supports)
    expected = total if round(total, 2) >= 15 else 0
    numpy.testing.assert_allclose(simulation.calculate("asf", month), [float(expected)], atol=1e-6)
