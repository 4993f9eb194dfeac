"""Loans of the family branch for the dwelling, or for the place where a childminder works (L542-9)."""

from numpy import minimum, where

from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch


class pret_habitat_depenses(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Dépenses de travaux au titre desquelles un prêt d'amélioration est demandé dans le mois"
    documentation = """
    Travaux d'aménagement ou de réparation qui améliorent le logement de l'allocataire, propriétaire, locataire ou
    occupant de bonne foi ; pour un assistant maternel, le lieu d'accueil, hors mise aux normes d'une maison
    d'assistants maternels. Le prêt est une faculté de la caisse, dans son enveloppe (D542-39) : c'est ici son
    maximum.
    """
    reference = articles("L542-9", "D542-35")


class pret_habitat_assistant_maternel(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Prêt demandé par un assistant maternel pour le lieu d'accueil des enfants"
    reference = articles("L542-9", "D542-35")
    set_input = dispatch


class pret_habitat_montant(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Montant maximal du prêt d'amélioration"
    reference = articles("L542-9", "D542-35", "D542-36")

    def formula_2010_06_12(individu, period, parameters):
        rule = parameters(period).prestations_familiales.prets_amelioration_habitat
        maximal = where(
            individu("pret_habitat_assistant_maternel", period),
            rule.assistant_maternel.maximum,
            rule.amelioration_habitat.maximum,
        )
        return minimum(rule.part_des_depenses * individu("pret_habitat_depenses", period), maximal)


class pret_habitat_mensualite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Mensualité du prêt d'amélioration remboursé dans la plus longue durée, intérêt compris"
    reference = articles("D542-37")

    def formula_2010_06_12(individu, period, parameters):
        rule = parameters(period).prestations_familiales.prets_amelioration_habitat
        childminder = individu("pret_habitat_assistant_maternel", period)
        months = where(childminder, rule.assistant_maternel.mensualites, rule.amelioration_habitat.mensualites)
        interest = where(childminder, rule.assistant_maternel.interet, rule.amelioration_habitat.interet)
        return individu("pret_habitat_montant", period) / months * (1 + interest)
