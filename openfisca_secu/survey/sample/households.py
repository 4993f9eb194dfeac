"""Who lives together: the kind of household, the ages of its adults, the children and their births."""

from dataclasses import dataclass

import numpy

from openfisca_secu.survey.sample.draws import Draws, evenly_spread
from openfisca_secu.survey.sample.margins import margins

MAN, WOMAN = 0, 1  # positions in TypesSexe
SINGLE_MAN, SINGLE_WOMAN, COUPLE, LONE_MOTHER, LONE_FATHER, OTHERS = range(6)
LARGEST_FAMILY = 6  # children, at home or not
LARGEST_OTHERS = 3  # further persons of a household without couple or descent
HOSTED = 1  # adults that a family may house besides
SLOTS = 2 + LARGEST_FAMILY + max(LARGEST_OTHERS, HOSTED)
YOUNGEST_ADULT = 18  # who heads a household, or lives as a couple
OLDEST = 101


@dataclass(frozen=True)
class Households:
    """Households as arrays, one row each; persons stand in slots: two adults, children, others.

    `ages` are exact (years with decimals) on 31 December of the year, NaN in an empty slot; `sexes` are codes.
    """

    seed: int
    number: numpy.ndarray
    kind: numpy.ndarray
    ages: numpy.ndarray
    sexes: numpy.ndarray
    area: numpy.ndarray  # position in the list of territories
    reference: numpy.ndarray  # slot of the reference person

    @property
    def draws(self):
        """Draws of each household."""
        return Draws(self.seed, self.number)

    @property
    def age_of_reference(self):
        """Exact age of the reference person."""
        return self.ages[numpy.arange(len(self.number)), self.reference]


def households(number, seed):
    """The households of these numbers."""
    draws = Draws(seed, number)
    kind, age = _kinds_and_ages(number, seed)
    ages = numpy.full((len(number), SLOTS), numpy.nan)
    sexes = numpy.zeros((len(number), SLOTS), dtype=numpy.int8)
    ages[:, 0] = age
    sexes[:, 0] = _sex_of_first(kind, draws)
    ages[:, 1], sexes[:, 1] = _partners(kind, age, draws)
    mother_age = numpy.where(kind == LONE_FATHER, age - margins()["couples"]["ecart_d_age_moyen"], age)
    ages[:, 2 : 2 + LARGEST_FAMILY] = _children_at_home(number, seed, kind, mother_age)
    boys = margins()["naissances"]["part_de_garcons"]
    for slot in range(2, 2 + LARGEST_FAMILY):
        sexes[:, slot] = ~draws.chance(f"boy {slot}", boys)
    _add_others(kind, ages, sexes, draws)
    elder = (kind == COUPLE) & (ages[:, 1] > ages[:, 0])
    return Households(seed, number, kind, ages, sexes, _areas(kind, draws), elder.astype(numpy.int64))


def _kinds_and_ages(number, seed):
    """Kind of household and exact age of its first adult, from one evenly spread number."""
    counts = margins()["menages"]["nombre"]
    share_of_mothers = margins()["cohabitation"]["part_des_meres_parmi_les_parents_seuls"]
    lone = counts["parent_seul"]
    by_kind = [
        counts["homme_seul"],
        counts["femme_seule"],
        counts["couple"],
        lone * share_of_mothers,
        lone * (1 - share_of_mothers),
        counts["autre"],
    ]
    population, living = margins()["population"], margins()["cohabitation"]
    profiles = [
        numpy.multiply(population["hommes"], living["hommes_seuls"]),
        numpy.multiply(population["femmes"], living["femmes_seules"]),
        numpy.multiply(population["femmes"], living["femmes_en_couple"]),
        numpy.multiply(population["femmes"], living["meres_seules"]),
        numpy.multiply(population["hommes"], living["peres_seuls"]),
        numpy.add(population["hommes"], population["femmes"]) * living["autres_menages"],
    ]
    cells = numpy.concatenate(
        [total * profile / numpy.sum(profile) for total, profile in zip(by_kind, profiles, strict=True)]
    )
    bounds = numpy.concatenate([[0.0], numpy.cumsum(cells) / numpy.sum(cells)])
    position = evenly_spread(seed, "household", number)
    cell = numpy.clip(numpy.searchsorted(bounds, position, side="right") - 1, 0, len(cells) - 1)
    within = (position - bounds[cell]) / (bounds[cell + 1] - bounds[cell])
    ages = numpy.maximum(population["ages"], float(YOUNGEST_ADULT))
    kind, group = numpy.divmod(cell, len(ages) - 1)
    return kind, ages[group] + within * (ages[group + 1] - ages[group])


def _sex_of_first(kind, draws):
    women = numpy.isin(kind, (SINGLE_WOMAN, COUPLE, LONE_MOTHER))
    return numpy.where(kind == OTHERS, draws.chance("sex", 0.5), women)


def _partners(kind, age, draws):
    """Age and sex of the second adult: in a couple a partner, the first adult being a woman but in couples of men."""
    couples = margins()["couples"]
    same_sex = draws.chance("same sex", couples["part_de_meme_sexe"])
    gap = couples["ecart_d_age_moyen"] + couples["ecart_d_age_ecart_type"] * draws.normal("age gap")
    partner = numpy.clip(age + gap, YOUNGEST_ADULT, OLDEST)
    return numpy.where(kind == COUPLE, partner, numpy.nan), numpy.where(same_sex, WOMAN, MAN)


def _children_at_home(number, seed, kind, mother_age):
    """Exact ages of the children who live with the parent or parents, from the mother's births.

    How many children she will have, her age at the first birth and the intervals are drawn; those not born yet, and
    those who have left the parental home, are not there. A lone parent has at least one child at home: when none is,
    the last born is kept or, before any birth, a first one brought forward.
    """
    births = margins()["naissances"]
    draws = Draws(seed, number)
    parents = numpy.isin(kind, (COUPLE, LONE_MOTHER, LONE_FATHER))
    lone = parents & (kind != COUPLE)
    count = numpy.where(
        lone,
        _drawn_key(draws, "children", births["enfants_par_parent_seul"]),
        _drawn_key(draws, "children", births["enfants_par_femme_en_couple"]),
    )
    mean_age = numpy.array([0, *births["age_au_premier_moyen"].values()], dtype=numpy.float64)[count]
    ahead = births["avance_des_jeunes"]
    mean_age = mean_age - numpy.interp(mother_age, ahead["ages"], ahead["annees"])
    at_birth = mean_age + births["age_au_premier_ecart_type"] * draws.normal("first birth")
    at_birth = numpy.clip(at_birth, births["age_minimal"], births["age_maximal"])
    ages = numpy.full((len(number), LARGEST_FAMILY), numpy.nan)
    born = numpy.full((len(number), LARGEST_FAMILY), numpy.nan)
    for rank in range(LARGEST_FAMILY):
        child = Draws(seed, number, numpy.full(len(number), rank))
        age = mother_age - at_birth
        planned = parents & (rank < count) & (at_birth <= births["age_maximal"])
        exists = planned & (age >= 0) & child.chance("born", _births_that_happened(age))
        born[:, rank] = numpy.where(exists, age, numpy.nan)
        ages[:, rank] = numpy.where(exists & (age < _age_at_leaving(child)), age, numpy.nan)
        interval = births["intervalle_minimal"] - births["intervalle_moyen_ajoute"] * numpy.log(child.uniform("gap"))
        at_birth = at_birth + numpy.where(child.chance("twin", births["part_de_jumeaux"]), 0, interval)
    return _with_one_child(lone, ages, born, mother_age, draws)


def _with_one_child(lone, ages, born, mother_age, draws):
    alone = lone & numpy.isnan(ages).all(axis=1)
    youngest = numpy.nanmin(numpy.where(numpy.isnan(born), numpy.inf, born), axis=1)
    oldest_possible = numpy.maximum(mother_age - margins()["naissances"]["age_minimal"], 0.5)
    brought_forward = oldest_possible * draws.uniform("brought forward")
    ages = ages.copy()
    ages[:, 0] = numpy.where(alone, numpy.where(numpy.isfinite(youngest), youngest, brought_forward), ages[:, 0])
    return ages


def _births_that_happened(age):
    shares = margins()["naissances"]["realisees_par_age"]
    return numpy.asarray(shares)[numpy.clip(age, 0, len(shares) - 1).astype(numpy.int64)]


def _age_at_leaving(draws):
    """The age at which a child leaves the parental home, from the shares still there by age."""
    leaving = margins()["depart_du_foyer_parental"]
    shares = numpy.asarray(leaving["parts"])
    return numpy.interp(draws.uniform("leaving"), shares[::-1], leaving["ages"][::-1])


def _add_others(kind, ages, sexes, draws):
    """Fill the last slots: further members of households without family, and adults whom families house."""
    first = 2 + LARGEST_FAMILY
    further = _drawn_key(draws, "others", margins()["menages"]["personnes_par_menage_autre"]) - 1
    for rank in range(LARGEST_OTHERS):
        near = numpy.clip(ages[:, 0] + 6 * draws.normal(f"other {rank}"), YOUNGEST_ADULT, OLDEST)
        ages[:, first + rank] = numpy.where((kind == OTHERS) & (rank < further), near, numpy.nan)
        sexes[:, first + rank] = draws.chance(f"other sex {rank}", 0.5)
    housed = margins()["hebergement"]
    group = draws.choice("housed age", housed["poids"])
    lower = numpy.asarray(housed["ages"][:-1], dtype=numpy.float64)[group]
    upper = numpy.asarray(housed["ages"][1:], dtype=numpy.float64)[group]
    age = lower + (upper - lower) * draws.uniform("housed within")
    families = numpy.isin(kind, (COUPLE, LONE_MOTHER, LONE_FATHER))
    ages[:, first] = numpy.where(families & draws.chance("housed", housed["part_des_menages"]), age, ages[:, first])


def _areas(kind, draws):
    territories = margins()["territoires"]
    names = ("homme_seul", "femme_seule", "couple", "parent_seul", "parent_seul", "autre")
    odds = numpy.array([territories["cote_outre_mer"][name] for name in names])
    overseas = numpy.array([area["zone"] == "outre_mer" for area in territories["liste"]])
    weights = numpy.array([area["menages"] for area in territories["liste"]], dtype=numpy.float64)
    return _choice_by_kind(kind, draws, numpy.where(overseas, odds[:, None], 1) * weights)


def _choice_by_kind(kind, draws, weights):
    bounds = numpy.cumsum(weights, axis=1) / weights.sum(axis=1, keepdims=True)
    position = draws.uniform("area")
    area = numpy.zeros(len(kind), dtype=numpy.int64)
    for code in range(len(weights)):
        area = numpy.where(kind == code, numpy.searchsorted(bounds[code], position, side="right"), area)
    return numpy.clip(area, 0, weights.shape[1] - 1)


def _drawn_key(draws, name, weights):
    """One of the (numeric) keys of a dict of weights, a row."""
    return numpy.array(list(weights))[draws.choice(name, list(weights.values()))]
