"""What is wrong in a survey, gathered before anything is refused: file, line, column, value, what is accepted."""

from dataclasses import dataclass, field

import numpy
import pandas

LINES_SHOWN = 3
REFUSALS_SHOWN = 20


class SurveyError(ValueError):
    """A survey, or an option about it, that cannot be used; the text says where and what is accepted.

    Attributes:
        refusals: all that is wrong, where it was gathered, or None.
    """

    def __init__(self, message, refusals=None):
        super().__init__(message)
        self.refusals = refusals


@dataclass(frozen=True)
class Refusal:
    """Rows of one table refused for one reason in one column."""

    table: str
    file: str
    column: str
    accepted: str
    rows: numpy.ndarray  # positions in the table, from 0
    lines: numpy.ndarray  # line of each in its file
    values: list  # what stands there, as text

    def examples(self):
        """The first rows as text, and how many more there are."""
        shown = [
            f"{self.file}, line {line}, column '{self.column}': {value}; accepted: {self.accepted}"
            for line, value in zip(self.lines[:LINES_SHOWN], self.values, strict=False)
        ]
        more = len(self.lines) - len(shown)
        return [*shown, *([f"  … and {more} more rows for the same reason"] if more > 0 else [])]


@dataclass
class Refusals:
    """Gathers refused rows, and faults of whole files that no row can be blamed for."""

    of_rows: list = field(default_factory=list)
    of_files: list = field(default_factory=list)

    def file(self, file, fault):
        """Note a fault of a whole file."""
        self.of_files.append(f"{file}: {fault}")

    def rows(self, table, column, bad, values, accepted):
        """Note the rows where `bad` is true.

        Args:
            table: a `Table`.
            column: its column.
            bad: a boolean array, one a row.
            values: what stands in the column; anything indexed by row.
            accepted: what would be right.
        """
        rows = numpy.flatnonzero(bad)
        if len(rows):
            texts = [text_of(values[row]) for row in rows]
            lines = numpy.asarray(table.lines)[rows]
            self.of_rows.append(Refusal(table.name, table.file, column, accepted, rows, lines, texts))

    def __bool__(self):
        return bool(self.of_rows or self.of_files)

    def refused(self, name, count):
        """A boolean array of the refused rows of the table of that name, which has `count` rows."""
        bad = numpy.zeros(count, dtype=bool)
        for refusal in self.of_rows:
            if refusal.table == name:
                bad[refusal.rows] = True
        return bad

    def message(self):
        """All faults as text, up to a readable number of lines."""
        lines = list(self.of_files)
        for refusal in self.of_rows:
            lines += refusal.examples()
        if len(lines) > REFUSALS_SHOWN:
            rest = len(lines) - REFUSALS_SHOWN
            lines = [*lines[:REFUSALS_SHOWN], f"… and {rest} more lines like these"]
        return "\n".join(lines)

    def table(self):
        """Every refused row as a table: table, file, line, column, value, accepted."""
        frames = [
            pandas.DataFrame(
                {
                    "table": refusal.table,
                    "file": refusal.file,
                    "line": refusal.lines,
                    "column": refusal.column,
                    "value": refusal.values,
                    "accepted": refusal.accepted,
                }
            )
            for refusal in self.of_rows
        ]
        columns = ["table", "file", "line", "column", "value", "accepted"]
        return pandas.concat(frames, ignore_index=True) if frames else pandas.DataFrame(columns=columns)

    def stop(self):
        """Raise everything gathered as one error, if anything was."""
        if self:
            raise SurveyError(self.message(), self)


def text_of(value):
    """A value as it is shown in an error: quoted if a text, `nothing` if missing."""
    value = value.as_py() if hasattr(value, "as_py") else value
    if value is None or value is pandas.NA or (isinstance(value, str) and not value):
        return "nothing"
    return repr(value) if isinstance(value, str) else str(value)
