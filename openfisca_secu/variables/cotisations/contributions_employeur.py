"""The employer's contributions on pay that are not social-security contributions.

L137-40 is of the Code; the housing fund, the transport levy and the funding of trade unions are of other codes, that
L241-13 and L243-1-3 read.
"""

import numpy

from openfisca_secu.general_scheme import in_private_sector
from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch
from openfisca_secu.regularisation import part_within_ceilings


class assiette_contributions_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Assiette des contributions de l'employeur autres que les cotisations de sécurité sociale"
    reference = articles("L137-40")
    documentation = """
    Celle des cotisations d'assurance maladie de l'employeur. Jusqu'en 2018, l'employeur de moins de onze salariés (ou
    d'effectif inconnu) n'en devait pas pour un apprenti.
    """

    def formula(individu, period, parameters):
        threshold = parameters(period).cotisations.contributions_employeur.seuil_apprentis
        exempt = individu("apprenti", period) & (individu("effectif_entreprise_seuils", period) < threshold)
        return ~exempt * individu("assiette_cotisations_employeur", period)


class contribution_solidarite_autonomie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution de solidarité pour l'autonomie, à la charge de l'employeur"
    reference = articles("L137-40")

    def formula_2004_07(individu, period, parameters):
        rate = parameters(period).cotisations.contributions_employeur.solidarite_autonomie
        return rate * individu("assiette_contributions_employeur", period)


class fnal(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution de l'employeur au fonds national d'aide au logement"
    reference = "Code de la construction et de l'habitation, articles législatifs 813-4 et 813-5"
    documentation = """
    Hors du code : la réduction générale s'impute sur elle. L'État, et les autres employeurs publics dont l'effectif
    n'est pas donné, sont réputés au-dessus du seuil ; un employeur privé d'effectif inconnu, au-dessous. Les employeurs
    agricoles, au taux plafonné quel que soit leur effectif, ne sont pas distingués.
    """

    def formula_2015(individu, period, parameters):
        law = parameters(period).cotisations.contributions_employeur.fnal
        unknown = individu("effectif_entreprise", period) == 0
        large = (individu("effectif_entreprise_seuils", period) >= law.seuil) | (
            unknown & ~in_private_sector(individu, period)
        )
        capped = part_within_ceilings(individu, period, "assiette_contributions_employeur")
        whole = individu("assiette_contributions_employeur", period)
        return numpy.where(large, law.taux_deplafonne * whole, law.taux_plafonne * capped)


class financement_organisations_syndicales(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution de l'employeur au dialogue social"
    reference = "Code du travail, article législatif 2135-10"
    documentation = """
    Hors du code. Due pour les salariés de droit privé.
    """

    def formula_2015(individu, period, parameters):
        rate = parameters(period).cotisations.contributions_employeur.dialogue_social
        liable = in_private_sector(individu, period)
        return rate * liable * individu("assiette_contributions_employeur", period)


class taux_versement_transport(Variable):
    value_type = float
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Taux du versement mobilité au lieu de travail"
    documentation = "Fixé par chaque autorité organisatrice, versement régional compris. Zéro par défaut."
    set_input = dispatch


class versement_transport(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Versement mobilité, à la charge de l'employeur"
    reference = "Code général des collectivités territoriales, articles législatifs 2333-64 et 2531-2"
    documentation = """
    Hors du code. Un employeur dont l'effectif n'est pas donné est réputé en devoir le taux ; un particulier n'en doit
    pas.
    """

    def formula_1996_03(individu, period, parameters):
        threshold = parameters(period).cotisations.contributions_employeur.versement_mobilite.seuil
        unknown = individu("effectif_entreprise", period) == 0
        liable = (unknown | (individu("effectif_entreprise_seuils", period) >= threshold)) & ~individu(
            "particulier_employeur", period
        )
        rate = individu("taux_versement_transport", period)
        return liable * rate * individu("assiette_contributions_employeur", period)
