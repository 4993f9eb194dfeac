"""Hiring in rural revitalisation zones (ZRR, then France ruralités revitalisation): L241-19, L241-20."""

from datetime import date

import numpy

from openfisca_secu.dates import months_later
from openfisca_secu.degressive import at_most, linear_coefficient
from openfisca_secu.employer_rates import social_security_rate
from openfisca_secu.general_scheme import on_flat_base
from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch
from openfisca_secu.working_time import days_employed, share_of


class zone_revitalisation_rurale(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Salarié embauché dans une zone de revitalisation rurale ou France ruralités revitalisation"
    reference = articles("L241-19", "L241-20")
    documentation = """
    Par un employeur qui peut ouvrir droit à l'exonération : entreprise artisanale, industrielle, commerciale, agricole
    ou non commerciale, ou organisme d'intérêt général dont le siège est en zone, sans condamnation pour travail
    dissimulé. À donner faux si l'employeur préfère la réduction générale.
    """
    set_input = dispatch


class zrr_declaration(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Individu
    definition_period = MONTH
    label = "Date de la déclaration d'embauche en zone de revitalisation rurale"
    reference = articles("L241-19")
    documentation = "À défaut, la date d'embauche : déclaration faite à temps."
    set_input = dispatch

    def formula(individu, period):
        return individu("contrat_de_travail_debut", period)


class licenciement_economique_recent(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "L'employeur a licencié pour motif économique dans les douze mois d'avant l'embauche"
    reference = articles("L241-19")
    set_input = dispatch


class negociation_salaires_omise(Variable):
    value_type = int
    min_value = 0
    entity = Individu
    definition_period = MONTH
    label = "Années consécutives, celle-ci comprise, où l'employeur n'a pas négocié sur les salaires effectifs"
    reference = articles("L241-19", "L752-3-1")
    set_input = dispatch


class exoneration_zrr_part_du_mois(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Part du mois travaillé que couvre la durée de l'exonération en zone de revitalisation rurale"
    reference = articles("L241-19", "L241-20")
    documentation = """
    Douze mois de date à date depuis l'embauche, en jours calendaires. Une déclaration faite plus de trente jours après
    l'embauche n'ouvre droit que pour la suite.
    """

    def formula_2008(individu, period, parameters):
        law = parameters(period).cotisations.zone_revitalisation_rurale
        hired = individu("contrat_de_travail_debut", period).astype("datetime64[D]")
        ends = individu("contrat_de_travail_fin", period)
        declared = individu("zrr_declaration", period).astype("datetime64[D]")
        on_time = declared - hired <= numpy.timedelta64(law.delai_declaration, "D")
        begins = numpy.where(on_time, hired, declared)
        last = numpy.minimum(ends, months_later(hired, law.duree) - numpy.timedelta64(1, "D"))
        covered = days_employed(begins, last, period)
        employed = days_employed(hired, ends, period)
        return numpy.where(employed > 0, share_of(covered, employed), 0)


class exoneration_zrr_applicable(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "L'embauche ouvre droit à l'exonération en zone de revitalisation rurale"
    reference = articles("L241-19", "L241-20")
    documentation = """
    Contrat à durée indéterminée, ou d'au moins douze mois pour un accroissement d'activité, dans une entreprise dont
    l'embauche ne porte pas l'effectif au seuil. Ni avec l'exonération d'une structure d'aide à domicile ou d'une autre
    loi (L241-19, IV). Le mois où finissent les douze mois, la réduction générale n'est pas
    calculée sur les jours qui restent.
    """
    set_input = dispatch

    def formula_2008(individu, period, parameters):
        law = parameters(period).cotisations.zone_revitalisation_rurale
        nature = individu("contrat_de_travail_type", period)
        types = nature.possible_values
        hired = individu("contrat_de_travail_debut", period)
        whole_year = months_later(hired, law.duree_cdd) - numpy.timedelta64(1, "D")
        long_enough = (nature == types.cdd) & (individu("contrat_de_travail_fin", period) >= whole_year)
        return (
            individu("zone_revitalisation_rurale", period)
            & individu("champ_reduction_generale", period)
            & ~on_flat_base(individu, period)
            & ((nature == types.cdi) | long_enough)
            & (individu("effectif_entreprise_seuils", period) < law.effectif)
            & ~individu("licenciement_economique_recent", period)
            & (individu("exoneration_zrr_part_du_mois", period) > 0)
            & ~individu("exoneration_aide_domicile_applicable", period)
            & (individu("exoneration_cotisations_employeur_autres_lois", period) == 0)
        )


class exoneration_cotisations_employeur_zrr(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Exonération de cotisations patronales en zone de revitalisation rurale"
    reference = articles("L241-19", "L241-20", "L241-15", "D241-27")
    documentation = """
    Assurances sociales et allocations familiales, sans les accidents du travail. Totale jusqu'à 1,5 smic horaire, nulle
    à 2,4 ; le coefficient est celui du décret 97-127, hors du code, arrondi au millième (Urssaf). Son maximum retient
    les taux réduits de maladie et de famille.
    """

    def formula_2008(individu, period, parameters):
        cotisations = parameters(period).cotisations
        law = cotisations.zone_revitalisation_rurale
        pay = individu("remuneration_allegements", period)
        wage = individu("smic_horaire_brut", period) * individu("heures_remunerees_allegements", period)
        maximum = social_security_rate(cotisations)
        coefficient = numpy.where(
            at_most(pay, law.bareme.plein, wage),
            maximum,
            linear_coefficient(pay, wage, maximum, law.bareme, law.decimales),
        )
        penalty = law.negociation_omise.calc(individu("negociation_salaires_omise", period))
        covered = individu("exoneration_zrr_applicable", period) * individu("exoneration_zrr_part_du_mois", period)
        due = individu("cotisations_exonerables_securite_sociale", period)
        return covered * (1 - penalty) * numpy.clip(due, 0, coefficient * pay)
