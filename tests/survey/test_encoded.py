"""What encodes an article: names that begin alike are told apart, values are those of a day."""

import pytest
from openfisca_core.parameters import ParameterNode

from openfisca_secu.code import UnknownArticleError
from openfisca_secu.encoded import parameters_of, value_on, variables_of


class FakeSystem:
    """A tax-benefit system with nothing but parameters."""

    def __init__(self, **leaves):
        self.parameters = ParameterNode("", data=leaves)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("D521-1", True),
        ("D. 521-1 et D521-2", True),
        ("D521-12", False),
        ("D521-1-1", False),
        ("AD521-1", False),
        ("L521-1", False),
        ("décret 2008-1 ; D521-1, alinéa 2", True),
    ],
)
@pytest.mark.parametrize("where", ["description", "reference", "value"])
def test_an_article_named_in_a_parameter(text, found, where):
    leaf = {"description": "Taux", "values": {"2020-01-01": {"value": 1}}}
    if where == "description":
        leaf["description"] = text
    elif where == "reference":
        leaf["metadata"] = {"reference": {"2020-01-01": text}}
    else:
        leaf["values"]["2020-01-01"]["reference"] = text
    assert [node.name for node in parameters_of(FakeSystem(taux=leaf), "D521-1")] == (["taux"] if found else [])


def test_an_article_named_in_a_scale():
    scale = {
        "description": "Barème",
        "brackets": [
            {
                "threshold": {"2020-01-01": {"value": 0}},
                "rate": {"2020-01-01": {"value": 0.1, "reference": "D521-1"}, "2021-01-01": {"value": 0.2}},
            },
            {"threshold": {"2021-01-01": {"value": 10}}, "rate": {"2021-01-01": {"value": 0.3}}},
        ],
    }
    (node,) = parameters_of(FakeSystem(bareme=scale), "D521-1")
    assert value_on(node, "2020-06-01") == ("threshold 0, rate 0.1", None)
    assert value_on(node, "2021-06-01") == ("threshold 0, rate 0.2 ; threshold 10, rate 0.3", None)
    assert value_on(node, "2019-06-01") == ("aucune valeur", None)


def test_a_value_on_a_day():
    leaf = {"description": "D521-1", "values": {"2020-01-01": 1, "2021-01-01": 2, "2022-01-01": None}}
    (node,) = parameters_of(FakeSystem(taux=leaf), "D521-1")
    assert value_on(node, "2020-12-31") == ("1", "2020-01-01")
    assert value_on(node, "2021-01-01") == ("2", "2021-01-01")
    assert value_on(node, "2022-01-01") == ("aucune valeur", "2022-01-01")
    assert value_on(node, "2019-12-31") == ("aucune valeur", None)


def test_variables_that_cite_an_article(system):
    names = [variable.name for variable in variables_of(system, "l. 521-1")]
    assert "af_base" in names
    with pytest.raises(UnknownArticleError):
        variables_of(system, "L999-1")
