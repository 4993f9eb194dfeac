"""Work: status, category of employee, contract, hours, employer."""

from datetime import date

import numpy

from openfisca_secu.model_api import MONTH, Enum, Individu, Variable, articles, dispatch, divide
from openfisca_secu.regularisation import months_to_date
from openfisca_secu.rounding import round_down


class TypesActivite(Enum):
    actif = "Actif occupé"
    chomeur = "Chômeur"
    etudiant = "Étudiant ou élève"
    retraite = "Retraité"
    inactif = "Autre inactif"


class TypesCategorieSalarie(Enum):
    prive_non_cadre = "Salarié non cadre du secteur privé"
    prive_cadre = "Salarié cadre du secteur privé"
    public_titulaire_etat = "Fonctionnaire de l'État"
    public_titulaire_militaire = "Militaire"
    public_titulaire_territoriale = "Fonctionnaire territorial"
    public_titulaire_hospitaliere = "Fonctionnaire hospitalier"
    public_non_titulaire = "Agent non titulaire d'une personne publique"
    non_pertinent = "Non salarié"


class TypesContratDeTravail(Enum):
    temps_plein = "Temps plein"
    temps_partiel = "Temps partiel"
    forfait_heures_semaines = "Forfait d'heures par semaine"
    forfait_heures_mois = "Forfait d'heures par mois"
    forfait_heures_annee = "Forfait d'heures par an"
    forfait_jours_annee = "Forfait de jours par an"
    sans_objet = "Sans objet"


class TypesContrat(Enum):
    aucun = "Aucun contrat"
    cdi = "Contrat à durée indéterminée"
    cdd = "Contrat à durée déterminée"
    ctt = "Contrat de travail temporaire (intérim)"
    formation = "Contrat de formation"


class activite(Variable):
    value_type = Enum
    possible_values = TypesActivite
    default_value = TypesActivite.inactif
    entity = Individu
    definition_period = MONTH
    label = "Activité principale"
    set_input = dispatch


class categorie_salarie(Variable):
    value_type = Enum
    possible_values = TypesCategorieSalarie
    default_value = TypesCategorieSalarie.prive_non_cadre
    entity = Individu
    definition_period = MONTH
    label = "Catégorie du salarié"
    set_input = dispatch


class contrat_de_travail(Variable):
    value_type = Enum
    possible_values = TypesContratDeTravail
    default_value = TypesContratDeTravail.temps_plein
    entity = Individu
    definition_period = MONTH
    label = "Durée du travail prévue au contrat"
    set_input = dispatch


class contrat_de_travail_type(Variable):
    value_type = Enum
    possible_values = TypesContrat
    default_value = TypesContrat.cdi
    entity = Individu
    definition_period = MONTH
    label = "Nature du contrat de travail"
    set_input = dispatch


class contrat_de_travail_debut(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Individu
    definition_period = MONTH
    label = "Date de début du contrat de travail"
    set_input = dispatch


class contrat_de_travail_fin(Variable):
    value_type = date
    default_value = date(2099, 12, 31)
    entity = Individu
    definition_period = MONTH
    label = "Date de fin du contrat de travail"
    set_input = dispatch


class heures_remunerees_volume(Variable):
    value_type = float
    min_value = 0
    unit = "hour"
    entity = Individu
    definition_period = MONTH
    label = "Heures d'un mois entier, prévues au contrat à temps partiel"
    documentation = """
    Sans effet pour un temps plein. Un mois incomplet ne les réduit pas. Les heures supplémentaires et complémentaires
    n'y sont pas.
    """
    set_input = divide


class heures_complementaires_volume(Variable):
    value_type = float
    min_value = 0
    unit = "hour"
    entity = Individu
    definition_period = MONTH
    label = "Heures complémentaires d'un temps partiel, faites dans le mois au-delà de celles du contrat"
    set_input = divide


class heures_supplementaires_volume(Variable):
    value_type = float
    min_value = 0
    unit = "hour"
    entity = Individu
    definition_period = MONTH
    label = "Heures supplémentaires faites et payées dans le mois, au-delà de la durée légale du travail"
    set_input = divide


class heures_duree_collective_entreprise(Variable):
    value_type = float
    min_value = 0
    unit = "hour"
    entity = Individu
    definition_period = MONTH
    label = "Durée mensuelle du temps plein dans la branche, l'entreprise ou l'établissement"
    documentation = "La plus courte des trois. Zéro : durée légale."
    set_input = dispatch


class forfait_jours_remuneres_volume(Variable):
    value_type = float
    min_value = 0
    unit = "day"
    entity = Individu
    definition_period = MONTH
    label = "Jours de travail par an d'une convention de forfait en jours"
    documentation = "Zéro : forfait à temps plein."
    set_input = dispatch


class heures_non_remunerees_volume(Variable):
    value_type = float
    min_value = 0
    unit = "hour"
    entity = Individu
    definition_period = MONTH
    label = "Heures d'absence non rémunérées dans le mois"
    set_input = divide


class particulier_employeur(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "L'employeur est un particulier, pour ses besoins domestiques"
    set_input = dispatch


class apprenti(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Titulaire d'un contrat d'apprentissage"
    set_input = dispatch


class apprentissage_contrat_debut(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Individu
    definition_period = MONTH
    label = "Date de conclusion du contrat d'apprentissage"
    reference = "Code du travail, article 6243-5 (partie décrets)"
    documentation = "À défaut, la date de début du contrat de travail."
    set_input = dispatch

    def formula(individu, period):
        return individu("contrat_de_travail_debut", period)


class effectif_entreprise(Variable):
    value_type = float
    min_value = 0
    entity = Individu
    definition_period = MONTH
    label = "Effectif de l'employeur, au sens de l'article L130-1"
    reference = articles("L130-1", "R130-1")
    documentation = """
    Moyenne annuelle des personnes employées l'année civile précédente, tous établissements confondus. Se déduit des
    effectifs mensuels de cette année-là s'ils sont donnés (`effectif_mensuel`), sans compter les mois sans salarié ;
    l'année de la première embauche, l'effectif du premier mois. Zéro : inconnu.
    """
    set_input = dispatch

    def formula_2018(individu, period, parameters):
        decimals = parameters(period).cotisations.effectif_entreprise.decimales
        year_before = period.last_year.get_subperiods(MONTH)
        headcounts = [individu("effectif_mensuel", month) for month in year_before]
        months_employing = sum(headcount > 0 for headcount in headcounts)
        mean = round_down(sum(headcounts) / numpy.maximum(months_employing, 1), decimals)
        first_of_year = numpy.zeros(individu.count)
        for month in months_to_date(period):
            first_of_year = numpy.where(first_of_year > 0, first_of_year, individu("effectif_mensuel", month))
        return numpy.where(months_employing > 0, mean, round_down(first_of_year, decimals))
