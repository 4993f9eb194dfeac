"""YAML cases: a test a cent off fails, by pytest and by `openfisca test`; nothing passes without a comparison."""

import subprocess
import sys
from pathlib import Path

import numpy
import pytest
import yaml
from openfisca_core.tools import assert_near
from project import ROOT, TESTS

from openfisca_secu.engine.yaml_tests import StrictLoader

BIG = 1_234_567.89
OPENFISCA = Path(sys.executable).parent / "openfisca"

CASES = """
- name: right to the cent
  period: 2024-01
  input: {salaire_de_base: 1234567.89}
  output: {salaire_de_base: 1234567.89}
- name: a cent off
  period: 2024-01
  absolute_error_margin: 0.005
  input: {salaire_de_base: 1234567.89}
  output: {salaire_de_base: 1234567.90}
- name: without output
  period: 2024-01
  input: {salaire_de_base: 1}
  output: {}
- name: an attack as input
  period: 2024-01
  input: {salaire_de_base: "MARKER"}
  output: {salaire_de_base: 0}
- name: an attack as expected value
  period: 2024-01
  input: {salaire_de_base: 1}
  output: {salaire_de_base: "MARKER"}
- name: by person, an enum and a date
  period: 2024-01
  input: {individus: {a: {sexe: femme, date_naissance: 1980-05-01}, b: {sexe: homme}}}
  output:
    individus: {a: {sexe: femme, date_naissance: 1980-05-01, age: 43}, b: {sexe: homme}}
    sexe: [femme, homme]
- name: by person, another enum
  period: 2024-01
  input: {individus: {a: {sexe: femme}}}
  output: {individus: {a: {sexe: homme}}}
- name: an unknown variable
  period: 2024-01
  input: {salaire_de_base: 1}
  output: {salaire_de_bas: 1}
"""
FAILING = (
    *("a cent off", "without output", "an attack as input", "an attack as expected value"),
    *("by person, another enum", "an unknown variable"),
)


@pytest.fixture
def case_file(tmp_path):
    """The cases in a file, with an attack that would create `tmp_path / "marker"`."""
    attack = f'f\'{{__import__(\\\\"pathlib\\\\").Path(\\\\"{tmp_path / "marker"}\\\\").touch()}}\''
    path = tmp_path / "cases.yaml"
    path.write_text(CASES.replace("MARKER", attack.replace("\\\\", "\\")), encoding="utf-8")
    return path


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=ROOT, check=False)


@pytest.mark.parametrize("by", ["pytest", "openfisca"])
def test_a_case_a_cent_off_fails_with_its_file_and_name(case_file, by):
    if by == "pytest":
        (case_file.parent / "conftest.py").write_text((TESTS / "conftest.py").read_text(encoding="utf-8"))
        options = ("-c", ROOT / "pyproject.toml", "-p", "no:cacheprovider", "--confcutdir", case_file.parent, "-n", "2")
        done = run(sys.executable, "-m", "pytest", *options, case_file)
    else:
        done = run(OPENFISCA, "test", "--country-package", "openfisca_secu", str(case_file))
    assert "6 failed, 2 passed" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 1
    assert not (case_file.parent / "marker").exists()
    assert "differs from [1234567.9]" in done.stdout
    assert "near it: salaire_de_base" in done.stdout
    assert str(case_file) in done.stdout
    for name in FAILING:
        assert f"Test '{name}'" in done.stdout or f"::{name}" in done.stdout


def test_pytest_gives_each_case_its_name():
    done = run(sys.executable, "-m", "pytest", "--collect-only", "-q", "tests/cotisations/smic.yaml")
    cases = yaml.load((TESTS / "cotisations/smic.yaml").read_text(encoding="utf-8"), Loader=StrictLoader)
    for case in cases:
        assert f"smic.yaml::{case['name']}" in done.stdout


def test_a_name_that_pytest_does_not_choose_selects_a_case_of_openfisca():
    done = run(OPENFISCA, "test", "-c", "openfisca_secu", "-n", "Smic horaire", "tests/cotisations/smic.yaml")
    assert "passed" in done.stdout
    assert "failed" not in done.stdout


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([BIG], BIG + 0.01),
        ([BIG, BIG], [BIG, BIG - 0.01]),
        ([300_000.01], 300_000.02),
        ([1.0], 1.0051),
        ([1.0, 2.0], [1.0]),
        ([1.0], [1.0, 1.0]),
        ([1.0], [[1.0]]),
        ([], 5),
        ([numpy.nan], 5),
        ([5.0], numpy.nan),
        ([5.0], "cinq"),
        ([5.0], None),
        ([5.0], [[]]),
        ([numpy.inf], numpy.inf),
        ([True], False),
        (["a"], "b"),
        (numpy.array(["2024-01-01"], dtype="datetime64[D]"), "2024-01-02"),
        (numpy.array(["2024-01-01"], dtype="datetime64[D]"), "now"),
    ],
    ids=str,
)
def test_a_difference_is_seen(value, expected):
    with pytest.raises(AssertionError, match=r"^where: "):
        assert_near(numpy.array(value), expected, message="where: ")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([BIG], BIG),
        ([BIG, 1], [BIG + 0.005, 1]),
        ([24006.0], "12 * 2000.5"),
        ([7, 7], 7),
        ([True], True),
        (["a", "b"], ["a", "b"]),
        (numpy.array(["2024-01-01"], dtype="datetime64[D]"), "2024-01-01"),
    ],
    ids=str,
)
def test_what_is_equal_to_half_a_cent_passes(value, expected):
    assert_near(numpy.array(value), expected)


def test_margins_are_those_of_the_case():
    assert_near(numpy.array([100.0]), 101, absolute_error_margin=1)
    assert_near(numpy.array([100.0]), 101, relative_error_margin=0.01)
    for margins in ({"absolute_error_margin": 0.99}, {"relative_error_margin": 0.0098}, {"absolute_error_margin": 0}):
        with pytest.raises(AssertionError):
            assert_near(numpy.array([100.0]), 101, **margins)


@pytest.mark.parametrize(
    "text", ["{a: 1, a: 2}", "- {b: {2024-01: 1, '2024-01': 2}}", "!!python/object/apply:os.getcwd []"]
)
def test_yaml_is_plain_data_with_each_key_once(text):
    with pytest.raises(yaml.YAMLError):
        yaml.load(text, Loader=StrictLoader)
