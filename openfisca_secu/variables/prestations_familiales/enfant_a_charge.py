"""Which children open the right to family benefits (L512-1 to L513-1, R512-2)."""

from openfisca_secu.family import below_age_limit
from openfisca_secu.model_api import MONTH, Famille, Individu, Variable, articles, dispatch


class prestations_familiales_remuneration_enfant(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rémunération du mois comparée au plafond des enfants à charge"
    reference = articles("R512-2")

    def formula(individu, period):
        return individu("salaire_imposable", period)


class prestations_familiales_enfant_a_charge(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant à charge au sens des prestations familiales"
    reference = articles("L512-3", "L513-1", "R512-2", "R552-2", "R552-3")
    set_input = dispatch

    def formula(individu, period, parameters):
        law = parameters(period).prestations_familiales.enfant_a_charge
        ceiling = law.plafond_remuneration.part_du_smic * law.plafond_remuneration.heures
        ceiling = ceiling * parameters(period).cotisations.smic.horaire
        months = individu("mois_depuis_naissance", period)
        pay = individu("prestations_familiales_remuneration_enfant", period)
        at_school = below_age_limit(months, law.age_fin_obligation_scolaire)
        return (
            individu.has_role(Famille.ENFANT)
            & (months > 0)
            & below_age_limit(months, law.age_limite)
            & (at_school | (pay <= ceiling))
        )
