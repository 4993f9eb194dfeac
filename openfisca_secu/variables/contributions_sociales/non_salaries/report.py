"""Deferral and spreading of what the self-employed owe, at the start and for a birth: L131-6-1, L131-6-1-1, R131-9."""

from datetime import date

import numpy

from openfisca_secu.dates import birthday, calendar_months_since, first_day, last_day
from openfisca_secu.model_api import ETERNITY, MONTH, YEAR, Individu, Variable, articles, divide
from openfisca_secu.self_employed import FAR_DATE, NO_DATE, is_given, years_of


class contributions_definitives_non_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Cotisations, CSG et CRDS définitives de l'indépendant au titre de l'année"
    reference = articles("L131-6-1", "L131-6-2", "L136-3")
    documentation = "Les cotisations sont celles qui sont données (`cotisations_non_salarie`)."

    def formula(individu, period):
        return sum(
            individu(name, period)
            for name in (
                "cotisations_non_salarie",
                "csg_deductible_non_salarie",
                "csg_imposable_non_salarie",
                "crds_non_salarie",
            )
        )


class report_debut_activite_demande(Variable):
    value_type = date
    default_value = NO_DATE
    entity = Individu
    definition_period = ETERNITY
    label = "Date de la demande de report des cotisations des douze premiers mois"
    reference = articles("L131-6-1", "R131-9")
    documentation = "Le 1er janvier 1880 : aucune demande."


class non_salarie_premier_versement(Variable):
    value_type = date
    default_value = FAR_DATE
    entity = Individu
    definition_period = ETERNITY
    label = "Date du premier versement de cotisations et contributions de l'indépendant"
    reference = articles("R131-9")


class report_debut_activite_precedent(Variable):
    value_type = date
    default_value = NO_DATE
    entity = Individu
    definition_period = ETERNITY
    label = "Début de l'activité précédente pour laquelle le report ou l'étalement a été obtenu"
    reference = articles("L131-6-1")
    documentation = "Le 1er janvier 1880 : aucune."


class debut_activite_ouvre_report(Variable):
    value_type = bool
    entity = Individu
    definition_period = YEAR
    label = "Création ou reprise d'entreprise qui peut ouvrir droit au report et à l'étalement"
    reference = articles("L131-6-1", "R131-3")
    documentation = """
    Non agricole, hors régime micro-social, sans qu'il s'agisse d'un changement des conditions d'exercice, et sans
    bénéfice dans les cinq années qui précèdent.
    """

    def formula_2015(individu, period, parameters):
        law = parameters(period).contributions_sociales.non_salaries.report.debut_activite
        start = individu("non_salarie_debut_activite", period)
        genuine = individu("non_salarie_debut_retenu", period) == start
        before = individu("report_debut_activite_precedent", period)
        rare = start.astype("datetime64[D]") >= birthday(before, int(law.annees_entre_deux))
        elsewhere = individu("regime_micro_social", period) | individu("exploitant_ou_cotisant_agricole", period)
        return genuine & rare & ~elsewhere


class report_debut_activite(Variable):
    value_type = bool
    entity = Individu
    definition_period = YEAR
    label = "Bénéficie du report des cotisations et contributions des douze premiers mois"
    reference = articles("L131-6-1", "R131-9")

    def formula_2015(individu, period, parameters):
        days = int(parameters(period).contributions_sociales.non_salaries.report.debut_activite.jours_demande)
        asked = individu("report_debut_activite_demande", period).astype("datetime64[D]")
        start = individu("non_salarie_debut_activite", period).astype("datetime64[D]")
        in_time = (asked <= start + days) & (asked < individu("non_salarie_premier_versement", period))
        return individu("debut_activite_ouvre_report", period) & in_time & is_given(asked)


class part_douze_premiers_mois(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = YEAR
    label = "Part des cotisations de l'exercice qui se rapporte aux douze premiers mois d'activité"
    reference = articles("L131-6-1", "R131-9")
    documentation = """
    Rapport des mois qui ouvrent droit au bénéfice aux mois de l'exercice, réputé être l'année civile ; un mois commencé
    compte entier.
    """

    def formula_2015(individu, period, parameters):
        length = int(parameters(period).contributions_sociales.non_salaries.report.debut_activite.mois)
        start = individu("non_salarie_debut_activite", period)
        # calendar months from the start to January: how many have gone before this year, less than none if it is later
        gone = calendar_months_since(start, period)
        of_exercise = numpy.clip(12 + gone, 0, 12)
        entitled = numpy.clip(numpy.minimum(length - gone, of_exercise), 0, None)
        return numpy.divide(entitled, of_exercise, out=numpy.zeros(individu.count), where=of_exercise > 0)


class cotisations_reportees_debut_activite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Cotisations et contributions de l'année non exigées pendant les douze premiers mois"
    reference = articles("L131-6-1", "R131-9")
    documentation = """
    Montants définitifs. Sans étalement, elles sont exigibles avec les cotisations définitives suivantes. Aucune
    majoration de retard.
    """

    def formula_2015(individu, period):
        due = individu("contributions_definitives_non_salarie", period)
        return individu("report_debut_activite", period) * individu("part_douze_premiers_mois", period) * due


class etalement_demande(Variable):
    value_type = date
    default_value = NO_DATE
    entity = Individu
    definition_period = ETERNITY
    label = "Date de la demande d'étalement des cotisations définitives des douze premiers mois"
    reference = articles("L131-6-1", "R131-9")
    documentation = "Le 1er janvier 1880 : aucune demande."


class declaration_revenus_premiere_annee(Variable):
    value_type = date
    default_value = FAR_DATE
    entity = Individu
    definition_period = ETERNITY
    label = "Date de la déclaration des revenus de l'année du début d'activité"
    reference = articles("R131-9")


class etalement_annees_demandees(Variable):
    value_type = int
    default_value = 1
    min_value = 1
    entity = Individu
    definition_period = ETERNITY
    label = "Nombre de fractions annuelles demandées pour l'étalement"
    reference = articles("L131-6-1")


class etalement_debut_activite(Variable):
    value_type = bool
    entity = Individu
    definition_period = YEAR
    label = "Bénéficie de l'étalement des cotisations définitives des douze premiers mois"
    reference = articles("L131-6-1", "R131-9")

    def formula_2015(individu, period):
        asked = individu("etalement_demande", period)
        in_time = asked <= individu("declaration_revenus_premiere_annee", period)
        return individu("debut_activite_ouvre_report", period) & is_given(asked) & in_time


class etalement_date_limite_cessation(Variable):
    value_type = date
    entity = Individu
    definition_period = YEAR
    label = "Date limite de paiement de ce qui reste dû d'un report ou d'un étalement, après la cessation d'activité"
    reference = articles("R131-9")

    def formula_2015(individu, period, parameters):
        days = int(parameters(period).contributions_sociales.non_salaries.report.debut_activite.jours_apres_cessation)
        return individu("non_salarie_cessation_activite", period).astype("datetime64[D]") + days


class etalement_fraction_exigible(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Fraction exigible dans l'année des cotisations étalées du début d'activité"
    reference = articles("L131-6-1", "R131-9")
    documentation = """
    Fractions égales, cinq au plus, chacune d'au moins 20 % du total, depuis l'année qui suit celle du début d'activité,
    où ses cotisations sont régularisées ; après la cessation, le solde. Le total comprend la part de la deuxième année
    civile, quoiqu'elle ne soit connue qu'un an plus tard.
    """

    def formula_2015(individu, period, parameters):
        law = parameters(period).contributions_sociales.non_salaries.report.debut_activite
        longest = int(law.annees_etalement)
        count = numpy.clip(individu("etalement_annees_demandees", period), 1, longest)
        share = numpy.maximum(1 / count, law.fraction_minimale)
        first = years_of(individu("non_salarie_debut_activite", period))
        settled = years_of(individu("etalement_date_limite_cessation", period))
        elapsed = period.start.year - first
        total = numpy.zeros(individu.count)
        for back in range(longest + 1):
            year = period.offset(-back, "year")
            due = individu("contributions_definitives_non_salarie", year) * individu("part_douze_premiers_mois", year)
            total = total + due * individu("etalement_debut_activite", year) * (year.start.year - first <= 1)
        before = numpy.clip(share * (elapsed - 1), 0, 1)
        ordinary = numpy.clip(share * elapsed, 0, 1) - before
        left = 1 - before
        this_year = period.start.year
        return total * numpy.select([this_year < settled, this_year == settled], [ordinary, left], default=0)


class conge_naissance_indemnise_debut(Variable):
    value_type = date
    default_value = NO_DATE
    entity = Individu
    definition_period = ETERNITY
    label = "Premier jour indemnisé d'un congé de maternité ou d'adoption de l'indépendant"
    reference = articles("L131-6-1-1")
    documentation = """
    Indemnité journalière du 2° du I ou du III de l'article L623-1, ou du code rural : non celle du congé de paternité,
    au II de L623-1. Le 1er janvier 1880 : sans objet.
    """


class conge_naissance_indemnise_fin(Variable):
    value_type = date
    default_value = NO_DATE
    entity = Individu
    definition_period = ETERNITY
    label = "Dernier jour indemnisé d'un congé de maternité ou d'adoption de l'indépendant"
    reference = articles("L131-6-1-1")


class echelonnement_conge_naissance_mois(Variable):
    value_type = int
    min_value = 0
    entity = Individu
    definition_period = ETERNITY
    label = "Mois demandés pour payer les cotisations reportées pendant le congé"
    reference = articles("L131-6-1-1")
    documentation = "Zéro : aucun plan de paiement."


class echelonnement_circonstances_exceptionnelles(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Le directeur de l'organisme porte la durée du plan à vingt-quatre mois au plus"
    reference = articles("L131-6-1-1")


class cotisations_mensuelles_appelees(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisations et contributions de l'indépendant appelées au titre du mois"
    reference = articles("L131-6-1-1", "L131-6-2")
    documentation = """
    À défaut, un douzième de celles de l'année, où la CSG et la CRDS sont provisionnelles et recalculées, et la
    régularisation de l'année précédente comprise.
    """
    set_input = divide

    def formula_2016(individu, period):
        year = period.this_year
        return (individu("cotisations_non_salarie", year) + individu("csg_crds_appelees_non_salarie", year)) / 12


class cotisations_reportees_conge_naissance(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisations et contributions du mois reportées pendant un congé indemnisé"
    reference = articles("L131-6-1-1")
    documentation = """
    Indépendants non agricoles hors régime micro-social, et non-salariés agricoles ; un mois compte si le congé en
    indemnise un jour. Ni majoration ni pénalité de retard.
    """

    def formula_2020(individu, period):
        started = individu("conge_naissance_indemnise_debut", period).astype("datetime64[D]")
        ended = individu("conge_naissance_indemnise_fin", period).astype("datetime64[D]")
        on_leave = (started <= last_day(period)) & (ended >= first_day(period))
        entitled = ~individu("regime_micro_social", period.this_year)
        return entitled * on_leave * individu("cotisations_mensuelles_appelees", period)


class echelonnement_conge_naissance_mensualite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Mensualité du plan de paiement des cotisations reportées pendant un congé indemnisé"
    reference = articles("L131-6-1-1")
    documentation = """
    Mensualités égales, dès le mois qui suit le congé ; douze au plus, vingt-quatre dans des circonstances
    exceptionnelles. Les reports d'un congé de plus d'un an n'y sont comptés que pour ses douze derniers mois.
    """

    def formula_2020(individu, period, parameters):
        law = parameters(period).contributions_sociales.non_salaries.report.conge_naissance
        exceptional = individu("echelonnement_circonstances_exceptionnelles", period)
        longest = numpy.where(exceptional, law.mois_exceptionnels, law.mois)
        months = numpy.minimum(individu("echelonnement_conge_naissance_mois", period), longest)
        since = calendar_months_since(individu("conge_naissance_indemnise_fin", period), period)
        deferred = numpy.zeros(individu.count)
        for back in range(1, int(law.mois_exceptionnels) + 12 + 1):
            month = period.offset(-back, "month")
            amount = individu("cotisations_reportees_conge_naissance", month)
            deferred = deferred + amount * ((back >= since) & (back < since + 12))
        repaid = (since >= 1) & (since <= months)
        return repaid * deferred / numpy.maximum(months, 1)
