"""Adapter of EU-SILC in one file: the layout of teaching copies (one row a person, Eurostat's names of columns).

Amounts are annual and net; they are taken as euros of `data_year`, and turned into what the model needs by
`openfisca_secu.survey.pay`:

| column of EU-SILC                  | input of the model                                             |
| ---------------------------------- | -------------------------------------------------------------- |
| db030, rb030, db090                | household, person, weight of the household                     |
| age (on 31 December), rb090        | `date_naissance` (see `births`), `sexe`                        |
| pl030                              | `activite`, `contrat_de_travail`, hours of part-time work      |
| py010n employee income             | `salaire_de_base`, `salaire_imposable`                         |
| py050n self-employment             | `rpns_imposables`                                              |
| py090n unemployment                | `chomage_brut`, `chomage_imposable`                            |
| py100n, py110n old age, survivors  | `retraite_brute`, `retraite_imposable`                         |
| py120n sickness                    | `indemnites_journalieres_maladie`                              |
| py130n disability                  | `pensions_invalidite`, `invalidite`                            |
| hy040n, hy090n rent, capital       | `revenu_categoriel_foncier`, `revenu_categoriel_capital`       |
| hy070n housing allowances          | `aide_logement`                                                |
| hy080n, hy130n transfers           | alimony received and paid                                      |

Amounts of a household are given to its reference person, or to this person's family or tax unit. Who is a couple, a
child, a family and a tax unit is derived from ages (`openfisca_secu.survey.units`): the file has no ids of parents or
partners. Reference incomes and tax shares are computed on these tax units. `docs/eu_silc.md` says more.
"""

from dataclasses import dataclass

import numpy
import pandas

from openfisca_secu.survey import pay, units
from openfisca_secu.survey.assembly import Groups, ReferenceIncome, check_year
from openfisca_secu.survey.figures import income_figures
from openfisca_secu.survey.files import CsvFormat
from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.source import Source
from openfisca_secu.survey.tables import FAMILLE, FOYER_FISCAL, MENAGE, PERSONS, Survey

DEFAULT_YEAR = 2024
INTERVIEWED = 16  # the age from which persons are asked about status and income
UNBORN = -1  # the age of who is born after the end of the income year
OLDEST = 130
PART_OF_FULL_TIME = 0.6  # assumed of whoever says that they work part-time

NEEDED = ("db030", "rb030", "age", "rb090", ("db090", "rb050"))
PERSONAL = ("py010n", "py050n", "py090n", "py100n", "py110n", "py120n", "py130n")
OF_HOUSEHOLD = ("hy040n", "hy070n", "hy080n", "hy090n", "hy130n")
MAY_BE_NEGATIVE = ("py050n", "hy040n", "hy090n")
NOT_USED = {
    "hsize": "the rows of the household are counted",
    "db040": "a region abroad: every household is taken to live in metropolitan France",
    "pb220a": "no rule that is encoded looks at citizenship",
    "rb050": "the weight of the household, db090, is used",
    "py140n": "education allowances are no income for the Code",
    "hy050n": "family allowances are what the model computes",
    "hy110n": "incomes of children under 16, of whom the file does not say which child has them",
    "hy145n": "adjustments of taxes of other years",
    "eqss": "consumption units: only `equivalised_income` reads the incomes that the file itself sums up",
    "eqincome": "disposable income by consumption unit: only `equivalised_income` reads it",
}

_SEXES = {"male": 0, "female": 1, "1": 0, "2": 1, "1.0": 0, "2.0": 1}
_NOT_ASKED, _FULL_TIME, _PART_TIME, _UNEMPLOYED, _STUDENT, _RETIRED, _DISABLED, _AT_HOME = range(8)
_ACTIVITIES = ("etudiant", "actif", "actif", "chomeur", "etudiant", "retraite", "inactif", "inactif")
_CONTRACTS = ("temps_plein", "temps_partiel", "sans_objet")


def read(path, *, data_year=DEFAULT_YEAR, factor=1.0, separator=",", decimal=".", encoding="utf-8"):
    """A survey in the one-file layout of EU-SILC.

    Args:
        path: a `.csv`, `.csv.gz` or `.parquet` file; its names of columns may be in upper or lower case.
        data_year: the year of the incomes; amounts are taken as euros of that year.
        factor: what every amount is multiplied by, to bring it to euros of that year.
        separator: what stands between the columns of a CSV file.
        decimal: `.` or `,`.
        encoding: of a CSV file.

    Returns:
        A Survey of all the rows; its report names every assumption, and every column used, left out or missing. Rows
        that cannot be understood are in its refusals.

    Raises:
        SurveyError: a file that cannot be read, or without the columns that are needed.
    """
    check_year(data_year, pay.FIRST_YEAR)
    if not 0 < factor < float("inf"):
        raise SurveyError(f"amounts cannot be multiplied by {factor}; accepted: a number above 0")
    source = Source.of(path, CsvFormat(separator, decimal, encoding))
    source.need(NEEDED)
    persons = source.ids("rb030", unique=True)
    household, ids = pandas.factorize(source.ids("db030"))
    weight = "db090" if source.has("db090") else "rb050"
    weights = source.shared(weight, household, source.numbers(weight, (0, None), needed=True))
    people = _people(source)
    net = _net_amounts(source, household, people.interviewed, factor)
    groups = _groups(household, people, net, data_year)
    incomes = _incomes(net, groups, data_year)
    part_time = people.contract == _CONTRACTS.index("temps_partiel")
    frame = pandas.DataFrame(
        {
            **groups.columns(persons, ids),
            "weight": weights[household],
            "date_naissance": births(people.age, data_year).astype("datetime64[s]"),
            "sexe": pandas.Categorical.from_codes(people.sex, ("homme", "femme")),
            "activite": numpy.array(_ACTIVITIES, dtype=object)[people.status],
            "contrat_de_travail": pandas.Categorical.from_codes(people.contract, _CONTRACTS),
            "heures_remunerees_volume": part_time * PART_OF_FULL_TIME * pay.full_time_hours(data_year),
            **incomes.of_persons,
        }
    )
    return Survey(
        persons=frame,
        familles=groups.table(FAMILLE, persons, incomes.of_families),
        foyers_fiscaux=groups.table(FOYER_FISCAL, persons, incomes.of_tax_units),
        year=data_year,
        report=_report(source, household, people, data_year, factor),
        refusals=source.refusals,
        files=dict.fromkeys((PERSONS, FAMILLE.table, FOYER_FISCAL.table), str(path)),
        lines={PERSONS: source.table.lines},
        rows_read=source.rows,
    )


def equivalised_income(path, **csv_options):
    """What the file says of its own incomes (`eqIncome`, weights `rb050`): a check that it was read whole.

    Returns:
        `figures.IncomeFigures`.
    """
    source = Source.of(path, CsvFormat(**csv_options))
    source.need(("eqincome", "rb050"))
    income, weights = (source.numbers(name, needed=True) for name in ("eqincome", "rb050"))
    source.refusals.stop()
    return income_figures(income, weights)


def births(age, year):
    """Dates of birth from ages on 31 December: the middle of the year, at most six months from the true date.

    An age of -1 (born after the end of the income year, there at the interview) is a birth on 31 December: the child is
    in the household, and opens no right in the year.
    """
    middle = numpy.array([f"{year - years}-07-01" for years in range(OLDEST + 1)], dtype="datetime64[D]")
    dates = middle[numpy.clip(age, 0, OLDEST)]
    return numpy.where(age == UNBORN, numpy.datetime64(f"{year}-12-31", "D"), dates)


@dataclass(frozen=True)
class _People:
    age: numpy.ndarray  # on 31 December
    sex: numpy.ndarray  # code of _SEXES
    status: numpy.ndarray  # pl030, or _NOT_ASKED

    @property
    def interviewed(self):
        return self.age >= INTERVIEWED

    @property
    def contract(self):
        return numpy.select([self.status == _FULL_TIME, self.status == _PART_TIME], [0, 1], 2)


def _people(source):
    age = source.whole_numbers("age", (UNBORN, OLDEST), needed=True)
    sex = source.coded("rb090", _SEXES, "male, female, 1 or 2")
    status = source.whole_numbers("pl030", (_FULL_TIME, _AT_HOME), needed=age >= INTERVIEWED)
    return _People(age, sex, status)


def _net_amounts(source, household, interviewed, factor):
    """Every amount that is used, in euros of the year: of persons one a row, of households one a household."""
    net = {}
    for name in (*PERSONAL, *OF_HOUSEHOLD):
        bounds = (None if name in MAY_BE_NEGATIVE else 0, None)
        needed = interviewed if name in PERSONAL else False
        amounts = source.numbers(name, bounds, needed)
        if name in OF_HOUSEHOLD:
            amounts = source.shared(name, household, amounts)
        net[name] = amounts * factor + 0.0  # the file has -0.0
    return net


def _groups(household, people, net, year):
    wages = pay.Wages(year).gross_from_net(net["py010n"], pay.PRIVATE)
    law = pay.parameters("prestations_familiales/enfant_a_charge", year)
    earns = units.earns_living(wages, law, pay.parameters("cotisations/smic", year).horaire)
    age = numpy.maximum(people.age - 1, 0)  # on 1 January, births being in the middle of the year
    role = units.household_roles(household, age)
    famille, famille_role = units.families(household, role, age, earns)
    student = numpy.isin(people.status, (_NOT_ASKED, _STUDENT))
    foyer, foyer_role = units.tax_units(household, role, age, earns_living=earns, student=student)
    return Groups(
        household,
        {FAMILLE: famille, FOYER_FISCAL: foyer},
        {MENAGE: role, FAMILLE: famille_role, FOYER_FISCAL: foyer_role},
    )


@dataclass(frozen=True)
class _Incomes:
    of_persons: dict
    of_families: dict
    of_tax_units: dict


def _incomes(net, groups, year):
    """Net amounts as gross and taxable ones; reference incomes and shares of tax units."""
    wages, unemployment = pay.Wages(year), pay.Unemployment(year)
    gross_wage = wages.gross_from_net(net["py010n"], pay.PRIVATE)
    taxable_wage = wages.taxable(gross_wage, pay.PRIVATE)
    gross_unemployment = unemployment.gross_from_net(net["py090n"])
    taxable_unemployment = unemployment.taxable(gross_unemployment)
    trade = pay.self_employed_taxable(net["py050n"])
    sickness = pay.daily_allowances_from_net(net["py120n"], year)
    old_age, invalidity = net["py100n"] + net["py110n"], net["py130n"]
    foncier = groups.of_reference_person(FOYER_FISCAL, net["hy040n"])
    capital = groups.of_reference_person(FOYER_FISCAL, net["hy090n"])

    unit, shares = groups.number[FOYER_FISCAL], groups.tax_shares()
    work = taxable_wage + taxable_unemployment + sickness
    reference_income = ReferenceIncome(unit, work, trade, foncier + capital, year - 1).with_pensions
    # the rate on pensions follows from the reference income, which follows from the rate: net amounts, then once again
    levies = pay.pension(year, reference_income(old_age + invalidity)[unit], shares[unit])
    taxable = levies.taxable(levies.gross_from_net(old_age + invalidity))
    levies = pay.pension(year, reference_income(taxable)[unit], shares[unit])
    gross_old_age, gross_invalidity = levies.gross_from_net(old_age), levies.gross_from_net(invalidity)
    reference = groups.reference
    return _Incomes(
        of_persons={
            "salaire_de_base": gross_wage,
            "salaire_imposable": taxable_wage,
            "rpns_imposables": trade,
            "chomage_brut": gross_unemployment,
            "chomage_imposable": taxable_unemployment,
            "retraite_brute": gross_old_age,
            "retraite_imposable": levies.taxable(gross_old_age),
            "indemnites_journalieres_maladie": sickness,
            "pensions_invalidite": gross_invalidity,
            "invalidite": invalidity > 0,
            "pensions_alimentaires_percues": reference * net["hy080n"][groups.household],
            "pensions_alimentaires_versees_individu": reference * net["hy130n"][groups.household],
        },
        of_families={"aide_logement": groups.of_reference_person(FAMILLE, net["hy070n"])},
        of_tax_units={
            "revenu_categoriel_foncier": foncier,
            "revenu_categoriel_capital": capital,
            "nbptr": shares,
            "rfr": reference_income(levies.taxable(gross_old_age + gross_invalidity)),
        },
    )


def _report(source, household, people, year, factor):
    """Every assumption, and what became of every column; one sentence each."""
    unborn = int((people.age == UNBORN).sum())
    moved = f"multiplied by {factor:g}" if factor != 1 else "as they stand in the file"
    return [
        f"EU-SILC: {source.rows} persons in {int(household.max()) + 1} households read.",
        f"Amounts, annual and net, are taken as euros of {year}, {moved}.",
        f"Ages are those on 31 December {year}: everybody is born on 1 July of the year that gives the age.",
        f"{unborn} children of age -1, born after the end of the income year, are kept, as born on 31 December {year}.",
        "Couples, children, families and tax units are derived from ages on 1 January (rules of "
        "openfisca_secu.survey.units); marital status is not known, and couples are taxed together.",
        f"Whoever is under {INTERVIEWED} is a pupil; part-time work is {PART_OF_FULL_TIME:.0%} of a full time.",
        "Employees are those of the private sector, no executives; the size of their employers is not known.",
        "Gross amounts are net ones before contributions, CSG and CRDS (openfisca_secu.survey.pay); that on pensions "
        "follows from the reference income of the same year.",
        "Rents and capital incomes, housing allowances and transfers between households are those of the reference "
        "person; transfers are taken for alimony.",
        *source.sentences_on_columns(NOT_USED),
    ]
