"""What the studies of a question are said to find: one sentence a question, with its doubts."""

import pytest

from pgx.knowledge import releases
from pgx.knowledge.catalogue import Entry
from pgx.web.charts.forest import Ratio
from pgx.web.knowledge.associations import Study, directions
from pgx.web.knowledge.findings import findings
from pgx.web.knowledge.library import Library
from pgx.web.knowledge.studies import studies


def study(ratio: Ratio | None = None, against: str = "") -> Study:
    direction = {"question": "side effects", "left": "L is better", "right": "R is better"}
    row = _entry("directions/A", direction | {"against": against})
    return Study(_entry("associations/A", {}), row, ratio)


def _entry(row: str, values: dict[str, str]) -> Entry:
    return Entry("A", row, 0, values, values)


def sentence(*found: Study) -> str:
    (finding,) = findings(found)
    return finding.sentence


RIGHT = study(Ratio("", 1.5, (1.1, 2.0)))
LEFT = study(Ratio("", 0.5, (0.2, 0.9)))
SENSITIVITY = study(Ratio("", 0.9, (0.7, 1.2), "sensitivity analysis"))


@pytest.mark.parametrize(
    ("found", "says"),
    [
        ([RIGHT], "the one published effect that can be drawn says “R is better”."),
        ([LEFT, LEFT], "the published effects that can be drawn all say “L is better”."),
        ([RIGHT, LEFT], "published effects point both ways."),
        ([RIGHT, study(Ratio("", 1.2, (0.9, 1.6)))], "but an interval includes no effect."),
        ([RIGHT, study(Ratio("", 1.2))], "but not every number has an interval."),
        (
            [RIGHT, SENSITIVITY],
            "says “R is better”, but in a sensitivity analysis the interval includes no effect.",
        ),
        ([RIGHT, study(against="nothing")], "but a study that is not drawn finds no association."),
        (
            [RIGHT, study(against="the opposite"), study(against="nothing")],
            "but studies that are not drawn find the opposite and no association.",
        ),
        (
            [study(Ratio("", 1.5, (1.1, 2.0)), against="nothing")],
            "but the notes tell of no effect.",
        ),
        ([study(Ratio("", 1.5, (1.1, 2.0), is_sure=False))], "but not every number is checked"),
        ([study(against="nothing")], "no study here finds an association."),
        ([study(), study(against="nothing")], "and not all find an association."),
        ([study()], "what is reported cannot be drawn"),
    ],
)
def test_a_finding_says_what_the_studies_show_and_what_speaks_against_it(found, says):
    assert sentence(*found).startswith("For side effects, ") and says in sentence(*found)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("marker", "said"),
    [
        (
            "rs6265",
            [
                "For response and remission, the published effects that can be drawn all say “Met "
                "does better”, but a study that is not drawn finds no association, and the notes "
                "tell of no effect.",
                "For risk of depression, the one published effect that can be drawn says “Val does "
                "better”, but the notes tell of no effect.",
            ],
        ),
        (
            "rs4680",
            [
                "For response and remission, the one published effect that can be drawn says “Val "
                "does better”, but studies that are not drawn find the opposite and no "
                "association, and the notes tell of no effect.",
                "For risk of depression, no study here finds an association.",
            ],
        ),
    ],
)
def test_risk_and_response_are_two_questions(release, marker, said):
    library = Library(releases.name())
    found = studies(library, directions(library, marker))

    assert [finding.sentence for finding in found.findings] == said
