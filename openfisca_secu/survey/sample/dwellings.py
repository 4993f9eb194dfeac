"""Where and how households live: territory, status of occupation, rent."""

import numpy
import pandas

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.survey.sample.margins import by_age, margins, money

RENTED = ("locataire_hlm", "locataire_vide", "locataire_meuble", "primo_accedant")  # rent, or loan


def communes(homes):
    """The INSEE code of a commune that stands for the household's territory."""
    codes = numpy.array([area["depcom"] for area in margins()["territoires"]["liste"]], dtype=object)
    return codes[homes.area]


def occupation(homes, monthly_income):
    """Items of TypesStatutOccupationLogement, by the age of the reference person and the household's income.

    Args:
        homes: the Households.
        monthly_income: before taxes and benefits, by consumption unit.
    """
    law = margins()["logement"]
    names = list(law["statuts"])
    weights = numpy.stack([by_age(law["ages"], law["statuts"][name], homes.age_of_reference) for name in names], axis=1)
    odds = numpy.stack([by_age(law["revenus"], law["cotes"][name], monthly_income) for name in names], axis=1)
    return pandas.Categorical.from_codes(homes.draws.choice("dwelling", weights * odds), names)


def yearly_rents(homes, status, size, year):
    """Rent of the year without charges, or repayment of the loan, by territory and number of persons."""
    law = margins()["logement"]
    zones = [area["zone"] for area in margins()["territoires"]["liste"]]
    rent = numpy.zeros(len(status))
    for name in RENTED:
        of_area = numpy.array([law["loyers"][name][zone] for zone in zones], dtype=numpy.float64)
        rent = numpy.where(status == name, of_area[homes.area], rent)
    by_size = numpy.array(law["taille"])[numpy.clip(size, 1, len(law["taille"])) - 1]
    spread = homes.draws.lognormal("rent", 1.0, law["logarithme"])
    return numpy.round(rent * by_size * spread * MONTHS_PER_YEAR * money(year))
