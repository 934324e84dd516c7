"""The one way in which the page and the terminal round a number for a reader.

JSON, CSV and Parquet carry the full double and do not come here. The text is the same in every
language: it also stands in SVG and in attributes.
"""

import math
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

NOT_MODELLED = _("not modelled")
MINUS = "\N{MINUS SIGN}"
NOISE = 1e-12  # what is left of nothing after floating-point sums
PLAIN_FROM = 1e-6
PLAIN_BELOW = 1e15
NEAR = 1.995  # a ratio below this is written with two decimals
SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def show(value: float | None, digits: int = 3, *, zeros: bool = False, signed: bool = False) -> str:
    """A number as text, with that many significant digits.

    >>> show(2087), show(0.15734), show(-0.0), show(-2.5)
    ('2087', '0.157', '0', '−2.5')
    >>> show(1, zeros=True), show(0.2, signed=True), show(float("nan"))
    ('1.00', '+0.2', 'not modelled')

    Digits before the decimal point are never rounded away. `zeros` keeps the zeros at the end,
    for ratios that stand under one another; `signed` writes the plus sign of a change.
    """
    if value is None or not math.isfinite(value):
        return str(NOT_MODELLED)
    number = float(value)
    if abs(number) < NOISE:
        return "0"
    size = _size(abs(number), digits, zeros)
    if number < 0:
        return MINUS + size
    return "+" + size if signed else size


def show_beside(value: float | None, point: float, most: int = 6) -> str:
    """A number with as many digits as tell it from a point that it is compared with.

    >>> show_beside(1.0026, 1), show_beside(2.031, 1), show_beside(0.99996, 1), show_beside(1, 1)
    ('1.003', '2.03', '0.99996', '1')
    """
    texts = [show(value, digits) for digits in range(3, most + 1)]
    return next((text for text in texts if text != show(point)), texts[0])


def ratio(value: float | None) -> str:
    """A ratio to the reference, as it stands at a point: finer near 1, where it matters.

    >>> ratio(3.31), ratio(1.0), ratio(0.884), ratio(12.4)
    ('×3.3', '×1.00', '×0.88', '×12')
    """
    if value is None or not math.isfinite(value):
        return str(NOT_MODELLED)
    return "×" + show(value, 3 if 1 <= value < NEAR else 2, zeros=True)


@lru_cache(maxsize=16384)  # a page writes the reference's numbers again and again
def _size(size: float, digits: int, zeros: bool) -> str:
    """The number without its sign."""
    exact = Decimal(repr(size))
    if not PLAIN_FROM <= size < PLAIN_BELOW:
        return _scientific(exact, digits)
    rounded = _to_digits(exact, digits)
    text = f"{rounded:f}"
    return text if zeros or "." not in text else text.rstrip("0").rstrip(".")


def _to_digits(exact: Decimal, digits: int) -> Decimal:
    """Rounded to significant digits, halves away from zero; never before the decimal point."""
    for _try in range(2):  # 0.9996 becomes 1.000: one digit more than was asked for
        places = max(0, digits - 1 - exact.adjusted())
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return exact


def _scientific(exact: Decimal, digits: int) -> str:
    """For sizes that nobody writes out."""
    mantissa, exponent = f"{exact:.{digits - 1}e}".split("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return f"{mantissa}×10{str(int(exponent)).translate(SUPERSCRIPT)}"
