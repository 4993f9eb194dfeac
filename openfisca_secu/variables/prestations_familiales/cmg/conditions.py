"""Who has the right to the complément, for which child, and what its ceilings are made of.

Effective dates: the right opens in the month in which the conditions are met and closes the month after the one in
which they cease (R552-2, II, 2° and R552-3, II, 1°): an age limit is reached, as far as amounts go, the month after
the birthday.
"""

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.family import book_five_applies
from openfisca_secu.model_api import MONTH, Famille, Individu, Variable, articles, dispatch
from openfisca_secu.paje import TypesTauxPrepare
from openfisca_secu.rounding import to_cent


class paje_cmg_prepare_taux_plein(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "La famille reçoit une prestation partagée d'éducation de l'enfant qui exclut le complément"
    reference = articles("L531-9")
    documentation = """
    Le taux plein, sauf versé au titre de L531-4, VI : montant majoré, ou reprise d'activité.
    """
    set_input = dispatch

    def formula(famille, period):
        full = famille.members("prepare_taux_verse", period) == TypesTauxPrepare.plein
        resumed = famille.members("prepare_cumul_reprise", period)
        return famille.any(full & ~resumed, role=Famille.PARENT)


class paje_cmg_prepare_mi_temps(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "La famille reçoit la prestation partagée d'éducation de l'enfant pour une activité d'au plus un mi-temps"
    reference = articles("L531-9", "D531-21")
    set_input = dispatch

    def formula(famille, period):
        rates = famille.members("prepare_taux_verse", period)
        return famille.any(rates == TypesTauxPrepare.mi_temps, role=Famille.PARENT)


class paje_cmg_formation_remuneree(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "En formation professionnelle rémunérée"
    set_input = dispatch


class paje_cmg_service_civique(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "En service civique"
    set_input = dispatch


class paje_cmg_ouverture(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Le droit au complément s'ouvre ce mois-ci"
    documentation = "L'activité du mois précédent suffit alors (R531-5, R531-6)."
    set_input = dispatch


class paje_cmg_dispense_acquise(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Droit au complément ouvert depuis moins de douze mois sans condition d'activité"
    documentation = """
    Études, service civique, allocation aux adultes handicapés ou de solidarité spécifique, revenu de solidarité
    active : la dispense est présumée acquise douze mois à compter de l'ouverture du droit (R531-6, deuxième alinéa).
    """
    set_input = dispatch


class paje_cmg_autre_parent_allocataire(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant en résidence alternée dont l'autre parent est le seul allocataire"
    documentation = """
    Jusqu'en novembre 2025, un seul des deux parents peut être allocataire. Depuis décembre 2025, chacun peut l'être
    pour l'emploi qu'il paie, mais pas si, éligibles aux allocations familiales, ils ont choisi un allocataire unique
    (D531-18-2, 2°).
    """
    set_input = dispatch


class paje_cmg_conge_supplementaire_naissance(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant au titre duquel un parent reçoit l'indemnité du congé supplémentaire de naissance"
    set_input = dispatch


class paje_cmg_activite_professionnelle(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Exerce une activité professionnelle, ou est dans une situation assimilée"
    reference = articles("L531-5", "D531-19")
    documentation = """
    Aucune durée minimale. Une personne occupée (`activite`), ou qui a un salaire, des indemnités journalières, des
    allocations de chômage, une formation rémunérée. Un travailleur indépendant se déclare par `activite`.
    """
    set_input = dispatch

    def formula(individu, period):
        activites = individu("activite", period)
        income = sum(
            individu(name, period)
            for name in (
                "salaire_de_base",
                "salaire_imposable",
                "indemnites_journalieres_maladie",
                "indemnites_journalieres_maternite",
                "indemnites_journalieres_paternite",
                "indemnites_journalieres_adoption",
                "indemnites_journalieres_accident_travail",
                "indemnites_journalieres_maladie_professionnelle",
                "chomage_brut",
                "chomage_imposable",
                "indemnites_chomage_partiel",
            )
        )
        at_work = activites == activites.possible_values.actif
        return at_work | (income > 0) | individu("paje_cmg_formation_remuneree", period)


class paje_cmg_condition_activite(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Condition d'activité du complément de libre choix du mode de garde"
    reference = articles("L531-5", "R531-5", "R531-6")
    documentation = """
    Il suffit qu'un membre du couple travaille : la loi vise « le ménage ou la personne seule ». La condition est
    appréciée le mois même, ou le mois précédent quand le droit s'ouvre (`paje_cmg_ouverture`). Bénéficiaires du revenu
    de solidarité active : l'inscription comme demandeur d'emploi, ou un contrat de travail, se lit dans `activite` ;
    depuis juillet 2025 le revenu de solidarité active suffit, puisque ses bénéficiaires sont inscrits d'office sur la
    liste des demandeurs d'emploi depuis janvier 2025 (code du travail, article législatif 5411-1).
    """
    set_input = dispatch

    def formula_2025_07(famille, period):
        def met(month):
            return _at_work_or_exempted(famille, month) | (famille("rsa", month) > 0)

        return met(period) | (famille("paje_cmg_ouverture", period) & met(period.last_month))

    def formula(famille, period):
        def met(month):
            activites = famille.members("activite", month)
            items = activites.possible_values
            enrolled = famille.any((activites == items.chomeur) | (activites == items.actif), role=Famille.PARENT)
            return _at_work_or_exempted(famille, month) | ((famille("rsa", month) > 0) & enrolled)

        return met(period) | (famille("paje_cmg_ouverture", period) & met(period.last_month))


class paje_cmg_eligible(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "La famille peut recevoir le complément de libre choix du mode de garde"
    reference = articles("L531-5", "L531-6", "L531-9")
    documentation = """
    Mayotte et Saint-Pierre-et-Miquelon ont leur propre texte (ordonnances 2002-149 et 77-1102), hors de ce code.
    """
    set_input = dispatch

    def formula(famille, period):
        territory = famille.demandeur.menage("territoire", period)
        return (
            famille("paje_cmg_condition_activite", period)
            & ~famille("paje_cmg_prepare_taux_plein", period)
            & book_five_applies(territory)
        )


class paje_cmg_emploi_direct_enfant(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant dont la garde par un salarié de la famille ouvre droit au complément"
    reference = articles("L531-5", "D531-18-1", "D531-18-2", "L531-9", "R552-3")
    documentation = "Moins de six ans ; depuis septembre 2025, moins de douze ans si le parent est isolé."
    set_input = dispatch

    def formula_2025_09(individu, period, parameters):
        age = parameters(period).prestations_familiales.cmg.conditions.age
        alone = ~individu.famille("en_couple", period)
        limit = age.limite_parent_isole * alone + age.limite * ~alone
        return _child_in_charge(individu, period) & _until_birthday(individu, period, limit)

    def formula(individu, period, parameters):
        limit = parameters(period).prestations_familiales.cmg.conditions.age.limite
        return _child_in_charge(individu, period) & _until_birthday(individu, period, limit)


class paje_cmg_structure_enfant(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant dont la garde par une structure ouvre droit au complément"
    reference = articles("L531-6", "D531-21", "L531-9", "R552-3")
    set_input = dispatch

    def formula(individu, period, parameters):
        limit = parameters(period).prestations_familiales.cmg.conditions.age.limite
        return _child_in_charge(individu, period) & _until_birthday(individu, period, limit)


class paje_cmg_part_enfant(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Part des montants maximaux du complément qui vaut pour l'enfant (un, ou la moitié)"
    reference = articles("L531-6", "D531-1", "D531-20", "D531-21", "L531-9")
    documentation = """
    La moitié à partir du mois qui suit les trois ans ; depuis 2020, seulement après août pour l'enfant qui les a eus
    depuis le 1er janvier. La moitié aussi quand un parent reçoit la prestation partagée à taux partiel pour une
    activité d'au plus un mi-temps. Un enfant de plus de trois ans d'une telle famille n'est réduit qu'une fois :
    chacune des deux règles divise le montant de base, et D531-21, VII renvoie à la première.
    """

    def formula(individu, period, parameters):
        law = parameters(period).prestations_familiales.cmg.conditions
        month = period.start.month
        months = individu("mois_depuis_naissance", period)
        months_since_birthday = months - MONTHS_PER_YEAR * law.age.montant_entier
        kept_this_year = (months_since_birthday < month) & (month <= law.dernier_mois_montant_entier)
        whole = (months_since_birthday <= 0) | kept_this_year
        whole = whole & ~individu.famille("paje_cmg_prepare_mi_temps", period)
        return whole + law.part_reduite * ~whole


class paje_cmg_nombre_enfants(Variable):
    value_type = int
    entity = Famille
    definition_period = MONTH
    label = "Nombre d'enfants à charge, pour le complément de libre choix du mode de garde"
    reference = articles("L531-5", "D531-18-2")
    documentation = "Un enfant en résidence alternée compte pour un."

    def formula(famille, period):
        return famille.sum(famille.members("prestations_familiales_enfant_a_charge", period))


class paje_cmg_tranche(Variable):
    value_type = int
    entity = Individu
    definition_period = MONTH
    label = "Tranche de ressources du complément de libre choix du mode de garde (1 la plus basse, 3 la plus haute)"
    reference = articles("L531-6", "D531-20", "D531-21")
    documentation = """
    Les plafonds dépendent du nombre d'enfants à charge et sont majorés pour une personne seule. Jusqu'en 2017, ils
    dépendent aussi de la naissance de l'enfant gardé, avant ou depuis avril 2014 (la date d'adoption n'est pas lue).
    """

    def formula_2018(individu, period, parameters):
        law = parameters(period).prestations_familiales.cmg.conditions.tranches
        children = individu.famille("paje_cmg_nombre_enfants", period)
        first, second = (ceiling.base + ceiling.par_enfant * children for ceiling in (law.premier, law.second))
        return _bracket(individu, period, law, first, second)

    def formula_2015(individu, period, parameters):
        law = parameters(period).prestations_familiales.cmg.conditions.tranches
        old = law.avant_avril_2014
        children = individu.famille("paje_cmg_nombre_enfants", period)
        following = numpy.maximum(children - old.rang_majoration_suivante, 0)
        turn = numpy.datetime64(f"{old.naissance_annee:.0f}-{old.naissance_mois:02.0f}", "D")
        born_before = individu("date_naissance", period) < turn

        def ceiling(now, before):
            above = following * (before.par_enfant_suivant - before.par_enfant)
            of_older = before.base + before.par_enfant * children + above
            return numpy.where(born_before, of_older, now.base + now.par_enfant * children)

        first, second = ceiling(law.premier, old.premier), ceiling(law.second, old.second)
        return _bracket(individu, period, law, first, second)


class paje_cmg_majoration(Variable):
    value_type = float
    unit = "/1"
    entity = Famille
    definition_period = MONTH
    label = "Majoration des montants maximaux du complément (horaires, handicap, personne seule)"
    reference = articles("L531-6", "D531-22", "D531-23-1")
    documentation = """
    Horaires spécifiques, allocation aux adultes handicapés, personne seule (depuis octobre 2018), allocation
    d'éducation de l'enfant handicapé (depuis novembre 2019). Le texte ne dit pas comment elles se cumulent : chacune
    porte sur les montants de base, elles s'ajoutent.
    """

    def formula(famille, period, parameters):
        law = parameters(period).prestations_familiales.cmg.conditions.majorations
        unusual_hours = famille("garde_heures_specifiques", period) >= law.heures_specifiques
        disabled_parent = famille.sum(famille.members("aah", period), role=Famille.PARENT) > 0
        return (
            law.horaires_specifiques * unusual_hours
            + law.aah * disabled_parent
            + law.personne_seule * ~famille("en_couple", period)
            + law.aeeh * (famille("aeeh", period) > 0)
        )


def _at_work_or_exempted(famille, period):
    """One parent at work, or exempted (L531-5, I, seventh to tenth paragraphs), perhaps for twelve months (R531-6)."""
    activites = famille.members("activite", period)
    parents = famille.nb_persons(Famille.PARENT)
    students = famille.sum(activites == activites.possible_values.etudiant, role=Famille.PARENT)
    volunteers = famille.sum(famille.members("paje_cmg_service_civique", period), role=Famille.PARENT)
    allowances = famille.members("aah", period) + famille.members("ass", period)
    return (
        famille.any(famille.members("paje_cmg_activite_professionnelle", period), role=Famille.PARENT)
        | famille("paje_cmg_dispense_acquise", period)
        | ((parents > 0) & ((students == parents) | (volunteers == parents)))
        | (famille.sum(allowances, role=Famille.PARENT) > 0)
    )


def _child_in_charge(individu, period):
    return (
        individu("prestations_familiales_enfant_a_charge", period)
        & ~individu("paje_cmg_autre_parent_allocataire", period)
        & ~individu("paje_cmg_conge_supplementaire_naissance", period)
    )


def _until_birthday(individu, period, age):
    """The month of the birthday is still due (R552-3, II, 1°)."""
    return individu("mois_depuis_naissance", period) <= MONTHS_PER_YEAR * age


def _bracket(individu, period, law, first, second):
    """1 up to the first ceiling, 2 up to the second, 3 above; both are raised for somebody alone."""
    alone = 1 + law.majoration_personne_seule * ~individu.famille("en_couple", period)
    resources = individu.famille("prestations_familiales_base_ressources", period)
    return 1 + (resources > to_cent(first * alone)) + (resources > to_cent(second * alone))
