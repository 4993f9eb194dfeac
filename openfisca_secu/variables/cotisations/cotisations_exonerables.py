"""The employer's contributions that reductions and exemptions lower, and total of those exemptions.

Reductions of the rates of health and family contributions are taken out: an exemption lowers what is then due.
"""

import numpy

from openfisca_secu.model_api import MONTH, Individu, Variable, articles, divide
from openfisca_secu.working_time import share_of

SOCIAL_SECURITY = ("mmid_employeur", "vieillesse_plafonnee_employeur", "vieillesse_deplafonnee_employeur", "famille")
RATE_CUTS = ("allegement_cotisation_maladie", "allegement_cotisation_allocations_familiales")
WITH_SOCIAL_SECURITY = (
    "accident_du_travail",
    "contribution_solidarite_autonomie",
    "fnal",
    "chomage_employeur",
    "ags",
    "financement_organisations_syndicales",
    "versement_transport",
)
COMPLEMENTARY_PENSION = ("agirc_arrco_employeur", "contribution_equilibre_general_employeur")
OTHER_PENSION = (
    "contribution_equilibre_technique_employeur",
    "arrco_employeur",
    "agirc_employeur",
    "agirc_gmp_employeur",
    "agff_employeur",
    "cotisation_exceptionnelle_temporaire_employeur",
    "apec_employeur",
    "ircantec_employeur",
)

# Exemptions on the contributions of L241-13, I: the general reduction, then those that take its scope over.
ON_WIDE_SCOPE = ("allegement_general", "exoneration_lodeom", "exoneration_aide_domicile_privee")
ON_SOCIAL_SECURITY = (
    "exoneration_aide_domicile_particulier",
    "exoneration_aide_domicile_publique",
    "deduction_forfaitaire_particulier_employeur",
    "exoneration_cotisations_employeur_zrr",
    "exoneration_saint_barthelemy_saint_martin",
    "exoneration_insertion",
    "exoneration_acre_employeur",
    "exoneration_viticulture_2021",
    "exoneration_cotisations_employeur_autres_lois",
)


class cotisations_exonerables_securite_sociale(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisations patronales d'assurances sociales et d'allocations familiales, taux réduits déduits"
    reference = articles("L241-2", "L241-3", "L241-6")
    documentation = "Sans les accidents du travail, que la plupart des exonérations épargnent."

    def formula(individu, period):
        full = sum(individu(name, period) for name in SOCIAL_SECURITY)
        return full - sum(individu(name, period) for name in RATE_CUTS)


class cotisations_exonerables_urssaf(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisations et contributions patronales recouvrées par l'Urssaf, taux réduits déduits"
    reference = articles("L241-18", "L241-18-1")

    def formula(individu, period):
        others = sum(individu(name, period) for name in WITH_SOCIAL_SECURITY)
        return individu("cotisations_exonerables_securite_sociale", period) + others


class cotisations_exonerables(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisations et contributions patronales d'un salarié, taux réduits déduits, avant exonérations"
    reference = articles("D241-11", "L241-10")
    documentation = """
    Cotisations de sécurité sociale, contributions recouvrées avec elles et retraite complémentaire. À Mayotte depuis
    2026, celles du périmètre de la réduction générale, par la somme donnée de leurs taux.
    """

    def formula(individu, period):
        pension = sum(individu(name, period) for name in (*COMPLEMENTARY_PENSION, *OTHER_PENSION))
        return individu("cotisations_exonerables_urssaf", period) + pension + _due_in_mayotte(individu, period)


class cotisations_exonerables_allegement_general(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisations et contributions patronales du périmètre de la réduction générale, taux réduits déduits"
    reference = articles("L241-13", "D241-2-4", "D241-11")
    documentation = """
    Assurances sociales, allocations familiales, accidents du travail dans la limite d'un taux, contributions au
    logement et à l'autonomie ; depuis 2019, retraite complémentaire ; depuis octobre 2019 (janvier pour un apprenti),
    assurance chômage, au taux sans bonus-malus.
    """

    def formula_2015(individu, period, parameters):
        law = parameters(period).cotisations
        imputation = law.allegement_general.imputation
        accidents = numpy.minimum(
            individu("accident_du_travail", period),
            imputation.accidents_travail * individu("assiette_cotisations_employeur", period),
        )
        unemployment = law.assurance_chomage.employeur * individu("assiette_assurance_chomage_plafonnee", period)
        pension = sum(individu(name, period) for name in COMPLEMENTARY_PENSION)
        return (
            individu("cotisations_exonerables_securite_sociale", period)
            + accidents
            + individu("fnal", period)
            + individu("contribution_solidarite_autonomie", period)
            + (imputation.retraite_complementaire > 0) * pension
            + (imputation.chomage | (imputation.chomage_apprentis & individu("apprenti", period))) * unemployment
            + _due_in_mayotte(individu, period)
        )


class exoneration_cotisations_employeur_autres_lois(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Exonérations de cotisations patronales que prévoient d'autres textes que le code"
    reference = articles("L241-13")
    documentation = """
    Zones franches urbaines, zones de restructuration de la défense, bassins d'emploi à redynamiser, jeunes entreprises
    innovantes, travailleurs occasionnels agricoles, apprentis du secteur public, contrats aidés : montant à donner. Un
    mois où il y en a une n'ouvre pas droit à la réduction générale.
    """
    set_input = divide


class exoneration_exclusive_allegement_general(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le salarié ouvre droit à une exonération qui exclut la réduction générale des cotisations patronales"
    reference = articles("L241-13", "L241-19", "L752-3-2", "L752-3-3", "L131-6-4")
    documentation = """
    Par défaut, l'employeur applique l'exonération à laquelle il a droit. S'il y renonce pour la réduction générale,
    donner ce choix par la variable qui ouvre l'exonération. Les marins et mineurs ont leur propre calcul.
    """

    def formula(individu, period):
        scheme = individu("regime_special_allegement_general", period)
        return (
            individu("exoneration_zrr_applicable", period)
            | individu("exoneration_lodeom_applicable", period)
            | individu("exoneration_saint_barthelemy_saint_martin_applicable", period)
            | individu("beneficiaire_acre", period)
            | (scheme != scheme.possible_values.aucun)
            | (individu("exoneration_cotisations_employeur_autres_lois", period) > 0)
        )


class exonerations_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Réductions et exonérations de cotisations patronales, sans celles des taux de maladie et de famille"
    reference = articles("L241-13")
    documentation = """
    Ce qui se déduit de `cotisations_exonerables`. Un mois peut être négatif : il rend ce que la réduction des mois
    précédents de l'année a pris de trop.
    """

    def formula(individu, period):
        return (
            individu("exonerations_urssaf", period)
            + individu("exonerations_retraite_complementaire", period)
            + individu("deduction_patronale_heures_supplementaires", period)
        )


class exonerations_urssaf(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Exonérations patronales imputées sur les cotisations de l'Urssaf, hors celle d'heures supplémentaires"
    reference = articles("L241-13", "L241-18", "D241-7", "D752-7")
    documentation = "Une exonération outre-mer d'un particulier employeur y est imputée entière."

    def formula(individu, period):
        exempt = sum(individu(name, period) for name in (*ON_WIDE_SCOPE, *ON_SOCIAL_SECURITY))
        return exempt - individu("exonerations_retraite_complementaire", period)


class exonerations_retraite_complementaire(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Exonérations patronales imputées sur les cotisations de retraite complémentaire"
    reference = articles("L241-13", "D241-7", "D752-7")
    documentation = "À proportion du taux de retraite complémentaire dans la valeur maximale de chaque coefficient."

    def formula_2019(individu, period, parameters):
        rate = parameters(period).cotisations.allegement_general.imputation.retraite_complementaire
        maximum = individu("taux_maximal_exonerations", period)
        exempt = sum(individu(name, period) for name in ON_WIDE_SCOPE[1:])
        return individu("allegement_general_retraite_complementaire", period) + exempt * numpy.minimum(
            share_of(rate, maximum), 1
        )


class exonerations_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Réductions et exonérations de cotisations salariales"
    reference = articles("L241-17", "L131-6-4")

    def formula(individu, period):
        return individu("reduction_salariale_heures_supplementaires", period) + individu(
            "exoneration_acre_salarie", period
        )


def _due_in_mayotte(individu, period):
    """Contributions of an employer in Mayotte within the general reduction, by the sum of rates that is given."""
    in_mayotte = individu.menage("residence_mayotte", period)
    return in_mayotte * individu("taux_cotisations_mayotte", period) * individu("remuneration_allegements", period)
