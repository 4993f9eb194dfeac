"""Who is a couple, a child, a family, a tax unit: the rules of `openfisca_secu.survey.units`."""

import numpy
import pytest

from openfisca_secu.survey import units
from openfisca_secu.survey.tables import FAMILLE, FOYER_FISCAL, MENAGE

REF, CONJOINT, ENFANT, AUTRE = range(4)


def roles(*ages):
    return [MENAGE.roles[code] for code in units.household_roles(numpy.zeros(len(ages), dtype=int), numpy.array(ages))]


@pytest.mark.parametrize(
    ("ages", "expected"),
    [
        ((34,), "R"),
        ((17,), "R"),  # a minor alone
        ((39, 34, 2), "RCE"),
        ((34, 39, 2), "CRE"),  # the order of rows decides nothing but ties
        ((40, 40), "RC"),
        ((50, 35), "RC"),  # 15 years apart
        ((50, 34), "RE"),  # 16 years apart
        ((70, 40, 38, 5), "ARCE"),  # parents come before a grandmother where there are minors
        ((82, 80, 55), "RCE"),
        ((66, 60, 17), "CRE"),
        ((20, 17), "RA"),  # a minor less than 16 years younger is no child
        ((80, 10), "RE"),  # a grandmother alone with a child
        ((30, 45, 29), "CRE"),  # 30 is the nearest within 15 years of the oldest, 29 is 16 years younger
        ((31, 45, 30), "CRA"),  # and so is only one of two within 15 years
    ],
)
def test_roles_in_the_household(ages, expected):
    names = {"R": "personne_de_reference", "C": "conjoint", "E": "enfant", "A": "autre"}
    assert roles(*ages) == [names[letter] for letter in expected]


def test_households_are_independent_of_each_other_and_of_the_order_of_rows():
    household = numpy.array([1, 0, 1, 0, 2, 1])
    age = numpy.array([40, 70, 8, 45, 25, 41])
    shuffled = numpy.array([5, 3, 0, 4, 1, 2])
    codes = units.household_roles(household, age)
    assert codes.tolist() == [CONJOINT, REF, ENFANT, ENFANT, REF, REF]
    assert units.household_roles(household[shuffled], age[shuffled]).tolist() == codes[shuffled].tolist()


def unit(function, role, age, **options):
    """Members of each unit as positions, the head first, and roles as names."""
    household = numpy.zeros(len(age), dtype=int)
    codes, unit_roles = function(household, numpy.array(role), numpy.array(age), **options)
    names = (FAMILLE if function is units.families else FOYER_FISCAL).roles
    return codes.tolist(), [names[code] for code in unit_roles]


@pytest.mark.parametrize(
    ("age", "with_parents"),
    [(15, True), (16, True), (24, True), (25, False), (40, False)],
)
def test_a_child_of_the_household_is_in_the_family_below_25(age, with_parents):
    codes, names = unit(units.families, [REF, CONJOINT, ENFANT], [50, 50, age])
    assert codes == ([0, 0, 0] if with_parents else [0, 0, 1])
    assert names == ["demandeur", "conjoint", "enfant" if with_parents else "demandeur"]


@pytest.mark.parametrize(("age", "with_parents"), [(15, True), (16, False), (20, False)])
def test_a_child_who_earns_a_living_leaves_the_family_at_the_end_of_schooling(age, with_parents):
    codes, _ = unit(units.families, [REF, ENFANT], [50, age], earns_living=numpy.array([True, True]))
    assert codes == ([0, 0] if with_parents else [0, 1])


def test_a_minor_who_is_no_child_of_the_household_is_at_its_charge():
    codes, names = unit(units.families, [REF, AUTRE, AUTRE], [70, 17, 18])
    assert codes == [0, 0, 1]
    assert names == ["demandeur", "enfant", "demandeur"]


@pytest.mark.parametrize(
    ("age", "student", "earns", "attached"),
    [
        (17, False, False, True),
        (17, False, True, True),
        (20, False, False, True),
        (20, False, True, False),
        (21, False, False, False),
        (24, True, False, True),
        (25, True, False, False),
    ],
)
def test_a_child_is_attached_to_the_tax_unit_by_age_studies_and_earnings(age, student, earns, attached):
    codes, names = unit(
        units.tax_units,
        [REF, ENFANT],
        [50, age],
        student=numpy.array([False, student]),
        earns_living=numpy.array([False, earns]),
    )
    assert codes == ([0, 0] if attached else [0, 1])
    assert names[1] == ("personne_a_charge" if attached else "declarant_principal")


@pytest.mark.parametrize(
    ("married", "codes", "names"),
    [
        (None, [0, 0, 0], ["declarant_principal", "conjoint", "personne_a_charge"]),
        ([True, True, False], [0, 0, 0], ["declarant_principal", "conjoint", "personne_a_charge"]),
        ([False, False, False], [0, 1, 0], ["declarant_principal", "declarant_principal", "personne_a_charge"]),
        ([True, False, False], [0, 1, 0], ["declarant_principal", "declarant_principal", "personne_a_charge"]),
    ],
)
def test_a_couple_is_one_tax_unit_when_married_or_not_told(married, codes, names):
    married = None if married is None else numpy.array(married)
    assert unit(units.tax_units, [REF, CONJOINT, ENFANT], [40, 41, 3], married=married) == (codes, names)


def test_units_are_numbered_in_the_order_of_their_first_members():
    household = numpy.array([1, 0, 1, 0])
    role = numpy.array([ENFANT, REF, REF, AUTRE])
    codes, _ = units.families(household, role, numpy.array([30, 50, 60, 40]))
    assert codes.tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("household_role", "ages", "expected"),
    [
        ([CONJOINT, REF, ENFANT], [40, 30, 5], [1, 0, 2]),
        ([ENFANT, ENFANT], [24, 1], [0, 2]),  # a child of the household with a child of their own
        ([AUTRE, AUTRE, AUTRE], [70, 68, 20], [0, 1, 2]),
        ([REF, AUTRE], [30, 31], [0, 2]),  # the reference has no partner in this household
    ],
)
def test_roles_within_given_families(household_role, ages, expected):
    group = numpy.zeros(len(ages), dtype=int)
    assert units.roles_within(group, numpy.array(ages), numpy.array(household_role)).tolist() == expected


def test_earning_a_living_is_earning_more_than_55_percent_of_169_hours_at_the_minimum_wage():
    from openfisca_secu import CountryTaxBenefitSystem  # noqa: PLC0415

    parameters = CountryTaxBenefitSystem().get_parameters_at_instant("2024-01-01")
    # 2024-01-01: SMIC 11.65 an hour; 11.65 × 169 × 0.55 × 12 = 12994.41
    smic = parameters.cotisations.smic.horaire
    node = parameters.prestations_familiales.enfant_a_charge
    assert units.earns_living(numpy.array([12994.40, 12994.42]), node, smic).tolist() == [False, True]


def test_no_person_at_all():
    nobody = numpy.zeros(0, dtype=int)
    assert len(units.household_roles(nobody, nobody)) == 0
    assert len(units.families(nobody, nobody, nobody)[0]) == 0
