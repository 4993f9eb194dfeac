"""The final tables of a year, put together from its blocks in the order of the survey: Parquet of fixed row groups."""

import numpy
import pyarrow
import pyarrow.parquet

from openfisca_secu.survey.layout import PERSON_ID, WEIGHT, WEIGHT_INITIAL
from openfisca_secu.survey.membership import INDIVIDU
from openfisca_secu.survey.outcomes import by_entity, schema_of
from openfisca_secu.survey.staging import ENTITIES, read_table
from openfisca_secu.survey.tables import GROUPS, MENAGE, PERSONS

ROW_GROUP = 1 << 16
TABLE_OF = {INDIVIDU: PERSONS, **{group.entity: group.table for group in GROUPS}}


def write_year(staged, block_folders, bounds, outcomes, target):
    """Write the tables of one year.

    Args:
        staged: the `staging.Staged` survey.
        block_folders: the folders of the finished blocks, in order.
        bounds: the first household of each block, and one more for the end.
        outcomes: the columns computed.
        target: a folder that does not exist yet.
    """
    target.mkdir(parents=True)
    its_outcomes = by_entity(outcomes)
    for entity in ENTITIES:
        found = its_outcomes.get(entity, [])
        schema = pyarrow.schema([*_own_fields(staged, entity), *schema_of(found)])
        blocks = _Blocks(staged, entity, block_folders, bounds, schema_of(found))
        places = staged.places(entity)
        path = target / f"{TABLE_OF[entity]}.parquet"
        with pyarrow.parquet.ParquetWriter(path, schema, compression="zstd") as writer:
            for start in range(0, len(places), ROW_GROUP):
                rows = places[start : start + ROW_GROUP]
                columns = [*_own_columns(staged, entity, rows), *blocks.columns(rows)]
                writer.write_table(pyarrow.table(columns, schema=schema), row_group_size=ROW_GROUP)


def _own_fields(staged, entity):
    """Ids, roles and the household's weight, under the names that the survey's own layout has for them."""
    ids = {other: staged.type_of_id(other) for other in ENTITIES}
    fields = [pyarrow.field(PERSON_ID if entity == INDIVIDU else f"{entity}_id", ids[entity], nullable=False)]
    if entity == INDIVIDU:
        for group in GROUPS:
            fields.append(pyarrow.field(group.id, ids[group.entity], nullable=False))
            fields.append(
                pyarrow.field(group.role, pyarrow.dictionary(pyarrow.int8(), pyarrow.string()), nullable=False)
            )
    elif entity != MENAGE.entity:
        fields.append(pyarrow.field(MENAGE.id, ids[MENAGE.entity], nullable=False))
    fields.append(pyarrow.field(WEIGHT, pyarrow.float64(), nullable=False))
    if staged.has(entity, WEIGHT_INITIAL):
        fields.append(pyarrow.field(WEIGHT_INITIAL, pyarrow.float64(), nullable=False))
    return fields


def _own_columns(staged, entity, rows):
    columns = [staged.take(entity, "id", rows)]
    household = staged.take(entity, "household", rows).to_numpy()
    if entity == INDIVIDU:
        for group in GROUPS:
            columns.append(staged.take(group.entity, "id", staged.take(entity, f"members {group.entity}", rows)))
            codes = staged.take(entity, f"role {group.entity}", rows)
            columns.append(pyarrow.DictionaryArray.from_arrays(codes, pyarrow.array(group.roles)))
    elif entity != MENAGE.entity:
        columns.append(staged.take(MENAGE.entity, "id", household))
    columns.append(staged.take(MENAGE.entity, "weight", household))
    if staged.has(entity, WEIGHT_INITIAL):
        columns.append(staged.take(entity, WEIGHT_INITIAL, rows))
    return columns


class _Blocks:
    """The computed columns of one entity, read from the blocks as rows are asked for."""

    def __init__(self, staged, entity, folders, bounds, schema):
        ends = staged.array(MENAGE.entity, f"end {entity}")
        self._starts = numpy.array([0 if bound == 0 else ends[bound - 1] for bound in bounds])
        self._paths = [folder / f"{entity}.arrow" for folder in folders]
        self._schema = schema
        self._all = None

    def columns(self, rows):
        """The columns of the rows at these places."""
        if not len(self._schema):
            return []
        first, last = int(rows[0]), int(rows[-1]) + 1
        if last - first == len(rows) and (numpy.diff(rows) == 1).all():
            return self._between(first, last).columns
        if self._all is None:  # a survey whose households are not together in their file
            self._all = self._between(0, int(self._starts[-1]))
        return self._all.take(rows).columns

    def _between(self, first, last):
        block = int(numpy.searchsorted(self._starts, first, side="right")) - 1
        parts = []
        while block < len(self._paths) and self._starts[block] < last:
            start, stop = self._starts[block], self._starts[block + 1]
            table = read_table(self._paths[block])
            low, high = max(first, start), min(last, stop)
            parts.append(table.slice(low - start, high - low))
            block += 1
        return pyarrow.concat_tables(parts).combine_chunks()
