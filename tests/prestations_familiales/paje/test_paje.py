"""Prestation d'accueil du jeune enfant: exact arithmetic, one premium a child, the law's number of payments."""

import datetime
from decimal import ROUND_HALF_UP, Decimal

import numpy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openfisca_core.periods import period
from openfisca_core.simulations import SimulationBuilder

CENT = Decimal("0.01")
# Copied from the texts, not from the parameters. By month and generation: amounts of the full and the partial rate,
# ceiling and increase of each, shares of the ceiling for the first two children and for the others.
NEW, OLD, OLDEST = 2, 1, 0
FROZEN = (Decimal("0.4595") * Decimal("403.79"), Decimal("0.22975") * Decimal("403.79"))
LAW = {
    ("2015-06", OLDEST): (FROZEN[0], Decimal(0), 28583, 11488, 28583, 11488, "0.25", "0.30"),
    ("2015-06", OLD): (*FROZEN, 24514, 8089, 29286, 9664, "0.22", "0.22"),
    ("2020-06", OLD): (*FROZEN, 25307, 8349, 30233, 9976, "0.22", "0.22"),
    ("2020-06", NEW): ("172.5976", "86.2988", 21538, 8657, 25732, 10344, "0.25", "0.30"),  # 414,40 × 0,4165
    ("2022-08", NEW): ("182.914305", "91.4571525", 21775, 8752, 26016, 10458, "0.25", "0.30"),  # 439,17 × 0,4165
    ("2024-06", NEW): ("194.27226", "97.13613", 23296, 9363, 27833, 11188, "0.25", "0.30"),
    ("2026-03", NEW): ("197.575105", "98.7875525", 24853, 9989, 29694, 11936, "0.25", "0.30"),
}
CASES = st.sampled_from(sorted(LAW))
FAMILY = st.tuples(st.integers(0, 9), st.booleans(), st.booleans(), st.integers(0, 9_000_000))
FAR = settings(deadline=None, max_examples=40)


def limits(case, children, couple, two_incomes):
    """Full-rate and partial-rate ceilings, in cents."""
    _, _, full, full_more, partial, partial_more, first, others = LAW[case]
    raised = 1 + Decimal(first) * min(children, 2) + Decimal(others) * max(children - 2, 0)
    more = two_incomes or not couple
    return [
        int(((base * raised).quantize(CENT, ROUND_HALF_UP) + increase * more) * 100)
        for base, increase in ((full, full_more), (partial, partial_more))
    ]


def exact(case, children, couple, two_incomes, cents):
    """The monthly amount of one allocation, in Decimal."""
    full, partial = limits(case, children, couple, two_incomes)
    amounts = [Decimal(one) for one in LAW[case][:2]]
    return amounts[0] if cents <= full else amounts[1] if cents <= partial else Decimal(0)


def computed(system, case, families):
    """`paje_base_montant` of families with one child who opens the right."""
    month, generation = case
    simulation = SimulationBuilder().build_default_simulation(system, len(families))
    children, couple, two_incomes, cents = (numpy.array(column) for column in zip(*families, strict=True))
    simulation.set_input("paje_base_nombre", month, numpy.ones(len(families)))
    simulation.set_input("paje_base_generation", month, numpy.full(len(families), generation))
    simulation.set_input("paje_nombre_enfants", month, children)
    simulation.set_input("en_couple", month, couple)
    simulation.set_input("biactivite", month, two_incomes)
    simulation.set_input("prestations_familiales_base_ressources", month, cents / 100)
    return simulation.calculate("paje_base_montant", month)


@FAR
@given(CASES, st.lists(FAMILY, min_size=1, max_size=40))
def test_exact_arithmetic(system, case, families):
    expected = [float(exact(case, *family)) for family in families]
    numpy.testing.assert_allclose(computed(system, case, families), expected, atol=1e-6)


@FAR
@given(CASES, st.integers(0, 9), st.booleans(), st.booleans())
def test_the_amount_falls_at_the_ceilings_and_nowhere_else(system, case, children, couple, two_incomes):
    full, partial = limits(case, children, couple, two_incomes)
    around = sorted((0, full, full + 1, partial, partial + 1, 99_999_999))
    amounts = computed(system, case, [(children, couple, two_incomes, cents) for cents in around])
    expected = [float(exact(case, children, couple, two_incomes, cents)) for cents in around]
    numpy.testing.assert_allclose(amounts, expected, atol=1e-6)
    assert (numpy.diff(amounts) <= 0).all()


def households(system, children, years, parents=1, **of_parents):
    """One family a child, without resources; `of_parents` are values of the first parent for all the years.

    Args:
        children: a list of lists of dicts of dates, one list a family.
        years: the years for which values are given.
        parents: one or two.
    """
    situation = {"individus": {}, "familles": {}, "menages": {}, "foyers_fiscaux": {}}
    for rank, ones in enumerate(children):
        adults = [f"p{rank}_{n}" for n in range(parents)]
        minors = [f"e{rank}_{n}" for n in range(len(ones))]
        for n, adult in enumerate(adults):
            given_values = of_parents if n == 0 else {}
            situation["individus"][adult] = {"date_naissance": {"ETERNITY": "1980-01-01"}} | {
                name: dict.fromkeys(map(str, years), value) for name, value in given_values.items()
            }
        for minor, dates in zip(minors, ones, strict=True):
            situation["individus"][minor] = {name: {"ETERNITY": value} for name, value in dates.items()}
        situation["familles"][f"f{rank}"] = {"parents": adults, "enfants": minors}
        situation["familles"][f"f{rank}"]["prestations_familiales_base_ressources"] = dict.fromkeys(map(str, years), 0)
        situation["menages"][f"m{rank}"] = {
            "personne_de_reference": adults[:1],
            "autres": adults[1:],
            "enfants": minors,
        }
        situation["foyers_fiscaux"][f"d{rank}"] = {"declarants": adults, "personnes_a_charge": minors}
    return SimulationBuilder().build_from_dict(system, situation)


def months_of(years):
    return [str(month) for year in years for month in period(str(year)).get_subperiods("month")]


def totals(simulation, name, years):
    """Months by families."""
    return numpy.array([simulation.calculate(name, month) for month in months_of(years)])


def years_around(days):
    return range(min(days).year - 1, max(days).year + 2)


BIRTHS = st.dates(datetime.date(2014, 9, 1), datetime.date(2025, 6, 30))


@settings(deadline=None, max_examples=12)
@given(
    st.lists(
        st.tuples(BIRTHS, st.one_of(st.none(), st.integers(25 * 7, 42 * 7)), st.one_of(st.none(), st.integers(0, 150))),
        min_size=6,
        max_size=12,
    )
)
@example([(datetime.date(2021, month, day), None, None) for month in range(1, 9) for day in (1, 2, 28)])
@example([(datetime.date(2021, 3, day), 270 + days, None) for day in (1, 15) for days in range(0, 12, 2)])
@example([(datetime.date(2015, month, day), None, 100) for month in range(1, 10) for day in (1, 2, 28)])
def test_each_child_brings_one_premium_whatever_the_dates(system, pregnancies):
    """Neither a gap nor a double payment at the changes of January 2015 and April 2021 (L531-2 and its note)."""
    children = []
    for birth, length, declared_after in pregnancies:
        child = {"date_naissance": birth.isoformat()}
        start = birth - datetime.timedelta(days=length or 275)
        if length is not None:
            child["date_debut_grossesse"] = start.isoformat()
        if declared_after is not None:
            child["date_declaration_grossesse"] = (start + datetime.timedelta(days=declared_after)).isoformat()
        children.append([child])
    years = years_around([birth for birth, _, _ in pregnancies])
    paid = totals(households(system, children, years), "paje_naissance", years)
    assert ((paid > 0).sum(axis=0) == 1).all()
    assert (paid[paid > 0] >= 2.2975 * 403.79 - 1e-6).all()
    assert (paid <= 2.2975 * 474.37 + 1e-6).all()


@settings(deadline=None, max_examples=5)
@given(st.lists(st.dates(datetime.date(2014, 6, 1), datetime.date(2025, 6, 30)), min_size=4, max_size=8))
@example(
    [datetime.date(2014, 11, 3), datetime.date(2014, 12, 31), datetime.date(2015, 1, 1), datetime.date(2018, 3, 31)]
)
def test_each_adopted_child_brings_one_premium(system, arrivals):
    children = [[{"date_naissance": "2012-02-01", "date_adoption": day.isoformat()}] for day in arrivals]
    years = years_around(arrivals)
    paid = totals(households(system, children, years), "paje_adoption", years)
    assert ((paid > 0).sum(axis=0) == 1).all()


@settings(deadline=None, max_examples=5)
@given(st.lists(st.dates(datetime.date(2015, 1, 1), datetime.date(2022, 12, 31)), min_size=4, max_size=8))
def test_the_allocation_is_paid_thirty_five_months(system, births):
    """From the month after the birth to the month before the third birthday (R552-2, R552-3)."""
    years = range(min(births).year, max(births).year + 4)
    paid = totals(
        households(system, [[{"date_naissance": day.isoformat()}] for day in births], years), "paje_base", years
    )
    assert ((paid > 0).sum(axis=0) == 35).all()


@settings(deadline=None, max_examples=5)
@given(
    st.dates(datetime.date(2015, 1, 1), datetime.date(2022, 12, 31)),
    st.sampled_from([(1, False, 6, 12), (2, False, 24, 35), (3, False, 24, 35), (3, True, 8, 12)]),
)
def test_monthly_payments_of_a_parent_who_stops_working(system, birth, rule):
    """Six, twenty-four or eight months in a couple, up to the age of the child for a person alone (D531-13, -16-1)."""
    children, raised, in_couple, alone = rule
    elder = [{"date_naissance": f"{birth.year - 6 - n}-05-05"} for n in range(children - 1)]
    family = [*elder, {"date_naissance": birth.isoformat()}]
    years = range(birth.year, birth.year + 5)
    values = {"prepare_quotite_travail": 0, "prepare_trimestres_5_ans": 8, "prepare_trimestres_4_ans": 8}
    values |= {"prepare_trimestres_2_ans": 8, "prepare_option_majoree": raised}
    for parents, expected in ((2, in_couple), (1, alone)):
        paid = totals(households(system, [family], years, parents, **values), "paje_prepare_montant", years)
        assert (paid > 0).sum() == expected


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(*[st.sampled_from((0, 0.3, 0.5, 0.7, 0.8, 0.9, 1))] * 2), min_size=1, max_size=6))
def test_a_couple_has_at_most_one_full_rate_and_its_order_does_not_matter(system, shares):
    children = [[{"date_naissance": "2018-03-01"}, {"date_naissance": "2023-08-15"}] for _ in shares]
    results = []
    for order in ((0, 1), (1, 0)):
        simulation = households(system, children, [2024], parents=2)
        values = numpy.ones(4 * len(shares))
        quarters = numpy.zeros(4 * len(shares), dtype=int)
        for family, couple in enumerate(shares):
            for seat, who in enumerate(order):
                values[4 * family + seat] = couple[who]
                quarters[4 * family + seat] = 8
        simulation.set_input("prepare_quotite_travail", "2024-06", values)
        simulation.set_input("prepare_trimestres_4_ans", "2024-06", quarters)
        results.append(simulation.calculate("paje_prepare_montant", "2024-06"))
    numpy.testing.assert_array_equal(*results)
    assert (results[0] <= 0.9662 * 466.44 + 1e-6).all()
    someone_entitled = numpy.array([min(couple) <= 0.8 for couple in shares])
    numpy.testing.assert_array_equal(results[0] > 0, someone_entitled)
