"""Complément familial: metropolitan France (L522-1 to L522-3) and overseas (L755-16, L755-16-1).

In metropolitan France, for at least three children of three and more; overseas, for families whose children are all
over three, one of them under five. Gross of the CRDS. Since July 2003; before, the calculation fails.
"""

import numpy

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.family import age_opens_right, below_age_limit, ceiling_by_children, means
from openfisca_secu.model_api import MONTH, Famille, Individu, Variable, articles, dispatch, divide
from openfisca_secu.rounding import to_cent


class cf_enfant_a_charge(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant à charge au sens du complément familial de métropole (jusqu'à 21 ans)"
    reference = articles("R522-1", "R512-2")
    documentation = """
    Outre-mer, R755-2 ne renvoie pas à R522-1 : la limite de droit commun (20 ans) y vaut, et les nombres d'enfants
    y sont ceux de `prestations_familiales_enfant_a_charge`.
    """
    set_input = dispatch

    def formula(individu, period, parameters):
        age_limit = parameters(period).prestations_familiales.complement_familial.age_limite
        months = individu("mois_depuis_naissance", period)
        return (
            individu("enfant_ouvre_droit_hors_age", period)
            & individu("enfant_charge_effective", period)
            & age_opens_right(months, 0)
            & below_age_limit(months, age_limit)
        )


class cf_dom_enfant_trop_jeune(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant à charge trop jeune pour le complément familial"
    reference = articles("R755-1", "L552-1")
    documentation = "Sa présence exclut la famille outre-mer ; en métropole il ne compte pas parmi les trois."
    set_input = dispatch

    def formula(individu, period, parameters):
        law = parameters(period).prestations_familiales.complement_familial
        months = individu("mois_depuis_naissance", period)
        opening = MONTHS_PER_YEAR * law.age_minimal + (not law.ouverture_le_mois_de_l_age_minimal)
        return individu("prestations_familiales_enfant_a_charge", period) & (months < opening)


class cf_dom_enfant_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant de trois à cinq ans, qui ouvre droit au complément familial outre-mer"
    reference = articles("R755-1")
    set_input = dispatch

    def formula(individu, period, parameters):
        law = parameters(period).prestations_familiales.complement_familial
        months = individu("mois_depuis_naissance", period)
        return (
            individu("prestations_familiales_enfant_a_charge", period)
            & ~individu("cf_dom_enfant_trop_jeune", period)
            & below_age_limit(months, law.outre_mer.age_du_plus_jeune)
        )


class cf_enfant_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Enfant de trois à vingt et un ans, compté parmi ceux qui ouvrent droit au complément familial"
    reference = articles("L522-1", "R522-1", "L552-1")
    documentation = """
    Le mois de son troisième anniversaire, l'enfant ne compte que s'il n'y en a pas de plus jeune : l'allocation de
    base cesse alors, et le complément familial prend sa suite (L552-1 ; voir le paramètre
    `ouverture_le_mois_de_l_age_minimal`). Sinon il compte le mois suivant (R552-2).
    """
    set_input = dispatch

    def formula(individu, period, parameters):
        law = parameters(period).prestations_familiales.complement_familial
        months = individu("mois_depuis_naissance", period)
        months_at_minimum = MONTHS_PER_YEAR * law.age_minimal
        younger = individu.famille("cf_enfant_plus_jeune", period)
        at_once = law.ouverture_le_mois_de_l_age_minimal & ~younger
        old_enough = (months > months_at_minimum) | (at_once & (months == months_at_minimum))
        return individu("cf_enfant_a_charge", period) & old_enough


class cf_enfant_plus_jeune(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "La famille a un enfant à charge trop jeune pour le complément familial"
    reference = articles("R755-1", "L552-1")
    set_input = dispatch

    def formula(famille, period):
        return famille.any(famille.members("cf_dom_enfant_trop_jeune", period))


class cf_eligibilite_base(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Famille de métropole dont les enfants ouvrent droit au complément familial, ressources à part"
    reference = articles("L522-1", "R522-1")
    set_input = dispatch

    def formula(famille, period, parameters):
        """Three children of three and more: a younger one besides does not exclude (L532-1 rules that case)."""
        law = parameters(period).prestations_familiales.complement_familial
        overseas = famille.demandeur.menage("residence_dom", period)
        enough = famille.sum(famille.members("cf_enfant_eligible", period)) >= law.nombre_enfants_minimal
        return famille("prestations_familiales_livre_5", period) & ~overseas & enough


class cf_eligibilite_dom(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Famille d'outre-mer dont les enfants ouvrent droit au complément familial, ressources à part"
    reference = articles("L755-16", "R755-1")
    documentation = "À Mayotte et à Saint-Pierre-et-Miquelon d'autres textes que le Code s'appliquent : zéro."
    set_input = dispatch

    def formula(famille, period):
        return (
            famille.demandeur.menage("residence_dom", period)
            & famille.any(famille.members("cf_dom_enfant_eligible", period))
            & ~famille("cf_enfant_plus_jeune", period)
        )


class cf_nombre_enfants(Variable):
    value_type = int
    entity = Famille
    definition_period = MONTH
    label = "Nombre d'enfants à charge dont dépendent les plafonds du complément familial"
    reference = articles("R522-1", "R522-2", "R755-2")
    set_input = dispatch

    def formula(famille, period):
        overseas = famille.demandeur.menage("residence_dom", period)
        by_common_rule = famille.sum(famille.members("prestations_familiales_enfant_a_charge", period))
        by_own_rule = famille.sum(famille.members("cf_enfant_a_charge", period))
        return numpy.where(overseas, by_common_rule, by_own_rule)


class cf_plafond(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Plafond de ressources annuelles du complément familial"
    reference = articles("L522-2", "R522-2", "L755-16", "R755-2")
    documentation = "Jusqu'en mars 2017 le plafond d'outre-mer était celui de l'allocation de rentrée scolaire."
    set_input = dispatch

    def formula_2017_04(famille, period, parameters):
        return _ceiling(famille, period, parameters, "plafond")

    def formula(famille, period, parameters):
        overseas = famille.demandeur.menage("residence_dom", period)
        law = parameters(period).prestations_familiales.allocation_rentree_scolaire.plafond
        school = law.base * (1 + law.majoration_par_enfant * famille("cf_nombre_enfants", period))
        return numpy.where(overseas, to_cent(school), _ceiling(famille, period, parameters, "plafond"))


class cf_majore_plafond(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Plafond de ressources annuelles du montant majoré du complément familial"
    reference = articles("L522-3", "R522-4", "L755-16-1", "R755-4")
    set_input = dispatch

    def formula_2017_04(famille, period, parameters):
        return _ceiling(famille, period, parameters, "plafond_majore")

    def formula_2014_04(famille, period, parameters):
        overseas = famille.demandeur.menage("residence_dom", period)
        share = parameters(period).prestations_familiales.complement_familial.outre_mer.plafond_majore_part
        half = to_cent(share * famille("cf_plafond", period))
        return numpy.where(overseas, half, _ceiling(famille, period, parameters, "plafond_majore"))


class cf_ressources(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Ressources annuelles comparées aux plafonds du complément familial"
    reference = articles("R522-2", "L553-5", "R553-3", "R553-3-5")
    documentation = (
        "Le train de vie évalué forfaitairement, s'il est disproportionné, remplace les ressources déclarées."
    )
    set_input = dispatch

    def formula(famille, period, parameters):
        return means(
            famille("prestations_familiales_base_ressources", period),
            famille("train_de_vie", period.n_2),
            famille("train_de_vie_revenus_exclus", period.n_2),
            famille("cf_plafond", period),
            parameters(period).prestations_familiales.train_de_vie.multiple_du_plafond,
        )


class cf_montant_base(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Montant mensuel du complément familial sous le plafond, toutes conditions d'enfants remplies"
    reference = articles("D522-1", "D755-6")
    set_input = dispatch

    def formula(famille, period, parameters):
        law = parameters(period).prestations_familiales
        cf = law.complement_familial
        eligible = famille("cf_eligibilite_base", period) * cf.taux.base
        eligible_overseas = famille("cf_eligibilite_dom", period) * cf.outre_mer.taux.base
        return law.bmaf * (eligible + eligible_overseas)


class cf_complement_differentiel(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Complément familial différentiel, quand les ressources dépassent de peu le plafond"
    reference = articles("L522-2", "R522-3", "L755-16", "R755-3")
    documentation = """
    Créé outre-mer le 1er avril 2017. Avant 2014, R522-3 prenait une autre date pour le montant du complément
    familial (rédaction non lue) : celui du mois est pris.
    """
    set_input = dispatch

    def formula_2017_04(famille, period):
        return _differential(famille, period)

    def formula(famille, period):
        return _differential(famille, period) * ~famille.demandeur.menage("residence_dom", period)


class cf_non_majore_avant_cumul(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Complément familial sans sa majoration, plein ou différentiel, avant les règles de non-cumul"
    reference = articles("L522-1", "L522-2", "D522-1", "L755-16", "D755-6")
    set_input = dispatch

    def formula(famille, period):
        resources = famille("cf_ressources", period)
        within = resources <= famille("cf_plafond", period)
        return within * famille("cf_montant_base", period) + famille("cf_complement_differentiel", period)


class cf_majore_avant_cumul(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Montant majoré du complément familial, avant les règles de non-cumul"
    reference = articles("L522-3", "R522-4", "D522-2", "L755-16-1", "R755-4", "D755-6-1")
    documentation = "Pas de complément différentiel au-dessus de son plafond : on passe au montant simple."
    set_input = dispatch

    def formula_2014_04(famille, period, parameters):
        law = parameters(period).prestations_familiales
        cf = law.complement_familial
        rates = famille("cf_eligibilite_base", period) * cf.taux.majore
        rates = rates + famille("cf_eligibilite_dom", period) * cf.outre_mer.taux.majore
        resources = famille("cf_ressources", period)
        return (resources <= famille("cf_majore_plafond", period)) * law.bmaf * rates


class cf_montant(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Complément familial, majoré ou non, avant les règles de non-cumul"
    reference = articles("L522-1", "L522-3", "L755-16", "L755-16-1")
    set_input = dispatch

    def formula(famille, period):
        return numpy.maximum(famille("cf_majore_avant_cumul", period), famille("cf_non_majore_avant_cumul", period))


class cf_prefere_paje(Variable):
    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Le complément familial est plus favorable que les parts de la Paje qu'il exclut, et leur est préféré"
    reference = articles("L532-1", "L532-2", "L755-19")
    documentation = """
    Le texte interdit le cumul sans dire laquelle l'emporte : la plus favorable est versée (circulaire Cnaf 2007-023 du
    10 octobre 2007), l'allocation de base en cas d'égalité. Le complément familial est comparé à la somme de
    l'allocation de base et de la prestation partagée d'éducation de l'enfant, qui se cumulent entre elles.
    """
    set_input = dispatch

    def formula(famille, period):
        """Compare what each would be alone: neither side reads what the other finally pays."""
        paje = famille("paje_base_montant", period) + famille("paje_prepare_montant", period)
        return to_cent(famille("cf_montant", period)) > to_cent(paje)


class cf(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Complément familial, brut de CRDS"
    reference = articles("L522-1", "L522-3", "L532-1", "L532-2", "L755-16", "L755-19")
    documentation = "Après le choix entre lui et la Paje ; `cf_montant` avant ce choix."
    set_input = divide

    def formula(famille, period):
        return famille("cf_montant", period) * famille("cf_prefere_paje", period)


def _ceiling(famille, period, parameters, name):
    """One of the two ceilings by the number of children, raised for two incomes or a person alone (R522-2)."""
    law = parameters(period).prestations_familiales.complement_familial
    ceiling = getattr(law, name)
    raised = famille("plafond_majore_isolement_biactivite", period)
    children = famille("cf_nombre_enfants", period)
    by_children = ceiling_by_children(ceiling.base, law.plafond.majoration_par_enfant, children)
    return by_children + raised * ceiling.double_activite_ou_isolement


def _differential(famille, period):
    """The twelfth of what the ceiling and twelve monthly amounts exceed the resources by (R522-3)."""
    resources = famille("cf_ressources", period)
    ceiling = famille("cf_plafond", period)
    missing = ceiling + 12 * famille("cf_montant_base", period) - resources
    return numpy.where(resources > ceiling, numpy.maximum(missing, 0) / 12, 0)
