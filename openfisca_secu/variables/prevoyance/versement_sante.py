"""Payment in place of company health cover, for short and part-time contracts: L911-7-1, D911-7, D911-8."""

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR, months_later
from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch, divide
from openfisca_secu.working_time import calendar_share, days_employed


class contribution_sante_forfaitaire_employeur(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution forfaitaire de l'employeur aux frais de santé de la catégorie d'un salarié non couvert"
    reference = articles("D911-8")
    set_input = divide


class contribution_sante_proportionnelle_employeur(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution proportionnelle au salaire de l'employeur aux frais de santé, pour un salarié non couvert"
    reference = articles("D911-8")
    set_input = divide


class versement_sante_prevu(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Un accord ou une décision de l'employeur remplace la couverture des contrats courts par un versement"
    reference = articles("L911-7-1")
    set_input = dispatch


class versement_sante_droit(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le salarié a droit au versement santé"
    reference = articles("L911-7-1", "L911-7", "D911-6", "D911-7")
    documentation = """
    Salarié en contrat à durée déterminée, de mission ou à temps partiel, couvert par un contrat individuel responsable,
    et soit dispensé parce que sa couverture durerait moins de trois mois, soit exclu par un accord parce que son
    contrat dure trois mois au plus ou prévoit quinze heures par semaine au plus. La durée de la couverture est réputée
    celle du contrat.
    """
    set_input = dispatch

    def formula_2016(individu, period, parameters):
        law = parameters(period).prevoyance.versement_sante
        cover = parameters(period).prevoyance.complementaire_sante_entreprise
        nature = individu("contrat_de_travail_type", period)
        types = nature.possible_values
        fixed_term = (nature == types.cdd) | (nature == types.ctt)
        contract = individu("contrat_de_travail", period)
        part_time = contract == contract.possible_values.temps_partiel

        starts = individu("contrat_de_travail_debut", period)
        after_end = individu("contrat_de_travail_fin", period).astype("datetime64[D]") + numpy.timedelta64(1, "D")
        exempt = (
            fixed_term
            & individu("complementaire_sante_dispense", period)
            & (after_end < months_later(starts, cover.mois_couverture_courte))
        )
        hours = individu("heures_remunerees_volume", period)
        weekly = hours * MONTHS_PER_YEAR / parameters(period).cotisations.smic.semaines_par_an
        short = fixed_term & (after_end <= months_later(starts, law.mois_contrat))
        few_hours = part_time & (hours > 0) & (weekly <= law.heures_hebdomadaires)
        excluded = individu("versement_sante_prevu", period) & (short | few_hours)
        return individu("couverture_sante_individuelle", period) & (exempt | excluded)


class versement_sante(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Versement santé de l'employeur, en place de la couverture collective"
    reference = articles("L911-7-1", "D911-8")
    documentation = """
    Contribution de l'employeur à la couverture de la catégorie, dont la part forfaitaire suit la durée du travail
    prévue dans le mois ; au moins un montant de référence. Le tout majoré de 5 %, ou de 25 % pour un contrat à durée
    déterminée ou de mission.
    """

    def formula_2016(individu, period, parameters):
        law = parameters(period).prevoyance.versement_sante
        employed = days_employed(
            individu("contrat_de_travail_debut", period), individu("contrat_de_travail_fin", period), period
        )
        worked = numpy.minimum(individu("quotite_de_travail", period), 1) * calendar_share(employed, period)
        local = individu("salarie_regime_alsace_moselle", period)
        minimum = numpy.where(local, law.montant_reference.alsace_moselle, law.montant_reference.general)
        contribution = (
            individu("contribution_sante_proportionnelle_employeur", period)
            + individu("contribution_sante_forfaitaire_employeur", period) * worked
        )
        reference = numpy.maximum(contribution, minimum * worked)
        nature = individu("contrat_de_travail_type", period)
        permanent = nature == nature.possible_values.cdi
        raised = numpy.where(permanent, law.coefficient.duree_indeterminee, law.coefficient.duree_determinee)
        return individu("versement_sante_droit", period) * reference * raised
