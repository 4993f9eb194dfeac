"""Dwellings of the households of a survey: status of occupation and rent, and what of them is not known."""

from dataclasses import dataclass

import numpy
import pandas

from openfisca_secu.dates import MONTHS_PER_YEAR
from openfisca_secu.survey.categories import DWELLINGS, TENANTS


@dataclass(frozen=True)
class Homes:
    """What of the dwellings is not known.

    Attributes:
        columns: of the table of households, by name.
        unknown: how many households have no known status of occupation.
        tenants: how many are tenants.
        without_rent: how many of these have no rent.
    """

    columns: dict
    unknown: int
    tenants: int
    without_rent: int

    @classmethod
    def of(cls, status, monthly_rent):
        """The Homes of codes of DWELLINGS and rents, one a household; a tenant's rent of 0 is one that is not given."""
        tenant = numpy.isin(status, TENANTS)
        unknown = tenant & (monthly_rent == 0)
        rents = pandas.array(numpy.where(tenant, monthly_rent * MONTHS_PER_YEAR, 0.0), dtype="Float64")
        rents[unknown] = pandas.NA
        columns = {"statut_occupation_logement": pandas.Categorical.from_codes(status, DWELLINGS), "loyer": rents}
        return cls(columns, int((status == 0).sum()), int(tenant.sum()), int(unknown.sum()))
