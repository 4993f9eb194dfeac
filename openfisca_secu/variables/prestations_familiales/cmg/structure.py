"""Complément of the family that pays an association, a company or a micro-crèche (L531-6), and the whole complément."""

import numpy

from openfisca_secu.model_api import MONTH, Famille, Individu, Variable, articles, divide


class paje_cmg_structure_plafond_assistant_maternel(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Montant maximal du complément de structure pour l'enfant, chez un assistant maternel"
    reference = articles("L531-6", "D531-21", "D531-22")

    def formula_2015(individu, period, parameters):
        ceilings = parameters(period).prestations_familiales.cmg.structure.plafond
        return _child_ceiling(individu, period, parameters(period), ceilings.assistant_maternel)


class paje_cmg_structure_plafond_domicile_ou_micro_creche(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Montant maximal du complément de structure pour l'enfant, à domicile ou en micro-crèche"
    reference = articles("L531-6", "D531-21", "D531-22")

    def formula_2015(individu, period, parameters):
        ceilings = parameters(period).prestations_familiales.cmg.structure.plafond
        return _child_ceiling(individu, period, parameters(period), ceilings.domicile_ou_micro_creche)


class paje_cmg_structure_enfant_assez_garde(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant gardé assez d'heures dans le mois pour que le complément de structure soit dû"
    reference = articles("L531-6", "D531-21")
    documentation = "Seize heures jusqu'en août 2025. Des heures inconnues (zéro) sont réputées suffisantes."

    def formula(individu, period, parameters):
        minimum = parameters(period).prestations_familiales.cmg.structure.heures_minimales
        hours = individu("garde_structure_heures", period)
        return individu("paje_cmg_structure_enfant", period) & ((hours >= minimum) | (hours == 0))


class paje_cmg_micro_creche_depense_retenue(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Facture de micro-crèche qui ouvre droit au complément"
    reference = articles("L531-6", "D531-21")
    documentation = "Aucune au-dessus du tarif horaire maximal. Des heures inconnues (zéro) : tarif réputé respecté."

    def formula_2015(individu, period, parameters):
        ceiling = parameters(period).prestations_familiales.cmg.structure.tarif_horaire_maximal
        hours = individu("garde_structure_heures", period)
        spending = individu("garde_micro_creche_depense", period)
        return spending * ((spending <= ceiling * hours) | (hours == 0))


class paje_cmg_structure_avant_cumul(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Complément de structure, avant la limite du cumul avec l'emploi direct"
    reference = articles("L531-6", "D531-21")
    documentation = """
    85 % de la dépense, dans la limite d'un montant maximal par enfant (assistant maternel, micro-crèche) ou par famille
    (à domicile, celui du plus jeune enfant gardé). Avec plus d'un mode le même mois, il est fait masse des dépenses, et
    les maxima d'assistant maternel de chaque enfant gardé s'ajoutent (D531-21, V).
    """

    def formula_2015(famille, period, parameters):
        share = parameters(period).prestations_familiales.cmg.structure.part_maximale
        entitled = famille.members("paje_cmg_structure_enfant_assez_garde", period)
        childminder = entitled * famille.members("garde_structure_assistant_maternel_depense", period)
        nursery = entitled * famille.members("paje_cmg_micro_creche_depense_retenue", period)
        at_home = entitled & famille.members("garde_structure_domicile_enfant", period)
        home = famille.any(at_home) * famille("garde_structure_domicile_depense", period)
        low = famille.members("paje_cmg_structure_plafond_assistant_maternel", period)
        high = famille.members("paje_cmg_structure_plafond_domicile_ou_micro_creche", period)

        by_mode = (
            famille.sum(numpy.minimum(share * childminder, low))
            + famille.sum(numpy.minimum(share * nursery, high))
            + numpy.minimum(share * home, famille.max(high * at_home))
        )
        children, nurseries = famille.sum(childminder), famille.sum(nursery)
        kept = (childminder > 0) | (nursery > 0) | at_home
        mass = numpy.minimum(share * (children + nurseries + home), famille.sum(low * kept))
        modes = (children > 0).astype(int) + (nurseries > 0) + (home > 0)
        return numpy.where(modes > 1, mass, by_mode)


class paje_cmg_cumul_maximal(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Limite du cumul des compléments d'emploi direct et de structure"
    reference = articles("D531-23", "D531-21")
    documentation = """
    Somme des maxima d'assistant maternel (D531-21, III, 1° et IV) des enfants gardés de l'une ou l'autre façon ; si
    tous ne sont gardés qu'à domicile, le maximum par famille du 2°. Un enfant de plus de six ans n'a pas de maximum.
    """

    def formula_2015(famille, period):
        direct = famille.members("paje_cmg_emploi_direct_enfant", period)
        structure = famille.members("paje_cmg_structure_enfant_assez_garde", period)
        away = (direct & (famille.members("garde_assistant_maternel_salaire_net", period) > 0)) | (
            structure
            & (
                (famille.members("garde_structure_assistant_maternel_depense", period) > 0)
                | (famille.members("paje_cmg_micro_creche_depense_retenue", period) > 0)
            )
        )
        home = (direct & famille.members("garde_domicile_enfant", period)) | (
            structure & famille.members("garde_structure_domicile_enfant", period)
        )
        young = famille.members("paje_cmg_structure_enfant", period)
        low = famille.members("paje_cmg_structure_plafond_assistant_maternel", period)
        high = famille.members("paje_cmg_structure_plafond_domicile_ou_micro_creche", period)
        only_home = ~famille.any(away)
        return numpy.where(only_home, famille.max(high * (home & young)), famille.sum(low * ((away | home) & young)))


class paje_cmg_structure(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Complément de libre choix du mode de garde pour le recours à une structure"
    reference = articles("L531-6", "D531-21", "D531-23")
    documentation = """
    Avec un emploi direct le même mois, la part de rémunération de celui-ci et ce complément ne dépassent pas ensemble
    une limite : l'aide de l'emploi direct est servie d'abord. La part des cotisations n'est pas comptée dans ce cumul :
    le texte parle d'« aides », mot qu'il réserve à la part de rémunération (lecture).
    """
    set_input = divide

    def formula_2015(famille, period):
        direct = famille("paje_cmg_remuneration", period)
        aid = famille("paje_cmg_structure_avant_cumul", period)
        room = numpy.maximum(famille("paje_cmg_cumul_maximal", period) - direct, 0)
        within = numpy.where(direct > 0, numpy.minimum(aid, room), aid)
        return famille("paje_cmg_eligible", period) * within


class paje_cmg(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Complément de libre choix du mode de garde"
    reference = articles("L531-5", "L531-6")
    documentation = """
    Emploi direct (cotisations comprises) et structure. Les cotisations prises en charge sont versées à l'organisme de
    recouvrement, non à la famille : `paje_cmg_cotisations` les isole.
    """
    set_input = divide

    def formula(famille, period):
        return famille("paje_cmg_emploi_direct", period) + famille("paje_cmg_structure", period)


def _child_ceiling(individu, period, legislation, rates):
    """Rate of the bracket of resources, raised (D531-22), halved after three years (D531-21, IV)."""
    rate = rates.calc(individu("paje_cmg_tranche", period))
    raised = 1 + individu.famille("paje_cmg_majoration", period)
    return legislation.prestations_familiales.bmaf * rate * raised * individu("paje_cmg_part_enfant", period)
