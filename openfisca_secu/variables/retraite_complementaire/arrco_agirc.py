"""Contributions to the two schemes until 2018: Arrco, Agirc, GMP, AGFF, CET (L921-1, L921-4 and their agreements)."""

import numpy

from openfisca_secu.complementary_pension import employee_slice
from openfisca_secu.dates import month_number, month_numbers
from openfisca_secu.model_api import MONTH, Individu, Variable, articles
from openfisca_secu.regularisation import months_to_date

SCHEME = articles("L921-1", "L921-4")
LAST_DAY = "2018-12-31"


class arrco_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    end = LAST_DAY
    label = "Cotisation Arrco, part du salarié"
    reference = SCHEME
    documentation = "Sur la tranche 1, et la tranche 2 d'un non-cadre. Aux taux de droit commun."

    def formula_2006(individu, period, parameters):
        return _arrco(individu, period, parameters, "salarie")


class arrco_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    end = LAST_DAY
    label = "Cotisation Arrco, part de l'employeur"
    reference = SCHEME
    documentation = "Sur la tranche 1, et la tranche 2 d'un non-cadre. Aux taux de droit commun."

    def formula_2006(individu, period, parameters):
        return _arrco(individu, period, parameters, "employeur")


class agirc_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    end = LAST_DAY
    label = "Cotisation Agirc sur les tranches B et C, part du salarié"
    reference = SCHEME
    documentation = """
    Sur la tranche C, la répartition entre employeur et salarié est libre ; elle est ici celle de la tranche B.
    """

    def formula_2006(individu, period, parameters):
        return _agirc(individu, period, parameters, "salarie")


class agirc_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    end = LAST_DAY
    label = "Cotisation Agirc sur les tranches B et C, part de l'employeur"
    reference = SCHEME
    documentation = """
    Sur la tranche C, la répartition entre employeur et salarié est libre ; elle est ici celle de la tranche B.
    """

    def formula_2006(individu, period, parameters):
        return _agirc(individu, period, parameters, "employeur")


class agirc_gmp_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    end = LAST_DAY
    label = "Garantie minimale de points Agirc, part du salarié"
    reference = SCHEME
    documentation = """
    Ce qui manque à la cotisation sur la tranche B d'un cadre pour atteindre la cotisation forfaitaire, réduite comme le
    plafond (temps partiel, mois incomplet), et régularisée dans l'année. Un mois peut être négatif.
    """

    def formula_2009(individu, period, parameters):
        return _minimum_guarantee(individu, period, parameters, "salarie")


class agirc_gmp_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    end = LAST_DAY
    label = "Garantie minimale de points Agirc, part de l'employeur"
    reference = SCHEME
    documentation = "Voir la part du salarié."

    def formula_2009(individu, period, parameters):
        return _minimum_guarantee(individu, period, parameters, "employeur")


class agff_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    end = LAST_DAY
    label = "Cotisation à l'association pour la gestion du fonds de financement (AGFF), part du salarié"
    reference = SCHEME

    def formula_2006(individu, period, parameters):
        rates = parameters(period).retraite_complementaire.arrco_agirc.agff
        return _on_slices(individu, period, rates, "salarie", part_of_c=rates.part_tranche_c)


class agff_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    end = LAST_DAY
    label = "Cotisation à l'association pour la gestion du fonds de financement (AGFF), part de l'employeur"
    reference = SCHEME

    def formula_2006(individu, period, parameters):
        rates = parameters(period).retraite_complementaire.arrco_agirc.agff
        return _on_slices(individu, period, rates, "employeur", part_of_c=rates.part_tranche_c)


class cotisation_exceptionnelle_temporaire_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    end = LAST_DAY
    label = "Contribution exceptionnelle et temporaire d'un cadre, part du salarié"
    reference = SCHEME

    def formula_2006(individu, period, parameters):
        rates = parameters(period).retraite_complementaire.arrco_agirc.cet
        return rates.salarie * _executive(individu, period) * sum(_slices(individu, period, "salarie"))


class cotisation_exceptionnelle_temporaire_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    end = LAST_DAY
    label = "Contribution exceptionnelle et temporaire d'un cadre, part de l'employeur"
    reference = SCHEME

    def formula_2006(individu, period, parameters):
        rates = parameters(period).retraite_complementaire.arrco_agirc.cet
        return rates.employeur * _executive(individu, period) * sum(_slices(individu, period, "employeur"))


def _executive(individu, period):
    category = individu("categorie_salarie", period)
    return category == category.possible_values.prive_cadre


def _slices(individu, period, payer):
    """The month's pay that bears the contribution of `payer` ("salarie" or "employeur"): slices 1, 2 or B, C."""
    first = individu("retraite_complementaire_tranche_1", period)
    second = individu("retraite_complementaire_tranche_2", period)
    third = individu("retraite_complementaire_tranche_c", period)
    if payer == "employeur":
        return first, second, third
    return (
        employee_slice(individu, period, 0, first),
        employee_slice(individu, period, first, second),
        employee_slice(individu, period, first + second, third),
    )


def _arrco(individu, period, parameters, payer):
    rates = parameters(period).retraite_complementaire.arrco_agirc.arrco
    first, second, _ = _slices(individu, period, payer)
    return rates.tranche_1[payer] * first + rates.tranche_2[payer] * ~_executive(individu, period) * second


def _agirc(individu, period, parameters, payer):
    rate = parameters(period).retraite_complementaire.arrco_agirc.agirc[payer]
    _, second, third = _slices(individu, period, payer)
    return rate * _executive(individu, period) * (second + third)


def _on_slices(individu, period, rates, payer, part_of_c):
    first, second, third = _slices(individu, period, payer)
    return rates.tranche_1[payer] * first + rates.tranche_2[payer] * (second + part_of_c * third)


def _minimum_guarantee(individu, period, parameters, payer):
    """The month's part of max(flat contributions - contributions on slice B, 0), both added up since January."""
    law = parameters(period).retraite_complementaire.arrco_agirc
    full_ceiling = parameters(period).cotisations.plafond_securite_sociale.mensuel
    hired = month_numbers(individu("entree_chez_employeur", period))
    missing = before = flat = paid = numpy.zeros(individu.count)
    for month in months_to_date(period):
        before = missing
        employed = (
            (individu("retraite_complementaire_tranche_1", month) > 0)
            & _executive(individu, month)
            & (hired <= month_number(month))
        )
        if payer == "salarie":
            employed = employed & ~individu("apprenti", month)
        share = individu("plafond_securite_sociale", month) / full_ceiling
        _, second, _ = _slices(individu, month, payer)
        flat = flat + employed * law.gmp[payer] * share
        paid = paid + employed * law.agirc[payer] * second
        missing = numpy.maximum(flat - paid, 0)
    return missing - before
