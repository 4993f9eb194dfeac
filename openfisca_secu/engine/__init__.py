"""What makes openfisca-core sound for amounts of money: float64, checked inputs, no evaluated strings.

`install` changes openfisca-core for the whole process; it is called once, when the package is imported and before
any tax-benefit system is built. A comparison with a package that expects float32 belongs in another process.
"""

from openfisca_secu.engine import expressions, precision
from openfisca_secu.engine.inputs import dispatch, divide
from openfisca_secu.engine.variable import Variable

__all__ = ["Variable", "dispatch", "divide", "install"]


def install():
    """Set float64 and int64, the exact comparison of YAML tests, and the safe reading of strings."""
    precision.install()
    expressions.install()
