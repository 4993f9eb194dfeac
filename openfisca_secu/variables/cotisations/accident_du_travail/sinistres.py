"""What the accidents and diseases of an establishment cost its employer: D242-6-4, D242-6-6 to D242-6-8, R242-6-1."""

import numpy

from openfisca_secu.claims import count_of_claims
from openfisca_secu.lookup import by_enum
from openfisca_secu.model_api import MONTH, Enum, Individu, Variable, articles, dispatch


class TypesComiteTechnique(Enum):
    a = "Métallurgie"
    b = "Bâtiment et travaux publics"
    c = "Transports, eau, gaz, électricité, livre et communication"
    d = "Services, commerces et industries de l'alimentation"
    e = "Chimie, caoutchouc et plasturgie"
    f = "Bois, ameublement, papier-carton, textile, vêtement, cuirs et peaux, pierres et terres à feu"
    g = "Commerces non alimentaires"
    autre = "Activités de services (H, I)"


class comite_technique_national(Variable):
    value_type = Enum
    possible_values = TypesComiteTechnique
    default_value = TypesComiteTechnique.autre
    entity = Individu
    definition_period = MONTH
    label = "Comité technique national dont relève l'établissement"
    reference = articles("D242-6-8")
    set_input = dispatch


atmp_it_moins_4_jours = count_of_claims(
    __name__, "it_moins_4_jours", "sans arrêt de travail ou avec un arrêt de moins de 4 jours"
)
atmp_it_4_15_jours = count_of_claims(__name__, "it_4_15_jours", "avec un arrêt de 4 à 15 jours")
atmp_it_16_45_jours = count_of_claims(__name__, "it_16_45_jours", "avec un arrêt de 16 à 45 jours")
atmp_it_46_90_jours = count_of_claims(__name__, "it_46_90_jours", "avec un arrêt de 46 à 90 jours")
atmp_it_91_150_jours = count_of_claims(__name__, "it_91_150_jours", "avec un arrêt de 91 à 150 jours")
atmp_it_plus_150_jours = count_of_claims(__name__, "it_plus_150_jours", "avec un arrêt de plus de 150 jours")
atmp_ip_moins_10 = count_of_claims(__name__, "ip_moins_10", "avec une incapacité permanente de moins de 10 %")
atmp_ip_10_19 = count_of_claims(__name__, "ip_10_19", "avec une incapacité permanente de 10 à 19 %")
atmp_ip_20_39 = count_of_claims(__name__, "ip_20_39", "avec une incapacité permanente de 20 à 39 %")
atmp_ip_40_ou_deces = count_of_claims(
    __name__, "ip_40_ou_deces", "avec une incapacité permanente de 40 % et plus, ou mortels"
)
atmp_ip_btp_gros_oeuvre = count_of_claims(
    __name__, "ip_btp_gros_oeuvre", "avec une incapacité permanente de 10 % et plus, ou mortels, dans le gros œuvre"
)
atmp_ip_btp_second_oeuvre = count_of_claims(
    __name__, "ip_btp_second_oeuvre", "avec une incapacité permanente de 10 % et plus, ou mortels, dans le second œuvre"
)
atmp_ip_btp_fonctions_support = count_of_claims(
    __name__,
    "ip_btp_fonctions_support",
    "avec une incapacité permanente de 10 % et plus, ou mortels, dans les bureaux du bâtiment",
)


class atmp_couts_interimaires_classes_jusqu_en_2023(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Coûts moyens des accidents de salariés temporaires, d'incapacité de 10 % au moins, classés jusqu'en 2023"
    reference = articles("R242-6-1")
    set_input = dispatch


class atmp_couts_interimaires_classes_depuis_2024(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Coûts moyens des accidents de salariés temporaires, quelle que soit l'incapacité, classés depuis 2024"
    reference = articles("R242-6-1")
    set_input = dispatch


class atmp_auto_assurance_partielle(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Établissement autorisé à assumer une partie de la réparation des accidents du travail"
    reference = articles("D242-6-19")
    set_input = dispatch


class atmp_valeur_risque(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Valeur du risque propre à l'établissement, sur trois ans"
    reference = articles("D242-6-4", "D242-6-6", "D242-6-7", "D242-6-19", "D242-32", "D242-34", "R242-6-1")
    documentation = """
    Nombre de sinistres de chaque catégorie par leur coût moyen, et part du coût de ceux des salariés temporaires. À
    donner pour un comité technique (H, I) ou une année dont les coûts moyens ne sont pas détenus : ceux de 2025, ou de
    2024 pour les comités F et G, valent après cette année-là.
    """
    set_input = dispatch

    def formula_2024(individu, period, parameters):
        law = parameters(period).cotisations.accident_du_travail.sinistres
        committee = individu("comite_technique_national", period)

        def cost(*categories):
            return sum(
                individu(f"atmp_{category}", period) * by_enum(law.couts_moyens[category], committee, default=0)
                for category in categories
            )

        temporary = cost(
            "it_moins_4_jours",
            "it_4_15_jours",
            "it_16_45_jours",
            "it_46_90_jours",
            "it_91_150_jours",
            "it_plus_150_jours",
        )
        permanent = cost(
            "ip_moins_10",
            "ip_10_19",
            "ip_20_39",
            "ip_40_ou_deces",
            "ip_btp_gros_oeuvre",
            "ip_btp_second_oeuvre",
            "ip_btp_fonctions_support",
        )
        shared = law.part_utilisatrice.classes_jusqu_en_2023 * individu(
            "atmp_couts_interimaires_classes_jusqu_en_2023", period
        ) + law.part_utilisatrice.classes_depuis_2024 * individu("atmp_couts_interimaires_classes_depuis_2024", period)
        self_insured = individu("atmp_auto_assurance_partielle", period)
        return numpy.where(self_insured, permanent, temporary + permanent) + shared
