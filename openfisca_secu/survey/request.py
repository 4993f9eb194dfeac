"""What is asked of a survey, looked at before anything is read or written."""

import pickle
import re
from collections.abc import Iterable
from dataclasses import dataclass
from numbers import Integral
from typing import Any

from openfisca_secu.survey import adapters
from openfisca_secu.survey.checks import FIRST_YEAR, LAST_YEAR, check
from openfisca_secu.survey.instruments import simulated_by_default
from openfisca_secu.survey.layout import check_variables
from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.scenarios import system_of
from openfisca_secu.survey.tables import Survey
from openfisca_secu.survey.treatment import UNTREATED, Treatment


@dataclass(frozen=True)
class Reading:
    """A survey, or where one stands and how it is read and checked (see `simulate`)."""

    survey: Any
    form: str
    options: dict
    on_error: str
    ignore_columns: bool
    calibration: Any = None  # a `calibration.Calibration`, or None: the survey's own weights

    def checked(self, system, default_year):
        """The survey, read and checked."""
        survey = self.survey
        if not isinstance(survey, Survey):
            survey = adapters.read(survey, self.form, **self.options)
        elif self.options:
            raise SurveyError(f"{', '.join(self.options)}: options of reading, and the survey is read already")
        checked = check(
            survey, system, default_year=default_year, on_error=self.on_error, ignore_columns=self.ignore_columns
        )
        return checked if self.calibration is None else self.calibration.calibrated(checked)


@dataclass(frozen=True)
class Running:
    """How a run goes about it; nothing of this changes a result.

    Attributes:
        block_size: households simulated together.
        processes: how many work side by side.
        progress: whether to show a bar; None: on a terminal.
        dask: the address of a Dask scheduler, or `local`; None for processes of this machine.
    """

    block_size: int
    processes: int
    progress: bool | None = None
    dask: str | None = None

    def check(self, scenarios):
        """Refuse what cannot be.

        Raises:
            SurveyError: a number that is none, or a law that other processes cannot import.
        """
        check_whole(self.block_size, 1, "the block size")
        check_whole(self.processes, 1, "the number of processes")
        if self.processes > 1 or self.dask:
            for scenario in scenarios:
                _check_importable(scenario.law)


@dataclass(frozen=True)
class Request:
    """What is asked of a survey: years of population, variables, laws; and how to go about it."""

    years: list
    names: tuple
    scenarios: tuple
    system: Any  # the law of the first scenario
    running: Running
    treatment: Treatment = UNTREATED

    @classmethod
    def of(cls, years, variables, scenarios, running, *, also=(), treatment=UNTREATED):
        """A request whose every part was looked at; `also` names variables to simulate in any case.

        Raises:
            SurveyError: a part that cannot be used.
        """
        years = parse_years(years)
        running.check(scenarios)
        system = system_of(scenarios[0].law)
        names = tuple(dict.fromkeys([*_names(variables, system), *also]))
        return cls(years, names, scenarios, system, running, treatment)


def check_law_year(year):
    """The year whose law is asked for, None where none is.

    Raises:
        SurveyError: no year from `FIRST_YEAR` to `LAST_YEAR`.
    """
    return None if year is None else parse_years(year)[0]


def parse_years(years):
    """Years as a sorted list, from a year, several, or a text of years and ranges: `"2019-2022,2026"`.

    Raises:
        SurveyError: something else, or a year out of range.
    """
    if isinstance(years, str):
        found = [year for part in years.split(",") for year in _years_of(part.strip(), years)]
    else:
        found = list(years) if isinstance(years, Iterable) else [years]
    for year in found:
        whole = isinstance(year, Integral) and not isinstance(year, bool)
        if not whole or not FIRST_YEAR <= year <= LAST_YEAR:
            raise SurveyError(f"{year!r} is not a year from {FIRST_YEAR} to {LAST_YEAR}")
    if not found:
        raise SurveyError("no year is asked")
    return sorted({int(year) for year in found})


def _years_of(part, text):
    ends = re.fullmatch(r"(\d{4})(?:\s*-\s*(\d{4}))?", part, re.ASCII)
    if ends is None:
        raise SurveyError(f"years {text!r}: accepted: 2024, or 2019-2026, or 2019,2024")
    first, last = int(ends[1]), int(ends[2] or ends[1])
    if last < first or last > LAST_YEAR:
        raise SurveyError(f"years {text!r}: {part} is not a range of years up to {LAST_YEAR}")
    return range(first, last + 1)


def check_whole(number, least, what):
    """Refuse what is no whole number, or a smaller one than `least`."""
    if isinstance(number, bool) or not isinstance(number, Integral) or number < least:
        raise SurveyError(f"{what} is {number!r}; accepted: a whole number from {least}")


def _check_importable(law):
    try:
        pickle.dumps(law)
    except (pickle.PicklingError, AttributeError, TypeError):
        raise SurveyError(
            "the law is made by something that other processes cannot import; accepted: a function of a module, or one "
            "process"
        ) from None


def _names(variables, system):
    """The variables asked, each once, or the instruments that the system has."""
    if variables is None:
        names = simulated_by_default(system)
        if not names:
            raise SurveyError("the law given computes none of the instruments; name the variables to simulate")
        return tuple(names)
    names = [name.strip() for name in variables.split(",")] if isinstance(variables, str) else list(variables)
    if not names:
        raise SurveyError("no variable is asked")
    check_variables(names, system)
    return tuple(dict.fromkeys(names))
