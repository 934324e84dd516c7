"""The rule that made fixtures/panels/reference.csv.

`python manage.py shell -c "from tests.reference_panels import write; write()"` writes it again.

The panels are those of tests/reference_answers.py. Each gets the drug of which it shows most that
few panels before it showed, least of a drug that many have; the dose is in turn the reference
dose, the least and the most of the label, and one above it. Some genotypes are left out, and some
panels declare no strand.
"""

import csv
import io
import math
from collections import Counter

import numpy as np

from pgx.assessments.effect.reference import FILE, OTHERS
from pgx.assessments.question import check, write_dose
from pgx.assessments.rows import evaluate_checked
from pgx.knowledge.compiling import compile_release
from pgx.knowledge.reading import read
from pgx.science.exposure import enzymes_of, exposure_rows
from tests.kb import FOLDER
from tests.reference_answers import questions

UNDECLARED, UNTESTED = 5, 3  # every so many panels declare no strand, or lack a genotype
DOSES = {4: "label_dose_low", 6: "label_dose_high", 8: "above"}  # of ten panels
ABOVE = 1.5
MOVING = 3  # how much more an exposure ratio counts than a statement


def text(knowledge) -> str:
    """The file."""
    stream = io.StringIO()
    subject, *rest = OTHERS
    writer = csv.DictWriter(stream, [subject, *knowledge.markers, *rest], lineterminator="\n")
    writer.writeheader()
    asked = questions(knowledge)
    for place, (question, drug) in enumerate(zip(asked, _drugs(knowledge, asked), strict=True)):
        writer.writerow(_row(knowledge, place, question, drug))
    return stream.getvalue()


def _row(knowledge, place, question, drug):
    texts = {name: question.genotypes.get(name, "") for name in knowledge.markers}
    plain = [name for name, marker in knowledge.markers.items() if marker.kind != "star"]
    if place % UNTESTED == 0:
        texts[plain[place // UNTESTED % len(plain)]] = ""
    return {
        "subject": f"R{place + 1:03}",
        **texts,
        "orientation": "" if place % UNDECLARED == 0 else "literature",
        "drug": drug.drug,
        "dose_mg_per_day": write_dose(_dose(drug, DOSES.get(place % 10, "reference_dose"))),
        "co_medications": "; ".join(question.co_medications),
    }


def _dose(drug, which):
    return ABOVE * drug.value("label_dose_high") if which == "above" else drug.value(which)


def _drugs(knowledge, asked):
    """A drug for each panel."""
    drugs, seen, used = list(knowledge.drugs.values()), Counter(), Counter()
    shown = _shown(knowledge, asked)
    for place in range(len(asked)):
        rows = shown[place * len(drugs) : (place + 1) * len(drugs)]
        worth = [_worth(own, seen, used[each.drug]) for own, each in zip(rows, drugs, strict=True)]
        best = worth.index(max(worth))
        seen.update(rows[best])
        used[drugs[best].drug] += 1
        yield drugs[best]


def _worth(rows, seen, used):
    """Less for a row the more often it was shown, more for one that moves numbers.

    Without any row, the least used drug comes first.
    """
    worth = ((MOVING if "exposure" in row else 1) / (1 + seen[row]) for row in rows)
    shown = math.fsum(worth)  # in any order of the rows the same
    return shown / (1 + used) ** 0.5, -used


def _shown(knowledge, asked):
    """What every panel shows with every drug: exposure ratios, statements, that it is stopped."""
    evaluation = evaluate_checked(knowledge, [check(knowledge, question) for question in asked])
    found = []
    for row in np.arange(len(evaluation.drugs)):
        drug, own = evaluation.drug(row).drug, evaluation.enzymes(row)
        ratios = {
            each.ratio.row
            for gene in enzymes_of(knowledge, drug)
            for each in exposure_rows(knowledge, drug, gene, own[gene]).rows
        }
        findings = evaluation.recommendations[row].findings
        statements = {each.statement.row for each in findings if each.statement}
        stops = {f"{drug} is stopped"} if evaluation.stopped[row] else set()
        found.append(ratios | statements | stops)
    return found


def write() -> None:
    """Write the file by the shipped knowledge base."""
    content = read(FOLDER)
    knowledge = compile_release(content.label.version, "", content.rows)
    FILE.write_text(text(knowledge), encoding="utf-8")
