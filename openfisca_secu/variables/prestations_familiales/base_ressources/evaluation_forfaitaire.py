"""Flat-rate evaluation of resources, applied until the Conseil d'État ruled it unlawful (R532-8)."""

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR, completed_years, first_day
from openfisca_secu.model_api import ADD, MONTH, Enum, Famille, FoyerFiscal, Individu, Variable, articles, dispatch
from openfisca_secu.rounding import to_cent


class TypesEtapeDroit(Enum):
    renouvellement = "Renouvellement autre que le premier"
    premier_renouvellement = "Premier renouvellement, après une ouverture évaluée forfaitairement"
    ouverture = "Ouverture du droit"


class etape_droit_prestations_familiales(Variable):
    value_type = Enum
    possible_values = TypesEtapeDroit
    default_value = TypesEtapeDroit.renouvellement
    entity = Famille
    definition_period = MONTH
    label = "Étape du droit aux prestations familiales pour la période de paiement en cours"
    set_input = dispatch


class salaire_mensuel_evaluation_forfaitaire(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Salaire mensuel net fiscal retenu par l'évaluation forfaitaire"
    reference = articles("R532-8")
    documentation = """
    Celui du mois de novembre qui précède le renouvellement. À l'ouverture du droit, donner celui du mois précédent.
    """
    set_input = dispatch

    def formula_2015(individu, period, parameters):
        law = parameters(period).prestations_familiales.base_ressources.evaluation_forfaitaire
        return individu("salaire_imposable", _month_of_last_year(period, law.mois_renouvellement))


class activite_non_salariee_evaluation_forfaitaire(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Exerçait une activité non salariée le mois que retient l'évaluation forfaitaire"
    set_input = dispatch


class aah_evaluation_forfaitaire(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Percevait l'allocation aux adultes handicapés le mois que retient l'évaluation forfaitaire"
    set_input = dispatch


class evaluation_forfaitaire_ressources(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Les ressources de la famille sont évaluées forfaitairement"
    reference = articles("R532-8")
    documentation = "Calculée depuis 2015 ; sans effet depuis 2019 (`en_vigueur`, dans les paramètres)."
    set_input = dispatch

    def formula_2015(famille, period, parameters):
        law = parameters(period).prestations_familiales.base_ressources.evaluation_forfaitaire
        if not law.en_vigueur:
            return numpy.zeros(famille.count, dtype=bool)
        stage = famille("etape_droit_prestations_familiales", period)
        stages = stage.possible_values
        smic = parameters(f"{period.n_2.start.year}-12-31").cotisations.smic.horaire
        resources = to_cent(_parents(famille, "ressources_annee_reference", period))
        low = resources <= to_cent(law.heures_ressources_ouverture * smic)
        concerned = numpy.select(
            [stage == stages.ouverture, stage == stages.premier_renouvellement], [low, True], default=resources <= 0
        )
        salaries = famille.members("salaire_mensuel_evaluation_forfaitaire", period)
        self_employed = famille.members("activite_non_salariee_evaluation_forfaitaire", period)
        at_work = famille.sum((salaries > 0) | self_employed, role=Famille.PARENT) > 0
        reference_month = _month_of_last_year(period, law.mois_renouvellement)
        on_benefit = (famille("rsa", reference_month) > 0) | (
            _parents(famille, "aah_evaluation_forfaitaire", period) > 0
        )
        new_year = first_day(period.this_year)
        young = completed_years(famille.members("date_naissance", period), new_year) < law.moins_de_25_ans.age
        young_at_work = famille.sum(young & ((salaries > 0) | self_employed), role=Famille.PARENT) > 0
        pay = to_cent(famille.sum(salaries, role=Famille.PARENT))
        in_couple = famille("en_couple", period)
        threshold = numpy.where(in_couple, law.moins_de_25_ans.salaire_couple, law.moins_de_25_ans.salaire_isole)
        too_young = young_at_work & (pay < threshold)
        return concerned & at_work & ~on_benefit & ~too_young


class ressources_evaluees_forfaitairement(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Ressources annuelles de la personne selon l'évaluation forfaitaire"
    reference = articles("R532-8")
    documentation = "Douze fois le salaire, moins la déduction de 10 % ; 1 500 Smic horaires pour un non-salarié."
    set_input = dispatch

    def formula_2015(individu, period, parameters):
        law = parameters(period).prestations_familiales.base_ressources.evaluation_forfaitaire
        july = _month_of_last_year(period, law.mois_smic_non_salarie)
        smic = parameters(july).cotisations.smic.horaire
        deduction = parameters(period.last_year).prestations_familiales.base_ressources.revenus_nets
        deduction = deduction.deduction_frais_professionnels
        pay = MONTHS_PER_YEAR * individu("salaire_mensuel_evaluation_forfaitaire", period)
        flat = numpy.minimum(numpy.clip(deduction.taux * pay, deduction.minimum, deduction.maximum), pay)
        self_employed = individu("activite_non_salariee_evaluation_forfaitaire", period)
        return (pay - flat) + law.heures_non_salarie * smic * (self_employed & (pay == 0))


class deductions_evaluation_forfaitaire(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pensions alimentaires versées et abattement d'âge, retirés de l'évaluation forfaitaire"
    reference = articles("R532-8")
    set_input = dispatch

    def formula_2015(individu, period):
        relief = individu.foyer_fiscal("abattement_personnes_agees_invalides", period.n_2)
        relief = relief * individu.has_role(FoyerFiscal.DECLARANT_PRINCIPAL)
        return relief + individu("pensions_alimentaires_versees_individu", period.n_2, options=[ADD])


def _parents(famille, name, period):
    return famille.sum(famille.members(name, period), role=Famille.PARENT)


def _month_of_last_year(period, month):
    return period.last_year.first_month.offset(int(month) - 1, "month")
