"""Files that cannot be read, or not as they are said to be written."""

import gzip

import numpy
import pandas
import pyarrow
import pyarrow.parquet
import pytest

from openfisca_secu.survey import adapters
from openfisca_secu.survey.files import MOST_COLUMNS, CsvFormat, read_table
from openfisca_secu.survey.own import read
from openfisca_secu.survey.refusals import SurveyError

TEXT = "person_id,menage_id,weight,age\n1,1,10,40\n2,1,10,38\n"


@pytest.fixture
def file(tmp_path):
    def write(content, name="individus.csv"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def fault(path, csv_format=CsvFormat()):  # noqa: B008 — immutable
    with pytest.raises(SurveyError) as error:
        read_table(path, csv_format)
    assert str(path) in str(error.value)
    return str(error.value)


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        ("", "a.csv", "the file is empty"),
        ("\n", "a.csv", "no column has a name"),
        (TEXT, "a.txt", "accepted: .csv, .csv.gz, .parquet"),
        (TEXT, "a.parquet", "not a whole Parquet file"),
        (TEXT, "a.csv.gz", "cannot be read to its end"),
        (gzip.compress(TEXT.encode(), mtime=0)[:-9], "a.csv.gz", "cannot be read to its end"),
        (TEXT.replace(",", ";"), "a.csv", "line 1: the header holds no ',' but ';'"),
        (TEXT.replace(",", "\t"), "a.csv", "line 1: the header holds no ',' but '\\t'"),
        (TEXT.replace("age", "âge").encode("latin-1"), "a.csv", "line 1: byte 0xe2 is not utf-8"),
        ((TEXT + "é,1,10,38\n").encode("latin-1"), "a.csv", "line 4: byte 0xe9 is not utf-8"),
        (TEXT.encode("utf-16"), "a.csv", "line 1: byte 0xff is not utf-8"),
        ("person_id,weight,weight\n1,1,1\n", "a.csv", "line 1: the column 'weight' stands there twice"),
        (",person_id\n0,1\n", "a.csv", "line 1: column 1 has no name"),
        (TEXT + "3,1,10\n", "a.csv", "line 4: 3 values where the header names 4 columns"),
        (TEXT + "3,1,10,1,2\n4,1\n", "a.csv", "line 4: 5 values where the header names 4 columns (and 1 more"),
        (TEXT + '"3,1,10,40\n4,1,10,2\n', "a.csv", "line 4: a quotation mark is opened and never closed"),
        ('a,b\n"x,1\n2,3\n', "a.csv", "line 2: a quotation mark is opened and never closed"),
        (",".join(f"c{place}" for place in range(MOST_COLUMNS + 1)), "a.csv", f"at most {MOST_COLUMNS}"),
    ],
)
def test_a_file_that_cannot_be_read(file, content, name, expected):
    assert expected in fault(file(content, name))


def test_a_million_columns_are_refused_at_once(file):
    assert f"at most {MOST_COLUMNS}" in fault(file(",".join(f"c{place}" for place in range(1_000_000)) + "\n"))


def test_too_many_columns_of_a_parquet_file_are_refused_before_its_rows_are_read(tmp_path, monkeypatch):
    path = tmp_path / "a.parquet"
    pyarrow.parquet.write_table(pyarrow.table({f"c{place}": [1] for place in range(MOST_COLUMNS + 1)}), path)
    monkeypatch.delattr(pyarrow.parquet.ParquetFile, "read")
    assert f"at most {MOST_COLUMNS}" in fault(path)


def test_a_missing_file(tmp_path):
    assert "no such file" in fault(tmp_path / "nothing.csv")


def test_a_truncated_parquet_file(file, tmp_path):
    whole = tmp_path / "whole.parquet"
    pandas.DataFrame({"a": range(1000)}).to_parquet(whole)
    assert "not a whole Parquet file" in fault(file(whole.read_bytes()[:-20], "a.parquet"))


@pytest.mark.parametrize("name", ["latin-99", "rot13", "hex", "zlib", "a\0b", ""])
def test_an_unknown_encoding(name):
    with pytest.raises(SurveyError, match=r"the encoding .* is not known"):
        CsvFormat(encoding=name)


@pytest.mark.parametrize("encoding", ["utf-16", "punycode", "idna", "cp037", "utf-7", "ascii"])
def test_another_encoding_than_that_of_the_file(file, encoding):
    assert encoding in fault(file(TEXT + "é,1,1,1\n"), CsvFormat(encoding=encoding)) or encoding in ("idna", "cp037")


@pytest.mark.parametrize("separator", ["", ";;", '"', "\n", "\0"])
def test_a_separator_that_is_none(separator):
    with pytest.raises(SurveyError, match="accepted: one sign"):
        CsvFormat(separator=separator)


def test_a_decimal_sign_that_is_none():
    with pytest.raises(SurveyError, match=r"accepted: [.] ,"):
        CsvFormat(decimal=";")


@pytest.mark.parametrize(
    ("content", "csv_format"),
    [
        (TEXT, CsvFormat()),
        (TEXT.replace("\n", "\r\n"), CsvFormat()),
        (TEXT.rstrip("\n"), CsvFormat()),
        ("\ufeff" + TEXT, CsvFormat()),
        (TEXT.replace(",", ";"), CsvFormat(separator=";")),
        (TEXT.replace(",", " , "), CsvFormat()),
        (TEXT.replace("10", '"10"').replace("weight", '"weight"'), CsvFormat()),
        (TEXT.encode("utf-16"), CsvFormat(encoding="utf-16")),
    ],
)
def test_the_same_table_written_in_several_ways(file, content, csv_format):
    frame, lines = read_table(file(content), csv_format)
    assert frame.columns.tolist() == ["person_id", "menage_id", "weight", "age"]
    assert frame["weight"].tolist() == ["10", "10"]
    assert lines.tolist() == [2, 3]


def test_accents_in_another_encoding_and_decimal_commas(file):
    content = "nom;montant\nDupré;1 234\nLeo;1234,56\n;-0,5\n".encode("cp1252")
    frame, _ = read_table(file(content), CsvFormat(separator=";", decimal=",", encoding="cp1252"))
    assert frame["nom"].tolist()[:2] == ["Dupré", "Leo"]
    assert frame["nom"].isna().tolist() == [False, False, True]
    assert frame["montant"].tolist() == ["1 234", "1234.56", "-0.5"]


def test_blank_lines_are_passed_over_and_counted(file):
    frame, lines = read_table(file("a,b\n1,2\n\n3,\n,\n\n"))
    assert frame["a"].tolist() == ["1", "3"]
    assert lines.tolist() == [2, 4]


def test_a_parquet_file_keeps_nan_and_null_apart(tmp_path):
    path = tmp_path / "a.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"x": pyarrow.array([1.0, numpy.nan, None])}), path)
    frame, _ = read_table(path)
    assert frame["x"].array._pa_array.to_pylist()[2] is None
    assert numpy.isnan(frame["x"].array._pa_array.to_pylist()[1])


def test_row_numbers_that_pandas_adds_to_parquet_are_no_column(tmp_path):
    path = tmp_path / "a.parquet"
    pandas.DataFrame({"x": [1, 2]}, index=[5, 7]).to_parquet(path)
    assert read_table(path)[0].columns.tolist() == ["x"]


def test_a_folder_with_a_file_for_each_entity(file, tmp_path):
    file(TEXT)
    file("menage_id,loyer\n1,700\n", "menages.csv")
    survey = read(tmp_path)
    assert survey.menages["loyer"].tolist() == ["700"]
    assert survey.familles is None
    assert survey.files["menages"].endswith("menages.csv")


def test_a_folder_without_persons_or_with_two_files_of_them(file, tmp_path):
    with pytest.raises(SurveyError, match=r"accepted: individus\.csv, individus\.csv\.gz, individus\.parquet"):
        read(tmp_path)
    file(TEXT)
    file(gzip.compress(TEXT.encode(), mtime=0), "individus.csv.gz")
    with pytest.raises(SurveyError, match="both stand there; which one is meant"):
        read(tmp_path)


def test_tables_of_groups_named_apart(file):
    persons = file(TEXT, "people.csv")
    households = file("menage_id,loyer\n1,700\n", "homes.csv")
    assert read(persons, menages=households).menages["loyer"].tolist() == ["700"]


def test_formats_and_their_options_are_known(file):
    with pytest.raises(SurveyError, match="'sas' is not known; accepted: own, eu_silc, erfs_fpr, "):
        adapters.read(file(TEXT), "sas")
    with pytest.raises(SurveyError, match="'own' has no option 'seed'; accepted: data_year"):
        adapters.read(file(TEXT), "own", seed=3)
    assert adapters.read(file(TEXT), "own", seed=None).year is None
