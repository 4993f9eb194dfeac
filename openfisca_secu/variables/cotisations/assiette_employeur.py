"""What an employer's contributions other than old age are computed on: L241-2, L241-5, L241-6, D712-38, D713-15."""

import numpy

from openfisca_secu.general_scheme import in_general_scheme, outside_the_code
from openfisca_secu.model_api import MONTH, Enum, Individu, Variable, articles, dispatch


class TypesAffectationOutreMer(Enum):
    aucune = "Métropole, département ou région d'outre-mer, Nouvelle-Calédonie"
    collectivite = "Collectivité d'outre-mer régie par l'article 74 de la Constitution, hors Polynésie française"
    polynesie = "Polynésie française"


class affectation_outre_mer(Variable):
    value_type = Enum
    possible_values = TypesAffectationOutreMer
    default_value = TypesAffectationOutreMer.aucune
    entity = Individu
    definition_period = MONTH
    label = "Lieu d'exercice d'un fonctionnaire de l'État ou d'un militaire outre-mer"
    reference = articles("D712-50", "D712-54-1", "D713-17")
    set_input = dispatch


class assiette_cotisations_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = (
        "Assiette des cotisations patronales d'assurance maladie, d'allocations familiales et d'accidents du travail"
    )
    reference = articles("L241-2", "L241-5", "L241-6", "D712-38", "D712-51", "D713-15")
    documentation = """
    Toute la rémunération d'un salarié du régime général ; pour un fonctionnaire ou un militaire, son traitement ou sa
    solde soumis à retenue pour pension, dans la limite du plafond pour un fonctionnaire civil en collectivité
    d'outre-mer. Jusqu'en 2018, celle d'un apprenti est réduite de 11 % du smic (code du travail, article D6243-5 alors
    en vigueur). Nulle à Mayotte et à Saint-Pierre-et-Miquelon, qui ont leur propre droit.
    """

    def formula(individu, period, parameters):
        rebate = parameters(period).cotisations.assiette.apprentis.abattement_employeur
        pay = individu("assiette_cotisations_sociales", period)
        reduced = numpy.maximum(pay - rebate * individu("smic_proratise", period), 0)
        employee = in_general_scheme(individu, period) * numpy.where(individu("apprenti", period), reduced, pay)

        civil_service = individu("traitement_soumis_retenue", period)
        post = individu("affectation_outre_mer", period)
        category = individu("categorie_salarie", period)
        capped = (category == category.possible_values.public_titulaire_etat) & (
            post == post.possible_values.collectivite
        )
        ceiling = individu("plafond_securite_sociale", period)
        liable = numpy.where(capped, numpy.minimum(civil_service, ceiling), civil_service)
        return employee + ~outside_the_code(individu, period) * liable
