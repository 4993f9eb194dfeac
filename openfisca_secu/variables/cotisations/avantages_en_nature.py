"""Benefits in kind, meal and holiday vouchers in the base of contributions: R242-1, L136-1-1, III, L242-1, II, 5°."""

import numpy

from openfisca_secu.model_api import MONTH, YEAR, Individu, Variable, articles, dispatch, divide
from openfisca_secu.regularisation import months_to_date
from openfisca_secu.rounding import RESIDUE
from openfisca_secu.working_time import legal_monthly_hours


class avantage_en_nature_valeur_reelle(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Avantages en nature évalués pour leur valeur réelle"
    documentation = """
    Véhicule, outils numériques, repas des hôtels, cafés et restaurants, logement évalué pour sa valeur locative, et les
    forfaits qui les concernent : leur barème n'est pas dans le code. La participation du salarié en est déduite.
    """
    set_input = divide


class repas_fournis_volume(Variable):
    value_type = float
    min_value = 0
    entity = Individu
    definition_period = MONTH
    label = "Repas fournis par l'employeur dans le mois"
    set_input = divide


class logement_fourni_pieces(Variable):
    value_type = float
    min_value = 0
    entity = Individu
    definition_period = MONTH
    label = "Pièces principales du logement fourni par l'employeur"
    documentation = "Zéro : aucun, ou évalué pour sa valeur réelle."
    set_input = dispatch


class logement_necessite_service(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Logement fourni par nécessité absolue de service"
    set_input = dispatch


class avantage_en_nature_valeur_forfaitaire(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Avantages en nature évalués forfaitairement : repas et logement"
    reference = articles("R242-1")
    documentation = """
    L'article renvoie la valeur à des arrêtés. Celle d'un logement dépend de la rémunération du mois en espèces,
    comparée au plafond mensuel entier.
    """

    def formula_2015(individu, period, parameters):
        law = parameters(period).cotisations.avantages_en_nature
        ceiling = parameters(period).cotisations.plafond_securite_sociale.mensuel
        pay = (individu("remuneration_en_argent", period) + RESIDUE) / ceiling
        rooms = individu("logement_fourni_pieces", period)
        housing = numpy.where(rooms > 1, rooms * law.logement.par_piece.calc(pay), law.logement.une_piece.calc(pay))
        kept = 1 - law.logement.abattement_service * individu("logement_necessite_service", period)
        return law.repas * individu("repas_fournis_volume", period) + (rooms > 0) * kept * housing


class activites_physiques_avantage(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Avantage que sont pour le salarié les activités physiques et sportives payées par l'employeur"
    reference = articles("L136-1-1", "D136-2")
    documentation = "Cours, événements, compétitions ; les équipements mis à la disposition de tous n'en sont pas."
    set_input = divide


class activites_physiques_depense_entreprise(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Dépense de l'employeur dans l'année pour les activités physiques et sportives de tous ses salariés"
    reference = articles("D136-2")


class activites_physiques_reservees(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Les activités physiques payées par l'employeur ne sont pas proposées à tous les salariés"
    reference = articles("D136-2")
    set_input = dispatch


class activites_physiques_soumises(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Part soumise de l'avantage des activités physiques et sportives payées par l'employeur"
    reference = articles("L136-1-1", "D136-2")
    documentation = """
    La dépense de l'année de l'employeur est exemptée, depuis juin 2021, jusqu'à une part du plafond mensuel de janvier
    par personne de l'effectif (`effectif_entreprise`, du mois) ; l'avantage de chacun est soumis dans la proportion de
    ce qui dépasse, ce que le texte ne dit pas. Avant, l'avantage est soumis en entier : les tolérances n'y sont pas.
    """

    def formula_2021_06(individu, period, parameters):
        cotisations = parameters(period).cotisations
        share = cotisations.avantages_en_nature.activites_physiques.part_du_plafond
        limit = share * cotisations.plafond_securite_sociale.mensuel * individu("effectif_entreprise", period)
        spent = individu("activites_physiques_depense_entreprise", period.this_year)
        above = numpy.divide(numpy.maximum(spent - limit, 0), spent, out=numpy.zeros_like(spent), where=spent > 0)
        liable = numpy.where(individu("activites_physiques_reservees", period), 1, above)
        return liable * individu("activites_physiques_avantage", period)

    def formula(individu, period):
        return individu("activites_physiques_avantage", period)


class avantage_en_nature(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Avantages en nature"
    reference = articles("L136-1-1", "R242-1")
    documentation = "Soumis comme un salaire, sans être versés : à ôter du net à payer."

    def formula(individu, period):
        return (
            individu("avantage_en_nature_valeur_reelle", period)
            + individu("avantage_en_nature_valeur_forfaitaire", period)
            + individu("activites_physiques_soumises", period)
        )


class titre_restaurant_valeur_unitaire(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Valeur d'un titre-restaurant"
    set_input = dispatch


class titre_restaurant_volume(Variable):
    value_type = float
    min_value = 0
    entity = Individu
    definition_period = MONTH
    label = "Titres-restaurant attribués dans le mois"
    set_input = divide


class titre_restaurant_taux_employeur(Variable):
    value_type = float
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Part de la valeur des titres-restaurant à la charge de l'employeur"
    set_input = dispatch


class reintegration_titre_restaurant_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution de l'employeur aux titres-restaurant soumise à cotisations"
    reference = articles("L136-1-1")
    documentation = """
    Ce qui dépasse 60 % de la valeur du titre ou le montant maximal ; toute la contribution sous 50 %. Le texte
    subordonne l'exclusion à ces limites, que fixe un autre code ; la réintégration du seul dépassement est une
    tolérance des Urssaf.
    """

    def formula_2015(individu, period, parameters):
        law = parameters(period).cotisations.avantages_en_nature.titre_restaurant
        value = individu("titre_restaurant_valeur_unitaire", period)
        share = individu("titre_restaurant_taux_employeur", period)
        spared = numpy.minimum(numpy.minimum(share, law.part_maximale) * value, law.maximum)
        liable = share * value - (share >= law.part_minimale) * spared
        return individu("titre_restaurant_volume", period) * liable


class cheques_vacances_employeur(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution de l'employeur à l'acquisition de chèques-vacances"
    set_input = divide


class cheques_vacances_exoneres(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution de l'employeur aux chèques-vacances exclue de l'assiette des cotisations"
    reference = articles("L242-1", "L130-1")
    documentation = """
    Dans une entreprise de moins de cinquante salariés (ou d'effectif inconnu), dans la limite annuelle de 30 % du smic
    mensuel de janvier (code du tourisme). Les autres conditions sont réputées remplies. La CSG est due.
    """

    def formula_2015(individu, period, parameters):
        law = parameters(period).cotisations.avantages_en_nature.cheques_vacances
        month = legal_monthly_hours(parameters(period).cotisations.smic)
        limit = law.part_smic * month * individu("smic_horaire_brut", period.this_year.first_month)
        given = individu("cheques_vacances_employeur", period)
        to_date = sum(individu("cheques_vacances_employeur", one) for one in months_to_date(period))
        small = individu("effectif_entreprise_seuils", period) < law.seuil
        return small * (numpy.minimum(to_date, limit) - numpy.minimum(to_date - given, limit))
