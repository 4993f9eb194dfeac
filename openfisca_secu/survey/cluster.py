"""Blocks simulated by the workers of a Dask cluster: the same results bit for bit as on one machine.

The work folder must stand on a disk that every worker sees under the same path, and every worker must have the same
version of this package. A worker that dies loses only the block that it was at: another one takes it.
"""

import contextlib
import itertools
import shutil
import tempfile

from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.workers import SimulationError, Worker

LOCAL = "local"
_RETRIES = 3  # of a block whose workers die
_AHEAD = 2  # blocks given out per worker beyond those at work


def run_on_cluster(tasks, setting, *, address, processes, done):
    """Simulate all tasks on a cluster.

    Args:
        tasks: `workers.Task` objects.
        setting: a `workers.Setting`.
        address: of the scheduler, such as `tcp://10.0.0.1:8786`; `local` for a cluster on this machine.
        processes: workers of a local cluster.
        done: called with the number of scenarios simulated, after each task.

    Raises:
        SurveyError: Dask is not installed, or there is no scheduler at that address.
        SimulationError: a formula fails, or every worker that takes a block dies. Finished blocks stay.
    """
    distributed = _distributed()
    with contextlib.ExitStack() as closed:
        client = _client(distributed, address, processes, closed)
        workers = max(len(client.scheduler_info()["workers"]), 1)
        waiting = iter(tasks)
        running = distributed.as_completed(
            _submitted(client, setting, itertools.islice(waiting, workers * (1 + _AHEAD)))
        )
        for future in running:
            try:
                simulated = future.result()
            except distributed.KilledWorker as error:
                raise SimulationError(
                    f"workers died on one block {_RETRIES + 1} times, perhaps for want of memory; the finished blocks "
                    f"are kept: run the same again with smaller blocks ({error})"
                ) from None
            done(simulated)
            for more in _submitted(client, setting, itertools.islice(waiting, 1)):
                running.add(more)


def _distributed():
    try:
        import distributed  # noqa: PLC0415 — an extra, and slow to load
    except ModuleNotFoundError:
        raise SurveyError("Dask is not installed: pip install 'openfisca-secu[dask]'") from None
    return distributed


def _client(distributed, address, processes, closed):
    if address == LOCAL:
        folder = tempfile.mkdtemp(prefix="openfisca-secu-dask-")
        closed.callback(shutil.rmtree, folder, ignore_errors=True)
        address = closed.enter_context(
            distributed.LocalCluster(
                n_workers=processes,
                threads_per_worker=1,
                dashboard_address=None,
                local_directory=folder,
            )
        )
    try:
        return closed.enter_context(distributed.Client(address, timeout="10s"))
    except (OSError, ValueError) as error:
        raise SurveyError(f"no Dask scheduler at {address!r} ({error}); accepted: local, or tcp://HOST:PORT") from None


def _submitted(client, setting, tasks):
    return [client.submit(_run, setting, task, pure=False, retries=_RETRIES) for task in tasks]


_WORKERS = {}


def _run(setting, task):
    """A task, in a process of the cluster, that loads each law once for one run."""
    if setting not in _WORKERS:
        _WORKERS.clear()
        _WORKERS[setting] = Worker(setting)
    _WORKERS[setting].run(task)
    return len(task.parts)
