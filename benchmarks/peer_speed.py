"""Time and memory beside openfisca-france: the same persons, the same outputs, the same twelve months, in one run.

    python benchmarks/peer_speed.py --peer /path/to/the/environment/of/openfisca-france/bin/python

The population is the bundled sample cut down to what both packages take under the same names and in the same sense:
births, households, families, tax units, gross pay, pensions and unemployment, category and size of the employer,
disability. Each package computes `OUTPUTS` (benefits, contributions, CSG and CRDS, net pay) for each month of 2024, and
keeps the sums of the year. What they compute on the way differs with their scope: openfisca-france's prime d'activité
asks for the RSA and the housing benefits, which are an input here; openfisca_secu's contributions know reliefs that the
peer's do not have.

Each measure is taken in a process of its own, one at a time. openfisca_secu runs as a survey does (`simulate`: checked,
staged, simulated in blocks, results written), in one process. openfisca-france is given the arrays through
`SimulationBuilder`, in one simulation, as it is used on surveys; then cut by hand into blocks of the same size, which
takes less memory. Loading the package and reading the arrays are not counted; memory is the peak of the process, so
that the loaded package is in it. CPU seconds are those of the process, wall seconds beside them.
"""

import argparse
import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy

YEAR = 2024
EARLIER_YEARS = 3  # in which incomes are those of the year

WAGES, CONTRIBUTIONS = ("salaire", "retraite", "chomage"), ("csg_deductible", "csg_imposable", "crds")
OUTPUTS = (
    *("af", "cf", "asf", "paje_base", "ars", "ppa", "aah", "aspa"),
    *("vieillesse_plafonnee_salarie", "vieillesse_deplafonnee_salarie"),
    *("vieillesse_plafonnee_employeur", "vieillesse_deplafonnee_employeur", "mmid_employeur", "famille"),
    *("accident_du_travail", "contribution_solidarite_autonomie", "fnal", "chomage_employeur", "ags"),
    "allegement_general",
    *(f"{levy}_{income}" for income in WAGES for levy in CONTRIBUTIONS),
    "salaire_net",
)
AMOUNTS = ("salaire_de_base", "retraite_brute", "chomage_brut")
STATES = ("taux_incapacite", "effectif_entreprise", "categorie_salarie")
GROUPS = ("menage", "famille", "foyer_fiscal")
BLOCK_SIZE = 9_000  # that of `simulate`, which the peer's process cannot import
MEBIBYTE = 1 << 10  # in the unit of ru_maxrss, the kibibyte


def main():
    """Run every measure in a process of its own and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", help="the interpreter that has openfisca-france; without it only openfisca_secu runs")
    parser.add_argument("--households", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--block-size", type=int, default=BLOCK_SIZE)
    parser.add_argument("--worker", nargs=3, metavar=("WHAT", "FILE", "BLOCK"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        what, path, block = options.worker
        if what == "draw":
            draw(path, int(block))
        else:
            print(json.dumps(measured(WORKERS[what], Path(path), int(block))))
        return
    print(f"{len(OUTPUTS)} outputs, twelve months of {YEAR}; load of the machine: {os.getloadavg()[0]:.2f}")
    columns = ("households", "persons", "package", "CPU s", "wall s", "µs a person", "peak MiB", "KiB a person")
    print("| " + " | ".join(columns) + " |\n|" + " ---: |" * len(columns))
    with tempfile.TemporaryDirectory() as folder:
        for households in options.households:
            path = Path(folder) / f"{households}.npz"
            subprocess.run([sys.executable, __file__, "--worker", "draw", str(path), str(households)], check=True)
            for what, python in (("openfisca_secu", sys.executable), *_peers(options.peer)):
                print(_line(what, run(python, what, path, options.block_size)), flush=True)


def _peers(python):
    return [(what, python) for what in ("openfisca_france", "openfisca_france in blocks")] if python else []


def run(python, what, path, block_size):
    """One measure in a fresh process."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    command = [python, "-W", "ignore", __file__, "--worker", what, str(path), str(block_size)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise SystemExit(f"{what} fails with {python}:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def _line(what, found):
    persons = found["persons"]
    cells = (
        *(f"{found['households']:,}", f"{persons:,}", what),
        *(f"{found['cpu']:.1f}", f"{found['wall']:.1f}", f"{found['cpu'] / persons * 1e6:.0f}"),
        *(f"{found['peak']:,.0f}", f"{(found['peak'] - found['loaded']) * 1024 / persons:.1f}"),
    )
    return "| " + " | ".join(cells) + " |"


def measured(work, path, block):
    """What a worker takes, once its package is loaded, and the totals that it found."""
    persons, households, compute = work(path, block)
    loaded = peak()
    cpu, wall = time.process_time(), time.perf_counter()
    totals = compute()
    return {
        "cpu": time.process_time() - cpu,
        "wall": time.perf_counter() - wall,
        "persons": persons,
        "households": households,
        "loaded": loaded,
        "peak": peak(),
        "totals": totals,
    }


def peak():
    """Peak resident memory of the process, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE


def draw(path, households):
    """Write the population: one row a person, sorted by household."""
    from openfisca_secu.survey import sample  # noqa: PLC0415 — only here is it needed

    persons = sample.generate(households).persons
    arrays = {name: persons[name].to_numpy(numpy.float64) for name in (*AMOUNTS, "taux_incapacite")}
    arrays["effectif_entreprise"] = persons["effectif_entreprise"].to_numpy(numpy.float64)
    arrays["categorie_salarie"] = persons["categorie_salarie"].astype(str).to_numpy("U")
    arrays["date_naissance"] = persons["date_naissance"].to_numpy("datetime64[D]")
    for group in GROUPS:
        arrays[f"{group}_id"] = numpy.unique(persons[f"{group}_id"], return_inverse=True)[1]
        arrays[f"{group}_role"] = persons[f"{group}_role"].astype(str).to_numpy("U")
    numpy.savez(path, **arrays)


def ours(path, block):
    """openfisca_secu: a survey run in one process."""
    import pandas  # noqa: PLC0415

    from openfisca_secu.survey.run import simulate  # noqa: PLC0415
    from openfisca_secu.survey.tables import Survey  # noqa: PLC0415

    persons = pandas.DataFrame(dict(numpy.load(path)))
    persons["person_id"] = numpy.arange(len(persons))
    persons["weight"] = 1.0

    def compute():
        results = simulate(Survey(persons=persons, year=YEAR), YEAR, OUTPUTS, block_size=block, progress=False)
        return dict(zip(results.totals["variable"], results.totals["total"], strict=True))

    return len(persons), persons["menage_id"].nunique(), compute


def peer_whole(path, block):
    """openfisca-france in one simulation."""
    return _peer(path, None)


def peer_in_blocks(path, block):
    """openfisca-france, cut into blocks of whole households."""
    return _peer(path, block)


def _peer(path, block):
    from openfisca_core.simulations import SimulationBuilder  # noqa: PLC0415
    from openfisca_france import FranceTaxBenefitSystem  # noqa: PLC0415

    system = FranceTaxBenefitSystem()
    population = dict(numpy.load(path))
    of_household = population["menage_id"]
    households = int(of_household[-1]) + 1
    known = [item.name for item in system.get_variable("categorie_salarie").possible_values]
    category = population["categorie_salarie"]
    population["categorie_salarie"] = numpy.where(numpy.isin(category, known), category, "prive_non_cadre")
    bounds = [*range(0, households, block or households), households]

    def compute():
        totals = dict.fromkeys(OUTPUTS, 0.0)
        for first, last in zip(bounds[:-1], bounds[1:]):  # noqa: B905, RUF007 — for Pythons of the peer's
            rows = slice(*numpy.searchsorted(of_household, [first, last]))
            simulation = _peer_simulation(
                SimulationBuilder(), system, {name: values[rows] for name, values in population.items()}
            )
            for name in OUTPUTS:
                totals[name] += float(_year(simulation, system.get_variable(name)).sum())
            del simulation
            gc.collect()  # simulations hold themselves: without it the blocks would stay in memory
        return totals

    return len(of_household), households, compute


def _peer_simulation(builder, system, rows):
    count = len(rows["menage_id"])
    builder.create_entities(system)
    builder.declare_person_entity("individu", numpy.arange(count))
    for group in GROUPS:
        numbers, members = numpy.unique(rows[f"{group}_id"], return_inverse=True)
        population = builder.declare_entity(group, numpy.arange(len(numbers)))
        builder.join_with_persons(population, members, rows[f"{group}_role"])
    simulation = builder.build(system)
    simulation.set_input("date_naissance", "eternity", rows["date_naissance"])
    for year in range(YEAR - EARLIER_YEARS, YEAR + 1):
        for name in (*AMOUNTS, *STATES):
            simulation.set_input(name, str(year), rows[name])
    return simulation


def _year(simulation, variable):
    if variable.definition_period == "year":
        return simulation.calculate(variable.name, str(YEAR))
    return sum(numpy.asarray(simulation.calculate(variable.name, f"{YEAR}-{month:02}")) for month in range(1, 13))


WORKERS = {
    "openfisca_secu": ours,
    "openfisca_france": peer_whole,
    "openfisca_france in blocks": peer_in_blocks,
}

if __name__ == "__main__":
    main()
