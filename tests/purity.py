"""What makes a formula impure, read from its syntax tree.

A name is an *array* when it comes from a call on the population (`famille("x", period)`, `individu.has_role(…)`) or
from an expression of arrays; *law* when it comes from `parameters(…)`; a *container* when it is a list of arrays.
`period`, the law and what is made of them alone are plain Python: branching and looping on them is fine.
"""

import ast

POPULATIONS = {"individu", "famille", "foyer_fiscal", "menage", "population", "person", "persons"}
NUMBERS = {0, 1, 2, 12, 100, 0.5}
BOUNDS = {"min_value", "max_value", "default_value", "max_length"}
REDUCTIONS = {
    "any",
    "all",
    "sum",
    "max",
    "min",
    "mean",
    "prod",
    "argmax",
    "argmin",
    "cumsum",
    "sort",
    "median",
    "unique",
}
# numpy adds these in an order that changes with the number of rows: the last bit would depend on who else is there.
BY_ORDER = {
    "sum",
    "mean",
    "average",
    "prod",
    "dot",
    "matmul",
    "inner",
    "einsum",
    "cumsum",
    "nansum",
    "vdot",
    "tensordot",
}
WRITES = {"sort", "fill", "put", "resize", "itemset", "setflags", "partition"}
PLAIN_ATTRIBUTES = {"count", "shape", "size", "dtype", "ndim", "ids", "entity", "possible_values"}
PLAIN_CALLS = {"len", "isinstance", "type", "hasattr"}
SCALARS = {"int", "float", "bool", "min", "max", "any", "all", "sorted", "round"}
ENGINE = {"simulation", "get_holder", "tax_benefit_system", "holder"}
ARRAY, CONTAINER, LAW, POPULATION, UNKNOWN, PLAIN = "array", "container", "law", "population", "unknown", "plain"


def faults_of_formula(function, is_formula=True):
    """`(line, what)` for each impurity of a formula, or of a function that formulas call."""
    reader = _Reader(function, is_formula)
    reader.read()
    return sorted(reader.faults)


def numbers_of(tree):
    """`(line, number)` for each number of a module that is neither plain nor a bound or default of a variable."""
    exempt = {
        id(node)
        for line in ast.walk(tree)
        if isinstance(line, ast.Assign) and any(getattr(target, "id", None) in BOUNDS for target in line.targets)
        for node in ast.walk(line.value)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and type(node.value) in (int, float, complex)
        and node.value not in NUMBERS
        and id(node) not in exempt
    ]


class _Reader:
    def __init__(self, function, is_formula):
        self.function = function
        self.faults = set()
        arguments = [argument.arg for argument in function.args.args]
        self.kinds = dict.fromkeys(arguments, UNKNOWN)
        if is_formula:
            self.kinds.update(zip(arguments, (POPULATION, PLAIN, LAW), strict=False))
        for name in arguments:
            if name in POPULATIONS:
                self.kinds[name] = POPULATION
        self.kinds.update({name: kind for name, kind in (("period", PLAIN), ("parameters", LAW)) if name in arguments})
        self.is_formula = is_formula

    def fault(self, node, what):
        self.faults.add((node.lineno, what))

    def read(self):
        for _ in range(2):  # a loop can give a name its kind below its first use
            self.block(self.function.body)
        if self.is_formula and not _returns(self.function.body):
            self.fault(self.function, "does not return on every path")

    def block(self, lines):
        for line in lines:
            self.line(line)

    def line(self, line):
        for node in ast.iter_child_nodes(line):
            if isinstance(node, ast.expr):
                self.expression(node)
        if isinstance(line, ast.Assign):
            for target in line.targets:
                self.assign(target, self.kind(line.value))
        elif isinstance(line, ast.AnnAssign) and line.value is not None:
            self.assign(line.target, self.kind(line.value))
        elif isinstance(line, ast.AugAssign):
            self.write(line.target, line)
        elif isinstance(line, (ast.If, ast.While, ast.Assert)):
            self.test(line.test)
        elif isinstance(line, ast.For):
            self.loop(line.iter, line.target)
        elif isinstance(line, (ast.Global, ast.Nonlocal, ast.Try, ast.With, ast.Delete)):
            self.fault(line, f"{type(line).__name__.lower()} statement")
        elif isinstance(line, ast.Return) and line.value is None and self.is_formula:
            self.fault(line, "returns nothing")
        for name in ("body", "orelse", "finalbody"):
            self.block(getattr(line, name, []))
        for handler in getattr(line, "handlers", []):
            self.block(handler.body)

    def assign(self, target, kind):
        if isinstance(target, ast.Name):
            self.kinds[target.id] = kind
        elif isinstance(target, (ast.Tuple, ast.List)):
            for one in target.elts:
                self.assign(one, ARRAY if kind == CONTAINER else kind)
        elif isinstance(target, (ast.Subscript, ast.Attribute)):
            self.write(target, target)

    def write(self, target, node):
        base = target
        while isinstance(base, (ast.Subscript, ast.Attribute)):
            base = base.value
        if self.kind(base) in (ARRAY, LAW, POPULATION, UNKNOWN):
            self.fault(node, f"writes into what it received: {ast.unparse(node)}")

    def test(self, node):
        if self.kind(node) == ARRAY:
            self.fault(node, f"branches on the values of an array: {ast.unparse(node)}")

    def loop(self, iterated, target):
        """Refuse a loop over rows, and give the names of the target their kinds."""
        for one, part in _pairs(iterated, target):
            kind = self.kind(one) if one is not None else PLAIN
            if kind == ARRAY:
                self.fault(iterated, f"loops over rows: {ast.unparse(iterated)}")
            self.assign(part, ARRAY if kind in (ARRAY, CONTAINER) else kind)

    def expression(self, top):
        for node in ast.walk(top):
            if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)):
                for part in node.generators:
                    self.loop(part.iter, part.target)
                    for condition in part.ifs:
                        self.test(condition)
        for node in ast.walk(top):
            for test in _tests(node):
                self.test(test)
            if isinstance(node, ast.Call):
                self.call(node)
            elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
                self.fault(node, f"adds in an order that changes with the number of rows: {ast.unparse(node)}")
            elif isinstance(node, ast.Compare) and _of_one_value(node) and self.kind(node) == ARRAY:
                self.fault(node, f"compares an array as one value: {ast.unparse(node)}")
            elif isinstance(node, ast.Subscript) and self.kind(node.value) == LAW and self.kind(node.slice) == ARRAY:
                self.fault(node, f"looks parameters up row by row: {ast.unparse(node)}")
            elif isinstance(node, ast.Attribute) and node.attr in ENGINE:
                self.fault(node, f"reaches into the engine: {ast.unparse(node)}")
            elif isinstance(node, (ast.NamedExpr, ast.Lambda, ast.Await, ast.Yield, ast.YieldFrom)):
                self.fault(node, f"{type(node).__name__}: {ast.unparse(node)}")

    def call(self, node):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        first = self.kind(node.args[0]) if node.args else PLAIN
        by_axis = any(keyword.arg == "axis" for keyword in node.keywords)
        if isinstance(node.func, ast.Attribute):
            of = self.kind(node.func.value)
            if of in (ARRAY, UNKNOWN) and name in WRITES:
                self.fault(node, f"writes into what it received: {ast.unparse(node)}")
            rows = of == ARRAY or (_is_numpy(node.func.value) and first == ARRAY)
            if name in REDUCTIONS and rows and not by_axis:
                self.fault(node, f"mixes the rows of an array: {ast.unparse(node)}")
            if name in BY_ORDER and _is_numpy(node.func.value) and first in (ARRAY, CONTAINER):
                self.fault(node, f"adds in an order that changes with the number of rows: {ast.unparse(node)}")
        elif name in SCALARS and (first == ARRAY or any(self.kind(argument) == ARRAY for argument in node.args)):
            self.fault(node, f"takes an array for one value: {ast.unparse(node)}")
        for keyword in node.keywords:
            if keyword.arg == "out" and isinstance(keyword.value, ast.Name) and self.kind(keyword.value) != PLAIN:
                self.fault(node, f"writes into what it received: {ast.unparse(node)}")

    def kind(self, node):
        """What an expression is."""
        method = getattr(self, f"_{type(node).__name__.lower()}", None)
        return method(node) if method else self._of(ast.iter_child_nodes(node))

    def _of(self, nodes):
        kinds = {self.kind(node) for node in nodes}
        return ARRAY if kinds & {ARRAY, CONTAINER} else PLAIN

    def _name(self, node):
        return self.kinds.get(node.id, PLAIN)

    def _constant(self, node):
        return PLAIN

    def _attribute(self, node):
        of = self.kind(node.value)
        return PLAIN if node.attr in PLAIN_ATTRIBUTES and of != LAW else of

    def _subscript(self, node):
        of = self.kind(node.value)
        if of == CONTAINER:
            return ARRAY
        return of if of == LAW else self._of((node.value, node.slice))

    def _call(self, node):
        of = self.kind(node.func)
        if of == POPULATION:
            return ARRAY
        if isinstance(node.func, ast.Name) and node.func.id in PLAIN_CALLS:
            return PLAIN
        arguments = [*node.args, *(keyword.value for keyword in node.keywords)]
        if of == LAW and isinstance(node.func, ast.Attribute) and node.func.attr == "calc":
            return ARRAY
        if of == LAW:
            return LAW
        passed = {self.kind(argument) for argument in arguments}
        return ARRAY if of == ARRAY or passed & {ARRAY, CONTAINER, POPULATION} else PLAIN

    def _compare(self, node):
        if all(isinstance(operator, (ast.Is, ast.IsNot)) for operator in node.ops):
            return PLAIN
        return self._of((node.left, *node.comparators))

    def _list(self, node):
        return CONTAINER if self._of(node.elts) == ARRAY else PLAIN

    _tuple = _set = _list

    def _listcomp(self, node):
        for generator in node.generators:
            for one, part in _pairs(generator.iter, generator.target):
                kind = self.kind(one) if one is not None else PLAIN
                self.assign(part, ARRAY if kind in (ARRAY, CONTAINER) else kind)
        return CONTAINER if self.kind(node.elt) in (ARRAY, CONTAINER) else PLAIN

    _generatorexp = _setcomp = _listcomp


def _pairs(iterated, target):
    """`(what is iterated, what it gives)`; zip and enumerate are taken apart, None stands for a counter."""
    if isinstance(iterated, ast.Call) and isinstance(iterated.func, ast.Name) and isinstance(target, ast.Tuple):
        if iterated.func.id == "enumerate":
            return [(None, target.elts[0]), *_pairs(iterated.args[0], target.elts[1])]
        if iterated.func.id == "zip" and len(iterated.args) == len(target.elts):
            return [pair for args in zip(iterated.args, target.elts, strict=True) for pair in _pairs(*args)]
    return [(iterated, target)]


def _tests(node):
    """What an expression takes for true or false."""
    if isinstance(node, ast.IfExp):
        return [node.test]
    if isinstance(node, ast.BoolOp):
        return node.values
    return [node.operand] if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not) else []


def _of_one_value(comparison):
    return len(comparison.ops) > 1 or isinstance(comparison.ops[0], (ast.In, ast.NotIn))


def _is_numpy(node):
    return isinstance(node, ast.Name) and node.id in ("numpy", "np")


def _returns(lines):
    last = lines[-1]
    if isinstance(last, ast.If):
        return bool(last.orelse) and _returns(last.body) and _returns(last.orelse)
    return isinstance(last, (ast.Return, ast.Raise))
