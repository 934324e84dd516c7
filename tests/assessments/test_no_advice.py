"""No sentence outside the quoted guideline layer instructs a patient or a clinician."""

import dataclasses
import re

import pytest

from pgx.assessments import wording
from pgx.assessments.reasons import about_any, reasoning
from pgx.science.explanation import path
from pgx.science.knowledge import Caution
from pgx.science.modifiers import GROUPS
from pgx.science.recommendation import NOT_CHECKED
from tests.assessments.panels import PANELS, evaluated

VERBS = (
    *("add", "adjust", "administer", "ask", "avoid", "begin", "call", "change", "check"),
    *("choose", "combine", "consider", "contact", "continue", "decrease", "discontinue"),
    *("double", "give", "halve", "hold", "increase", "keep", "limit", "lower", "measure"),
    *("monitor", "omit", "order", "pick", "prefer", "prescribe", "raise", "recommend"),
    *("reduce", "refer", "repeat", "replace", "seek", "select", "skip", "speak", "start"),
    *("stay", "stop", "substitute", "switch", "take", "talk", "taper", "test", "titrate"),
    *("try", "use", "watch", "wean", "withdraw", "withhold"),
)
VERB = rf"(?:{'|'.join(VERBS)})"
NOT = r"(?:(?:please|always|never|do not|don't|then|first|instead|simply|rather)\s+)*"
PATTERNS = {
    # a clause that begins with a verb in the imperative
    "imperative": rf"(?:^|[.;:!?,(–—-]\s*|\b(?:and|or|then|so|but)\s+){NOT}{VERB}\b(?![-’'])",
    "negative imperative": r"(?:^|[.;:!?]\s*)(?:please\s+)?(?:do not|don't|never)\s+[a-z]+",
    "modal": r"\b(?:should(?:n't)?|must(?:n't)?|ought|shall|needs? to|ha(?:s|ve) to|had better)\b",
    "second person": r"\b(?:you|your|yours)\b",
    "advice": r"\b(?:we|i|raphe)\s+(?:recommend|advise|suggest|propose|prefer)",
    "passive advice": r"\b(?:is|are|be|being)\s+(?:not\s+)?(?:recommended|advised|advisable|"
    r"preferred|warranted|indicated|appropriate|best|better avoided|to be \w+ed)\b",
    "praise": r"\b(?:optimal|ideal|suitable|(?:right|best|better|safer?|safest) "
    r"(?:drug|dose|choice|option|medicine|treatment))\b",
}
COMPILED = {name: re.compile(text, re.IGNORECASE) for name, text in PATTERNS.items()}
# Words between quotation marks are named, not said: a category, what someone may think.
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")

BAD = (
    "Stop the drug.",
    "The level is high; reduce the dose.",
    "The level is high, so switch to sertraline.",
    "In poor metabolizers, avoid this drug.",
    "Do not combine with MAO inhibitors.",
    "Never give both.",
    "Please start low.",
    "Poor metabolizers should start at half the dose.",
    "An ECG must be done first.",
    "The dose needs to be lower.",
    "Clinicians have to measure the level.",
    "You can take this drug.",
    "Speak to your prescriber.",
    "We recommend another drug.",
    "Raphe suggests sertraline.",
    "A lower dose is recommended.",
    "Monitoring is advised.",
    "Half the dose is appropriate.",
    "Choose another drug.",
    "This is the best drug for S/S.",
    "The optimal dose is 20 mg.",
    "A safer choice is mirtazapine.",
    "The level falls (increase the dose).",
    "Measure the level and adjust the dose.",
    "QT lengthens: monitor the ECG.",
    "Consider another drug.",
    "The drug is to be stopped.",
    "It must be given in the morning.",
)
GOOD = (
    "A sudden end can cause discontinuation symptoms.",
    "With CYP2D6 Poor Metabolizer the category would be “consider another drug”.",
    "The label's maximum is 40 mg.",
    "MAO inhibitors are contraindicated with these drugs.",
    "CPIC says how to use a result that is there, not whether to order the test.",
    "Stopping suddenly is followed by symptoms.",
)


def faults(text):
    """The names of the patterns that a sentence meets."""
    plain = QUOTED.sub("…", text)
    return [name for name, pattern in COMPILED.items() if pattern.search(plain)]


def said(evaluation):
    """Every sentence of an evaluation's answers that is ours."""
    for row in range(len(evaluation.drugs)):
        yield from _reasoned(evaluation, row)
        yield from _worded(evaluation, row)
        for split in evaluation.recommendations[row].splits:
            yield split.teaching_point


def _reasoned(evaluation, row):
    found = reasoning(evaluation, row)
    lists = (found.reasons, found.would_change, found.not_known, found.caveats, found.barriers)
    for each in (reason for own in lists for reason in own):
        if each.layer != "guideline":
            yield each.text


def _worded(evaluation, row):
    statuses = {group: evaluation.status(row, group) for group in GROUPS}
    stations = path(evaluation, row, statuses)
    yield wording.finding(stations)
    yield from wording.sentences(evaluation, row, stations)
    yield from wording.expert_sentences(evaluation, row, stations)
    yield from (flag.message for flag in wording.flags(evaluation, row))


@pytest.mark.parametrize("text", BAD)
def test_a_planted_instruction_is_caught(text):
    assert faults(text), text


@pytest.mark.parametrize("text", GOOD)
def test_a_statement_is_not(text):
    assert faults(text) == [], text


@pytest.mark.parametrize("doses", [0.1, 1.0, 4.0])
@pytest.mark.parametrize("panel", PANELS, ids=str)
def test_no_sentence_of_ours_instructs(knowledge, panel, doses):
    sentences = set(said(evaluated(knowledge, panel, doses)))

    assert len(sentences) > 100
    assert {text: faults(text) for text in sentences if faults(text)} == {}


def test_no_caution_and_no_teaching_point_instructs(knowledge):
    """Also those that no panel here brings up."""
    texts = [each.text for each in knowledge.cautions]
    texts += [each.teaching_point for each in knowledge.disagreements]
    general = about_any(knowledge)
    texts += [x.text for x in (*general.caveats, *general.barriers, *general.not_known)]

    assert {text: faults(text) for text in [*texts, NOT_CHECKED] if faults(text)} == {}


def test_a_caution_that_instructs_would_be_seen(knowledge):
    """The collector reads what it claims to read."""
    source = ("Label", "recalled", "cautions/x")
    planted = [
        Caution("x", kind, (about,), f"Stop the drug, {kind}.", *source)
        for kind, about in (("caution", "SSRI"), ("barrier", "any"), ("unknown", "sertraline"))
    ]
    changed = dataclasses.replace(knowledge, cautions=(*knowledge.cautions, *planted))

    found = {text for text in said(evaluated(changed, PANELS[0])) if faults(text)}

    assert found == {each.text for each in planted}
