"""Family allowances from the first child, from January 2025.

L521-1: « dues à partir du deuxième enfant à charge » becomes « dès le premier ». D521-1 gets a rate for a family with
one dependent child: half of what it sets for two, in each band of resources. Nothing changes from two children on.
"""

import numpy
from openfisca_core.parameters import ParameterNode
from openfisca_core.reforms import Reform

from openfisca_secu.model_api import MONTH, Famille, Variable, articles, divide

START = "2025-01-01"
RATES = {"tranche_1": 0.16, "tranche_2": 0.08, "tranche_3": 0.04}


class af_premier_enfant(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Allocations familiales de la famille d'un seul enfant à charge, créées par la réforme"
    set_input = divide

    def formula_2025(famille, period, parameters):
        law = parameters(period).prestations_familiales
        rates = law.allocations_familiales.taux.premier_enfant
        band = famille("af_tranche", period)
        rate = numpy.select([band == 1, band == 2], [rates.tranche_1, rates.tranche_2], default=rates.tranche_3)
        one_child = famille("af_nbenf", period) == 1
        return one_child * famille.sum(famille.members("af_part_enfant", period)) * rate * law.bmaf


class af_base_droit_en_vigueur(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Allocations familiales, montant selon le nombre d'enfants sans la réforme"
    set_input = divide


class af_base(Variable):
    reference = articles("L521-1", "D521-1", "L755-12", "D755-5")

    def formula_2025(famille, period):
        """The greater of the two overseas, where an only child already opens a right, at a lower rate (D755-5)."""
        return numpy.maximum(famille("af_base_droit_en_vigueur", period), famille("af_premier_enfant", period))


class AfPremierEnfant(Reform):
    titre = "Allocations familiales dès le premier enfant"
    title = "Family allowances from the first child"
    description = """
    Depuis janvier 2025, une famille d'un seul enfant à charge reçoit 16 % de la base mensuelle (8 % et 4 % dans les
    deuxième et troisième tranches de ressources), la moitié de ce que reçoivent deux enfants. Ni majoration pour âge ni
    allocation forfaitaire pour un enfant unique ; rien ne change à partir de deux enfants. Outre-mer, où un enfant
    unique a déjà 5,88 % sans condition de ressources, 16 % dans les mêmes conditions, avec les majorations pour âge qui
    y sont dues.
    """
    description_en = """
    From January 2025 a family with one dependent child gets 16 % of the monthly base (8 % and 4 % in the second and
    third bands of resources), half of what two children get. No age supplement nor lump sum for an only child; nothing
    changes from two children on. Overseas, where an only child has 5.88 % whatever the resources, 16 % in the same way,
    with the age supplements that are due there.
    """

    def apply(self):
        law = self.baseline.get_variable("af_base")
        self.add_variable(af_premier_enfant)
        self.add_variable(af_base_droit_en_vigueur)
        self.get_variable("af_base_droit_en_vigueur").formulas = law.formulas
        self.update_variable(af_base)
        self.modify_parameters(with_rates)


def with_rates(parameters):
    """The rates of the first child beside those of the others, where a YAML reform can change them in its turn."""
    node = parameters.prestations_familiales.allocations_familiales.taux
    data = {
        "description": "Taux pour un seul enfant à charge, en part de la base mensuelle, selon les ressources",
        **{
            band: {
                "description": f"Taux de la {band.replace('_', ' ')}",
                "metadata": {"unit": "bmaf"},
                "values": {START: {"value": rate}},
            }
            for band, rate in RATES.items()
        },
    }
    node.add_child("premier_enfant", ParameterNode(f"{node.name}.premier_enfant", data=data))
    return parameters
