"""Numbers written as text, read without ever evaluating Python.

openfisca-core hands such strings to numexpr, that is to `eval`: through the Web API this is code execution.
"""

import ast
import operator
import re

from openfisca_core import commons
from openfisca_core.commons import misc

_ARITHMETIC = re.compile(r"[\d.eE+\-*/() ]{1,100}", re.ASCII)
_OPERATIONS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
}


def install():
    """Replace openfisca-core's evaluation of strings, for every caller in the process."""
    commons.eval_expression = evaluate
    misc.eval_expression = evaluate


def evaluate(expression):
    """The number that a text of digits and + - * / stands for, or the text itself when it is anything else.

    >>> evaluate("1500.5 * 12")
    18006.0
    >>> evaluate("__import__('os').getcwd()")
    "__import__('os').getcwd()"
    """
    if not _ARITHMETIC.fullmatch(expression):
        return expression
    try:
        return _value(ast.parse(expression.strip(), mode="eval").body)
    except (SyntaxError, ValueError, ZeroDivisionError, OverflowError, RecursionError, MemoryError):
        return expression


def _value(node):
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return node.value
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        return _OPERATIONS[type(node.op)](_value(node.left), _value(node.right))
    if isinstance(node, ast.UnaryOp) and type(node.op) in _OPERATIONS:
        return _OPERATIONS[type(node.op)](_value(node.operand))
    raise ValueError("not arithmetic")
