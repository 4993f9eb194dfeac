"""Wages of this package beside Urssaf's published rules (npm modele-social), each difference with its article.

npm install --prefix /tmp/modele_social modele-social@11.1.0 publicodes@1.10.3
python tests/peers/wages_modele_social.py --modules /tmp/modele_social [--date 2026-03]

The peer has the general reduction of 2026 at any date, and monthly amounts only: each case here is hired on the first
of the month that is compared, so that nothing is to be regularised. What is outside the Code (training, apprenticeship
and housing construction levies) is taken out of the cost there, and the hiring bounties are added back.
"""

import argparse
import collections
import itertools
import json
import pathlib
import subprocess
import sys
from datetime import date

import numpy
from openfisca_core.simulation_builder import SimulationBuilder

from openfisca_secu import CountryTaxBenefitSystem

HERE = pathlib.Path(__file__).parent
MARGIN = 0.01
WEEKS = 52 / 12
FULL_TIME = 35 * WEEKS
SMICS = (1, 1.05, 1.2, 1.3, 1.5, 1.6, 1.9, 2, 2.25, 2.5, 2.9, 3, 3.3, 3.5, 3.6)
CEILINGS = (1, 1.5, 4, 4.1, 8.1)
STATUSES = ("non_cadre", "cadre", "apprenti")
STAFFS = (5, 11, 20, 49, 50, 250)
ACCIDENT_RATE = 0.0208
COVER = 40.0

LEVIES = "salarié . cotisations . "
RELIEFS = LEVIES + "exonérations . "
# of each component: variables here, rules there
COMPONENTS = {
    "gross pay": ("salaire_brut", "salarié . rémunération . brut"),
    "old age, capped, employee": ("vieillesse_plafonnee_salarie", LEVIES + "vieillesse . salarié . plafonnée"),
    "old age, whole, employee": ("vieillesse_deplafonnee_salarie", LEVIES + "vieillesse . salarié . déplafonnée"),
    "old age, capped, employer": ("vieillesse_plafonnee_employeur", LEVIES + "vieillesse . employeur . plafonnée"),
    "old age, whole, employer": ("vieillesse_deplafonnee_employeur", LEVIES + "vieillesse . employeur . déplafonnée"),
    "health, employee": ("mmid_salarie", LEVIES + "maladie . salarié"),
    "health, employer": ("mmid_employeur -allegement_cotisation_maladie", LEVIES + "maladie . employeur"),
    "family": ("famille -allegement_cotisation_allocations_familiales", LEVIES + "allocations familiales"),
    "autonomy": ("contribution_solidarite_autonomie", LEVIES + "CSA"),
    "housing fund": ("fnal", LEVIES + "FNAL"),
    "accidents at work": ("accident_du_travail", LEVIES + "ATMP"),
    "social dialogue": ("financement_organisations_syndicales", LEVIES + "contribution au dialogue social"),
    "unemployment": ("chomage_employeur", LEVIES + "chômage"),
    "AGS": ("ags", LEVIES + "AGS"),
    "Agirc-Arrco, employee": ("agirc_arrco_salarie", LEVIES + "retraite complémentaire . salarié"),
    "Agirc-Arrco, employer": ("agirc_arrco_employeur", LEVIES + "retraite complémentaire . employeur"),
    "CEG, employee": ("contribution_equilibre_general_salarie", LEVIES + "CEG . salarié"),
    "CEG, employer": ("contribution_equilibre_general_employeur", LEVIES + "CEG . employeur"),
    "CET, employee": ("contribution_equilibre_technique_salarie", LEVIES + "CET . salarié"),
    "CET, employer": ("contribution_equilibre_technique_employeur", LEVIES + "CET . employeur"),
    "Apec, employee": ("apec_salarie", LEVIES + "APEC . salarié"),
    "Apec, employer": ("apec_employeur", LEVIES + "APEC . employeur"),
    "health cover, employee": ("complementaire_sante_salarie", LEVIES + "prévoyances . santé . salarié"),
    "health cover, employer": ("complementaire_sante_employeur", LEVIES + "prévoyances . santé . employeur"),
    "provident cover": (
        "cotisation_prevoyance_employeur -complementaire_sante_employeur",
        LEVIES + "prévoyances . incapacité invalidité décès . employeur",
    ),
    "forfait social": ("forfait_social", LEVIES + "forfait social"),
    "CSG, deductible": ("csg_deductible_salaire", LEVIES + "CSG-CRDS . CSG . déductible"),
    "CSG, not deductible": ("csg_imposable_salaire", LEVIES + "CSG-CRDS . CSG . non déductible"),
    "CRDS": ("crds_salaire", LEVIES + "CSG-CRDS . CRDS"),
    "general reduction": ("allegement_general", RELIEFS + "RGDU"),
    "overseas exemption": ("exoneration_lodeom", RELIEFS + "lodeom . montant"),
    "overtime, employee": (
        "reduction_salariale_heures_supplementaires",
        RELIEFS + "heures supplémentaires . salarié",
    ),
    "overtime, employer": (
        "deduction_patronale_heures_supplementaires",
        RELIEFS + "heures supplémentaires . employeur",
    ),
    "net pay": ("salaire_net", "salarié . rémunération . net"),
    "taxable pay": ("salaire_imposable", "salarié . rémunération . net . imposable"),
    "montant net social": ("montant_net_social", "salarié . rémunération . montant net social"),
    "employer's cost": ("salaire_super_brut", "salarié . coût total employeur"),
}
# of the peer's cost, outside the Code, or counted by it as a bounty
OUTSIDE = {
    LEVIES + "formation professionnelle": -1,
    LEVIES + "taxe d'apprentissage": -1,
    LEVIES + "PEEC": -1,
    "salarié . coût total employeur . aides": 1,
    "salarié . régimes spécifiques . apprentissage . participation employeur": -1,
}

ZONE = RELIEFS + "lodeom . zone un"
SCALE = ZONE + " . barèmes"
OVERSEAS = {"territoire": "martinique"}
# inputs of each option: here, there
OPTIONS = {
    "none": ({}, {}),
    "alsace": (
        {"salarie_regime_alsace_moselle": True},
        {"salarié . régimes spécifiques . alsace moselle": "oui"},
    ),
    "part time": (
        {"contrat_de_travail": "temps_partiel", "heures_remunerees_volume": 28 * WEEKS},
        {
            "salarié . contrat . temps de travail . temps partiel": "oui",
            "salarié . contrat . temps de travail . temps partiel . heures par semaine": "28 heure/semaine",
        },
    ),
    "overtime": (
        {"heures_supplementaires_volume": 10.0},
        {"salarié . temps de travail . heures supplémentaires": "10 heure/mois"},
    ),
    "whole cover": (
        {"complementaire_sante_part_employeur": 1.0},
        {LEVIES + "prévoyances . santé . taux employeur": "100%"},
    ),
    "large cover": (
        {"complementaire_sante_montant": 700.0, "complementaire_sante_part_employeur": 1.0},
        {
            LEVIES + "prévoyances . santé . montant": "700 €/mois",
            LEVIES + "prévoyances . santé . taux employeur": "100%",
        },
    ),
    "holiday fund": (
        {"affiliation_caisse_conges_payes": True},
        {RELIEFS + "RGDU . caisse de congés payés": "oui"},
    ),
    "tax resident abroad": (
        {"domicile_fiscal_france": False},
        {"situation personnelle . domiciliation fiscale à l'étranger": "oui"},
    ),
    "overseas": (
        OVERSEAS | {"lodeom_secteur": "batiment_travaux_publics"},
        {ZONE: "oui", SCALE: "'compétitivité'"},
    ),
    "overseas, enhanced": (
        OVERSEAS | {"lodeom_secteur": "enumere"},
        {ZONE: "oui", SCALE: "'compétitivité renforcée'"},
    ),
    "overseas, innovation": (
        OVERSEAS | {"lodeom_secteur": "batiment_travaux_publics", "projet_innovant_tic": True},
        {ZONE: "oui", SCALE: "'innovation et croissance'"},
    ),
}


def draw(system, month, whole):
    """Every pay and status; headcounts and options on some pays only, unless the whole product is asked for."""
    law = system.parameters(f"{month}-01").cotisations
    wage = round(law.smic.horaire * FULL_TIME, 2)
    pays = [round(share * wage, 2) for share in SMICS]
    pays += [round(share * law.plafond_securite_sociale.mensuel, 2) for share in CEILINGS]
    some = pays if whole else [pays[0], pays[4], pays[13], pays[-2], pays[-1]]
    grid = list(itertools.product(["none"], pays, STATUSES, (20, 50)))
    grid += itertools.product(["none"], some, STATUSES, [staff for staff in STAFFS if staff not in (20, 50)])
    options = [name for name in OPTIONS if name != "none"]
    grid += itertools.product(options, some, STATUSES, (20, 50) if whole else (20,))
    keys = ("option", "pay", "status", "staff")
    cases = [dict(zip(keys, values, strict=True)) for values in grid]
    # an apprentice is never part-time there
    cases = [case for case in cases if not (case["status"] == "apprenti" and case["option"] == "part time")]
    for case in cases:
        if case["option"] == "part time":
            case["pay"] = round(case["pay"] * 28 / 35, 2)
        case["smics"] = case["pay"] / wage
    return cases


def here(system, cases, month):
    """Amounts of this package, by variable."""
    builder = SimulationBuilder()
    builder.create_entities(system)
    persons = numpy.arange(len(cases))
    builder.declare_person_entity("individu", persons)
    for entity, role in (
        ("famille", "demandeur"),
        ("foyer_fiscal", "declarant_principal"),
        ("menage", "personne_de_reference"),
    ):
        instance = builder.declare_entity(entity, persons)
        builder.join_with_persons(instance, persons, numpy.full(len(cases), role, dtype=object))
    simulation = builder.build(system)
    year, first = int(month[:4]), int(month[5:])
    hired = date(year, first, 1)
    wage = system.parameters(f"{month}-01").cotisations.smic.horaire
    inputs = collections.defaultdict(dict)
    for row, case in enumerate(cases):
        values = {
            "salaire_de_base": case["pay"],
            "categorie_salarie": "prive_cadre" if case["status"] == "cadre" else "prive_non_cadre",
            "apprenti": case["status"] == "apprenti",
            "contrat_de_travail_debut": hired,
            "effectif_entreprise_seuils": case["staff"],
            "effectif_entreprise": case["staff"],
            "taux_accident_travail": ACCIDENT_RATE,
            # the peer does not keep that of 1 January (décret 2026-509)
            "smic_horaire_allegements": wage,
            "complementaire_sante_montant": COVER,
            "complementaire_sante_part_employeur": 0.5,
        } | OPTIONS[case["option"]][0]
        hours = values.get("heures_supplementaires_volume", 0.0)
        values["remuneration_heures_supplementaires"] = case["pay"] / FULL_TIME * 1.25 * hours
        for name, value in values.items():
            inputs[name][row] = value
    for name, given in inputs.items():
        variable = system.get_variable(name)
        default = variable.default_value
        if variable.value_type.__name__ == "Enum":
            default = default.name
        column = [given.get(row, default) for row in range(len(cases))]
        if variable.value_type.__name__ == "Enum":
            column = variable.possible_values.encode(numpy.array(column))
        elif variable.value_type is date:
            column = numpy.array(column, dtype="datetime64[D]")
        else:
            column = numpy.array(column)
        simulation.set_input(name, month, column)
    return {
        name.lstrip("-"): simulation.calculate(name.lstrip("-"), month)
        for ours, _ in COMPONENTS.values()
        for name in ours.split()
    }


def there(modules, cases, month):
    """Amounts of the peer, by rule."""
    rules = [rule for _, rule in COMPONENTS.values()] + list(OUTSIDE)
    situations = []
    for case in cases:
        situation = {
            "date": f"01/{month[5:]}/{month[:4]}",
            "salarié . contrat . salaire brut": f"{case['pay']} €/mois",
            "entreprise . salariés . effectif": f"{case['staff']} employé",
            "établissement . taux ATMP": f"{100 * ACCIDENT_RATE}%",
            LEVIES + "prévoyances . santé . montant": f"{COVER} €/mois",
        }
        if case["status"] == "cadre":
            situation["salarié . contrat . statut cadre"] = "oui"
        if case["status"] == "apprenti":
            situation["salarié . contrat"] = "'apprentissage'"
        situations.append(situation | OPTIONS[case["option"]][1])
    command = ["node", str(HERE / "wages_modele_social.mjs"), modules]
    request = json.dumps({"rules": rules, "situations": situations})
    answer = subprocess.run(command, input=request, capture_output=True, text=True, check=True).stdout
    return dict(zip(rules, numpy.array(json.loads(answer)).T, strict=True))


RELIEF = ("general reduction", "employer's cost")
TOTALS = ("net pay", "taxable pay", "montant net social", "employer's cost")
CSG = ("CSG, deductible", "CSG, not deductible", "CRDS")
SLICES = (
    "old age, capped, employee",
    "Agirc-Arrco, employee",
    "CEG, employee",
    "CET, employee",
    "Apec, employee",
)
CAPPED_EMPLOYER = (
    "old age, capped, employer",
    "housing fund",
    "unemployment",
    "AGS",
    "Agirc-Arrco, employer",
    "CEG, employer",
    "CET, employer",
    "Apec, employer",
)


def classes(system, cases, month):
    """`[(class, components, cases)]`: the first that holds explains a difference."""
    law = system.parameters(f"{month}-01").cotisations
    ceiling = law.plafond_securite_sociale.mensuel
    pay, status, option = (numpy.array([case[key] for case in cases]) for key in ("pay", "status", "option"))
    apprentice, executive, overtime = status == "apprenti", status == "cadre", option == "overtime"
    above = pay * (1 + overtime * 12.5 / FULL_TIME) > ceiling
    provident = ("provident cover", "forfait social", *CSG, *TOTALS)
    large = option == "large cover"
    overseas = numpy.char.startswith(option, "overseas")
    return [
        ("apprentice: the exempt part is the lowest of the pay (labour code, L6243-2)", SLICES, apprentice & above),
        (
            "overtime does not raise the ceiling of full-time work (R242-2)",
            (*SLICES, *CAPPED_EMPLOYER),
            overtime & above,
        ),
        ("relief of overtime, after these (L241-17)", ("overtime, employee",), overtime & above),
        ("overtime free of income tax: its CSG is not deducted (tax code)", CSG[:2], overtime),
        ("overtime does not raise the four ceilings of the abatement (L136-2)", CSG, overtime & (pay > 4 * ceiling)),
        (
            "executive in part-time work: provident cover under his own ceiling",
            provident,
            executive & (option == "part time"),
        ),
        ("forfait social on what is out of the base of contributions only (L137-15)", ("forfait social",), large),
        ("executive: provident cover on the pay with what is put back into it (D242-1)", provident, executive & large),
        ("holiday fund: factor b after the rounded and capped coefficient (D241-10)", RELIEF, option == "holiday fund"),
        ("accidents at work within 0.49 % (D241-2-4)", ("overseas exemption", "employer's cost"), overseas),
        ("untaxed pay of apprentices and overtime (tax code)", ("taxable pay",), apprentice | overtime),
        ("provident cover of executives, not taxable (tax code, art. 83, 1° quater)", ("taxable pay",), executive),
        ("total of the above", TOTALS[:3], (apprentice | overtime) & above),
        ("total of the above", TOTALS[3:], overtime & above | large),
    ]


def compare(cases, ours, theirs, *, explanations):
    unexplained = 0
    for component, (names, rule) in COMPONENTS.items():
        a = sum((-1 if name.startswith("-") else 1) * ours[name.lstrip("-")] for name in names.split())
        b = theirs[rule]
        if component == "employer's cost":
            b = b + sum(sign * theirs[outside] for outside, sign in OUTSIDE.items())
        left = numpy.abs(a - b) > MARGIN
        concerned = int(((numpy.abs(a) > 0) | (numpy.abs(b) > 0)).sum())
        print(f"{component}: {concerned} concerned, {int(left.sum())} differ", flush=True)
        for name, components, marked in explanations:
            explained = left & marked if component in components else numpy.zeros(len(cases), dtype=bool)
            if explained.any():
                gap = numpy.abs(a - b)[explained].max()
                print(f"    {int(explained.sum()):5}  {name} (at most {gap:.2f})")
            left &= ~explained
        if left.any():
            unexplained += int(left.sum())
            print(f"    {int(left.sum()):5}  NOT EXPLAINED, one by option and status:")
            seen = set()
            for row in numpy.flatnonzero(left):
                case = cases[row]
                if (case["option"], case["status"]) not in seen:
                    seen.add((case["option"], case["status"]))
                    print(f"           {case}: here {a[row]:.4f}, there {b[row]:.4f}")
    return unexplained


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--modules", required=True, help="folder where npm installed modele-social and publicodes")
    parser.add_argument("--date", default="2026-03", help="month compared, of 2026")
    parser.add_argument("--whole", action="store_true", help="each option on each pay: a quarter of an hour")
    arguments = parser.parse_args()
    system = CountryTaxBenefitSystem()
    cases = draw(system, arguments.date, arguments.whole)
    print(f"{arguments.date}: {len(cases)} cases")
    ours = here(system, cases, arguments.date)
    theirs = there(arguments.modules, cases, arguments.date)
    unexplained = compare(cases, ours, theirs, explanations=classes(system, cases, arguments.date))
    print(f"\n{unexplained} differences that no class explains")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
