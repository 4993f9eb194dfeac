"""Allocations familiales (L521-1 to L521-3, R521-1 to D521-4), overseas included (L755-11, L755-12, D755-5).

Resources put a family in one of three bands since July 2015, each with its rates. All amounts are before the CRDS.
"""

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.family import age_opens_right, below_age_limit, born_from
from openfisca_secu.model_api import MONTH, Famille, Individu, Variable, articles, dispatch, divide
from openfisca_secu.rounding import to_cent


class af_enfant_a_charge(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant à charge au sens des allocations familiales, enfants confiés à l'aide sociale compris"
    reference = articles("L521-2", "L512-3", "L755-3")
    set_input = dispatch

    def formula(individu, period, parameters):
        """A child in care still counts in the evaluation of the allowances of its family (L521-2, fourth paragraph)."""
        age_limit = parameters(period).prestations_familiales.enfant_a_charge.age_limite
        months = individu("mois_depuis_naissance", period)
        in_care = (
            individu("enfant_place", period)
            & individu("enfant_ouvre_droit_hors_age", period)
            & age_opens_right(months, 0)
            & below_age_limit(months, age_limit)
        )
        return individu("prestations_familiales_enfant_a_charge", period) | in_care


class af_part_enfant(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Part pour laquelle l'enfant compte dans les allocations familiales de la famille"
    reference = articles("L521-2", "R521-2", "R521-3", "L755-3")
    documentation = """
    La moitié en résidence alternée, sur demande des deux parents ou s'ils ne s'accordent pas ; l'enfant entier si les
    parents ont désigné cette famille (`garde_alternee_allocataire_unique`). S'ils ont désigné l'autre parent,
    l'enfant n'est pas à charge ici : ne pas le mettre dans la famille.
    """
    set_input = dispatch

    def formula_2007_05(individu, period, parameters):
        law = parameters(period).prestations_familiales.allocations_familiales.residence_alternee
        shared = individu("garde_alternee", period) & ~individu("garde_alternee_allocataire_unique", period)
        return individu("af_enfant_a_charge", period) * numpy.where(shared, law.part_enfant, 1)

    def formula(individu, period):
        return individu("af_enfant_a_charge", period).astype(numpy.float64)


class af_nbenf(Variable):
    value_type = int
    entity = Famille
    definition_period = MONTH
    label = "Nombre d'enfants à charge au sens des allocations familiales"
    reference = articles("L521-1", "L521-2")
    documentation = "Un enfant en résidence alternée compte pour un (R521-3 : nombre total d'enfants)."
    set_input = dispatch

    def formula(famille, period):
        return famille.sum(famille.members("af_enfant_a_charge", period))


class af_enfant_unique_outre_mer(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Famille d'une collectivité de l'article L751-1 qui a un seul enfant à charge"
    reference = articles("L755-11", "L755-12")
    set_input = dispatch

    def formula(famille, period):
        overseas = famille.demandeur.menage("residence_dom", period)
        return overseas & (famille("af_nbenf", period) == 1)


class af_plafond_tranche_1(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Plafond de ressources au-delà duquel les allocations familiales sont réduites de moitié"
    reference = articles("L521-1", "D521-3", "D755-5-1")

    def formula_2015_07(famille, period, parameters):
        law = parameters(period).prestations_familiales.allocations_familiales.plafond
        return law.tranche_1 + law.majoration_par_enfant * famille("af_nbenf", period)


class af_plafond_tranche_2(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Plafond de ressources au-delà duquel les allocations familiales sont réduites au quart"
    reference = articles("L521-1", "D521-3", "D755-5-1")

    def formula_2015_07(famille, period, parameters):
        law = parameters(period).prestations_familiales.allocations_familiales.plafond
        return law.tranche_2 + law.majoration_par_enfant * famille("af_nbenf", period)


class af_tranche(Variable):
    value_type = int
    default_value = 1
    entity = Famille
    definition_period = MONTH
    label = "Tranche de ressources des allocations familiales (1, 2 ou 3)"
    reference = articles("L521-1", "D521-1", "D521-2", "D521-4", "L755-12", "D755-5-1")
    documentation = """
    Des ressources égales au plafond restent dans la tranche. Le nombre d'enfants est celui des enfants à charge ; un
    enfant de vingt ans qui ouvre droit à l'allocation forfaitaire n'y est plus, même pour celle-ci (D521-3 : « par
    enfant à charge » ; point que le texte laisse discuter). Outre-mer, pas de modulation pour un seul enfant (L755-12).
    """
    set_input = dispatch

    def formula_2015_07(famille, period):
        resources = to_cent(famille("prestations_familiales_base_ressources", period))
        above_first = resources > famille("af_plafond_tranche_1", period)
        above_second = resources > famille("af_plafond_tranche_2", period)
        not_modulated = famille("af_enfant_unique_outre_mer", period)
        return numpy.where(not_modulated, 1, 1 + above_first + above_second)


class af_taux_modulation(Variable):
    value_type = float
    default_value = 1
    unit = "/1"
    entity = Famille
    definition_period = MONTH
    label = "Part des allocations familiales entières qui reste due selon les ressources"
    reference = articles("L521-1", "D521-1", "D755-5")
    set_input = dispatch

    def formula_2015_07(famille, period, parameters):
        rates = parameters(period).prestations_familiales.allocations_familiales.taux.deuxieme_enfant
        return _by_band(rates, famille("af_tranche", period)) / rates.tranche_1


class af_base(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Allocations familiales, montant selon le nombre d'enfants"
    reference = articles("L521-1", "D521-1", "R521-3", "L551-1", "L755-11", "L755-12", "D755-5")
    documentation = "Après partage de la charge des enfants en résidence alternée ; sans majoration ni complément."
    set_input = divide

    def formula(famille, period, parameters):
        law = parameters(period).prestations_familiales.allocations_familiales
        children = famille("af_nbenf", period)
        band = famille("af_tranche", period)
        enough = children >= law.nombre_enfants_minimal
        more = numpy.maximum(children - law.nombre_enfants_minimal, 0)
        several = _by_band(law.taux.deuxieme_enfant, band) * enough + _by_band(law.taux.enfant_suivant, band) * more
        rate = numpy.where(famille("af_enfant_unique_outre_mer", period), law.outre_mer.taux, several)
        average_number = famille.sum(famille.members("af_part_enfant", period))
        coefficient = average_number / numpy.maximum(children, 1)
        return rate * coefficient * parameters(period).prestations_familiales.bmaf


class af_enfant_aine(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le plus âgé de deux enfants à charge, qui n'ouvre pas droit à la majoration pour âge"
    reference = articles("L521-3", "R521-1", "R521-4")
    documentation = "De deux enfants nés le même jour, un seul est le plus âgé : le premier de la famille."

    def formula(individu, period, parameters):
        """With two children, the other's birth is the family's sum less one's own: no ranking is needed."""
        law = parameters(period).prestations_familiales.allocations_familiales
        dependent = individu("af_enfant_a_charge", period)
        births = individu("date_naissance", period).astype("datetime64[D]").astype(numpy.int64) * dependent
        places = numpy.arange(individu.count) * dependent
        other_birth = individu.famille.sum(births) - births
        other_place = individu.famille.sum(places) - places
        older = (births < other_birth) | ((births == other_birth) & (places < other_place))
        children = individu.famille("af_nbenf", period)
        two = (children >= law.nombre_enfants_minimal) & (children < law.majoration.nombre_enfants_aine)
        return dependent & two & older


class af_majoration_enfant(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Majoration pour âge des allocations familiales due pour l'enfant"
    reference = articles("L521-3", "R521-1", "R521-4", "D521-1", "L755-11", "D755-5", "R552-2")
    documentation = """
    Due du mois qui suit l'anniversaire : quatorze ans, ou dix-huit pour les enfants nés depuis le 1er mars 2012 ; pour
    ceux qui ont eu onze ans avant mai 2008, onze puis seize ans. Outre-mer, enfant unique : onze puis seize ans.
    """
    set_input = divide

    def formula_2026_03(individu, period, parameters):
        law = parameters(period).prestations_familiales.allocations_familiales.majoration
        ages = law.age
        births = individu("date_naissance", period)
        new_age = born_from(births, ages.premiere_naissance.annee, ages.premiere_naissance.mois)
        age = numpy.where(new_age, ages.naissances_depuis_2012_03, ages.naissances_avant_2012_03)
        old_enough = age_opens_right(individu("mois_depuis_naissance", period), age)
        rates = _by_band(law.taux, individu.famille("af_tranche", period))
        return _age_supplement(individu, period, parameters, rates * old_enough)

    def formula_2015_07(individu, period, parameters):
        """Children who turned eleven before May 2008 are all above sixteen: their rate is the one of the others."""
        law = parameters(period).prestations_familiales.allocations_familiales.majoration
        old_enough = age_opens_right(individu("mois_depuis_naissance", period), law.age.naissances_avant_2012_03)
        rates = _by_band(law.taux, individu.famille("af_tranche", period))
        return _age_supplement(individu, period, parameters, rates * old_enough)

    def formula_2008_05(individu, period, parameters):
        law = parameters(period).prestations_familiales.allocations_familiales.majoration
        months = individu("mois_depuis_naissance", period)
        last_birth = law.avant_2008.derniere_naissance
        new_rule = born_from(individu("date_naissance", period), last_birth.annee, last_birth.mois + 1)
        by_new_rule = law.taux.tranche_1 * age_opens_right(months, law.age.naissances_avant_2012_03)
        rates = numpy.where(new_rule, by_new_rule, _two_ages(law.avant_2008, months))
        return _age_supplement(individu, period, parameters, rates)

    def formula(individu, period, parameters):
        law = parameters(period).prestations_familiales.allocations_familiales.majoration
        rates = _two_ages(law.avant_2008, individu("mois_depuis_naissance", period))
        return _age_supplement(individu, period, parameters, rates)


class af_majoration(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Allocations familiales, majorations pour âge"
    reference = articles("L521-3", "D521-1", "D755-5")
    set_input = divide

    def formula(famille, period):
        return famille.sum(famille.members("af_majoration_enfant", period))


class af_complement_degressif(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Complément dégressif des allocations familiales et des majorations pour âge"
    reference = articles("L521-1", "D521-1", "D755-5")
    documentation = """
    Calculé sur les montants dus à la famille, donc après le partage des enfants en résidence alternée (D521-1, II ; le
    texte ne dit pas si le coefficient de R521-3 s'applique avant ou après).
    """
    set_input = divide

    def formula_2015_07(famille, period):
        amount = famille("af_base", period) + famille("af_majoration", period)
        return numpy.maximum(amount - _monthly_excess(famille, period), 0) * (famille("af_tranche", period) > 1)


class af_enfant_allocation_forfaitaire(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant de vingt ans qui ouvre droit à l'allocation forfaitaire"
    reference = articles("L521-1", "D521-2", "D755-5-1")
    documentation = """
    Du mois des vingt ans au mois qui précède les vingt et un. Les trois enfants se comptent le mois d'avant les vingt
    ans, lui compris : enfants alors d'âge à être à charge, qui remplissent ce mois-ci les autres conditions. Une
    naissance postérieure n'y fait rien, ni un autre enfant qui atteint vingt ans à son tour.
    """
    set_input = dispatch

    def formula_2003_07(individu, period, parameters):
        law = parameters(period).prestations_familiales
        forfait = law.allocations_familiales.allocation_forfaitaire
        age_limit = law.enfant_a_charge.age_limite
        months = individu("mois_depuis_naissance", period)
        present = individu("enfant_ouvre_droit_hors_age", period) & (
            individu("enfant_charge_effective", period) | individu("enfant_place", period)
        )
        children_then = numpy.zeros(individu.count)
        for k in range(1, MONTHS_PER_YEAR * int(forfait.duree) + 1):
            then = months - k
            dependent_then = present & age_opens_right(then, 0) & below_age_limit(then, age_limit)
            last_month_below = (then < MONTHS_PER_YEAR * age_limit) & (then + 1 >= MONTHS_PER_YEAR * age_limit)
            children_then = numpy.where(last_month_below, individu.famille.sum(dependent_then), children_then)
        return (
            individu("enfant_ouvre_droit_hors_age", period)
            & individu("enfant_charge_effective", period)
            & (children_then >= forfait.nombre_enfants_minimal)
        )


class af_allocation_forfaitaire_nb_enfants(Variable):
    value_type = int
    entity = Famille
    definition_period = MONTH
    label = "Nombre d'enfants de vingt ans qui ouvrent droit à l'allocation forfaitaire"
    reference = articles("L521-1")
    set_input = dispatch

    def formula_2003_07(famille, period):
        return famille.sum(famille.members("af_enfant_allocation_forfaitaire", period))


class af_allocation_forfaitaire(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Allocation forfaitaire des enfants de vingt ans"
    reference = articles("L521-1", "D521-2", "D755-5-1")
    set_input = divide

    def formula_2003_07(famille, period, parameters):
        rates = parameters(period).prestations_familiales.allocations_familiales.allocation_forfaitaire.taux
        children = famille("af_allocation_forfaitaire_nb_enfants", period)
        bmaf = parameters(period).prestations_familiales.bmaf
        return children * _by_band(rates, famille("af_tranche", period)) * bmaf


class af_allocation_forfaitaire_complement_degressif(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Complément dégressif de l'allocation forfaitaire"
    reference = articles("L521-1", "D521-2", "D755-5-1")
    documentation = "Calculé par enfant (D521-2, II : « l'allocation forfaitaire auquel l'enfant ouvre droit »)."
    set_input = divide

    def formula_2015_07(famille, period, parameters):
        rates = parameters(period).prestations_familiales.allocations_familiales.allocation_forfaitaire.taux
        band = famille("af_tranche", period)
        per_child = _by_band(rates, band) * parameters(period).prestations_familiales.bmaf
        complement = numpy.maximum(per_child - _monthly_excess(famille, period), 0) * (band > 1)
        return complement * famille("af_allocation_forfaitaire_nb_enfants", period)


class af_part_ase(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Part des allocations familiales versée au service de l'aide sociale à l'enfance"
    reference = articles("L521-2", "L755-3")
    documentation = """
    La part de l'enfant confié : sa fraction du montant selon le nombre d'enfants, sa majoration, et la fraction du
    complément dégressif qui leur revient. Le Code ne dit pas comment la compter ; elle l'est ici à proportion. Rien si
    le juge a maintenu le versement à la famille (`enfant_place_allocations_maintenues`).
    """
    set_input = divide

    def formula(famille, period):
        in_care = famille.members("enfant_place", period)
        to_service = in_care & ~famille.members("enfant_place_allocations_maintenues", period)
        shares = famille.members("af_part_enfant", period)
        all_shares = famille.sum(shares)
        share = numpy.divide(
            famille.sum(shares * to_service), all_shares, out=numpy.zeros_like(all_shares), where=all_shares > 0
        )
        own = share * famille("af_base", period)
        own = own + famille.sum(famille.members("af_majoration_enfant", period) * to_service)
        whole = famille("af_base", period) + famille("af_majoration", period)
        fraction = numpy.divide(own, whole, out=numpy.zeros_like(whole), where=whole > 0)
        return fraction * (whole + famille("af_complement_degressif", period))


class af(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Allocations familiales versées à la famille"
    reference = articles("L521-1", "L521-2", "L521-3", "L755-11", "L755-12", "L755-19")
    documentation = """
    Total du montant selon le nombre d'enfants, des majorations, de l'allocation forfaitaire et des compléments
    dégressifs, moins la part versée à l'aide sociale à l'enfance ; avant la CRDS, non arrondi. Mayotte et
    Saint-Pierre-et-Miquelon ont leurs propres allocations, hors de ce Code : zéro. Les agents publics des collectivités
    de l'article L751-1 sont traités comme les autres familles (L755-10 renvoie pour eux aux taux de la métropole).
    Celles d'un seul enfant n'y sont pas versées avec l'allocation de base (`af_exclues_par_allocation_base`).
    """
    set_input = divide

    def formula(famille, period):
        components = (
            "af_base",
            "af_majoration",
            "af_complement_degressif",
            "af_allocation_forfaitaire",
            "af_allocation_forfaitaire_complement_degressif",
        )
        total = sum(famille(name, period) for name in components) - famille("af_part_ase", period)
        return total * ~famille("af_exclues_par_allocation_base", period)


def _by_band(rates, bands):
    """The rate of each family's band of resources; before July 2015 there is only the first."""
    return numpy.select(
        [bands == 2, bands == 3],
        [getattr(rates, "tranche_2", rates.tranche_1), getattr(rates, "tranche_3", rates.tranche_1)],
        default=rates.tranche_1,
    )


def _monthly_excess(famille, period):
    """A twelfth of what resources exceed the highest ceiling passed by."""
    resources = to_cent(famille("prestations_familiales_base_ressources", period))
    second = famille("af_tranche", period) > 2
    ceiling = numpy.where(second, famille("af_plafond_tranche_2", period), famille("af_plafond_tranche_1", period))
    return (resources - ceiling) / MONTHS_PER_YEAR


def _two_ages(law, months):
    """Rate of a supplement that starts at one age and changes at another."""
    second = age_opens_right(months, law.second_age)
    return numpy.where(second, law.second_taux, law.premier_taux * age_opens_right(months, law.premier_age))


def _age_supplement(individu, period, parameters, rates):
    """Euros from the rates for families of several children; the only child overseas has its own (D755-5, II)."""
    law = parameters(period).prestations_familiales
    families = law.allocations_familiales
    several = individu.famille("af_nbenf", period) >= families.nombre_enfants_minimal
    entitled = several & ~individu("af_enfant_aine", period)
    only_child = individu.famille("af_enfant_unique_outre_mer", period)
    for_only_child = _two_ages(families.outre_mer, individu("mois_depuis_naissance", period))
    rates = numpy.where(only_child, for_only_child, rates * entitled)
    return rates * law.bmaf * individu("af_part_enfant", period)
