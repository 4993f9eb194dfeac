"""A few invented French households, and writers of them in the layouts of ERFS-FPR and of EU-SILC's user database.

Nobody in them exists. A household is a dict, a person another; what both surveys can say is told once, and each writer
puts it into the columns and codes of its vintage.
"""

from dataclasses import dataclass, field, replace

import numpy

from openfisca_secu.survey import pay

MARRIED, SINGLE, WIDOWED, DIVORCED, CIVIL_PARTNER = "marie", "celibataire", "veuf", "divorce", "pacse"
STATUS = {"private": pay.PRIVATE, "executive": pay.PRIVATE, "state": pay.CIVIL_SERVANT, "contract": pay.PUBLIC_CONTRACT}
MIDDLE_OF_QUARTER = {1: 2, 2: 5, 3: 8, 4: 11}


@dataclass(frozen=True)
class Person:
    noi: int
    sex: int  # 1 man, 2 woman
    age: int  # on 31 December
    quarter: int = 2  # of birth
    role: int = 4  # 1 reference person, 2 partner, 3 child, 4 other
    partner: int = 0  # numbers in the household
    mother: int = 0
    father: int = 0
    marital: str = SINGLE
    activity: str = "inactif"
    job: str = "private"
    gross: float = 0
    hours: float = 0  # a week, for part-time work
    size: int = 0  # 1 to 9 persons
    trade: float = 0
    unemployment: float = 0  # below the minimum wage: no levy
    pension: float = 0  # gross, at the reduced rate of CSG
    invalidity: float = 0  # exempt
    alimony: float = 0
    worked: tuple = ()  # months, 1 to 12; none: not told

    def born(self, year):
        return year - self.age


@dataclass(frozen=True)
class Household:
    number: int
    weight: float
    persons: tuple
    tenure: str = "proprietaire"
    rent: float = 0  # a month
    foncier: float = 0
    capital: float = 0
    alimony_paid: float = 0
    extra: dict = field(default_factory=dict)


EXECUTIVE = {"job": "executive", "gross": 62_000, "size": 9}
LOST_THE_JOB_IN_MAY = {"gross": 9_500, "unemployment": 7_000, "worked": (1, 2, 3, 4)}
HOUSEHOLDS = (
    Household(
        101,
        1500.25,
        (
            Person(1, 1, 45, role=1, partner=2, marital=MARRIED, activity="actif", **EXECUTIVE),
            Person(2, 2, 43, role=2, partner=1, marital=MARRIED, activity="actif", gross=15_000, hours=24, size=5),
            Person(3, 1, 15, role=3, mother=2, father=1, activity="etudiant"),
            Person(4, 2, 8, quarter=4, role=3, mother=2, father=1, activity="etudiant"),
        ),
        tenure="primo_accedant",
        foncier=3_000,
        capital=250,
    ),
    Household(
        102,  # an unmarried couple, her daughter and a child of both
        980.5,
        (
            Person(
                1, 2, 34, role=1, partner=2, marital=DIVORCED, activity="actif", gross=24_000, size=3, alimony=1_800
            ),
            Person(2, 1, 31, role=2, partner=1, activity="chomeur", **LOST_THE_JOB_IN_MAY),
            Person(3, 2, 12, role=3, mother=1, activity="etudiant"),
            Person(4, 1, 1, quarter=1, role=3, mother=1, father=2, activity="etudiant"),
        ),
        tenure="locataire_vide",
        rent=720,
    ),
    Household(
        103,  # a mother, her child and her own mother
        2100.0,
        (
            Person(1, 2, 71, marital=WIDOWED, activity="retraite", pension=15_000),
            Person(2, 2, 40, role=1, mother=1, activity="actif", job="state", gross=31_000),
            Person(3, 2, 10, role=3, mother=2, activity="etudiant"),
        ),
        tenure="locataire_hlm",
        rent=410,
    ),
    Household(
        104,  # parents, a student, a young mother and her baby
        1200.0,
        (
            Person(1, 1, 56, role=1, partner=2, marital=CIVIL_PARTNER, activity="actif", trade=9_000),
            Person(2, 2, 54, role=2, partner=1, marital=CIVIL_PARTNER, invalidity=9_000),
            Person(3, 1, 21, quarter=3, role=3, mother=2, father=1, activity="etudiant"),
            Person(4, 2, 19, role=3, mother=2, father=1, activity="inactif"),
            Person(5, 1, 2, mother=4, activity="etudiant"),
        ),
        alimony_paid=1_200,
    ),
    Household(105, 640.0, (Person(1, 2, 76, role=1, marital=WIDOWED, activity="retraite", pension=14_500),)),
    Household(
        106,  # two friends, one of whom lost money
        900.0,
        (
            Person(1, 1, 29, role=1, activity="actif", trade=-1_653.05),
            Person(2, 1, 27, activity="actif", job="contract", gross=22_000),
        ),
        tenure="locataire_vide",
        rent=900,
    ),
)


def changed(households, number, noi=None, **values):
    """The households, with other values for one of them or for one person."""

    def change(household):
        if household.number != number:
            return household
        if noi is None:
            return replace(household, **values)
        persons = tuple(replace(each, **values) if each.noi == noi else each for each in household.persons)
        return replace(household, persons=persons)

    return tuple(map(change, households))


def write(path, rows, separator=";"):
    """Rows, as dicts, as a CSV file; whatever a row does not say is empty."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [separator.join(names)]
    lines += [separator.join("" if row.get(name) is None else str(row[name]) for name in names) for row in rows]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


# ERFS-FPR

CHPUB = {"private": 1, "executive": 1, "state": 3, "contract": 4, "apprentice": 1}
TITC = {"state": 2, "contract": 3}
SO = {
    "primo_accedant": 1,
    "proprietaire": 2,
    "locataire_hlm": 3,
    "locataire_vide": 4,
    "locataire_meuble": 5,
    "loge_gratuitement": 6,
}
ACTEU = {"actif": 1, "chomeur": 2, "etudiant": 3, "retraite": 3, "inactif": 3}
MATRI = {SINGLE: 1, MARRIED: 2, WIDOWED: 3, DIVORCED: 4, CIVIL_PARTNER: 1}
ETAMATRI = {SINGLE: 8, MARRIED: 1, WIDOWED: 4, DIVORCED: 5, CIVIL_PARTNER: 2}


def taxable_wage(person, year):
    status = numpy.array([STATUS.get(person.job, pay.APPRENTICE)])
    return float(pay.Wages(year).taxable(numpy.array([float(person.gross)]), status)[0])


def _tax_person(household, person, year, ident):
    reduced = 0.038  # the CSG at the reduced rate, all of it deductible
    return {
        "noindiv": household.number * 100 + person.noi,
        ident: household.number,
        "noi": f"{person.noi:02}",
        "wprm": household.weight,
        "salaires_i": repr(taxable_wage(person, year)),
        "csgsald_i": repr(float(pay.Wages(year).deductible_csg(numpy.array([float(person.gross)]), 0)[0])),
        "chomage_i": person.unemployment,
        "csgchod_i": 0,
        "retraites_i": repr(person.pension * (1 - reduced)),
        "csgrstd_i": repr(person.pension * reduced),
        "pens_invalidite_i": person.invalidity,
        "csgpid_i": 0,
        "pens_alim_recue_i": person.alimony,
        "rag_i": 0,
        "ric_i": person.trade,
        "rnc_i": 0,
        "champ_calcul": 1,
    }


def _tax_household(household, ident):
    return {
        ident: household.number,
        "wprm": household.weight,
        "pens_alim_versee": household.alimony_paid,
        "rev_fonciers_bruts": household.foncier,
        "rev_valeurs_mobilieres_bruts": household.capital,
        "prest_logement": 0,
        "nivviem": 20_000,
        "champ_calcul": 1,
        **household.extra,
    }


def _survey_person(person, year, months):
    asked = person.age >= 15
    month = MIDDLE_OF_QUARTER[person.quarter] if months else 99
    return {
        "sexe": person.sex,
        "naia": person.born(year),
        "naim": f"{month:02}",
        "noicon": f"{person.partner:02}" if person.partner else None,
        "acteu": ACTEU[person.activity] if asked else None,
        "forter": 2 if asked and person.activity == "etudiant" else None,
        "chpub": CHPUB[person.job] if person.gross else None,
        "titc": TITC.get(person.job) if person.gross else None,
        "statut": 22 if person.job == "apprentice" else (35 if person.gross else None),
        "tppred": (2 if person.hours else 1) if person.gross else None,
        "datdeb": f"{year}1124",
    }


def _calendar(person, year, stem, count):
    if not person.worked:
        return {f"{stem}{before:02}": None for before in range(count)}
    states = [(1 if month in person.worked else 4) for month in range(11, 0, -1)]
    return {f"{stem}{before:02}": states[before] if before < len(states) else 4 for before in range(count)}


def erfs_tables(year, households=HOUSEHOLDS, months=True):
    """The rows of each file of a year, by name of file."""
    ident = f"ident{year % 100:02}"
    indiv, menage, irf, mrf = [], [], [], []
    for household in households:
        menage.append(_tax_household(household, ident))
        status = {"so": f"{SO[household.tenure]}"} if year < 2019 else {"so": 0, "logt": SO[household.tenure]}
        rent = {"loyer": household.rent or None} if year < 2019 else {}
        dwelling = {ident: household.number, **status, **rent, "dep": "69", "surftot": 70}
        mrf.append(dwelling)
        for person in household.persons:
            tax = _tax_person(household, person, year, ident)
            survey = _survey_person(person, year, months)
            key = {ident: household.number, "noi": tax["noi"], "noindiv": tax["noindiv"]}
            if year < 2021:
                survey |= {
                    "lprm": person.role,
                    "coured": 1 if person.partner else 2,
                    "noimer": f"{person.mother:02}" if person.mother else None,
                    "noiper": f"{person.father:02}" if person.father else None,
                    "matri": MATRI[person.marital] if person.age >= 16 else None,
                    "pacs": (1 if person.marital == CIVIL_PARTNER else 2) if person.age >= 16 else None,
                    "ret": 1 if person.activity == "retraite" else 2,
                    "qprcent": (6 if person.job == "executive" else 4) if person.gross else None,
                    "hhc": person.hours or None,
                    "nbsala": person.size or None,
                    "cstot": 54 if person.gross else None,
                    **_calendar(person, year, "sp", 13),
                }
                irf.append({**key, **survey})
                indiv.append(tax)
            else:
                survey |= {
                    "lprl": person.role,
                    "coupl_men": 1 if person.partner else 2,
                    "noipar1": f"{person.mother:02}" if person.mother else None,
                    "noipar2": f"{person.father:02}" if person.father else None,
                    "etamatri_y_comp": ETAMATRI[person.marital] if person.age >= 16 else None,
                    "retraite": 1 if person.activity == "retraite" else 2,
                    "pcs2": (37 if person.job == "executive" else 54) if person.gross else None,
                    "hhabemp": person.hours or None,
                    "nbsal_y": person.size or None,
                    **_calendar(person, year, "spr", 12),
                }
                indiv.append({**tax, **survey, **{name: value for name, value in dwelling.items() if name != ident}})
    two = {f"fpr_indiv_{year}": indiv, f"fpr_menage_{year}": menage}
    if year >= 2021:
        return two
    short = f"{year % 100:02}"
    return {**two, f"fpr_irf{short}e{short}t4": irf, f"fpr_mrf{short}e{short}t4": mrf}


def write_erfs(folder, year, households=HOUSEHOLDS, *, months=True, tables=None, upper=False, separator=";"):
    """The files of a year of ERFS-FPR; gives the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in (tables or erfs_tables(year, households, months)).items():
        cased = [{key.upper() if upper else key: value for key, value in row.items()} for row in rows]
        write(folder / f"{name.upper() if upper else name}.csv", cased, separator)
    return folder


# EU-SILC

PL031 = {"actif": 1, "chomeur": 5, "etudiant": 6, "retraite": 7, "inactif": 10}
PL032 = {"actif": 1, "chomeur": 2, "etudiant": 5, "retraite": 3, "inactif": 6}
PB190 = {SINGLE: 1, MARRIED: 2, WIDOWED: 4, DIVORCED: 5, CIVIL_PARTNER: 1}
HH021 = {"proprietaire": 1, "primo_accedant": 2, "locataire_vide": 3, "locataire_hlm": 4, "loge_gratuitement": 5}


def silc_tables(survey_year, households=HOUSEHOLDS):
    """The rows of D, R, H and P of a survey, whose incomes are those of the year before."""
    year, recent = survey_year - 1, survey_year >= 2021
    d, r, h, p = [], [], [], []
    for household in households:

        def person_id(noi, number=household.number):
            return number * 100 + noi if noi else None

        reference = next(person for person in household.persons if person.role == 1)
        register = {"DB010": survey_year, "DB020": "FR", "DB030": household.number, "DB090": household.weight}
        d.append({**register, "DB040": "FRK2"})
        h.append(
            {
                "HB010": survey_year,
                "HB020": "FR",
                "HB030": household.number,
                "HB080": person_id(reference.noi),
                "HH021": HH021[household.tenure],
                "HH060": household.rent or None,
                "HH060_F": 1 if household.rent else -2,
                "HY040G": household.foncier,
                "HY090G": household.capital,
                "HY081G": sum(person.alimony for person in household.persons),
                "HY131G": household.alimony_paid,
                "HY050G": 0,
                "HX050": 1,
                **household.extra,
            }
        )
        for person in household.persons:
            r.append(
                {
                    "RB010": survey_year,
                    "RB020": "FR",
                    "RB030": person_id(person.noi),
                    "RX030": household.number,
                    "RB050": household.weight,
                    **({} if recent else {"RB070": person.quarter}),
                    "RB080": person.born(year),
                    "RB090": person.sex,
                    "RB220": person_id(person.father),
                    "RB230": person_id(person.mother),
                    "RB240": person_id(person.partner),
                }
            )
            if person.age >= 16:
                p.append(_silc_person(household, person, survey_year, person_id(person.noi)))
    return {"D": d, "R": r, "H": h, "P": p}


def _silc_person(household, person, survey_year, number):
    recent = survey_year >= 2021
    suffix = "A" if recent else ""
    self_employed = person.trade != 0
    public = person.job in {"state", "contract"}
    row = {
        "PB010": survey_year,
        "PB020": "FR",
        "PB030": number,
        "PX030": household.number,
        "PB190": PB190[person.marital],
        "PB200": 1 if person.marital in {MARRIED, CIVIL_PARTNER} else (2 if person.partner else 3),
        f"PL040{suffix}": (2 if self_employed else 3) if person.activity == "actif" else None,
        f"PL051{suffix}": (21 if person.job == "executive" else 42) if person.gross else None,
        f"PL111{suffix}": ("o" if public else "g") if person.gross else None,
        "PL060": person.hours or None,
        "PY010G": person.gross,
        "PY010G_F": 25 if recent else 1,
        "PY050G": person.trade,
        "PY090G": person.unemployment,
        "PY100G": person.pension,
        "PY110G": 0,
        "PY120G": 0,
        "PY130G": person.invalidity,
        "PH030": 3,
    }
    temporary = person.job == "contract"
    if recent:
        row |= {
            "PL032": PL032[person.activity],
            "PL141": (21 if temporary else 11) if person.gross else None,
            "PL145": (2 if person.hours else 1) if person.gross else None,
        }
    else:
        base = PL031[person.activity]
        status = base + (2 if self_employed else 0) + (1 if person.hours else 0) if base == 1 else base
        row |= {"PL031": status, "PL130": person.size or None}
        row["PL140"] = (2 if temporary else 1) if person.gross else None
    for letter, month in zip("ABCDEFGHIJKL", range(1, 13), strict=True):
        row[f"PL211{letter}"] = (1 if month in person.worked else 5) if person.worked else None
    return row


def write_silc(folder, survey_year, households=HOUSEHOLDS, *, tables=None, separator=","):
    """The four files of a year of EU-SILC; gives the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in (tables or silc_tables(survey_year, households)).items():
        write(folder / f"UDB_cFR{survey_year % 100:02}{name}.csv", rows, separator)
    return folder
