"""The general reduction of employer contributions for seamen and miners: D711-7, D711-8, D711-10."""

import numpy

from openfisca_secu.degressive import Curve, linear_coefficient, power_coefficient
from openfisca_secu.lookup import by_enum
from openfisca_secu.model_api import ADD, MONTH, YEAR, Enum, Individu, Variable, articles, dispatch
from openfisca_secu.working_time import legal_monthly_hours


class TypesRegimeSpecialAllegement(Enum):
    aucun = "Aucun"
    marin = "Marin dont les cotisations sont assises sur un salaire forfaitaire"
    marin_commerce_plaisance = "Marin du commerce ou de la plaisance"
    mines_vieillesse = "Régime des mines pour la vieillesse et l'invalidité"
    mines_maladie = "Régime des mines pour la maladie et la maternité"
    mines_vieillesse_maladie = "Régime des mines pour la vieillesse, l'invalidité, la maladie et la maternité"


class regime_special_allegement_general(Variable):
    value_type = Enum
    possible_values = TypesRegimeSpecialAllegement
    default_value = TypesRegimeSpecialAllegement.aucun
    entity = Individu
    definition_period = MONTH
    label = "Régime spécial de marin ou de mineur, où la réduction générale se calcule en deux parts"
    reference = articles("D711-7", "D711-8", "D711-10")
    documentation = "Un clerc ou employé de notaire a la réduction de droit commun (D711-9)."
    set_input = dispatch


class marin_salaire_forfaitaire(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Salaire forfaitaire annuel d'un marin"
    reference = articles("D711-10")


class taux_cotisations_marin_regime_special(Variable):
    value_type = float
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = YEAR
    label = "Somme des taux patronaux dus pour un marin à l'Établissement national des invalides de la marine"
    reference = articles("D711-10")
    documentation = "Assurances sociales et contribution de solidarité pour l'autonomie, après exonérations."


class taux_cotisations_marin_regime_general(Variable):
    value_type = float
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = YEAR
    label = "Somme des taux patronaux de famille, de chômage et de logement dus pour un marin"
    reference = articles("D711-10")
    documentation = "Après exonérations."


class allegement_general_regime_special(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Réduction générale d'un marin ou d'un mineur, part imputée sur les cotisations du régime spécial"
    reference = articles("L241-13", "D711-7", "D711-8", "D711-10")
    documentation = """
    Du marin payé au forfait, sur son salaire forfaitaire, quelle que soit sa durée du travail ; des autres, sur leur
    rémunération et leur smic de l'année. Les cotisations de ces régimes, hors du code, ne la limitent pas ici. De 2020
    à 2025, celle des marins seuls : les coefficients des mineurs ne sont pas tous détenus.
    """

    def formula_2026(individu, period, parameters):
        rates = individu("taux_cotisations_marin_regime_special", period)
        return _reduction(individu, period, parameters, "regime_special", rates)

    def formula_2020(individu, period, parameters):
        rates = individu("taux_cotisations_marin_regime_special", period)
        return _reduction_of_seaman(individu, period, parameters, rates)


class allegement_general_regime_special_part_generale(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Réduction générale d'un marin ou d'un mineur, part imputée sur les cotisations du régime général"
    reference = articles("L241-13", "D711-7", "D711-8", "D711-10")
    documentation = """
    Pour un mineur, retraite complémentaire et assurance chômage comprises. De 2020 à 2025, celle des marins seuls.
    """

    def formula_2026(individu, period, parameters):
        rates = individu("taux_cotisations_marin_regime_general", period)
        return _reduction(individu, period, parameters, "regime_general", rates)

    def formula_2020(individu, period, parameters):
        rates = individu("taux_cotisations_marin_regime_general", period)
        return _reduction_of_seaman(individu, period, parameters, rates)


def _reduction(individu, period, parameters, part, rates_of_seaman):
    """One part of the reduction: its own least value and span in the curve of D241-7."""
    law = parameters(period).regimes_divers.allegement_general_regimes_speciaux[part]
    common = parameters(period).cotisations.allegement_general.coefficient
    january = period.first_month
    scheme = individu("regime_special_allegement_general", january)
    types = scheme.possible_values
    seaman = _is_seaman(scheme)

    threshold = parameters(period).cotisations.contributions_employeur.fnal.seuil
    large = individu("effectif_entreprise_seuils", january) >= threshold
    span_of_miner = by_enum(law.taux_delta, scheme, default=0) + large * law.supplement_fnal
    least = numpy.where(seaman, law.marins.taux_minimal, law.taux_minimal)
    span = numpy.where(seaman, numpy.maximum(rates_of_seaman - least, 0), span_of_miner)

    pay, wage = _pay_and_wage(individu, period, parameters, scheme)
    curve = Curve(least, span, common.courbe.fin, common.courbe.puissance)
    return (scheme != types.aucun) * pay * power_coefficient(pay, wage, curve, common.decimales)


def _reduction_of_seaman(individu, period, parameters, rates):
    """One part of the reduction of seamen until 2025: T x (1.6 x wage / pay - 1) / 0.6, T being their rates."""
    common = parameters(period).cotisations.allegement_general.coefficient
    scheme = individu("regime_special_allegement_general", period.first_month)
    pay, wage = _pay_and_wage(individu, period, parameters, scheme)
    return _is_seaman(scheme) * pay * linear_coefficient(pay, wage, rates, common.bareme, common.decimales)


def _is_seaman(scheme):
    types = scheme.possible_values
    return (scheme == types.marin) | (scheme == types.marin_commerce_plaisance)


def _pay_and_wage(individu, period, parameters, scheme):
    """Flat pay and 1 820 times the minimum wage, or pay and minimum wage of the year (D711-10, D241-7)."""
    on_flat_pay = scheme == scheme.possible_values.marin
    hours = legal_monthly_hours(parameters(period).cotisations.smic)
    full_year = hours * individu("smic_horaire_allegements", period, options=[ADD])
    pay = numpy.where(
        on_flat_pay,
        individu("marin_salaire_forfaitaire", period),
        individu("remuneration_allegement_general", period, options=[ADD]),
    )
    wage = numpy.where(on_flat_pay, full_year, individu("smic_allegement_general", period, options=[ADD]))
    return pay, wage
