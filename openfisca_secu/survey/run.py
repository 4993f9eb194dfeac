"""A survey simulated year by year: read, checked, cut into blocks, simulated, put together, summed up."""

import contextlib
import itertools
import pickle
import re
import shutil
import sys
import tempfile
import weakref
from collections.abc import Iterable
from dataclasses import dataclass
from numbers import Integral
from pathlib import Path
from typing import Any

import pandas
from tqdm import tqdm

import openfisca_secu
from openfisca_secu.survey import adapters
from openfisca_secu.survey.checks import FIRST_YEAR, LAST_YEAR, REFUSE, check
from openfisca_secu.survey.instruments import simulated_by_default
from openfisca_secu.survey.layout import check_variables
from openfisca_secu.survey.outcomes import outcome_of
from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.results import write_year
from openfisca_secu.survey.staging import Staged, stage
from openfisca_secu.survey.summary import Summary, description
from openfisca_secu.survey.tables import TABLES, Survey
from openfisca_secu.survey.totals import totals, with_official
from openfisca_secu.survey.workers import Setting, Task, run_all
from openfisca_secu.survey.workfolder import WorkFolder, check_output, read_defaults

BLOCK_SIZE = 4_000


@dataclass(frozen=True)
class Results:
    """What a run found.

    Attributes:
        folder: where everything stands as files.
        years: the simulated years.
        totals: weighted totals and beneficiaries by variable and year (see `openfisca_secu.survey.totals`).
        report: what was read, used, refused, derived, assumed and left at a default, one sentence each.
        counts: rows and households read, used and refused.
    """

    folder: Path
    years: list
    totals: pandas.DataFrame
    report: list
    counts: dict

    def table(self, name, year):
        """The results of one year for `individus`, `familles`, `foyers_fiscaux` or `menages`, as a DataFrame."""
        if name not in TABLES:
            raise SurveyError(f"no table {name!r}; accepted: {', '.join(TABLES)}")
        return pandas.read_parquet(self.folder / str(year) / f"{name}.parquet")


def simulate(
    survey,
    years,
    variables=None,
    output=None,
    *,
    form="own",
    on_error=REFUSE,
    ignore_columns=False,
    block_size=BLOCK_SIZE,
    processes=1,
    law=openfisca_secu.CountryTaxBenefitSystem,
    progress=None,
    **options,
):
    """Simulate a survey year by year.

    Args:
        survey: a `tables.Survey`, or the path of one (`"sample"` with `form="sample"` is the bundled one).
        years: a year, several, or a text like `"2019-2026"` or `"2019,2024"`.
        variables: names of variables; None for the instruments of `openfisca_secu.survey.instruments`.
        output: the folder of the results, replaced if it holds those of an earlier run; None for a temporary one, that
            goes with the Results.
        form: the format of the survey at that path (see `adapters.FORMATS`).
        on_error: `"refuse"` a survey with wrong rows, or `"skip-household"`: leave the households concerned out.
        ignore_columns: pass over unknown columns.
        block_size: households simulated together; changes memory and speed, never results.
        processes: how many work side by side; likewise. Above one, a script needs `if __name__ == "__main__":`.
        law: what makes the tax-benefit system, without arguments; it must be importable where there are several
            processes.
        progress: whether to show a bar; None: on a terminal.
        options: of the format's own `read`.

    Returns:
        Results.

    Raises:
        SurveyError: a survey, variable, year or option that cannot be used. Nothing is written.
        SimulationError: a formula failed or a process died. Nothing appears in `output`; the same call goes on from the
            finished blocks.
    """
    years = parse_years(years)
    _check_positive(block_size, "the block size")
    _check_positive(processes, "the number of processes")
    if processes > 1:
        _check_importable(law)
    if output is not None:
        check_output(output)
    system = law()
    names = _names(variables, system)
    if not isinstance(survey, Survey):
        survey = adapters.read(survey, form, **options)
    elif options:
        raise SurveyError(f"{', '.join(options)}: options of reading, and the survey is read already")
    checked = check(survey, system, default_year=years[0], on_error=on_error, ignore_columns=ignore_columns)
    with contextlib.ExitStack() as temporary:
        if output is None:
            output = Path(tempfile.mkdtemp(prefix="openfisca-secu-")) / "results"
            temporary.callback(shutil.rmtree, output.parent, ignore_errors=True)
        with WorkFolder(output) as work:
            stage(checked, work.survey)
            summary = Summary(checked, years)
            del survey, checked  # the staged survey, mapped in memory, takes their place
            asked = _Asked(years, names, law, system, block_size)
            found = asked.run(work, summary, processes, progress)
            work.publish()
        results = Results(work.output, years, found, summary.sentences(), summary.counts)
        weakref.finalize(results, temporary.pop_all().close)
    return results


@dataclass(frozen=True)
class _Asked:
    """What is asked of a staged survey."""

    years: list
    names: tuple
    law: Any
    system: Any
    block_size: int

    def run(self, work, summary, processes, progress):
        """Simulate what is not finished yet, put the results together in the work folder; gives the totals."""
        staged = Staged(work.survey, self.system)
        bounds = [*range(0, staged.households, self.block_size), staged.households]
        run = description(work.survey, self.years, self.names, self.law)
        work.resume({**run, "block_size": self.block_size})
        self._simulate_blocks(work, bounds, processes, progress)
        outcomes = [outcome_of(self.system.get_variable(name)) for name in self.names]
        for year in self.years:
            folders = [work.block(year, index) for index in range(len(bounds) - 1)]
            write_year(staged, folders, bounds, outcomes, work.results / str(year))
            summary.defaults.update(read_defaults(folders[0]))
        found = with_official(totals(work.results, self.years, outcomes))
        summary.write(work.results, run, found)
        return found

    def _simulate_blocks(self, work, bounds, processes, progress):
        tasks = [
            Task(first, last, year, work.block(year, index))
            for index, (first, last) in enumerate(itertools.pairwise(bounds))
            for year in self.years
        ]
        left = [task for task in tasks if not task.folder.is_dir()]
        shown = sys.stderr.isatty() if progress is None else progress
        with tqdm(total=len(tasks), initial=len(tasks) - len(left), unit="block", disable=not shown) as bar:
            setting = Setting(self.law, work.survey, self.names)
            run_all(left, setting, processes=min(processes, max(len(left), 1)), system=self.system, done=bar.update)


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


def _check_positive(number, what):
    if isinstance(number, bool) or not isinstance(number, Integral) or number < 1:
        raise SurveyError(f"{what} is {number!r}; accepted: a whole number from 1")


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
