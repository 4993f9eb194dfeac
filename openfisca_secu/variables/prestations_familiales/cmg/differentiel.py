"""Temporary complément différentiel of the families that lose by the scale of September 2025.

Law 2022-1616 of 23 December 2022, article 86, VII, and decree 2025-515 of 30 May 2025: outside the Code.
"""

import numpy
from openfisca_core import periods

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.model_api import MONTH, YEAR, Famille, Variable, articles, divide


class paje_cmg_heures_differentiel_suffisantes(Variable):
    value_type = bool
    entity = Famille
    definition_period = YEAR
    label = "Heures de garde de mars à mai 2025 suffisantes pour le complément différentiel"
    reference = articles("L531-5")
    documentation = """
    En moyenne sur les trois mois, l'âge étant celui du dernier (décret 2025-515 du 30 mai 2025). Un mode de garde qui
    atteint son minimum suffit. Les heures doivent être connues.
    """

    def formula_2025(famille, period, parameters):
        law = parameters(period).prestations_familiales.cmg
        minimum = law.emploi_direct.differentiel.heures
        months = _reference_months(law.emploi_direct.differentiel)
        hours = sum(famille.members("garde_assistant_maternel_heures", month) for month in months) / len(months)
        nanny = sum(famille("garde_domicile_heures", month) for month in months) / len(months)
        limit = MONTHS_PER_YEAR * law.conditions.age.montant_entier
        older = famille.members("mois_depuis_naissance", months[-1]) > limit
        kept = hours > 0
        children, older_children = famille.sum(kept), famille.sum(kept & older)
        needed = numpy.select(
            [(children <= 1) & (older_children == 0), children <= 1, older_children == 0],
            [
                minimum.assistant_maternel_moins_de_trois_ans,
                minimum.assistant_maternel_plus_de_trois_ans,
                minimum.assistant_maternel_plusieurs_moins_de_trois_ans,
            ],
            minimum.assistant_maternel_plusieurs,
        )
        return (famille.sum(hours) >= needed) | (nanny >= minimum.garde_domicile)


class paje_cmg_perte_bareme(Variable):
    value_type = float
    min_value = 0
    unit = "currency"
    entity = Famille
    definition_period = YEAR
    label = "Perte mensuelle moyenne due au barème de septembre 2025, compensée par le complément différentiel"
    reference = articles("D531-20")
    documentation = """
    Moyenne des montants dus de mars à mai 2025, moins celle des montants que le nouveau barème aurait donnés sur les
    mêmes déclarations ; zéro si les heures ou les ressources d'août 2025 n'ouvrent pas droit (loi 2022-1616, article
    86, VII ; décret 2025-515). Une seule valeur, celle de 2025, que l'on peut aussi donner.
    """

    def formula_2025(famille, period, parameters):
        law = parameters(period).prestations_familiales.cmg.emploi_direct.differentiel
        months = _reference_months(law)
        due = sum(famille("paje_cmg_remuneration", month) for month in months)
        eligible = [famille("paje_cmg_eligible", month) for month in months]
        again = sum(
            famille("paje_cmg_remuneration_bareme", month) * right
            for month, right in zip(months, eligible, strict=True)
        )
        august = periods.period(f"{law.annee:.0f}-{law.mois_ressources:02.0f}")
        modest = famille.demandeur("paje_cmg_tranche", august) <= law.tranche_maximale
        entitled = modest & famille("paje_cmg_heures_differentiel_suffisantes", period)
        return entitled * numpy.maximum(due - again, 0) / len(months)


class paje_cmg_complement_differentiel(Variable):
    value_type = float
    unit = "currency"
    entity = Famille
    definition_period = MONTH
    label = "Complément différentiel transitoire du complément de libre choix du mode de garde"
    reference = articles("L531-5", "D531-20")
    documentation = """
    Compense, pour la garde des mêmes enfants, la perte due au barème de septembre 2025 ; avec le complément, au plus
    90 % de la rémunération nette (loi 2022-1616, article 86, VII ; décret 2025-515). Quatre ans au plus : la durée plus
    courte que le décret fixe selon l'âge n'est pas tenue, ni la condition que ce soient les mêmes enfants.
    """
    set_input = divide

    def formula_2025_09(famille, period, parameters):
        law = parameters(period).prestations_familiales.cmg.emploi_direct.differentiel
        reform = periods.period(f"{law.annee:.0f}-{law.mois_ressources:02.0f}").offset(1)
        if period.start >= reform.offset(int(law.duree_maximale)).start:
            return numpy.zeros(famille.count)
        entitled = famille.members("paje_cmg_emploi_direct_enfant", period)
        wages = famille.sum(entitled * famille.members("garde_assistant_maternel_salaire_net", period))
        at_home = famille.any(entitled & famille.members("garde_domicile_enfant", period))
        wages = wages + at_home * famille("garde_domicile_salaire_net", period)
        room = law.part_maximale * wages - famille("paje_cmg_remuneration", period)
        loss = famille("paje_cmg_perte_bareme", reform.this_year)
        return famille("paje_cmg_eligible", period) * numpy.clip(room, 0, loss)


def _reference_months(law):
    """March to May 2025, as periods."""
    first, last = int(law.premier_mois), int(law.dernier_mois)
    return [periods.period(f"{law.annee:.0f}-{month:02}") for month in range(first, last + 1)]
