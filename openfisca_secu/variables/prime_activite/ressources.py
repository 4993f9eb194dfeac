"""Prime d'activité: the resources of a reference month, by category (L842-4, L842-8, R844-1 to R844-5, R843-1, III).

Self-employed income depends on the examination, and stands in `non_salaries`.
"""

from datetime import date

import numpy

from openfisca_secu.births import DEFAULT_BIRTH as NOT_GIVEN
from openfisca_secu.dates import MONTHS_PER_YEAR, first_day, last_day
from openfisca_secu.family import below_age_limit
from openfisca_secu.model_api import MONTH, Famille, FoyerFiscal, Individu, Menage, Variable, articles, dispatch, divide


class ppa_date_arret_travail(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Individu
    definition_period = MONTH
    label = "Date de l'arrêt de travail au titre duquel les indemnités journalières du mois sont versées"
    documentation = "Non donnée (1er janvier 1970), les indemnités sont supposées versées dans ses trois premiers mois."
    reference = articles("R844-1", "R844-2")
    set_input = dispatch


class ppa_autres_revenus_professionnels(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Autres revenus professionnels du mois, nets, hors salaires, bénéfices et indemnités journalières"
    documentation = """
    Stage de formation professionnelle, volontariat dans les armées, rémunération garantie en établissement de travail
    protégé, adaptation à la vie active, organismes d'accueil communautaire (R844-1, I, 2° à 4°, 7°, 8°, 10°), quand ils
    ne sont pas dans le montant net social ; dédommagement de l'aidant familial jusqu'en octobre 2020.
    """
    reference = articles("R844-1")
    set_input = divide


class ppa_remuneration_gerant(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rémunération des gérants et associés (code général des impôts, article 62), avant frais professionnels"
    reference = articles("R845-3")
    set_input = divide


class ppa_autres_revenus_remplacement(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = (
        "Prestation compensatoire, cessation anticipée d'activité, autres rentes et pensions de remplacement perçues"
    )
    reference = articles("R844-2")
    set_input = divide


class ppa_assimilation_maintenue(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Pension d'invalidité ou rente comptée comme un revenu professionnel au moins une fois en 2018"
    documentation = "Condition du maintien de cette règle de 2019 à 2024 (loi 2018-1317, article 269)."
    reference = articles("L842-8")
    set_input = dispatch


class ppa_avantage_logement(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Logé à titre gratuit, ou propriétaire du logement occupé"
    reference = articles("R844-3")
    documentation = """
    L'article ne distingue pas le propriétaire qui rembourse un prêt ; les caisses ne le comptent pas (paramètre
    `accedants_compris`). L'enfant du ménage qui forme une autre famille est réputé logé gratuitement.
    """
    set_input = dispatch

    def formula(famille, period, parameters):
        with_loans = parameters(period).prime_activite.ressources.logement.accedants_compris
        status = famille.demandeur.menage("statut_occupation_logement", period)
        statuses = status.possible_values
        owner = (status == statuses.proprietaire) | ((status == statuses.primo_accedant) & with_loans)
        with_parents = famille.any(famille.members.has_role(Menage.ENFANT), role=Famille.DEMANDEUR)
        return owner | (status == statuses.loge_gratuitement) | with_parents


class ppa_logement_de_fonction(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Logement fourni par l'employeur, compté en avantage en nature dans les revenus professionnels"
    reference = articles("R844-3")
    set_input = dispatch


class ppa_compte_aide_logement(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Personne à charge comptée pour l'aide au logement"
    reference = articles("R844-4")
    documentation = """
    Défini par le code de la construction et de l'habitation. Approximation par défaut : les enfants à charge au sens
    des prestations familiales, et toute personne de moins de vingt et un ans.
    """
    set_input = dispatch

    def formula(individu, period, parameters):
        limit = parameters(period).prime_activite.ressources.logement.age_limite_aide
        young = below_age_limit(individu("mois_depuis_naissance", period), limit)
        return young | individu("prestations_familiales_enfant_a_charge", period)


class ppa_salaires(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Salaires du mois retenus pour la prime d'activité"
    reference = articles("R844-1")
    documentation = """
    Depuis 2024, le montant net social (R844-1, II). Avant, le texte ne disait pas comment les compter : les caisses
    retenaient le salaire net perçu, avant impôt. La prime de partage de la valeur y est, que R844-5 n'exclut pas (la
    loi qui l'a créée n'a pas été lue sur ce point).
    """
    set_input = divide

    def formula_2024(individu, period):
        return individu("montant_net_social", period)

    def formula(individu, period):
        return individu("salaire_net", period)


class ppa_indemnites_journalieres(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Indemnités journalières de maladie, d'accident du travail et de maladie professionnelle, nettes"
    reference = articles("R844-1", "L136-8")

    def formula(individu, period, parameters):
        gross = (
            individu("indemnites_journalieres_maladie", period)
            + individu("indemnites_journalieres_accident_travail", period)
            + individu("indemnites_journalieres_maladie_professionnelle", period)
        )
        return gross * _net_of_levies(individu, period, parameters)


class ppa_part_indemnites_professionnelles(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Part des indemnités journalières du mois versée dans les trois premiers mois de l'arrêt de travail"
    reference = articles("R844-1", "R844-2")
    documentation = "Au nombre de jours du mois avant le terme des trois mois, comptés de date à date."

    def formula(individu, period, parameters):
        months = int(parameters(period).prime_activite.ressources.indemnites_journalieres.duree_revenu_professionnel)
        start = individu("ppa_date_arret_travail", period)
        month = start.astype("datetime64[M]")
        term = (month + months).astype("datetime64[D]") + (start - month.astype("datetime64[D]"))
        days = (term - first_day(period)).astype(numpy.int64)
        length = (last_day(period) - first_day(period)).astype(numpy.int64) + 1
        known = start > NOT_GIVEN
        return numpy.where(known, numpy.clip(days / length, 0, 1), 1)


class ppa_revenus_professionnels(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Revenus professionnels du mois, hors bénéfices et hors allocations et pensions assimilées"
    reference = articles("L842-4", "R844-1", "R843-1", "R845-3")
    documentation = (
        "Un total négatif est compté pour zéro : R843-1, IV le dit depuis 2025, le texte antérieur ne dit rien."
    )
    set_input = divide

    def formula(individu, period, parameters):
        parental = (
            individu("indemnites_journalieres_maternite", period)
            + individu("indemnites_journalieres_paternite", period)
            + individu("indemnites_journalieres_adoption", period)
            + individu("indemnites_journalieres_conge_supplementaire_naissance", period)
        )
        of_first_months = individu("ppa_indemnites_journalieres", period) * individu(
            "ppa_part_indemnites_professionnelles", period
        )
        total = (
            individu("ppa_salaires", period)
            + parental * _net_of_levies(individu, period, parameters)
            + of_first_months
            + individu("activite_partielle_nette", period)
            + individu("ppa_autres_revenus_professionnels", period)
            + individu("ppa_remuneration_gerant", period)
        )
        return numpy.maximum(total, 0)


class ppa_revenus_assimilables(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = (
        "Allocation aux adultes handicapés, et pensions que la loi y a jointes, assimilables à un revenu professionnel"
    )
    reference = articles("L842-8")
    documentation = """
    D'octobre 2016 à 2018, avec les pensions d'invalidité et les rentes d'accident du travail (loi 2016-1088, article
    99 ; loi 2018-1317, article 269, I). De 2019 à 2024, pour ceux qui en ont bénéficié au moins une fois en 2018. La
    date d'octobre 2016 est celle de leur prise en compte effective ; le texte d'alors n'est pas tenu.
    """
    set_input = divide

    def formula_2025(individu, period):
        return individu("aah", period)

    def formula_2019(individu, period):
        return individu("aah", period) + individu("ppa_assimilation_maintenue", period) * _pensions(individu, period)

    def formula_2016_10(individu, period):
        return individu("aah", period) + _pensions(individu, period)

    def formula(individu, period):
        return individu("aah", period)


class ppa_revenus_remplacement(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Revenus de remplacement du mois"
    reference = articles("L842-4", "R844-2")
    documentation = """
    Pensions de retraite et d'invalidité, préretraites, chômage, indemnités journalières après trois mois, pensions
    alimentaires, rentes d'accident du travail, prestation compensatoire. R843-1 compte les ressources « perçues » :
    elles le sont nettes des prélèvements sociaux.
    """
    set_input = divide

    def formula(individu, period):
        late = individu("ppa_indemnites_journalieres", period) * (
            1 - individu("ppa_part_indemnites_professionnelles", period)
        )
        return (
            individu("retraite_nette", period)
            + individu("preretraite_nette", period)
            + individu("chomage_net", period)
            + _pensions(individu, period)
            + late
            + individu("pensions_alimentaires_percues", period)
            + individu("ppa_autres_revenus_remplacement", period)
        )


class ppa_autres_revenus_imposables(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Autres revenus soumis à l'impôt : un douzième de ceux de l'avant-dernière année"
    reference = articles("L842-4", "R843-1")
    documentation = """
    Revenus fonciers et de capitaux mobiliers du foyer fiscal, portés par son déclarant principal ; un déficit n'est pas
    déduit. Les plus-values et rentes viagères à titre onéreux ne sont pas des données de ce modèle.
    """
    set_input = divide

    def formula(individu, period):
        land = individu.foyer_fiscal("revenu_categoriel_foncier", period.n_2)
        capital = individu.foyer_fiscal("revenu_categoriel_capital", period.n_2)
        yearly = numpy.maximum(land, 0) + numpy.maximum(capital, 0)
        return individu.has_role(FoyerFiscal.DECLARANT_PRINCIPAL) * yearly / MONTHS_PER_YEAR


class ppa_autres_ressources_individu(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Ressources du mois autres que les revenus professionnels, allocation aux adultes handicapés comprise"
    reference = articles("L842-4", "R844-2", "R844-5")
    documentation = """
    Revenus de remplacement, prestations individuelles que R844-5 n'exclut pas (ASPA, ASI, allocation de solidarité
    spécifique, AAH et ses compléments) et autres revenus imposables.
    """

    def formula(individu, period):
        benefits = ("aspa", "asi", "ass", "aah", "mva", "complement_ressources_aah")
        return (
            individu("ppa_revenus_remplacement", period)
            + sum(individu(name, period) for name in benefits)
            + individu("ppa_autres_revenus_imposables", period)
        )


class ppa_base_ressources_prestations_familiales(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Prestations familiales prises en compte"
    reference = articles("L842-4", "R844-4", "R844-5")
    documentation = """
    Dues au titre du mois : allocations familiales sans les majorations pour âge ni l'allocation forfaitaire, complément
    familial (dans la limite du montant simple s'il est majoré, L522-3 ; celui d'outre-mer, L755-16-1, n'est pas
    limité), soutien familial dans la limite de ses forfaits, allocation de base, prestation partagée d'éducation de
    l'enfant.
    """
    set_input = divide

    def formula(famille, period, parameters):
        law = parameters(period)
        rule = law.prime_activite.ressources
        bmaf = law.prestations_familiales.bmaf
        by_number = famille("af_base", period) + famille("af_complement_degressif", period)
        allowances = numpy.minimum(by_number, famille("af", period))
        cf = famille("cf", period)
        increased = famille("cf_eligibilite_base", period) & (famille("cf_majore_avant_cumul", period) > 0)
        supplement = numpy.where(increased, numpy.minimum(cf, rule.complement_familial_majore * bmaf), cf)
        return (
            allowances
            + supplement
            + _capped_support(famille, period, rule.allocation_soutien_familial, bmaf)
            + famille("paje_base", period)
            + famille("paje_prepare", period)
        )


class ppa_allocation_base_exclue(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Allocation de base qui n'est pas comptée à la personne isolée dont l'enfant a trois mois au plus"
    reference = articles("R844-5")
    documentation = "Jusqu'au mois des trois mois de l'enfant compris."

    def formula(famille, period, parameters):
        age = parameters(period).prime_activite.ressources.age_allocation_base_exclue
        months = famille.members("mois_depuis_naissance", period)
        baby = famille.members("ppa_personne_a_charge", period) & (months <= age)
        return famille("paje_base", period) * famille.any(baby)


def _pensions(individu, period):
    """Invalidity pensions, net, and annuities after an accident at work, which bear no levy."""
    return individu("pensions_invalidite_nettes", period) + individu("rente_accident_travail", period)


def _net_of_levies(individu, period, parameters):
    """What the CSG and the CRDS leave of daily allowances, whose rate is the same for all incomes."""
    levies = parameters(period).contributions_sociales
    rate = levies.csg_crds_remplacement.indemnites_journalieres.taux + levies.csg_crds_salaire.crds.taux
    return 1 - rate * individu("assujetti_csg_remplacement", period)


def _capped_support(famille, period, limits, bmaf):
    """Allocation de soutien familial of each child within its flat amount (R844-4, III)."""
    parents = famille.members("asf_parents_ouvrant_droit", period)
    limit = bmaf * numpy.where(parents > 1, limits.deux_parents, limits.un_parent)
    counted = famille.sum(numpy.minimum(famille.members("asf_montant_enfant", period), limit))
    return numpy.minimum(counted, famille("asf", period))
