"""Every row of the release: named by an answer that rests on it, or declared unused."""

import json
import random
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from itertools import islice

import pytest

from pgx.assessments.assess import assess
from pgx.knowledge import releases
from pgx.knowledge.compiling import compile_release
from pgx.knowledge.reading import read
from pgx.knowledge.usage import reason_unused
from tests.kb import FOLDER
from tests.reference_answers import named, questions, regimens

# What of an answer is about another genotype: it rests on rows of that one.
WHAT_IF = ("counterfactuals", "would_change")
OTHER = {"Poor Metabolizer": "Normal Metabolizer"}


def number(column):
    """A number of a row, a tenth larger."""
    return lambda row: {column: getattr(row, column) * 1.1}


def word(column):
    """A text of a row with one more word."""
    return lambda row: {column: f"{getattr(row, column)} (changed)"}


def phenotype(column):
    """Another phenotype."""
    return lambda row: {column: OTHER.get(getattr(row, column), "Poor Metabolizer")}


# What is changed in a row of each table; no column of genes and bodies is shown in an answer.
CHANGES = {
    "parameters": number("value"),
    "drug_values": number("value"),
    "binding": number("value"),
    "exposure_ratios": number("ratio"),
    "side_effect_weights": number("weight"),
    "modifiers": word("meaning"),
    "drugs": word("name"),
    "markers": word("why_not_modelled"),
    "alleles": lambda row: {"activity_value": f"{float(row.activity_value) + 0.05:g}"},
    "phenotypes": phenotype("phenotype"),
    "activity_scores": phenotype("phenotype"),
    "guideline_statements": word("statement"),
    "body_phenotypes": phenotype("becomes"),
    "disagreements": word("teaching_point"),
    "cautions": word("text"),
    "co_medications": word("note"),
    "phenoconversion": phenotype("converts_to"),
    "references": word("citation"),
}
NOT_CHANGED = {
    "genes": "its role decides which table is read, and its name is not in an answer",
    "bodies": "its role decides how findings are compared, and its name is not in an answer",
}


@pytest.fixture(scope="module")
def content():
    return read(FOLDER)


@pytest.fixture
def ask(monkeypatch):
    """An answer as JSON from this knowledge, without a database."""

    def answer(knowledge, question):
        monkeypatch.setattr(releases, "find", lambda version=None: knowledge)
        return json.loads(json.dumps(assess(question).to_json(), allow_nan=False))

    return answer


@lru_cache(maxsize=2)
def reference_questions(knowledge):
    """The reference questions about every drug, and in full about some."""
    asked = questions(knowledge)
    chosen = regimens(knowledge, asked)
    in_full = [
        replace(question, detail="full", regimens=(regimen,))
        for question, own in zip(asked, chosen, strict=True)
        for regimen in own
    ]
    return asked, in_full


def test_every_row_is_named_by_an_answer_or_declared_unused(knowledge, content, ask):
    asked, in_full = reference_questions(knowledge)
    assert len(asked) == 200
    found = set()
    for question in asked:
        chosen = tuple(each.regimens[0] for each in in_full if each.genotypes is question.genotypes)
        found |= named(ask(knowledge, question))
        found |= named(ask(knowledge, replace(question, detail="full", regimens=chosen)))
    rows = {
        f"{table}/{row.key}": (table, row) for table, rows in content.rows.items() for row in rows
    }
    unused = {
        address for address, (table, row) in rows.items() if reason_unused(table, row, content.rows)
    }

    assert found <= set(rows)
    assert set(rows) - found - unused == set()  # what nobody names must have a reason
    assert found & unused == set()  # and what has one is named by nobody


def test_every_table_is_changed_or_unused(content):
    for table, rows in content.rows.items():
        unused = all(reason_unused(table, row, content.rows) for row in rows)
        assert (table in CHANGES) + (table in NOT_CHANGED) + unused == 1, table


def shown(answer):
    """An answer without the name of its release, and without what if."""
    if isinstance(answer, list):
        return [shown(each) for each in answer]
    if not isinstance(answer, dict):
        return answer
    return {key: shown(value) for key, value in answer.items() if key not in (*WHAT_IF, "release")}


def cited(answer):
    """The references whose words stand in an answer."""
    if isinstance(answer, list):
        return set().union(*map(cited, answer))
    if not isinstance(answer, dict):
        return set()
    own = {f"references/{answer['reference']}"} if answer.get("citation") else set()
    return own.union(*map(cited, answer.values()))


def _is_scored(answer):
    return any(each["predicted_score"] is not None for each in answer["classes"])


def _is_beside_itself(question):
    return question.regimens[0].drug in question.co_medications


class Answers:
    """Some reference answers, each about one drug in full, with the rows they name."""

    def __init__(self, knowledge, ask, asked):
        self.ask, self.questions = ask, asked
        found = [ask(knowledge, question) for question in asked]
        self.shown = [shown(each) for each in found]
        self.scored = [_is_scored(each) for each in found]
        self.by_row = defaultdict(set)
        for place, answer in enumerate(found):
            for row in {
                *(each for each in named(answer) if "references/" not in each),
                *cited(answer),
            }:
                self.by_row[row].add(place)

    def wrong(self, content, table, row, most):
        """Change a row: answers that name it and stay, or do not and change."""
        address, update = f"{table}/{row.key}", CHANGES[table](row)
        rows = [
            each.model_copy(update=update) if each is row else each for each in content.rows[table]
        ]
        changed = compile_release(content.label.version, "", {**content.rows, table: rows})
        naming = sorted(self.by_row[address])
        others = [place for place in range(len(self.questions)) if place not in naming]
        some = random.Random(address).sample(others, min(most, len(others)))
        if table == "alleles":  # beside one of unknown activity it adds up to nothing
            naming = [place for place in naming if self.scored[place]]
        if table == "co_medications":  # its note stands beside another drug than itself
            naming = [place for place in naming if not _is_beside_itself(self.questions[place])]
        for place in (*islice(naming, most), *some):
            question = self.questions[place]
            if (shown(self.ask(changed, question)) != self.shown[place]) != (place in naming):
                what = "stays" if place in naming else "changes"
                yield address, what, question.genotypes, question.regimens


# Rows of which a change need not show: a threshold that nothing crosses, a marker whose words
# stand in no answer, a rule that changes a score alone.
QUIET = {
    "alleles": lambda row: not row.activity_value.replace(".", "").isdigit(),
    "markers": lambda row: row.used_in_model,
    "body_phenotypes": lambda row: row.by in ("score", "allele"),
    "phenoconversion": lambda row: not row.converts_to,
    "drug_values": lambda row: row.quantity.startswith("label"),
    "parameters": lambda row: row.symbol.startswith("coverage_"),
}


def changeable(content, table):
    """The rows of a table that answers rest on, and whose change shows."""
    is_quiet = QUIET.get(table, lambda row: False)
    for row in content.rows[table]:
        if not reason_unused(table, row, content.rows) and not is_quiet(row):
            yield row


def test_a_changed_row_changes_the_answers_that_name_it_and_no_others(knowledge, content, ask):
    """One row a table, on a few answers; every row in `make test-long`."""
    _, in_full = reference_questions(knowledge)
    some = Answers(knowledge, ask, in_full[::16])
    for table in CHANGES:
        rows = [
            row for row in changeable(content, table) if 0 < len(some.by_row[f"{table}/{row.key}"])
        ]
        row = random.Random(table).choice(rows)
        assert list(some.wrong(content, table, row, most=2)) == []


@pytest.mark.long
@pytest.mark.parametrize("table", CHANGES)
def test_every_changed_row_changes_the_answers_that_name_it(knowledge, content, ask, table):
    _, in_full = reference_questions(knowledge)
    answers = Answers(knowledge, ask, in_full)
    rows = changeable(content, table)
    wrong = [each for row in rows for each in answers.wrong(content, table, row, most=1)]
    assert not wrong, "\n".join(map(str, wrong))
