"""Rules of time that the family benefits share, as pure functions on arrays.

Ages are counted in calendar months since the month of birth (`mois_depuis_naissance`): family benefits open on the
first day of the month after their conditions are met and close on the first day of the month in which they cease
to be (R552-2, R552-3).
"""

from openfisca_secu.dates import MONTHS_PER_YEAR


def age_opens_right(months_since_birth, age):
    """True from the month after the birthday: an age from which something is due (R552-2, I).

    `age` is in years (0 for the birth itself).
    """
    return months_since_birth > MONTHS_PER_YEAR * age


def below_age_limit(months_since_birth, age):
    """True until the month before the birthday: an age at which something ceases to be due (R552-3, I)."""
    return months_since_birth < MONTHS_PER_YEAR * age
