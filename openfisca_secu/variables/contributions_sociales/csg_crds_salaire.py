"""CSG and CRDS on wages: L136-1-1, L136-2, L136-8; the CRDS in articles 14 and 19 of ordinance 96-50.

The base of the CRDS is that of the CSG. The deductible part of the CSG is set by article 154 quinquies of the tax code.
"""

import numpy

from openfisca_secu.dates import as_number
from openfisca_secu.model_api import MONTH, Individu, Variable, articles, divide
from openfisca_secu.regularisation import part_within_ceilings


class interessement(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Sommes allouées au titre de l'intéressement"
    set_input = divide


class participation(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Sommes réparties au titre de la réserve spéciale de participation"
    set_input = divide


class abondement_epargne_salariale(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Versements de l'employeur à un plan d'épargne d'entreprise ou de retraite"
    set_input = divide


class prevoyance_complementaire_employeur(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contributions de l'employeur à la prévoyance, aux frais de santé et à la retraite supplémentaire"
    reference = articles("L136-1-1", "L242-1")
    documentation = """
    Somme de ce qui est donné de chacune, et de l'obligation propre aux cadres. Donner le total à sa place ne change que
    la CSG et la CRDS : les limites d'exclusion et le forfait social se calculent sur chacune.
    """
    set_input = divide

    def formula_2015(individu, period):
        return individu("cotisation_prevoyance_employeur", period) + individu(
            "retraite_supplementaire_employeur", period
        )


class indemnites_fonction_elective(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Indemnités d'un mandat ou d'une fonction élective"
    set_input = divide


class remuneration_detenu(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rémunération du travail d'une personne écrouée"
    documentation = "Hors de l'assiette des cotisations de droit commun."
    set_input = divide


class assiette_csg_abattue(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Revenus d'activité salariée soumis à CSG et CRDS qui ont droit à l'abattement, avant celui-ci"
    reference = articles("L136-1-1", "L136-2", "D136-1")
    documentation = """
    L'assiette des cotisations, sans les indemnités de rupture, les contributions de l'employeur à la protection
    complémentaire (soumises en entier, sans abattement) ni les assiettes forfaitaires, les droits d'un compte
    épargne-temps qui en sont exonérés, et une part de la rémunération des détenus. La rémunération d'un apprenti n'y
    entre que pour les contrats conclus depuis mars 2025, au-dessus de la moitié du smic (de son temps de travail
    rémunéré, doctrine).
    """

    def formula(individu, period, parameters):
        law = parameters(period).contributions_sociales.csg_crds_salaire
        kind = individu("assiette_forfaitaire_type", period)
        pay = (
            individu("assiette_cotisations_sociales", period)
            - individu("indemnite_rupture_assujettie", period)
            - individu("reintegration_prevoyance", period)
            - individu("reintegration_retraite_supplementaire", period)
            + individu("compte_epargne_temps_exonere", period)
        ) * (kind == kind.possible_values.aucune)
        liable = law.apprentis.assujettissement.calc(as_number(individu("apprentissage_contrat_debut", period)))
        above = numpy.maximum(pay - law.apprentis.franchise * individu("smic_proratise", period), 0)
        inmate = (1 - law.detenus.part_exclue) * individu("remuneration_detenu", period)
        return individu("assujetti_csg_activite", period) * (
            numpy.where(individu("apprenti", period), liable * above, pay) + inmate
        )


class assiette_csg_non_abattue(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Revenus d'activité salariée soumis à CSG et CRDS sans abattement"
    reference = articles("L136-1-1", "L136-2", "L242-1")
    documentation = """
    Ce que l'article L242-1, II exclut des cotisations et non de la CSG (épargne salariale, contributions de
    l'employeur à la protection complémentaire, chèques-vacances), les indemnités d'élus, la part soumise de celles de
    rupture, et les assiettes forfaitaires (L136-2, II, réputé écarter l'abattement). Avant 2012, ces revenus avaient
    droit à l'abattement : les donner alors dans les primes.
    """

    def formula(individu, period):
        return individu("assujetti_csg_activite", period) * sum(
            individu(income, period)
            for income in (
                "interessement",
                "participation",
                "abondement_epargne_salariale",
                "prevoyance_complementaire_employeur",
                "indemnites_fonction_elective",
                "part_indemnite_rupture_soumise_csg",
                "cheques_vacances_exoneres",
                "prime_partage_valeur_soumise_csg",
                "assiette_forfaitaire",
            )
        )


class abattement_csg_salaire(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Abattement pour frais professionnels sur l'assiette de la CSG et de la CRDS"
    reference = articles("L136-2")
    documentation = """
    Sur la part du revenu sous quatre plafonds. Le texte ne dit pas de quelle période : le plafond est celui du salarié
    (mois incomplet, temps partiel, plusieurs employeurs), et l'abattement est régularisé dans l'année comme l'assiette
    plafonnée des cotisations (Urssaf : quatre plafonds annuels, propres au salarié). Un mois de très petite paie, après
    des mois au-dessus de quatre plafonds, peut ainsi rendre plus que ce qu'il doit.
    """

    def formula_2011(individu, period, parameters):
        reduction = parameters(period).contributions_sociales.csg_crds_salaire.abattement
        return reduction.taux * part_within_ceilings(individu, period, "assiette_csg_abattue", reduction.plafond)

    def formula(individu, period, parameters):
        """Without a cap."""
        rate = parameters(period).contributions_sociales.csg_crds_salaire.abattement.taux
        return rate * individu("assiette_csg_abattue", period)


class assiette_csg_crds_salaire(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Assiette de la CSG et de la CRDS sur les salaires"
    reference = articles("L136-1", "L136-1-1", "L136-2")

    def formula(individu, period):
        return (
            individu("assiette_csg_abattue", period)
            - individu("abattement_csg_salaire", period)
            + individu("assiette_csg_non_abattue", period)
        )


class csg_deductible_salaire(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "CSG sur les salaires, part déductible du revenu imposable"
    reference = articles("L136-1", "L136-8")

    def formula(individu, period, parameters):
        rates = parameters(period).contributions_sociales.csg_crds_salaire.csg
        return rates.deductible * individu("assiette_csg_crds_salaire", period)


class csg_imposable_salaire(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "CSG sur les salaires, part non déductible du revenu imposable"
    reference = articles("L136-1", "L136-8")

    def formula(individu, period, parameters):
        rates = parameters(period).contributions_sociales.csg_crds_salaire.csg
        return (rates.taux - rates.deductible) * individu("assiette_csg_crds_salaire", period)


class crds_salaire(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "CRDS sur les salaires"
    reference = "Ordonnance n° 96-50 du 24 janvier 1996 relative au remboursement de la dette sociale, art. 14 et 19"
    documentation = """
    Le code n'en fixe ni l'assiette ni le taux : l'ordonnance renvoie à l'assiette de la CSG sur les revenus d'activité.
    """

    def formula(individu, period, parameters):
        rate = parameters(period).contributions_sociales.csg_crds_salaire.crds.taux
        return rate * individu("assiette_csg_crds_salaire", period)
