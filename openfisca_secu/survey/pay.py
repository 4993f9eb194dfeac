"""Gross, taxable and net amounts, for surveys that give one of them: annual, exact inverses, nothing simulated.

Wages: employee contributions, CSG and CRDS are linear in slices of the ceiling, so that net pay is a broken line in
gross pay and its inverse another one. Old-age contributions, CSG, CRDS, Casa, minimum wage and ceiling are the model's
own parameters; the other rates stand in `data/pay_rates.yaml`, with what they leave out. Rates are those of 1 January.

This is a reading of survey data, not the law: the simulation computes contributions itself, from the gross amounts.
"""

import datetime
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy
import yaml
from openfisca_core.parameters import load_parameter_file

from openfisca_secu import parameters_directory
from openfisca_secu.dates import MONTHS_PER_YEAR

FIRST_YEAR, LAST_YEAR = 2015, 2026
FIRST_YEAR_OF_WAGES = 2013  # those of the levies on pensions are not known before FIRST_YEAR
PRIVATE, CIVIL_SERVANT, PUBLIC_CONTRACT, APPRENTICE = range(4)
_REPLACEMENT = "contributions_sociales/csg_crds_remplacement"
_SCHEDULES = ("prive", "public_titulaire", "public_non_titulaire")
_BEYOND_ANY_WAGE = 1000.0  # ceilings: where the last slice is cut
_HALF = 0.5


@lru_cache
def rates():
    """The rates that are no parameters of the model; not to be changed by whoever reads them."""
    file = Path(__file__).resolve().parents[1] / "data" / "pay_rates.yaml"
    return yaml.safe_load(file.read_text(encoding="utf-8"))


@lru_cache
def parameters(name, year):
    """A node of the model's parameters on 1 January of a year, read alone (`cotisations/smic`)."""
    node = load_parameter_file(str(parameters_directory() / f"{name}.yaml"), name)
    return node(f"{year}-01-01")


@lru_cache
def parameter_values(name):
    """By date of effect, the values of a parameter of the model that has a file of its own."""
    parameter = load_parameter_file(str(parameters_directory() / f"{name}.yaml"), name)
    return {
        datetime.date.fromisoformat(one.instant_str): one.value
        for one in parameter.values_list
        if one.value is not None
    }


def minimum_wage(year):
    """The gross minimum wage of a year of full time."""
    months = [_smic(f"{year}-{month:02}-01") for month in range(1, MONTHS_PER_YEAR + 1)]
    return sum(smic.horaire * smic.heures_mensuelles for smic in months)


@lru_cache
def _smic(day):
    return load_parameter_file(str(parameters_directory() / "cotisations" / "smic.yaml"), "smic")(day)


def full_time_hours(year):
    """The paid hours of a year of full time."""
    return MONTHS_PER_YEAR * parameters("cotisations/smic", year).heures_mensuelles


def ceiling(year):
    """The yearly social-security ceiling."""
    return parameters("cotisations/plafond_securite_sociale", year).annuel


class Wages:
    """Conversions of the yearly wages of one year. Statuses are PRIVATE, CIVIL_SERVANT, PUBLIC_CONTRACT, APPRENTICE."""

    def __init__(self, year):
        self.exempt = minimum_wage(year)  # of an apprentice's taxable pay
        self.knots = ceiling(year) * numpy.array([*rates()["salaries"]["tranches"], _BEYOND_ANY_WAGE])
        lines = [_deductions(name, year) for name in _SCHEDULES]
        self.taxable_share = [1 - contributions - csg_deductible for contributions, csg_deductible, _ in lines]
        self.net_share = [1 - sum(parts) for parts in lines]
        self.csg_share = [csg_deductible for _, csg_deductible, _ in lines]

    def taxable(self, gross, status):
        """What is declared, before the deduction for professional expenses."""
        return self._along(self.taxable_share, gross, status, numpy.maximum(gross - self.exempt, 0))

    def net(self, gross, status):
        """What is paid, before income tax."""
        return self._along(self.net_share, gross, status, gross)

    def deductible_csg(self, gross, status):
        """The part of the CSG that is deducted from taxable pay; apprentices pay none."""
        return self._along(self.csg_share, gross, status, numpy.zeros(len(gross)))

    def gross_from_net(self, net, status):
        """The gross pay whose net pay is given; exact."""
        return self._along(self.net_share, net, status, net, inverse=True)

    def gross_from_taxable(self, taxable, status):
        """The gross pay whose taxable pay is given; exact, but for an apprentice who declares nothing, taken as 0."""
        of_apprentice = numpy.where(taxable > 0, taxable + self.exempt, 0.0)
        return self._along(self.taxable_share, taxable, status, of_apprentice, inverse=True)

    def _along(self, shares, amount, status, of_apprentice, *, inverse=False):
        result = of_apprentice
        for code, share in enumerate(shares):
            heights = numpy.concatenate([[0.0], numpy.cumsum(share * numpy.diff(self.knots))])
            ends = (heights, self.knots) if inverse else (self.knots, heights)
            result = numpy.where(status == code, numpy.interp(amount, *ends), result)
        return result


def _deductions(schedule, year):
    """Of each slice: contributions, deductible CSG, and the CSG and CRDS that are not deductible."""
    law = parameters("contributions_sociales/csg_crds_salaire", year)
    old_age = parameters("cotisations/vieillesse", year)
    own = rates()["salaries"][schedule]
    contributions = numpy.array(_of_year(own["taux"], year))
    first = numpy.array(rates()["salaries"]["tranches"]) < 1
    if own["vieillesse"]:
        contributions = contributions + old_age.deplafonnee.salarie + first * old_age.plafonnee.salarie
    reduced = numpy.array(rates()["salaries"]["tranches"]) < law.abattement.plafond
    base = 1 - reduced * law.abattement.taux
    return contributions, base * law.csg.deductible, base * (law.csg.taux - law.csg.deductible + law.crds.taux)


@dataclass(frozen=True)
class Pension:
    """What is withheld from old-age and disability pensions, as shares of the gross amount."""

    deductible: numpy.ndarray
    withheld: numpy.ndarray

    def taxable(self, gross):
        """What is declared."""
        return gross * (1 - self.deductible)

    def net(self, gross):
        """What is paid, before income tax."""
        return gross * (1 - self.withheld)

    def gross_from_net(self, net):
        """The gross pension whose net amount is given."""
        return net / (1 - self.withheld)


def pension(year, reference_income, shares):
    """The levies on pensions, from the household's reference income and its tax shares (L136-8, III and III bis)."""
    rates_of = parameters(f"{_REPLACEMENT}/pensions", year)
    thresholds = parameters(f"{_REPLACEMENT}/seuils", year)
    crds = parameters("contributions_sociales/csg_crds_salaire", year).crds.taux
    casa = parameters("contributions_sociales/casa", year).taux
    halves = (shares - 1) / thresholds.valeur_demi_part
    exempt = reference_income <= _threshold(thresholds.exoneration, halves)
    reduced = reference_income <= _threshold(thresholds.taux_reduit, halves)
    middle = numpy.zeros(len(halves), dtype=bool)
    names = ["taux_reduit", "taux_plein", "taux_plein"]
    if "taux_intermediaire" in rates_of.taux:
        limit = thresholds.taux_intermediaire
        middle = reference_income < limit.premiere_part + halves * limit.demi_part
        names[1] = "taux_intermediaire"
    bands = [exempt, reduced, middle]

    def of_band(node):
        return numpy.select(bands, [0.0, *(getattr(node, name) for name in names[:2])], getattr(node, names[2]))

    contributions = numpy.select(bands[:2], [0.0, crds], crds + casa)
    return Pension(of_band(rates_of.deductible), of_band(rates_of.taux) + contributions)


def _threshold(node, halves):
    """The reference income that closes a band in metropolitan France."""
    first_half = numpy.minimum(halves, 1) * node.premiere_demi_part.metropole
    return node.premiere_part.metropole + first_half + numpy.maximum(halves - 1, 0) * node.demi_part


class Unemployment:
    """Conversions of the yearly unemployment benefits of one year."""

    def __init__(self, year):
        law = parameters(f"{_REPLACEMENT}/chomage", year)
        on_wages = parameters("contributions_sociales/csg_crds_salaire", year)
        levies = law.taux.taux_plein + on_wages.crds.taux
        self.floor = minimum_wage(year)
        self.withheld = (1 - on_wages.abattement.taux) * levies
        self.part_deductible = law.deductible.taux_plein / levies

    def net(self, gross):
        """What is paid: the levies don't bring it below the minimum wage."""
        return numpy.maximum(gross * (1 - self.withheld), numpy.minimum(gross, self.floor))

    def taxable(self, gross):
        """What is declared."""
        return gross - self.part_deductible * (gross - self.net(gross))

    def gross_from_net(self, net):
        """The gross benefit whose net amount is given (the amount itself up to the minimum wage)."""
        return numpy.where(net > self.floor, net / (1 - self.withheld), net)


def daily_allowances_from_net(net, year):
    """Gross daily allowances of the sickness insurance, which pay CSG and CRDS on the whole amount."""
    crds = parameters("contributions_sociales/csg_crds_salaire", year).crds.taux
    return net / (1 - parameters(f"{_REPLACEMENT}/indemnites_journalieres", year).taux - crds)


def self_employed_taxable(net):
    """The taxable income of self-employed work whose net amount is given; a loss stays what it is."""
    own = rates()["independants"]
    return numpy.where(net > 0, net / (1 - own["csg_crds_non_deductibles"] * (1 + own["cotisations"])), net)


def tax_shares(*, couple, dependants, lone_parent, alternate=0):
    """Shares of the family quotient: arrays, one value a tax unit.

    Args:
        couple: whether two declare.
        dependants: children and others in charge.
        lone_parent: whether the declarant lives alone with children.
        alternate: of the dependants, those who live in turns with both parents, and count for half.
    """
    own = rates()["impot"]["parts"]
    whole = dependants - alternate
    charges = own["deux_premieres_charges"] * numpy.minimum(whole, 2) + own["charges_suivantes"] * numpy.maximum(
        whole - 2, 0
    )
    first_two_left = numpy.maximum(2 - whole, 0)
    halves = own["deux_premieres_charges"] * numpy.minimum(alternate, first_two_left)
    halves = halves + own["charges_suivantes"] * numpy.maximum(alternate - first_two_left, 0)
    bonus = numpy.where(lone_parent & (dependants > 0), own["parent_isole"], 0)
    bonus = numpy.where(whole > 0, bonus, bonus * _HALF)
    return own["declarant"] * (1 + couple) + charges + _HALF * halves + bonus


def after_allowance_for_expenses(taxable_work, year):
    """Wages and unemployment benefits of a person after the flat deduction of 10 %."""
    own = rates()["impot"]
    low, high = _of_year(own["salaires_minimum"], year), _of_year(own["salaires_maximum"], year)
    allowance = numpy.clip(own["taux"] * taxable_work, low, high)
    return numpy.maximum(taxable_work - allowance, 0)


def after_allowance_on_pensions(pensions_of_each, unit, year):
    """Pensions of each person after the allowance of 10 %, whose maximum is that of the tax unit."""
    own = rates()["impot"]
    low, high = _of_year(own["pensions_minimum"], year), _of_year(own["pensions_maximum"], year)
    allowance = numpy.minimum(numpy.maximum(own["taux"] * pensions_of_each, low), pensions_of_each)
    of_unit = numpy.bincount(unit, weights=allowance)[unit]
    reduced = numpy.where(of_unit > high, high / numpy.where(of_unit > 0, of_unit, 1), 1.0)
    return pensions_of_each - allowance * reduced


def _of_year(dated, year):
    """The value of the last year of the dict that is not after the year."""
    return dated[max(start for start in dated if start <= year)]
