"""Start of activity of a company director who is treated as an employee (ACRE): L131-6-4, D131-6-1."""

from datetime import date

import numpy

from openfisca_secu.dates import as_number, first_day, last_day, months_later
from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch
from openfisca_secu.once import once
from openfisca_secu.regularisation import months_to_date, plus

EMPLOYEE = ("vieillesse_plafonnee_salarie", "vieillesse_deplafonnee_salarie", "mmid_salarie")


class acre_debut_activite(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Individu
    definition_period = MONTH
    label = "Début de l'activité créée ou reprise, au titre de laquelle est accordée l'exonération de début d'activité"
    reference = articles("L131-6-4", "D131-6-1", "D131-6-4")
    documentation = """
    À donner pour une personne qui y a droit : contrôle effectif de la société, depuis 2026 situation de l'article
    L5141-1 du code du travail ou implantation en zone France ruralités revitalisation, demande dans le délai, pas
    d'exonération pour une activité antérieure depuis trois ans. À défaut, aucune exonération.
    """
    set_input = dispatch


class beneficiaire_acre(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Mois de l'exonération de début d'activité (ACRE)"
    reference = articles("L131-6-4", "D131-6-1")
    documentation = "Douze mois à compter du début d'activité, comptés par mois civils entiers depuis celui-ci."
    set_input = dispatch

    def formula_2019(individu, period, parameters):
        duration = parameters(period).cotisations.acre_salaries.duree
        began = individu("acre_debut_activite", period).astype("datetime64[D]")
        ends = months_later(began.astype("datetime64[M]").astype("datetime64[D]"), duration)
        return (began <= last_day(period)) & (first_day(period) < ends)


class cotisations_exonerables_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisations salariales d'assurance maladie et de vieillesse de base"
    reference = articles("L131-6-4", "D131-6-1")
    documentation = "Sans le régime local d'Alsace-Moselle."

    def formula(individu, period):
        due = sum(individu(name, period) for name in EMPLOYEE)
        return due - individu("cotisation_regime_local_alsace_moselle", period)


class exoneration_acre_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Exonération de début d'activité (ACRE) d'un dirigeant assimilé salarié, cotisations patronales"
    reference = articles("L131-6-4", "D131-6-1")
    documentation = """
    Totale, ou du quart pour une activité créée depuis 2026, jusqu'aux trois quarts du plafond annuel ; puis
    décroissante, nulle au plafond. Le plafond est celui de janvier, à proportion des mois d'exonération dans l'année ;
    les mois de l'année s'additionnent. Sans objet avant 2019 : le régime antérieur n'est pas calculé.
    """

    def formula_2019(individu, period, parameters):
        return _exemption(individu, period, parameters, "cotisations_exonerables_securite_sociale")


class exoneration_acre_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Exonération de début d'activité (ACRE) d'un dirigeant assimilé salarié, cotisations salariales"
    reference = articles("L131-6-4", "D131-6-1")
    documentation = "Comme `exoneration_acre_employeur`."

    def formula_2019(individu, period, parameters):
        return _exemption(individu, period, parameters, "cotisations_exonerables_salarie")


def _exemption(individu, period, parameters, contributions):
    """The month's part of the exemption of the months of the year to date.

    Between the two thresholds the decree has E / (full - start) x (ceiling - pay), E being what is due at the lower
    one: contributions are proportional to pay up to the ceiling, so that E is what is due on the pay, times the ratio
    of the lower threshold to the pay.
    """
    law = parameters(period).cotisations.acre_salaries
    january = parameters(period.this_year.first_month).cotisations.plafond_securite_sociale.mensuel
    full = law.taux.calc(as_number(individu("acre_debut_activite", period)))
    thresholds = (law.seuil_plein, law.seuil_nul)
    to_date = before = (0.0, 0.0, 0.0)
    for month in months_to_date(period):
        before = to_date
        exempt = individu("beneficiaire_acre", month)
        amounts = (individu("assiette_cotisations_sociales", month), january, individu(contributions, month))
        to_date = tuple(plus(total, exempt, amount) for total, amount in zip(before, amounts, strict=True))
    return _exempt_to_date(full, thresholds, *to_date) - _exempt_to_date(full, thresholds, *before)


@once
def _exempt_to_date(full, thresholds, pay, ceiling, due):
    start, end = thresholds
    pay = numpy.asarray(pay)
    room = numpy.divide(start * (end * ceiling - pay), (end - start) * pay, out=numpy.zeros(pay.shape), where=pay > 0)
    return full * due * numpy.clip(room, 0, 1)
