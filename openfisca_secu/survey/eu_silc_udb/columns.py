"""Columns of EU-SILC: amounts that are used, and why others are not."""

# Gross amounts, and other columns that tell the same where the first is not there.
OF_PERSON = dict.fromkeys(("py010g", "py050g", "py090g", "py100g", "py110g", "py120g", "py130g"), ())
OF_HOUSEHOLD = {"hy040g": (), "hy090g": (), "hy081g": ("hy080g",), "hy131g": ("hy130g",)}
SIGNED = ("py050g", "hy040g", "hy090g")
# Means-tested benefits without contributions within these amounts, which the model computes or other codes define.
PARTS = {"py090g": "py093g", "py100g": "py103g", "py110g": "py113g", "py130g": "py133g"}

_COMPARED = "a benefit received or a tax paid: left for comparison with what is simulated"
_SPLIT = "a part of an amount that is used whole"
_DERIVED = "computed by the survey from other columns: a check, no input"
NOT_USED = {
    **dict.fromkeys(
        (
            *(f"hy0{number}g" for number in range(50, 55)),
            *(f"hy0{number}g" for number in range(60, 65)),
            *(f"hy0{number}g" for number in range(70, 75)),
            "hy140g",
            "hy145n",
            "hy120g",
        ),
        _COMPARED,
    ),
    **dict.fromkeys((f"py{tens}{part}g" for tens in (10, 11, 12, 13, 14) for part in range(1, 5)), _SPLIT),
    **dict.fromkeys((f"py09{part}g" for part in range(1, 5)), _SPLIT),
    **dict.fromkeys(("hy010", "hy020", "hy022", "hy023", "hx050", "hx060", "hx070", "hx080", "hx090"), _DERIVED),
    **dict.fromkeys(("rx010", "rx020", "rb081", "rb082", "px020"), "an age: the year of birth is used"),
    "hy080g": "regular transfers, of which alimony (hy081g) is used",
    "hy130g": "regular transfers, of which alimony (hy131g) is used",
    "hy110g": "incomes of children under 16, of whom the file does not say which child has them",
    "py020g": "benefits in kind, whose contributory value is not told",
    "py021g": "the use of a company car, whose contributory value is not told",
    "py030g": "contributions of the employer: a check of what is simulated",
    "py035g": "contributions to private pension plans",
    "py080g": "pensions from private plans, no income for the rules that are encoded",
    "py140g": "education allowances, no income for the Code",
    "rb050": "the weight of the household, db090, is used",
    "rb051": "the weight of the household, db090, is used",
    "pb040": "the weight of the household, db090, is used",
    "db100": "degree of urbanisation, which no rule that is encoded reads",
    "hb070": "who answered for the household",
    "hh030": "the size of the dwelling, which no rule that is encoded reads",
    "hh070": "the cost of the dwelling, charges included",
    "hh071": "repayment of the loan: only rents are read",
    "ph030": "limited in activities, without a rate of disability",
    "rch020": "limited in activities, without a rate of disability",
    "pb205": "the link to the partner is used",
    **dict.fromkeys((f"rg_{number}" for number in range(1, 23)), "the links to partner and parents are used"),
    **dict.fromkeys((f"rl0{number}0" for number in range(1, 7)), "hours of care, without what it costs"),
    **dict.fromkeys(
        ("pl073", "pl074", "pl075", "pl076", "pl080", "pl085", "pl086", "pl087", "pl088", "pl089", "pl090"),
        "months by activity: the calendar pl211a … is used",
    ),
}
