"""A survey simulated year by year: read, checked, cut into blocks, simulated, put together, summed up."""

import contextlib
import itertools
import shutil
import sys
import tempfile
import weakref
from dataclasses import dataclass, replace
from pathlib import Path

import pandas
from tqdm import tqdm

import openfisca_secu
from openfisca_secu.survey.checks import REFUSE
from openfisca_secu.survey.cluster import run_on_cluster
from openfisca_secu.survey.inputs import Clocks
from openfisca_secu.survey.outcomes import outcome_of
from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.request import Reading, Request, Running, check_law_year
from openfisca_secu.survey.results import write_year
from openfisca_secu.survey.scenarios import Scenario, system_of
from openfisca_secu.survey.sharing import FEW, common_variables
from openfisca_secu.survey.staging import Staged, stage
from openfisca_secu.survey.summary import Summary, description
from openfisca_secu.survey.tables import TABLES
from openfisca_secu.survey.totals import totals, with_official
from openfisca_secu.survey.treatment import UNTREATED
from openfisca_secu.survey.workers import Setting, Task, run_all
from openfisca_secu.survey.workfolder import WorkFolder, check_output, read_notes

BLOCK_SIZE = 9_000
_SHARED_FROM = 4  # blocks of a year: for fewer, finding what laws have in common takes longer than it spares


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
    law_year=None,
    treatment=UNTREATED,
    calibration=None,
    progress=None,
    dask=None,
    command=None,
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
        law_year: the year whose law is applied to the population of every year; None: the law of the same year.
        treatment: a `treatment.Treatment`: uprating of amounts, take-up of benefits; nothing by default.
        calibration: a `calibration.Calibration` of the weights; None: the survey's own.
        progress: whether to show a bar; None: on a terminal.
        dask: the address of a Dask scheduler whose workers simulate the blocks, or `"local"` for a cluster of
            `processes` workers on this machine (see `openfisca_secu.survey.cluster`); never changes results.
        command: the arguments of the command line that asks for this run, kept in the manifest for `replay`.
        options: of the format's own `read`.

    Returns:
        Results.

    Raises:
        SurveyError: a survey, variable, year or option that cannot be used. Nothing is written.
        SimulationError: a formula failed or a process died. Nothing appears in `output`; the same call goes on from the
            finished blocks.
    """
    scenario = Scenario(law=law, law_year=check_law_year(law_year))
    running = Running(block_size, processes, progress, dask)
    request = Request.of(years, variables, (scenario,), running, treatment=treatment)
    reading = Reading(survey, form, options, on_error, ignore_columns, calibration)
    with opened(reading, request, output) as run:
        run.simulate()
        folder = run.work.results
        found = with_official(run.write_tables(scenario, folder))
        run.summary.write(folder, {**run.description, "command": command}, found, [folder])
    return run.kept(Results(run.work.output, run.years, found, run.summary.sentences(), run.summary.counts))


def _unfinished(task):
    """A task without the parts that are there already."""
    return replace(task, parts=tuple((place, folder) for place, folder in task.parts if not folder.is_dir()))


@contextlib.contextmanager
def opened(reading, request, output):
    """A `Run`: the survey read, checked and staged in a work folder, whose results appear in `output` at the end."""
    if output is not None:
        check_output(output)
    checked = reading.checked(request.system, request.years[0])
    with contextlib.ExitStack() as temporary:
        if output is None:
            output = Path(tempfile.mkdtemp(prefix="openfisca-secu-")) / "results"
            temporary.callback(shutil.rmtree, output.parent, ignore_errors=True)
        request.treatment.check(checked, request.years, request.system)
        with WorkFolder(output) as work:
            stage(checked, work.survey)
            summary = Summary(checked, request.years, request.scenarios, request.treatment)
            del reading, checked  # the staged survey, mapped in memory, takes their place
            run = Run(work, summary, request)
            yield run
            work.publish()
        run.temporary = temporary.pop_all()


class Run:
    """A staged survey simulated as a request asks, in a work folder.

    Attributes:
        work: the `WorkFolder`.
        summary: the `Summary` of the survey.
        description: all that the results depend on.
    """

    def __init__(self, work, summary, request):
        self.work, self.summary = work, summary
        self._request = request
        self._staged = Staged(work.survey, request.system)
        self._bounds = [*range(0, self._staged.households, request.running.block_size), self._staged.households]
        self.description = {
            **description(work.survey, request.years, request.names, request.scenarios),
            **request.treatment.description(),
        }
        self.temporary = contextlib.ExitStack()

    @property
    def years(self):
        """The years of the population."""
        return self._request.years

    @property
    def names(self):
        """The variables simulated."""
        return self._request.names

    @property
    def system(self):
        """The law of the first scenario."""
        return self._request.system

    def simulate(self):
        """Simulate every block that is not finished yet."""
        self.work.resume({**self.description, "block_size": self._request.running.block_size})
        tasks = [
            Task(first, last, year, self._parts(year, index))
            for index, (first, last) in enumerate(itertools.pairwise(self._bounds))
            for year in self.years
        ]
        left = [task for one in tasks if (task := _unfinished(one)).parts]
        total, to_do = (sum(len(task.parts) for task in some) for some in (tasks, left))
        running = self._request.running
        shown = sys.stderr.isatty() if running.progress is None else running.progress
        with tqdm(total=total, initial=total - to_do, unit="block", disable=not shown) as bar:
            processes = min(running.processes, max(len(left), 1))
            setting = self._setting(left)
            if running.dask:
                run_on_cluster(left, setting, address=running.dask, processes=processes, done=bar.update)
            else:
                run_all(left, setting, processes=processes, done=bar.update)

    def _parts(self, year, index):
        """The scenarios of a year, and where the results of a block go."""
        return tuple(
            (place, self.work.block(scenario.name, year, index))
            for place, scenario in enumerate(self._request.scenarios)
            if scenario.years is None or year in scenario.years
        )

    def _setting(self, tasks):
        asked = self._request
        setting = Setting(asked.scenarios, self.work.survey, asked.names, asked.treatment)
        many = len(tasks) >= _SHARED_FROM * len(self.years)
        return replace(setting, common=self._in_common()) if many else setting

    def _in_common(self):
        """What each law has in common with the first one in each year: `(place, year, names)` of each."""
        asked, first = self._request, self._request.scenarios[0]
        block = self._staged.block(0, min(FEW, self._staged.households))
        outcomes = self._outcomes(first)
        found = []
        for place, other in enumerate(asked.scenarios[1:], 1):
            if not first.shares_with(other):
                continue
            for year in self.years:
                year_of_law = first.year_of_law(year)
                clocks = Clocks(year, year_of_law)
                system = system_of(other.law)
                names = common_variables(asked.system, system, block, clocks, outcomes, treatment=asked.treatment)
                found.append((place, year, names))
        return tuple(found)

    def write_tables(self, scenario, folder):
        """Put the finished blocks of a scenario together: tables by year in `folder`; gives the weighted totals."""
        outcomes = self._outcomes(scenario)
        years = self.years if scenario.years is None else list(scenario.years)
        for year in years:
            blocks = [self.work.block(scenario.name, year, index) for index in range(len(self._bounds) - 1)]
            write_year(self._staged, blocks, self._bounds, outcomes, folder / str(year))
            self.summary.note(read_notes(blocks[0]))
        return totals(folder, years, outcomes)

    def _outcomes(self, scenario):
        names = scenario.variables or self._request.names
        return [outcome_of(self._request.system.get_variable(name)) for name in names]

    def kept(self, results):
        """The results, with which a temporary folder goes."""
        weakref.finalize(results, self.temporary.close)
        return results
