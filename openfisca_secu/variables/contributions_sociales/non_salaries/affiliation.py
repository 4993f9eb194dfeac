"""Who is self-employed and since when: L136-3, L136-4, R131-3, R131-3-1, R131-10."""

from datetime import date

import numpy

from openfisca_secu.dates import first_day, last_day
from openfisca_secu.model_api import ETERNITY, YEAR, Enum, Individu, Variable, articles, dispatch
from openfisca_secu.self_employed import NO_DATE, is_given, overlap_in_days, years_of


class TypesCategorieNonSalarie(Enum):
    non_pertinent = "Sans objet, ou non renseignée : règles des non agricoles"
    artisan = "Artisan"
    commercant = "Commerçant ou industriel"
    profession_liberale = "Profession libérale"
    exploitant_agricole = "Chef d'exploitation ou d'entreprise agricole"
    cotisant_solidarite = "Redevable de la cotisation de solidarité agricole"


class categorie_non_salarie(Variable):
    value_type = Enum
    possible_values = TypesCategorieNonSalarie
    default_value = TypesCategorieNonSalarie.non_pertinent
    entity = Individu
    definition_period = YEAR
    label = "Catégorie du travailleur indépendant"
    reference = articles("L136-3", "L136-4")
    documentation = "Une seule par personne : celle de l'activité principale pour qui en a plusieurs."
    set_input = dispatch


class exploitant_ou_cotisant_agricole(Variable):
    value_type = bool
    entity = Individu
    definition_period = YEAR
    label = "Travailleur indépendant agricole"
    reference = articles("L136-4")
    set_input = dispatch

    def formula(individu, period):
        category = individu("categorie_non_salarie", period)
        types = category.possible_values
        return (category == types.exploitant_agricole) | (category == types.cotisant_solidarite)


class regime_micro_social(Variable):
    value_type = bool
    entity = Individu
    definition_period = YEAR
    label = "Relève du régime micro-social : cotisations et contributions au taux global sur le chiffre d'affaires"
    reference = articles("L136-3", "L131-6")
    documentation = """
    Ses bénéfices n'entrent alors ni dans l'assiette de la CSG ni dans celle des cotisations : le taux global les
    comprend.
    """
    set_input = dispatch


class non_salarie_debut_activite(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Individu
    definition_period = ETERNITY
    label = "Date de début de l'activité indépendante"
    reference = articles("R131-3")
    documentation = "La dernière, si l'activité a cessé puis repris. À défaut, une activité ancienne."


class non_salarie_cessation_activite(Variable):
    value_type = date
    default_value = date(2099, 12, 31)
    entity = Individu
    definition_period = ETERNITY
    label = "Dernier jour de l'activité indépendante"


class non_salarie_debut_precedent(Variable):
    value_type = date
    default_value = NO_DATE
    entity = Individu
    definition_period = ETERNITY
    label = "Date de début de l'activité indépendante précédente"
    reference = articles("R131-3")
    documentation = "Le 1er janvier 1880 : aucune."


class non_salarie_cessation_precedente(Variable):
    value_type = date
    default_value = NO_DATE
    entity = Individu
    definition_period = ETERNITY
    label = "Dernier jour de l'activité indépendante précédente"
    reference = articles("R131-3")
    documentation = "Le 1er janvier 1880 : aucune."


class non_salarie_simple_changement(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "L'activité continue la précédente : seuls ses conditions d'exercice ou son lieu ont changé"
    reference = articles("R131-3")


class conjoint_survivant_date_deces(Variable):
    value_type = date
    default_value = NO_DATE
    entity = Individu
    definition_period = ETERNITY
    label = "Date du décès du conjoint dont la personne poursuit l'exploitation"
    reference = articles("R131-10")
    documentation = "Le 1er janvier 1880 : sans objet."


class non_salarie_debut_affiliation(Variable):
    value_type = date
    entity = Individu
    definition_period = YEAR
    label = "Date à partir de laquelle les cotisations sont calculées dans les conditions propres à la personne"
    reference = articles("R131-10")
    documentation = """
    Le début de l'activité ; pour le conjoint survivant qui poursuit l'exploitation, le premier jour du trimestre civil
    qui suit celui du décès.
    """

    def formula(individu, period, parameters):
        months = parameters(period).contributions_sociales.non_salaries.affiliation.mois_du_trimestre
        death = individu("conjoint_survivant_date_deces", period).astype("datetime64[M]")
        quarter = death.astype(numpy.int64) // int(months)
        following = ((quarter + 1) * int(months)).astype("datetime64[M]").astype("datetime64[D]")
        start = individu("non_salarie_debut_activite", period).astype("datetime64[D]")
        return numpy.where(is_given(death), following, start)


class non_salarie_debut_retenu(Variable):
    value_type = date
    entity = Individu
    definition_period = YEAR
    label = "Date de début d'activité au sens de l'article R131-3"
    reference = articles("R131-3")
    documentation = """
    Celle de l'activité précédente si celle-ci a cessé la même année ou l'année d'avant, ou si seuls les conditions ou
    le lieu d'exercice ont changé.
    """

    def formula(individu, period, parameters):
        delay = parameters(period).contributions_sociales.non_salaries.affiliation.annees_avant_reprise
        start = individu("non_salarie_debut_affiliation", period)
        stopped = individu("non_salarie_cessation_precedente", period)
        soon = years_of(start) - years_of(stopped) <= delay
        continued = soon | individu("non_salarie_simple_changement", period)
        before = is_given(individu("non_salarie_debut_precedent", period))
        not_yet = start.astype("datetime64[D]") > last_day(period)
        earlier = individu("non_salarie_debut_precedent", period)
        return numpy.where(before & (continued | not_yet), earlier, start)


class non_salarie_rang_annee(Variable):
    value_type = int
    entity = Individu
    definition_period = YEAR
    label = "Rang de l'année civile dans l'activité : 1 pour celle du début, zéro ou moins avant"
    reference = articles("R131-2-1", "R131-3")

    def formula(individu, period):
        return period.start.year - years_of(individu("non_salarie_debut_retenu", period)) + 1


class non_salarie_part_annee(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = YEAR
    label = "Part de l'année passée en affiliation, en jours"
    reference = articles("R131-3-1", "R613-17")

    def formula(individu, period):
        """The days of the activity, and those of the former one that was stopped or that it continues."""
        first, last = first_day(period), last_day(period)
        start = individu("non_salarie_debut_affiliation", period).astype("datetime64[D]")
        end = individu("non_salarie_cessation_activite", period).astype("datetime64[D]")
        former_start = individu("non_salarie_debut_precedent", period).astype("datetime64[D]")
        stopped = individu("non_salarie_cessation_precedente", period).astype("datetime64[D]")
        eve = start - numpy.timedelta64(1, "D")
        former_end = numpy.where(individu("non_salarie_simple_changement", period), eve, numpy.minimum(stopped, eve))
        days = overlap_in_days(start, end, first, last) + overlap_in_days(former_start, former_end, first, last)
        return days / period.size_in_days


class cotisations_annuelles_conjoint_decede(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Cotisations et contributions de l'année entière qu'aurait dues le conjoint décédé"
    reference = articles("R131-10")


class cotisations_trimestre_deces(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Cotisations du conjoint décédé dues par le survivant au titre du trimestre du décès"
    reference = articles("R131-10")
    documentation = "Le quart de celles de l'année, dues annuellement (L131-6-2)."

    def formula(individu, period, parameters):
        months = parameters(period).contributions_sociales.non_salaries.affiliation.mois_du_trimestre
        this_year = years_of(individu("conjoint_survivant_date_deces", period)) == period.start.year
        return this_year * individu("cotisations_annuelles_conjoint_decede", period) * months / 12
