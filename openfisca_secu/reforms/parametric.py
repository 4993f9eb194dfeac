"""Parametric reforms: the changes of a YAML document, compared with the parameters of the law, then applied to it."""

import datetime
import itertools
import re

from openfisca_core.parameters import ParameterScale
from openfisca_core.periods import instant
from openfisca_core.reforms import Reform

from openfisca_secu.engine.errors import near
from openfisca_secu.reforms.document import read
from openfisca_secu.reforms.source import Source
from openfisca_secu.reforms.tree import groups, leaves

WHOLE_UNITS = ("child", "person", "day", "week", "month", "quarter", "date", "category")
_SHOWN = 8
_ONE_DAY = datetime.timedelta(days=1)


class ParametricReform(Reform):
    """The law with the changes of a YAML file. Its subclasses, made by `parametric_reform`, name the file.

    Attributes:
        source: the file.
    """

    source: Source

    def apply(self):
        """Check the file against the parameters of the baseline, and change a copy of them.

        Raises:
            ReformError: every fault of the file.
        """
        document = read(self.source.content(), self.source.shown)
        check(document, self.baseline.parameters)
        document.check()

        def modified(parameters):
            change(document, parameters)
            document.check()
            return parameters

        self.modify_parameters(modified)
        self.open_api_config = self.baseline.open_api_config

    @classmethod
    def spans(cls):
        """`{path: spans}` of what the file sets, even where the law has that value already."""
        document = read(cls.source.content(), cls.source.shown)
        return {one.path: ((str(one.values[0].date), _day_after(one.end)),) for one in document.changes if one.values}


def _day_after(date):
    return str(date + _ONE_DAY) if date else None


def check(document, root):
    """Note every change that these parameters do not take."""
    known, nodes = leaves(root), groups(root)
    for one in document.changes:
        parameter = known.get(one.path)
        if parameter is None:
            document.fault(one.line, _no_parameter(one.path, known, nodes))
            continue
        unit = _unit(one.path, parameter, nodes)
        if one.unit is not None and one.unit != unit:
            document.fault(one.unit_line, f"'{one.path}' is in {unit or 'no unit'}, not in {one.unit}")
        own = [value.value for value in parameter.values_list]
        for value in one.values:
            why = _refused(value.value, own, unit, stated=one.unit is not None)
            if why:
                document.fault(value.line, f"'{one.path}': {why}")


def _no_parameter(path, known, nodes):
    """Why there is nothing at this path, and what there is near it."""
    if path in nodes:
        inside = [name for name in known if re.match(re.escape(path) + r"[.\[]", name)]
        more = f" … ({len(inside)} in all)" if len(inside) > _SHOWN else ""
        return f"'{path}' is a group, not a parameter; in it: {', '.join(inside[:_SHOWN])}{more}"
    close = near(path, known)
    names = path.split(".")
    for length in range(len(names) - 1, 0, -1):
        above = ".".join(names[:length])
        if above in nodes and not isinstance(nodes[above], ParameterScale):
            return f"no parameter '{path}'{close}; '{above}' has: {', '.join(sorted(nodes[above].children)[:_SHOWN])}"
    if close:
        return f"no parameter '{path}'{close}"
    first = ", ".join(sorted(name for name in nodes if "." not in name))
    return f"no parameter '{path}'; the first word is one of: {first}"


def _unit(path, parameter, nodes):
    """The unit of a parameter; a bracket's rate, amount or threshold has the one that its scale states."""
    bracket = re.fullmatch(r"(.+)\[\d+\]\.(\w+)", path)
    if not bracket:
        return parameter.metadata.get("unit")
    kind = bracket[2].removeprefix("average_")
    return parameter.metadata.get("unit") or nodes[bracket[1]].metadata.get(f"{kind}_unit")


def _refused(value, own, unit, *, stated):
    """Why a parameter with these values of its own does not take a value, or None.

    Args:
        value: what the reform gives.
        own: the values of the law, of all dates.
        unit: the parameter's.
        stated: whether the reform states the unit.
    """
    given = [one for one in own if one is not None]
    if value is None:
        return None if None in own else "the law never ends this parameter: its formulas need a value"
    if given and all(isinstance(one, bool) for one in given):
        return None if isinstance(value, bool) else f"{value!r} is neither true nor false"
    if given and all(isinstance(one, str) for one in given):
        return None if _is_date(value) else f"{value!r} is not a date: YYYY-MM-DD"
    if isinstance(value, bool):
        return f"{str(value).lower()} is not a number"
    if isinstance(value, str):
        return f"the text {value[:60]!r} is not a number{_hint(value)}"
    return _refused_number(value, given, unit, stated)


def _refused_number(value, given, unit, stated):
    if value < 0 and all(one >= 0 for one in given):
        return f"{value} is negative; the law's values are not"
    if unit in WHOLE_UNITS and value != int(value) and all(one == int(one) for one in given):
        return f"{value} is not a whole number ({unit})"
    if unit == "/1" and value > 1 and not stated and given and all(one <= 1 for one in given):
        return (
            f"{value:g} is a rate above 1, where the law has at most {max(given):g}: write {value / 100:g} for "
            f"{value:g} %; if {value:g} is meant, say `unite: /1` beside it"
        )
    return None


def _is_date(value):
    try:
        return isinstance(value, str) and str(datetime.date.fromisoformat(value)) == value
    except ValueError:
        return False


def _hint(text):
    """How to write the number that a text seems to mean."""
    found = re.fullmatch(r"\s*(-?\d+(?:[.,]\d+)?)\s*(%?)\s*", text)
    if not found:
        return ""
    number = float(found[1].replace(",", "."))
    return f": write {number / 100 if found[2] else number:g}, without quotes"


def change(document, root):
    """Give these parameters the values of the document; note the scales whose thresholds no longer increase."""
    known, nodes = leaves(root), groups(root)
    scales = {}
    for one in document.changes:
        bounds = [*(value.date for value in one.values[1:]), one.end + _ONE_DAY if one.end else None]
        for value, following in zip(one.values, bounds, strict=True):
            stop = instant(following - _ONE_DAY) if following else None
            known[one.path].update(start=instant(value.date), stop=stop, value=value.value)
        if "[" in one.path:
            scales[one.path.partition("[")[0]] = one.line
    for path, line in scales.items():
        _check_thresholds(document, path, nodes[path], line)


def _check_thresholds(document, path, scale, line):
    histories = [bracket.children["threshold"] for bracket in scale.brackets]
    for day in sorted({value.instant_str for history in histories for value in history.values_list}):
        thresholds = [one for one in (history.get_at_instant(day) for history in histories) if one is not None]
        if any(low >= high for low, high in itertools.pairwise(thresholds)):
            document.fault(line, f"the thresholds of '{path}' do not increase on {day}: {thresholds}")
            return


def parametric_reform(path):
    """The reform of a YAML file as a class, for whatever takes a class of reform.

    >>> class MyReform(parametric_reform("reforms/af_sans_condition_de_ressources.yaml")): ...
    """
    source = path if isinstance(path, Source) else Source.of(path)
    texts = parametric_texts(source)
    name = re.sub(r"\W", "_", source.name.partition(".")[0])
    body = {"__module__": __name__, "source": source, "name": texts.get("titre"), **texts}
    return type(ParametricReform)(name, (ParametricReform,), body)


def parametric_texts(source):
    """Titles and descriptions of a YAML file, whatever else is wrong with it."""
    return dict(read(source.content(), source.shown).texts)
