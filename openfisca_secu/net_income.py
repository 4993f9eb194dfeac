"""Deductions of income tax that benefits read, as pure functions on arrays (code général des impôts, 83 and 157 bis).

`share` is the part of a year over which the incomes are counted: the amounts in euros are reduced to it.
"""

import numpy

# What is taxed together as wages, with one deduction for professional expenses.
TAXED_AS_WAGES = ("salaire_imposable", "activite_partielle_imposable", "chomage_imposable", "preretraite_imposable")


def flat_deduction(gross, law, minimum, share=1):
    """10 % of wages and unemployment benefit, within the minimum and the maximum, and never more than they are.

    Args:
        gross: wages and unemployment benefit, before the deduction.
        law: node with `taux` and `maximum`.
        minimum: yearly minimum, a number or one a person.
        share: part of a year.
    """
    deduction = numpy.clip(law.taux * gross, share * minimum, share * law.maximum)
    return numpy.minimum(deduction, numpy.maximum(gross, 0))


def pension_relief(pensions, law, share=1):
    """10 % of a person's pensions, at least the minimum, and never more than they are."""
    return numpy.minimum(pensions, numpy.maximum(law.taux * pensions, share * law.minimum))


def relief_of_old_or_disabled(income, law, share=1):
    """Relief for one old or disabled person of a tax household of that net income."""
    ceilings = [income <= share * law.plafond_1, income <= share * law.plafond_2]
    return numpy.select(ceilings, [share * law.montant_1, share * law.montant_2], default=0)
