"""A checked survey on disk, mapped in memory by every process: a block of households is a slice of each table."""

import hashlib
import json
from dataclasses import dataclass

import numpy
import pyarrow
from openfisca_core import periods

from openfisca_secu.survey.layout import WEIGHT_INITIAL, InputColumn
from openfisca_secu.survey.membership import INDIVIDU
from openfisca_secu.survey.tables import GROUPS, MENAGE

ENTITIES = (INDIVIDU, *(group.entity for group in GROUPS))
_CHUNK = 1 << 22


@dataclass(frozen=True)
class Block:
    """Whole households of a survey, with members, families and tax units numbered within the block."""

    year: int
    columns: list
    ids: dict  # by entity, the id of each row
    counts: dict  # by entity
    members: dict  # by group entity, the place of each person's group
    roles: dict  # by group entity, the code of each person's role
    inputs: dict  # by name of column
    births: numpy.ndarray | None


def stage(checked, folder):
    """Write a checked survey into an empty folder."""
    for entity in ENTITIES:
        arrays = {"id": checked.ids[entity], "household": checked.households[entity]}
        if entity == INDIVIDU:
            for group in GROUPS:
                arrays[f"members {group.entity}"] = checked.members[group.entity]
                arrays[f"role {group.entity}"] = checked.roles[group.entity]
            if checked.births is not None:
                arrays["birth"] = checked.births
        if entity == MENAGE.entity:
            arrays["weight"] = checked.weights
            if checked.weights_initial is not None:
                arrays[WEIGHT_INITIAL] = checked.weights_initial
            for other in ENTITIES:
                sizes = numpy.bincount(checked.households[other], minlength=len(checked.weights))
                arrays[f"end {other}"] = numpy.cumsum(sizes)
        for column in checked.columns:
            if column.variable.entity.key == entity:
                arrays[f"input {column.name}"] = checked.inputs[column.name]
        _write(folder / f"{entity}.arrow", arrays)
        _write(folder / f"{entity}.places.arrow", {"place": checked.places[entity]})
    description = {
        "year": checked.year,
        "columns": [
            [column.name, column.table, column.variable.name, str(column.period) if column.period else None]
            for column in checked.columns
        ],
    }
    (folder / "survey.json").write_text(json.dumps(description, indent=1), encoding="utf-8")


def _write(path, arrays):
    write_table(path, pyarrow.table({name: pyarrow.array(values) for name, values in arrays.items()}))


def write_table(path, table):
    """Write an Arrow table so that `map_table` can map it in memory."""
    with pyarrow.OSFile(str(path), "wb") as sink, pyarrow.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)


def fingerprint(folder):
    """SHA-256 of everything in a staged survey."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        digest.update(path.name.encode())
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    return digest.hexdigest()


class Staged:
    """A staged survey, open for reading."""

    def __init__(self, folder, system):
        description = json.loads((folder / "survey.json").read_text(encoding="utf-8"))
        self.year = description["year"]
        self.columns = [
            InputColumn(name, table, system.get_variable(variable), period and periods.period(period))
            for name, table, variable, period in description["columns"]
        ]
        self._tables = {entity: map_table(folder / f"{entity}.arrow") for entity in ENTITIES}
        self._folder = folder
        self._ends = {entity: self.array(MENAGE.entity, f"end {entity}") for entity in ENTITIES}

    @property
    def households(self):
        """How many there are."""
        return self.count(MENAGE.entity)

    def count(self, entity):
        """The number of rows of an entity."""
        return self._tables[entity].num_rows

    def array(self, entity, name, start=0, stop=None):
        """Rows `start` to `stop` of a stored array."""
        column = self._tables[entity][name].slice(start, None if stop is None else stop - start)
        values = column.combine_chunks().to_numpy(zero_copy_only=False)
        return values.astype("datetime64[D]") if values.dtype.kind == "M" else values

    def take(self, entity, name, places):
        """The values of a stored array at these places, as an Arrow array."""
        return self._tables[entity][name].combine_chunks().take(pyarrow.array(places))

    def type_of_id(self, entity):
        """The Arrow type of an entity's ids."""
        return self._tables[entity]["id"].type

    def has(self, entity, name):
        """Whether an entity has a stored array of that name."""
        return name in self._tables[entity].column_names

    def places(self, entity):
        """The place of each row of the results of an entity, in the survey's order."""
        return map_table(self._folder / f"{entity}.places.arrow")["place"].combine_chunks().to_numpy()

    def block(self, first, last):
        """The households from `first` to `last`, this one not included, as a Block."""
        start = {entity: int(ends[first - 1]) if first else 0 for entity, ends in self._ends.items()}
        stop = {entity: int(ends[last - 1]) for entity, ends in self._ends.items()}

        def persons(name):
            return self.array(INDIVIDU, name, start[INDIVIDU], stop[INDIVIDU])

        inputs = {}
        for column in self.columns:
            entity = column.variable.entity.key
            values = self.array(entity, f"input {column.name}", start[entity], stop[entity])
            inputs[column.name] = values.astype(object) if column.variable.value_type is str else values
        return Block(
            year=self.year,
            columns=self.columns,
            ids={entity: self.array(entity, "id", start[entity], stop[entity]) for entity in ENTITIES},
            counts={entity: stop[entity] - start[entity] for entity in ENTITIES},
            members={group.entity: persons(f"members {group.entity}") - start[group.entity] for group in GROUPS},
            roles={group.entity: persons(f"role {group.entity}") for group in GROUPS},
            inputs=inputs,
            births=persons("birth") if self.has(INDIVIDU, "birth") else None,
        )


def read_table(path):
    """A table of `write_table`, read into memory (no file stays open)."""
    with pyarrow.OSFile(str(path)) as source:
        return pyarrow.ipc.open_file(source).read_all()


def map_table(path):
    """A table of `write_table`, mapped in memory."""
    return pyarrow.ipc.open_file(pyarrow.memory_map(str(path))).read_all()
