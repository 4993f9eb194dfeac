"""Table lookups in place of openfisca-core's row-by-row indexing of parameter nodes by an array."""

import numpy


def by_enum(node, keys, default=None):
    """The parameter of each row, for an array of enum values.

    Args:
        node: a parameter node at an instant, whose children are numbers named as the enum's items.
        keys: an EnumArray of n rows.
        default: the number for items that the node does not have; without it such an item is an error.

    Returns:
        A float64 array of n rows.

    Raises:
        KeyError: an item of the enum has no value in the node and no default was given.
    """
    table = []
    for item in keys.possible_values:
        value = getattr(node, item.name, default) if hasattr(node, item.name) else default
        if value is None:
            raise KeyError(f"the parameter node has no value for {item.name!r} and no default was given")
        table.append(value)
    return numpy.asarray(table, dtype=numpy.float64)[keys.view(numpy.ndarray)]
