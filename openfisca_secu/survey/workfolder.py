"""The folder in which a run is prepared, beside the one where its results appear only once they are whole.

`<output>.partial` holds the staged survey, the finished blocks and the results under way. A run that was killed leaves
it behind; the same run, started again, goes on from it.
"""

import contextlib
import json
import os
import platform
import shutil
from pathlib import Path

from openfisca_secu.survey.refusals import SurveyError

try:
    import fcntl
except ImportError:  # a system without file locks: two runs into one folder are then not told apart
    fcntl = None

MANIFEST = "manifest.json"


class WorkFolder:
    """Where one run works; a context manager that keeps a second run out."""

    def __init__(self, output):
        self.output = Path(output).resolve()
        self.path = self.output.with_name(self.output.name + ".partial")
        self.former = self.output.with_name(self.output.name + ".former")
        self.survey = self.path / "survey"
        self.blocks = self.path / "blocks"
        self.results = self.path / "results"

    def __enter__(self):
        if not self.output.exists() and self.former.exists():
            self.former.rename(self.output)  # the last run was killed between the two renamings of `publish`
        check_output(self.output)
        self.path.mkdir(parents=True, exist_ok=True)
        self._lock = (self.path / "lock").open("w")
        if fcntl:
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self._lock.close()
                raise SurveyError(f"{self.path}: another run into {self.output.name} is at work") from None
        for folder in (self.survey, self.results):
            _renew(folder)
        return self

    def __exit__(self, *_):
        self._lock.close()

    def resume(self, run):
        """Keep the finished blocks if they are of the same run (a dict that tells all that they depend on)."""
        path = self.path / "run.json"
        text = json.dumps(run, indent=1, sort_keys=True)
        same = path.is_file() and path.read_text(encoding="utf-8") == text
        if not same:
            _renew(self.blocks)
            path.write_text(text, encoding="utf-8")
        self.blocks.mkdir(exist_ok=True)
        for unfinished in self.blocks.glob("*/*/*.tmp-*"):
            shutil.rmtree(unfinished)

    def block(self, scenario, year, index):
        """Where a finished block of a scenario (its name) stands."""
        return self.blocks / scenario / str(year) / f"{index:06}"

    def publish(self):
        """Put the results, now whole, in their place, instead of those of an earlier run."""
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(self.former)
        if self.output.exists():
            self.output.rename(self.former)
        self.results.rename(self.output)
        shutil.rmtree(self.former, ignore_errors=True)
        shutil.rmtree(self.path, ignore_errors=True)


def check_output(output):
    """Refuse an output folder whose content would be lost or mixed up.

    Raises:
        SurveyError: a file, or a folder that holds anything but the results of a run.
    """
    output = Path(output)
    if output.is_dir():
        if any(output.iterdir()) and not (output / MANIFEST).is_file():
            raise SurveyError(
                f"{output}: the folder holds other things than the results of a run; "
                "accepted: a new or empty folder, or the results of an earlier run, which are replaced"
            )
    elif output.exists():
        raise SurveyError(f"{output}: this is a file; accepted: a folder")


def write_block(folder, tables, notes, write_table):
    """Write a block so that it is there whole or not at all.

    Where it is there already, written by a process that was taken for dead, that one stays: it is the same.

    Args:
        folder: where it will stand.
        tables: Arrow tables by entity.
        notes: what is to be said about it, as a dict.
        write_table: writes an Arrow table to a path.
    """
    unfinished = folder.with_name(f"{folder.name}.tmp-{platform.node()}-{os.getpid()}")
    unfinished.mkdir(parents=True)
    for entity, table in tables.items():
        write_table(unfinished / f"{entity}.arrow", table)
    (unfinished / "notes.json").write_text(json.dumps(notes, sort_keys=True), encoding="utf-8")
    try:
        unfinished.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise
        shutil.rmtree(unfinished)


def read_notes(folder):
    """What `write_block` was told to say."""
    return json.loads((folder / "notes.json").read_text(encoding="utf-8"))


def _renew(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
