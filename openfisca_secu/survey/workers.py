"""Blocks simulated one after the other, in this process or in several; each is written as soon as it is finished."""

import contextlib
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
from openfisca_secu.survey.staging import Staged, write_table
from openfisca_secu.survey.treatment import UNTREATED, Treatment
from openfisca_secu.survey.workfolder import write_block

_AHEAD = 2  # tasks given out per process beyond the ones at work


class SimulationError(RuntimeError):
    """A run that cannot go on, though its survey was accepted."""


@dataclass(frozen=True)
class Task:
    """A block of households, from `first` to `last` (this one not included), one year of one scenario.

    `scenario` is a place in the setting's scenarios; the results go to `folder`.
    """

    first: int
    last: int
    year: int
    scenario: int
    folder: Path


@dataclass(frozen=True)
class Setting:
    """What every process needs: the scenarios, the staged survey, the variables asked, what is done to its values."""

    scenarios: tuple
    survey: Path
    variables: tuple  # of scenarios that do not name their own
    treatment: Treatment = UNTREATED


class Worker:
    """Simulates blocks; each law and the survey are loaded once, when they are needed first."""

    def __init__(self, setting, systems=None):
        self._setting = setting
        self._systems = {setting.scenarios[place].law: system for place, system in (systems or {}).items()}
        self._laws = {}

    def run(self, task):
        """Simulate a task and write its results."""
        scenario = self._setting.scenarios[task.scenario]
        if task.scenario not in self._laws:
            self._laws[task.scenario] = _Law(self._setting, self._system(scenario), scenario)
        law = self._laws[task.scenario]
        block = changed(law.staged.block(task.first, task.last), scenario.change)
        clocks = Clocks(task.year, scenario.year_of_law(task.year))
        try:
            tables, notes = simulate_block(law.system, block, clocks, law.outcomes, self._setting.treatment)
        except Exception as error:
            raise SimulationError(
                f"{scenario.name}, households {task.first + 1} to {task.last}, year {task.year}: "
                f"{type(error).__name__}: {error}"
            ) from error
        write_block(task.folder, tables, notes, write_table)

    def _system(self, scenario):
        if scenario.law not in self._systems:
            self._systems[scenario.law] = scenario.law()
        return self._systems[scenario.law]


class _Law:
    """The tax-benefit system of a scenario, with the survey's columns and the outcomes as its variables."""

    def __init__(self, setting, system, scenario):
        self.system = system
        self.staged = Staged(setting.survey, system)
        self.outcomes = [outcome_of(system.get_variable(name)) for name in scenario.variables or setting.variables]


def run_all(tasks, setting, *, processes, systems, done):
    """Simulate all tasks, here or in `processes` other processes.

    Args:
        tasks: `Task` objects.
        setting: a `Setting`.
        processes: how many; one means this process.
        systems: by place of the scenario, the laws that are loaded already, for this process.
        done: called after each task.

    Raises:
        SimulationError: a formula fails, or a process dies. Finished blocks stay.
    """
    if processes == 1:
        worker = Worker(setting, systems)
        for task in tasks:
            worker.run(task)
            done()
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


def _feed(pool, tasks, processes, done):
    """Keep all processes at work without preparing everything at once."""
    running = {pool.submit(_run, task) for task in itertools.islice(tasks, processes + _AHEAD)}
    while running:
        finished, running = wait(running, return_when=FIRST_COMPLETED)
        for future in finished:
            future.result()
            done()
        running |= {pool.submit(_run, task) for task in itertools.islice(tasks, len(finished))}


_WORKER = None


def _start(setting):
    global _WORKER  # noqa: PLW0603 — one a process, made before its first task
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interruption ends
    _end_with_parent()
    _WORKER = Worker(setting)


def _run(task):
    _WORKER.run(task)


def _end_with_parent():
    """A process whose parent was killed would wait for tasks for ever."""
    parent = multiprocessing.parent_process()

    def watch():
        with contextlib.suppress(OSError):
            multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
