"""How long a country package takes to load: import, then the tax-benefit system, each time in a fresh process.

    python benchmarks/load_time.py
    python benchmarks/load_time.py --peer openfisca_france=/path/to/its/environment/bin/python

Python's compiled files are kept in a temporary folder, filled by a first run that is not counted: what is measured is
an installed package. Memory is the peak of the process.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile

PROBE = """
import importlib, json, resource, sys, time
start = time.perf_counter()
package = importlib.import_module(sys.argv[1])
imported = time.perf_counter()
system = getattr(package, sys.argv[2])()
built = time.perf_counter()
print(json.dumps({
    "import": imported - start,
    "system": built - imported,
    "variables": len(system.variables),
    "parameters": sum(hasattr(one, "values_list") for one in system.parameters.get_descendants()),
    "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""
NAMES = {"openfisca_france": "FranceTaxBenefitSystem"}


def main():
    """Measure each package and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each package")
    parser.add_argument("--peer", action="append", default=[], metavar="PACKAGE=PYTHON", help="another package to load")
    arguments = parser.parse_args()
    packages = {"openfisca_secu": sys.executable, **dict(peer.split("=", 1) for peer in arguments.peer)}
    print(f"median of {arguments.runs} fresh processes, Python {sys.version.split()[0]} for openfisca_secu")
    print(f"{'package':<20}{'variables':>10}{'parameters':>12}{'import':>10}{'system':>10}{'in all':>10}{'memory':>10}")
    for package, python in packages.items():
        with tempfile.TemporaryDirectory() as compiled:
            runs = [measure(package, python, compiled) for _ in range(arguments.runs + 1)][1:]
        parts = [[run["import"] for run in runs], [run["system"] for run in runs]]
        parts.append([sum(pair) for pair in zip(*parts, strict=True)])
        times = "".join(f"{statistics.median(seconds):>8.2f} s" for seconds in parts)
        counts = f"{runs[0]['variables']:>10,}{runs[0]['parameters']:>12,}"
        print(f"{package:<20}{counts}{times}{statistics.median(run['memory'] for run in runs):>7.0f} MB")


def measure(package, python, compiled):
    """One load in a fresh process."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environment["PYTHONPYCACHEPREFIX"] = compiled
    command = [python, "-c", PROBE, package, NAMES.get(package, "CountryTaxBenefitSystem")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False, env=environment)
    if done.returncode:
        raise SystemExit(f"{package} does not load with {python}:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
