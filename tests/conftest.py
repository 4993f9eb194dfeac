"""`pytest` runs the YAML cases beside the Python tests, all with one tax-benefit system a process.

Hypothesis draws the same examples in every run, so that a change is what makes a test fail, and does not shrink what
fails, which takes minutes on a whole law: `pytest --hypothesis-profile=explore` draws others, and shrinks.
"""

import pytest
from hypothesis import HealthCheck, Phase, settings
from openfisca_core.tools import test_runner
from project import tax_benefit_system

settings.register_profile(
    "quick",
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
settings.register_profile("explore", parent=settings.get_profile("quick"), derandomize=False, phases=tuple(Phase))
settings.load_profile("quick")


@pytest.fixture(scope="session")
def system():
    """The tax-benefit system, built once a process."""
    return tax_benefit_system()


def pytest_collect_file(parent, file_path):
    """Collect a YAML file of cases, unless `openfisca test` runs pytest and does it itself."""
    plugins = parent.config.pluginmanager.get_plugins()
    if file_path.suffix != ".yaml" or any(isinstance(one, test_runner.OpenFiscaPlugin) for one in plugins):
        return None
    return test_runner.YamlFile.from_parent(
        parent, path=file_path, tax_benefit_system=tax_benefit_system(), options=test_runner.Options()
    )
