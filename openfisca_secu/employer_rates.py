"""Sums of the employer's rates that apply at the minimum wage, which exemptions have for greatest coefficient."""

import numpy


def social_security_rate(law):
    """Health, old age and family, at the lower rates that apply at the minimum wage; without accidents at work.

    `law` is the parameter node `cotisations` at an instant.
    """
    reduced = (law.taux_reduits.maladie, law.taux_reduits.allocations_familiales)
    cuts = sum(getattr(contribution, "points", None) or 0 for contribution in reduced)
    return (
        law.maladie.regime_general.employeur
        + law.famille.taux
        - cuts
        + law.vieillesse.plafonnee.employeur
        + law.vieillesse.deplafonnee.employeur
    )


def rate_within_general_reduction(law, large):
    """All the contributions that the general reduction lowers, at the rates that apply at the minimum wage.

    `large` tells for which rows the contribution to the housing fund is due on the whole pay.
    """
    imputation = law.allegement_general.imputation
    others = law.contributions_employeur
    return (
        social_security_rate(law)
        + imputation.accidents_travail
        + imputation.retraite_complementaire
        + others.solidarite_autonomie
        + law.assurance_chomage.employeur
        + numpy.where(large, others.fnal.taux_deplafonne, others.fnal.taux_plafonne)
    )
