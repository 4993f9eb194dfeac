"""What the parts of the prestation d'accueil du jeune enfant share, as pure functions."""

import numpy
from openfisca_core.indexed_enums import Enum

from openfisca_secu.births import DEFAULT_BIRTH as NOT_GIVEN
from openfisca_secu.dates import month_numbers
from openfisca_secu.rounding import to_cent
from openfisca_secu.siblings import maximum_by_family

__all__ = [
    "NOT_GIVEN",
    "TypesTauxPrepare",
    "by_generation",
    "ceiling_of_generation",
    "generation",
    "generation_of_families",
    "month_numbers",
    "pregnancy_month_zero",
]


class TypesTauxPrepare(Enum):
    """Rates of the prestation partagée d'éducation de l'enfant; the parameters of its amounts bear these names."""

    aucun = "Aucun : activité excessive"
    plein = "Taux plein : aucune activité"
    mi_temps = "Taux partiel, activité d'au plus un mi-temps"
    plus_qu_un_mi_temps = "Taux partiel, activité de plus d'un mi-temps et d'au plus 80 %"
    majore = "Montant majoré, pour une durée plus courte"


def pregnancy_month_zero(start, birth, presumed_length):
    """Number of the month from which the months of a pregnancy are counted.

    The n-th month of pregnancy of a woman pregnant since the 10 January ends on 9 of the n-th month after January;
    when she is pregnant since the first of a month, it ends on the last day of the month before that n-th month.
    So the month in which it ends is this number plus n. Where the start is not given, the pregnancy is presumed to
    have begun `presumed_length` calendar months before the birth.

    Args:
        start: first day of the pregnancy, `NOT_GIVEN` where unknown.
        birth: day of birth, expected or real.
        presumed_length: whole months.
    """
    day_before = start - numpy.timedelta64(1, "D")
    return numpy.where(start == NOT_GIVEN, month_numbers(birth) - presumed_length, month_numbers(day_before))


def generation(dates, first_days):
    """Which rules a child's date of birth, or of arrival, calls for.

    Args:
        dates: array of dates.
        first_days: parameter node with `avril_2014` and `avril_2018`, the first days of the two later generations.

    Returns:
        0 before April 2014, 1 from then to March 2018, 2 since April 2018 (int64).
    """
    months = month_numbers(dates)
    later = [months >= month_numbers(day) for day in (first_days.avril_2014, first_days.avril_2018)]
    return numpy.sum(later, axis=0)


def generation_of_families(families, generations, number_of_families, otherwise):
    """The latest of the generations of each family's children.

    Args:
        families: number of each person's family.
        generations: each person's generation, -1 for whoever does not count.
        number_of_families: how many families.
        otherwise: generation of the families where nobody counts, so that their ceilings too can be shown.
    """
    latest = maximum_by_family(families, generations, number_of_families, least=-1).astype(numpy.int64)
    return numpy.where(latest < 0, otherwise, latest)


def by_generation(generations, oldest, middle, latest):
    """For each generation number, what its rules give (numbers or arrays)."""
    return numpy.choose(numpy.asarray(generations, dtype=numpy.int64), [oldest, middle, latest])


def ceiling_of_generation(law, rate, generations, children, raised):
    """Yearly ceiling of the families' generations of children (R531-1, R522-2), in euros rounded to the cent.

    Args:
        law: parameter node with one node by generation.
        rate: `taux_plein` or `taux_partiel`; the oldest generation has one ceiling only, under `taux_plein`.
        generations: number of each family's generation.
        children: number of children.
        raised: whether the family is one person, or a couple with two professional incomes.
    """
    nodes = (law.avant_avril_2014, law.avril_2014_mars_2018, law.depuis_avril_2018)
    ceilings = [_ceiling(node, getattr(node, rate, node.taux_plein), children, raised) for node in nodes]
    return by_generation(generations, *ceilings)


def _ceiling(node, amounts, children, raised):
    """Ceiling of one generation; 0 at the dates when it has none (no child of that generation is young enough)."""
    if not hasattr(amounts, "base"):
        return numpy.zeros(len(children))
    return to_cent(amounts.base * (1 + node.majoration_par_enfant.calc(children)) + amounts.majoration * raised)
