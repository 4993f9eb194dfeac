"""Every formula, as it is written: pure, without a number of the law, without itself."""

import ast
import re

from project import VARIABLES, classes, formulas, short, tree, variable_modules
from purity import faults_of_formula, numbers_of

# Numbers that a formula may hold though they are not plain, and why.
NOT_OF_THE_LAW = {
    ("prestations_familiales/allocations_familiales.py", 3): "the name of the third band of resources",
    ("prestations_familiales/paje/prepare_activite.py", 4): "the precision with which hours are given",
}
DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")


def test_formulas_are_pure():
    faults = [
        f"{short(path)}:{line} {one.name}: {what}"
        for path in variable_modules()
        for one in classes(path)
        for formula in formulas(one)
        for line, what in faults_of_formula(formula)
    ]
    assert not faults, "\n".join(faults)


def test_functions_of_formulas_are_pure():
    faults = [
        f"{short(path)}:{line} {node.name}: {what}"
        for path in variable_modules()
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef)
        for line, what in faults_of_formula(node, is_formula=False)
    ]
    assert not faults, "\n".join(faults)


def test_numbers_of_the_law_are_parameters():
    found = {
        (str(path.relative_to(VARIABLES)), number): line
        for path in variable_modules()
        for line, number in numbers_of(tree(path))
    }
    faults = [
        f"{path}:{line}: {number}" for (path, number), line in found.items() if (path, number) not in NOT_OF_THE_LAW
    ]
    assert not faults, "\n".join(faults)
    assert NOT_OF_THE_LAW.keys() <= found.keys(), "an exception that nothing needs any more"


def test_dates_of_the_law_are_dates_of_parameters_or_of_formulas():
    faults = [
        f"{short(path)}:{node.lineno} {one.name}: {node.value!r}"
        for path in variable_modules()
        for one in classes(path)
        for formula in formulas(one)
        for node in ast.walk(formula)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and DATE.fullmatch(node.value)
    ]
    assert not faults, "\n".join(faults)


def test_no_formula_names_its_own_variable():
    faults = [
        f"{short(path)}:{node.lineno} {one.name}"
        for path in variable_modules()
        for one in classes(path)
        for formula in formulas(one)
        for node in ast.walk(formula)
        if isinstance(node, ast.Call) and node.args and getattr(node.args[0], "value", None) == one.name
    ]
    assert not faults, "\n".join(faults)


def test_yearly_variables_have_formulas_dated_on_the_first_of_january(system):
    """core compares with 1 January: a formula dated later would miss its first year."""
    faults = [
        f"{name}: {start}"
        for name, variable in system.variables.items()
        if variable.definition_period == "year"
        for start in variable.formulas
        if not start.endswith("-01-01")
    ]
    assert not faults, "\n".join(faults)
