"""Allocation aux adultes handicapés against a second, plain writing of the law, and the properties that it has."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openfisca_core.simulation_builder import SimulationBuilder

D = Decimal
MAXIMA = [
    ((2014, 9), "800.45"),
    ((2015, 9), "807.65"),
    ((2016, 4), "808.46"),
    ((2017, 4), "810.89"),
    ((2018, 4), "819"),
    ((2018, 11), "860"),
    ((2019, 11), "900"),
    ((2020, 4), "902.70"),
    ((2021, 4), "903.60"),
    ((2022, 4), "919.86"),
    ((2022, 7), "956.65"),
    ((2023, 4), "971.37"),
    ((2024, 4), "1016.05"),
    ((2025, 4), "1033.32"),
    ((2026, 4), "1041.59"),
]
COUPLES = [((2005, 7), "1"), ((2018, 11), "0.89"), ((2019, 11), "0.81")]
WAGES = [  # hourly minimum wage
    ((2012, 7), "9.40"),
    ((2013, 1), "9.43"),
    ((2014, 1), "9.53"),
    ((2015, 1), "9.61"),
    ((2016, 1), "9.67"),
    ((2017, 1), "9.76"),
    ((2018, 1), "9.88"),
    ((2019, 1), "10.03"),
    ((2020, 1), "10.15"),
    ((2021, 1), "10.25"),
    ((2021, 10), "10.48"),
    ((2022, 1), "10.57"),
    ((2022, 5), "10.85"),
    ((2022, 8), "11.07"),
    ((2023, 1), "11.27"),
    ((2023, 5), "11.52"),
    ((2024, 1), "11.65"),
    ((2024, 11), "11.88"),
    ((2026, 1), "12.02"),
    ((2026, 6), "12.31"),
]
# Year of the incomes: least and greatest deduction from wages, from pensions, and relief of the disabled.
TAX = {
    2013: (424, 12097, 374, 3689, 14630, 2332, 23580, 1166),
    2014: (426, 12157, 379, 3707, 14710, 2344, 23700, 1172),
    2015: (426, 12170, 379, 3711, 14730, 2348, 23730, 1174),
    2016: (426, 12183, 379, 3715, 14750, 2352, 23760, 1176),
    2017: (430, 12305, 383, 3752, 14900, 2376, 24000, 1188),
    2018: (437, 12502, 389, 3812, 15140, 2416, 24390, 1208),
    2019: (441, 12627, 393, 3850, 15300, 2442, 24640, 1221),
    2020: (442, 12652, 394, 3858, 15340, 2448, 24690, 1224),
    2021: (448, 12829, 400, 3912, 15560, 2484, 25040, 1242),
    2022: (472, 13522, 422, 4123, 16410, 2620, 26400, 1310),
    2023: (495, 14171, 442, 4321, 17200, 2746, 27670, 1373),
    2024: (504, 14426, 450, 4399, 17510, 2796, 28170, 1398),
    2025: (509, 14555, 454, 4439, 17670, 2822, 28430, 1411),
}
TAX[2026] = TAX[2025]
HOURS = D("151.67")
TENTH = D("0.1")


# ---- A second writing, one household at a time, in decimals


def back(month, number):
    count = month[0] * 12 + month[1] - 1 - number
    return (count // 12, count % 12 + 1)


def last_value(dated, month):
    return D([value for start, value in dated if start <= month][-1])


def eligible(person, month):
    """One of 80 %, or 50 % and kept from work, before 62; born long enough ago for every other age."""
    if month <= (person["request"].year, person["request"].month):
        return False
    if person["rate"] >= 80:
        return True
    born = person["birth"]
    first_of_month = datetime.date(*month, 1)
    too_old = first_of_month >= datetime.date(born.year + 62, born.month, born.day)
    return person["rate"] >= 50 and person["kept_from_work"] and not too_old


def phase(household, index, month):
    """Rank of the month in its period of rights."""
    persons = household["parents"]
    applicants = [p for p in persons if eligible(p, month)] or [persons[index]]
    first = min((p["request"].year * 12 + p["request"].month) for p in applicants)
    return (month[0] * 12 + month[1] - first - 1) % 3


def free_months(person, year):
    """Months whose wages do not count: six at most of any twelve, from a start after the opening of the right."""
    opened = (person["request"].year, person["request"].month)
    free, spell = [], 0
    for number in range(4 * 12):
        month = back((year, 12), 4 * 12 - 1 - number)
        works = person["wages"].get(month, 0) > 0
        before = person["wages"].get(back(month, 1), 0) > 0
        if not works:
            spell = 0
        elif not before and month > opened:
            spell = 1
        elif spell:
            spell += 1
        used = sum(back(month, k) in free for k in range(1, 12))
        if 1 <= spell <= 6 and used < 6:
            free.append(month)
    return free


def deduction(wages, year, share):
    least, most = TAX[year][:2]
    return min(max(TENTH * wages, share * least), share * most, wages)


def pensions_net(persons, index, amounts, year, share):
    """After the deduction of 10 %, at least a minimum for each, at most a maximum for the household."""
    least, most = TAX[year][2:4]
    each = [min(max(TENTH * amount, share * least), amount) for amount in amounts]
    total = sum(each)
    kept = min(total, share * most) / total if total else D(0)
    return amounts[index] - each[index] * kept


def relief(net, year, share):
    ceiling, amount, second_ceiling, second_amount = TAX[year][4:]
    if net <= share * ceiling:
        return share * amount
    return share * second_amount if net <= share * second_ceiling else D(0)


def left_of_work(net, months, hourly):
    band = D("0.3") * months * hourly * HOURS
    low = min(net, band)
    return D("0.2") * low + D("0.6") * (net - low)


def period_of_reference(household, index, month, quarterly):
    """What both persons earned, net, in the year or quarter that counts for the person."""
    persons = household["parents"]
    if quarterly:
        rank = phase(household, index, month)
        months = [back(month, rank + k) for k in (3, 2, 1)]
        share = D("0.25")
    else:
        months = [(month[0] - 2, k) for k in range(1, 13)]
        share = D(1)
    year = months[-1][0]
    wages = [sum(D(p["wages"].get(m, 0)) for m in months) for p in persons]
    pensions = [sum(D(p["pension"]) for m in months) for p in persons]
    found = []
    for k, person in enumerate(persons):
        works_now = person["wages"].get(month, 0) > 0
        stopped = not works_now and not person["pension"] and not person["annuity"]
        cut = deduction(wages[k], year, share)
        free = free_months(person, month[0]) if quarterly else []
        counted = sum(D(person["wages"].get(m, 0)) for m in months if m not in free)
        kept = (1 - cut / wages[k]) if wages[k] else D(1)
        own_pension = pensions_net(persons, k, pensions, year, share)
        found.append(
            {
                "work": D(0) if stopped else counted * kept,
                "all_work": D(0) if stopped else wages[k] - cut,
                "taxed": wages[k] - cut + own_pension,
                "pension": own_pension,
                "abroad": sum(D(person["abroad"][m[0]]) / 12 for m in months),
            }
        )
    net = sum(one["taxed"] for one in found)
    for person, one in zip(persons, found, strict=True):
        disabled = person["rate"] >= 80
        one["relief"] = relief(net, year, share) if disabled else D(0)
    if not quarterly:  # the relief of the year is at most the income of the household
        entitled = sum(p["rate"] >= 80 for p in persons)
        for one in found:
            one["relief"] = min(one["relief"] * entitled, net) / entitled if one["relief"] else D(0)
    return found, len(months), last_value(WAGES, months[-1]), share


def resources(household, index, month):
    """Monthly resources of the person alone, and of the couple."""
    persons = household["parents"]
    rank = phase(household, index, month)
    last_january = (month[0] - 1, 4)
    looked_at = [back(month, k) for k in range(rank + 1, 40) if back(month, k) >= last_january]
    quarterly = any(persons[index]["wages"].get(m, 0) > 0 for m in looked_at)
    found, months, hourly, share = period_of_reference(household, index, month, quarterly)

    def of_beneficiary(one):
        rest = D("0.8") * one["pension"] + one["abroad"]
        return left_of_work(one["work"], months, hourly) + rest - min(one["relief"], rest)

    alone = of_beneficiary(found[index])
    if len(persons) < 2:
        return alone / months, alone / months
    other = found[1 - index]
    if eligible(persons[1 - index], month):
        of_other = of_beneficiary(other)
    else:
        earned = other["all_work"] + other["pension"]
        if month >= (2022, 1):
            flat = share * (5000 + 1400 * household["children"])
            earned = max(earned - flat, D(0))
        else:
            earned = D("0.8") * earned
        of_other = earned + other["abroad"]
        of_other -= min(other["relief"], of_other)
    return alone / months, (alone + of_other) / months


def before_pensions(household, index, month):
    """The allowance of the person alone, and of the couple, before pensions are taken off."""
    if not eligible(household["parents"][index], month):
        return D(0), D(0)
    maximal = last_value(MAXIMA, month)
    alone, couple = resources(household, index, month)
    ceiling = maximal * (1 + D("0.5") * household["children"])
    more = maximal * last_value(COUPLES, month) * (len(household["parents"]) - 1)
    return tuple(
        min(max(limit - means, D(0)), maximal) for limit, means in ((ceiling, alone), (ceiling + more, couple))
    )


def expected(household, index, month):
    alone, couple = before_pensions(household, index, month)
    if month < (2023, 10):
        amount = couple
    else:
        amount = max(alone, couple) if household["parents"][index]["former_rule"] else alone
    person = household["parents"][index]
    beside = D(person["pension"]) + D(person["annuity"])
    return min(amount, max(last_value(MAXIMA, month) - beside, D(0)))


# ---- The model


def simulation_of(system, households, month):
    """A simulation of a list of households, with what the law reads from three years before the month on."""
    year = month[0]
    months = [back((year, 12), k) for k in reversed(range(48))]
    name_of = {m: f"{m[0]}-{m[1]:02d}" for m in months}
    year_of = {m: name_of[m] for m in months[24:]}
    situation = {"individus": {}, "familles": {}, "foyers_fiscaux": {}, "menages": {}}
    for i, household in enumerate(households):
        parents = [f"p{i}_{j}" for j in range(len(household["parents"]))]
        children = [f"c{i}_{j}" for j in range(household["children"])]
        for name, person in zip(parents, household["parents"], strict=True):
            situation["individus"][name] = {
                "date_naissance": {"ETERNITY": person["birth"].isoformat()},
                "taux_incapacite": {name_of[m]: person["rate"] / 100 for m in months},
                "aah_restriction_substantielle_durable_acces_emploi": {
                    name_of[m]: person["kept_from_work"] for m in months
                },
                "aah_date_demande": {name_of[m]: person["request"].isoformat() for m in months},
                "salaire_imposable": {name_of[m]: person["wages"].get(m, 0) for m in months},
                "retraite_imposable": {name_of[m]: person["pension"] for m in months},
                "retraite_brute": {name_of[m]: person["pension"] for m in months},
                "rente_accident_travail": {name_of[m]: person["annuity"] for m in months},
                "revenus_hors_de_france": {str(y): person["abroad"][y] for y in range(year - 3, year + 1)},
                "aspa_date_demande": dict.fromkeys(year_of.values(), "2100-01-01"),
                "asi_date_demande": dict.fromkeys(year_of.values(), "2100-01-01"),
            }
            if month >= (2023, 10):
                situation["individus"][name]["aah_conjugalise_eligible"] = {name_of[month]: person["former_rule"]}
        for child in children:
            situation["individus"][child] = {"date_naissance": {"ETERNITY": f"{year - 9}-05-05"}}
        situation["familles"][f"f{i}"] = {"parents": parents, "enfants": children}
        situation["foyers_fiscaux"][f"x{i}"] = {"declarants": parents, "personnes_a_charge": children}
        home = {"personne_de_reference": parents[:1], "conjoint": parents[1:], "enfants": children}
        situation["menages"][f"m{i}"] = home
    return SimulationBuilder().build_from_entities(system, situation)


def computed(system, households, month, name="aah"):
    """One list of amounts a household, its parents in order."""
    amounts = list(simulation_of(system, households, month).calculate(name, f"{month[0]}-{month[1]:02d}"))
    result = []
    for household in households:
        size = len(household["parents"])
        result.append(amounts[:size])
        amounts = amounts[size + household["children"] :]
    return result


@st.composite
def persons(draw, year):
    """Somebody of any health, whose work starts, stops and changes between January of N-3 and December of N."""
    wages, month = {}, (year - 3, 1)
    while month <= (year, 12):
        length = draw(st.integers(1, 20))
        pay = draw(st.sampled_from((0, 0, 0, 150, 400, 530, 900, 1500, 4000)))
        for _ in range(length):
            if pay and month <= (year, 12):
                wages[month] = pay
            month = back(month, -1)
    return {
        "birth": draw(st.dates(datetime.date(year - 63, 1, 1), datetime.date(year - 30, 12, 28))),
        "rate": draw(st.sampled_from((0, 50, 79, 80, 95))),
        "kept_from_work": draw(st.booleans()),
        "request": draw(
            st.one_of(
                st.just(datetime.date(1969, 12, 1)),
                st.dates(datetime.date(year - 2, 1, 1), datetime.date(year, 12, 31)),
            )
        ),
        "wages": wages,
        "pension": draw(st.sampled_from((0, 0, 0, 20, 300, 900, 2500))),
        "annuity": draw(st.sampled_from((0, 0, 0, 250, 1000, 1100))),
        "abroad": {y: draw(st.sampled_from((0, 0, 1200, 9000, 16000))) for y in range(year - 3, year + 1)},
        "former_rule": draw(st.booleans()),
    }


@st.composite
def samples(draw, most=4, since=2015):
    month = (draw(st.integers(since, 2026)), draw(st.integers(1, 12)))
    households = draw(
        st.lists(
            st.fixed_dictionaries(
                {"parents": st.lists(persons(month[0]), min_size=1, max_size=2), "children": st.integers(0, 3)}
            ),
            min_size=1,
            max_size=most,
        )
    )
    return households, month


@settings(max_examples=30, deadline=None)
@given(sample=samples())
def test_the_model_agrees_with_a_second_writing(system, sample):
    households, month = sample
    for household, amounts in zip(households, computed(system, households, month), strict=True):
        for index, amount in enumerate(amounts):
            assert amount == pytest.approx(float(expected(household, index, month)), abs=1e-6), (month, household)


@settings(max_examples=10, deadline=None)
@given(sample=samples(since=2024))
def test_the_former_rule_is_kept_only_while_it_gives_more(system, sample):
    """In the last months of 2023, without knowing who keeps it (loi 2022-1158, article 10)."""
    households = [{**one, "parents": [moved(person, sample[1][0]) for person in one["parents"]]} for one in sample[0]]
    month = (2023, 10 + sample[1][1] % 3)
    situation = simulation_of(system, households, (2023, 9))
    kept = list(situation.calculate("aah_conjugalise_eligible", f"2023-{month[1]}"))
    for household in households:
        for index in range(len(household["parents"])):
            better = before_pensions(household, index, (2023, 9))[1] > 0
            for number in range(10, month[1] + 1):
                alone, couple = before_pensions(household, index, (2023, number))
                better = better and couple > alone
            assert kept[index] == better, (month, household["parents"][index])
        kept = kept[len(household["parents"]) + household["children"] :]


def moved(person, year):
    """The same person, `year` having become 2023."""
    shift = year - 2023
    born, asked = person["birth"], person["request"]
    return {
        **person,
        "birth": born.replace(year=born.year - shift, day=min(born.day, 28)),
        "request": asked if asked.year < 2000 else asked.replace(year=asked.year - shift, day=min(asked.day, 28)),
        "wages": {(m[0] - shift, m[1]): pay for m, pay in person["wages"].items()},
        "abroad": {y - shift: amount for y, amount in person["abroad"].items()},
    }


@settings(max_examples=8, deadline=None)
@given(sample=samples())
def test_it_is_never_negative_nor_above_the_maximum_and_nobody_else_has_it(system, sample):
    households, month = sample
    maximal = float(last_value(MAXIMA, month))
    for household, amounts in zip(households, computed(system, households, month), strict=True):
        for person, amount in zip(household["parents"], amounts, strict=True):
            assert 0 <= amount <= maximal + 1e-9
            assert amount == 0 or eligible(person, month)


@settings(max_examples=12, deadline=None)
@given(
    sample=samples(most=1), gap=st.integers(1, 3000), name=st.sampled_from(("abroad", "annuity", "pension", "wages"))
)
def test_more_income_never_gives_more(system, sample, gap, name):
    """As long as it makes nobody start work or retire: then a period of reference or a neutralisation changes."""
    households, month = sample
    person = households[0]["parents"][0]
    if name in ("annuity", "pension") and not person[name]:
        person = {**person, name: 1}
    if name == "wages":
        more = {m: pay + gap for m, pay in person["wages"].items()}
    elif name == "abroad":
        more = {y: amount + gap for y, amount in person["abroad"].items()}
    else:
        more = person[name] + gap
    couples = [
        {**households[0], "parents": [one, *households[0]["parents"][1:]]} for one in (person, {**person, name: more})
    ]
    poorer, richer = computed(system, couples, month)
    # relief for the disabled is lost at two thresholds of income: what is left after it may only be less
    assert richer[0] <= poorer[0] + 1e-9


@settings(max_examples=5, deadline=None)
@given(sample=samples())
def test_a_household_alone_gets_what_it_gets_in_a_crowd(system, sample):
    households, month = sample
    together = computed(system, households, month)
    for household, amounts in zip(households, together, strict=True):
        assert computed(system, [household], month)[0] == pytest.approx(amounts, abs=1e-9)
