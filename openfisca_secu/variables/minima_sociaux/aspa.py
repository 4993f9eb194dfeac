"""Allocation de solidarité aux personnes âgées: who, resources, amount (L815-1 ff.).

Shared with the allocation supplémentaire d'invalidité: the resources (R815-61).
"""

from datetime import date

from numpy import logical_not as not_
from numpy import maximum, minimum, where
from openfisca_core.periods import Period

from openfisca_secu.dates import MONTHS_PER_YEAR, as_number, calendar_months_since
from openfisca_secu.model_api import ADD, MONTH, Enum, Famille, Individu, Variable, articles, dispatch, divide
from openfisca_secu.rounding import to_cent


class TypesAspaAgeAnticipe(Enum):
    non = "Aucun"
    deporte_interne = "Ancien déporté ou interné (L351-8, 3°)"
    mere_ouvriere = "Mère de famille salariée, travail manuel ouvrier (L351-8, 4°)"
    travailleur_handicape = "Travailleur handicapé admis à une pension anticipée (L351-8, 4° bis)"
    ancien_prisonnier = "Ancien prisonnier de guerre (L351-8, 5°)"


class aspa_date_demande(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Individu
    definition_period = MONTH
    label = "Date de réception de la demande d'allocation de solidarité aux personnes âgées"
    documentation = "Sans elle la demande est supposée faite à temps. Le non-recours se dit avec une date future."
    reference = articles("R815-33")
    set_input = dispatch


class aspa_age_anticipe(Variable):
    value_type = Enum
    possible_values = TypesAspaAgeAnticipe
    default_value = TypesAspaAgeAnticipe.non
    entity = Individu
    definition_period = MONTH
    label = "Motif, autre que l'inaptitude, d'un âge abaissé pour l'allocation de solidarité aux personnes âgées"
    reference = articles("R815-1", "L351-8")
    set_input = dispatch


class aspa_droits_retraite_liquides(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = MONTH
    label = "Toutes les pensions auxquelles la personne peut prétendre sont demandées"
    reference = articles("L815-5", "R815-2-1")
    set_input = dispatch


class retraite_progressive(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Pension liquidée à titre provisoire, en retraite progressive"
    reference = articles("R815-4")
    set_input = dispatch


class aspa_pension_veuve_guerre(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Montant annuel de la pension de veuve de soldat au taux spécial, pour sa titulaire"
    documentation = """
    Relève le plafond des veuves de guerre ; montant d'un an, porté par chaque mois. La pension que la titulaire perçoit
    est une ressource (R815-22) : elle se donne avec ses autres pensions, dans `retraite_brute`.
    """
    reference = articles("R815-26")
    set_input = dispatch


class aspa_donations_descendants_recentes(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Valeur des biens donnés aux descendants dans les cinq ans avant la demande"
    reference = articles("R815-22", "R815-25")
    set_input = dispatch


class aspa_donations_descendants_anciennes(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Valeur des biens donnés aux descendants plus de cinq ans et moins de dix ans avant la demande"
    reference = articles("R815-22", "R815-25")
    set_input = dispatch


class aspa_rente_fictive_donations(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rente viagère annuelle réputée reçue pour les biens donnés à d'autres que les descendants depuis dix ans"
    documentation = """
    Se calcule par les tables de mortalité et le taux de l'arrêté auquel R815-25 renvoie, qui ne sont pas dans le Code :
    donner ici la rente d'un an.
    """
    reference = articles("R815-25")
    set_input = dispatch


class rente_accident_travail(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rentes d'accident du travail ou de maladie professionnelle perçues"
    set_input = divide


class aspa_age_atteint(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Âge de l'allocation de solidarité aux personnes âgées atteint, abaissement compris"
    documentation = """
    Depuis le mois qui suit l'anniversaire. L'âge abaissé suivait l'âge légal de chaque génération jusqu'en 2017, et
    vaut soixante-deux ans depuis : celui de 2015 et 2016 est approché par soixante ans.
    """
    reference = articles("L815-1", "L815-3", "R815-1", "R815-31", "R815-33", "L351-8", "D351-1-14")
    set_input = dispatch

    def formula(individu, period, parameters):
        age = parameters(period).minima_sociaux.aspa.age
        early = individu("inapte_travail", period) | (individu("aspa_age_anticipe", period) != TypesAspaAgeAnticipe.non)
        required = where(early, age.minimal_anticipe, age.minimal)
        return individu("mois_depuis_naissance", period) > MONTHS_PER_YEAR * required


class aspa_condition_sejour(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Condition de nationalité ou de titre de séjour des allocations du titre premier du livre VIII"
    documentation = "Ressortissants de l'Union européenne : supposés remplir les conditions de leur droit au séjour."
    reference = articles("L816-1")
    set_input = dispatch

    def formula(individu, period, parameters):
        years = parameters(period).minima_sociaux.aspa.duree_titre_sejour
        nationality = individu("nationalite_groupe", period)
        other = nationality == nationality.possible_values.autre
        return not_(other) | (individu("duree_titre_sejour_travail", period) >= years)


class avantage_vieillesse_base(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Titulaire d'un avantage de vieillesse de base"
    documentation = """
    Prestation viagère d'un régime obligatoire et contributif, de droit propre ou dérivé (réversion). Par défaut, une
    pension de retraite : donner faux quand elle n'est que d'un régime facultatif, étranger ou non contributif.
    """
    reference = articles("R815-3")
    set_input = dispatch

    def formula(individu, period):
        return individu("retraite_brute", period) > 0


class majoration_conjoint_a_charge(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Ouvre droit à la majoration pour conjoint à charge d'une pension de retraite"
    reference = articles("R815-15")
    set_input = dispatch


class aspa_service_saspa(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "ASPA servie par le service de l'allocation de solidarité aux personnes âgées (mutualité sociale agricole)"
    documentation = """
    Pour qui n'a d'avantage de vieillesse de base ni de son chef ni de celui de son conjoint et n'ouvre pas droit à la
    majoration pour conjoint à charge. Les autres la reçoivent de la caisse de leur pension.
    """
    reference = articles("R815-15")

    def formula(individu, period):
        pensioned = individu("avantage_vieillesse_base", period) | individu("majoration_conjoint_a_charge", period)
        return (individu("aspa", period) > 0) & ~pensioned


class aspa_eligibilite(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Conditions autres que de ressources de l'allocation de solidarité aux personnes âgées"
    reference = articles("L815-1", "L815-5", "L815-12", "R815-2-1", "R815-4", "R815-33", "R815-45", "L816-1")
    set_input = dispatch

    def formula(individu, period):
        requested = calendar_months_since(individu("aspa_date_demande", period), period) > 0
        alive = calendar_months_since(individu("date_deces", period), period) <= 0
        return (
            individu.has_role(Famille.PARENT)
            & individu("aspa_age_atteint", period)
            & individu("residence_stable_aspa", period)
            & individu("aspa_condition_sejour", period)
            & individu("aspa_droits_retraite_liquides", period)
            & not_(individu("retraite_progressive", period))
            & requested
            & individu("recours_aspa", period)
            & alive
        )


class asi_aspa_revenus_biens(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Revenu mensuel réputé des biens et des donations"
    documentation = """
    Tous les biens mobiliers et immobiliers, à leur valeur vénale, hors résidence principale et bâtiments d'exploitation
    agricole ; leur revenu réel n'est pas compté.
    """
    reference = articles("R815-22", "R815-25")

    def formula(individu, period, parameters):
        rate = parameters(period).minima_sociaux.aspa.revenu_des_biens
        property_value = (
            individu("livret_a", period)
            + individu("epargne_revenus_non_imposables", period)
            + individu("epargne_revenus_imposables", period)
            + individu("valeur_patrimoine_loue", period)
            + individu("valeur_immo_non_loue", period)
            + individu("valeur_terrains_non_loues", period)
            + individu("aspa_donations_descendants_recentes", period)
        )
        yearly = (
            rate.biens_actuels * property_value
            + rate.donations_anciennes * individu("aspa_donations_descendants_anciennes", period)
            + individu("aspa_rente_fictive_donations", period)
        )
        return yearly / MONTHS_PER_YEAR


class asi_aspa_revenus_professionnels(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Revenus professionnels du mois, pour l'ASPA et l'ASI"
    documentation = """
    Salaires comptés comme l'assiette des cotisations, donc bruts (avantages en nature de R815-23 compris) ; bénéfices
    des indépendants sans abattement fiscal, un douzième de ceux de l'année.
    """
    reference = articles("R815-22", "R815-23", "R815-24")

    def formula(individu, period):
        wages = individu("assiette_cotisations_sociales", period)
        profits = maximum(individu("rpns_imposables", period.this_year), 0)
        return wages + profits / MONTHS_PER_YEAR


class asi_aspa_autres_ressources(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pensions et autres ressources du mois, hors revenus professionnels et biens, pour l'ASPA et l'ASI"
    documentation = """
    Pensions brutes dues au titre du mois (« montant théorique des arrérages »), françaises et étrangères (R816-2). Les
    prestations familiales, aides au logement (R816-1), majorations pour tierce personne, aide sociale, retraite du
    combattant et l'aide des débiteurs d'aliments (R815-30) ne comptent pas. L'allocation aux adultes handicapés, que
    R815-22 ne cite pas, ne vient qu'en complément de l'ASPA (L821-1) : elle n'est pas comptée. Les allocations des
    proches aidants et de fin de vie, que R815-22 n'exclut pas et qui ne sont pas des prestations familiales, le sont.
    """
    reference = articles("R815-22", "R815-29", "R815-30", "R816-1", "R816-2", "R757-1")

    def formula(individu, period):
        names = (
            "retraite_brute",
            "pensions_invalidite",
            "rente_accident_travail",
            "preretraite_brute",
            "chomage_brut",
            "activite_partielle_soumise",
            "ass",
            "indemnites_journalieres_maladie",
            "indemnites_journalieres_maternite",
            "indemnites_journalieres_paternite",
            "indemnites_journalieres_adoption",
            "indemnites_journalieres_conge_supplementaire_naissance",
            "indemnites_journalieres_accident_travail",
            "indemnites_journalieres_maladie_professionnelle",
            "allocations_proche_aidant_fin_de_vie",
            "pensions_alimentaires_percues",
        )
        return sum(individu(name, period) for name in names)


def _preceding(period, months):
    """The given number of months that end just before `period`."""
    return Period((MONTH, period.start.offset(-int(months), MONTH), int(months)))


def _resources(famille, period, law, smic_january, months):
    """Resources of the couple or single person over the months before `period`, less the work allowance (R815-29)."""
    window = _preceding(period, months)
    rule = law.minima_sociaux.aspa
    couple = famille("en_couple", period)
    monthly_smic = to_cent(
        smic_january.horaire * smic_january.duree_legale_hebdomadaire * smic_january.semaines_par_an / MONTHS_PER_YEAR
    )
    share = where(
        couple, rule.abattement_revenus_professionnels.couple, rule.abattement_revenus_professionnels.personne_seule
    )
    quarters = months / rule.periode_de_reference.ordinaire
    work = famille.sum(famille.members("asi_aspa_revenus_professionnels", window, options=[ADD]), role=Famille.PARENT)
    other = famille.sum(
        famille.members("asi_aspa_autres_ressources", window, options=[ADD])
        + famille.members("asi_aspa_revenus_biens", window, options=[ADD]),
        role=Famille.PARENT,
    )
    return maximum(work - share * quarters * monthly_smic, 0) + other


class asi_aspa_base_ressources(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Ressources mensuelles moyennes du trimestre précédent, pour l'ASPA et l'ASI"
    documentation = """
    Les ressources sont appréciées ici sur les trois mois qui précèdent chaque mois ; le Code les revoit au premier
    terme d'arrérages qui suit un trimestre où elles ont varié (R815-42), ce qui revient au même pour un service
    mensuel.
    """
    reference = articles("L815-9", "R815-27", "R815-29", "R815-42", "R815-61")
    set_input = divide

    def formula(famille, period, parameters):
        law = parameters(period)
        months = law.minima_sociaux.aspa.periode_de_reference.ordinaire
        smic = parameters(period.this_year).cotisations.smic
        return _resources(famille, period, law, smic, months) / months


class asi_aspa_base_ressources_annuelle(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Ressources mensuelles moyennes des douze mois précédents, pour l'ASPA et l'ASI"
    documentation = "L'abattement trimestriel sur les revenus professionnels y est compté pour chaque trimestre."
    reference = articles("R815-29", "R815-42")
    set_input = divide

    def formula(famille, period, parameters):
        law = parameters(period)
        months = law.minima_sociaux.aspa.periode_de_reference.annuelle
        smic = parameters(period.this_year).cotisations.smic
        return _resources(famille, period, law, smic, months) / months


class aspa_nombre_eligibles(Variable):
    value_type = int
    entity = Famille
    definition_period = MONTH
    label = "Membres du couple qui remplissent les conditions de l'ASPA autres que de ressources"
    reference = articles("L815-1", "R815-28")

    def formula(famille, period):
        return famille.sum(famille.members("aspa_eligibilite", period), role=Famille.PARENT)


class aspa_plafond(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Plafond mensuel de ressources de l'ASPA"
    reference = articles("L815-4", "L815-9", "D815-2", "R815-26", "L816-2")

    def formula(famille, period, parameters):
        amounts = parameters(period).minima_sociaux.aspa.montant_maximum
        yearly = where(famille("en_couple", period), amounts.couple, amounts.personne_seule)
        widow = famille.sum(famille.members("aspa_pension_veuve_guerre", period), role=Famille.PARENT)
        return (yearly + widow) / MONTHS_PER_YEAR


class aspa_ressources_retenues(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = (
        "Ressources mensuelles retenues pour l'ASPA : celles du trimestre, ou de l'année si elles seules le permettent"
    )
    reference = articles("R815-29", "R815-42")

    def formula(famille, period):
        ceiling = famille("aspa_plafond", period)
        quarter = famille("asi_aspa_base_ressources", period)
        year = famille("asi_aspa_base_ressources_annuelle", period)
        return where((quarter > ceiling) & (year < ceiling), year, quarter)


class aspa(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocation de solidarité aux personnes âgées"
    documentation = "Les caisses tronquent au centime le montant mensuel ; le Code ne fixe pas d'arrondi."
    reference = articles("L815-1", "L815-4", "L815-9", "D815-1", "D815-2", "R815-28", "R815-29")
    set_input = divide

    def formula(individu, period, parameters):
        amounts = parameters(period).minima_sociaux.aspa.montant_maximum
        single = amounts.personne_seule / MONTHS_PER_YEAR
        famille = individu.famille
        room = maximum(famille("aspa_plafond", period) - famille("aspa_ressources_retenues", period), 0)
        both = famille("aspa_nombre_eligibles", period) > 1
        partner_on_asi = famille("en_couple", period) & (famille("asi_nombre_beneficiaires", period) > 0)
        # D815-1: the couple's maximum, half to each, also when the partner has the disability supplement
        half = minimum(room, amounts.couple / MONTHS_PER_YEAR) / 2
        return individu("aspa_eligibilite", period) * where(both | partner_on_asi, half, minimum(room, single))


class aspa_succession_actif_net(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Actif net de la succession de l'allocataire décédé"
    documentation = """
    Selon le droit commun, capital d'exploitation agricole compris ; libéralités et primes d'assurance-vie
    manifestement incompatibles réintégrées par la caisse (D815-6).
    """
    reference = articles("L815-13", "D815-6")
    set_input = dispatch


class aspa_succession_capital_agricole(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Capital d'exploitation agricole de la succession : terres, cheptel, bâtiments, plantations, fonds agricole"
    reference = articles("L815-13", "D815-5")
    set_input = dispatch


class aspa_succession_residence(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Valeur, dans la succession, du bâtiment de la résidence principale de l'allocataire"
    reference = articles("D815-5")
    set_input = dispatch


class aspa_succession_residence_mitoyenne(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "La résidence principale a un mur mitoyen à un bâtiment de l'exploitation agricole de la succession"
    reference = articles("D815-5")
    set_input = dispatch


class aspa_succession_batiments_habitation(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Valeur des autres bâtiments d'habitation affectés à l'usage exclusif de l'exploitation agricole"
    reference = articles("D815-5")
    set_input = dispatch


class aspa_succession_batiments_proches(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Ces bâtiments d'habitation sont sur les terres de l'exploitation, ou à cinquante mètres au plus"
    reference = articles("D815-5")
    set_input = dispatch


class aspa_succession_batiments_necessaires(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Ces bâtiments d'habitation sont nécessaires à l'activité de l'exploitation"
    reference = articles("D815-5")
    set_input = dispatch


class aspa_succession_batiments_indissociables(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Bâtiments d'habitation indissociables du capital d'exploitation agricole"
    documentation = """
    La résidence principale qui a un mur mitoyen à l'exploitation ; les autres bâtiments affectés à son usage exclusif,
    sur ses terres, à cinquante mètres au plus, ou nécessaires à son activité.
    """
    reference = articles("L815-13", "D815-5")

    def formula(individu, period):
        near = individu("aspa_succession_batiments_proches", period)
        kept = near | individu("aspa_succession_batiments_necessaires", period)
        home = individu("aspa_succession_residence", period) * individu("aspa_succession_residence_mitoyenne", period)
        return home + kept * individu("aspa_succession_batiments_habitation", period)


class aspa_succession_actif_retenu(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Actif net de la succession comparé au seuil de récupération, sans l'exploitation agricole"
    reference = articles("L815-13", "D815-5")

    def formula(individu, period):
        farm = individu("aspa_succession_capital_agricole", period)
        farm = farm + individu("aspa_succession_batiments_indissociables", period)
        return maximum(individu("aspa_succession_actif_net", period) - farm, 0)


class aspa_conjoint_survivant(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Conjoint, concubin ou partenaire survivant d'un allocataire de l'ASPA, héritier"
    reference = articles("D815-7")
    set_input = dispatch


class aspa_heritier_au_foyer(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Héritier d'un allocataire de l'ASPA décédé, qui vivait habituellement à son foyer"
    reference = articles("D815-7")
    set_input = dispatch


class aspa_heritier_ressources(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Ressources mensuelles de l'héritier au décès de l'allocataire, appréciées comme pour l'ASPA"
    reference = articles("D815-7")
    set_input = dispatch


class aspa_recouvrement_differable(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Recouvrement de l'ASPA sur la part de cet héritier qui peut être différé jusqu'à son décès"
    documentation = """
    Au mois du décès de l'allocataire. Conjoint survivant, ou héritier à sa charge (à son foyer, ressources sous le
    plafond d'une personne seule) âgé ou invalide aux deux tiers. C'est une faculté de la caisse : la récupération
    calculée n'en est pas réduite. La rédaction d'avant juillet 2016 n'est pas tenue : rien n'est calculé alors.
    """
    reference = articles("D815-7", "L161-17-2", "D161-2-1-9", "L351-8", "L351-1-5")

    def formula_2016_07(individu, period, parameters):
        law = parameters(period).minima_sociaux.aspa
        births = individu("date_naissance", period)
        months = calendar_months_since(births, period)
        of_age = law.recuperation_succession.age_heritier.calc(as_number(births))
        # The legal age of the generation, then that of L351-1-5: those of the AAH too (L821-1).
        unfit_age = parameters(period).minima_sociaux.aah.droit.age.inaptitude.calc(as_number(births))
        old = (
            (months >= of_age)
            | ((months >= unfit_age) & individu("inapte_travail", period))
            | ((months >= MONTHS_PER_YEAR * law.age.minimal) & (individu("aspa", period) > 0))
        )
        limit = to_cent(law.montant_maximum.personne_seule / MONTHS_PER_YEAR)
        dependent = individu("aspa_heritier_au_foyer", period) & (individu("aspa_heritier_ressources", period) <= limit)
        heir = dependent & (old | individu("asi_invalidite_generale", period))
        return individu("aspa_conjoint_survivant", period) | heir


class aspa_recuperable_anterieur(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocations récupérables servies avant l'année du décès, chacune dans la limite de son année"
    documentation = "Somme, sur les années de service, de la variable `aspa_recuperable` de chaque année."
    reference = articles("L815-13", "D815-3")
    set_input = dispatch


class aspa_limite_recuperation(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Montant dans la limite duquel l'ASPA du mois est récupérable"
    documentation = """
    D815-3 compte par périodes du 1er avril au 31 mars, sur les montants applicables pendant la période ; l'allocation
    étant revalorisée le 1er janvier, la Cnav publie une limite par année civile : c'est ici le montant du mois.
    """
    reference = articles("L815-13", "D815-3")

    def formula(individu, period, parameters):
        law = parameters(period).minima_sociaux
        old = law.avts.montant_annuel
        both = individu.famille("aspa_nombre_eligibles", period) > 1
        yearly = where(both, law.aspa.montant_maximum.couple / 2 - old, law.aspa.montant_maximum.personne_seule - old)
        return where(individu("aspa", period) > 0, yearly / MONTHS_PER_YEAR, 0)


class aspa_recuperable(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "ASPA récupérable sur la succession, de janvier à ce mois"
    documentation = "Cumul de l'année civile, dans la limite de cette année au prorata des mois de service (D815-3)."
    reference = articles("L815-13", "D815-3")

    def formula(individu, period):
        since_january = Period((MONTH, period.this_year.start, period.start.month))
        paid = individu("aspa", since_january, options=[ADD])
        return minimum(paid, individu("aspa_limite_recuperation", since_january, options=[ADD]))


class aspa_recuperation_succession(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "ASPA récupérée sur la succession de l'allocataire, le mois de son décès"
    documentation = "Pour un couple d'allocataires, chacun est réputé avoir perçu la moitié de l'allocation."
    reference = articles("L815-13", "D815-3", "D815-6")

    def formula(individu, period, parameters):
        threshold = parameters(period).minima_sociaux.aspa.recuperation_succession.seuil
        small_islands = individu.menage("residence_saint_martin", period) | individu.menage(
            "residence_saint_barthelemy", period
        )
        overseas = individu.menage("residence_dom", period)
        least = where(
            small_islands,
            threshold.saint_martin_saint_barthelemy,
            where(overseas, threshold.outre_mer, threshold.metropole),
        )
        dies_now = calendar_months_since(individu("date_deces", period), period) == 0
        paid = individu("aspa_recuperable", period) + individu("aspa_recuperable_anterieur", period)
        return dies_now * minimum(maximum(individu("aspa_succession_actif_retenu", period) - least, 0), paid)
