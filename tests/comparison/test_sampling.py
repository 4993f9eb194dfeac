"""Standard errors: near the one that theory gives for a mean, the same for the same seed; secrecy."""

import numpy
import pytest

from openfisca_secu.comparison.sampling import standard_errors
from openfisca_secu.comparison.secrecy import Secrecy, largest_share
from openfisca_secu.survey.refusals import SurveyError


def mean_of(values):
    return lambda weights: numpy.array([(weights * values).sum() / weights.sum()])


def test_the_error_of_a_mean_is_that_of_theory():
    values = numpy.random.default_rng(1).normal(100, 15, 900)
    (error,) = standard_errors(mean_of(values), numpy.ones(900), 1000)
    assert error == pytest.approx(values.std() / 30, rel=0.1)


def test_the_same_seed_gives_the_same_error():
    values, weights = numpy.arange(50.0), numpy.ones(50)
    first, again, other = (standard_errors(mean_of(values), weights, 20, seed) for seed in (1, 1, 2))
    assert first == again != other


def test_no_replicates_no_error():
    assert numpy.isnan(standard_errors(mean_of(numpy.arange(5.0)), numpy.ones(5), 0)).all()


def test_secrecy_hides_few_observations_and_dominance():
    rule = Secrecy(minimum=11, dominance=0.85)
    hidden = rule.hides([0, 1, 10, 11, 11], [0, 1, 0.2, 0.85, 0.851])
    assert hidden.tolist() == [False, True, True, False, True]
    assert rule.masks
    assert not Secrecy().masks


def test_largest_share_is_of_sizes():
    assert largest_share([-3, 1]) == 0.75
    assert largest_share([0, 0]) == 0


@pytest.mark.parametrize(("minimum", "dominance"), [(-1, 1), (2.5, 1), (0, 0), (0, 1.5), (0, float("nan"))])
def test_rules_that_mean_nothing(minimum, dominance):
    with pytest.raises(SurveyError, match="accepted"):
        Secrecy.checked(minimum, dominance)


def test_the_error_of_few_is_not_too_small():
    # two households of 0 and 2: the variance of their mean is 2 / 2 = 1, and half of that among draws of two
    (error,) = standard_errors(mean_of(numpy.array([0.0, 2.0])), numpy.ones(2), 4000)
    assert error == pytest.approx(1, rel=0.05)


def test_one_household_tells_no_error():
    assert numpy.isnan(standard_errors(mean_of(numpy.array([3.0])), numpy.ones(1), 10)).all()
