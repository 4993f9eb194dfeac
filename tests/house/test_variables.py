"""Every variable says what it is and where the law says it; its default is a value that it takes."""

from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from project import UNITS, VARIABLES, attributes, classes, formulas, short, variable_modules

from openfisca_secu.engine import Variable

# Formulas of these folders are arithmetic on what is given or computed elsewhere, not rules of the Code.
WITHOUT_ARTICLE = {"situation", "revenus", "mesures"}


def in_classes(fault):
    """What is wrong with each class of `variables/`, by the place where it stands."""
    return [
        f"{short(path)}:{one.lineno} {one.name}"
        for path in variable_modules()
        for one in classes(path)
        if fault(path, one)
    ]


def test_every_variable_has_a_label(system):
    missing = [name for name, variable in system.variables.items() if not (variable.label or "").strip()]
    assert not missing, "\n".join(missing)


def test_labels_are_one_line_without_final_stop(system):
    odd = [
        f"{name}: {variable.label!r}"
        for name, variable in system.variables.items()
        if "\n" in variable.label or variable.label != variable.label.strip() or variable.label.endswith(".")
    ]
    assert not odd, "\n".join(odd)


def test_every_formula_cites_the_code():
    missing = in_classes(
        lambda path, one: (
            formulas(one)
            and "reference" not in dict(attributes(one))
            and path.relative_to(VARIABLES).parts[0] not in WITHOUT_ARTICLE
        )
    )
    assert not missing, "\n".join(missing)


def test_units_are_those_of_the_conventions(system):
    odd = [f"{name}: {one.unit}" for name, one in system.variables.items() if one.unit and one.unit not in UNITS]
    assert not odd, "\n".join(odd)


def test_every_variable_of_the_law_is_of_the_packages_own_class(system):
    """So that bounds are read, and that nobody redefines the base class."""
    odd = [name for name, variable in system.variables.items() if not isinstance(variable, Variable)]
    assert not odd, "\n".join(odd)


def test_every_default_is_a_value_that_the_variable_takes(system):
    refused = []
    simulation = SimulationBuilder().build_default_simulation(system, 1)
    for name, variable in system.variables.items():
        default = variable.default_value
        year = variable.end.year if variable.end else 2024
        period = str(year) if variable.definition_period == DateUnit.YEAR else f"{year}-01"
        try:
            simulation.set_input(name, period, [default.name if isinstance(default, Enum) else default])
        except ValueError as error:
            refused.append(str(error))
    assert not refused, "\n".join(refused)
