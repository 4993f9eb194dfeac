"""Indemnities for the end of a contract or of a mandate: L242-1, II, 7°; L136-1-1, III, 5° and 5° bis."""

import numpy

from openfisca_secu.model_api import MONTH, Individu, Variable, articles, divide


class indemnite_rupture(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Indemnités versées à l'occasion de la rupture du contrat de travail"
    documentation = """
    Licenciement, rupture conventionnelle, mise à la retraite, départ dans un plan de sauvegarde de l'emploi. Ce qui est
    dû en contrepartie du travail (préavis, congés payés, précarité, non-concurrence) est une prime.
    """
    set_input = divide


class indemnite_rupture_legale(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Montant de l'indemnité de rupture que prévoit la loi, ou l'accord collectif s'il est plus élevé"
    documentation = "À défaut de montant pour le motif de la rupture, celui de l'indemnité de licenciement."
    set_input = divide


class remuneration_annee_precedant_rupture(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rémunération brute de l'année civile qui précède la rupture du contrat de travail"
    set_input = divide


class indemnite_cessation_mandat(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Indemnités versées à un mandataire social ou dirigeant pour la cessation forcée de ses fonctions"
    set_input = divide


class indemnite_rupture_conventionnelle_publique(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Indemnité spécifique de rupture conventionnelle d'un agent public"
    documentation = "Hors de l'assiette des cotisations, que d'autres textes règlent."
    set_input = divide


class indemnite_rupture_non_imposable(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part non imposable de l'indemnité de rupture (code général des impôts, article 80 duodecies)"
    reference = "Code général des impôts, article 80 duodecies"
    documentation = """
    Règle d'un autre code. Calculée à défaut pour un licenciement ou une rupture conventionnelle : le plus élevé du
    montant légal ou conventionnel, du double de la rémunération de l'année civile précédente et de la moitié de
    l'indemnité, ces deux derniers dans la limite de six plafonds annuels. À donner dans les autres cas : plan de
    sauvegarde de l'emploi (tout), départ volontaire à la retraite (rien), rupture conventionnelle d'un salarié qui a
    droit à une pension jusqu'en août 2023 (rien).
    """
    set_input = divide

    def formula_2012(individu, period, parameters):
        law = parameters(period).cotisations.indemnites_rupture.non_imposable
        ceiling = law.plafond * parameters(period).cotisations.plafond_securite_sociale.annuel
        indemnity = individu("indemnite_rupture", period)
        pay = individu("remuneration_annee_precedant_rupture", period)
        bounded = numpy.minimum(numpy.maximum(law.annees_remuneration * pay, law.part_indemnite * indemnity), ceiling)
        return numpy.minimum(numpy.maximum(individu("indemnite_rupture_legale", period), bounded), indemnity)


class indemnite_rupture_exoneree(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part des indemnités de rupture et de cessation de mandat exclue de l'assiette des cotisations"
    reference = articles("L242-1")
    documentation = """
    Les indemnités d'un mandataire sont réputées non imposables dans la limite de deux plafonds annuels. Le plafond est
    celui de l'année du mois où l'indemnité est donnée. Non calculé avant 2012.
    """

    def formula_2012(individu, period, parameters):
        law = parameters(period).cotisations.indemnites_rupture
        ceiling = parameters(period).cotisations.plafond_securite_sociale.annuel
        contract = individu("indemnite_rupture", period)
        mandate = individu("indemnite_cessation_mandat", period)
        untaxed = numpy.minimum(individu("indemnite_rupture_non_imposable", period), contract) + mandate
        threshold = numpy.where(mandate > 0, law.seuil_mandataires, law.seuil) * ceiling
        return numpy.where(contract + mandate > threshold, 0, numpy.minimum(untaxed, law.limite * ceiling))


class indemnite_rupture_assujettie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part des indemnités de rupture et de cessation de mandat soumise à cotisations"
    reference = articles("L242-1")

    def formula_2012(individu, period):
        return (
            individu("indemnite_rupture", period)
            + individu("indemnite_cessation_mandat", period)
            - individu("indemnite_rupture_exoneree", period)
        )


class part_indemnite_rupture_soumise_csg(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part des indemnités de rupture et de cessation de mandat soumise à CSG et CRDS"
    reference = articles("L136-1-1")
    documentation = """
    L'indemnité de rupture échappe dans la limite du montant légal ou conventionnel, et de ce qui échappe aux
    cotisations. Si une cessation de mandat s'y ajoute, les deux plafonds de l'article L136-1-1, III, 5°, b valent pour
    l'ensemble : ce qui a échappé au titre du contrat en est retranché (lecture de « il est fait masse »).
    """

    def formula_2012(individu, period, parameters):
        law = parameters(period).cotisations.indemnites_rupture
        ceiling = parameters(period).cotisations.plafond_securite_sociale.annuel
        contract = individu("indemnite_rupture", period)
        mandate = individu("indemnite_cessation_mandat", period)
        public = individu("indemnite_rupture_conventionnelle_publique", period)
        spared_contract = numpy.minimum(
            individu("indemnite_rupture_legale", period), individu("indemnite_rupture_exoneree", period)
        )
        spared_contract = numpy.where(contract > law.seuil * ceiling, 0, numpy.minimum(spared_contract, contract))
        left = numpy.maximum(law.limite * ceiling - spared_contract, 0)
        spared_mandate = numpy.where(
            contract + mandate > law.seuil_mandataires * ceiling, 0, numpy.minimum(mandate, left)
        )
        spared_public = numpy.where(public > law.seuil * ceiling, 0, numpy.minimum(public, law.limite * ceiling))
        return contract + mandate + public - spared_contract - spared_mandate - spared_public
