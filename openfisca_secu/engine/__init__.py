"""What makes openfisca-core sound for amounts of money: float64, checked inputs and results, no evaluated strings.

`install` changes openfisca-core for the whole process; it is called when the package is imported, before any
tax-benefit system is built. A comparison with a package that expects float32 belongs in another process.

    expressions   numbers written as text, never evaluated as Python
    precision     float64 and int64
    values        which values a variable takes
    dating        for which periods a variable is given and asked
    inputs        how values enter a simulation
    results       what formulas may return; nothing writes into what is stored
    scales        marginal scales, to the bit whoever else is there
    shortcuts     the same answers, sooner
    reuse         a formula's result, for another month where all that it asked is the same
    situations    JSON and YAML, checked whole
    tables        identifiers and roles of surveys
    populations   sums over members, for no person too
    parameters    the parameters at an instant
    errors        where, what, and the nearest names
    yaml_tests    comparisons that see a cent
    web_api       the answers of `openfisca serve`
"""

from openfisca_secu.engine import (
    errors,
    expressions,
    inputs,
    parameters,
    populations,
    precision,
    results,
    scales,
    shortcuts,
    situations,
    tables,
    values,
    variable,
    web_api,
    yaml_tests,
)
from openfisca_secu.engine.inputs import InputValueError, dispatch, divide, exact
from openfisca_secu.engine.variable import Variable

__all__ = ["InputValueError", "Variable", "dispatch", "divide", "exact", "install"]


def install():
    """Change openfisca-core for the process. Can be called again: its test runner and its Web API load late."""
    for part in (
        errors,
        expressions,
        inputs,
        parameters,
        populations,
        precision,
        results,
        scales,
        shortcuts,
        situations,
        tables,
        values,
        variable,
        web_api,
        yaml_tests,
    ):
        part.install()
