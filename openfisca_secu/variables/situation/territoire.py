"""Where a dwelling is: metropolitan France, each overseas territory of the Code, Alsace-Moselle."""

import numpy

from openfisca_secu.model_api import MONTH, Enum, Menage, Variable, articles, dispatch


class TypesTerritoire(Enum):
    metropole = "France métropolitaine"
    guadeloupe = "Guadeloupe"
    martinique = "Martinique"
    guyane = "Guyane"
    la_reunion = "La Réunion"
    mayotte = "Mayotte"
    saint_pierre_et_miquelon = "Saint-Pierre-et-Miquelon"
    saint_barthelemy = "Saint-Barthélemy"
    saint_martin = "Saint-Martin"


# INSEE's official geographic code: the first three digits of an overseas commune, the first two of the three
# departments where the local scheme of Alsace-Moselle applies (L325-1, L357-1).
PREFIXES = {
    "971": TypesTerritoire.guadeloupe,
    "972": TypesTerritoire.martinique,
    "973": TypesTerritoire.guyane,
    "974": TypesTerritoire.la_reunion,
    "975": TypesTerritoire.saint_pierre_et_miquelon,
    "976": TypesTerritoire.mayotte,
    "977": TypesTerritoire.saint_barthelemy,
    "978": TypesTerritoire.saint_martin,
}
ALSACE_MOSELLE = ("57", "67", "68")


class depcom(Variable):
    value_type = str
    entity = Menage
    definition_period = MONTH
    label = "Code INSEE (dépcom) de la commune du logement"
    set_input = dispatch


class territoire(Variable):
    value_type = Enum
    possible_values = TypesTerritoire
    default_value = TypesTerritoire.metropole
    entity = Menage
    definition_period = MONTH
    label = "Territoire où se trouve le logement"
    documentation = "Se déduit du code de la commune ; métropole quand il n'est pas donné."
    set_input = dispatch

    def formula(menage, period):
        prefixes = menage("depcom", period).astype("U3")
        codes = numpy.zeros(menage.count, dtype=numpy.int64)
        for prefix, item in PREFIXES.items():
            codes = numpy.where(prefixes == prefix, item.index, codes)
        return TypesTerritoire.encode(codes)


class residence_dom(Variable):
    value_type = bool
    entity = Menage
    definition_period = MONTH
    label = "Le logement est dans une collectivité de l'article L751-1 (outre-mer hors Mayotte et Saint-Pierre)"
    reference = articles("L751-1")
    set_input = dispatch

    def formula(menage, period):
        territoire = menage("territoire", period)
        outside = (
            TypesTerritoire.metropole,
            TypesTerritoire.mayotte,
            TypesTerritoire.saint_pierre_et_miquelon,
        )
        return numpy.all([territoire != item for item in outside], axis=0)


class residence_guadeloupe(Variable):
    value_type = bool
    entity = Menage
    definition_period = MONTH
    label = "Le logement est en Guadeloupe"
    set_input = dispatch

    def formula(menage, period):
        return menage("territoire", period) == TypesTerritoire.guadeloupe


class residence_martinique(Variable):
    value_type = bool
    entity = Menage
    definition_period = MONTH
    label = "Le logement est en Martinique"
    set_input = dispatch

    def formula(menage, period):
        return menage("territoire", period) == TypesTerritoire.martinique


class residence_guyane(Variable):
    value_type = bool
    entity = Menage
    definition_period = MONTH
    label = "Le logement est en Guyane"
    set_input = dispatch

    def formula(menage, period):
        return menage("territoire", period) == TypesTerritoire.guyane


class residence_reunion(Variable):
    value_type = bool
    entity = Menage
    definition_period = MONTH
    label = "Le logement est à La Réunion"
    set_input = dispatch

    def formula(menage, period):
        return menage("territoire", period) == TypesTerritoire.la_reunion


class residence_mayotte(Variable):
    value_type = bool
    entity = Menage
    definition_period = MONTH
    label = "Le logement est à Mayotte"
    set_input = dispatch

    def formula(menage, period):
        return menage("territoire", period) == TypesTerritoire.mayotte


class residence_saint_martin(Variable):
    value_type = bool
    entity = Menage
    definition_period = MONTH
    label = "Le logement est à Saint-Martin"
    set_input = dispatch

    def formula(menage, period):
        return menage("territoire", period) == TypesTerritoire.saint_martin


class residence_saint_barthelemy(Variable):
    value_type = bool
    entity = Menage
    definition_period = MONTH
    label = "Le logement est à Saint-Barthélemy"
    set_input = dispatch

    def formula(menage, period):
        return menage("territoire", period) == TypesTerritoire.saint_barthelemy


class residence_alsace_moselle(Variable):
    value_type = bool
    entity = Menage
    definition_period = MONTH
    label = "Le logement est dans le Haut-Rhin, le Bas-Rhin ou la Moselle"
    reference = articles("L325-1", "L357-1")
    set_input = dispatch

    def formula(menage, period):
        departements = menage("depcom", period).astype("U2")
        return numpy.any([departements == code for code in ALSACE_MOSELLE], axis=0)
