"""openfisca_secu: the French *Code de la sécurité sociale* as an OpenFisca country package."""

import copy
import importlib.util
import sys
from pathlib import Path

from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from openfisca_secu import engine
from openfisca_secu.entities import entities

engine.install()

_HERE = Path(__file__).resolve().parent
_LOADED_LATE = {
    "Survey": "openfisca_secu.survey.tables",
    "compare": "openfisca_secu.comparison.run",
    "simulate": "openfisca_secu.survey.run",
}


def parameters_directory():
    """The folder of the parameters: inside the installed package, or at the top of a checkout."""
    for folder in (_HERE / "parameters", _HERE.parent / "parameters"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"no 'parameters' folder in {_HERE} nor beside it: the installation is not whole")


def __getattr__(name):
    """`simulate`, `compare` and `Survey`, loaded when they are asked for: pandas would slow down everything else."""
    if name in _LOADED_LATE:
        return getattr(importlib.import_module(_LOADED_LATE[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class CountryTaxBenefitSystem(TaxBenefitSystem):
    """The law: entities, variables and parameters of the Code de la sécurité sociale."""

    def __init__(self):
        engine.install()  # openfisca-core's test runner and Web API may have been loaded since the package was
        super().__init__(entities)
        self._metadata = None
        for path in sorted((_HERE / "variables").rglob("*.py")):
            self.add_variables_from_file(str(path))
        self.load_parameters(str(parameters_directory()))
        self.open_api_config = {
            "variable_example": "af",
            "parameter_example": "prestations_familiales.bmaf",
            "simulation_example": {
                "individus": {
                    "Alix": {"date_naissance": {"ETERNITY": "1988-04-12"}, "salaire_de_base": {"2024-01": 2150.5}},
                    "Noor": {"date_naissance": {"ETERNITY": "2012-09-30"}},
                    "Sacha": {"date_naissance": {"ETERNITY": "2019-11-03"}, "age": {"2024-01": None}},
                },
                "familles": {"famille": {"parents": ["Alix"], "enfants": ["Noor", "Sacha"], "af": {"2024-01": None}}},
                "foyers_fiscaux": {"foyer": {"declarants": ["Alix"], "personnes_a_charge": ["Noor", "Sacha"]}},
                "menages": {"menage": {"personne_de_reference": "Alix", "enfants": ["Noor", "Sacha"]}},
            },
        }

    def add_variables_from_file(self, file_path):
        """Add the variables that a Python file defines.

        (openfisca-core's parses the file a second time for the sources that only the Web API shows; here they are read
        when they are asked for.)
        """
        # Each system has its own copy of the module, under a name that no import finds.
        name = f"{id(self)}_{hash(file_path)}_{Path(file_path).stem}"
        spec = importlib.util.spec_from_file_location(name, file_path)
        module = sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for one in vars(module).copy().values():
            if isinstance(one, type) and issubclass(one, Variable) and one.__module__ == name:
                self.add_variable(one)

    def get_package_metadata(self):
        """Name, version and place of the package (read once: openfisca-core asks for each file of variables)."""
        if self._metadata is None:
            self._metadata = {**super().get_package_metadata(), "repository_url": ""}
        return self._metadata

    def clone(self):
        """A system that can be changed apart. (openfisca-core's takes the entities away from the original.)"""
        new = super().clone()
        for system, ours in ((self, self.entities), (new, [copy.copy(entity) for entity in self.entities])):
            system.entities = ours
            system.person_entity = next(entity for entity in ours if entity.is_person)
            system.group_entities = [entity for entity in ours if not entity.is_person]
            for entity in ours:
                entity.set_tax_benefit_system(system)
        return new
