"""AAH with the partner's income counted again, from January 2025: L821-3, D821-2 and D821-8-1 as before October 2023.

The ceiling of a couple is 1.81 times the maximum; the partner's earnings, unemployment benefit and pensions count, less
5,000 euros a year and 1,400 for each dependent child.
"""

from openfisca_core.reforms import Reform

from openfisca_secu.reforms import take_formulas


class AahConjugalisee(Reform):
    titre = "L'allocation aux adultes handicapés avec les ressources du conjoint"
    title = "The disability allowance with the partner's income"
    description = """
    Depuis janvier 2025, retour à l'article L821-3 d'avant octobre 2023 : les ressources du conjoint comptent, après
    abattement de 5 000 euros par an et de 1 400 par enfant à charge, sous un plafond de 1,81 fois le montant maximal
    pour un couple. Ce calcul vaut pour tous, aussi quand il est moins favorable ; sans conjoint, rien ne change.
    """
    description_en = """
    From January 2025, back to article L821-3 as before October 2023: the partner's income counts, less 5,000 euros a
    year and 1,400 for each dependent child, under a ceiling of 1.81 times the maximum for a couple. It applies to all,
    also where it gives less; without a partner nothing changes.
    """

    def apply(self):
        take_formulas(self, ("aah_base",), of="2023-09-01", start="2025-01-01")
