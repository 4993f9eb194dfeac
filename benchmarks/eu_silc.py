"""Prove that an EU-SILC file loads, runs and comes out whole: `python benchmarks/eu_silc.py FILE [--laeken]`.

Every person and every weight of the file must be in the results of each simulated year. With `--laeken` the figures of
the file's own incomes must also be those that the R package `laeken` (0.5.2) finds in its data set `eusilc`.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

import numpy

from openfisca_secu.survey import eu_silc
from openfisca_secu.survey.run import simulate

LAEKEN = {
    "persons": 14_827,
    "weights": 8_182_222,
    "median": 18_098.73,
    "mean": 19_890.81,
    "poverty_threshold": 10_859.24,
    "poverty_rate": 0.1444422,
}


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


if __name__ == "__main__":
    sys.exit(main())
