"""Python reforms: found, run from the text that was hashed, float64, and errors that tell their line."""

import numpy
import pytest
from openfisca_core.simulations import SimulationBuilder

from openfisca_secu.reforms import Law, ReformError, reform_class
from openfisca_secu.reforms.source import Source
from openfisca_secu.reforms.structural import take_formulas

DOUBLED = """
    from openfisca_core.reforms import Reform
    from openfisca_core.variables import Variable as CoreVariable
    from openfisca_secu.model_api import MONTH, Individu, Variable, divide

    class salaire_de_base(Variable):
        label = "Le même, sous un autre nom"

    class crds_retraite(Variable):
        def formula_2025(individu, period):
            return individu("retraite_brute", period) / 3

    class nouvelle(CoreVariable):
        value_type = float
        entity = Individu
        definition_period = MONTH
        label = "Une variable de la réforme"

        def formula(individu, period):
            return individu("salaire_de_base", period) / 3

    class Essai(Reform):
        titre = "Un essai"
        title = "A trial"
        def apply(self):
            self.update_variable(salaire_de_base)
            self.update_variable(crds_retraite)
            self.add_variable(nouvelle)
    """


def one_person(system, **values):
    simulation = SimulationBuilder().build_default_simulation(system, 1)
    for name, given in values.items():
        for period, value in given.items():
            simulation.set_input(name, period, [value])
    return simulation


@pytest.fixture
def doubled(write):
    return Law([write(DOUBLED, "essai.py")])


def test_amounts_stay_in_float64(doubled):
    simulation = one_person(
        doubled(), salaire_de_base={"2025": 12 * 1234567.89}, retraite_brute={"2025-01": 1234567.89}
    )
    for name in ("salaire_de_base", "nouvelle", "crds_retraite"):
        array = simulation.calculate(name, "2025-01")
        assert array.dtype == numpy.float64
        assert array[0] == pytest.approx(1234567.89 / (1 if name == "salaire_de_base" else 3), abs=1e-9)


def test_an_updated_input_is_still_divided_bounded_and_checked(doubled):
    simulation = one_person(doubled(), salaire_de_base={"2025": 24000})
    assert simulation.calculate("salaire_de_base", "2025-03").tolist() == [2000]
    with pytest.raises(ValueError, match="salaire_de_base"):
        one_person(doubled(), salaire_de_base={"2025": float("nan")})
    with pytest.raises(ValueError, match="salaire_de_base"):
        one_person(doubled(), salaire_de_base={"2025": -1})


def test_earlier_formulas_stay(system, doubled):
    given = {"retraite_brute": {"2024-12": 1500, "2025-01": 1500}, "rfr": {"2022": 30000}}
    reformed, law = (one_person(one, **given) for one in (doubled(), system))
    assert reformed.calculate("crds_retraite", "2024-12") == law.calculate("crds_retraite", "2024-12") == 7.5
    assert reformed.calculate("crds_retraite", "2025-01") == 500


def test_the_baseline_keeps_its_variables(system, doubled):
    before = dict(system.variables)
    reformed = doubled()
    assert reformed.get_variable("nouvelle") is not None
    assert system.get_variable("nouvelle") is None
    assert system.variables == before
    assert reformed.baseline.get_variable("crds_retraite") is not reformed.get_variable("crds_retraite")


TWO = """
    from openfisca_core.reforms import Reform

    class Une(Reform):
        def apply(self):
            self.neutralize_variable("af")

    class Autre(Reform):
        name = "L'autre"
        def apply(self):
            self.neutralize_variable("cf")
    """


def test_one_of_several_classes_is_named(write):
    path = write(TWO, "deux.py")
    assert Law([f"{path}:Autre"])().get_variable("cf").is_neutralized
    assert not Law([f"{path}:Autre"])().get_variable("af").is_neutralized
    assert Law([f"{path}:Autre", f"{path}:Une"]).titles == ("L'autre", "Une")
    assert Law([f"{path}:Autre"]).description()["reforms"][0]["file"] == "deux.py:Autre"


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        (TWO, "", r"one subclass .* several \(Une, Autre\): name one, reforme.py:Une"),
        (TWO, ":Troisieme", "no reform 'Troisieme'; there: Une, Autre"),
        ("x = 1", "", "one subclass .* found: none"),
        ("from openfisca_core.reforms import Reform", "", "found: none"),
        ("x = 1\ny = z", "", "reforme.py, line 2: NameError"),
        ("x = 1\nif x\n", "", "reforme.py, line 2: SyntaxError"),
        ("import absente", "", "reforme.py, line 1: ModuleNotFoundError"),
        (TWO.replace('"af"', '"aff"'), ":Une", "reforme.py, line 5: "),
    ],
)
def test_what_is_wrong_in_a_python_file(write, text, name, message):
    path = write(text, "reforme.py")
    with pytest.raises(ReformError, match=message):
        Law([f"{path}{name}"])()


def test_what_runs_is_the_text_whose_hash_was_taken(write):
    """No compiled copy is written beside the file, nor read: a file of the same size and second is another one."""
    path = write(TWO, "deux.py")
    assert Law([f"{path}:Une"])().get_variable("af").is_neutralized
    write(TWO.replace('"af"', '"cf"'), "deux.py")
    assert not Law([f"{path}:Une"])().get_variable("af").is_neutralized
    assert not (path.parent / "__pycache__").exists()


# ---- Formulas and values of another day


def test_formulas_and_values_of_another_day_for_a_time(system, write):
    path = write(
        """
        from openfisca_core.reforms import Reform
        from openfisca_secu.reforms import take_formulas, take_values

        class Ancienne(Reform):
            def apply(self):
                names = ["remuneration_allegement_general"]
                take_formulas(self, names, of="2025-01-01", start="2024-01-01", end="2024-06-30")
                self.modify_parameters(ceilings_of_2018)

        def ceilings_of_2018(tree):
            path = "prestations_familiales.allocations_familiales.plafond"
            take_values(tree, [path], of="2018-01-01", start="2025-01-01", end="2025-01-31")
            return tree
        """,
        "ancienne.py",
    )
    reformed = Law([path])()
    months = ("2023-12", "2024-01", "2024-06", "2024-07", "2025-01")
    given = {"remuneration_allegements": 2000, "prime_partage_valeur_exoneree": 100}
    simulation = one_person(reformed, **{name: dict.fromkeys(months, value) for name, value in given.items()})
    pay = [simulation.calculate("remuneration_allegement_general", month)[0] for month in months]
    assert pay == [2000, 2100, 2100, 2000, 2100]  # the bonus counts since 2025
    months = ("2024-12", "2025-01", "2025-02")
    simulation = one_person(reformed, af_nbenf=dict.fromkeys(months, 2))
    ceilings = [simulation.calculate("af_plafond_tranche_1", month)[0] for month in months]
    assert ceilings == [74966, 67542, 78565]  # 62 474 + 2 × 6 246 ; 56 286 + 2 × 5 628 ; 65 473 + 2 × 6 546
    law = one_person(system, af_nbenf={"2025-01": 2})
    assert law.calculate("af_plafond_tranche_1", "2025-01") == 78565


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('take_formulas(self, ["aff"], of="2014-01-01", start="2024-01-01")', "aff"),
        ('self.modify_parameters(lambda tree: take_values(tree, ["a.b"], of="2014-01-01", start="2024-01-01"))', "a.b"),
    ],
)
def test_unknown_names(write, call, message):
    path = write(
        f"""
        from openfisca_core.reforms import Reform
        from openfisca_secu.reforms import take_formulas, take_values

        class Fausse(Reform):
            def apply(self):
                {call}
        """,
        "fausse.py",
    )
    with pytest.raises(ReformError, match=message):
        Law([path])()


def test_the_taken_formulas_are_not_those_of_the_baseline(system):
    reform = type(system)()
    before = dict(reform.get_variable("aah_base").formulas)
    former = reform.get_variable("aah_base")
    take_formulas(reform, ["aah_base"], of="2023-09-01", start="2025-01-01")
    assert dict(former.formulas) == before
    assert reform.get_variable("aah_base") is not former


def test_a_class_is_found_from_its_source_or_its_path(write):
    path = write(DOUBLED, "essai.py")
    assert reform_class(path) is reform_class(Source.of(path))
    assert reform_class(path).title == "A trial"
