"""Family benefits of this package beside openfisca-france's, on random families, each difference with its article.

python tests/peers/family_benefits.py --peer /path/to/openfisca-france/bin/python [--families 5000] [--seed 1]
"""

import argparse
import collections
import pathlib
import subprocess
import sys
import tempfile

import numpy
from families import draw

HERE = pathlib.Path(__file__).parent
YEARS = (2019, 2022, 2024, 2026)
BENEFITS = ("prestations_familiales_base_ressources", "af", "cf", "asf", "paje_base", "ars")
MARGIN = 0.05  # the peer computes in float32 and rounds some amounts to the cent
ROUNDED_RESOURCES = 1.01  # euros: two deductions, each rounded to the euro


def by_family(data, persons):
    """Whether some person of the family is marked."""
    return numpy.bincount(data["family"], weights=persons, minlength=len(data["commune"])) > 0


def classes(data, year, results, peer):
    """`{benefit: [(class, families)]}`: the first class that holds explains a difference."""
    month = numpy.datetime64(f"{year}-06", "M")
    births = data["birth"].astype("datetime64[M]")
    age = (month - births).astype(int)  # calendar months since the month of birth
    child = data["role"] == 2
    first_of_month = data["birth"] == births.astype("datetime64[D]")
    count = numpy.bincount(data["family"], weights=child, minlength=len(data["commune"]))
    overseas = numpy.char.startswith(data["commune"], "97")
    child_income = by_family(data, child & (data["salary_n_2"] > 0))
    young_pay = by_family(data, child & (data["salary"] > 0) & (age >= 12 * 16))
    turns = {years: by_family(data, child & (age == 12 * years)) for years in (3, 6, 11, 14, 16, 20, 21)}
    twentieth_year = by_family(data, child & (age >= 12 * 20) & (age <= 12 * 21))
    born_now = by_family(data, child & (age <= 0))
    on_the_first = by_family(data, child & first_of_month & numpy.isin(age, [12 * 14, 12 * 16, 12 * 11]))
    eldest = eldest_twins(data, (age - ~first_of_month) // 12, child)
    shared = by_family(data, data["shared"])
    name = "prestations_familiales_base_ressources"
    rounding = "deduction of 10 % rounded to the euro by the peer, and what follows from it"
    rounded = (numpy.abs(results[name] - peer[name]) <= ROUNDED_RESOURCES) & (results[name] != peer[name])
    resources = [
        ("income of a child counted (R532-3: the claimant's and partner's only)", child_income),
        (rounding, rounded),
    ]
    common = [
        ("income of a child counted (R532-3)", child_income),
        ("pay of a young worker: mean of six months, or counted before the end of school (R512-2)", young_pay),
        ("child born in the month, or to be born (R552-2)", born_now),
    ]
    yield name, resources

    def with_rounding(benefit, explanations):
        small = numpy.abs(results[benefit] - peer[benefit]) <= ROUNDED_RESOURCES
        return benefit, [*explanations, (rounding, rounded & small)]

    yield with_rounding(
        "af",
        [
            *common,
            ("overseas: only child, degressive supplement (L755-12, D755-5-1)", overseas),
            ("month of the 20 years, and lump sum of the twentieth year (R552-3, L521-1, D521-2)", twentieth_year),
            ("eldest of the same age (L521-3)", eldest),
            ("born on the first of the month: the increase opens the month after (R552-2)", on_the_first),
            ("alternate residence in the degressive zone (R521-3)", shared),
        ],
    )
    paje_before_2018 = by_family(data, child & (births < numpy.datetime64("2018-04", "M")) & (age < 36))
    three = turns[3]
    higher = results["cf"] > 0
    yield with_rounding(
        "cf",
        [
            *common,
            ("overseas ceiling and conditions since April 2017 (R755-1, R755-2)", overseas),
            ("month of the 21 years (R552-3)", turns[21]),
            ("youngest turning three: no interruption (L552-1)", three),
            ("the better of complément familial and allocation de base (L532-1)", by_family(data, child & (age < 36))),
            ("published ceilings of the higher amount (R522-4), two incomes at 13.6 % of the ceiling (R522-2)", higher),
            ("two incomes at 13.6 % of the ceiling (R522-2)", count >= 3),
        ],
    )
    yield with_rounding(
        "asf",
        [
            *common,
            ("support deducted by child and not from the total (L523-1, L523-3)", by_family(data, data["support"] > 0)),
            ("month of the 20 years (R552-3)", turns[20]),
            ("alternate residence: no parent evades maintenance (L523-1)", shared),
        ],
    )
    yield with_rounding(
        "paje_base",
        [
            *common,
            ("month of the third birthday (R552-3)", three),
            ("scale of children come before April 2018, frozen (loi 2017-1836, art. 37)", paje_before_2018),
            ("the better of complément familial and allocation de base (L532-1)", results["cf"] > 0),
            ("two incomes at 13.6 % of the ceiling (R522-2)", by_family(data, child & (age < 36))),
        ],
    )
    birth_year = births.astype("datetime64[Y]").astype(int) + 1970
    after_september = births.astype(int) % 12 >= 9
    bracket = by_family(data, child & after_september & numpy.isin(year - birth_year, [11, 15]))
    winter = [numpy.datetime64(f"{year - 6}-12", "M"), numpy.datetime64(f"{year - 5}-01", "M")]
    six_in_winter = by_family(data, child & numpy.isin(births, winter))
    twenty_by_october = by_family(data, child & (age >= 12 * 20 - 4) & (age <= 12 * 21))
    eighteen = by_family(data, child & (births == numpy.datetime64(f"{year - 18}-09", "M")))
    yield with_rounding(
        "ars",
        [
            *common,
            ("six years between December and 1 February (R543-2)", six_in_winter),
            ("bracket by the age on 31 December (D543-1)", bracket),
            ("eighteen years on 15 September (R543-2)", eighteen),
            ("children counted on 31 July, and of 20 years then (R543-6)", twenty_by_october),
            ("differential at the amounts of 1 April (R543-6-1)", numpy.full(len(count), year == 2022)),
            ("overseas (R755-14)", overseas),
        ],
    )


def eldest_twins(data, years, child):
    """Families whose two eldest children are of the same age in whole years on the first of the month."""
    found = numpy.zeros(len(data["commune"]), dtype=bool)
    years = numpy.where(child & (years < 20), years, -1)
    order = numpy.lexsort((-years, data["family"]))
    family, years = data["family"][order], years[order]
    start = numpy.flatnonzero(numpy.r_[True, family[1:] != family[:-1]])
    second = numpy.minimum(start + 1, len(family) - 1)
    same = (family[start] == family[second]) & (years[start] == years[second]) & (years[start] >= 0)
    found[family[start]] = same
    return found


def run(interpreter, package, folder, year, data_path):
    target = folder / f"{package}.npz"
    command = [interpreter, str(HERE / "simulate.py"), package, str(data_path), str(target), str(year), *BENEFITS]
    subprocess.run(command, check=True)
    return dict(numpy.load(target))


def compare(data, year, ours, theirs):
    print(f"\n{year}: {len(data['commune'])} families")
    unexplained = 0
    for benefit, explanations in classes(data, year, ours, theirs):
        different = numpy.abs(ours[benefit] - theirs[benefit]) > MARGIN
        paid = int(((ours[benefit] > 0) | (theirs[benefit] > 0)).sum())
        print(f"  {benefit}: {paid} concerned, {int(different.sum())} differ")
        tally = collections.Counter()
        left = different.copy()
        for name, families in explanations:
            tally[name] = int((left & families).sum())
            left &= ~families
        for name, families in tally.items():
            if families:
                print(f"      {families:5}  {name}")
        if left.any():
            unexplained += int(left.sum())
            print(f"      {int(left.sum()):5}  NOT EXPLAINED, first ones:")
            for family in numpy.flatnonzero(left)[:3]:
                describe(data, family, ours[benefit][family], theirs[benefit][family])
    return unexplained


def describe(data, family, ours, theirs):
    rows = data["family"] == family
    persons = zip(data["role"][rows], data["birth"][rows], data["salary"][rows], data["shared"][rows], strict=True)
    print(f"             family {family} {data['commune'][family]}: here {ours:.2f}, there {theirs:.2f}")
    for role, birth, salary, shared in persons:
        print(f"               role {role} born {birth} earns {salary:.2f}{' shared' if shared else ''}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", required=True, help="Python interpreter of an environment with openfisca-france")
    parser.add_argument("--families", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    unexplained = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for year in YEARS:
            data = draw(arguments.families, year, arguments.seed)
            path = folder / "families.npz"
            numpy.savez(path, **data)
            ours = run(sys.executable, "openfisca_secu", folder, year, path)
            theirs = run(arguments.peer, "openfisca_france", folder, year, path)
            unexplained += compare(data, year, ours, theirs)
    print(f"\n{unexplained} differences that no class explains")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
