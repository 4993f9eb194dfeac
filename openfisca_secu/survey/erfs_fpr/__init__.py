"""Adapter of ERFS-FPR: INSEE's survey of tax and social incomes, production and research files (`fpr_indiv_2019` …).

Four files by year until 2020 (persons and households, each of the tax files and of the Employment Survey), two from
2021 on. Amounts are annual; those of persons end in `_i`:

| column of ERFS-FPR                          | input of the model                                              |
| ------------------------------------------- | --------------------------------------------------------------- |
| ident, noi, noindiv                         | household, person                                               |
| wprm                                        | weight of the household                                         |
| naia, naim                                  | `date_naissance`                                                |
| sexe                                        | `sexe`                                                          |
| lprm, noicon, noimer, noiper                | household roles, families, tax units (`kin`)                    |
| (from 2021: lprl, noipar1, noipar2)         |                                                                 |
| matri, pacs (from 2021: etamatri_y_comp)    | `statut_marital`                                                |
| acteu, forter, ret (retraite)               | `activite`                                                      |
| salaires_i                                  | `salaire_imposable`, `salaire_de_base` by the exact inverse     |
| chpub, titc, statut, qprcent, cstot (pcs2)  | `categorie_salarie`, `apprenti`, `particulier_employeur`        |
| tppred, txtppred, hhc (hhabemp)             | `contrat_de_travail`, `heures_remunerees_volume`                |
| sp00 … sp12 (spr00 …), datdeb               | the months in which wages and unemployment benefits fall        |
| nbsala (nbsal_y)                            | `effectif_entreprise`                                           |
| chomage_i, csgchod_i                        | `chomage_imposable`, `chomage_brut`                             |
| retraites_i, csgrstd_i                      | `retraite_imposable`, `retraite_brute`                          |
| pens_invalidite_i, csgpid_i                 | `pensions_invalidite`, `invalidite`                             |
| rag_i, ric_i, rnc_i                         | `rpns_imposables`, `categorie_non_salarie`                      |
| pens_alim_recue_i, pens_alim_versee         | alimony received and paid                                       |
| rev_fonciers_bruts, rev_valeurs_mobilieres_bruts | `revenu_categoriel_foncier`, `revenu_categoriel_capital`   |
| so (logt), loyer, dep, com                  | `statut_occupation_logement`, `loyer`, `depcom`                 |

`rfr` and `nbptr` are computed. Benefits received are no inputs: they are left for comparison. `docs/erfs_fpr.md` says
more.
"""

import numpy
import pandas

from openfisca_secu.survey import assembly, pay
from openfisca_secu.survey.assembly import ReferenceIncome
from openfisca_secu.survey.categories import CATEGORIES, DWELLINGS, SELF_EMPLOYED
from openfisca_secu.survey.erfs_fpr import people as situation
from openfisca_secu.survey.erfs_fpr import report
from openfisca_secu.survey.erfs_fpr.calendar import months_of_work
from openfisca_secu.survey.erfs_fpr.columns import AMOUNTS, NOT_USED, OF_HOUSEHOLD, OF_PERSON, SIGNED
from openfisca_secu.survey.erfs_fpr.files import open_files
from openfisca_secu.survey.erfs_fpr.report import NET, TAXABLE
from openfisca_secu.survey.homes import Homes
from openfisca_secu.survey.joined import of_households
from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.tables import FOYER_FISCAL
from openfisca_secu.survey.working_time import CONTRACTS, by_month, number_of, working_time

_SIGNS_OF_COMMUNE = 5
_LIFE_INTEREST = 7  # of `so`: owner of a life interest


def read(path, *, data_year=None, amounts=TAXABLE, separator=None, decimal=".", encoding="utf-8"):
    """A survey in the layout of ERFS-FPR.

    Args:
        path: the folder that holds the files of a year, as `.csv`, `.csv.gz` or `.parquet`; names of files and of
            columns in upper or lower case.
        data_year: the year, where names do not tell it or the folder holds several.
        amounts: what incomes are: `taxable`, or `net` of the CSG and CRDS that are not deductible (columns
            `csg_nd_crds_…_i`), which then are added.
        separator: what stands between the columns of a CSV file; read off its first line when not said.
        decimal: `.` or `,`.
        encoding: of CSV files.

    Returns:
        A Survey; its report names every assumption, every column used, left out or missing, and the instruments that
        are not to be relied on. Rows that cannot be understood are in its refusals.

    Raises:
        SurveyError: files that are missing or of another vintage, or without the columns that are needed.
    """
    if amounts not in (TAXABLE, NET):
        raise SurveyError(f"amounts cannot be {amounts!r}; accepted: {TAXABLE}, {NET}")
    opened = open_files(path, data_year, separator, decimal, encoding)
    year, files = opened.year, opened.files
    taken = _amounts(files, amounts)
    who = situation.people(opened)
    job = situation.jobs(opened, taken["salaires_i"] > 0)
    wages = pay.Wages(year)
    gross = wages.gross_from_taxable(taken["salaires_i"], job.status)
    trade = taken["rag_i"] + taken["ric_i"] + taken["rnc_i"]
    groups = who.groups(year, gross + trade)
    worked, unemployed = months_of_work(opened)
    time = working_time(
        gross,
        job.part_time,
        job.weekly_hours,
        job.share,
        months=number_of(worked),
        minimum_applies=~job.apprentice,
        year=year,
    )
    incomes = {
        "salaire_de_base": gross,
        "salaire_imposable": taken["salaires_i"],
        "chomage_brut": taken["chomage_i"] + taken["csgchod_i"],
        "chomage_imposable": taken["chomage_i"],
        "retraite_brute": taken["retraites_i"] + taken["csgrstd_i"],
        "retraite_imposable": taken["retraites_i"],
        "pensions_invalidite": taken["pens_invalidite_i"] + taken["csgpid_i"],
        "invalidite": taken["pens_invalidite_i"] > 0,
        "rpns_imposables": trade,
        "pensions_alimentaires_percues": taken["pens_alim_recue_i"],
        "pensions_alimentaires_versees_individu": groups.reference * taken["pens_alim_versee"],
    }
    of_persons = {
        **who.columns(),
        "categorie_salarie": pandas.Categorical.from_codes(job.category, CATEGORIES),
        "categorie_non_salarie": pandas.Categorical.from_codes(situation.self_employed(files, taken), SELF_EMPLOYED),
        "apprenti": job.apprentice,
        "particulier_employeur": job.private_employer,
        "contrat_de_travail": pandas.Categorical.from_codes(time.contract, CONTRACTS),
        "heures_remunerees_volume": time.hours,
        **({} if job.size is None else {"effectif_entreprise": job.size}),
        **incomes,
        **by_month(incomes, ("salaire_de_base", "salaire_imposable"), worked, year),
        **by_month(incomes, ("chomage_brut", "chomage_imposable"), unemployed, year),
    }
    weights = of_households(opened.household, files.numbers("wprm", (0, None), needed=True))
    homes = _homes(opened)
    csg = wages.deductible_csg(gross, job.status)
    return assembly.survey(
        files,
        groups,
        year=year,
        persons=opened.persons,
        households=opened.households,
        of_persons=of_persons,
        of_households={"weight": weights, **homes.columns, **_communes(opened)},
        of_tax_units=_tax_units(groups, who, taken, incomes, year),
        report=[
            f"ERFS-FPR of {year}: {files.persons.rows} persons in {len(opened.households)} households read.",
            *opened.notes,
            *who.notes,
            *job.notes,
            *report.on_amounts(year, amounts, job, taken["salaires_i"]),
            *report.check_of_wages(csg, taken["csgsald_i"], weights[opened.household]),
            *report.on_work(year, worked | unemployed, time, job),
            *report.on_homes(year, homes),
            *report.on_disability(files),
            *report.in_general(year),
            *report.gaps_of(files, year, job),
            *files.sentences_on_columns(NOT_USED),
        ],
    )


def _amounts(files, kind):
    """Every amount that is used, one value a person; those of wages and of what replaces them are taxable ones."""
    taken = {}
    for name in (*OF_PERSON, *OF_HOUSEHOLD):
        taken[name] = files.numbers(name, (None if name in SIGNED else 0, None)) + 0.0
    if kind == NET:
        for name, not_deductible in AMOUNTS.items():
            taken[name] = taken[name] + files.numbers(not_deductible, (0, None))
    return taken


def _tax_units(groups, who, taken, incomes, year):
    """Property and capital incomes, shares and reference income of each tax unit."""
    of_reference = {
        name: groups.of_reference_person(FOYER_FISCAL, of_households(groups.household, taken[name]))
        for name in OF_HOUSEHOLD
    }
    foncier, capital = of_reference["rev_fonciers_bruts"], of_reference["rev_valeurs_mobilieres_bruts"]
    income = ReferenceIncome(
        groups.number[FOYER_FISCAL],
        incomes["salaire_imposable"] + incomes["chomage_imposable"],
        incomes["rpns_imposables"],
        foncier + capital - of_reference["pens_alim_versee"],
        year,
    )
    pensions = taken["retraites_i"] + taken["pens_invalidite_i"] + taken["pens_alim_recue_i"]
    return {
        "revenu_categoriel_foncier": foncier,
        "revenu_categoriel_capital": capital,
        "nbptr": groups.tax_shares(who.alone(groups)),
        "rfr": income.with_pensions(pensions),
    }


def _homes(opened):
    """Status of occupation and rent of each household; the codes are those of DWELLINGS, but for a life interest."""
    files, household = opened.files, opened.household
    so, logt = (files.codes(name, range(1, _LIFE_INTEREST + 1)) for name in ("so", "logt"))
    status = numpy.where(so > 0, so, logt)
    status = numpy.where(status == _LIFE_INTEREST, DWELLINGS.index("proprietaire"), status)
    return Homes.of(of_households(household, status), of_households(household, files.numbers("loyer", (0, None))))


def _communes(opened):
    """The commune of each household, or its department and 000; nothing if the file tells no department."""
    files, household = opened.files, opened.household
    if not files.has("dep"):
        return {}
    departments, communes = (of_households(household, files.texts(name)) for name in ("dep", "com"))
    return {
        "depcom": [
            commune_code(department, commune) if department else ""
            for department, commune in zip(departments, communes, strict=True)
        ]
    }


def commune_code(department, commune):
    """The five signs of a commune: overseas a department has three of them, and `com` may repeat the last of these."""
    department = department.upper().zfill(2)
    left = _SIGNS_OF_COMMUNE - len(department)
    return department + commune.zfill(left)[-left:]
