"""Overpaid health and accident benefits: what is withheld a month, what may be given up (L133-3, L133-4-1)."""

import numpy

from openfisca_secu.model_api import MONTH, Famille, Variable, articles, dispatch, divide
from openfisca_secu.rounding import round_up
from openfisca_secu.withholding import monthly_withholding


class indu_maladie_restant(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Prestations de maladie ou d'accident du travail versées à tort, restant à récupérer au début du mois"
    reference = articles("L133-4-1")
    set_input = dispatch


class indu_maladie_fraude_montant(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Remboursements de maladie obtenus par fraude, réclamés dans le mois"
    reference = articles("L133-4-1")


class indu_maladie_ressources(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Ressources mensuelles du ménage qui servent à calculer la retenue sur les prestations de maladie"
    documentation = """
    Un douzième des ressources de la complémentaire santé solidaire (R861-4 et R861-6 à R861-10), sans les revenus en
    capitaux ni les libéralités de tiers.
    """
    reference = articles("D133-2-2")
    set_input = divide


class indu_maladie_logement_justifie(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "L'assuré a justifié de son loyer ou de sa mensualité d'emprunt à la caisse de maladie"
    reference = articles("D133-2-2")
    set_input = dispatch


class indu_maladie_revenu_pondere(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Revenu mensuel pondéré qui sert à calculer la retenue sur les prestations de maladie"
    documentation = """
    Ressources moins les charges de logement (le loyer ou la mensualité justifiés, à défaut 25 % des ressources),
    divisées par les parts de D553-1 : une et demie ou deux, et une demie par enfant à charge.
    """
    reference = articles("L133-4-1", "D133-2-2", "D553-1")

    def formula_2022_07(famille, period, parameters):
        share = parameters(period).maladie_maternite.recuperation_indus.part_logement_reputee
        resources = famille("indu_maladie_ressources", period)
        rent = famille.demandeur.menage("loyer", period)
        housing = numpy.where(famille("indu_maladie_logement_justifie", period), rent, share * resources)
        return numpy.maximum(resources - housing, 0) / famille("retenue_indu_parts", period)


class indu_maladie_retenue(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Retenue du mois sur les prestations de maladie ou d'accident du travail, en récupération d'un indu"
    documentation = """
    Depuis juillet 2022, au barème des prestations familiales, sans dépasser ce qui reste dû. L'assuré peut aussi
    rembourser en une ou plusieurs fois : un choix que rien ne permet de calculer.
    """
    reference = articles("L133-4-1", "D133-2-2", "D553-1")

    def formula_2022_07(famille, period, parameters):
        scale = parameters(period).prestations_familiales.recouvrement_indus
        withheld = monthly_withholding(scale, famille("indu_maladie_revenu_pondere", period))
        return numpy.minimum(withheld, famille("indu_maladie_restant", period))


class indu_maladie_mensualite_minimale(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Versement mensuel le plus petit, si l'assuré rembourse l'indu de maladie en plusieurs fois"
    reference = articles("L133-4-1", "D133-2-3")

    def formula_2020(famille, period, parameters):
        months = parameters(period).maladie_maternite.recuperation_indus.duree_maximale
        return famille("indu_maladie_restant", period) / months


class indu_maladie_indemnite_frais_gestion(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Indemnité pour frais de gestion due avec un indu de maladie frauduleux"
    reference = articles("L133-4-1")

    def formula_2022_12_25(famille, period, parameters):
        rate = parameters(period).maladie_maternite.recuperation_indus.indemnite_fraude
        return rate * famille("indu_maladie_fraude_montant", period)


class seuil_abandon_indu_prestations(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Montant en deçà duquel un organisme peut abandonner un indu, ou différer un rappel, de prestations"
    reference = articles("L133-3", "D133-2")
    documentation = "Une faculté de l'organisme : aucune retenue n'en est réduite ici."

    def formula_2019_09(famille, period, parameters):
        return _share_of_ceiling(famille, period, parameters, "indus_prestations")


class seuil_abandon_cotisations(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Montant en deçà duquel un organisme de recouvrement peut abandonner une créance de cotisations"
    reference = articles("L133-3", "D133-1")
    documentation = "Une faculté de l'organisme. Le même pour un trop-perçu qu'il peut garder, après douze mois."

    def formula_2017_05_11(famille, period, parameters):
        return _share_of_ceiling(famille, period, parameters, "cotisations")


def _share_of_ceiling(famille, period, parameters, name):
    law = parameters(period)
    share = getattr(law.maladie_maternite.recuperation_indus.abandon, name)
    amount = round_up(share * law.cotisations.plafond_securite_sociale.mensuel)
    return numpy.full(famille.count, amount)
