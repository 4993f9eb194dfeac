"""The command as its users run it: exit codes, what goes where, a run that is killed and started again."""

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

COMMAND = [sys.executable, "-m", "openfisca_secu.cli"]
WRONG, INTERRUPTED = 2, 130


def command(*arguments):
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture
def people(write, rows):
    return write(*rows())


def test_a_run_prints_its_report_and_its_totals(people, tmp_path):
    out = tmp_path / "out"
    done = command(
        *("simulate", people, "--data-year", 2022, "--years", "2022-2023", "--variables", "af,age"),
        *("--output", out, "--processes", 1),
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "Rows of persons: 7 read, 7 used, 0 refused." in done.stdout
    assert "af  Allocations familiales" in done.stdout
    assert "published, France" in done.stdout
    assert "2022      2023" in done.stdout
    expected = {"2022", "2023", "totals.csv", "totals.parquet", "report.txt", "manifest.json"}
    assert expected <= {path.name for path in out.iterdir()}
    assert {path.name for path in (out / "2022").iterdir()} == {
        "individus.parquet",
        "familles.parquet",
        "foyers_fiscaux.parquet",
        "menages.parquet",
    }


def test_quiet_prints_only_the_table(people, tmp_path):
    done = command(
        *("simulate", people, "--data-year", 2022, "--years", 2022, "--variables", "af", "--quiet"),
        *("--output", tmp_path / "out", "--processes", 1),
    )
    assert done.returncode == 0
    assert done.stdout.startswith("Millions of euros")


def test_a_wrong_survey_is_refused_without_a_traceback_and_nothing_is_written(write, rows, tmp_path):
    path = write(*rows(2, salaire_de_base="abc"))
    done = command("simulate", path, "--data-year", 2022, "--years", 2022, "--output", tmp_path / "out")
    assert done.returncode == WRONG
    assert done.stdout == ""
    assert done.stderr.startswith(f"openfisca-secu: {path}, line 2, column 'salaire_de_base': 'abc'")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "out.partial").exists()


def test_skip_household_on_the_command_line(write, rows, tmp_path):
    path = write(*rows(2, salaire_de_base="abc"))
    done = command(
        *("simulate", path, "--data-year", 2022, "--years", 2022, "--variables", "af", "--output", tmp_path / "out"),
        *("--on-error", "skip-household", "--processes", 1),
    )
    assert done.returncode == 0, done.stderr
    assert "7 read, 3 used, 4 refused" in done.stdout
    assert "'salaire_de_base' in 1 rows" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--years", "soon"], "accepted: 2024, or 2019-2026"),
        (["--years", "2022", "--variables", "aff"], "unknown variable 'aff'; near it: af"),
        (["--years", "2022", "--format", "sas"], "the format 'sas' is not known"),
        (["--years", "2022", "--seed", "3"], "the format 'own' has no option 'seed'"),
        (["--years", "2022", "--block-size", "0"], "the block size is 0"),
        (["--years", "2022", "--encoding", "latin-99"], "the encoding 'latin-99' is not known"),
        (["--years", "2022", "--on-error", "cry"], "invalid choice: 'cry'"),
        ([], "the following arguments are required: --years"),
    ],
)
def test_a_wrong_option_is_refused_with_what_is_accepted(people, tmp_path, arguments, said):
    done = command("simulate", people, "--data-year", 2022, "--output", tmp_path / "out", *arguments)
    assert done.returncode == WRONG
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_bundled_sample(tmp_path):
    done = command(
        *("simulate", "sample", "--households", 20, "--seed", 7, "--years", 2024, "--variables", "af"),
        *("--output", tmp_path / "out", "--processes", 2, "--block-size", 10),
    )
    assert done.returncode == 0, done.stderr
    assert "20 used" in done.stdout


def test_help_tells_commands_and_exit_codes():
    done = command("--help")
    assert done.returncode == 0
    for text in ("simulate", "code", "exit codes", "130  interrupted"):
        assert text in done.stdout
    assert "examples:" in command("simulate", "--help").stdout
    assert command().returncode == WRONG


def test_uprating_take_up_and_calibration_are_options(people, tmp_path):
    margins = tmp_path / "margins.csv"
    margins.write_text("name,entity,where,variable,total\nenfants,individu,age < 18,,6000\n", encoding="utf-8")
    done = command(
        *("simulate", people, "--data-year", 2022, "--years", 2024, "--variables", "af", "--output", tmp_path / "out"),
        *("--uprate", "--take-up", "published", "--take-up-seed", 4, "--processes", 1),
        *("--margins", margins, "--calibration", "logit", "--calibration-bounds", "0.5,2"),
    )
    assert done.returncode == 0, done.stderr
    assert "salaire_de_base ×1.0681 (salaires 2022→2024)" in done.stdout
    assert "seed 4: ppa 73%" in done.stdout
    assert "(logit, bounds 0.5 and 2): enfants 5100.5 → 6000." in done.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--uprating", "nowhere.yaml"], "nowhere.yaml"),
        (["--take-up-seed", "3"], "--take-up-seed goes with --take-up"),
        (["--calibration", "linear"], "go with --margins"),
        (["--uprate"], "2026 is needed"),
    ],
)
def test_options_of_the_population_that_cannot_be_are_refused(people, tmp_path, options, said):
    asked = (
        "simulate",
        people,
        "--data-year",
        2022,
        "--years",
        2026,
        "--variables",
        "af",
        "--output",
        tmp_path / "out",
    )
    done = command(*asked, *options, "--processes", 1)
    assert done.returncode == WRONG
    assert said in done.stderr
    assert done.stdout == ""
    assert not (tmp_path / "out").exists()


def test_a_run_killed_in_the_middle_goes_on_and_gives_the_same_bytes(tmp_path, files_in):
    options = ["sample", "--households", "300", "--years", "2023-2024", "--block-size", "10"]
    options += ["--variables", "csg_imposable_salaire,vieillesse_plafonnee_salarie"]
    whole, out = tmp_path / "whole", tmp_path / "out"
    assert command("simulate", *options, "--output", whole, "--processes", 1).returncode == 0
    process = subprocess.Popen(
        [*COMMAND, "simulate", *options, "--output", str(out), "--processes", "2"], stdout=subprocess.DEVNULL
    )
    finished = _wait_for_blocks(process, tmp_path / "out.partial" / "blocks", 6)
    workers = psutil.Process(process.pid).children(recursive=True)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert not out.exists()
    gone, alive = psutil.wait_procs(workers, timeout=20)
    assert not alive
    assert len(gone) >= 2
    before = {path: path.stat().st_mtime_ns for path in finished}
    second = subprocess.Popen(
        [*COMMAND, "simulate", *options, "--output", str(out), "--processes", "1"], stdout=subprocess.DEVNULL
    )
    _wait_for_blocks(second, tmp_path / "out.partial" / "blocks", len(finished) + 1)
    kept = {path: path.stat().st_mtime_ns for path in finished if path.exists()}
    assert kept == before or second.poll() == 0  # it may have ended meanwhile, and taken the blocks away
    assert second.wait() == 0
    assert files_in(out) == files_in(whole)
    assert not (tmp_path / "out.partial").exists()


def test_an_interruption_from_the_keyboard(tmp_path):
    options = ["sample", "--households", "300", "--years", "2024", "--block-size", "5", "--variables", "af"]
    process = subprocess.Popen(
        [*COMMAND, "simulate", *options, "--output", str(tmp_path / "out"), "--processes", "2"],
        stderr=subprocess.PIPE,
        text=True,
    )
    _wait_for_blocks(process, tmp_path / "out.partial" / "blocks", 1)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == INTERRUPTED
    assert said == "openfisca-secu: interrupted; the same command goes on from the finished blocks\n"
    assert not (tmp_path / "out").exists()


def _wait_for_blocks(process, folder, count):
    for _ in range(3000):
        found = [path for path in folder.glob("*/*/*") if ".tmp-" not in path.name]
        if len(found) >= count or process.poll() is not None:
            return found
        time.sleep(0.02)
    raise AssertionError("no block was finished in a minute")


def test_the_variables_and_parameters_of_an_article():
    done = command("code", "L521-1", "D. 521-1", "--on", "2024-05-01")
    assert done.returncode == 0, done.stderr
    assert "L521-1  https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI" in done.stdout
    assert "af_base" in done.stdout
    assert "0.32 bmaf, since 1982-02-01" in done.stdout


def test_an_article_that_the_code_does_not_have():
    done = command("code", "L521-99")
    assert done.returncode == WRONG
    assert "'L521-99' is not an article" in done.stderr
    assert command("code", "L521-1", "--on", "May").returncode == WRONG
