"""Quarters of reference of the allocation aux adultes handicapés (R821-4-1), and partners.

A month stands at some rank (0, 1, 2) of its period of rights; the quarter of reference is made of the months that
precede that period. Ranks differ from person to person, so that months are looked at by how far back they are.
"""

import types

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.entities import Famille
from openfisca_secu.once import once


def months_back(period, length):
    """The months that can belong to the quarter of reference of `period`, from the nearest one back."""
    return [period.offset(-back, "month") for back in range(1, 2 * int(length))]


def of_quarter(values, rank, length):
    """Sum of the values of the quarter of reference.

    Args:
        values: arrays of the `months_back`, in that order.
        rank: rank of the month in its period of rights (array).
        length: number of months of a quarter.
    """
    return sum(numpy.where(_in_quarter(rank, back, length), value, 0) for back, value in enumerate(values))


@once
def _in_quarter(rank, back, length):
    return (back >= rank) & (back < rank + length)


def quarter_total(population, name, period, rank, length):
    """Sum over the quarter of reference of a monthly variable."""
    return of_quarter([population(name, month) for month in months_back(period, length)], rank, length)


def quarter_share(population, name, period, rank, length):
    """Sum over the quarter of reference of the twelfths of a yearly variable."""
    months = [population(name, month.this_year) for month in months_back(period, length)]
    return of_quarter(months, rank, length) / MONTHS_PER_YEAR


def last_of_quarter(by_month, rank):
    """Of `by_month`, numbers from one month back on, the one of the last month of the quarter of reference."""
    return numpy.select([rank == back for back in range(len(by_month))], by_month)


def law_of_quarter(nodes, rank):
    """The amounts of a parameter node on the last month of the quarter of reference, one a person.

    Args:
        nodes: the node at each month, from one month back on.
        rank: rank of the month in its period of rights (array).
    """
    amounts = {name: last_of_quarter([getattr(node, name) for node in nodes], rank) for name in nodes[0]}
    return types.SimpleNamespace(**amounts)


def quarters_since(months, rank, length):
    """Periods of rights since the one in which something happened, and the rank there of the month when it did.

    Args:
        months: calendar months since it happened (array).
        rank: rank of the present month in its period of rights (array).
        length: number of months of a quarter.
    """
    former_rank = (rank - months) % length
    return (months - rank + former_rank) / length, former_rank


def of_partner(individu, name, period):
    """The value of a variable for the other member of the couple; zero for whoever has none."""
    applicant = individu.has_role(Famille.DEMANDEUR)
    partner = individu.has_role(Famille.CONJOINT)
    of_each = [individu.famille.conjoint(name, period), individu.famille.demandeur(name, period)]
    return numpy.select([applicant, partner], of_each, default=numpy.zeros_like(of_each[0]))
