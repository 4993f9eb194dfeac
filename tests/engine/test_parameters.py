"""The cache of the parameters at an instant: one a system, for more instants than a survey of many years asks."""

from mini import MiniSystem
from openfisca_core.periods import Instant, period
from openfisca_core.reforms import Reform

from openfisca_secu.engine import parameters


def test_every_spelling_of_an_instant_is_one_entry():
    system = MiniSystem()
    first = system.get_parameters_at_instant("2024-01-01")
    for spelling in (period("2024-01"), period("2024"), Instant((2024, 1, 1)), 2024, "2024", "2024-01"):
        assert system.get_parameters_at_instant(spelling) is first
    assert first.impots.taux == 0.1


def test_many_years_stay_in_the_cache():
    system = MiniSystem()
    months = [period(f"{year}-{month:02}") for year in range(2000, 2030) for month in range(1, 13)]
    first = [system.get_parameters_at_instant(month) for month in months]
    assert all(system.get_parameters_at_instant(month) is one for month, one in zip(months, first, strict=True))


def test_the_cache_is_bounded(monkeypatch):
    monkeypatch.setattr(parameters, "MOST_INSTANTS", 3)
    system = MiniSystem()
    for year in range(2000, 2010):
        assert system.get_parameters_at_instant(year).impots.taux == 0.1
        assert len(system._parameters_at_instant_cache) <= 3


def test_a_reform_has_its_own_values():
    def apply(reform):
        def change(tree):
            tree.impots.taux.update(start=Instant((2024, 1, 1)), value=0.2)
            return tree

        assert reform.get_parameters_at_instant("2024-06").impots.taux == 0.1  # asked before the change
        reform.modify_parameters(change)

    system = MiniSystem()
    assert system.get_parameters_at_instant("2024-06").impots.taux == 0.1
    reform = type("Reforme", (Reform,), {"apply": apply})(system)
    assert reform.get_parameters_at_instant("2024-06").impots.taux == 0.2
    assert reform.get_parameters_at_instant("2023-06").impots.taux == 0.1
    assert system.get_parameters_at_instant("2024-06").impots.taux == 0.1
