"""When each person of a survey was born, from dates of birth or else from ages in the survey's year."""

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR, completed_years
from openfisca_secu.survey import columns
from openfisca_secu.survey.layout import AGES
from openfisca_secu.survey.refusals import SurveyError

OLDEST = 130
_MONTHS_IN_AGE = {"age": MONTHS_PER_YEAR, "age_en_mois": 1}


def births(sheet):
    """Dates of birth as in the survey's year; None when the survey has no column of ages.

    An age without a date means a birth on 1 January (or the first day of a month), as in `openfisca_secu.births`. Where
    several columns are given, the first of `AGES` that says something about the person counts.
    """
    names = [name for name in AGES if sheet.has(name)]
    if not names:
        sheet.say("The survey says nothing of ages: everybody is born on 1 January 1970, the default.")
        return None
    known = numpy.zeros(len(sheet.persons.data), dtype=bool)
    found = numpy.full(len(known), _first_day(sheet))
    nothing = numpy.ones(len(known), dtype=bool)
    for name in names:
        converted = _dates(sheet) if name == "date_naissance" else _ages(sheet, name)
        usable = ~converted.bad & ~converted.missing
        if name != "date_naissance":
            _refuse_contradiction(sheet, name, found, usable & known, converted.values)
            converted = _births_at(sheet, name, converted)
        found = numpy.where(usable & ~known, converted.values, found)
        known |= usable
        nothing &= converted.missing
    sheet.refuse(names[0], nothing, f"a value in every row of one of: {', '.join(AGES)}")
    return found


def on_first_day(sheet, births_of_all):
    """Completed years of each person on 1 January of the survey's year, 0 for who is born in its course."""
    if births_of_all is None:
        raise SurveyError(
            f"{sheet.persons.file}: who is a couple, a child, a family has to be derived, and no column tells ages; "
            f"accepted: {', '.join(AGES)}"
        )
    return numpy.maximum(completed_years(births_of_all, _first_day(sheet)), 0)


def in_year(births_of_all, shift):
    """Dates of birth moved by `shift` years, in the same month; 29 February becomes the 28th in a common year."""
    months = births_of_all.astype("datetime64[M]")
    moved = (months + MONTHS_PER_YEAR * shift).astype("datetime64[D]")
    last = (months + MONTHS_PER_YEAR * shift + 1).astype("datetime64[D]") - 1
    return numpy.minimum(moved + (births_of_all - months.astype("datetime64[D]")), last)


def _dates(sheet):
    converted = columns.dates(sheet.arrow("date_naissance"))
    usable = ~converted.bad & ~converted.missing
    earliest = _first_day(sheet).astype("datetime64[Y]") - OLDEST
    unborn = usable & (converted.values > _last_day(sheet))
    too_old = usable & (converted.values < earliest)
    sheet.refuse("date_naissance", converted.bad, converted.accepted)
    sheet.refuse("date_naissance", unborn, f"a birth before the end of {sheet.year}, the year of the data")
    sheet.refuse("date_naissance", too_old, f"a birth from {earliest} on, {OLDEST} years before the year of the data")
    return columns.Converted(converted.values, converted.missing, converted.bad | unborn | too_old, converted.accepted)


def _ages(sheet, name):
    oldest = OLDEST * MONTHS_PER_YEAR // _MONTHS_IN_AGE[name]
    converted = columns.whole_numbers(sheet.arrow(name), (0, oldest))
    sheet.refuse(name, converted.bad, converted.accepted)
    return converted


def _births_at(sheet, name, ages):
    months = _first_day(sheet).astype("datetime64[M]") - ages.values * _MONTHS_IN_AGE[name]
    return columns.Converted(months.astype("datetime64[D]"), ages.missing, ages.bad, ages.accepted)


def _refuse_contradiction(sheet, name, births_of_all, both, ages):
    """An age beside a date of birth must be one that the person has in the course of the survey's year."""
    months = births_of_all.astype("datetime64[M]").astype(numpy.int64)
    january = _first_day(sheet).astype("datetime64[M]").astype(numpy.int64) - months
    youngest = numpy.maximum((january - 1) // _MONTHS_IN_AGE[name], 0)
    oldest = (january + MONTHS_PER_YEAR - 1) // _MONTHS_IN_AGE[name]
    sheet.refuse(name, both & ((ages < youngest) | (ages > oldest)), f"an age that the birth gives in {sheet.year}")


def _first_day(sheet):
    return numpy.datetime64(f"{sheet.year}-01-01", "D")


def _last_day(sheet):
    return numpy.datetime64(f"{sheet.year}-12-31", "D")
