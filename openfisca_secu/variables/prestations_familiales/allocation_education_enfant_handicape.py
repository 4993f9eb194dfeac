"""Allocation d'éducation de l'enfant handicapé: base, complement by category, lone parent's increase (L541-1 ff.)."""

from datetime import date

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR, calendar_months_since
from openfisca_secu.model_api import MONTH, Famille, Individu, Variable, articles, dispatch, divide
from openfisca_secu.rounding import to_cent


class aeeh_accompagnement(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant handicapé suivi par un établissement ou service, un dispositif adapté ou des soins préconisés"
    reference = articles("L541-1", "R541-1")
    set_input = dispatch


class aeeh_internat(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant handicapé en internat, frais de séjour entièrement pris en charge"
    reference = articles("L541-1")
    set_input = dispatch


class aeeh_part_retour_foyer(Variable):
    value_type = float
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Part du mois où l'enfant en internat est revenu au foyer (congés, suspension de la prise en charge)"
    documentation = """
    Ces périodes ouvrent droit à l'allocation, payée en une seule fois par an (R541-1) : la variable `aeeh` la compte au
    mois où elle est due. Le Code ne dit pas le prorata d'une partie de mois : c'est ici la part du mois donnée.
    """
    reference = articles("L541-1", "R541-1")
    set_input = dispatch


class aeeh_date_debut_hospitalisation(Variable):
    value_type = date
    default_value = date(2150, 12, 31)
    entity = Individu
    definition_period = MONTH
    label = "Début de l'hospitalisation en cours de l'enfant handicapé (le 31 décembre 2150 s'il n'y en a pas)"
    reference = articles("R541-8")
    set_input = dispatch


class aeeh_maintien_hospitalisation(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Allocation maintenue pendant l'hospitalisation sur décision de la commission"
    reference = articles("R541-8")
    set_input = dispatch


class aeeh_date_demande(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Individu
    definition_period = MONTH
    label = "Date du dépôt de la demande d'allocation d'éducation de l'enfant handicapé"
    reference = articles("R541-7")
    set_input = dispatch


class aeeh_relais_aah(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "L'allocation aux adultes handicapés succède à l'allocation d'éducation de l'enfant handicapé"
    documentation = "L'allocation est alors due aussi le mois de l'anniversaire de l'âge limite (R541-4, I, 1°)."
    reference = articles("R541-4")
    set_input = dispatch


class aeeh_reduction_activite(Variable):
    value_type = float
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Réduction d'activité d'un parent due au handicap de l'enfant, en part d'un temps plein (1 : sans activité)"
    reference = articles("R541-2")
    set_input = dispatch


class aeeh_heures_tierce_personne(Variable):
    value_type = float
    min_value = 0
    max_value = 168
    unit = "hour"
    entity = Individu
    definition_period = MONTH
    label = "Heures par semaine d'une tierce personne rémunérée que le handicap de l'enfant exige"
    reference = articles("R541-2")
    set_input = dispatch


class aeeh_depenses(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Dépenses mensuelles que le handicap de l'enfant entraîne"
    reference = articles("R541-2")
    set_input = divide


class aeeh_contraintes_permanentes(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "L'état de l'enfant impose à la famille des contraintes permanentes de surveillance et de soins"
    reference = articles("R541-2")
    set_input = dispatch


class aeeh_option_pch(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Prestation de compensation choisie à la place du complément pour cet enfant"
    documentation = """
    Le seul troisième élément de la prestation de compensation (logement, véhicule, transports) laisse le complément :
    ne pas le déclarer ici, ni compter dans `aeeh_depenses` les charges qu'il prend (R541-10).
    """
    reference = articles("R541-7", "R541-10")
    set_input = dispatch


class aeeh_niveau_handicap(Variable):
    value_type = int
    min_value = 0
    max_value = 6
    entity = Individu
    definition_period = MONTH
    label = "Catégorie du complément d'allocation d'éducation de l'enfant handicapé (0 : aucun complément)"
    documentation = (
        "Décidée par la commission des droits et de l'autonomie : donnée, elle remplace le classement calculé."
    )
    reference = articles("R541-2")
    set_input = dispatch

    def formula(individu, period, parameters):
        law = parameters(period).prestations_familiales
        rule = law.allocation_education_enfant_handicape.categorie
        reduction = individu("aeeh_reduction_activite", period)
        hours = individu("aeeh_heures_tierce_personne", period)
        expenses = individu("aeeh_depenses", period)

        def help_of(level):
            return (reduction >= rule.reduction_activite[level]) | (hours >= rule.heures_tierce_personne[level])

        def spends(case):
            return expenses >= to_cent(rule.depenses[case] * law.bmaf)

        light, strong, complete = help_of("faible"), help_of("forte"), help_of("complete")
        categories = [
            spends("categorie_1"),
            light | spends("categorie_2"),
            strong | (light & spends("categorie_3_aide_faible")) | spends("categorie_3"),
            complete
            | (strong & spends("categorie_4_aide_forte"))
            | (light & spends("categorie_4_aide_faible"))
            | spends("categorie_4"),
            complete & spends("categorie_5"),
            complete & individu("aeeh_contraintes_permanentes", period),
        ]
        return numpy.max([rank * reached for rank, reached in enumerate(categories, start=1)], axis=0)


class aeeh_recours_tierce_personne(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Complément accordé pour une activité réduite ou abandonnée, ou pour une tierce personne rémunérée"
    documentation = """
    La majoration pour parent isolé le demande (D541-3). Au-dessus de la quatrième catégorie c'est toujours le cas ;
    au-dessous, quand la réduction d'activité ou les heures données atteignent le seuil de la deuxième catégorie.
    """
    reference = articles("D541-3", "R541-2")
    set_input = dispatch

    def formula(individu, period, parameters):
        law = parameters(period).prestations_familiales.allocation_education_enfant_handicape
        rule = law.categorie
        reduced = individu("aeeh_reduction_activite", period) >= rule.reduction_activite.faible
        helped = individu("aeeh_heures_tierce_personne", period) >= rule.heures_tierce_personne.faible
        always = individu("aeeh_niveau_handicap", period) >= law.categorie_minimale_sans_depenses_seules
        return reduced | helped | always


class aeeh_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant qui ouvre droit à l'allocation d'éducation de l'enfant handicapé"
    reference = articles("L541-1", "L541-2", "R541-1", "R541-4", "R541-7", "R541-8")
    set_input = dispatch

    def formula(individu, period, parameters):
        law = parameters(period).prestations_familiales
        rule = law.allocation_education_enfant_handicape
        rate = individu("taux_incapacite", period)
        disabled = (rate >= rule.taux_incapacite.plein) | (
            (rate >= rule.taux_incapacite.minimal) & individu("aeeh_accompagnement", period)
        )
        last_month_before_aah = (
            individu("prestations_familiales_enfant_a_charge", period.last_month)
            & (individu("mois_depuis_naissance", period) == MONTHS_PER_YEAR * law.enfant_a_charge.age_limite)
            & (rate >= rule.taux_incapacite.plein)
            & individu("aeeh_relais_aah", period)
        )
        dependent = individu("prestations_familiales_enfant_a_charge", period) | last_month_before_aah
        requested = calendar_months_since(individu("aeeh_date_demande", period), period) > 0
        return dependent & disabled & requested


class aeeh_part_du_mois(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Part du mois au titre de laquelle l'allocation d'éducation de l'enfant handicapé est due"
    reference = articles("L541-1", "R541-1", "R541-8")

    def formula(individu, period, parameters):
        rule = parameters(period).prestations_familiales.allocation_education_enfant_handicape
        months_in_hospital = calendar_months_since(individu("aeeh_date_debut_hospitalisation", period), period)
        hospital = (months_in_hospital >= rule.mois_avant_hospitalisation_assimilee_internat) & ~individu(
            "aeeh_maintien_hospitalisation", period
        )
        boarding = individu("aeeh_internat", period) | hospital
        return numpy.where(boarding, individu("aeeh_part_retour_foyer", period), 1)


class aeeh_base(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocation d'éducation de l'enfant handicapé, montant de base d'un mois entier"
    reference = articles("L541-1", "D541-1")

    def formula(individu, period, parameters):
        law = parameters(period).prestations_familiales
        amount = law.allocation_education_enfant_handicape.base * law.bmaf
        return individu("aeeh_eligible", period) * amount


class aeeh_complement(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Complément d'allocation d'éducation de l'enfant handicapé d'un mois entier"
    reference = articles("L541-1", "L341-4", "R541-7", "D541-2", "L544-9")

    def formula(individu, period, parameters):
        law = parameters(period).prestations_familiales
        rule = law.allocation_education_enfant_handicape
        constant_help = parameters(period).invalidite_deces.majoration_tierce_personne
        category = individu("aeeh_niveau_handicap", period)
        rate = rule.complement.calc(category)
        amount = numpy.where(category == rule.categorie_tierce_personne, constant_help, rate * law.bmaf)
        kept = ~individu("aeeh_option_pch", period) & ~individu("ajpp_enfant_concerne", period)
        return individu("aeeh_eligible", period) * kept * amount


class aeeh_majoration_parent_isole(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Majoration pour parent isolé d'enfant handicapé d'un mois entier"
    documentation = "Elle reste due quand la prestation de compensation est choisie à la place du complément (D541-3)."
    reference = articles("L541-4", "D541-3", "D541-4", "L544-9")

    def formula(individu, period, parameters):
        law = parameters(period).prestations_familiales
        rate = law.allocation_education_enfant_handicape.majoration_parent_isole.calc(
            individu("aeeh_niveau_handicap", period)
        )
        due = (
            individu("aeeh_eligible", period)
            & individu("aeeh_recours_tierce_personne", period)
            & ~individu.famille("en_couple", period)
            & ~individu("ajpp_enfant_concerne", period)
        )
        return due * rate * law.bmaf


class aeeh_part_famille(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Part de l'allocation d'éducation de l'enfant handicapé qui revient à la famille où est l'enfant"
    documentation = """
    En résidence alternée la charge est partagée par moitié (L541-3, qui renvoie à L521-2), sauf allocataire unique. La
    part d'un enfant confié à l'aide sociale à l'enfance va au service qui l'a en charge, sauf maintien par le juge.
    """
    reference = articles("L541-3", "L521-2")

    def formula(individu, period, parameters):
        shared = parameters(period).prestations_familiales.allocation_education_enfant_handicape.part_residence_alternee
        alternating = individu("garde_alternee", period) & ~individu("garde_alternee_allocataire_unique", period)
        placed = individu("enfant_place", period) & ~individu("enfant_place_allocations_maintenues", period)
        return numpy.where(placed, 0, numpy.where(alternating, shared, 1))


class aeeh_enfant(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocation d'éducation de l'enfant handicapé au titre de cet enfant, complément et majoration compris"
    reference = articles("L541-1", "L541-3")

    def formula(individu, period):
        amount = (
            individu("aeeh_base", period)
            + individu("aeeh_complement", period)
            + individu("aeeh_majoration_parent_isole", period)
        )
        return amount * individu("aeeh_part_du_mois", period) * individu("aeeh_part_famille", period)


class aeeh(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Allocation d'éducation de l'enfant handicapé versée à la famille"
    reference = articles("L541-1", "L541-5")
    set_input = divide

    def formula(famille, period):
        return famille.sum(famille.members("aeeh_enfant", period))
