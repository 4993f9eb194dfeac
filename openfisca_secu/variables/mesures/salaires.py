"""A pay slip's totals: levies of each side, what is spared, net pay and the employer's cost."""

from openfisca_secu.model_api import MONTH, Individu, Variable, articles, divide

EMPLOYEE = (
    "vieillesse_plafonnee_salarie",
    "vieillesse_deplafonnee_salarie",
    "mmid_salarie",
    "chomage_salarie",
    "agirc_arrco_salarie",
    "contribution_equilibre_general_salarie",
    "contribution_equilibre_technique_salarie",
    "arrco_salarie",
    "agirc_salarie",
    "agirc_gmp_salarie",
    "agff_salarie",
    "cotisation_exceptionnelle_temporaire_salarie",
    "apec_salarie",
    "ircantec_salarie",
    "pension_salarie",
    "rafp_salarie",
    "complementaire_sante_salarie",
)
# what no exemption of the Code lowers
OTHER_EMPLOYER = (
    "pension_employeur",
    "rafp_employeur",
    "ati_atiacl",
    "fonds_emploi_hospitalier",
    "cotisation_prevoyance_employeur",
    "retraite_supplementaire_employeur",
    "forfait_social",
    "contribution_rupture_contrat",
)
# what bears CSG on account of work without being pay
OTHER_INCOME = (
    "stage_gratification",
    "indemnite_rupture",
    "indemnite_cessation_mandat",
    "indemnites_fonction_elective",
    "interessement",
    "participation",
    "abondement_epargne_salariale",
)
RATE_CUTS = ("allegement_cotisation_maladie", "allegement_cotisation_allocations_familiales")


class salaire_brut(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Salaire brut du mois, avantages en nature, primes et indemnités compris"
    documentation = """
    Rémunération en argent, avantages en nature, prime de partage de la valeur, exonérée ou non, et ce qui porte la CSG
    à l'occasion du travail : gratification de stage, indemnités de rupture et d'élu, intéressement, participation et
    abondement, même placés. Les remboursements de frais et les titres-restaurant n'en sont pas.
    """
    reference = articles("L136-1-1", "L242-1")
    set_input = divide

    def formula(individu, period):
        category = individu("categorie_salarie", period)
        employee = category != category.possible_values.non_pertinent
        bonus = individu("prime_partage_valeur_exoneree", period) + individu("prime_partage_valeur_assujettie", period)
        pay = individu("remuneration_en_argent", period) + employee * (individu("avantage_en_nature", period) + bonus)
        return pay + sum(individu(name, period) for name in OTHER_INCOME)


class cotisations_salariales_avant_exonerations(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisations à la charge du salarié, avant réductions et exonérations, hors CSG et CRDS"
    documentation = "Sécurité sociale, chômage, retraite de base et complémentaire, complémentaire santé obligatoire."
    reference = articles("L241-2", "L241-3", "L921-1")

    def formula(individu, period):
        return sum(individu(name, period) for name in EMPLOYEE)


class cotisations_salariales(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisations à la charge du salarié, réductions et exonérations déduites, hors CSG et CRDS"
    reference = articles("L241-2", "L241-3", "L241-17", "L921-1")

    def formula(individu, period):
        return individu("cotisations_salariales_avant_exonerations", period) - individu("exonerations_salarie", period)


class cotisations_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisations et contributions à la charge de l'employeur, avant réductions et exonérations"
    reference = articles("L241-2", "L241-3", "L241-5", "L241-6", "L921-1")

    def formula(individu, period):
        return individu("cotisations_exonerables", period) + sum(
            individu(name, period) for name in (*RATE_CUTS, *OTHER_EMPLOYER)
        )


class exonerations(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Réductions et exonérations de cotisations de l'employeur"
    documentation = """
    Réductions des taux de maladie et d'allocations familiales, réduction générale et exonérations particulières. Un
    mois peut être négatif : il rend ce que la réduction des mois précédents de l'année a pris de trop.
    """
    reference = articles("L241-2-1", "L241-6-1", "L241-13")

    def formula(individu, period):
        return individu("exonerations_employeur", period) + sum(individu(name, period) for name in RATE_CUTS)


class salaire_net(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Salaire net de cotisations, CSG et CRDS, avant impôt sur le revenu"
    documentation = "Avantages en nature et épargne salariale compris : les retirer donne ce qui est versé."
    reference = articles("L136-1", "L242-1")
    set_input = divide

    def formula(individu, period):
        return (
            individu("salaire_brut", period)
            - individu("cotisations_salariales", period)
            - individu("csg_deductible_salaire", period)
            - individu("csg_imposable_salaire", period)
            - individu("crds_salaire", period)
        )


class salaire_super_brut(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Coût du travail : salaire brut et cotisations de l'employeur, exonérations déduites"
    documentation = """
    Sans la taxe sur les salaires, l'apprentissage, la formation et la participation à la construction, qui sont hors du
    Code.
    """
    reference = articles("L241-13", "L242-1")
    set_input = divide

    def formula(individu, period):
        return (
            individu("salaire_brut", period)
            + individu("cotisations_employeur", period)
            - individu("exonerations", period)
        )
