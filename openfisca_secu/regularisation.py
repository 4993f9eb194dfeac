"""What is due on the part of the pay within a ceiling of the year, regularised at each pay (R242-2, II)."""

import numpy

from openfisca_secu.dates import month_number, month_numbers
from openfisca_secu.once import once


def months_to_date(period):
    """The months of the year of `period`, from January to `period` itself, in order."""
    return [period.offset(-back, "month") for back in reversed(range(period.start.month))]


def part_within_ceilings(individu, period, amount, multiple=1):
    """The month's part of `amount` within the ceilings, both added up since January or since the hiring.

    Month m is F(January..m) - F(January..m-1), F being the smaller of the sums of the amounts and of the ceilings:
    the months of a year add up to the amounts of the year within its ceilings. A month without pay brings no
    ceiling: it is an absence that was not paid (R242-2, I).

    Args:
        individu: the population of persons, as formulas receive it.
        period: the month.
        amount: name of a monthly variable that is never negative.
        multiple: number of ceilings.

    Returns:
        A float64 array, never negative.
    """
    hired = month_numbers(individu("entree_chez_employeur", period))
    amounts = ceilings = before = 0.0
    for month in months_to_date(period):
        before = numpy.minimum(amounts, ceilings)
        of_month = individu(amount, month)
        employed = paid_since(of_month, hired, month_number(month))
        amounts = plus(amounts, employed, of_month)
        ceilings = plus(ceilings, employed, times(multiple, individu("plafond_securite_sociale", month)))
    return numpy.minimum(amounts, ceilings) - before


@once
def paid_since(pay, hired, month):
    """Whether a month brought pay, from the present employer (`hired` and `month` are numbers of months)."""
    return (pay > 0) & (hired <= month)


@once
def plus(total, counted, amounts):
    """`total`, 0.0 at first, and the amounts times `counted`: a sum that goes on from month to month."""
    return total + counted * amounts


@once
def times(one, other):
    """The product, made once."""
    return one * other
