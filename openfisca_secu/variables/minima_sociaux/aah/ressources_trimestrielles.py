"""Resources of the quarter of reference, kind by kind (R821-4-1).

Yearly incomes are counted by twelfths of the year in which each month falls; amounts in euros that the tax code sets
for a year are counted for a quarter of it: those of the year in which the quarter ends, without the forecast of prices
that R821-4-1 puts in their place while they are not known.
"""

import numpy

from openfisca_secu.aah import (
    last_of_quarter,
    law_of_quarter,
    months_back,
    of_quarter,
    quarter_share,
    quarter_total,
)
from openfisca_secu.dates import MONTHS_PER_YEAR, calendar_months_since, completed_months
from openfisca_secu.model_api import MONTH, FoyerFiscal, Individu, Variable, articles
from openfisca_secu.net_income import TAXED_AS_WAGES, flat_deduction, pension_relief, relief_of_old_or_disabled

PENSIONS = ("retraite_imposable", "pensions_invalidite", "pensions_alimentaires_percues")
WORK_ACCIDENT = ("indemnites_journalieres_accident_travail", "indemnites_journalieres_maladie_professionnelle")


class aah_taux_deduction_trimestre(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Part des salaires et allocations de chômage du trimestre retirée pour frais professionnels"
    documentation = """
    Déduction de 10 %, ou frais réels s'ils la dépassent (un quart de ceux de l'année) : le Conseil d'État l'a jugé pour
    l'appréciation par trimestre aussi (1er avril 2019, n° 421160).
    """
    reference = articles("R821-4-1", "R532-3")

    def formula_2011(individu, period, parameters):
        trimestre = parameters(period).minima_sociaux.aah.ressources.trimestre
        law = _net_income_law(individu, period, parameters, "deduction_frais_professionnels")
        gross = _total(individu, TAXED_AS_WAGES, period, trimestre)
        share = trimestre.part_des_montants_annuels
        flat = flat_deduction(gross, law, law.minimum, share)
        actual = _share(individu, ("frais_reels",), period, trimestre)
        deduction = numpy.minimum(numpy.maximum(flat, actual), numpy.maximum(gross, 0))
        return numpy.divide(deduction, gross, out=numpy.zeros_like(gross), where=gross > 0)


class aah_revenus_activite_trimestriels(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Revenus d'activité du trimestre de référence, nets, révisés selon la situation du mois"
    documentation = "Rémunération garantie d'un établissement de travail comprise ; avant l'abattement de D821-9."
    reference = articles("R821-4-1", "R821-4-3", "R821-4-4", "R532-3")

    def formula_2011(individu, period, parameters):
        trimestre = parameters(period).minima_sociaux.aah.ressources.trimestre
        wages = _total(individu, ("salaire_imposable", "activite_partielle_imposable"), period, trimestre)
        other = _share(individu, ("rpns_imposables", "heures_supplementaires_exonerees_impot"), period, trimestre)
        return _reviewed(individu, period) * (wages * _net(individu, period) + other)


class aah_revenus_ordinaires_trimestriels(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Revenus d'activité en milieu ordinaire du trimestre de référence, avant l'abattement de D821-9"
    documentation = """
    Sans les mois de cumul intégral. Un bénéfice de non-salarié compte pour un douzième par mois : celui de l'année, qui
    remplace s'il est connu le dernier connu, revalorisé, que les caisses prennent (R821-4-1, II, 2°).
    """
    reference = articles("R821-4-1", "D821-9", "R532-3")

    def formula_2011(individu, period, parameters):
        length = int(parameters(period).minima_sociaux.aah.ressources.trimestre.mois)
        rank = individu("aah_rang_mois_trimestre", period)
        months = months_back(period, length)
        counted = [~individu("aah_cumul_integral", month) for month in months]
        wages = [individu("aah_salaire_ordinaire", month) * kept for month, kept in zip(months, counted, strict=True)]
        other = [
            (
                individu("rpns_imposables", month.this_year)
                + individu("heures_supplementaires_exonerees_impot", month.this_year)
            )
            * kept
            / MONTHS_PER_YEAR
            for month, kept in zip(months, counted, strict=True)
        ]
        net = of_quarter(wages, rank, length) * _net(individu, period) + of_quarter(other, rank, length)
        return _reviewed(individu, period) * net


class aah_revenus_esat_trimestriels(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rémunération garantie retenue pour le trimestre, nette, après l'abattement de D821-10"
    documentation = """
    Trois fois l'aide au poste du premier mois complet, dans la période de droits de l'admission ; celle du mois qui
    précède la période ensuite, tant que le trimestre de référence n'a pas été passé en entier dans l'établissement.
    """
    reference = articles("D821-10", "R821-4-1", "R532-3")

    def formula_2011(individu, period, parameters):
        trimestre = parameters(period).minima_sociaux.aah.ressources.trimestre
        length = int(trimestre.mois)
        rank = individu("aah_rang_mois_trimestre", period)
        admission = individu("esat_date_admission", period)
        of_quarter_paid = _total(individu, ("remuneration_garantie_esat_imposable",), period, trimestre)
        last_month_aid = last_of_quarter(
            [individu("aide_au_poste_esat", month) for month in months_back(period, length)[:length]], rank
        )
        in_this_period = calendar_months_since(admission, period) <= rank
        first_aid = individu("esat_aide_au_poste_premier_mois_complet", period)
        aid = numpy.where(in_this_period, first_aid, last_month_aid)
        whole_quarter = completed_months(admission, period) - rank >= length
        replaced = individu("esat_admis", period) & ~whole_quarter
        retained = numpy.where(replaced, length * aid, of_quarter_paid)
        relief = 1 - individu("esat_abattement", period)
        flat = parameters(period).prestations_familiales.base_ressources.revenus_nets.deduction_frais_professionnels
        untaxed = replaced | (individu("aah_taux_deduction_trimestre", period) == 0)
        net = numpy.where(untaxed, 1 - flat.taux, _net(individu, period))
        return _reviewed(individu, period) * retained * net * relief


class aah_indemnites_chomage_trimestrielles(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Indemnités de chômage du trimestre de référence, nettes, révisées selon la situation du mois"
    reference = articles("R821-4-1", "R821-4-4", "R532-5")

    def formula_2011(individu, period, parameters):
        trimestre = parameters(period).minima_sociaux.aah.ressources.trimestre
        paid = _total(individu, ("chomage_imposable",), period, trimestre) * _net(individu, period)
        kept = ~individu("aah_revenus_activite_neutralises", period)
        return kept * (1 - individu("aah_abattement_pension_trimestre", period)) * paid


class aah_pensions_trimestrielles(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pensions du trimestre de référence, après l'abattement de l'impôt sur le revenu"
    documentation = "Le maximum de l'abattement vaut pour le foyer fiscal, réparti comme dans l'année."
    reference = articles("R821-4-1", "R532-3")

    def formula_2011(individu, period, parameters):
        trimestre = parameters(period).minima_sociaux.aah.ressources.trimestre
        law = _net_income_law(individu, period, parameters, "abattement_pensions")
        pensions = _total(individu, PENSIONS, period, trimestre)
        own = pension_relief(pensions, law, trimestre.part_des_montants_annuels)
        of_unit = individu.foyer_fiscal.sum(own)
        allowed = numpy.minimum(of_unit, trimestre.part_des_montants_annuels * law.maximum)
        return pensions - own * numpy.divide(allowed, of_unit, out=numpy.zeros_like(own), where=of_unit > 0)


class aah_autres_ressources_trimestrielles(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Autres ressources du trimestre de référence, moins les pensions alimentaires versées"
    documentation = "Les indemnités d'accident du travail exonérées y sont réduites de la déduction de 10 %."
    reference = articles("R821-4-1", "R532-3", "D821-6", "L821-3")

    def formula_2011(individu, period, parameters):
        law = parameters(period).minima_sociaux.aah.ressources
        nets = parameters(period).prestations_familiales.base_ressources.revenus_nets
        trimestre = law.trimestre
        exempt = nets.accident_travail.part_exoneree * _total(individu, WORK_ACCIDENT, period, trimestre)
        exempt_net = exempt * (1 - nets.deduction_frais_professionnels.taux)
        shared = _share(individu, ("aah_revenus_communs", "revenus_hors_de_france"), period, trimestre)
        annuity = _share(individu, ("aah_rente_viagere_propre",), period, trimestre)
        exclusion = trimestre.part_des_montants_annuels * law.rente_viagere_exclue
        excluded = _share(individu, ("aah_revenus_non_comptes",), period, trimestre)
        alimony = _total(individu, ("pensions_alimentaires_versees_individu",), period, trimestre)
        early = _total(individu, ("preretraite_imposable",), period, trimestre) * _net(individu, period)
        return early + exempt_net + shared + numpy.maximum(annuity - exclusion, 0) - excluded - alimony


class aah_revenu_net_trimestriel(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Revenu net du trimestre de référence, au regard de l'abattement des personnes âgées ou invalides"
    reference = articles("R821-4-1", "R532-3")

    def formula_2011(individu, period, parameters):
        trimestre = parameters(period).minima_sociaux.aah.ressources.trimestre
        gross = _total(individu, TAXED_AS_WAGES, period, trimestre)
        other = _share(individu, ("rpns_imposables", "aah_revenus_communs"), period, trimestre)
        alimony = _total(individu, ("pensions_alimentaires_versees_individu",), period, trimestre)
        pensions = individu("aah_pensions_trimestrielles", period)
        return gross * _net(individu, period) + other + pensions - alimony


class aah_abattement_invalidite_trimestriel(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Abattement de la personne âgée ou invalide, pour le trimestre de référence"
    documentation = "Âge et taux d'incapacité du mois ; revenu net du foyer fiscal dans le trimestre."
    reference = articles("R821-4-1", "R532-3")

    def formula_2011(individu, period, parameters):
        trimestre = parameters(period).minima_sociaux.aah.ressources.trimestre
        law = _net_income_law(individu, period, parameters, "abattement_personnes_agees_invalides")
        old = individu("age_en_mois", period) >= MONTHS_PER_YEAR * law.age
        disabled = individu("taux_incapacite", period) >= law.taux_incapacite
        of_unit = individu.foyer_fiscal.sum(individu("aah_revenu_net_trimestriel", period))
        relief = relief_of_old_or_disabled(of_unit, law, trimestre.part_des_montants_annuels)
        return relief * (individu.has_role(FoyerFiscal.DECLARANT) & (old | disabled))


def _total(individu, names, period, law):
    """Sum of monthly variables over the quarter of reference."""
    rank = individu("aah_rang_mois_trimestre", period)
    return sum(quarter_total(individu, name, period, rank, int(law.mois)) for name in names)


def _share(individu, names, period, law):
    """Sum of the twelfths of yearly variables over the quarter of reference."""
    rank = individu("aah_rang_mois_trimestre", period)
    return sum(quarter_share(individu, name, period, rank, int(law.mois)) for name in names)


def _net_income_law(individu, period, parameters, name):
    """Amounts of income tax on the last month of the quarter of reference."""
    length = int(parameters(period).minima_sociaux.aah.ressources.trimestre.mois)
    nodes = [
        getattr(parameters(month).prestations_familiales.base_ressources.revenus_nets, name)
        for month in months_back(period, length)[:length]
    ]
    return law_of_quarter(nodes, individu("aah_rang_mois_trimestre", period))


def _net(individu, period):
    """What is left of wages and unemployment benefit after the deduction for professional expenses."""
    return 1 - individu("aah_taux_deduction_trimestre", period)


def _reviewed(individu, period):
    """What is left of income from work after a change of situation."""
    kept = ~individu("aah_revenus_activite_neutralises", period)
    return kept * (1 - individu("aah_abattement_activite_trimestre", period))
