"""The instruments that a run simulates when none are named, who pays them and who receives them.

A row is added here with each instrument of `variables/` that has a meaning for the households of a survey. What is not
in the tax-benefit system yet is left out of a run, so that the list can name what is being written.
"""

from dataclasses import dataclass

HOUSEHOLDS, EMPLOYERS, STATE = "ménages", "employeurs", "État"
FAMILY, SICKNESS, OLD_AGE = "branche famille", "assurance maladie", "assurance vieillesse"
ACCIDENTS, AUTONOMY, SOCIAL_SECURITY = "branche accidents du travail", "branche autonomie", "sécurité sociale"
DEBT, UNEMPLOYMENT, HOUSING = "Cades", "assurance chômage", "fonds national d'aide au logement"
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


def _relief(name, label, receiver=EMPLOYERS):
    return Instrument(name, label, RELIEF, SOCIAL_SECURITY, receiver)


def _csg_crds(income, label):
    """The three levies on one kind of income, named alike."""
    return (
        _levy(f"csg_deductible_{income}", f"CSG déductible sur {label}"),
        _levy(f"csg_imposable_{income}", f"CSG imposable sur {label}"),
        _levy(f"crds_{income}", f"CRDS sur {label}", DEBT),
    )


INSTRUMENTS = (
    _employee("vieillesse_plafonnee_salarie", "Vieillesse plafonnée, salarié", OLD_AGE),
    _employee("vieillesse_deplafonnee_salarie", "Vieillesse déplafonnée, salarié", OLD_AGE),
    _employee("mmid_salarie", "Maladie, salarié", SICKNESS),
    _employee("chomage_salarie", "Assurance chômage, salarié", UNEMPLOYMENT),
    _employer("vieillesse_plafonnee_employeur", "Vieillesse plafonnée, employeur", OLD_AGE),
    _employer("vieillesse_deplafonnee_employeur", "Vieillesse déplafonnée, employeur", OLD_AGE),
    _employer("mmid_employeur", "Maladie, employeur", SICKNESS),
    _employer("famille", "Allocations familiales, cotisation de l'employeur", FAMILY),
    _employer("accident_du_travail", "Accidents du travail, employeur", ACCIDENTS),
    _employer("contribution_solidarite_autonomie", "Contribution de solidarité pour l'autonomie", AUTONOMY),
    _employer("fnal", "Fonds national d'aide au logement", HOUSING),
    _employer("chomage_employeur", "Assurance chômage, employeur", UNEMPLOYMENT),
    _employer("ags", "Garantie des créances des salariés", UNEMPLOYMENT),
    _relief("allegement_general", "Réduction générale de cotisations patronales"),
    _relief("allegement_cotisation_maladie", "Réduction du taux de maladie"),
    _relief("allegement_cotisation_allocations_familiales", "Réduction du taux d'allocations familiales"),
    _relief("deduction_patronale_heures_supplementaires", "Déduction patronale sur les heures supplémentaires"),
    _relief("reduction_salariale_heures_supplementaires", "Réduction salariale sur les heures sup.", HOUSEHOLDS),
    *_csg_crds("salaire", "les salaires"),
    *_csg_crds("non_salarie", "les revenus non salariés"),
    *_csg_crds("retraite", "les retraites"),
    *_csg_crds("invalidite", "les pensions d'invalidité"),
    *_csg_crds("chomage", "le chômage"),
    *_csg_crds("preretraite", "les préretraites"),
    *_csg_crds("activite_partielle", "l'activité partielle"),
    *_csg_crds("indemnites_journalieres", "les indemnités journalières"),
    _levy("casa", "Contribution additionnelle pour l'autonomie", AUTONOMY),
    _levy("cotisation_maladie_retraites", "Maladie sur les retraites", SICKNESS),
    _levy("csg_revenus_capital", "CSG sur les revenus du capital"),
    _levy("crds_revenus_capital", "CRDS sur les revenus du capital", DEBT),
    _levy("prelevement_solidarite_revenus_capital", "Prélèvement de solidarité sur les revenus du capital", STATE),
    _levy("cotisation_subsidiaire_maladie", "Cotisation subsidiaire maladie", SICKNESS),
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
    _levy("crds_ppa", "CRDS sur la prime d'activité", DEBT),
    _benefit("aah", "Allocation aux adultes handicapés", STATE),
    _benefit("caah", "Majoration pour la vie autonome et complément de l'AAH", STATE),
    _benefit("aspa", "Allocation de solidarité aux personnes âgées", OLD_AGE),
    _benefit("asi", "Allocation supplémentaire d'invalidité", SICKNESS),
    _levy("css_participation_forfaitaire", "Participation à la complémentaire santé solidaire", SICKNESS),
)
BY_NAME = {instrument.name: instrument for instrument in INSTRUMENTS}

# Totals that statistics give together: name, label, the variables that add up to it.
SUMS = {
    "csg_salaire": ("CSG sur les salaires", ("csg_deductible_salaire", "csg_imposable_salaire")),
    "csg_retraite": ("CSG sur les retraites", ("csg_deductible_retraite", "csg_imposable_retraite")),
    "csg_chomage": ("CSG sur le chômage", ("csg_deductible_chomage", "csg_imposable_chomage")),
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
