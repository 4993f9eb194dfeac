"""Complémentaire santé solidaire: right, contribution and what it covers (L861-1 ff.).

The right opens for twelve months at the month of the demand: each month is computed as if the demand were made then.
Before November 2019: the CMU-C and the help to buy a cover.
"""

from numpy import maximum, minimum, where
from openfisca_core.periods import Period

from openfisca_secu.dates import MONTHS_PER_YEAR, calendar_months_since, completed_years, first_day
from openfisca_secu.model_api import ADD, MONTH, Famille, FoyerFiscal, Individu, Variable, articles, dispatch, divide
from openfisca_secu.rounding import to_cent


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
    documentation = """
    Activité en établissement d'aide par le travail comprise, si elle est dans les revenus donnés. Jusqu'en juillet
    2023, seul comptait le travail de l'allocataire de l'ASPA, non celui de son conjoint (décret 2023-671).
    """
    reference = articles("L861-2", "R861-11")
    set_input = dispatch

    def formula_2023_08(famille, period, parameters):
        return famille.sum(_recent_work(famille, period, parameters), role=Famille.PARENT) <= 0

    def formula_2022_04(famille, period, parameters):
        work = _recent_work(famille, period, parameters) * (famille.members("aspa", period) > 0)
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
    ASPA depuis avril 2022, ASI depuis juillet 2024, AAH à taux plein ou en complément d'une pension ou d'une rente,
    d'une personne seule sans enfant, depuis juillet 2025, ASS d'une personne seule sans enfant et contrat d'engagement
    jeune d'un foyer non imposable au plus tard en juillet 2026.
    """
    reference = articles("L861-2", "R861-11")

    def formula_2026_07(famille, period, parameters):
        alone = _alone_without_child(famille, period)
        specific = alone & (_received(famille, period, "ass") > 0)
        untaxed = famille.members.foyer_fiscal("foyer_non_imposable", period)
        young = famille.sum((famille.members("allocation_contrat_engagement_jeune", period) > 0) & untaxed) > 0
        return (
            _presumed_without_work(famille, period, ("aspa", "asi"))
            | _presumed_aah(famille, period, parameters)
            | specific
            | young
        )

    def formula_2025_07(famille, period, parameters):
        return _presumed_without_work(famille, period, ("aspa", "asi")) | _presumed_aah(famille, period, parameters)

    def formula_2024_07(famille, period):
        return _presumed_without_work(famille, period, ("aspa", "asi"))

    def formula_2022_04(famille, period):
        return _presumed_without_work(famille, period, ("aspa",))


class css_gratuite(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Complémentaire santé solidaire sans participation financière (CMU-C avant novembre 2019)"
    reference = articles("L861-1", "L861-2", "L861-5", "R861-36")
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
    reference = articles("L861-1", "L861-2", "L861-5", "R861-36")
    set_input = dispatch

    def formula_2019_11(famille, period, parameters):
        rule = parameters(period).complementaire_sante.complementaire_sante_solidaire.foyer.plafond
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
    ont droit à titre personnel (L861-1, R861-16), forment leur propre famille. Le bénéficiaire du RSA n'a pas à la
    demander depuis 2022 (L861-2).
    """
    reference = articles("L861-1", "L861-2", "L861-5", "R861-2", "R861-16", "R861-16-5", "R861-18")

    def formula_2022(individu, period):
        automatic = individu.famille("css_presomption_gratuite", period)
        return _covered(individu, period) & (automatic | individu.famille("recours_css", period))

    def formula(individu, period):
        return _covered(individu, period) & individu.famille("recours_css", period)


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
            rule.droit.participation.alsace_moselle.calc(age),
            rule.droit.participation.droit_commun.calc(age),
        )
        most = rule.droit.participation.part_maximale_du_plafond * rule.foyer.plafond.personne_seule / MONTHS_PER_YEAR
        minor = completed_years(individu("date_naissance", period), first_day(period)) < rule.foyer.age_majorite
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
        upper = famille("css_plafond", period) * (1 + rule.foyer.plafond.majoration_participation)
        within = (famille("css_ressources_retenues", period) <= upper) & ~famille("css_gratuite", period)
        births = famille.members("date_naissance", period)
        age = maximum(completed_years(births, first_day(period.this_year)), 0)
        counted = famille.members("css_personne_a_charge", period) | famille.members.has_role(Famille.PARENT)
        help_of_all = famille.sum(counted * rule.droit.aide_complementaire.calc(age))
        return famille("css_residence", period) * within * help_of_all / MONTHS_PER_YEAR


def _covered(individu, period):
    """Who would be covered if the right were claimed."""
    entitled = individu.famille("css_gratuite", period) | individu.famille("css_participative", period)
    alive = calendar_months_since(individu("date_deces", period), period) <= 0
    return entitled & alive & (individu("css_personne_a_charge", period) | individu.has_role(Famille.PARENT))


def _recent_work(famille, period, parameters):
    """Income from work of each member over the calendar months before the demand (R861-11)."""
    months = int(parameters(period).complementaire_sante.complementaire_sante_solidaire.droit.mois_sans_activite)
    window = Period((MONTH, period.start.offset(-months, MONTH), months))
    wages = famille.members("salaire_imposable", window, options=[ADD])
    return wages + famille.members("rpns_imposables", period.this_year)


def _received(famille, period, name):
    return famille.sum(famille.members(name, period), role=Famille.PARENT)


def _alone_without_child(famille, period):
    return ~famille("en_couple", period) & (famille("css_nombre_personnes", period) == 1)


def _presumed_without_work(famille, period, names):
    received = sum(_received(famille, period, name) for name in names)
    return (received > 0) & famille("css_sans_activite_recente", period)


def _presumed_aah(famille, period, parameters):
    """Only the full allowance, or one that completes a pension: not one that other income reduces (L861-2, 3°)."""
    full = to_cent(parameters(period).minima_sociaux.aah.montant.montant_maximal)
    amount = famille.members("aah", period)
    beside_pension = (amount > 0) & (famille.members("aah_base_non_cumulable", period) > 0)
    entitled = famille.any((to_cent(amount) >= full) | beside_pension, role=Famille.PARENT)
    return _alone_without_child(famille, period) & entitled & famille("css_sans_activite_recente", period)
