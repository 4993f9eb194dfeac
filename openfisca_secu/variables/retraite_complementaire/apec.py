"""Contribution to the association for the employment of executives, collected with complementary pensions."""

from openfisca_secu.complementary_pension import employee_slice
from openfisca_secu.model_api import MONTH, Individu, Variable
from openfisca_secu.regularisation import part_within_ceilings

AGREEMENT = "Accord national interprofessionnel du 12 juillet 2011 relatif à l'Apec"


class assiette_apec(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rémunération d'un cadre sous quatre plafonds, régularisée dans l'année"
    reference = AGREEMENT
    documentation = "Hors du code : recouvrée avec la retraite complémentaire."

    def formula_2011(individu, period, parameters):
        limit = parameters(period).retraite_complementaire.apec.plafond
        category = individu("categorie_salarie", period)
        executive = category == category.possible_values.prive_cadre
        return executive * part_within_ceilings(individu, period, "assiette_retraite_complementaire", limit)


class apec_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation à l'association pour l'emploi des cadres, part du salarié"
    reference = AGREEMENT
    documentation = "Hors du code. Avant 2011, la cotisation forfaitaire de la tranche A n'est pas calculée."

    def formula_2011(individu, period, parameters):
        rate = parameters(period).retraite_complementaire.apec.salarie
        return rate * employee_slice(individu, period, 0, individu("assiette_apec", period))


class apec_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation à l'association pour l'emploi des cadres, part de l'employeur"
    reference = AGREEMENT
    documentation = "Hors du code. Avant 2011, la cotisation forfaitaire de la tranche A n'est pas calculée."

    def formula_2011(individu, period, parameters):
        return parameters(period).retraite_complementaire.apec.employeur * individu("assiette_apec", period)
