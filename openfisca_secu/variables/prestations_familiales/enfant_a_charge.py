"""Which children open the right to family benefits, and to whom (L512-1 to L513-1, L552-4, L552-7).

Age apart, the conditions stand in `enfant_ouvre_droit_hors_age`, so that a benefit with another age limit (complément
familial, allocation forfaitaire of the twentieth year) only adds its own.
"""

import numpy

from openfisca_secu.dates import calendar_months_since
from openfisca_secu.family import age_opens_right, below_age_limit, book_five_applies
from openfisca_secu.model_api import ETERNITY, MONTH, Famille, Individu, Variable, articles, dispatch
from openfisca_secu.rounding import to_cent


class residence_hors_de_france(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Ne réside pas en France au sens des prestations familiales"
    documentation = """
    Pour l'enfant (R512-1) : il vit hors de France plus de trois mois de l'année civile sans que ce soit pour étudier,
    apprendre une langue, se former ou fréquenter une école frontalière. Pour le demandeur (L512-1) : sa résidence
    n'est pas stable en France, ou il y est détaché et exempté d'affiliation.
    """
    set_input = dispatch


class sejour_ou_entree_irreguliers(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Étranger qui ne remplit pas les conditions de séjour, ou l'enfant d'entrée, des prestations familiales"
    documentation = "Titres de séjour du demandeur et pièces de l'enfant que l'article L512-2 demande."
    set_input = dispatch


class beneficiaire_prestations_a_titre_personnel(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Perçoit lui-même une prestation familiale, l'allocation de logement sociale ou l'aide personnalisée"
    documentation = "Un tel enfant n'ouvre plus de droit à ses parents (L512-1)."
    set_input = dispatch


class inscription_scolaire_manquante(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Ni certificat d'inscription scolaire ni autorisation d'instruire en famille"
    set_input = dispatch


class enfant_place_charge_conservee(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant confié à l'aide sociale à l'enfance dont la famille garde la charge effective (retours réguliers)"
    set_input = dispatch


class enfant_charge_effective(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant dont la famille assume la charge effective et permanente"
    reference = articles("L513-1", "R755-0-3")
    documentation = """
    Question de fait (L513-1) : tout enfant de la famille, sauf s'il est confié à l'aide sociale à l'enfance sans que la
    famille en garde la charge (`enfant_place_charge_conservee`).
    """
    set_input = dispatch

    def formula(individu, period):
        lost = individu("enfant_place", period) & ~individu("enfant_place_charge_conservee", period)
        return individu.has_role(Famille.ENFANT) & ~lost


class prestations_familiales_remuneration_enfant(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rémunération mensuelle de l'enfant comparée au plafond"
    reference = articles("R512-2")
    documentation = """
    R512-2 dit « rémunération », avantages en nature compris, sans préciser. Par défaut : le salaire imposable du mois.
    Les caisses comparent un salaire net, souvent moyenné sur six mois : à donner ici s'il est connu.
    """

    def formula(individu, period):
        return individu("salaire_imposable", period)


class plafond_remuneration_enfant(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rémunération mensuelle qu'un enfant à charge ne peut dépasser"
    reference = articles("R512-2", "R755-0-2")

    def formula(individu, period, parameters):
        law = parameters(period).prestations_familiales.enfant_a_charge.plafond_remuneration
        ceiling = to_cent(law.part_du_smic * law.heures * parameters(period).cotisations.smic.horaire)
        return numpy.full(individu.count, ceiling)


class enfant_en_vie_ou_maintenu(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant en vie, ou décédé depuis trop peu de mois pour cesser de compter"
    reference = articles("L552-7", "R552-3")
    documentation = """
    L'enfant compte jusqu'au mois du décès (R552-3, III) et, pour les décès depuis 2022, jusqu'au troisième mois civil
    qui suit (L552-7). Le gel des montants à ceux du mois du décès (R552-4) n'est pas calculé : un anniversaire ou une
    revalorisation de ces trois mois joue.
    """

    def formula_2022(individu, period, parameters):
        law = parameters(period).prestations_familiales.enfant_a_charge.maintien_apres_deces
        deaths = individu("date_deces", period)
        covered = deaths >= numpy.datetime64(str(law.annee_premiers_deces), "D")
        return calendar_months_since(deaths, period) <= law.mois * covered

    def formula(individu, period):
        return calendar_months_since(individu("date_deces", period), period) <= 0


class enfant_ouvre_droit_hors_age(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant de la famille qui remplit les conditions autres que l'âge limite et la charge effective"
    reference = articles("L512-1", "L512-2", "L512-3", "L552-4", "R512-1", "R512-2")
    documentation = """
    La rémunération est celle du mois. Un mois où elle dépasse le plafond n'ouvre pas droit ; le mois suivant, s'il ne
    le dépasse plus, l'ouvre de nouveau, sans attendre le mois d'après (continuité des prestations, L552-1).
    """
    set_input = dispatch

    def formula(individu, period, parameters):
        school = parameters(period).prestations_familiales.enfant_a_charge.obligation_scolaire
        months = individu("mois_depuis_naissance", period)
        below_end_of_school = below_age_limit(months, school.age_fin)
        pay = to_cent(individu("prestations_familiales_remuneration_enfant", period))
        paid_little = pay <= individu("plafond_remuneration_enfant", period)
        must_prove_school = age_opens_right(months, school.age_debut) & below_end_of_school
        proven = ~(must_prove_school & individu("inscription_scolaire_manquante", period))
        abroad = individu("residence_hors_de_france", period)
        irregular = individu("sejour_ou_entree_irreguliers", period)
        parent_abroad = individu.famille.demandeur("residence_hors_de_france", period)
        parent_irregular = individu.famille.demandeur("sejour_ou_entree_irreguliers", period)
        return (
            individu.has_role(Famille.ENFANT)
            & individu("enfant_en_vie_ou_maintenu", period)
            & (below_end_of_school | paid_little)
            & proven
            & ~(abroad | irregular | parent_abroad | parent_irregular)
            & ~individu("beneficiaire_prestations_a_titre_personnel", period)
            & individu.famille("prestations_familiales_livre_5", period)
        )


class prestations_familiales_livre_5(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "La famille réside où s'appliquent les prestations familiales de ce Code"
    reference = articles("L512-1", "L751-1", "L755-1", "L755-3")
    documentation = """
    Métropole et collectivités de l'article L751-1. Mayotte (ordonnance 2002-149) et Saint-Pierre-et-Miquelon
    (ordonnance 77-1102) ont leurs propres prestations familiales, qui ne sont pas dans ce Code.
    """
    set_input = dispatch

    def formula(famille, period):
        elsewhere = famille.demandeur.menage("residence_mayotte", period)
        return book_five_applies(famille.demandeur.menage("territoire", period)) & ~elsewhere


class prestations_familiales_enfant_a_charge(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant à charge au sens des prestations familiales"
    reference = articles("L512-3", "L513-1", "L552-1", "R512-2", "R552-2", "R552-3")
    documentation = """
    Du mois qui suit la naissance (R552-2) au mois qui précède celui des vingt ans (R552-3). Un enfant confié à l'aide
    sociale à l'enfance n'y est pas, sauf si la famille en garde la charge (`enfant_charge_effective`) ; les allocations
    familiales le comptent encore (`af_enfant_a_charge`).
    """
    set_input = dispatch

    def formula(individu, period, parameters):
        age_limit = parameters(period).prestations_familiales.enfant_a_charge.age_limite
        months = individu("mois_depuis_naissance", period)
        return (
            individu("enfant_ouvre_droit_hors_age", period)
            & individu("enfant_charge_effective", period)
            & age_opens_right(months, 0)
            & below_age_limit(months, age_limit)
        )


class choix_allocataire(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Membre du couple désigné d'un commun accord comme allocataire"
    set_input = dispatch


class allocataire_prestations_familiales(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Allocataire : personne à qui est reconnu le droit aux prestations familiales"
    reference = articles("R513-1", "R755-0-3", "R553-2", "R755-0-1")
    documentation = """
    Le membre du couple désigné ; à défaut l'épouse ou la concubine ; entre deux personnes du même sexe, le demandeur.
    Un couple pacsé ou en concubinage vaut un couple marié (R553-2).
    """
    set_input = dispatch

    def formula(individu, period):
        parent = individu.has_role(Famille.PARENT)
        applicant = individu.has_role(Famille.DEMANDEUR)
        chosen = parent & individu("choix_allocataire", period)
        number_chosen = individu.famille.sum(chosen)
        sexe = individu("sexe", ETERNITY)
        woman = parent & (sexe == sexe.possible_values.femme)
        number_of_women = individu.famille.sum(woman)
        by_default = numpy.where(number_of_women == 1, woman, applicant)
        return numpy.where(number_chosen == 1, chosen, by_default)
