"""Prime d'activité: self-employed income, which the examination settles for its three reference months.

R845-1 (farmers) and R845-2 (others): a twelfth of a past year's profits, or a third of the quarter's turnover less a
flat allowance.
"""

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.model_api import MONTH, Enum, Individu, Variable, articles, dispatch, divide
from openfisca_secu.prime_activite import is_reference_month, months_back

# Kinds of turnover, as the parameters name them, and the variables that give them.
TURNOVERS = {
    "ventes": "ppa_chiffre_affaires_ventes",
    "services": "ppa_chiffre_affaires_services",
    "non_commercial": "ppa_recettes_non_commerciales",
    "agricole": "ppa_recettes_agricoles",
}


class TypesCalculNonSalarie(Enum):
    benefices = "Bénéfices d'une année passée"
    chiffre_affaires = "Chiffre d'affaires du trimestre, de droit (micro-entrepreneur, auteur, pas d'année imposée)"
    option = "Chiffre d'affaires du trimestre, sur demande et sous les seuils"


class ppa_chiffre_affaires_ventes(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Chiffre d'affaires du mois : ventes et fourniture de logement"
    set_input = divide


class ppa_chiffre_affaires_services(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Chiffre d'affaires du mois : prestations de services commerciales ou artisanales"
    set_input = divide


class ppa_recettes_non_commerciales(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Recettes du mois d'une activité non commerciale"
    set_input = divide


class ppa_recettes_agricoles(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Recettes agricoles du mois"
    set_input = divide


class ppa_benefices_derniere_annee_connus(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Les bénéfices de la dernière année sont connus, et portent sur une année complète d'activité"
    reference = articles("R845-1", "R845-2")
    set_input = dispatch


class ppa_calcul_non_salarie(Variable):
    value_type = Enum
    possible_values = TypesCalculNonSalarie
    default_value = TypesCalculNonSalarie.benefices
    entity = Individu
    definition_period = MONTH
    label = "Mode de calcul des revenus non salariés"
    reference = articles("R845-1", "R845-2")
    documentation = """
    Par défaut le chiffre d'affaires, s'il y en a un dans les mois de référence, sinon les bénéfices. La demande de
    l'option, faite à tout moment, vaut pour les trimestres de l'année civile et se reconduit. Seules sont tenues les
    rédactions depuis juillet 2017 (R845-1) et mars 2020 (R845-2) : elles sont appliquées depuis 2016.
    """
    set_input = dispatch

    def formula(individu, period):
        by_turnover = individu("ppa_revenu_sur_chiffre_affaires", period) > 0
        codes = numpy.where(
            by_turnover, TypesCalculNonSalarie.chiffre_affaires.index, TypesCalculNonSalarie.benefices.index
        )
        return TypesCalculNonSalarie.encode(codes)


class ppa_revenu_sur_chiffre_affaires(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Revenu non salarié mensuel d'après le chiffre d'affaires des trois mois de référence"
    reference = articles("R845-1", "R845-2")

    def formula(individu, period, parameters):
        law = parameters(period).prime_activite
        kept = law.non_salaries.abattement
        return sum(
            (1 - getattr(kept, kind)) * _of_quarter(individu, name, period, law) / law.demande.mois_de_reference
            for kind, name in TURNOVERS.items()
        )


class ppa_option_chiffre_affaires_ouverte(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Chiffre d'affaires assez bas pour demander le calcul sur le trimestre"
    reference = articles("R845-1", "R845-2")
    documentation = """
    Celui des douze mois qui précèdent l'examen, et le quadruple de celui du trimestre de référence, n'excèdent pas les
    seuils des régimes fiscaux de micro-entreprise. Activité commerciale mixte : le total sous le seuil des ventes, les
    services sous le leur.
    """

    def formula(individu, period, parameters):
        law = parameters(period).prime_activite
        limits = law.non_salaries.seuil
        share = law.non_salaries.part_trimestrielle
        index = individu.famille("ppa_indice_du_mois_trimestre_reference", period)
        year = {kind: _of_last_year(individu, name, period, index, law) for kind, name in TURNOVERS.items()}
        quarter = {kind: _of_quarter(individu, name, period, law) for kind, name in TURNOVERS.items()}
        return _within(year, limits, 1) & _within(quarter, limits, share)


class ppa_revenus_non_salaries(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Revenus non salariés que retient, pour chaque mois de référence, l'examen du droit de ce mois"
    reference = articles("L842-4", "R844-1", "R845-1", "R845-2")
    documentation = """
    Bénéfices de l'avant-dernière année avant celle de la demande ou du réexamen, ou de la dernière s'ils sont connus ;
    ou chiffre d'affaires du trimestre. Un déficit est compté pour zéro.
    """
    set_input = divide

    def formula(individu, period, parameters):
        method = individu("ppa_calcul_non_salarie", period)
        by_option = (method == TypesCalculNonSalarie.option) & individu("ppa_option_chiffre_affaires_ouverte", period)
        by_turnover = (method == TypesCalculNonSalarie.chiffre_affaires) | by_option
        return numpy.where(
            by_turnover,
            individu("ppa_revenu_sur_chiffre_affaires", period),
            _yearly_profits(individu, period, parameters) / MONTHS_PER_YEAR,
        )


def _yearly_profits(individu, period, parameters):
    """Profits of the year before last, counted from that of the examination, or of the last one if known."""
    latest_year = int(parameters(period).prime_activite.non_salaries.annee_des_benefices)
    index = individu.famille("ppa_indice_du_mois_trimestre_reference", period)
    examined_last_year = period.start.month <= index
    years_back = latest_year - individu("ppa_benefices_derniere_annee_connus", period) + examined_last_year
    years = [period.this_year.offset(-back, "year") for back in range(1, latest_year + 2)]
    return numpy.maximum(numpy.choose(years_back - 1, [individu("rpns_imposables", year) for year in years]), 0)


def _of_quarter(individu, name, period, law):
    """Total over the reference months."""
    latest = individu.famille("ppa_mois_depuis_reference", period)
    return sum(
        is_reference_month(back, latest, law.demande) * individu(name, period.offset(-back, "month"))
        for back in months_back(law.demande)
    )


def _of_last_year(individu, name, period, index, law):
    """Total over the twelve months before the examination."""
    return sum(
        ((back > index) & (back <= index + MONTHS_PER_YEAR)) * individu(name, period.offset(-back, "month"))
        for back in range(1, MONTHS_PER_YEAR + int(law.demande.mois_entre_reexamens))
    )


def _within(turnover, limits, share):
    """Whether each kind of turnover is within a share of its limit."""
    return (
        (turnover["ventes"] + turnover["services"] <= share * limits.ventes)
        & (turnover["services"] <= share * limits.services)
        & (turnover["non_commercial"] <= share * limits.non_commercial)
        & (turnover["agricole"] <= share * limits.agricole)
    )
