"""Complémentaire santé solidaire (L861-1 ff.); before November 2019 the CMU-C and the help to buy a cover.

The right opens for twelve months at the month of the demand: each month is computed as if the demand were made then.
"""

from numpy import maximum, minimum, where
from openfisca_core.periods import Period

from openfisca_secu.dates import MONTHS_PER_YEAR, calendar_months_since, completed_years, first_day
from openfisca_secu.family import means
from openfisca_secu.model_api import ADD, MONTH, Famille, FoyerFiscal, Individu, Variable, articles, dispatch, divide


class allocation_contrat_engagement_jeune(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocation du contrat d'engagement jeune perçue (définie par le code du travail)"
    set_input = divide


class foyer_non_imposable(Variable):
    value_type = bool
    entity = FoyerFiscal
    definition_period = MONTH
    label = "Foyer fiscal non imposable à l'impôt sur le revenu"
    set_input = dispatch


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


class css_personne_a_charge(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant ou autre personne à charge du foyer de la complémentaire santé solidaire"
    documentation = """
    Moins de vingt-cinq ans le mois de la demande, et à la charge réelle et continue du demandeur ou de son conjoint :
    les enfants de la famille. Donner faux pour qui n'est ni rattaché à leur foyer fiscal, ni déclarant sous leur toit,
    ni bénéficiaire d'une pension déduite (R861-2).
    """
    reference = articles("R861-2")
    set_input = dispatch

    def formula(individu, period, parameters):
        limit = parameters(period).complementaire_sante.complementaire_sante_solidaire.age_limite_a_charge
        age = completed_years(individu("date_naissance", period), first_day(period))
        alive = calendar_months_since(individu("date_deces", period), period) <= 0
        return individu.has_role(Famille.ENFANT) & (age >= 0) & (age < limit) & alive


class css_majoration_rang(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Majoration du plafond au titre de la personne, selon son rang dans le foyer"
    reference = articles("R861-3")

    def formula(individu, period, parameters):
        """The partner comes second, then the others by decreasing age."""
        rule = parameters(period).complementaire_sante.complementaire_sante_solidaire
        dependent = individu("css_personne_a_charge", period)
        births = individu("date_naissance", period).astype("int64")
        rank = individu.get_rank(individu.famille, births, condition=dependent)
        position = where(individu.has_role(Famille.CONJOINT), 2, individu.famille("css_adultes", period) + 1 + rank)
        age = completed_years(individu("date_naissance", period), first_day(period))
        shared = individu("garde_alternee", period) & (age < rule.age_majorite)
        rate = rule.plafond.majoration.calc(position) * where(shared, rule.plafond.part_residence_alternee, 1)
        return where(individu.has_role(Famille.CONJOINT) | dependent, rate, 0)


class css_adultes(Variable):
    value_type = int
    entity = Famille
    definition_period = MONTH
    label = "Demandeur et conjoint du foyer de la complémentaire santé solidaire"
    reference = articles("R861-2")

    def formula(famille, period):
        return famille.nb_persons(Famille.PARENT)


class css_nombre_personnes(Variable):
    value_type = int
    entity = Famille
    definition_period = MONTH
    label = "Personnes du foyer de la complémentaire santé solidaire"
    reference = articles("R861-2")

    def formula(famille, period):
        dependents = famille.sum(famille.members("css_personne_a_charge", period))
        return famille("css_adultes", period) + dependents


class css_plafond(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Plafond annuel de ressources du droit sans participation financière"
    documentation = "Seul le plafond d'une personne seule est arrondi (L861-1) : celui du foyer ne l'est pas."
    reference = articles("L861-1", "R861-3", "D861-1")

    def formula(famille, period, parameters):
        ceiling = parameters(period).complementaire_sante.complementaire_sante_solidaire.plafond
        coefficient = 1 + famille.sum(famille.members("css_majoration_rang", period))
        overseas = famille.demandeur.menage("residence_dom", period)
        return ceiling.personne_seule * (1 + overseas * ceiling.majoration_outre_mer) * coefficient


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


class css_autres_revenus(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Revenus de remplacement, minima et pensions alimentaires de la personne, pour la CSS"
    documentation = """
    Sur la période de référence, nets de prélèvements ; les pensions alimentaires sont celles du dernier avis d'impôt.
    Les minima sont comptés après leur abattement mensuel (L861-2).
    """
    reference = articles("L861-2", "R861-4", "R861-8", "R861-10")

    def formula_2020_04(individu, period, parameters):
        rule = parameters(period).complementaire_sante.complementaire_sante_solidaire
        window = _reference(period, parameters)
        couple = individu.famille("en_couple", period)
        # a couple's allowance on ASPA or ASI is for the couple: half to each who receives it
        aspa = where(couple, rule.abattement_minima.aspa_couple / 2, rule.abattement_minima.aspa_seul)
        asi = where(couple, rule.abattement_minima.asi_couple / 2, rule.abattement_minima.asi_seul)
        months = rule.periode_de_reference.mois
        minima = (
            maximum(individu("aspa", window, options=[ADD]) - months * aspa, 0)
            + maximum(individu("asi", window, options=[ADD]) - months * asi, 0)
            + maximum(individu("aah", window, options=[ADD]) - months * rule.abattement_minima.aah, 0)
        )
        return minima + _replacement(individu, period, window)

    def formula(individu, period, parameters):
        window = _reference(period, parameters)
        minima = sum(individu(name, window, options=[ADD]) for name in ("aspa", "asi", "aah"))
        return minima + _replacement(individu, period, window)


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
        share = parameters(period).complementaire_sante.complementaire_sante_solidaire.abattement_patrimoine
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
    Une aide au logement compte pour le forfait de R861-7 au plus ; un propriétaire sans aide ni prêt, ou un ménage
    logé gratuitement, pour celui de R861-5.
    """
    reference = articles("L861-2", "R861-5", "R861-7")

    def formula(famille, period, parameters):
        rule = parameters(period).complementaire_sante.complementaire_sante_solidaire
        window = _reference(period, parameters)
        persons = famille("css_nombre_personnes", period)
        rsa = parameters(period).minima_sociaux.rsa.montant_forfaitaire * rule.forfait_logement.rsa.calc(persons)
        aid = famille("aide_logement", window, options=[ADD])
        months = rule.periode_de_reference.mois
        with_aid = minimum(aid, months * rsa * rule.forfait_logement.avec_aide.calc(persons))
        status = famille.demandeur.menage("statut_occupation_logement", period)
        items = status.possible_values
        housed = (status == items.proprietaire) | (status == items.loge_gratuitement) | (status == items.primo_accedant)
        without_aid = housed * months * rsa * rule.forfait_logement.sans_aide.calc(persons)
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
        kept = 1 - rule.abattement_activite * members("css_activite_interrompue", period)
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


class css_participations_impayees(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Participations d'un droit précédent impayées depuis moins de deux ans, sans aide, remise ni échéancier"
    documentation = "Elles empêchent un nouveau droit, ou un renouvellement (L861-5, R861-36)."
    reference = articles("L861-5", "R861-36")
    set_input = dispatch


class css_sans_activite_recente(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Ni le demandeur ni son conjoint n'ont travaillé les trois mois civils précédents"
    documentation = "Activité en établissement d'aide par le travail comprise, si elle est dans les revenus donnés."
    reference = articles("L861-2", "R861-11")
    set_input = dispatch

    def formula_2022_04(famille, period, parameters):
        months = int(parameters(period).complementaire_sante.complementaire_sante_solidaire.mois_sans_activite)
        window = Period((MONTH, period.start.offset(-months, MONTH), months))
        work = famille.members("salaire_imposable", window, options=[ADD])
        work = work + famille.members("rpns_imposables", period.this_year)
        return famille.sum(work, role=Famille.PARENT) <= 0


class css_presomption_gratuite(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Bénéficiaire du RSA, réputé sous le plafond"
    reference = articles("L861-2")

    def formula(famille, period):
        return famille("rsa", period) > 0


class css_presomption_participation(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Bénéficiaire d'un minimum social réputé sous le plafond majoré"
    documentation = """
    ASPA depuis avril 2022, ASI depuis juillet 2024, AAH d'une personne seule sans enfant depuis juillet 2025, ASS
    d'une personne seule sans enfant et contrat d'engagement jeune d'un foyer non imposable au plus tard en juillet
    2026.
    """
    reference = articles("L861-2", "R861-11")

    def formula_2026_07(famille, period):
        alone = _alone_without_child(famille, period)
        specific = alone & (_received(famille, period, "ass") > 0)
        untaxed = famille.members.foyer_fiscal("foyer_non_imposable", period)
        young = famille.sum((famille.members("allocation_contrat_engagement_jeune", period) > 0) & untaxed) > 0
        return (
            _presumed_without_work(famille, period, ("aspa", "asi")) | _presumed_aah(famille, period) | specific | young
        )

    def formula_2025_07(famille, period):
        return _presumed_without_work(famille, period, ("aspa", "asi")) | _presumed_aah(famille, period)

    def formula_2024_07(famille, period):
        return _presumed_without_work(famille, period, ("aspa", "asi"))

    def formula_2022_04(famille, period):
        return _presumed_without_work(famille, period, ("aspa",))


class css_residence(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Le foyer relève de la prise en charge des frais de santé de l'article L160-1"
    documentation = "La complémentaire de Mayotte est dans l'ordonnance 96-1122, hors du Code."
    reference = articles("L861-1", "L160-1")
    set_input = dispatch

    def formula(famille, period):
        menage = famille.demandeur.menage
        territory = menage("territoire", period)
        elsewhere = menage("residence_mayotte", period) | (
            territory == territory.possible_values.saint_pierre_et_miquelon
        )
        return famille.demandeur("residence_stable", period) & ~elsewhere


class css_gratuite(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Complémentaire santé solidaire sans participation financière (CMU-C avant novembre 2019)"
    reference = articles("L861-1", "L861-2")
    set_input = dispatch

    def formula(famille, period):
        below = famille("css_ressources_retenues", period) < famille("css_plafond", period)
        admitted = famille("css_residence", period) & ~famille("css_participations_impayees", period)
        return admitted & (below | famille("css_presomption_gratuite", period))


class css_participative(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Complémentaire santé solidaire avec participation financière"
    reference = articles("L861-1", "L861-2")
    set_input = dispatch

    def formula_2019_11(famille, period, parameters):
        rule = parameters(period).complementaire_sante.complementaire_sante_solidaire.plafond
        upper = famille("css_plafond", period) * (1 + rule.majoration_participation)
        resources = famille("css_ressources_retenues", period)
        within = (resources <= upper) | famille("css_presomption_participation", period)
        admitted = famille("css_residence", period) & ~famille("css_participations_impayees", period)
        return admitted & within & ~famille("css_gratuite", period)


class css_beneficiaire(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Personne couverte par la complémentaire santé solidaire"
    documentation = """
    Le droit s'ouvre pour un an le premier jour du mois qui suit la décision (L861-5, R861-18) et prend fin au décès :
    chaque mois est ici celui d'une demande. Les mineurs de seize ans en rupture familiale et certains étudiants, qui y
    ont droit à titre personnel (L861-1, R861-16), forment leur propre famille.
    """
    reference = articles("L861-1", "L861-5", "R861-2", "R861-16", "R861-16-5", "R861-18")

    def formula(individu, period):
        covered = individu.famille("css_gratuite", period) | individu.famille("css_participative", period)
        covered = covered & (calendar_months_since(individu("date_deces", period), period) <= 0)
        return covered & (individu("css_personne_a_charge", period) | individu.has_role(Famille.PARENT))


class css_enfant_arrive_en_cours_de_droit(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant né, adopté ou arrivé dans le foyer depuis l'ouverture du droit en cours"
    reference = articles("R861-16-5")
    set_input = dispatch


class css_participation_individu(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Participation financière mensuelle de la personne"
    documentation = """
    Selon l'âge au 1er janvier de l'année ; un enfant arrivé en cours de droit n'en doit pas jusqu'au terme.
    """
    reference = articles("L861-11", "R861-16-1", "R861-16-5")

    def formula_2019_11(individu, period, parameters):
        rule = parameters(period).complementaire_sante.complementaire_sante_solidaire
        age = maximum(completed_years(individu("date_naissance", period), first_day(period.this_year)), 0)
        fee = where(
            individu("salarie_regime_alsace_moselle", period) | individu.menage("residence_alsace_moselle", period),
            rule.participation.alsace_moselle.calc(age),
            rule.participation.droit_commun.calc(age),
        )
        most = rule.participation.part_maximale_du_plafond * rule.plafond.personne_seule / MONTHS_PER_YEAR
        minor = completed_years(individu("date_naissance", period), first_day(period)) < rule.age_majorite
        spared = individu("css_enfant_arrive_en_cours_de_droit", period) & minor
        owed = individu("css_beneficiaire", period) & individu.famille("css_participative", period) & ~spared
        return owed * minimum(fee, most)


class css_participation_forfaitaire(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Participation financière mensuelle du foyer à la complémentaire santé solidaire"
    reference = articles("L861-11")

    def formula(famille, period):
        return famille.sum(famille.members("css_participation_individu", period))


class css_soins_ticket_moderateur(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = (
        "Participation de l'assuré aux tarifs de ses soins du mois, hors majoration de qui n'a pas de médecin traitant"
    )
    reference = articles("L861-3")
    set_input = divide


class css_soins_forfait_journalier(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Forfait journalier hospitalier du mois"
    reference = articles("L861-3")
    set_input = divide


class css_soins_depassements_pris_en_charge(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Frais dentaires, d'optique, d'audition et de dispositifs au-delà des tarifs, dans les limites de l'arrêté"
    documentation = "L'arrêté fixe la liste et les limites, hors du Code : donner les frais déjà limités."
    reference = articles("L861-3")
    set_input = divide


class css_prise_en_charge(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Frais de santé du mois pris en charge par la complémentaire santé solidaire"
    reference = articles("L861-3")

    def formula(individu, period):
        costs = (
            individu("css_soins_ticket_moderateur", period)
            + individu("css_soins_forfait_journalier", period)
            + individu("css_soins_depassements_pris_en_charge", period)
        )
        return individu("css_beneficiaire", period) * costs


class acs(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Aide au paiement d'une complémentaire santé, jusqu'en octobre 2019, par mois"
    documentation = "Douzième de l'aide annuelle de l'ancien article 863-1 (partie législative), âge au 1er janvier."
    reference = articles("L861-1", "R861-2")

    def formula(famille, period, parameters):
        rule = parameters(period).complementaire_sante.complementaire_sante_solidaire
        upper = famille("css_plafond", period) * (1 + rule.plafond.majoration_participation)
        within = (famille("css_ressources_retenues", period) <= upper) & ~famille("css_gratuite", period)
        births = famille.members("date_naissance", period)
        age = maximum(completed_years(births, first_day(period.this_year)), 0)
        counted = famille.members("css_personne_a_charge", period) | famille.members.has_role(Famille.PARENT)
        help_of_all = famille.sum(counted * rule.aide_complementaire.calc(age))
        return famille("css_residence", period) * within * help_of_all / MONTHS_PER_YEAR


def _reference(period, parameters):
    """The twelve calendar months of resources, which end one month (until 2021) or two before the demand (R861-8)."""
    rule = parameters(period).complementaire_sante.complementaire_sante_solidaire.periode_de_reference
    months = int(rule.mois)
    start = period.start.offset(-(months + int(rule.dernier_mois) - 1), MONTH)
    return Period((MONTH, start, months))


def _interrupted(individu, period):
    return (
        individu("arret_travail_plus_de_six_mois", period)
        | individu("chomage_indemnise", period)
        | (individu("ass", period) > 0)
    )


def _replacement(individu, period, window):
    names = (
        "retraite_nette",
        "pensions_invalidite_nettes",
        "chomage_net",
        "indemnites_journalieres_nettes",
        "rente_accident_travail",
        "ass",
    )
    received = sum(individu(name, window, options=[ADD]) for name in names)
    return received + individu("pensions_alimentaires_percues", period.n_2, options=[ADD])


def _capital(foyer_fiscal, period):
    year = period.n_2
    land = foyer_fiscal("revenu_categoriel_foncier", year)
    return maximum(land, 0) + maximum(foyer_fiscal("revenu_categoriel_capital", year), 0)


def _received(famille, period, name):
    return famille.sum(famille.members(name, period), role=Famille.PARENT)


def _alone_without_child(famille, period):
    return ~famille("en_couple", period) & (famille("css_nombre_personnes", period) == 1)


def _presumed_without_work(famille, period, names):
    received = sum(_received(famille, period, name) for name in names)
    return (received > 0) & famille("css_sans_activite_recente", period)


def _presumed_aah(famille, period):
    alone = _alone_without_child(famille, period)
    return alone & _presumed_without_work(famille, period, ("aah",))
