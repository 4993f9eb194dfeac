"""The share of a home help's hours that an exemption covers: pure functions (L241-10, III; D241-5-2)."""

import numpy

from openfisca_secu.working_time import share_of
from openfisca_secu.yearly_reductions import totals

HOURS = ("heures_aide_domicile_exonerees", "heures_aide_domicile")


def share_exempt(exempt, worked):
    """Exempt hours among those worked, 0 where none is."""
    return numpy.minimum(numpy.where(worked > 0, share_of(exempt, worked), 0), 1)


def share_of_hours(individu, period, months, condition):
    """The share over some months of the contract of `period`; for one month, that of the month (D241-5-2, I)."""
    if len(months) == 1:
        return individu("part_aide_domicile_exoneree", months[0])
    return share_exempt(*totals(individu, period, months, HOURS, condition))
