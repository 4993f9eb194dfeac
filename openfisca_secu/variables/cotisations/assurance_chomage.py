"""Unemployment insurance and guarantee of wages, which the labour code and agreements set, and L241-13 reads."""

import numpy

from openfisca_secu.general_scheme import in_private_sector, outside_the_code
from openfisca_secu.model_api import MONTH, Enum, Individu, Variable, dispatch
from openfisca_secu.regularisation import part_within_ceilings

INSURANCE = "Code du travail, articles législatifs 5422-9 et 5422-13"
GUARANTEE = "Code du travail, articles législatifs 3253-6 et 3253-18"


class TypesMotifCdd(Enum):
    autre = "Remplacement, saison ou autre motif"
    accroissement_activite = "Accroissement temporaire d'activité"
    usage = "Emploi pour lequel il est d'usage de ne pas recourir à un contrat à durée indéterminée"


class motif_cdd(Variable):
    value_type = Enum
    possible_values = TypesMotifCdd
    default_value = TypesMotifCdd.autre
    entity = Individu
    definition_period = MONTH
    label = "Motif d'un contrat à durée déterminée"
    set_input = dispatch


class affiliation_assurance_chomage(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Salarié dont l'employeur doit la contribution d'assurance chômage"
    reference = INSURANCE
    documentation = """
    Par défaut, salariés du secteur privé, ceux des particuliers compris. À donner pour les mandataires sociaux et
    stagiaires (faux), et pour les agents d'un employeur public qui a adhéré (vrai).
    """
    set_input = dispatch

    def formula(individu, period):
        employee = in_private_sector(individu, period) & ~individu("accueillant_familial", period)
        return employee & ~outside_the_code(individu, period)


class assiette_assurance_chomage(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Assiette des contributions d'assurance chômage, avant la limite de quatre plafonds"
    reference = INSURANCE
    documentation = """
    Sans la gratification d'un stage ; avec les droits d'un compte épargne-temps exonérés de cotisations de sécurité
    sociale.
    """

    def formula(individu, period):
        internship = individu("stage_gratification_reintegration", period)
        liable = numpy.maximum(individu("assiette_contributions_employeur", period) - internship, 0)
        saved_time = individu("compte_epargne_temps_exonere", period)
        return individu("affiliation_assurance_chomage", period) * (liable + saved_time)


class assiette_assurance_chomage_plafonnee(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Assiette des contributions d'assurance chômage, régularisée depuis le début de l'année"
    reference = INSURANCE

    def formula_2007(individu, period, parameters):
        ceilings = parameters(period).cotisations.assurance_chomage.plafond
        return part_within_ceilings(individu, period, "assiette_assurance_chomage", ceilings)


class taux_chomage_employeur(Variable):
    value_type = float
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Taux de la contribution d'assurance chômage de l'employeur"
    reference = "Code du travail, article législatif 5422-12"
    documentation = """
    Taux commun, majoré de juillet 2013 à mars 2019 pour certains contrats à durée déterminée d'au plus trois mois. Le
    taux qu'un bonus-malus module (depuis septembre 2022) est à donner : il est propre à l'entreprise. L'exonération des
    premiers mois d'un contrat à durée indéterminée avant vingt-six ans (juillet 2013 à septembre 2017) n'est pas
    calculée.
    """
    set_input = dispatch

    def formula_2013_07(individu, period, parameters):
        law = parameters(period).cotisations.assurance_chomage
        nature = individu("contrat_de_travail_type", period)
        fixed_term = (nature == nature.possible_values.cdd) & ~individu("particulier_employeur", period)
        reason = individu("motif_cdd", period)
        of_growth = fixed_term & (reason == reason.possible_values.accroissement_activite)
        of_custom = fixed_term & (reason == reason.possible_values.usage)
        very_short = _lasts_at_most(individu, period, law.majorations.mois_tres_court)
        short = _lasts_at_most(individu, period, law.majorations.mois_court)
        more = numpy.select(
            [of_growth & very_short, of_growth & short, of_custom & short],
            [law.majorations.accroissement_tres_court, law.majorations.accroissement_court, law.majorations.usage],
            default=0,
        )
        return law.employeur + more

    def formula_2007(individu, period, parameters):
        return numpy.full(individu.count, parameters(period).cotisations.assurance_chomage.employeur)


class chomage_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution d'assurance chômage, à la charge de l'employeur"
    reference = INSURANCE
    documentation = "Hors du code : la réduction générale s'impute sur elle."

    def formula_2007(individu, period):
        return individu("taux_chomage_employeur", period) * individu("assiette_assurance_chomage_plafonnee", period)


class chomage_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution d'assurance chômage, à la charge du salarié"
    reference = INSURANCE
    documentation = "Hors du code. Jusqu'en 2018, un apprenti n'en devait pas."

    def formula_2007(individu, period, parameters):
        rate = parameters(period).cotisations.assurance_chomage.salarie
        return rate * ~individu("apprenti", period) * individu("assiette_assurance_chomage_plafonnee", period)


class ags(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation de garantie des créances des salariés, à la charge de l'employeur"
    reference = GUARANTEE
    documentation = """
    Hors du code. Due par les employeurs de droit privé autres que les particuliers. Le supplément des entreprises de
    travail temporaire n'est pas calculé.
    """

    def formula_2007(individu, period, parameters):
        rate = parameters(period).cotisations.assurance_chomage.ags
        liable = in_private_sector(individu, period) & ~individu("particulier_employeur", period)
        return rate * liable * individu("assiette_assurance_chomage_plafonnee", period)


def _lasts_at_most(individu, period, months):
    """Whether the contract ends at the latest on the eve of the day that comes `months` months after its first day."""
    start = individu("contrat_de_travail_debut", period).astype("datetime64[D]")
    month = start.astype("datetime64[M]")
    limit = (month + months).astype("datetime64[D]") + (start - month.astype("datetime64[D]"))
    return individu("contrat_de_travail_fin", period).astype("datetime64[D]") < limit
