"""Months of complementary-pension contributions add up to the year's, whatever the pays; slices add up to the pay."""

from decimal import Decimal

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openfisca_core.simulations import SimulationBuilder

from openfisca_secu import CountryTaxBenefitSystem

MONTHS = range(1, 13)
# Ceilings and rates of the agreements, copied from the texts and not from the parameters.
CEILINGS = {2016: 3218, 2018: 3311, 2019: 3377, 2023: 3666, 2024: 3864, 2025: 3925, 2026: 4005}
UNIFIED = {
    "agirc_arrco_salarie": ("0.0315", "0.0864"),
    "agirc_arrco_employeur": ("0.0472", "0.1295"),
    "contribution_equilibre_general_salarie": ("0.0086", "0.0108"),
    "contribution_equilibre_general_employeur": ("0.0129", "0.0162"),
}
FROM_FIRST_EURO = {
    "contribution_equilibre_technique_salarie": "0.0014",
    "contribution_equilibre_technique_employeur": "0.0021",
}
PAYS = st.lists(st.integers(min_value=0, max_value=4_000_000), min_size=12, max_size=12)


@pytest.fixture(scope="module")
def system():
    return CountryTaxBenefitSystem()


def paid(system, year, cents, category):
    """A simulation of one employee with twelve pays, and the pays that count (a month without pay has no ceiling)."""
    simulation = SimulationBuilder().build_default_simulation(system, 1)
    for month, amount in zip(MONTHS, cents, strict=True):
        period = f"{year}-{month:02}"
        simulation.set_input("salaire_de_base", period, numpy.array([amount / 100]))
        simulation.set_input("categorie_salarie", period, numpy.array([category]))
    return simulation, sum(Decimal(amount) / 100 for amount in cents), CEILINGS[year] * sum(one > 0 for one in cents)


def of_year(simulation, name, year):
    return sum(float(simulation.calculate(name, f"{year}-{month:02}")[0]) for month in MONTHS)


@settings(max_examples=15, deadline=None)
@given(year=st.sampled_from([2019, 2023, 2024, 2025, 2026]), cents=PAYS)
def test_unified_scheme_is_due_on_the_slices_of_the_year(system, year, cents):
    simulation, pay, ceiling = paid(system, year, cents, "prive_cadre")
    first = min(pay, Decimal(ceiling))
    second = min(pay, Decimal(8 * ceiling)) - first
    for name, (low, high) in UNIFIED.items():
        expected = Decimal(low) * first + Decimal(high) * second
        assert of_year(simulation, name, year) == pytest.approx(float(expected), abs=1e-6), name
    for name, rate in FROM_FIRST_EURO.items():
        expected = Decimal(rate) * (first + second) * (pay > ceiling)
        assert of_year(simulation, name, year) == pytest.approx(float(expected), abs=1e-6), name


@settings(max_examples=10, deadline=None)
@given(year=st.sampled_from([2016, 2018]), cents=PAYS)
def test_minimum_guarantee_completes_agirc_to_the_flat_contribution_of_the_year(system, year, cents):
    simulation, pay, ceiling = paid(system, year, cents, "prive_cadre")
    flat = {2016: Decimal("25.84"), 2018: Decimal("27.60")}[year] * sum(one > 0 for one in cents)
    slice_b = max(min(pay, Decimal(4 * ceiling)) - ceiling, Decimal(0))
    expected = max(flat - Decimal("0.078") * slice_b, Decimal(0))
    assert of_year(simulation, "agirc_gmp_salarie", year) == pytest.approx(float(expected), abs=1e-6)


@settings(max_examples=15, deadline=None)
@given(year=st.sampled_from([2018, 2024]), cents=PAYS, category=st.sampled_from(["prive_cadre", "prive_non_cadre"]))
def test_slices_of_each_month_add_up_to_no_more_than_the_pay_to_date(system, year, cents, category):
    simulation, _, _ = paid(system, year, cents, category)
    to_date = within = 0.0
    for month, amount in zip(MONTHS, cents, strict=True):
        period = f"{year}-{month:02}"
        to_date += amount / 100
        first = simulation.calculate("retraite_complementaire_tranche_1", period)[0]
        within += (
            first
            + simulation.calculate("retraite_complementaire_tranche_2", period)[0]
            + simulation.calculate("retraite_complementaire_tranche_c", period)[0]
        )
        assert first >= -1e-9
        assert within <= to_date + 1e-6
