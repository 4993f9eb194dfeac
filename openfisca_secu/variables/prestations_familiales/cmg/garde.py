"""What is known of child care: who looks after the child, how many hours, at what cost.

Three ways to describe it, from the most exact to the roughest:

1. the amounts of each mode of care (`garde_assistant_maternel_*` and `garde_micro_creche_*` by child,
   `garde_domicile_*` by family);
2. by child, `mode_de_garde`, `heures_de_garde` and `depense_garde_enfant`, from which the former are deduced;
3. the family's yearly `depense_garde_famille`, shared equally among the children whose mode is known; failing any
   spending, the hours at the median hourly cost.
"""

from openfisca_secu.model_api import MONTH, YEAR, Enum, Famille, Individu, Variable, articles, dispatch, divide


class TypesModeDeGarde(Enum):
    aucun = "Aucun, ou un mode sans complément (crèche, école, proches)"
    assistant_maternel = "Assistant maternel employé par la famille"
    garde_domicile = "Salarié à domicile employé par la famille"
    structure_assistant_maternel = "Assistant maternel employé par une association ou une entreprise"
    structure_domicile = "Salarié à domicile d'une association ou d'une entreprise"
    micro_creche = "Micro-crèche"


class mode_de_garde(Variable):
    value_type = Enum
    possible_values = TypesModeDeGarde
    default_value = TypesModeDeGarde.aucun
    entity = Individu
    definition_period = MONTH
    label = "Mode de garde principal de l'enfant, parmi ceux qui ouvrent droit au complément"
    set_input = dispatch


class heures_de_garde(Variable):
    value_type = float
    min_value = 0
    unit = "hour"
    entity = Individu
    definition_period = MONTH
    label = "Heures de garde de l'enfant dans le mois, dans son mode principal"
    documentation = "Zéro : durée inconnue ; les conditions d'heures et de tarif sont alors réputées remplies."
    set_input = divide


class depense_garde_famille(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = YEAR
    label = "Dépenses de garde de l'année, avant toute aide, hors cotisations sociales"
    documentation = """
    Salaires nets et indemnités versés, ou factures payées, avant le complément et le crédit d'impôt. Pour les enquêtes
    qui n'ont que ce total : il est partagé également, par mois et par enfant, entre les enfants dont `mode_de_garde`
    est donné.
    """


class depense_garde_enfant(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Dépense du mois pour la garde de l'enfant dans son mode principal, hors cotisations sociales"
    reference = articles("L531-5", "L531-6")
    documentation = "À défaut, part égale de `depense_garde_famille` (approximation)."
    set_input = divide

    def formula(individu, period):
        kept = individu("mode_de_garde", period) != TypesModeDeGarde.aucun
        children = individu.famille.sum(kept)
        spending = individu.famille("depense_garde_famille", period.this_year) / 12
        return kept * spending / (children + (children == 0))


class garde_assistant_maternel_salaire_net(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Salaire net du mois versé à l'assistant maternel pour la garde de l'enfant"
    reference = articles("L531-5")
    documentation = """
    Congés payés et autres éléments soumis à cotisations compris. À défaut, `depense_garde_enfant`, puis les heures de
    garde au coût horaire médian (approximation).
    """
    set_input = divide

    def formula(individu, period, parameters):
        employed = individu("mode_de_garde", period) == TypesModeDeGarde.assistant_maternel
        spending = individu("depense_garde_enfant", period)
        return employed * _or_median(
            spending, individu("heures_de_garde", period), parameters(period), "assistant_maternel"
        )


class garde_assistant_maternel_salaire_brut(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Salaire brut du mois de l'assistant maternel pour la garde de l'enfant"
    reference = articles("D531-17")
    documentation = "À défaut, le salaire net relevé des cotisations salariales d'une année récente (approximation)."
    set_input = divide

    def formula(individu, period, parameters):
        ratio = parameters(period).prestations_familiales.cmg.garde.approximations.salaire_brut_par_euro_net
        return individu("garde_assistant_maternel_salaire_net", period) * ratio


class garde_assistant_maternel_indemnites_entretien(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Indemnités d'entretien du mois versées à l'assistant maternel pour l'enfant"
    set_input = divide


class garde_assistant_maternel_frais_repas(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Frais de repas du mois versés à l'assistant maternel pour l'enfant"
    documentation = "Ne comptent que depuis septembre 2025 (D531-18, 1°)."
    set_input = divide


class garde_assistant_maternel_indemnites_hors_plafond(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part du salaire net faite de congés payés, de préavis ou d'indemnités de rupture (assistant maternel)"
    documentation = "Depuis le 31 décembre 2025, le plafond horaire ne les compte pas (L531-5, III, 6°)."
    set_input = divide


class garde_assistant_maternel_heures(Variable):
    value_type = float
    min_value = 0
    unit = "hour"
    entity = Individu
    definition_period = MONTH
    label = "Heures rémunérées dans le mois à l'assistant maternel pour l'enfant"
    reference = articles("D531-18")
    documentation = "Zéro : inconnues ; le plafond horaire est alors réputé respecté."
    set_input = divide

    def formula(individu, period):
        employed = individu("mode_de_garde", period) == TypesModeDeGarde.assistant_maternel
        return employed * individu("heures_de_garde", period)


class garde_assistant_maternel_jours(Variable):
    value_type = float
    min_value = 0
    max_value = 31
    unit = "day"
    entity = Individu
    definition_period = MONTH
    label = "Jours de garde de l'enfant par l'assistant maternel dans le mois"
    documentation = "Zéro : inconnus ; le salaire journalier maximal (avant septembre 2025) est alors réputé respecté."
    set_input = dispatch


class garde_assistant_maternel_cotisations(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisations et contributions du mois, patronales et salariales, pour la garde par l'assistant maternel"
    reference = articles("L531-5")
    documentation = "À défaut, le salaire net multiplié par leur poids constaté en 2025 (approximation)."
    set_input = divide

    def formula(individu, period, parameters):
        ratio = parameters(period).prestations_familiales.cmg.garde.approximations.cotisations_par_euro_net
        return individu("garde_assistant_maternel_salaire_net", period) * ratio


class garde_domicile_salaire_net(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Salaire net du mois versé par la famille au salarié qui garde ses enfants à domicile"
    reference = articles("L531-5")
    documentation = """
    Part de la famille quand la garde est partagée avec une autre. À défaut, dépenses des enfants dont c'est le mode de
    garde, puis les heures au coût horaire médian (approximation).
    """
    set_input = divide

    def formula(famille, period, parameters):
        employed = famille.members("mode_de_garde", period) == TypesModeDeGarde.garde_domicile
        spending = famille.sum(employed * famille.members("depense_garde_enfant", period))
        hours = famille("garde_domicile_heures", period)
        return _or_median(spending, hours, parameters(period), "garde_domicile")


class garde_domicile_indemnites_hors_plafond(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Part du salaire net faite de congés payés, de préavis ou d'indemnités de rupture (garde à domicile)"
    documentation = "Depuis le 31 décembre 2025, le plafond horaire ne les compte pas (L531-5, III, 6°)."
    set_input = divide


class garde_domicile_heures(Variable):
    value_type = float
    min_value = 0
    unit = "hour"
    entity = Famille
    definition_period = MONTH
    label = "Heures rémunérées dans le mois au salarié qui garde les enfants à domicile"
    reference = articles("D531-18")
    documentation = """
    Zéro : inconnues ; le plafond horaire est alors réputé respecté. À défaut, les plus longues heures de garde d'un
    enfant dont c'est le mode : le salarié garde les enfants ensemble.
    """
    set_input = divide

    def formula(famille, period):
        employed = famille.members("mode_de_garde", period) == TypesModeDeGarde.garde_domicile
        return famille.max(employed * famille.members("heures_de_garde", period))


class garde_domicile_cotisations(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Cotisations et contributions du mois, patronales et salariales, pour la garde à domicile"
    reference = articles("L531-5")
    documentation = """
    Avant la déduction par heure et la part prise en charge. À défaut, le salaire net multiplié par leur poids constaté
    en 2025 (approximation).
    """
    set_input = divide

    def formula(famille, period, parameters):
        ratio = parameters(period).prestations_familiales.cmg.garde.approximations.cotisations_par_euro_net
        return famille("garde_domicile_salaire_net", period) * ratio


class garde_domicile_deduction_cotisations(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Déduction forfaitaire patronale du mois pour la garde à domicile"
    reference = articles("L241-10")
    set_input = divide

    def formula(famille, period, parameters):
        law = parameters(period).cotisations.aide_domicile.deduction_forfaitaire
        overseas = famille.demandeur.menage("residence_dom", period)
        by_hour = law.outre_mer * overseas + law.hexagone * ~overseas
        return famille("garde_domicile_heures", period) * by_hour


class garde_domicile_enfant(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant gardé à domicile par un salarié de la famille"
    reference = articles("L531-5")
    documentation = """
    À défaut : c'est son mode de garde principal ou, quand la famille emploie un salarié à domicile, l'enfant n'a aucun
    autre mode de garde connu.
    """
    set_input = dispatch

    def formula(individu, period):
        mode = individu("mode_de_garde", period)
        employed = individu.famille("garde_domicile_salaire_net", period) > 0
        return (mode == TypesModeDeGarde.garde_domicile) | (employed & _no_known_care(individu, period))


class garde_structure_assistant_maternel_depense(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Facture du mois d'une association ou entreprise, pour la garde de l'enfant par un assistant maternel"
    reference = articles("L531-6")
    set_input = divide

    def formula(individu, period):
        kept = individu("mode_de_garde", period) == TypesModeDeGarde.structure_assistant_maternel
        return kept * individu("depense_garde_enfant", period)


class garde_micro_creche_depense(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Facture du mois de la micro-crèche pour l'enfant"
    reference = articles("L531-6")
    documentation = "Une micro-crèche qui reçoit un financement des caisses d'allocations familiales n'ouvre pas droit."
    set_input = divide

    def formula(individu, period):
        kept = individu("mode_de_garde", period) == TypesModeDeGarde.micro_creche
        return kept * individu("depense_garde_enfant", period)


class garde_structure_domicile_depense(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Facture du mois d'une association ou entreprise, pour la garde des enfants à domicile"
    reference = articles("L531-6")
    set_input = divide

    def formula(famille, period):
        kept = famille.members("mode_de_garde", period) == TypesModeDeGarde.structure_domicile
        return famille.sum(kept * famille.members("depense_garde_enfant", period))


class garde_structure_domicile_enfant(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant gardé à domicile par un salarié d'une association ou d'une entreprise"
    reference = articles("L531-6")
    documentation = """
    À défaut : c'est son mode de garde principal ou, quand la famille a une telle facture, l'enfant n'a aucun autre mode
    de garde connu.
    """
    set_input = dispatch

    def formula(individu, period):
        mode = individu("mode_de_garde", period)
        billed = individu.famille("garde_structure_domicile_depense", period) > 0
        return (mode == TypesModeDeGarde.structure_domicile) | (billed & _no_known_care(individu, period))


class garde_structure_heures(Variable):
    value_type = float
    min_value = 0
    unit = "hour"
    entity = Individu
    definition_period = MONTH
    label = "Heures de garde de l'enfant dans le mois par une association, une entreprise ou une micro-crèche"
    reference = articles("D531-21")
    documentation = "Zéro : inconnues ; le minimum d'heures et le tarif maximal sont alors réputés respectés."
    set_input = divide

    def formula(individu, period):
        mode = individu("mode_de_garde", period)
        kept = (
            (mode == TypesModeDeGarde.structure_assistant_maternel)
            | (mode == TypesModeDeGarde.structure_domicile)
            | (mode == TypesModeDeGarde.micro_creche)
        )
        return kept * individu("heures_de_garde", period)


class garde_heures_specifiques(Variable):
    value_type = float
    min_value = 0
    unit = "hour"
    entity = Famille
    definition_period = MONTH
    label = "Heures de garde du mois en horaires spécifiques de travail des parents"
    documentation = "Entre 22 heures et 6 heures, un dimanche ou un jour férié (D531-22, I)."
    set_input = divide


def _or_median(spending, hours, legislation, employee):
    """Spending where it is known, else hours at the median hourly cost, moved with the minimum wage."""
    median = legislation.prestations_familiales.cmg.garde.approximations.cout_horaire_median
    minimum_wage = legislation.cotisations.smic.horaire / median.smic
    return spending + (spending == 0) * hours * median[employee] * minimum_wage


def _no_known_care(individu, period):
    """True for a child of whom no mode of care is known that would keep it away from the one paid by the family."""
    elsewhere = (
        individu("garde_assistant_maternel_salaire_net", period)
        + individu("garde_structure_assistant_maternel_depense", period)
        + individu("garde_micro_creche_depense", period)
    )
    unknown = (individu("mode_de_garde", period) == TypesModeDeGarde.aucun) & (elsewhere == 0)
    return unknown & individu.has_role(Famille.ENFANT)
