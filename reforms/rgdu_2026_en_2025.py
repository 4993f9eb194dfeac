"""The general reduction of employer contributions of 2026 (« RGDU ») applied to the year 2025.

L241-13 and D241-7 as they stand since 1 January 2026: a coefficient Tmin + Tdelta x [(3 SMIC / pay - 1) / 2] ^ 1.75,
nothing from 3 SMIC on; the reduced rates of health and family contributions (L241-2-1, L241-6-1) are repealed, except
for those whom the law lets keep them beside exemptions that exclude the general reduction.
"""

from openfisca_core.periods import instant
from openfisca_core.reforms import Reform

from openfisca_secu.reforms import take_formulas, take_values

LAW_OF, START, END = "2026-01-01", "2025-01-01", "2025-12-31"
FORMULAS = ("allegement_general_applicable", "taux_maximal_allegement_general", "taux_maximal_exonerations")
VALUES = (
    "cotisations.allegement_general.coefficient.courbe",
    "cotisations.allegement_general.coefficient.mayotte",
    "cotisations.allegement_general.reference.premier_mois",
    "cotisations.taux_reduits.fin_contrat_seuils_anciens",
    "cotisations.taux_reduits.maladie.multiple",
    "cotisations.taux_reduits.maladie.smic_gele",
    "cotisations.taux_reduits.allocations_familiales.multiple",
    "cotisations.taux_reduits.allocations_familiales.smic_gele",
)
# Tdelta of 2026 makes, with Tmin, the sum of the rates of 2026. The employer of 2025 owes less: 39.73 % since May
# (39.74 % before), or 40.13 %, so that Tdelta is what is left above Tmin (D241-7, III, last paragraph).
TDELTA = {"fnal_plafonne": 0.3773, "fnal_deplafonne": 0.3813}


class Rgdu2026En2025(Reform):
    titre = "La réduction générale de 2026 appliquée à 2025"
    title = "The general reduction of 2026 applied to 2025"
    description = """
    La réduction générale dégressive unique des cotisations patronales (L241-13, D241-7 et D241-7-1 depuis 2026), toute
    l'année 2025, sans les taux réduits de maladie et d'allocations familiales. Tdelta est réduit à la somme des taux
    dus en 2025 (39,73 % et 40,13 % avec Tmin). Les exonérations d'outre-mer et d'aide à domicile ne changent pas, ni
    les marins et mineurs, dont la réduction n'est calculée que depuis 2026.
    """
    description_en = """
    The single degressive general reduction of employer contributions (L241-13, D241-7 and D241-7-1 since 2026), for the
    whole of 2025, without the reduced rates of health and family contributions. Tdelta is reduced to the sum of the
    rates due in 2025 (39.73 % and 40.13 % with Tmin). Overseas and home help exemptions don't change, nor do seamen and
    miners, whose reduction is only computed since 2026.
    """

    def apply(self):
        take_formulas(self, FORMULAS, of=LAW_OF, start=START)
        self.modify_parameters(of_2026)


def of_2026(parameters):
    """The parameters of 2026 in 2025, and Tdelta."""
    take_values(parameters, VALUES, of=LAW_OF, start=START, end=END)
    for size, value in TDELTA.items():
        node = parameters.cotisations.allegement_general.coefficient.courbe.taux_delta
        node.children[size].update(start=instant(START), stop=instant(END), value=value)
    return parameters
