"""The whole prestation d'accueil du jeune enfant (L531-1)."""

from openfisca_secu.model_api import MONTH, Famille, Variable, articles, divide

PARTS = ("paje_naissance", "paje_adoption", "paje_base", "paje_prepare", "paje_cmg")


class paje(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Prestation d'accueil du jeune enfant, toutes parts"
    reference = articles("L531-1", "L755-19")
    documentation = "Brute de CRDS."
    set_input = divide

    def formula_2004(famille, period):
        return sum(famille(part, period) for part in PARTS)
