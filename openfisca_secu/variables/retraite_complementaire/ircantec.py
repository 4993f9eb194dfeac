"""Complementary pension of public agents who are not civil servants: L921-2-1, L921-2-2."""

import numpy

from openfisca_secu.complementary_pension import employee_slice
from openfisca_secu.general_scheme import outside_the_code
from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch, divide
from openfisca_secu.regularisation import part_within_ceilings


class emoluments_hospitaliers(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Émoluments de la partie hospitalière de l'activité d'un enseignant hospitalo-universitaire titulaire"
    reference = articles("L921-2-2")
    set_input = divide


class affiliation_ircantec(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Agent contractuel de droit public affilié à l'Ircantec"
    reference = articles("L921-2-1")
    documentation = """
    Par défaut, agents non titulaires des personnes publiques ; à donner pour les élus locaux. Mayotte, dont le plafond
    est propre à l'île, n'est pas calculée.
    """
    set_input = dispatch

    def formula(individu, period):
        category = individu("categorie_salarie", period)
        return (category == category.possible_values.public_non_titulaire) & ~outside_the_code(individu, period)


class assiette_ircantec(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Assiette des cotisations à l'Ircantec, avant ses tranches"
    reference = articles("L921-2-1", "L921-2-2")
    documentation = """
    L'assiette des cotisations de sécurité sociale, sans la gratification d'un stage. Le supplément familial de
    traitement et quelques indemnités, que l'Ircantec exclut, ne doivent pas être dans les primes données.
    """

    def formula_2024_09(individu, period):
        """The hospital part of the activity of tenured teachers of medicine is in the scheme (L921-2-2)."""
        return _contract_pay(individu, period) + individu("emoluments_hospitaliers", period)

    def formula(individu, period):
        return _contract_pay(individu, period)


class assiette_ircantec_tranche_a(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Tranche A de l'Ircantec : rémunération sous le plafond, régularisée dans l'année"
    reference = articles("L921-2-1", "L241-3")

    def formula(individu, period):
        return part_within_ceilings(individu, period, "assiette_ircantec")


class assiette_ircantec_tranche_b(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Tranche B de l'Ircantec : rémunération d'un à huit plafonds, régularisée dans l'année"
    reference = articles("L921-2-1", "L241-3")

    def formula_1992(individu, period, parameters):
        limit = parameters(period).retraite_complementaire.ircantec.plafond
        within = part_within_ceilings(individu, period, "assiette_ircantec", limit)
        return within - individu("assiette_ircantec_tranche_a", period)


class ircantec_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation à l'Ircantec, part de l'agent"
    reference = articles("L921-2-1", "L921-2-2")

    def formula_1992(individu, period, parameters):
        law = parameters(period).retraite_complementaire.ircantec
        first = individu("assiette_ircantec_tranche_a", period)
        second = individu("assiette_ircantec_tranche_b", period)
        return law.tranche_a.salarie * employee_slice(
            individu, period, 0, first
        ) + law.tranche_b.salarie * employee_slice(individu, period, first, second)


class ircantec_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation à l'Ircantec, part de l'employeur"
    reference = articles("L921-2-1", "L921-2-2")

    def formula_1992(individu, period, parameters):
        law = parameters(period).retraite_complementaire.ircantec
        return law.tranche_a.employeur * individu(
            "assiette_ircantec_tranche_a", period
        ) + law.tranche_b.employeur * individu("assiette_ircantec_tranche_b", period)


def _contract_pay(individu, period):
    internship = individu("stage_gratification_reintegration", period)
    pay = numpy.maximum(individu("assiette_cotisations_sociales", period) - internship, 0)
    return individu("affiliation_ircantec", period) * pay
