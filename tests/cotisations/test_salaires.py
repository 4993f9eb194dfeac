"""Properties of the levies on wages that no single case shows, and an independent computation in exact arithmetic."""

import datetime
from decimal import Decimal

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openfisca_core.simulations import SimulationBuilder

from openfisca_secu import CountryTaxBenefitSystem

MONTHS = range(1, 13)
CENTS = st.integers(min_value=0, max_value=3_000_000)
YEARS = st.sampled_from(range(2018, 2027))
LEVIES = (
    "vieillesse_plafonnee_salarie",
    "vieillesse_deplafonnee_salarie",
    "vieillesse_plafonnee_employeur",
    "vieillesse_deplafonnee_employeur",
    "csg_deductible_salaire",
    "csg_imposable_salaire",
    "crds_salaire",
)
# Monthly ceiling and the rates of the decrees, copied from the texts and not from the parameters.
CEILINGS = {
    2018: 3311,
    2019: 3377,
    2020: 3428,
    2021: 3428,
    2022: 3428,
    2023: 3666,
    2024: 3864,
    2025: 3925,
    2026: 4005,
}
EMPLOYER_UNCAPPED = {**dict.fromkeys(range(2018, 2024), "0.019"), 2024: "0.0202", 2025: "0.0202", 2026: "0.0211"}


@pytest.fixture(scope="module")
def system():
    return CountryTaxBenefitSystem()


def simulate(system, inputs, count=1):
    """A simulation of persons alone in their household, with `{variable: {period: values}}`."""
    simulation = SimulationBuilder().build_default_simulation(system, count)
    for name, by_period in inputs.items():
        for period, values in by_period.items():
            simulation.set_input(name, period, numpy.asarray(values))
    return simulation


def monthly(year, values):
    return {f"{year}-{month:02}": [value] for month, value in zip(MONTHS, values, strict=True)}


def over_year(simulation, name, year):
    return numpy.array([simulation.calculate(name, f"{year}-{month:02}")[0] for month in MONTHS])


def exact_months(year, pay):
    """Each month's capped base and levies, in Decimal, for a full-time employee of the private sector all year."""
    ceiling = Decimal(CEILINGS[year])
    paid = ceilings = capped_before = reduced_before = Decimal(0)
    months = []
    for amount in pay:
        if amount:
            paid, ceilings = paid + amount, ceilings + ceiling
        capped = min(paid, ceilings)
        reduced = min(paid, 4 * ceilings)
        base = capped - capped_before
        csg_base = amount - Decimal("0.0175") * (reduced - reduced_before)
        months.append(
            {
                "vieillesse_plafonnee_salarie": Decimal("0.069") * base,
                "vieillesse_deplafonnee_salarie": Decimal("0.004") * amount,
                "vieillesse_plafonnee_employeur": Decimal("0.0855") * base,
                "vieillesse_deplafonnee_employeur": Decimal(EMPLOYER_UNCAPPED[year]) * amount,
                "csg_deductible_salaire": Decimal("0.068") * csg_base,
                "csg_imposable_salaire": Decimal("0.024") * csg_base,
                "crds_salaire": Decimal("0.005") * csg_base,
            }
        )
        capped_before, reduced_before = capped, reduced
    return months


@settings(max_examples=60, deadline=None)
@given(year=YEARS, cents=st.lists(CENTS, min_size=12, max_size=12))
def test_each_month_equals_an_exact_computation(system, year, cents):
    pay = [Decimal(amount) / 100 for amount in cents]
    simulation = simulate(system, {"salaire_de_base": monthly(year, [float(amount) for amount in pay])})
    for month, expected in zip(MONTHS, exact_months(year, pay), strict=True):
        for name in LEVIES:
            computed = simulation.calculate(name, f"{year}-{month:02}")[0]
            assert abs(Decimal(float(computed)) - expected[name]) < Decimal("1e-8"), (name, month)


@settings(max_examples=40, deadline=None)
@given(year=YEARS, cents=st.lists(CENTS, min_size=12, max_size=12), hired=st.integers(1, 12), day=st.integers(1, 28))
def test_months_add_up_to_the_year_since_the_hiring(system, year, cents, hired, day):
    """R242-2, II: nothing before the hiring, then the year's pay within the sum of the year's ceilings."""
    pay = [amount / 100 + 0.01 if month >= hired else 0.0 for month, amount in zip(MONTHS, cents, strict=True)]
    contract = {str(year): [datetime.date(year, hired, day)]}
    simulation = simulate(system, {"salaire_de_base": monthly(year, pay), "contrat_de_travail_debut": contract})
    ceilings = over_year(simulation, "plafond_securite_sociale", year)
    capped = over_year(simulation, "assiette_vieillesse_plafonnee", year)
    assert ceilings[: hired - 1].sum() == 0
    assert capped.min() >= 0
    assert capped.sum() == pytest.approx(min(sum(pay), ceilings.sum()), abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(year=YEARS, cents=st.lists(CENTS, min_size=12, max_size=12))
def test_levies_are_never_negative_and_the_csg_is_its_two_parts(system, year, cents):
    """A month of CSG may give back what the earlier ones paid too much, when its pay is below 1.75 % of a ceiling."""
    simulation = simulate(system, {"salaire_de_base": monthly(year, [amount / 100 for amount in cents])})
    for name in LEVIES:
        months = over_year(simulation, name, year)
        assert months.cumsum().min() >= 0, name
        assert name.startswith(("csg", "crds")) or months.min() >= 0, name
    base = over_year(simulation, "assiette_csg_crds_salaire", year)
    csg = over_year(simulation, "csg_deductible_salaire", year) + over_year(simulation, "csg_imposable_salaire", year)
    numpy.testing.assert_allclose(csg, 0.092 * base, rtol=1e-12)


@settings(max_examples=40, deadline=None)
@given(year=YEARS, cents=st.integers(1, 150_000), share=st.floats(0.1, 0.9))
def test_levies_are_linear_below_the_ceiling(system, year, cents, share):
    pay = numpy.array([cents / 100, 2 * cents / 100, share * cents / 100])
    simulation = simulate(system, {"salaire_de_base": {f"{year}-01": pay}}, count=3)
    for name in LEVIES:
        one, two, part = simulation.calculate(name, f"{year}-01")
        assert two == pytest.approx(2 * one, rel=1e-12), name
        assert part == pytest.approx(share * one, rel=1e-12), name


@settings(max_examples=40, deadline=None)
@given(year=YEARS, own=st.integers(1, 2_000_000), other=st.integers(1, 2_000_000))
def test_the_ceilings_of_two_employers_add_up_to_one(system, year, own, other):
    pay = numpy.array([own, other]) / 100
    simulation = simulate(
        system,
        {"salaire_de_base": {f"{year}-01": pay}, "remuneration_autres_employeurs": {f"{year}-01": pay[::-1]}},
        count=2,
    )
    assert simulation.calculate("plafond_securite_sociale", f"{year}-01").sum() == pytest.approx(CEILINGS[year])


@settings(max_examples=100, deadline=None)
@given(
    month=st.sampled_from(["2017-02", "2018-02", "2020-04", "2021-06", "2024-02", "2026-07"]),
    first=st.integers(1, 28),
    contract=st.fixed_dictionaries(
        {
            "contrat_de_travail": st.sampled_from(
                ["temps_plein", "temps_partiel", "forfait_jours_annee", "forfait_heures_annee"]
            ),
            "heures_remunerees_volume": st.floats(0, 200),
            "heures_complementaires_volume": st.floats(0, 100),
            "heures_activite_partielle": st.floats(0, 200),
            "heures_non_remunerees_volume": st.floats(0, 200),
            "jours_absence_non_remuneree": st.integers(0, 28),
            "forfait_jours_remuneres_volume": st.floats(0, 260),
        }
    ),
)
def test_no_adjustment_raises_the_ceiling_nor_makes_it_negative(system, month, first, contract):
    start = {"contrat_de_travail_debut": {month: [datetime.date.fromisoformat(f"{month}-{first:02}")]}}
    simulation = simulate(system, start | {name: {month: [value]} for name, value in contract.items()})
    whole = system.get_parameters_at_instant(f"{month}-01").cotisations.plafond_securite_sociale.mensuel
    assert 0 <= simulation.calculate("plafond_securite_sociale", month)[0] <= whole
    assert 0 <= simulation.calculate("coefficient_proratisation", month)[0] <= 1


@pytest.mark.parametrize(
    ("pay", "bonus", "capped", "reduced"),
    [
        (3500, 3500, 45_500, 45_500),  # the year under 46 368 €, though December alone is above 3 864 €
        (3800, 3800, 46_368, 49_400),
        (5000, 5000, 46_368, 65_000),
        (15_000, 20_000, 46_368, 185_472),  # four times 46 368 €
    ],
)
def test_a_year_with_a_bonus_in_december(system, pay, bonus, capped, reduced):
    simulation = simulate(
        system, {"salaire_de_base": {"2024": [12.0 * pay]}, "primes_salaires": {"2024-12": [float(bonus)]}}
    )
    assert over_year(simulation, "vieillesse_plafonnee_salarie", 2024).sum() == pytest.approx(0.069 * capped)
    assert over_year(simulation, "vieillesse_plafonnee_employeur", 2024).sum() == pytest.approx(0.0855 * capped)
    assert over_year(simulation, "abattement_csg_salaire", 2024).sum() == pytest.approx(0.0175 * reduced)


def test_months_asked_in_any_order_give_the_same(system):
    inputs = {"salaire_de_base": monthly(2024, [5000, 1000, 9000, 0, 3864, 100, 20000, 1, 2, 3000, 3000, 30000])}
    forward = over_year(simulate(system, inputs), "vieillesse_plafonnee_salarie", 2024)
    simulation = simulate(system, inputs)
    backward = [simulation.calculate("vieillesse_plafonnee_salarie", f"2024-{month:02}")[0] for month in MONTHS[::-1]]
    assert forward.tolist() == backward[::-1]


@pytest.mark.parametrize("year", range(2012, 2027))
def test_other_values_of_the_ceiling_follow_from_the_monthly_one(system, year):
    """D242-17, IV, D242-18 and D242-19: from the monthly value, to the nearest euro, half a euro going up."""

    def rounded(numerator, denominator):
        return (2 * numerator + denominator) // (2 * denominator)

    ceiling = system.get_parameters_at_instant(f"{year}-01-01").cotisations.plafond_securite_sociale
    before = system.get_parameters_at_instant(f"{year - 1}-01-01").cotisations.plafond_securite_sociale
    month = ceiling.mensuel
    assert month >= before.mensuel  # L241-3
    assert ceiling.annuel == 12 * month
    assert ceiling.trimestriel == 3 * month
    assert ceiling.quinzaine == rounded(month, 2)
    assert ceiling.hebdomadaire == rounded(12 * month, 52)
    assert ceiling.journalier == rounded(12 * month, 218)
    assert ceiling.horaire == rounded(12 * month, 1607)
