"""Numbers look as people of each language write them."""

import numpy as np
import pytest

from recommender.numerals import decimal, percent


@pytest.mark.parametrize(
    ("language", "whole", "worth", "share"),
    [
        ("id", "1.234", "1.234,50", "99,9%"),
        ("ja", "1,234", "1,234.50", "99.9%"),
        ("en", "1,234", "1,234.50", "99.9%"),
    ],
)
def test_signs_are_those_of_the_language(language, whole, worth, share):
    assert decimal(1234, language) == whole
    assert decimal(1234.5, language, 2) == worth
    assert percent(0.9987, language, 1) == share
    assert percent(0.9987, language) == "100%"


def test_without_a_number_of_decimals_a_number_has_its_own():
    assert [decimal(value, "id") for value in (0.125, 2.5, 3, -0.0001)] == [
        "0,125",
        "2,5",
        "3",
        "-0,0001",
    ]


@pytest.mark.parametrize("value", [10**30, -1e30, 1.7976931348623157e308, 5e-324])
def test_a_number_of_any_size_can_be_written(value):
    assert float(decimal(value, "en").replace(",", "")) == float(value)
    assert percent(value, "id", 1).endswith("%")


def test_numbers_of_arrays_are_numbers():
    assert decimal(np.float64(2.5), "id", 2) == "2,50"
    assert percent(np.float32(0.5), "ja") == "50%"
