"""Who is in the complementary pension scheme of the private sector, and the slices of pay it takes (L921-1)."""

import numpy

from openfisca_secu.general_scheme import in_private_sector, outside_the_code
from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch
from openfisca_secu.regularisation import part_within_ceilings


class affiliation_agirc_arrco(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Salarié affilié au régime de retraite complémentaire Agirc-Arrco (Arrco et Agirc avant 2019)"
    reference = articles("L921-1", "L921-4")
    documentation = """
    Par défaut, salariés du secteur privé, des particuliers employeurs et de l'agriculture. Mayotte, où le plafond et
    les taux sont propres à l'île, et Saint-Pierre-et-Miquelon ne sont pas calculés.
    """
    set_input = dispatch

    def formula(individu, period):
        return in_private_sector(individu, period) & ~outside_the_code(individu, period)


class assiette_retraite_complementaire(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Assiette des cotisations de retraite complémentaire Agirc-Arrco, avant ses tranches"
    reference = articles("L921-1", "L921-4", "L242-1")
    documentation = """
    L'assiette des cotisations de sécurité sociale, sans la gratification d'un stage. Jusqu'en 2018, celle d'un apprenti
    est réduite de 11 % du smic, et nulle chez un employeur de moins de onze salariés. L'accord pour cotiser sur un
    temps plein au régime de base n'y est pas étendu.
    """

    def formula(individu, period):
        internship = individu("stage_gratification_reintegration", period)
        liable = numpy.maximum(individu("assiette_contributions_employeur", period) - internship, 0)
        return individu("affiliation_agirc_arrco", period) * liable


class retraite_complementaire_tranche_1(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Tranche 1 de la retraite complémentaire : rémunération sous le plafond, régularisée dans l'année"
    reference = articles("L921-4", "L241-3")

    def formula(individu, period):
        return part_within_ceilings(individu, period, "assiette_retraite_complementaire")


class retraite_complementaire_tranche_2(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Tranche 2 de la retraite complémentaire (tranche B d'un cadre avant 2019), régularisée dans l'année"
    reference = articles("L921-4", "L241-3")
    documentation = """
    D'un à huit plafonds ; avant 2019, d'un à trois plafonds pour un non-cadre (Arrco), d'un à quatre pour un cadre
    (Agirc).
    """

    def formula_2019(individu, period, parameters):
        limits = parameters(period).retraite_complementaire.assiette
        return _above_first(individu, period, limits.tranche_2)

    def formula(individu, period, parameters):
        limits = parameters(period).retraite_complementaire.assiette
        return numpy.where(
            _executive(individu, period),
            _above_first(individu, period, limits.tranche_b),
            _above_first(individu, period, limits.tranche_2),
        )


class retraite_complementaire_tranche_c(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    end = "2018-12-31"
    label = "Tranche C d'un cadre, régularisée dans l'année"
    reference = articles("L921-4", "L241-3")

    def formula(individu, period, parameters):
        limits = parameters(period).retraite_complementaire.assiette
        above_b = part_within_ceilings(
            individu, period, "assiette_retraite_complementaire", limits.tranche_c
        ) - part_within_ceilings(individu, period, "assiette_retraite_complementaire", limits.tranche_b)
        return _executive(individu, period) * above_b


def _executive(individu, period):
    category = individu("categorie_salarie", period)
    return category == category.possible_values.prive_cadre


def _above_first(individu, period, multiple):
    """The month's pay between one ceiling and `multiple` ceilings."""
    within = part_within_ceilings(individu, period, "assiette_retraite_complementaire", multiple)
    return within - individu("retraite_complementaire_tranche_1", period)
