"""Bases that are not the pay itself: L241-9, L241-12, L242-4-3, L242-4-4."""

import numpy

from openfisca_secu.model_api import MONTH, Enum, Individu, Variable, articles, dispatch, divide
from openfisca_secu.rounding import to_cent
from openfisca_secu.working_time import legal_monthly_hours


class TypesAssietteForfaitaire(Enum):
    aucune = "Aucune"
    preservation_droits = "Travailleurs sans smic ou affiliés par l'article L311-3, pour préserver leurs droits"
    activite_occasionnelle = "Activité occasionnelle ou saisonnière"


class assiette_forfaitaire_type(Variable):
    value_type = Enum
    possible_values = TypesAssietteForfaitaire
    default_value = TypesAssietteForfaitaire.aucune
    entity = Individu
    definition_period = MONTH
    label = "Nature de l'assiette forfaitaire qui remplace la rémunération"
    reference = articles("L242-4", "L242-4-4", "R242-1")
    documentation = "Le salarié et l'employeur peuvent convenir de l'assiette réelle : ne rien donner."
    set_input = dispatch


class assiette_forfaitaire_montant(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Montant de l'assiette forfaitaire du mois"
    documentation = "Fixé par décret ou arrêté hors du code : formateurs occasionnels, animateurs, sportifs, vendeurs …"
    set_input = divide


class assiette_forfaitaire(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Assiette forfaitaire des cotisations"
    reference = articles("L242-4", "L242-4-4")
    documentation = """
    Dans la limite du smic à temps plein pour préserver des droits. Pour une activité occasionnelle payée au moins une
    fois et demie le plafond de la durée du travail (quotité du contrat), 70 % de la rémunération au moins.
    """

    def formula_2015(individu, period, parameters):
        law = parameters(period).cotisations
        amount = individu("assiette_forfaitaire_montant", period)
        kind = individu("assiette_forfaitaire_type", period)
        types = kind.possible_values
        smic = legal_monthly_hours(law.smic) * individu("smic_horaire_brut", period)
        rule = law.assiettes_forfaitaires.activite_occasionnelle
        ceiling = law.plafond_securite_sociale.mensuel * individu("quotite_de_travail", period)
        pay = individu("assiette_reelle", period)
        high = to_cent(pay) >= to_cent(rule.seuil * ceiling)
        occasional = numpy.where(high, numpy.maximum(amount, rule.part_minimale * pay), amount)
        return numpy.select(
            [kind == types.preservation_droits, kind == types.activite_occasionnelle],
            [numpy.minimum(amount, smic), occasional],
            default=0,
        )


class structure_insertion(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Personne accueillie dans une structure d'insertion, ou un organisme d'accueil communautaire"
    reference = articles("L241-12")
    set_input = dispatch


class assiette_forfaitaire_insertion(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Assiette forfaitaire d'une activité exercée dans un but de réinsertion"
    reference = articles("L241-12")
    documentation = "Fixée par un arrêté dont le montant n'est pas connu : à donner."
    set_input = divide


class exoneration_insertion(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisations patronales qui ne sont pas dues pour une activité de réinsertion"
    reference = articles("L241-12")
    documentation = """
    Assurances sociales et allocations familiales (non les accidents du travail), sur l'assiette forfaitaire, ou sur la
    part de la rémunération qui n'excède pas le smic par heure payée.
    """

    def formula_2015(individu, period, parameters):
        law = parameters(period).cotisations
        rate = (
            law.maladie.regime_general.employeur
            + law.famille.taux
            + law.vieillesse.plafonnee.employeur
            + law.vieillesse.deplafonnee.employeur
        )
        base = individu("assiette_cotisations_sociales", period)
        at_smic = individu("heures_smic_reductions", period) * individu("smic_horaire_brut", period)
        flat = individu("assiette_reelle", period) <= individu("assiette_forfaitaire_insertion", period)
        spared = numpy.where(flat, base, numpy.minimum(base, at_smic))
        insured = individu("affiliation_maladie_regime_general", period)
        return rate * insured * individu("structure_insertion", period) * spared


class remuneration_aides_travailleur_domicile(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rémunération des personnes qui travaillent avec un travailleur à domicile, comprise dans la sienne"
    reference = articles("L241-9")
    set_input = divide


class frais_atelier_travailleur_domicile(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Frais d'atelier d'un travailleur à domicile, compris dans sa rémunération"
    reference = articles("L241-9")
    documentation = "Fixés forfaitairement par arrêté."
    set_input = divide


class deduction_travailleur_domicile(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part de la rémunération d'un travailleur à domicile qui n'est pas la sienne"
    reference = articles("L241-9")

    def formula(individu, period):
        others = individu("remuneration_aides_travailleur_domicile", period) + individu(
            "frais_atelier_travailleur_domicile", period
        )
        pay = individu("remuneration_en_argent", period)
        return individu("travailleur_a_domicile", period) * numpy.minimum(others, pay)


class compte_epargne_temps_vers_retraite(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Droits d'un compte épargne-temps versés dans l'épargne retraite, à l'initiative du salarié"
    reference = articles("L242-4-3")
    documentation = "Plan d'épargne retraite collectif ou retraite collective et obligatoire. Hors du salaire."
    set_input = divide


class compte_epargne_temps_abondement(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part de ces droits qui correspond à un abondement de l'employeur"
    reference = articles("L242-4-3")
    set_input = divide


class compte_epargne_temps_exonere(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Droits d'un compte épargne-temps versés dans l'épargne retraite, exonérés de cotisations"
    reference = articles("L242-4-3")
    documentation = """
    Des seules cotisations de sécurité sociale : la CSG et l'assurance chômage restent dues. L'abondement y est soumis.
    """

    def formula(individu, period):
        rights = individu("compte_epargne_temps_vers_retraite", period)
        return numpy.maximum(rights - individu("compte_epargne_temps_abondement", period), 0)
