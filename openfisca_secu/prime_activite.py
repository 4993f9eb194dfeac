"""What the parts of the prime d'activité share, as pure functions.

A right of a month rests on an examination (the claim, or the last review), which looks at reference months before it
(R843-1). `back` is a number of months before the month of the right.
"""

import numpy


def months_back(rule):
    """The months that may be reference months of a right, as numbers of months before it.

    Whoever gives `ppa_dernier_mois_de_reference` may choose any of the values known to the law, at any date.

    Args:
        rule: node `prime_activite.demande` at the month of the right.
    """
    legal = rule.dernier_mois
    last = (legal.general, legal.msa, legal.experimentation, legal.minimum, legal.maximum)
    return range(int(min(last)), int(max(last) + rule.mois_entre_reexamens - 1 + rule.mois_de_reference))


def is_reference_month(back, latest, rule):
    """Which rows have the month `back` months before the right among their reference months.

    Args:
        back: number of months.
        latest: for each row, number of months between its latest reference month and the right.
        rule: node `prime_activite.demande` at the month of the right.
    """
    return (back >= latest) & (back < latest + rule.mois_de_reference)


def at_examination(population, variable, period, months_since, rule):
    """The value that a monthly variable had in the month of each row's examination.

    Args:
        population: the persons or families.
        variable: name of the variable.
        period: month of the right.
        months_since: for each row, months elapsed since its examination (less than the months between two of them).
        rule: node `prime_activite.demande` at the month of the right.
    """
    months = range(int(rule.mois_entre_reexamens))
    return numpy.choose(months_since, [population(variable, period.offset(-back, "month")) for back in months])


def forfait_rate(members, dependants, rule):
    """The forfait of a household as a share of that of a person alone (D843-1, first paragraph).

    Args:
        members: number of persons of the household.
        dependants: how many of them are dependent children or other dependants.
        rule: node `prime_activite.montants.personnes`.
    """
    others = numpy.maximum(members - 1, 0)
    second = numpy.minimum(others, 1)
    increased = numpy.maximum(dependants - rule.a_charge_non_majorees, 0)
    return (
        numpy.minimum(members, 1)
        + rule.deuxieme * second
        + rule.supplementaire * (others - second - increased)
        + rule.a_charge_majoree * increased
    )


def bonus_share(income, smic, threshold, ceiling):
    """The bonus of a worker as a share of the highest one: nil up to a threshold, then linear up to a ceiling (D843-2).

    Args:
        income: professional income of the month.
        smic: hourly minimum wage.
        threshold, ceiling: in hours of the minimum wage.
    """
    return numpy.clip((income - threshold * smic) / ((ceiling - threshold) * smic), 0, 1)
