"""What bears contributions of an employer's cover is, over the year, what exceeds the limits of the year."""

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openfisca_core.simulations import SimulationBuilder

from openfisca_secu import CountryTaxBenefitSystem

MONTHS = range(1, 13)
CEILINGS = {2024: 3864, 2026: 4005}  # copied from the orders
PAYS = st.lists(st.integers(min_value=50_000, max_value=4_000_000), min_size=12, max_size=12)
PAID = st.lists(st.integers(min_value=0, max_value=300_000), min_size=12, max_size=12)


@pytest.fixture(scope="module")
def system():
    return CountryTaxBenefitSystem()


@settings(max_examples=10, deadline=None)
@given(year=st.sampled_from([2024, 2026]), pays=PAYS, covers=PAID, pensions=PAID)
def test_reintegration_of_the_year_is_what_exceeds_the_limits_of_the_year(system, year, pays, covers, pensions):
    simulation = SimulationBuilder().build_default_simulation(system, 1)
    for month, pay, cover, pension in zip(MONTHS, pays, covers, pensions, strict=True):
        period = f"{year}-{month:02}"
        simulation.set_input("salaire_de_base", period, numpy.array([pay / 100]))
        simulation.set_input("prevoyance_employeur", period, numpy.array([cover / 100]))
        simulation.set_input("retraite_supplementaire_employeur", period, numpy.array([pension / 100]))
    ceiling, pay = 12 * CEILINGS[year], sum(pays) / 100
    limits = {
        "reintegration_prevoyance": min(0.06 * ceiling + 0.015 * pay, 0.12 * ceiling),
        "reintegration_retraite_supplementaire": max(0.05 * ceiling, 0.05 * min(pay, 5 * ceiling)),
    }
    amounts = {"reintegration_prevoyance": covers, "reintegration_retraite_supplementaire": pensions}
    for name, limit in limits.items():
        of_months = [float(simulation.calculate(name, f"{year}-{month:02}")[0]) for month in MONTHS]
        assert sum(of_months) == pytest.approx(max(sum(amounts[name]) / 100 - limit, 0), abs=1e-6), name
    for month in MONTHS:
        assert simulation.calculate("assiette_cotisations_sociales", f"{year}-{month:02}")[0] >= 0
