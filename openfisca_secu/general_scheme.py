"""Who contributes on wages, and on what pay: pure functions that the contributions share (L111-2, L311-2, L242-1)."""

import numpy

from openfisca_secu.once import once


def outside_the_code(individu, period):
    """Mayotte and Saint-Pierre-et-Miquelon, which have their own laws (L111-2)."""
    territory = individu.menage("territoire", period)
    return individu.menage("residence_mayotte", period) | (
        territory == territory.possible_values.saint_pierre_et_miquelon
    )


def in_private_sector(individu, period):
    """Employees whose employer is not a public body (or employs them as one that is not)."""
    category = individu("categorie_salarie", period)
    types = category.possible_values
    return (category == types.prive_non_cadre) | (category == types.prive_cadre)


def in_general_scheme(individu, period):
    """Employees of the private sector and those of public bodies who are not civil servants (L311-2)."""
    category = individu("categorie_salarie", period)
    employed = in_private_sector(individu, period) | (category == category.possible_values.public_non_titulaire)
    return employed & ~outside_the_code(individu, period)


def on_flat_base(individu, period):
    """Employees whose contributions bear on a flat base in place of their pay (L242-4-4)."""
    return _is_flat(individu("assiette_forfaitaire_type", period))


@once
def _is_flat(kind):
    return kind != kind.possible_values.aucune


def share_due_by_employer(individu, period, parameters):
    """0 for an apprentice while the State paid the employer's legal contributions (until 2018), 1 for others."""
    exempt = parameters(period).cotisations.assiette.apprentis.exoneration_employeur
    return 1 - exempt * individu("apprenti", period)


def liable_for_employee(individu, period, base):
    """The base `base`, less the part of an apprentice's pay that bears no employee contribution.

    Who only gets benefits in kind owes none (R242-1, I, al. 8).
    """
    only_in_kind = (individu("avantage_en_nature", period) > 0) & (individu("remuneration_en_argent", period) == 0)
    liable = individu(base, period) - individu("apprenti_remuneration_exoneree", period)
    return ~only_in_kind * numpy.maximum(liable, 0)
