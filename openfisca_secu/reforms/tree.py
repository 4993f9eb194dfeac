"""The parameters of a law as leaves by path, and what differs between two laws."""

from openfisca_core.parameters import Parameter, ParameterNode, ParameterScale


def leaves(root):
    """Every parameter by its dotted path; those of a scale's brackets as `scale[1].rate`."""
    found = {}
    _collect(root, "", found)
    return found


def _collect(node, path, found):
    if isinstance(node, Parameter):
        found[path] = node
    elif isinstance(node, ParameterScale):
        for index, bracket in enumerate(node.brackets):
            for name, leaf in bracket.children.items():
                found[f"{path}[{index}].{name}"] = leaf
    else:
        for name, child in node.children.items():
            _collect(child, f"{path}.{name}" if path else name, found)


def groups(root):
    """Every node and every scale by its dotted path."""
    found, waiting = {}, [("", root)]
    while waiting:
        path, node = waiting.pop()
        for name, child in node.children.items():
            below = f"{path}.{name}" if path else name
            if not isinstance(child, Parameter):
                found[below] = child
            if isinstance(child, ParameterNode):
                waiting.append((below, child))
    return found


def changed_spans(before, after):
    """The spans of time in which two histories of a parameter differ: `(first day, day after the last or None)`."""
    days = sorted({one.instant_str for history in (before, after) for one in history.values_list})
    spans = []
    for day, following in zip(days, [*days[1:], None], strict=True):
        if _differ(before.get_at_instant(day), after.get_at_instant(day)):
            spans.append((day, following))
    return tuple(spans)


def _differ(one, other):
    return type(one) is not type(other) or one != other


def changed_parameters(before, after):
    """`{path: spans}` of the parameters of one law that another one changes or takes away; new ones are not there."""
    if before is after:
        return {}
    kept = leaves(after)
    found = {}
    for path, parameter in leaves(before).items():
        spans = changed_spans(parameter, kept[path]) if path in kept else (("", None),)
        if spans:
            found[path] = spans
    return found


def changed_variables(before, after):
    """The names of the variables of one law that another one changes, adds or takes away."""
    names = before.variables.keys() | after.variables.keys()
    return {name for name in names if before.variables.get(name) is not after.variables.get(name)}
