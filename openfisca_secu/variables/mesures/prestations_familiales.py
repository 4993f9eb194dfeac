"""What a family receives in all from book V, gross and net of CRDS, and what it precedes (L511-1, L553-3)."""

from numpy import divide as ratio
from numpy import maximum, zeros_like

from openfisca_secu.model_api import MONTH, Famille, Variable, articles, divide


class prestations_familiales_avant_non_cumul(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Prestations familiales du mois, avant celles d'un autre État ou régime, hors allocation de logement"
    documentation = "L'allocation de rentrée scolaire y est comptée au mois d'août, quand les caisses la versent."
    reference = articles("L511-1", "R553-1")

    def formula(famille, period, parameters):
        start_of_school = parameters(period).mesures.prestations_familiales.mois_de_l_allocation_de_rentree_scolaire
        monthly = (
            famille("prestations_familiales_comparees", period)
            + famille("paje_naissance", period)
            + famille("paje_adoption", period)
        )
        if period.start.month == start_of_school:
            return monthly + famille("ars", period.this_year)
        return monthly


class prestations_familiales(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Prestations familiales versées à la famille, brutes de CRDS, hors allocation de logement"
    reference = articles("L511-1", "L512-5", "L512-6")

    def formula(famille, period):
        whole = famille("prestations_familiales_avant_non_cumul", period)
        return whole - famille("prestations_familiales_non_cumulees", period)


class crds_prestations_familiales(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "CRDS retenue sur les prestations familiales versées, rentrée scolaire comprise"
    documentation = """
    Quand des prestations étrangères réduisent les françaises à une différentielle, la contribution est réduite dans la
    même proportion.
    """
    reference = articles("L512-5", "D531-18")

    def formula(famille, period, parameters):
        start_of_school = parameters(period).mesures.prestations_familiales.mois_de_l_allocation_de_rentree_scolaire
        due = famille("crds_pfam", period)
        if period.start.month == start_of_school:
            due = due + famille("crds_ars", period.this_year)
        whole = famille("prestations_familiales_avant_non_cumul", period)
        paid = famille("prestations_familiales", period)
        return due * ratio(paid, whole, out=zeros_like(whole), where=whole > 0)


class prestations_familiales_nettes(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Prestations familiales versées à la famille, nettes de CRDS, hors allocation de logement"
    reference = articles("L511-1")

    def formula(famille, period):
        return famille("prestations_familiales", period) - famille("crds_prestations_familiales", period)


class majorations_pour_enfants(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = (
        "Majorations de chômage, de retraite ou militaires pour des enfants ouvrant droit aux prestations familiales"
    )
    reference = articles("L553-3")
    set_input = divide


class majorations_pour_enfants_versees(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Majorations pour enfants restant dues après les prestations familiales, perçues par priorité"
    documentation = "L'allocation de soutien familial ne les réduit pas."
    reference = articles("L553-3")

    def formula(famille, period):
        priority = famille("prestations_familiales", period) - famille("asf", period)
        return maximum(famille("majorations_pour_enfants", period) - maximum(priority, 0), 0)
