"""Texts and numbers of the report in French and in English."""

import math
import re
from functools import lru_cache
from pathlib import Path

import yaml

FRENCH, ENGLISH = "fr", "en"
LANGUAGES = (FRENCH, ENGLISH)
_NARROW_SPACE, SPACE, _MINUS = "\u202f", "\u00a0", "\u2212"
HIDDEN = "s"
_FRENCH_SPACES = re.compile(r" (?=[:;?!%»])|(?<=«) ")


@lru_cache
def _texts():
    return yaml.safe_load((Path(__file__).parent / "texts.yaml").read_text(encoding="utf-8"))


class Words:
    """Texts in one language."""

    def __init__(self, language):
        self.language = language

    def __call__(self, name, **values):
        """The text of that name; `values` stand in its braces."""
        return self._spaced(_texts()[name][self.language]).format(**values)

    def of(self, family, name):
        """The text of one of a family: a group, an agent, an indicator; its own name when there is none."""
        found = _texts()[family].get(name)
        return self._spaced(found[self.language]) if found else name

    def _spaced(self, text):
        """A text that does not break before French punctuation or inside French quotation marks."""
        return _FRENCH_SPACES.sub(SPACE, text) if self.language == FRENCH else text

    def number(self, value, decimals=0, *, signed=False):
        """A number as the language writes it; nothing for NaN."""
        if value is None or math.isnan(value):
            return ""
        text = f"{abs(value):,.{decimals}f}"
        zero = not text.strip("0.,")
        sign = "" if zero else _MINUS if value < 0 else "+" if signed else ""
        if self.language == FRENCH:
            text = text.replace(",", _NARROW_SPACE).replace(".", ",")
        return sign + text

    def percent(self, share, decimals=1, *, signed=False):
        """A share as a percentage."""
        text = self.number(math.nan if share is None else share * 100, decimals, signed=signed)
        return text and text + (f"{SPACE}%" if self.language == FRENCH else "%")

    def points(self, share, *, signed=False):
        """A difference of shares, in percentage points; nothing for NaN."""
        text = self.number(share * 100, 2, signed=signed)
        return text and f"{text}{SPACE}{'pt' if self.language == FRENCH else 'pp'}"

    def millions(self, euros, *, signed=False):
        """Euros in millions, with a decimal where they are few."""
        value = euros / 1e6
        return self.number(value, 0 if abs(value) >= 10 else 1, signed=signed)  # noqa: PLR2004 — two digits at least
