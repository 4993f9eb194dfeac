"""Resources of the year before last, kind by kind, as the allocation aux adultes handicapés counts them (R821-4)."""

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR, calendar_months_since, completed_months
from openfisca_secu.model_api import ADD, MONTH, YEAR, FoyerFiscal, Individu, Variable, articles
from openfisca_secu.net_income import TAXED_AS_WAGES


class aah_rente_viagere_propre(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Rente viagère imposable qu'une personne handicapée a constituée pour elle-même"
    documentation = "À ne pas compter dans les autres revenus du foyer fiscal."
    reference = articles("R821-4", "D821-6")


class aah_revenus_non_comptes(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Revenus nets imposables de l'année que l'allocation aux adultes handicapés ne compte pas"
    documentation = """
    Indemnités des citoyens tirés au sort du Conseil économique, social et environnemental, aides de l'Agence nationale
    du sport et primes des médaillés paralympiques (depuis décembre 2021) ; pour le conjoint, salaire d'aidant de la
    prestation de compensation (jusqu'en 2022). Le montant compris dans les revenus donnés par ailleurs.
    """
    reference = articles("L821-3", "R821-4")


class aah_revenus_communs(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Part de la personne dans les revenus du foyer fiscal qui ne sont attachés à personne"
    documentation = (
        "Fonciers, capitaux, revenus à taux proportionnel, autres : partagés également entre les déclarants."
    )
    reference = articles("R821-4", "R532-3")

    def formula(individu, period):
        shared = individu.foyer_fiscal("revenus_communs_foyer_fiscal", period)
        shared = shared + individu.foyer_fiscal("revenus_taxes_taux_proportionnel", period)
        filers = numpy.maximum(individu.foyer_fiscal.nb_persons(FoyerFiscal.DECLARANT), 1)
        return individu.has_role(FoyerFiscal.DECLARANT) * shared / filers


class aah_revenus_activite_annuels(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Revenus d'activité de l'année de référence, nets, révisés selon la situation du mois"
    documentation = "Rémunération garantie d'un établissement de travail comprise ; avant l'abattement de D821-9."
    reference = articles("R821-4", "R821-4-3", "R821-4-4", "R532-3")

    def formula_2011(individu, period):
        kept = ~individu("aah_revenus_activite_neutralises", period)
        rate = 1 - individu("aah_abattement_activite_annee", period)
        return kept * rate * individu("revenus_activite_nets", period.n_2)


class remuneration_garantie_esat_nette(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Rémunération garantie de l'année, après la déduction pour frais professionnels"
    reference = articles("D821-10", "R532-3")

    def formula(individu, period, parameters):
        law = parameters(period).prestations_familiales.base_ressources.revenus_nets.deduction_frais_professionnels
        taxable = sum(individu(name, period, options=[ADD]) for name in TAXED_AS_WAGES)
        deduction = individu("deduction_frais_professionnels", period)
        deducted = numpy.divide(deduction, taxable, out=numpy.full_like(taxable, law.taux), where=taxable > 0)
        return individu("remuneration_garantie_esat_imposable", period, options=[ADD]) * (1 - deducted)


class revenus_activite_ordinaire_nets(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Revenus d'activité de l'année en milieu ordinaire, nets"
    documentation = "Revenus d'activité nets de R532-3 moins la rémunération garantie, sans être négatifs de ce fait."
    reference = articles("R821-4", "R532-3")

    def formula(individu, period):
        profits = individu("rpns_imposables", period) + individu("heures_supplementaires_exonerees_impot", period)
        wages = individu("revenus_activite_nets", period) - profits
        return numpy.maximum(wages - individu("remuneration_garantie_esat_nette", period), 0) + profits


class esat_annee_remplacee(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "L'aide au poste remplace les revenus d'activité de l'année de référence"
    documentation = "Tant que l'année de référence n'a pas été passée en entier dans l'établissement."
    reference = articles("D821-10")

    def formula_2011(individu, period):
        admission = individu("esat_date_admission", period)
        return individu("esat_admis", period) & (completed_months(admission, period.n_2.first_month) < 0)


class aah_revenus_esat_annuels(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rémunération garantie retenue pour l'année, nette, après l'abattement de D821-10"
    documentation = """
    Douze fois l'aide au poste du premier mois complet l'année de l'admission ; celle de décembre dernier ensuite, tant
    que l'année de référence n'a pas été passée en entier dans l'établissement ; puis la rémunération de cette année.
    La déduction pour frais professionnels est celle des salaires de l'année de référence, ou 10 % de l'aide au poste.
    """
    reference = articles("D821-10", "R821-4", "R532-3")

    def formula_2011(individu, period, parameters):
        year = period.n_2
        flat = parameters(year).prestations_familiales.base_ressources.revenus_nets.deduction_frais_professionnels.taux
        admitted_this_year = calendar_months_since(individu("esat_date_admission", period), period) < period.start.month
        december = period.this_year.first_month.last_month
        aid = numpy.where(
            admitted_this_year,
            individu("esat_aide_au_poste_premier_mois_complet", period),
            individu("aide_au_poste_esat", december),
        )
        retained = numpy.where(
            individu("esat_annee_remplacee", period),
            MONTHS_PER_YEAR * aid * (1 - flat),
            individu("remuneration_garantie_esat_nette", year),
        )
        kept = ~individu("aah_revenus_activite_neutralises", period)
        rate = 1 - individu("aah_abattement_activite_annee", period)
        return kept * rate * retained * (1 - individu("esat_abattement", period))


class aah_revenus_ordinaires_annuels(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Revenus d'activité en milieu ordinaire de l'année de référence, avant l'abattement de D821-9"
    documentation = """
    Neutralisés à l'admission dans un établissement d'accompagnement par le travail, tant qu'il ne compte pas une année
    de référence entière.
    """
    reference = articles("R821-4", "D821-10", "R532-3")

    def formula_2011(individu, period):
        kept = ~individu("aah_revenus_activite_neutralises", period) & ~individu("esat_annee_remplacee", period)
        rate = 1 - individu("aah_abattement_activite_annee", period)
        return kept * rate * individu("revenus_activite_ordinaire_nets", period.n_2)


class aah_indemnites_chomage_annuelles(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Indemnités de chômage de l'année de référence, nettes, révisées selon la situation du mois"
    reference = articles("R821-4", "R821-4-4", "R532-5", "R532-6")

    def formula_2011(individu, period):
        kept = ~individu("aah_revenus_activite_neutralises", period)
        rate = 1 - individu("abattement_indemnites_chomage", period)
        return kept * rate * individu("indemnites_chomage_nettes", period.n_2)


class aah_autres_ressources_annuelles(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Autres ressources de l'année, moins les pensions alimentaires versées"
    reference = articles("R821-4", "R532-3", "D821-6", "L821-3")

    def formula(individu, period, parameters):
        names = (
            "preretraites_nettes",
            "indemnites_accident_travail_ajoutees",
            "revenus_hors_de_france",
            "aah_revenus_communs",
        )
        left_out = parameters(period).minima_sociaux.aah.ressources.rente_viagere_exclue
        annuity = numpy.maximum(individu("aah_rente_viagere_propre", period) - left_out, 0)
        excluded = individu("aah_revenus_non_comptes", period)
        alimony = individu("pensions_alimentaires_versees_individu", period, options=[ADD])
        return sum(individu(name, period) for name in names) + annuity - excluded - alimony


class aah_abattement_invalidite_annuel(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Part de la personne dans l'abattement des personnes âgées ou invalides du foyer fiscal"
    reference = articles("R821-4", "R532-3")

    def formula(individu, period):
        entitled = individu("ouvre_abattement_personnes_agees_invalides", period)
        of_unit = individu.foyer_fiscal.sum(entitled)
        relief = individu.foyer_fiscal("abattement_personnes_agees_invalides", period)
        return entitled * relief / numpy.maximum(of_unit, 1)
