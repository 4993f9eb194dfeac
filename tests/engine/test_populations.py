"""Sums and ranks over the members of groups, against plain Python, for any groups and for nobody."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mini import MiniSystem, simulation

from openfisca_secu.entities import Famille, Menage

SYSTEM = MiniSystem()
DEMANDEUR, CONJOINT, ENFANT = Famille.flattened_roles


@st.composite
def groups(draw):
    """`(number of groups, group, role and value of each person)`, some groups without anybody."""
    count = draw(st.integers(1, 5))
    persons = draw(
        st.lists(
            st.tuples(
                st.integers(0, count - 1),
                st.sampled_from((DEMANDEUR, CONJOINT, ENFANT)),
                st.integers(-5, 5),
                st.booleans(),
            ),
            max_size=12,
        )
    )
    return count, persons


def famille_of(count, persons):
    one = simulation(SYSTEM, len(persons))
    famille = one.populations["famille"]
    famille.count = count
    famille.members_entity_id = [number for number, *_ in persons]
    famille.members_role = [role for _, role, *_ in persons]
    return famille, numpy.array([value for *_, value, _ in persons], dtype=float)


@given(groups())
def test_group_functions_are_those_of_python(drawn):
    count, persons = drawn
    famille, values = famille_of(count, persons)
    for role, kept in (
        (None, {DEMANDEUR, CONJOINT, ENFANT}),
        (Famille.PARENT, {DEMANDEUR, CONJOINT}),
        (ENFANT, {ENFANT}),
    ):
        members = [[value for number, one, value, _ in persons if number == n and one in kept] for n in range(count)]
        assert famille.sum(values, role=role).tolist() == [sum(ones) for ones in members]
        assert famille.nb_persons(role).tolist() == [len(ones) for ones in members]
        assert famille.nb_persons(role).dtype == numpy.int64
        assert famille.any(values > 0, role=role).tolist() == [any(one > 0 for one in ones) for ones in members]
        assert famille.all(values > 0, role=role).tolist() == [all(one > 0 for one in ones) for ones in members]
        assert famille.all(values > 0, role=role).dtype == bool
        assert famille.max(values, role=role).tolist() == [max(ones, default=-numpy.inf) for ones in members]
        assert famille.min(values, role=role).tolist() == [min(ones, default=numpy.inf) for ones in members]


@given(groups())
def test_ranks_are_those_of_python(drawn):
    count, persons = drawn
    famille, values = famille_of(count, persons)
    condition = numpy.array([met for *_, met in persons], dtype=bool)
    ranks = famille.members.get_rank(famille, values, condition=condition).tolist()
    for number in range(count):
        rows = [row for row, (one, *_) in enumerate(persons) if one == number and condition[row]]
        assert sorted(rows, key=lambda row: (values[row], row)) == sorted(rows, key=lambda row: ranks[row])
        assert sorted(ranks[row] for row in rows) == list(range(len(rows)))
    assert all(ranks[row] == -1 for row in range(len(persons)) if not condition[row])


@given(groups())
def test_the_nth_member_is_in_the_order_of_persons(drawn):
    count, persons = drawn
    famille, values = famille_of(count, persons)
    members = [[value for number, _, value, _ in persons if number == n] for n in range(count)]
    for n in range(3):
        assert famille.value_nth_person(n, values, default=99).tolist() == [
            ones[n] if len(ones) > n else 99 for ones in members
        ]


def test_a_unique_role_gives_its_value_or_the_default():
    famille, values = famille_of(3, [(1, CONJOINT, 5, True), (1, DEMANDEUR, 4, True), (0, DEMANDEUR, 3, True)])
    assert famille.value_from_person(values, DEMANDEUR, default=-1).tolist() == [3, 4, -1]
    assert famille.value_from_person(values, CONJOINT).tolist() == [0, 5, 0]


def test_roles_follow_when_they_are_set_again():
    famille, _ = famille_of(1, [(0, DEMANDEUR, 0, True), (0, ENFANT, 0, True)])
    assert famille.nb_persons(ENFANT).tolist() == [1]
    famille.members_role = [DEMANDEUR, CONJOINT]
    assert famille.nb_persons(ENFANT).tolist() == [0]
    assert famille.members.has_role(Famille.PARENT).tolist() == [True, True]


def test_a_default_simulation_has_a_head_in_each_group():
    one = simulation(SYSTEM, 3)
    assert one.populations["famille"].nb_persons(DEMANDEUR).tolist() == [1, 1, 1]
    assert one.persons.has_role(Menage.PERSONNE_DE_REFERENCE).tolist() == [True] * 3
    assert one.persons.famille.nb_persons().tolist() == [1, 1, 1]


def test_groups_are_numbered_by_whole_numbers():
    with pytest.raises(ValueError, match="whole numbers"):
        simulation(SYSTEM, 2).populations["famille"].members_entity_id = [0.0, numpy.nan]


def test_nobody_at_all():
    one = simulation(SYSTEM, 0)
    famille = one.populations["famille"]
    empty = numpy.zeros(0)
    assert famille.sum(empty).dtype == numpy.float64
    for result in (
        famille.sum(empty),
        famille.sum(empty, role=ENFANT),
        famille.nb_persons(),
        famille.nb_persons(Famille.PARENT),
        famille.any(empty > 0),
        famille.all(empty > 0),
        famille.max(empty),
        famille.min(empty, role=ENFANT),
        famille.members_position,
        famille.value_nth_person(0, empty),
        famille.value_from_person(empty, DEMANDEUR),
        famille.project(empty),
        one.persons.has_role(ENFANT),
        one.persons.get_rank(one.persons.famille, empty),
    ):
        assert result.shape == (0,)
