"""What two laws have in common: which variables, and the same results whether it is computed once or twice."""

from pathlib import Path

import pytest

from openfisca_secu.reforms import Law
from openfisca_secu.survey import adapters, run
from openfisca_secu.survey.checks import check
from openfisca_secu.survey.inputs import Clocks
from openfisca_secu.survey.outcomes import outcome_of
from openfisca_secu.survey.reads import first_block
from openfisca_secu.survey.scenarios import Scenario, system_of
from openfisca_secu.survey.sharing import FEW, common_variables
from openfisca_secu.survey.treatment import UNTREATED

REFORMS = Path(__file__).parents[2] / "reforms"
NAMES = ("af", "cf", "ppa", "csg_imposable_retraite", "csg_imposable_salaire", "allegement_general")


@pytest.fixture(scope="module")
def block():
    system = system_of(Law())
    with first_block(check(adapters.read("sample", "sample", households=FEW), system), system, FEW) as found:
        yield found


@pytest.mark.parametrize(
    ("reform", "changed"),
    [
        ("af_premier_enfant.py", {"af", "ppa"}),
        ("af_sans_condition_de_ressources.yaml", {"af", "ppa"}),
        ("ppa_bonification.yaml", {"ppa"}),
        ("rgdu_2026_en_2025.py", {"allegement_general"}),
    ],
)
def test_a_reform_changes_what_reads_it(block, reform, changed):
    system = system_of(Law())
    outcomes = [outcome_of(system.get_variable(name)) for name in NAMES]
    other = system_of(Law([REFORMS / reform]))
    common = common_variables(system, other, block, Clocks(2025, 2025), outcomes, treatment=UNTREATED)
    assert set(NAMES) - common == changed
    assert "salaire_de_base" in common


def test_results_are_the_same_without_sharing(made, monkeypatch):
    shared, alone = (_made(made, monkeypatch, name, blocks) for name, blocks in (("shared", 1), ("alone", 1_000_000)))
    for path in sorted(shared.rglob("*")):
        if path.is_file():
            assert (alone / path.relative_to(shared)).read_bytes() == path.read_bytes(), path.name


def _made(made, monkeypatch, name, blocks):
    monkeypatch.setattr(run, "_SHARED_FROM", blocks)
    return made(name, years=2025, replicates=0, block_size=40, incentives=True).folder


def test_only_reforms_leave_something_in_common():
    law, reform = Law(), Law([REFORMS / "ppa_bonification.yaml"])
    reference = Scenario("reference", law)
    assert reference.shares_with(Scenario("reforme", reform))
    assert not reference.shares_with(Scenario("reforme", reform, law_year=2022))
    assert not reference.shares_with(Scenario("reforme", reform, change="hausse"))
    assert not reference.shares_with(Scenario("reforme", lambda: None))


def test_a_system_is_made_once():
    assert system_of(Law()) is system_of(Law())
    reformed = system_of(Law([REFORMS / "ppa_bonification.yaml"]))
    assert reformed is not system_of(Law())
    assert reformed.get_variable("af") is system_of(Law()).get_variable("af")
