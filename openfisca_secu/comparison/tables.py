"""The tables of a comparison as Parquet, CSV and Excel; the same results give the same bytes."""

import datetime

import pandas

TABLES = ("costs", "agents", "changes", "inequality", "incentives", "budget")
WORKBOOK = "comparison.xlsx"
_CREATED = datetime.datetime(2024, 4, 16)  # a workbook tells when it was made: always the same moment
_WIDEST = 60
_FORMATS = {"share": "0.0%", "euros": "#,##0", "text": "General"}
_SHARES = ("share", "gap", "relative")


def write_tables(folder, tables):
    """Write each table as `<name>.parquet` and `<name>.csv`, and all of them in one workbook.

    Args:
        folder: where; it exists.
        tables: DataFrames by name, those of `TABLES`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in TABLES:
        tables[name].to_parquet(folder / f"{name}.parquet", index=False)
        tables[name].to_csv(folder / f"{name}.csv", index=False)
    with pandas.ExcelWriter(folder / WORKBOOK, engine="xlsxwriter") as writer:
        writer.book.set_properties({"created": _CREATED})
        formats = {kind: writer.book.add_format({"num_format": code}) for kind, code in _FORMATS.items()}
        for name in TABLES:
            table = tables[name]
            table.to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 0))
            sheet = writer.sheets[name]
            for place, column in enumerate(table):
                sheet.set_column(place, place, _width(table[column], column), formats[_kind(table[column], column)])
            sheet.autofilter(0, 0, max(len(table), 1), len(table.columns) - 1)


def _kind(values, column):
    if not pandas.api.types.is_numeric_dtype(values) or column == "year":
        return "text"
    if any(word in column for word in _SHARES):
        return "share"
    large = values.abs().max() >= 100  # noqa: PLR2004 — shown without decimals
    return "euros" if large else "text"


def _width(values, column):
    longest = max((len(str(value)) for value in values.head(200)), default=0)
    return min(max(longest, len(column)) + 2, _WIDEST)
