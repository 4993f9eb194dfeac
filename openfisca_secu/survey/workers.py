"""Blocks simulated one after the other, in this process or in several; each is written as soon as it is finished."""

import contextlib
import gc
import itertools
import multiprocessing
import os
import signal
import threading
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from openfisca_secu.survey.blocks import simulate_block
from openfisca_secu.survey.earnings import changed
from openfisca_secu.survey.inputs import Clocks
from openfisca_secu.survey.outcomes import outcome_of
from openfisca_secu.survey.scenarios import system_of
from openfisca_secu.survey.sharing import Shared
from openfisca_secu.survey.staging import Staged, write_table
from openfisca_secu.survey.treatment import UNTREATED, Treatment
from openfisca_secu.survey.workfolder import write_block

_AHEAD = 2  # tasks given out per process beyond the ones at work


class SimulationError(RuntimeError):
    """A run that cannot go on, though its survey was accepted."""


@dataclass(frozen=True)
class Task:
    """A block of households, from `first` to `last` (this one not included), one year of some scenarios.

    `parts` are pairs: the place of a scenario in the setting's, and the folder where its results go.
    """

    first: int
    last: int
    year: int
    parts: tuple


@dataclass(frozen=True)
class Setting:
    """What every process needs: the scenarios, the staged survey, the variables asked, what is done to its values."""

    scenarios: tuple
    survey: Path
    variables: tuple  # of scenarios that do not name their own
    treatment: Treatment = UNTREATED
    common: tuple = ()  # of (place of a scenario, year, names of what it has in common with the first one)


class Worker:
    """Simulates blocks; the laws and the survey are loaded once."""

    def __init__(self, setting):
        self._setting = setting
        self._laws = [_Law(setting, scenario) for scenario in setting.scenarios]

    def run(self, task):
        """Simulate a task and write its results."""
        shared = Shared({0: None, **{place: names for place, year, names in self._setting.common if year == task.year}})
        for place, folder in task.parts:
            write_block(folder, *self._simulate(task, place, shared if shared.knows(place) else None), write_table)
        shared.end()

    def _simulate(self, task, place, shared):
        scenario = self._setting.scenarios[place]
        law = self._laws[place]
        block = changed(law.staged.block(task.first, task.last), scenario.change)
        clocks = Clocks(task.year, scenario.year_of_law(task.year))
        options = {} if shared is None else {"shared": shared.of(place)}
        try:
            return simulate_block(law.system, block, clocks, law.outcomes, self._setting.treatment, **options)
        except Exception as error:
            raise SimulationError(
                f"{scenario.name}, households {task.first + 1} to {task.last}, year {task.year}: "
                f"{type(error).__name__}: {error}"
            ) from error


class _Law:
    """The tax-benefit system of a scenario, with the survey's columns and the outcomes as its variables."""

    def __init__(self, setting, scenario):
        self.system = system_of(scenario.law)
        self.staged = Staged(setting.survey, self.system)
        self.outcomes = [outcome_of(self.system.get_variable(name)) for name in scenario.variables or setting.variables]


def run_all(tasks, setting, *, processes, done):
    """Simulate all tasks, here or in `processes` other processes.

    Args:
        tasks: `Task` objects.
        setting: a `Setting`.
        processes: how many; one means this process.
        done: called with the number of scenarios simulated, after each task.

    Raises:
        SimulationError: a formula fails, or a process dies. Finished blocks stay.
    """
    if processes == 1:
        worker = Worker(setting)
        with settled():
            for task in tasks:
                worker.run(task)
                done(len(task.parts))
        return
    pool = ProcessPoolExecutor(
        processes, mp_context=multiprocessing.get_context("spawn"), initializer=_start, initargs=(setting,)
    )
    try:
        _feed(pool, iter(tasks), processes, done)
    except BrokenProcessPool:
        raise SimulationError(
            "a process died, perhaps for want of memory; the finished blocks are kept: run the same again, with fewer "
            'processes or smaller blocks (in a script, under `if __name__ == "__main__":`)'
        ) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextlib.contextmanager
def settled():
    """What is loaded, the laws above all, stays out of the collector's rounds: they take a tenth of the time."""
    gc.collect()
    gc.freeze()
    enabled = gc.isenabled()
    gc.disable()  # a block's arrays are let go one by one (`blocks.release`), and the collector finds nothing
    try:
        yield
    finally:
        gc.unfreeze()
        if enabled:
            gc.enable()


def _feed(pool, tasks, processes, done):
    """Keep all processes at work without preparing everything at once."""
    running = {pool.submit(_run, task) for task in itertools.islice(tasks, processes + _AHEAD)}
    while running:
        finished, running = wait(running, return_when=FIRST_COMPLETED)
        for future in finished:
            done(future.result())
        running |= {pool.submit(_run, task) for task in itertools.islice(tasks, len(finished))}


_WORKER = None


def _start(setting):
    global _WORKER  # noqa: PLW0603 — one a process, made before its first task
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interruption ends
    _end_with_parent()
    _WORKER = Worker(setting)
    gc.collect()
    gc.freeze()
    gc.disable()


def _run(task):
    _WORKER.run(task)
    return len(task.parts)


def _end_with_parent():
    """A process whose parent was killed would wait for tasks for ever."""
    parent = multiprocessing.parent_process()

    def watch():
        with contextlib.suppress(OSError):
            multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
