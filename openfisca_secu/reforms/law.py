"""The law with reforms: what a simulation takes for `law=`, here and in other processes."""

from dataclasses import dataclass

import openfisca_secu
from openfisca_secu.reforms.errors import ReformError
from openfisca_secu.reforms.parametric import ParametricReform, parametric_reform, parametric_texts
from openfisca_secu.reforms.source import Source
from openfisca_secu.reforms.structural import failure, structural_reform, structural_texts
from openfisca_secu.reforms.tree import changed_parameters, changed_variables


@dataclass(frozen=True)
class Header:
    """What a reform says of itself, in French and in English."""

    titre: str
    title: str
    description: str = ""
    description_en: str = ""


@dataclass(frozen=True)
class Law:
    """The Code de la sécurité sociale with reforms applied in order. Called, it gives a new tax-benefit system.

    >>> Law(("reforms/af_premier_enfant.py", "reforms/csg_pensions_taux_unique.yaml"))()

    The files are named once, when the object is made: it keeps their absolute paths and the hashes of their content,
    and goes to other processes, which refuse a file that has changed meanwhile.

    Attributes:
        reforms: files, as text or Path (`file.py:ClassName` where a Python file defines several reforms); kept as a
            tuple of `Source`.

    Raises:
        ReformError: no such file, or not one of a reform.
    """

    reforms: tuple = ()

    def __post_init__(self):
        if isinstance(self.reforms, str) or not hasattr(self.reforms, "__iter__"):
            raise TypeError("reforms is a list or a tuple of files")
        sources = tuple(one if isinstance(one, Source) else Source.of(one) for one in self.reforms)
        object.__setattr__(self, "reforms", sources)

    def __call__(self):
        """A new tax-benefit system.

        Raises:
            ReformError: a reform that cannot be applied, or two that change the same thing.
        """
        return self.on(openfisca_secu.CountryTaxBenefitSystem())

    def on(self, system):
        """The tax-benefit system that the reforms make of another one; without any, that one itself.

        What they leave alone, both systems have in common: the same objects stand for its variables.

        Args:
            system: the law without reforms; it is not changed.

        Raises:
            ReformError: a reform that cannot be applied, or two that change the same thing.
        """
        earlier = []
        for source in self.reforms:
            reform = reform_class(source)
            before = system
            try:
                system = reform(before)
            except Exception as error:
                raise failure(source, error) from error
            system.open_api_config = before.open_api_config
            earlier.append(_effect(source, reform, before, system))
            _refuse_conflicts(earlier)
        return system

    @property
    def headers(self):
        """The `Header` of each reform, in order."""
        return tuple(header(source) for source in self.reforms)

    @property
    def titles(self):
        """The French title of each reform, in order."""
        return tuple(one.titre for one in self.headers)

    @property
    def titles_en(self):
        """The English title of each reform, in order."""
        return tuple(one.title for one in self.headers)

    def description(self):
        """What a manifest says: each reform's file name, titles and hash, in order; no path of this machine."""
        return {
            "reforms": [
                {"file": source.name, "titre": one.titre, "title": one.title, "sha256": source.sha256}
                for source, one in zip(self.reforms, self.headers, strict=True)
            ]
        }


def reform_class(source):
    """The subclass of openfisca-core's `Reform` that a file stands for, whichever its form.

    Args:
        source: a `Source`, or the path of a file.

    Raises:
        ReformError: there is none.
    """
    source = source if isinstance(source, Source) else Source.of(source)
    return structural_reform(source) if source.is_python else parametric_reform(source)


def header(source):
    """The `Header` of a file."""
    if source.is_python:
        reform = structural_reform(source)
        texts, fallback = structural_texts(reform), str(reform.name or reform.__name__)
    else:
        texts, fallback = parametric_texts(source), source.name
    titre, title = (texts.get(name) for name in ("titre", "title"))
    return Header(
        titre or title or fallback,
        title or titre or fallback,
        texts.get("description", ""),
        texts.get("description_en", ""),
    )


@dataclass(frozen=True)
class _Effect:
    """What one reform changes: spans of time by path of parameter, names of variables."""

    source: Source
    parameters: dict
    variables: set


def _effect(source, reform, before, after):
    stated = reform.spans() if issubclass(reform, ParametricReform) else {}
    changed = changed_parameters(before.parameters, after.parameters)
    return _Effect(source, {**changed, **stated}, changed_variables(before, after))


def _refuse_conflicts(effects):
    """Refuse the last reform if it changes what an earlier one does: the result would depend on their order.

    Raises:
        ReformError: every parameter and variable that both change.
    """
    *earlier, last = effects
    faults = []
    for one in earlier:
        both = [path for path in last.parameters if _overlap(last.parameters[path], one.parameters.get(path, ()))]
        both += sorted(last.variables & one.variables)
        pair = f"{one.source.shown} and {last.source.shown}"
        faults += [f"{pair} both change '{name}' at the same dates: write in one file what is meant" for name in both]
    if faults:
        raise ReformError(faults)


def _overlap(spans, others):
    """Whether two lists of spans share a day; `None` ends never."""
    return any(
        (other_end is None or start < other_end) and (end is None or other_start < end)
        for start, end in spans
        for other_start, other_end in others
    )
