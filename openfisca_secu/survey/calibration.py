"""Households' weights calibrated to known totals (margins), as near as can be to the survey's own.

The weight of each household is multiplied by a g-weight, the same for all its members, so that the weighted totals are
the margins (Deville and Särndal, 1992):

    linear    g = 1 + x'λ                          may be negative: refused then
    raking    g = exp(x'λ)                         always above 0
    logit     g between two bounds, like an S      as near to 1 as raking, for bounds far away

Needs SciPy (`pip install openfisca-secu[calibration]`).
"""

import csv
import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import numpy
import yaml

from openfisca_secu.survey import conditions
from openfisca_secu.survey.refusals import SurveyError
from openfisca_secu.survey.staging import ENTITIES
from openfisca_secu.survey.tables import MENAGE

LINEAR, RAKING, LOGIT = "linear", "raking", "logit"
METHODS = (LINEAR, RAKING, LOGIT)
TOLERANCE = 1e-9  # of a margin's total
_COLUMNS = ("name", "entity", "where", "variable", "total")
_SHARES = (0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1)
_STEPS = 100
_SMALLEST_STEP = 1e-6
_HIGHEST_EXPONENT = 500.0  # its exponential can still be multiplied
_RANK = 1e-10  # what is left of a margin, relative to it, that others determine


@dataclass(frozen=True)
class Margin:
    """A known total: of a variable over the rows of an entity that meet conditions, or how many rows these are."""

    name: str
    entity: str
    where: tuple
    variable: str | None
    total: float

    def of_households(self, checked):
        """What each household counts for in it."""
        values = conditions.all_hold(self.where, checked, self.entity).astype(float)
        if self.variable is not None:
            variable, given = conditions.values_of(checked, self.variable, self.entity)
            if variable is not None and variable.value_type not in (float, int, bool):
                raise SurveyError(f"margin '{self.name}': '{self.variable}' cannot be added up; accepted: a number")
            values = values * given
        owner = checked.households[self.entity]
        return numpy.bincount(owner, weights=values, minlength=len(checked.weights))


@dataclass(frozen=True)
class Calibration:
    """Margins, a method, the bounds of g-weights for `logit`; where the margins stand."""

    margins: tuple
    method: str = RAKING
    bounds: tuple | None = None
    origin: str = "margins"

    def __post_init__(self):
        if self.method not in METHODS:
            raise SurveyError(f"{self.method!r} is no method of calibration; accepted: {', '.join(METHODS)}")
        if (self.method == LOGIT) != (self.bounds is not None):
            raise SurveyError("bounds of the g-weights go with the method logit, which needs them")
        if self.bounds is not None and not 0 <= self.bounds[0] < 1 < self.bounds[1] < float("inf"):
            raise SurveyError(f"bounds {self.bounds}; accepted: a number below 1, at least 0, and a number above 1")
        if not self.margins:
            raise SurveyError(f"{self.origin}: no margin is given")

    @classmethod
    def read(cls, file, method=RAKING, bounds=None):
        """The margins of a CSV or YAML file (see docs/surveys.md).

        Raises:
            SurveyError: a file, method or bounds that cannot be used.
        """
        path = Path(file)
        try:
            text = path.read_text(encoding="utf-8")
            rows = list(csv.DictReader(text.splitlines())) if path.suffix == ".csv" else yaml.safe_load(text)
        except (OSError, UnicodeDecodeError, yaml.YAMLError, csv.Error) as error:
            raise SurveyError(f"{file}: {error}") from None
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise SurveyError(f"{file}: accepted: a list of margins, each with {', '.join(_COLUMNS)}")
        margins = tuple(_margin(row, f"{file}, margin {place}") for place, row in enumerate(rows, start=1))
        names = [margin.name for margin in margins]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise SurveyError(f"{file}: two margins are called {', '.join(twice)}")
        return cls(margins, method, bounds, str(file))

    def calibrated(self, checked):
        """A checked survey with calibrated weights, its own kept in `weights_initial`.

        Raises:
            SurveyError: margins that cannot be met; the text names them.
        """
        matrix = numpy.column_stack([margin.of_households(checked) for margin in self.margins])
        targets = numpy.array([margin.total for margin in self.margins])
        before = checked.weights @ matrix
        factors = self._factors(matrix, checked.weights, targets)
        weights = checked.weights * factors
        used = checked.weights > 0
        facts = {
            "file": self.origin,
            "sha256": hashlib.sha256(repr(self.margins).encode()).hexdigest(),
            "method": self.method,
            "bounds": self.bounds,
            "margins": [
                {"name": one.name, "total": one.total, "before": float(old), "after": float(new)}
                for one, old, new in zip(self.margins, before, weights @ matrix, strict=True)
            ],
            "g_weights": {f"{share:g}": float(numpy.quantile(factors[used], share)) for share in _SHARES},
            "unequal_weighting": [_unequal(checked.weights[used]), _unequal(weights[used])],
        }
        return replace(
            checked,
            weights=weights,
            weights_initial=checked.weights,
            calibration=facts,
            report=[*checked.report, *_sentences(facts)],
        )

    def _factors(self, matrix, weights, targets):
        scale = numpy.maximum(numpy.abs(matrix).T @ weights, numpy.abs(targets))
        empty = [one.name for one, column in zip(self.margins, scale, strict=True) if column == 0]
        if empty:
            raise SurveyError(f"{self.origin}: nothing in the survey and nothing asked for: {', '.join(empty)}")
        matrix, targets = matrix / scale, targets / scale
        kept = self._independent(matrix, weights, targets)
        factors = self._solved(matrix[:, kept], weights, targets[kept])
        if factors is None:
            self._refuse(matrix, weights, targets)
        if (factors[weights > 0] < 0).any():
            count = int((factors[weights > 0] < 0).sum())
            raise SurveyError(f"{self.origin}: {count} weights would be negative; take the method raking or logit")
        return factors

    def _independent(self, matrix, weights, targets):
        """The margins that are not determined by others; refuses those that contradict the others."""
        linalg = _scipy("linalg")
        weighted = matrix * numpy.sqrt(weights)[:, None]
        _, triangle, order = linalg.qr(weighted, mode="economic", pivoting=True)
        diagonal = numpy.abs(numpy.diag(triangle))
        rank = int((diagonal > _RANK * diagonal[0]).sum())
        kept, others = numpy.sort(order[:rank]), numpy.sort(order[rank:])
        for place in others:
            parts, *_ = linalg.lstsq(weighted[:, kept], weighted[:, place])
            implied = parts @ targets[kept]
            if abs(implied - targets[place]) > _RANK + TOLERANCE * abs(targets[place]):
                because = [
                    f"'{self.margins[one].name}'" for one, part in zip(kept, parts, strict=True) if abs(part) > _RANK
                ]
                wanted = self.margins[place]
                if not because:
                    fault = f"nothing in the survey counts for '{wanted.name}', and {wanted.total:g} is asked for"
                    raise SurveyError(f"{self.origin}: {fault}")
                value = implied / targets[place] * wanted.total if targets[place] else 0.0
                raise SurveyError(
                    f"{self.origin}: '{wanted.name}' contradicts {', '.join(because)}, from which it follows: "
                    f"{wanted.total:g} is asked for, {value:g} follows"
                )
        return kept

    def _solved(self, matrix, weights, targets):
        """The g-weights, by Newton's method, shorter steps where a whole one leads away; None where there are none."""
        linalg = _scipy("linalg")
        multipliers = numpy.zeros(matrix.shape[1])
        factors, slopes = self._g(matrix @ multipliers)
        gap = targets - (weights * factors) @ matrix
        for _ in range(_STEPS):
            if numpy.abs(gap).max() <= TOLERANCE / _STEPS:
                break
            jacobian = (matrix * (weights * slopes)[:, None]).T @ matrix
            try:
                step = linalg.lstsq(jacobian, gap)[0]
            except (linalg.LinAlgError, ValueError):
                return None
            share = 1.0
            while share > _SMALLEST_STEP:
                tried, tried_slopes = self._g(matrix @ (multipliers + share * step))
                tried_gap = targets - (weights * tried) @ matrix
                if numpy.isfinite(tried_gap).all() and numpy.linalg.norm(tried_gap) < numpy.linalg.norm(gap):
                    break
                share /= 2
            else:
                break
            multipliers, factors, slopes, gap = multipliers + share * step, tried, tried_slopes, tried_gap
        return factors if (numpy.abs(gap) <= TOLERANCE * numpy.maximum(numpy.abs(targets), TOLERANCE)).all() else None

    def _g(self, exponents):
        """The g-weights and their derivatives."""
        if self.method == LINEAR:
            return 1 + exponents, numpy.ones(len(exponents))
        if self.method == RAKING:
            factors = numpy.exp(numpy.minimum(exponents, _HIGHEST_EXPONENT))
            return factors, factors
        low, high = self.bounds
        slope = (high - low) / ((1 - low) * (high - 1))
        # the S of Deville and Särndal, written so that no exponential overflows
        share = _scipy("special").expit(slope * exponents + numpy.log((1 - low) / (high - 1)))
        factors = low + (high - low) * share
        return factors, slope * (high - low) * share * (1 - share)

    def _refuse(self, matrix, weights, targets):
        """Name the margins that no g-weights within the bounds of the method can meet."""
        optimize = _scipy("optimize")
        low, high = self.bounds or (0.0, None)
        used, count = weights > 0, len(targets)
        totals = (matrix[used] * weights[used, None]).T
        slack = numpy.eye(count)
        found = optimize.linprog(
            numpy.concatenate([numpy.zeros(totals.shape[1]), numpy.ones(2 * count)]),
            A_eq=numpy.hstack([totals, slack, -slack]),
            b_eq=targets,
            bounds=[(low, high)] * totals.shape[1] + [(0, None)] * (2 * count),
            method="highs",
        )
        missed = [] if found.x is None else found.x[-2 * count : -count] - found.x[-count:]
        faults = []
        for margin, gap, target in zip(self.margins, missed, targets, strict=False):
            if abs(gap) > TOLERANCE:
                reached = (target - gap) / target * margin.total if target else 0.0
                faults.append(f"'{margin.name}': {margin.total:g} is asked for, {reached:g} can be reached")
        if not faults:
            names = ", ".join(margin.name for margin in self.margins)
            faults = [f"the method {self.method} finds no weights for: {names}"]
        within = f" with g-weights from {low:g} to {high:g}" if self.bounds else ""
        raise SurveyError(f"{self.origin}: the margins cannot be met together{within}: {' ; '.join(faults)}")


def parse_bounds(text):
    """The bounds of the g-weights, from a text such as `0.5,2`; None of None.

    Raises:
        SurveyError: something else.
    """
    if text is None:
        return None
    try:
        low, high = (float(part) for part in text.split(","))
    except ValueError:
        raise SurveyError(f"bounds {text!r}; accepted: two numbers, such as 0.5,2") from None
    return low, high


def _scipy(name):
    """A module of SciPy, which only calibration needs."""
    try:
        from scipy import linalg, optimize, special  # noqa: PLC0415
    except ImportError:
        raise SurveyError("calibration needs SciPy: pip install openfisca-secu[calibration]") from None
    return {"linalg": linalg, "optimize": optimize, "special": special}[name]


def _margin(row, where):
    unknown = sorted(set(row) - set(_COLUMNS), key=str)
    if unknown:
        raise SurveyError(f"{where}: {', '.join(map(str, unknown))}; accepted: {', '.join(_COLUMNS)}")
    try:
        total = float(row["total"])
    except (KeyError, TypeError, ValueError):
        raise SurveyError(f"{where}: the total is {row.get('total')!r}; accepted: a number") from None
    if not numpy.isfinite(total):
        raise SurveyError(f"{where}: the total is {total}; accepted: a number")
    entity = row.get("entity") or MENAGE.entity
    if entity not in ENTITIES:
        raise SurveyError(f"{where}: the entity is {entity!r}; accepted: {', '.join(ENTITIES)}")
    tests = conditions.parse(row.get("where"), where)
    variable = row.get("variable") or None
    told = " ; ".join(map(str, tests))
    name = row.get("name") or f"{variable or 'number'} of {entity}{f' where {told}' if told else ''}"
    return Margin(str(name), entity, tests, variable, total)


def _unequal(weights):
    """Kish's measure: by how much unequal weights multiply the variance of a mean."""
    return float(len(weights) * (weights**2).sum() / weights.sum() ** 2)


def _sentences(facts):
    g = facts["g_weights"]
    shown = ", ".join(f"{name} {g[share]:.4f}" for name, share in _NAMED)
    changes = " ; ".join(f"{one['name']} {one['before']:.6g} → {one['after']:.6g}" for one in facts["margins"])
    before, after = facts["unequal_weighting"]
    bounds = f", bounds {facts['bounds'][0]:g} and {facts['bounds'][1]:g}" if facts["bounds"] else ""
    return [
        f"Weights of households calibrated to {len(facts['margins'])} margins of {facts['file']} "
        f"({facts['method']}{bounds}): {changes}.",
        f"g-weights: {shown}. Unequal weights multiply the variance of a mean by {after:.3f} ({before:.3f} before).",
    ]


_NAMED = (("least", "0"), ("5 %", "0.05"), ("median", "0.5"), ("95 %", "0.95"), ("greatest", "1"))
