"""Prime d'activité, AAH and ASPA of this package beside openfisca-france's, on random households around the thresholds.

python tests/peers/minima.py --peer /path/to/openfisca-france/bin/python [--families 5000] [--seed 1] [--years 2024]
"""

import argparse
import collections
import pathlib
import subprocess
import sys
import tempfile

import numpy
from family_benefits import HERE, MARGIN, YEARS

from openfisca_secu import CountryTaxBenefitSystem
from openfisca_secu.net_income import flat_deduction, pension_relief, relief_of_old_or_disabled

NET_SMIC = {2019: 1204.0, 2022: 1303.0, 2024: 1399.0, 2026: 1443.0}  # euros a month, only to draw around
ASPA = {2019: 868.0, 2022: 917.0, 2024: 1012.0, 2026: 1043.0}
HOUSING = numpy.array(["locataire_vide", "locataire_hlm", "proprietaire", "primo_accedant", "loge_gratuitement"])
LAST_YEAR_OF_NEAREST_MONTHS = 2024  # in June, the reference months of the prime d'activité end with May
LAST_YEAR_OF_COUPLES = 2023  # the AAH looks at the partner's resources until September
BOTH, HERE_ONLY, THERE_ONLY = "both", "openfisca_secu", "openfisca_france"


def households(rng, families, year, *, ages, child_shares, couples):
    """Family, role and birth of each person of random households; adults of `ages`, children of 1 to 16 years."""
    couple = rng.random(families) < couples
    children = rng.choice(len(child_shares), families, p=child_shares)
    sizes = 1 + couple + children
    family = numpy.repeat(numpy.arange(families), sizes)
    rank = numpy.arange(len(family)) - numpy.repeat(numpy.cumsum(sizes) - sizes, sizes)
    role = numpy.where(rank == 0, 0, numpy.where((rank == 1) & couple[family], 1, 2))
    low, high = (365 * age for age in ages)
    days = numpy.where(role == 2, rng.integers(365, 16 * 365, len(family)), rng.integers(low, high, len(family)))
    birth = numpy.datetime64(f"{year}-06-15") - days.astype("timedelta64[D]")
    return {"family": family, "role": role, "birth": birth, "commune": numpy.repeat("75056", families)}


def give(data, side, name, years, values):
    """Give the same value for each month of the years, to one package or both."""
    for year in years:
        data[f"{side}:{name}:{year}"] = values


def draw_ppa(rng, families, year):
    """Equal net wages of 0 to 3 minimum wages; family and housing benefits, and isolation, given."""
    data = households(rng, families, year, ages=(25, 50), child_shares=(0.3, 0.25, 0.25, 0.12, 0.08), couples=0.5)
    years = (year - 2, year - 1, year)
    adult = data["role"] < 2
    working = adult & (rng.random(len(adult)) < 0.75)
    pay = numpy.where(working, numpy.round(rng.uniform(0, 3, len(adult)) * NET_SMIC[year], 2), 0.0)
    children = numpy.bincount(data["family"], weights=data["role"] == 2, minlength=families)
    adults = numpy.bincount(data["family"], weights=adult, minlength=families)
    lone = (children > 0) & (adults == 1)
    allowance = numpy.where(children >= 2, 140.0 + 180.0 * (children - 2), 0.0)
    housing = rng.choice(HOUSING, families, p=(0.3, 0.2, 0.2, 0.15, 0.15))
    tenant = numpy.char.startswith(housing, "locataire")
    aid = numpy.where((tenant | (housing == "primo_accedant")) & (rng.random(families) < 0.5), 1.0, 0.0)
    aid = aid * rng.choice([40.0, 150.0, 300.0], families)
    repays = (housing == "primo_accedant") & (rng.random(families) < 0.5)
    rent = numpy.where(tenant | repays, 500.0, 0.0)
    isolated = lone & (rng.random(families) < 0.4)
    give(data, BOTH, "salaire_net", years, pay)
    give(data, HERE_ONLY, "montant_net_social", years, pay)
    for name in ("af", "af_base"):
        give(data, BOTH, name, years, allowance)
    for name in ("cf", "paje_base", "asf"):
        give(data, BOTH, name, years, numpy.zeros(families))
    for name in ("rsa_forfait_asf", "cf_non_majore_avant_cumul"):
        give(data, THERE_ONLY, name, years, numpy.zeros(families))
    give(data, BOTH, "aide_logement", years, aid)
    give(data, BOTH, "loyer", years, rent)
    give(data, BOTH, "statut_occupation_logement", years, housing)
    give(data, HERE_ONLY, "ppa_majoration_isolement", years, isolated)
    give(data, THERE_ONLY, "rsa_majore_eligibilite", years, isolated)
    facts = {
        "owner_with_aid": (housing == "primo_accedant") & (aid > 0),
        "repays": repays & (aid == 0),
        "large_lone": (adults == 1) & (children >= 3),
        "isolated": isolated,
        "free": housing == "loge_gratuitement",
    }
    return data, facts


def draw_aah(rng, families, year):
    """Claimants of 25 to 60 with no income, pay, a pension of two years before or an invalidity pension."""
    data = households(rng, families, year, ages=(25, 60), child_shares=(0.7, 0.15, 0.1, 0.05), couples=0.4)
    years = (year - 2, year - 1, year)
    claimant, partner = data["role"] == 0, data["role"] == 1
    kind = rng.choice(4, families, p=(0.25, 0.25, 0.25, 0.25))[data["family"]]
    size = len(claimant)
    level = numpy.round(rng.uniform(0, 1.2, size) * ASPA[year], 2)
    pay = numpy.where(claimant & (kind == 1), level, 0.0)
    pay = numpy.where(partner & (rng.random(size) < 0.6), numpy.round(rng.uniform(0, 2, size) * 1200, 2), pay)
    pension = numpy.where(claimant & (kind == 2), level, 0.0)
    invalidity = numpy.where(claimant & (kind == 3), level, 0.0)
    give(data, BOTH, "taux_incapacite", years, numpy.where(claimant, rng.choice([0.8, 0.9], size), 0.0))
    give(data, BOTH, "salaire_imposable", years, pay)
    give(data, THERE_ONLY, "salaire_net", years, pay)
    give(data, BOTH, "retraite_imposable", years[:1], pension)
    give(data, BOTH, "pensions_invalidite", years, invalidity)

    def has(persons):
        return numpy.bincount(data["family"], weights=persons, minlength=families) > 0

    facts = {
        "pay": has(claimant & (pay > 0)),
        "partner_pay": has(partner & (pay > 0)),
        "pension": has(pension > 0),
        "invalidity": has(invalidity > 0),
        "couple": has(partner),
    }
    return data, facts


def relieved(data, year, ours):
    """The inputs of the AAH after what the peer leaves out: deductions, relief of the disabled, ASI, couple's choice.

    Shows that a difference comes from them alone: the peer then gives the same amount.

    Args:
        ours: variables of each person in this package: the ASI, capped in a couple (D815-19, 2° b), and whether the
            former calculation of a couple is kept.
    """
    changed = dict(data)
    law = CountryTaxBenefitSystem().parameters
    claimant = data["role"] == 0
    pay = data[f"{BOTH}:salaire_imposable:{year}"]
    now = law(f"{year}-06-01").prestations_familiales.base_ressources.revenus_nets.deduction_frais_professionnels
    net = numpy.maximum(pay - numpy.maximum(now.taux * pay, now.minimum / 12), 0)
    for past in (year - 2, year - 1, year):
        changed[f"{THERE_ONLY}:salaire_net:{past}"] = numpy.where(claimant, net, pay)
    then = law(f"{year - 2}-12-31").prestations_familiales.base_ressources.revenus_nets
    pension = 12 * (data[f"{BOTH}:retraite_imposable:{year - 2}"] + data[f"{BOTH}:pensions_invalidite:{year - 2}"])
    pension = pension - pension_relief(pension, then.abattement_pensions)
    wages = 12 * pay - flat_deduction(12 * pay, then.deduction_frais_professionnels, 0)
    income = numpy.bincount(data["family"], weights=pension + wages)[data["family"]]
    relief = relief_of_old_or_disabled(income, then.abattement_personnes_agees_invalides)
    share = 1 - law(f"{year}-06-01").minima_sociaux.aah.ressources.abattement_pensions
    counted = numpy.maximum(share * pension - relief, 0)
    changed[f"{THERE_ONLY}:aah_base_ressources_hors_activite_eval_annuelle:{year}"] = counted
    for name, values in ours.items():
        changed[f"{THERE_ONLY}:{name}:{year}"] = values
    return changed


def draw_aspa(rng, families, year):
    """Singles and couples of 65 to 80 (partners of 55 and more), pensions around the ceiling, some pay."""
    data = households(rng, families, year, ages=(66, 80), child_shares=(1.0,), couples=0.5)
    years = (year - 2, year - 1, year)
    partner = data["role"] == 1
    size = len(partner)
    younger = partner & (rng.random(size) < 0.3)
    data["birth"] = numpy.where(younger, data["birth"] + numpy.timedelta64(11 * 365, "D"), data["birth"])
    pension = numpy.round(rng.uniform(0, 1.3, size) * ASPA[year], 2)
    pay = numpy.where(rng.random(size) < 0.1, numpy.round(rng.uniform(0, 1, size) * 1500, 2), 0.0)
    give(data, BOTH, "retraite_brute", years, pension)
    give(data, BOTH, "salaire_de_base", years, pay)
    months = (numpy.datetime64(f"{year}-06", "M") - data["birth"].astype("datetime64[M]")).astype(int)

    def has(persons):
        return numpy.bincount(data["family"], weights=persons, minlength=families) > 0

    return data, {
        "two_pays": numpy.bincount(data["family"], weights=pay > 0) > 1,
        "couple": has(partner),
        "turns": has(months == 12 * 65),
    }


def as_tenants(data, year):
    """Owners with a housing benefit as tenants, those who repay a loan as owners without any: where the peer agrees."""
    changed = dict(data)
    for past in (year - 2, year - 1, year):
        status, aid = data[f"{BOTH}:statut_occupation_logement:{past}"], data[f"{BOTH}:aide_logement:{past}"]
        owner = status == "primo_accedant"
        status = numpy.where(owner, numpy.where(aid > 0, "locataire_hlm", "proprietaire"), status)
        changed[f"{BOTH}:statut_occupation_logement:{past}"] = status
        changed[f"{BOTH}:loyer:{past}"] = numpy.where(owner & (aid == 0), 0.0, data[f"{BOTH}:loyer:{past}"])
    return changed


def with_one_pay(data, year):
    """All pay of a couple on one of the two, so that the peer takes its allowance once."""
    changed = dict(data)
    for past in (year - 2, year - 1, year):
        pay = numpy.bincount(data["family"], weights=data[f"{BOTH}:salaire_de_base:{past}"])
        changed[f"{BOTH}:salaire_de_base:{past}"] = numpy.where(data["role"] == 0, pay[data["family"]], 0.0)
    return changed


def ppa_classes(facts, year):
    yield "reference months M-4 to M-2: the peer's right of May is the same (R843-1)", facts["may"]
    owner = facts["owner_with_aid"] & facts["again"]
    yield "owner with a housing benefit: the benefit within the limit, no lump sum (R844-3)", owner
    yield "owner who repays a loan, with a `loyer`: the lump sum too (R844-3)", facts["repays"] & facts["again"]


def aah_classes(facts, year):
    yield (
        "deductions, relief of the disabled and amount of the ASI alone (R532-3, R821-4, D815-19, 2° b)",
        (facts["again"] & ~facts["kept"]),
    )
    yield "these, and a couple who keeps the resources of both (loi 2022-1158, art. 10)", facts["again"]
    smic = facts["pay"] & (facts["gap"] <= 6) & (year in (2022, 2026))
    yield "minimum wage of the quarter of reference, raised in May 2022 and June 2026 (D821-9)", smic


def aspa_classes(facts, year):
    yield "two pays: one allowance for the household (R815-29)", facts["two_pays"] & facts["again"]
    yield "age reached the month before (R815-33)", facts["turns"]


DRAWS = {"ppa": (draw_ppa, ppa_classes), "aah": (draw_aah, aah_classes), "aspa": (draw_aspa, aspa_classes)}


def amounts(interpreter, package, folder, date, *, benefit, data):
    """Amounts of the benefit, of persons or of families as the package has them."""
    source, target = folder / "households.npz", folder / f"{package}.npz"
    numpy.savez(source, **data)
    command = [interpreter, str(HERE / "simulate.py"), package, str(source), str(target), str(date), benefit]
    subprocess.run(command, check=True)
    return numpy.load(target)[benefit]


def run(interpreter, package, folder, date, *, benefit, data):
    """Amount of the benefit by household."""
    found = amounts(interpreter, package, folder, date, benefit=benefit, data=data)
    of_persons = len(found) == len(data["family"]) > len(data["commune"])
    return numpy.bincount(data["family"], weights=found) if of_persons else found


def explain(benefit, year, ours, data, *, peer, folder):
    """Where the peer gives this package's amount once it is given what the law has and the peer leaves out."""

    def gap(month, given):
        theirs = run(peer, "openfisca_france", folder, f"{year}-{month}", benefit=benefit, data=given)
        return numpy.abs(ours - theirs)

    month = "06"
    facts = {}
    if benefit == "ppa":
        other = as_tenants(data, year)
        month = "05" if year > LAST_YEAR_OF_NEAREST_MONTHS else "06"
        facts["may"] = (year > LAST_YEAR_OF_NEAREST_MONTHS) & (gap(month, data) <= MARGIN)
    elif benefit == "aah":
        names = ("asi", "aah_conjugalise_eligible") if year > LAST_YEAR_OF_COUPLES else ("asi",)
        found = [amounts(sys.executable, "openfisca_secu", folder, year, benefit=name, data=data) for name in names]
        other = relieved(data, year, dict(zip(names, found, strict=True)))
        couples = found[1] if len(found) > 1 else numpy.zeros(len(data["family"]))
        facts["kept"] = numpy.bincount(data["family"], weights=couples) > 0
    else:
        other = with_one_pay(data, year)
    left = gap(month, other)
    return facts | {"again": left <= MARGIN, "gap": left}


def compare(benefit, year, ours, theirs, *, classes, facts):
    different = numpy.abs(ours - theirs) > MARGIN
    concerned = int(((ours > 0) | (theirs > 0)).sum())
    print(f"{year} {benefit}: {len(ours)} households, {concerned} concerned, {int(different.sum())} differ", flush=True)
    tally = collections.Counter()
    for name, households_ in classes:
        tally[name] = int((different & households_).sum())
        different &= ~households_
    for name, count in tally.items():
        if count:
            print(f"    {count:5}  {name}")
    if different.any():
        print(f"    {int(different.sum()):5}  NOT EXPLAINED, first ones:")
        for family in numpy.flatnonzero(different)[:6]:
            held = ", ".join(name for name, values in facts.items() if values[family] and name != "gap")
            print(f"           {family}: here {ours[family]:.2f}, there {theirs[family]:.2f} ({held})")
    return int(different.sum())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", required=True, help="Python interpreter of an environment with openfisca-france")
    parser.add_argument("--families", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--years", type=int, nargs="+", default=YEARS, choices=YEARS)
    arguments = parser.parse_args()
    unexplained = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for year in arguments.years:
            for number, (benefit, (draw, classes)) in enumerate(DRAWS.items()):
                data, facts = draw(numpy.random.default_rng([arguments.seed, year, number]), arguments.families, year)
                ours = run(sys.executable, "openfisca_secu", folder, year, benefit=benefit, data=data)
                theirs = run(arguments.peer, "openfisca_france", folder, year, benefit=benefit, data=data)
                facts |= explain(benefit, year, ours, data, peer=arguments.peer, folder=folder)
                unexplained += compare(benefit, year, ours, theirs, classes=classes(facts, year), facts=facts)
    print(f"\n{unexplained} differences that no class explains")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
