"""A synthetic survey, French in its margins, made on the fly: for demonstrations, tests and measurements.

Nobody in it exists. Its margins (ages, families, activity, pay, pensions, housing …) are those of published sources,
in `data/sample_margins.yaml`; beyond them it knows only the links stated there and in this package. No figure computed
on it is an estimate for France. `docs/sample.md` says what it holds and how near it comes.

A household is drawn from its number and the seed alone, so that it is the same in whatever block it is drawn.
"""

import numpy
import pandas

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.survey import pay, units
from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.sample import children, dwellings, people, separation
from openfisca_secu.survey.sample.draws import Draws
from openfisca_secu.survey.sample.households import LONE_FATHER, LONE_MOTHER
from openfisca_secu.survey.sample.households import households as drawn_households
from openfisca_secu.survey.sample.margins import by_age, margins, money
from openfisca_secu.survey.tables import FAMILLE, FOYER_FISCAL, MENAGE, Survey

HOUSEHOLDS = 10_000
SEED = 2024
YEAR = 2024
BLOCK = 50_000
EARLIER_YEARS = 3  # for which incomes are given too
SYNTHETIC = (
    "Synthetic sample: no person in it exists, and no total computed on it is an estimate for France; it reproduces "
    "published margins (openfisca_secu/data/sample_margins.yaml) and nothing more."
)
_YOUNG = 14  # from which a member counts for half a consumption unit
_DAYS_PER_YEAR = 365.2425
_SEXES = ("homme", "femme")
_COMPUTED_BY_THE_LAW = ["chomage_imposable", "retraite_imposable"]  # in the sample's year, from the gross amounts
_INCOMES_OF_EARLIER_YEARS = ("salaire_imposable", "chomage_imposable", "retraite_imposable", "rpns_imposables")


def generate(households=HOUSEHOLDS, seed=SEED, year=YEAR):
    """The whole sample as one Survey.

    Args:
        households: how many; their weights sum to the number of households of the country.
        seed: a whole number; another one gives another sample.
        year: the year of the data, whose money and laws incomes are in.

    Raises:
        SurveyError: no households, or a year for which amounts are not known.
    """
    _check(households, year)
    return _survey(range(households), households, seed, year)


def blocks(households=HOUSEHOLDS, seed=SEED, year=YEAR, size=BLOCK):
    """The same sample as Surveys of at most `size` households, for what would not stand in memory."""
    _check(households, year)
    for first in range(0, households, size):
        yield _survey(range(first, min(first + size, households)), households, seed, year)


def read(path="sample", *, households=HOUSEHOLDS, seed=SEED, data_year=YEAR):
    """The sample, for whoever names it where the path of a survey stands; the path is not looked at."""
    del path
    return generate(int(households), int(seed), int(data_year))


def _check(households, year):
    if households < 1:
        raise SurveyError(f"{households} households; accepted: at least 1")
    known = margins()["evolution_des_montants"]["indices"]
    first = max(pay.FIRST_YEAR, min(known) + EARLIER_YEARS)
    if not first <= year <= max(known):
        raise SurveyError(f"the sample of {year} cannot be made; accepted: years from {first} to {max(known)}")


def _survey(numbers, total, seed, year):
    homes = drawn_households(numpy.arange(numbers.start, numbers.stop, dtype=numpy.int64), seed)
    who = people.people(homes)
    persons = _persons(who, year)
    persons["weight"] = margins()["menages"]["total"] / total
    foyers = _tax_units(who, persons, year)
    menages = _households(homes, who, persons, year)
    _earlier_years(persons, _INCOMES_OF_EARLIER_YEARS, year)
    _earlier_years(foyers, ("rfr",), year)
    return Survey(
        persons=persons.drop(columns=_COMPUTED_BY_THE_LAW),
        menages=menages,
        foyers_fiscaux=foyers,
        year=year,
        report=[
            SYNTHETIC,
            f"{total} households drawn with the seed {seed}; incomes in euros of {year}, and taxable ones of the "
            f"{EARLIER_YEARS} years before moved by the average wage.",
        ],
        rows_read=len(persons),
    )


def _persons(who, year):
    """One row a person: ids, situation, gross and taxable incomes; the order of columns is that of the tables."""
    activity = people.activities(who)
    marital = people.marital_statuses(who)
    job = people.jobs(who, activity, year)
    disability = people.disability(who, activity, year)
    unemployment, ass = people.unemployment(who, activity, year)
    received, paid = separation.alimony(who, year)
    alternate = separation.alternate_residence(who)
    absent = separation.absent_parents(who, marital, received, alternate)
    care = children.childcare(who, activity, year)
    reduced = children.reduced_work(who, activity, job)
    handicap = children.handicap(who, disability.rate, year)
    famille, famille_role, foyer, foyer_role = _units(who, activity, marital, job.wage, year)
    ids = who.ids
    employed = job.part > 0
    contract = numpy.select([~employed, job.part < 1], [2, 1], 0)
    return pandas.DataFrame(
        {
            "person_id": ids,
            "menage_id": who.number,
            "famille_id": _id_of_head(ids, famille, famille_role),
            "foyer_fiscal_id": _id_of_head(ids, foyer, foyer_role),
            "menage_role": pandas.Categorical.from_codes(who.role, MENAGE.roles),
            "famille_role": pandas.Categorical.from_codes(famille_role, FAMILLE.roles),
            "foyer_fiscal_role": pandas.Categorical.from_codes(foyer_role, FOYER_FISCAL.roles),
            "date_naissance": _births(who.age, year),
            "sexe": pandas.Categorical.from_codes(who.sex, _SEXES),
            "statut_marital": pandas.Categorical.from_codes(marital, people.MARITAL),
            "garde_alternee": alternate,
            "asf_parent_absent": pandas.Categorical.from_codes(absent, separation.ABSENT_PARENTS),
            "activite": pandas.Categorical.from_codes(_activity_of_children(activity), people.ACTIVITIES),
            "categorie_salarie": pandas.Categorical.from_codes(job.category, people.CATEGORIES),
            "contrat_de_travail": pandas.Categorical.from_codes(
                contract, ("temps_plein", "temps_partiel", "sans_objet")
            ),
            "heures_remunerees_volume": numpy.round(job.part * pay.full_time_hours(year)),
            "apprenti": job.apprentice,
            "effectif_entreprise": job.employer_size,
            "taux_incapacite": disability.rate,
            "invalidite": disability.invalid,
            "salaire_de_base": job.wage,
            "salaire_imposable": _taxable_wages(job, year),
            "chomage_brut": unemployment,
            "chomage_imposable": numpy.round(pay.Unemployment(year).taxable(unemployment)),
            "retraite_brute": people.pensions(who, activity, year),
            "pensions_invalidite": disability.pension,
            "rpns_imposables": people.self_employed_incomes(who, job, year),
            "ass": ass,
            "aspa_date_demande": _requests(who, "minimum_vieillesse"),
            "asi_date_demande": _requests(who, "supplementaire_invalidite"),
            "mode_de_garde": pandas.Categorical.from_codes(care.mode, children.MODES),
            "heures_de_garde": care.hours,
            "depense_garde_enfant": care.spending,
            "prepare_quotite_travail": reduced.part,
            "prepare_trimestres_2_ans": reduced.quarters,
            "aeeh_accompagnement": handicap.followed,
            "aeeh_depenses": handicap.spending,
            "pensions_alimentaires_percues": received,
            "pensions_alimentaires_versees_individu": paid,
        }
    )


def _activity_of_children(activity):
    """Those below working age are pupils."""
    return numpy.where(activity < 0, people.STUDIES, activity)


def _taxable_wages(job, year):
    public = numpy.isin(job.category, (*people.PRIVATE, people.NO_EMPLOYEE), invert=True)
    status = numpy.select(
        [job.apprentice, job.category == people.PUBLIC_CONTRACT, public],
        [pay.APPRENTICE, pay.PUBLIC_CONTRACT, pay.CIVIL_SERVANT],
        pay.PRIVATE,
    )
    return numpy.round(pay.Wages(year).taxable(job.wage, status))


def _requests(who, name):
    """When a minimum income is asked for: long ago, or never by those who don't take it up."""
    asks = who.draws.chance(name, margins()["recours"][name])
    return numpy.where(asks, numpy.datetime64("1970-01-01", "s"), numpy.datetime64("2150-12-31", "s"))


def _births(age, year):
    days = numpy.floor(age * _DAYS_PER_YEAR).astype("timedelta64[D]")
    return (numpy.datetime64(f"{year}-12-31", "D") - days).astype("datetime64[s]")


def _units(who, activity, marital, wage, year):
    """Families and tax units by the rules of `openfisca_secu.survey.units`, from the true roles in the household."""
    law = pay.parameters("prestations_familiales/enfant_a_charge", year)
    earns = units.earns_living(wage, law, pay.parameters("cotisations/smic", year).horaire)
    age = numpy.maximum(numpy.ceil(who.age).astype(numpy.int64) - 1, 0)  # completed on 1 January
    married = (marital == people.MARRIED) | (marital == people.CIVIL_PARTNER)
    families = units.families(who.household, who.role, age, earns)
    student = _activity_of_children(activity) == people.STUDIES
    foyers = units.tax_units(who.household, who.role, age, earns_living=earns, student=student, married=married)
    return *families, *foyers


def _id_of_head(ids, unit, role):
    """The id of each person's family or tax unit: the person id of its head."""
    of_unit = numpy.zeros(int(unit.max()) + 1, dtype=numpy.int64)
    head = role == 0
    of_unit[unit[head]] = ids[head]
    return of_unit[unit]


def _tax_units(who, persons, year):
    """One row a tax unit: capital and property incomes, shares, reference income; completes the persons' pensions."""
    ids, unit = numpy.unique(persons["foyer_fiscal_id"].to_numpy(), return_inverse=True)
    role = persons["foyer_fiscal_role"].cat.codes.to_numpy()
    declares, head = role < FOYER_FISCAL.roles.index("personne_a_charge"), role == 0
    heads = numpy.flatnonzero(head)[numpy.argsort(unit[head])]
    age = who.age[heads]
    draws = Draws(who.seed, who.number[heads], who.slot[heads])
    foncier = _from_wealth("foncier", draws, age, year)
    capital = _from_wealth("capital", draws, age, year)
    couple = numpy.bincount(unit, weights=declares) > 1
    dependants = numpy.bincount(unit, weights=~declares)
    alternate = numpy.bincount(unit, weights=~declares & persons["garde_alternee"].to_numpy())
    lone = numpy.isin(who.kind[heads], (LONE_MOTHER, LONE_FATHER))
    shares = pay.tax_shares(couple=couple, dependants=dependants, lone_parent=lone, alternate=alternate)

    work = persons["salaire_imposable"].to_numpy() + persons["chomage_imposable"].to_numpy()
    work = pay.after_allowance_for_expenses(work, year - 1) + persons["rpns_imposables"].to_numpy()
    others = numpy.bincount(unit, weights=work) + foncier + capital
    gross = persons["retraite_brute"].to_numpy() + persons["pensions_invalidite"].to_numpy()
    gross = gross + persons["pensions_alimentaires_percues"].to_numpy()

    def reference_income(taxable_pensions):
        of_each = pay.after_allowance_on_pensions(taxable_pensions, unit, year - 1)
        return numpy.maximum(others + numpy.bincount(unit, weights=of_each), 0)

    pension = pay.pension(year, reference_income(gross)[unit], shares[unit])
    taxable = numpy.round(pension.taxable(persons["retraite_brute"].to_numpy()))
    place = persons.columns.get_loc("retraite_brute") + 1
    persons.insert(place, "retraite_imposable", taxable)
    return pandas.DataFrame(
        {
            "foyer_fiscal_id": ids,
            "nbptr": shares,
            "revenu_categoriel_foncier": foncier,
            "revenu_categoriel_capital": capital,
            "rfr": numpy.round(reference_income(gross - persons["retraite_brute"].to_numpy() + taxable)),
        }
    )


def _from_wealth(name, draws, age, year):
    law = margins()["patrimoine"]
    own = law[name]
    has = draws.chance(name, by_age(own["ages"], own["part"], age))
    amount = draws.lognormal(f"{name} amount", own["mediane"] * money(year), own["logarithme"])
    return numpy.where(has, numpy.round(numpy.minimum(amount, law["maximum"] * money(year))), 0.0)


def _households(homes, who, persons, year):
    """One row a household: territory and dwelling, which depends on the income of its members."""
    row = who.household
    size = numpy.bincount(row)
    consumption = 1 + numpy.bincount(row, weights=numpy.where(who.age < _YOUNG, 0.3, 0.5)) - 0.5
    columns = ("salaire_imposable", "chomage_imposable", "retraite_imposable", "pensions_invalidite", "rpns_imposables")
    income = sum(numpy.bincount(row, weights=persons[name].to_numpy()) for name in columns)
    monthly = income / consumption / MONTHS_PER_YEAR / money(year)
    status = dwellings.occupation(homes, monthly)
    return pandas.DataFrame(
        {
            "menage_id": homes.number,
            "depcom": dwellings.communes(homes),
            "statut_occupation_logement": status,
            "loyer": dwellings.yearly_rents(homes, status, size, year),
        }
    )


def _earlier_years(table, names, year):
    """Add what each income was in the years before, as columns `name@year`: the same person, at that year's money."""
    for earlier in range(year - EARLIER_YEARS, year):
        for name in names:
            table[f"{name}@{earlier}"] = numpy.round(table[name] * (money(earlier) / money(year)))
