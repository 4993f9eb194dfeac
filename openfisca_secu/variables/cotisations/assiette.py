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


class pourboires(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pourboires perçus directement ou par l'entremise d'un tiers, pour leur valeur représentative"
    reference = articles("L241-7", "R242-1")
    set_input = divide


class remuneration_en_argent(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rémunération en argent d'un salarié, pourboires compris"
    reference = articles("L136-1-1", "L241-7", "R242-1")

    def formula(individu, period):
        category = individu("categorie_salarie", period)
        employee = category != category.possible_values.non_pertinent
        return employee * (
            individu("salaire_de_base", period)
            + individu("primes_salaires", period)
            + individu("remuneration_heures_supplementaires", period)
            + individu("pourboires", period)
        )


class assiette_reelle(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Revenus d'activité salariée soumis à cotisations, avant les assiettes forfaitaires"
    reference = articles("L242-1", "R242-1", "L136-1-1", "L241-7", "L241-9", "L242-4-3")

    def formula(individu, period):
        category = individu("categorie_salarie", period)
        employee = category != category.possible_values.non_pertinent
        pay = individu("remuneration_en_argent", period) - individu("deduction_travailleur_domicile", period)
        holidays = individu("cheques_vacances_employeur", period) - individu("cheques_vacances_exoneres", period)
        saved_time = individu("compte_epargne_temps_vers_retraite", period) - individu(
            "compte_epargne_temps_exonere", period
        )
        benefits = (
            individu("avantage_en_nature", period)
            + individu("reintegration_titre_restaurant_employeur", period)
            + holidays
            + saved_time
            + individu("prime_partage_valeur_assujettie", period)
        )
        return (
            pay
            + employee * benefits
            + individu("stage_gratification_reintegration", period)
            + individu("indemnite_rupture_assujettie", period)
        )


class assiette_cotisations_sociales(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Assiette des cotisations de sécurité sociale sur les revenus d'activité salariée"
    reference = articles("L242-1", "R242-1", "L136-1-1", "L241-12", "L242-4-4")
    documentation = """
    Salaire, primes, heures supplémentaires, pourboires, avantages en nature, part soumise des titres-restaurant,
    chèques-vacances, gratifications de stage et indemnités de rupture, dus au titre du mois de travail (R242-1, II) :
    un rappel ou une prime se donne au mois auquel il se rattache, ou à celui de la paie avec laquelle il est
    habituellement versé. S'y ajoute, depuis 2015, ce que l'employeur verse à la protection complémentaire au-delà de
    ses limites (D242-1). Une assiette forfaitaire la remplace. Un apprenti y entre pour toute sa rémunération ; ce que
    ses propres cotisations épargnent est dans `apprenti_remuneration_exoneree`.

    Montant de la paie, sans arrondi : l'arrondi à l'euro de l'article L133-10 porte sur les assiettes et cotisations
    que l'employeur déclare, toutes paies confondues. Le minimum de l'article R242-1 (smic des heures payées) n'est
    pas appliqué : il redresserait des salaires dont les heures sont mal connues. Une déduction forfaitaire pour frais
    professionnels est réputée déjà faite.
    """

    def formula_2015(individu, period):
        """A flat base in place of the pay where there is one (L242-4-4, L241-12)."""
        pay = individu("assiette_reelle", period)
        cover = individu("reintegration_prevoyance", period) + individu("reintegration_retraite_supplementaire", period)
        kind = individu("assiette_forfaitaire_type", period)
        insertion = individu("assiette_forfaitaire_insertion", period)
        return numpy.select(
            [
                kind != kind.possible_values.aucune,
                individu("structure_insertion", period) & (pay > 0) & (pay <= insertion),
            ],
            [individu("assiette_forfaitaire", period), insertion],
            default=pay + cover,
        )

    def formula(individu, period):
        return individu("assiette_reelle", period)


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
