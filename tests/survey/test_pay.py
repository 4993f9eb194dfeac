"""Gross, taxable and net amounts, against arithmetic done by hand from the rates of each year."""

import numpy
import pytest

from openfisca_secu.survey import pay

# Employees of the private sector, under the ceiling: old age 6,90 + 0,40, Agirc-Arrco 3,15, CEG 0,86 = 11,31 %.
CSG_BASE = 0.9825
UNDER_CEILING = 0.1131 + CSG_BASE * (0.092 + 0.005)
DEDUCTIBLE_UNDER_CEILING = 0.1131 + CSG_BASE * 0.068
# Above it: old age 0,40, Agirc-Arrco 8,64, CEG 1,08, CET 0,14 = 10,26 %.
ABOVE_CEILING = 0.1026 + CSG_BASE * (0.092 + 0.005)
CEILING_2024 = 46_368


def amounts(*values):
    return numpy.array(values, dtype=numpy.float64)


def private(count):
    return numpy.full(count, pay.PRIVATE)


def test_net_and_taxable_wages_under_the_ceiling():
    wages = pay.Wages(2024)
    gross = amounts(0, 30_000, CEILING_2024)
    assert wages.net(gross, private(3)) == pytest.approx(gross * (1 - UNDER_CEILING))
    assert wages.taxable(gross, private(3)) == pytest.approx(gross * (1 - DEDUCTIBLE_UNDER_CEILING))


def test_net_wages_above_the_ceiling():
    gross = amounts(60_000)
    expected = CEILING_2024 * (1 - UNDER_CEILING) + (60_000 - CEILING_2024) * (1 - ABOVE_CEILING)
    assert pay.Wages(2024).net(gross, private(1)) == pytest.approx([expected])


def test_above_four_ceilings_csg_is_due_on_the_whole():
    wages = pay.Wages(2024)
    more = wages.net(amounts(4 * CEILING_2024 + 1_000), private(1)) - wages.net(amounts(4 * CEILING_2024), private(1))
    assert more == pytest.approx([1_000 * (1 - 0.1026 - 0.097)])


def test_in_2017_sickness_and_unemployment_contributions_were_due_and_csg_was_lower():
    # 6,90 + 0,40 + Arrco 3,10 + AGFF 0,80 + chômage 2,40 + maladie 0,75 = 14,35 % ; CSG 7,5 %
    expected = 30_000 * (1 - 0.1435 - CSG_BASE * (0.075 + 0.005))
    assert pay.Wages(2017).net(amounts(30_000), private(1)) == pytest.approx([expected])


def test_civil_servants_pay_their_pension_contribution_and_no_old_age_contribution():
    # 11,10 % of a salary taken as 80 % of the pay, and 5 % of the other 20 %
    withheld = 0.8 * 0.111 + 0.2 * 0.05 + CSG_BASE * 0.097
    net = pay.Wages(2024).net(amounts(30_000), numpy.array([pay.CIVIL_SERVANT]))
    assert net == pytest.approx([30_000 * (1 - withheld)])


def test_apprentices_pay_nothing_and_are_taxed_above_the_minimum_wage():
    wages = pay.Wages(2024)
    status = numpy.array([pay.APPRENTICE, pay.APPRENTICE])
    smic = 10 * 11.65 * 151.67 + 2 * 11.88 * 151.67  # raised in November 2024
    gross = amounts(12_000, 25_000)
    assert wages.net(gross, status) == pytest.approx(gross)
    assert wages.taxable(gross, status) == pytest.approx([0, 25_000 - smic])


@pytest.mark.parametrize("year", range(pay.FIRST_YEAR, pay.LAST_YEAR + 1))
@pytest.mark.parametrize("status", [pay.PRIVATE, pay.CIVIL_SERVANT, pay.PUBLIC_CONTRACT, pay.APPRENTICE])
def test_the_gross_wage_found_has_the_net_wage_given(year, status):
    wages = pay.Wages(year)
    gross = numpy.linspace(0, 600_000, 4_001)
    statuses = numpy.full(len(gross), status)
    net = wages.net(gross, statuses)
    assert (numpy.diff(net) > 0).all()
    assert wages.gross_from_net(net, statuses) == pytest.approx(gross, abs=1e-6)
    assert (wages.taxable(gross, statuses) <= gross).all()


@pytest.mark.parametrize(
    ("income", "shares", "withheld", "deductible"),
    [
        (12_230, 1, 0, 0),  # the threshold itself is exempt
        (12_231, 1, 0.038 + 0.005, 0.038),
        (15_988, 1, 0.043, 0.038),
        (15_989, 1, 0.066 + 0.005 + 0.003, 0.042),
        (24_812, 1, 0.066 + 0.005 + 0.003, 0.042),
        (24_813, 1, 0.083 + 0.005 + 0.003, 0.059),  # the middle rate is for incomes below its threshold (III bis)
        (15_988 + 2 * 4_269, 2, 0.043, 0.038),  # two half-shares more
        (15_989 + 2 * 4_269, 2, 0.074, 0.042),
        (12_230 + 3_265, 1.5, 0, 0),
    ],
)
def test_levies_on_pensions_follow_the_reference_income(income, shares, withheld, deductible):
    levies = pay.pension(2024, amounts(income), amounts(shares))
    assert levies.withheld == pytest.approx([withheld])
    assert levies.deductible == pytest.approx([deductible])
    assert levies.net(levies.gross_from_net(amounts(20_000))) == pytest.approx([20_000])


def test_before_2019_there_was_no_middle_rate():
    assert pay.pension(2018, amounts(14_405), amounts(1)).withheld == pytest.approx([0.083 + 0.005 + 0.003])


def test_levies_do_not_bring_unemployment_benefits_below_the_minimum_wage():
    benefits = pay.Unemployment(2023)
    smic = pay.minimum_wage(2023)
    assert smic == pytest.approx(151.67 * (4 * 11.27 + 8 * 11.52))
    rate = CSG_BASE * (0.062 + 0.005)
    gross = amounts(10_000, smic, smic + 100, 40_000)
    assert benefits.net(gross) == pytest.approx([10_000, smic, smic, 40_000 * (1 - rate)])
    assert benefits.gross_from_net(amounts(10_000, 30_000)) == pytest.approx([10_000, 30_000 / (1 - rate)])
    assert benefits.taxable(gross)[[0, 3]] == pytest.approx([10_000, 40_000 * (1 - CSG_BASE * 0.038)])


def test_self_employed_income_and_losses():
    assert pay.self_employed_taxable(amounts(20_000, 0, -1_653.05)) == pytest.approx(
        [20_000 / (1 - 0.029 * 1.4), 0, -1_653.05]
    )


@pytest.mark.parametrize(
    ("couple", "dependants", "lone", "alternate", "shares"),
    [
        (False, 0, False, 0, 1),
        (True, 0, False, 0, 2),
        (True, 1, False, 0, 2.5),
        (True, 3, False, 0, 4),  # from the third one a whole share
        (False, 1, True, 0, 2),  # half a share more for whoever raises a child alone
        (False, 1, False, 0, 1.5),
        (False, 1, True, 1, 1.5),  # 0,25 for the child, 0,25 for the parent
        (True, 3, False, 1, 3.5),  # two whole ones 1, the third one half of a share
    ],
)
def test_tax_shares(couple, dependants, lone, alternate, shares):
    found = pay.tax_shares(
        couple=numpy.array([couple]),
        dependants=amounts(dependants),
        lone_parent=numpy.array([lone]),
        alternate=amounts(alternate),
    )
    assert found == pytest.approx([shares])


def test_flat_deductions_of_ten_per_cent_with_their_bounds():
    # incomes of 2023: wages at least 495, at most 14 171; pensions at least 442 each, at most 4 321 by tax unit
    assert pay.after_allowance_for_expenses(amounts(300, 3_000, 30_000, 200_000), 2023) == pytest.approx(
        [0, 3_000 - 495, 27_000, 200_000 - 14_171]
    )
    pensions = pay.after_allowance_on_pensions(amounts(300, 20_000, 40_000, 20_000), numpy.array([0, 1, 2, 2]), 2023)
    assert pensions == pytest.approx([0, 18_000, 40_000 - 4_000 * 4_321 / 6_000, 20_000 - 2_000 * 4_321 / 6_000])
