"""Company health cover: L911-7, D911-1-1 to D911-6."""

from datetime import date

import numpy

from openfisca_secu.dates import months_later
from openfisca_secu.general_scheme import in_private_sector
from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch, divide


class complementaire_sante_montant(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation à la couverture collective obligatoire de frais de santé, parts du salarié et de l'employeur"
    documentation = "Celle de la catégorie du salarié, hors options facultatives. Zéro : pas de couverture."
    set_input = divide


class complementaire_sante_part_employeur(Variable):
    value_type = float
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Part de la complémentaire santé obligatoire que l'employeur s'est engagé à payer"
    set_input = dispatch


class complementaire_sante_part_regime_local(Variable):
    value_type = float
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Part des prestations de la couverture collective que le régime local d'Alsace-Moselle garantit déjà"
    reference = articles("D911-1-1")
    set_input = dispatch


class complementaire_sante_dispense(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le salarié est dispensé, à sa demande, de la couverture collective de frais de santé"
    reference = articles("L911-7", "D911-2", "D911-4")
    documentation = """
    Vrai s'il en a fait la demande et qu'il y a droit (`complementaire_sante_dispense_de_droit`), ou que l'acte qui
    institue la couverture le prévoit (D911-4).
    """
    set_input = dispatch


class couverture_sante_individuelle(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Couvert par un contrat individuel responsable de frais de santé, souscrit sans aide publique"
    reference = articles("D911-2", "L911-7-1")
    documentation = """
    Contrat conforme à l'article L871-1. Ni complémentaire santé solidaire, ni couverture collective et obligatoire, ni
    couverture aidée par une collectivité publique.
    """
    set_input = dispatch


class couverture_sante_individuelle_debut(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Individu
    definition_period = MONTH
    label = "Date de souscription du contrat individuel de frais de santé"
    reference = articles("D911-2")
    set_input = dispatch


class couverture_sante_autre_emploi(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Couvert pour les mêmes risques au titre d'un autre emploi, en tant que salarié ou ayant droit"
    reference = articles("D911-2")
    documentation = """
    Couverture collective obligatoire, d'un agent public, d'un indépendant (contrats de groupe), régime local
    d'Alsace-Moselle ou des industries électriques et gazières.
    """
    set_input = dispatch


class complementaire_sante_dispense_de_droit(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le salarié peut demander à être dispensé de la couverture collective, quoi que dise l'acte qui l'institue"
    reference = articles("L911-7", "D911-2", "D911-6")
    documentation = """
    Bénéficiaire de la complémentaire santé solidaire ; contrat individuel déjà en cours à l'embauche, jusqu'à son
    échéance ; couverture au titre d'un autre emploi ; contrat à durée déterminée ou de mission dont la couverture dure
    moins de trois mois, pour qui a un contrat responsable, même souscrit depuis. La durée de la couverture est réputée
    celle du contrat de travail. Une couverture collective mise en place après l'embauche n'est pas distinguée.
    """

    def formula_2016(individu, period, parameters):
        months = parameters(period).prevoyance.complementaire_sante_entreprise.mois_couverture_courte
        individual = individu("couverture_sante_individuelle", period)
        since = individu("couverture_sante_individuelle_debut", period)
        nature = individu("contrat_de_travail_type", period)
        types = nature.possible_values
        fixed_term = (nature == types.cdd) | (nature == types.ctt)
        starts = individu("contrat_de_travail_debut", period)
        after_end = individu("contrat_de_travail_fin", period).astype("datetime64[D]") + numpy.timedelta64(1, "D")
        short = fixed_term & (after_end < months_later(starts, months))
        return (
            individu("css_beneficiaire", period)
            | individu("couverture_sante_autre_emploi", period)
            | (individual & (short | (since <= individu("entree_chez_employeur", period))))
        )


class complementaire_sante_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Complémentaire santé d'entreprise, part de l'employeur"
    reference = articles("L911-7", "D911-1-1")
    documentation = """
    Au moins la moitié depuis 2016, pour un employeur privé ; celle d'un employeur public est donnée. Dans la limite de
    la cotisation. Le panier minimal de soins (D911-1) n'a pas de prix dans les textes.
    """

    def formula_2016(individu, period, parameters):
        minimum = parameters(period).prevoyance.complementaire_sante_entreprise.part_employeur_minimale
        share = numpy.maximum(
            individu("complementaire_sante_part_employeur", period), minimum * in_private_sector(individu, period)
        )
        return share * _premium(individu, period)

    def formula(individu, period):
        return individu("complementaire_sante_part_employeur", period) * _premium(individu, period)


class complementaire_sante_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Complémentaire santé d'entreprise, part du salarié"
    reference = articles("L911-7", "D911-1-1")
    documentation = "Retenue sur la paie ; déductible du revenu imposable, hors du montant net social."

    def formula(individu, period):
        return _premium(individu, period) - individu("complementaire_sante_employeur", period)


def _premium(individu, period):
    """The premium due for the employee: none when exempt, reduced by what the local scheme already covers."""
    already_covered = individu("complementaire_sante_part_regime_local", period) * individu(
        "salarie_regime_alsace_moselle", period
    )
    covered = ~individu("complementaire_sante_dispense", period)
    return covered * (1 - already_covered) * individu("complementaire_sante_montant", period)
