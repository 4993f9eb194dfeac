"""`pytest` runs the YAML cases beside the Python tests, each under its own name, all with one tax-benefit system."""

import pytest
from openfisca_core.tools import test_runner
from project import read_yaml, tax_benefit_system


@pytest.fixture(scope="session")
def system():
    """The tax-benefit system, built once a process."""
    return tax_benefit_system()


def pytest_collect_file(parent, file_path):
    """Collect a YAML file of cases, unless `openfisca test` runs pytest and does it itself."""
    by_openfisca = any(
        isinstance(one, test_runner.OpenFiscaPlugin) for one in parent.config.pluginmanager.get_plugins()
    )
    if file_path.suffix not in (".yaml", ".yml") or by_openfisca:
        return None
    return Cases.from_parent(parent, path=file_path, tax_benefit_system=tax_benefit_system(), options={})


class Cases(test_runner.YamlFile):
    """The cases of one YAML file."""

    def collect(self):
        """Yield each case under its name (openfisca-core gives them their names when they have run)."""
        cases = read_yaml(self.path)
        for case in cases if isinstance(cases, list) else [cases]:
            yield Case.from_parent(
                self,
                name=case.get("name", "sans nom"),
                baseline_tax_benefit_system=self.tax_benefit_system,
                test=case,
                options=self.options,
            )


class Case(test_runner.YamlItem):
    """One case of a YAML file."""

    def reportinfo(self):
        """What heads the report of a failure."""
        return self.path, None, self.name
