"""Stable residence in France and regular stay, as the benefits require them (L111-1, L111-2-3, R111-2 to R111-4)."""

from datetime import date

import numpy

from openfisca_secu.dates import as_number, calendar_months_since
from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch


class residence_mois_en_france(Variable):
    value_type = float
    default_value = 12
    min_value = 0
    max_value = 12
    unit = "month"
    entity = Individu
    definition_period = MONTH
    label = "Mois de séjour en France dans l'année civile"
    documentation = """
    Sur le territoire métropolitain, en Guadeloupe, en Guyane, à la Martinique, à La Réunion, à Saint-Barthélemy ou à
    Saint-Martin. Donné pour une année, il vaut pour chacun de ses mois ; douze quand il n'est pas donné. Un foyer
    permanent en France suffit aussi, quel que soit ce nombre (R111-2, deuxième alinéa) : laisser alors douze.
    """
    reference = articles("R111-2")
    is_period_size_independent = True
    set_input = dispatch


class residence_stable_prestations_familiales(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Résidence stable en France, pour les prestations familiales"
    reference = articles("R111-2", "L111-2", "L512-1")
    set_input = dispatch

    def formula(individu, period, parameters):
        least = parameters(period).affiliation.residence.duree_minimale.prestations_familiales
        return (individu("residence_mois_en_france", period) > least) & _in_the_territory(individu, period)


class residence_stable_aspa(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Résidence stable en France, pour l'allocation de solidarité aux personnes âgées"
    reference = articles("R111-2", "L111-2", "L815-1", "L815-12", "R816-3")
    set_input = dispatch

    def formula(individu, period, parameters):
        least = parameters(period).affiliation.residence.duree_minimale.aspa
        return (individu("residence_mois_en_france", period) > least) & _in_the_territory(individu, period)


class residence_stable(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Résidence stable en France, pour les frais de santé, l'ASI et la complémentaire santé solidaire"
    reference = articles("R111-2", "L111-2", "L160-1")
    set_input = dispatch

    def formula(individu, period, parameters):
        least = parameters(period).affiliation.residence.duree_minimale.autres
        return (individu("residence_mois_en_france", period) > least) & _in_the_territory(individu, period)


class titre_sejour_expiration(Variable):
    value_type = date
    default_value = date(2100, 12, 31)
    entity = Individu
    definition_period = MONTH
    label = "Date d'expiration du titre ou document qui atteste la régularité du séjour"
    documentation = "Sans elle, le titre n'expire pas. Une date passée, pour qui n'a jamais eu de titre."
    reference = articles("R111-3")
    set_input = dispatch


class eloignement_definitif(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Objet d'une mesure d'éloignement administrative devenue définitive"
    reference = articles("R111-4")
    set_input = dispatch


class regularite_sejour(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "De nationalité française ou en situation régulière de séjour"
    reference = articles("R111-3", "L111-2-3", "L115-6")
    documentation = """
    Condition des frais de santé, de l'ASPA, de l'ASI, de la complémentaire santé solidaire, du veuvage et de
    l'affiliation ; appréciée au jour de la demande, ici chaque mois. La liste des titres est celle d'un arrêté :
    donner la date d'expiration. Un ressortissant de l'Union européenne est réputé en situation régulière.
    """
    set_input = dispatch

    def formula(individu, period):
        return ~_permit_needed(individu, period) | (_months_since_expiry(individu, period) <= 0)


class regularite_sejour_frais_sante(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Régularité du séjour, pour les frais de santé et la complémentaire santé solidaire, maintien compris"
    reference = articles("R111-3", "R111-4", "L160-1")
    documentation = """
    Le droit ouvert ne se ferme pas avant la fin du sixième mois qui suit l'expiration du titre (du deuxième, depuis
    novembre 2020, en cas d'éloignement définitif ; du douzième, pour un titre expiré avant 2020, rédaction non lue).
    Suppose le droit ouvert à l'expiration.
    """
    set_input = dispatch

    def formula_2016(individu, period, parameters):
        kept = parameters(period).affiliation.residence.maintien
        expiry = as_number(individu("titre_sejour_expiration", period))
        removed = individu("eloignement_definitif", period)
        months = numpy.where(removed, kept.eloignement.calc(expiry), kept.general.calc(expiry))
        elapsed = _months_since_expiry(individu, period)
        return ~_permit_needed(individu, period) | (elapsed <= months)


class residence_stable_et_reguliere(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Réside en France de façon stable et régulière, pour la prise en charge des frais de santé"
    reference = articles("L111-1", "L111-2-3", "L160-1", "R111-2", "R111-3")
    set_input = dispatch

    def formula_2016(individu, period):
        return individu("residence_stable", period) & individu("regularite_sejour_frais_sante", period)


class affiliation_activite(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Affiliation obligatoire au titre d'une activité professionnelle en France, où que réside la personne"
    reference = articles("L111-2-2", "L115-6", "L111-1")
    documentation = """
    Un salaire soumis dans le mois, ou des revenus professionnels non salariés dans l'année. Un étranger sans titre
    n'est pas affilié, mais ses cotisations restent dues (L115-6). Le détachement est à dire par
    `regime_francais_assurance_maladie`.
    """
    set_input = dispatch

    def formula_2016(individu, period):
        employee = individu("assiette_cotisations_sociales", period) > 0
        independent = individu("rpns_imposables", period.this_year) != 0
        return (employee | independent) & individu("regularite_sejour", period)


def _permit_needed(individu, period):
    nationality = individu("nationalite_groupe", period)
    kinds = nationality.possible_values
    return (nationality == kinds.autre) | (nationality == kinds.protegee)


def _months_since_expiry(individu, period):
    """Months from the one in which the permit expires, itself 0; negative before."""
    return calendar_months_since(individu("titre_sejour_expiration", period), period)


def _in_the_territory(individu, period):
    """The Code does not apply in Mayotte nor in Saint-Pierre-et-Miquelon (L111-2)."""
    territory = individu.menage("territoire", period)
    pierre = territory == territory.possible_values.saint_pierre_et_miquelon
    return ~(pierre | individu.menage("residence_mayotte", period))
