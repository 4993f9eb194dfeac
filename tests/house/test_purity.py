"""The reading of formulas finds each kind of impurity, and nothing in what is pure."""

import ast
import textwrap

import pytest
from purity import faults_of_formula, numbers_of


def faults(body, is_formula=True):
    text = "def formula(famille, period, parameters):\n" + textwrap.indent(textwrap.dedent(body), "    ")
    return [what for _, what in faults_of_formula(ast.parse(text).body[0], is_formula)]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("x = famille('x', period)\nif x.any():\n    return x\nreturn 0", "branches on the values"),
        ("x = famille('x', period)\nif (x > 1).all():\n    return x\nreturn 0", "mixes the rows"),
        ("x = famille('x', period) > 1\nif numpy.any(x):\n    return 1\nreturn 0", "branches on the values"),
        ("return 1 if famille('x', period) else 2", "branches on the values"),
        ("a = famille('x', period)\nreturn a and famille('y', period)", "branches on the values"),
        ("return not famille('x', period)", "branches on the values"),
        ("x = famille('x', period)\nwhile x > 0:\n    pass\nreturn x", "branches on the values"),
        ("assert famille('x', period)\nreturn 1", "branches on the values"),
        ("return 0 < famille('x', period) < 2", "compares an array as one value"),
        ("return famille('x', period) in (0, 1)", "compares an array as one value"),
        ("x = famille.members('x', period)\nx += 1\nreturn x", "writes into"),
        ("x = famille('x', period)\nx[x > 2] = 0\nreturn x", "writes into"),
        ("x = famille('x', period)\nx.sort()\nreturn x", "writes into"),
        ("x = famille('x', period)\nreturn numpy.add(x, 1, out=x)", "writes into"),
        ("parameters(period).x.rate = 1\nreturn 0", "writes into"),
        ("for k, one in enumerate(famille('x', period)):\n    pass\nreturn 0", "loops over rows"),
        ("for one in famille('x', period):\n    pass\nreturn 0", "loops over rows"),
        ("return sum(one for one in famille('x', period))", "loops over rows"),
        ("return famille('x', period).sum()", "mixes the rows"),
        ("return numpy.max(famille('x', period))", "mixes the rows"),
        ("return numpy.sum([famille(name, period) for name in NAMES], axis=0)", "adds in an order"),
        ("return numpy.array(RATES) @ numpy.array([famille('x', period)])", "adds in an order"),
        ("return max(famille('x', period), 0)", "takes an array for one value"),
        ("return int(famille('x', period))", "takes an array for one value"),
        ("return parameters(period).x[famille('zone', period)]", "row by row"),
        ("law = parameters(period).x\nzone = famille('zone', period)\nreturn law.a[zone].b", "row by row"),
        ("return famille.simulation.calculate('x', period)", "reaches into the engine"),
        ("try:\n    return famille('x', period)\nexcept ValueError:\n    return 0", "try statement"),
        ("global y\nreturn 0", "global statement"),
        ("x = famille('x', period)", "does not return"),
        ("if period.start.year > famille.count:\n    return 1", "does not return"),
        ("return", "returns nothing"),
        ("a, b = [famille(n, period) for n in names]\nb *= 2\nreturn a", "writes into"),
        ("return (lambda: famille('x', period))()", "Lambda"),
    ],
)
def test_an_impurity_is_found(body, what):
    assert any(what in fault for fault in faults(body)), faults(body)


@pytest.mark.parametrize(
    "body",
    [
        "return numpy.where(famille('x', period) > 0, 1, 0)",
        "if period.start.month == 9:\n    return famille('x', period)\nreturn famille('y', period)",
        "law = parameters(period).x\nif law.limit is None:\n    return 0\nreturn famille('x', period) * law.rate",
        "law = parameters(period).x\nif not law.on:\n    return 0\nelse:\n    return law.a.calc(famille('x', period))",
        "return sum(famille(name, period) for name in NAMES)",
        "total = 0\nfor name in NAMES:\n    total = total + famille(name, period)\nreturn total",
        "parts = [famille('x', period), famille('y', period)]\nreturn sum(part * 2 for part in parts)",
        "parts = [famille('x', period)]\nreturn sum(k * x for k, x in enumerate(parts) if k)",
        "parts = [famille('x', period)]\nreturn sum(x for name, x in zip(NAMES, parts, strict=True) if name)",
        "return numpy.any([famille('x', period) == one for one in (1, 2)], axis=0)",
        "x = famille('x', period)\nreturn numpy.divide(1, x, out=numpy.zeros(famille.count), where=x > 0)",
        "return famille.any(famille.members('x', period)) & (famille.nb_persons() > 1)",
        "x = famille('x', period)\nreturn x.astype(int) + len(x)",
        "months = int(parameters(period).x.months)\nreturn sum(famille('x', period.offset(-k)) for k in range(months))",
        "table = numpy.array([parameters(period).a, parameters(period).b])\nreturn table[famille('zone', period)]",
        "return by_enum(parameters(period).x, famille('zone', period))",
    ],
)
def test_what_is_pure_is_left_alone(body):
    assert faults(body) == []


def test_a_helper_may_not_write_into_its_arguments():
    assert faults("famille[0] = 1", is_formula=False)
    text = "def helper(amounts, period):\n    amounts += 1\n    if amounts is None:\n        return\n    return amounts"
    assert len(faults_of_formula(ast.parse(text).body[0], is_formula=False)) == 1


def test_numbers_of_the_law_are_found_anywhere_but_in_bounds():
    text = """
        LIMIT = 65
        class a(Variable):
            max_value = 744
            default_value = date(1970, 1, 1)
            def formula(famille, period):
                return -1 * 0.5 + 12 * 2 + round_half_up(100, 4) + 0.069
    """
    assert sorted(number for _, number in numbers_of(ast.parse(textwrap.dedent(text)))) == [0.069, 4, 65]
