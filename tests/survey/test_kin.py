"""Families and tax units from partners and parents: the rules of `openfisca_secu.survey.kin`."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openfisca_secu.survey import kin, units
from openfisca_secu.survey.kin import NOBODY, Kin
from openfisca_secu.survey.tables import FAMILLE, FOYER_FISCAL, MENAGE

REF, PARTNER, CHILD, OTHER = range(4)


def one_household(partner, mother, father=None):
    count = len(partner)
    father = [NOBODY] * count if father is None else father
    return Kin.of(numpy.zeros(count, dtype=int), numpy.array(partner), (numpy.array(mother), numpy.array(father)))


def families(links, role, age, earns=None):
    earns = numpy.zeros(len(age), dtype=bool) if earns is None else numpy.array(earns)
    found, roles = kin.families(links, numpy.array(role), numpy.array(age), earns)
    return found.tolist(), [FAMILLE.roles[code] for code in roles]


def tax_units(links, role, age, *, earns=None, student=None, union=None):
    none = [False] * len(age)
    found, roles = kin.tax_units(
        links,
        numpy.array(role),
        numpy.array(age),
        earns_living=numpy.array(earns or none),
        student=numpy.array(student or none),
        in_union=numpy.array(union or [True] * len(age)),
    )
    return found.tolist(), [FOYER_FISCAL.roles[code] for code in roles]


def test_a_link_must_be_returned_or_unclaimed():
    # 0 and 1 name each other; 2 names 3, who names nobody; 4 names 0, who has another partner; 5 names itself
    links = one_household([1, 0, 3, NOBODY, 0, 5], [NOBODY] * 6)
    assert links.partner.tolist() == [1, 0, 3, 2, NOBODY, NOBODY]
    assert links.dropped == 2


def test_two_who_claim_the_same_person_are_passed_over():
    links = one_household([2, 2, NOBODY], [NOBODY] * 3)
    assert links.partner.tolist() == [NOBODY] * 3
    assert links.dropped == 2


def test_a_chain_of_claims_gives_no_couple_of_three():
    links = one_household([1, 2, NOBODY], [NOBODY] * 3)
    assert sorted(links.partner.tolist()) == sorted([NOBODY, 2, 1])


def test_links_to_another_household_are_passed_over():
    links = Kin.of(numpy.array([0, 1]), numpy.array([1, 0]), (numpy.array([NOBODY, 0]), numpy.array([NOBODY] * 2)))
    assert links.partner.tolist() == [NOBODY] * 2
    assert links.parents[0].tolist() == [NOBODY] * 2
    assert links.dropped == 3


def test_roles_in_the_household_follow_the_reference_person():
    # grandmother, mother (the reference), her partner, his child, her child, a lodger
    links = one_household(
        [NOBODY, 2, 1, NOBODY, NOBODY, NOBODY],
        [NOBODY, 0, NOBODY, NOBODY, 1, NOBODY],
        [NOBODY, NOBODY, NOBODY, 2, NOBODY, NOBODY],
    )
    role = kin.household_roles(links, numpy.array([False, True, False, False, False, False]))
    assert role.tolist() == [OTHER, REF, PARTNER, CHILD, CHILD, OTHER]


@pytest.mark.parametrize(
    ("age", "earns", "with_parents"),
    [(15, True, True), (16, True, False), (16, False, True), (24, False, True), (25, False, False)],
)
def test_a_child_stays_in_the_family_until_25_unless_it_earns_its_living(age, earns, with_parents):
    links = one_household([1, 0, NOBODY], [NOBODY, NOBODY, 1], [NOBODY, NOBODY, 0])
    found, roles = families(links, [REF, PARTNER, CHILD], [50, 48, age], [False, False, earns])
    assert found == ([0, 0, 0] if with_parents else [0, 0, 1])
    assert roles[2] == ("enfant" if with_parents else "demandeur")


def test_a_young_mother_and_her_baby_are_a_family_of_their_own():
    links = one_household([1, 0, NOBODY, NOBODY], [NOBODY, NOBODY, 1, 2])
    assert families(links, [REF, PARTNER, CHILD, OTHER], [50, 48, 17, 0]) == (
        [0, 0, 1, 1],
        ["demandeur", "conjoint", "demandeur", "enfant"],
    )


def test_a_second_couple_and_its_child_are_a_family_of_their_own():
    links = one_household([NOBODY, 2, 1, NOBODY], [NOBODY, 0, NOBODY, 1], [NOBODY, NOBODY, NOBODY, 2])
    found, roles = families(links, [REF, CHILD, OTHER, OTHER], [60, 30, 33, 2])
    assert found == [0, 1, 1, 1]
    assert roles == ["demandeur", "demandeur", "conjoint", "enfant"]


def test_a_minor_without_a_parent_there_is_the_reference_person_s():
    links = one_household([NOBODY, NOBODY], [NOBODY, NOBODY])
    assert families(links, [REF, OTHER], [60, 17]) == ([0, 0], ["demandeur", "enfant"])
    assert families(links, [REF, OTHER], [60, 18]) == ([0, 1], ["demandeur", "demandeur"])


def test_couples_are_taxed_together_when_in_union_and_children_then_go_to_the_reference_person():
    links = one_household([1, 0, NOBODY], [NOBODY, NOBODY, 1], [NOBODY, NOBODY, 0])
    assert tax_units(links, [REF, PARTNER, CHILD], [40, 41, 5]) == (
        [0, 0, 0],
        ["declarant_principal", "conjoint", "personne_a_charge"],
    )
    assert tax_units(links, [REF, PARTNER, CHILD], [40, 41, 5], union=[True, False, False]) == (
        [0, 1, 0],
        ["declarant_principal", "declarant_principal", "personne_a_charge"],
    )


def test_a_stepchild_of_an_unmarried_couple_is_its_parent_s_dependant():
    links = one_household([1, 0, NOBODY], [NOBODY, NOBODY, 1])
    found, _ = tax_units(links, [REF, PARTNER, CHILD], [40, 41, 5], union=[False] * 3)
    assert found == [0, 1, 1]


@pytest.mark.parametrize(
    ("age", "student", "attached"),
    [(20, False, True), (21, False, False), (21, True, True), (24, True, True), (25, True, False)],
)
def test_until_what_age_children_are_dependants(age, student, attached):
    links = one_household([NOBODY, NOBODY], [NOBODY, 0])
    found, _ = tax_units(links, [REF, CHILD], [50, age], student=[False, student])
    assert found == ([0, 0] if attached else [0, 1])


@st.composite
def households(draw):
    count = draw(st.integers(1, 12))
    rows = st.integers(NOBODY, count - 1)
    arrays = [numpy.array(draw(st.lists(rows, min_size=count, max_size=count))) for _ in range(3)]
    household = numpy.array(draw(st.lists(st.integers(0, 2), min_size=count, max_size=count)))
    household = numpy.unique(household, return_inverse=True)[1]
    age = numpy.array(draw(st.lists(st.integers(0, 95), min_size=count, max_size=count)))
    flags = [numpy.array(draw(st.lists(st.booleans(), min_size=count, max_size=count))) for _ in range(3)]
    return household, arrays, age, flags


@given(households())
def test_whatever_the_links_every_unit_has_one_head_in_one_household(case):
    household, (partner, mother, father), age, (earns, student, union) = case
    links = Kin.of(household, partner, (mother, father))
    known = links.partner >= 0
    assert (links.partner[links.partner[known]] == numpy.flatnonzero(known)).all()
    reference = units.household_roles(household, age) == 0
    role = kin.household_roles(links, reference)
    assert (numpy.bincount(household, weights=role == MENAGE.roles.index("personne_de_reference")) == 1).all()
    for found, roles in (
        kin.families(links, role, age, earns),
        kin.tax_units(links, role, age, earns_living=earns, student=student, in_union=union),
    ):
        assert found.max() + 1 == len(set(found.tolist()))
        for unit in range(found.max() + 1):
            members = found == unit
            assert (roles[members] == 0).sum() == 1
            assert (roles[members] == 1).sum() <= 1
            assert len(set(household[members].tolist())) == 1
