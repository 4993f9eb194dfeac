"""A small system on the package's entities, for tests of the engine that must not depend on the law."""

from datetime import date

from openfisca_core.parameters import ParameterNode
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_secu.entities import entities
from openfisca_secu.model_api import (
    ADD,
    ETERNITY,
    MONTH,
    YEAR,
    Enum,
    Famille,
    Individu,
    Menage,
    Variable,
    dispatch,
    divide,
)


class Statuts(Enum):
    seul = "Seul"
    marie = "Marié"
    veuf = "Veuf"


class AutresStatuts(Enum):
    a = "A"
    b = "B"
    c = "C"


class salaire(Variable):
    value_type = float
    min_value = 0
    entity = Individu
    definition_period = MONTH
    label = "Salaire"
    unit = "currency"
    set_input = divide


class heures(Variable):
    value_type = float
    min_value = 0
    max_value = 200
    entity = Individu
    definition_period = MONTH
    label = "Heures"
    set_input = divide


class prime(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    label = "Prime, sans set_input"


class revenu_annuel(Variable):
    value_type = float
    entity = Individu
    definition_period = YEAR
    label = "Revenu de l'année"


class points(Variable):
    value_type = int
    entity = Individu
    definition_period = MONTH
    label = "Points"
    set_input = dispatch


class actif(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Actif"
    set_input = dispatch


class statut(Variable):
    value_type = Enum
    possible_values = Statuts
    default_value = Statuts.seul
    entity = Individu
    definition_period = MONTH
    label = "Statut"
    set_input = dispatch


class naissance(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Naissance"


class commune(Variable):
    value_type = str
    entity = Menage
    definition_period = MONTH
    label = "Commune"
    set_input = dispatch


class loyer_du(Variable):
    value_type = float
    entity = Menage
    definition_period = MONTH
    label = "Loyer"
    set_input = divide


class impot(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    label = "Impôt"

    def formula(individu, period, parameters):
        return individu("salaire", period) * parameters(period).impots.taux


class salaire_famille(Variable):
    value_type = float
    entity = Famille
    definition_period = MONTH
    label = "Salaires de la famille"

    def formula(famille, period):
        return famille.sum(famille.members("salaire", period))


class salaire_annee(Variable):
    value_type = float
    entity = Individu
    definition_period = YEAR
    label = "Salaires de l'année"

    def formula(individu, period):
        return individu("salaire", period, options=[ADD])


PARAMETERS = {"impots": {"taux": {"values": {"2000-01-01": {"value": 0.1}}}}}
VARIABLES = (
    *(salaire, heures, prime, revenu_annuel, points, actif, statut, naissance, commune, loyer_du),
    *(impot, salaire_famille, salaire_annee),
)


class MiniSystem(TaxBenefitSystem):
    """The small system."""

    def __init__(self):
        super().__init__(entities)
        self.add_variables(*VARIABLES)
        self.parameters = ParameterNode(data=PARAMETERS)

    def get_package_metadata(self):
        """Nothing of a package."""
        return {"name": "mini", "version": "1", "repository_url": "", "location": ""}


def simulation(system, count):
    """A simulation of `count` persons, each alone."""
    return SimulationBuilder().build_default_simulation(system, count)


def situation(system, content, period=None):
    """The simulation of a situation as JSON or YAML give it."""
    builder = SimulationBuilder()
    builder.set_default_period(period)
    return builder.build_from_dict(system, content)


def couple(first=None, second=None, **others):
    """A couple with what each has, as JSON."""
    return {
        "individus": {"a": first or {}, "b": second or {}},
        "familles": {"f": {"parents": ["a", "b"]}},
        "foyers_fiscaux": {"t": {"declarants": ["a", "b"]}},
        "menages": {"m": {"personne_de_reference": ["a"], "conjoint": ["b"]}},
        **others,
    }


def attacks(marker):
    """Strings that create `marker` if anything evaluates them, by the ways that pass numexpr's filter."""
    return [
        f"__import__('pathlib').Path({str(marker)!r}).touch()",
        f'f\'{{__import__("pathlib").Path("{marker}").touch()}}\'',
        f"'{{0}}'.format(open('{marker}', 'w'))",
        f"(lambda: open('{marker}', 'w'))()",
    ]
