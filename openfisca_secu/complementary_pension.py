"""Slices of pay that complementary-pension contributions bear on: pure functions, regularised within the year."""

import numpy

from openfisca_secu.dates import month_number
from openfisca_secu.regularisation import months_to_date
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
    hired = individu("entree_chez_employeur", period).astype("datetime64[M]").astype(numpy.int64)
    amounts = ceilings = spared = base = before = numpy.zeros(individu.count)
    for month in months_to_date(period):
        before = base
        of_month = individu(amount, month)
        employed = (of_month > 0) & (hired <= month_number(month))
        amounts = amounts + numpy.where(employed, of_month, 0)
        ceilings = ceilings + numpy.where(employed, individu("plafond_securite_sociale", month), 0)
        if exempt is not None:
            spared = spared + numpy.where(employed, individu(exempt, month), 0)
        liable = numpy.maximum(numpy.minimum(amounts, multiple * ceilings) - spared, 0)
        base = (to_cent(amounts) > to_cent(ceilings)) * liable
    return base - before
