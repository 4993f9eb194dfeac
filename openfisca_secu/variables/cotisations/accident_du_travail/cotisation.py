"""The contribution for accidents at work and occupational diseases: L241-5, L242-5."""

import numpy

from openfisca_secu.general_scheme import in_general_scheme
from openfisca_secu.model_api import MONTH, YEAR, Individu, Variable, articles, dispatch
from openfisca_secu.rounding import round_up


class taux_accident_travail(Variable):
    value_type = float
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Taux de la cotisation d'accidents du travail et de maladies professionnelles"
    reference = articles("L242-5", "D242-6-1", "D242-6-22", "D242-40")
    documentation = """
    Notifié à l'employeur pour chaque établissement : à donner, ou à calculer de ce que l'on sait de l'établissement
    (voir `atmp_taux_net_notifie`). À défaut, taux net moyen national.
    """
    set_input = dispatch

    def formula_2015(individu, period):
        return individu("atmp_taux_net_notifie", period)


class accident_du_travail(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation d'accidents du travail et de maladies professionnelles, à la charge de l'employeur"
    reference = articles("L241-5", "L242-5")
    documentation = """
    Due aussi pour les apprentis et les agents non titulaires des personnes publiques ; pas pour les fonctionnaires et
    militaires, dont l'employeur supporte ce risque. L'État le supporte de même pour ses agents non titulaires employés
    à temps complet plus d'un an : leur donner un taux nul.
    """

    def formula_2015(individu, period):
        liable = in_general_scheme(individu, period) * individu("assiette_cotisations_employeur", period)
        return individu("taux_accident_travail", period) * liable


class absence_notification_electronique_atmp(Variable):
    value_type = bool
    entity = Individu
    definition_period = YEAR
    label = "L'employeur n'a pas mis en place la notification électronique de ses taux d'accidents du travail"
    reference = articles("L242-5")


class penalite_notification_atmp(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Pénalité d'une entreprise sans notification électronique de ses taux d'accidents du travail"
    reference = articles("L242-5")
    documentation = """
    Pour l'entreprise entière, dont tous les établissements sont réputés en défaut ; ce n'est pas une charge du salaire.
    """

    def formula_2020(individu, period, parameters):
        law = parameters(period).cotisations.accident_du_travail.cotisation.penalite
        ceiling = parameters(period).cotisations.plafond_securite_sociale.mensuel
        size = individu("effectif_entreprise", period.first_month)
        a_person = round_up(law.taux.calc(size) * ceiling)
        due = individu("absence_notification_electronique_atmp", period) & (size >= law.effectif_minimal)
        return due * numpy.minimum(a_person * size, law.maximum)
