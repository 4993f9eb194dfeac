"""Who claims what: draws by family or person, from a seed and their own id, so that nothing else changes them.

The same family draws the same lot whatever the order of rows, the blocks, the processes, the years and the law: a
reform and what it is compared with see the same claimants. Each benefit has a draw of its own.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy
import yaml

from openfisca_secu.survey import conditions
from openfisca_secu.survey.refusals import SurveyError

PREFIX = "recours_"
PUBLISHED = Path(__file__).resolve().parents[1] / "data" / "take_up.yaml"
_BITS, _BITS_OF_A_FLOAT = 64, 53  # with all 64 the largest lots would be rounded to 1
_FILE_KEYS = {"graine", "recours"}
_KEYS = {"taux", "source", "groupes"}
_GROUP_KEYS = {"si", "taux"}


@dataclass(frozen=True)
class Benefit:
    """How many of those entitled to a benefit claim it.

    Attributes:
        name: of the benefit, as after `PREFIX` in the name of the input.
        rate: the probability of a claim.
        groups: `(conditions, rate)` pairs; the first whose conditions hold counts.
        source: where the rates are from.
    """

    name: str
    rate: float
    groups: tuple
    source: str | None

    @property
    def variable(self):
        """The input that says who claims it."""
        return PREFIX + self.name

    def rates(self, source, entity):
        """The probability of each row of an entity."""
        found = numpy.full(len(source.ids[entity]), self.rate)
        for tests, rate in reversed(self.groups):
            found = numpy.where(conditions.all_hold(tests, source, entity), rate, found)
        return found


@dataclass(frozen=True)
class TakeUp:
    """The benefits that not everybody claims, and the seed of the draws."""

    benefits: tuple
    seed: int
    origin: str

    @classmethod
    def read(cls, file, seed=None):
        """The rates of a file (see docs/surveys.md); `seed` replaces the file's.

        Raises:
            SurveyError: a file that cannot be used.
        """
        try:
            given = yaml.safe_load(Path(file).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise SurveyError(f"{file}: {error}") from None
        if not isinstance(given, dict) or set(given) - _FILE_KEYS or not isinstance(given.get("recours"), dict):
            raise SurveyError(f"{file}: accepted: a YAML file with {' and '.join(sorted(_FILE_KEYS))}")
        seed = given.get("graine", 0) if seed is None else seed
        if isinstance(seed, bool) or not isinstance(seed, int):
            raise SurveyError(f"{file}: the seed is {seed!r}; accepted: a whole number")
        benefits = tuple(_benefit(name, one, f"{file}: {name}") for name, one in given["recours"].items())
        return cls(benefits, seed, str(file))

    def check(self, checked, system):
        """Refuse benefits that the law does not have, and conditions that the survey cannot tell."""
        for benefit in self.benefits:
            variable = system.get_variable(benefit.variable)
            if variable is None:
                known = sorted(name.removeprefix(PREFIX) for name in system.variables if name.startswith(PREFIX))
                raise SurveyError(f"{self.origin}: no take-up of {benefit.name!r}; accepted: {', '.join(known)}")
            benefit.rates(checked, variable.entity.key)

    def set_inputs(self, simulation, block, years):
        """Give a simulation who claims what in these years, but for what the survey itself says."""
        given = {column.variable.name for column in block.columns}
        for benefit in self.benefits:
            variable = simulation.tax_benefit_system.get_variable(benefit.variable)
            if variable is None or benefit.variable in given:
                continue
            entity = variable.entity.key
            claims = lots(self.seed, benefit.name, block.ids[entity]) < benefit.rates(block, entity)
            for year in years:
                simulation.set_input(benefit.variable, year, claims)

    def description(self):
        """All of it that results depend on, as a dict."""
        return {
            "seed": self.seed,
            "file": self.origin,
            "benefits": {
                one.name: {
                    "rate": one.rate,
                    "groups": [[" ; ".join(map(str, tests)), rate] for tests, rate in one.groups],
                    "source": one.source,
                }
                for one in self.benefits
            },
        }

    def sentences(self, checked):
        """What a report says of it."""
        given = {column.variable.name for column in checked.columns}
        shown = [f"{one.name} {_shown(one)}" for one in self.benefits if one.variable not in given]
        own = [one.variable for one in self.benefits if one.variable in given]
        said = [
            f"Take-up is drawn by the id of families and persons, seed {self.seed}: {' ; '.join(shown)}. Whoever is "
            "entitled to another benefit claims it."
        ]
        return said + ([f"The survey itself says {', '.join(own)}: nothing is drawn."] if own else [])


def lots(seed, name, ids):
    """A number from 0 (included) to 1 (excluded) for each id, always the same."""
    start = hashlib.blake2b(f"{seed}|{name}|".encode(), digest_size=_BITS // 8)
    found = numpy.empty(len(ids))
    for place, one in enumerate(ids):
        digest = start.copy()
        digest.update(str(one).encode())
        found[place] = (int.from_bytes(digest.digest(), "big") >> (_BITS - _BITS_OF_A_FLOAT)) / 2**_BITS_OF_A_FLOAT
    return found


def _shown(benefit):
    groups = "".join(f", {rate:.0%} where {' ; '.join(map(str, tests))}" for tests, rate in benefit.groups)
    return f"{benefit.rate:.0%}{groups} ({benefit.source or 'no source given'})"


def _benefit(name, given, where):
    if not isinstance(given, dict) or set(given) - _KEYS or "taux" not in given:
        raise SurveyError(f"{where}: {given!r}; accepted: taux, and perhaps source and groupes")
    groups = []
    for group in given.get("groupes") or []:
        if not isinstance(group, dict) or set(group) != _GROUP_KEYS:
            raise SurveyError(f"{where}: {group!r}; accepted: a group with {' and '.join(sorted(_GROUP_KEYS))}")
        groups.append((conditions.parse(group["si"], where), _rate(group["taux"], where)))
    return Benefit(str(name), _rate(given["taux"], where), tuple(groups), given.get("source"))


def _rate(given, where):
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given <= 1:
        raise SurveyError(f"{where}: the rate is {given!r}; accepted: a number from 0 to 1")
    return float(given)
