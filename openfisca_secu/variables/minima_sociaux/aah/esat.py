"""Sheltered work: guaranteed pay, its allowance, and the ceiling of what is paid together (D821-5, D821-10)."""

from datetime import date

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR, calendar_months_since, completed_months
from openfisca_secu.model_api import MONTH, Famille, Individu, Variable, articles, dispatch, divide
from openfisca_secu.rounding import round_down


class remuneration_garantie_esat(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rémunération garantie brute d'un établissement ou service d'accompagnement (d'aide) par le travail"
    documentation = "Aide au poste comprise ; sans la prime d'intéressement (R821-4, II, 1°, b)."
    reference = articles("L821-1", "D821-5")
    set_input = divide


class remuneration_garantie_esat_imposable(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rémunération garantie imposable, avant la déduction de 10 %"
    documentation = """
    À compter aussi dans `salaire_imposable`, comme sur la déclaration de revenus. Par défaut la rémunération brute,
    dont les cotisations ne sont pas calculées ici, sans dépasser le salaire imposable du mois quand il est donné.
    """
    reference = articles("D821-10")
    set_input = divide

    def formula(individu, period):
        gross = individu("remuneration_garantie_esat", period)
        taxable = individu("salaire_imposable", period)
        return numpy.where(taxable > 0, numpy.minimum(gross, taxable), gross)


class aide_au_poste_esat(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Aide au poste, depuis 2025 accompagnement au poste, comprise dans la rémunération garantie"
    documentation = "Ce que l'État finance de la rémunération garantie (code de l'action sociale et des familles)."
    reference = articles("D821-10")
    set_input = divide


class esat_date_admission(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Individu
    definition_period = MONTH
    label = "Date d'admission dans l'établissement ou service d'accompagnement par le travail"
    documentation = "Celle à laquelle l'aide au poste est attribuée."
    reference = articles("D821-10")
    set_input = dispatch


class esat_part_financee(Variable):
    value_type = float
    min_value = 0
    unit = "smic"
    entity = Individu
    definition_period = MONTH
    label = "Part de la rémunération garantie financée par l'établissement, en Smic mensuels"
    documentation = """
    Rémunération garantie brute moins aide au poste, rapportée au Smic mensuel de 151,67 heures ; donner la part prévue
    au contrat pour un temps partiel.
    """
    reference = articles("D821-10")
    set_input = dispatch

    def formula(individu, period, parameters):
        smic = parameters(period).cotisations.smic
        financed = individu("remuneration_garantie_esat", period) - individu("aide_au_poste_esat", period)
        percent = round_down(100 * numpy.maximum(financed, 0) / (smic.horaire * smic.heures_mensuelles), 2)
        return percent / 100


class esat_abattement(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Abattement sur la rémunération garantie selon la part que l'établissement finance"
    documentation = "De 3,5 % à 5 % ; nul jusqu'à 5 % du Smic et au-delà de 50 %."
    reference = articles("D821-10")
    set_input = dispatch

    def formula_2011(individu, period, parameters):
        law = parameters(period).minima_sociaux.aah.esat
        share = individu("esat_part_financee", period)
        within = (share > law.part_financee.a_depasser) & (share <= law.part_financee.maximale)
        return law.abattement.calc(share) * within


class esat_aide_au_poste_premier_mois_complet(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Aide au poste du premier mois complet, l'année de l'admission"
    reference = articles("D821-10")
    set_input = dispatch

    def formula_2011(individu, period):
        """Of the year of the month asked for: the first whole month can be January of the next one."""
        admission = individu("esat_date_admission", period)
        january = period.this_year.first_month
        months = [january.offset(k, "month") for k in range(MONTHS_PER_YEAR + 1)]
        amounts = [
            individu("aide_au_poste_esat", month)
            * (completed_months(admission, month) >= 0)
            * (completed_months(admission, month.last_month) < 0)
            for month in months
        ]
        return sum(amounts)


class esat_admis(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Admis dans l'établissement, dès le mois où l'aide au poste est attribuée"
    documentation = "Par défaut : mois de rémunération garantie, depuis la date d'admission."
    reference = articles("D821-10")
    set_input = dispatch

    def formula_2011(individu, period):
        admitted = calendar_months_since(individu("esat_date_admission", period), period) >= 0
        return admitted & (individu("remuneration_garantie_esat", period) > 0)


class aah_ascendant_a_charge(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "A un ascendant à charge"
    documentation = "L'ascendant qui vit au foyer et se consacre au ménage et aux enfants (L161-1, 3°)."
    reference = articles("D821-5", "R821-8", "L161-1")
    set_input = dispatch


class aah_enfant_ou_ascendant_a_charge(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "A au moins un enfant ou un ascendant à charge"
    reference = articles("D821-5", "R821-8")
    set_input = dispatch

    def formula_2011(individu, period):
        children = individu.famille("aah_nombre_enfants_a_charge", period) > 0
        has_children = individu.has_role(Famille.PARENT) & children
        return has_children | individu("aah_ascendant_a_charge", period)


class aah_plafond_cumul_esat(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Plafond du cumul de l'allocation et de la rémunération garantie"
    reference = articles("L821-1", "D821-5")

    def formula_2011(individu, period, parameters):
        law = parameters(period).minima_sociaux.aah.esat.cumul
        smic = parameters(period).cotisations.smic
        charge = individu("aah_enfant_ou_ascendant_a_charge", period)
        return smic.horaire * smic.heures_mensuelles * (law.base + law.majoration_charge * charge)


class aah_plafond_cumul_esat_conjugalise(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Plafond du cumul de l'allocation et de la rémunération garantie, majoré pour un couple"
    documentation = "Jusqu'en septembre 2023, et ensuite pour qui garde l'ancien calcul."
    reference = articles("L821-1", "D821-5")

    def formula_2011(individu, period, parameters):
        law = parameters(period).minima_sociaux.aah.esat.cumul
        smic = parameters(period).cotisations.smic
        couple = individu.has_role(Famille.PARENT) & individu.famille("en_couple", period)
        more = smic.horaire * smic.heures_mensuelles * law.majoration_couple * couple
        return individu("aah_plafond_cumul_esat", period) + more
