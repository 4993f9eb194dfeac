"""Weighted totals and beneficiaries by variable and year, beside official ones, as tables and as text.

Sums are made over fixed rows of the final tables and added exactly, so that they never depend on blocks or processes.
"""

import math
from functools import lru_cache
from importlib import resources

import numpy
import pandas
import pyarrow.parquet

from openfisca_secu.survey.instruments import BY_NAME, SUMS, label_of
from openfisca_secu.survey.layout import WEIGHT
from openfisca_secu.survey.results import TABLE_OF

MILLION, THOUSAND = 1e6, 1e3
_FRANCE = "France"  # the widest scope of official totals
_WIDEST_LABEL, _COLUMN = 72, 10
_WITH_DECIMALS_BELOW = 10


def totals(folder, years, outcomes):
    """Weighted totals of the results of a run.

    Args:
        folder: where the tables of each year stand.
        years: the years.
        outcomes: the variables' `outcomes.Outcome`.

    Returns:
        A DataFrame with a row a year and variable (and known sum of variables): `year`, `variable`, `label`, `kind`,
        `payer`, `receiver`, `entity`, `unit`; `total`: weighted sum of the year, in euros, for amounts;
        `beneficiaries`: weighted number of persons, families, tax units or households above zero (or in the state, for
        yes or no); `observations`: how many rows of the survey these are; `mean`: weighted mean over all. NaN where
        something has no meaning.
    """
    rows = []
    for year in years:
        found = {}
        for outcome in outcomes:
            if outcome.type in _SUMMED:
                found[outcome.variable.name] = _row(folder, year, outcome)
        rows += [*found.values(), *_sums(year, found)]
    columns = list(rows[0]) if rows else ["year", "variable", "total", "beneficiaries"]
    return pandas.DataFrame(rows, columns=columns)


_SUMMED = (pyarrow.float64(), pyarrow.int64(), pyarrow.bool_())


def _row(folder, year, outcome):
    variable = outcome.variable
    path = folder / str(year) / f"{TABLE_OF[variable.entity.key]}.parquet"
    total, beneficiaries, weights, observations = [], [], [], 0
    file = pyarrow.parquet.ParquetFile(path)
    for group in range(file.num_row_groups):
        table = file.read_row_group(group, columns=[WEIGHT, outcome.column])
        weight = table[WEIGHT].to_numpy()
        values = table[outcome.column].to_numpy().astype(numpy.float64)
        total.append((weight * values).sum())
        beneficiaries.append(weight[values > 0].sum())
        observations += int((values > 0).sum())
        weights.append(weight.sum())
    total, weight = math.fsum(total), math.fsum(weights)
    instrument = BY_NAME.get(variable.name)
    return {
        "year": year,
        "variable": variable.name,
        "label": label_of(variable),
        "kind": instrument.kind if instrument else None,
        "payer": instrument.payer if instrument else None,
        "receiver": instrument.receiver if instrument else None,
        "entity": variable.entity.key,
        "unit": variable.unit,
        "total": total if outcome.is_amount else math.nan,
        "beneficiaries": math.fsum(beneficiaries),
        "observations": observations,
        "mean": total / weight if weight else math.nan,
    }


def _sums(year, found):
    """The sums that statistics publish, where all of their parts are there."""
    for name, (label, parts) in SUMS.items():
        if name not in found and all(part in found for part in parts):
            first = found[parts[0]]
            total = math.fsum(found[part]["total"] for part in parts)
            mean = math.fsum(found[part]["mean"] for part in parts)
            same = {key: first[key] for key in ("kind", "payer", "receiver", "entity", "unit")}
            same |= {"year": year, "variable": name, "label": label, "total": total, "mean": mean}
            yield {**dict.fromkeys(first), **same, "beneficiaries": math.nan, "observations": math.nan}


@lru_cache
def official():
    """Official totals: `variable`, `year`, `official_total` (euros), `official_beneficiaries`, `scope`, `source`."""
    with resources.files("openfisca_secu").joinpath("data/official_totals.csv").open(encoding="utf-8") as stream:
        return pandas.read_csv(stream)


def with_official(found):
    """The totals and, beside them, the published ones: for each variable, of the widest scope that has these years."""
    best = official().merge(found[["variable", "year"]])
    scope = best.sort_values("scope", key=lambda scopes: scopes != _FRANCE).drop_duplicates("variable")
    best = best.merge(scope[["variable", "scope"]])
    return found.merge(best, on=["variable", "year"], how="left")


def as_text(table):
    """Two tables to read: millions of euros and thousands of beneficiaries, a line a variable, a column a year."""
    if table.empty:
        return "None of the variables can be summed."
    years = sorted(table["year"].unique())
    parts = [
        _block("Millions of euros", table, years, "total", MILLION),
        _block("Thousands of beneficiaries", table, years, "beneficiaries", THOUSAND),
    ]
    return "\n\n".join(part for part in parts if part)


def _block(title, table, years, ours, unit):
    """One table: what the run found, and below it what was published."""
    lines = []
    theirs = f"official_{ours}"
    for _, found in table.groupby("variable", sort=False):
        rows = found.set_index("year").reindex(years)
        if rows[ours].isna().all():
            continue
        first = found.iloc[0]
        lines.append((_shortened(f"{first['variable']}  {first['label']}"), rows[ours] / unit))
        if rows[theirs].notna().any():
            lines.append((f"    published, {rows['scope'].dropna().iloc[0]}", rows[theirs] / unit))
    if not lines:
        return ""
    width = max(len(title), *(len(label) for label, _ in lines))
    header = f"{title:<{width}}" + "".join(f"{year:>{_COLUMN}}" for year in years)
    rule = "-" * len(header)
    body = [f"{label:<{width}}" + "".join(_number(value) for value in values) for label, values in lines]
    return "\n".join([header, rule, *body])


def _shortened(label):
    return label if len(label) <= _WIDEST_LABEL else label[: _WIDEST_LABEL - 1] + "…"


def _number(value):
    if math.isnan(value):
        return " " * (_COLUMN - 1) + "·"
    decimals = 0 if abs(value) >= _WITH_DECIMALS_BELOW or value == 0 else 1
    return f"{value:,.{decimals}f}".replace(",", " ").rjust(_COLUMN)
