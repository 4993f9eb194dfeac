"""What a year of each kind of variable is, and the name of its column."""

import pytest

from openfisca_secu.survey.outcomes import DECEMBER, LEVELS, MEAN, SUM, VALUE, outcome_of


@pytest.mark.parametrize(
    ("name", "how", "column"),
    [
        ("af", SUM, "af"),
        ("heures_remunerees_volume", SUM, "heures_remunerees_volume"),
        ("salaire_de_base", SUM, "salaire_de_base"),
        ("af_nbenf", MEAN, "af_nbenf_moyenne"),
        ("taux_incapacite", MEAN, "taux_incapacite_moyenne"),
        ("age", DECEMBER, "age_decembre"),
        ("en_couple", DECEMBER, "en_couple_decembre"),
        ("activite", DECEMBER, "activite_decembre"),
        ("depcom", DECEMBER, "depcom_decembre"),
        ("contrat_de_travail_debut", DECEMBER, "contrat_de_travail_debut_decembre"),
        ("cf_plafond", DECEMBER, "cf_plafond_decembre"),
        ("aah_revenus_activite_annuels", DECEMBER, "aah_revenus_activite_annuels_decembre"),
        ("allegement_general_cumule", DECEMBER, "allegement_general_cumule_decembre"),
        ("allegement_general", SUM, "allegement_general"),
        ("rfr", VALUE, "rfr"),
        ("date_naissance", VALUE, "date_naissance"),
        ("sexe", VALUE, "sexe"),
    ],
)
def test_a_year_of_a_variable(system, name, how, column):
    outcome = outcome_of(system.get_variable(name))
    assert (outcome.how, outcome.column) == (how, column)
    assert outcome.is_amount == (how in (SUM, VALUE) and outcome.variable.unit == "currency")


def test_levels_are_monthly_amounts_of_the_law(system):
    for name in LEVELS:
        variable = system.get_variable(name)
        assert variable is not None, name
        assert variable.definition_period == "month"
        assert variable.unit == "currency"


def test_no_two_variables_share_a_column(system):
    names = [outcome_of(variable).column for variable in system.variables.values()]
    assert len(names) == len(set(names))
