"""openfisca_secu: the French *Code de la sécurité sociale* as an OpenFisca country package."""

from pathlib import Path

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_secu import engine
from openfisca_secu.entities import entities

engine.install()

_HERE = Path(__file__).resolve().parent


def parameters_directory():
    """The folder of the parameters: inside the installed package, or at the top of a checkout."""
    for folder in (_HERE / "parameters", _HERE.parent / "parameters"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"no 'parameters' folder in {_HERE} nor beside it: the installation is not whole")


class CountryTaxBenefitSystem(TaxBenefitSystem):
    """The law: entities, variables and parameters of the Code de la sécurité sociale."""

    def __init__(self):
        super().__init__(entities)
        for path in sorted((_HERE / "variables").rglob("*.py")):
            self.add_variables_from_file(str(path))
        self.load_parameters(str(parameters_directory()))
