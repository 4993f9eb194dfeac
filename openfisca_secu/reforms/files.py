"""Reforms of files as names that can be imported: `openfisca_secu.reforms.files.NAME`.

OpenFisca's own commands take a reform as `package.module.Class`. Here NAME is a file `NAME.yaml` or `NAME.py` of the
folders that the environment variable OPENFISCA_SECU_REFORMS lists, or else of `reforms/` in the current folder, or of
the examples of a checkout.

    openfisca test --country-package openfisca_secu --reforms openfisca_secu.reforms.files.af_premier_enfant cases.yaml
"""

import os as _os
from pathlib import Path as _Path

from openfisca_secu.engine.errors import near as _near
from openfisca_secu.reforms.errors import ReformError as _ReformError
from openfisca_secu.reforms.law import reform_class as _reform_class
from openfisca_secu.reforms.source import PYTHON as _PYTHON
from openfisca_secu.reforms.source import YAML as _YAML

VARIABLE = "OPENFISCA_SECU_REFORMS"


def folders():
    """Where reforms are looked for, the first first."""
    named = _os.environ.get(VARIABLE)
    if named:
        return [_Path(one) for one in named.split(_os.pathsep) if one]
    return [_Path("reforms"), _Path(__file__).resolve().parents[2] / "reforms"]


def __getattr__(name):
    """The class of the reform of a file."""
    if name.startswith("_"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    files = [path for folder in folders() if folder.is_dir() for path in sorted(folder.iterdir())]
    known = {path.stem: path for path in reversed(files) if path.suffix in _YAML + _PYTHON}
    if name not in known:
        where = ", ".join(map(str, folders()))
        raise _ReformError(f"no reform {name}.yaml or {name}.py in {where}{_near(name, known)} (see {VARIABLE})")
    return _reform_class(known[name])
