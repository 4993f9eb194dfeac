"""The scale by which overpaid benefits are withheld month by month (D553-1, III; D133-2-2)."""

import numpy


def monthly_withholding(scale, income):
    """What is withheld in a month from an income weighted by the size of the household.

    The brackets are read to the letter ("between 231 and 345", then "between 346 and 516"): nothing is withheld on the
    euro between two of them.

    Args:
        scale: the parameter node `prestations_familiales.recouvrement_indus` at an instant.
        income: monthly income after housing costs, divided by the parts of the household.
    """
    withheld = scale.retenue_forfaitaire + scale.tranche_4.taux * numpy.maximum(income - scale.tranche_4.debut, 0)
    for bracket in (scale.tranche_1, scale.tranche_2, scale.tranche_3):
        withheld = withheld + bracket.taux * (numpy.clip(income, bracket.debut, bracket.fin) - bracket.debut)
    return withheld
