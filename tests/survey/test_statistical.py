"""Files of SAS, Stata and SPSS.

`files/five_rows.sas7bdat.gz` is a test file of the package sas7bdat-converter (MIT License, Copyright 2018-2021 Paul
Sanders): pyreadstat reads this format and does not write it.
"""

import datetime
import gzip
import struct
import subprocess
import sys
from pathlib import Path

import pandas
import pyreadstat
import pytest

from openfisca_secu.survey import folder, statistical
from openfisca_secu.survey.files import CsvFormat, read_table
from openfisca_secu.survey.own import read
from openfisca_secu.survey.refusals import SurveyError

SAS = gzip.decompress((Path(__file__).parent / "files" / "five_rows.sas7bdat.gz").read_bytes())
WRITERS = {
    ".dta": pyreadstat.write_dta,
    ".sav": pyreadstat.write_sav,
    ".zsav": lambda frame, path, **options: pyreadstat.write_sav(frame, path, compress=True, **options),
    ".xpt": pyreadstat.write_xport,
}
FRAME = pandas.DataFrame(
    {
        "person_id": [1, 2, 3],
        "weight": [1.5, None, 2],
        "activite": ["étudiant", "", " actif "],
        "born": [datetime.date(2020, 1, 1), None, datetime.date(1980, 5, 6)],
        "code": [1, 2, 1],
    }
)


def write(folder_of_file, suffix, frame=FRAME, name="individus", **options):
    path = folder_of_file / f"{name}{suffix}"
    WRITERS[suffix](frame, str(path), **options)
    return path


def fault(path):
    with pytest.raises(SurveyError) as error:
        read_table(path)
    assert str(path) in str(error.value)
    return str(error.value)


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("cells", [1, 8, 4_000_000])
def test_values_and_missing_ones_whatever_the_size_of_the_pieces(tmp_path, monkeypatch, suffix, cells):
    monkeypatch.setattr(statistical, "CELLS_AT_ONCE", cells)
    frame, lines = read_table(write(tmp_path, suffix))
    assert lines.tolist() == [2, 3, 4]
    assert frame["person_id"].tolist() == [1, 2, 3]
    found = {name: frame[name].array._pa_array.to_pylist() for name in frame.columns}
    assert found["weight"] == [1.5, None, 2]
    assert found["activite"] == ["étudiant", None, "actif"]
    assert found["born"] == [datetime.date(2020, 1, 1), None, datetime.date(1980, 5, 6)]


@pytest.mark.parametrize("suffix", [".dta", ".sav"])
def test_codes_are_kept_and_their_labels_are_not_used(tmp_path, suffix):
    path = write(tmp_path, suffix, variable_value_labels={"code": {1: "actif", 2: "chomeur"}})
    assert read_table(path)[0]["code"].tolist() == [1, 2, 1]


def test_a_file_of_sas(tmp_path):
    path = tmp_path / "a.sas7bdat"
    path.write_bytes(SAS)
    frame, _ = read_table(path)
    assert frame["integer_row"].tolist() == [1, 2, 3, 4, 5]
    assert frame["float_row"].tolist() == [2.5, 17.23, 3.21, 100.9, 98.6]
    assert frame["text_row"].tolist()[3:] == ["Text", "Test"]
    assert frame["date_row"].tolist()[4] == datetime.date(1999, 10, 25)


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("left_out", [1, 7, 120, 0.5, -5])
def test_a_file_that_is_cut_short(tmp_path, suffix, left_out):
    raw = write(tmp_path, suffix).read_bytes()
    kept = int(len(raw) * left_out) if left_out == 0.5 else 5 if left_out < 0 else len(raw) - left_out
    path = tmp_path / f"short{suffix}"
    path.write_bytes(raw[:kept])
    assert "not a whole file of S" in fault(path)


@pytest.mark.parametrize("version", [8, 12, 15])
def test_a_file_of_an_older_stata_that_is_cut_short(tmp_path, version):
    frame = pandas.DataFrame({"x": [1.5] * 300})
    path = write(tmp_path, ".dta", frame, version=version)
    assert read_table(path)[0]["x"].tolist() == [1.5] * 300
    path.write_bytes(path.read_bytes()[:-900])
    assert "not a whole file of Stata" in fault(path)


@pytest.mark.parametrize("kept", [100, 65_536, len(SAS) - 1])
def test_a_file_of_sas_that_is_cut_short(tmp_path, kept):
    path = tmp_path / "a.sas7bdat"
    path.write_bytes(SAS[:kept])
    assert "not a whole file of SAS" in fault(path)


@pytest.mark.parametrize("suffix", statistical.SUFFIXES)
def test_something_else_under_such_a_name(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    path.write_text("person_id,weight\n1,2\n" * 50, encoding="utf-8")
    assert "not a whole file of S" in fault(path)
    path.write_bytes(b"")
    assert "the file is empty" in fault(path)


def test_a_damaged_file_of_spss_does_not_end_the_process(tmp_path):
    path = write(tmp_path, ".sav", variable_value_labels={"code": {1: "un", 2: "deux"}})
    raw = path.read_bytes()
    numeric = raw.rindex(struct.pack("<iiii", 2, 0, 0, 0))  # the last variable: no text, no label, nothing missing
    path.write_bytes(raw[:numeric] + struct.pack("<ii", 2, 56_064) + raw[numeric + 8 :])  # a text of that width
    assert "not a whole file of SPSS (its dictionary is damaged)" in fault(path)


def test_a_date_that_the_calendar_does_not_have(tmp_path):
    path = write(tmp_path, ".dta", FRAME[["born"]])
    raw = path.read_bytes()
    days = struct.pack("<d", (datetime.date(2020, 1, 1) - datetime.date(1960, 1, 1)).days)
    assert raw.count(days) == 1
    path.write_bytes(raw.replace(days, struct.pack("<d", 1e12)))
    assert "a value that cannot be" in fault(path)


def test_an_old_file_whose_texts_are_in_another_encoding(tmp_path):
    path = write(tmp_path, ".xpt", pandas.DataFrame({"x": ["eleve"]}))
    path.write_bytes(path.read_bytes().replace(b"eleve", "élève".encode("latin-1")))
    assert read_table(path, CsvFormat(encoding="latin-1"))[0]["x"].tolist() == ["élève"]
    with pytest.raises(SurveyError, match="the encoding 'latin-99' is not known"):
        read_table(path, CsvFormat(encoding="latin-99"))


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_own_layout_and_the_names_of_columns(tmp_path, suffix):
    path = write(tmp_path, suffix)
    assert read(tmp_path).persons["code"].tolist() == [1, 2, 1]
    assert folder.header(path, "utf-8") == (list(FRAME.columns), None)


def test_without_pyreadstat_the_error_names_what_to_install(tmp_path):
    path = write(tmp_path, ".dta")
    code = (
        "import sys; sys.modules['pyreadstat'] = None\n"
        "from openfisca_secu.survey.files import read_table\n"
        f"read_table({str(path)!r})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert "install pyreadstat: pip install openfisca-secu[formats]" in done.stderr
