"""Names of categories that adapters of known surveys give, in the order of the codes that they work with."""

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.survey import pay

SEXES = ("homme", "femme")
MARITAL = ("non_renseigne", "celibataire", "marie", "veuf", "divorce", "pacse")
ACTIVITIES = ("actif", "chomeur", "etudiant", "retraite", "inactif")
CATEGORIES = (
    "prive_non_cadre",
    "prive_cadre",
    "public_titulaire_etat",
    "public_titulaire_territoriale",
    "public_titulaire_hospitaliere",
    "public_titulaire_militaire",
    "public_non_titulaire",
    "non_pertinent",
)
SELF_EMPLOYED = ("non_pertinent", "exploitant_agricole", "artisan", "commercant", "profession_liberale")
DWELLINGS = (
    "non_renseigne",
    "primo_accedant",
    "proprietaire",
    "locataire_hlm",
    "locataire_vide",
    "locataire_meuble",
    "loge_gratuitement",
)
TENANTS = tuple(code for code, name in enumerate(DWELLINGS) if name.startswith("locataire"))
PUPIL = ACTIVITIES.index("etudiant")
MIDDLE_OF_MONTH, MIDDLE_OF_YEAR = 15, 7  # a day; a month: births of which no more is known

_IN_UNION = [MARITAL.index(name) for name in ("non_renseigne", "marie", "pacse")]
_ESTABLISHED = [code for code, name in enumerate(CATEGORIES) if name.startswith("public_titulaire")]
_CONTRACT = CATEGORIES.index("public_non_titulaire")


def in_union(marital):
    """Whether each person is married or in a civil partnership, or may be; `marital` are codes of MARITAL."""
    return numpy.isin(marital, _IN_UNION)


def status_of_pay(category, apprentice):
    """The status for `pay.Wages`, from codes of CATEGORIES."""
    return numpy.select(
        [apprentice, category == _CONTRACT, numpy.isin(category, _ESTABLISHED)],
        [pay.APPRENTICE, pay.PUBLIC_CONTRACT, pay.CIVIL_SERVANT],
        pay.PRIVATE,
    )


def births(year, month):
    """Dates of birth from years and months: the middle of the month, or of the year where the month is 0."""
    months = (year - 1970) * MONTHS_PER_YEAR + numpy.where(month == 0, MIDDLE_OF_YEAR, month) - 1
    days = numpy.where(month == 0, 0, MIDDLE_OF_MONTH - 1)
    return months.astype("datetime64[M]").astype("datetime64[D]") + days.astype("timedelta64[D]")
