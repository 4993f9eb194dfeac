"""A reform compared with the law on a survey: both simulated block by block, then laid side by side."""

import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas

from openfisca_secu.comparison.budget import budget_curves
from openfisca_secu.comparison.changes import THRESHOLD, changes
from openfisca_secu.comparison.costs import agents, costs, published, published_totals, with_errors
from openfisca_secu.comparison.households import COMPOSITION, MEASURES, STANDARD, UNITS, Pair
from openfisca_secu.comparison.incentives import COLUMNS as RATE_COLUMNS
from openfisca_secu.comparison.incentives import COST
from openfisca_secu.comparison.incentives import incentives as rates
from openfisca_secu.comparison.incentives import scenarios as other_earnings
from openfisca_secu.comparison.inequality import inequality
from openfisca_secu.comparison.report import REPORT_NAME, Facts, check_languages, file_name, write_reports
from openfisca_secu.comparison.sampling import REPLICATES
from openfisca_secu.comparison.secrecy import Secrecy
from openfisca_secu.comparison.tables import TABLES, write_tables
from openfisca_secu.comparison.texts import LANGUAGES
from openfisca_secu.reforms import Law, ReformError
from openfisca_secu.survey.checks import REFUSE
from openfisca_secu.survey.outcomes import outcome_of
from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.request import Reading, Request, Running, check_law_year, check_whole, parse_years
from openfisca_secu.survey.run import BLOCK_SIZE, opened
from openfisca_secu.survey.scenarios import BASELINE, Scenario, system_of
from openfisca_secu.survey.tables import TABLES as SURVEY_TABLES
from openfisca_secu.survey.totals import with_official
from openfisca_secu.survey.treatment import UNTREATED

REFORM = "reforme"
NO_COST = (STANDARD, UNITS, COMPOSITION, COST)  # simulated for other tables; their sum means nothing


@dataclass(frozen=True)
class Comparison:
    """What a comparison found.

    Attributes:
        folder: where everything stands as files.
        years: the years of the population.
        report: what was read, used, refused, derived, assumed and left at a default, one sentence each.
        counts: rows and households read, used and refused.
    """

    folder: Path
    years: list
    report: list
    counts: dict

    @cached_property
    def _tables(self):
        return {name: pandas.read_parquet(self.folder / f"{name}.parquet") for name in TABLES}

    @property
    def costs(self):
        """Costs by instrument and year (see `openfisca_secu.comparison.costs.costs`)."""
        return self._tables["costs"]

    @property
    def agents(self):
        """What each agent gains (see `openfisca_secu.comparison.costs.agents`)."""
        return self._tables["agents"]

    @property
    def changes(self):
        """Winners and losers (see `openfisca_secu.comparison.changes.changes`), with a column `year`."""
        return self._tables["changes"]

    @property
    def inequality(self):
        """Inequality and poverty (see `openfisca_secu.comparison.inequality.inequality`), with a column `year`."""
        return self._tables["inequality"]

    @property
    def incentives(self):
        """Marginal and participation rates of the last year (see `openfisca_secu.comparison.incentives.incentives`).

        Empty where they were not asked for.
        """
        return self._tables["incentives"]

    @property
    def budget(self):
        """Budget curves of the last year (see `openfisca_secu.comparison.budget.budget_curves`)."""
        return self._tables["budget"]

    def table(self, name, year, scenario=BASELINE):
        """The results of one year for `individus`, `familles`, `foyers_fiscaux` or `menages`, as a DataFrame.

        Args:
            name: of the table.
            year: of the population.
            scenario: `"reference"` or `"reforme"`.
        """
        if name not in SURVEY_TABLES or scenario not in (BASELINE, REFORM):
            accepted = f"{', '.join(SURVEY_TABLES)} of {BASELINE} or {REFORM}"
            raise SurveyError(f"no table {name!r} of {scenario!r}; accepted: {accepted}")
        return pandas.read_parquet(self.folder / scenario / str(year) / f"{name}.parquet")


def compare(
    survey,
    years,
    reforms=(),
    output=None,
    *,
    law_year=None,
    reference_reforms=(),
    reference_law_year=None,
    variables=None,
    threshold=THRESHOLD,
    replicates=REPLICATES,
    incentives=False,
    secrecy=None,
    languages=LANGUAGES,
    report_name=REPORT_NAME,
    form="own",
    on_error=REFUSE,
    ignore_columns=False,
    block_size=BLOCK_SIZE,
    processes=1,
    treatment=UNTREATED,
    calibration=None,
    progress=None,
    dask=None,
    command=None,
    **options,
):
    """Compare a reform, or the law of another year, with the law on one population.

    Args:
        survey: a `tables.Survey`, or the path of one (`"sample"` with `form="sample"` is the bundled one).
        years: the years of the population: a year, several, or a text like `"2019-2026"` or `"2019,2024"`.
        reforms: files of reforms (see docs/reforms.md), applied together.
        output: the folder of the results, replaced if it holds those of an earlier run; None for a temporary one.
        law_year: the year whose law the reform applies to every year; None: that of the population's year.
        reference_reforms: files of reforms of the law that is compared with.
        reference_law_year: the year of that law.
        variables: what to simulate besides disposable income; None for every instrument.
        threshold: the change of a household's disposable income, in euros of the year, from which it gains or loses.
        replicates: of the bootstrap that gives standard errors; 0 for none.
        incentives: whether to compute marginal and participation rates of the last year: two more simulations of it
            under each law.
        secrecy: a `secrecy.Secrecy` that masks figures; None masks none.
        languages: of the reports: `"fr"`, `"en"`, or both.
        report_name: of the French one; the English one is named after it, `report.en.html`.
        form, on_error, ignore_columns, block_size, processes, treatment, calibration, progress, dask, command, options:
            as in `openfisca_secu.simulate`.

    Returns:
        A Comparison.

    Raises:
        ReformError: a reform that cannot be applied.
        SurveyError: a survey, variable, year or option that cannot be used. Nothing is written.
        SimulationError: a formula failed or a process died.
    """
    scenarios = (
        Scenario(BASELINE, Law(tuple(reference_reforms)), check_law_year(reference_law_year)),
        Scenario(REFORM, Law(tuple(reforms)), check_law_year(law_year)),
    )
    if scenarios[0] == Scenario(BASELINE, scenarios[1].law, scenarios[1].law_year):
        raise SurveyError("nothing to compare: give a reform, or the year of another law")
    languages = check_languages(languages)
    names = {language: file_name(report_name, language) for language in languages}
    if not 0 < threshold < math.inf:
        raise SurveyError(f"the threshold of gains and losses is {threshold} euros; accepted: a number above 0")
    check_whole(replicates, 0, "the number of replicates")
    if replicates == 1:
        raise SurveyError("the number of replicates is 1; accepted: 0, or at least 2")
    years = parse_years(years)
    others = other_earnings(scenarios, years[-1]) if incentives else ()
    request = Request.of(
        years,
        variables,
        (*scenarios, *others),
        Running(block_size, processes, progress, dask),
        also=(*MEASURES, COST) if incentives else MEASURES,
        treatment=treatment,
    )
    system_of(scenarios[1].law)  # a reform that cannot be applied is refused before the survey is read
    reading = Reading(survey, form, options, on_error, ignore_columns, calibration)
    with opened(reading, request, output) as run:
        run.simulate()
        found = _Found(run, scenarios, secrecy or Secrecy(), threshold, replicates)
        found.add_rates(run, scenarios, others)
        found.tables["budget"] = budget_curves(scenarios, years[-1])
        folder = run.work.results
        write_tables(folder, found.tables)
        facts = Facts.of(
            scenarios, run.years, run.summary, threshold=threshold, replicates=replicates, secrecy=found.secrecy
        )
        write_reports(folder, found.tables, facts, names)
        run.summary.write(
            folder,
            {**run.description, "command": command},
            with_official(published_totals(found.totals[0], found.costs)),
            [folder / one.name for one in scenarios],
        )
    return run.kept(Comparison(run.work.output, run.years, run.summary.sentences(), run.summary.counts))


class _Found:
    """The tables of a comparison, once both scenarios are simulated."""

    def __init__(self, run, scenarios, secrecy, threshold, replicates):
        folders = [run.work.results / scenario.name for scenario in scenarios]
        self.secrecy = secrecy
        self.totals = [run.write_tables(one, folder) for one, folder in zip(scenarios, folders, strict=True)]
        pairs = {year: Pair(*(folder / str(year) for folder in folders)) for year in run.years}
        amounts = {name: outcome_of(run.system.get_variable(name)) for name in run.names}
        self.costs = with_errors(costs(*self.totals), pairs, amounts, replicates=replicates, secrecy=secrecy)
        amounts_that_add_up = self.costs[~self.costs["variable"].isin(NO_COST)].reset_index(drop=True)
        self.tables = {
            "costs": published(amounts_that_add_up),
            "agents": agents(self.costs, secrecy),
            "changes": _by_year(pairs, changes, threshold=threshold, replicates=replicates, secrecy=secrecy),
            "inequality": _by_year(pairs, inequality, replicates=replicates, secrecy=secrecy),
        }

    def add_rates(self, run, scenarios, others):
        """The table of incentives, from the scenarios of other earnings; an empty one where there are none."""
        self.tables["incentives"] = pandas.DataFrame(columns=RATE_COLUMNS)
        if not others:
            return
        folders = {one.name: run.work.results / one.name for one in scenarios}
        folders |= {one.name: run.work.path / "rates" / one.name for one in others}
        for one in others:
            run.write_tables(one, folders[one.name])
        names = [one.name for one in scenarios]
        self.tables["incentives"] = rates(folders, run.years[-1], names, run.system, self.secrecy)


def _by_year(pairs, found, **options):
    tables = [found(pair, **options).assign(year=year) for year, pair in pairs.items()]
    together = pandas.concat(tables, ignore_index=True)
    return together[["year", *(name for name in together if name != "year")]]


__all__ = ["Comparison", "ReformError", "compare"]
