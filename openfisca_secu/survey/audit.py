"""What a survey gives to the law, before it is simulated: `openfisca-secu check`.

The survey is read and checked as for a simulation. A few of its households are then simulated, to record which inputs
each instrument reads, and what it amounts to on them. An instrument is

| reliability   | when                                                                            |
| ------------- | ------------------------------------------------------------------------------- |
| `given`       | every input that it reads is given                                              |
| `defaults`    | some inputs that it reads are at their default, none of them a key input        |
| `key_missing` | a key input is not given: one that moves it by a tenth or more on the bundled   |
|               | sample (`openfisca_secu.survey.key_inputs`)                                     |
| `nothing`     | inputs are at their default, and it amounts to nothing for every household      |
|               | looked at: what it hangs on is missing, or nobody in them is concerned          |

In each list key inputs come first, then those that only few instruments read.
"""

import json
import os
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import openfisca_secu
from openfisca_secu.survey.inputs import Clocks
from openfisca_secu.survey.instruments import label_of, simulated_by_default
from openfisca_secu.survey.key_inputs import key_inputs
from openfisca_secu.survey.layout import check_variables
from openfisca_secu.survey.reads import Reads, default_of, first_block, record
from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.request import Reading, parse_years

HOUSEHOLDS = 400
GIVEN, DEFAULTS, KEY_MISSING, NOTHING = "given", "defaults", "key_missing", "nothing"
RELIABILITIES = {
    GIVEN: "every input that it reads is given",
    DEFAULTS: "some inputs that it reads are at their default, none of them a key input",
    KEY_MISSING: "a key input is not given, one that moves it by a tenth or more on the bundled sample",
    NOTHING: "inputs are at their default, and it amounts to nothing for every household looked at",
}
SUFFIXES = (".json", ".txt")
_SHOWN = 4
_ROWS_SHOWN = 50


@dataclass
class Audit:
    """What was found. Each list holds dicts that JSON can hold; `docs/surveys.md` names their keys.

    Attributes:
        survey: what was read.
        usable: whether a simulation with the same options would start.
        faults: what is wrong with whole files, or with all of it.
        year: of the data; None where the survey was not read.
        years: asked for.
        counts: rows and households read, used and refused.
        columns: what the survey gives.
        assumptions: what was derived, assumed, taken, one sentence each.
        inputs: what the instruments read and the survey does not give, with the default taken.
        instruments: each with what it reads that is given, what is not, and its reliability.
        households: how many were simulated to find that.
        refused: every refused row.
    """

    survey: str
    usable: bool = False
    faults: list = field(default_factory=list)
    year: int | None = None
    years: list = field(default_factory=list)
    counts: dict = field(default_factory=dict)
    columns: list = field(default_factory=list)
    assumptions: list = field(default_factory=list)
    inputs: list = field(default_factory=list)
    instruments: list = field(default_factory=list)
    households: int = 0
    refused: list = field(default_factory=list)

    def as_json(self):
        """The report as JSON."""
        return json.dumps({**vars(self), "reliabilities": RELIABILITIES}, indent=1, ensure_ascii=False) + "\n"

    def as_text(self):
        """The report to be read."""
        return "\n".join(_text(self)) + "\n"

    def write(self, path):
        """Write the report as the name of the file says, whole or not at all.

        Raises:
            SurveyError: another ending than `SUFFIXES`.
        """
        path = check_path(path)
        content = self.as_json() if path.suffix == ".json" else self.as_text()
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(content)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def check_path(path):
    """The path of a report, if its ending is known and its folder exists."""
    path = Path(path)
    if path.suffix not in SUFFIXES:
        raise SurveyError(f"{path}: accepted for a report: a file in {' or '.join(SUFFIXES)}")
    if not path.parent.is_dir():
        raise SurveyError(f"{path}: there is no folder {path.parent}")
    return path


def audit(survey, years, variables=None, *, form="own", on_error="refuse", ignore_columns=False, **options):
    """Check a survey, and say which instruments it can and cannot bear.

    Args:
        survey: a `tables.Survey`, or the path of one.
        years: the years to simulate (see `run.simulate`).
        variables: names; None for every instrument.
        form: the format of the survey.
        on_error: `"refuse"`: a survey with a wrong row is not usable; `"skip-household"`: it is if a household is left.
        ignore_columns: pass over unknown columns.
        options: of the format's own `read`.

    Returns:
        An Audit; what is wrong with the survey is in it.

    Raises:
        SurveyError: years, variables or options that cannot be used.
    """
    years, system = parse_years(years), openfisca_secu.CountryTaxBenefitSystem()
    names = _names(variables, system)
    found = Audit(survey=survey if isinstance(survey, str | Path) else "a survey in memory", years=years)
    found.survey = str(found.survey)
    try:
        checked = Reading(survey, form, options, "skip-household", ignore_columns).checked(system, years[0])
    except SurveyError as error:
        found.faults = str(error).splitlines()
        found.refused = _rows(error.refusals.table()) if error.refusals else []
        return found
    found.refused = _rows(checked.refused)
    found.usable = on_error != "refuse" or not found.refused
    if not found.usable:
        found.faults = ["There are wrong rows; --on-error skip-household leaves their households out."]
    found.year, found.counts, found.assumptions = checked.year, checked.counts, checked.report
    found.columns = _columns(checked)
    _look(found, checked, system, names)
    return found


def _names(variables, system):
    if variables is None:
        return simulated_by_default(system)
    asked = variables.split(",") if isinstance(variables, str) else variables
    return [variable.name for variable in check_variables([name.strip() for name in asked], system)]


def _rows(table):
    return json.loads(table.to_json(orient="records"))


def _columns(checked):
    found = [
        {
            "column": column.name,
            "table": column.table,
            "variable": column.variable.name,
            "label": column.variable.label,
            "entity": column.variable.entity.key,
            "period": str(column.period) if column.period else str(checked.year),
            "computed_by_law": bool(column.variable.formulas),
        }
        for column in checked.columns
    ]
    return sorted(found, key=lambda column: (column["entity"], column["column"]))


def _look(found, checked, system, names):
    """Simulate a few households, and take down what each instrument reads."""
    reads, amounts = Reads(), set()
    with first_block(checked, system, HOUSEHOLDS) as block:
        found.households = block.counts["menage"]
        for year in found.years:
            values = record(system, block, Clocks(year, year), names, reads)
            amounts |= {name for name, array in values.items() if any(array.to_pylist())}
    given = {column.variable.name for column in checked.columns} | (
        {"date_naissance"} if checked.births is not None else set()
    )
    read = {name: _inputs(system, name, reads.behind(name), given) for name in names}
    readers = Counter(name for names in read.values() for name in names)
    key_of = {}
    for name in names:
        key = {one: share for one, share in key_inputs().get(name, {}).items() if one in read[name] - given}
        missing = sorted(read[name] - given, key=lambda one: (-key.get(one, 0), readers[one], one))
        found.instruments.append(
            {
                "variable": name,
                "label": label_of(system.get_variable(name)),
                "reliability": _reliability(missing, key, name in amounts),
                "given": sorted(read[name] & given, key=lambda one: (readers[one], one)),
                "at_default": missing,
                "key_missing": key,
            }
        )
        for one in key:
            key_of.setdefault(one, []).append(name)
    for name in sorted(set(readers) - given, key=lambda one: (-len(key_of.get(one, ())), readers[one], one)):
        variable = system.get_variable(name)
        found.inputs.append(
            {
                "variable": name,
                "label": variable.label,
                "entity": variable.entity.key,
                "taken": "what the law's formula gives" if variable.formulas else default_of(variable),
                "key_of": key_of.get(name, []),
                "read_by": [instrument for instrument in names if name in read[instrument]],
            }
        )


def _inputs(system, instrument, behind, given):
    """Of the variables that an instrument reads, those that the survey gives, or that one could give."""
    key = key_inputs().get(instrument, {})
    return {name for name in behind if name in given or name in key or not system.get_variable(name).formulas} - {
        "age",
        "age_en_mois",
    }


def _reliability(missing, key, amounts_to_something):
    if not missing:
        return GIVEN
    if not amounts_to_something:
        return NOTHING
    return KEY_MISSING if key else DEFAULTS


def _text(found):
    yield f"{found.survey}: {'usable' if found.usable else 'not usable'}."
    yield from (f"  {fault}" for fault in found.faults)
    if found.refused:
        yield from _refused(found)
    if found.year is None:
        return
    counts = found.counts
    yield ""
    yield (
        f"Data of {found.year}. Persons: {counts['rows_read']} read, {counts['rows_used']} used, "
        f"{counts['rows_refused']} refused. Households: {counts['households_read']} read, "
        f"{counts['households_used']} used, {counts['households_refused']} refused."
    )
    yield "\nFound"
    width = max((len(column["column"]) for column in found.columns), default=0)
    for column in found.columns:
        law = "; replaces what the law computes" if column["computed_by_law"] else ""
        yield f"  {column['column']:<{width}}  {column['label']} ({column['entity']}{law})"
    yield "\nDerived, assumed, taken"
    yield from (f"  {sentence}" for sentence in found.assumptions)
    yield from _instruments(found)
    yield f"\nInputs that are not given, and what is taken: {len(found.inputs)}"
    width = max((len(one["variable"]) for one in found.inputs), default=0)
    for one in found.inputs:
        key = f"key for {_few(one['key_of'])}; " if one["key_of"] else ""
        yield f"  {one['variable']:<{width}}  = {one['taken']}  {one['label']} ({key}read by {_few(one['read_by'])})"


def _few(names):
    more = f" … {len(names)} in all" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def _refused(found):
    yield f"\nRefused rows: {len(found.refused)}"
    for row in found.refused[:_ROWS_SHOWN]:
        where = f"{row['file']}, line {row['line']}, column '{row['column']}'"
        yield f"  {where}: {row['value']}; accepted: {row['accepted']}"
    if len(found.refused) > _ROWS_SHOWN:
        yield f"  … and {len(found.refused) - _ROWS_SHOWN} more: all of them in the report as JSON (--output FILE.json)"


def _instruments(found):
    yield f"\nReliability of {len(found.instruments)} variables, by {found.households} households"
    for told, meaning in RELIABILITIES.items():
        concerned = [one for one in found.instruments if one["reliability"] == told]
        if not concerned:
            continue
        yield f"  {told}: {meaning}"
        width = max(len(one["variable"]) for one in concerned)
        for one in concerned:
            shown = [f"{name} ({share:.0%})" for name, share in one["key_missing"].items()] or one["at_default"]
            missing = ": " + ", ".join(shown[:_SHOWN]) + (" …" if len(shown) > _SHOWN else "") if shown else ""
            numbers = f"{len(one['given'])} inputs given, {len(one['at_default'])} not"
            yield f"    {one['variable']:<{width}}  {numbers}{missing}"
