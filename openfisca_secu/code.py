"""Article numbers of the Code de la sécurité sociale and their Legifrance links.

The index `data/articles.csv` holds every article that stood in the Code on 14 March 2026, and those repealed
since 2020 that earlier years still need, with the identifier of the last wording.
"""

import csv
import functools
import re
from importlib import resources

LEGIFRANCE = "https://www.legifrance.gouv.fr/codes/article_lc/"


class UnknownArticleError(ValueError):
    """An article number that the Code does not have."""


def normalise(number):
    """`"L. 521-1"`, `"R*521-1"` and `"l521-1"` all name `"L521-1"` or `"R521-1"`."""
    return re.sub(r"[\s.*]", "", number).upper()


@functools.cache
def index():
    """`{article number: Legifrance identifier}` for the whole Code."""
    text = resources.files("openfisca_secu").joinpath("data/articles.csv").read_text(encoding="utf-8")
    return {row["article"]: row["id"] for row in csv.DictReader(text.splitlines())}


@functools.cache
def numbers_by_identifier():
    """`{Legifrance identifier: article number}`, the inverse of `index`."""
    return {identifier: number for number, identifier in index().items()}


def articles(*numbers):
    """Legifrance links of the articles that a variable encodes, for its `reference`.

    Args:
        numbers: article numbers, as `"L521-1"` or `"R. 521-2"`.

    Returns:
        A list of links, in the order given.

    Raises:
        UnknownArticleError: a number that the Code does not have; the nearest ones are named.
    """
    return [LEGIFRANCE + identifier(number) for number in numbers]


def identifier(number):
    """The Legifrance identifier of one article (`"LEGIARTI…"`); see `articles` for the errors."""
    try:
        return index()[normalise(number)]
    except KeyError:
        raise UnknownArticleError(
            f"{number!r} is not an article of the Code de la sécurité sociale; near it: {', '.join(_near(number))}"
        ) from None


def _near(number):
    import difflib  # noqa: PLC0415 — only needed on the error path, and slow to import

    return difflib.get_close_matches(normalise(number), index(), n=3, cutoff=0.5) or ["nothing"]
