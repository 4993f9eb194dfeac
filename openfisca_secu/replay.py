"""A run made again from its manifest, and its files compared byte for byte."""

import json
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from openfisca_secu.survey.refusals import SurveyError

MANIFEST = "manifest.json"
# of the command line: where results go and how a run goes about it, which change no result
_LEFT_OUT = {"--output": 1, "--processes": 1, "--dask": 1, "--block-size": 1, "--quiet": 0}


def kept(arguments):
    """The arguments of a command that its results depend on: those that a manifest keeps.

    The report of a comparison keeps its name and not its folder.
    """
    found, skipped = [], 0
    for argument in arguments:
        if skipped:
            skipped -= 1
            continue
        name, equals, _ = argument.partition("=")
        if name in _LEFT_OUT:
            skipped = 0 if equals else _LEFT_OUT[name]
        elif name == "--report":
            found.append(f"--report={Path(argument[len(name) + 1 :]).name}" if equals else "--report")
        elif found and found[-1] == "--report":
            found.append(Path(argument).name)
        else:
            found.append(argument)
    return found


@dataclass(frozen=True)
class Manifest:
    """What a manifest says.

    Attributes:
        path: of the file.
        command: the arguments of the command line.
        versions: of Python and of packages, by name.
        files: hash of each file of the results, by path.
    """

    path: Path
    command: list
    versions: dict
    files: dict

    @classmethod
    def read(cls, path):
        """A manifest, or that of a folder of results.

        Raises:
            SurveyError: no such file, or not a manifest of a command.
        """
        path = Path(path)
        path = path / MANIFEST if path.is_dir() else path
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise SurveyError(f"{path}: not a manifest ({error})") from None
        needed = ("command", "versions", "files")
        if not isinstance(content, dict) or any(name not in content for name in needed):
            raise SurveyError(f"{path}: not a manifest of a run; accepted: a {MANIFEST} with {', '.join(needed)}")
        command = content["command"]
        if not isinstance(command, list) or not all(isinstance(one, str) for one in command):
            raise SurveyError(f"{path}: this run was made from Python, not by the command line: run its script again")
        return cls(path, command, content["versions"], content["files"])

    def other_versions(self):
        """What differs between the versions of the run and those here, one sentence each."""
        here = {name: _version(name) for name in self.versions if name != "python"}
        return [
            f"{name} is {here[name]} here; the run was made with {known}"
            for name, known in self.versions.items()
            if name in here and here[name] != known
        ]

    def differences(self, folder):
        """Paths of files that are not the same in another folder of results, missing or added ones included."""
        other = Manifest.read(folder).files
        return sorted(name for name in {*self.files, *other} if self.files.get(name) != other.get(name))


def _version(name):
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
