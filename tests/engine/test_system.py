"""The tax-benefit system: loaded from its files, cloned apart, described for the Web API, replaced enums understood."""

import numpy
from mini import couple, situation
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.reforms import Reform
from project import PARAMETERS, ROOT, classes, tax_benefit_system, variable_modules

import openfisca_secu
from openfisca_secu import CountryTaxBenefitSystem, engine
from openfisca_secu.engine import Variable

JAN = "2024-01"


def test_every_class_of_the_files_is_a_variable(system):
    assert {one.name for path in variable_modules() for one in classes(path)} <= set(system.variables)


def test_a_variable_knows_its_lines(system):
    """Those that a function makes in a loop have none."""
    known = {name: one.get_introspection_data() for name, one in system.variables.items()}
    assert sum(bool(path) for path, *_ in known.values()) > len(known) / 2
    for name, (path, source, line) in known.items():
        if path:
            text = (ROOT / path.lstrip("/")).read_text(encoding="utf-8").splitlines()
            assert text[line - 1].startswith(f"class {name}(")
            assert source.splitlines()[0] == text[line - 1]


def test_a_variable_of_no_file_has_no_lines():
    made = type("made", (Variable,), {"__module__": "nowhere"})
    assert made.get_introspection_data() == ("", None, 0)


def test_the_parameters_are_those_of_the_checkout():
    assert openfisca_secu.parameters_directory() == PARAMETERS


def test_a_clone_does_not_take_the_entities_of_its_original():
    system = CountryTaxBenefitSystem()
    clone = system.clone()
    del clone.variables["salaire_de_base"]
    for one in (system, clone):
        assert all(entity._tax_benefit_system is one for entity in one.entities)
        assert one.person_entity in one.entities
        assert len(one.group_entities) == 3
    content = couple({"salaire_de_base": {JAN: 5}})
    assert situation(system, content).calculate("salaire_de_base", JAN).tolist() == [5, 0]


def test_an_enum_of_one_system_is_understood_by_another():
    """Each system has its own copy of the modules, hence of the enums."""
    first = situation(tax_benefit_system(), couple({"sexe": {"ETERNITY": "femme"}}))
    codes = first.calculate("sexe", JAN)
    second = situation(CountryTaxBenefitSystem(), couple())
    assert codes.possible_values is not second.tax_benefit_system.variables["sexe"].possible_values
    second.set_input("sexe", JAN, codes)
    assert second.calculate("sexe", JAN).decode_to_str().tolist() == ["femme", "homme"]
    assert isinstance(second.calculate("sexe", JAN), EnumArray)


def test_the_engine_can_be_installed_again():
    engine.install()
    engine.install()
    one = situation(tax_benefit_system(), couple({"salaire_de_base": {"2024": 12}}))
    assert one.clone().calculate("salaire_de_base", JAN).tolist() == [1, 0]


def test_a_reform_of_the_whole_law_keeps_float64(system):
    class salaire_de_base(Variable):
        label = "Salaire"

    reform = type("Reforme", (Reform,), {"apply": lambda self: self.update_variable(salaire_de_base)})(system)
    one = situation(reform, couple({"salaire_de_base": {JAN: 1_234_567.89}}))
    assert one.calculate("salaire_de_base", JAN).tolist() == [1_234_567.89, 0]
    assert all(variable.dtype != numpy.float32 for variable in reform.variables.values())
