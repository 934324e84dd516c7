import math

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from pgx.rounding import MINUS, ratio, show


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (1e-17, "0"),
        (-1e-17, "0"),
        (1, "1"),
        (10.0, "10"),
        (3.31, "3.31"),
        (0.15734, "0.157"),
        (0.9996, "1"),
        (9.996, "10"),
        (99.96, "100"),
        (2087, "2087"),
        (2087.4, "2087"),
        (12345.678, "12346"),
        (-2.5, "−2.5"),
        (0.0005, "0.0005"),
        (1.005, "1.01"),
        (0.00000123, "0.00000123"),
        (1.5e-9, "1.5×10⁻⁹"),
        (-6.02e23, "−6.02×10²³"),
    ],
)
def test_show(value, text):
    assert show(value) == text


@pytest.mark.parametrize("value", [None, math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_not_modelled(value):
    assert show(value) == "not modelled"
    assert ratio(value) == "not modelled"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "×1.00"),
        (1.0799, "×1.08"),
        (0.884, "×0.88"),
        (0.0412, "×0.041"),
        (1.994, "×1.99"),
        (1.996, "×2.0"),
        (3.31, "×3.3"),
        (12.4, "×12"),
    ],
)
def test_ratio(value, text):
    assert ratio(value) == text


def test_digits_zeros_and_sign():
    assert show(87.04, 2) == "87"
    assert show(1.0, zeros=True) == "1.00"
    assert show(0.2, signed=True) == "+0.2"
    assert show(-0.2, signed=True) == "−0.2"
    assert show(0.0, signed=True) == "0"


def test_no_language_changes_a_number():
    with translation.override("de"):
        assert show(1234.5) == "1235"
        assert show(0.5) == "0.5"


@given(st.floats(min_value=-1e12, max_value=1e12), st.integers(1, 8))
def test_it_is_the_number_rounded(value, digits):
    text = show(value, digits)
    assert text not in ("-0", MINUS + "0")
    assert "e" not in text
    if abs(value) >= 1e-6:
        back = float(text.replace(MINUS, "-"))
        assert math.isclose(back, value, rel_tol=0.5000001 * 10 ** (1 - digits))
