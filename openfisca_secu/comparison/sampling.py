"""Standard errors by the bootstrap of households, the same draws for everything that is compared.

Households are drawn again with replacement, as many as there are, and keep their weights: the error of a sample of
households drawn independently. Strata, clusters and the calibration of the weights are not in most files, so that the
true error may be lower or higher; errors of the data and of the model are not in it. Draws of n households vary by
(n − 1) / n of what the sample says of the population, which is made up for.
"""

import math

import numpy

REPLICATES = 100
_LEAST = 2  # households, from which anything can be said of an error
SEED = 20240416


def replicate_weights(weights, replicates, seed=SEED):
    """Weights of each replicate, one after the other so that memory does not grow with their number.

    Args:
        weights: of each household, an array.
        replicates: how many, from 2.
        seed: of the draws.

    Yields:
        An array of the weights of the households in one replicate.
    """
    generator = numpy.random.default_rng(seed)
    count = len(weights)
    for _ in range(replicates):
        drawn = numpy.bincount(generator.integers(0, count, count), minlength=count)
        yield weights * drawn


def standard_errors(statistics, weights, replicates, seed=SEED):
    """Standard error of each statistic.

    Args:
        statistics: gives an array of figures from an array of weights of households.
        weights: of each household.
        replicates: how many; 0 for no standard error (NaN).
        seed: of the draws.

    Returns:
        An array of the shape that `statistics` gives; NaN where there are fewer than two households.
    """
    count = len(weights)
    if replicates == 0 or count < _LEAST:
        return numpy.full(numpy.shape(statistics(weights)), numpy.nan)
    found = [statistics(drawn) for drawn in replicate_weights(weights, replicates, seed)]
    return numpy.std(found, axis=0, ddof=1) * math.sqrt(count / (count - 1))
