"""Pure functions of stored arrays, computed once for the same arrays.

What a simulation stores is never written into: a function of such arrays and of plain values gives the same result each
time. Dates of birth are converted once, not by each formula of each month; a sum from January is carried from month to
month although each month's formula starts from January.
"""

import functools
import weakref

import numpy

LARGEST = 10_000  # results remembered for one function; they go with the arrays that they come from anyway


def once(function):
    """Remember the results of a pure function, by the identity of its arrays and the value of its other arguments.

    Only arrays that nothing can write into are recognised; the results are such arrays too. The other arguments are
    hashable.
    """
    memory = {}

    @functools.wraps(function)
    def remembered(*arguments, **named):
        values = (*arguments, *named.values()) if named else arguments
        key = (*named, *[id(one) if isinstance(one, numpy.ndarray) else (type(one), one) for one in values])
        found = memory.get(key)
        if found is not None:
            return found[0]
        arrays = [one for one in values if isinstance(one, numpy.ndarray)]
        result = function(*arguments, **named)
        results = result if isinstance(result, tuple) else (result,)
        if not arrays or any(one.flags.writeable for one in arrays) or any(map(_is_view, results)):
            return result
        for one in results:
            one.flags.writeable = False
        if len(memory) >= LARGEST:
            memory.clear()

        def forget(_, key=key):
            memory.pop(key, None)

        # An entry goes with the first of its arrays, before another one can have its identity.
        memory[key] = (result, [weakref.ref(one, forget) for one in arrays])
        return result

    return remembered


def _is_view(result):
    """What shows another array would keep it alive, and with it the entry that should go when it goes."""
    return result.base is not None
