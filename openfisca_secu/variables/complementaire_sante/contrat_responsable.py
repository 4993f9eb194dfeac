"""Contrat responsable: whether the guarantees of a supplementary health contract meet L871-1, R871-1 and R871-2.

A contract is judged by the law of the month, as one that is taken out or renewed then: each change of the rules
applies to contracts from their next renewal.
"""

from functools import reduce

from numpy import isclose, logical_and, minimum, ones_like

from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch

SPECTACLES = ("a", "b", "c", "d", "e", "f")


class contrat_sante_souscrit(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Couvert par un contrat de complémentaire santé, individuel ou collectif, dont les garanties sont données"
    documentation = """
    Sans autre donnée les garanties sont les moindres d'un contrat responsable : participation de l'assuré, forfait
    journalier et paniers sans reste à charge, rien au-delà.
    """
    reference = articles("L871-1")
    set_input = dispatch


class contrat_sante_couvre_participation_forfaitaire(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le contrat rembourse la participation forfaitaire par acte ou consultation"
    reference = articles("L871-1")
    set_input = dispatch


class contrat_sante_couvre_franchise(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le contrat rembourse les franchises sur les médicaments, actes paramédicaux et transports"
    reference = articles("L871-1")
    set_input = dispatch


class contrat_sante_couvre_minoration_transport(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le contrat rembourse la minoration pour refus d'un transport partagé"
    reference = articles("L871-1")
    set_input = dispatch


class contrat_sante_couvre_majoration_hors_parcours(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le contrat rembourse la majoration de participation de qui n'a pas de médecin traitant"
    reference = articles("R871-1")
    set_input = dispatch


class depassement_autorise_hors_parcours(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Dépassement autorisé par la convention médicale sur un acte clinique hors du parcours de soins"
    documentation = "Fixé par la convention des médecins, hors du Code : à donner avec le dépassement remboursé."
    reference = articles("R871-1")
    set_input = dispatch


class contrat_sante_depassement_hors_parcours_laisse(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Dépassement d'honoraires par acte hors du parcours de soins que le contrat laisse à la charge de l'assuré"
    documentation = "Par défaut, tout le dépassement autorisé : le contrat n'en rembourse rien."
    reference = articles("R871-1")
    set_input = dispatch

    def formula(individu, period):
        return individu("depassement_autorise_hors_parcours", period)


class contrat_sante_part_participation(Variable):
    value_type = float
    default_value = 1
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Part de la participation de l'assuré que le contrat rembourse, pour la moins remboursée des prestations"
    documentation = """
    Hors médicaments à service modéré ou faible, homéopathie et cures thermales, dont le remboursement est libre
    (R871-2, 1°). Du I de l'article L160-13, forfait des urgences compris.
    """
    reference = articles("R871-2")
    set_input = dispatch


class contrat_sante_part_prevention_bucco_dentaire(Variable):
    value_type = float
    default_value = 1
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Part de la participation aux examens de prévention bucco-dentaire que le contrat rembourse"
    reference = articles("L871-1")
    set_input = dispatch


class contrat_sante_forfait_journalier_illimite(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = MONTH
    label = "Le contrat rembourse le forfait journalier hospitalier, sans limite de durée"
    reference = articles("R871-2")
    set_input = dispatch


class contrat_sante_depassements_maitrises(Variable):
    value_type = float
    min_value = 0
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Dépassements remboursés des médecins à pratique tarifaire maîtrisée, en part du tarif de responsabilité"
    documentation = "En sus du tarif : 1,5 pour un contrat qui affiche 250 % du tarif, remboursement de base compris."
    reference = articles("R871-2")
    set_input = dispatch


class contrat_sante_depassements_libres(Variable):
    value_type = float
    min_value = 0
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Dépassements remboursés des autres médecins, en part du tarif de responsabilité"
    documentation = "En sus du tarif ; nul si le contrat n'en rembourse pas."
    reference = articles("R871-2")
    set_input = dispatch


class contrat_sante_optique_libre(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le contrat rembourse au-delà de la participation les lunettes hors du panier sans reste à charge"
    documentation = "Vrai, les six montants par équipement et celui de la monture sont à donner."
    reference = articles("R871-2")
    set_input = dispatch


class contrat_sante_optique_a(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Prise en charge de lunettes à deux verres unifocaux simples (R871-2, 3° a)"
    documentation = "Montant par équipement et par période de deux ans, assurance maladie et participation comprises."
    reference = articles("R871-2")
    set_input = dispatch


class contrat_sante_optique_b(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Prise en charge de lunettes à un verre simple et un verre complexe (R871-2, 3° b)"
    reference = articles("R871-2")
    set_input = dispatch


class contrat_sante_optique_c(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Prise en charge de lunettes à deux verres complexes (R871-2, 3° c)"
    reference = articles("R871-2")
    set_input = dispatch


class contrat_sante_optique_d(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Prise en charge de lunettes à un verre simple et un verre très complexe (R871-2, 3° d)"
    reference = articles("R871-2")
    set_input = dispatch


class contrat_sante_optique_e(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Prise en charge de lunettes à un verre complexe et un verre très complexe (R871-2, 3° e)"
    reference = articles("R871-2")
    set_input = dispatch


class contrat_sante_optique_f(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Prise en charge de lunettes à deux verres très complexes (R871-2, 3° f)"
    reference = articles("R871-2")
    set_input = dispatch


class contrat_sante_monture(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Prise en charge d'une monture, dans celle des lunettes"
    reference = articles("R871-2")
    set_input = dispatch


class contrat_sante_aide_auditive(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Prise en charge d'une aide auditive hors du panier sans reste à charge"
    documentation = "Par appareil et par période de quatre ans, assurance maladie et participation comprises."
    reference = articles("R871-2")
    set_input = dispatch


class contrat_sante_optique_sans_reste_a_charge(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = MONTH
    label = "Le contrat rembourse en entier les lunettes à prise en charge renforcée, dans la limite de leurs prix"
    reference = articles("R871-2")
    set_input = dispatch


class contrat_sante_dentaire_sans_reste_a_charge(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = MONTH
    label = "Le contrat rembourse en entier les prothèses dentaires du panier sans reste à charge"
    reference = articles("R871-2")
    set_input = dispatch


class contrat_sante_audition_sans_reste_a_charge(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = MONTH
    label = "Le contrat rembourse en entier les aides auditives à prise en charge renforcée"
    reference = articles("R871-2")
    set_input = dispatch


class contrat_sante_vehicules_sans_reste_a_charge(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = MONTH
    label = "Le contrat rembourse en entier les fauteuils roulants à prise en charge renforcée"
    reference = articles("R871-2")
    set_input = dispatch


class contrat_sante_protheses_capillaires_sans_reste_a_charge(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = MONTH
    label = "Le contrat rembourse en entier les prothèses capillaires à prise en charge renforcée"
    reference = articles("R871-2")
    set_input = dispatch


class contrat_sante_tiers_payant(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = MONTH
    label = "Le contrat ouvre le tiers payant à hauteur au moins des tarifs de responsabilité"
    reference = articles("L871-1")
    set_input = dispatch


class contrat_sante_tiers_payant_sans_reste_a_charge(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = MONTH
    label = "Le contrat ouvre le tiers payant à hauteur des prix des paniers sans reste à charge"
    reference = articles("L871-1")
    set_input = dispatch


class contrat_sante_frais_de_gestion_communiques(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = MONTH
    label = "L'organisme communique chaque année le rapport des prestations aux cotisations et ses frais de gestion"
    reference = articles("L871-1")
    set_input = dispatch


class contrat_responsable_exclusions(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le contrat ne rembourse rien de ce qu'un contrat responsable doit laisser à l'assuré"
    documentation = "La minoration du transport compte depuis la loi de financement pour 2024."
    reference = articles("L871-1", "R871-1")

    def formula_2024(individu, period):
        return ~individu("contrat_sante_couvre_minoration_transport", period) & _leaves_flat_charges(individu, period)

    def formula_2015_04(individu, period):
        return _leaves_flat_charges(individu, period)


class contrat_responsable_participation(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = (
        "Le contrat rembourse la participation de l'assuré et le forfait journalier autant qu'un contrat responsable"
    )
    documentation = "Les examens de prévention bucco-dentaire comptent depuis avril 2025."
    reference = articles("L871-1", "R871-2")

    def formula_2025_04(individu, period):
        prevention = individu("contrat_sante_part_prevention_bucco_dentaire", period) >= 1
        return prevention & _covers_copayment(individu, period)

    def formula_2015_04(individu, period):
        return _covers_copayment(individu, period)


class contrat_responsable_depassements(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Les dépassements des médecins sans pratique tarifaire maîtrisée sont remboursés dans les limites"
    documentation = """
    Cent pour cent du tarif (125 % en 2015 et 2016), et vingt points de moins que pour les médecins à pratique
    tarifaire maîtrisée. Un contrat qui n'en rembourse rien est dans les limites.
    """
    reference = articles("L871-1", "R871-2")

    def formula_2015_04(individu, period, parameters):
        law = parameters(period).complementaire_sante.contrat_responsable.depassements
        free = individu("contrat_sante_depassements_libres", period)
        controlled = individu("contrat_sante_depassements_maitrises", period)
        limit = minimum(law.maximum, controlled - law.ecart)
        # 0.3 - 0.2 falls short of 0.1 by a residue of floating-point arithmetic
        return (free <= 0) | (free < limit) | isclose(free, limit)


class contrat_responsable_optique(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Les lunettes sont remboursées entre les montants minimal et maximal de leur catégorie"
    documentation = """
    Les catégories a à f suivent la correction des verres, que R871-2 définit. Sans remboursement au-delà de la
    participation, aucune limite ne joue.
    """
    reference = articles("L871-1", "R871-2")

    def formula_2015_04(individu, period, parameters):
        law = parameters(period).complementaire_sante.contrat_responsable.optique
        within = individu("contrat_sante_monture", period) <= law.monture
        for kind in SPECTACLES:
            amount = individu(f"contrat_sante_optique_{kind}", period)
            within = within & (amount >= law.minimum[kind]) & (amount <= law.maximum[kind])
        return ~individu("contrat_sante_optique_libre", period) | within


class contrat_responsable_audition(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Les aides auditives hors du panier sans reste à charge sont remboursées sous le maximum"
    documentation = "Limite des contrats souscrits ou renouvelés depuis janvier 2021 (décret 2019-21, article 5)."
    reference = articles("L871-1", "R871-2")

    def formula_2021(individu, period, parameters):
        most = parameters(period).complementaire_sante.contrat_responsable.aide_auditive
        return individu("contrat_sante_aide_auditive", period) <= most

    def formula_2015_04(individu, period):
        return ones_like(individu("contrat_sante_souscrit", period), dtype=bool)


class contrat_responsable_sans_reste_a_charge(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Les paniers à prise en charge renforcée sont remboursés en entier"
    documentation = """
    Optique et dentaire depuis 2020, audition depuis 2021, fauteuils roulants depuis décembre 2025, prothèses
    capillaires depuis 2026. Les contrats ont un an de tolérance pour nommer les deux derniers.
    """
    reference = articles("L871-1", "R871-2")

    def formula_2026(individu, period):
        return _covers_wholly(individu, period, "optique", "dentaire", "audition", "vehicules", "protheses_capillaires")

    def formula_2025_12(individu, period):
        return _covers_wholly(individu, period, "optique", "dentaire", "audition", "vehicules")

    def formula_2021(individu, period):
        return _covers_wholly(individu, period, "optique", "dentaire", "audition")

    def formula_2020(individu, period):
        return _covers_wholly(individu, period, "optique", "dentaire")

    def formula_2015_04(individu, period):
        return ones_like(individu("contrat_sante_souscrit", period), dtype=bool)


class contrat_responsable_services(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le contrat ouvre le tiers payant et l'organisme communique ses frais de gestion"
    documentation = """
    Depuis 2020, rédaction la plus ancienne de L871-1 qui soit tenue ; le tiers payant des paniers sans reste à charge
    depuis 2022.
    """
    reference = articles("L871-1")

    def formula_2022(individu, period):
        return individu("contrat_sante_tiers_payant_sans_reste_a_charge", period) & _serves(individu, period)

    def formula_2020(individu, period):
        return _serves(individu, period)

    def formula_2015_04(individu, period):
        return ones_like(individu("contrat_sante_souscrit", period), dtype=bool)


class contrat_responsable(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Contrat responsable de complémentaire santé"
    documentation = """
    Condition des avantages sociaux et fiscaux des contrats de frais de santé (L242-1, L862-4, code général des impôts).
    Calculé depuis avril 2015 (décret 2014-1374) ; le cahier des charges de 2005 n'est pas tenu.
    """
    reference = articles("L871-1", "R871-1", "R871-2")
    set_input = dispatch

    def formula_2015_04(individu, period):
        return (
            individu("contrat_sante_souscrit", period)
            & individu("contrat_responsable_exclusions", period)
            & individu("contrat_responsable_participation", period)
            & individu("contrat_responsable_depassements", period)
            & individu("contrat_responsable_optique", period)
            & individu("contrat_responsable_audition", period)
            & individu("contrat_responsable_sans_reste_a_charge", period)
            & individu("contrat_responsable_services", period)
        )


def _leaves_flat_charges(individu, period):
    """Flat charges, franchises, the increase outside the coordinated pathway and the authorised excess fee."""
    left = individu("contrat_sante_depassement_hors_parcours_laisse", period)
    return (
        ~individu("contrat_sante_couvre_participation_forfaitaire", period)
        & ~individu("contrat_sante_couvre_franchise", period)
        & ~individu("contrat_sante_couvre_majoration_hors_parcours", period)
        & (left >= individu("depassement_autorise_hors_parcours", period))
    )


def _covers_copayment(individu, period):
    whole = individu("contrat_sante_part_participation", period) >= 1
    return whole & individu("contrat_sante_forfait_journalier_illimite", period)


def _covers_wholly(individu, period, *baskets):
    return reduce(logical_and, [individu(f"contrat_sante_{name}_sans_reste_a_charge", period) for name in baskets])


def _serves(individu, period):
    told = individu("contrat_sante_frais_de_gestion_communiques", period)
    return told & individu("contrat_sante_tiers_payant", period)
