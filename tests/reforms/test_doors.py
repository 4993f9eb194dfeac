"""The same reform by every door: Python, `openfisca test`, the Web API, a survey in one process or two."""

import subprocess
import sys
from pathlib import Path

import pytest
from openfisca_core.reforms import Reform
from openfisca_core.scripts import build_tax_benefit_system
from openfisca_core.simulations import SimulationBuilder
from project import ROOT

from openfisca_secu.engine import web_api
from openfisca_secu.reforms import Law, ReformError, files
from openfisca_secu.survey import adapters
from openfisca_secu.survey.run import simulate

OPENFISCA = Path(sys.executable).parent / "openfisca"
FAMILY = {
    "individus": {
        "p": {"date_naissance": {"ETERNITY": "1985-01-01"}},
        "e": {"date_naissance": {"ETERNITY": "2015-03-01"}},
    },
    "familles": {"f": {"parents": ["p"], "enfants": ["e"], "af": {"2025-06": None}}},
    "foyers_fiscaux": {"t": {"declarants": ["p"], "personnes_a_charge": ["e"]}},
    "menages": {"m": {"personne_de_reference": "p", "enfants": ["e"]}},
}
ONE_CHILD = 75.8992  # 0.16 × 474.37
TWICE = "titre: Base doublée\ntitle: Twice the base\nparameters: {prestations_familiales.bmaf: {2025-01-01: 948.74}}\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of reforms, besides the examples: family allowances from the first child, and twice their base."""
    (tmp_path / "base_doublee.yaml").write_text(TWICE, encoding="utf-8")
    example = ROOT / "reforms" / "af_premier_enfant.py"
    (tmp_path / "premier.py").write_text(example.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setenv(files.VARIABLE, str(tmp_path))
    return tmp_path


NAMES = [f"openfisca_secu.reforms.files.{name}" for name in ("premier", "base_doublee")]


def test_python(folder):
    system = Law([folder / "premier.py", folder / "base_doublee.yaml"])()
    simulation = SimulationBuilder().build_from_dict(system, FAMILY)
    assert simulation.calculate("af", "2025-06")[0] == pytest.approx(2 * ONE_CHILD, abs=1e-9)


def test_the_web_api(folder):
    """As `openfisca serve --reforms` builds it."""
    client = web_api.create_app(build_tax_benefit_system("openfisca_secu", None, NAMES)).test_client()
    answer = client.post("/calculate", json=FAMILY)
    assert answer.status_code == 200
    assert answer.json["familles"]["f"]["af"]["2025-06"] == pytest.approx(2 * ONE_CHILD, abs=1e-9)
    assert client.get("/parameter/prestations_familiales/bmaf").json["values"]["2025-01-01"] == 948.74
    assert "formula_2025" in client.get("/variable/af_base").json["formulas"]["2025-01-01"]["content"]
    assert client.get("/variable/af_premier_enfant").status_code == 200
    assert client.get("/spec").json["info"]["title"]


@pytest.mark.parametrize("stem", ["aah_conjugalisee", "rgdu_2026_en_2025"])
def test_the_web_api_shows_a_formula_of_another_day(stem):
    client = web_api.create_app(
        build_tax_benefit_system("openfisca_secu", None, [f"{files.__name__}.{stem}"])
    ).test_client()
    name = {"aah_conjugalisee": "aah_base", "rgdu_2026_en_2025": "taux_maximal_exonerations"}[stem]
    assert "2025-01-01" in client.get(f"/variable/{name}").json["formulas"]


CASES = """
- name: Un enfant
  period: 2025-06
  absolute_error_margin: 0.005
  input: {{af_nbenf: [1], af_part_enfant: [1], af_tranche: [1]}}
  output: {{af_base: [{expected}]}}
"""


def test_openfisca_test(folder):
    cases = folder / "cas.yaml"
    command = [OPENFISCA, "test", "--country-package", "openfisca_secu"]
    for reforms, expected in ((NAMES, 2 * ONE_CHILD), (NAMES[:1], ONE_CHILD), ([], 0)):
        cases.write_text(CASES.format(expected=expected), encoding="utf-8")
        asked = ["--reforms", *reforms] if reforms else []
        done = subprocess.run([*command, cases, *asked], cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_survey_in_one_process_or_two(folder):
    sample = adapters.read("sample", "sample", households=40)
    law = Law([folder / "premier.py", folder / "base_doublee.yaml"])
    one, two = (
        simulate(sample, 2025, ["af", "af_base"], law=law, processes=processes, block_size=20).totals
        for processes in (1, 2)
    )
    plain = simulate(sample, 2025, ["af", "af_base"]).totals.set_index("variable")["total"]
    assert one.equals(two)
    assert one.set_index("variable")["total"]["af"] > 2 * plain["af"] > 0


def test_names_are_files_of_the_folders(folder, monkeypatch):
    assert issubclass(files.base_doublee, Reform)
    assert files.base_doublee.title == "Twice the base"
    with pytest.raises(ReformError, match=r"no reform base_double.yaml or base_double.py in .*near it: base_doublee"):
        files.base_double  # noqa: B018
    with pytest.raises(AttributeError):
        files._private  # noqa: B018
    monkeypatch.delenv(files.VARIABLE)
    monkeypatch.chdir(folder)
    assert files.af_premier_enfant.title == "Family allowances from the first child"  # the examples of the checkout
    (folder / "reforms").mkdir()
    (folder / "reforms" / "af_premier_enfant.yaml").write_text(TWICE, encoding="utf-8")
    assert files.af_premier_enfant.title == "Twice the base"  # those of the current folder come first
