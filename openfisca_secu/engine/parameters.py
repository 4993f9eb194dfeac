"""Parameters at an instant, kept for as long as their system lives.

openfisca-core keeps the last 128 instants of all systems together: a survey of ten years asks more, in the same order
for each block, and then finds none of them.
"""

from openfisca_core.periods import Instant, Period, instant
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

MOST_INSTANTS = 1000


def install():
    """Replace the cache, for every system of the process."""
    TaxBenefitSystem.get_parameters_at_instant = get_parameters_at_instant


def get_parameters_at_instant(tax_benefit_system, at):
    """The parameters of the legislation on the first day of a period, or at an instant."""
    if tax_benefit_system.parameters is None:
        return None
    day = at.start if isinstance(at, Period) else at if isinstance(at, Instant) else instant(at)
    cache = tax_benefit_system._parameters_at_instant_cache
    key = (id(tax_benefit_system.parameters), day)
    if key not in cache:
        if len(cache) >= MOST_INSTANTS:
            cache.clear()
        cache[key] = tax_benefit_system.parameters.get_at_instant(day)
    return cache[key]
