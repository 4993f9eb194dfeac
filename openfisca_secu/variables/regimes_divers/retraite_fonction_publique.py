"""Pension contributions of civil servants and of the military, and their employers' other contributions on pay.

Other texts than the Code set them; R711-1 gives these agents a scheme of their own.
"""

import numpy

from openfisca_secu.model_api import MONTH, Individu, Variable
from openfisca_secu.regularisation import months_to_date

STATE = "Code des pensions civiles et militaires de retraite, article législatif 61"
LOCAL = "Décret n° 91-613 du 28 juin 1991, articles 1 à 3"
ADDITIONAL = "Loi n° 2003-775 du 21 août 2003, article 76 ; décret n° 2004-569 du 18 juin 2004, articles 2 et 3"


class pension_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Retenue pour pension d'un fonctionnaire ou d'un militaire"
    reference = f"{STATE} ; {LOCAL}"
    documentation = "Même taux pour l'État, les militaires et la CNRACL. Les surcotisations ne sont pas calculées."

    def formula_1991_02(individu, period, parameters):
        rate = parameters(period).regimes_divers.retraite_fonction_publique.retenue
        return rate * individu("traitement_soumis_retenue", period)


class pension_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution de l'employeur d'un fonctionnaire ou d'un militaire à son régime de pension"
    reference = f"{STATE} ; {LOCAL}"
    documentation = """
    État : contribution au compte d'affectation spéciale « Pensions » ; territoriaux et hospitaliers : CNRACL. Le taux
    des fonctionnaires civils de l'État en 2026 est celui qu'annonce le projet de loi de finances, le décret n'étant pas
    détenu.
    """

    def formula_2006(individu, period, parameters):
        rates = parameters(period).regimes_divers.retraite_fonction_publique
        state, military, local, hospital = _corps(individu, period)
        rate = numpy.select(
            [state, military, local | hospital], [rates.etat, rates.militaires, rates.cnracl], default=0
        )
        return rate * individu("traitement_soumis_retenue", period)


class ati_atiacl(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution de l'employeur public aux allocations temporaires d'invalidité"
    reference = f"{STATE} ; décret n° 2005-442 du 2 mai 2005"
    documentation = "Fonctionnaires civils de l'État (ATI), territoriaux et hospitaliers (ATIACL)."

    def formula_2010(individu, period, parameters):
        rates = parameters(period).regimes_divers.retraite_fonction_publique
        state, _, local, hospital = _corps(individu, period)
        rate = numpy.select([state, local | hospital], [rates.ati, rates.atiacl], default=0)
        return rate * individu("traitement_soumis_retenue", period)


class fonds_emploi_hospitalier(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Contribution de l'employeur au fonds pour l'emploi hospitalier"
    reference = "Loi n° 94-628 du 25 juillet 1994, article 14"
    documentation = "Sur le traitement des fonctionnaires hospitaliers ; les contractuels ne sont pas distingués."

    def formula_2002(individu, period, parameters):
        rate = parameters(period).regimes_divers.retraite_fonction_publique.fonds_emploi_hospitalier
        *_, hospital = _corps(individu, period)
        return rate * hospital * individu("traitement_soumis_retenue", period)


class assiette_rafp(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Assiette de la retraite additionnelle de la fonction publique"
    reference = ADDITIONAL
    documentation = """
    Rémunérations qui ne supportent pas la retenue pour pension, dans la limite d'une part du traitement perçu dans
    l'année, régularisée à chaque paie. Cette part se prend sur le traitement indiciaire seul ; elle l'est ici sur tout
    le traitement soumis à retenue, nouvelle bonification indiciaire comprise. La garantie individuelle du pouvoir
    d'achat, hors limite, n'est pas distinguée.
    """

    def formula_2005(individu, period, parameters):
        limit = parameters(period).regimes_divers.retraite_fonction_publique.rafp.part_traitement
        statutory = sum(_corps(individu, period)) > 0
        extra = treatment = base = before = numpy.zeros(individu.count)
        for month in months_to_date(period):
            before = base
            of_month = individu("traitement_soumis_retenue", month)
            pay = (
                individu("salaire_de_base", month)
                + individu("primes_salaires", month)
                + individu("remuneration_heures_supplementaires", month)
            )
            extra = extra + numpy.maximum(pay - of_month, 0)
            treatment = treatment + of_month
            base = numpy.minimum(extra, limit * treatment)
        return statutory * (base - before)


class rafp_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation à la retraite additionnelle de la fonction publique, part de l'agent"
    reference = ADDITIONAL

    def formula_2005(individu, period, parameters):
        rate = parameters(period).regimes_divers.retraite_fonction_publique.rafp.salarie
        return rate * individu("assiette_rafp", period)


class rafp_employeur(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Cotisation à la retraite additionnelle de la fonction publique, part de l'employeur"
    reference = ADDITIONAL

    def formula_2005(individu, period, parameters):
        rate = parameters(period).regimes_divers.retraite_fonction_publique.rafp.employeur
        return rate * individu("assiette_rafp", period)


def _corps(individu, period):
    """Four boolean arrays: civil servants of the State, military, local and hospital civil servants."""
    category = individu("categorie_salarie", period)
    types = category.possible_values
    return (
        category == types.public_titulaire_etat,
        category == types.public_titulaire_militaire,
        category == types.public_titulaire_territoriale,
        category == types.public_titulaire_hospitaliere,
    )
