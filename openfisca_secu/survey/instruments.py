"""The instruments that a run simulates when none are named, who pays them and who receives them.

A row is added here with each instrument of `variables/` that has a meaning for the households of a survey. What is not
in the tax-benefit system yet is left out of a run, so that the list can name what is being written.
"""

from dataclasses import dataclass

HOUSEHOLDS, EMPLOYERS, SELF_EMPLOYED = "ménages", "employeurs", "indépendants"
FAMILY, SICKNESS, OLD_AGE, STATE = "branche famille", "assurance maladie", "assurance vieillesse", "État"
ACCIDENTS, SOCIAL_SECURITY, DEBT = "branche accidents du travail", "sécurité sociale", "Cades"
BENEFIT, EMPLOYEE_LEVY, EMPLOYER_LEVY = "prestation", "cotisation salariale", "cotisation patronale"
GENERAL_LEVY, RELIEF = "contribution sociale", "allègement"


@dataclass(frozen=True)
class Instrument:
    """One instrument: the variable of that name, a short label, its kind, who pays it and who receives it."""

    name: str
    label: str
    kind: str
    payer: str
    receiver: str


def _benefit(name, label, payer):
    return Instrument(name, label, BENEFIT, payer, HOUSEHOLDS)


def _employee(name, label, receiver):
    return Instrument(name, label, EMPLOYEE_LEVY, HOUSEHOLDS, receiver)


def _employer(name, label, receiver):
    return Instrument(name, label, EMPLOYER_LEVY, EMPLOYERS, receiver)


def _levy(name, label, receiver=SOCIAL_SECURITY):
    return Instrument(name, label, GENERAL_LEVY, HOUSEHOLDS, receiver)


INSTRUMENTS = (
    _employee("vieillesse_plafonnee_salarie", "Vieillesse plafonnée, salarié", OLD_AGE),
    _employee("vieillesse_deplafonnee_salarie", "Vieillesse déplafonnée, salarié", OLD_AGE),
    _employer("vieillesse_plafonnee_employeur", "Vieillesse plafonnée, employeur", OLD_AGE),
    _employer("vieillesse_deplafonnee_employeur", "Vieillesse déplafonnée, employeur", OLD_AGE),
    _levy("csg_deductible_salaire", "CSG déductible sur les salaires"),
    _levy("csg_imposable_salaire", "CSG imposable sur les salaires"),
    _levy("crds_salaire", "CRDS sur les salaires", DEBT),
    _benefit("af", "Allocations familiales", FAMILY),
    _benefit("cf", "Complément familial", FAMILY),
    _benefit("asf", "Allocation de soutien familial", FAMILY),
    _benefit("paje_naissance", "Prime à la naissance", FAMILY),
    _benefit("paje_adoption", "Prime à l'adoption", FAMILY),
    _benefit("paje_base", "Allocation de base de la Paje", FAMILY),
    _benefit("paje_prepare", "Prestation partagée d'éducation de l'enfant", FAMILY),
    _benefit("paje_cmg", "Complément de libre choix du mode de garde", FAMILY),
    _benefit("ars", "Allocation de rentrée scolaire", FAMILY),
    _benefit("aeeh", "Allocation d'éducation de l'enfant handicapé", FAMILY),
    _benefit("ajpp", "Allocation journalière de présence parentale", FAMILY),
    _levy("crds_prestations_familiales", "CRDS sur les prestations familiales", DEBT),
    _benefit("ppa", "Prime d'activité", STATE),
    _benefit("aah", "Allocation aux adultes handicapés", STATE),
    _benefit("aspa", "Allocation de solidarité aux personnes âgées", OLD_AGE),
    _benefit("asi", "Allocation supplémentaire d'invalidité", SICKNESS),
)
BY_NAME = {instrument.name: instrument for instrument in INSTRUMENTS}

# Totals that statistics give together: name, label, the variables that add up to it.
SUMS = {
    "csg_salaire": ("CSG sur les salaires", ("csg_deductible_salaire", "csg_imposable_salaire")),
}


def simulated_by_default(system):
    """The names of the instruments that the system computes, in the order of the list."""
    return [
        instrument.name
        for instrument in INSTRUMENTS
        if (variable := system.get_variable(instrument.name)) is not None and variable.formulas
    ]


def label_of(variable):
    """A short label of a variable: the instrument's, or the variable's own."""
    instrument = BY_NAME.get(variable.name)
    return instrument.label if instrument else variable.label or variable.name
