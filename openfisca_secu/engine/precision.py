"""Amounts in float64 and counts in int64, from input to output.

openfisca-core's float32 loses cents above 131,072 and its int32 wraps around beyond two billion. The setting is read
when a variable is made, whatever its class: reforms, clones and neutralized variables have it too.
"""

import numpy
from openfisca_core.populations import Population
from openfisca_core.variables import config


def install():
    """Set the types of arrays for every variable that the process makes from now on."""
    config.VALUE_TYPES[float]["dtype"] = numpy.float64
    config.VALUE_TYPES[int]["dtype"] = numpy.int64
    Population.empty_array = _empty_array


def _empty_array(population):
    return numpy.zeros(population.count)
