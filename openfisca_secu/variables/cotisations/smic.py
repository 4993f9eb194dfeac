"""The minimum wage, which the labour code sets and many articles of the Code read."""

import numpy

from openfisca_secu.model_api import MONTH, Individu, Variable, dispatch, divide
from openfisca_secu.working_time import (
    calendar_share,
    days_employed,
    full_time_monthly_hours,
    legal_monthly_hours,
    share_of,
)


class smic_horaire_brut(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Smic horaire brut du lieu de travail"
    reference = "Code du travail, articles législatifs 3231-2 et 3423-1"
    documentation = """
    Mayotte a le sien. Le lieu de travail est réputé être dans le territoire du logement. Le smic retenu est celui du
    premier jour du mois : il n'a jamais changé en cours de mois depuis 2002. Avant 2015, celui de Mayotte n'est pas
    connu : le smic national en tient lieu.
    """
    set_input = dispatch

    def formula_2015(individu, period, parameters):
        smic = parameters(period).cotisations.smic
        return numpy.where(individu.menage("residence_mayotte", period), smic.horaire_mayotte, smic.horaire)

    def formula(individu, period, parameters):
        return numpy.full(individu.count, parameters(period).cotisations.smic.horaire)


class jours_absence_non_remuneree(Variable):
    value_type = float
    min_value = 0
    max_value = 31
    unit = "day"
    entity = Individu
    definition_period = MONTH
    label = "Jours calendaires du mois couverts par une absence que l'employeur ne rémunère pas"
    documentation = """
    Seuls comptent les jours entiers d'absence, d'un contrat en cours, sans aucun maintien de rémunération : congé sans
    solde, fermeture pour activité partielle ou intempéries indemnisées, congés payés par une caisse. Les mêmes absences
    peuvent être données aussi en heures (`heures_non_remunerees_volume`).
    """
    set_input = divide


class remuneration_mois_complet(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Salaire de base qui aurait été dû pour un mois entier de présence"
    documentation = "À donner pour un mois d'absence, d'entrée ou de sortie. Zéro : inconnu."
    set_input = divide


class quotite_de_travail(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Part de la durée légale du travail que prévoit le contrat"
    reference = "Code du travail, articles législatifs 3121-27 et 3121-64"
    documentation = """
    Heures du contrat à temps partiel, ou d'un temps plein plus court que la durée légale, rapportées à cette durée ;
    jours du forfait annuel rapportés à 218. Jamais plus de un. Un temps partiel dont les heures ne sont pas données est
    compté comme un temps plein.
    """
    set_input = dispatch

    def formula(individu, period, parameters):
        smic = parameters(period).cotisations.smic
        contract = individu("contrat_de_travail", period)
        types = contract.possible_values
        hours = individu("heures_remunerees_volume", period)
        days = individu("forfait_jours_remuneres_volume", period)
        legal = legal_monthly_hours(smic)
        by_hours = numpy.where(hours > 0, hours / legal, 1)
        by_days = numpy.where(days > 0, days / smic.jours_forfait_annuel, 1)
        full_time = full_time_monthly_hours(individu("heures_duree_collective_entreprise", period), legal) / legal
        share = numpy.select(
            [
                contract == types.temps_plein,
                contract == types.temps_partiel,
                contract == types.forfait_jours_annee,
                contract == types.sans_objet,
            ],
            [full_time, by_hours, by_days, 0],
            default=1,
        )
        return numpy.minimum(share, 1)


class coefficient_proratisation(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Part du smic d'un mois à temps plein qui correspond au travail rémunéré du mois"
    reference = "Code du travail, article législatif 3231-2"
    documentation = """
    Quotité du contrat, réduite pour un mois incomplet comme le dit l'article D241-7 : selon le rapport entre le salaire
    dû et celui d'un mois entier quand ce dernier est donné (`remuneration_mois_complet`). À défaut, approximation par
    le temps : heures d'absence non rémunérées, ou jours calendaires du contrat et des absences. Les heures
    supplémentaires et complémentaires n'y sont pas : chaque réduction qui en tient compte les ajoute.
    """

    def formula(individu, period, parameters):
        share = individu("quotite_de_travail", period)
        employed = days_employed(
            individu("contrat_de_travail_debut", period), individu("contrat_de_travail_fin", period), period
        )
        absent_days = individu("jours_absence_non_remuneree", period)
        absent_hours = individu("heures_non_remunerees_volume", period)
        by_hours = share * calendar_share(employed, period) - absent_hours / legal_monthly_hours(
            parameters(period).cotisations.smic
        )
        by_days = share * calendar_share(employed - absent_days, period)
        whole_month = individu("remuneration_mois_complet", period)
        by_pay = share * numpy.minimum(share_of(individu("salaire_de_base", period), whole_month), 1)
        by_time = numpy.where(absent_hours > 0, by_hours, by_days)
        return numpy.maximum(numpy.where(whole_month > 0, by_pay, by_time), 0)


class smic_proratise(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Smic mensuel brut, pour la durée du travail et la présence du mois"
    reference = "Code du travail, articles législatifs 3231-2 et 3121-27"
    documentation = """
    Le mois entier à temps plein compte 35 × 52 / 12 heures, sans arrondi : 1 766,92 € en janvier 2024 (les logiciels de
    paie qui comptent 151,67 heures trouvent 1 766,96 €).
    """

    def formula(individu, period, parameters):
        hours = legal_monthly_hours(parameters(period).cotisations.smic)
        return individu("coefficient_proratisation", period) * individu("smic_horaire_brut", period) * hours
