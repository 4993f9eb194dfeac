"""Which rate of the CSG pensions and unemployment benefits bear: L136-1-2, II, 1° and 4°; L136-8, III to III ter.

The rate of a year N depends on the reference income of the tax unit in N-2, and since 2019 in N-3 too; both are
compared with the thresholds of N, each with the shares of its own year.
"""

import numpy

from openfisca_secu.lookup import by_enum
from openfisca_secu.model_api import MONTH, YEAR, Enum, Famille, Individu, Variable, articles, dispatch
from openfisca_secu.replacement_income import TypesTauxCSG
from openfisca_secu.rounding import to_cent


class ZonesSeuilsCSG(Enum):
    metropole = "France métropolitaine, et territoires que le texte ne cite pas"
    antilles_reunion = "Martinique, Guadeloupe, La Réunion"
    guyane = "Guyane et Mayotte"


class zone_seuils_csg(Variable):
    value_type = Enum
    possible_values = ZonesSeuilsCSG
    default_value = ZonesSeuilsCSG.metropole
    entity = Individu
    definition_period = YEAR
    label = "Territoire dont les seuils de revenu décident du taux de CSG"
    reference = articles("L136-8")
    documentation = """
    Celui du logement au 1er janvier. Saint-Martin et Saint-Barthélemy, que le texte ne cite pas, ont les montants de
    métropole.
    """

    def formula(individu, period):
        january = period.first_month
        nearer = [individu.menage(f"residence_{one}", january) for one in ("martinique", "guadeloupe", "reunion")]
        further = [individu.menage(f"residence_{one}", january) for one in ("guyane", "mayotte")]
        codes = numpy.select(
            [numpy.logical_or.reduce(nearer), numpy.logical_or.reduce(further)],
            [ZonesSeuilsCSG.antilles_reunion.index, ZonesSeuilsCSG.guyane.index],
            default=ZonesSeuilsCSG.metropole.index,
        )
        return ZonesSeuilsCSG.encode(codes)


def _threshold(individu, period, parameters, name, income_year):
    """A threshold of the year of `period`, for the shares of the tax unit in the year of the income."""
    thresholds = parameters(period).contributions_sociales.csg_crds_remplacement.seuils
    node = getattr(thresholds, name)
    zone = individu("zone_seuils_csg", period)
    halves = (individu.foyer_fiscal("nbptr", income_year) - 1) / thresholds.valeur_demi_part
    return to_cent(
        by_enum(node.premiere_part, zone)
        + by_enum(node.premiere_demi_part, zone) * numpy.minimum(halves, 1)
        + node.demi_part * numpy.maximum(halves - 1, 0)
    )


class seuil_csg_exoneration(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Revenu fiscal de référence de N-2 jusqu'auquel les pensions et le chômage sont exonérés de CSG"
    reference = articles("L136-1-2", "L136-8")
    documentation = "Un quart de part compte pour la moitié du montant d'une demi-part (Cnav, circulaire 2013/44)."

    def formula_2015(individu, period, parameters):
        return _threshold(individu, period, parameters, "exoneration", period.n_2)


class seuil_csg_taux_reduit(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Revenu fiscal de référence de N-2 jusqu'auquel s'applique le taux réduit de CSG"
    reference = articles("L136-8")

    def formula_2015(individu, period, parameters):
        return _threshold(individu, period, parameters, "taux_reduit", period.n_2)


class seuil_csg_taux_reduit_antepenultieme(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Revenu fiscal de référence de N-3 jusqu'auquel s'applique le taux réduit de CSG"
    reference = articles("L136-8")
    documentation = "Montants de l'année N, pour les parts de l'année N-3."

    def formula_2019(individu, period, parameters):
        return _threshold(individu, period, parameters, "taux_reduit", period.n_2.last_year)


class seuil_csg_taux_intermediaire(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Revenu fiscal de référence de N-2 auquel cesse le taux intermédiaire de CSG des pensions"
    reference = articles("L136-8")

    def formula_2019(individu, period, parameters):
        thresholds = parameters(period).contributions_sociales.csg_crds_remplacement.seuils
        halves = (individu.foyer_fiscal("nbptr", period.n_2) - 1) / thresholds.valeur_demi_part
        top = thresholds.taux_intermediaire
        return to_cent(top.premiere_part + top.demi_part * halves)


class revenus_modestes_csg(Variable):
    value_type = bool
    entity = Individu
    definition_period = YEAR
    label = "Revenus de N-2 ou de N-3 au seuil du taux réduit de CSG ou au-dessous"
    reference = articles("L136-8", "L137-41", "D242-9")
    documentation = """
    Décide aussi de la contribution additionnelle pour l'autonomie et, depuis août 2021, de la cotisation sur les
    retraites complémentaires. Jusqu'en 2020 le texte dit « inférieurs » et non « inférieurs ou égaux » ; jusqu'en
    2018, il ne regarde que N-2. Demande `rfr` et `nbptr` de N-2 et, depuis 2019, de N-3 : un revenu qui n'est pas
    donné vaut zéro, donc exonère (N-2) ou ouvre le taux réduit (N-3).
    """

    def formula_2021(individu, period):
        return (_income(individu, period.n_2) <= individu("seuil_csg_taux_reduit", period)) | (
            _income(individu, period.n_2.last_year) <= individu("seuil_csg_taux_reduit_antepenultieme", period)
        )

    def formula_2019(individu, period):
        return (_income(individu, period.n_2) < individu("seuil_csg_taux_reduit", period)) | (
            _income(individu, period.n_2.last_year) < individu("seuil_csg_taux_reduit_antepenultieme", period)
        )

    def formula_2015(individu, period):
        return _income(individu, period.n_2) < individu("seuil_csg_taux_reduit", period)


def _income(individu, year):
    return to_cent(individu.foyer_fiscal("rfr", year))


class taux_csg_pensions(Variable):
    value_type = Enum
    possible_values = TypesTauxCSG
    default_value = TypesTauxCSG.taux_plein
    entity = Individu
    definition_period = YEAR
    label = "Taux de CSG des pensions de l'année, selon les revenus"
    reference = articles("L136-1-2", "L136-8")
    documentation = """
    En 2019 et 2020, un revenu de N-2 égal au seuil du taux réduit n'était, à la lettre, ni au taux réduit
    (« inférieurs ») ni au taux intermédiaire (« excèdent ») : taux plein, sauf revenu de N-3 inférieur. Demande `rfr`
    et `nbptr` de N-2 et, depuis 2019, de N-3 : un revenu qui n'est pas donné vaut zéro, donc exonère (N-2) ou ouvre le
    taux réduit (N-3).
    """

    def formula_2019(individu, period):
        income = _income(individu, period.n_2)
        intermediate = (income > individu("seuil_csg_taux_reduit", period)) & (
            income < individu("seuil_csg_taux_intermediaire", period)
        )
        return _rates(individu, period, income, intermediate)

    def formula_2015(individu, period):
        income = _income(individu, period.n_2)
        return _rates(individu, period, income, numpy.zeros(individu.count, dtype=bool))


def _rates(individu, period, income, intermediate):
    codes = numpy.select(
        [
            income <= individu("seuil_csg_exoneration", period),
            individu("revenus_modestes_csg", period),
            intermediate,
        ],
        [TypesTauxCSG.exonere.index, TypesTauxCSG.taux_reduit.index, TypesTauxCSG.taux_intermediaire.index],
        default=TypesTauxCSG.taux_plein.index,
    )
    return TypesTauxCSG.encode(codes)


class ancien_minimum_vieillesse(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Titulaire d'une allocation de l'ancien minimum vieillesse (ordonnance 2004-605, article 2)"
    reference = articles("L136-1-3", "D242-9")
    documentation = "Ou d'un autre avantage de vieillesse non contributif, sous conditions de ressources."
    set_input = dispatch


class pension_avec_minimum_vieillesse(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Pension complétée par l'allocation de solidarité aux personnes âgées ou l'ancien minimum vieillesse"
    reference = articles("L136-1-2", "D242-9", "L815-9")
    documentation = """
    L'allocation que le modèle calcule dépend des mois précédents : des pensions du couple qui dépassent à elles seules
    son plafond l'excluent (L815-9), même si celles des mois précédents ne sont pas données.
    """
    set_input = dispatch

    def formula(individu, period):
        ceiling = individu.famille("aspa_plafond", period)
        held = (individu("aspa", period) > 0) & _pension_below(individu, period, ceiling)
        return held | individu("ancien_minimum_vieillesse", period)


class pension_avec_avantage_non_contributif(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Pension complétée par un minimum vieillesse ou d'invalidité, non contributif"
    reference = articles("L136-1-2", "L137-41", "L815-24")
    documentation = """
    Minimum vieillesse ou allocation supplémentaire d'invalidité ; exonère la pension de CSG, CRDS et Casa.
    """
    set_input = dispatch

    def formula(individu, period):
        ceiling = individu.famille("asi_plafond", period)
        disabled = (individu("asi", period) > 0) & _pension_below(individu, period, ceiling)
        return disabled | individu("pension_avec_minimum_vieillesse", period)


def _pension_below(individu, period, ceiling):
    """True for who has a pension, when those of the couple do not exceed the ceiling of an allowance."""
    pension = individu("retraite_brute", period) + individu("pensions_invalidite", period)
    return (pension > 0) & (to_cent(individu.famille.sum(pension, role=Famille.PARENT)) <= ceiling)


class taux_csg_pensions_du_mois(Variable):
    value_type = Enum
    possible_values = TypesTauxCSG
    default_value = TypesTauxCSG.taux_plein
    entity = Individu
    definition_period = MONTH
    label = "Taux de CSG des pensions du mois, exonération par un minimum vieillesse ou d'invalidité comprise"
    reference = articles("L136-1-2", "L136-8")
    set_input = dispatch

    def formula_2015(individu, period):
        exempt = individu("pension_avec_avantage_non_contributif", period)
        by_income = individu("taux_csg_pensions", period.this_year).view(numpy.ndarray)
        return TypesTauxCSG.encode(numpy.where(exempt, TypesTauxCSG.exonere.index, by_income))

    def formula(individu, period):
        """Before 2015, as given: the rate depended on income tax."""
        return individu("taux_csg_pensions", period.this_year)


class taux_csg_chomage(Variable):
    value_type = Enum
    possible_values = TypesTauxCSG
    default_value = TypesTauxCSG.taux_plein
    entity = Individu
    definition_period = MONTH
    label = "Taux de CSG des allocations de chômage"
    reference = articles("L136-1-2", "L136-8")
    documentation = "Sans taux intermédiaire : le taux plein s'applique au-dessus du seuil du taux réduit."
    set_input = dispatch

    def formula_2015(individu, period):
        return _without_intermediate(individu("taux_csg_pensions", period.this_year))


class taux_csg_activite_partielle(Variable):
    value_type = Enum
    possible_values = TypesTauxCSG
    default_value = TypesTauxCSG.taux_plein
    entity = Individu
    definition_period = MONTH
    label = "Taux de CSG de l'activité partielle et des aides à la reprise d'activité"
    reference = articles("L136-1-2", "L136-8", "L131-2")
    documentation = """
    Un seul depuis mars 2020 : ordonnance 2020-346 du 27 mars 2020, article 11, jusqu'à la fin de 2020 (pour l'activité
    partielle seule, étendu ici aux aides), puis le texte. Auparavant, ceux des allocations de chômage.
    """
    set_input = dispatch

    def formula_2020_03(individu, period):
        return TypesTauxCSG.encode(numpy.full(individu.count, TypesTauxCSG.taux_plein.index))

    def formula_2015(individu, period):
        return _without_intermediate(individu("taux_csg_pensions", period.this_year))


def _without_intermediate(rates):
    """The rate of those to whom III bis does not apply."""
    codes = rates.view(numpy.ndarray)
    is_intermediate = codes == TypesTauxCSG.taux_intermediaire.index
    return TypesTauxCSG.encode(numpy.where(is_intermediate, TypesTauxCSG.taux_plein.index, codes))
