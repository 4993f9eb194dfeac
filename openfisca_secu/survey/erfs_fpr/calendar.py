"""The months of work and of unemployment that the Employment Survey's calendar of the last twelve months tells.

`sp00` is the situation in the month of the interview, `sp01` that of the month before, and so on; from 2021 on the
columns are `spr00` …. The months of the year after the interview, in the last quarter, are taken to be like that month.
"""

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR

OLD, NEW = "sp", "spr"
_CODES = range(1, 10)
_WORK = {OLD: (1, 2), NEW: (1,)}  # 2 is an apprentice or a paid trainee until 2020
_UNEMPLOYMENT = {OLD: (4,), NEW: ()}  # not read from 2021 on


def months_of_work(opened):
    """Two boolean arrays, persons by the twelve months: worked, and unemployed; none where nothing is told."""
    files = opened.files
    stem = NEW if files.has(f"{NEW}00") else OLD
    interview = _interview(files.texts("datdeb"), opened.year)
    states = numpy.array([files.codes(f"{stem}{before:02}", _CODES) for before in range(MONTHS_PER_YEAR)])
    before = numpy.maximum(interview[:, None] - numpy.arange(1, MONTHS_PER_YEAR + 1), 0)
    state = states[before, numpy.arange(len(interview))[:, None]] * (interview > 0)[:, None]
    return numpy.isin(state, _WORK[stem]), numpy.isin(state, _UNEMPLOYMENT[stem])


def _interview(texts, year):
    """The month of the interview, from texts as 20191007 or 2019-10-07; 0 if it is not in the year."""
    months = []
    for text in texts:
        digits = text.replace("-", "")
        month = int(digits[4:6]) if digits[:4] == str(year) and digits[4:6].isdigit() else 0
        months.append(month if month <= MONTHS_PER_YEAR else 0)
    return numpy.array(months)
