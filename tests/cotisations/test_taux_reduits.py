"""The lower rates of health and family contributions: the year decides, and the months add up to it."""

import datetime
from decimal import ROUND_HALF_UP, Decimal

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openfisca_core.simulations import SimulationBuilder

MONTHS = range(1, 13)
CENTS = st.integers(min_value=0, max_value=900_000)
YEARS = st.sampled_from(range(2015, 2027))
MODES = ("progressif", "anticipe", "fin_d_annee")
HEALTH, FAMILY = "allegement_cotisation_maladie", "allegement_cotisation_allocations_familiales"
# Hourly minimum wages of each month, copied from the orders and not from the parameters.
WAGES = {
    2015: ["9.61"] * 12,
    2016: ["9.67"] * 12,
    2017: ["9.76"] * 12,
    2018: ["9.88"] * 12,
    2019: ["10.03"] * 12,
    2020: ["10.15"] * 12,
    2021: ["10.25"] * 9 + ["10.48"] * 3,
    2022: ["10.57"] * 4 + ["10.85"] * 3 + ["11.07"] * 5,
    2023: ["11.27"] * 4 + ["11.52"] * 8,
    2024: ["11.52"] * 12,  # frozen
    2025: ["11.88"] * 12,
    2026: ["12.02"] * 12,
}


def simulate(system, year, pay, **others):
    simulation = SimulationBuilder().build_default_simulation(system, 1)
    for month, amount in zip(MONTHS, pay, strict=True):
        simulation.set_input("salaire_de_base", f"{year}-{month:02}", numpy.array([float(amount)]))
    for name, value in others.items():
        simulation.set_input(name, str(year), numpy.array([value]))
    return simulation


def over_year(simulation, name, year):
    return numpy.array([simulation.calculate(name, f"{year}-{month:02}")[0] for month in MONTHS])


def threshold(year, pay, multiple):
    """Of the months with pay, at full time, to the cent."""
    wages = sum(Decimal(wage) for wage, amount in zip(WAGES[year], pay, strict=True) if amount)
    return (Decimal(multiple) * wages * 35 * 52 / 12).quantize(Decimal("0.01"), ROUND_HALF_UP)


def exact_health(year, pay):
    multiple = {**dict.fromkeys(range(2019, 2025), "2.5"), 2025: "2.25"}.get(year, "0")
    return Decimal("0.06") * sum(pay) * (sum(pay) <= threshold(year, pay, multiple))


def exact_family(year, pay):
    total, paid = sum(pay), sum(amount > 0 for amount in pay)
    if year == 2016:
        low, high = (total <= threshold(year, pay, multiple) for multiple in ("1.6", "3.5"))
        early = sum(amount > 0 for amount in pay[:3])
        share = Decimal(early * low + (paid - early) * high) / max(paid, 1)
        return Decimal("0.018") * total * share
    multiple = {2015: "1.6", 2025: "3.3", 2026: "0"}.get(year, "3.5")
    return Decimal("0.018") * total * (total <= threshold(year, pay, multiple))


@settings(max_examples=25, deadline=None)
@given(year=YEARS, cents=st.lists(CENTS, min_size=12, max_size=12), mode=st.sampled_from(MODES))
def test_the_months_add_up_to_the_reduction_of_the_year(system, year, cents, mode):
    pay = [Decimal(amount) / 100 for amount in cents]
    by_mode = {f"{name}_mode_recouvrement": mode for name in (HEALTH, FAMILY)}
    simulation = simulate(system, year, pay, **by_mode)
    for name, exact in ((HEALTH, exact_health), (FAMILY, exact_family)):
        assert over_year(simulation, name, year).sum() == pytest.approx(float(exact(year, pay)), abs=1e-6), name


@settings(max_examples=15, deadline=None)
@given(year=YEARS, cents=st.lists(CENTS, min_size=12, max_size=12), kept=st.booleans(), apprentice=st.booleans())
def test_what_is_taken_since_january_is_never_more_than_the_contribution(system, year, cents, kept, apprentice):
    simulation = simulate(
        system, year, [amount / 100 for amount in cents], taux_reduits_maintenus=kept, apprenti=apprentice
    )
    for reduction, contribution in ((HEALTH, "mmid_employeur"), (FAMILY, "famille")):
        taken = over_year(simulation, reduction, year).cumsum()
        due = over_year(simulation, contribution, year).cumsum()
        assert taken.min() >= -1e-9
        assert (taken <= due + 1e-9).all()


@settings(max_examples=15, deadline=None)
@given(cents=st.lists(CENTS, min_size=12, max_size=12), day=st.integers(1, 366), end=st.integers(1, 366))
def test_advances_are_settled_when_the_contract_ends(system, cents, day, end):
    first, last = sorted(datetime.date(2024, 1, 1) + datetime.timedelta(days - 1) for days in (day, end))
    pay = [
        amount / 100 if first.month <= month <= last.month else 0 for month, amount in zip(MONTHS, cents, strict=True)
    ]
    totals = []
    for mode in MODES:
        simulation = simulate(
            system,
            2024,
            pay,
            contrat_de_travail_debut=first,
            contrat_de_travail_fin=last,
            **{f"{HEALTH}_mode_recouvrement": mode},
        )
        totals.append(over_year(simulation, HEALTH, 2024).sum())
    assert totals[1] == pytest.approx(totals[0], abs=1e-6)
    assert totals[2] == pytest.approx(totals[0], abs=1e-6)


@pytest.mark.parametrize(
    ("pay", "bonus", "expected"),
    [
        (2500, 0, 472.50 * 30_000 / 35_000),  # 30 000 € : 1,8 % of nine twelfths
        (35_000 / 13, 35_000 / 13, 472.50),  # circular DSS/5B/2016/71: 35 000 × 9/12 × 1,8 %, 13th month in November
        (2346.58, 0, 0.018 * 12 * 2346.58),  # under 1,6 smic all year
        (5133.16, 0, 0),  # 61 597,92 € above 61 597,90 €
        (5133.15, 0, 0.018 * 9 * 5133.15),
    ],
)
def test_the_two_thresholds_of_2016(system, pay, bonus, expected):
    months = [pay + (bonus if month == 11 else 0) for month in MONTHS]
    simulation = simulate(system, 2016, months)
    assert over_year(simulation, FAMILY, 2016).sum() == pytest.approx(expected, abs=0.005)
