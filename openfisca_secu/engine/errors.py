"""Errors that say where and what: plain nested paths, and the nearest known names."""

import difflib

from openfisca_core.errors import SituationParsingError, VariableNotFoundError


def install():
    """Replace how openfisca-core writes two of its errors."""
    SituationParsingError.__init__ = _situation_error
    VariableNotFoundError.__init__ = _variable_error


def near(name, known):
    """The end of a message about an unknown name: the nearest known ones."""
    names = difflib.get_close_matches(str(name)[:100], [str(one) for one in known], n=3, cutoff=0.6)
    return f"; near it: {', '.join(names)}" if names else ""


def _situation_error(error, path, message, code=None):
    """openfisca-core makes lists of the numeric keys of a path: person "9999999" costs hundreds of megabytes."""
    nested = " ".join(str(message).split())
    for key in reversed([str(item)[:100] for item in path]):
        nested = {key: nested}
    error.error = nested if isinstance(nested, dict) else {"error": nested}
    error.code = code
    Exception.__init__(error, str(error.error))


def _variable_error(error, variable_name, tax_benefit_system):
    package = tax_benefit_system.get_package_metadata()
    error.variable_name = variable_name
    error.message = (
        f"'{str(variable_name)[:100]}' is not a variable of {package['name']} {package['version']}"
        f"{near(variable_name, tax_benefit_system.variables)}."
    )
    Exception.__init__(error, error.message)
