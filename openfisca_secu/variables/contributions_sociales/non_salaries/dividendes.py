"""Dividends of the self-employed above a part of what they hold in their company: L136-3, II, 2°, R131-7, R131-8."""

import numpy

from openfisca_secu.dates import completed_years, last_day
from openfisca_secu.model_api import ADD, MONTH, YEAR, Famille, Individu, Variable, articles, dispatch


class dirigeant_societe_is(Variable):
    value_type = bool
    entity = Individu
    definition_period = YEAR
    label = "Indépendant dont la société est soumise à l'impôt sur les sociétés"
    reference = articles("L136-3")


class entrepreneur_individuel_is(Variable):
    value_type = bool
    entity = Individu
    definition_period = YEAR
    label = "Entrepreneur individuel soumis à l'impôt sur les sociétés"
    reference = articles("L136-3", "R131-8")


class dividendes_societe(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Dividendes et revenus assimilés de la société de l'indépendant, perçus par la personne"
    reference = articles("L136-3", "R131-7")
    documentation = """
    Rémunérations et avantages occultes, avances aux associés, intérêts de comptes courants compris. Ceux du conjoint ou
    partenaire et des enfants mineurs de l'indépendant se donnent à chacun.
    """


class societe_apports_numeraire_liberes(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Capital détenu qui vient d'apports en argent entièrement libérés, au dernier jour de l'exercice"
    reference = articles("R131-7")
    documentation = "En pleine propriété ou en usufruit. L'exercice est réputé être l'année civile."


class societe_apports_nature(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Capital détenu qui vient d'apports en nature, au dernier jour de l'exercice"
    reference = articles("R131-7")


class societe_apports_incorporels_non_evalues(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Dont apports de biens incorporels sans transaction préalable en argent ni commissaire aux apports"
    reference = articles("R131-7")


class societe_primes_emission(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Primes d'émission des titres détenus, au dernier jour de l'exercice"
    reference = articles("L136-3", "R131-7")


class compte_courant_associe_solde(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = MONTH
    label = "Solde moyen du mois du compte courant d'associé"
    reference = articles("R131-7")
    set_input = dispatch


class societe_mois_exercice(Variable):
    value_type = int
    default_value = 12
    min_value = 1
    max_value = 12
    entity = Individu
    definition_period = YEAR
    label = "Nombre de mois de l'exercice clos dans l'année"
    reference = articles("R131-7")


class capital_et_compte_courant(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Capital, primes d'émission et compte courant d'associé détenus, à la clôture de l'exercice"
    reference = articles("L136-3", "R131-7")

    def formula(individu, period):
        capital = (
            individu("societe_apports_numeraire_liberes", period)
            + individu("societe_apports_nature", period)
            - individu("societe_apports_incorporels_non_evalues", period)
        )
        balances = individu("compte_courant_associe_solde", period, options=[ADD])
        mean = balances / individu("societe_mois_exercice", period)
        return capital + individu("societe_primes_emission", period) + mean


class patrimoine_affecte_valeur_brute(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Valeur brute des biens du patrimoine affecté, au dernier jour de l'exercice"
    reference = articles("R131-8")


class patrimoine_affecte_emprunts(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Encours des emprunts qui se rapportent au patrimoine affecté, au dernier jour de l'exercice"
    reference = articles("R131-8")


class benefice_net_entreprise_is(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Bénéfice net de l'entreprise individuelle soumise à l'impôt sur les sociétés"
    reference = articles("L136-3", "R131-8")


class montant_reference_dividendes(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Montant de référence des dividendes soumis de l'indépendant"
    reference = articles("L136-3", "L136-4", "R131-7", "R131-8")
    documentation = """
    Capital et compte courant de l'indépendant, de son conjoint et de ses enfants mineurs, à la clôture de l'exercice
    qui précède la distribution. Entrepreneur individuel : montant net, ou patrimoine affecté net d'emprunts s'il est
    plus élevé ; le montant net est celui de l'exercice précédent jusqu'en 2024 (R131-8, 2°), celui de l'année depuis,
    R131-8 ne le disant plus.
    """

    def formula_2025(individu, period, parameters):
        return _reference(individu, period, parameters, individu("benefice_net_entreprise_is", period))

    def formula_2013(individu, period, parameters):
        return _reference(individu, period, parameters, individu("benefice_net_entreprise_is", period.last_year))


class dividendes_soumis_non_salarie(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Part des dividendes comprise dans l'assiette sociale de l'indépendant"
    reference = articles("L131-6", "L136-3", "L136-4", "R131-7", "R131-8")
    documentation = """
    Ce qui dépasse une part du montant de référence, dividendes du conjoint marié ou pacsé et des enfants mineurs (non
    émancipés) de la famille compris. Deux membres du couple indépendants comptent chacun les leurs, et le demandeur
    ceux des enfants. Avant 2026, la règle des exploitants agricoles est au code rural, réputée la même.
    """

    def formula_2013(individu, period, parameters):
        share = parameters(period).contributions_sociales.non_salaries.dividendes.franchise
        received = _with_relatives(individu, period, parameters, individu("dividendes_societe", period))
        above = numpy.maximum(received - share * individu("montant_reference_dividendes", period), 0)
        return _director(individu, period) * above


class benefice_associe_non_exploitant(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Part des bénéfices de la société agricole qui revient à un associé qui n'y travaille pas"
    reference = articles("L136-4")
    documentation = "Conjoint, partenaire ou enfant mineur de l'exploitant agricole."


class benefices_associes_soumis(Variable):
    value_type = float
    unit = "currency"
    entity = Individu
    definition_period = YEAR
    label = "Part des bénéfices des proches non exploitants comprise dans l'assiette de l'exploitant agricole"
    reference = articles("L136-4", "R131-7")
    documentation = "Ce qui dépasse une part du montant de référence. Sans dividendes la même année."

    def formula_2013(individu, period, parameters):
        share = parameters(period).contributions_sociales.non_salaries.dividendes.franchise
        farmer = individu("exploitant_ou_cotisant_agricole", period)
        own = individu("benefice_associe_non_exploitant", period)
        relatives = _with_relatives(individu, period, parameters, own, farmer)
        held = individu("capital_et_compte_courant", period.last_year)
        reference = _with_relatives(individu, period, parameters, held, farmer)
        return farmer * numpy.maximum(relatives - share * reference, 0)


def _director(individu, period):
    return individu("dirigeant_societe_is", period) | individu("entrepreneur_individuel_is", period)


def _reference(individu, period, parameters, net_amount):
    before = period.last_year
    estate = individu("patrimoine_affecte_valeur_brute", before) - individu("patrimoine_affecte_emprunts", before)
    sole = individu("entrepreneur_individuel_is", period)
    held = _with_relatives(individu, period, parameters, individu("capital_et_compte_courant", before))
    return numpy.where(sole, numpy.maximum(numpy.maximum(net_amount, estate), 0), held)


def _with_relatives(individu, period, parameters, amounts, worker=None):
    """A worker's amounts and those of the spouse and minor children, who are not workers themselves."""
    worker = _director(individu, period) if worker is None else worker
    december = period.get_subperiods(MONTH)[-1]
    status = individu("statut_marital", december)
    united = (status == status.possible_values.marie) | (status == status.possible_values.pacse)
    majority = parameters(period).contributions_sociales.non_salaries.dividendes.age_majorite
    minor = completed_years(individu("date_naissance", period), last_day(period)) < majority
    relative = ~worker & (individu.has_role(Famille.PARENT) & united | individu.has_role(Famille.ENFANT) & minor)
    of_relatives = individu.famille.sum(amounts * relative)
    first_works = individu.famille.sum(worker * individu.has_role(Famille.DEMANDEUR)) > 0
    first = individu.has_role(Famille.DEMANDEUR) | (individu.has_role(Famille.CONJOINT) & ~first_works)
    return worker * (amounts + first * of_relatives)
