import io
import json

import pytest

from pgx.assessments.errors import QuestionRefused
from pgx.assessments.question import Regimen
from pgx.batches.intake import Understood, understand
from pgx.batches.intake.columns import Column
from pgx.batches.options import Options

LINES = """\
subject;rs6265;rs6295;CYP2C19x;drug;dose_mg_per_day
S1;A/G;C/C;x;sertraline;62,5
S2;Q/Q;;;;
"""
CHOSEN = Options(orientation="literature", regimens=(Regimen("Citalopram"),))


def understood_of(text, knowledge, options=CHOSEN):
    return understand(io.BytesIO(text.encode()), options, knowledge)


def test_understand_says_what_each_column_means(knowledge):
    found = understood_of(LINES, knowledge)

    assert found.columns[1:4] == (
        Column("rs6265", "rs6265"),
        Column("rs6295", "rs6295"),
        Column("CYP2C19x", "", "Did you mean CYP2C19?"),
    )
    assert (found.layout, found.expected_rows, found.is_exact) == ("wide", 2, True)
    assert found.bytes_unpacked == len(LINES)
    assert "CYP2C19" in found.markers_missing
    assert "rs6265" not in found.markers_missing
    assert found.names_drugs


def test_understand_shows_the_first_rows_with_their_calls(knowledge):
    first, second = understood_of(LINES, knowledge).first

    assert (first.line, first.subject, first.regimen) == (2, "S1", "sertraline 62.5 mg/day")
    assert first.calls["rs6295"]["genotype"] == "C/C"
    assert second.regimen == "citalopram 20 mg/day"
    assert second.calls["rs6265"]["status"] == "invalid"
    assert second.calls["rs6265"]["reason"] == "Q is not an allele of rs6265"
    assert second.calls["rs6295"]["status"] == "not tested"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("S1,A/G,sertralin,", "Did you mean sertraline?"),
        ("S1,A/G,sertraline,ten", "ten is not a plain number."),
        (",A/G,sertraline,50", "The row has no subject."),
        ("S1", "The row has 1 cells"),
    ],
)
def test_understand_says_what_is_wrong_with_a_first_row(knowledge, row, says):
    (first,) = understood_of(f"subject,rs6265,drug,dose_mg_per_day\n{row}\n", knowledge).first

    assert says in " ".join(first.faults)


def test_understand_shows_names_of_markers_and_contradictions_of_a_long_file(knowledge):
    text = "subject,marker,genotype\nS1,BDNF_rs6265,A\nS1,rs6265,G/G\nS1,rs6312,A\n"

    found = understood_of(text, knowledge)

    assert found.marker_names[0] == Column("BDNF_rs6265", "rs6265")
    assert found.marker_names[2].hint.startswith("Did you mean rs63")
    assert found.first[0].calls["rs6265"]["status"] == "ambiguous"
    assert found.first[0].calls["rs6265"]["given"] == "A; G/G"


def test_understand_estimates_a_big_file_from_its_head(knowledge, tmp_path):
    path = tmp_path / "big.csv"
    lines = "".join(f"S{number:07},A/G\n" for number in range(300_000))
    path.write_text("subject,rs6265\n" + lines)

    found = understand(path, CHOSEN, knowledge)

    assert not found.is_exact
    assert found.expected_rows == pytest.approx(300_000, rel=0.001)
    assert found.bytes_unpacked == path.stat().st_size
    assert len(found.first) == 10


def test_understood_is_the_same_from_its_json(knowledge):
    found = understood_of(LINES, knowledge)

    assert Understood.of_json(json.loads(json.dumps(found.to_json()))) == found


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (Options(regimens=(Regimen("zauber"),)), "zauber is not a drug"),
        (Options(columns={"rs6265": "zauber"}), "zauber is not a marker"),
        (Options(layout="wide", columns={"rs626": ""}), "Did you mean rs6265?"),
    ],
)
def test_understand_refuses_options_that_cannot_be(knowledge, options, says):
    with pytest.raises(QuestionRefused) as refused:
        understood_of(LINES, knowledge, options)

    assert says in str(refused.value)
