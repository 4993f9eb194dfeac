"""The employer's contribution on what bears CSG and no social-security contributions: L137-15, L137-16, D137-1."""

import numpy

from openfisca_secu.general_scheme import in_private_sector
from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch, divide


class abondement_actionnariat(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part de l'abondement qui complète l'achat par le salarié d'actions de l'entreprise"
    reference = articles("L137-16")
    documentation = "Comprise dans `abondement_epargne_salariale`."
    set_input = divide


class versement_unilateral_actionnariat(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Versement unilatéral de l'entreprise pour l'acquisition de ses actions, dans un plan d'épargne"
    reference = articles("L137-16")
    documentation = "Compris dans `abondement_epargne_salariale`."
    set_input = divide


class plan_epargne_retraite_pme(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le plan d'épargne retraite alloue une part de l'épargne aux titres de petites et moyennes entreprises"
    reference = articles("L137-16", "D137-1")
    documentation = """
    Fonds comportant au moins 10 % de ces titres, auxquels va 100, 85, 70 ou 30 % de l'épargne selon que la sortie est à
    plus de quinze, douze, dix ou sept ans (D137-1).
    """
    set_input = dispatch


class societe_cooperative_production(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "L'employeur est une société coopérative de production"
    set_input = dispatch


class jetons_presence(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rémunération d'administrateur ou de membre du conseil de surveillance d'une société anonyme"
    set_input = divide


class prise_en_charge_employeur_retraite_complementaire(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part salariale de la retraite complémentaire que l'employeur prend en charge"
    reference = articles("L137-15")
    set_input = divide


class forfait_social_prevoyance(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Forfait social sur les contributions de l'employeur à la prévoyance et aux frais de santé"
    reference = articles("L137-15", "L137-16")
    documentation = """
    Sur la part exclue de l'assiette des cotisations. Un petit employeur n'en doit pas : un employeur privé d'effectif
    inconnu est réputé petit, un employeur public non. Un employeur public en doit depuis 2022.
    """

    def formula_2012_08(individu, period, parameters):
        law = parameters(period).contributions_sociales.forfait_social
        private = in_private_sector(individu, period)
        unknown = individu("effectif_entreprise", period) == 0
        large = (individu("effectif_entreprise_seuils", period) >= law.seuil_prevoyance) | (unknown & ~private)
        excluded = individu("cotisation_prevoyance_employeur", period) - individu("reintegration_prevoyance", period)
        return law.prevoyance * large * (private | law.employeurs_publics) * excluded


class forfait_social_epargne_salariale(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Forfait social sur l'intéressement, la participation et l'abondement"
    reference = articles("L137-15", "L137-16", "D137-1", "L242-1")
    documentation = """
    Depuis 2019, rien dans les entreprises qui n'ont pas l'obligation d'une participation (moins de cinquante salariés),
    ni sur l'intéressement de celles de moins de 250. La prime de partage de la valeur suit l'intéressement. Un effectif
    inconnu est réputé inférieur aux seuils. Ne sont pas calculés le taux réduit d'un premier accord de petite
    entreprise (2015 à 2018) et l'exonération de l'abondement en actions de 2021 et 2022 (loi de finances).
    """

    def formula_2012_08(individu, period, parameters):
        law = parameters(period).contributions_sociales.forfait_social
        size = individu("effectif_entreprise_seuils", period)
        incentive = individu("interessement", period) + individu("prime_partage_valeur_soumise_csg", period)
        profit = individu("participation", period)
        profit_rate = numpy.where(individu("societe_cooperative_production", period), law.participation_scop, law.plein)
        pension = individu("abondement_epargne_retraite", period)
        pension_rate = numpy.where(individu("plan_epargne_retraite_pme", period), law.epargne_retraite_pme, law.plein)
        shares = individu("abondement_actionnariat", period)
        unilateral = individu("versement_unilateral_actionnariat", period)
        others = numpy.maximum(individu("abondement_epargne_salariale", period) - pension - shares - unilateral, 0)
        due = (
            law.plein * (size >= law.seuil_interessement) * incentive
            + profit_rate * profit
            + pension_rate * pension
            + law.actionnariat * shares
            + law.actionnariat_unilateral * unilateral
            + law.plein * others
        )
        return (size >= law.seuil_epargne_salariale) * due


class forfait_social_retraite_supplementaire(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Forfait social sur la retraite supplémentaire et la retraite complémentaire prise en charge"
    reference = articles("L137-15", "L137-16", "D137-1")
    documentation = "Sur la part de la retraite supplémentaire qui est exclue de l'assiette des cotisations."

    def formula_2012_08(individu, period, parameters):
        law = parameters(period).contributions_sociales.forfait_social
        rate = numpy.where(individu("plan_epargne_retraite_pme", period), law.retraite_supplementaire_pme, law.plein)
        excluded = individu("retraite_supplementaire_employeur", period) - individu(
            "reintegration_retraite_supplementaire", period
        )
        borne = individu("prise_en_charge_employeur_retraite_complementaire", period)
        return rate * excluded + law.plein * borne


class forfait_social_rupture(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Forfait social sur les indemnités de rupture du contrat de travail ou de cessation d'un mandat"
    reference = articles("L137-15", "L242-1", "L136-1-1")
    documentation = """
    Sur ce qui est soumis à la CSG et exclu des cotisations, hors plan de sauvegarde de l'emploi, rupture collective et
    congé de mobilité. Rupture conventionnelle : toute la part exclue des cotisations jusqu'en août 2023, rien ensuite
    (L137-12). Une mise à la retraite, qui supporte cette dernière contribution, est réputée n'en pas devoir : le texte
    peut aussi se lire autrement.
    """

    def formula_2013(individu, period, parameters):
        law = parameters(period).contributions_sociales.forfait_social
        reason = individu("motif_rupture_contrat", period)
        types = reason.possible_values
        bears_csg_only = numpy.maximum(
            individu("part_indemnite_rupture_soumise_csg", period) - individu("indemnite_rupture_assujettie", period),
            0,
        )
        # the excluded part also holds the indemnity of a mandate, which is not one of the agreed termination
        excluded = numpy.minimum(
            numpy.minimum(individu("indemnite_rupture", period), individu("indemnite_rupture_non_imposable", period)),
            individu("indemnite_rupture_exoneree", period),
        )
        base = numpy.select(
            [reason == types.licenciement, reason == types.rupture_conventionnelle],
            [bears_csg_only, law.rupture_conventionnelle * excluded],
            default=0,
        )
        return law.plein * in_private_sector(individu, period) * base


class forfait_social(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Forfait social, à la charge de l'employeur"
    reference = articles("L137-15", "L137-16")

    def formula_2012_08(individu, period, parameters):
        full = parameters(period).contributions_sociales.forfait_social.plein
        return full * individu("jetons_presence", period) + sum(
            individu(part, period)
            for part in (
                "forfait_social_prevoyance",
                "forfait_social_epargne_salariale",
                "forfait_social_retraite_supplementaire",
                "forfait_social_rupture",
            )
        )
