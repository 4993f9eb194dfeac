"""Which inputs an instrument hangs on, measured on the bundled sample.

The sample gives what is known to matter, with values that are those of a population. One after the other, each input is
taken away from it; the instruments are simulated again, and the absolute changes of the households' amounts are added
up, as a share of what they amount to. An input that moves at least `LEAST` of an instrument is a key input of it.

    python -m openfisca_secu.survey.key_inputs

measures all of them again and writes `openfisca_secu/data/key_inputs.csv`.
"""

import csv
import dataclasses
from functools import cache
from pathlib import Path

import numpy

import openfisca_secu
from openfisca_secu.survey import adapters
from openfisca_secu.survey.blocks import simulation_of
from openfisca_secu.survey.checks import check
from openfisca_secu.survey.inputs import Clocks
from openfisca_secu.survey.instruments import simulated_by_default
from openfisca_secu.survey.outcomes import outcome_of
from openfisca_secu.survey.reads import first_block

LEAST = 0.1
YEAR, HOUSEHOLDS = 2024, 2_000
FILE = Path(openfisca_secu.__file__).parent / "data" / "key_inputs.csv"
_HEADER = ("instrument", "input", "share")


@cache
def key_inputs():
    """By instrument, its key inputs and the share of it that each moves, the largest first."""
    found = {}
    with FILE.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found.setdefault(row["instrument"], {})[row["input"]] = float(row["share"])
    return {name: dict(sorted(shares.items(), key=lambda one: -one[1])) for name, shares in found.items()}


def measure(system, names, inputs=None, households=HOUSEHOLDS, year=YEAR):
    """The key inputs of instruments, as `(instrument, input, share)`.

    Args:
        system: the tax-benefit system.
        names: the instruments.
        inputs: those to take away; None for all that the sample gives.
        households: how many to draw.
        year: to simulate.
    """
    checked = check(adapters.read("sample", "sample", households=households), system)
    with first_block(checked, system, households) as block:
        whole = _amounts(system, block, names, year)
        given = sorted({column.variable.name for column in block.columns})
        found = []
        for one in given if inputs is None else inputs:
            without = [column for column in block.columns if column.variable.name != one]
            amounts = _amounts(system, dataclasses.replace(block, columns=without), names, year)
            found += [(name, one, share) for name, share in _shares(whole, amounts).items() if share >= LEAST]
    return found


def _shares(whole, amounts):
    """By instrument, what changes as a share of what it amounts to; instruments of nothing are left out."""
    totals = {name: numpy.abs(values).sum() for name, values in whole.items()}
    return {
        name: float(numpy.abs(amounts[name] - whole[name]).sum() / total) for name, total in totals.items() if total
    }


def _amounts(system, block, names, year):
    simulation = simulation_of(system, block, Clocks(year, year))
    outcomes = {name: outcome_of(system.get_variable(name)) for name in names}
    return {name: numpy.asarray(outcome.compute(simulation, year), dtype=float) for name, outcome in outcomes.items()}


def _main():
    system = openfisca_secu.CountryTaxBenefitSystem()
    rows = sorted(measure(system, simulated_by_default(system)))
    with FILE.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(_HEADER)
        writer.writerows((instrument, one, f"{share:.2f}") for instrument, one, share in rows)
    print(f"{len(rows)} key inputs written to {FILE}")


if __name__ == "__main__":
    _main()
