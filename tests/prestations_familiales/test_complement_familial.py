"""Complément familial: an independent computation in exact arithmetic, and how the benefit moves with resources."""

from decimal import ROUND_HALF_UP, Decimal

import numpy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openfisca_core.simulations import SimulationBuilder

CENT = Decimal("0.01")
# Copied from the texts, not from the parameters: monthly base in force, ceiling and increase, those of the higher
# amount, shares of the base in metropolitan France and overseas.
LAW = {
    "2015-06": ("406.21", 20864, 8386, "10432", "4193", "0.4999", "0.4165"),
    "2018-05": ("411.92", 20989, 8437, "10494.5", "4218.5", "0.6248", "0.4165"),
    "2022-08": ("439.17", 21775, 8752, "10890", "4376", "0.6248", "0.4165"),
    "2024-06": ("466.44", 23296, 9363, "11650", "4682", "0.6248", "0.4165"),
    "2026-03": ("474.37", 24853, 9989, "12429", "4995", "0.6248", "0.4165"),
}
MONTHS = st.sampled_from(sorted(LAW))
FAMILY = st.tuples(st.integers(0, 9), st.booleans(), st.booleans(), st.integers(0, 12_000_000))


def exact(month, children, couple, two_incomes, resources):
    """The amount before non-cumulation of an entitled family of metropolitan France, in Decimal."""
    base, ceiling, increase, higher_ceiling, higher_increase, higher, plain = (Decimal(one) for one in LAW[month])
    raised = 1 + Decimal("0.25") * min(children, 2) + Decimal("0.30") * max(children - 2, 0)
    with_increase = two_incomes or not couple
    limit = (ceiling * raised).quantize(CENT, ROUND_HALF_UP) + increase * with_increase
    higher_limit = (higher_ceiling * raised).quantize(CENT, ROUND_HALF_UP) + higher_increase * with_increase
    if resources <= higher_limit:
        return higher * base
    if resources <= limit:
        return plain * base
    return max((limit + 12 * plain * base - resources) / 12, Decimal(0))


def computed(system, month, families):
    """`cf_montant` of families whose children open the right."""
    simulation = SimulationBuilder().build_default_simulation(system, len(families))
    children, couple, two_incomes, cents = (numpy.array(column) for column in zip(*families, strict=True))
    simulation.set_input("cf_eligibilite_base", month, numpy.ones(len(families), dtype=bool))
    simulation.set_input("cf_eligibilite_dom", month, numpy.zeros(len(families), dtype=bool))
    simulation.set_input("cf_nombre_enfants", month, children)
    simulation.set_input("en_couple", month, couple)
    simulation.set_input("biactivite", month, two_incomes)
    simulation.set_input("prestations_familiales_base_ressources", month, cents / 100)
    return simulation.calculate("cf_montant", month)


@settings(deadline=None, max_examples=60)
@given(MONTHS, st.lists(FAMILY, min_size=1, max_size=40))
@example("2024-06", [(3, True, False, 2_097_000), (3, True, False, 2_097_001), (3, True, False, 4_193_280)])
@example("2018-05", [(3, False, False, 2_310_860), (3, False, False, 2_310_861)])
def test_exact_arithmetic(system, month, families):
    expected = [exact(month, *family[:3], Decimal(family[3]) * CENT) for family in families]
    numpy.testing.assert_allclose(computed(system, month, families), [float(one) for one in expected], atol=1e-6)


@settings(deadline=None, max_examples=40)
@given(MONTHS, FAMILY, st.integers(1, 500_000))
def test_more_resources_never_give_more_and_take_at_most_a_twelfth(system, month, family, more):
    """But for the step from the higher amount to the plain one, which the law has (L522-3)."""
    before, after = computed(system, month, [family, (*family[:3], family[3] + more)])
    base, _, _, _, _, higher, plain = (Decimal(one) for one in LAW[month])
    step = float((higher - plain) * base)
    assert 0 <= after <= before
    assert before - after <= step + more / 1200 + 1e-6


@settings(deadline=None, max_examples=30)
@given(MONTHS, st.integers(1, 9), st.booleans(), st.booleans())
def test_no_jump_at_the_top(system, month, children, couple, two):
    """The differential starts from the plain amount and dies out without a jump (R522-3)."""
    base, ceiling, increase, *_, plain = (Decimal(one) for one in LAW[month])
    raised = 1 + Decimal("0.25") * min(children, 2) + Decimal("0.30") * max(children - 2, 0)
    limit = int((ceiling * raised).quantize(CENT, ROUND_HALF_UP) * 100) + int(increase) * 100 * (two or not couple)
    end = limit + int(12 * plain * base * 100)
    amounts = computed(system, month, [(children, couple, two, cents) for cents in (limit, limit + 1, end, end + 2)])
    assert amounts[0] - amounts[1] < 0.001
    assert 0 < amounts[2] < 0.002
    assert amounts[3] == 0


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(*[st.integers(0, 60_000)] * 3), min_size=1, max_size=40))
def test_one_side_of_the_choice_is_paid_and_it_is_the_better(system, amounts):
    """The complément familial and the Paje are never paid together (L532-1, L532-2)."""
    month = "2024-06"
    simulation = SimulationBuilder().build_default_simulation(system, len(amounts))
    before = [numpy.array(column) / 100 for column in zip(*amounts, strict=True)]
    for name, values in zip(("cf_montant", "paje_base_montant", "paje_prepare_montant"), before, strict=True):
        simulation.set_input(name, month, values)
    cf, paje_base, paje_prepare = (simulation.calculate(name, month) for name in ("cf", "paje_base", "paje_prepare"))
    assert not numpy.any((cf > 0) & (paje_base + paje_prepare > 0))
    best = numpy.maximum(before[0], before[1] + before[2])
    numpy.testing.assert_allclose(cf + paje_base + paje_prepare, best, atol=0.0101)
