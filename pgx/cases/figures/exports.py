"""Every answer of a class as a row, streamed, with what each column means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import Any

import pyarrow as pa

from pgx import notice
from pgx.batches import downloads
from pgx.batches.assessing.rendering import csv_blocks, render_csv
from pgx.cases.figures.answers import REVIEW, responses_of
from pgx.cases.figures.from_cases import answers_of
from pgx.cases.models import Answer, Class, Membership, Response

CASE = "case"
ROWS_A_BLOCK = 2048
NAME = "pseudonym"
Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """A column: its name, its type and what it means."""

    name: str
    type: pa.DataType
    meaning: str


COLUMNS = (
    Column("learner", pa.int64(), "The learner's number in the class."),
    Column(NAME, pa.string(), "The name of the learner's account; only where it is asked for."),
    Column("kind", pa.string(), "pre, post, later (tests), review, or case."),
    Column("belief", pa.string(), "The item's belief: a key of misconceptions. Empty for a case."),
    Column("asked", pa.string(), "The item; of a case its name and step."),
    Column("version", pa.string(), "SHA-256 of the item's or case's text."),
    Column("option", pa.string(), "The option that was chosen; empty for a case."),
    Column("right", pa.bool_(), "Whether it is right; empty where nobody judges it."),
    Column("shown", pa.string(), "The belief that the answer shows; several have a space between."),
    Column("confidence", pa.int64(), "0 unsure, 1 fairly sure, 2 sure; empty for a case."),
    Column("is_first", pa.bool_(), "Whether the learner never met the item before."),
    Column("is_late", pa.bool_(), "Whether it came after the test was due."),
    Column("answered_at", pa.timestamp("ms", "UTC"), "When it was stored (UTC)."),
    Column("release", pa.string(), "The knowledge release that answered."),
    Column("engine", pa.string(), "The version of Raphe that answered."),
    Column("notice", pa.string(), "What this is for."),
)


def columns(with_names: bool) -> list[Column]:
    """The columns of an export."""
    return [each for each in COLUMNS if with_names or each.name != NAME]


def as_csv(of: Class, with_names: bool) -> Iterator[bytes]:
    """The answers as CSV, a block at a time. No text starts a spreadsheet formula."""
    for place, table in enumerate(tables(of, with_names)):
        yield from csv_blocks(table, header=place == 0)


def as_parquet(of: Class, with_names: bool) -> Iterator[bytes]:
    """The answers as Parquet, with the meaning of each column in the file."""
    return downloads.parquet(tables(of, with_names))


def dictionary(with_names: bool = True) -> bytes:
    """What each column means, as CSV."""
    found = columns(with_names)
    told = {
        "column": [each.name for each in found],
        "type": [str(each.type) for each in found],
        "meaning": [each.meaning for each in found],
        "notice": [str(notice.NOTICE_SHORT)] * len(found),
    }
    return render_csv(pa.table(told))


def schema(with_names: bool) -> pa.Schema:
    """Names, types and meanings, with the notice."""
    fields = [
        pa.field(each.name, each.type, metadata={"meaning": each.meaning})
        for each in columns(with_names)
    ]
    return pa.schema(fields, metadata={"notice": str(notice.NOTICE)})


def tables(of: Class, with_names: bool) -> Iterator[pa.Table]:
    """One table or more: tests and reviews as they were stored, then cases."""
    form, rows = schema(with_names), _rows(of)
    block = list(islice(rows, ROWS_A_BLOCK))
    yield pa.Table.from_pylist(block, form)
    while block := list(islice(rows, ROWS_A_BLOCK)):
        yield pa.Table.from_pylist(block, form)


def _rows(of: Class) -> Iterator[Row]:
    """Rows of what counts in the figures."""
    found = of.memberships.select_related("learner")
    members = {each.learner_id: each for each in found}
    responses = responses_of(of).select_related("sitting__assignment", "item").order_by("pk")
    answers = answers_of(of).select_related("attempt__of").order_by("pk")
    return chain(
        _counted(_every(responses), members, _response),
        _counted(_every(answers), members, _answer),
    )


def _every(rows: Any) -> Iterable[Any]:
    return rows.iterator(chunk_size=ROWS_A_BLOCK)


def _counted(
    rows: Iterable[Any],
    members: dict[int, Membership],
    tell: Callable[[Any], tuple[int, bool, Row]],
) -> Iterator[Row]:
    """Of who is a member, until the learner left; what is no test of the class since joining."""
    for each in rows:
        learner, is_test, row = tell(each)
        member = members.get(learner)
        if member and _is_within(member, is_test, row["answered_at"]):
            own = {"learner": member.number, NAME: member.learner.username}
            yield {**own, **row, "notice": str(notice.NOTICE_SHORT)}


def _is_within(member: Membership, is_test: bool, time: datetime) -> bool:
    has_left = member.left_at is not None and time > member.left_at
    return not has_left and (is_test or time >= member.joined_at)


def _response(response: Response) -> tuple[int, bool, Row]:
    sitting, item = response.sitting, response.item
    row = {
        "kind": sitting.assignment.kind if sitting.assignment else REVIEW,
        "belief": item.belief,
        "asked": item.item,
        "version": item.sha256,
        "release": sitting.release,
        "engine": sitting.engine,
    }
    names = ("option", "right", "shown", "confidence", "is_first", "is_late", "answered_at")
    own = {name: getattr(response, name) for name in names}
    return sitting.learner_id, sitting.assignment is not None, row | own


def _answer(answer: Answer) -> tuple[int, bool, Row]:
    attempt = answer.attempt
    row = {
        "kind": CASE,
        "asked": f"{attempt.of.case}/{answer.step}",
        "version": attempt.of.sha256,
        "right": answer.found["right"],
        "shown": " ".join(answer.found["beliefs"]),
        "answered_at": answer.answered_at,
        "release": attempt.release,
        "engine": attempt.engine,
    }
    return attempt.learner_id, False, row
