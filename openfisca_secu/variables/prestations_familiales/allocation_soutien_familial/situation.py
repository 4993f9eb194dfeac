"""Allocation de soutien familial: where the child's absent parents stand, and the child support paid for it.

Inputs, with a documented approximation for surveys that only know the child support that a home receives.
"""

import numpy

from openfisca_secu.model_api import MONTH, Enum, Famille, Individu, Variable, articles, dispatch, divide


class TypesParentAbsent(Enum):
    aucun = "Aucun : ce parent vit avec l'enfant"
    decede = "Décédé"
    filiation_non_etablie = "Filiation non établie à son égard"
    ne_contribue_pas = "Se soustrait, en tout ou partie, à son obligation, ou est hors d'état d'y faire face"
    verse_la_pension = "Verse en entier la pension fixée"
    contribue_sans_pension = "Fait face à son obligation sans pension fixée (résidence alternée, par exemple)"


class asf_enfant_recueilli(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant recueilli par une personne qui n'est ni son père ni sa mère"
    documentation = "Cette personne a droit à l'allocation même en couple (L523-2 n'exclut que le père ou la mère)."
    set_input = dispatch


class asf_pension_percue(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pension alimentaire perçue pour l'enfant"
    reference = articles("L523-1", "L581-2")
    documentation = """
    Approximation par défaut, quand seules les `pensions_alimentaires_percues` sont connues : celles de l'enfant, plus
    une part égale, entre les enfants à charge, de celles des parents du foyer.
    """
    set_input = divide

    def formula(individu, period):
        children = individu("prestations_familiales_enfant_a_charge", period)
        pensions = individu("pensions_alimentaires_percues", period)
        of_parents = individu.famille.sum(pensions, role=Famille.PARENT)
        return children * (pensions + of_parents / numpy.maximum(individu.famille.sum(children), 1))


class asf_pension_due(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pension alimentaire due pour l'enfant"
    reference = articles("L523-1", "L581-2")
    documentation = """
    Montant en vigueur, avec les révisions que le titre ou R523-3-2, II y ont apportées. Par défaut
    `pension_alimentaire_fixee`, ou la pension perçue quand celle-ci n'est pas donnée.
    """
    set_input = divide

    def formula(individu, period):
        fixed = individu("pension_alimentaire_fixee", period)
        return numpy.where(fixed > 0, fixed, individu("asf_pension_percue", period))


class asf_parent_absent(Variable):
    value_type = Enum
    possible_values = TypesParentAbsent
    default_value = TypesParentAbsent.aucun
    entity = Individu
    definition_period = MONTH
    label = "Situation du parent qui ne vit pas avec l'enfant"
    reference = articles("L523-1")
    documentation = """
    Approximation par défaut, pour un enfant à charge d'une personne seule : en résidence alternée, l'autre parent
    contribue ; si une pension est perçue, elle est versée en entier ; sinon il est décédé si le demandeur est veuf, ou
    ne contribue pas. Toute famille monoparentale sans pension est donc réputée ouvrir droit : les parents qui
    contribuent sans pension et le non-recours ne se voient pas dans une enquête.
    """
    set_input = dispatch

    def formula(individu, period):
        applies = individu("prestations_familiales_enfant_a_charge", period) & ~individu.famille("en_couple", period)
        status = individu.famille.demandeur("statut_marital", period)
        statuses = status.possible_values
        widowed = (status == statuses.veuf) | (status == statuses.jeune_veuf)
        cases = [
            (~applies, TypesParentAbsent.aucun),
            (individu("garde_alternee", period), TypesParentAbsent.contribue_sans_pension),
            (individu("asf_pension_percue", period) > 0, TypesParentAbsent.verse_la_pension),
            (widowed, TypesParentAbsent.decede),
        ]
        codes = numpy.select(
            [condition for condition, _ in cases],
            [item.index for _, item in cases],
            TypesParentAbsent.ne_contribue_pas.index,
        )
        return TypesParentAbsent.encode(codes)


class asf_second_parent_absent(Variable):
    value_type = Enum
    possible_values = TypesParentAbsent
    default_value = TypesParentAbsent.aucun
    entity = Individu
    definition_period = MONTH
    label = "Situation de l'autre parent, quand ni l'un ni l'autre ne vit avec l'enfant"
    reference = articles("L523-1")
    documentation = "Par défaut celle du premier parent pour un enfant recueilli ; sinon ce parent vit avec l'enfant."
    set_input = dispatch

    def formula(individu, period):
        first = individu("asf_parent_absent", period)
        alone = TypesParentAbsent.aucun.index
        codes = numpy.where(individu("asf_enfant_recueilli", period), first.view(numpy.ndarray), alone)
        return TypesParentAbsent.encode(codes)
