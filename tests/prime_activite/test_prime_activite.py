"""Prime d'activité: the formula in exact arithmetic, its bounds, its only jump, its reference months."""

from decimal import Decimal

import numpy
from hypothesis import given, settings
from hypothesis import strategies as st
from openfisca_core.simulations import SimulationBuilder
from strategies import populations, simulate

# Forfait, share of income, hours at which the bonus is highest, its share of the forfait, hourly minimum wage: copied
# from the decrees, for months in which they are settled.
LAW = {
    "2016-05": ("524.68", "0.62", "95", "0.12782", "9.67"),
    "2018-09": ("551.51", "0.61", "95", "0.12782", "9.88"),
    "2019-05": ("551.51", "0.61", "120", "0.29101", "10.03"),
    "2022-09": ("586.23", "0.61", "120", "0.29101", "11.07"),
    "2024-05": ("622.63", "0.61", "120", "0.29101", "11.65"),
    "2025-05": ("633.21", "0.5985", "120", "0.29101", "11.88"),
    "2026-05": ("638.28", "0.5985", "138", "0.377", "12.02"),
}
FIRST_HOURS, AAH_HOURS = Decimal(59), Decimal(29)
HOUSING = {1: Decimal("0.12"), 2: Decimal("0.16"), 3: Decimal("0.165")}
MOST_CENTS = 350_000

cents = st.integers(0, MOST_CENTS)
households = st.fixed_dictionaries(
    {
        "wages": st.lists(st.one_of(st.just(0), cents), min_size=1, max_size=2),
        "aah": st.sampled_from((0, 50_000, 101_605)),
        "other": st.sampled_from((0, 10_000, 60_000)),
        "benefits": st.sampled_from((0, 14_926, 60_000)),
        "children": st.integers(0, 5),
        "isolated": st.booleans(),
        "housing_benefit": st.sampled_from((0, 5_000, 40_000)),
        "owner": st.booleans(),
    }
)


def parts(month, home):
    """Forfait, professional incomes, bonuses and resources of a household, in Decimal."""
    base, _, highest, share, smic = (Decimal(value) for value in LAW[month])
    adults, children = len(home["wages"]), home["children"]
    isolated = home["isolated"] and adults == 1
    increases = [Decimal("0.5"), Decimal("0.3"), Decimal("0.3")] if adults == 2 else [Decimal("0.5"), Decimal("0.3")]
    increases = (increases + [Decimal("0.4")] * children)[: adults - 1 + children]
    forfait = base * (1 + sum(increases))
    if isolated:
        forfait = base * (Decimal("1.28412") + Decimal("0.42804") * children)
    incomes = [Decimal(wage) / 100 for wage in home["wages"]]
    allowance = Decimal(home["aah"]) / 100
    others = (Decimal(home["other"]) + home["benefits"]) / 100
    if incomes[0] >= AAH_HOURS * smic:
        incomes[0] += allowance
    else:
        others += allowance
    size = min(adults + children, 3)
    flat = base * HOUSING[size] * (1, Decimal("1.5"), Decimal("1.8"))[size - 1]
    housing = Decimal(home["housing_benefit"]) / 100
    others += min(housing, flat) if housing else flat * home["owner"]
    bonuses = [
        base * share * min(max((income / smic - FIRST_HOURS) / (highest - FIRST_HOURS), Decimal(0)), Decimal(1))
        for income in incomes
    ]
    return forfait, incomes, bonuses, sum(incomes) + others


def exact(month, home):
    """The prime of one reference month."""
    forfait, incomes, bonuses, resources = parts(month, home)
    slope = Decimal(LAW[month][1])
    return max(forfait + slope * sum(incomes) + sum(bonuses) - max(resources, forfait), Decimal(0))


def months_before(month, count=6):
    """The month and those before it."""
    last = numpy.datetime64(month, "M")
    return [str(last - back) for back in range(count)]


def simulated(system, homes, months, claim=None):
    """A simulation of households whose resources are the same in all those months."""
    persons, families = {}, {}
    for rank, home in enumerate(homes):
        adults = [f"adult_{rank}_{place}" for place in range(len(home["wages"]))]
        children = [f"child_{rank}_{place}" for place in range(home["children"])]
        for place, name in enumerate(adults):
            persons[name] = {
                "date_naissance": {"ETERNITY": "1980-01-01"},
                "ppa_salaires": dict.fromkeys(months, home["wages"][place] / 100),
                "aah": dict.fromkeys(months, home["aah"] / 100 * (place == 0)),
                "ass": dict.fromkeys(months, home["other"] / 100 * (place == 0)),
            }
        for name in children:
            persons[name] = {"date_naissance": {"ETERNITY": "2010-01-01"}}
        families[f"family_{rank}"] = {
            "parents": adults,
            "enfants": children,
            "ppa_base_ressources_prestations_familiales": dict.fromkeys(months, home["benefits"] / 100),
            "ppa_majoration_isolement": dict.fromkeys(months, home["isolated"] and len(adults) == 1),
            "aide_logement": dict.fromkeys(months, home["housing_benefit"] / 100),
            "ppa_avantage_logement": dict.fromkeys(months, home["owner"]),
            "ppa_allocation_base_exclue": dict.fromkeys(months, 0),
        }
        if claim:
            families[f"family_{rank}"]["ppa_mois_demande"] = {"ETERNITY": claim}
    return SimulationBuilder().build_from_entities(system, {"individus": persons, "familles": families})


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(sorted(LAW)), st.lists(households, min_size=1, max_size=20))
def test_exact_arithmetic(system, month, homes):
    simulation = simulated(system, homes, months_before(month))
    expected = [float(exact(month, home)) for home in homes]
    numpy.testing.assert_allclose(simulation.calculate("ppa_fictive", month), expected, atol=1e-6)


@settings(deadline=None, max_examples=15)
@given(st.lists(households, min_size=1, max_size=20))
def test_mean_of_three_months_at_least_fifteen_euros_for_who_works(system, homes):
    """July 2026 looks at March, April and May: each with the amounts of its month."""
    simulation = simulated(system, homes, months_before("2026-07", 10))
    months = ("2026-03", "2026-04", "2026-05")
    mean = sum(simulation.calculate("ppa_fictive", month) for month in months) / len(months)
    numpy.testing.assert_allclose(simulation.calculate("ppa_montant_base", "2026-07"), mean, atol=1e-6)
    works = numpy.array([sum(home["wages"]) > 0 for home in homes])
    paid = works & (numpy.floor(mean * 100 + 0.5 + 1e-6) >= 1500)
    numpy.testing.assert_allclose(simulation.calculate("ppa", "2026-07"), mean * paid, atol=1e-6)


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(sorted(LAW)), st.lists(households, min_size=1, max_size=20))
def test_between_nothing_and_the_share_of_income_with_bonuses(system, month, homes):
    """Resources count for at least the forfait (L842-3), so that the prime is nothing but that share and bonuses."""
    amounts = simulated(system, homes, months_before(month)).calculate("ppa_fictive", month)
    slope = Decimal(LAW[month][1])
    most = []
    for home in homes:
        _, incomes, bonuses, _ = parts(month, home)
        most.append(float(slope * sum(incomes) + sum(bonuses)))
    assert (amounts >= 0).all()
    assert (amounts <= numpy.array(most) + 1e-6).all()


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(sorted(LAW)), households, st.integers(1, 2_000))
def test_no_jump_in_pay_but_the_allowance_of_disabled_adults(system, month, home, more):
    """One euro of pay more moves the prime of a month by less than one euro."""
    home = {**home, "aah": 0}
    richer = {**home, "wages": [home["wages"][0] + more, *home["wages"][1:]]}
    less, greater = simulated(system, [home, richer], months_before(month)).calculate("ppa_fictive", month)
    base, slope, highest, share, smic = (float(value) for value in LAW[month])
    steepest = max(1 - slope, slope + base * share / ((highest - float(FIRST_HOURS)) * smic))
    assert abs(greater - less) <= steepest * more / 100 + 1e-6


@settings(deadline=None, max_examples=15)
@given(st.lists(cents, min_size=9, max_size=9))
def test_fixed_for_three_months_and_blind_to_later_pay(system, pays):
    months = [f"2024-{month:02}" for month in range(1, 10)]
    person = {
        "date_naissance": {"ETERNITY": "1980-01-01"},
        "ppa_salaires": {month: pay / 100 for month, pay in zip(months, pays, strict=True)},
    }
    blind = {**person, "ppa_salaires": {**person["ppa_salaires"], **dict.fromkeys(months[3:], 1234.5)}}
    situation = {
        "individus": {"a": person, "b": blind},
        "familles": {name: {"parents": [name], "ppa_mois_demande": {"ETERNITY": "2024-04-01"}} for name in ("a", "b")},
    }
    simulation = SimulationBuilder().build_from_entities(system, situation)
    first, *others = [simulation.calculate("ppa", month) for month in ("2024-04", "2024-05", "2024-06")]
    for other in others:
        numpy.testing.assert_array_equal(first, other)
    assert first[0] == first[1]


@settings(deadline=None, max_examples=10)
@given(households)
def test_partners_may_be_given_in_either_order(system, home):
    home = {**home, "wages": (home["wages"] * 2)[:2], "aah": 0, "other": 0}
    home["wages"] = [home["wages"][0], home["wages"][1] // 2]
    swapped = {**home, "wages": home["wages"][::-1]}
    simulation = simulated(system, [home, swapped], months_before("2024-06", 10))
    one, other = simulation.calculate("ppa", "2024-06")
    assert abs(one - other) <= 1e-9


@settings(deadline=None, max_examples=20)
@given(populations(2025))
def test_any_household(system, population):
    simulation = simulate(system, population)
    for month in ("2025-01", "2025-06"):
        due = simulation.calculate("ppa", month)
        assert ((due == 0) | (due >= 15 - 0.005)).all()
        numpy.testing.assert_allclose(
            simulation.calculate("ppa_versee", month) + simulation.calculate("crds_ppa", month), due, atol=1e-9
        )
