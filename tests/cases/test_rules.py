import pytest

from pgx.cases import rules


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("min(1, known * factor)", 1),
        ("known / factor", 0.25),
        ("max(0, truth - 2 * known) + 1", 1),
        ("0", 0),
        ("(known + truth) / 2", 0.65),
    ],
)
def test_a_rule_computes(rule, value):
    assert rules.value(rule, known=0.5, factor=2.0, truth=0.8) == pytest.approx(value)


@pytest.mark.parametrize(
    "rule",
    [
        *(
            "",
            "known *",
            "3 * known",
            "1.0",
            "True",
            "exposure",
            "known ** 2",
            "-known",
            "min(known)",
        ),
        *("abs(known)", "__import__('os')", "known.real", "[known][0]", "known if 1 else 0"),
        *("(" * 300 + "1", "min(1, known, key=max)", "min(*known)", "known\0"),
    ],
)
def test_what_is_not_of_the_language_is_refused(rule):
    with pytest.raises(ValueError, match=r"expression|rule"):
        rules.parse(rule)


def test_a_rule_without_its_numbers_gives_none():
    assert rules.value("known * factor", known=0.5, factor=None, truth=1.0) is None
    assert rules.value("known / factor", known=0.5, factor=0.0, truth=1.0) is None
