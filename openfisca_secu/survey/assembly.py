"""What adapters of known surveys share once persons and amounts are read: groups, reference incomes, tables."""

from dataclasses import dataclass

import numpy
import pandas

from openfisca_secu.dates import completed_years
from openfisca_secu.survey import kin, pay, units
from openfisca_secu.survey.categories import ACTIVITIES, MARITAL, PUPIL, SEXES, in_union
from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.tables import FAMILLE, FOYER_FISCAL, MENAGE, PERSONS, Survey


@dataclass(frozen=True)
class Groups:
    """Who belongs to which household, family and tax unit, and as what; one value a person.

    Attributes:
        household: numbers of households.
        number: by FAMILLE and FOYER_FISCAL, the number of the group.
        role: by MENAGE, FAMILLE and FOYER_FISCAL, the code of the role.
    """

    household: numpy.ndarray
    number: dict
    role: dict

    def heads(self, group):
        """The row of the head of each family or tax unit."""
        heads = numpy.flatnonzero(self.role[group] == 0)
        return heads[numpy.argsort(self.number[group][heads])]

    @property
    def reference(self):
        """Whether each person is the reference person of the household."""
        return self.role[MENAGE] == 0

    def of_reference_person(self, group, amounts):
        """Amounts of households, one value a family or tax unit: all of it to the reference person's."""
        result = numpy.zeros(int(self.number[group].max()) + 1)
        result[self.number[group][self.reference]] = amounts[self.household[self.reference]]
        return result

    def columns(self, persons, households):
        """The columns of a table of persons that say all this; a family or tax unit has the id of its head."""
        heads = {group: persons[self.heads(group)][self.number[group]] for group in (FAMILLE, FOYER_FISCAL)}
        return {
            "person_id": persons,
            "menage_id": households[self.household],
            **{group.id: ids for group, ids in heads.items()},
            **{group.role: pandas.Categorical.from_codes(codes, group.roles) for group, codes in self.role.items()},
        }

    def table(self, group, persons, values):
        """The table of families or tax units: ids as in `columns`, and values."""
        return pandas.DataFrame({group.id: persons[self.heads(group)], **values})

    def tax_shares(self, lone_parent=None):
        """Shares of the family quotient of each tax unit.

        Args:
            lone_parent: whether the declarant of each tax unit raises children alone; who declares alone does, when not
                said.
        """
        unit = self.number[FOYER_FISCAL]
        declares = self.role[FOYER_FISCAL] < FOYER_FISCAL.roles.index("personne_a_charge")
        couple = numpy.bincount(unit, weights=declares) > 1
        lone = ~couple if lone_parent is None else lone_parent & ~couple
        return pay.tax_shares(couple=couple, dependants=numpy.bincount(unit, weights=~declares), lone_parent=lone)


@dataclass(frozen=True)
class People:
    """What a survey that tells partners and parents says of each person, but for work and amounts.

    Attributes:
        births: dates of birth.
        sex: codes of `categories.SEXES`.
        role: codes of MENAGE.roles.
        kin: partners and parents.
        marital: codes of `categories.MARITAL`.
        activity: codes of `categories.ACTIVITIES`.
        notes: sentences for the report.
    """

    births: numpy.ndarray
    sex: numpy.ndarray
    role: numpy.ndarray
    kin: kin.Kin
    marital: numpy.ndarray
    activity: numpy.ndarray
    notes: list

    def groups(self, year, earnings):
        """The Groups by `kin`, from the gross earnings of each person in the year of the data."""
        law = pay.parameters("prestations_familiales/enfant_a_charge", year)
        earns_living = units.earns_living(earnings, law, pay.parameters("cotisations/smic", year).horaire)
        age = age_on_first_day(self.births, year)
        famille, famille_role = kin.families(self.kin, self.role, age, earns_living)
        foyer, foyer_role = kin.tax_units(
            self.kin,
            self.role,
            age,
            earns_living=earns_living,
            student=self.activity == PUPIL,
            in_union=in_union(self.marital),
        )
        return Groups(
            self.kin.household,
            {FAMILLE: famille, FOYER_FISCAL: foyer},
            {MENAGE: self.role, FAMILLE: famille_role, FOYER_FISCAL: foyer_role},
        )

    def alone(self, groups):
        """Whether the declarant of each tax unit has no partner in the household."""
        return self.kin.partner[groups.heads(FOYER_FISCAL)] < 0

    def columns(self):
        """The columns of a table of persons that say all this."""
        return {
            "date_naissance": self.births.astype("datetime64[s]"),
            "sexe": pandas.Categorical.from_codes(self.sex, SEXES),
            "statut_marital": pandas.Categorical.from_codes(self.marital, MARITAL),
            "activite": pandas.Categorical.from_codes(self.activity, ACTIVITIES),
        }


def age_on_first_day(births, year):
    """Years completed on 1 January, 0 for who is born in the course of the year."""
    return numpy.maximum(completed_years(births, numpy.datetime64(f"{year}-01-01", "D")), 0)


@dataclass(frozen=True)
class ReferenceIncome:
    """The reference income of tax units, from taxable incomes.

    Attributes:
        unit: the tax unit of each person.
        work: wages, unemployment benefits and daily allowances of each person, taxable.
        trade: profits and losses of each person.
        of_units: property and capital incomes of each tax unit, less the alimony that it deducts.
        year: the year whose flat deductions hold.
    """

    unit: numpy.ndarray
    work: numpy.ndarray
    trade: numpy.ndarray
    of_units: numpy.ndarray
    year: int

    def with_pensions(self, taxable):
        """The reference income with the taxable pensions of each person; never below zero."""
        of_work = pay.after_allowance_for_expenses(self.work, self.year) + self.trade
        of_pensions = pay.after_allowance_on_pensions(taxable, self.unit, self.year)
        total = numpy.bincount(self.unit, weights=of_work) + numpy.bincount(self.unit, weights=of_pensions)
        return numpy.maximum(total + self.of_units, 0)


def check_year(year, first):
    """Refuse a year of data for which rates of pay are not known."""
    if not first <= year <= pay.LAST_YEAR:
        raise SurveyError(f"data of {year} cannot be read; accepted: {first} to {pay.LAST_YEAR}")


def sentences(year):
    """What is said of families, tax units and reference incomes."""
    return [
        "Families and tax units follow from partners and parents (openfisca_secu.survey.kin). Couples are taxed "
        "together if both are married or in a civil partnership, or if that is not known.",
        f"Reference incomes (rfr) are those of {year} itself, computed from the incomes above with flat deductions of "
        "10 %, property and capital incomes whole, alimony paid deducted; shares (nbptr) are without those for "
        "disability and old age.",
    ]


def survey(files, groups, *, year, persons, households, of_persons, of_households, of_tax_units, report):
    """The Survey of an adapter that reads joined files.

    Args:
        files: a `joined.Joined`.
        groups: the Groups.
        year: the year of the data.
        persons: ids of persons.
        households: ids of households, by number.
        of_persons: columns of persons, by name.
        of_households: columns of households.
        of_tax_units: columns of tax units.
        report: sentences.
    """
    table = files.persons.table
    return Survey(
        persons=pandas.DataFrame({**groups.columns(persons, households), **of_persons}),
        menages=pandas.DataFrame({MENAGE.id: households, **of_households}),
        foyers_fiscaux=groups.table(FOYER_FISCAL, persons, of_tax_units),
        year=year,
        report=report,
        refusals=files.refusals(),
        files=dict.fromkeys((PERSONS, MENAGE.table, FOYER_FISCAL.table), table.file),
        lines={PERSONS: table.lines},
        rows_read=files.persons.rows,
    )
