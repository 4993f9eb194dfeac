"""Resources compared with the ceiling: the person's own, and the couple's until October 2023 (L821-3, D821-2).

Everything is a monthly average: a twelfth of the year of reference, or a third of the quarter.
"""

import numpy

from openfisca_secu.aah import last_of_quarter, months_back, of_partner
from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.model_api import MONTH, Famille, Individu, Variable, articles, divide


class aah_ressources_allocataire_annuelles(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Ressources de l'année de référence retenues pour un allocataire"
    documentation = """
    L'abattement des personnes âgées ou invalides ne réduit pas les revenus d'activité en milieu ordinaire (R821-4, II,
    3°) ; il réduit la rémunération garantie (D821-10).
    """
    reference = articles("L821-3", "R821-4", "D821-9", "D821-10")

    def formula_2011(individu, period, parameters):
        law = parameters(period).minima_sociaux.aah
        smic = parameters(f"{period.n_2.start.year}-12-31").cotisations.smic
        of_year = MONTHS_PER_YEAR * smic.horaire * smic.heures_mensuelles
        work = _retained(individu("aah_revenus_ordinaires_annuels", period), of_year, law)
        rest = (
            individu("aah_revenus_esat_annuels", period)
            + individu("aah_indemnites_chomage_annuelles", period)
            + (1 - law.ressources.abattement_pensions) * individu("pensions_nettes", period.n_2)
            + individu("aah_autres_ressources_annuelles", period.n_2)
        )
        return work + _relieved(rest, individu("aah_abattement_invalidite_annuel", period.n_2))


class aah_ressources_allocataire_trimestrielles(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Ressources du trimestre de référence retenues pour un allocataire"
    reference = articles("L821-3", "R821-4-1", "D821-9", "D821-10")

    def formula_2011(individu, period, parameters):
        law = parameters(period).minima_sociaux.aah
        length = int(law.ressources.trimestre.mois)
        hourly = [parameters(month).cotisations.smic.horaire for month in months_back(period, length)[:length]]
        smic = last_of_quarter(hourly, individu("aah_rang_mois_trimestre", period))
        of_quarter = length * smic * parameters(period).cotisations.smic.heures_mensuelles
        work = _retained(individu("aah_revenus_ordinaires_trimestriels", period), of_quarter, law)
        rest = (
            individu("aah_revenus_esat_trimestriels", period)
            + individu("aah_indemnites_chomage_trimestrielles", period)
            + (1 - law.ressources.abattement_pensions) * individu("aah_pensions_trimestrielles", period)
            + individu("aah_autres_ressources_trimestrielles", period)
        )
        return work + _relieved(rest, individu("aah_abattement_invalidite_trimestriel", period))


class aah_ressources_conjoint_annuelles(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Ressources de l'année de référence retenues pour le conjoint non allocataire"
    reference = articles("L821-3", "R821-4", "D821-8-1")

    def formula_2022(individu, period, parameters):
        law = parameters(period).minima_sociaux.aah.ressources.abattement_conjoint
        relief = law.base + law.par_enfant * individu.famille("aah_nombre_enfants_a_charge", period)
        return _of_other_yearly(individu, period, relief, 0)

    def formula_2011(individu, period, parameters):
        law = parameters(period).minima_sociaux.aah.ressources.abattement_conjoint
        return _of_other_yearly(individu, period, 0, law.taux)


class aah_ressources_conjoint_trimestrielles(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Ressources du trimestre de référence retenues pour le conjoint non allocataire"
    reference = articles("L821-3", "R821-4-1", "D821-8-1")

    def formula_2022(individu, period, parameters):
        law = parameters(period).minima_sociaux.aah.ressources
        children = individu.famille("aah_nombre_enfants_a_charge", period)
        yearly = law.abattement_conjoint.base + law.abattement_conjoint.par_enfant * children
        return _of_other_quarterly(individu, period, law.trimestre.part_des_montants_annuels * yearly, 0)

    def formula_2011(individu, period, parameters):
        law = parameters(period).minima_sociaux.aah.ressources.abattement_conjoint
        return _of_other_quarterly(individu, period, 0, law.taux)


class aah_base_ressources_deconjugalisee(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Ressources mensuelles de l'allocataire seul, pour l'allocation aux adultes handicapés"
    reference = articles("L821-3", "R821-4", "R821-4-1", "D821-2")
    set_input = divide

    def formula_2011(individu, period, parameters):
        length = parameters(period).minima_sociaux.aah.ressources.trimestre.mois
        quarter = individu("aah_ressources_allocataire_trimestrielles", period)
        year = individu("aah_ressources_allocataire_annuelles", period)
        return _monthly(individu("aah_evaluation_trimestrielle", period), quarter, length, year)


class aah_base_ressources_conjugalisee(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Ressources mensuelles de l'allocataire et de son conjoint, pour l'allocation aux adultes handicapés"
    documentation = """
    Les ressources du conjoint sont prises sur la même période que celles de l'allocataire. Le conjoint qui remplit
    aussi les conditions de l'allocation autres que de ressources est traité en allocataire.
    """
    reference = articles("L821-3", "R821-4", "R821-4-1", "D821-8-1")
    set_input = divide

    def formula_2011(individu, period, parameters):
        length = parameters(period).minima_sociaux.aah.ressources.trimestre.mois
        both = of_partner(individu, "aah_eligible", period)
        partner_quarter = numpy.where(
            both,
            of_partner(individu, "aah_ressources_allocataire_trimestrielles", period),
            of_partner(individu, "aah_ressources_conjoint_trimestrielles", period),
        )
        partner_year = numpy.where(
            both,
            of_partner(individu, "aah_ressources_allocataire_annuelles", period),
            of_partner(individu, "aah_ressources_conjoint_annuelles", period),
        )
        quarter = individu("aah_ressources_allocataire_trimestrielles", period) + partner_quarter
        year = individu("aah_ressources_allocataire_annuelles", period) + partner_year
        return _monthly(individu("aah_evaluation_trimestrielle", period), quarter, length, year)


class aah_plafond_ressources_deconjugalise(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Plafond mensuel de ressources de l'allocation aux adultes handicapés, sans majoration pour un couple"
    reference = articles("L821-3", "D821-2")
    set_input = divide

    def formula_2011(individu, period, parameters):
        law = parameters(period).minima_sociaux.aah.montant
        children = individu.has_role(Famille.PARENT) * individu.famille("aah_nombre_enfants_a_charge", period)
        return law.montant_maximal * (1 + law.plafond.majoration_enfant * children)


class aah_plafond_ressources_conjugalise(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Plafond mensuel de ressources de l'allocation aux adultes handicapés, majoré pour un couple"
    documentation = "Jusqu'en septembre 2023, et ensuite pour qui garde l'ancien calcul."
    reference = articles("L821-3", "D821-2")
    set_input = divide

    def formula_2011(individu, period, parameters):
        law = parameters(period).minima_sociaux.aah.montant
        couple = individu.has_role(Famille.PARENT) & individu.famille("en_couple", period)
        single = individu("aah_plafond_ressources_deconjugalise", period)
        return single + law.montant_maximal * law.plafond.majoration_couple * couple


def _monthly(quarterly, quarter, length, year):
    return numpy.maximum(numpy.where(quarterly, quarter / length, year / MONTHS_PER_YEAR), 0)


def _retained(income, smic, law):
    """What counts of a beneficiary's income from ordinary work (D821-9); its bands are shares of `smic`."""
    return income - smic * law.activite.abattement.calc(numpy.maximum(income, 0) / smic)


def _relieved(income, relief):
    """Income less the relief of the old or disabled, which makes no negative of it."""
    return income - numpy.clip(relief, 0, numpy.maximum(income, 0))


def _after_relief_of_couples(earned, flat, rate):
    """Earned income of a partner who is not a beneficiary, less a flat relief or a share of it."""
    return numpy.where(earned > 0, numpy.maximum((1 - rate) * earned - flat, 0), earned)


def _of_other_yearly(individu, period, flat, rate):
    earned = (
        individu("aah_revenus_activite_annuels", period)
        + individu("aah_indemnites_chomage_annuelles", period)
        + individu("pensions_nettes", period.n_2)
    )
    income = _after_relief_of_couples(earned, flat, rate)
    income = income + individu("aah_autres_ressources_annuelles", period.n_2)
    return _relieved(income, individu("aah_abattement_invalidite_annuel", period.n_2))


def _of_other_quarterly(individu, period, flat, rate):
    earned = (
        individu("aah_revenus_activite_trimestriels", period)
        + individu("aah_indemnites_chomage_trimestrielles", period)
        + individu("aah_pensions_trimestrielles", period)
    )
    income = _after_relief_of_couples(earned, flat, rate)
    income = income + individu("aah_autres_ressources_trimestrielles", period)
    return _relieved(income, individu("aah_abattement_invalidite_trimestriel", period))
