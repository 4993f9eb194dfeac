"""Runs made again from their manifests."""

import json
from pathlib import Path

import pytest

from openfisca_secu.cli import DONE, FAILED, WRONG, main
from openfisca_secu.replay import Manifest, kept
from openfisca_secu.survey.run import simulate

REFORM = Path(__file__).parents[2] / "reforms" / "af_sans_condition_de_ressources.yaml"
SIMULATE = ["simulate", "sample", "--households", "30", "--years", "2024", "--variables", "af"]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    out = tmp_path_factory.mktemp("run") / "out"
    assert main([*SIMULATE, "--output", str(out), "--quiet", "--processes", "1"]) == DONE
    return out


def test_a_run_is_the_same_again(run, tmp_path, capsys):
    assert main(["replay", str(run / "manifest.json"), "--output", str(tmp_path / "again")]) == DONE
    assert "the same, byte for byte" in capsys.readouterr().out


def test_a_comparison_is_the_same_again(tmp_path):
    out, again = tmp_path / "out", tmp_path / "again"
    arguments = ["compare", *SIMULATE[1:], "--reform", str(REFORM), "--replicates", "5", "--quiet"]
    assert main([*arguments, "--report", str(out / "note.html")]) == DONE
    assert main(["replay", str(out), "--output", str(again)]) == DONE
    assert (again / "note.html").read_bytes() == (out / "note.html").read_bytes()


def test_a_file_that_is_not_the_same_is_named(run, tmp_path, capsys):
    content = json.loads((run / "manifest.json").read_text())
    content["files"]["totals.csv"] = "0" * 64
    other = tmp_path / "manifest.json"
    other.write_text(json.dumps(content))
    assert main(["replay", str(other), "--output", str(tmp_path / "again")]) == FAILED
    assert "1 files are not the same: totals.csv" in capsys.readouterr().err


def test_other_versions_are_told(run):
    manifest = Manifest.read(run)
    assert manifest.other_versions() == []
    manifest.versions["numpy"] = "1.0"
    assert "the run was made with 1.0" in manifest.other_versions()[0]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": {}}'])
def test_what_is_no_manifest(tmp_path, text, capsys):
    (tmp_path / "manifest.json").write_text(text)
    assert main(["replay", str(tmp_path), "--output", str(tmp_path / "out")]) == WRONG
    assert "not a manifest" in capsys.readouterr().err


def test_there_is_no_manifest(tmp_path, capsys):
    assert main(["replay", str(tmp_path / "none.json"), "--output", str(tmp_path / "out")]) == WRONG
    assert "not a manifest" in capsys.readouterr().err


def test_a_run_made_from_python_is_not_a_command(survey, tmp_path, capsys):
    simulate(survey, 2022, ["age"], tmp_path / "run")
    assert main(["replay", str(tmp_path / "run"), "--output", str(tmp_path / "out")]) == WRONG
    assert "run its script again" in capsys.readouterr().err


def test_the_results_of_the_run_are_not_overwritten(run, capsys):
    assert main(["replay", str(run), "--output", str(run)]) == WRONG
    assert "give another folder" in capsys.readouterr().err


def test_what_a_manifest_keeps_of_a_command():
    given = ["compare", "x.csv", "--output", "o", "--report", "a/b.html", "--processes=3", "--quiet", "--years", "2024"]
    assert kept(given) == ["compare", "x.csv", "--report", "b.html", "--years", "2024"]
    assert kept(["simulate", "--report=a/b.html", "--dask", "local"]) == ["simulate", "--report=b.html"]
