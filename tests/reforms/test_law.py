"""`Law`: the same in another process, several reforms in order, and those that cannot go together."""

import json
import multiprocessing
import pickle
import re
from concurrent.futures import ProcessPoolExecutor

import pytest
from openfisca_core.simulations import SimulationBuilder
from project import ROOT

from openfisca_secu import CountryTaxBenefitSystem
from openfisca_secu.reforms import Header, Law, ReformError
from openfisca_secu.reforms.tree import changed_parameters, changed_variables, leaves

EXAMPLES = sorted(path for path in (ROOT / "reforms").iterdir() if path.suffix in (".py", ".yaml"))
BMAF = "prestations_familiales.bmaf"


def bmaf(law):
    """Called in another process."""
    return leaves(law().parameters)[BMAF].get_at_instant("2025-01-01")


def test_a_law_is_a_value(parameters):
    path = parameters(f"{BMAF}:\n  2025-01-01: 480")
    law = Law([path])
    assert law == Law((str(path),)) == pickle.loads(pickle.dumps(law))
    assert hash(law) == hash(Law([path]))
    assert law != Law()
    with pytest.raises(AttributeError):
        law.reforms = ()
    assert Law((law.reforms[0],)) == law
    assert eval(repr(law), {"Law": Law, "Source": type(law.reforms[0])}) == law


def test_no_reform_is_the_law(system):
    plain = Law()()
    assert type(plain) is CountryTaxBenefitSystem
    assert not changed_parameters(system.parameters, plain.parameters)
    assert Law().description() == {"reforms": []}


def test_another_process_has_the_same_law(parameters, monkeypatch, tmp_path):
    parameters(f"{BMAF}:\n  2025-01-01: 480")
    monkeypatch.chdir(tmp_path)
    law = Law(["reforme.yaml"])
    monkeypatch.chdir(ROOT)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(bmaf, law).result() == 480


def test_a_file_that_changed_meanwhile_is_refused_in_every_process(parameters):
    path = parameters(f"{BMAF}:\n  2025-01-01: 480")
    law = Law([path])
    parameters(f"{BMAF}:\n  2025-01-01: 490")
    message = r"reforme\.yaml: the file has changed since the reform was loaded \(sha256 "
    with pytest.raises(ReformError, match=message):
        law()
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        raised = pool.submit(bmaf, law).exception()
    assert isinstance(raised, ReformError)
    assert re.search(message, str(raised))
    assert bmaf(Law([path])) == 490


def test_a_file_that_has_gone(parameters):
    path = parameters(f"{BMAF}:\n  2025-01-01: 480")
    law = Law([path])
    path.unlink()
    with pytest.raises(ReformError, match=r"reforme\.yaml: No such file"):
        law()


@pytest.mark.parametrize(("name", "message"), [("absente.yaml", "No such file"), ("notes.txt", "a reform is a file")])
def test_what_is_no_reform(tmp_path, name, message):
    with pytest.raises(ReformError, match=message):
        Law([tmp_path / name])


@pytest.mark.parametrize("files", ["reforme.yaml", None, 3])
def test_a_single_name_is_not_a_list(files):
    with pytest.raises(TypeError, match="a list or a tuple"):
        Law(files)


def test_an_error_goes_from_process_to_process():
    error = ReformError(["a", "b"])
    assert pickle.loads(pickle.dumps(error)).faults == ("a", "b")
    assert str(error) == "a\nb"


def test_what_manifests_and_reports_say(write):
    path = write(f"""
        titre: Une base plus forte
        title: A stronger base
        description: >-
          Sur deux
          lignes.
        parameters: {{{BMAF}: {{2025-01-01: 480}}}}
        """)
    law = Law([path, ROOT / "reforms" / "aah_conjugalisee.py"])
    assert law.headers[0] == Header("Une base plus forte", "A stronger base", "Sur deux lignes.", "")
    assert law.titles[1] == "L'allocation aux adultes handicapés avec les ressources du conjoint"
    assert law.titles_en == ("A stronger base", "The disability allowance with the partner's income")
    said = law.description()
    assert [one["file"] for one in said["reforms"]] == ["reforme.yaml", "aah_conjugalisee.py"]
    assert said["reforms"][0]["sha256"] == law.reforms[0].sha256
    assert str(path.parent) not in json.dumps(said)


# ---- Several reforms


def test_reforms_of_different_parameters_add_up(parameters):
    first = parameters(f"{BMAF}:\n  2025-01-01: 480", "a.yaml")
    second = parameters("prime_activite.montants.bonification.taux:\n  2025-01-01: 0.4", "b.yaml")
    for order in ([first, second], [second, first]):
        found = leaves(Law(order)().parameters)
        assert found[BMAF].get_at_instant("2025-01-01") == 480
        assert found["prime_activite.montants.bonification.taux"].get_at_instant("2025-01-01") == 0.4


def test_the_same_parameter_at_other_dates_adds_up(parameters):
    first = parameters(f"{BMAF}:\n  2025-01-01: 480\n  fin: 2025-12-31", "a.yaml")
    second = parameters(f"{BMAF}:\n  2026-01-01: 490", "b.yaml")
    for order in ([first, second], [second, first]):
        history = leaves(Law(order)().parameters)[BMAF]
        assert [history.get_at_instant(day) for day in ("2024-12-31", "2025-12-31", "2026-01-01")] == [466.44, 480, 490]


@pytest.mark.parametrize("value", [490, 480, 474.37])
def test_the_same_parameter_on_the_same_day_is_refused(parameters, value):
    """In both orders, even where one of them restates the other or the law."""
    first = parameters(f"{BMAF}:\n  2025-01-01: 480\n  fin: 2026-01-01", "a.yaml")
    second = parameters(f"{BMAF}:\n  2026-01-01: {value}\n  fin: 2026-01-31", "b.yaml")
    for order in ([first, second], [second, first]):
        with pytest.raises(ReformError, match=rf"both change '{BMAF}' at the same dates"):
            Law(order)()


PYTHON = """
    from openfisca_core.reforms import Reform
    from openfisca_secu.model_api import Variable

    class af_base(Variable):
        def formula_2025(famille, period):
            return famille("af_nbenf", period) * 100

    def modified(parameters):
        parameters.prestations_familiales.bmaf.update(start="2025-01-01", value=480)
        return parameters

    class Python(Reform):
        def apply(self):
            self.update_variable(af_base)
            self.modify_parameters(modified)
    """


def test_a_python_reform_is_compared_too(write, parameters):
    python = write(PYTHON, "python.py")
    with pytest.raises(ReformError, match=f"'{BMAF}'"):
        Law([python, parameters(f"{BMAF}:\n  2026-05-01: 500", "b.yaml")])()
    with pytest.raises(ReformError, match=f"'{BMAF}'"):
        Law([parameters(f"{BMAF}:\n  2026-05-01: 500", "b.yaml"), python])()
    Law([python, parameters(f"{BMAF}:\n  2024-05-01: 500\n  fin: 2024-12-31", "b.yaml")])()
    with pytest.raises(ReformError, match="'af_base'"):
        Law([python, ROOT / "reforms" / "af_premier_enfant.py"])()


def test_a_yaml_reform_changes_what_a_python_one_adds(parameters):
    path = "prestations_familiales.allocations_familiales.taux.premier_enfant.tranche_1"
    second = parameters(f"{path}:\n  unite: bmaf\n  2026-01-01: 0.2")
    system = Law([ROOT / "reforms" / "af_premier_enfant.py", second])()
    simulation = SimulationBuilder().build_default_simulation(system, 1)
    for month in ("2025-12", "2026-01"):
        for name, value in (("af_nbenf", 1), ("af_part_enfant", 1), ("af_tranche", 1)):
            simulation.set_input(name, month, [value])
    assert simulation.calculate("af_base", "2025-12")[0] == pytest.approx(75.8992)  # 474.37 × 0.16
    assert simulation.calculate("af_base", "2026-01")[0] == pytest.approx(94.874)  # 474.37 × 0.20
    with pytest.raises(ReformError, match="no parameter"):
        Law([second])()


# ---- The examples


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_leaves_the_law_as_it_is(path):
    plain = CountryTaxBenefitSystem()
    histories = {
        name: [(one.instant_str, one.value) for one in leaf.values_list]
        for name, leaf in leaves(plain.parameters).items()
    }
    variables, formulas = dict(plain.variables), {name: dict(one.formulas) for name, one in plain.variables.items()}
    law = Law([path])
    reformed = law().__class__(plain)
    assert changed_parameters(plain.parameters, reformed.parameters) or changed_variables(plain, reformed)
    assert plain.variables == variables
    assert {name: dict(one.formulas) for name, one in plain.variables.items()} == formulas
    assert histories == {
        name: [(one.instant_str, one.value) for one in leaf.values_list]
        for name, leaf in leaves(plain.parameters).items()
    }


def test_examples_say_what_they_are_in_both_languages_and_go_together():
    law = Law(EXAMPLES)
    assert len(EXAMPLES) == 6
    for one in law.headers:
        assert all((one.titre, one.title, one.description, one.description_en))
        assert one.titre != one.title
    law()
