"""One comparison, made once: allocations from the first child, on a small sample."""

from pathlib import Path

import pytest

from openfisca_secu.comparison.run import compare

REFORMS = Path(__file__).parents[2] / "reforms"
REFORM = REFORMS / "af_premier_enfant.py"


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Make a comparison of the reform on a sample of 150 households; named options replace those of the first."""

    def make(name, **changed):
        options = {
            "reforms": [REFORM],
            "years": "2024-2025",
            "variables": "af,cf,crds_prestations_familiales,ppa,csg_deductible_salaire",
            "households": 120,
            "replicates": 10,
            "form": "sample",
        } | changed
        return compare("sample", output=tmp_path_factory.mktemp("compared") / name, **options)

    return make


@pytest.fixture(scope="session")
def compared(made):
    return made("out", incentives=True)
