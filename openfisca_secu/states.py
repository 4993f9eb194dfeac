"""States of persons that the law reads over several months."""

import numpy


def held_for_months(population, state, period, months):
    """Whether a state holds in the month and held in each of the `months` before it."""
    held = [population(state, period.offset(-k, "month")) for k in range(int(months) + 1)]
    return numpy.all(held, axis=0)
