"""Populations from tables: identifiers matched by value, roles that exist, groups with a head."""

import numpy
import pandas
import pytest
from mini import MiniSystem
from openfisca_core.simulations import SimulationBuilder

from openfisca_secu.engine.tables import TableError

SYSTEM = MiniSystem()
ROLES = ["demandeur", "conjoint", "enfant", "demandeur"]


def built(persons, groups, assignment, roles):
    builder = SimulationBuilder()
    builder.create_entities(SYSTEM)
    builder.declare_person_entity("individu", persons)
    population = builder.declare_entity("famille", groups)
    builder.join_with_persons(population, assignment, roles)
    for key in ("foyer_fiscal", "menage"):
        other = builder.declare_entity(key, persons)
        builder.join_with_persons(other, persons, numpy.zeros(len(persons), dtype=int))
    return builder.build(SYSTEM)


@pytest.mark.parametrize(
    ("groups", "assignment", "roles"),
    [
        ([10, 20], [20, 20, 20, 10], ROLES),
        ([20, 10], numpy.array([20, 20, 20, 10]), numpy.array([0, 1, 2, 0])),
        (["10", "20"], ["20", "20", "20", "10"], numpy.array(ROLES, dtype=object)),
        (pandas.Series([20, 10]), pandas.Series([20, 20, 20, 10]), pandas.Series(ROLES)),
        (pandas.Series(["v", "u"]), pandas.Series(["v", "v", "v", "u"]), pandas.Series(ROLES)),
        (numpy.array([10, 20], dtype=numpy.uint16), [20, 20, 20, 10], ROLES),
    ],
    ids=range(6),
)
def test_groups_are_matched_by_value(groups, assignment, roles):
    one = built([1, 2, 3, 4], groups, assignment, roles)
    one.set_input("salaire", "2024-01", [1, 2, 4, 8])
    sums = dict(zip(one.populations["famille"].ids.tolist(), one.calculate("salaire_famille", "2024-01"), strict=True))
    assert list(sums.values()) in ([7, 8], [8, 7])
    assert sums[next(iter(assignment))] == 7
    famille = one.populations["famille"]
    assert famille.nb_persons(famille.entity.flattened_roles[2]).sum() == 1


@pytest.mark.parametrize(
    ("persons", "groups", "assignment", "roles", "words"),
    [
        ([1, 1, 2, 3], [10, 20], [10, 10, 10, 20], ROLES, "1 identifies more than one row"),
        ([1, 2, 3, 4], [10, 10, 20], [10, 10, 10, 20], ROLES, "10 identifies more than one row"),
        ([1, 2, 3, None], [10, 20], [10, 10, 10, 20], ROLES, "row 3 has the identifier None"),
        ([1, 2, 3, 4], [10, 20], [10, 10, 10, None], ROLES, "row 3 has the identifier None"),
        ([1, 2, 3, 4], [10, 20], [10, 10, 10, float("nan")], ROLES, "not float64"),
        ([1, 2, 3, 4], [10, 20], [[10], [10], [10], [20]], ROLES, "one a row"),
        ([1, 2, 3, 4], [10, 20], [10, 10, 10, 15], ROLES, "row 3 has the group 15, which is not declared"),
        ([1, 2, 3, 4], [10, 20], [10, 10, 10, 25], ROLES, "row 3 has the group 25, which is not declared"),
        ([1, 2, 3, 4], [10, 20], [10, 10, 10, -1], ROLES, "row 3 has the group -1"),
        ([1, 2, 3, 4], [10, 20], ["10", "10", "10", "20"], ROLES, "texts and numbers"),
        ([1, 2, 3, 4], [10, 20], [10, 10, 10, 20], ["demandeur", "conjoint", "enfan", "demandeur"], "near it: enfant"),
        ([1, 2, 3, 4], [10, 20], [10, 10, 10, 20], [0, 1, 2, -1], "row 3 has the role -1"),
        ([1, 2, 3, 4], [10, 20], [10, 10, 10, 20], [0, 1, 3, 0], "row 2 has the role 3"),
        ([1, 2, 3, 4], [10, 20], [10, 10, 10, 20], [0.0, 1.0, 2.0, 0.0], "row 0 has the role 0.0"),
        ([1, 2, 3, 4], [10, 20], [10, 10, 10, 20], [0, 1, 2], "4 roles are needed"),
        ([1, 2, 3, 4], [10, 20], [10, 10, 10, 20], [0, 0, 2, 0], "10 has 2 persons in the role 'demandeur'"),
        ([1, 2, 3, 4], [10, 20], [10, 10, 10, 20], [0, 1, 1, 0], "10 has 2 persons in the role 'conjoint'"),
        ([1, 2, 3, 4], [10, 20], [10, 10, 10, 20], [2, 2, 2, 0], "10 has 0 persons in the role 'demandeur'"),
        ([1, 2, 3, 4], [10, 20, 30], [10, 10, 10, 20], ROLES, "30 has 0 persons in the role 'demandeur'"),
    ],
    ids=str,
)
def test_what_does_not_make_groups_is_refused(persons, groups, assignment, roles, words):
    with pytest.raises(TableError, match=words):
        built(persons, groups, assignment, roles)


def test_nobody_makes_no_group():
    one = built([], [], [], [])
    assert one.calculate("salaire_famille", "2024-01").shape == (0,)
