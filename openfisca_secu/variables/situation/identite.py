"""Who a person is: birth, age, sex."""

from datetime import date

from openfisca_secu.births import AGE_NOT_GIVEN, age_given, birth_given
from openfisca_secu.dates import MONTHS_PER_YEAR, calendar_months_since, completed_months
from openfisca_secu.model_api import ETERNITY, MONTH, Enum, Individu, Variable


class TypesSexe(Enum):
    homme = "Homme"
    femme = "Femme"


class date_naissance(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Individu
    definition_period = ETERNITY
    label = "Date de naissance"
    set_input = birth_given


class age(Variable):
    value_type = int
    default_value = AGE_NOT_GIVEN
    min_value = AGE_NOT_GIVEN
    max_value = 130
    unit = "year"
    entity = Individu
    definition_period = MONTH
    label = "Âge révolu au premier jour du mois"
    documentation = """
    Se calcule de la date de naissance. Donné sans elle, il la fait déduire : naissance le 1er janvier de l'année
    qui donne cet âge.
    """
    is_period_size_independent = True
    set_input = age_given

    def formula(individu, period):
        return individu("age_en_mois", period) // MONTHS_PER_YEAR


class age_en_mois(Variable):
    value_type = int
    default_value = AGE_NOT_GIVEN
    min_value = AGE_NOT_GIVEN
    max_value = 1560
    unit = "month"
    entity = Individu
    definition_period = MONTH
    label = "Âge, en mois révolus au premier jour du mois"
    is_period_size_independent = True
    set_input = age_given

    def formula(individu, period):
        return completed_months(individu("date_naissance", period), period)


class mois_depuis_naissance(Variable):
    value_type = int
    unit = "month"
    entity = Individu
    definition_period = MONTH
    label = "Mois civils écoulés depuis le mois de la naissance"
    documentation = """
    0 le mois de la naissance, 12 × n le mois du n-ième anniversaire, quel que soit le jour ; négatif avant la
    naissance. C'est ainsi que comptent les ouvertures et fins de droits par mois civils (R552-2, R552-3).
    """
    is_period_size_independent = True

    def formula(individu, period):
        return calendar_months_since(individu("date_naissance", period), period)


class sexe(Variable):
    value_type = Enum
    possible_values = TypesSexe
    default_value = TypesSexe.homme
    entity = Individu
    definition_period = ETERNITY
    label = "Sexe"


class date_deces(Variable):
    value_type = date
    default_value = date(2150, 12, 31)
    entity = Individu
    definition_period = ETERNITY
    label = "Date du décès (le 31 décembre 2150 quand la personne est en vie)"
