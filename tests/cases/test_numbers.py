import pytest

from pgx.cases.numbers import free_numbers, names_with_digits


@pytest.fixture(scope="module")
def names(knowledge):
    return names_with_digits(knowledge)


@pytest.mark.parametrize(
    "text",
    [
        "5-HT1A, 5-HTTLPR L/S, rs6295, CYP2C19*2/*17, CYP2D6 *1/*41xN and HTR1A.",
        "Jukic2018 on the HAM-D17 at week 2 and at Week 12; Val66Met.",
        "It is {{occupancy.SERT|week 99}} of {{row references/Jukic2018 citation}}.",
        "About a week, moderately depressed, and one of those people.",
    ],
)
def test_names_and_bound_values_are_no_free_numbers(names, text):
    assert list(free_numbers(text, names)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is 80 %, then 87.", ["80", "87"]),
        ("rs62951 at week 3, CYP2C192", ["rs62951", "3", "CYP2C192"]),
        ("x3.3 and 10mg", ["x3.3", "10mg"]),
        (
            "Three times the level, two-fold, twelve percent",
            ["Three times", "two-fold", "twelve percent"],
        ),
        ("½ of it, or ٣", ["½", "٣"]),
    ],
)
def test_a_number_from_nowhere_is_found(names, text, found):
    assert list(free_numbers(text, names)) == found
