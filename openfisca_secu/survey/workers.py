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
from typing import Any

from openfisca_secu.survey.blocks import simulate_block
from openfisca_secu.survey.outcomes import outcome_of
from openfisca_secu.survey.staging import Staged, write_table
from openfisca_secu.survey.workfolder import write_block

_AHEAD = 2  # tasks given out per process beyond the ones at work


class SimulationError(RuntimeError):
    """A run that cannot go on, though its survey was accepted."""


@dataclass(frozen=True)
class Task:
    """A block of households, from `first` to `last` (this one not included), one year, and where the results go."""

    first: int
    last: int
    year: int
    folder: Path


@dataclass(frozen=True)
class Setting:
    """What every process needs: how to make the law, the staged survey, the variables asked."""

    law: Any
    survey: Path
    variables: tuple


class Worker:
    """Simulates blocks; the law and the survey are loaded once."""

    def __init__(self, setting, system=None):
        self.system = system or setting.law()
        self.staged = Staged(setting.survey, self.system)
        self.outcomes = [outcome_of(self.system.get_variable(name)) for name in setting.variables]

    def run(self, task):
        """Simulate a task and write its results."""
        block = self.staged.block(task.first, task.last)
        try:
            tables, defaults = simulate_block(self.system, block, task.year, self.outcomes)
        except Exception as error:
            raise SimulationError(
                f"households {task.first + 1} to {task.last}, year {task.year}: {type(error).__name__}: {error}"
            ) from error
        write_block(task.folder, tables, defaults, write_table)


def run_all(tasks, setting, *, processes, system, done):
    """Simulate all tasks, here or in `processes` other processes.

    Args:
        tasks: `Task` objects.
        setting: a `Setting`.
        processes: how many; one means this process.
        system: the law, loaded already, for this process.
        done: called after each task.

    Raises:
        SimulationError: a formula fails, or a process dies. Finished blocks stay.
    """
    if processes == 1:
        worker = Worker(setting, system)
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
