"""Pensions and replacement incomes: properties that no single case shows, and an independent computation in exact
arithmetic, from amounts copied from the texts and not from the parameters.
"""

import itertools
import math
from decimal import Decimal

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openfisca_core.simulations import SimulationBuilder
from project import tax_benefit_system

YEARS = st.sampled_from(range(2015, 2027))
# Thresholds of L136-8 for one share and for each half-share more: exemption, reduced rate, intermediate rate.
MAINLAND = {
    2015: (10633, 2839, 13900, 3711),
    2016: (10676, 2850, 13956, 3726),
    2017: (10996, 2936, 14375, 3838),
    2018: (11018, 2942, 14404, 3846),
    2019: (11128, 2971, 14548, 3884, 22580, 6028),
    2020: (11306, 3019, 14781, 3946, 22941, 6124),
    2021: (11408, 3046, 14914, 3982, 23147, 6179),
    2022: (11431, 3052, 14944, 3990, 23193, 6191),
    2023: (11614, 3101, 15183, 4054, 23564, 6290),
    2024: (12230, 3265, 15988, 4269, 24813, 6623),
    2025: (12817, 3422, 16755, 4474, 26004, 6941),
    2026: (13048, 3484, 17057, 4555, 26472, 7066),
}
# Overseas in the text of 2019: exemption and its first half-share, reduced rate and its first half-share.
OVERSEAS_2019 = {
    "martinique": (13167, 3268, 15915, 4271),
    "guadeloupe": (13167, 3268, 15915, 4271),
    "la_reunion": (13167, 3268, 15915, 4271),
    "guyane": (13768, 3417, 16672, 4467),
}
# Yearly averages of consumer prices without tobacco, by which III ter raises the thresholds of the year before.
PRICES = {2020: "1.016", 2021: "1.009", 2022: "1.002", 2023: "1.016", 2024: "1.053", 2025: "1.048", 2026: "1.018"}
SHARES = st.sampled_from(["1", "1.25", "1.5", "1.75", "2", "2.5", "3", "4.5"]).map(Decimal)
CENTS = st.integers(min_value=0, max_value=600_000)
# Hourly minimum wage on 1 January.
SMIC = {
    2015: "9.61",
    2016: "9.67",
    2017: "9.76",
    2018: "9.88",
    2019: "10.03",
    2020: "10.15",
    2021: "10.25",
    2022: "10.57",
    2023: "11.27",
    2024: "11.65",
    2025: "11.88",
    2026: "12.02",
}


def simulate(inputs, count=1):
    """A simulation of persons alone in their household, with `{variable: {period: values}}`."""
    simulation = SimulationBuilder().build_default_simulation(tax_benefit_system(), count)
    for name, by_period in inputs.items():
        for period, values in by_period.items():
            simulation.set_input(name, period, numpy.asarray(values))
    return simulation


def without_minimum(year, count):
    """Nobody has a non-contributory allowance, which would exempt the smallest pensions whatever the rate given."""
    nobody = [False] * count
    return {
        "pension_avec_minimum_vieillesse": {year - 1: nobody, year: nobody},
        "pension_avec_avantage_non_contributif": {year: nobody},
    }


def raised(amount, year):
    """An amount of 2019 in a later year: rounded to the nearest euro each year, half a euro going up."""
    for later in range(2020, year + 1):
        amount = int(amount * Decimal(PRICES[later]) + Decimal("0.5"))
    return amount


def threshold(year, territory, shares, rank):
    """The threshold of rank 0 (exemption), 1 (reduced rate) or 2 (intermediate rate)."""
    first, further = MAINLAND[year][2 * rank : 2 * rank + 2]
    first_half = further
    if rank < 2 and territory in OVERSEAS_2019:
        first, first_half = (raised(one, year) for one in OVERSEAS_2019[territory][2 * rank : 2 * rank + 2])
    halves = 2 * (shares - 1)
    return first + first_half * min(halves, 1) + further * max(halves - 1, 0)


def exact_rate(year, territory, of_n_2, of_n_3):
    """`(CSG, deductible points, CASA is due)` of pensions, from `(income, shares)` of N-2 and of N-3."""
    income, shares = of_n_2
    full = (Decimal("0.083"), Decimal("0.059"), True) if year >= 2018 else (Decimal("0.066"), Decimal("0.042"), True)
    if income <= threshold(year, territory, shares, 0):
        return Decimal(0), Decimal(0), False
    reduced = [(income, threshold(year, territory, shares, 1))]
    if year >= 2019:
        reduced.append((of_n_3[0], threshold(year, territory, of_n_3[1], 1)))
    if any(one < limit or (one == limit and year >= 2021) for one, limit in reduced):
        return Decimal("0.038"), Decimal("0.038"), False
    if year >= 2019 and reduced[0][1] < income < threshold(year, territory, shares, 2):
        return Decimal("0.066"), Decimal("0.042"), True
    return full


@st.composite
def pensioners(draw, year):
    """A territory, the incomes and shares of N-2 and N-3 (often at a threshold), two pensions."""
    overseas = list(OVERSEAS_2019) if year >= 2019 else []
    territory = draw(st.sampled_from(["metropole", "saint_martin", *overseas]))
    years = []
    for _ in range(2):
        shares = draw(SHARES)
        ranks = range(len(MAINLAND[year]) // 2)
        near = st.tuples(st.sampled_from(ranks), st.sampled_from([-1, 0, 1])).map(
            lambda drawn, shares=shares: int(threshold(year, territory, shares, drawn[0])) + drawn[1]
        )
        years.append((draw(st.one_of(near, st.integers(0, 80_000))), shares))
    base, complementary = draw(CENTS), draw(CENTS)
    return territory, *years, Decimal(base) / 100, Decimal(complementary) / 100


def crowds(people):
    """`(year, people)`: many persons in one simulation, which costs as much as one."""
    return YEARS.flatmap(lambda year: st.tuples(st.just(year), st.lists(people(year), min_size=1, max_size=25)))


def exact_pension(year, person):
    """What is withheld from a pension, and what is left."""
    territory, of_n_2, of_n_3, base, complementary = person
    gross = base + complementary
    csg, deductible, casa = exact_rate(year, territory, of_n_2, of_n_3)
    limits = [threshold(year, territory, shares, 1) for _, shares in (of_n_2, of_n_3)]
    either = of_n_2[0] <= limits[0] or of_n_3[0] <= limits[1]
    exempt = either if year >= 2021 else of_n_2[0] < limits[0]
    health = Decimal(0) if exempt else Decimal("0.01") * complementary
    return {
        "csg_deductible_retraite": deductible * gross,
        "csg_imposable_retraite": (csg - deductible) * gross,
        "crds_retraite": Decimal("0.005") * gross * (csg > 0),
        "casa": Decimal("0.003") * gross * casa,
        "cotisation_maladie_retraites": health,
        "retraite_imposable": gross * (1 - deductible) - health,
        "retraite_nette": gross * (1 - csg - Decimal("0.005") * (csg > 0) - Decimal("0.003") * casa) - health,
    }


@settings(max_examples=40, deadline=None)
@given(crowds(pensioners))
def test_pensions_equal_an_exact_computation(drawn):
    year, people = drawn
    month = f"{year}-12"
    simulation = simulate(
        {
            "territoire": {str(year): [one[0] for one in people]},
            "rfr": {year - back: [float(one[back - 1][0]) for one in people] for back in (2, 3)},
            "nbptr": {year - back: [float(one[back - 1][1]) for one in people] for back in (2, 3)},
            "retraite_brute": {month: [float(one[3] + one[4]) for one in people]},
            "retraite_complementaire_brute": {month: [float(one[4]) for one in people]},
            **without_minimum(year, len(people)),
        },
        len(people),
    )
    for row, person in enumerate(people):
        for name, amount in exact_pension(year, person).items():
            computed = simulation.calculate(name, month)[row]
            assert abs(Decimal(float(computed)) - amount) < Decimal("1e-8"), (name, person, computed, amount)


def exact_unemployment(year, days, gross, pay, rate):
    """CSG deductible and not, CRDS, in Decimal."""
    floor = math.ceil(Decimal(SMIC[year]) * 35 / 7) * days
    room = min(max(gross + pay - floor, Decimal(0)), gross)
    base = gross - Decimal("0.0175") * gross
    levies = []
    for points in (Decimal("0.038"), rate - Decimal("0.038"), Decimal("0.005")):
        levy = min(points * base, room) if rate else Decimal(0)
        levies.append(levy)
        room -= levy
    return levies


def unemployed(year):
    """Days, gross benefit, net pay beside it, and the rate of the CSG."""
    del year
    return st.tuples(
        st.integers(0, 31),
        st.one_of(CENTS, st.integers(140_000, 200_000)),
        st.one_of(st.just(0), CENTS),
        st.sampled_from([("exonere", "0"), ("taux_reduit", "0.038"), ("taux_plein", "0.062")]),
    )


@settings(max_examples=60, deadline=None)
@given(crowds(unemployed))
def test_unemployment_benefits_equal_an_exact_computation(drawn):
    year, people = drawn
    month = f"{year}-01"
    simulation = simulate(
        {
            "chomage_jours_indemnises": {month: [float(one[0]) for one in people]},
            "chomage_brut": {month: [one[1] / 100 for one in people]},
            "chomage_remuneration_activite_nette": {month: [one[2] / 100 for one in people]},
            "taux_csg_chomage": {month: [one[3][0] for one in people]},
        },
        len(people),
    )
    names = ("csg_deductible_chomage", "csg_imposable_chomage", "crds_chomage")
    for row, (days, cents, pay, rate) in enumerate(people):
        gross = Decimal(cents) / 100
        levies = exact_unemployment(year, days, gross, Decimal(pay) / 100, Decimal(rate[1]))
        expected = dict(zip(names, levies, strict=True)) | {"chomage_net": gross - sum(levies)}
        for name, amount in expected.items():
            computed = simulation.calculate(name, month)[row]
            assert abs(Decimal(float(computed)) - amount) < Decimal("1e-8"), (name, people[row], computed, amount)


RATES = ("exonere", "taux_reduit", "taux_intermediaire", "taux_plein")


@settings(max_examples=40, deadline=None)
@given(
    year=YEARS,
    territory=st.sampled_from(["metropole", "guadeloupe", "guyane", "saint_barthelemy"]),
    shares=SHARES,
    incomes=st.lists(st.integers(0, 100_000), min_size=2, max_size=12).map(sorted),
    before=st.integers(0, 100_000),
)
def test_a_higher_income_never_lowers_the_rate(year, territory, shares, incomes, before):
    """The only falls would be at the threshold of the reduced rate in 2019 and 2020, which the text leaves out."""
    count = len(incomes)
    simulation = simulate(
        {
            "territoire": {str(year): [territory] * count},
            "rfr": {year - 2: numpy.array(incomes, dtype=float), year - 3: [float(before)] * count},
            "nbptr": {year - 2: [float(shares)] * count, year - 3: [float(shares)] * count},
        },
        count,
    )
    rates = simulation.calculate("taux_csg_pensions", str(year)).view(numpy.ndarray)
    limit = simulation.calculate("seuil_csg_taux_reduit", str(year))
    elsewhere = numpy.asarray(incomes) != limit
    assert (numpy.diff(rates[elsewhere]) >= 0).all(), [RATES[one] for one in rates]


@settings(max_examples=40, deadline=None)
@given(
    year=YEARS,
    rate=st.sampled_from(RATES),
    pensions=st.lists(CENTS, min_size=2, max_size=12).map(sorted),
    home=st.booleans(),
    local=st.booleans(),
)
def test_levies_and_net_amounts_rise_with_the_pension(year, rate, pensions, home, local):
    count, month = len(pensions), f"{year}-06"
    gross = numpy.array(pensions) / 100
    simulation = simulate(
        {
            "domicile_fiscal_france": {month: [home] * count},
            "beneficiaire_regime_local_alsace_moselle": {month: [local] * count},
            "taux_csg_pensions": {year: [rate] * count},
            **without_minimum(year, count),
            "retraite_brute": {month: gross},
            "pensions_invalidite": {month: gross},
            "preretraite_brute": {month: gross},
            "indemnites_journalieres_maladie": {month: gross},
        },
        count,
    )
    for income in ("retraite", "invalidite", "preretraite", "indemnites_journalieres"):
        for levy in ("csg_deductible", "csg_imposable", "crds"):
            amounts = simulation.calculate(f"{levy}_{income}", month)
            assert amounts[0] >= 0, (levy, income)
            assert (numpy.diff(amounts) >= 0).all(), (levy, income)
    for net in ("retraite_nette", "retraite_imposable", "pensions_invalidite_nettes", "indemnites_journalieres_nettes"):
        assert (numpy.diff(simulation.calculate(net, month)) >= -1e-9).all(), net
    points = {"exonere": 0, "taux_reduit": 0.038, "taux_intermediaire": 0.066 * (year >= 2019)}
    expected = points.get(rate, 0.083 if year >= 2018 else 0.066) * home * gross
    csg = sum(simulation.calculate(f"{part}_retraite", month) for part in ("csg_deductible", "csg_imposable"))
    numpy.testing.assert_allclose(csg, expected, rtol=1e-12, atol=1e-12)


def people_with_pensions(year):
    """Residence, local scheme, rate, gross amount, part of the complementary pension."""
    del year
    return st.tuples(
        st.booleans(),
        st.booleans(),
        st.sampled_from(RATES),
        st.integers(1, 600_000).map(lambda c: c / 100),
        st.floats(0, 1),
    )


@settings(max_examples=25, deadline=None)
@given(crowds(people_with_pensions))
def test_the_gross_pension_is_found_again(drawn):
    year, people = drawn
    month, count = f"{year}-06", len(people)
    home, local, rate, gross, part = (list(column) for column in zip(*people, strict=True))
    situation = {
        "domicile_fiscal_france": {month: home},
        "beneficiaire_regime_local_alsace_moselle": {month: local},
        "taux_csg_pensions": {year: rate},
        **without_minimum(year, count),
        "rfr": {back: [90_000.0 * (one != "exonere") for one in rate] for back in (year - 2, year - 3)},
    }
    pensions = {
        "retraite_brute": {month: gross},
        "retraite_complementaire_brute": {month: [share * one for share, one in zip(part, gross, strict=True)]},
        "pensions_invalidite": {month: gross},
        "indemnites_journalieres_maladie": {month: gross},
    }
    forward = simulate(situation | pensions, count)
    known = {
        "retraite_nette_declaree": "retraite_nette",
        "pensions_invalidite_nettes_declarees": "pensions_invalidite_nettes",
        "indemnites_journalieres_nettes_declarees": "indemnites_journalieres_nettes",
    }
    parts = {"retraite_complementaire_part": {month: part}}
    net = {name: {month: forward.calculate(of, month)} for name, of in known.items()}
    backward = simulate(situation | parts | net, count)
    for name in (
        "retraite_brute_reconstituee",
        "pensions_invalidite_reconstituees",
        "indemnites_journalieres_reconstituees",
    ):
        numpy.testing.assert_allclose(backward.calculate(name, month), gross, atol=1e-8, err_msg=name)
    taxable = {"retraite_imposable_declaree": {month: forward.calculate("retraite_imposable", month)}}
    found = simulate(situation | parts | taxable, count).calculate("retraite_brute_reconstituee", month)
    numpy.testing.assert_allclose(found, gross, atol=1e-8)


def people_without_work(year):
    """Residence, local scheme, rate, days, net pay, gross benefit."""
    del year
    return st.tuples(
        st.booleans(),
        st.booleans(),
        st.sampled_from(("exonere", "taux_reduit", "taux_plein")),
        st.integers(0, 31).map(float),
        st.one_of(st.just(0.0), st.integers(0, 3000).map(float)),
        st.one_of(st.integers(1, 600_000), st.integers(140_000, 200_000), st.integers(1_500_000, 2_000_000)).map(
            lambda cents: cents / 100
        ),
    )


@settings(max_examples=40, deadline=None)
@given(crowds(people_without_work))
def test_the_gross_unemployment_benefit_is_the_least_that_gives_the_net_one(drawn):
    year, people = drawn
    month, count = f"{year}-01", len(people)
    home, local, rate, days, pay, gross = (numpy.array(column) for column in zip(*people, strict=True))
    situation = {
        "domicile_fiscal_france": {month: home},
        "beneficiaire_regime_local_alsace_moselle": {month: local},
        "taux_csg_chomage": {month: rate},
        "chomage_jours_indemnises": {month: days},
        "chomage_remuneration_activite_nette": {month: pay},
    }
    floor = math.ceil(Decimal(SMIC[year]) * 5) * days - pay
    for given_as, computed in (
        ("chomage_net_declare", "chomage_net"),
        ("chomage_imposable_declare", "chomage_imposable"),
    ):
        amount = simulate(situation | {"chomage_brut": {month: gross}}, count).calculate(computed, month)
        found = simulate(situation | {given_as: {month: amount}}, count).calculate("chomage_brut_reconstitue", month)
        assert (found <= gross + 1e-8).all()
        again = simulate(situation | {"chomage_brut": {month: found}}, count).calculate(computed, month)
        numpy.testing.assert_allclose(again, amount, atol=1e-8)
        above = amount > floor + 1e-6
        numpy.testing.assert_allclose(found[above], gross[above], atol=1e-7)


def test_net_unemployment_benefit_never_falls_when_the_gross_one_rises():
    gross = numpy.arange(0, 300_000, 7) / 100
    for rate, home, local in itertools.product(("taux_reduit", "taux_plein"), (True, False), (True, False)):
        count = len(gross)
        simulation = simulate(
            {
                "domicile_fiscal_france": {"2025-04": [home] * count},
                "beneficiaire_regime_local_alsace_moselle": {"2025-04": [local] * count},
                "taux_csg_chomage": {"2025-04": [rate] * count},
                "chomage_brut": {"2025-04": gross},
                "indemnites_chomage_partiel": {"2025-04": gross},
            },
            count,
        )
        for net, floor in (("chomage_net", 60 * 30), ("activite_partielle_nette", 1802)):  # 59,40 ; 1 801,80
            amounts = simulation.calculate(net, "2025-04")
            assert (numpy.diff(amounts) >= -1e-9).all(), net
            assert (amounts >= numpy.minimum(gross, floor) - 1e-9).all(), net


@settings(max_examples=8, deadline=None)
@given(year=YEARS, cents=st.lists(CENTS, min_size=12, max_size=12), income=st.integers(0, 60_000))
def test_totals_add_up_and_months_can_be_asked_in_any_order(year, cents, income):
    inputs = {
        **without_minimum(year, 1),
        "rfr": {year - 2: [float(income)], year - 3: [float(income)]},
        "retraite_brute": {f"{year}-{month:02}": [one / 100] for month, one in enumerate(cents, 1)},
        "chomage_brut": {f"{year}-{month:02}": [one / 50] for month, one in enumerate(cents, 1)},
    }
    months = [f"{year}-{month:02}" for month in range(1, 13)]
    names = [f"{levy}_{income}" for levy in ("csg_deductible", "csg_imposable") for income in ("retraite", "chomage")]
    forward = simulate(inputs)
    backward = simulate(inputs)
    total = sum(forward.calculate(name, month)[0] for name in names for month in months)
    again = sum(backward.calculate(name, month)[0] for name in names for month in reversed(months))
    assert total == pytest.approx(again)
    assert forward.calculate("csg", str(year))[0] == pytest.approx(total)
    assert backward.calculate("csg_deductible", str(year))[0] + backward.calculate("csg_imposable", str(year))[
        0
    ] == pytest.approx(total)
