"""Random families, drawn around the thresholds of the family benefits, as plain arrays that both packages can load."""

import numpy

COMMUNES = numpy.array(["75056", "69123", "67482", "97105", "97411"])
COMMUNE_SHARES = (0.4, 0.3, 0.2, 0.05, 0.05)
MOST_CHILDREN = 6


def draw(families, year, seed):
    """Persons of `families` families in June of `year`.

    Returns:
        A dict of arrays: by person `family`, `role` (0 claimant, 1 partner, 2 child), `birth` (datetime64[D]),
        `salary_n_2` (taxable, a year), `salary` (the same of the year), `shared` (alternate residence), `support`
        (alimony received, a month); by family `commune`.
    """
    rng = numpy.random.default_rng([seed, year])
    couple = rng.random(families) < 0.7
    children = rng.choice(MOST_CHILDREN + 1, families, p=[0.08, 0.27, 0.33, 0.2, 0.07, 0.03, 0.02])
    adults = 1 + couple
    sizes = adults + children
    family = numpy.repeat(numpy.arange(families), sizes)
    rank = numpy.arange(len(family)) - numpy.repeat(numpy.cumsum(sizes) - sizes, sizes)
    role = numpy.where(rank == 0, 0, numpy.where((rank == 1) & couple[family], 1, 2))
    child = role == 2
    june = numpy.datetime64(f"{year}-06-01")
    ages_in_days = numpy.where(
        child, rng.integers(0, 22 * 365, len(family)), rng.integers(25 * 365, 50 * 365, len(family))
    )
    birth = june - ages_in_days.astype("timedelta64[D]")
    near = child & (rng.random(len(family)) < 0.15)  # around the months of the ages that the law names
    age_named = rng.choice([3, 6, 11, 14, 16, 20, 21], len(family))
    months = numpy.datetime64(f"{year}-06", "M") - 12 * age_named + rng.integers(-1, 2, len(family))
    birth = numpy.where(near, months.astype("datetime64[D]") + rng.integers(0, 28, len(family)), birth)
    earning = (role < 2) & (rng.random(len(family)) < 0.8)
    salary = numpy.where(earning, numpy.round(rng.lognormal(numpy.log(24000), 0.7, len(family)), 2), 0.0)
    young = child & (birth < june - 18 * 365) & (rng.random(len(family)) < 0.3)
    salary = numpy.where(young, rng.choice([3000.0, 9000.0, 15000.0], len(family)), salary)
    lone = ~couple[family]
    receives = (role == 0) & lone & (rng.random(len(family)) < 0.4)
    return {
        "family": family,
        "role": role,
        "birth": birth,
        "salary_n_2": salary,
        "salary": salary,
        "shared": child & (rng.random(len(family)) < 0.06),
        "support": numpy.where(receives, rng.choice([80.0, 150.0, 300.0], len(family)), 0.0),
        "commune": rng.choice(COMMUNES, families, p=COMMUNE_SHARES),
    }
