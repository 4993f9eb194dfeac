"""Children who open the right to the prestation partagée d'éducation de l'enfant, and for how long (L531-4, D531-13 to
D531-16-1); children born or arrived before 2015 open the complément de libre choix d'activité that it replaced.
"""

from numpy import select, where

from openfisca_secu.dates import MONTHS_PER_YEAR, calendar_months_since, first_day, month_number
from openfisca_secu.model_api import MONTH, Famille, Individu, Variable, articles, dispatch
from openfisca_secu.paje import NOT_GIVEN, generation, month_numbers
from openfisca_secu.siblings import maximum_by_family, same_day_sum


class prepare_duree_etendue_acquise(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Personne seule qui s'est mise en couple après la durée de base, et garde la durée étendue"
    reference = articles("L531-4")
    set_input = dispatch


class prepare_accueil_insatisfait(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Une demande d'accueil ou de scolarisation de l'enfant de trois ans est restée insatisfaite"
    reference = articles("L531-4")
    set_input = dispatch


class prepare_enfant_arrive(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant né ou arrivé au foyer ce mois-ci"
    reference = articles("R552-2")

    def formula_2004(individu, period):
        born = individu.has_role(Famille.ENFANT) & (individu("mois_depuis_naissance", period) == 0)
        born = born & (individu("date_adoption", period) == NOT_GIVEN)
        return born | individu("prime_adoption_enfant_arrive", period)


class prepare_enfant_decede_compte(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant décédé depuis l'ouverture du droit, dont la perte ne réduit pas le droit à la prestation"
    reference = articles("R531-2")
    documentation = "Est présumé décédé depuis l'ouverture un enfant décédé depuis l'arrivée du dernier venu."

    def formula_2004(individu, period, parameters):
        limit = parameters(period).prestations_familiales.enfant_a_charge.age_limite
        families = individu.famille.members_entity_id
        counted = individu("paje_enfant_compte", period)
        arrivals = individu("paje_date_reference", period).astype("datetime64[D]").astype(int)
        last_arrival = maximum_by_family(families, arrivals * counted, individu.famille.count)[families]
        death = individu("date_deces", period)
        died_since = (death < first_day(period)) & (death.astype("datetime64[D]").astype(int) > last_arrival)
        was_dependent = individu.has_role(Famille.ENFANT) & (death >= individu("date_naissance", period))
        young = individu("mois_depuis_naissance", period) < MONTHS_PER_YEAR * limit
        return ~counted & (last_arrival > 0) & died_since & was_dependent & young


class prepare_nombre_enfants_avec_arrivees(Variable):
    value_type = int
    entity = Famille
    definition_period = MONTH
    label = "Nombre d'enfants à charge, ceux du mois compris, pour la prestation partagée d'éducation de l'enfant"
    reference = articles("L531-4", "R552-2")

    def formula_2004(famille, period):
        arriving = famille.sum(famille.members("prepare_enfant_arrive", period) * ~_counted(famille, period))
        return famille.sum(_counted(famille, period)) + arriving


class prepare_nombre_enfants(Variable):
    value_type = int
    entity = Famille
    definition_period = MONTH
    label = "Nombre d'enfants à charge, pour la prestation partagée d'éducation de l'enfant"
    reference = articles("L531-4", "R531-2", "R552-2")
    documentation = "Un enfant compte le mois suivant sa naissance, ou le mois même s'il est le premier."

    def formula_2004(famille, period):
        before = famille.sum(_counted(famille, period))
        return where(before > 0, before, famille("prepare_nombre_enfants_avec_arrivees", period))


class prepare_enfants_simultanes(Variable):
    value_type = int
    entity = Individu
    definition_period = MONTH
    label = "Nombre d'enfants de la famille nés ou arrivés le même jour que l'enfant, lui compris"
    reference = articles("L531-4", "D531-14", "D531-14-1")

    def formula_2004(individu, period):
        present = individu("paje_enfant_compte", period) | individu("prepare_enfant_arrive", period)
        dates = individu("paje_date_reference", period)
        return (same_day_sum(individu.famille.members_entity_id, dates, present) * present).astype(int)


class prepare_enfant_depuis_2015(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant né ou arrivé depuis 2015, auquel s'applique la prestation partagée d'éducation de l'enfant"
    reference = articles("L531-4", "D531-13")

    def formula_2004(individu, period, parameters):
        first = parameters(period).prestations_familiales.paje.enfants.generations.janvier_2015
        return month_numbers(individu("paje_date_reference", period)) >= month_numbers(first)


class prepare_enfant_mensualites(Variable):
    value_type = int
    unit = "month"
    entity = Individu
    definition_period = MONTH
    label = "Mensualités de chaque parent au titre de l'enfant s'il ouvre droit ce mois-ci, 0 sinon"
    reference = articles("L531-1", "L531-4", "D531-1", "D531-13", "D531-14", "D531-14-1", "R552-2", "R552-3", "L552-7")
    documentation = """
    Enfants venus depuis 2015, parents en couple : six mois chacun avant un an pour un enfant, vingt-quatre avant trois
    ans dès deux enfants, quarante-huit avant six ans pour des triplés ; une personne seule n'est tenue que par l'âge
    de l'enfant. Enfant adopté : douze mois au moins depuis l'arrivée (trois ans pour trois adoptions simultanées),
    prolongés jusqu'à trois ans dès deux enfants à charge. Enfants venus avant 2015 (complément de libre choix
    d'activité) : six mois pour un enfant, jusqu'à trois ans (six pour des triplés) dès deux enfants.
    """

    def formula_2015(individu, period, parameters):
        return where(
            individu("prepare_enfant_depuis_2015", period),
            _payments_since_2015(individu, period, parameters),
            _payments_before_2015(individu, period, parameters),
        )

    def formula_2004(individu, period, parameters):
        return _payments_before_2015(individu, period, parameters)


class prepare_majore_enfant_mensualites(Variable):
    value_type = int
    unit = "month"
    entity = Individu
    definition_period = MONTH
    label = "Mensualités au montant majoré de chaque parent si l'enfant y ouvre droit ce mois-ci, 0 sinon"
    reference = articles("L531-4", "D531-16-1", "R552-2", "R552-3")
    documentation = """
    Du mois de la naissance, ou de l'arrivée de l'enfant adopté, au mois précédant le premier anniversaire. Une
    personne seule n'est tenue que par cette limite.
    """

    def formula_2006_07(individu, period, parameters):
        law = parameters(period).prestations_familiales.paje.prepare
        since = calendar_months_since(individu("paje_date_reference", period), period)
        enough = individu.famille("prepare_nombre_enfants_avec_arrivees", period) >= law.nombre_enfants_majore
        limit = MONTHS_PER_YEAR * law.age_limite.un_enfant
        each = where(_alone(individu, period), limit, law.duree.majore)
        older = ~individu("prepare_enfant_depuis_2015", period)
        each = where(older, law.complement_libre_choix_activite.duree_majore, each)
        present = individu("paje_enfant_compte", period) | individu("prepare_enfant_arrive", period)
        return (present & enough & (since >= 0) & (since < limit)) * each


class prepare_mensualites(Variable):
    value_type = int
    unit = "month"
    entity = Famille
    definition_period = MONTH
    label = "Mensualités auxquelles chaque parent a droit, tous enfants considérés"
    reference = articles("L531-4")

    def formula_2004(famille, period):
        each = famille.members("prepare_enfant_mensualites", period)
        return maximum_by_family(famille.members_entity_id, each, famille.count).astype(int)


class prepare_majore_mensualites(Variable):
    value_type = int
    unit = "month"
    entity = Famille
    definition_period = MONTH
    label = "Mensualités au montant majoré auxquelles chaque parent a droit, tous enfants considérés"
    reference = articles("L531-4")

    def formula_2006_07(famille, period):
        each = famille.members("prepare_majore_enfant_mensualites", period)
        return maximum_by_family(famille.members_entity_id, each, famille.count).astype(int)


class prepare_mois_depuis_arrivee(Variable):
    value_type = int
    unit = "month"
    entity = Famille
    definition_period = MONTH
    label = "Mois civils depuis la naissance ou l'arrivée du dernier enfant qui ouvre droit"
    reference = articles("D531-13", "D531-14")

    def formula_2004(famille, period):
        opens = _opens(famille, period)
        months = month_numbers(famille.members("paje_date_reference", period))
        last = maximum_by_family(famille.members_entity_id, months * opens, famille.count)
        return where(last > 0, month_number(period) - last, 0).astype(int)


class prepare_age_enfant(Variable):
    value_type = int
    unit = "month"
    entity = Famille
    definition_period = MONTH
    label = "Âge, en mois civils, du plus jeune enfant qui ouvre droit"
    reference = articles("D531-16")

    def formula_2004(famille, period):
        births = month_numbers(famille.members("date_naissance", period))
        last = maximum_by_family(famille.members_entity_id, births * _opens(famille, period), famille.count)
        return where(last > 0, month_number(period) - last, 0).astype(int)


class prepare_generation(Variable):
    value_type = int
    entity = Famille
    definition_period = MONTH
    label = "Génération du dernier enfant qui ouvre droit : 0 avant avril 2014, 1 d'avril 2014 à mars 2018, 2 ensuite"
    reference = articles("L531-4")

    def formula_2004(famille, period, parameters):
        first_days = parameters(period).prestations_familiales.paje.enfants.generations
        of_child = generation(famille.members("paje_date_reference", period), first_days)
        return maximum_by_family(famille.members_entity_id, of_child * _opens(famille, period), famille.count).astype(
            int
        )


def _counted(famille, period):
    counted = famille.members("paje_enfant_compte", period)
    return counted | famille.members("prepare_enfant_decede_compte", period)


def _opens(famille, period):
    """Which children open the right, ordinary or raised."""
    ordinary = famille.members("prepare_enfant_mensualites", period)
    return (ordinary > 0) | (famille.members("prepare_majore_enfant_mensualites", period) > 0)


def _alone(individu, period):
    kept = individu.famille("prepare_duree_etendue_acquise", period)
    return ~individu.famille("en_couple", period) | kept


class _Child:
    """What the durations of both generations look at, for each child."""

    def __init__(self, individu, period, law):
        self.children = individu.famille("prepare_nombre_enfants", period)
        self.several = self.children > 1
        self.together = individu("prepare_enfants_simultanes", period) >= law.naissances_multiples
        self.adopted = individu("date_adoption", period) != NOT_GIVEN
        self.since = calendar_months_since(individu("paje_date_reference", period), period)
        self.age = individu("mois_depuis_naissance", period)
        alone_opens = individu.famille("prepare_nombre_enfants_avec_arrivees", period) <= 1
        arrived = individu("prepare_enfant_arrive", period) & alone_opens
        self.opened = individu("paje_enfant_compte", period) | arrived
        self.under_three = self.age < MONTHS_PER_YEAR * law.age_limite.deux_enfants


def _payments_since_2015(individu, period, parameters):
    """Monthly payments of each parent, 0 when the child does not open the right (D531-13, D531-14, D531-14-1)."""
    law = parameters(period).prestations_familiales.paje.prepare
    child = _Child(individu, period, law)
    alone = _alone(individu, period)
    years = select(
        [child.together, child.several],
        [law.age_limite.naissances_multiples, law.age_limite.deux_enfants],
        law.age_limite.un_enfant,
    )
    limit = MONTHS_PER_YEAR * years
    each = select(
        [alone, child.together, child.several],
        [limit + MONTHS_PER_YEAR, law.duree.naissances_multiples, law.duree.deux_enfants],
        law.duree.un_enfant,
    )
    extended = child.several & _until_school(individu, period, parameters)
    born = ((child.age < limit) | extended) * each
    kept = where(child.several & child.under_three, law.duree.deux_enfants, law.adoption.duree_minimale)
    of_adopted = select(
        [child.together, alone & child.several],
        [law.adoption.duree_adoptions_multiples, limit + MONTHS_PER_YEAR],
        kept,
    )
    adopted = (_within_adoption(child, law) | extended) * of_adopted
    return child.opened * where(child.adopted, adopted, born)


def _payments_before_2015(individu, period, parameters):
    """The same for the complément de libre choix d'activité: the family's, limited in number for one child only."""
    law = parameters(period).prestations_familiales.paje.prepare
    child = _Child(individu, period, law)
    years = where(child.together, law.age_limite.naissances_multiples, law.age_limite.deux_enfants)
    limit = MONTHS_PER_YEAR * years
    born = (child.age < limit) * where(child.several, limit, law.complement_libre_choix_activite.duree_un_enfant)
    adopted = _within_adoption(child, law) * where(child.several, limit, law.adoption.duree_minimale)
    return child.opened * where(child.adopted, adopted, born)


def _within_adoption(child, law):
    """At least a year from the arrival, three for three children at once; up to three years old from the second."""
    since_limit = where(child.together, law.adoption.duree_adoptions_multiples, law.adoption.duree_minimale)
    return (child.since < since_limit) | (child.several & child.under_three)


def _until_school(individu, period, parameters):
    """Between the third birthday and the September after it, without a place of care or at school (L531-4, I, 3)."""
    law = parameters(period).prestations_familiales.paje.prepare
    third_birthday = month_numbers(individu("date_naissance", period))
    third_birthday = third_birthday + MONTHS_PER_YEAR * law.age_limite.deux_enfants
    now = month_number(period)
    first_september = law.prolongation.mois_rentree - 1
    same_school_year = (now - first_september) // MONTHS_PER_YEAR == (
        third_birthday - first_september
    ) // MONTHS_PER_YEAR
    family = individu.famille
    works = family.members("prepare_quotite_activite", period) > 0
    modest = family("prestations_familiales_base_ressources", period) <= family("cf_plafond", period)
    waits = family("prepare_accueil_insatisfait", period) & modest
    one_works = ~family("en_couple", period) | family.any(works, role=Famille.PARENT)
    return (now >= third_birthday) & same_school_year & waits & one_works
