"""Time and peak memory of a survey run on the bundled sample, with all its processes.

    python benchmarks/survey_scale.py --households 100000 --processes 2 --years 2024

Memory is the resident memory of the command and its workers together, sampled every 50 ms; pages that they share (the
staged survey, mapped in memory) are counted once for each process, so that the figure is an upper bound. CPU seconds
are those of all processes: on a machine that does other work they tell more than the time on the clock.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

INTERVAL = 0.05
MEBIBYTE = 1 << 20


def main():
    """Run the command in a process of its own and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--households", type=int, default=100_000)
    parser.add_argument("--years", default="2024")
    parser.add_argument("--variables")
    parser.add_argument("--processes", type=int, default=psutil.cpu_count())
    parser.add_argument("--block-size", type=int)
    parser.add_argument("--survey", default="sample", help="a file or folder in the own layout, in place of the sample")
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "openfisca_secu.cli", "simulate", options.survey, "--years", options.years]
        command += ["--output", str(Path(folder) / "out"), "--processes", str(options.processes), "--quiet"]
        if options.survey == "sample":
            command += ["--households", str(options.households)]
        if options.variables:
            command += ["--variables", options.variables]
        if options.block_size:
            command += ["--block-size", str(options.block_size)]
        seconds, cpu, peak, largest = measure(command)
        years = len(list((Path(folder) / "out").glob("[0-9]" * 4)))
        counts = json.loads((Path(folder) / "out" / "manifest.json").read_text(encoding="utf-8"))["counts"]
    persons = counts["rows_used"]
    found = {
        "households": counts["households_used"],
        "persons": persons,
        "years": options.years,
        "processes": options.processes,
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu, 1),
        "cpu_microseconds_per_person_and_year": round(cpu / persons / years * 1e6, 1),
        "peak_mebibytes_all_processes": round(peak / MEBIBYTE),
        "peak_mebibytes_largest_process": round(largest / MEBIBYTE),
    }
    if options.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name.replace('_', ' '):<32}{value}")


def measure(command):
    """Seconds, CPU seconds and peak memory of the command with its children, and peak of the largest of them."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    watched = psutil.Process(process.pid)
    peak = largest = 0
    while process.poll() is None:
        sizes = [_resident(one) for one in [watched, *_children(watched)]]
        peak, largest = max(peak, sum(sizes)), max(largest, *sizes)
        time.sleep(INTERVAL)
    if process.returncode:
        raise SystemExit(f"the run failed with exit code {process.returncode}")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)  # the workers too: the command has waited for them
    return time.perf_counter() - started, used.ru_utime + used.ru_stime, peak, largest


def _children(process):
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


def _resident(process):
    try:
        return process.memory_info().rss
    except psutil.Error:
        return 0


if __name__ == "__main__":
    main()
