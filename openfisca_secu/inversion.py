"""From net or taxable pay to gross pay, by the model's own rules.

Surveys often have only net or taxable pay. The gross pay of a year is searched to the cent, for all persons at once, by
halving: whatever the rules are (slices, exemptions, reforms), the answer is what the simulation itself gives back.
"""

import numpy
from openfisca_core.simulation_builder import SimulationBuilder

HIGHEST_RATIO = 3  # no net pay is less than a third of the gross one
CENTS = 100
TARGETS = ("salaire_net", "salaire_imposable", "montant_net_social")


class InversionError(ValueError):
    """A request that cannot be inverted."""


def gross_pay(system, target, amounts, year, inputs=None):
    """Yearly gross pay, even over twelve months, of which the law makes the given net or taxable pay.

    Args:
        system: the tax-benefit system, reformed or not.
        target: what is given: `salaire_net`, `salaire_imposable` or `montant_net_social`.
        amounts: n yearly amounts in euros, finite and not negative.
        year: the year of the amounts and of the law.
        inputs: `{variable: n values}` of the persons for that year (`categorie_salarie`, `apprenti` …).

    Returns:
        A float64 array of n yearly gross amounts (`salaire_de_base`), whole cents. Where net pay falls when gross pay
        rises (the contribution that starts on the whole pay above one ceiling), two gross amounts give the same net
        one: the lower is chosen. Where net pay jumps over the amount, the gross amount just above the jump.

    Raises:
        InversionError: an unknown target, an amount that is negative or not a number, or one that no pay gives.
    """
    if target not in TARGETS:
        raise InversionError(f"{target!r} cannot be inverted; accepted: {', '.join(TARGETS)}")
    amounts = numpy.asarray(amounts, dtype=numpy.float64)
    wrong = ~numpy.isfinite(amounts) | (amounts < 0)
    if wrong.any():
        row = int(numpy.flatnonzero(wrong)[0])
        raise InversionError(f"row {row} is {amounts[row]}; accepted: an amount of euros, not negative")

    def net(cents):
        return net_pay(system, target, cents / CENTS, year, inputs)

    ceiling = system.parameters(f"{year}-01-01").cotisations.plafond_securite_sociale.annuel * CENTS
    low = numpy.zeros(len(amounts), dtype=numpy.int64)
    high = numpy.ceil(HIGHEST_RATIO * amounts * CENTS).astype(numpy.int64) + CENTS
    # below the ceiling first: above it a second gross amount may give the same net one
    at_ceiling = numpy.full(len(amounts), int(ceiling), dtype=numpy.int64)
    enough = net(at_ceiling) >= amounts
    high = numpy.where(enough, numpy.minimum(high, at_ceiling), high)
    low = numpy.where(enough, low, numpy.minimum(at_ceiling, high))
    if (net(high) < amounts).any():
        row = int(numpy.flatnonzero(net(high) < amounts)[0])
        raise InversionError(f"row {row}: no gross pay gives {amounts[row]} of {target!r}")
    while (high - low > 1).any():
        middle = (low + high) // 2
        reached = net(middle) >= amounts
        high = numpy.where(reached, middle, high)
        low = numpy.where(reached, low, middle)
    nearer_below = numpy.abs(net(low) - amounts) < numpy.abs(net(high) - amounts)
    return numpy.where((amounts == 0) | nearer_below, low, high) / CENTS


def net_pay(system, target, gross, year, inputs=None):
    """What the law makes of yearly gross pay: `target` over the year, for persons alone in their household.

    The arguments are those of `gross_pay`, with n gross amounts; returns a float64 array of n yearly amounts.
    """
    alone = numpy.arange(len(gross))
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity(system.person_entity.key, alone)
    for entity in system.group_entities:
        group = builder.declare_entity(entity.key, alone)
        head = entity.flattened_roles[0].key
        builder.join_with_persons(group, alone, numpy.full(len(gross), head, dtype=object))
    simulation = builder.build(system)
    for name, values in {**(inputs or {}), "salaire_de_base": gross}.items():
        variable = system.get_variable(name, check_existence=True)
        period = str(year) if variable.definition_period != "eternity" else "ETERNITY"
        simulation.set_input(name, period, values)
    return simulation.calculate_add(target, str(year))
