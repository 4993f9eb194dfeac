"""Overtime: the employee's reduction and the employer's deduction (L241-17, L241-18, L241-18-1, D241-21 to D241-24)."""

import numpy

from openfisca_secu.model_api import MONTH, Individu, Variable, articles, divide
from openfisca_secu.regularisation import months_to_date
from openfisca_secu.working_time import share_of

LEGAL_PENSION = ("vieillesse_plafonnee_salarie", "vieillesse_deplafonnee_salarie")
COMPLEMENTARY_PENSION = (
    "agirc_arrco_salarie",
    "contribution_equilibre_general_salarie",
    "contribution_equilibre_technique_salarie",
    "ircantec_salarie",
)


class jours_repos_renonces(Variable):
    value_type = float
    min_value = 0
    unit = "day"
    entity = Individu
    definition_period = MONTH
    label = "Jours de repos auxquels un salarié au forfait renonce au-delà de 218 jours de travail, payés dans le mois"
    reference = articles("L241-17", "L241-18")
    documentation = "Leur rémunération majorée se donne avec celle des heures supplémentaires."
    set_input = divide


class remuneration_heures_reduction_salariale(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rémunération des heures supplémentaires et complémentaires qui ouvre droit à la réduction salariale"
    reference = articles("L241-17")
    documentation = """
    La rémunération donnée s'entend dans la limite des majorations de l'accord applicable, à défaut de 25 ou 50 % (10 ou
    25 % pour les heures complémentaires), et sans celle qui se substitue depuis moins de douze mois à un autre élément
    de rémunération. Pour un fonctionnaire, dans la limite d'une part de son traitement de l'année (décret 2019-133).
    """

    def formula_2019(individu, period, parameters):
        pay = individu("remuneration_heures_supplementaires", period)
        law = parameters(period).cotisations.heures_supplementaires.reduction_salariale
        overtime = statutory = before = numpy.zeros(individu.count)
        for month in months_to_date(period):
            before = numpy.minimum(overtime, law.fonctionnaires.part_traitement * statutory)
            overtime = overtime + individu("remuneration_heures_supplementaires", month)
            statutory = statutory + individu("traitement_soumis_retenue", month)
        of_civil_servant = numpy.minimum(overtime, law.fonctionnaires.part_traitement * statutory) - before
        return numpy.where(individu("traitement_soumis_retenue", period) > 0, of_civil_servant, pay)


class reduction_salariale_heures_supplementaires(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Réduction de cotisations salariales sur les heures supplémentaires et complémentaires"
    reference = articles("L241-17", "D241-21", "D241-22", "D711-11")
    documentation = """
    Au taux des cotisations de vieillesse de base et complémentaire que doit le salarié, rapportées à sa rémunération du
    mois, dans la limite du taux maximal ; imputée sur ses cotisations de vieillesse de base du mois, qui la limitent.
    Pour un fonctionnaire, au taux de la retraite additionnelle, imputée sur sa retenue pour pension. Les autres
    régimes spéciaux ne sont pas distingués.
    """

    def formula_2019(individu, period, parameters):
        law = parameters(period).cotisations.heures_supplementaires.reduction_salariale
        overtime = individu("remuneration_heures_reduction_salariale", period)
        legal = sum(individu(name, period) for name in LEGAL_PENSION)
        whole = legal + sum(individu(name, period) for name in COMPLEMENTARY_PENSION)
        pay = individu("assiette_cotisations_sociales", period)
        rate = numpy.minimum(numpy.where(pay > 0, share_of(whole, pay), 0), law.taux_maximal)
        employee = numpy.minimum(rate * overtime, legal)
        civil_servant = numpy.minimum(law.fonctionnaires.taux * overtime, individu("pension_salarie", period))
        in_civil_service = individu("traitement_soumis_retenue", period) > 0
        return numpy.maximum(numpy.where(in_civil_service, civil_servant, employee), 0)


class deduction_patronale_heures_supplementaires(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Déduction forfaitaire de cotisations patronales par heure supplémentaire"
    reference = articles("L241-18", "L241-18-1", "L711-13", "D241-24")
    documentation = """
    Par heure supplémentaire, non complémentaire, et par jour de repos auquel renonce un salarié au forfait ; limitée
    aux cotisations et contributions qui restent dues à l'Urssaf pour le salarié, après les autres exonérations. Le
    plafond européen des aides de minimis est réputé respecté. Un effectif inconnu est réputé inférieur à vingt.
    """

    def formula_2012_09(individu, period, parameters):
        law = parameters(period).cotisations.heures_supplementaires.deduction_patronale
        hours = individu("heures_supplementaires_volume", period) + law.heures_par_jour * individu(
            "jours_repos_renonces", period
        )
        amount = law.montant.calc(individu("effectif_entreprise_seuils", period)) * hours
        left = individu("cotisations_exonerables_urssaf", period) - individu("exonerations_urssaf", period)
        return individu("champ_reduction_generale", period) * numpy.clip(left, 0, amount)
