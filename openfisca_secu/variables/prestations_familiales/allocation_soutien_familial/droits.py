"""Allocation de soutien familial: which children open a right (L523-1, L523-2, D523-1, D523-2, R523-1 to R523-5).

By each parent who is dead or unknown (1° and 2° of L523-1, I), who does not contribute (3°), or who pays in full a
pension below the allowance (4°).
"""

import numpy

from openfisca_secu.dates import calendar_months_since
from openfisca_secu.model_api import ETERNITY, MONTH, Enum, Famille, Individu, Variable, articles, dispatch
from openfisca_secu.rounding import round_up


class TypesTitrePension(Enum):
    titre_executoire = (
        "Décision de justice, convention homologuée, acte notarié ou d'avocats (L523-1, IV, 1°, 2°, 4°, 5°)"
    )
    accord = "Accord des parents, écrit et signé jusqu'en juin 2018, rendu exécutoire par la caisse depuis (3°)"
    aucun = "Aucun titre ne fixe de pension"


class TypesHorsEtat(Enum):
    solvabilite_inconnue = "Solvabilité impossible à établir, faute d'éléments (2°, k)"
    sans_adresse = "Sans adresse connue (1°)"
    rsa = "Bénéficiaire du revenu de solidarité active ou du revenu de solidarité (2°, a)"
    ressources_faibles = "Ressources inférieures au montant forfaitaire du RSA d'une personne seule (2°, b)"
    revenus_insaisissables = "Revenus en totalité insaisissables (2°, c)"
    aah = "Bénéficiaire de l'allocation aux adultes handicapés à taux plein ou en complément (2°, d)"
    decision_de_justice = "Pension suspendue ou non fixée par le juge, faute de ressources ou d'éléments (2°, e)"
    incarcere = "Incarcéré, semi-liberté exclue (2°, f)"
    ass = "Bénéficiaire de l'allocation de solidarité spécifique (2°, g)"
    mineur = "Parent mineur (2°, h)"
    sans_domicile = "Sans domicile fixe, sans ressources ou avec une de ces prestations (2°, i)"
    kafala = "A confié l'enfant par décision judiciaire de recueil légal (2°, j)"
    violences = "Plainte, condamnation ou décision de justice pour menaces ou violences (3°)"
    pays_du_refugie = "Réside dans le pays que le créancier réfugié a fui (4°)"
    aucun = "En état de faire face à son obligation"


class asf_titre(Variable):
    value_type = Enum
    possible_values = TypesTitrePension
    default_value = TypesTitrePension.titre_executoire
    entity = Individu
    definition_period = MONTH
    label = "Titre qui fixe la pension alimentaire de l'enfant"
    set_input = dispatch


class asf_motif_hors_etat(Variable):
    value_type = Enum
    possible_values = TypesHorsEtat
    default_value = TypesHorsEtat.solvabilite_inconnue
    entity = Individu
    definition_period = MONTH
    label = "Situation du parent débiteur de l'enfant au regard de l'article D523-2"
    documentation = "Par défaut rien n'est connu du débiteur : c'est le cas k du 2° du I, qui le répute hors d'état."
    set_input = dispatch


class asf_debiteur_saisissable_sous_rsa(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = MONTH
    label = "Ressources saisissables du débiteur inférieures au montant forfaitaire du RSA d'une personne seule"
    documentation = "Condition du II, 2° de D523-2 pour le débiteur au RSA ou à l'allocation aux adultes handicapés."
    set_input = dispatch


class asf_demande_hors_etat(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = MONTH
    label = "Le créancier a demandé que le débiteur violent, ou resté au pays qu'il a fui, soit réputé hors d'état"
    documentation = "Condition du II, 1° de D523-2."
    set_input = dispatch


class asf_juge_saisi(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le créancier a saisi le juge pour fixer la pension"
    set_input = dispatch


class asf_mensualites_versees(Variable):
    value_type = int
    min_value = 0
    entity = Individu
    definition_period = MONTH
    label = "Mensualités de l'allocation déjà versées pour l'enfant sans titre fixant la pension"
    set_input = dispatch


class asf_mois_depuis_evenement(Variable):
    value_type = int
    default_value = 12
    unit = "month"
    entity = Individu
    definition_period = MONTH
    label = "Mois civils depuis l'événement qui ouvre le droit"
    documentation = """
    Mois du décès, du recueil, de l'établissement de la filiation, de l'action en contestation, du début de la
    défaillance ou du premier versement de la pension (D523-1) : 0 ce mois-là. Un an par défaut.
    """
    set_input = dispatch


class asf_mois_depuis_demande(Variable):
    value_type = int
    default_value = 12
    unit = "month"
    entity = Individu
    definition_period = MONTH
    label = "Mois civils depuis la demande d'allocation (négatif avant elle)"
    set_input = dispatch


class asf_creance_recouvree(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Créance fixée par le juge à l'issue d'une procédure de recouvrement contre le débiteur"
    set_input = dispatch


class asf_debiteur_hors_etat(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le parent débiteur est réputé hors d'état de faire face à son obligation"
    reference = articles("L523-1", "D523-2")
    documentation = "Liste de la rédaction de 2018, appliquée à toutes les dates."
    set_input = dispatch

    def formula(individu, period):
        reason = individu("asf_motif_hors_etat", period)
        poor = (reason == TypesHorsEtat.rsa) | (reason == TypesHorsEtat.aah)
        asked = (reason == TypesHorsEtat.violences) | (reason == TypesHorsEtat.pays_du_refugie)
        return (
            (reason != TypesHorsEtat.aucun)
            & (~poor | individu("asf_debiteur_saisissable_sous_rsa", period))
            & (~asked | individu("asf_demande_hors_etat", period))
        )


class asf_avance_ouverte(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Conditions remplies pour l'enfant dont un parent ne contribue pas"
    reference = articles("L523-1", "D523-1", "R523-1", "R523-3", "R552-2")
    documentation = """
    La défaillance dure depuis le délai légal. Le parent qui se soustrait sans être hors d'état n'ouvre droit que le
    mois suivant la demande (depuis octobre 2018), et, sans titre, pour quatre mensualités tant que le juge n'est pas
    saisi.
    """

    def formula_2018_10(individu, period, parameters):
        delays = parameters(period).prestations_familiales.allocation_soutien_familial.droits
        since_request = individu("asf_mois_depuis_demande", period)
        bought_back = individu("asf_creance_recouvree", period) & (since_request >= -delays.retroactivite)
        requested = (since_request >= delays.demande) | bought_back
        on_time = requested | individu("asf_debiteur_hors_etat", period)
        return _default_opens_right(individu, period, delays) & on_time

    def formula(individu, period, parameters):
        delays = parameters(period).prestations_familiales.allocation_soutien_familial.droits
        return _default_opens_right(individu, period, delays)


class asf_pension_retenue(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pension due que retient l'allocation complémentaire"
    reference = articles("R523-3-2")
    documentation = """
    Fixée par un accord des parents, elle est comptée à l'euro supérieur. Sa révision au 1er janvier comme le plafond
    de la sécurité sociale (II) est à porter dans `asf_pension_due`.
    """

    def formula(individu, period):
        due = individu("asf_pension_due", period)
        by_agreement = individu("asf_titre", period) == TypesTitrePension.accord
        return numpy.where(by_agreement, round_up(due), due)


class asf_complement_ouvert(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Conditions remplies pour l'enfant dont un parent verse en entier une pension inférieure à l'allocation"
    reference = articles("L523-1", "D523-1", "R523-1", "R523-3-2")
    documentation = """
    Depuis le 1er avril 2016 (l'expérimentation de vingt départements, d'octobre 2014 à mars 2016, n'est pas simulée).
    Un titre doit fixer la pension. Celle d'un accord doit atteindre `seuil_contribution_entretien`, calculé sur les
    données du débiteur portées par l'enfant ; le minimum propre aux accords d'avril 2016 à juin 2018 n'est pas calculé.
    """

    def formula_2016_04(individu, period, parameters):
        delays = parameters(period).prestations_familiales.allocation_soutien_familial.droits
        title = individu("asf_titre", period)
        enough = individu("asf_pension_retenue", period) >= individu("seuil_contribution_entretien", period)
        valid = (title == TypesTitrePension.titre_executoire) | ((title == TypesTitrePension.accord) & enough)
        since = individu("asf_mois_depuis_evenement", period)
        return valid & (since >= max(delays.ouverture, delays.defaillance))


class asf_parents_sans_obligation(Variable):
    value_type = int
    entity = Individu
    definition_period = MONTH
    label = "Nombre de parents décédés, ou à l'égard desquels la filiation n'est pas établie, qui ouvrent droit"
    reference = articles("L523-1", "D523-1")

    def formula(individu, period, parameters):
        delays = parameters(period).prestations_familiales.allocation_soutien_familial.droits
        return _count(individu, period, "decede", "filiation_non_etablie") * (
            individu("asf_mois_depuis_evenement", period) >= delays.ouverture
        )


class asf_parents_defaillants(Variable):
    value_type = int
    entity = Individu
    definition_period = MONTH
    label = "Nombre de parents qui se soustraient à leur obligation, ou sont hors d'état d'y faire face"
    reference = articles("L523-1")

    def formula(individu, period):
        return _count(individu, period, "ne_contribue_pas")


class asf_parents_payeurs(Variable):
    value_type = int
    entity = Individu
    definition_period = MONTH
    label = "Nombre de parents qui versent en entier la pension fixée"
    reference = articles("L523-1")

    def formula(individu, period):
        return _count(individu, period, "verse_la_pension")


class asf_parents_ouvrant_droit(Variable):
    value_type = int
    entity = Individu
    definition_period = MONTH
    label = "Nombre de parents dont la situation ouvre droit à l'allocation pour l'enfant"
    reference = articles("L523-1", "L523-3")

    def formula(individu, period):
        return (
            individu("asf_parents_sans_obligation", period)
            + individu("asf_parents_defaillants", period) * individu("asf_avance_ouverte", period)
            + individu("asf_parents_payeurs", period) * individu("asf_complement_ouvert", period)
        )


class asf_elig_enfant(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant pouvant ouvrir droit à l'allocation de soutien familial, pension à part"
    reference = articles("L523-1", "L523-2", "R523-4", "R523-5", "R552-3", "L755-17", "D755-7")
    documentation = """
    Le père ou la mère en couple n'y a pas droit (L523-2). Un mois où le couple existe, même un seul jour, est à donner
    `en_couple` : le droit cesse le premier jour du mois de la mise en couple et reprend le mois suivant la séparation
    (R523-5). Au décès du parent, elle est encore due pour ce mois (R523-4). Les bénéficiaires du RSA isolés l'ont de
    plein droit, sans autre condition (L523-1, III).
    """
    set_input = dispatch

    def formula(individu, period):
        alone = ~individu.famille("en_couple", period)
        alive = calendar_months_since(individu("date_deces", ETERNITY), period) <= 0
        return (
            individu("prestations_familiales_enfant_a_charge", period)
            & individu.famille.any(alive, role=Famille.PARENT)
            & (alone | individu("asf_enfant_recueilli", period))
            & (individu("asf_parents_ouvrant_droit", period) > 0)
        )


class asf_elig(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Famille dont un enfant au moins peut ouvrir droit à l'allocation de soutien familial"
    reference = articles("L523-1", "L523-2")
    set_input = dispatch

    def formula(famille, period):
        return famille.any(famille.members("asf_elig_enfant", period))


def _default_opens_right(individu, period, delays):
    """A default that has lasted long enough, within the months that R523-3 allows without a title."""
    since = individu("asf_mois_depuis_evenement", period)
    limited = (
        (individu("asf_titre", period) == TypesTitrePension.aucun)
        & ~individu("asf_debiteur_hors_etat", period)
        & ~individu("asf_juge_saisi", period)
    )
    within = individu("asf_mensualites_versees", period) < delays.mensualites_sans_titre
    return (since >= max(delays.ouverture, delays.defaillance)) & (~limited | within)


def _count(individu, period, *names):
    """How many of the child's two parents are in one of these situations."""
    parents = [individu("asf_parent_absent", period), individu("asf_second_parent_absent", period)]
    return sum(1 * (parent == parent.possible_values[name]) for parent in parents for name in names)
