"""The employer's contribution on indemnities for the end of a contract: L137-12."""

import numpy

from openfisca_secu.model_api import MONTH, Enum, Individu, Variable, articles, dispatch


class TypesMotifRupture(Enum):
    licenciement = "Licenciement hors plan de sauvegarde de l'emploi, ou autre motif"
    plan_sauvegarde_emploi = "Licenciement ou départ volontaire dans un plan de sauvegarde de l'emploi"
    rupture_collective = "Rupture conventionnelle collective ou congé de mobilité"
    rupture_conventionnelle = "Rupture conventionnelle individuelle"
    mise_a_la_retraite = "Mise à la retraite par l'employeur"


class motif_rupture_contrat(Variable):
    value_type = Enum
    possible_values = TypesMotifRupture
    default_value = TypesMotifRupture.licenciement
    entity = Individu
    definition_period = MONTH
    label = "Motif de la rupture du contrat de travail qui ouvre droit à une indemnité"
    set_input = dispatch


class contribution_rupture_contrat(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution de l'employeur sur les indemnités de mise à la retraite et de rupture conventionnelle"
    reference = articles("L137-12", "L242-1")
    documentation = """
    Depuis septembre 2023, sur la part de l'indemnité exclue de l'assiette des cotisations ; avant, sur toute
    l'indemnité de mise à la retraite, comme le dit le texte alors en vigueur (la doctrine la limitait à la part
    exclue). L'indemnité de cessation d'un mandat n'y entre pas. Le taux de 40 % vaut depuis le 31 décembre 2025 : le
    texte ne dit pas s'il s'agit de la rupture ou du versement ; c'est ici le mois où l'indemnité est donnée.
    """

    def formula_2023_09(individu, period, parameters):
        rate = parameters(period).contributions_sociales.contribution_rupture_contrat.taux
        reason = individu("motif_rupture_contrat", period)
        types = reason.possible_values
        liable = (reason == types.rupture_conventionnelle) | (reason == types.mise_a_la_retraite)
        # the excluded part also holds the indemnity of a mandate, which this contribution does not concern
        untaxed = numpy.minimum(
            individu("indemnite_rupture", period), individu("indemnite_rupture_non_imposable", period)
        )
        return rate * liable * numpy.minimum(untaxed, individu("indemnite_rupture_exoneree", period))

    def formula_2008(individu, period, parameters):
        rate = parameters(period).contributions_sociales.contribution_rupture_contrat.taux
        reason = individu("motif_rupture_contrat", period)
        retired = reason == reason.possible_values.mise_a_la_retraite
        return rate * retired * individu("indemnite_rupture", period)
