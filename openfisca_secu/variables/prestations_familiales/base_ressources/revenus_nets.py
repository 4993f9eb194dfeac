"""Net incomes of one calendar year, category by category, as family benefits read them (R532-3).

The categories are those of income tax; the deductions that the tax code sets (10 %, pensions, old age) are computed
here from what is declared. Everything is dated by the year of the incomes.
"""

import numpy

from openfisca_secu.dates import completed_years, last_day
from openfisca_secu.lookup import by_enum
from openfisca_secu.model_api import ADD, MONTH, YEAR, FoyerFiscal, Individu, Variable, articles
from openfisca_secu.net_income import flat_deduction, pension_relief, relief_of_old_or_disabled


class demandeur_emploi_depuis_plus_un_an(Variable):
    value_type = bool
    entity = Individu
    definition_period = YEAR
    label = "Demandeur d'emploi depuis plus d'un an (minimum relevé de la déduction de 10 %, revenus jusqu'à 2017)"


class pensions_invalidite_imposables(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Pensions d'invalidité imposables"
    reference = articles("R532-3")
    documentation = """
    À défaut, les pensions brutes moins la CSG déductible, au taux que donnent les revenus (`taux_csg_pensions`) ; non
    retirée avant 2015.
    """

    def formula_2015(individu, period, parameters):
        points = parameters(period).contributions_sociales.csg_crds_remplacement.pensions.deductible
        csg = by_enum(points, individu("taux_csg_pensions", period), default=0)
        liable = individu("assujetti_csg_remplacement", period.first_month)
        return individu("pensions_invalidite", period, options=[ADD]) * (1 - csg * liable)

    def formula(individu, period):
        return individu("pensions_invalidite", period, options=[ADD])


class heures_supplementaires_exonerees_impot(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Rémunérations d'heures supplémentaires exonérées d'impôt (code général des impôts, article 81 quater)"


class revenus_hors_de_france(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Revenus perçus hors de France ou versés par une organisation internationale, non imposés en France"


class revenus_taxes_taux_proportionnel(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Revenus imposés à un taux proportionnel ou soumis à un prélèvement libératoire de l'impôt sur le revenu"
    documentation = "Intérêts, dividendes et plus-values au prélèvement forfaitaire unique, notamment."


class autres_revenus_categoriels_nets(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Autres revenus nets imposés au barème : plus-values, fraction imposable des rentes à titre onéreux"
    documentation = (
        "Sans les rentes en faveur d'une personne handicapée (R532-3), ni les déficits des années antérieures."
    )


class deduction_frais_professionnels(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Frais professionnels retirés des salaires, du chômage et des préretraites : forfait ou frais réels"
    reference = articles("R532-3")
    documentation = """
    Les frais réels sont retenus s'ils dépassent la déduction forfaitaire. Les indemnités journalières imposables
    (maladie, maternité, moitié de celles d'accident du travail) sont comptées dans `salaire_imposable`, comme dans la
    déclaration de revenus.
    """

    def formula(individu, period, parameters):
        gross = _taxed_as_wages(individu, period)
        return numpy.maximum(individu("frais_reels", period), _flat_deduction(individu, period, parameters, gross))


class revenus_activite_nets(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Revenus d'activité professionnelle de l'année, nets, heures supplémentaires exonérées comprises"
    reference = articles("R532-3", "R532-4")
    documentation = """
    L'indemnité d'activité partielle, que l'employeur paie et déclare avec le salaire, y est comptée, comme les aides à
    la reprise d'activité : ne pas la compter aussi dans `salaire_imposable` ni dans `chomage_imposable`.
    """

    def formula(individu, period):
        wages = _wages(individu, period)
        wages_net = wages - _share_of_deduction(individu, period, wages)
        overtime = individu("heures_supplementaires_exonerees_impot", period)
        return wages_net + individu("rpns_imposables", period) + overtime


class indemnites_chomage_nettes(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Indemnités de chômage de l'année, nettes de la déduction pour frais professionnels"
    reference = articles("R532-3", "R532-4")

    def formula(individu, period):
        unemployment = _unemployment(individu, period)
        return unemployment - _share_of_deduction(individu, period, unemployment)


class preretraites_nettes(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Allocations de préretraite de l'année, nettes de la déduction pour frais professionnels"
    reference = articles("R532-3")
    documentation = """
    Imposées comme un salaire, sans être un revenu d'activité ni une indemnité de chômage : aucun changement de
    situation ne les neutralise. Celles qui sont déjà dans `chomage_imposable` ne se donnent pas dans
    `preretraite_brute`.
    """

    def formula(individu, period):
        early = _early_retirement(individu, period)
        return early - _share_of_deduction(individu, period, early)


class indemnites_accident_travail_ajoutees(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Part exonérée d'impôt des indemnités journalières d'accident du travail, après la déduction forfaitaire"
    reference = articles("R532-3")
    documentation = """
    R532-3 compte toute l'indemnité ; sa part imposable est déjà dans `salaire_imposable`. La déduction est celle que la
    part exonérée ajoute à la déduction forfaitaire des salaires : un seul minimum et un seul maximum par personne.
    """

    def formula(individu, period, parameters):
        names = ("indemnites_journalieres_accident_travail", "indemnites_journalieres_maladie_professionnelle")
        allowances = sum(individu(name, period, options=[ADD]) for name in names)
        law = parameters(period).prestations_familiales.base_ressources.revenus_nets.accident_travail
        exempt = law.part_exoneree * allowances
        gross = _taxed_as_wages(individu, period)
        with_exempt = _flat_deduction(individu, period, parameters, gross + exempt)
        return exempt - (with_exempt - _flat_deduction(individu, period, parameters, gross))


class abattement_pensions(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Abattement sur les pensions de l'année"
    reference = articles("R532-3")
    documentation = "Le maximum vaut pour le foyer fiscal ; il est réparti en proportion des abattements des membres."

    def formula(individu, period, parameters):
        law = parameters(period).prestations_familiales.base_ressources.revenus_nets.abattement_pensions
        own = pension_relief(_pensions(individu, period), law)
        of_tax_unit = individu.foyer_fiscal.sum(own)
        allowed = numpy.minimum(of_tax_unit, law.maximum)
        share = numpy.divide(own, of_tax_unit, out=numpy.zeros_like(own), where=of_tax_unit > 0)
        return allowed * share


class pensions_nettes(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Pensions de retraite et d'invalidité et pensions alimentaires reçues dans l'année, après abattement"
    reference = articles("R532-3")

    def formula(individu, period):
        return _pensions(individu, period) - individu("abattement_pensions", period)


class revenus_communs_foyer_fiscal(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Revenus nets de l'année qui ne sont pas attachés à une personne : fonciers, capitaux, autres"
    reference = articles("R532-3")

    def formula(foyer_fiscal, period):
        names = ("revenu_categoriel_foncier", "revenu_categoriel_capital", "autres_revenus_categoriels_nets")
        return sum(foyer_fiscal(name, period) for name in names)


class revenu_net_global_calcule(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Revenu net global du foyer fiscal, au regard de l'abattement des personnes âgées ou invalides"
    reference = articles("R532-3")
    documentation = """
    Somme des revenus nets imposés au barème, ceux des personnes à charge compris, moins les pensions alimentaires
    versées. La CSG déductible et les autres charges n'en sont pas retirées : donner le montant de l'avis d'impôt s'il
    est connu.
    """

    def formula(foyer_fiscal, period):
        names = ("revenus_activite_nets", "indemnites_chomage_nettes", "preretraites_nettes", "pensions_nettes")
        persons = sum(foyer_fiscal.members(name, period) for name in names)
        overtime = foyer_fiscal.members("heures_supplementaires_exonerees_impot", period)
        alimony = foyer_fiscal.members("pensions_alimentaires_versees_individu", period, options=[ADD])
        return foyer_fiscal.sum(persons - overtime - alimony) + foyer_fiscal("revenus_communs_foyer_fiscal", period)


class ouvre_abattement_personnes_agees_invalides(Variable):
    value_type = bool
    entity = Individu
    definition_period = YEAR
    label = "Ouvre à son foyer fiscal l'abattement des personnes âgées ou invalides"
    reference = articles("R532-3")
    documentation = """
    Déclarant de 65 ans ou plus au 31 décembre, ou d'un taux d'incapacité d'au moins 80 % en décembre ; les pensions
    militaires d'invalidité et d'accident du travail d'au moins 40 % ne l'ouvrent pas ici.
    """

    def formula(individu, period, parameters):
        law = parameters(period).prestations_familiales.base_ressources.revenus_nets
        law = law.abattement_personnes_agees_invalides
        old = completed_years(individu("date_naissance", period), last_day(period)) >= law.age
        december = period.get_subperiods(MONTH)[-1]
        disabled = individu("taux_incapacite", december) >= law.taux_incapacite
        return individu.has_role(FoyerFiscal.DECLARANT) & (old | disabled)


class abattement_personnes_agees_invalides(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = YEAR
    label = "Abattement des personnes âgées ou invalides sur le revenu global du foyer fiscal"
    reference = articles("R532-3")

    def formula(foyer_fiscal, period, parameters):
        law = parameters(period).prestations_familiales.base_ressources.revenus_nets
        entitled = foyer_fiscal.sum(foyer_fiscal.members("ouvre_abattement_personnes_agees_invalides", period))
        income = foyer_fiscal("revenu_net_global_calcule", period)
        per_person = relief_of_old_or_disabled(income, law.abattement_personnes_agees_invalides)
        return numpy.minimum(per_person * entitled, numpy.maximum(income, 0))


def _wages(individu, year):
    short_time = individu("activite_partielle_imposable", year, options=[ADD])
    return individu("salaire_imposable", year, options=[ADD]) + short_time


def _unemployment(individu, year):
    return individu("chomage_imposable", year, options=[ADD])


def _early_retirement(individu, year):
    return individu("preretraite_imposable", year, options=[ADD])


def _taxed_as_wages(individu, year):
    """What has one deduction for professional expenses."""
    return _wages(individu, year) + _unemployment(individu, year) + _early_retirement(individu, year)


def _pensions(individu, year):
    alimony = individu("pensions_alimentaires_percues", year, options=[ADD])
    retirement = individu("retraite_imposable", year, options=[ADD])
    return retirement + individu("pensions_invalidite_imposables", year) + alimony


def _flat_deduction(individu, year, parameters, gross):
    """The deduction of 10 %, with the higher minimum of long-term job seekers."""
    law = parameters(year).prestations_familiales.base_ressources.revenus_nets.deduction_frais_professionnels
    long_term = individu("demandeur_emploi_depuis_plus_un_an", year)
    minimum = numpy.where(long_term, getattr(law, "minimum_demandeur_emploi", law.minimum), law.minimum)
    return flat_deduction(gross, law, minimum)


def _share_of_deduction(individu, year, part):
    """The share of the deduction that falls on one part of what is taxed as wages, in proportion."""
    gross = _taxed_as_wages(individu, year)
    share = numpy.divide(part, gross, out=numpy.zeros_like(gross), where=gross > 0)
    return share * individu("deduction_frais_professionnels", year)
