"""What two laws have in common, computed once: values of variables that a reform cannot change.

A reform changes some variables and some parameters. Every other variable that reads none of these, itself or through
others, has the same value under both laws. Who reads what is recorded on a few households; formulas branch on periods
and parameters and never on the values of arrays (docs/conventions.md), so that it is the same for all.
"""

from openfisca_core.parameters import ParameterNodeAtInstant

from openfisca_secu.reforms.tree import changed_parameters, changed_variables
from openfisca_secu.survey.blocks import release
from openfisca_secu.survey.reads import Reads, record

FEW = 20  # households on which reads are recorded
_DEPTH = 2  # parameters are told apart by instrument, as `cotisations.smic`


class ReadsOfLaw(Reads):
    """Records parameters too, by instrument: the first names of their paths."""

    def __init__(self):
        super().__init__()
        self.parameters = {}

    def watch(self, simulation):
        """Record what a simulation computes from now on."""
        super().watch(simulation)
        system = simulation.tax_benefit_system
        simulation.trace_parameters_at_instant = lambda at: _Noted(system.get_parameters_at_instant(at), (), self._note)

    def _note(self, path):
        self.parameters.setdefault(self.stack[-1]["name"], set()).add(path)


class _Noted:
    """A node of the parameters of an instant, above `_DEPTH`, that tells which of its children are read."""

    def __init__(self, node, path, note):
        self._node, self._path, self._note = node, path, note

    def __getattr__(self, name):
        return self._child(name, getattr(self._node, name, None), getattr)

    def __getitem__(self, name):
        return self._child(name, self._node[name], None)

    def _child(self, name, child, again):
        path = (*self._path, name)
        if len(path) < _DEPTH and isinstance(child, ParameterNodeAtInstant):
            return _Noted(child, path, self._note)
        self._note(path)
        return again(self._node, name) if again else child

    def __iter__(self):
        self._note(self._path)
        return iter(self._node)

    def __contains__(self, name):
        self._note(self._path)
        return name in self._node


def common_variables(reference, reform, block, clocks, outcomes, *, treatment):
    """The names of the variables that have the same values under two laws, of all those that the reference reads.

    Args:
        reference: a tax-benefit system.
        reform: another one, made of the same one by reforms.
        block: a `staging.Block` of a few households.
        clocks: the `inputs.Clocks`.
        outcomes: the `outcomes.Outcome` objects to simulate.
        treatment: a `treatment.Treatment`.
    """
    reads = ReadsOfLaw()
    names = [outcome.variable.name for outcome in outcomes]
    record(reference, block, clocks, names, reads, treatment=treatment)
    paths = changed_parameters(reference.parameters, reform.parameters)
    changed = {tuple(path.split("[")[0].split(".")) for path in paths}
    waiting = list(changed_variables(reference, reform))
    for name, read in reads.parameters.items():
        if any(_meet(one, other) for one in read for other in changed):
            waiting.append(name)
    readers = {}
    for reader, read in reads.asked.items():
        for name in read:
            readers.setdefault(name, []).append(reader)
    affected = set()
    while waiting:
        name = waiting.pop()
        if name not in affected:
            affected.add(name)
            waiting += readers.get(name, ())
    known = {*reads.asked, *readers, *names}
    return frozenset(known - affected)


def _meet(path, other):
    """Whether one path is the beginning of the other."""
    return all(one == two for one, two in zip(path, other, strict=False))


class Shared:
    """The values of a block of households under one law, for the other laws of a run.

    Args:
        common: by law, the names of the variables that it has in common with the first one; the first one's is None.
    """

    def __init__(self, common):
        self._common = common
        self._law = self._first = None

    def knows(self, law):
        """Whether a law has something in common with others."""
        return len(self._common) > 1 and law in self._common

    def of(self, law):
        """Say under which law the next simulation is."""
        self._law = law
        return self

    def give(self, simulation):
        """Give a simulation the values that the first one has of the variables in common."""
        names = self._common[self._law]
        if names is None or self._first is None:
            return
        for population in self._first.populations.values():
            for name, holder in population._holders.items():
                if name in names:
                    simulation.get_holder(name)._memory_storage._arrays.update(holder._memory_storage._arrays)

    def keeps(self, simulation):
        """Whether this simulation is kept: the first one is."""
        if self._common[self._law] is None:
            self._first = simulation
        return simulation is self._first

    def end(self):
        """Let go of what is kept."""
        if self._first is not None:
            release(self._first)
            self._first = None
