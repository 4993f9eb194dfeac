"""Prime d'activité: who may claim, who is of the household, who is isolated (L842-1 to L842-7, R842-1 to R842-5).

Conditions of a reference month are looked at in each of the three; those of the month of the right, in it (R842-2).
"""

from datetime import date

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR, calendar_months_since
from openfisca_secu.family import below_age_limit
from openfisca_secu.model_api import MONTH, Famille, Individu, Variable, articles, dispatch
from openfisca_secu.prime_activite import at_examination, is_reference_month, months_back

NEVER = date(2150, 12, 31)
LONG_AGO = date(1970, 1, 1)


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


class ppa_arrivee_tardive_sans_parente(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Arrivé au foyer après dix-sept ans, sans lien de parenté jusqu'au quatrième degré"
    reference = articles("R842-3")
    set_input = dispatch


class ppa_beneficiaire_dans_l_annee(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "A lui-même bénéficié de la prime d'activité dans l'année civile, comme bénéficiaire ou comme conjoint"
    documentation = "Un tel jeune n'est plus une personne à charge de ses parents (R842-3, 3°, b)."
    reference = articles("R842-3")
    set_input = dispatch


class ppa_date_isolement(Variable):
    value_type = date
    default_value = LONG_AGO
    entity = Famille
    definition_period = MONTH
    label = "Date depuis laquelle une personne isolée assume la charge d'un enfant, ou devient isolée avec des enfants"
    reference = articles("R842-5")
    documentation = "Non donnée, la majoration ne vient que d'un enfant de moins de trois ans ou d'une grossesse."
    set_input = dispatch


class ppa_debut_hospitalisation(Variable):
    value_type = date
    default_value = NEVER
    entity = Individu
    definition_period = MONTH
    label = "Date de début de l'hospitalisation en cours, prise en charge par l'assurance maladie"
    documentation = "À donner pour les mois où la personne est hospitalisée, et eux seuls."
    reference = articles("R846-7")
    set_input = dispatch


class ppa_debut_incarceration(Variable):
    value_type = date
    default_value = NEVER
    entity = Individu
    definition_period = MONTH
    label = "Date de début de l'incarcération en cours"
    documentation = "À donner pour les mois où la personne est incarcérée, et eux seuls."
    reference = articles("R846-8")
    set_input = dispatch


class ppa_personne_a_charge(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant ou personne à charge du foyer, au dernier jour du mois"
    reference = articles("R842-3", "R843-1", "L842-5")
    documentation = """
    Qui ouvre droit aux prestations familiales, ou a moins de vingt-cinq ans et est à la charge effective du foyer. Le
    Code ne partage pas un enfant en résidence alternée : il compte entier dans la famille où il est donné. L'enfant
    étranger d'un bénéficiaire étranger, hors Union européenne, doit remplir les conditions d'entrée des prestations
    familiales (`sejour_ou_entree_irreguliers`).
    """
    set_input = dispatch

    def formula(individu, period, parameters):
        limit = parameters(period).prime_activite.foyer.age_limite_personne_a_charge
        months = individu("mois_depuis_naissance", period)
        alive = calendar_months_since(individu("date_deces", period), period) < 0
        nationality = individu.famille.demandeur("nationalite_groupe", period)
        groups = nationality.possible_values
        foreign = (nationality != groups.francaise) & (nationality != groups.ue_eee_suisse)
        by_age = (
            individu.has_role(Famille.ENFANT)
            & (months >= 0)
            & below_age_limit(months, limit)
            & alive
            & individu("enfant_charge_effective", period)
            & ~individu("ppa_arrivee_tardive_sans_parente", period)
            & ~(foreign & individu("sejour_ou_entree_irreguliers", period))
        )
        own_right = individu("ppa_beneficiaire_dans_l_annee", period)
        return (by_age | individu("prestations_familiales_enfant_a_charge", period)) & ~own_right


class ppa_majoration_isolement(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Personne isolée ayant droit, ce mois, au montant forfaitaire majoré"
    reference = articles("L842-7", "R842-5", "R843-1")
    documentation = """
    Femme enceinte ; ou charge d'enfants, pendant douze mois depuis la demande, faite dans les six mois de l'événement
    (au-delà, la durée est réduite d'autant), et jusqu'aux trois ans du plus jeune enfant. La situation est celle du
    dernier jour du mois : le mois des trois ans n'y est plus. La demande est celle de la prime (`ppa_mois_demande`) si
    elle vient après l'événement.
    """
    set_input = dispatch

    def formula(famille, period, parameters):
        rule = parameters(period).prime_activite.foyer.isolement
        dependants = famille.members("ppa_personne_a_charge", period)
        months = famille.members("mois_depuis_naissance", period)
        event = famille("ppa_date_isolement", period).astype("datetime64[M]")
        claim = numpy.maximum(event, famille("ppa_mois_demande", period).astype("datetime64[M]"))
        delay = (claim - event).astype(numpy.int64)
        duration = rule.duree - numpy.maximum(delay - rule.delai_demande, 0)
        since = calendar_months_since(claim, period)
        within = (since >= 0) & (since < duration)
        young = famille.any(dependants & below_age_limit(months, rule.age_limite_enfant))
        children = famille.any(dependants) & (within | young)
        return ~famille("en_couple", period) & (children | famille.demandeur("enceinte", period))


class ppa_majoration_ouverte(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Droit à la majoration d'isolement, à la demande, au réexamen ou par une révision depuis lors"
    reference = articles("L842-7", "L843-4", "R843-2")
    documentation = "Depuis 2017, un isolement qui commence entre deux réexamens fait réviser le montant dès son mois."

    def formula_2017(famille, period, parameters):
        return _majoration_at_examination(famille, period, parameters) | famille("ppa_majoration_isolement", period)

    def formula(famille, period, parameters):
        return _majoration_at_examination(famille, period, parameters)


class ppa_couple_retenu(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Le foyer est examiné comme un couple"
    reference = articles("R843-1", "R843-2", "L843-4")
    documentation = """
    Selon la situation à la demande ou au réexamen, qui vaut pour les trois mois de référence : le conjoint d'alors est
    réputé y avoir été, l'ancien conjoint n'est pas compté, ni ses ressources. Une séparation fait réviser le montant
    dès son mois, si elle ouvre la majoration d'isolement (depuis 2017) ou en tout cas (depuis mars 2025).
    """

    def formula_2025_03(famille, period, parameters):
        return _couple_at_examination(famille, period, parameters) & famille("en_couple", period)

    def formula_2017(famille, period, parameters):
        parted = ~famille("en_couple", period) & famille("ppa_majoration_isolement", period)
        return _couple_at_examination(famille, period, parameters) & ~parted

    def formula(famille, period, parameters):
        return _couple_at_examination(famille, period, parameters)


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
        longest = parameters(period).prime_activite.foyer.absence_maximale
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
        years = parameters(period).prime_activite.foyer.duree_titre_sejour
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


class ppa_incarceration_hors_foyer(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Incarcéré depuis assez longtemps pour ne plus compter dans le foyer"
    reference = articles("L843-3", "R846-8")
    documentation = """
    Depuis la deuxième révision trimestrielle qui suit l'incarcération, jusqu'au réexamen qui suit sa fin ; jamais qui
    garde un enfant à charge et a droit à la majoration d'isolement. Dit du bénéficiaire, appliqué aussi à son conjoint.
    """

    def formula(individu, period, parameters):
        isolated = individu.famille("ppa_majoration_ouverte", period)
        keeps_child = isolated & individu.famille.any(individu("ppa_personne_a_charge", period))
        return _long_stay(individu, "ppa_debut_incarceration", period, parameters) & ~keeps_child


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
        legal = _in_each_reference_month(
            individu, period, parameters, lambda month: individu("ppa_condition_sejour", month)
        )
        return _counts(individu, period, parameters) & (legal | (last >= rule.dernier_mois.general))

    def formula(individu, period, parameters):
        return _counts(individu, period, parameters) & _in_each_reference_month(
            individu, period, parameters, lambda month: individu("ppa_condition_sejour", month)
        )


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
        partner = individu.has_role(Famille.CONJOINT) & individu.famille("ppa_couple_retenu", period)
        return (
            (individu.has_role(Famille.DEMANDEUR) | partner)
            & individu("ppa_membre_du_foyer", period)
            & ~individu("ppa_incarceration_hors_foyer", period)
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


class ppa_reduction_hospitalisation(Variable):
    value_type = float
    unit = "/1"
    entity = Famille
    definition_period = MONTH
    label = "Part de la prime ôtée à la personne seule, sans charge, hospitalisée depuis longtemps"
    reference = articles("L843-3", "R846-7")
    documentation = """
    Depuis la deuxième révision trimestrielle qui suit le début de l'hospitalisation, jusqu'au réexamen qui suit sa
    fin ; jamais à une femme enceinte.
    """

    def formula(famille, period, parameters):
        share = parameters(period).prime_activite.foyer.sejour_en_etablissement.reduction_hospitalisation
        applies = (
            famille.demandeur("ppa_sejour_hospitalier_long", period)
            & ~famille("ppa_couple_retenu", period)
            & ~famille.any(famille.members("ppa_personne_a_charge", period))
            & ~famille.demandeur("enceinte", period)
        )
        return share * applies


class ppa_sejour_hospitalier_long(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Hospitalisé depuis la deuxième révision trimestrielle au moins"
    reference = articles("R846-7")

    def formula(individu, period, parameters):
        return _long_stay(individu, "ppa_debut_hospitalisation", period, parameters)


def _majoration_at_examination(famille, period, parameters):
    index = famille("ppa_indice_du_mois_trimestre_reference", period)
    rule = parameters(period).prime_activite.demande
    return at_examination(famille, "ppa_majoration_isolement", period, index, rule)


def _couple_at_examination(famille, period, parameters):
    index = famille("ppa_indice_du_mois_trimestre_reference", period)
    return at_examination(famille, "en_couple", period, index, parameters(period).prime_activite.demande)


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
    return individu("mois_depuis_naissance", period) - back >= MONTHS_PER_YEAR * law.foyer.age_minimal


def _oldest(latest, law):
    """Months between the first reference month and the right."""
    return latest + law.demande.mois_de_reference - 1


def _long_stay(individu, start, period, parameters):
    """In an institution at the examination, which is at least the second review after the stay began."""
    law = parameters(period).prime_activite
    index = individu.famille("ppa_indice_du_mois_trimestre_reference", period)
    began = at_examination(individu, start, period, index, law.demande)
    since = calendar_months_since(began, period) - index
    return since > law.demande.mois_entre_reexamens * (law.foyer.sejour_en_etablissement.rang_revision - 1)
