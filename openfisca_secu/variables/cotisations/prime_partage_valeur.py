"""Value-sharing bonus (PPV): article 1 of law 2022-1158, which L241-13 reads since 2025."""

import numpy

from openfisca_secu.degressive import below
from openfisca_secu.model_api import MONTH, Individu, Variable, dispatch, divide
from openfisca_secu.regularisation import months_to_date

LAW = "Loi n° 2022-1158 du 16 août 2022, article 1er"


class prime_partage_valeur(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Prime de partage de la valeur versée dans le mois"
    reference = LAW
    documentation = "Aux conditions de la loi, que l'on suppose remplies. Hors des primes soumises à cotisations."
    set_input = divide


class prime_partage_valeur_plafond_majore(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "L'employeur a droit au plafond majoré d'exonération de la prime de partage de la valeur"
    reference = LAW
    documentation = "Accord volontaire d'intéressement ou de participation, association ou fondation d'intérêt général."
    set_input = dispatch


class prime_partage_valeur_exoneree(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part de la prime de partage de la valeur exonérée de cotisations"
    reference = LAW
    documentation = "Dans la limite du plafond de l'année civile."

    def formula_2022_07(individu, period, parameters):
        law = parameters(period).cotisations.prime_partage_valeur.plafond
        ceiling = numpy.where(individu("prime_partage_valeur_plafond_majore", period), law.majore, law.commun)
        to_date = sum(individu("prime_partage_valeur", month) for month in months_to_date(period))
        before = to_date - individu("prime_partage_valeur", period)
        return numpy.minimum(to_date, ceiling) - numpy.minimum(before, ceiling)


class prime_partage_valeur_assujettie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part de la prime de partage de la valeur soumise aux cotisations, au-dessus du plafond"
    reference = LAW

    def formula_2022_07(individu, period):
        return individu("prime_partage_valeur", period) - individu("prime_partage_valeur_exoneree", period)


class prime_partage_valeur_sans_csg(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "La part exonérée de cotisations de la prime de partage de la valeur l'est aussi de CSG et de CRDS"
    reference = LAW
    documentation = """
    Jusqu'en 2023, puis de 2024 à 2026 dans les entreprises de moins de cinquante salariés, pour une rémunération des
    douze mois précédents inférieure à trois smic. À défaut, le salaire de base du mois en tient lieu.
    """
    set_input = dispatch

    def formula_2022_07(individu, period, parameters):
        law = parameters(period).cotisations.prime_partage_valeur.exoneration_csg
        low = below(individu("salaire_de_base", period), law.smic, individu("smic_proratise", period))
        threshold = getattr(law, "effectif", None)
        if threshold is None:
            return low
        return low & (individu("effectif_entreprise_seuils", period) < threshold)


class prime_partage_valeur_soumise_csg(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part de la prime de partage de la valeur exonérée de cotisations et soumise à la CSG et à la CRDS"
    reference = LAW
    documentation = "Sans abattement, et soumise au forfait social comme l'intéressement."

    def formula_2022_07(individu, period):
        return individu("prime_partage_valeur_exoneree", period) * ~individu("prime_partage_valeur_sans_csg", period)
