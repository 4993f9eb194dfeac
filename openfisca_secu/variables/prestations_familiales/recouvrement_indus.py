"""Monthly withholding that recovers overpaid family benefits (L553-2, D553-1 to D553-5)."""

from numpy import abs as absolute
from numpy import maximum, minimum, select, where

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.model_api import ADD, MONTH, Enum, Famille, FoyerFiscal, Variable, articles, dispatch, divide
from openfisca_secu.withholding import monthly_withholding


class TypesIndu(Enum):
    sans_fraude = "Indu sans fraude"
    fraude = "Indu né d'une fraude, retenue majorée par le directeur"
    fraude_reiteree = "Fraude réitérée dans les cinq ans"


class indu_restant(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Indus de prestations restant à récupérer au début du mois, tous confondus"
    documentation = "Une seule retenue sert tous les indus, du plus ancien au plus récent (D553-4)."
    reference = articles("L553-2", "D553-4")
    set_input = dispatch


class indu_type(Variable):
    value_type = Enum
    possible_values = TypesIndu
    default_value = TypesIndu.sans_fraude
    entity = Famille
    definition_period = MONTH
    label = "Nature de l'indu en cours de récupération"
    reference = articles("L553-2", "D553-5")
    set_input = dispatch


class indu_fraude_montant(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Prestations versées à tort à la suite d'une fraude, réclamées dans le mois"
    reference = articles("L553-2")


class indu_indemnite_frais_gestion(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Indemnité pour frais de gestion due avec un indu frauduleux"
    reference = articles("L553-2")
    documentation = "Depuis le 1er janvier 2024 (loi 2022-1616 du 23 décembre 2022, article 100, IV)."

    def formula_2024(famille, period, parameters):
        rate = parameters(period).prestations_familiales.recouvrement_indus.indemnite_fraude
        return rate * famille("indu_fraude_montant", period)


class retenue_indu_revenus_inconnus(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "La caisse ne connaît pas les revenus de la famille"
    reference = articles("D553-1")
    set_input = dispatch


class retenue_indu_logement_inconnu(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "La caisse ne connaît pas les charges de logement de la famille"
    reference = articles("D553-1")
    set_input = dispatch


class retenue_indu_revenus(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Revenus mensuels du couple ou de la personne seule, avant abattements fiscaux"
    documentation = """
    Un douzième des revenus imposables de l'avant-dernière année, moins les pensions alimentaires versées. Une famille
    qui perçoit une prestation calculée par trimestre (prime d'activité, RSA) y compte un tiers des ressources du
    trimestre de référence, une aide au logement suit ses propres périodes, et les neutralisations des articles R532-4
    à R532-8 s'appliquent : donner alors cette variable.
    """
    reference = articles("D553-1")
    set_input = divide

    def formula(famille, period):
        year = period.n_2
        members = famille.members
        own = (
            members("salaire_imposable", year, options=[ADD])
            + members("chomage_imposable", year, options=[ADD])
            + members("activite_partielle_imposable", year, options=[ADD])
            + members("preretraite_imposable", year, options=[ADD])
            + members("retraite_imposable", year, options=[ADD])
            + members("pensions_alimentaires_percues", year, options=[ADD])
            + members("rpns_imposables", year)
            - members("pensions_alimentaires_versees_individu", year, options=[ADD])
        )
        shared = members.foyer_fiscal("revenus_communs_foyer_fiscal", year) * members.has_role(
            FoyerFiscal.DECLARANT_PRINCIPAL
        )
        return maximum(famille.sum(own + shared, role=Famille.PARENT), 0) / MONTHS_PER_YEAR


class retenue_indu_prestations(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Prestations mensuelles comptées dans le revenu qui sert à calculer la retenue"
    documentation = """
    Sans l'allocation de rentrée scolaire, les primes de naissance ou d'adoption, le complément de mode de garde,
    l'allocation de décès d'un enfant, ni ce que l'AEEH, l'AAH et le RSA versent pour les retours au foyer (D553-1, I,
    b).
    """
    reference = articles("D553-1")
    set_input = divide

    def formula(famille, period):
        benefits = (
            "af",
            "cf",
            "asf",
            "paje_base",
            "paje_prepare",
            "ajpp_complement_frais",
            "aeeh",
            "rsa",
            "ppa",
            "aide_logement",
        )
        persons = famille.members("ajpp", period) + famille.members("aah", period)
        return sum((famille(name, period) for name in benefits), famille.sum(persons))


class retenue_indu_charges_logement(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Charges de logement déduites du revenu qui sert à calculer la retenue"
    documentation = "Le loyer principal ou la mensualité d'emprunt ; à défaut 25 % des revenus et des prestations."
    reference = articles("D553-1")
    set_input = divide

    def formula(famille, period, parameters):
        share = parameters(period).prestations_familiales.recouvrement_indus.part_logement_reputee
        income = famille("retenue_indu_revenus", period) + famille("retenue_indu_prestations", period)
        rent = famille.demandeur.menage("loyer", period)
        return where(famille("retenue_indu_logement_inconnu", period), share * income, rent)


class retenue_indu_parts(Variable):
    value_type = float
    entity = Famille
    definition_period = MONTH
    label = "Parts qui pondèrent le revenu mensuel"
    reference = articles("D553-1")

    def formula(famille, period, parameters):
        shares = parameters(period).prestations_familiales.recouvrement_indus.parts
        children = famille.sum(famille.members("prestations_familiales_enfant_a_charge", period))
        return where(famille("en_couple", period), shares.menage, shares.personne_seule) + shares.enfant * children


class retenue_indu_revenu_pondere(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Revenu mensuel pondéré qui sert à calculer la retenue"
    reference = articles("D553-1")

    def formula(famille, period, parameters):
        deemed = parameters(period).prestations_familiales.recouvrement_indus.revenu_repute
        income = (
            famille("retenue_indu_revenus", period)
            + famille("retenue_indu_prestations", period)
            - famille("retenue_indu_charges_logement", period)
        )
        weighted = maximum(income, 0) / famille("retenue_indu_parts", period)
        return where(famille("retenue_indu_revenus_inconnus", period), deemed, weighted)


class retenue_indu_mensualite(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Retenue mensuelle que donne le barème, majorée en cas de fraude"
    documentation = """
    Les tranches se lisent à la lettre (« comprise entre 231 et 345 », puis « entre 346 et 516 ») : l'euro qui sépare
    deux tranches n'est pas retenu.
    """
    reference = articles("L553-2", "D553-1", "D553-5")

    def formula_2015(famille, period, parameters):
        rule = parameters(period).prestations_familiales.recouvrement_indus
        income = famille("retenue_indu_revenu_pondere", period)
        kind = famille("indu_type", period)
        increase = select(
            [kind == TypesIndu.fraude, kind == TypesIndu.fraude_reiteree],
            [rule.majoration_fraude, 2 * rule.majoration_fraude],
            0,
        )
        return monthly_withholding(rule, income) * (1 + increase)


class retenue_indu_precedente(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Mensualité de récupération en vigueur avant ce mois (0 : aucune)"
    reference = articles("D553-2")
    set_input = dispatch


class retenue_indu(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Retenue du mois sur les prestations, en récupération des indus"
    documentation = """
    La mensualité en vigueur reste tant que le nouveau calcul ne s'en écarte pas de 20 % (D553-2). Elle ne dépasse ni ce
    qui reste dû, ni les prestations du mois. L'allocataire peut aussi rembourser en une fois, et la caisse réduire ou
    remettre la créance en cas de précarité (L553-2) : deux choix que rien ne permet de calculer.
    """
    reference = articles("L553-2", "D553-1", "D553-2", "D553-4")

    def formula_2015(famille, period, parameters):
        rule = parameters(period).prestations_familiales.recouvrement_indus
        computed = famille("retenue_indu_mensualite", period)
        former = famille("retenue_indu_precedente", period)
        stays = (former > 0) & (absolute(computed - former) < rule.variation_minimale * former)
        withheld = where(stays, former, computed)
        paid = famille("retenue_indu_prestations", period)
        return minimum(minimum(withheld, famille("indu_restant", period)), paid)
