"""What is written beside the tables of a run: the report, the refused rows, the totals, the manifest."""

import hashlib
import json
import math
import platform
from importlib.metadata import version

import pandas
import pyarrow.parquet

from openfisca_secu.survey.inputs import EARLIER_YEARS
from openfisca_secu.survey.layout import WEIGHT
from openfisca_secu.survey.staging import fingerprint
from openfisca_secu.survey.tables import MENAGE
from openfisca_secu.survey.totals import as_text
from openfisca_secu.survey.treatment import UNTREATED
from openfisca_secu.survey.workers import SimulationError
from openfisca_secu.survey.workfolder import MANIFEST

REPORT, REFUSED, DEFAULTS, TOTALS = "report.txt", "refused_rows.csv", "inputs_at_default.csv", "totals"
_DEFAULTS_SHOWN = 8
LAW_FROM, LAW_TO = 2015, 2026
_PACKAGES = ("openfisca-secu", "openfisca-core", "numpy", "pandas", "pyarrow")


class Summary:
    """What is to be said about one run; keeps of the checked survey only what that needs."""

    def __init__(self, checked, years, scenarios, treatment=UNTREATED):
        self.counts = checked.counts
        self.defaults = {}
        self._earlier = {}
        self._dated = {}
        for column in checked.columns:
            if column.period is not None:
                self._dated.setdefault(column.variable.name, set()).add(checked.year - column.period.start.year)
        self._undated = {column.variable.name for column in checked.columns if column.period is None}
        self._treatment = treatment.sentences(checked, years, {scenario.law_year for scenario in scenarios})
        self._facts = {"uprating_factors": treatment.factors(checked, years), "calibration": checked.calibration}
        self._years = years
        self._scenarios = scenarios
        self._year = checked.year
        self._report = checked.report
        self._refused = checked.refused
        self._weighted = math.fsum(checked.weights)

    def note(self, notes):
        """Take what a block says of the variables that formulas read (see `blocks.simulate_block`)."""
        self.defaults.update(notes["defaults"])
        for name, before in notes["earlier"].items():
            self._earlier.setdefault(name, set()).update(before)

    def sentences(self):
        """The report, one sentence each."""
        counts = self.counts
        return [
            f"Rows of persons: {counts['rows_read']} read, {counts['rows_used']} used, "
            f"{counts['rows_refused']} refused. Households: {counts['households_read']} read, "
            f"{counts['households_used']} used, {counts['households_refused']} refused.",
            f"Weighted households, in and out: {self._weighted:.6f}.",
            f"Data of {self._year}, {self._laws()}. The survey's calendar moves to each simulated year: everybody has "
            "the age of the survey's year (static ageing); what it says of its year is taken for the simulated year, "
            f"the {EARLIER_YEARS} before and the one after, unless a column names its period.",
            *self._treatment,
            *self._earlier_years(),
            *self._refused_rows(),
            *self._outside_the_law(),
            *self._report,
            *self._left_at_default(),
        ]

    def _laws(self):
        first, last = self._years[0], self._years[-1]
        simulated = f"{first}" if first == last else f"{first} to {last}"
        fixed = {scenario.law_year for scenario in self._scenarios}
        if fixed == {None}:
            return f"law of {simulated}"
        laws = [str(year) if year else "the same year" for year in sorted(fixed, key=lambda year: year or 0)]
        return f"population of {simulated}, law of {' and of '.join(laws)}"

    def _earlier_years(self):
        """Where the values of earlier years come from that formulas read."""
        panel, rule, neither = {}, {}, {}
        for name, years in sorted(self._earlier.items()):
            own = years & self._dated.get(name, set())
            by_rule = {k for k in years - own if k <= EARLIER_YEARS and name in self._undated}
            for where, found in ((panel, own), (rule, by_rule), (neither, years - own - by_rule)):
                if found:
                    where[name] = found
        said = (
            ("Earlier years that the law reads, from columns of the survey", panel),
            ("Earlier years that the law reads, by the rule, from the survey's year", rule),
            ("Earlier years that the law reads, neither given nor filled (default, or computed by the law)", neither),
        )
        return [
            f"{what}: {', '.join(f'{name} ({_years_before(years)})' for name, years in found.items())}."
            for what, found in said
            if found
        ]

    def _refused_rows(self):
        if self._refused.empty:
            return []
        reasons = self._refused.groupby(["column", "accepted"], sort=False).size().items()
        listed = " ; ".join(f"'{column}' in {count} rows (accepted: {what})" for (column, what), count in reasons)
        return [f"Wrong: {listed}. These rows stand in {REFUSED}; their households are left out."]

    def _outside_the_law(self):
        laws = {scenario.year_of_law(year) for scenario in self._scenarios for year in self._years}
        outside = [str(year) for year in sorted(laws) if not LAW_FROM <= year <= LAW_TO]
        if not outside:
            return []
        return [f"The law is encoded from {LAW_FROM} to {LAW_TO}: the results of {', '.join(outside)} are not whole."]

    def _left_at_default(self):
        if not self.defaults:
            return []
        names = sorted(self.defaults)
        shown = ", ".join(f"{name} = {self.defaults[name]}" for name in names[:_DEFAULTS_SHOWN])
        more = f" … all of them in {DEFAULTS}" if len(names) > _DEFAULTS_SHOWN else ""
        return [
            f"{len(names)} inputs that the law reads are not in the survey and left at their default: {shown}{more}."
        ]

    def write(self, folder, run, totals, table_folders):
        """Write everything beside the tables, which stand by year in the `table_folders`.

        Raises:
            SimulationError: the households of the results do not weigh what those of the survey do.
        """
        for path in [
            folder / str(year) / f"{MENAGE.table}.parquet" for folder in table_folders for year in self._years
        ]:
            weighted = math.fsum(pyarrow.parquet.read_table(path, columns=[WEIGHT])[WEIGHT].to_numpy())
            if weighted != self._weighted:
                raise SimulationError(f"weighted households of {path}: {weighted} for {self._weighted} in the survey")
        totals.to_csv(folder / f"{TOTALS}.csv", index=False)
        totals.to_parquet(folder / f"{TOTALS}.parquet", index=False)
        self._refused.to_csv(folder / REFUSED, index=False)
        defaults = pandas.DataFrame(sorted(self.defaults.items()), columns=["variable", "default"])
        defaults.to_csv(folder / DEFAULTS, index=False)
        text = "\n".join([*self.sentences(), "", as_text(totals)])
        (folder / REPORT).write_text(text + "\n", encoding="utf-8")
        facts = {name: one for name, one in self._facts.items() if one}
        manifest = {**run, **facts, "counts": self.counts, "files": _hashes(folder)}
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True), encoding="utf-8")


def description(staged_folder, years, variables, scenarios):
    """All that the results of a run depend on, as a dict: versions, laws, survey, what is asked."""
    return {
        "versions": {"python": platform.python_version(), **{name: version(name) for name in _PACKAGES}},
        "laws": [scenario.description() for scenario in scenarios],
        "survey": {"sha256": fingerprint(staged_folder)},
        "years": years,
        "variables": list(variables),
    }


def _years_before(years):
    first, last = min(years), max(years)
    if len(years) == last - first + 1 > 1:
        return f"N-{first} to N-{last}"
    return ", ".join(f"N-{k}" for k in sorted(years))


def _hashes(folder):
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
