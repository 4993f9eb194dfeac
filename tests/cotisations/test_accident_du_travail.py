"""The rate of industrial accidents: between its two ends, bounded from year to year, and proportional to pay."""

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openfisca_core.simulations import SimulationBuilder

RATES = st.floats(min_value=0.001, max_value=0.3)
SIZES = st.integers(min_value=0, max_value=400)
YEARS = st.sampled_from(range(2018, 2027))


def rate(system, year, name="atmp_taux_net_notifie", **given_values):
    simulation = SimulationBuilder().build_default_simulation(system, 1)
    for variable, value in given_values.items():
        simulation.set_input(variable, str(year), numpy.array([value]))
    return simulation.calculate(name, f"{year}-01")[0]


@settings(max_examples=40, deadline=None)
@given(year=YEARS, size=SIZES, local=st.booleans(), rates=st.tuples(RATES, st.integers(0, 300_000)))
def test_a_rate_lies_between_the_collective_and_the_individual_ones(system, year, size, local, rates):
    collective, risk = rates
    establishment = {
        "effectif_tarification_atmp": size,
        "etablissement_alsace_moselle": local,
        "atmp_taux_net_collectif": collective,
        "atmp_masse_salariale": 1_000_000,
        "atmp_valeur_risque": risk,
    }
    own = rate(system, year, "atmp_taux_net_individuel", **establishment)
    notified = rate(system, year, **establishment)
    low, high = sorted((own, collective))
    assert low - 1e-6 <= notified <= high + 1e-6
    if size < (50 if local else 20):
        assert notified == pytest.approx(collective, abs=1e-6)
    if size >= 150:
        assert notified == pytest.approx(own, abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(year=YEARS, size=st.integers(20, 400), before=RATES, risk=st.integers(0, 300_000))
def test_a_rate_does_not_move_by_more_than_the_limits(system, year, size, before, risk):
    notified = rate(
        system,
        year,
        effectif_tarification_atmp=size,
        atmp_taux_net_precedent=before,
        atmp_masse_salariale=1_000_000,
        atmp_valeur_risque=risk,
    )
    most = before * 1.25 if before > 0.04 else before + 0.01
    least = before * 0.8 if before > 0.04 else before - 0.008
    assert least - 1e-6 <= notified <= most + 1e-6


@settings(max_examples=40, deadline=None)
@given(year=st.sampled_from(range(2015, 2027)), pay=st.integers(0, 20_000), net=RATES)
def test_the_contribution_is_the_rate_of_the_whole_pay(system, year, pay, net):
    due = rate(system, year, "accident_du_travail", salaire_de_base=12 * pay, taux_accident_travail=net)
    assert due == pytest.approx(pay * net, rel=1e-5, abs=1e-5)
