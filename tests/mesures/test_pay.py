"""Identities of a pay slip, and the way back from net to gross pay."""

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openfisca_core.simulation_builder import SimulationBuilder

from openfisca_secu.inversion import InversionError, gross_pay, net_pay

CENT = 0.01
CATEGORIES = ("prive_non_cadre", "prive_cadre", "public_non_titulaire", "public_titulaire_territoriale")
IDENTITY = (
    "salaire_brut",
    "cotisations_salariales",
    "csg_deductible_salaire",
    "csg_imposable_salaire",
    "crds_salaire",
    "salaire_net",
    "cotisations_employeur",
    "exonerations",
    "salaire_super_brut",
)


def slip(system, pay, year, category, staff):
    """The pay slips of a person for the twelve months of a year, as `{variable: twelve amounts}`."""
    months = {f"{year}-{month:02d}": amount for month, amount in enumerate(pay, start=1)}
    person = {
        "salaire_de_base": months,
        "categorie_salarie": {str(year): category},
        "effectif_entreprise": {str(year): staff},
    }
    alone = {"f": {"parents": ["p"]}}
    situation = {
        "individus": {"p": person},
        "familles": alone,
        "foyers_fiscaux": {"f": {"declarants": ["p"]}},
        "menages": {"f": {"personne_de_reference": ["p"]}},
    }
    simulation = SimulationBuilder().build_from_entities(system, situation)
    return {name: numpy.array([simulation.calculate(name, month)[0] for month in months]) for name in IDENTITY}


@settings(max_examples=8, deadline=None)
@given(
    pay=st.lists(st.integers(0, 1_200_000).map(lambda cents: cents / 100), min_size=12, max_size=12),
    year=st.sampled_from([2016, 2018, 2019, 2024, 2025, 2026]),
    category=st.sampled_from(CATEGORIES),
    staff=st.sampled_from([0, 10, 49, 50, 300]),
)
def test_a_slip_adds_up(system, pay, year, category, staff):
    amounts = slip(system, pay, year, category, staff)
    levies = sum(amounts[name] for name in IDENTITY[1:5])
    numpy.testing.assert_allclose(amounts["salaire_brut"], amounts["salaire_net"] + levies, atol=1e-6)
    cost = amounts["salaire_brut"] + amounts["cotisations_employeur"] - amounts["exonerations"]
    numpy.testing.assert_allclose(amounts["salaire_super_brut"], cost, atol=1e-6)
    assert amounts["exonerations"].sum() <= amounts["cotisations_employeur"].sum() + 1e-6
    assert amounts["exonerations"].sum() >= -1e-6
    assert amounts["salaire_net"].sum() <= sum(pay) + 1e-6


@pytest.mark.parametrize(
    ("target", "year"), [("salaire_net", 2018), ("salaire_imposable", 2024), ("salaire_net", 2026)]
)
def test_gross_pay_comes_back(system, target, year):
    """To the cent, around the minimum wage, the ceiling and high pay, executives or not."""
    gross = numpy.array([6000.0, 21203.76, 30000.0, 40000.01, 120000.0, 45678.9])
    inputs = {"categorie_salarie": numpy.array(["prive_non_cadre"] * 3 + ["prive_cadre"] * 3)}
    net = net_pay(system, target, gross, year, inputs)
    found = gross_pay(system, target, net, year, inputs)
    numpy.testing.assert_allclose(net_pay(system, target, found, year, inputs), net, atol=CENT)
    numpy.testing.assert_allclose(found, gross, atol=2 * CENT)


def test_the_lower_of_two_gross_amounts_is_chosen(system):
    """Above one ceiling the contribution on the whole pay starts: the same net pay from two gross ones."""
    ceiling = system.parameters("2024-01-01").cotisations.plafond_securite_sociale.annuel
    at_ceiling = net_pay(system, "salaire_net", numpy.array([float(ceiling)]), 2024)
    above = net_pay(system, "salaire_net", numpy.array([ceiling + 12.0]), 2024)
    assert above[0] < at_ceiling[0]
    assert gross_pay(system, "salaire_net", above, 2024)[0] < ceiling


def test_nothing_gives_nothing(system):
    assert gross_pay(system, "salaire_net", [0.0], 2024)[0] == 0


@pytest.mark.parametrize(
    ("target", "amount", "what"),
    [("salaire_brut", 1.0, "cannot be inverted"), ("salaire_net", -1.0, "row 0"), ("salaire_net", numpy.nan, "row 0")],
)
def test_what_cannot_be_inverted_is_refused(system, target, amount, what):
    with pytest.raises(InversionError, match=what):
        gross_pay(system, target, [amount], 2024)
