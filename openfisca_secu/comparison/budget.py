"""Budget curves: what typical households have for each wage of one of them, under the reference and the reform."""

import numpy
import pandas

from openfisca_secu.comparison.households import DISPOSABLE
from openfisca_secu.survey import pay
from openfisca_secu.survey.run import simulate
from openfisca_secu.survey.tables import Survey

ADULT_AGE = 35
WAGES = numpy.linspace(0, 3, 61)  # gross, in minimum wages of full time
# name: whether a couple, ages of the children
TYPES = {
    "celibataire": (False, ()),
    "monoparentale_2": (False, (4, 8)),
    "couple": (True, ()),
    "couple_2": (True, (4, 8)),
    "couple_3": (True, (4, 8, 12)),
}


def budget_curves(scenarios, year):
    """Disposable income of each type of household for each wage of its first adult, the only one who works.

    Args:
        scenarios: the `Scenario` of the reference and that of the reform.
        year: of the population.

    Returns:
        A DataFrame with a row a type and wage: `type`, `wage` in gross minimum wages of full time, `gross` in euros of
        the year, `reference` and `reform`: disposable income in euros of the year. Income tax, housing benefits and the
        RSA, that other codes fix, are not in it.
    """
    survey = typical_households(year)
    found = survey.menages[["type", "wage", "gross"]].copy()
    survey.menages = None
    for name, scenario in zip(("reference", "reform"), scenarios, strict=True):
        results = simulate(survey, year, [DISPOSABLE], law=scenario.law, law_year=scenario.law_year)
        found[name] = results.table("menages", year)[DISPOSABLE].to_numpy()
    return found


def typical_households(year):
    """A Survey of one household for each type and wage, in the order of `TYPES` and `WAGES`."""
    minimum = pay.minimum_wage(year)
    persons, households = [], []
    for name, (couple, ages) in TYPES.items():
        for wage in WAGES:
            number = len(households)
            households.append({"menage_id": number, "type": name, "wage": wage, "gross": wage * minimum})
            persons.append(_person(number, ADULT_AGE, "personne_de_reference", wage * minimum))
            persons += [_person(number, ADULT_AGE, "conjoint", 0.0)] if couple else []
            persons += [_person(number, age, "enfant", 0.0) for age in ages]
    frame = pandas.DataFrame(persons)
    frame.insert(0, "person_id", numpy.arange(len(frame)))
    return Survey(persons=frame, year=year, menages=pandas.DataFrame(households))


def _person(household, age, role, wage):
    return {"menage_id": household, "age": age, "menage_role": role, "weight": 1.0, "salaire_de_base": wage}
