"""Contribution to the repayment of the social debt withheld from family benefits (ordonnance 96-50)."""

from openfisca_secu.model_api import MONTH, YEAR, Famille, Variable, articles

GROSS_BENEFITS = (
    "af",
    "cf",
    "asf",
    "paje_base",
    "paje_naissance",
    "paje_adoption",
    "paje_prepare",
    "paje_cmg_structure",
    "ajpp_complement_frais",
    "allocation_deces_enfant",
)


class crds_pfam(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "CRDS retenue sur les prestations familiales du mois"
    reference = articles("D531-18")
    documentation = """
    Retenue sur les montants bruts de ce modèle : allocations familiales, complément familial, allocation de soutien
    familial, prestation d'accueil du jeune enfant, allocation journalière de présence parentale et son complément,
    allocation versée au décès d'un enfant. N'y sont pas : l'allocation d'éducation de l'enfant handicapé, qui n'y est
    pas soumise ; les cotisations prises en charge par le complément de mode de garde ; depuis septembre 2025, la part
    de ce complément pour l'emploi direct, que son barème donne nette (D531-18). L'allocation de rentrée scolaire,
    annuelle, est dans `crds_ars`. Non arrondie (les caisses la tronquent au centime).
    """

    def formula_2025_09(famille, period, parameters):
        rate = parameters(period).prestations_familiales.crds_pfam.taux
        return rate * _gross_benefits(famille, period)

    def formula(famille, period, parameters):
        rate = parameters(period).prestations_familiales.crds_pfam.taux
        direct = famille("paje_cmg_emploi_direct", period) - famille("paje_cmg_cotisations", period)
        return rate * (_gross_benefits(famille, period) + direct)


class crds_ars(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = YEAR
    label = "CRDS retenue sur l'allocation de rentrée scolaire"
    reference = "Ordonnance n° 96-50 du 24 janvier 1996, article 14"
    documentation = "Non arrondie (les caisses la tronquent au centime)."

    def formula(famille, period, parameters):
        return parameters(period).prestations_familiales.crds_pfam.taux * famille("ars", period)


def _gross_benefits(famille, period):
    family = sum(famille(name, period) for name in GROSS_BENEFITS)
    return family + famille.sum(famille.members("ajpp", period))
