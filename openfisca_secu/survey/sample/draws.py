"""Random numbers that depend on who is drawn, not on when: the same for a household in whatever block it is drawn.

A draw is a pure function of the seed, of the name of what is drawn and of the numbers of the household and the person
(a hash in counter mode, the mixing steps being those of SplitMix64). There is no state, hence no order to respect.
"""

import hashlib

import numpy

_GOLDEN = numpy.uint64(0x9E3779B97F4A7C15)
_MIX_1 = numpy.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = numpy.uint64(0x94D049BB133111EB)
_SHIFTS = (numpy.uint64(30), numpy.uint64(27), numpy.uint64(31))
_KEPT_BITS = numpy.uint64(11)  # a double has 53 bits of the 64
_GOLDEN_RATIO = 0.6180339887498949


class Draws:
    """Draws of one seed for given households, or persons of households."""

    def __init__(self, seed, *counters):
        """
        Args:
            seed: a whole number.
            counters: whole numbers, one array for each level (household, person in it), one value a row.
        """
        self._seed = seed
        self._counters = [numpy.asarray(counter).astype(numpy.uint64) for counter in counters]

    def uniform(self, name):
        """One number a row, uniform in the open interval (0, 1)."""
        key = hashlib.blake2b(f"{self._seed}/{name}".encode(), digest_size=8).digest()
        bits = numpy.full(len(self._counters[0]), int.from_bytes(key, "little"), dtype=numpy.uint64)
        for counter in self._counters:
            bits = _mixed(bits ^ _mixed(counter + _GOLDEN))
        return ((bits >> _KEPT_BITS).astype(numpy.float64) + 0.5) * 2.0**-53

    def chance(self, name, probability):
        """True with the given probability (a number, or one a row)."""
        return self.uniform(name) < probability

    def normal(self, name):
        """One number a row of the standard normal law (Box and Muller)."""
        radius = numpy.sqrt(-2 * numpy.log(self.uniform(f"{name}/radius")))
        return radius * numpy.cos(2 * numpy.pi * self.uniform(f"{name}/angle"))

    def choice(self, name, weights):
        """The position of one of the weights, each with a probability in proportion.

        Args:
            name: what is drawn.
            weights: one list for all rows, or an array of one list a row.
        """
        weights = numpy.atleast_2d(numpy.asarray(weights, dtype=numpy.float64))
        bounds = numpy.cumsum(weights, axis=1)
        return (self.uniform(name)[:, None] * bounds[:, -1:] >= bounds).sum(axis=1)

    def lognormal(self, name, median, log_deviation):
        """One number a row of the lognormal law of that median (a number, or one a row)."""
        return median * numpy.exp(log_deviation * self.normal(name))


def evenly_spread(seed, name, numbers):
    """One number in [0, 1) for each whole number, such that any run of them is spread evenly (a Weyl sequence).

    For the first thing that is drawn of a household: it makes the shares of what it decides nearly exact in small
    samples, where independent draws would only come near.
    """
    start = Draws(seed, numpy.zeros(1)).uniform(name)[0]
    return numpy.mod(start + numpy.asarray(numbers, dtype=numpy.float64) * _GOLDEN_RATIO, 1.0)


def _mixed(bits):
    bits = (bits ^ (bits >> _SHIFTS[0])) * _MIX_1
    bits = (bits ^ (bits >> _SHIFTS[1])) * _MIX_2
    return bits ^ (bits >> _SHIFTS[2])
