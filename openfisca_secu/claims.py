"""Counts of accidents and diseases of an establishment, which differ only by their category (D242-6-6)."""

from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch

DOCUMENTATION = """
Au compte de l'établissement, pendant les trois dernières années connues de la tarification. Un sinistre avec
incapacité temporaire puis permanente compte dans les deux catégories ; celui dont un tiers est responsable, pour la
part qui n'est pas mise à la charge de ce tiers ; un accident de trajet ne compte pas.
"""


def count_of_claims(module, category, which):
    """The variable of the number of accidents and diseases of a category.

    Args:
        module: name of the module of `variables/` that holds it (`__name__` there).
        category: of D242-6-6, as in the name of the variable and of its mean cost.
        which: the end of its label.
    """
    return type(
        f"atmp_{category}",
        (Variable,),
        {
            "__module__": module,
            "value_type": float,
            "min_value": 0,
            "entity": Individu,
            "definition_period": MONTH,
            "label": f"Accidents et maladies {which}",
            "reference": articles("D242-6-6", "D242-6-7"),
            "documentation": DOCUMENTATION,
            "set_input": dispatch,
        },
    )
