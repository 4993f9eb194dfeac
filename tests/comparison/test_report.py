"""Words and figures of the report: typography, colours of the page's style sheet, what is hidden."""

import re

import pandas
import pytest

from openfisca_secu.comparison import figures
from openfisca_secu.comparison.report import file_name
from openfisca_secu.comparison.secrecy import Secrecy
from openfisca_secu.comparison.texts import Words
from openfisca_secu.survey.refusals import SurveyError

FRENCH, ENGLISH = Words("fr"), Words("en")


def test_french_signs_do_not_begin_a_line():
    assert FRENCH("who_pays_note").count("\u00a0: ce que") == 1
    assert "«\u00a0±\u00a0»" in FRENCH("error_note", replicates=10)
    assert FRENCH.of("indicators", "poverty_60") == "Taux de pauvreté à 60\u00a0% de la médiane"
    assert "\u00a0" not in ENGLISH("who_pays_note")


def test_numbers_of_both_languages():
    assert (FRENCH.number(-12345.6, 1), ENGLISH.number(-12345.6, 1)) == ("\u221212\u202f345,6", "\u221212,345.6")
    assert (FRENCH.points(0.012, signed=True), ENGLISH.points(0.012)) == ("+1,20\u00a0pt", "1.20\u00a0pp")
    assert FRENCH.points(float("nan")) == FRENCH.percent(float("nan")) == ""


@pytest.mark.parametrize(
    "draw",
    [
        lambda options: figures.two_ways(["D1"], [0.5], [0.25], names=("gagnants", "perdants"), **options),
        lambda options: figures.pairs(["D1"], [0.5], [0.25], names=("Référence", "Réforme"), **options),
        lambda options: figures.bars(["D1"], [-3.0], **options),
    ],
)
def test_every_text_of_a_figure_has_a_colour_of_the_page(draw):
    svg = draw({"axis": "euros", "shown": str, "title": "<b> & titre"})
    texts = svg.split("<text ")[1:]
    assert texts
    assert all("fill: var(--ink)" in text.split(">")[0] for text in texts)
    assert "<title>&lt;b&gt; &amp; titre</title>" in svg


def test_the_report_stands_in_the_folder():
    assert file_name("r.html", "en") == "r.en.html"
    with pytest.raises(SurveyError, match="accepted"):
        file_name("elsewhere/r.html", "fr")


def test_what_authors_write_is_text(made, tmp_path):
    reform = tmp_path / "marked.yaml"
    reform.write_text(
        "titre: Bmaf <script>1 & 2\ntitle: X\ndescription: '<b>gras</b> $x$'\n"
        "parameters:\n  prestations_familiales.bmaf:\n    2025-01-01: 500\n",
        encoding="utf-8",
    )
    found = made(
        "marked", reforms=[reform], years=2025, households=20, replicates=2, variables="af", report_name="a #1.html"
    )
    page = (found.folder / "a #1.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<h1>Bmaf &lt;script&gt;1 &amp; 2</h1>" in page
    assert "&lt;b&gt;gras&lt;/b&gt; $x$" in page
    assert 'href="a%20%231.en.html"' in page


def test_hidden_figures_are_written_as_such(made):
    found = made("hidden", years=2025, replicates=0, secrecy=Secrecy(minimum=40), incentives=True)
    page = (found.folder / "report.html").read_text(encoding="utf-8")
    english = (found.folder / "report.en.html").read_text(encoding="utf-8")
    assert "<td>s</td>" in page
    assert "D1 (s)" in page
    assert not re.search(r"\bnan\b", page + english, re.IGNORECASE)
    assert "Statistical secrecy" in english
    deciles = found.incentives[found.incentives["group"] == "decile"]
    assert deciles["masked"].all()
    assert deciles["reference"].isna().all()
    assert pandas.read_csv(found.folder / "incentives.csv")["masked"].any()
