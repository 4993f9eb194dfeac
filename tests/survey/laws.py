"""Laws for tests only: the package's, and a few variables whose values can be told without computing anything."""

from functools import cache

from openfisca_core.reforms import Reform

from openfisca_secu import CountryTaxBenefitSystem
from openfisca_secu.model_api import ADD, ETERNITY, MONTH, YEAR, Enum, Famille, Individu, Variable, dispatch, divide


class Saisons(Enum):
    froid = "Froid"
    chaud = "Chaud"


class montant_mensuel(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Dix euros par enfant, et le numéro du mois"

    def formula(famille, period):
        return 10 * famille.nb_persons(Famille.ENFANT) + period.start.month


class nombre_mensuel(Variable):
    value_type = int
    entity = Famille
    definition_period = MONTH
    label = "Numéro du mois"

    def formula(famille, period):
        return famille.nb_persons() * 0 + period.start.month


class part_mensuelle(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Part"

    def formula(individu, period):
        return individu("age", period) * 0 + period.start.month / 12


class etat_mensuel(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Majeur"

    def formula(individu, period):
        return individu("age", period) >= 18


class saison(Variable):
    value_type = Enum
    possible_values = Saisons
    default_value = Saisons.froid
    entity = Individu
    definition_period = MONTH
    label = "Saison"
    set_input = dispatch


class salaires_n_2(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Salaires de l'avant-dernière année"

    def formula(individu, period):
        return individu("salaire_de_base", period.n_2, options=[ADD])


class salaire_de_mars_precedent(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Salaire de mars de l'année précédente"

    def formula(individu, period):
        return individu("salaire_de_base", period.last_year.first_month.offset(2))


class salaire_de_janvier_suivant(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Salaire de janvier de l'année suivante"

    def formula(individu, period):
        return individu("salaire_de_base", period.first_month.offset(12))


class niveau(Variable):
    value_type = float
    unit = "currency"
    is_period_size_independent = True
    entity = Individu
    definition_period = MONTH
    label = "Un niveau, lu chaque mois"

    def formula(individu, period):
        return individu("age", period) * 0 + 100.0 * period.start.month


class heures_bornees(Variable):
    value_type = float
    max_value = 744
    unit = "hour"
    entity = Individu
    definition_period = MONTH
    label = "Heures du mois, bornées"
    set_input = divide


class mensuel_sans_repartition(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Montant mensuel donné mois par mois"


class constante(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    label = "Ne change jamais"


class panne(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Une formule qui échoue en 2025"

    def formula(individu, period):
        if period.start.year == 2025:
            raise ZeroDivisionError("panne")
        return individu("salaire_de_base", period, options=[ADD])


_ADDED = (
    montant_mensuel,
    nombre_mensuel,
    part_mensuelle,
    etat_mensuel,
    saison,
    salaires_n_2,
    salaire_de_mars_precedent,
    salaire_de_janvier_suivant,
    niveau,
    heures_bornees,
    mensuel_sans_repartition,
    constante,
    panne,
)


class _WithMore(Reform):
    name = "Variables de test"

    def apply(self):
        for variable in _ADDED:
            self.add_variable(variable)


@cache
def with_more():
    """The package's law and the variables of this module, built once a process."""
    return _WithMore(plain())


@cache
def plain():
    """The package's law, built once a process."""
    return CountryTaxBenefitSystem()
