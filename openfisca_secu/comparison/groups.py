"""The groups of households that results are given for."""

import numpy

from openfisca_secu.comparison.households import COMPOSITION, STANDARD
from openfisca_secu.comparison.indicators import DECILES, deciles

ALL, DECILE, BY_COMPOSITION = "ensemble", "decile", "type_menage"


def groups(pair):
    """Each group: name of the grouping, name of the group, and a mask of its households.

    All of them; deciles of persons by standard of living under the reference; compositions.
    """
    yield ALL, ALL, numpy.ones(len(pair.frame), dtype=bool)
    decile = deciles(pair.frame[STANDARD].to_numpy(), pair.person_weights)
    for number in range(1, len(DECILES) + 2):
        yield DECILE, str(number), decile == number
    composition = pair.frame[COMPOSITION]
    for name in composition.cat.remove_unused_categories().cat.categories:
        yield BY_COMPOSITION, name, (composition == name).to_numpy()
