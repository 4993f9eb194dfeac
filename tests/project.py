"""What the tests read of the project itself: its modules, parameters and cases, as they stand on disk."""

import ast
import functools
from pathlib import Path

from openfisca_secu import CountryTaxBenefitSystem
from openfisca_secu.engine.yaml_tests import read as read_yaml

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "openfisca_secu"
VARIABLES = PACKAGE / "variables"
PARAMETERS = ROOT / "parameters"
TESTS = ROOT / "tests"
YEARS = range(2015, 2027)
UNITS = {
    *("currency", "/1", "year", "quarter", "month", "week", "day", "hour", "date", "child", "person", "category"),
    *("bmaf", "smic", "pss"),
}


@functools.cache
def tax_benefit_system():
    """The tax-benefit system, built once a process."""
    return CountryTaxBenefitSystem()


@functools.cache
def tree(path):
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def variable_modules():
    """The files of `variables/`."""
    return sorted(path for path in VARIABLES.rglob("*.py") if path.name != "__init__.py")


def parameter_files():
    """The files of `parameters/`."""
    return sorted(PARAMETERS.rglob("*.yaml"))


def case_files():
    """The YAML files of `tests/`."""
    return sorted(TESTS.rglob("*.yaml"))


@functools.cache
def cases(path):
    """The cases of one YAML file."""
    content = read_yaml(path)
    return content if isinstance(content, list) else [content]


def classes(path):
    """The variables that a module defines: its classes with a `value_type`."""
    return [
        node
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and "value_type" in {name for name, _ in attributes(node)}
    ]


def attributes(class_node):
    """`(name, value node)` of what a class assigns."""
    return [
        (target.id, line.value)
        for line in class_node.body
        if isinstance(line, ast.Assign)
        for target in line.targets
        if isinstance(target, ast.Name)
    ]


def formulas(class_node):
    """The formulas of a class."""
    return [node for node in class_node.body if isinstance(node, ast.FunctionDef) and node.name.startswith("formula")]


def short(path):
    """A path as a report shows it."""
    return str(path.relative_to(ROOT))
