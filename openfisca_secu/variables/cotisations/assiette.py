"""The base of contributions on wages: L242-1, which starts from the activity income of L136-1-1.

One variable for each part of the base: whoever encodes another (benefits in kind, flat-rate bases, reintegrated
employer contributions …) adds it to the sum of `assiette_cotisations_sociales`.
"""

import numpy

from openfisca_secu.dates import as_number
from openfisca_secu.model_api import MONTH, Individu, Variable, articles, divide


class stage_gratification(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Gratification de stage"
    set_input = divide


class stage_duree_heures(Variable):
    value_type = float
    min_value = 0
    unit = "hour"
    entity = Individu
    definition_period = MONTH
    label = "Heures de stage du mois"
    set_input = divide


class stage_gratification_reintegration(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part de la gratification de stage soumise à cotisations et contributions"
    reference = articles("L136-1-1", "D136-1")
    documentation = """
    Ce qui dépasse une part du plafond horaire par heure de stage. L'article D136-1 fige ce montant à la signature de la
    convention ; il est ici celui du mois. Les heures données sont celles qui ouvrent droit à la franchise.
    """

    def formula_2006_07(individu, period, parameters):
        cotisations = parameters(period).cotisations
        per_hour = cotisations.assiette.stage.franchise * cotisations.plafond_securite_sociale.horaire
        return numpy.maximum(
            individu("stage_gratification", period) - per_hour * individu("stage_duree_heures", period), 0
        )


class assiette_cotisations_sociales(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Assiette des cotisations de sécurité sociale sur les revenus d'activité salariée"
    reference = articles("L242-1", "R242-1", "L136-1-1")
    documentation = """
    Salaire, primes, heures supplémentaires, part soumise des gratifications de stage et des indemnités de rupture, dus
    au titre du mois de travail (R242-1, II) : un rappel ou une prime se donne au mois auquel il se rattache, ou à celui
    de la paie avec laquelle il est habituellement versé. Un apprenti y entre pour toute sa rémunération ; ce que ses
    propres cotisations épargnent est dans `apprenti_remuneration_exoneree`.

    Montant de la paie, sans arrondi : l'arrondi à l'euro de l'article L133-10 porte sur les assiettes et cotisations
    que l'employeur déclare, toutes paies confondues. Le minimum de l'article R242-1 (smic des heures payées) n'est
    pas appliqué : il redresserait des salaires dont les heures sont mal connues.
    """

    def formula(individu, period):
        category = individu("categorie_salarie", period)
        pay = (
            individu("salaire_de_base", period)
            + individu("primes_salaires", period)
            + individu("remuneration_heures_supplementaires", period)
        )
        employee = category != category.possible_values.non_pertinent
        return (
            employee * pay
            + individu("stage_gratification_reintegration", period)
            + individu("indemnite_rupture_assujettie", period)
        )


class apprenti_remuneration_exoneree(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part de la rémunération d'un apprenti exonérée de cotisations salariales"
    reference = "Code du travail, articles 6243-2 (partie législative) et 6243-5 (partie décrets)"
    documentation = """
    79 % du smic pour un contrat conclu avant mars 2025, 50 % ensuite ; toute la rémunération avant 2019. Pour un mois
    incomplet, le smic est celui du temps de travail rémunéré (doctrine ; le texte dit « en vigueur au titre du mois »).
    Un contrat dont la date n'est pas donnée est réputé ancien.
    """

    def formula_2019(individu, period, parameters):
        share = parameters(period).cotisations.assiette.apprentis.part_exoneree.calc(
            as_number(individu("apprentissage_contrat_debut", period))
        )
        limit = share * individu("smic_proratise", period)
        pay = individu("assiette_cotisations_sociales", period)
        return individu("apprenti", period) * numpy.minimum(pay, limit)

    def formula(individu, period):
        return individu("apprenti", period) * individu("assiette_cotisations_sociales", period)
