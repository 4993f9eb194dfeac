"""Which variables and parameters encode an article of the Code."""

import re

from openfisca_core.parameters import Parameter, ParameterScale

from openfisca_secu.code import articles, normalise


def variables_of(system, number):
    """The variables that cite an article in their `reference`.

    Raises:
        UnknownArticleError: the Code has no article of that number.
    """
    (link,) = articles(number)
    return [variable for variable in system.variables.values() if link in (variable.reference or ())]


def parameters_of(system, number):
    """The parameters and scales whose description or references name an article, by name."""
    letters, rest = re.fullmatch(r"([A-Z]+)(.*)", normalise(number)).groups()
    named = re.compile(rf"(?<![\w-]){letters}\*?\.?\s?{re.escape(rest)}(?!-?\d)")
    leaves = (node for node in system.parameters.get_descendants() if isinstance(node, (Parameter, ParameterScale)))
    return sorted((node for node in leaves if named.search(_text(node))), key=lambda node: node.name)


def value_on(node, day):
    """A parameter's value on a day (`2024-03-31`) as text, and the day from which it holds (None for a scale)."""
    if isinstance(node, ParameterScale):
        return " ; ".join(filter(None, (_bracket(bracket, day) for bracket in node.brackets))) or "aucune valeur", None
    for value in node.values_list:
        if value.instant_str <= day:
            return ("aucune valeur" if value.value is None else str(value.value)), value.instant_str
    return "aucune valeur", None


def _bracket(bracket, day):
    values = {name: value_on(child, day) for name, child in bracket.children.items()}
    if any(since is None for _, since in values.values()):
        return ""
    return ", ".join(f"{name} {value}" for name, (value, _) in sorted(values.items(), reverse=True))


def _text(node):
    """All that is said of a parameter: its description, its references, those of its values and brackets."""
    parts = [node.description, node.metadata, getattr(node, "documentation", None)]
    if isinstance(node, ParameterScale):
        parts += [_text(child) for bracket in node.brackets for child in bracket.children.values()]
    else:
        parts += [value.metadata for value in node.values_list]
    return " ; ".join(_flat(part) for part in parts)


def _flat(node):
    if isinstance(node, dict):
        return " ; ".join(f"{key} ; {_flat(value)}" for key, value in node.items())
    if isinstance(node, (list, tuple)):
        return " ; ".join(_flat(value) for value in node)
    return "" if node is None else str(node)
