"""Properties of the reductions of employer contributions, and an independent computation of the general one."""

import datetime
from fractions import Fraction

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openfisca_core.simulations import SimulationBuilder

MONTHS = range(1, 13)
HOURS = Fraction(35 * 52, 12)
MODES = ("progressif", "anticipe", "fin_d_annee")
# Copied from the decrees and not from the parameters: greatest coefficient of a small employer, hourly minimum wages.
GREATEST = {
    2015: "0.2795",
    2016: "0.2802",
    2017: "0.2809",
    2018: "0.2814",
    2020: "0.3205",
    2021: "0.3206",
    2022: "0.3195",
    2023: "0.3191",
    2024: "0.3194",
}
WAGES = {
    2015: [(1, "9.61")],
    2016: [(1, "9.67")],
    2017: [(1, "9.76")],
    2018: [(1, "9.88")],
    2019: [(1, "10.03")],
    2020: [(1, "10.15")],
    2021: [(1, "10.25"), (10, "10.48")],
    2022: [(1, "10.57"), (5, "10.85"), (8, "11.07")],
    2023: [(1, "11.27"), (5, "11.52")],
    2024: [(1, "11.65"), (11, "11.88")],
    2025: [(1, "11.88")],
    2026: [(1, "12.02")],
}
YEARS = st.sampled_from(sorted(WAGES))
CENTS = st.one_of(st.just(0), st.integers(100_000, 700_000), st.integers(1, 2_000_000))
PAYS = st.lists(CENTS, min_size=12, max_size=12)


def simulate(system, inputs, count=1):
    """A simulation of persons alone in their household, with `{variable: {period: values}}`."""
    simulation = SimulationBuilder().build_default_simulation(system, count)
    for name, by_period in inputs.items():
        for period, values in by_period.items():
            simulation.set_input(name, period, values)
    return simulation


def monthly(year, rows):
    """One row of twelve amounts a person, as values by month."""
    return {f"{year}-{month:02}": [row[month - 1] for row in rows] for month in MONTHS}


def over_year(simulation, name, year):
    """Twelve rows, one column a person."""
    return numpy.array([simulation.calculate(name, f"{year}-{month:02}") for month in MONTHS])


def minimum_wage(year, month):
    return [Fraction(value) for start, value in WAGES[year] if start <= month][-1] * HOURS


def rounded(coefficient):
    """To four decimals, the nearest."""
    return Fraction((coefficient * 20000 + 1) // 2, 10000)


def linear(greatest, pay, wage):
    if not pay:
        return 0
    return min(max(rounded(greatest / Fraction("0.6") * (Fraction("1.6") * wage / pay - 1)), 0), greatest)


def curve(pay, wage):
    if not pay or pay >= 3 * wage:
        return 0
    power = Fraction(float((3 * wage / pay - 1) / 2) ** 1.75)
    return min(rounded(Fraction("0.02") + Fraction("0.3781") * power), Fraction("0.3981"))


def exact(year, pay):
    """The reduction of a year of full-time work for a small employer, in fractions."""
    paid = [(month, amount, minimum_wage(year, month)) for month, amount in zip(MONTHS, pay, strict=True) if amount]

    def totals(months):
        return sum(amount for month, amount, _ in paid if month in months), sum(
            wage for month, _, wage in paid if month in months
        )

    whole, wage = totals(MONTHS)
    if year == 2026:
        return whole * curve(whole, wage)
    if year == 2019:
        late, _ = totals(range(10, 13))
        return whole * linear(Fraction("0.2809"), whole, wage) + late * linear(Fraction("0.0405"), whole, wage)
    if year == 2025:
        spans = (range(1, 5), "0.3194"), (range(5, 13), "0.3193")
        return sum(totals(months)[0] * linear(Fraction(rate), *totals(months)) for months, rate in spans)
    return whole * linear(Fraction(GREATEST[year]), whole, wage)


@settings(max_examples=40)
@given(year=YEARS, cents=PAYS)
def test_the_year_equals_an_exact_computation_in_each_mode(system, year, cents):
    pay = [Fraction(amount, 100) for amount in cents]
    rows = [[float(amount) for amount in pay]] * 3
    simulation = simulate(
        system,
        {"salaire_de_base": monthly(year, rows), "allegement_general_mode_recouvrement": {str(year): list(MODES)}},
        count=3,
    )
    expected = float(exact(year, pay))
    numpy.testing.assert_allclose(over_year(simulation, "allegement_general", year).sum(axis=0), expected, atol=1e-6)
    numpy.testing.assert_allclose(simulation.calculate("allegement_general_cumule", f"{year}-12"), expected, atol=1e-6)


@settings(max_examples=15)
@given(year=YEARS, cents=PAYS, contract=st.tuples(st.integers(1, 28), st.integers(1, 12), st.integers(0, 11)))
def test_the_months_of_a_contract_add_up_to_it(system, year, cents, contract):
    day, first, length = contract
    last = min(first + length, 12)
    pay = [amount / 100 if first <= month <= last else 0.0 for month, amount in zip(MONTHS, cents, strict=True)]
    simulation = simulate(
        system,
        {
            "salaire_de_base": monthly(year, [pay] * 3),
            "allegement_general_mode_recouvrement": {str(year): list(MODES)},
            "contrat_de_travail_debut": {str(year): [datetime.date(year, first, day)] * 3},
            "contrat_de_travail_fin": {str(year): [datetime.date(year, last, 28)] * 3},
        },
        count=3,
    )
    months = over_year(simulation, "allegement_general", year)
    whole = simulation.calculate("allegement_general_cumule", f"{year}-{last:02}")
    numpy.testing.assert_allclose(months.sum(axis=0), whole, atol=1e-6)
    assert not months[: first - 1].any()
    assert not months[last:].any()


@settings(max_examples=25)
@given(
    year=YEARS,
    rows=st.lists(PAYS, min_size=4, max_size=4),
    hours=st.floats(0, 40),
    employer=st.tuples(
        st.sampled_from(["metropole", "guadeloupe", "saint_martin", "la_reunion", "mayotte"]),
        st.sampled_from([0, 5, 30, 300]),
    ),
)
def test_exemptions_never_exceed_the_contributions_that_they_lower(system, year, rows, hours, employer):
    """Over the year: an ordinary employee, one of a household, a hire in a rural zone, a home help."""
    territory, staff = employer
    pays = [[amount / 100 for amount in row] for row in rows]
    simulation = simulate(
        system,
        {
            "salaire_de_base": monthly(year, pays),
            "heures_supplementaires_volume": {str(year): [12 * hours] * 4},
            "effectif_entreprise": {str(year): [staff] * 4},
            "territoire": {str(year): [territory] * 4},
            "particulier_employeur": {str(year): [False, True, False, False]},
            "employeur_age": {str(year): [0, 72, 0, 0]},
            "zone_revitalisation_rurale": {str(year): [False, False, True, False]},
            "contrat_de_travail_debut": {str(year): [datetime.date(year, 1, 1)] * 4},
            "structure_aide_domicile": {str(year): ["aucune", "aucune", "aucune", "privee"]},
            "heures_aide_domicile": {str(year): [0, 0, 0, 1800]},
            "heures_aide_domicile_exonerees": {str(year): [0, 0, 0, 1000]},
        },
        count=4,
    )
    exempt = over_year(simulation, "exonerations_employeur", year).sum(axis=0)
    due = over_year(simulation, "cotisations_exonerables", year).sum(axis=0)
    assert (exempt >= -1e-6).all()
    assert (exempt <= due + 1e-6).all()
    pension = over_year(simulation, "exonerations_retraite_complementaire", year).sum(axis=0)
    assert (pension >= -1e-6).all()


@settings(max_examples=20)
@given(year=st.sampled_from(range(2019, 2027)), pay=st.integers(0, 900_000), overtime=st.integers(0, 300_000))
def test_the_reduction_on_overtime_stays_within_old_age_contributions(system, year, pay, overtime):
    period = f"{year}-03"
    simulation = simulate(
        system,
        {
            "salaire_de_base": {period: [pay / 100, pay / 100]},
            "remuneration_heures_supplementaires": {period: [overtime / 100, overtime / 100]},
            "apprenti": {period: [False, True]},
        },
        count=2,
    )
    reduction = simulation.calculate("reduction_salariale_heures_supplementaires", period)
    legal = sum(
        simulation.calculate(name, period)
        for name in ("vieillesse_plafonnee_salarie", "vieillesse_deplafonnee_salarie")
    )
    assert (reduction >= 0).all()
    assert (reduction <= legal + 1e-9).all()
    assert (reduction <= 0.1131 * overtime / 100 + 1e-9).all()


@pytest.mark.parametrize("year", sorted(WAGES))
def test_the_coefficient_never_rises_with_pay_and_ends_at_the_exit(system, year):
    """Each cent around the minimum wage and the exit, each euro between; January alone."""
    wage = float(minimum_wage(year, 1))
    end = (3 if year == 2026 else 1.6) * wage
    around = [mark + cent / 100 for mark in (wage, end) for cent in range(-20, 21)]
    pay = numpy.unique(numpy.round(numpy.concatenate([numpy.arange(1, end + 200), around]), 2))
    simulation = simulate(system, {"salaire_de_base": {f"{year}-01": pay}}, count=len(pay))
    coefficient = simulation.calculate("taux_allegement_general", f"{year}-01")
    assert (numpy.diff(coefficient) <= 1e-12).all()
    assert (coefficient[pay >= end] == 0).all()
    assert (coefficient[pay < end - 0.5] > 0).all()
    numpy.testing.assert_allclose(coefficient[pay <= wage], coefficient[0])


@pytest.mark.parametrize("scale", ["competitivite", "competitivite_renforcee", "innovation"])
@pytest.mark.parametrize("year", range(2019, 2027))
def test_the_overseas_exemption_has_no_jump(system, year, scale):
    """From one euro of monthly pay to the next it moves by less than two, up to its exit; it is nothing beyond."""
    pay = numpy.arange(1000, 8000.0)
    simulation = simulate(
        system,
        {
            "salaire_de_base": {f"{year}-01": pay},
            "lodeom_bareme": {f"{year}-01": [scale] * len(pay)},
            "territoire": {f"{year}-01": ["la_reunion"] * len(pay)},
        },
        count=len(pay),
    )
    exempt = simulation.calculate("exoneration_lodeom", f"{year}-01")
    assert abs(numpy.diff(exempt)).max() < 2
    assert exempt[-1] == 0
    assert exempt[0] > 0
