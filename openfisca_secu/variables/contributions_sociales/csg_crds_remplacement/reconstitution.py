"""The gross pension or benefit behind a net or a taxable amount, for surveys and tax returns that give no gross amount.

Not a rule of the law but its inverse: the amounts found here are to be given as the gross ones (`retraite_brute` …),
whose levies then give the net or taxable amounts again. The net amount is used where it is given, else the taxable one.
"""

import numpy

from openfisca_secu.lookup import by_enum
from openfisca_secu.model_api import MONTH, Individu, Variable, articles, dispatch, divide
from openfisca_secu.replacement_income import TypesTauxCSG, daily_floor, gross_of_floored, gross_of_share


class retraite_nette_declaree(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pensions de retraite nettes que donne une enquête, dont la pension brute est à reconstituer"
    set_input = divide


class retraite_imposable_declaree(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pensions de retraite imposables que donne une enquête, dont la pension brute est à reconstituer"
    set_input = divide


class retraite_complementaire_part(Variable):
    value_type = float
    min_value = 0
    max_value = 1
    unit = "/1"
    entity = Individu
    definition_period = MONTH
    label = "Part des retraites complémentaires dans les pensions brutes à reconstituer"
    set_input = dispatch


class pensions_invalidite_nettes_declarees(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pensions d'invalidité nettes que donne une enquête, dont le montant brut est à reconstituer"
    set_input = divide


class pensions_invalidite_imposables_declarees(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pensions d'invalidité imposables que donne une enquête, dont le montant brut est à reconstituer"
    set_input = divide


class chomage_net_declare(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocations de chômage nettes que donne une enquête, dont le montant brut est à reconstituer"
    set_input = divide


class chomage_imposable_declare(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocations de chômage imposables que donne une enquête, dont le montant brut est à reconstituer"
    set_input = divide


class indemnites_journalieres_nettes_declarees(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Indemnités journalières nettes que donne une enquête, dont le montant brut est à reconstituer"
    set_input = divide


class retraite_brute_reconstituee(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pensions de retraite brutes dont le montant net ou imposable est donné"
    reference = articles("L131-2", "L136-1", "L136-8", "L137-41")
    documentation = """
    À donner ensuite comme `retraite_brute` (sans pensions étrangères ni d'indépendant) ; sa part
    `retraite_complementaire_part`, comme `retraite_complementaire_brute`. Le taux de CSG vient des revenus de
    référence, non de la pension : la solution est unique. Qui a le minimum vieillesse et des revenus de référence plus
    élevés est exonéré par lui : donner alors `taux_csg_pensions`.
    """
    set_input = divide

    def formula_2015(individu, period, parameters):
        law = parameters(period)
        deductible, others = _on_pensions(individu, period, law)
        contributions = _contributions_on_retirement(individu, period, law)
        return _from_either(
            individu("retraite_nette_declaree", period),
            individu("retraite_imposable_declaree", period),
            deductible + contributions,
            others,
        )


class pensions_invalidite_reconstituees(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pensions d'invalidité brutes dont le montant net ou imposable est donné"
    reference = articles("L136-1", "L136-8", "L137-41")
    documentation = "À donner ensuite comme `pensions_invalidite`. Mêmes remarques que pour les pensions de retraite."
    set_input = divide

    def formula_2015(individu, period, parameters):
        deductible, others = _on_pensions(individu, period, parameters(period))
        return _from_either(
            individu("pensions_invalidite_nettes_declarees", period),
            individu("pensions_invalidite_imposables_declarees", period),
            deductible,
            others,
        )


class indemnites_journalieres_reconstituees(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Indemnités journalières brutes dont le montant net est donné"
    reference = articles("L136-8")
    documentation = "À donner ensuite comme `indemnites_journalieres_maladie` ou l'indemnité dont il s'agit."
    set_input = divide

    def formula_2015(individu, period, parameters):
        law = parameters(period).contributions_sociales
        levies = law.csg_crds_remplacement.indemnites_journalieres.taux + law.csg_crds_salaire.crds.taux
        liable = individu("assujetti_csg_remplacement", period)
        return gross_of_share(individu("indemnites_journalieres_nettes_declarees", period), levies * liable)


class chomage_brut_reconstitue(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Allocations de chômage brutes dont le montant net ou imposable est donné"
    reference = articles("L131-2", "L136-1-2", "L136-2", "L136-8", "D242-13")
    documentation = """
    À donner ensuite comme `chomage_brut` ; la participation à la retraite complémentaire, si elle est donnée, y est
    comprise. Les prélèvements laissent le smic : un montant net égal au smic du mois peut venir de plusieurs montants
    bruts, dont le plus petit est retenu, le smic, exonéré.
    """
    set_input = divide

    def formula_2015(individu, period, parameters):
        law = parameters(period)
        unemployment = law.contributions_sociales.csg_crds_remplacement.chomage
        reduction = law.contributions_sociales.csg_crds_salaire.abattement
        rates = individu("taux_csg_chomage", period)
        liable = individu("assujetti_csg_remplacement", period)
        due = rates != TypesTauxCSG.exonere
        deductible = liable * by_enum(unemployment.deductible, rates, default=0)
        all_levies = liable * (
            by_enum(unemployment.taux, rates, default=0) + due * law.contributions_sociales.csg_crds_salaire.crds.taux
        )
        health = law.cotisations
        abroad = individu("assujetti_taux_particuliers_maladie", period)
        smic = daily_floor(law.cotisations.smic, unemployment.plancher.jours_par_semaine)
        net = individu("chomage_net_declare", period)
        gross = gross_of_floored(
            numpy.where(net > 0, net, individu("chomage_imposable_declare", period)),
            on_gross=health.maladie.regime_local_alsace_moselle * (_of_local_scheme(individu, period) & (due | ~liable))
            + health.maladie_remplacement.revenus_remplacement.chomage_non_residents * abroad,
            on_base=numpy.where(net > 0, all_levies, deductible),
            reduction=reduction.taux,
            limit=reduction.plafond * law.cotisations.plafond_securite_sociale.mensuel,
            floor=smic * individu("chomage_jours_indemnises", period)
            - individu("chomage_remuneration_activite_nette", period),
        )
        return gross + numpy.where(gross > 0, individu("chomage_cotisation_retraite_complementaire", period), 0)


def _on_pensions(individu, period, law):
    """Shares of the gross pension: deductible CSG; other CSG, CRDS and CASA."""
    pensions = law.contributions_sociales.csg_crds_remplacement.pensions
    rates = individu("taux_csg_pensions_du_mois", period)
    liable = individu("assujetti_csg_remplacement", period)
    deductible = liable * by_enum(pensions.deductible, rates, default=0)
    debt = law.contributions_sociales.csg_crds_salaire.crds.taux * (rates != TypesTauxCSG.exonere)
    autonomy = law.contributions_sociales.casa.taux * ~individu("casa_exoneration", period)
    others = liable * (by_enum(pensions.taux, rates, default=0) + debt + autonomy) - deductible
    return deductible, others


def _contributions_on_retirement(individu, period, law):
    """Share of the gross pension that goes to the health contributions, the local scheme's included."""
    rates = law.cotisations.maladie_remplacement
    liable = individu("assujetti_csg_remplacement", period)
    abroad = individu("assujetti_taux_particuliers_maladie", period)
    complementary = individu("retraite_complementaire_part", period)
    health = ~individu("cotisation_maladie_retraites_exoneration", period) * (
        liable * rates.retraites.residents.complementaires * complementary
        + abroad * rates.retraites.non_residents.complementaires * complementary
        + abroad * rates.retraites.non_residents.base * (1 - complementary)
    )
    exempt = liable & (individu("taux_csg_pensions", period.this_year) == TypesTauxCSG.exonere)
    return health + law.cotisations.maladie.regime_local_alsace_moselle * (_of_local_scheme(individu, period) & ~exempt)


def _of_local_scheme(individu, period):
    covered = individu("regime_francais_assurance_maladie", period)
    return covered & individu("beneficiaire_regime_local_alsace_moselle", period)


def _from_either(net, taxable, deductible, others):
    """The gross amount from the net one where it is given, else from the taxable one."""
    return numpy.where(net > 0, gross_of_share(net, deductible + others), gross_of_share(taxable, deductible))
