"""Every YAML case compares something, closely, under a name of its own; every formula is compared in some case."""

import collections

from openfisca_core.tools.test_runner import TEST_KEYWORDS
from project import case_files, cases, classes, formulas, short, variable_modules

LARGEST_MARGIN = 0.005


def all_cases():
    """`(where, case)` for each case of each file."""
    for path in case_files():
        for case in cases(path):
            yield f"{short(path)}: {case.get('name')}", case


def outputs(node):
    """The names and the values that an `output` holds, at any depth."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield str(key)
            yield from outputs(value)


def test_every_case_has_a_name_of_its_own_a_period_and_known_keys():
    faults = []
    for path in case_files():
        names = collections.Counter(case.get("name") for case in cases(path))
        faults += [
            f"{short(path)}: the name {name!r} stands {count} times" for name, count in names.items() if count > 1
        ]
        for case in cases(path):
            if not str(case.get("name") or "").strip() or not case.get("period"):
                faults.append(f"{short(path)}: {case.get('name')}: no name or no period")
            faults += [f"{short(path)}: {case.get('name')}: {key}" for key in case if key not in TEST_KEYWORDS]
    assert not faults, "\n".join(faults)


def test_every_case_has_outputs():
    faults = [where for where, case in all_cases() if not list(outputs(case.get("output")))]
    assert not faults, "\n".join(faults)


def test_no_margin_is_wider_than_half_a_cent():
    faults = []
    for where, case in all_cases():
        margin = case.get("absolute_error_margin", LARGEST_MARGIN)
        margins = margin.values() if isinstance(margin, dict) else [margin]
        if any(float(one) > LARGEST_MARGIN for one in margins) or case.get("relative_error_margin") is not None:
            faults.append(f"{where}: {margin}")
    assert not faults, "\n".join(faults)


def test_no_case_hides_a_variable_that_asks_for_itself():
    faults = [where for where, case in all_cases() if "max_spiral_loops" in case]
    assert not faults, "\n".join(faults)


def test_every_formula_is_the_output_of_a_case():
    tested = {name for _, case in all_cases() for name in outputs(case.get("output"))}
    missing = [
        f"{short(path)}:{one.lineno} {one.name}"
        for path in variable_modules()
        for one in classes(path)
        if formulas(one) and one.name not in tested
    ]
    assert not missing, "\n".join(missing)
