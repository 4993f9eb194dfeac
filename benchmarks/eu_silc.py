"""Prove that an EU-SILC file loads, runs and comes out whole: `python benchmarks/eu_silc.py FILE [--laeken]`.

Every person and every weight of the file must be in the results of each simulated year. With `--laeken` the figures of
the file's own incomes must also be those that the R package `laeken` (0.5.2) finds in its data set `eusilc`: those of
`openfisca_secu.survey.figures` and those of `openfisca_secu.comparison.indicators`, with standard errors beside them.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

import numpy

from openfisca_secu.comparison.indicators import NAMES, Lines, indicators
from openfisca_secu.comparison.sampling import standard_errors
from openfisca_secu.survey import eu_silc
from openfisca_secu.survey.files import CsvFormat
from openfisca_secu.survey.run import simulate
from openfisca_secu.survey.source import Source

LAEKEN = {
    "persons": 14_827,
    "weights": 8_182_222,
    "median": 18_098.73,
    "mean": 19_890.81,
    "poverty_threshold": 10_859.24,
    "poverty_rate": 0.1444422,
}
LAEKEN_INDICATORS = {
    "mean": 19_890.81,
    "median": 18_098.73,
    "gini": 0.2648962,
    "s80_s20": 3.970004,
    "poverty_60": 0.1444422,
    "poverty_gap_60": 0.189286,
}
REPLICATES = 100


def main():
    """Run the checks; the exit code is 1 if one of them fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--years", default=str(eu_silc.DEFAULT_YEAR))
    parser.add_argument("--laeken", action="store_true", help="the file is that of the R package laeken")
    options = parser.parse_args()
    faults = []

    figures = eu_silc.equivalised_income(options.file)
    print(f"the file's own incomes: {figures}")
    if options.laeken:
        for name, expected in LAEKEN.items():
            found = getattr(figures, name)
            if not numpy.isclose(found, expected, rtol=1e-6 if expected < 1 else 0, atol=0.005):
                faults.append(f"{name}: {found}, expected {expected}")

        faults += indicator_faults(options.file)

    start = time.perf_counter()
    survey = eu_silc.read(options.file)
    print(f"read in {time.perf_counter() - start:.2f} s")
    persons = survey.persons
    weights = persons.groupby("menage_id", sort=False)["weight"].first()
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        results = simulate(survey, options.years, output=Path(folder) / "out", progress=False)
        print(f"simulated in {time.perf_counter() - start:.2f} s: {', '.join(map(str, results.years))}")
        for year in results.years:
            simulated = results.table("individus", year)
            households = results.table("menages", year)
            if simulated["person_id"].tolist() != persons["person_id"].tolist():
                faults.append(f"{year}: the persons of the results are not those of the file, in their order")
            if households["weight"].tolist() != weights.tolist():
                faults.append(f"{year}: the weights of the households are not those of the file")
            weight = households["weight"].sum()
            print(f"{year}: {len(simulated)} persons, {len(households)} households, weight {weight:.3f}")
        print(results.totals[["year", "variable", "total", "beneficiaries"]].to_string(index=False))
    for fault in faults:
        print(f"FAULT: {fault}", file=sys.stderr)
    return 1 if faults else 0


def indicator_faults(file):
    """Print the indicators of the file's own incomes with their standard errors; what differs from `laeken`'s."""
    source = Source.of(file, CsvFormat())
    income, weights = (source.numbers(name, needed=True) for name in ("eqincome", "rb050"))
    anchor = Lines.of(income, weights)

    def figures(drawn):
        return indicators(income, drawn, anchor)

    errors = standard_errors(figures, weights, REPLICATES)
    found = dict(zip(NAMES, figures(weights), strict=True))
    for (name, value), error in zip(found.items(), errors, strict=True):
        print(f"  {name:<22}{value:>14.6f}  ± {error:.6f}")
    return [
        f"{name}: {found[name]}, expected {expected}"
        for name, expected in LAEKEN_INDICATORS.items()
        if not numpy.isclose(found[name], expected, rtol=3e-7, atol=0)
    ]


if __name__ == "__main__":
    sys.exit(main())
