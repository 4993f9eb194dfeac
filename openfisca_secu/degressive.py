"""Coefficients of reductions that decrease with pay, as pure functions on arrays."""

from typing import NamedTuple

import numpy

from openfisca_secu.rounding import round_down, round_half_up, round_up, to_cent


class Curve(NamedTuple):
    """The shape of a power coefficient: its least value, what is added at the minimum wage, its end, its power."""

    least: numpy.ndarray
    span: numpy.ndarray
    end: float
    power: float


def below(pay, multiple, smic):
    """Whether pay, to the cent, is less than so many times the minimum wage."""
    return to_cent(pay) < round_up(multiple * smic, 2)


def at_most(pay, multiple, smic):
    """Whether pay, to the cent, is not more than so many times the minimum wage."""
    return to_cent(pay) <= round_down(multiple * smic, 2)


def linear_coefficient(pay, smic, maximum, scale, decimals):
    """The coefficient of an exemption that is whole, then constant in amount, then decreasing to nothing.

    Whole (`maximum`) below `scale.plein` minimum wages; limited to that part of the pay up to `scale.debut`; then
    maximum x plein / (fin - debut) x (fin x smic / pay - 1), rounded, at most `maximum`; nothing from `scale.fin`.

    Args:
        pay: gross pay of the period.
        smic: minimum wage of the same period.
        maximum: greatest value of the coefficient.
        scale: parameter node of three numbers of minimum wages, `plein`, `debut` and `fin`.
        decimals: number of decimals to which the decreasing coefficient is rounded.
    """
    ratio = _ratio(smic, pay)
    decreasing = maximum * scale.plein / (scale.fin - scale.debut) * (scale.fin * ratio - 1)
    coefficient = numpy.minimum(round_half_up(decreasing, decimals), maximum)
    if scale.debut > scale.plein:
        coefficient = numpy.where(below(pay, scale.debut, smic), maximum * scale.plein * ratio, coefficient)
    whole = numpy.where(below(pay, scale.plein, smic), maximum, coefficient)
    return numpy.where((pay > 0) & below(pay, scale.fin, smic), whole, 0)


def power_coefficient(pay, smic, curve, decimals):
    """least + span x [(end x smic / pay - 1) / (end - 1)] ^ power, rounded, at most least + span; 0 from `end`."""
    position = numpy.maximum(curve.end * _ratio(smic, pay) - 1, 0) / (curve.end - 1)
    coefficient = round_half_up(curve.least + curve.span * position**curve.power, decimals)
    return numpy.where((pay > 0) & below(pay, curve.end, smic), numpy.minimum(coefficient, curve.least + curve.span), 0)


def _ratio(smic, pay):
    smic, pay = numpy.broadcast_arrays(numpy.asarray(smic, dtype=numpy.float64), pay)
    return numpy.divide(smic, pay, out=numpy.zeros(pay.shape), where=pay > 0)
