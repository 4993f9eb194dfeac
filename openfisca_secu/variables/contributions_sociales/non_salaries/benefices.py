"""What the self-employed earn before their own social contributions: L136-3, I, L136-4, I, L131-6, R136-1, R136-2."""

import numpy

from openfisca_secu.model_api import YEAR, Individu, Variable, articles
from openfisca_secu.self_employed import deducted_csg

ADDED_BACK = (
    "cotisations_non_salarie",
    "cotisations_facultatives_non_salarie",
    "deductions_fiscales_non_salarie",
    "epargne_salariale_non_salarie",
)
TAKEN_OFF = ("benefice_micro_fiscal", "majorations_fiscales_non_salarie", "revenus_remplacement_non_salarie")


class cotisations_non_salarie(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Cotisations sociales personnelles obligatoires de l'indépendant, sans la CSG ni la CRDS"
    reference = articles("L131-6", "L136-4")
    documentation = """
    Une donnée, positive : les cotisations du livre VI et du code rural ne sont pas calculées. Ce sont celles qui ont
    été déduites des bénéfices imposables, de base et complémentaires, du conjoint collaborateur et des membres de la
    famille de l'exploitant agricole compris. Si elle n'est pas donnée, les bénéfices sont réputés avant cotisations, et
    la CSG est sous-évaluée d'autant.
    """


class cotisations_facultatives_non_salarie(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Cotisations et primes facultatives de l'indépendant, déduites de ses bénéfices imposables"
    reference = articles("L131-6")


class deductions_fiscales_non_salarie(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Exonérations, reports de déficits et moins-values à long terme déduits des bénéfices imposables"
    reference = articles("L131-6", "L136-3")


class majorations_fiscales_non_salarie(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Plus-values à long terme et majoration de 25 % comprises dans les bénéfices imposables"
    reference = articles("L131-6", "L136-3", "L136-4")
    documentation = """
    Un exploitant agricole y ajoute ce qui est exclu de ses produits depuis 2026 : dotation d'installation, part des
    indemnités d'abattage au-dessus de la valeur en stock, plus-values à court terme exonérées.
    """


class epargne_salariale_non_salarie(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Intéressement, participation et abondement versés au travailleur indépendant lui-même"
    reference = articles("L131-6", "L136-3", "L136-4")


class revenus_remplacement_non_salarie(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Revenus de remplacement de l'indépendant compris dans ses bénéfices imposables"
    reference = articles("L131-6")
    documentation = """
    Indemnités sans lien avec une affection de longue durée, des organismes de sécurité sociale ou de contrats
    facultatifs (maladie, maternité, paternité). Elles portent leur propre CSG (L136-1-2), et entrent dans l'assiette
    des cotisations, non dans celle de la CSG des indépendants : avant 2025, c'est une lecture.
    """


class charges_fiscales_exceptionnelles(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Déductions, provisions et étalements exceptionnels retirés des bénéfices imposables et non de l'assiette"
    reference = articles("R136-1", "R136-2")
    documentation = """
    Activités commerciales : amortissements et provisions des articles 39 AB à 39 octodecies du code général des impôts
    que nomme R136-1. Activités agricoles : ses articles 72 B bis, 72 F et 73 B (R136-2).
    """


class benefice_micro_fiscal(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Part des bénéfices imposables au régime fiscal des micro-entreprises, hors régime micro-social"
    reference = articles("L136-3", "L136-4")
    documentation = "Comprise dans `rpns_imposables`. Régime du micro-bénéfice agricole et forfait forestier compris."


class revenus_location_gerance(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Revenus de la location d'un fonds ou d'un établissement équipé, pour qui y exerce une activité"
    reference = articles("L131-6", "L136-3")
    documentation = "Ceux qui ne sont pas compris dans `rpns_imposables`."


class societe_personnes_resultat(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Résultat de la société de personnes de l'indépendant, avant ses cotisations, non compris ailleurs"
    reference = articles("L136-3", "L136-4")


class societe_personnes_part(Variable):
    value_type = float
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = YEAR
    label = "Droits de l'indépendant aux bénéfices de la société de personnes"
    reference = articles("L136-3", "L136-4")


class societe_personnes_remuneration(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Rémunérations et avantages personnels non déductibles du résultat de la société de personnes"
    reference = articles("L136-3", "L136-4")


class remuneration_dirigeant_non_salarie(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Sommes et avantages perçus pour ses fonctions dans une activité soumise à l'impôt sur les sociétés"
    reference = articles("L136-3", "L136-4")
    documentation = """
    Avant déduction de ses cotisations personnelles, CSG comprise depuis 2025, et de ses frais professionnels. Elle
    n'est pas comprise dans `rpns_imposables`.
    """


class montant_societe_personnes(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Part du résultat d'une société de personnes et avantages qui reviennent à l'indépendant"
    reference = articles("L136-3", "L136-4")

    def formula(individu, period):
        share = individu("societe_personnes_part", period) * individu("societe_personnes_resultat", period)
        return share + individu("societe_personnes_remuneration", period)


class benefices_avant_cotisations_non_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Bénéfices au régime réel, avant déduction des cotisations, exonérations et déficits reportés"
    reference = articles("L131-6", "L136-3")
    documentation = """
    À partir des bénéfices imposables (`rpns_imposables`), dont la CSG déductible est déjà retirée. Un bénéfice au
    régime des micro-entreprises n'y est pas.
    """

    def formula(individu, period):
        added = sum(individu(name, period) for name in ADDED_BACK)
        taken = sum(individu(name, period) for name in TAKEN_OFF)
        return individu("rpns_imposables", period) + added - taken


class csg_deductible_deduite_non_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "CSG retirée des bénéfices imposables de l'année, que l'assiette depuis 2025 (2026) ne déduit pas"
    reference = articles("L136-3", "L136-4", "L136-8")
    documentation = """
    Les charges des articles 36 à 40 et 93 du code général des impôts n'en sont pas (elle vient de son article 154
    quinquies). À défaut, celle que portent les bénéfices de l'année eux-mêmes, quoique ce soit celle qui a été payée
    dans l'année qui se déduit ; les autres revenus de l'indépendant ne sont pas comptés pour les bornes de
    l'abattement.
    """

    def formula_2026(individu, period, parameters):
        return _csg_of_allowed(individu, period, parameters)

    def formula_2025(individu, period, parameters):
        farmer = individu("exploitant_ou_cotisant_agricole", period)
        return numpy.where(
            farmer, _csg_of_whole(individu, period, parameters), _csg_of_allowed(individu, period, parameters)
        )

    def formula(individu, period, parameters):
        return _csg_of_whole(individu, period, parameters)


class montant_net_non_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Produits diminués des charges de l'activité indépendante, avant toute cotisation et contribution"
    reference = articles("L136-3", "L136-4", "R136-1", "R136-2")
    documentation = """
    Le I des articles L136-3 (périodes depuis 2025) et L136-4 (périodes depuis 2026, sur des années de référence qui
    remontent à 2023). À donner pour qui connaît ses recettes et ses charges ; à défaut, d'après les bénéfices
    imposables.
    """

    def formula(individu, period):
        return (
            individu("benefices_avant_cotisations_non_salarie", period)
            + individu("charges_fiscales_exceptionnelles", period)
            + individu("csg_deductible_deduite_non_salarie", period)
            + individu("montant_societe_personnes", period)
            + individu("revenus_location_gerance", period)
        )


class revenus_professionnels_non_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Revenus d'activité indépendante avant cotisations, dans les règles d'avant 2025 (2026 pour les agricoles)"
    reference = articles("L131-6", "L136-3", "L136-4")
    documentation = """
    Revenus retenus pour l'impôt sur le revenu, avant cotisations, exonérations et reports de déficits, plus les
    dividendes au-delà de la franchise, la location-gérance et l'épargne salariale (II à IV de L131-6, dans ses
    rédactions de 2020 et 2022 ; antérieures non tenues). La CSG déductible, que ces textes ne nomment pas, reste
    déduite.
    """

    def formula(individu, period):
        return (
            individu("benefices_avant_cotisations_non_salarie", period)
            + individu("benefice_micro_fiscal", period)
            + individu("montant_societe_personnes", period)
            + individu("revenus_location_gerance", period)
            + individu("remuneration_dirigeant_non_salarie", period)
            + individu("dividendes_soumis_non_salarie", period)
        )


def _deductible_points(period, parameters):
    return parameters(period).contributions_sociales.csg_crds_salaire.csg.deductible


def _csg_of_whole(individu, period, parameters):
    profits = numpy.maximum(individu("benefices_avant_cotisations_non_salarie", period), 0)
    return _deductible_points(period, parameters) * profits


def _csg_of_allowed(individu, period, parameters):
    profits = individu("benefices_avant_cotisations_non_salarie", period) + individu(
        "charges_fiscales_exceptionnelles", period
    )
    law = parameters(period)
    return deducted_csg(
        profits,
        _deductible_points(period, parameters),
        law.contributions_sociales.non_salaries.assiette_csg.abattement,
        law.cotisations.plafond_securite_sociale.annuel,
    )
