"""Rules of time that the family benefits share, as pure functions on arrays.

Ages are counted in calendar months since the month of birth (`mois_depuis_naissance`): family benefits open on the
first day of the month after their conditions are met and close on the first day of the month in which they cease
to be (R552-2, R552-3).
"""

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.rounding import to_cent


def age_opens_right(months_since_birth, age):
    """True from the month after the birthday: an age from which something is due (R552-2, I).

    `age` is in years (0 for the birth itself).
    """
    return months_since_birth > MONTHS_PER_YEAR * age


def below_age_limit(months_since_birth, age):
    """True until the month before the birthday: an age at which something ceases to be due (R552-3, I)."""
    return months_since_birth < MONTHS_PER_YEAR * age


def ceiling_by_children(base, increases, children):
    """Yearly ceiling raised by the rank of each dependent child (R522-2, second paragraph).

    Args:
        base: ceiling without a child, in euros.
        increases: marginal scale giving, for a number of children, the share of `base` to add.
        children: number of dependent children (array).

    Returns:
        Euros rounded to the cent, an array of the same shape.
    """
    return to_cent(base * (1 + increases.calc(children)))


def book_five_applies(territories):
    """Where the family benefits of the Code are paid: all of France but Mayotte and Saint-Pierre-et-Miquelon.

    Those two have family benefits of their own, set outside the Code (ordonnances 2002-149 and 77-1102).
    """
    items = territories.possible_values
    return (territories != items.mayotte) & (territories != items.saint_pierre_et_miquelon)


def born_from(births, year, month):
    """Who is born on the first day of that month or later (`births`: datetime64[D])."""
    return births.astype("datetime64[M]") >= numpy.datetime64(f"{int(year):04d}-{int(month):02d}", "M")


def means(resources, lifestyle, excluded, ceiling, multiple):
    """Yearly resources compared with a ceiling, or the way of life when it is out of proportion (L553-5, R553-3-5).

    Args:
        resources: declared resources of the year of reference, in euros.
        lifestyle: flat-rate evaluation of the way of life over the same year; 0 where none was made.
        excluded: income of that year which the declared resources leave out.
        ceiling: ceiling of the benefit concerned.
        multiple: multiple of the ceiling from which the disproportion is established.

    Returns:
        Euros rounded to the cent, as the ceilings are (twelve monthly wages may sum to a hair above one), an array of
        the same shape.
    """
    out_of_proportion = (lifestyle > 0) & (lifestyle >= multiple * ceiling + excluded)
    return to_cent(numpy.where(out_of_proportion, lifestyle, resources))
