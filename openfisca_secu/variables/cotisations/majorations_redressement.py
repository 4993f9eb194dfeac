"""Increases and penalties of what a control reassesses (L243-7-2, L243-7-6, L243-7-7, L243-12-1, R243-17)."""

import numpy

from openfisca_secu.model_api import MONTH, Enum, Individu, Variable, articles


class TypesTravailDissimule(Enum):
    aucun = "Pas de travail dissimulé constaté"
    simple = "Travail dissimulé, cas général"
    aggrave = "Travail dissimulé d'un mineur, d'une personne vulnérable ou en bande organisée"


class TypesCotisantControle(Enum):
    employeur = "Employeur"
    particulier_employeur = "Particulier employeur"
    independant = "Travailleur indépendant, pour ses cotisations personnelles"


class redressement_montant(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Supplément de cotisations établi à l'issue d'un contrôle, notifié dans le mois"
    reference = articles("R243-17")


class redressement_retard_mois(Variable):
    value_type = int
    min_value = 0
    unit = "month"
    entity = Individu
    definition_period = MONTH
    label = "Mois ou fractions de mois écoulés depuis le 1er février de l'année qui suit celle régularisée"
    reference = articles("R243-17")
    documentation = (
        "Sans la période qui va de la fin du contradictoire à une mise en demeure tardive (R243-17, dernier alinéa)."
    )


class redressement_delai_paiement(Variable):
    value_type = int
    min_value = 0
    unit = "day"
    entity = Individu
    definition_period = MONTH
    label = "Jours entre la mise en demeure et le paiement intégral du redressement (0 : impayé ; le jour même : 1)"
    reference = articles("R243-17", "L243-7-7")


class redressement_plan_accepte(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Plan d'échelonnement présenté dans les trente jours de la mise en demeure et accepté"
    reference = articles("L243-7-7")


class redressement_sanctionne(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = (
        "Pénalité ou majoration d'abus de droit, de manquement réitéré, de travail dissimulé ou d'obstacle à contrôle"
    )
    reference = articles("R243-17")


class majorations_retard_redressement(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Majorations de retard du supplément établi à l'issue d'un contrôle"
    reference = articles("R243-16", "R243-17")
    documentation = """
    Le mois est celui de la notification. Le taux réduit vaut pour le supplément lui-même, non pour les pénalités et
    majorations de redressement, qui restent hors de ce calcul.
    """

    def formula_2020_04(individu, period, parameters):
        law = parameters(period).cotisations
        rates = law.majorations_retard.majoration
        rule = law.majorations_redressement
        extra = individu("redressement_montant", period)
        large = extra >= rule.seuil_redressement * law.plafond_securite_sociale.annuel
        initial = rates.initiale * (large | individu("redressement_sanctionne", period))
        days = individu("redressement_delai_paiement", period)
        in_time = (days > 0) & (days <= rule.delai_mise_en_demeure)
        monthly = numpy.where(in_time, rule.complementaire_reduite, rates.complementaire)
        return extra * (initial + monthly * individu("redressement_retard_mois", period))


class redressement_abus_de_droit(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisations et contributions dues à la suite d'un abus de droit"
    reference = articles("L243-7-2")


class penalite_abus_de_droit(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pénalité d'abus de droit"
    reference = articles("L243-7-2")

    def formula_2019(individu, period, parameters):
        rule = parameters(period).cotisations.majorations_redressement
        return rule.abus_de_droit * individu("redressement_abus_de_droit", period)


class redressement_manquement_reitere(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part du redressement qui résulte d'un manquement déjà notifié depuis moins de six ans"
    reference = articles("L243-7-6", "R243-18")


class majoration_absence_mise_en_conformite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Majoration du redressement pour absence de mise en conformité"
    reference = articles("L243-7-6", "R243-18")

    def formula_2020(individu, period, parameters):
        rule = parameters(period).cotisations.majorations_redressement
        return rule.absence_mise_en_conformite * individu("redressement_manquement_reitere", period)


class redressement_travail_dissimule(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Redressement de cotisations pour travail dissimulé"
    reference = articles("L243-7-7")


class travail_dissimule_type(Variable):
    value_type = Enum
    possible_values = TypesTravailDissimule
    default_value = TypesTravailDissimule.aucun
    entity = Individu
    definition_period = MONTH
    label = "Travail dissimulé dont résulte le redressement"
    reference = articles("L243-7-7")


class travail_dissimule_precedent(Variable):
    value_type = Enum
    possible_values = TypesTravailDissimule
    default_value = TypesTravailDissimule.aucun
    entity = Individu
    definition_period = MONTH
    label = "Travail dissimulé constaté et redressé dans les cinq ans précédents"
    reference = articles("L243-7-7")


class majoration_travail_dissimule(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Majoration du redressement pour travail dissimulé"
    reference = articles("L243-7-7")
    documentation = """
    Le mois est celui où la procédure est engagée. En récidive, le taux dépend de la première constatation seule, à la
    lettre ; une première constatation majorée de 25 % ou de 40 % est comptée comme celle de 35 % ou de 50 % que le
    texte nomme depuis le 1er juin 2026.
    """

    def formula_2019(individu, period, parameters):
        law = parameters(period).cotisations.majorations_redressement
        rule = law.travail_dissimule
        kind = individu("travail_dissimule_type", period)
        former = individu("travail_dissimule_precedent", period)
        days = individu("redressement_delai_paiement", period)
        paid = (days > 0) & (days <= law.delai_mise_en_demeure)
        reduction = rule.reduction * (paid | individu("redressement_plan_accepte", period))
        rate = numpy.select(
            [
                kind == TypesTravailDissimule.aucun,
                former == TypesTravailDissimule.simple,
                former == TypesTravailDissimule.aggrave,
                kind == TypesTravailDissimule.simple,
            ],
            [0, rule.recidive_simple, rule.recidive_aggrave, rule.simple - reduction],
            rule.aggrave - reduction,
        )
        return rate * individu("redressement_travail_dissimule", period)


class obstacle_controle(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Obstacle à contrôle constaté dans le mois"
    reference = articles("L243-12-1")


class obstacle_controle_reitere(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Nouvel obstacle dans les cinq ans qui suivent une pénalité définitive"
    reference = articles("L243-12-1")


class obstacle_controle_cotisant(Variable):
    value_type = Enum
    possible_values = TypesCotisantControle
    default_value = TypesCotisantControle.employeur
    entity = Individu
    definition_period = MONTH
    label = "Qualité de celui qui fait obstacle au contrôle"
    reference = articles("L243-12-1")


class obstacle_controle_salaries(Variable):
    value_type = int
    min_value = 0
    entity = Individu
    definition_period = MONTH
    label = "Salariés de l'employeur qui fait obstacle au contrôle"
    reference = articles("L243-12-1")


class penalite_obstacle_controle_maximale(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pénalité maximale d'un obstacle à contrôle"
    reference = articles("L243-12-1")
    documentation = """
    Le directeur en fixe le montant, dans cette limite, selon les circonstances et la gravité du manquement.
    """

    def formula_2017(individu, period, parameters):
        rule = parameters(period).cotisations.majorations_redressement.obstacle
        kind = individu("obstacle_controle_cotisant", period)
        staff = rule.employeur_par_salarie * individu("obstacle_controle_salaries", period)
        limit = numpy.select(
            [kind == TypesCotisantControle.particulier_employeur, kind == TypesCotisantControle.independant],
            [rule.particulier_employeur, rule.independant],
            numpy.minimum(staff, rule.employeur),
        )
        again = individu("obstacle_controle_reitere", period)
        return individu("obstacle_controle", period) * limit * numpy.where(again, 2, 1)
