"""YAML reforms: what they set and for how long, and everything that is refused, with its line."""

import re

import pytest

from openfisca_secu.reforms import Law, ReformError
from openfisca_secu.reforms.tree import changed_parameters, leaves

BMAF = "prestations_familiales.bmaf"
RATE = "contributions_sociales.csg_crds_remplacement.pensions.taux.taux_plein"
SCALE = "minima_sociaux.aah.activite.abattement"
ENDED = "cotisations.taux_reduits.maladie.multiple"
FLAG = "prime_activite.ressources.logement.accedants_compris"
DAY = "prestations_familiales.paje.enfants.generations.avril_2018"
CHILDREN = "prestations_familiales.allocations_familiales.nombre_enfants_minimal"


def value(system, path, day):
    return leaves(system.parameters)[path].get_at_instant(day)


def faults_of(path):
    with pytest.raises(ReformError) as caught:
        Law([path])()
    return caught.value.faults


# ---- What a reform sets


def test_a_value_stays_and_what_was_law_later_is_overwritten(system, parameters):
    reformed = Law([parameters(f"{BMAF}:\n  2023-07-01: 450")])()
    assert value(reformed, BMAF, "2023-06-30") == value(system, BMAF, "2023-06-30") == 445.93
    for day in ("2023-07-01", "2024-04-01", "2025-04-01", "2080-01-01"):
        assert value(reformed, BMAF, day) == 450
    assert value(system, BMAF, "2024-04-01") == 466.44


def test_each_value_stays_until_the_next_date_in_whatever_order_they_are_written(system, parameters):
    reformed = Law([parameters(f"{BMAF}:\n  2025-01-01: 480\n  2023-07-01: 450")])()
    assert value(reformed, BMAF, "2024-12-31") == 450
    assert value(reformed, BMAF, "2025-01-01") == 480
    assert value(reformed, BMAF, "2026-04-01") == 480


@pytest.mark.parametrize("end", ["fin", "until"])
def test_a_reform_that_ends_gives_the_law_of_the_day_back(system, parameters, end):
    reformed = Law([parameters(f"{BMAF}:\n  2023-07-01: 450\n  {end}: 2025-06-30")])()
    assert value(reformed, BMAF, "2025-06-30") == 450
    assert value(reformed, BMAF, "2025-07-01") == 474.37  # of April 2025: a value that the reform had covered
    assert value(reformed, BMAF, "2026-04-01") == value(system, BMAF, "2026-04-01")


def test_an_end_for_the_whole_file_and_one_of_its_own(system, write):
    path = write(f"""
        titre: Essai
        title: Trial
        fin: 2024-12-31
        parameters:
          {BMAF}: {{2024-01-01: 450}}
          {RATE}: {{2024-01-01: 0.09, fin: 2024-06-30}}
        """)
    reformed = Law([path])()
    assert [value(reformed, BMAF, day) for day in ("2024-12-31", "2025-01-01")] == [450, 466.44]
    assert [value(reformed, RATE, day) for day in ("2024-06-30", "2024-07-01")] == [0.09, 0.083]


def test_a_value_before_the_laws_first_one(system, parameters):
    path = "cotisations.allegement_general.coefficient.courbe.fin"
    assert value(system, path, "2025-01-01") is None
    reformed = Law([parameters(f"{path}:\n  2024-01-01: 2.5\n  fin: 2024-12-31")])()
    assert [value(reformed, path, day) for day in ("2023-12-31", "2024-01-01", "2025-01-01", "2026-01-01")] == [
        None,
        2.5,
        None,
        3,
    ]


def test_rates_and_thresholds_of_a_scale(system, parameters):
    reformed = Law([parameters(f"{SCALE}[1].rate:\n  2025-01-01: 0.5\n{SCALE}[1].threshold:\n  2025-01-01: 0.35")])()
    before, after = (one.get_parameters_at_instant("2025-01-01") for one in (system, reformed))
    assert before.minima_sociaux.aah.activite.abattement.rates[1] == 0.4
    assert after.minima_sociaux.aah.activite.abattement.rates[1] == 0.5
    assert after.minima_sociaux.aah.activite.abattement.thresholds[1] == 0.35


def test_nulls_booleans_and_dates_where_the_law_has_them(parameters):
    reformed = Law(
        [parameters(f"{ENDED}:\n  2025-01-01: null\n{FLAG}:\n  2025-01-01: false\n{DAY}:\n  2025-01-01: 2018-05-01")]
    )()
    assert value(reformed, ENDED, "2025-01-01") is None
    assert value(reformed, FLAG, "2025-01-01") is False
    assert value(reformed, DAY, "2025-01-01") == "2018-05-01"


def test_numbers_are_exact_and_whole_ones_stay_whole(parameters):
    reformed = Law(
        [
            parameters(
                f"{BMAF}:\n  2024-01-01: 1_234_567.89\n{CHILDREN}:\n  2024-01-01: 3\n{RATE}:\n  2024-01-01: 8.5e-2"
            )
        ]
    )()
    assert value(reformed, BMAF, "2024-01-01") == 1234567.89
    assert type(value(reformed, CHILDREN, "2024-01-01")) is int
    assert value(reformed, RATE, "2024-01-01") == 0.085


def test_french_keys_a_bom_and_windows_line_ends(tmp_path):
    text = f"titre: Essai\r\ntitle: Trial\r\nparamètres:\r\n  {BMAF}:\r\n    unité: currency\r\n    2024-01-01: 450\r\n"
    path = tmp_path / "essai.yml"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert value(Law([path])(), BMAF, "2024-01-01") == 450


def test_the_law_restated_is_the_law(parameters):
    reformed = Law([parameters(f"{BMAF}:\n  2024-04-01: 466.44\n  fin: 2025-03-31")])()
    assert reformed.parameters is not reformed.baseline.parameters
    assert not changed_parameters(reformed.baseline.parameters, reformed.parameters)
    assert leaves(reformed.baseline.parameters).keys() == leaves(reformed.parameters).keys()


def test_a_rate_above_one_is_taken_where_its_unit_is_stated(parameters):
    path = "minima_sociaux.aah.montant.plafond.majoration_couple"
    assert value(Law([parameters(f"{path}:\n  unite: /1\n  2025-01-01: 1.2")])(), path, "2025-01-01") == 1.2


# ---- What is refused


@pytest.mark.parametrize(
    ("lines", "line", "message"),
    [
        (
            "prestations_familiales.bmaff:\n  2025-01-01: 1",
            4,
            r"no parameter '.*bmaff'; near it: prestations_familiales.bmaf",
        ),
        ("prestations_familiales.zzz.qqq:\n  2025-01-01: 1", 4, r"'prestations_familiales' has: "),
        ("zzz:\n  2025-01-01: 1", 4, r"the first word is one of: affiliation, "),
        (f"{SCALE}[9].rate:\n  2025-01-01: 1", 4, r"near it: .*abattement\[1\]\.rate"),
        (f"{SCALE}:\n  2025-01-01: 1", 4, r"is a group, not a parameter; in it: .*abattement\[0\]\.threshold"),
        ("prestations_familiales:\n  2025-01-01: 1", 4, r"is a group, .* in all\)"),
        (f"{BMAF}:\n  2025-13-01: 1", 5, "'2025-13-01' is not a date"),
        (f"{BMAF}:\n  2025-01: 1", 5, "'2025-01' is not a date"),
        (f"{BMAF}:\n  2025: 1", 5, "'2025' is not a date"),
        (f"{BMAF}:\n  2023-02-29: 1", 5, "is not a date"),
        (f"{BMAF}:\n  1989-12-31: 1", 5, "out of the years 1990 to 2100"),
        (f"{BMAF}:\n  2101-01-01: 1", 5, "out of the years 1990 to 2100"),
        (f"{BMAF}:\n  untill: 2025-01-01", 5, "near it: until"),
        (f"{BMAF}:\n  2025-01-01: beaucoup", 5, "the text 'beaucoup' is not a number"),
        (f"{BMAF}:\n  2025-01-01: '450'", 5, "write 450, without quotes"),
        (f"{BMAF}:\n  2025-01-01: 0,32", 5, "write 0.32, without quotes"),
        (f"{RATE}:\n  2025-01-01: 8.5 %", 5, "write 0.085, without quotes"),
        (f"{BMAF}:\n  2025-01-01: 2025-01-01", 5, "is not a number"),
        (f"{BMAF}:\n  2025-01-01: yes", 5, "true is not a number"),
        (f"{BMAF}:\n  2025-01-01: .nan", 5, "not a finite number"),
        (f"{BMAF}:\n  2025-01-01: -.inf", 5, "not a finite number"),
        (f"{BMAF}:\n  2025-01-01: 1e999", 5, "not a finite number"),
        (f"{BMAF}:\n  2025-01-01: 010", 5, "not a finite number in decimal writing"),
        (f"{BMAF}:\n  2025-01-01: 1:30", 5, "not a finite number in decimal writing"),
        (f"{BMAF}:\n  2025-01-01: 0x1F", 5, "not a finite number in decimal writing"),
        (f"{BMAF}:\n  2025-01-01: [1]", 5, "one value is expected"),
        (f"{BMAF}:\n  2025-01-01: {{value: 1}}", 5, "one value is expected"),
        (f"{BMAF}:\n  2025-01-01: null", 5, "the law never ends this parameter"),
        (f"{BMAF}:\n  2025-01-01: -1", 5, "negative"),
        (f"{BMAF}:\n  unite: /1\n  2025-01-01: 1", 5, "is in currency, not in /1"),
        (f"{BMAF}:\n  2025-01-01: 1\n  2025-01-01: 2", 6, r"`2025-01-01` stands twice \(first on line 5\)"),
        (f"{BMAF}:\n  2025-01-01: 1\n  fin: 2025-12-31\n  until: 2025-12-31", 7, "stands twice"),
        (f"{BMAF}:\n  2025-01-01: 1\n{BMAF}:\n  2026-01-01: 1", 6, r"stands twice \(first on line 4\)"),
        (f"{BMAF}:\n  2025-01-01: 1\n  fin: 2024-12-31", 5, "after the end, 2024-12-31"),
        (f"{BMAF}:\n  unite: currency", 4, "has no date with a value"),
        (f"{BMAF}: 450", 4, "lists dates and values below it"),
        (f"{RATE}:\n  2025-01-01: 8.3", 5, "a rate above 1, where the law has at most 0.083: write 0.083 for 8.3 %"),
        (f"{SCALE}[1].rate:\n  2025-01-01: 40", 5, "a rate above 1"),
        (f"{CHILDREN}:\n  2025-01-01: 1.5", 5, r"not a whole number \(child\)"),
        (f"{FLAG}:\n  2025-01-01: 1", 5, "neither true nor false"),
        (f"{DAY}:\n  2025-01-01: 20180401", 5, "not a date"),
        (f"{SCALE}[1].threshold:\n  2025-01-01: 0", 4, "the thresholds of '.*' do not increase on 2025-01-01"),
        (f"{BMAF}:\n  2025-01-01: !!python/object/apply:os.getcwd []", 5, "one value is expected"),
        (f"{BMAF}:\n  2025-01-01: !!python/name:os.getcwd", 5, "plain values only"),
        (f"? [a]\n: {{2025-01-01: 1}}\n{BMAF}: {{2025-01-01: 1}}", 4, "a key is one word"),
    ],
)
def test_what_a_parameter_does_not_take(parameters, lines, line, message):
    path = parameters(lines)
    (fault,) = faults_of(path)
    assert fault.startswith(f"{path}, line {line}: "), fault
    assert re.search(message, fault), fault


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: a reform is a list"),
        ("- a", "line 1: a reform is a list"),
        ("a: [", "line 2: not YAML"),
        ("a: 1\n---\nb: 2", "line 2: not YAML"),
        ("a: *b", "not YAML"),
        ("a: " + "[" * 5000, "not YAML"),
    ],
)
def test_what_is_not_a_reform_at_all(write, text, message):
    (fault,) = faults_of(write(text + "\n"))
    assert message in fault


def test_bytes_that_are_not_utf_8(tmp_path):
    path = tmp_path / "latin.yaml"
    path.write_bytes("titre: réforme".encode("latin-1"))
    (fault,) = faults_of(path)
    assert "not UTF-8: byte 8" in fault


def test_titles_are_needed_and_unknown_keys_refused(write):
    path = write(f"titel: x\nreforme: y\nparameters:\n  {BMAF}: {{2025-01-01: 1}}\n")
    accepted = "accepted: description, description_en, fin, parameters, title, titre"
    assert [re.sub(".*, line ", "", fault) for fault in faults_of(path)] == [
        "1: `title` is missing",
        "1: `titre` is missing",
        f"1: unknown key `titel`; near it: titre, title; {accepted}",
        f"2: unknown key `reforme`; {accepted}",
    ]


def test_a_title_is_a_text_and_parameters_are_needed(write):
    faults = faults_of(write("titre: []\ntitle: x\nparameters: {}\n"))
    assert ["`titre` is a text" in faults[0], "`parameters` lists parameters" in faults[1]] == [True, True]


def test_all_faults_are_told_at_once_in_the_order_of_the_lines(parameters):
    path = parameters(f"{RATE}:\n  2025-01-01: 8.3\nzzz:\n  2025-01-01: 1\n{BMAF}:\n  unite: smic\n  2025-01-01: oui")
    assert [int(re.search(r"line (\d+)", fault)[1]) for fault in faults_of(path)] == [5, 6, 9, 10]


def test_nothing_of_a_refused_reform_is_applied(system, parameters):
    before = {path: list(one.values_list) for path, one in leaves(system.parameters).items()}
    faults_of(parameters(f"{BMAF}:\n  2025-01-01: 1\n{SCALE}[1].threshold:\n  2025-01-01: 0"))
    assert before == {path: one.values_list for path, one in leaves(system.parameters).items()}
