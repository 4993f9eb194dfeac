"""Reforms: the law with other parameters (YAML files) or other formulas (Python files). See docs/reforms.md.

from openfisca_secu.reforms import Law
system = Law(["reforms/af_premier_enfant.py"])()

errors      what is wrong with a reform
source      the file, and the hash of what it held when it was named
document    the text of a YAML reform, with its lines
parametric  that text compared with the law's parameters, and applied
structural  Python reforms, and what they often need
tree        parameters by path, and what differs between two laws
law         several reforms in order, for this process or others
files       reforms of files as names that OpenFisca's commands import
"""

from openfisca_secu.reforms.errors import ReformError
from openfisca_secu.reforms.law import Header, Law, reform_class
from openfisca_secu.reforms.parametric import parametric_reform
from openfisca_secu.reforms.structural import take_formulas, take_values

__all__ = ["Header", "Law", "ReformError", "parametric_reform", "reform_class", "take_formulas", "take_values"]
