"""The evidence switch, as a function and as a command."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from pgx import notice
from pgx.assessments.errors import QuestionRefused
from pgx.assessments.evidence import solve_modifier
from pgx.knowledge import releases
from pgx.knowledge.errors import KnowledgeRefused
from pgx.knowledge.reading import read
from tests.knowledge.folders import change, folder, relabel

__all__ = ["folder"]

GENES = ("SLC6A4", "HTR1A", "HTR4", "BDNF", "ABCB1")


def run(*arguments):
    out = StringIO()
    call_command("solve_modifier", *arguments, stdout=out)
    return out.getvalue()


def test_solve_modifier_gives_the_published_odds_ratio(release):
    answer = solve_modifier("BDNF")

    assert answer.status == "solved"
    assert answer.solved.odds_ratio == pytest.approx(1.48, rel=1e-6)
    assert answer.solved.effect > 0 > answer.shipped.effect
    assert any("against the mechanism" in sentence for sentence in answer.words)
    assert (answer.published.low, answer.published.high) == (1.02, 2.14)
    assert "Yan T" in answer.published.citation


def test_solve_modifier_shrunk_takes_lambda_of_the_grade(release):
    answer = solve_modifier("slc6a4", shrunk=True)

    assert (answer.grade, answer.shrinkage) == ("C", 0.25)
    assert answer.asked == pytest.approx(1.58**0.25)
    assert answer.solved.odds_ratio == pytest.approx(1.58**0.25, rel=1e-6)
    assert answer.solved.effect < answer.shipped.effect < 0


@pytest.mark.parametrize("gene", ["BDNF", "HTR1A"])
def test_solve_modifier_shrunk_after_a_null_is_no_effect(release, gene):
    answer = solve_modifier(gene, shrunk=True)

    assert (answer.shrinkage, answer.asked, answer.solved.effect) == (0, 1, 0)
    assert answer.null.odds_ratio is None


def test_solve_modifier_says_that_none_does(release):
    answer = solve_modifier("SLC6A4")

    assert (answer.status, answer.solved) == ("none does", None)
    assert answer.nearest.effect == answer.low
    assert 1 < answer.nearest.odds_ratio < answer.published.odds_ratio
    assert any(sentence.startswith("No effect from") for sentence in answer.words)


@pytest.mark.parametrize("gene", ["HTR1A", "ABCB1"])
def test_solve_modifier_without_a_published_odds_ratio_solves_nothing(release, gene):
    answer = solve_modifier(gene)

    assert answer.status == "no odds ratio published"
    assert (answer.asked, answer.solved, answer.nearest) == (None, None, None)


@pytest.mark.parametrize("gene", GENES)
def test_solve_modifier_as_json_is_the_answer_under_the_notice(release, gene):
    answer = json.loads(run("--gene", gene, "--json"))

    assert answer["notice"] == str(notice.NOTICE)
    assert answer["words"] == solve_modifier(gene).words
    assert answer["published"]["row"].startswith("associations/")


@pytest.mark.parametrize("gene", GENES)
def test_command_reads_well(release, gene):
    text = run("--gene", gene, "--shrunk")

    assert str(notice.NOTICE) in " ".join(text.split())
    assert "no other answer changes" in " ".join(text.split())
    assert max(len(line) for line in text.splitlines()) <= 88


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--gene=SLC6A5"], "Did you mean SLC6A4"),
        (["--gene=HTR2A"], "no effect that can be solved for"),
        (["--gene= "], "The empty name"),
        (["--gene=BDNF", "--release=9.9.9"], "no release 9.9.9"),
        (["--gene=\udcff"], "is not UTF-8 text"),
    ],
)
def test_command_refuses_with_the_reason(release, arguments, says):
    with pytest.raises(CommandError, match=says):
        run(*arguments)


def test_a_release_of_before_the_table_has_none(db, folder):
    (folder / "evidence_targets.csv").unlink()
    relabel(folder, version="0.2.0")
    releases.load(folder)

    with pytest.raises(QuestionRefused, match="This release has none"):
        solve_modifier("BDNF")


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("symbols", "bMet3", "bMet3 is not in parameters.csv"),
        ("association", "A001", "A001 is about SLC6A4"),
        ("association", "A999", "A999 is not in associations.csv"),
        ("null_by", "A999", "A999 is not in associations.csv"),
        ("low", "0.1", "0 is not inside low to high"),
        ("against", "2", "compares a count with itself"),
        ("outcome", "cure", "non-remission"),
    ],
)
def test_a_faulty_target_is_refused(folder, column, value, says):
    change(folder, "evidence_targets", column, value, modifier="BDNF")

    with pytest.raises(KnowledgeRefused) as refused:
        read(folder)

    assert any(says in fault.reason for fault in refused.value.faults)


def test_an_odds_ratio_that_cannot_be_read_is_refused(folder):
    change(folder, "associations", "estimate", "-1", association="A020")

    with pytest.raises(KnowledgeRefused) as refused:
        read(folder)

    assert any("-1 is no odds ratio" in fault.reason for fault in refused.value.faults)
