"""Files of reforms for the tests of this folder."""

import textwrap

import pytest


@pytest.fixture
def write(tmp_path):
    """A function that writes a reform's text to a file and gives its path."""

    def write(text, name="reforme.yaml"):
        path = tmp_path / name
        path.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
        return path

    return write


@pytest.fixture
def parameters(write):
    """A function that writes a YAML reform of these lines of `parameters`, and gives its path."""

    def parameters(lines, name="reforme.yaml"):
        text = "titre: Essai\ntitle: Trial\nparameters:\n" + textwrap.indent(textwrap.dedent(lines).strip("\n"), "  ")
        return write(text + "\n", name)

    return parameters
