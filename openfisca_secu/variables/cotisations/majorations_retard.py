"""Late-payment increases, declaration penalties and flat assessment of employers (R243-10 to R243-16)."""

from datetime import date

import numpy

from openfisca_secu.dates import months_later
from openfisca_secu.model_api import MONTH, Individu, Variable, articles


def days_late(due, done):
    """Days from one date to another, 0 where the second is not later."""
    return numpy.maximum((done - due).astype(numpy.int64), 0)


def months_late(due, done):
    """Months begun from one date to another ("mois ou fraction de mois"), 0 where the second is not later."""
    months = done.astype("datetime64[M]").astype(numpy.int64) - due.astype("datetime64[M]").astype(numpy.int64)
    return numpy.maximum(months + (months_later(due, months) < done), 0)


class cotisations_retard_montant(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisations et contributions exigibles dans le mois et versées en retard"
    reference = articles("R243-16")


class cotisations_date_exigibilite(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Individu
    definition_period = MONTH
    label = "Date d'exigibilité des cotisations versées en retard"
    reference = articles("R243-16")


class cotisations_date_paiement(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Individu
    definition_period = MONTH
    label = "Date du paiement des cotisations versées en retard"
    reference = articles("R243-16")


class cotisations_retard_jours(Variable):
    value_type = int
    unit = "day"
    entity = Individu
    definition_period = MONTH
    label = "Jours de retard du paiement des cotisations"
    reference = articles("R243-11")

    def formula(individu, period):
        due = individu("cotisations_date_exigibilite", period).astype("datetime64[D]")
        paid = individu("cotisations_date_paiement", period).astype("datetime64[D]")
        return days_late(due, paid)


class cotisations_retard_mois(Variable):
    value_type = int
    unit = "month"
    entity = Individu
    definition_period = MONTH
    label = "Mois ou fractions de mois de retard du paiement des cotisations"
    reference = articles("R243-16")
    documentation = """
    De quantième à quantième : du 15 février au 15 avril, deux mois ; au 16 avril, trois.
    """

    def formula(individu, period):
        due = individu("cotisations_date_exigibilite", period).astype("datetime64[D]")
        paid = individu("cotisations_date_paiement", period).astype("datetime64[D]")
        return months_late(due, paid)


class cotisations_retard_apres_taxation_office(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Cotisations déclarées après la notification d'une taxation d'office"
    reference = articles("R243-15")


class cotisations_retard_anterieur(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Un retard de paiement a été constaté au cours des vingt-quatre mois précédents"
    reference = articles("R243-11")


class cotisations_retard_plan_apurement(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Plan d'apurement souscrit dans les trente jours de l'exigibilité et respecté"
    reference = articles("R243-11")


class obligations_declaratives_non_respectees(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le cotisant ne respecte pas ses obligations déclaratives"
    reference = articles("R243-11")


class cotisations_retard_regularisation(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Le retard est celui du complément versé avec la correction d'une erreur, à l'échéance la plus proche"
    reference = articles("R243-10")


class cotisations_regularisation_premiere_echeance(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Complément déclaré et versé au plus tard à la première échéance qui suit la déclaration initiale"
    reference = articles("R243-10")


class cotisations_regularisation_exclue(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "L'erreur est une omission de salariés ou une inexactitude répétée des rémunérations"
    reference = articles("R243-10")


class cotisations_initiales(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Montant total des cotisations initiales de la déclaration corrigée"
    reference = articles("R243-10")


class majoration_retard_initiale(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Majoration de retard encourue, avant dispense"
    reference = articles("R243-15", "R243-16")

    def formula_2020(individu, period, parameters):
        rule = parameters(period).cotisations.majorations_retard
        late = individu("cotisations_retard_jours", period) > 0
        taxed = individu("cotisations_retard_apres_taxation_office", period)
        rate = numpy.where(taxed, rule.majoration.apres_taxation_office, rule.majoration.initiale)
        return late * rate * individu("cotisations_retard_montant", period)


class majoration_retard_complementaire(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Majoration complémentaire de retard encourue, avant dispense"
    reference = articles("R243-16")

    def formula_2020(individu, period, parameters):
        rule = parameters(period).cotisations.majorations_retard
        months = individu("cotisations_retard_mois", period)
        return rule.majoration.complementaire * months * individu("cotisations_retard_montant", period)


class majorations_retard_dispense(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Premier retard, payé dans les trente jours, dont les majorations ne sont pas dues"
    reference = articles("R243-11")

    def formula_2020(individu, period, parameters):
        law = parameters(period).cotisations
        rule = law.majorations_retard
        incurred = individu("majoration_retard_initiale", period) + individu("majoration_retard_complementaire", period)
        paid = individu("cotisations_retard_jours", period) <= rule.delai_paiement
        in_time = paid | individu("cotisations_retard_plan_apurement", period)
        small = incurred < rule.seuil_remise * law.plafond_securite_sociale.mensuel
        at_fault = individu("cotisations_retard_anterieur", period) | individu(
            "obligations_declaratives_non_respectees", period
        )
        return in_time & small & ~at_fault


class regularisation_dispense(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "Erreur corrigée dont les majorations et pénalités ne sont pas dues"
    reference = articles("R243-10")

    def formula_2020(individu, period, parameters):
        law = parameters(period).cotisations
        rule = law.majorations_retard
        extra = individu("cotisations_retard_montant", period)
        incurred = (
            individu("majoration_retard_initiale", period)
            + individu("majoration_retard_complementaire", period)
            + individu("penalite_inexactitude_encourue", period)
        )
        small = incurred < rule.seuil_remise * law.plafond_securite_sociale.mensuel
        minor = extra < rule.part_regularisation * individu("cotisations_initiales", period)
        next_due = individu("cotisations_regularisation_premiere_echeance", period)
        corrected = individu("cotisations_retard_regularisation", period)
        return corrected & (next_due | small | minor) & ~individu("cotisations_regularisation_exclue", period)


class majorations_retard(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Majorations de retard dues sur les cotisations de l'employeur"
    reference = articles("R243-10", "R243-11", "R243-15", "R243-16")
    documentation = """
    Le mois est celui de l'exigibilité. Depuis 2020 : les rédactions antérieures ne sont pas détenues. La remise
    gracieuse (R243-20), que rien ne permet de calculer, n'est pas déduite. Sans date de paiement,
    aucun retard n'est compté.
    """

    def formula_2020(individu, period, parameters):
        incurred = individu("majoration_retard_initiale", period) + individu("majoration_retard_complementaire", period)
        spared = individu("majorations_retard_dispense", period) | individu("regularisation_dispense", period)
        return incurred * ~spared


class declaration_sociale_echeance(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Individu
    definition_period = MONTH
    label = "Échéance de la déclaration sociale produite en retard"
    reference = articles("R243-12")


class declaration_sociale_date(Variable):
    value_type = date
    default_value = date(1970, 1, 1)
    entity = Individu
    definition_period = MONTH
    label = "Date à laquelle la déclaration sociale, ou ce qui y manquait, est produite"
    reference = articles("R243-12")


class declaration_sociale_retard_jours(Variable):
    value_type = int
    unit = "day"
    entity = Individu
    definition_period = MONTH
    label = "Jours de retard de la déclaration sociale"
    reference = articles("R243-12")

    def formula(individu, period):
        due = individu("declaration_sociale_echeance", period).astype("datetime64[D]")
        done = individu("declaration_sociale_date", period).astype("datetime64[D]")
        return days_late(due, done)


class declaration_sociale_retard_mois(Variable):
    value_type = int
    unit = "month"
    entity = Individu
    definition_period = MONTH
    label = "Mois ou fractions de mois de retard de la déclaration sociale"
    reference = articles("R243-12")

    def formula(individu, period):
        due = individu("declaration_sociale_echeance", period).astype("datetime64[D]")
        done = individu("declaration_sociale_date", period).astype("datetime64[D]")
        return months_late(due, done)


class declaration_sociale_effectif_connu(Variable):
    value_type = int
    min_value = 0
    entity = Individu
    definition_period = MONTH
    label = "Salariés de la dernière déclaration, quand une déclaration n'est pas produite à l'échéance"
    reference = articles("R243-12")


class declaration_sociale_salaries_omis(Variable):
    value_type = int
    min_value = 0
    entity = Individu
    definition_period = MONTH
    label = "Salariés ou assimilés omis dans une déclaration produite"
    reference = articles("R243-12")


class penalite_retard_bref_deja_plafonnee(Variable):
    value_type = bool
    entity = Individu
    definition_period = MONTH
    label = "La pénalité d'un retard bref a déjà été plafonnée dans l'année civile"
    reference = articles("R243-12")


class penalite_defaut_declaration(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pénalité du défaut de déclaration sociale ou de l'omission de salariés"
    reference = articles("L133-5-4", "R243-12")
    documentation = """
    Le mois est celui de l'échéance. L'arrondi « à l'euro supérieur » de l'article L133-5-4 est lu comme celui du
    plafond mensuel, déjà en euros : le produit n'est pas arrondi.
    """

    def formula_2020(individu, period, parameters):
        law = parameters(period).cotisations
        rule = law.majorations_retard
        ceiling = law.plafond_securite_sociale.mensuel
        monthly = rule.penalite.defaut * ceiling * individu("declaration_sociale_retard_mois", period)
        full = monthly * individu("declaration_sociale_effectif_connu", period)
        brief = individu("declaration_sociale_retard_jours", period) <= rule.penalite.retard_bref
        capped = brief & ~individu("penalite_retard_bref_deja_plafonnee", period)
        limit = rule.penalite.plafond_retard_bref * ceiling
        missing = numpy.where(capped, numpy.minimum(full, limit), full)
        return missing + monthly * individu("declaration_sociale_salaries_omis", period)


class declaration_sociale_salaries_inexacts(Variable):
    value_type = int
    min_value = 0
    entity = Individu
    definition_period = MONTH
    label = "Salariés dont la rémunération déclarée, inexacte, minore les cotisations"
    reference = articles("R243-13")


class declaration_sociale_autres_erreurs(Variable):
    value_type = int
    min_value = 0
    entity = Individu
    definition_period = MONTH
    label = "Salariés, ou identification de l'employeur, touchés par une autre omission ou inexactitude"
    reference = articles("R243-13")


class declaration_sociale_salaries_non_conformes(Variable):
    value_type = int
    min_value = 0
    entity = Individu
    definition_period = MONTH
    label = "Salariés dont la déclaration n'est pas conforme à la nomenclature"
    reference = articles("R243-13")


class penalite_inexactitude_encourue(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pénalité des inexactitudes de la déclaration sociale, avant dispense"
    reference = articles("R243-13")

    def formula_2020(individu, period, parameters):
        law = parameters(period).cotisations
        rule = law.majorations_retard
        each = rule.penalite.inexactitude * law.plafond_securite_sociale.mensuel
        others = individu("declaration_sociale_autres_erreurs", period) + individu(
            "declaration_sociale_salaries_non_conformes", period
        )
        return each * (individu("declaration_sociale_salaries_inexacts", period) + rule.penalite.autre_erreur * others)


class penalite_inexactitude_declaration(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Pénalité due des inexactitudes de la déclaration sociale"
    reference = articles("R243-10", "R243-13")

    def formula_2020(individu, period, parameters):
        return individu("penalite_inexactitude_encourue", period) * ~individu("regularisation_dispense", period)


class taxation_office_remuneration_connue(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Dernières rémunérations connues de l'employeur qui n'a pas déclaré (0 : aucune)"
    reference = articles("R243-15")


class taxation_office_effectif(Variable):
    value_type = int
    min_value = 0
    entity = Individu
    definition_period = MONTH
    label = "Salariés ou assimilés connus de l'employeur qui n'a pas déclaré"
    reference = articles("R243-15")


class taxation_office_rang(Variable):
    value_type = int
    min_value = 0
    entity = Individu
    definition_period = MONTH
    label = "Échéances consécutives non déclarées, celle du mois comprise (0 : déclarée)"
    reference = articles("R243-15")


class taxation_office_assiette(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Assiette provisoire des cotisations que l'employeur n'a pas déclarées"
    reference = articles("L242-12-1", "R243-15")
    documentation = """
    Aucune exonération ne s'applique aux cotisations calculées sur cette assiette (L242-12-1).
    """

    def formula_2020(individu, period, parameters):
        law = parameters(period).cotisations
        rule = law.majorations_retard
        rank = individu("taxation_office_rang", period)
        more = rule.taxation_office.echeance_suivante * numpy.maximum(rank - 1, 0)
        pay = individu("taxation_office_remuneration_connue", period)
        staff = individu("taxation_office_effectif", period) * law.plafond_securite_sociale.mensuel
        known = pay * (1 + rule.taxation_office.remuneration_connue + more)
        unknown = staff * (1 + rule.taxation_office.remuneration_inconnue + more)
        return (rank > 0) * numpy.where(pay > 0, known, unknown)
