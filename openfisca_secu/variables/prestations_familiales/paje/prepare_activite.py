"""Activity of a parent who asks for the prestation partagée d'éducation de l'enfant: before it, and kept beside it.

Past quarters of insurance (L531-4, III; R531-2; D531-15), share of a full-time activity (L531-4, I; D531-4 to
D531-11), income of whoever sets his own hours (D531-9).
"""

from numpy import divide as ratio
from numpy import minimum, ndarray, select, where, zeros

from openfisca_secu.model_api import MONTH, Enum, Individu, Variable, articles, dispatch, divide
from openfisca_secu.paje import TypesTauxPrepare
from openfisca_secu.rounding import round_half_up, to_cent

# Hours are known to the hundredth: 80 % of 151.67 is paid as 121.34 hours, which must not exceed 80 %.
SHARE_DECIMALS = 4


class TypesDecompteActivite(Enum):
    duree_du_travail = "Durée du travail rapportée à la durée légale ou équivalente (D531-4, D531-6, D531-7)"
    forfait_jours = "Convention de forfait en jours (D531-11)"
    assistant_maternel = "Assistant maternel (D531-10)"
    accueillant_familial = "Accueillant familial (D531-8)"


class prepare_decompte_activite(Variable):
    value_type = Enum
    possible_values = TypesDecompteActivite
    default_value = TypesDecompteActivite.duree_du_travail
    entity = Individu
    definition_period = MONTH
    label = "Comment se compte l'activité à temps partiel du parent"
    reference = articles("D531-4", "D531-8", "D531-10", "D531-11")
    set_input = dispatch


class prepare_heures_travail(Variable):
    value_type = float
    unit = "hour"
    min_value = 0
    max_value = 400
    entity = Individu
    definition_period = MONTH
    label = "Heures de travail du mois attestées par l'employeur, ou déclarées sur l'honneur, de l'activité gardée"
    set_input = divide


class prepare_heures_temps_plein(Variable):
    value_type = float
    unit = "hour"
    min_value = 0
    max_value = 400
    entity = Individu
    definition_period = MONTH
    label = (
        "Heures par mois d'un temps plein : durée équivalente, ou du salarié d'un emploi similaire (0 : durée légale)"
    )
    reference = articles("D531-4", "D531-7")
    set_input = divide


class prepare_quotite_travail(Variable):
    value_type = float
    unit = "/1"
    default_value = 1
    min_value = 0
    max_value = 1
    entity = Individu
    definition_period = MONTH
    label = "Part d'un temps plein que le parent travaille encore (0 : cessation d'activité pour élever l'enfant)"
    reference = articles("D531-4", "D531-6", "D531-7")
    documentation = """
    Se déduit des heures attestées, quand il y en a ; sinon 1 : rien n'est dû à qui n'a ni cessé ni réduit son activité
    pour s'occuper de l'enfant. Donner 0 à qui l'a cessée, ou suit une formation non rémunérée.
    """
    set_input = dispatch

    def formula_2004(individu, period, parameters):
        hours = individu("prepare_heures_travail", period)
        full_time = individu("prepare_heures_temps_plein", period)
        legal = parameters(period).cotisations.smic.heures_mensuelles
        share = round_half_up(hours / where(full_time > 0, full_time, legal), SHARE_DECIMALS)
        return where(hours > 0, minimum(share, 1), 1)


class prepare_jours_forfait(Variable):
    value_type = float
    unit = "day"
    min_value = 0
    max_value = 366
    entity = Individu
    definition_period = MONTH
    label = "Jours de travail par an fixés par le contrat de forfait en jours"
    set_input = dispatch


class prepare_jours_forfait_accord(Variable):
    value_type = float
    unit = "day"
    min_value = 0
    max_value = 366
    entity = Individu
    definition_period = MONTH
    label = "Jours de travail par an que l'accord collectif autorise (0 : pas d'accord, plafond légal)"
    set_input = dispatch


class prepare_jours_garde(Variable):
    value_type = float
    unit = "day"
    min_value = 0
    max_value = 250
    entity = Individu
    definition_period = MONTH
    label = "Journées de garde du mois (quatre heures et plus), tous les enfants gardés additionnés"
    set_input = divide


class prepare_demi_journees_garde(Variable):
    value_type = float
    min_value = 0
    max_value = 250
    entity = Individu
    definition_period = MONTH
    label = "Demi-journées de garde du mois (moins de quatre heures), tous les enfants gardés additionnés"
    set_input = divide


class prepare_enfants_gardes(Variable):
    value_type = int
    min_value = 0
    max_value = 10
    entity = Individu
    definition_period = MONTH
    label = "Nombre d'enfants que garde l'assistant maternel"
    set_input = dispatch


class prepare_jours_ouvres(Variable):
    value_type = float
    unit = "day"
    min_value = 0
    max_value = 31
    entity = Individu
    definition_period = MONTH
    label = "Jours ouvrés du mois, pour l'assistant maternel"
    set_input = divide


class prepare_personnes_accueillies(Variable):
    value_type = int
    min_value = 0
    max_value = 10
    entity = Individu
    definition_period = MONTH
    label = "Nombre de personnes âgées ou handicapées que le parent accueille à titre onéreux"
    set_input = dispatch


class prepare_quotite_activite(Variable):
    value_type = float
    unit = "/1"
    default_value = 1
    entity = Individu
    definition_period = MONTH
    label = "Quotité d'activité du parent, comparée aux seuils de la prestation partagée d'éducation de l'enfant"
    reference = articles("L531-4", "D531-4", "D531-8", "D531-10", "D531-11")
    documentation = "Un accueillant familial de plus de deux personnes est réputé à temps plein."
    set_input = dispatch

    def formula_2004(individu, period, parameters):
        law = parameters(period).prestations_familiales.paje.prepare_activite
        count = individu("prepare_decompte_activite", period)
        return select(
            [
                count == TypesDecompteActivite.forfait_jours,
                count == TypesDecompteActivite.assistant_maternel,
                count == TypesDecompteActivite.accueillant_familial,
            ],
            [
                _share_of_days(individu, period, law),
                _share_of_care(individu, period, law),
                _share_of_guests(individu, period, law),
            ],
            individu("prepare_quotite_travail", period),
        )


class prepare_revenu_limite(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Non-salarié, voyageur représentant placier ou élu local, dont le revenu à temps partiel est limité"
    reference = articles("L531-4", "D531-9")
    set_input = dispatch


class prepare_revenu_activite_reduite(Variable):
    value_type = float
    unit = "currency"
    min_value = 0
    entity = Individu
    definition_period = MONTH
    label = "Rémunération mensuelle nette, ou douzième du revenu professionnel, de l'activité à temps partiel"
    documentation = "Pour un élu local, les indemnités de fonction (D531-9, IV)."
    set_input = divide


class prepare_revenu_proportionnel(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le revenu de l'activité à temps partiel est proportionnel à la réduction d'activité déclarée"
    reference = articles("L531-4", "D531-9")
    set_input = dispatch


class prepare_indemnites_elu(Variable):
    value_type = float
    unit = "currency"
    min_value = 0
    entity = Individu
    definition_period = MONTH
    label = "Indemnités de l'élu qui a cessé son activité professionnelle pour son mandat"
    set_input = divide


class prepare_frais_emploi_elu(Variable):
    value_type = float
    unit = "currency"
    min_value = 0
    entity = Individu
    definition_period = MONTH
    label = "Fraction des indemnités de l'élu représentative de ses frais d'emploi (code général des impôts)"
    set_input = divide


class prepare_taux(Variable):
    value_type = Enum
    possible_values = TypesTauxPrepare
    default_value = TypesTauxPrepare.aucun
    entity = Individu
    definition_period = MONTH
    label = "Taux de la prestation partagée d'éducation de l'enfant qu'appelle l'activité du parent"
    reference = articles("L531-4", "D531-4", "D531-5", "D531-9")
    set_input = dispatch

    def formula_2004(individu, period, parameters):
        law = parameters(period).prestations_familiales.paje.prepare_activite
        share = individu("prepare_quotite_activite", period)
        income = individu("prepare_revenu_activite_reduite", period)
        proportional = individu("prepare_revenu_proportionnel", period)
        free = ~individu("prepare_revenu_limite", period) | proportional
        wage = parameters(period).cotisations.smic.horaire * law.revenu.heures
        mandate_counts = individu("prepare_indemnites_elu", period) > individu("prepare_frais_emploi_elu", period)
        half_time = (share > 0) & (share <= law.seuil_mi_temps)
        more = (share > law.seuil_mi_temps) & (share <= law.seuil_maximal)
        codes = select(
            [
                (share <= 0) & ~mandate_counts,
                half_time & (free | (income <= to_cent(wage * law.revenu.mi_temps))),
                more & (free | (income <= to_cent(wage * law.revenu.plus_qu_un_mi_temps))),
            ],
            [
                TypesTauxPrepare.plein.index,
                TypesTauxPrepare.mi_temps.index,
                TypesTauxPrepare.plus_qu_un_mi_temps.index,
            ],
            TypesTauxPrepare.aucun.index,
        )
        return TypesTauxPrepare.encode(codes)


class prepare_mensualites_periode(Variable):
    value_type = int
    unit = "month"
    min_value = 0
    max_value = 72
    entity = Individu
    definition_period = MONTH
    label = "Mensualités au taux partiel déjà reçues dans la période de droit en cours (0 : premier mois)"
    reference = articles("R531-3", "R531-4")
    set_input = dispatch


class prepare_taux_periode(Variable):
    value_type = Enum
    possible_values = TypesTauxPrepare
    default_value = TypesTauxPrepare.aucun
    entity = Individu
    definition_period = MONTH
    label = "Taux de la période de droit, apprécié le premier mois et gardé six mensualités s'il est partiel"
    reference = articles("R531-3", "R531-4")
    documentation = """
    Une reprise partielle d'activité change le taux le mois même ; une cessation d'activité donne le taux plein le mois
    suivant. Sans `prepare_mensualites_periode`, chaque mois est tenu pour le premier de sa période.
    """
    set_input = dispatch

    def formula_2004(individu, period, parameters):
        least = parameters(period).prestations_familiales.paje.prepare_activite.mensualites_minimales
        months = individu("prepare_mensualites_periode", period)
        now = individu("prepare_taux", period)
        before = individu("prepare_taux", period.last_month)
        locked = (months > 0) & (months < least)
        ranks = range(1, least)
        of_start = select(
            [months == n for n in ranks],
            [individu("prepare_taux", period.offset(-n, "month")).view(ndarray) for n in ranks],
            before.view(ndarray),
        )
        was_partial = (before == TypesTauxPrepare.mi_temps) | (before == TypesTauxPrepare.plus_qu_un_mi_temps)
        stops = now == TypesTauxPrepare.plein
        stopping = stops & was_partial & (individu("prepare_mois_percus", period) > 0)
        return TypesTauxPrepare.encode(where(stopping | (locked & ~stops), of_start, now.view(ndarray)))


class prepare_trimestres_2_ans(Variable):
    value_type = int
    unit = "quarter"
    min_value = 0
    max_value = 8
    entity = Individu
    definition_period = MONTH
    label = "Trimestres d'assurance vieillesse d'activité validés dans les deux ans qui précèdent"
    reference = articles("R531-2", "D531-15")
    documentation = """
    Avant la naissance ou l'arrivée de l'enfant. Les périodes d'indemnités journalières de maladie, de maternité,
    d'adoption et d'accident du travail y comptent (D531-15, II).
    """
    set_input = dispatch


class prepare_trimestres_4_ans(Variable):
    value_type = int
    unit = "quarter"
    min_value = 0
    max_value = 16
    entity = Individu
    definition_period = MONTH
    label = "Trimestres d'assurance vieillesse d'activité validés dans les quatre ans qui précèdent"
    reference = articles("R531-2", "D531-15")
    documentation = """
    Avant la naissance ou l'arrivée de l'enfant, ou la demande si elle est postérieure. Non donnés, ceux des deux
    dernières années.
    """
    set_input = dispatch

    def formula_2004(individu, period):
        return individu("prepare_trimestres_2_ans", period)


class prepare_trimestres_5_ans(Variable):
    value_type = int
    unit = "quarter"
    min_value = 0
    max_value = 20
    entity = Individu
    definition_period = MONTH
    label = "Trimestres d'assurance vieillesse d'activité validés dans les cinq ans qui précèdent"
    reference = articles("R531-2", "D531-15", "D531-16-1")
    documentation = """
    Avant la naissance ou l'arrivée de l'enfant, ou la demande si elle est postérieure. Non donnés, ceux des quatre
    dernières années.
    """
    set_input = dispatch

    def formula_2004(individu, period):
        return individu("prepare_trimestres_4_ans", period)


class prepare_trimestres_assimiles_4_ans(Variable):
    value_type = int
    unit = "quarter"
    min_value = 0
    max_value = 16
    entity = Individu
    definition_period = MONTH
    label = "Trimestres de chômage indemnisé, de formation rémunérée ou de la prestation, dans les quatre ans"
    reference = articles("D531-15")
    documentation = "Assimilés à de l'activité à partir du deuxième enfant seulement (D531-15, I, 4° à 6°)."
    set_input = dispatch


class prepare_trimestres_assimiles_5_ans(Variable):
    value_type = int
    unit = "quarter"
    min_value = 0
    max_value = 20
    entity = Individu
    definition_period = MONTH
    label = "Trimestres de chômage indemnisé, de formation rémunérée ou de la prestation, dans les cinq ans"
    reference = articles("D531-15")
    documentation = "Non donnés, ceux des quatre dernières années."
    set_input = dispatch

    def formula_2004(individu, period):
        return individu("prepare_trimestres_assimiles_4_ans", period)


class prepare_periode_reference(Variable):
    value_type = int
    unit = "year"
    entity = Individu
    definition_period = MONTH
    label = "Années où se compte l'activité antérieure, selon le nombre d'enfants à charge"
    reference = articles("R531-2", "D531-16-1")

    def formula_2004(individu, period, parameters):
        law = parameters(period).prestations_familiales.paje
        years = law.prepare_activite.periode_reference
        children = individu.famille("prepare_nombre_enfants", period)
        three = individu("prepare_option_majoree", period) | (children >= law.prepare.nombre_enfants_majore)
        return select([three, children > 1], [years.trois_enfants, years.deux_enfants], years.un_enfant)


class prepare_activite_anterieure_suffisante(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Activité antérieure suffisante pour la prestation partagée d'éducation de l'enfant"
    reference = articles("L531-4", "R531-2", "D531-15", "D531-16-1")
    set_input = dispatch

    def formula_2004(individu, period, parameters):
        """The window widens with the number of children; the periods treated as work do so from the second child."""
        law = parameters(period).prestations_familiales.paje.prepare_activite
        years = individu("prepare_periode_reference", period)
        quarters = select(
            [years >= law.periode_reference.trois_enfants, years >= law.periode_reference.deux_enfants],
            [
                individu("prepare_trimestres_5_ans", period) + individu("prepare_trimestres_assimiles_5_ans", period),
                individu("prepare_trimestres_4_ans", period) + individu("prepare_trimestres_assimiles_4_ans", period),
            ],
            individu("prepare_trimestres_2_ans", period),
        )
        return quarters >= law.trimestres


def _share_of_days(individu, period, law):
    """Days of the contract over those of the agreement, or of the law (D531-11)."""
    agreed = individu("prepare_jours_forfait_accord", period)
    return individu("prepare_jours_forfait", period) / where(agreed > 0, agreed, law.jours_forfait.plafond)


def _share_of_care(individu, period, law):
    """Days of care of an average child over the working days of the month (D531-10); none without a child."""
    days = individu("prepare_jours_garde", period)
    days = days + law.assistant_maternel.demi_journee * individu("prepare_demi_journees_garde", period)
    whole = 1.0 * individu("prepare_enfants_gardes", period) * individu("prepare_jours_ouvres", period)
    return ratio(days, whole, out=zeros(individu.count), where=whole > 0)


def _share_of_guests(individu, period, law):
    """One guest is worth the higher partial rate, two the lower one, more exclude (D531-8)."""
    guests = individu("prepare_personnes_accueillies", period)
    rule = law.accueillant_familial
    return select(
        [guests > rule.nombre_maximal, guests > 1, guests > 0], [1, rule.deux_personnes, rule.une_personne], 0
    )
