"""Prime d'activité: who may claim, and which of the couple counts in the household (L842-1, L842-2, L842-5, R842-2).

Conditions of a reference month are looked at in each of the three; those of the month of the right, in it.
"""

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.model_api import MONTH, Famille, Individu, Variable, articles, dispatch
from openfisca_secu.prime_activite import is_reference_month, months_back


class carte_de_resident(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Titulaire de la carte de résident, ou d'un titre de séjour international qui donne des droits équivalents"
    set_input = dispatch


class ppa_travailleur_detache(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Travailleur détaché temporairement en France"
    reference = articles("L842-2")
    set_input = dispatch


class ppa_en_conge(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "En congé parental d'éducation, sabbatique, sans solde ou en disponibilité"
    reference = articles("L842-2")
    set_input = dispatch


class stagiaire(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Stagiaire au sens du code de l'éducation"
    reference = "Code de l'éducation, article 124-1 (partie législative)"
    documentation = "Par défaut, qui reçoit une gratification de stage ou fait des heures de stage."
    set_input = dispatch

    def formula(individu, period):
        return (individu("stage_gratification", period) > 0) | (individu("stage_duree_heures", period) > 0)


class residence_stable_ppa(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Résidence stable et effective en France, pour la prime d'activité"
    reference = articles("L842-1", "R842-1")
    documentation = (
        "Les séjours que demande un contrat d'insertion ou un projet d'accès à l'emploi ne sont pas à compter."
    )
    set_input = dispatch

    def formula(individu, period, parameters):
        longest = parameters(period).prime_activite.conditions.absence_maximale
        return MONTHS_PER_YEAR - individu("residence_mois_en_france", period) <= longest


class ppa_condition_sejour(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Condition de nationalité ou de titre de séjour de la prime d'activité"
    reference = articles("L842-2")
    documentation = """
    Une personne isolée qui a droit à la majoration n'a que les conditions de régularité du séjour des prestations
    familiales à remplir (`sejour_ou_entree_irreguliers`).
    """
    set_input = dispatch

    def formula(individu, period, parameters):
        years = parameters(period).prime_activite.conditions.duree_titre_sejour
        nationality = individu("nationalite_groupe", period)
        isolated = individu.famille("ppa_majoration_isolement", period)
        return (
            (nationality != nationality.possible_values.autre)
            | individu("carte_de_resident", period)
            | (individu("duree_titre_sejour_travail", period) >= years)
            | (isolated & ~individu("sejour_ou_entree_irreguliers", period))
        )


class ppa_eleve_ou_apprenti(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Élève, étudiant, stagiaire ou apprenti"
    reference = articles("L842-2")
    set_input = dispatch

    def formula(individu, period):
        occupation = individu("activite", period)
        student = occupation == occupation.possible_values.etudiant
        return student | individu("stagiaire", period) | individu("apprenti", period)


class ppa_condition_eleve(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Ni élève, étudiant, stagiaire ou apprenti, ou des revenus professionnels qui en dispensent"
    reference = articles("L842-2", "R842-2", "R512-2")
    documentation = """
    Dispensé : qui a chaque mois de référence des revenus professionnels au-dessus de 55 % de 169 smic horaires, ou
    droit à la majoration d'isolement.
    """

    def formula(individu, period, parameters):
        def free(month):
            return ~individu("ppa_eleve_ou_apprenti", month)

        def earns(month):
            return _professional_income(individu, period, month) > individu("plafond_remuneration_enfant", month)

        return (
            _in_each_reference_month(individu, period, parameters, free)
            | _in_each_reference_month(individu, period, parameters, earns)
            | individu.famille("ppa_majoration_ouverte", period)
        )


class ppa_membre_du_foyer(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Bénéficiaire ou conjoint qui remplit les conditions pour compter dans le foyer"
    reference = articles("L842-5", "R842-2", "R842-4")
    documentation = """
    Résidence et absence de détachement, chaque mois de référence et le mois du droit ; nationalité ou titre de séjour,
    le mois du droit (et chaque mois de référence jusqu'à février 2025) ; pas de congé sans revenus professionnels,
    chaque mois de référence.
    """

    def formula_2025_03(individu, period, parameters):
        """R842-2 as of the general change of reference months, which the agricultural funds made later."""
        rule = parameters(period).prime_activite.demande
        last = individu.famille("ppa_mois_depuis_reference", period) - individu.famille(
            "ppa_indice_du_mois_trimestre_reference", period
        )
        legal = _legal_in_each_reference_month(individu, period, parameters)
        return _counts(individu, period, parameters) & (legal | (last >= rule.dernier_mois.general))

    def formula(individu, period, parameters):
        return _counts(individu, period, parameters) & _legal_in_each_reference_month(individu, period, parameters)


class ppa_condition_age(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Âgé de plus de dix-huit ans"
    reference = articles("L842-2", "R842-2")
    documentation = """
    Le mois du droit depuis mars 2025, celui des dix-huit ans compris. Avant, chacun des mois de référence : R842-2
    écartait pour l'âge la condition du mois du droit.
    """

    def formula_2025_03(individu, period, parameters):
        law = parameters(period).prime_activite
        latest = individu.famille("ppa_mois_depuis_reference", period)
        index = individu.famille("ppa_indice_du_mois_trimestre_reference", period)
        new = latest - index >= law.demande.dernier_mois.general
        return numpy.where(new, _adult(individu, period, law, 0), _adult(individu, period, law, _oldest(latest, law)))

    def formula(individu, period, parameters):
        law = parameters(period).prime_activite
        latest = individu.famille("ppa_mois_depuis_reference", period)
        return _adult(individu, period, law, _oldest(latest, law))


class ppa_peut_demander(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Membre du couple, ou personne seule, qui remplit toutes les conditions du bénéficiaire"
    reference = articles("L842-1", "L842-2", "R842-2", "R846-4")
    documentation = """
    Des deux membres d'un couple, celui qui les remplit peut être le bénéficiaire, quel que soit le demandeur donné.
    Percevoir des revenus d'activité (L842-1) : au moins un mois de référence. R842-2 les demande chacun de ces mois et
    le mois du droit ; à la lettre, un mois sans travail ferait perdre la prime des deux autres, ce que les caisses
    n'appliquent pas.
    """

    def formula(individu, period, parameters):
        rule = parameters(period).prime_activite.demande
        latest = individu.famille("ppa_mois_depuis_reference", period)
        worked = numpy.zeros(individu.count, dtype=bool)
        for back in months_back(rule):
            earned = _professional_income(individu, period, period.offset(-back, "month")) > 0
            worked = worked | (is_reference_month(back, latest, rule) & earned)
        return (
            individu("ppa_adulte_present", period)
            & individu("ppa_membre_du_foyer", period)
            & individu("ppa_condition_age", period)
            & individu("ppa_condition_eleve", period)
            & worked
        )


class ppa_eligibilite(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Conditions de la prime d'activité autres que de ressources"
    reference = articles("L842-1", "L842-2", "R846-4")
    documentation = """
    À Mayotte la prime est celle d'autres textes (ordonnance 2016-160, décrets 2016-864 et 2016-866 : montants, seuils
    et composition du foyer propres) : elle n'est pas calculée. À Saint-Pierre-et-Miquelon elle est celle du Code,
    servie par la caisse de prévoyance sociale (décret 2015-1710, article 6).
    """
    set_input = dispatch

    def formula(famille, period):
        can_claim = famille.any(famille.members("ppa_peut_demander", period), role=Famille.PARENT)
        return can_claim & ~famille.demandeur.menage("residence_mayotte", period)


def _professional_income(individu, period, month):
    """Income from work in a reference month of the right of `period`, without the allowances of L842-8."""
    return individu("ppa_revenus_professionnels", month) + individu("ppa_revenus_non_salaries", period)


def _in_each_reference_month(individu, period, parameters, condition):
    """Who meets a condition, given as a function of the month, in each reference month of the right of `period`."""
    rule = parameters(period).prime_activite.demande
    latest = individu.famille("ppa_mois_depuis_reference", period)
    met = numpy.ones(individu.count, dtype=bool)
    for back in months_back(rule):
        met = met & (~is_reference_month(back, latest, rule) | condition(period.offset(-back, "month")))
    return met


def _legal_in_each_reference_month(individu, period, parameters):
    """Nationality or residence permit, in each reference month; not asked of who now has the increased forfait."""

    def legal(month):
        return individu("ppa_condition_sejour", month)

    isolated = individu.famille("ppa_majoration_ouverte", period) & ~individu("sejour_ou_entree_irreguliers", period)
    return isolated | _in_each_reference_month(individu, period, parameters, legal)


def _counts(individu, period, parameters):
    """The conditions of membership but nationality: R842-2 gives them the same months at every date (II, b and c)."""

    def here(month):
        return individu("residence_stable_ppa", month) & ~individu("ppa_travailleur_detache", month)

    def not_on_leave(month):
        return ~individu("ppa_en_conge", month) | (_professional_income(individu, period, month) > 0)

    return (
        individu("ppa_condition_sejour", period)
        & here(period)
        & _in_each_reference_month(individu, period, parameters, here)
        & _in_each_reference_month(individu, period, parameters, not_on_leave)
    )


def _adult(individu, period, law, back):
    """Over the age of claimants `back` months before the right."""
    return individu("mois_depuis_naissance", period) - back >= MONTHS_PER_YEAR * law.conditions.age_minimal


def _oldest(latest, law):
    """Months between the first reference month and the right."""
    return latest + law.demande.mois_de_reference - 1
