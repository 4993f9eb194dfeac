"""The house: one instrument has the same path in three wings; rooms do not open on one another."""

import ast
import re
from pathlib import Path

import pytest
from project import (
    PACKAGE,
    PARAMETERS,
    ROOT,
    TESTS,
    VARIABLES,
    case_files,
    classes,
    formulas,
    parameter_files,
    short,
    tree,
    variable_modules,
)

# Parameters that several instruments read and that belong to none, and why.
SHARED = {
    "prestations_familiales/bmaf": "the monthly base of all family benefits",
    "invalidite_deces/majoration_tierce_personne": "read before its instrument is computed",
    "minima_sociaux/avts": "an allowance closed since 2006 of which other amounts are defined",
    "minima_sociaux/rsa": "defined outside the Code, which reads its amount",
}
# Cases that belong to several instruments at once.
SEVERAL = set()
# Reforms: their cases stand in `tests/reforms/`.
REFORMS = {f"reforms/{path.stem}" for path in (ROOT / "reforms").iterdir() if path.suffix in (".py", ".yaml")}


def rooms(paths, wing):
    """The path of each file in its wing, without its suffix."""
    return {str(path.relative_to(wing).with_suffix("")): path for path in paths}


def test_every_instrument_has_its_cases():
    tests = rooms(case_files(), TESTS)
    missing = [
        short(path)
        for room, path in rooms(variable_modules(), VARIABLES).items()
        if any(formulas(one) for one in classes(path)) and room not in tests
    ]
    assert not missing, "\n".join(missing)


def test_every_file_of_cases_has_its_instrument():
    modules = rooms(variable_modules(), VARIABLES).keys()
    lost = [
        short(path)
        for room, path in rooms(case_files(), TESTS).items()
        if room not in modules | REFORMS | SHARED.keys() | SEVERAL and not in_a_house(room)
    ]
    assert not lost, "\n".join(lost)


def test_every_reform_has_its_cases():
    assert REFORMS
    assert rooms(case_files(), TESTS).keys() >= REFORMS


def test_every_file_of_parameters_has_its_instrument():
    modules = rooms(variable_modules(), VARIABLES)
    lost = [
        short(path)
        for room, path in rooms(parameter_files(), PARAMETERS).items()
        if room not in modules and room not in SHARED and not in_a_house(room)
    ]
    assert not lost, "\n".join(lost)


def in_a_house(room):
    """True for a file in the folder of one large instrument: such a folder stands in the three wings."""
    folder = Path(room).parent
    return len(folder.parts) > 1 and (VARIABLES / folder).is_dir()


def test_every_exception_is_still_one():
    assert SHARED.keys() <= rooms(parameter_files(), PARAMETERS).keys()
    assert not SHARED.keys() & rooms(variable_modules(), VARIABLES).keys()
    assert rooms(case_files(), TESTS).keys() >= SEVERAL


def imports(path):
    """`(line, module)` for each import of a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "." * node.level + (node.module or "")


def test_modules_of_variables_do_not_import_one_another():
    """core loads each under a private name: an import would define its variables and enums a second time."""
    odd = [
        f"{short(path)}:{line}: {name}"
        for path in variable_modules()
        for line, name in imports(path)
        if name.startswith(("openfisca_secu.variables", "."))
    ]
    assert not odd, "\n".join(odd)


def test_variables_know_nothing_of_surveys_nor_of_the_engine():
    odd = [
        f"{short(path)}:{line}: {name}"
        for path in variable_modules()
        for line, name in imports(path)
        if re.match(r"openfisca_secu\.(survey|engine|reforms|report|cli)\b|openfisca_web_api|pandas", name)
    ]
    assert not odd, "\n".join(odd)


def test_every_variable_is_defined_once():
    names = [one.name for path in variable_modules() for one in classes(path)]
    assert sorted(names) == sorted(set(names))


def files():
    """The texts of the project that a program reads."""
    folders = (PACKAGE, PARAMETERS, TESTS, ROOT / "benchmarks", ROOT / "reforms", ROOT / "notebooks", ROOT / ".ci")
    inside = [path for folder in folders for path in folder.rglob("*") if path.suffix in (".py", ".yaml", ".ipynb", "")]
    top = [ROOT / name for name in ("setup.py", "pyproject.toml", "Makefile")]
    return [path for path in (*inside, *top) if path.is_file() and "__pycache__" not in path.parts]


def test_nothing_reads_what_lies_beside_the_project():
    beside = re.compile(r"\.\./shared|/work/shared|\bshared/(law|facts|data|tools|research)\b")
    odd = [
        f"{short(path)}:{number}"
        for path in files()
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if beside.search(line)
    ]
    assert not odd, "\n".join(odd)


@pytest.mark.parametrize(
    ("words", "except_in"),
    [
        (r"float32|int32", ("openfisca_secu/engine/",)),
        # (numbers that users' expressions make too large are refused where they are made)
        (r"filterwarnings|simplefilter|errstate|seterr", ("openfisca_secu/survey/mapping/",)),
        (r"\b(TODO|FIXME|XXX)\b", ()),
    ],
)
def test_words_that_the_package_does_not_use(words, except_in):
    """Single precision loses cents; a muted warning hides a division by zero; what is left to do is in an issue."""
    odd = [
        f"{short(path)}:{number}: {line.strip()}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if not short(path).startswith(except_in)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(words, line)
    ]
    assert not odd, "\n".join(odd)
