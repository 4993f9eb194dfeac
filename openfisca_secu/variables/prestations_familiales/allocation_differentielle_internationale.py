"""French family benefits beside those of another State or of an overseas scheme: only the difference is paid."""

import numpy

from openfisca_secu.model_api import MONTH, Famille, Variable, articles, divide

COMPARED = (
    "af",
    "cf",
    "asf",
    "paje_base",
    "paje_prepare",
    "paje_cmg",
    "aeeh",
    "ajpp_complement_frais",
    "allocation_deces_enfant",
)


class prestations_familiales_etrangeres(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Prestations familiales d'un autre État, d'un accord international ou d'une organisation internationale"
    set_input = divide


class prestations_familiales_regime_outre_mer(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Prestations familiales d'un régime d'outre-mer, versées du chef du membre du couple qui y réside"
    set_input = divide


class prestations_familiales_comparees(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Prestations familiales du mois, comparées à celles d'un autre État ou d'un régime d'outre-mer"
    reference = articles("D512-3")
    documentation = """
    Toutes celles du mois, sauf les primes à la naissance et à l'adoption et l'allocation de logement. L'allocation de
    rentrée scolaire, annuelle, n'entre pas dans cette comparaison par mois (le texte ne dit pas comment l'y mettre).
    """
    set_input = divide

    def formula(famille, period):
        return sum(famille(name, period) for name in COMPARED) + famille.sum(famille.members("ajpp", period))


class prestations_familiales_non_cumulees(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Part des prestations familiales françaises non versée à cause de celles d'un autre État ou régime"
    reference = articles("L512-5", "L512-6", "D512-3")
    set_input = divide

    def formula(famille, period):
        others = famille("prestations_familiales_etrangeres", period)
        others = others + famille("prestations_familiales_regime_outre_mer", period)
        return numpy.minimum(famille("prestations_familiales_comparees", period), others)


class allocation_differentielle(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Allocation différentielle due à la place des prestations familiales françaises"
    reference = articles("L512-5", "L512-6", "D512-3")
    documentation = """
    Due par mois, versée par trimestre. Elle remplace les prestations comparées : un total les additionne et retire
    `prestations_familiales_non_cumulees`. Son maintien après le décès d'un enfant (D512-3, IV) suit celui des
    prestations françaises ; la hausse qui compense la baisse des prestations étrangères n'est pas calculée.
    """
    set_input = divide

    def formula(famille, period):
        others = famille("prestations_familiales_etrangeres", period)
        others = others + famille("prestations_familiales_regime_outre_mer", period)
        difference = famille("prestations_familiales_comparees", period) - others
        return numpy.where(others > 0, numpy.maximum(difference, 0), 0)
