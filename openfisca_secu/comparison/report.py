"""The report of a comparison: one page of HTML that needs nothing else, in French and in English."""

import textwrap
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import jinja2
import numpy
import pandas

from openfisca_secu.comparison import figures
from openfisca_secu.comparison.groups import ALL, BY_COMPOSITION, DECILE
from openfisca_secu.comparison.texts import FRENCH, HIDDEN, LANGUAGES, SPACE, Words
from openfisca_secu.survey.instruments import BY_NAME, EMPLOYERS, HOUSEHOLDS
from openfisca_secu.survey.refusals import SurveyError

REPORT_NAME = "report.html"
_SUFFIXES = ("html", "htm")
_CHANGED_FROM = 0.5  # euros of the whole population: below, a difference is one of rounding
_RATES = {"gini": 4, "s80_s20": 3}
_LABEL_WIDTH = 14  # signs in a line of the labels of bars
_EUROS = ("mean", "median")


@dataclass(frozen=True)
class Facts:
    """What is said of a comparison beside its tables.

    Attributes:
        reference, reform: `Scenario` objects.
        years: of the population.
        counts: households and rows read and used.
        notes: sentences on how the survey was read.
        threshold, replicates, secrecy: as asked of `compare`.
    """

    reference: object
    reform: object
    years: list
    counts: dict
    notes: list
    threshold: float
    replicates: int
    secrecy: object

    @classmethod
    def of(cls, scenarios, years, summary, **asked):
        """The facts of a run and what was asked of it."""
        return cls(*scenarios, years=years, counts=summary.counts, notes=summary.sentences(), **asked)


def file_name(french, language):
    """The name of the report in a language, after that of the French one.

    Raises:
        SurveyError: a name that is no HTML file's.
    """
    stem, dot, suffix = french.rpartition(".")
    if not stem or suffix not in _SUFFIXES or Path(french).name != french:
        raise SurveyError(f"the report is named {french!r}; accepted: a file in {', '.join(_SUFFIXES)}")
    return french if language == FRENCH else f"{stem}.{language}{dot}{suffix}"


def check_languages(languages):
    """The languages asked, as a tuple.

    Raises:
        SurveyError: none, or one that the report is not written in.
    """
    languages = (languages,) if isinstance(languages, str) else tuple(languages)
    if not languages or set(languages) - set(LANGUAGES):
        raise SurveyError(f"languages {', '.join(languages) or '(none)'}; accepted: {', '.join(LANGUAGES)}")
    return languages


def write_reports(folder, tables, facts, names):
    """Write the report into a folder, one page a language.

    Args:
        folder: of the results.
        tables: DataFrames by name, those of `openfisca_secu.comparison.tables.TABLES`.
        facts: `Facts`.
        names: of the files, by language.
    """
    for language, name in names.items():
        others = [(other, file) for other, file in names.items() if other != language]
        page = _page(tables, facts, Words(language), others)
        (folder / name).write_text(page, encoding="utf-8")


def _page(tables, facts, words, others):
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    template = resources.files("openfisca_secu.comparison").joinpath("templates/report.html").read_text("utf-8")
    content = _Content(tables, facts, words)
    return environment.from_string(template).render(words=words, facts=facts, content=content, others=others)


class _Content:
    """The figures and tables of one page, as texts and SVG."""

    def __init__(self, tables, facts, words):
        self._tables, self._facts, self._words = tables, facts, words
        self.years = list(facts.years)
        self.last = self.years[-1]
        changes = tables["changes"]
        self._changes = changes[changes["year"] == self.last]

    @property
    def titles(self):
        """What the reform is: its titles, or the year of its law."""
        return self._titles(self._facts.reform) or [self._words("law_of", year=self._facts.reform.law_year)]

    @property
    def reference(self):
        """What it is compared with."""
        named = self._titles(self._facts.reference)
        year = self._facts.reference.law_year
        law = self._words("law_of", year=year) if year else self._words("same_law")
        return ", ".join([*named, law])

    def _titles(self, scenario):
        return [one.titre if self._words.language == FRENCH else one.title for one in scenario.law.headers]

    @property
    def descriptions(self):
        """What its authors say of it."""
        french = self._words.language == FRENCH
        texts = [one.description if french else one.description_en for one in self._facts.reform.law.headers]
        return [text for text in texts if text]

    def cards(self):
        """The figures that come first: `(name, value, what is beside it, whether it is good, bad or neither)`."""
        words, every = self._words, self._group(ALL).iloc[0]
        agents = self._agents(self.last)
        public = sum(value for name, value in agents.items() if name not in (HOUSEHOLDS, EMPLOYERS))
        poverty, gini = self._indicator("poverty_60"), self._indicator("gini")
        income = every["total_change"]
        return [
            (words("public_balance"), self._euros(public), "", _tone(public)),
            (words("households_gain"), self._euros(income), "", _tone(income)),
            (words("share_winners"), *self._share(every, "share_winners"), _tone(every["share_winners"])),
            (words("share_losers"), *self._share(every, "share_losers"), _tone(-every["share_losers"])),
            (
                words("poverty"),
                words.percent(poverty["reform"], 2) or HIDDEN,
                self._points(poverty),
                _tone(-poverty["difference"]),
            ),
            (
                words("gini"),
                words.number(gini["reform"], 4) or HIDDEN,
                self._with_error(gini, lambda value, **sign: words.number(value, 4, **sign)),
                _tone(-gini["difference"]),
            ),
        ]

    def _euros(self, euros):
        return HIDDEN if numpy.isnan(euros) else f"{self._words.millions(euros, signed=True)}{SPACE}M€"

    def _share(self, row, name):
        share, error = row[name], row[f"se_{name}"]
        if numpy.isnan(share):
            return HIDDEN, ""
        return self._words.percent(share), self._error(error, self._words.points)

    def _points(self, row):
        return self._with_error(row, self._words.points)

    def _with_error(self, row, shown):
        return " ".join(filter(None, [shown(row["difference"], signed=True), self._error(row["se_difference"], shown)]))

    @staticmethod
    def _error(error, shown):
        return "" if numpy.isnan(error) else f"±{SPACE}{shown(error)}"

    def _group(self, group):
        return self._changes[self._changes["group"] == group]

    def _indicator(self, name):
        table = self._tables["inequality"]
        return table[(table["year"] == self.last) & (table["indicator"] == name)].iloc[0]

    def _agents(self, year):
        table = self._tables["agents"]
        found = table[table["year"] == year]
        return dict(zip(found["agent"], found["difference"], strict=True))

    def agents_figure(self):
        """Balances of the agents that gain or lose, in the last year."""
        words = self._words
        agents = self._agents(self.last)
        found = {name: value for name, value in agents.items() if abs(value) >= _CHANGED_FROM}
        found = dict(sorted(found.items(), key=lambda item: -item[1]))
        return figures.bars(
            [textwrap.fill(words.of("agents", name), _LABEL_WIDTH) for name in found],
            [value / 1e6 for value in found.values()],
            axis=words("millions"),
            shown=words.number,
            title=words("who_pays"),
        )

    def hidden_agents(self):
        """Names of the agents whose balance is secret in the last year."""
        return [self._words.of("agents", name) for name, value in self._agents(self.last).items() if numpy.isnan(value)]

    def hidden_instruments(self):
        """How many instruments have amounts that are secret."""
        table = self._tables["costs"]
        return table.loc[_is_masked(table), "variable"].nunique()

    def instruments(self):
        """Instruments whose amount changes: label, and by year the texts of reference, reform, difference, error."""
        table = self._tables["costs"]
        known = table["variable"].isin(BY_NAME)
        changed = table[known & (table["difference"].abs() >= _CHANGED_FROM)].drop_duplicates("variable")
        return [
            (name, label, self._amounts(table, name))
            for name, label in zip(changed["variable"], changed["label"], strict=True)
        ]

    def _amounts(self, table, name):
        rows = table[table["variable"] == name].set_index("year").reindex(self.years)
        return [self._amount(year, row) for year, row in rows.iterrows()]

    def _amount(self, year, row):
        words = self._words
        if numpy.isnan(row["difference"]):
            return year, HIDDEN, HIDDEN, HIDDEN, "", HIDDEN
        beneficiaries = row["beneficiaries_reform"] - row["beneficiaries_reference"]
        return (
            year,
            words.millions(row["total_reference"]),
            words.millions(row["total_reform"]),
            words.millions(row["difference"], signed=True),
            self._error(row["se_difference"], words.millions),
            "" if numpy.isnan(beneficiaries) else words.number(beneficiaries / 1e3, 1, signed=True),
        )

    def change_by_decile(self):
        """Mean change of disposable income by decile."""
        return self._mean_changes(self._group(DECILE), self._decile, self._words("by_decile"))

    def change_by_composition(self):
        """Mean change of disposable income by composition of the household."""
        return self._mean_changes(
            self._group(BY_COMPOSITION),
            lambda name: textwrap.fill(self._named(name), _LABEL_WIDTH),
            self._words("by_composition"),
        )

    def _mean_changes(self, rows, named, title):
        words = self._words
        return figures.bars(
            _marked([named(value) for value in rows["value"]], rows, "mean_change"),
            rows["mean_change"],
            errors=rows["se_mean_change"],
            axis=words("mean_change_axis"),
            shown=words.number,
            title=title,
        )

    def winners_by_decile(self):
        """Shares of winners and losers by decile."""
        rows, words = self._group(DECILE), self._words
        return figures.two_ways(
            _marked([self._decile(value) for value in rows["value"]], rows, "share_winners", "share_losers"),
            rows["share_winners"],
            rows["share_losers"],
            axis=words("share_axis"),
            shown=lambda value: words.percent(value, 0),
            title=words("by_decile"),
            names=(words("winners"), words("losers")),
        )

    def _decile(self, value):
        return self._words("decile_name", number=value)

    def _named(self, value):
        return self._words.of("groups", value)

    def groups(self):
        """The table of changes of the last year, a row a group."""
        rows = []
        for _, row in self._changes.iterrows():
            name = self._decile(row["value"]) if row["group"] == DECILE else self._named(row["value"])
            # what is not told: secret, or a mean over nobody
            missing = HIDDEN if row.get("masked", False) else ""
            rows.append(
                (
                    name,
                    *(text or missing for text in self._changes_of(row)),
                )
            )
        return rows

    def _changes_of(self, row):
        words = self._words
        return (
            words.number(row["observations"]),
            words.percent(row["share_winners"]),
            words.percent(row["share_losers"]),
            words.number(row["mean_change"], 1, signed=True),
            words.percent(row["relative_change"], 2, signed=True),
            words.number(row["mean_gain"], 0, signed=True),
            words.number(row["mean_loss"], 0, signed=True),
        )

    def budget_figure(self):
        """Budget curves of typical households in the last year, in euros a month."""
        words, table = self._words, self._tables["budget"]
        panels = [
            (
                words.of("types", name),
                rows["wage"],
                {words("reference"): rows["reference"] / 12, words("reform"): rows["reform"] / 12},
            )
            for name, rows in table.groupby("type", sort=False)
        ]
        return figures.curves(
            panels,
            axis=words("budget_axis"),
            abscissa=words("wage_axis"),
            shown=words.number,
            title=words("budget", year=self.last),
        )

    def incentives(self):
        """Figures of marginal and participation rates by decile: `(name, mean of all, figure)`; none if not asked."""
        words, table = self._words, self._tables["incentives"]
        found = []
        for rate, rows in table.groupby("rate", sort=False):
            every, deciles = rows[rows["group"] == ALL].iloc[0], rows[rows["group"] == DECILE]
            figure = figures.pairs(
                _marked([self._decile(value) for value in deciles["value"]], deciles, "reference"),
                deciles["reference"],
                deciles["reform"],
                axis=words("rate_axis"),
                shown=lambda value: words.percent(value, 0),
                title=words.of("rates", rate),
                names=(words("reference"), words("reform")),
            )
            means = [words.percent(every[name]) or HIDDEN for name in ("reference", "reform")]
            found.append((words.of("rates", rate), *means, words.points(every["difference"], signed=True), figure))
        return found

    def inequality(self):
        """The table of indicators of the last year: name, reference, reform, difference with its error."""
        words, table = self._words, self._tables["inequality"]
        rows = []
        for _, row in table[table["year"] == self.last].iterrows():
            name = row["indicator"]

            def shown(value, *, signed=False, name=name):
                if name in _EUROS:
                    return words.number(value, 0, signed=signed)
                if name in _RATES:
                    return words.number(value, _RATES[name], signed=signed)
                return words.percent(value, 2, signed=signed)

            title, is_rate = words.of("indicators", name), name not in (*_RATES, *_EUROS)
            difference = self._points(row) if is_rate else self._with_error(row, shown)
            missing = HIDDEN if row.get("masked", False) else ""
            texts = (shown(row["reference"]), shown(row["reform"]), difference)
            rows.append((title, *(text or missing for text in texts)))
        return rows

    def official(self):
        """Instruments beside published totals: label, year, reference, published, gap, scope, source."""
        words, table = self._words, self._tables["costs"]
        found = table[table["official_total"].notna() & table["total_reference"].notna()]
        return [
            (
                row["label"],
                row["year"],
                words.millions(row["total_reference"]),
                words.millions(row["official_total"]),
                words.percent(row["gap"], 0, signed=True),
                row["scope"],
                row["source"],
            )
            for _, row in found.sort_values(["variable", "year"], kind="stable").iterrows()
        ]

    def method(self):
        """How the figures were made, one sentence each."""
        words, facts = self._words, self._facts
        notes = [words("threshold_note", threshold=words.number(facts.threshold))]
        errors = words("error_note", replicates=facts.replicates) if facts.replicates else words("no_error_note")
        secrecy = facts.secrecy
        if secrecy.masks:
            share = words.percent(secrecy.dominance, 0)
            notes.append(words("secrecy_note", minimum=secrecy.minimum, dominance=share))
        return [*notes, errors]


def _marked(labels, rows, *names):
    """The labels of bars, those with a figure that is secret marked as such."""
    hidden = _is_masked(rows) & rows[list(names)].isna().any(axis=1)
    return [f"{label} ({HIDDEN})" if secret else label for label, secret in zip(labels, hidden, strict=True)]


def _is_masked(table):
    return table["masked"] if "masked" in table else pandas.Series(data=False, index=table.index)


def _tone(value):
    return "gain" if value > 0 else "loss" if value < 0 else "neither"
