"""Run one package on the arrays of `families.draw`, in that package's own interpreter: both sides call this file.

python simulate.py PACKAGE INPUT.npz OUTPUT.npz YEAR[-MONTH] BENEFIT...
"""

import sys

import numpy
from openfisca_core.simulation_builder import SimulationBuilder

SYSTEMS = {"openfisca_france": "FranceTaxBenefitSystem", "openfisca_secu": "CountryTaxBenefitSystem"}
ROLES = {
    "famille": ("demandeur", "conjoint", "enfant"),
    "foyer_fiscal": ("declarant_principal", "conjoint", "personne_a_charge"),
    "menage": ("personne_de_reference", "conjoint", "enfant"),
}


def build(system, data, year):
    persons = numpy.arange(len(data["family"]))
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("individu", persons)
    families = numpy.arange(len(data["commune"]))
    for entity, roles in ROLES.items():
        instance = builder.declare_entity(entity, families)
        by_number = numpy.array(roles, dtype=object)[data["role"]]
        builder.join_with_persons(instance, data["family"], by_number)
    simulation = builder.build(system)
    simulation.set_input("date_naissance", "ETERNITY", data["birth"])
    if "salary_n_2" not in data:
        return simulation
    for back, name in ((2, "salary_n_2"), (1, "salary_n_2"), (0, "salary")):
        simulation.set_input("salaire_imposable", str(year - back), data[name])
    simulation.set_input("garde_alternee", str(year), data["shared"])
    simulation.set_input("pensions_alimentaires_percues", str(year), 12 * data["support"])
    simulation.set_input("depcom", f"{year}-06", data["commune"].astype(object))
    simulation.set_input("depcom", f"{year}-07", data["commune"].astype(object))
    return simulation


def set_inputs(simulation, data, package):
    """Set each array named `SIDE:VARIABLE:YEAR` for the year or its twelve months, SIDE being a package or `both`."""
    for key in data:
        side, *place = key.split(":")
        if place and side in ("both", package):
            name, year = place
            values = data[key]
            if values.dtype.kind == "U":
                values = simulation.tax_benefit_system.get_variable(name).possible_values.encode(values)
            yearly = simulation.tax_benefit_system.get_variable(name).definition_period == "year"
            for period in [year] if yearly else [f"{year}-{month:02}" for month in range(1, 13)]:
                simulation.set_input(name, period, values)


def main():
    package, source, target, date, *benefits = sys.argv[1:]
    year, _, month = date.partition("-")
    module = __import__(package)
    system = getattr(module, SYSTEMS[package])()
    data = numpy.load(source)
    simulation = build(system, data, int(year))
    set_inputs(simulation, data, package)
    results = {}
    for benefit in benefits:
        yearly = system.get_variable(benefit).definition_period == "year"
        results[benefit] = simulation.calculate(benefit, year if yearly else f"{year}-{month or '06'}").astype(
            numpy.float64
        )
    numpy.savez(target, **results)


if __name__ == "__main__":
    main()
