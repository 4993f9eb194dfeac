"""What household surveys do not say, and which instruments are not to be relied on for that; one sentence each."""

from dataclasses import dataclass

from openfisca_secu.survey.instruments import BY_NAME


@dataclass(frozen=True)
class Gap:
    """Something that the law reads and a survey does not tell."""

    what: str
    instruments: tuple


EMPLOYER_RISK = Gap("the employer's rate for accidents at work", ("accident_du_travail", "allegement_general"))
SELF_EMPLOYED = Gap(
    "contributions of the self-employed, which the base of their CSG includes",
    ("csg_deductible_non_salarie", "csg_imposable_non_salarie", "crds_non_salarie"),
)
SICKNESS = Gap(
    "days of sickness, of maternity and of work accidents",
    ("csg_deductible_indemnites_journalieres", "csg_imposable_indemnites_journalieres", "crds_indemnites_journalieres"),
)
CHILDCARE = Gap("the childcare used and what it costs", ("paje_cmg",))
CARE = Gap("dependence on care, handicap of children, carers' leave", ("aeeh", "ajpp", "caah"))
CONTRACT = Gap(
    "dates of contract, overtime, bonuses and benefits in kind",
    ("allegement_general", "deduction_patronale_heures_supplementaires", "reduction_salariale_heures_supplementaires"),
)
DISABILITY = Gap("the rate of disability", ("aah", "caah"))
SEPARATION = Gap(
    "alternate residence, children who live elsewhere, the absent parent's obligation", ("af", "cf", "asf", "ars")
)
BIRTHS = Gap("pregnancies and adoptions", ("paje_naissance", "paje_adoption"))
REDUCED_WORK = Gap("work given up for a young child, and quarters of insurance", ("paje_prepare",))
EARLIER_INCOMES = Gap(
    "incomes of the two years before, for which those of the year are taken",
    (
        "csg_deductible_retraite",
        "csg_imposable_retraite",
        "crds_retraite",
        "casa",
        "cf",
        "paje_base",
        "ars",
        "csg_deductible_chomage",
        "csg_imposable_chomage",
    ),
)
WEALTH = Gap("what savings and property are worth", ("aspa", "asi", "ppa"))
OTHER_BENEFITS = Gap(
    "RSA, housing benefits and ASS as inputs (those that a survey observes are kept for comparison)",
    ("ppa", "css_participation_forfaitaire"),
)
REQUESTS = Gap("who asks for what (everybody entitled is taken to)", ("aspa", "asi", "ppa", "aah"))
TERRITORY = Gap("the commune, hence the local scheme of Alsace-Moselle", ("mmid_salarie",))
EMPLOYER_SIZE = Gap("the size of the employer", ("fnal", "allegement_general"))
RENT = Gap("the rent of tenants", ("css_participation_forfaitaire",))
APPRENTICES = Gap("who is an apprentice", ("allegement_general", "csg_deductible_salaire"))

OF_EVERY_SURVEY = (
    EMPLOYER_RISK,
    CONTRACT,
    SELF_EMPLOYED,
    CHILDCARE,
    CARE,
    DISABILITY,
    SEPARATION,
    BIRTHS,
    REDUCED_WORK,
    EARLIER_INCOMES,
    WEALTH,
    OTHER_BENEFITS,
    REQUESTS,
)


def sentences(gaps):
    """What is not known, with the names of the instruments that it makes unreliable."""
    return [
        f"Not known: {gap.what}. Not to be relied on for that: "
        + ", ".join(f"{name} ({BY_NAME[name].label})" for name in gap.instruments)
        + "."
        for gap in gaps
    ]
