"""Other earnings than those of the survey, for marginal and participation rates: every wage a little higher, or none.

What changes is what the survey gives of wages and of working time, in its year and in every other that it gives; what
it gives of reference incomes (`rfr`) and of everything else stays.
"""

from dataclasses import replace

import numpy

from openfisca_secu.survey.tables import MENAGE

RAISE, NO_WORK = "hausse", "sans_emploi"
CHANGES = (RAISE, NO_WORK)
RAISED_BY = 0.03  # of every wage: large enough to smooth the jumps of thresholds, small enough to be marginal
_WAGES = (
    "salaire_de_base",
    "salaire_imposable",
    "salaire_net",
    "primes_salaires",
    "remuneration_heures_supplementaires",
    "traitement_soumis_retenue",
    "avantage_en_nature",
    "montant_net_social",
)
_TIME = ("heures_remunerees_volume",)


def changed(block, change):
    """A block with other earnings.

    Args:
        block: a `staging.Block`.
        change: `RAISE`: every wage is higher by `RAISED_BY`; `NO_WORK`: who earns most in each household earns nothing
            and works no hour; None: nothing changes.
    """
    if change is None:
        return block
    wages = {column.name for column in block.columns if column.variable.name in _WAGES}
    if change == RAISE:
        return replace(block, inputs=_times(block.inputs, wages, 1 + RAISED_BY))
    hours = {column.name for column in block.columns if column.variable.name in _TIME}
    return replace(block, inputs=_times(block.inputs, wages | hours, 1 - highest_earner(block)))


def highest_earner(block):
    """Who earns most in each household: an array of booleans, one a person; the first of those who earn the same."""
    names = [column.name for column in block.columns if column.variable.name in _WAGES and column.period is None]
    earned = sum((block.inputs[name] for name in names), numpy.zeros(len(block.members[MENAGE.entity])))
    household = block.members[MENAGE.entity]
    order = numpy.lexsort((-earned, household))
    first = numpy.ones(len(order), dtype=bool)
    first[1:] = household[order][1:] != household[order][:-1]
    found = numpy.zeros(len(order), dtype=bool)
    found[order[first]] = True
    return found & (earned > 0)


def _times(inputs, names, factor):
    return {name: values * factor if name in names else values for name, values in inputs.items()}
