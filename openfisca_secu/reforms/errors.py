"""What is wrong with a reform, all of it at once."""


class ReformError(ValueError):
    """A reform that cannot be applied.

    Attributes:
        faults: one sentence a fault, with file and line where they are known.
    """

    def __init__(self, faults):
        self.faults = (faults,) if isinstance(faults, str) else tuple(faults)
        super().__init__("\n".join(self.faults))

    def __reduce__(self):
        return type(self), (self.faults,)
