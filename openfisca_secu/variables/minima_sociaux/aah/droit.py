"""Who has a right to the allocation aux adultes handicapés (L821-1, L821-2, R821-1)."""

from datetime import date

from openfisca_secu.dates import MONTHS_PER_YEAR, as_number, calendar_months_since, completed_months
from openfisca_secu.family import age_opens_right, below_age_limit
from openfisca_secu.model_api import ETERNITY, MONTH, Famille, Individu, Variable, articles, dispatch
from openfisca_secu.rounding import to_cent


class aah_date_demande(Variable):
    value_type = date
    default_value = date(1969, 12, 1)
    entity = Individu
    definition_period = MONTH
    label = "Date du dépôt de la demande d'allocation aux adultes handicapés"
    documentation = """
    Le droit s'ouvre le premier du mois suivant, d'où partent les périodes de droits de trois mois. Sans elle la demande
    est supposée faite à temps et les trimestres sont ceux de l'année civile. Le non-recours se dit avec une date
    future.
    """
    reference = articles("R821-7", "R821-4-1")
    set_input = dispatch


class aah_date_fin_decision(Variable):
    value_type = date
    default_value = date(2150, 12, 31)
    entity = Individu
    definition_period = MONTH
    label = "Fin de la période pour laquelle la commission a accordé l'allocation aux adultes handicapés"
    documentation = """
    Le 31 décembre 2150 : sans limite, ou renouvelée. Donner la date du paiement de l'avance sur droits supposés quand
    l'organisme continue de servir l'allocation en attendant la décision (L821-7-1).
    """
    reference = articles("L821-4", "R821-5")
    set_input = dispatch


class aah_restriction_substantielle_durable_acces_emploi(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Restriction substantielle et durable pour l'accès à l'emploi reconnue par la commission"
    documentation = "L'article D821-1-2 dit comment la commission l'apprécie ; sa décision est une donnée."
    reference = articles("L821-2", "D821-1-2")
    set_input = dispatch


class aah_sejour_irregulier(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Étranger, hors Union européenne et Espace économique européen, sans titre régulier de séjour"
    documentation = """
    Ni titre ou document de l'article D821-8, ni demande de renouvellement. Par défaut, la réponse donnée pour les
    prestations familiales.
    """
    reference = articles("L821-1", "D821-8")
    set_input = dispatch

    def formula(individu, period):
        return individu("sejour_ou_entree_irreguliers", period)


class aah_duree_residence_europeen(Variable):
    value_type = float
    default_value = 12
    min_value = 0
    unit = "month"
    entity = Individu
    definition_period = MONTH
    label = "Mois depuis lesquels un ressortissant européen réside en France"
    reference = articles("L821-1")
    is_period_size_independent = True
    set_input = dispatch


class aah_duree_residence_non_opposable(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Ressortissant européen à qui les trois mois de résidence ne sont pas opposables"
    documentation = """
    Qui travaille (c'est le défaut), qui a travaillé en France et s'y trouve en incapacité, en formation ou inscrit
    comme demandeur d'emploi ; leurs ascendants, descendants et conjoints.
    """
    reference = articles("L821-1")
    set_input = dispatch

    def formula_2011(individu, period):
        return individu("aah_en_activite", period)


class aah_europeen_cherchant_emploi(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Ressortissant européen entré en France pour y chercher un emploi et qui s'y maintient à ce titre"
    reference = articles("L821-1")
    set_input = dispatch


class aah_condition_sejour(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Condition de nationalité ou de séjour de l'allocation aux adultes handicapés"
    documentation = "Les ressortissants suisses sont tenus pour ceux de l'Union européenne (accord de 1999)."
    reference = articles("L821-1", "D821-8")
    set_input = dispatch

    def formula(individu, period, parameters):
        least = parameters(period).minima_sociaux.aah.droit.duree_residence_europeens
        nationality = individu("nationalite_groupe", period)
        groups = nationality.possible_values
        settled = individu("aah_duree_residence_europeen", period) > least
        european = (settled | individu("aah_duree_residence_non_opposable", period)) & ~individu(
            "aah_europeen_cherchant_emploi", period
        )
        regular = ~individu("aah_sejour_irregulier", period)
        is_french = nationality == groups.francaise
        is_european = nationality == groups.ue_eee_suisse
        return is_french | (is_european & european) | (~is_french & ~is_european & regular)


class aah_mois_complet_de_presence(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Mois civil passé en entier en France, dans une année où l'absence dépasse trois mois"
    documentation = "Sans effet pour qui ne s'absente pas plus de trois mois (`residence_mois_en_france`)."
    reference = articles("R821-1")
    set_input = dispatch


class aah_condition_residence(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Réside en France au sens de l'allocation aux adultes handicapés"
    documentation = """
    Métropole, collectivités de l'article L751-1, Saint-Pierre-et-Miquelon. Mayotte a sa propre allocation, hors de ce
    Code (ordonnance 2002-411). Une absence de plus de trois mois dans l'année ne laisse que les mois civils complets
    de présence, sauf pour étudier, apprendre une langue ou se former : laisser alors douze mois de résidence.
    """
    reference = articles("L821-1", "R821-1", "L552-1")
    set_input = dispatch

    def formula(individu, period, parameters):
        away = parameters(period).minima_sociaux.aah.droit.sejour_hors_de_france
        permanent = individu("residence_mois_en_france", period) >= MONTHS_PER_YEAR - away
        present = permanent | individu("aah_mois_complet_de_presence", period)
        return present & ~individu.menage("residence_mayotte", period)


class aah_enfant_a_charge(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant à charge qui relève le plafond de l'allocation aux adultes handicapés"
    documentation = """
    Celui des prestations familiales ; à Saint-Pierre-et-Miquelon, où celles de ce Code ne sont pas versées, les mêmes
    conditions de charge, d'âge et de rémunération.
    """
    reference = articles("D821-2", "L512-3", "L521-2")
    set_input = dispatch

    def formula(individu, period, parameters):
        law = parameters(period).prestations_familiales.enfant_a_charge
        months = individu("mois_depuis_naissance", period)
        pay = to_cent(individu("prestations_familiales_remuneration_enfant", period))
        below_end_of_school = below_age_limit(months, law.obligation_scolaire.age_fin)
        territory = individu.menage("territoire", period)
        in_saint_pierre = (
            (territory == territory.possible_values.saint_pierre_et_miquelon)
            & individu("enfant_charge_effective", period)
            & individu("enfant_en_vie_ou_maintenu", period)
            & age_opens_right(months, 0)
            & below_age_limit(months, law.age_limite)
            & (below_end_of_school | (pay <= individu("plafond_remuneration_enfant", period)))
        )
        return individu("prestations_familiales_enfant_a_charge", period) | in_saint_pierre


class aah_nombre_enfants_a_charge(Variable):
    value_type = int
    entity = Famille
    definition_period = MONTH
    label = "Enfants à charge qui relèvent le plafond de l'allocation aux adultes handicapés"
    reference = articles("D821-2")

    def formula(famille, period):
        return famille.sum(famille.members("aah_enfant_a_charge", period))


class aah_age_atteint(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Âge d'ouverture du droit à l'allocation aux adultes handicapés atteint"
    documentation = """
    Depuis le mois qui suit le vingtième anniversaire (l'allocation d'éducation de l'enfant handicapé est due jusque-là,
    R541-4), ou dès seize ans pour qui n'ouvre plus droit aux allocations familiales.
    """
    reference = articles("L821-1", "R821-1")
    set_input = dispatch

    def formula(individu, period, parameters):
        age = parameters(period).minima_sociaux.aah.droit.age
        months = individu("mois_depuis_naissance", period)
        of_family_benefits = individu("af_enfant_a_charge", period) | individu("aah_enfant_a_charge", period)
        early = age_opens_right(months, age.minimal_sans_allocations_familiales) & ~of_family_benefits
        return age_opens_right(months, age.minimal) | early


class aah_age_inaptitude_atteint(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Âge où le bénéficiaire est réputé inapte au travail atteint, au premier jour du mois"
    documentation = """
    Âge légal de la retraite de la génération, puis soixante-deux ans. L'allocation est due pour le mois où cet âge est
    atteint, sauf si c'est le premier du mois : la pension ou l'ASPA part alors de ce mois-là.
    """
    reference = articles("L821-1", "L821-2", "L351-1-5", "D351-1-14", "L161-17-2", "D161-2-1-9")
    set_input = dispatch

    def formula(individu, period, parameters):
        births = individu("date_naissance", period)
        months = parameters(period).minima_sociaux.aah.droit.age.inaptitude.calc(as_number(births))
        return completed_months(births, period) >= months


class aah_incapacite_suffisante(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Taux d'incapacité d'au moins 80 %"
    reference = articles("L821-1", "D821-1")
    set_input = dispatch

    def formula(individu, period, parameters):
        rates = parameters(period).minima_sociaux.aah.droit.taux_incapacite
        return individu("taux_incapacite", period) >= rates.suffisant


class aah_incapacite_et_restriction(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Taux d'incapacité de 50 à 79 % et restriction pour l'accès à l'emploi, avant l'âge de l'inaptitude"
    reference = articles("L821-2", "D821-1", "D821-1-2")
    set_input = dispatch

    def formula(individu, period, parameters):
        rates = parameters(period).minima_sociaux.aah.droit.taux_incapacite
        return (
            (individu("taux_incapacite", period) >= rates.avec_restriction_acces_emploi)
            & ~individu("aah_incapacite_suffisante", period)
            & individu("aah_restriction_substantielle_durable_acces_emploi", period)
            & ~individu("aah_age_inaptitude_atteint", period)
        )


class aah_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Conditions de l'allocation aux adultes handicapés autres que de ressources"
    reference = articles("L821-1", "L821-2", "L821-4", "R821-1", "R821-5", "R821-7", "D821-1")
    set_input = dispatch

    def formula_2011(individu, period):
        alive = calendar_months_since(individu("date_deces", ETERNITY), period) <= 0
        requested = calendar_months_since(individu("aah_date_demande", period), period) > 0
        granted = calendar_months_since(individu("aah_date_fin_decision", period), period) <= 0
        return (
            (individu("aah_incapacite_suffisante", period) | individu("aah_incapacite_et_restriction", period))
            & individu("aah_age_atteint", period)
            & individu("aah_condition_residence", period)
            & individu("aah_condition_sejour", period)
            & requested
            & individu("recours_aah", period)
            & granted
            & alive
        )


class aah_activite_poursuivie_apres_inaptitude(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Travaille depuis l'âge de l'inaptitude et garde son allocation sans demander sa pension"
    documentation = """
    Taux d'incapacité d'au moins 80 %, de soixante-deux à soixante-sept ans. Par défaut : exerce une activité dans le
    mois, en supposant qu'il l'exerçait à soixante-deux ans et depuis.
    """
    reference = articles("L821-1", "L351-8")
    set_input = dispatch

    def formula_2024_12(individu, period, parameters):
        law = parameters(period).minima_sociaux.aah.droit.activite_apres_inaptitude
        births = individu("date_naissance", period)
        return (
            individu("aah_incapacite_suffisante", period)
            & individu("aah_age_inaptitude_atteint", period)
            & (completed_months(births, period) < MONTHS_PER_YEAR * law.age_limite)
            & (as_number(births) >= law.premiere_naissance)
            & individu("aah_en_activite", period)
        )
