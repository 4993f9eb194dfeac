"""Children for whom the prestation d'accueil du jeune enfant is due: born, expected, adopted (L531-1)."""

from datetime import date

from numpy import where

from openfisca_secu.dates import MONTHS_PER_YEAR, calendar_months_since, first_day, month_number
from openfisca_secu.model_api import ETERNITY, MONTH, Famille, Individu, Variable, articles
from openfisca_secu.paje import NOT_GIVEN, month_numbers, pregnancy_month_zero


class date_adoption(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Individu
    definition_period = ETERNITY
    label = "Date d'arrivée au foyer de l'enfant adopté ou confié en vue d'adoption (1er janvier 1970 : aucune)"
    documentation = """
    L'adoption doit remplir les conditions de l'article L512-4 (jugement français, enfant confié par l'aide sociale à
    l'enfance ou un organisme autorisé, agrément et autorisation d'entrée pour une adoption à l'étranger).
    L'adoption de l'enfant du conjoint n'en est pas une.
    """


class date_debut_grossesse(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Individu
    definition_period = ETERNITY
    label = "Date de début de la grossesse dont l'enfant est ou sera né (1er janvier 1970 : non donnée)"
    documentation = """
    Non donnée, la grossesse est présumée débuter neuf mois civils avant `date_naissance`. Un enfant attendu est une
    personne de la famille dont la date de naissance est à venir.
    """


class date_declaration_grossesse(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Individu
    definition_period = ETERNITY
    label = "Date de déclaration de la grossesse à la caisse (1er janvier 1970 : non donnée)"
    documentation = "Non donnée, trois mois civils après le début. Ne compte que pour les naissances de 2015."


class premier_examen_prenatal(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = ETERNITY
    label = "Le premier examen prénatal obligatoire de la mère a été passé (à donner pour l'enfant)"
    reference = articles("L533-1")


class paje_date_reference(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Individu
    definition_period = ETERNITY
    label = "Date de naissance, ou d'arrivée au foyer de l'enfant adopté"
    reference = articles("L531-3", "L531-4")

    def formula(individu, period):
        arrival = individu("date_adoption", period)
        return where(arrival == NOT_GIVEN, individu("date_naissance", period), arrival)


class paje_enfant_decede_maintenu(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant décédé avant 2022, au titre duquel la prestation d'accueil du jeune enfant est encore maintenue"
    reference = articles("L531-1")
    documentation = """
    Trois mois, par un article abrogé en 2022 (L. 531-10) dont le texte n'est pas tenu. Les décès depuis 2022 relèvent
    de L552-7, comme pour les autres prestations : `prestations_familiales_enfant_a_charge` en tient compte.
    """

    def formula_2004(individu, period, parameters):
        law = parameters(period).prestations_familiales
        death = individu("date_deces", period)
        since_death = calendar_months_since(death, period)
        young = individu("mois_depuis_naissance", period) < MONTHS_PER_YEAR * law.enfant_a_charge.age_limite
        old_rule = month_numbers(death) < month_numbers(law.paje.enfants.fin_maintien_propre)
        maintained = (since_death >= 0) & (since_death <= law.paje.enfants.mois_maintien_deces)
        return individu.has_role(Famille.ENFANT) & young & old_rule & maintained


class paje_enfant_compte(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant né que la prestation d'accueil du jeune enfant compte à charge"
    reference = articles("L512-3", "L552-7", "R532-1")

    def formula_2004(individu, period):
        """From the month after the birth or the arrival (R532-1, 3°); a child not adopted arrived long ago (1970)."""
        arrived = calendar_months_since(individu("date_adoption", period), period) > 0
        born = individu("mois_depuis_naissance", period) > 0
        alive_at_birth = individu("date_deces", period) >= individu("date_naissance", period)
        dependent = individu("prestations_familiales_enfant_a_charge", period)
        dependent = dependent | individu("paje_enfant_decede_maintenu", period)
        return arrived & born & alive_at_birth & dependent


class paje_mois_examen_grossesse(Variable):
    value_type = int
    unit = "month"
    entity = Individu
    definition_period = MONTH
    label = "Mois au premier jour duquel la situation est appréciée pour la prime à la naissance (de janvier 1970)"
    reference = articles("R531-1")

    def formula(individu, period, parameters):
        """The calendar month after the one in which the fifth month of pregnancy ends."""
        pregnancy = parameters(period).prestations_familiales.paje.enfants.grossesse
        start = individu("date_debut_grossesse", period)
        birth = individu("date_naissance", period)
        return pregnancy_month_zero(start, birth, pregnancy.duree_presumee) + pregnancy.mois_examen + 1


class paje_enfant_a_naitre(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant à naître compté dans les plafonds de la prestation d'accueil du jeune enfant"
    reference = articles("L531-2", "L531-3", "R531-1")
    documentation = """
    L531-3 fait varier le plafond de l'allocation de base, comme celui de la prime, avec les enfants « nés ou à
    naître », sans dire à partir de quand : ici dès le mois où la prime fait apprécier la situation (R531-1).
    """

    def formula(individu, period):
        expected = individu("mois_depuis_naissance", period) <= 0
        examined = individu("paje_mois_examen_grossesse", period) <= month_number(period)
        alive = individu("date_deces", period) >= first_day(period)
        adopted = individu("date_adoption", period) != NOT_GIVEN
        return individu.has_role(Famille.ENFANT) & expected & examined & alive & ~adopted


class paje_nombre_enfants(Variable):
    value_type = int
    entity = Famille
    definition_period = MONTH
    label = "Nombre d'enfants nés ou à naître dont dépendent les plafonds de la prestation d'accueil du jeune enfant"
    reference = articles("L531-2", "L531-3", "R531-1")

    def formula(famille, period):
        born = famille.members("paje_enfant_compte", period)
        return famille.sum(born | famille.members("paje_enfant_a_naitre", period))
