"""The contract at a regulated price that follows the complémentaire santé solidaire (L861-12)."""

from datetime import date

from numpy import datetime64, maximum

from openfisca_secu.dates import calendar_months_since, completed_years, first_day
from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch


class css_organisme_complementaire(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = (
        "Complémentaire santé solidaire gérée par un organisme complémentaire, et non par la caisse d'assurance maladie"
    )
    documentation = (
        "Organisme du b de l'article L861-4, choisi par le bénéficiaire pour le droit en cours ou le dernier."
    )
    reference = articles("L861-12")
    set_input = dispatch


class css_date_expiration(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Individu
    definition_period = MONTH
    label = "Dernier jour du dernier droit à la complémentaire santé solidaire, non renouvelé"
    reference = articles("L861-12")
    set_input = dispatch


class css_contrat_sortie(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Droit au contrat à tarif réglementé de qui n'a plus la complémentaire santé solidaire"
    documentation = """
    L'année qui suit l'expiration, auprès du même organisme, pour les droits expirés depuis le 1er janvier 2020 (loi
    2019-1446, article 46, III). C'est une faculté du bénéficiaire. Les contrats de sortie d'avant 2020, de l'aide à la
    complémentaire, ne sont pas calculés.
    """
    reference = articles("L861-12")

    def formula_2020(individu, period, parameters):
        rule = parameters(period).complementaire_sante.complementaire_sante_solidaire.contrat_sortie
        expired = individu("css_date_expiration", period)
        months = calendar_months_since(expired, period)
        recent = expired >= datetime64(str(rule.annee_premieres_expirations), "D")
        return individu("css_organisme_complementaire", period) & (months > 0) & (months <= rule.duree) & recent


class css_contrat_sortie_tarif(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Prix mensuel du contrat qui suit la complémentaire santé solidaire, pour qui y a droit"
    documentation = """
    Selon l'âge au 1er janvier de l'année. Le tarif que L861-12 permet de réduire pour les assurés d'Alsace-Moselle n'a
    pas été trouvé : c'est ici celui de tous.
    """
    reference = articles("L861-12")

    def formula_2020(individu, period, parameters):
        rule = parameters(period).complementaire_sante.complementaire_sante_solidaire.contrat_sortie
        age = maximum(completed_years(individu("date_naissance", period), first_day(period.this_year)), 0)
        return individu("css_contrat_sortie", period) * rule.tarif.calc(age)
