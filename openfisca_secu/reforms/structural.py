"""Structural reforms: Python files that define a subclass of openfisca-core's `Reform`; and what they often need."""

import copy
import importlib.abc
import importlib.util
import sys
import traceback
from datetime import date, timedelta
from pathlib import Path

from openfisca_core.periods import instant
from openfisca_core.reforms import Reform
from sortedcontainers import SortedDict

from openfisca_secu.reforms.errors import ReformError
from openfisca_secu.reforms.tree import leaves

TEXTS = ("titre", "title", "description", "description_en")


class _Text(importlib.abc.SourceLoader):
    """A module made of the very text whose hash was checked; no compiled copy is kept beside it."""

    def __init__(self, path, content):
        self._path, self._content = path, content

    def get_filename(self, fullname):
        return self._path

    def get_data(self, path):
        return self._content


def structural_reform(source):
    """The class that a Python file defines.

    Raises:
        ReformError: the file fails, has no reform, or several and none is named.
    """
    module = _module(source)
    classes = {
        name: one
        for name, one in vars(module).items()
        if isinstance(one, type) and issubclass(one, Reform) and one.__module__ == module.__name__
    }
    if source.class_name:
        if source.class_name not in classes:
            raise ReformError(f"{source.shown}: no reform '{source.class_name}'; there: {', '.join(classes) or 'none'}")
        return classes[source.class_name]
    if len(classes) != 1:
        found = f"several ({', '.join(classes)}): name one, {source.name}:{next(iter(classes))}" if classes else "none"
        raise ReformError(f"{source.shown}: one subclass of openfisca_core.reforms.Reform is expected; found: {found}")
    return next(iter(classes.values()))


def _module(source):
    content = source.content()
    stem = Path(source.path).stem
    name = f"openfisca_secu_reform_{source.sha256[:16]}_{stem}"
    if name in sys.modules and sys.modules[name].__file__ == source.path:
        return sys.modules[name]
    spec = importlib.util.spec_from_loader(name, _Text(source.path, content), origin=source.path)
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    module.__file__ = source.path
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        del sys.modules[name]
        raise failure(source, error) from error
    return module


def failure(source, error):
    """The error that tells where in the file of a reform another one arose."""
    if isinstance(error, ReformError):
        return error
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == source.path]
    if isinstance(error, SyntaxError) and error.filename == source.path:
        lines.append(error.lineno)
    where = f", line {lines[-1]}" if lines else ""
    return ReformError(f"{source.shown}{where}: {type(error).__name__}: {error}")


def structural_texts(reform):
    """Titles and descriptions of a class; one that has only openfisca-core's `name` is called by it."""
    return {name: " ".join(str(getattr(reform, name)).split()) for name in TEXTS if getattr(reform, name, None)}


def take_formulas(system, names, *, of, start, end=None):
    """Compute variables from one day on by the formula that is in force on another day.

    Args:
        system: the reform, within its `apply`.
        names: names of variables.
        of: the day whose formula is taken, `"2026-01-01"`.
        start: the first day on which it applies.
        end: the last one; after it the law's own formulas come back. None: it applies for ever.

    Raises:
        ReformError: no such variable, or no formula on that day.
    """
    for name in names:
        former = system.get_variable(name, check_existence=True)
        after = str(date.fromisoformat(end) + timedelta(days=1)) if end else None
        kept = {day: one for day, one in former.formulas.items() if day < start or (after and day > after)}
        taken = {start: former.get_formula(of)}
        if after:
            taken[after] = former.get_formula(after)
        if not all(taken.values()):
            raise ReformError(f"'{name}' has no formula on {of}" + (f" or on {after}" if after else ""))
        new = copy.copy(former)
        new.formulas = SortedDict({**kept, **taken})
        system.variables[name] = new


def take_values(parameters, paths, *, of, start, end=None):
    """Give parameters from one day on the value of another day.

    Args:
        parameters: the tree that `modify_parameters` hands over.
        paths: dotted paths of parameters, or of nodes, of which every parameter is meant.
        of, start, end: as in `take_formulas`.

    Raises:
        ReformError: nothing at a path.
    """
    known = leaves(parameters)
    for path in paths:
        meant = [one for name, one in known.items() if name == path or name.startswith((f"{path}.", f"{path}["))]
        if not meant:
            raise ReformError(f"no parameter '{path}'")
        for parameter in meant:
            stop = instant(end) if end else None
            parameter.update(start=instant(start), stop=stop, value=parameter.get_at_instant(of))
