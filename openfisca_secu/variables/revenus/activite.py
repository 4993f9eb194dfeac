"""Income from work, given gross or as declared to the tax office."""

import numpy

from openfisca_secu.model_api import MONTH, YEAR, Individu, Variable, articles, dispatch, divide


class salaire_de_base(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Salaire de base brut"
    set_input = divide


class primes_salaires(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Primes et indemnités soumises à cotisations, brutes"
    set_input = divide


class remuneration_heures_supplementaires(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Rémunération brute des heures supplémentaires et complémentaires, majorations comprises"
    set_input = divide


class traitement_soumis_retenue(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Traitement d'un fonctionnaire, ou solde d'un militaire, soumis à retenue pour pension"
    reference = articles("D712-38", "D713-15")
    documentation = """
    Traitement indiciaire et nouvelle bonification indiciaire, sans primes ni accessoires. À défaut, le salaire de
    base.
    """
    set_input = divide

    def formula(individu, period):
        category = individu("categorie_salarie", period)
        types = category.possible_values
        statutory = (
            (category == types.public_titulaire_etat)
            | (category == types.public_titulaire_militaire)
            | (category == types.public_titulaire_territoriale)
            | (category == types.public_titulaire_hospitaliere)
        )
        return statutory * individu("salaire_de_base", period)


SAVINGS = ("interessement", "participation", "abondement_epargne_salariale")


class salaire_imposable(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Salaire imposable, avant l'abattement pour frais professionnels"
    reference = articles("L136-1-1", "L242-1")
    documentation = """
    Quand il n'est pas donné : salaire brut moins les cotisations et la CSG déductibles, plus la part de l'employeur à
    la complémentaire santé. Des exonérations que fixe le code général des impôts, sont retirées celles de la prime de
    partage de la valeur exonérée de cotisations, des indemnités de rupture, de l'épargne salariale, supposée placée,
    et des gratifications de stage pour leur part exonérée de cotisations ; la CSG de ce qui n'est pas imposé n'est pas
    déduite. Celles des heures supplémentaires et des apprentis ne le sont pas : donner alors le salaire imposable.
    """
    set_input = divide

    def formula(individu, period, parameters):
        savings = sum(individu(name, period) for name in SAVINGS)
        untaxed_indemnity = individu("indemnite_rupture_non_imposable", period)
        free_of_csg = (
            individu("indemnite_rupture", period)
            + individu("indemnite_cessation_mandat", period)
            - individu("part_indemnite_rupture_soumise_csg", period)
        )
        rate = parameters(period).contributions_sociales.csg_crds_salaire.csg.deductible
        csg_of_untaxed = rate * (savings + numpy.maximum(untaxed_indemnity - free_of_csg, 0))
        untaxed = (
            savings
            + untaxed_indemnity
            + individu("prime_partage_valeur_exoneree", period)
            + individu("stage_gratification", period)
            - individu("stage_gratification_reintegration", period)
        )
        return (
            individu("salaire_brut", period)
            - untaxed
            - individu("cotisations_salariales", period)
            - individu("csg_deductible_salaire", period)
            + individu("assujetti_csg_activite", period) * csg_of_untaxed
            + individu("complementaire_sante_employeur", period)
        )


class montant_net_social(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Montant net social"
    reference = articles("R844-1")
    documentation = """
    Porté sur le bulletin de paie depuis juillet 2023, et ressource de la prime d'activité depuis les revenus de 2024
    (R844-1, II) : rémunérations brutes et avantages en nature, moins les cotisations et contributions obligatoires du
    salarié, CSG et CRDS comprises, et sa part des garanties collectives (L911-1). Sans la part de l'employeur dans ces
    garanties, les chèques-vacances et les services à la personne. Une reprise peut le rendre négatif. C'est le salaire
    net quand il n'est pas donné.
    """
    set_input = divide

    def formula(individu, period):
        return individu("salaire_net", period)


class frais_reels(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Frais professionnels réels déclarés, à la place de l'abattement forfaitaire"


class rpns_imposables(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Revenus professionnels non salariés imposables (bénéfices industriels, non commerciaux, agricoles)"
    set_input = dispatch
