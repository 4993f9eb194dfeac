"""The whole prestation d'accueil du jeune enfant (L531-1)."""

from openfisca_secu.family import means
from openfisca_secu.model_api import MONTH, Famille, Variable, articles, dispatch, divide

PARTS = ("paje_naissance", "paje_adoption", "paje_base", "paje_prepare", "paje_cmg")


class paje_ressources(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Ressources annuelles comparées aux plafonds de la prestation d'accueil du jeune enfant"
    documentation = """
    Le train de vie évalué forfaitairement remplace les ressources déclarées s'il atteint le double du plafond, ici
    celui de l'allocation de base à taux partiel, qui est aussi celui des primes des mêmes enfants.
    """
    reference = articles("R531-1", "L553-5", "R553-3", "R553-3-5")
    set_input = dispatch

    def formula_2004(famille, period, parameters):
        return means(
            famille("prestations_familiales_base_ressources", period),
            famille("train_de_vie", period.n_2),
            famille("train_de_vie_revenus_exclus", period.n_2),
            famille("paje_base_plafond_taux_partiel", period),
            parameters(period).prestations_familiales.train_de_vie.multiple_du_plafond,
        )


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
