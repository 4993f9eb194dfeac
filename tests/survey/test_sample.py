"""The synthetic sample: reproducible, independent of blocks, coherent, and near the published margins it claims.

Tolerances are the sampling error of the sample drawn here plus what `docs/sample.md` says is not reproduced exactly.
"""

import hashlib

import numpy
import pandas
import pytest

from openfisca_secu import CountryTaxBenefitSystem
from openfisca_secu.survey import pay, sample
from openfisca_secu.survey.checks import check
from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.run import simulate
from openfisca_secu.survey.sample.draws import Draws, evenly_spread
from openfisca_secu.survey.sample.margins import by_age, margins, with_odds

HOUSEHOLDS = 30_000
YEAR = 2023  # the year of the margins' money
TABLES = ("persons", "menages", "foyers_fiscaux")
MILLION, BILLION = 1e6, 1e9


@pytest.fixture(scope="module")
def survey():
    return sample.generate(HOUSEHOLDS, seed=7, year=YEAR)


@pytest.fixture(scope="module")
def persons(survey):
    frame = survey.persons
    return frame.assign(age=(pandas.Timestamp(f"{YEAR}-12-31") - frame["date_naissance"]).dt.days / 365.2425)


@pytest.fixture(scope="module")
def system():
    return CountryTaxBenefitSystem()


def total(persons, values):
    """Weighted sum."""
    return float((persons["weight"] * values).sum())


# Draws


def test_draws_are_those_of_the_hash_that_is_documented():
    """SplitMix64 over a key and the counters, written again with Python's integers."""
    mask = 2**64 - 1

    def mixed(bits):
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9 & mask
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB & mask
        return bits ^ (bits >> 31)

    key = int.from_bytes(hashlib.blake2b(b"11/income", digest_size=8).digest(), "little")
    expected = []
    for household, slot in ((0, 0), (5, 1), (123_456, 3)):
        bits = key
        for counter in (household, slot):
            bits = mixed(bits ^ mixed((counter + 0x9E3779B97F4A7C15) & mask))
        expected.append(((bits >> 11) + 0.5) * 2.0**-53)
    drawn = Draws(11, numpy.array([0, 5, 123_456]), numpy.array([0, 1, 3])).uniform("income")
    assert drawn.tolist() == expected


def test_uniform_draws_are_uniform_and_names_are_independent():
    draws = Draws(3, numpy.arange(100_000))
    one, other = draws.uniform("one"), draws.uniform("other")
    assert numpy.histogram(one, bins=20, range=(0, 1))[0] == pytest.approx(numpy.full(20, 5_000), abs=5 * 70)
    assert abs(numpy.corrcoef(one, other)[0, 1]) < 0.015
    assert 0 < one.min() < one.max() < 1


def test_normal_draws_have_the_moments_of_the_law():
    drawn = Draws(3, numpy.arange(100_000)).normal("rank")
    assert drawn.mean() == pytest.approx(0, abs=0.015)
    assert drawn.std() == pytest.approx(1, abs=0.012)
    assert (numpy.abs(drawn) < 1.96).mean() == pytest.approx(0.95, abs=0.004)


def test_choices_follow_their_weights_row_by_row():
    count = 50_000
    weights = numpy.tile([[1.0, 3.0, 0.0], [0.0, 0.0, 2.0]], (count // 2, 1))
    chosen = Draws(3, numpy.arange(count)).choice("kind", weights)
    assert (chosen[1::2] == 2).all()
    assert (chosen[::2] == 1).mean() == pytest.approx(0.75, abs=0.012)
    assert not (chosen[::2] == 2).any()


def test_any_run_of_households_is_spread_evenly():
    for first in (0, 12_345):
        spread = evenly_spread(9, "household", numpy.arange(first, first + 1_000))
        assert numpy.histogram(spread, bins=10, range=(0, 1))[0] == pytest.approx(numpy.full(10, 100), abs=2)


def test_groups_of_ages_begin_at_their_age():
    assert by_age([15, 20, 65], [1, 2, 3], numpy.array([15, 19.99, 20, 64, 65, 99])).tolist() == [1, 1, 2, 2, 3, 3]


def test_odds_multiply():
    assert with_odds(numpy.array([0.5, 0.8, 0, 1]), 2) == pytest.approx([2 / 3, 8 / 9, 0, 1])


# The same sample, however it is drawn


def test_a_seed_gives_the_same_sample_bit_for_bit_and_another_seed_another():
    first, again, other = (sample.generate(500, seed, YEAR) for seed in (1, 1, 2))
    for name in TABLES:
        pandas.testing.assert_frame_equal(getattr(first, name), getattr(again, name), check_exact=True)
    assert not first.persons["date_naissance"].equals(other.persons["date_naissance"])


@pytest.mark.parametrize("size", [1, 7, 250, 1_000])
def test_blocks_of_any_size_give_the_same_persons(size):
    whole = sample.generate(400, 5, YEAR)
    blocks = list(sample.blocks(400, 5, YEAR, size))
    for name in TABLES:
        together = pandas.concat([getattr(block, name) for block in blocks], ignore_index=True)
        pandas.testing.assert_frame_equal(together, getattr(whole, name), check_exact=True)


def test_a_larger_sample_begins_with_the_smaller_one():
    small, large = sample.generate(300, 5, YEAR).persons, sample.generate(900, 5, YEAR).persons
    begins = large[large["menage_id"] < 300]
    pandas.testing.assert_frame_equal(small.drop(columns="weight"), begins.drop(columns="weight"), check_exact=True)
    assert small["weight"].iloc[0] == pytest.approx(3 * large["weight"].iloc[0])


def test_it_says_that_it_is_synthetic(survey):
    assert "no person in it exists" in survey.report[0]


@pytest.mark.parametrize("options", [{"households": 0}, {"data_year": 2017}, {"data_year": 2027}])
def test_what_cannot_be_drawn_is_refused(options):
    with pytest.raises(SurveyError, match="accepted"):
        sample.read(**options)


def test_it_is_read_like_any_survey():
    read = sample.read("sample", households=50, seed=3, data_year=2025)
    pandas.testing.assert_frame_equal(read.persons, sample.generate(50, 3, 2025).persons, check_exact=True)


# Coherence


def test_the_check_of_surveys_finds_nothing_wrong(survey, system):
    checked = check(survey, system)
    assert checked.counts["rows_used"] == len(survey.persons)
    assert checked.weights.sum() == pytest.approx(30_907_289)


def test_who_is_who(persons):
    assert persons["person_id"].is_unique
    heads = persons["menage_role"] == "personne_de_reference"
    assert heads.sum() == HOUSEHOLDS
    assert persons.groupby("menage_id")["menage_role"].first().eq("personne_de_reference").all()
    partners = persons[persons["menage_role"] == "conjoint"]
    assert (partners["age"] > 17.99).all()
    assert persons["age"].between(0, 102).all()
    children = persons[persons["menage_role"] == "enfant"].set_index("menage_id")["age"]
    eldest = persons[persons["menage_role"] != "enfant"].groupby("menage_id")["age"].max()
    assert (eldest.loc[children.index].to_numpy() - children.to_numpy() > 14).all()


def test_minors_belong_to_the_family_and_the_tax_unit_of_an_adult(persons):
    minors = persons[(persons["age"] < 18) & (persons["menage_role"] == "enfant")]
    assert (minors["famille_id"] != minors["person_id"]).mean() > 0.99  # but for apprentices who earn their living
    assert (minors["foyer_fiscal_role"] == "personne_a_charge").all()


def test_partners_share_their_marital_status_and_file_together_only_if_it_unites_them(persons):
    couples = persons[persons["menage_id"].isin(persons.loc[persons["menage_role"] == "conjoint", "menage_id"])]
    couples = couples[couples["menage_role"].isin(["personne_de_reference", "conjoint"])]
    by_household = couples.groupby("menage_id")
    assert (by_household["statut_marital"].nunique() == 1).all()
    united = by_household["statut_marital"].first().isin(["marie", "pacse"])
    assert ((by_household["foyer_fiscal_id"].nunique() == 1) == united).all()


def test_pay_is_at_least_the_minimum_wage(persons):
    hours = persons["heures_remunerees_volume"]
    employed = persons[(hours > 0) & ~persons["apprenti"]]
    least = pay.minimum_wage(YEAR) * (employed["heures_remunerees_volume"] / pay.full_time_hours(YEAR))
    assert (employed["salaire_de_base"] >= least * 0.999 - 1).all()
    assert (persons.loc[hours == 0, "salaire_de_base"] == 0).all()


def test_taxable_amounts_are_below_gross_ones(persons):
    for gross, taxable in (
        ("salaire_de_base", "salaire_imposable"),
        ("chomage_brut", "chomage_imposable@2022"),
        ("retraite_brute", "retraite_imposable@2022"),
    ):
        assert (persons[taxable] <= persons[gross]).all()
        assert (persons[taxable] >= 0).all()
    ordinary = persons[(persons["salaire_de_base"] > 0) & ~persons["apprenti"]]
    assert (ordinary["salaire_imposable"] / ordinary["salaire_de_base"]).between(0.8, 0.95).all()


def test_the_law_computes_taxable_pensions_and_benefits_of_the_year(survey):
    assert not {"retraite_imposable", "chomage_imposable"} & set(survey.persons)


def test_incomes_of_earlier_years_are_the_same_persons_moved_by_wages(persons):
    moved = margins()["evolution_des_montants"]["indices"]
    expected = numpy.round(persons["salaire_imposable"] * moved[2021] / moved[2023])
    assert persons["salaire_imposable@2021"].to_numpy() == pytest.approx(expected.to_numpy())
    assert {f"rfr@{year}" for year in (2020, 2021, 2022)} <= set(sample.generate(10, 1, YEAR).foyers_fiscaux)


# Margins


def test_households_by_kind(persons):
    """RP2022, FAM T1."""
    size = persons.groupby("menage_id").size()
    weight = persons.groupby("menage_id")["weight"].first()
    sex = persons.groupby("menage_id")["sexe"].first()
    couples = persons[persons["menage_role"] == "conjoint"]
    assert weight.sum() == pytest.approx(30_907_289)
    assert weight[(size == 1) & (sex == "homme")].sum() == pytest.approx(5_267_881, rel=0.001)
    assert weight[(size == 1) & (sex == "femme")].sum() == pytest.approx(6_648_221, rel=0.001)
    assert couples["weight"].sum() == pytest.approx(7_934_054 + 7_402_264, rel=0.001)
    assert persons["weight"].sum() == pytest.approx(66_330_502, rel=0.015)


def test_families_with_minors(persons):
    """Insee Focus 249: 8.0 million families with a minor, a quarter of them lone parents, 21 % with three children."""
    children = persons[persons["menage_role"] == "enfant"].assign(minor=lambda frame: frame["age"] < 18)
    by_household = children.groupby("menage_id")["minor"]
    count = by_household.size()[by_household.any()]
    weight = persons["weight"].iloc[0]
    couples = set(persons.loc[persons["menage_role"] == "conjoint", "menage_id"])
    lone = ~count.index.isin(couples)
    assert len(count) * weight == pytest.approx(8.0e6, rel=0.03)
    assert lone.mean() == pytest.approx(0.25, abs=0.015)
    assert (count >= 3).mean() == pytest.approx(0.21, abs=0.02)
    with_children = persons.loc[persons["menage_role"] == "enfant", "menage_id"].unique()
    assert len(couples & set(with_children)) * weight == pytest.approx(7_402_264, rel=0.06)


def test_ages_and_sexes(persons):
    law = margins()["population"]
    for sex, name in (("homme", "hommes"), ("femme", "femmes")):
        ages = persons.loc[persons["sexe"] == sex, "age"]
        found = numpy.histogram(ages, bins=law["ages"])[0] * persons["weight"].iloc[0] / 1_000
        expected = numpy.array(law[name])
        working_age = slice(0, 10)
        assert found[working_age] == pytest.approx(expected[working_age], rel=0.12)
        assert found.sum() == pytest.approx(expected.sum(), rel=0.06)  # some live in institutions
    births = persons["age"] < 1
    assert total(persons, births) == pytest.approx(678_000, rel=0.09)  # births of 2023


@pytest.mark.parametrize(
    ("sex", "ages", "expected"),
    [  # RP2022, POP5: at work, unemployed, retired, per cent
        ("homme", (20, 25), (56.1, 15.5, 0)),
        ("homme", (25, 40), (82.8, 10.6, 0)),
        ("homme", (40, 55), (86.0, 7.4, 0.3)),
        ("homme", (55, 65), (56.8, 5.9, 29.2)),
        ("homme", (65, 110), (4.5, 0.2, 94.0)),
        ("femme", (20, 25), (51.3, 13.5, 0)),
        ("femme", (25, 40), (75.4, 12.0, 0)),
        ("femme", (40, 55), (79.8, 8.2, 0.3)),
        ("femme", (55, 65), (52.9, 5.8, 26.1)),
        ("femme", (65, 110), (2.6, 0.2, 92.6)),
    ],
)
def test_activity(persons, sex, ages, expected):
    group = persons[(persons["sexe"] == sex) & persons["age"].between(*ages, inclusive="left")]
    shares = group["activite"].value_counts(normalize=True) * 100
    assert shares["actif"] == pytest.approx(expected[0], abs=3)
    assert shares["chomeur"] == pytest.approx(expected[1], abs=2)
    assert shares["retraite"] == pytest.approx(expected[2], abs=2)


def test_wages_of_the_private_sector(persons):
    """Insee Première 2020: full-time equivalents of 2023; gross amounts from net ones at Insee's average ratio."""
    private = persons[
        persons["categorie_salarie"].isin(["prive_non_cadre", "prive_cadre"])
        & (persons["salaire_de_base"] > 0)
        & ~persons["apprenti"]
    ]
    part = private["heures_remunerees_volume"] / pay.full_time_hours(YEAR)
    monthly = private["salaire_de_base"] / part / 12
    order = numpy.argsort(monthly.to_numpy())
    reached = numpy.cumsum(part.to_numpy()[order]) / part.sum()
    deciles = {share: monthly.to_numpy()[order][numpy.searchsorted(reached, share)] for share in (0.1, 0.5, 0.9, 0.99)}
    gross_of_net = 3_613 / 2_735
    assert numpy.average(monthly, weights=part) == pytest.approx(3_613, rel=0.05)
    assert deciles[0.1] == pytest.approx(1_512 * gross_of_net, rel=0.09)
    assert deciles[0.5] == pytest.approx(2_183 * gross_of_net, rel=0.04)
    assert deciles[0.9] == pytest.approx(4_302 * gross_of_net, rel=0.05)
    assert deciles[0.99] == pytest.approx(10_222 * gross_of_net, rel=0.10)
    women = private["sexe"] == "femme"
    of_women, of_men = (numpy.average(monthly[who], weights=part[who]) for who in (women, ~women))
    assert of_women / of_men == pytest.approx(1 - 0.135, abs=0.03)


def test_totals_of_incomes(persons, survey):
    """DGFiP, incomes of 2022 moved to 2023 by wages; CSG on wages of 2023: 88.3 billion, that is 977 billion of pay."""
    to_2023 = 1 / margins()["evolution_des_montants"]["indices"][2022]
    assert total(persons, persons["salaire_de_base"]) == pytest.approx(977 * BILLION, rel=0.05)
    assert total(persons, persons["salaire_imposable"]) == pytest.approx(729.3 * BILLION * to_2023, rel=0.05)
    assert total(persons, persons["chomage_imposable@2022"]) == pytest.approx(33.7 * BILLION, rel=0.06)
    assert total(persons, persons["rpns_imposables"]) == pytest.approx(91.1 * BILLION * to_2023, rel=0.12)
    weight = persons["weight"].iloc[0]
    foyers = survey.foyers_fiscaux
    assert foyers["revenu_categoriel_foncier"].sum() * weight == pytest.approx(30.7 * BILLION * to_2023, rel=0.15)


def test_pensions(persons):
    """Drees: at the end of 2022, 2 050 euros for men and, survivors' pensions included, 26 % less for women."""
    retired = persons[persons["activite"] == "retraite"]
    monthly = retired.groupby("sexe", observed=True)["retraite_brute"].mean() / 12
    assert monthly["homme"] == pytest.approx(2_120, rel=0.04)  # of 2023
    assert monthly["femme"] / monthly["homme"] == pytest.approx(1 - 0.26, abs=0.025)


def test_part_time_work(persons):
    """Dares, 2023: 26.6 % of women and 7.8 % of men, apprentices and those whose main activity is another one aside."""
    employed = persons[
        (persons["activite"] == "actif") & ~persons["apprenti"] & (persons["categorie_salarie"] != "non_pertinent")
    ]
    share = (employed["contrat_de_travail"] == "temps_partiel").groupby(employed["sexe"], observed=True).mean()
    assert share["femme"] == pytest.approx(0.266, abs=0.03)
    assert share["homme"] == pytest.approx(0.078, abs=0.02)


def test_public_servants_executives_and_self_employed(persons):
    working = persons[persons["activite"] == "actif"]
    of_category = working.groupby("categorie_salarie", observed=True)["weight"].sum() / MILLION
    public = sum(value for name, value in of_category.items() if name.startswith("public"))
    assert public == pytest.approx(5.73, rel=0.05)
    assert of_category["public_titulaire_militaire"] == pytest.approx(0.30, rel=0.15)
    assert of_category["prive_cadre"] == pytest.approx(4.0, rel=0.06)
    independents = (working["categorie_salarie"] == "non_pertinent") | (working["rpns_imposables"] > 0)
    assert independents.mean() == pytest.approx(0.13, abs=0.012)
    assert total(persons, persons["apprenti"]) == pytest.approx(0.98 * MILLION, rel=0.08)


def test_disability(persons):
    adults = persons["age"].between(20, 62)
    rate = persons["taux_incapacite"]
    assert total(persons, adults & (rate >= 0.8)) == pytest.approx(523_520, rel=0.12)
    assert total(persons, adults & (rate >= 0.5) & (rate < 0.8)) == pytest.approx(598_165, rel=0.12)


def test_occupation_of_dwellings(survey):
    """Insee-SDES, 2022."""
    shares = survey.menages["statut_occupation_logement"].value_counts(normalize=True) * 100
    assert shares["proprietaire"] == pytest.approx(35.4, abs=1.5)
    assert shares["primo_accedant"] == pytest.approx(21.8, abs=1.5)
    assert shares["locataire_hlm"] == pytest.approx(17.4, abs=1.5)
    assert shares["locataire_vide"] + shares["locataire_meuble"] == pytest.approx(22.8, abs=1.5)
    rent = survey.menages["loyer"]
    owners = survey.menages["statut_occupation_logement"].isin(["proprietaire", "loge_gratuitement"])
    assert ((rent > 0) != owners).all()


def test_territories(survey):
    commune = survey.menages["depcom"]
    assert commune.str.startswith("97").mean() == pytest.approx(762 / 30_650, rel=0.12)
    assert commune.str[:2].isin(["57", "67", "68"]).mean() == pytest.approx(1_350 / 30_650, rel=0.10)
    assert not commune.str.startswith("976").any()  # the margins leave Mayotte out


def test_children_in_alternate_residence(persons):
    assert total(persons, persons["garde_alternee"]) == pytest.approx(480_000, rel=0.12)


# The file of margins


def sections():
    return {name: node for name, node in margins().items() if isinstance(node, dict)}


@pytest.mark.parametrize("name", sections())
def test_every_margin_has_a_source_and_says_how_it_was_taken(name):
    node = sections()[name]
    assert len(node["source"]) > 20
    assert node["nature"] in {"publié", "arrondi", "ajusté", "approché", "hypothèse"}


def test_tables_by_age_have_one_value_a_group():
    population = margins()["population"]
    groups = len(population["ages"]) - 1
    assert {len(population[sex]) for sex in ("hommes", "femmes")} == {groups}
    living = {len(values) for values in margins()["cohabitation"].values() if isinstance(values, list)}
    assert living == {groups}
    activity = margins()["activite"]
    for sex in ("hommes", "femmes"):
        columns = activity[sex].values()
        assert {len(column) for column in columns} == {len(activity["ages"])}
        assert numpy.sum(list(columns), axis=0) == pytest.approx(numpy.full(len(activity["ages"]), 100), abs=0.11)


# What the law makes of it


def test_totals_of_the_main_instruments_are_near_those_of_the_country(survey, tmp_path):
    """Targets of the INES model for 2023, the sample leaving institutions and Mayotte out; DSS for the ASF."""
    names = ["af", "cf", "asf", "paje_base", "ars", "csg_deductible_salaire", "csg_imposable_salaire"]
    names += ["retraite_imposable", "chomage_imposable"]
    found = simulate(survey, YEAR, names, tmp_path / "out").totals.set_index("variable")
    csg = found.loc["csg_deductible_salaire", "total"] + found.loc["csg_imposable_salaire", "total"]
    assert found.loc["af", "total"] == pytest.approx(12.644 * BILLION, rel=0.06)
    assert found.loc["af", "beneficiaries"] == pytest.approx(5.010 * MILLION, rel=0.05)
    assert found.loc["cf", "total"] == pytest.approx(2.313 * BILLION, rel=0.12)
    assert found.loc["paje_base", "total"] == pytest.approx(2.783 * BILLION, rel=0.10)
    assert found.loc["ars", "total"] == pytest.approx(1.970 * BILLION, rel=0.10)
    assert found.loc["asf", "total"] == pytest.approx(3.024 * BILLION, rel=0.12)
    assert csg == pytest.approx(87.627 * BILLION, rel=0.05)
    # what the law makes of the gross amounts is what the sample took for the years before, at their money
    moved = margins()["evolution_des_montants"]["indices"][2022]
    for name in ("retraite_imposable", "chomage_imposable"):
        before = total(survey.persons, survey.persons[f"{name}@2022"])
        assert found.loc[name, "total"] * moved == pytest.approx(before, rel=0.015)
