"""The file of a reform, as it stood when it was named: another process must find the same."""

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from openfisca_secu.reforms.errors import ReformError

YAML, PYTHON = (".yaml", ".yml"), (".py",)
LARGEST_FILE = 1_000_000


@dataclass(frozen=True)
class Source:
    """A file, the class meant if it is Python and holds several, and the hash of its content.

    Attributes:
        path: absolute, as text (a Path of one system cannot be read back on another).
        class_name: name of a class, or None.
        sha256: of the bytes of the file.
    """

    path: str
    class_name: str | None
    sha256: str

    @classmethod
    def of(cls, name):
        """The source that a user names: `reform.yaml`, `reform.py` or `reform.py:ClassName`.

        Raises:
            ReformError: no such file, or a file of another kind.
        """
        path, class_name = _split(name)
        if path.suffix not in YAML + PYTHON:
            raise ReformError(f"{name}: a reform is a file .yaml or .py (or file.py:ClassName)")
        return cls(str(path.absolute()), class_name, _hash(_read(path)))

    @property
    def name(self):
        """The file's name, with the class if one was named."""
        return Path(self.path).name + (f":{self.class_name}" if self.class_name else "")

    @property
    def shown(self):
        """The path as messages show it: from the current folder, if it is there."""
        path = Path(self.path)
        return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)

    @property
    def is_python(self):
        """Whether it is a structural reform."""
        return Path(self.path).suffix in PYTHON

    def content(self):
        """The bytes of the file.

        Raises:
            ReformError: the file has gone, or is not what it was when the reform was named.
        """
        content = _read(Path(self.path))
        now = _hash(content)
        if now != self.sha256:
            raise ReformError(
                f"{self.shown}: the file has changed since the reform was loaded (sha256 {self.sha256[:12]}… then, "
                f"{now[:12]}… now): start again, so that the whole computation follows one text"
            )
        return content


def _split(name):
    text = os.fspath(name)
    match = re.fullmatch(r"(.+\.py):([A-Za-z_]\w*)", text)
    return (Path(match[1]), match[2]) if match else (Path(text), None)


def _read(path):
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise ReformError(f"{path}: {error.strerror or error}") from None
    if len(content) > LARGEST_FILE:
        raise ReformError(f"{path}: larger than {LARGEST_FILE} bytes: not a reform")
    return content


def _hash(content):
    return hashlib.sha256(content).hexdigest()
