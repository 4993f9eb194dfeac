"""What is done to a survey's values on their way into a simulation: uprating, take-up."""

import itertools
from dataclasses import dataclass

from openfisca_secu.survey.inputs import EARLIER_YEARS
from openfisca_secu.survey.take_up import TakeUp
from openfisca_secu.survey.uprating import OWN_INCOMES, Uprating

_SHOWN = 12


@dataclass(frozen=True)
class Treatment:
    """An `uprating.Uprating`, a `take_up.TakeUp`; None where nothing is done."""

    uprating: Uprating | None = None
    take_up: TakeUp | None = None

    def check(self, checked, years, system):
        """Refuse, before anything is written, what a checked survey or its simulated years do not allow.

        Raises:
            SurveyError: a year without index, a variable or a benefit that there is not.
        """
        if self.take_up is not None:
            self.take_up.check(checked, system)
        if self.uprating is None:
            return
        self.uprating.check(system)
        for column, year in itertools.product(_amounts(self.uprating, checked), years):
            for category in self.uprating.used(column.variable):
                for needed in _years(column, checked.year, year):
                    self.uprating.level(category, needed)

    def description(self):
        """All of it that results depend on, as a dict."""
        found = {"uprating": self.uprating, "take_up": self.take_up}
        return {name: one.description() for name, one in found.items() if one is not None}

    def factors(self, checked, years):
        """By year of the population and column, what amounts are multiplied by (`OWN_INCOMES`: it differs by group)."""
        if self.uprating is None:
            return {}
        return {
            str(year): {
                column.name: self._factor(column, checked.year, year) for column in _amounts(self.uprating, checked)
            }
            for year in years
        }

    def _factor(self, column, survey_year, year):
        category = self.uprating.category(column.variable)
        if category == OWN_INCOMES:
            return OWN_INCOMES
        start = survey_year if column.period is None else column.period.start.year
        return self.uprating.factor(category, start, start + year - survey_year)

    def sentences(self, checked, years, law_years):
        """What a report says of it; `law_years` are the fixed years of the laws, None standing for the same year."""
        said = ["Amounts are not uprated."] if self.uprating is None else self._of_uprating(checked, years, law_years)
        return said + (["Take-up is full."] if self.take_up is None else self.take_up.sentences(checked))

    def _of_uprating(self, checked, years, law_years):
        amounts = _amounts(self.uprating, checked)
        said = [
            f"Amounts are uprated by published indices{_changed_by(self.uprating.origin)}; those of earlier years have "
            "the level of their own year."
        ]
        for year in (one for one in years if one != checked.year):
            shown = [self._shown(column, checked.year, year) for column in amounts[:_SHOWN]]
            more = f" … and {len(amounts) - _SHOWN} more, in the manifest" if len(amounts) > _SHOWN else ""
            if shown:
                said.append(f"From {checked.year} to {year}: {' ; '.join(shown)}{more}.")
        unknown = sorted({one.variable.name for one in amounts if one.variable.name not in self.uprating.categories})
        if unknown:
            said.append(f"Without an index of their own, these follow prices: {', '.join(unknown)}.")
        forecasts = sorted(
            {
                (category, needed)
                for column, year in itertools.product(amounts, years)
                for category in self.uprating.used(column.variable)
                for needed in _years(column, checked.year, year)
                if self.uprating.is_forecast(category, needed)
            }
        )
        if forecasts:
            said.append(f"Forecasts, not published values: {', '.join(f'{name} {year}' for name, year in forecasts)}.")
        if set(law_years) != {None}:
            said.append(
                "The law of another year is applied as it stands: its amounts and thresholds are not uprated with the "
                "incomes that they meet."
            )
        return said

    def _shown(self, column, survey_year, year):
        category = self.uprating.category(column.variable)
        if category == OWN_INCOMES:
            return f"{column.name} as the incomes of the same {column.variable.entity.key}"
        start = survey_year if column.period is None else column.period.start.year
        end = start + year - survey_year
        return f"{column.name} ×{self._factor(column, survey_year, year):.4f} ({category} {start}→{end})"


UNTREATED = Treatment()


def _amounts(uprating, checked):
    """The columns that are carried from year to year."""
    return [column for column in checked.columns if uprating.category(column.variable) is not None]


def _years(column, survey_year, year):
    """The years whose level is needed to simulate a population's year."""
    if column.period is not None:
        start = column.period.start.year
        return (start, start + year - survey_year)
    return (survey_year, *range(year - EARLIER_YEARS, year + 1))


def _changed_by(origin):
    return "" if origin is None else f", changed by {origin}"
