"""Resources that the complémentaire santé solidaire compares with its ceiling (L861-2, R861-4 to R861-15-5)."""

from numpy import divide as divide_arrays
from numpy import maximum, minimum, where, zeros_like
from openfisca_core.periods import Period

from openfisca_secu.family import means
from openfisca_secu.model_api import ADD, MONTH, Famille, FoyerFiscal, Individu, Variable, articles, dispatch


class css_pensions_alimentaires_versees(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pensions et obligations alimentaires versées en un an, déduites des ressources de la CSS"
    documentation = """
    Celles du dernier avis d'impôt, ici de l'avant-dernière année ; de la période avant août 2023 (R861-9).
    """
    reference = articles("L861-2", "R861-9")
    set_input = dispatch

    def formula_2023_08(individu, period):
        return individu("pensions_alimentaires_versees_individu", period.n_2, options=[ADD])

    def formula(individu, period, parameters):
        window = _reference(period, parameters)
        return individu("pensions_alimentaires_versees_individu", window, options=[ADD])


class css_activite_interrompue(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Situation qui réduit de 30 % les revenus d'activité de la période de référence"
    documentation = """
    Arrêt de travail pour maladie de plus de six mois, chômage indemnisé, détention, allocation de solidarité
    spécifique ; la rémunération de stage d'une personne sans emploi se dit par cette variable. La détention n'y était
    pas de novembre 2019 à septembre 2025 selon les rédactions tenues.
    """
    reference = articles("R861-8")
    set_input = dispatch

    def formula_2025_10(individu, period):
        return _interrupted(individu, period) | individu("detenu_sans_semi_liberte", period)

    def formula_2019_11(individu, period):
        return _interrupted(individu, period)

    def formula(individu, period):
        return _interrupted(individu, period) | individu("detenu_sans_semi_liberte", period)


class css_revenus_activite(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Revenus d'activité de la période de référence, nets, avant abattement"
    documentation = """
    Salaires imposables, donc avec la part de l'employeur à la complémentaire santé (R861-4), moins la CSG non
    déductible et la CRDS ; bénéfices des indépendants de l'avant-dernière année (dernier avis). Les débuts d'activité,
    évalués sur le chiffre d'affaires (R861-15), se donnent par cette variable.
    """
    reference = articles("R861-4", "R861-8", "R861-15")

    def formula(individu, period, parameters):
        window = _reference(period, parameters)
        levies = individu("csg_imposable_salaire", window, options=[ADD])
        levies = levies + individu("crds_salaire", window, options=[ADD])
        wages = maximum(individu("salaire_imposable", window, options=[ADD]) - levies, 0)
        return wages + maximum(individu("rpns_imposables", period.n_2), 0)


class css_indemnites_journalieres(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Indemnités journalières du mois, nettes, sans les allocations des proches aidants et de fin de vie"
    reference = articles("R861-4", "R861-10")

    def formula(individu, period):
        gross = individu("indemnites_journalieres", period)
        carers = individu("allocations_proche_aidant_fin_de_vie", period)
        # the levies have one rate for all of them: the net amount is shared as the gross one
        share = divide_arrays(gross - carers, gross, out=zeros_like(gross), where=gross > 0)
        return individu("indemnites_journalieres_nettes", period) * share


class css_autres_revenus(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Revenus de remplacement, minima et pensions alimentaires de la personne, pour la CSS"
    documentation = """
    Sur la période de référence, nets de prélèvements ; les pensions alimentaires sont celles du dernier avis d'impôt.
    Les minima sont comptés après leur abattement mensuel (L861-2). La majoration pour la vie autonome et le complément
    de ressources, que R861-10 n'exclut pas, le sont en entier. L'allocation du contrat d'engagement jeune ne
    compte plus depuis août 2023 (décret 2023-671 du 27 juillet 2023), celles des proches aidants et de fin de vie
    depuis juillet 2025 (décret 2025-588) ; la rédaction de janvier à juin 2025 n'est pas tenue.
    """
    reference = articles("L861-2", "R861-4", "R861-8", "R861-10")

    def formula_2025_07(individu, period, parameters):
        window = _reference(period, parameters)
        minima = _minima_less_allowance(individu, period, parameters, window)
        return minima + _replacement(individu, period, window, "css_indemnites_journalieres")

    def formula_2020_04(individu, period, parameters):
        window = _reference(period, parameters)
        rule = parameters(period).complementaire_sante.complementaire_sante_solidaire.ressources
        young = rule.part_contrat_engagement_jeune * individu(
            "allocation_contrat_engagement_jeune", window, options=[ADD]
        )
        minima = _minima_less_allowance(individu, period, parameters, window)
        return minima + young + _replacement(individu, period, window, "indemnites_journalieres_nettes")

    def formula(individu, period, parameters):
        window = _reference(period, parameters)
        minima = sum(individu(name, window, options=[ADD]) for name in ("aspa", "asi", "aah"))
        return minima + _replacement(individu, period, window, "indemnites_journalieres_nettes")


class css_revenus_patrimoine(Variable):
    value_type = float
    unit = "currency"
    entity = FoyerFiscal
    definition_period = MONTH
    label = "Revenus du patrimoine et produits de placement du dernier avis d'impôt, pour la CSS"
    documentation = """
    Montant imposable, après un abattement fixé par un arrêté qui n'a pas été trouvé : il est nul dans les paramètres.
    """
    reference = articles("L861-2", "R861-4", "R861-8")

    def formula_2022(foyer_fiscal, period, parameters):
        share = parameters(period).complementaire_sante.complementaire_sante_solidaire.ressources.abattement_patrimoine
        return (1 - share) * _capital(foyer_fiscal, period)

    def formula(foyer_fiscal, period):
        return _capital(foyer_fiscal, period)


class css_forfait_logement(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Avantage annuel du logement compté dans les ressources de la CSS"
    documentation = """
    Une aide au logement compte pour le forfait de R861-7 au plus ; un propriétaire sans aide, qu'il rembourse un prêt
    ou non, ou un ménage logé gratuitement, pour celui de R861-5.
    """
    reference = articles("L861-2", "R861-5", "R861-7")

    def formula(famille, period, parameters):
        rule = parameters(period).complementaire_sante.complementaire_sante_solidaire
        window = _reference(period, parameters)
        persons = famille("css_nombre_personnes", period)
        rsa = parameters(period).minima_sociaux.rsa.montant_forfaitaire * rule.ressources.forfait_logement.rsa.calc(
            persons
        )
        aid = famille("aide_logement", window, options=[ADD])
        months = rule.ressources.periode_de_reference.mois
        with_aid = minimum(aid, months * rsa * rule.ressources.forfait_logement.avec_aide.calc(persons))
        status = famille.demandeur.menage("statut_occupation_logement", period)
        items = status.possible_values
        housed = (status == items.proprietaire) | (status == items.loge_gratuitement) | (status == items.primo_accedant)
        without_aid = housed * months * rsa * rule.ressources.forfait_logement.sans_aide.calc(persons)
        return where(aid > 0, with_aid, without_aid)


class css_ressources(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Ressources annuelles du foyer, comparées au plafond de la complémentaire santé solidaire"
    documentation = """
    Le RSA, la prime d'activité, l'AEEH, la rentrée scolaire, la Paje sauf la PreParE, l'allocation de présence
    parentale et les autres prestations de R861-10 ne comptent pas. L'évaluation du train de vie (L861-2-1) peut
    remplacer cette variable.
    """
    reference = articles("L861-2", "R861-4", "R861-8", "R861-9", "R861-10")
    set_input = dispatch

    def formula(famille, period, parameters):
        rule = parameters(period).complementaire_sante.complementaire_sante_solidaire
        window = _reference(period, parameters)
        members = famille.members
        counted = members("css_personne_a_charge", period) | members.has_role(Famille.PARENT)
        kept = 1 - rule.ressources.abattement_activite * members("css_activite_interrompue", period)
        own = (
            kept * members("css_revenus_activite", period)
            + members("css_autres_revenus", period)
            - members("css_pensions_alimentaires_versees", period)
            + members.foyer_fiscal("css_revenus_patrimoine", period) * members.has_role(FoyerFiscal.DECLARANT_PRINCIPAL)
        )
        benefits = sum(famille(name, window, options=[ADD]) for name in ("af", "cf", "asf", "paje_prepare"))
        total = famille.sum(own * counted) + benefits + famille("css_forfait_logement", period)
        return maximum(total, 0)


class css_train_de_vie_revenus_exclus(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Revenus de la période de référence que les ressources de la CSS excluent en tout ou en partie"
    documentation = "Montant d'un an, porté par chaque mois."
    reference = articles("R861-15-5")
    set_input = dispatch


class css_ressources_retenues(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Ressources annuelles de la CSS, ou train de vie évalué s'il est disproportionné"
    documentation = """
    Le barème du train de vie (R861-15-1) est celui des prestations familiales : `train_de_vie`, ici de l'année
    précédente. La disproportion se constate au double du plafond du droit sans participation, plus les revenus exclus.
    """
    reference = articles("L861-2-1", "R861-15-1", "R861-15-2", "R861-15-3", "R861-15-5")
    set_input = dispatch

    def formula(famille, period, parameters):
        return means(
            famille("css_ressources", period),
            famille("train_de_vie", period.last_year),
            famille("css_train_de_vie_revenus_exclus", period),
            famille("css_plafond", period),
            parameters(period).prestations_familiales.train_de_vie.multiple_du_plafond,
        )


def _reference(period, parameters):
    """The twelve calendar months of resources, which end one month (until 2021) or two before the demand (R861-8)."""
    rule = parameters(period).complementaire_sante.complementaire_sante_solidaire.ressources.periode_de_reference
    months = int(rule.mois)
    start = period.start.offset(-(months + int(rule.dernier_mois) - 1), MONTH)
    return Period((MONTH, start, months))


def _interrupted(individu, period):
    return (
        individu("arret_travail_plus_de_six_mois", period)
        | individu("chomage_indemnise", period)
        | (individu("ass", period) > 0)
    )


def _minima_less_allowance(individu, period, parameters, window):
    """ASPA, ASI and AAH of the reference period, less the monthly allowance of each (L861-2)."""
    rule = parameters(period).complementaire_sante.complementaire_sante_solidaire
    couple = individu.famille("en_couple", period)
    # a couple's allowance on ASPA or ASI is for the couple: half to each who receives it
    aspa = where(couple, rule.ressources.abattement_minima.aspa_couple / 2, rule.ressources.abattement_minima.aspa_seul)
    asi = where(couple, rule.ressources.abattement_minima.asi_couple / 2, rule.ressources.abattement_minima.asi_seul)
    months = rule.ressources.periode_de_reference.mois
    return (
        maximum(individu("aspa", window, options=[ADD]) - months * aspa, 0)
        + maximum(individu("asi", window, options=[ADD]) - months * asi, 0)
        + maximum(individu("aah", window, options=[ADD]) - months * rule.ressources.abattement_minima.aah, 0)
    )


def _replacement(individu, period, window, daily_allowances):
    names = (
        "retraite_nette",
        "pensions_invalidite_nettes",
        "preretraite_nette",
        "chomage_net",
        "activite_partielle_nette",
        daily_allowances,
        "rente_accident_travail",
        "ass",
        "mva",
        "complement_ressources_aah",
    )
    received = sum(individu(name, window, options=[ADD]) for name in names)
    return received + individu("pensions_alimentaires_percues", period.n_2, options=[ADD])


def _capital(foyer_fiscal, period):
    year = period.n_2
    land = foyer_fiscal("revenu_categoriel_foncier", year)
    return maximum(land, 0) + maximum(foyer_fiscal("revenu_categoriel_capital", year), 0)
