"""Exemptions of employers overseas: L752-3-1 to L752-3-3, D752-7, D752-8, R752-19 to R752-21."""

import numpy

from openfisca_secu.degressive import linear_coefficient
from openfisca_secu.employer_rates import social_security_rate
from openfisca_secu.general_scheme import in_private_sector, on_flat_base
from openfisca_secu.model_api import MONTH, Enum, Individu, Variable, articles, dispatch, divide
from openfisca_secu.rounding import round_half_up
from openfisca_secu.yearly_reductions import due_in_month, spans, totals

APPLIES = "exoneration_lodeom_applicable"
PAY_AND_WAGE = ("remuneration_allegements", "smic_reference_allegements")


class TypesSecteurLodeom(Enum):
    autre = "Autre secteur"
    batiment_travaux_publics = "Bâtiment et travaux publics"
    enumere = "Secteur énuméré au 2° du II des articles L752-3-2 et L752-3-3, hors bâtiment"
    transport = "Desserte aérienne, maritime ou fluviale"
    guyane = "Activité éligible en Guyane seulement"
    production_audiovisuelle = "Production audiovisuelle (jusqu'en 2020, hors du barème de compétitivité renforcée)"


class TypesBaremeLodeom(Enum):
    aucun = "Aucun"
    competitivite = "Compétitivité"
    competitivite_renforcee = "Compétitivité renforcée"
    innovation = "Innovation et croissance"


class TypesBaremeSaintMartin(Enum):
    aucun = "Aucun"
    petites_entreprises = "Moins de onze salariés"
    secteurs = "Onze salariés et plus, secteurs énumérés"
    renforce = "Renforcé"


class TypesSecteurSaintPierreEtMiquelon(Enum):
    autre = "Autre secteur"
    batiment_travaux_publics = "Bâtiment et travaux publics"
    transport = "Desserte aérienne, maritime ou fluviale"
    enumere = "Secteur énuméré au II de l'article L752-3-1"
    tourisme = "Tourisme, restauration de tourisme classée, hôtellerie"


class lodeom_secteur(Variable):
    value_type = Enum
    possible_values = TypesSecteurLodeom
    default_value = TypesSecteurLodeom.autre
    entity = Individu
    definition_period = MONTH
    label = "Secteur de l'activité qui occupe plus de la moitié de l'horaire, pour les exonérations outre-mer"
    reference = articles("L752-3-2", "L752-3-3", "R752-21")
    set_input = dispatch


class lodeom_effectif(Variable):
    value_type = float
    min_value = 0
    entity = Individu
    definition_period = MONTH
    label = "Effectif de l'employeur dans la collectivité d'outre-mer, tous établissements confondus"
    reference = articles("L752-3-1", "L752-3-2", "L752-3-3", "R752-20", "R752-20-1")
    documentation = """
    À défaut, celui de l'entreprise, lissé comme le dit l'article L130-1, sauf à Saint-Pierre-et-Miquelon, où c'est
    celui de l'année (R752-20). Zéro : inconnu, et l'exonération des petites entreprises n'est pas ouverte. Le maintien
    pour onze salariés après un dépassement n'est pas calculé.
    """
    set_input = dispatch

    def formula(individu, period):
        territory = individu.menage("territoire", period)
        of_year = territory == territory.possible_values.saint_pierre_et_miquelon
        return numpy.where(
            of_year, individu("effectif_entreprise", period), individu("effectif_entreprise_seuils", period)
        )


class chiffre_affaires_entreprise(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Chiffre d'affaires annuel de l'employeur"
    documentation = "Zéro : inconnu, réputé sous les seuils."
    set_input = dispatch


class perfectionnement_actif(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Employeur bénéficiaire du régime douanier de perfectionnement actif"
    reference = articles("L752-3-2")
    set_input = dispatch


class projet_innovant_tic(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Salarié employé surtout à un projet innovant des technologies de l'information et de la communication"
    reference = articles("L752-3-2", "D752-7")
    set_input = dispatch


class lodeom_bareme(Variable):
    value_type = Enum
    possible_values = TypesBaremeLodeom
    default_value = TypesBaremeLodeom.aucun
    entity = Individu
    definition_period = MONTH
    label = "Barème d'exonération outre-mer en Guadeloupe, en Guyane, en Martinique et à La Réunion"
    reference = articles("L752-3-2", "R752-20-1", "R752-21")
    documentation = """
    L'employeur est réputé à jour de ses obligations et non condamné. Donner « aucun » s'il préfère la réduction
    générale. Aucun avec l'exonération des zones de revitalisation rurale, d'une structure d'aide à domicile ou d'une
    autre loi. La production audiovisuelle n'a le barème renforcé que depuis 2021. En 2019, dont la rédaction n'est pas
    détenue, la presse n'y avait sans doute pas droit : elle n'est pas distinguée. Les barèmes d'avant 2019 ne sont pas
    détenus.
    """
    set_input = dispatch

    def formula_2019(individu, period, parameters):
        law = parameters(period).cotisations.lodeom
        sector = individu("lodeom_secteur", period)
        types = sector.possible_values
        staff = individu("lodeom_effectif", period)
        free_zone = individu("perfectionnement_actif", period)
        in_territory = individu.menage("residence_dom", period) & ~_saint_martin(individu, period)
        employed = in_territory & _may_be_exempt(individu, period)
        modest = (staff < law.effectif_moyen) & (individu("chiffre_affaires_entreprise", period) < law.chiffre_affaires)
        of_guiana = individu.menage("residence_guyane", period) & (sector == types.guyane)
        audiovisual = sector == types.production_audiovisuelle
        enhanced_sector = (sector == types.enumere) | (audiovisual & law.competitivite_renforcee.audiovisuel)
        enhanced = modest & (enhanced_sector | of_guiana | free_zone)
        common = (
            ((staff > 0) & (staff < law.effectif_petit))
            | free_zone
            | (sector == types.batiment_travaux_publics)
            | (sector == types.enumere)
            | audiovisual
            | (sector == types.transport)
        )
        innovative = modest & (common | of_guiana) & individu("projet_innovant_tic", period)
        return TypesBaremeLodeom.encode(
            numpy.select(
                [employed & innovative, employed & enhanced, employed & common],
                [
                    TypesBaremeLodeom.innovation.index,
                    TypesBaremeLodeom.competitivite_renforcee.index,
                    TypesBaremeLodeom.competitivite.index,
                ],
                default=TypesBaremeLodeom.aucun.index,
            )
        )


class exoneration_lodeom_applicable(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "L'exonération outre-mer de Guadeloupe, Guyane, Martinique et La Réunion s'applique au salarié"
    reference = articles("L752-3-2")
    set_input = dispatch

    def formula_2019(individu, period):
        return individu("lodeom_bareme", period) != TypesBaremeLodeom.aucun


class exoneration_lodeom_mensuelle(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Exonération outre-mer, calculée sur le mois seul"
    reference = articles("D752-7", "D241-8")

    def formula_2019(individu, period, parameters):
        return _yearly_exemption(individu, period, parameters, [[period]])


class exoneration_lodeom_cumulee(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Exonération outre-mer, calculée depuis le début de l'année ou du contrat"
    reference = articles("L752-3-2", "D752-7", "D241-7", "D241-9", "D241-11")
    documentation = """
    Le coefficient est arrondi à quatre décimales, comme l'article D241-7 auquel renvoyait l'article D752-7 jusqu'en
    2025. Le barème est celui du dernier mois.
    """

    def formula_2019(individu, period, parameters):
        return _yearly_exemption(individu, period, parameters, spans(period, parameters))


class exoneration_lodeom(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Exonération de cotisations patronales en Guadeloupe, en Guyane, en Martinique et à La Réunion"
    reference = articles("L752-3-2", "D752-7", "D241-8", "D241-9")
    documentation = "Les mois s'additionnent en celle de l'année ; un mois peut rendre ce que d'autres ont pris."

    def formula_2019(individu, period):
        return due_in_month(individu, period, "exoneration_lodeom_mensuelle", "exoneration_lodeom_cumulee")


class saint_martin_secteur_renforce(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Employeur de Saint-Barthélemy ou Saint-Martin dont l'activité ouvre droit au barème renforcé"
    reference = articles("L752-3-3")
    documentation = "Conditions des 2° à 4° du IV : secteurs, régime réel d'imposition (à Saint-Martin)."
    set_input = dispatch


class saint_martin_bareme(Variable):
    value_type = Enum
    possible_values = TypesBaremeSaintMartin
    default_value = TypesBaremeSaintMartin.aucun
    entity = Individu
    definition_period = MONTH
    label = "Barème d'exonération à Saint-Barthélemy et Saint-Martin"
    reference = articles("L752-3-3", "R752-20-1", "R752-21")
    documentation = "Donner « aucun » si l'employeur préfère la réduction générale."
    set_input = dispatch

    def formula_2019(individu, period, parameters):
        law = parameters(period).cotisations.lodeom
        sector = individu("lodeom_secteur", period)
        types = sector.possible_values
        staff = individu("lodeom_effectif", period)
        employed = _saint_martin(individu, period) & _may_be_exempt(individu, period)
        modest = (staff < law.effectif_moyen) & (individu("chiffre_affaires_entreprise", period) < law.chiffre_affaires)
        listed = (
            (sector == types.batiment_travaux_publics)
            | (sector == types.enumere)
            | (sector == types.production_audiovisuelle)
            | (sector == types.transport)
        )
        small = (staff > 0) & (staff < law.effectif_petit)
        eligible = employed & (small | listed)
        return TypesBaremeSaintMartin.encode(
            numpy.select(
                [
                    eligible & modest & individu("saint_martin_secteur_renforce", period),
                    eligible & small,
                    eligible,
                ],
                [
                    TypesBaremeSaintMartin.renforce.index,
                    TypesBaremeSaintMartin.petites_entreprises.index,
                    TypesBaremeSaintMartin.secteurs.index,
                ],
                default=TypesBaremeSaintMartin.aucun.index,
            )
        )


class exoneration_saint_barthelemy_saint_martin_applicable(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "L'exonération de Saint-Barthélemy et Saint-Martin s'applique au salarié"
    reference = articles("L752-3-3")
    set_input = dispatch

    def formula_2019(individu, period):
        return individu("saint_martin_bareme", period) != TypesBaremeSaintMartin.aucun


class exoneration_saint_barthelemy_saint_martin(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Exonération de cotisations patronales à Saint-Barthélemy et Saint-Martin"
    reference = articles("L752-3-3", "D752-8", "L241-15", "D241-27")
    documentation = "Mensuelle ; cotisations de sécurité sociale, sans les accidents du travail."

    def formula_2019(individu, period, parameters):
        cotisations = parameters(period).cotisations
        law = cotisations.lodeom.saint_barthelemy_saint_martin
        pay = individu("remuneration_allegements", period)
        wage = individu("smic_horaire_brut", period) * individu("heures_remunerees_allegements", period)
        scale = individu("saint_martin_bareme", period)
        types = scale.possible_values
        maximum = social_security_rate(cotisations)
        coefficient = numpy.select(
            [scale == types.petites_entreprises, scale == types.secteurs, scale == types.renforce],
            [
                linear_coefficient(pay, wage, maximum, node, law.decimales)
                for node in (law.petites_entreprises, law.secteurs, law.renforce)
            ],
            default=0,
        )
        return numpy.clip(individu("cotisations_exonerables_securite_sociale", period), 0, coefficient * pay)


class saint_pierre_et_miquelon_secteur(Variable):
    value_type = Enum
    possible_values = TypesSecteurSaintPierreEtMiquelon
    default_value = TypesSecteurSaintPierreEtMiquelon.autre
    entity = Individu
    definition_period = MONTH
    label = "Secteur de l'activité du salarié, pour l'exonération de Saint-Pierre-et-Miquelon"
    reference = articles("L752-3-1", "R752-21")
    set_input = dispatch


class cotisations_employeur_saint_pierre_et_miquelon(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisations patronales d'assurances sociales et d'allocations familiales dues à Saint-Pierre-et-Miquelon"
    reference = articles("L752-3-1", "R752-19")
    documentation = "Leurs taux sont hors du code : montant du mois à donner, sans les accidents du travail."
    set_input = divide


class exoneration_saint_pierre_et_miquelon(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Exonération de cotisations patronales à Saint-Pierre-et-Miquelon"
    reference = articles("L752-3-1", "R752-19", "R752-20", "R752-21", "L241-15", "D241-27")
    documentation = """
    Sur la part de la rémunération dans la limite d'un nombre de smic. L'effectif donné est réputé celui de l'année ; le
    maintien pour dix salariés après un dépassement n'est pas calculé. Hors des totaux, comme ces cotisations.
    """

    def formula_2010(individu, period, parameters):
        law = parameters(period).cotisations.lodeom.saint_pierre_et_miquelon
        sector = individu("saint_pierre_et_miquelon_secteur", period)
        types = sector.possible_values
        staff = round_half_up(individu("lodeom_effectif", period))
        building = sector == types.batiment_travaux_publics
        small = (staff > 0) & (staff <= law.effectif)
        limit, share = (
            numpy.select(
                [
                    sector == types.tourisme,
                    sector == types.enumere,
                    small | (sector == types.transport) | (building & (staff <= law.effectif_batiment)),
                    building,
                ],
                choices,
                default=0,
            )
            for choices in (
                [law.smic_tourisme, law.smic_enumere, law.smic_petit, law.smic_petit],
                [1, 1, 1, law.part_batiment],
            )
        )
        pay = individu("remuneration_allegements", period)
        wage = individu("smic_horaire_brut", period) * individu("heures_remunerees_allegements", period)
        within = numpy.minimum(numpy.divide(limit * wage, pay, out=numpy.zeros(individu.count), where=pay > 0), 1)
        territory = individu.menage("territoire", period)
        concerned = in_private_sector(individu, period) & (
            territory == territory.possible_values.saint_pierre_et_miquelon
        )
        penalty = law.negociation_omise.calc(individu("negociation_salaires_omise", period))
        due = individu("cotisations_employeur_saint_pierre_et_miquelon", period)
        return concerned * (1 - penalty) * share * within * due


def _may_be_exempt(individu, period):
    """Whether no other exemption, which these exclude, applies (L752-3-2, VI; L752-3-3, VI)."""
    return (
        individu("champ_reduction_generale", period)
        & ~on_flat_base(individu, period)
        & ~individu("exoneration_zrr_applicable", period)
        & ~individu("exoneration_aide_domicile_applicable", period)
        & (individu("exoneration_cotisations_employeur_autres_lois", period) == 0)
    )


def _saint_martin(individu, period):
    return individu.menage("residence_saint_martin", period) | individu.menage("residence_saint_barthelemy", period)


def _yearly_exemption(individu, period, parameters, parts):
    """The exemption of the months of the contract of `period`, in lists that are computed apart (D752-7)."""
    months = [month for part in parts for month in part]
    (due,) = totals(individu, period, months, ["cotisations_exonerables_allegement_general"], APPLIES)
    gross = sum(_gross_exemption(individu, period, parameters, part) for part in parts)
    return numpy.clip(due, 0, gross)


def _gross_exemption(individu, period, parameters, months):
    """Before the limit of what is due, by the law and the scale of the last of some months."""
    month = months[-1]
    law = parameters(month).cotisations
    pay, wage = totals(individu, period, months, PAY_AND_WAGE, APPLIES)
    maximum = individu("taux_maximal_exonerations", month)
    decimals = law.allegement_general.coefficient.decimales
    scale = individu("lodeom_bareme", month)
    types = scale.possible_values
    return pay * numpy.select(
        [scale == types.competitivite, scale == types.competitivite_renforcee, scale == types.innovation],
        [
            linear_coefficient(pay, wage, maximum, node, decimals)
            for node in (law.lodeom.competitivite, law.lodeom.competitivite_renforcee, law.lodeom.innovation)
        ],
        default=0,
    )
