"""The margins that the sample reproduces, read from `data/sample_margins.yaml` (each with its source)."""

from functools import lru_cache
from pathlib import Path

import numpy
import yaml

FILE = Path(__file__).resolve().parents[2] / "data" / "sample_margins.yaml"


@lru_cache
def margins():
    """The content of the file, as nested dicts; not to be changed by whoever reads it."""
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def money(year):
    """What amounts of the margins' year are multiplied by to be those of another year."""
    return margins()["evolution_des_montants"]["indices"][year]


def by_age(ages, values, age):
    """The value of each person's age group; a group begins at its age and ends before the next one."""
    group = numpy.searchsorted(ages, age, side="right") - 1
    return numpy.asarray(values, dtype=numpy.float64)[numpy.clip(group, 0, len(values) - 1)]


def with_odds(probability, odds):
    """A probability whose odds are multiplied."""
    probability = numpy.clip(probability, 0, 1)
    return probability * odds / (1 - probability + probability * odds)
