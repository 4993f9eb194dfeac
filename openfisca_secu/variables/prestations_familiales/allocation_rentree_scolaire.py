"""Allocation de rentrée scolaire (L543-1 to L543-3; overseas L755-22, R755-14).

Yearly: the year is that of the start of the school year. Gross of the CRDS. Before 2008 the rates by age are not held:
the calculation fails.
"""

import numpy

from openfisca_secu.dates import birthday, completed_years, last_day
from openfisca_secu.family import below_age_limit, means
from openfisca_secu.model_api import YEAR, Famille, Individu, Variable, articles
from openfisca_secu.rounding import to_cent


class ars_charge_conservee(Variable):
    value_type = bool
    entity = Individu
    definition_period = YEAR
    label = "Enfant confié à l'aide sociale qui continue de vivre dans sa famille, à la charge d'un de ses membres"
    documentation = (
        "L'allocation due pour lui est alors versée à ce membre et non en pécule (L543-3, al. 2, depuis 2022)."
    )


class ars_enfant_inscrit(Variable):
    value_type = bool
    entity = Individu
    definition_period = YEAR
    label = "Inscrit dans un établissement d'enseignement, poursuivant des études ou en apprentissage à la rentrée"
    reference = articles("L543-1", "R543-4")
    documentation = """
    Présumé, sauf preuve contraire (R543-4). Par défaut la preuve contraire est, jusqu'à la fin de l'obligation
    scolaire, `inscription_scolaire_manquante` ; au-delà, une activité d'actif occupé ou de chômeur au mois de la
    rentrée, apprentissage à part.
    """

    def formula(individu, period, parameters):
        september = _month(period, parameters, "rentree")
        school = parameters(september).prestations_familiales.enfant_a_charge.obligation_scolaire
        occupation = individu("activite", september)
        items = occupation.possible_values
        at_work = (occupation == items.actif) | (occupation == items.chomeur)
        left_school = at_work & ~individu("apprenti", september)
        compulsory = below_age_limit(individu("mois_depuis_naissance", september), school.age_fin)
        return ~numpy.where(compulsory, individu("inscription_scolaire_manquante", september), left_school)


class ars_enfant_confie(Variable):
    value_type = bool
    entity = Individu
    definition_period = YEAR
    label = "Enfant confié à l'aide sociale à l'enfance le 31 juillet, dont l'allocation est versée en pécule"
    reference = articles("L543-3", "R543-8")
    documentation = "À partir de la rentrée 2016."

    def formula_2022(individu, period, parameters):
        placed = individu("enfant_place", _month(period, parameters, "situation"))
        return placed & ~individu("ars_charge_conservee", period)

    def formula_2016(individu, period, parameters):
        return individu("enfant_place", _month(period, parameters, "situation"))


class ars_enfant_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = YEAR
    label = "Enfant pour lequel l'allocation de rentrée scolaire est due, ressources à part"
    reference = articles("L543-1", "L543-3", "L552-7", "D552-7", "R543-1", "R543-2", "L755-22", "R755-14")
    documentation = """
    À charge le jour de la rentrée, ou confié à l'aide sociale. L'enfant décédé depuis le 1er juin compte encore
    (D552-7) : c'est le maintien de trois mois de `enfant_en_vie_ou_maintenu`. L'enfant né en janvier de la sixième
    année qui précède la rentrée suivante est admis, à la lettre de R543-2 (voir le paramètre `age_minimal.mois`).
    """

    def formula(individu, period, parameters):
        law = _law(period, parameters)
        september = _month(period, parameters, "rentree")
        births = individu("date_naissance", period)
        old_enough = birthday(births, law.age_minimal.age) < _day(period.start.year + 1, law.age_minimal.mois, 1)
        last = law.age_limite
        young_enough = birthday(births, last.age) > _day(period.start.year, last.mois, last.jour)
        in_charge = individu("enfant_charge_effective", september) | individu("ars_enfant_confie", period)
        return (
            individu("enfant_ouvre_droit_hors_age", september)
            & in_charge
            & old_enough
            & young_enough
            & individu("ars_enfant_inscrit", period)
        )


class ars_taux(Variable):
    value_type = float
    unit = "bmaf"
    entity = Individu
    definition_period = YEAR
    label = "Part de la base mensuelle à laquelle l'enfant ouvre droit"
    reference = articles("D543-1", "R543-2")

    def formula(individu, period, parameters):
        age = completed_years(individu("date_naissance", period), last_day(period))
        return individu("ars_enfant_eligible", period) * _law(period, parameters).taux.calc(age)


class ars_nombre_enfants(Variable):
    value_type = int
    entity = Famille
    definition_period = YEAR
    label = "Nombre d'enfants à charge le 31 juillet, dont dépend le plafond de ressources"
    reference = articles("R543-6", "L543-3", "L552-7")
    documentation = """
    Enfants de tous âges, nés au 31 juillet et qui n'ont pas alors vingt ans. L'enfant confié à l'aide sociale compte
    depuis la rentrée 2016 (L543-3), et l'enfant décédé depuis peu (R543-6, al. 2) par le maintien de
    `enfant_en_vie_ou_maintenu`.
    """

    def formula_2016(famille, period, parameters):
        july = _month(period, parameters, "situation")
        in_charge = famille.members("enfant_charge_effective", july) | famille.members("enfant_place", july)
        return famille.sum(in_charge & _counts(famille, july, parameters))

    def formula(famille, period, parameters):
        july = _month(period, parameters, "situation")
        return famille.sum(famille.members("enfant_charge_effective", july) & _counts(famille, july, parameters))


class ars_plafond(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = YEAR
    label = "Plafond de ressources annuelles de l'allocation de rentrée scolaire"
    reference = articles("L543-1", "R543-5", "R755-14")

    def formula(famille, period, parameters):
        ceiling = _law(period, parameters).plafond
        return to_cent(ceiling.base * (1 + ceiling.majoration_par_enfant * famille("ars_nombre_enfants", period)))


class ars_ressources(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = YEAR
    label = "Ressources annuelles comparées au plafond de l'allocation de rentrée scolaire"
    reference = articles("R543-5", "R543-6", "L553-5", "R553-3", "R553-3-5")
    documentation = (
        "Le train de vie évalué forfaitairement, s'il est disproportionné, remplace les ressources déclarées."
    )

    def formula(famille, period, parameters):
        july = _month(period, parameters, "situation")
        return means(
            famille("prestations_familiales_base_ressources", july),
            famille("train_de_vie", period.n_2),
            famille("train_de_vie_revenus_exclus", period.n_2),
            famille("ars_plafond", period),
            parameters(july).prestations_familiales.train_de_vie.multiple_du_plafond,
        )


class ars_montant_enfant(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Allocation de rentrée scolaire de l'enfant, pleine ou différentielle"
    reference = articles("L543-1", "L543-2", "D543-1", "R543-5", "R543-6", "R543-6-1")
    documentation = """
    Pleine quand les ressources sont « inférieures » au plafond (R543-5) ; à ressources égales, différentielle, comme
    au-dessus (L543-1 dit « ne dépassent pas » : les deux ne diffèrent qu'en 2022). L'allocation différentielle retient
    les montants du 1er avril (R543-6-1), du 1er janvier avant 2013, l'allocation pleine la base mensuelle du 1er août
    (D543-1), et se partage également entre les enfants.
    """

    def formula(individu, period, parameters):
        law = _law(period, parameters)
        now = parameters(_month(period, parameters, "montant")).prestations_familiales
        then = parameters(_month(period, parameters, "montant_differentiel")).prestations_familiales
        entitled = individu("ars_enfant_eligible", period)
        exceptional = law.majoration_exceptionnelle
        full = now.bmaf * (individu("ars_taux", period) + exceptional)
        age = completed_years(individu("date_naissance", period), last_day(period))
        earlier = then.bmaf * (then.allocation_rentree_scolaire.taux.calc(age) + exceptional)
        resources = individu.famille("ars_ressources", period)
        ceiling = individu.famille("ars_plafond", period)
        total = numpy.maximum(ceiling + individu.famille.sum(earlier * entitled) - resources, 0)
        differential = total / numpy.maximum(individu.famille.sum(entitled), 1)
        return entitled * numpy.where(resources < ceiling, full, differential)


class ars_montant(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = YEAR
    label = "Allocation de rentrée scolaire due au titre de tous les enfants"
    reference = articles("L543-1", "L543-2", "D543-2")
    documentation = "Rien n'est versé sous le montant minimal."

    def formula(famille, period, parameters):
        due = famille.sum(famille.members("ars_montant_enfant", period))
        return due * (to_cent(due) >= _law(period, parameters).montant_minimal)


class ars_pecule(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Allocation de rentrée scolaire versée à la Caisse des dépôts pour l'enfant confié (pécule de sa majorité)"
    reference = articles("L543-3", "R543-8")

    def formula_2016(individu, period):
        paid = individu.famille("ars_montant", period) > 0
        return individu("ars_montant_enfant", period) * (individu("ars_enfant_confie", period) & paid)


class ars(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = YEAR
    label = "Allocation de rentrée scolaire versée à la famille, brute de CRDS"
    reference = articles("L543-1", "L543-2", "L543-3", "R543-7", "D543-2", "L755-22", "R755-14")
    documentation = "Un seul versement, au plus tard le 31 octobre (R543-7)."

    def formula(famille, period):
        return famille("ars_montant", period) - famille.sum(famille.members("ars_pecule", period))


def _law(period, parameters):
    """The allowance's parameters as they stand at the end of the year of the start of the school year."""
    return parameters(period.stop).prestations_familiales.allocation_rentree_scolaire


def _month(period, parameters, name):
    """The month of the year that the calendar of the allowance gives to one of its steps, as a period."""
    return period.first_month.offset(getattr(_law(period, parameters).calendrier, name) - 1, "month")


def _counts(famille, july, parameters):
    """Members who count on the last day of July, charge apart: born by then and not yet of the age limit (R543-6)."""
    months = famille.members("mois_depuis_naissance", july)
    age_limit = parameters(july).prestations_familiales.enfant_a_charge.age_limite
    return famille.members("enfant_ouvre_droit_hors_age", july) & (months >= 0) & below_age_limit(months, age_limit)


def _day(year, month, day):
    return numpy.datetime64(f"{year}-{month:02d}-{day:02d}", "D")
