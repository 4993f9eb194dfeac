"""Adapter of EU-SILC's user database and of SRCV: files D, R, H, P, with the names of before 2021 and of since.

Incomes are those of the year before the survey; families, jobs and dwellings those of the interview:

| column of EU-SILC (until 2020 / from 2021 on) | input of the model                                              |
| --------------------------------------------- | --------------------------------------------------------------- |
| DB030, RX030, RB030, PB030                    | household, person                                               |
| DB090                                         | weight of the household                                         |
| DB040                                         | `territoire`, `residence_alsace_moselle`                        |
| RB080, RB070 (until 2020)                     | `date_naissance`                                                |
| RB090                                         | `sexe`                                                          |
| RB220, RB230, RB240, HB080                    | household roles, families, tax units (`kin`)                    |
| PB190, PB200                                  | `statut_marital`                                                |
| PL031 / PL032, RB211                          | `activite`                                                      |
| PY010G                                        | `salaire_de_base`, `salaire_imposable`                          |
| PL111, PL051, PL140 / PL111A, PL051A, PL141   | `categorie_salarie`, `categorie_non_salarie`                    |
| PL031, PL060 / PL145, PL060                   | `contrat_de_travail`, `heures_remunerees_volume`                |
| PL211A … L                                    | the months in which wages and unemployment benefits fall        |
| PL130 (until 2020)                            | `effectif_entreprise`                                           |
| PY050G                                        | `rpns_imposables`                                               |
| PY090G (PY093G)                               | `chomage_brut`, `chomage_imposable`                             |
| PY100G, PY110G (PY103G, PY113G)               | `retraite_brute`, `retraite_imposable`                          |
| PY120G                                        | `indemnites_journalieres_maladie`                               |
| PY130G (PY133G)                               | `pensions_invalidite`, `invalidite`                             |
| HY081G or HY080G, HY131G or HY130G            | alimony received and paid                                       |
| HY040G, HY090G                                | `revenu_categoriel_foncier`, `revenu_categoriel_capital`        |
| HH021, HH060                                  | `statut_occupation_logement`, `loyer`                           |

`rfr` and `nbptr` are computed. Benefits received are no inputs: they are left for comparison. `docs/eu_silc_udb.md`
says more.
"""

import numpy
import pandas

from openfisca_secu.survey import assembly, pay
from openfisca_secu.survey.assembly import ReferenceIncome
from openfisca_secu.survey.categories import CATEGORIES, SELF_EMPLOYED
from openfisca_secu.survey.eu_silc_udb import people as situation
from openfisca_secu.survey.eu_silc_udb import report
from openfisca_secu.survey.eu_silc_udb.columns import NOT_USED, OF_HOUSEHOLD, OF_PERSON, PARTS, SIGNED
from openfisca_secu.survey.eu_silc_udb.files import FRANCE, open_files
from openfisca_secu.survey.homes import Homes
from openfisca_secu.survey.joined import of_households
from openfisca_secu.survey.tables import FOYER_FISCAL
from openfisca_secu.survey.working_time import CONTRACTS, by_month, number_of, working_time

_DWELLINGS = (0, 2, 1, 4, 3, 6)  # hh021 as codes of DWELLINGS: a rent below the market's is that of social housing
# Regions of the European nomenclature of 2006, 2013 and 2016.
_OVERSEAS = {
    "guadeloupe": ("fr91", "fra1", "fry1"),
    "martinique": ("fr92", "fra2", "fry2"),
    "guyane": ("fr93", "fra3", "fry3"),
    "la_reunion": ("fr94", "fra4", "fry4"),
    "mayotte": ("fra5", "fry5"),
}
_ALSACE = ("fr42", "frf1")


def read(path, *, data_year=None, country=FRANCE, separator=None, decimal=".", encoding="utf-8"):
    """A survey in the layout of EU-SILC's user database.

    Args:
        path: the folder that holds the files D, R, H and P of a survey, as `.csv`, `.csv.gz` or `.parquet`; they are
            told by their columns, whose names may be in upper or lower case.
        data_year: the year of the incomes, one before that of the survey; a check, since the files tell it.
        country: the code whose rows are read.
        separator: what stands between the columns of a CSV file; read off its first line when not said.
        decimal: `.` or `,`.
        encoding: of CSV files.

    Returns:
        A Survey of the year of the incomes; its report names every assumption, every column used, left out or missing,
        and the instruments that are not to be relied on. Rows that cannot be understood are in its refusals.

    Raises:
        SurveyError: files that are missing or of another vintage, or without the columns that are needed.
    """
    opened = open_files(path, data_year, country, separator=separator, decimal=decimal, encoding=encoding)
    year, files = opened.year, opened.files
    taken = _amounts(files)
    who = situation.people(opened)
    gross = taken["py010g"]
    job = situation.jobs(opened, gross > 0, taken["py050g"] != 0)
    groups = who.groups(year, gross + taken["py050g"])
    worked, unemployed = situation.calendar(opened)
    time = working_time(
        gross,
        job.part_time,
        job.weekly_hours,
        situation.PART_OF_FULL_TIME,
        months=number_of(worked),
        minimum_applies=True,
        year=year,
    )
    incomes, of_tax_units = _incomes(taken, job, groups, who, year)
    of_persons = {
        **who.columns(),
        "categorie_salarie": pandas.Categorical.from_codes(job.category, CATEGORIES),
        "categorie_non_salarie": pandas.Categorical.from_codes(job.self_employed, SELF_EMPLOYED),
        "contrat_de_travail": pandas.Categorical.from_codes(time.contract, CONTRACTS),
        "heures_remunerees_volume": time.hours,
        **({} if job.size is None else {"effectif_entreprise": job.size}),
        **incomes,
        **by_month(incomes, ("salaire_de_base", "salaire_imposable"), worked, year),
        **by_month(incomes, ("chomage_brut", "chomage_imposable"), unemployed, year),
    }
    weights = of_households(opened.household, files.numbers("db090", (0, None), needed=True))
    homes = _homes(opened)
    return assembly.survey(
        files,
        groups,
        year=year,
        persons=opened.persons,
        households=opened.households,
        of_persons=of_persons,
        of_households={"weight": weights, **homes.columns, **_territories(opened)},
        of_tax_units=of_tax_units,
        report=[
            f"EU-SILC of {opened.survey_year}, incomes of {year}: {files.persons.rows} persons in "
            f"{len(opened.households)} households read.",
            *opened.notes,
            *who.notes,
            *report.on_amounts(opened),
            *report.on_flags(opened),
            *report.on_work(worked, unemployed, time, job),
            *report.on_homes(homes),
            *report.on_health(files),
            *report.in_general(year),
            *report.gaps_of(job),
            *files.sentences_on_columns(NOT_USED),
        ],
    )


def _amounts(files):
    """Every amount that is used, gross, one value a person; without means-tested benefits where those are told."""
    taken = {}
    for name, others in (*OF_PERSON.items(), *OF_HOUSEHOLD.items()):
        column = files.first_of(name, *others)
        taken[name] = files.numbers(column, (None if name in SIGNED else 0, None)) + 0.0
    for name, part in PARTS.items():
        if files.has(part):
            taken[name] = numpy.maximum(taken[name] - files.numbers(part, (0, None)), 0)
    return taken


def _incomes(taken, job, groups, who, year):
    """Incomes of persons, gross and taxable, and what stands for each tax unit."""
    taxable_wage = pay.Wages(year).taxable(taken["py010g"], job.status)
    taxable_unemployment = pay.Unemployment(year).taxable(taken["py090g"])
    deductible = pay.parameters("contributions_sociales/csg_crds_remplacement/indemnites_journalieres", year).deductible
    sickness, old_age, invalidity = taken["py120g"], taken["py100g"] + taken["py110g"], taken["py130g"]
    of_reference = {
        name: groups.of_reference_person(FOYER_FISCAL, of_households(groups.household, taken[name]))
        for name in ("hy040g", "hy090g", "hy131g")
    }
    unit = groups.number[FOYER_FISCAL]
    shares = groups.tax_shares(who.alone(groups))
    received = groups.reference * taken["hy081g"]
    reference_income = ReferenceIncome(
        unit,
        taxable_wage + taxable_unemployment + sickness * (1 - deductible),
        taken["py050g"],
        of_reference["hy040g"] + of_reference["hy090g"] - of_reference["hy131g"],
        year,
    ).with_pensions
    # the rate on pensions follows from the reference income, which follows from the rate: as gross, then once again
    levies = pay.pension(year, reference_income(old_age + invalidity + received)[unit], shares[unit])
    levies = pay.pension(year, reference_income(levies.taxable(old_age + invalidity) + received)[unit], shares[unit])
    of_persons = {
        "salaire_de_base": taken["py010g"],
        "salaire_imposable": taxable_wage,
        "chomage_brut": taken["py090g"],
        "chomage_imposable": taxable_unemployment,
        "retraite_brute": old_age,
        "retraite_imposable": levies.taxable(old_age),
        "pensions_invalidite": invalidity,
        "invalidite": invalidity > 0,
        "indemnites_journalieres_maladie": sickness,
        "rpns_imposables": taken["py050g"],
        "pensions_alimentaires_percues": received,
        "pensions_alimentaires_versees_individu": groups.reference * taken["hy131g"],
    }
    of_tax_units = {
        "revenu_categoriel_foncier": of_reference["hy040g"],
        "revenu_categoriel_capital": of_reference["hy090g"],
        "nbptr": shares,
        "rfr": reference_income(levies.taxable(old_age + invalidity) + received),
    }
    return of_persons, of_tax_units


def _homes(opened):
    files, household = opened.files, opened.household
    status = numpy.array(_DWELLINGS)[files.codes("hh021", (1, 2, 3, 4, 5))]
    return Homes.of(of_households(household, status), of_households(household, files.numbers("hh060", (0, None))))


def _territories(opened):
    """Where each household lives, as far as the region tells; nothing if the file tells no region."""
    if not opened.files.has("db040"):
        return {}
    region = of_households(opened.household, opened.files.texts("db040"))
    territory = numpy.full(len(region), "metropole", dtype=object)
    for name, codes in _OVERSEAS.items():
        territory[numpy.isin(region, codes)] = name
    return {"territoire": territory, "residence_alsace_moselle": numpy.isin(region, _ALSACE)}
