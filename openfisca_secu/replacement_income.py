"""What is withheld from pensions, unemployment benefit and daily allowances, and the gross amount behind a net one.

Pure functions of arrays and numbers; the rates and thresholds that they are given are those of the parameters.
"""

import numpy
from openfisca_core.indexed_enums import Enum

from openfisca_secu.rounding import round_up
from openfisca_secu.working_time import legal_monthly_hours


class TypesTauxCSG(Enum):
    """The rates between which the reference income decides (L136-8, III and III bis)."""

    exonere = "Exonéré"
    taux_reduit = "Taux réduit"
    taux_intermediaire = "Taux intermédiaire"
    taux_plein = "Taux plein"


def monthly_floor(smic):
    """The minimum wage of a month, up to the next euro, for what the employer pays (D242-13, 2°).

    Args:
        smic: the node of the minimum wage at an instant.
    """
    return round_up(smic.horaire * legal_monthly_hours(smic))


def daily_floor(smic, days_in_week):
    """The minimum wage of a day, up to the next euro, for what unemployment insurance pays (D242-13, 1°)."""
    return round_up(smic.horaire * smic.duree_legale_hebdomadaire / days_in_week)


def room_above(floor, benefit, pay=0):
    """The most that may be withheld from a benefit, so that it and the net pay beside it stay at the floor.

    Args:
        floor: the minimum wage of the period.
        benefit: gross benefit.
        pay: net pay of the same period.
    """
    return numpy.clip(benefit + pay - floor, 0, benefit)


def withheld(due, room, before=0):
    """One levy, within what the levies `before` it leave of the room."""
    return numpy.clip(room - before, 0, due)


def after_reduction(gross, rate, limit):
    """The base of the CSG: a reduction at a rate on the part of the gross amount within a limit (L136-2)."""
    return gross - rate * numpy.minimum(gross, limit)


def gross_of_share(net, share):
    """The gross amount of which a levy without threshold takes a share; exact."""
    return net / (1 - share)


def gross_of_floored(net, *, on_gross, on_base, reduction, limit, floor):
    """The least gross benefit whose net amount is given, when the levies leave at least a floor.

    Inverse of `gross - min(on_gross * gross + on_base * after_reduction(gross, reduction, limit), room)` with
    `room = room_above(floor, gross)`. Net amounts do not fall when gross ones rise, and all those just above the
    floor have the floor as net amount: a net amount at the floor is taken for a gross one at the floor, exempt.

    Args:
        net: what is left after the levies.
        on_gross: rate of the levies on the gross amount.
        on_base: rate of the levies on the base after reduction.
        reduction: rate of the reduction (L136-2).
        limit: gross amount above which there is no more reduction.
        floor: what the levies leave at least, less the net pay of the same period; negative where pay exceeds it.
    """
    reduced = net / (1 - on_gross - on_base * (1 - reduction))
    beyond = (net - on_base * reduction * limit) / (1 - on_gross - on_base)
    return numpy.where(net <= floor, net, numpy.where(reduced <= limit, reduced, beyond))
