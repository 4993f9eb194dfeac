"""Blocks on a Dask cluster: the same bytes, also when a worker is killed in the middle."""

import signal
import subprocess
import sys
import time

import psutil
import pytest

from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.run import simulate

COMMAND = [sys.executable, "-m", "openfisca_secu.cli", "simulate", "sample", "--households", "400", "--years", "2024"]
OPTIONS = ["--variables", "vieillesse_plafonnee_salarie,csg_imposable_salaire", "--block-size", "4", "--quiet"]


def test_a_cluster_of_two_workers_one_of_them_killed(tmp_path, files_in):
    whole, out = tmp_path / "whole", tmp_path / "out"
    subprocess.run([*COMMAND, *OPTIONS, "--processes", "1", "--output", whole], check=True, stdout=subprocess.DEVNULL)
    process = subprocess.Popen(
        [*COMMAND, *OPTIONS, "--dask", "local", "--processes", "2", "--output", str(out)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    blocks = tmp_path / "out.partial" / "blocks"
    while len(list(blocks.glob("*/*/*"))) < 5 and process.poll() is None:
        time.sleep(0.01)
    workers = [
        one for one in psutil.Process(process.pid).children(recursive=True) if "spawn_main" in str(one.cmdline())
    ]
    assert len(workers) == 2
    assert not out.exists()  # in the middle: most blocks are left
    workers[0].send_signal(signal.SIGKILL)
    _, said = process.communicate(timeout=300)
    assert process.returncode == 0, said
    assert files_in(out) == files_in(whole)


def test_no_scheduler_at_the_address(survey, tmp_path):
    with pytest.raises(SurveyError, match="no Dask scheduler at 'nowhere'"):
        simulate(survey, 2022, ["age"], tmp_path / "out", dask="nowhere")
    assert not (tmp_path / "out").exists()


def test_without_dask(survey, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SurveyError, match=r"pip install 'openfisca-secu\[dask\]'"):
        simulate(survey, 2022, ["age"], tmp_path / "out", dask="local")
