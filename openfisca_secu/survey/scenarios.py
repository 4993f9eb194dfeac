"""Which law a population is simulated under, and what of it a manifest tells."""

import hashlib
import sys
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import openfisca_secu
from openfisca_secu.reforms import Law

BASELINE = "reference"


@dataclass(frozen=True)
class Scenario:
    """One law, under which every year of a run is simulated.

    Attributes:
        name: of its folder in the results of a comparison.
        law: what makes the tax-benefit system, without arguments; importable where there are several processes.
        law_year: the year whose law is applied to the population of every year; None: that of the population's year.
        change: how earnings differ from the survey's (one of `openfisca_secu.survey.earnings.CHANGES`), or None.
        variables: the only ones to simulate, or None: those of the request.
        years: the only years of the population to simulate, or None: those of the request.
    """

    name: str = BASELINE
    law: Any = openfisca_secu.CountryTaxBenefitSystem
    law_year: int | None = None
    change: str | None = None
    variables: tuple | None = None
    years: tuple | None = None

    def year_of_law(self, year):
        """The year whose law is applied to the population of `year`."""
        return year if self.law_year is None else self.law_year

    def shares_with(self, other):
        """Whether another scenario differs by reforms only, so that it may have values in common with this one."""
        laws = isinstance(self.law, Law) and isinstance(other.law, Law)
        return laws and other == replace(self, name=other.name, law=other.law)

    def description(self):
        """All of it that results depend on, as a dict."""
        found = {"name": self.name, "from": _name_of(self.law), "sha256": _law_hash(self.law)}
        narrowed = {"law_year": self.law_year, "change": self.change, "variables": self.variables, "years": self.years}
        found.update({name: value for name, value in narrowed.items() if value is not None})
        if hasattr(self.law, "description"):
            found.update(self.law.description())
        return found


def system_of(law):
    """The tax-benefit system that a scenario's law makes.

    Those of `Law` are made once in a process, of one system without reforms, for all of its runs.
    """
    return _kept_system(law) if isinstance(law, Law) else law()


@lru_cache(maxsize=8)
def _kept_system(law):
    return law.on(_without_reforms())


@lru_cache(maxsize=1)
def _without_reforms():
    return openfisca_secu.CountryTaxBenefitSystem()


def _name_of(law):
    if hasattr(law, "description"):
        law = type(law)
    return f"{law.__module__}.{law.__qualname__}" if hasattr(law, "__qualname__") else repr(law)


@lru_cache
def _law_hash(law):
    """Of the package's code and parameters, and of the file that a reform of it comes from."""
    package = Path(openfisca_secu.__file__).parent
    files = sorted([*package.rglob("*.py"), *openfisca_secu.parameters_directory().rglob("*.yaml")])
    module = getattr(sys.modules.get(getattr(law, "__module__", None)), "__file__", None)
    digest = hashlib.sha256()
    for path in [*files, *([Path(module)] if module else [])]:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
