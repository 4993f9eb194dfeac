"""What a module of `variables/` imports, from one place.

from openfisca_secu.model_api import MONTH, Famille, Variable, articles
"""

from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.populations import ADD

from openfisca_secu.code import articles
from openfisca_secu.engine import Variable, dispatch, divide
from openfisca_secu.entities import Famille, FoyerFiscal, Individu, Menage

ETERNITY = DateUnit.ETERNITY
MONTH = DateUnit.MONTH
YEAR = DateUnit.YEAR

__all__ = [
    "ADD",
    "ETERNITY",
    "MONTH",
    "YEAR",
    "Enum",
    "Famille",
    "FoyerFiscal",
    "Individu",
    "Menage",
    "Variable",
    "articles",
    "dispatch",
    "divide",
]
