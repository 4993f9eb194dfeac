"""The roundings that the law knows.

All take and give float64 arrays (or scalars) of any shape. A residue of floating-point arithmetic below
`RESIDUE` of a unit of the last place kept never decides a rounding.
"""

import numpy

RESIDUE = 1e-6


def round_half_up(values, decimals=0):
    """Nearest multiple of 10**-decimals, a tie going away from zero (L133-10: half a euro counts for one)."""
    scale = 10.0**decimals
    values = numpy.asarray(values, dtype=numpy.float64)
    return numpy.copysign(numpy.floor(numpy.abs(values) * scale + 0.5 + RESIDUE) / scale, values)


def round_up(values, decimals=0):
    """Next multiple of 10**-decimals at or above the value."""
    scale = 10.0**decimals
    return numpy.ceil(numpy.asarray(values, dtype=numpy.float64) * scale - RESIDUE) / scale


def round_down(values, decimals=0):
    """Next multiple of 10**-decimals at or below the value."""
    scale = 10.0**decimals
    return numpy.floor(numpy.asarray(values, dtype=numpy.float64) * scale + RESIDUE) / scale


def to_cent(amounts):
    """Euros rounded to the nearest cent, half a cent going up."""
    return round_half_up(amounts, 2)


def to_euro(amounts):
    """Euros rounded to the nearest euro, half a euro going up."""
    return round_half_up(amounts, 0)
