"""Slices of pay that complementary-pension contributions bear on: pure functions, regularised within the year."""

import numpy

from openfisca_secu.dates import month_number, month_numbers
from openfisca_secu.once import once
from openfisca_secu.regularisation import months_to_date, paid_since, plus
from openfisca_secu.rounding import to_cent


def employee_slice(individu, period, below, part):
    """The part of a slice that bears the employee's contribution.

    An apprentice's pay is exempt from its first euro: the exemption first uses up what stands below the slice.

    Args:
        individu: the population of persons, as formulas receive it.
        period: the month.
        below: the month's pay within the lower slices.
        part: the month's pay within the slice.
    """
    exempt = individu("apprenti_remuneration_exoneree", period)
    return numpy.maximum(below + part - exempt, 0) - numpy.maximum(below - exempt, 0)


def part_once_above_ceiling(individu, period, amount, multiple, exempt=None):
    """The month's part of a base that is due in whole once the year's pay exceeds the year's ceilings.

    F(January..m) is the smaller of the pay and of `multiple` ceilings where the pay is above one ceiling, 0 elsewhere;
    the month is F(January..m) - F(January..m-1), which is negative when a month gives the base back.

    Args:
        individu: the population of persons, as formulas receive it.
        period: the month.
        amount: name of a monthly variable that is never negative.
        multiple: number of ceilings that bound the base.
        exempt: name of a monthly variable, the pay that counts for the threshold and bears nothing.

    Returns:
        A float64 array.
    """
    hired = month_numbers(individu("entree_chez_employeur", period))
    to_date = before = (0.0, 0.0, 0.0)
    for month in months_to_date(period):
        before = to_date
        pay = individu(amount, month)
        employed = paid_since(pay, hired, month_number(month))
        spared = 0.0 if exempt is None else individu(exempt, month)
        added = (pay, individu("plafond_securite_sociale", month), spared)
        to_date = tuple(plus(total, employed, one) for total, one in zip(before, added, strict=True))
    return _once_above(*to_date, multiple) - _once_above(*before, multiple)


@once
def _once_above(amounts, ceilings, spared, multiple):
    liable = numpy.maximum(numpy.minimum(amounts, multiple * ceilings) - spared, 0)
    return (to_cent(amounts) > to_cent(ceilings)) * liable
