"""The rate of an establishment: collective, mixed or individual, D242-6-2 to D242-6-23, D242-29 to D242-41."""

from datetime import date

import numpy

from openfisca_secu.model_api import MONTH, Enum, Individu, Variable, articles, dispatch


class TypesTarificationAtmp(Enum):
    droit_commun = "Droit commun"
    industries_electriques_gazieres = "Agents statutaires des industries électriques et gazières"
    eleves = "Élèves et étudiants"


class TypesModeTarificationAtmp(Enum):
    collective = "Collective"
    mixte = "Mixte"
    individuelle = "Individuelle"


class tarification_atmp(Variable):
    value_type = Enum
    possible_values = TypesTarificationAtmp
    default_value = TypesTarificationAtmp.droit_commun
    entity = Individu
    definition_period = MONTH
    label = "Règles de tarification des accidents du travail propres à certains assurés"
    reference = articles("D242-6-18", "D242-6-23")
    set_input = dispatch


class effectif_tarification_atmp(Variable):
    value_type = float
    min_value = 0
    entity = Individu
    definition_period = MONTH
    label = "Effectif de l'entreprise pour la tarification des accidents du travail"
    reference = articles("L130-1", "R130-1")
    documentation = """
    De la dernière année connue, apprentis et contrats aidés compris, salariés du régime général et du régime agricole
    comptés à part. Sans la règle des cinq ans. À défaut, l'effectif de l'entreprise.
    """
    set_input = dispatch

    def formula(individu, period):
        return individu("effectif_entreprise", period)


class etablissement_alsace_moselle(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Établissement situé dans le Haut-Rhin, le Bas-Rhin ou la Moselle"
    reference = articles("D242-29")
    documentation = "À défaut d'être donné, réputé être dans le territoire du logement."
    set_input = dispatch

    def formula(individu, period):
        return individu.menage("residence_alsace_moselle", period)


class etablissement_creation(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Individu
    definition_period = MONTH
    label = "Date de création de l'établissement"
    reference = articles("D242-6-17")
    documentation = "Ne l'est pas celui qui reprend l'activité, les moyens et la moitié du personnel d'un autre."
    set_input = dispatch


class activite_taux_collectif(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Établissement dont le taux est collectif quel que soit l'effectif"
    reference = articles("D242-6-14", "D242-6-22", "D242-41")
    documentation = "Activités d'une liste fixée par arrêté ; travailleurs à domicile."
    set_input = dispatch

    def formula(individu, period):
        return individu("travailleur_a_domicile", period)


class atmp_masse_salariale(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Salaires de l'établissement pendant les trois dernières années connues de la tarification"
    reference = articles("D242-6-4")
    documentation = "Zéro : inconnus, et le taux est collectif."
    set_input = dispatch


class atmp_taux_brut_collectif(Variable):
    value_type = float
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Taux brut collectif du risque de l'établissement"
    reference = articles("D242-6-4", "D242-32")
    documentation = "Zéro : inconnu."
    set_input = dispatch


class atmp_taux_net_precedent(Variable):
    value_type = float
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Taux net notifié l'année précédente à l'établissement"
    reference = articles("D242-6-15", "D242-38")
    documentation = """
    Première année d'un taux unique ou d'un regroupement de risques : moyenne des taux des établissements, pondérée par
    leurs salaires. Zéro : aucun.
    """
    set_input = dispatch


class mode_tarification_atmp(Variable):
    value_type = Enum
    possible_values = TypesModeTarificationAtmp
    default_value = TypesModeTarificationAtmp.collective
    entity = Individu
    definition_period = MONTH
    label = "Mode de tarification des accidents du travail de l'établissement"
    reference = articles("D242-6-2", "D242-6-14", "D242-6-17", "D242-30", "D242-41")
    set_input = dispatch

    def formula_2012(individu, period, parameters):
        law = parameters(period).cotisations.accident_du_travail.tarification
        size = individu("effectif_tarification_atmp", period)
        mixed, own = _thresholds(individu, period, law.seuils)
        first_year = individu("etablissement_creation", period).astype("datetime64[Y]")
        new = numpy.datetime64(period.start.date, "Y") <= first_year + int(law.annees_etablissement_nouveau)
        collective = new | individu("activite_taux_collectif", period) | (size < mixed)
        return numpy.select(
            [collective, size < own],
            [TypesModeTarificationAtmp.collective, TypesModeTarificationAtmp.mixte],
            default=TypesModeTarificationAtmp.individuelle,
        )


class atmp_fraction_individuelle(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Fraction du taux individuel dans le taux de l'établissement"
    reference = articles("D242-6-12", "D242-6-13", "D242-36", "D242-37")

    def formula_2012(individu, period, parameters):
        law = parameters(period).cotisations.accident_du_travail.tarification
        size = individu("effectif_tarification_atmp", period)
        mixed, _ = _thresholds(individu, period, law.seuils)
        share = law.fraction_individuelle
        common = share.croissance / share.etendue * (size - mixed) + share.au_seuil
        local = share.alsace_moselle
        of_building = (local.pente * size + local.constante_btp) / local.diviseur_btp
        of_others = (local.pente * size + local.constante) / local.diviseur
        in_local = numpy.where(_building(individu, period), of_building, of_others)
        mode = individu("mode_tarification_atmp", period)
        types = mode.possible_values
        return numpy.select(
            [mode == types.collective, mode == types.individuelle],
            [0, 1],
            default=numpy.where(individu("etablissement_alsace_moselle", period), in_local, common),
        )


class atmp_taux_net_collectif(Variable):
    value_type = float
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Taux net collectif du risque de l'établissement"
    reference = articles("D242-6-3", "D242-6-9", "D242-6-11", "D242-31", "D242-35")
    documentation = """
    Publié par un arrêté chaque année, pour chaque code risque : à donner, ou son taux brut. À défaut, taux net moyen
    national.
    """
    set_input = dispatch

    def formula_2015(individu, period, parameters):
        raw = individu("atmp_taux_brut_collectif", period)
        mean = parameters(period).cotisations.accident_du_travail.cotisation.taux_net_moyen
        return numpy.where(raw > 0, _net(individu, period, parameters, raw), mean)


class atmp_taux_net_individuel(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Taux net individuel de l'établissement"
    reference = articles(
        "D242-6-3", "D242-6-4", "D242-6-9", "D242-6-12", "D242-6-18", "D242-6-19", "D242-6-23", "D242-31", "D242-32"
    )
    documentation = """
    Valeur du risque rapportée aux salaires de trois ans, avec les quatre majorations. Le code ne dit pas l'arrondi (les
    taux notifiés ont deux décimales de pour cent) : il n'y en a pas.
    """

    def formula_2015(individu, period, parameters):
        wages = individu("atmp_masse_salariale", period)
        risk = individu("atmp_valeur_risque", period)
        raw = numpy.divide(risk, wages, out=numpy.zeros(individu.count), where=wages > 0)
        return _net(individu, period, parameters, raw)


class atmp_taux_net_notifie(Variable):
    value_type = float
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Taux net d'accidents du travail notifié à l'établissement"
    reference = articles("D242-6-12", "D242-6-13", "D242-6-15", "D242-36", "D242-37", "D242-38")
    documentation = """
    Taux collectif, individuel ou mélange des deux, dont la variation d'une année sur l'autre est limitée (en
    Alsace-Moselle, celle d'un taux collectif aussi). Collectif quand les salaires de l'établissement ne sont pas
    donnés.
    """

    def formula_2015(individu, period, parameters):
        law = parameters(period).cotisations.accident_du_travail.tarification.ecretement
        share = individu("atmp_fraction_individuelle", period) * (individu("atmp_masse_salariale", period) > 0)
        rate = share * individu("atmp_taux_net_individuel", period) + (1 - share) * individu(
            "atmp_taux_net_collectif", period
        )
        before = individu("atmp_taux_net_precedent", period)
        high = before > law.seuil
        most = before + numpy.where(high, law.hausse_proportionnelle * before, law.hausse_points)
        least = before - numpy.where(high, law.baisse_proportionnelle * before, law.baisse_points)
        bounded = (before > 0) & ((share > 0) | individu("etablissement_alsace_moselle", period))
        return numpy.where(bounded, numpy.clip(rate, least, most), rate)


def _building(individu, period):
    committee = individu("comite_technique_national", period)
    return committee == committee.possible_values.b


def _thresholds(individu, period, thresholds):
    """Workforces from which the rate is mixed, then individual (D242-6-2, D242-30)."""
    local = individu("etablissement_alsace_moselle", period)
    mixed = numpy.where(local, thresholds.mixte_alsace_moselle, thresholds.mixte)
    in_local = numpy.where(
        _building(individu, period), thresholds.individuel_alsace_moselle_btp, thresholds.individuel_alsace_moselle
    )
    return mixed, numpy.where(local, in_local, thresholds.individuel)


def _net(individu, period, parameters, raw):
    """The net rate: (raw + commuting) x (1 + general costs) + specific costs + hardship (D242-6-9)."""
    extra = parameters(period).cotisations.accident_du_travail.tarification.majorations
    rules = individu("tarification_atmp", period)
    types = rules.possible_values
    pupils = rules == types.eleves
    utilities = rules == types.industries_electriques_gazieres
    self_insured = individu("atmp_auto_assurance_partielle", period)
    commuting = extra.trajet * numpy.select(
        [pupils, utilities, self_insured],
        [0, extra.part_industries_electriques_gazieres, 1 - extra.reduction_auto_assurance],
        default=1,
    )
    specific = extra.charges_specifiques * numpy.select(
        [pupils, utilities], [0, extra.part_industries_electriques_gazieres], default=1
    )
    hardship = extra.penibilite * ~pupils
    return (raw + commuting) * (1 + extra.charges_generales) + specific + hardship
