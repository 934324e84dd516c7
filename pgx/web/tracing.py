"""One node of a trace as a page reads it: its formula, its value, and what it was made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from pgx.assessments.answer import ResultAnswer, StationAnswer, TraceNode
from pgx.assessments.answer.trace import Value
from pgx.rounding import show
from pgx.science.chain import DAYS_PER_WEEK
from pgx.science.explanation import LINKS
from pgx.science.knowledge import Knowledge
from pgx.science.side_effects import DOMAINS, OCCUPIED
from pgx.web.asked import DRAFT
from pgx.web.headings import WEEK_8
from pgx.web.knowledge.library import row_address

NODE = "node"  # of the address, beside the question
NODES = {link.key: link.symbol for link in LINKS}
NAMED = {len(names): tuple(names) for names in (DOMAINS, OCCUPIED)}


@dataclass(frozen=True)
class Line:
    """A node among the inputs of another: where it opens, or the row that it is."""

    node: TraceNode
    value: str
    reference: str
    opens: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    citation: str = ""

    @property
    def unit(self) -> str:
        """Its unit; empty for what has none."""
        return "" if self.node["unit"] == "-" else self.node["unit"]


@dataclass(frozen=True)
class Opened:
    """A node with its inputs, and what it is an input of."""

    line: Line
    inputs: tuple[Line, ...]
    used_by: tuple[Line, ...]


@dataclass(frozen=True)
class Stop:
    """A station of the path, and the address of its trace."""

    station: StationAnswer
    opens: str


def stops(result: ResultAnswer, query: QueryDict) -> list[Stop]:
    """The stations in order, each with where it opens."""
    return [Stop(each, address(query, NODES[each.key])) for each in result.path]


def address(query: QueryDict, node: str) -> str:
    """Where a node of this question's trace opens."""
    asked = {name: text for name, text in query.items() if text}
    return f"{reverse('explore-trace')}?{urlencode(asked | {NODE: node}, safe='*/')}"


def question_of(query: QueryDict) -> QueryDict:
    """The question that an address of the trace keeps beside its node."""
    kept = query.copy()
    kept.pop(NODE, None)
    return kept


def opened(
    knowledge: Knowledge, result: ResultAnswer, query: QueryDict, name: str
) -> Opened | None:
    """A node of the trace; None where the trace has none of this name."""
    nodes = {node["id"]: node for node in result.trace}
    if name not in nodes:
        return None
    line = partial(_line, knowledge, result.course.days if result.course else (), query)
    return Opened(
        line(nodes[name]),
        tuple(line(_plain(nodes, nodes[child])) for child in nodes[name]["children"]),
        tuple(line(node) for node in result.trace if name in node["children"]),
    )


def _plain(nodes: Mapping[str, TraceNode], node: TraceNode) -> TraceNode:
    """A value that is one row of the knowledge base stands as that row, under its own name."""
    if node["formula"] or len(node["children"]) != 1:
        return node
    row = nodes[node["children"][0]]
    return {**row, "label": node["label"]} if row["source"] else node


def _line(knowledge: Knowledge, days: Sequence[float], query: QueryDict, node: TraceNode) -> Line:
    source = node["source"]
    write: Callable[[Value], str] = partial(written, days=days)
    return Line(
        node,
        write(node["value"]),
        write(node["reference_value"]),
        address(query, node["id"]) if node["children"] else "",
        tuple(_rows(node, query)),
        knowledge.references[source["reference"]].citation if source else "",
    )


def _rows(node: TraceNode, query: QueryDict) -> Iterator[tuple[str, str]]:
    """The knowledge rows of a leaf: name and address."""
    release = query.get("release", "")
    end = f"?{urlencode({'release': release})}" if release and not release.startswith(DRAFT) else ""
    for row in (*filter(None, [node["source"] and node["source"]["row"]]), *node["rows"]):
        yield row, row_address(row) + end


def written(value: Value, days: Sequence[float] = ()) -> str:
    """A value of the trace: a number, a word, or a course by two of its days."""
    if value is None:
        return ""
    if isinstance(value, list):
        return _series(value, days)
    return value if isinstance(value, str) else show(value)


def _series(values: list[float | None], days: Sequence[float]) -> str:
    names = NAMED.get(len(values))
    if names:
        return "; ".join(f"{n} {show(v, 2)}" for n, v in zip(names, values, strict=True))
    if len(values) != len(days) or WEEK_8 not in days:
        text = _("%(start)s at the start, %(end)s at the end")
        return text % {"start": show(values[0]), "end": show(values[-1])}
    text = _("%(middle)s at week 8, %(end)s at week %(week)s")
    week = round(days[-1] / DAYS_PER_WEEK)
    middle = show(values[list(days).index(WEEK_8)])
    return text % {"middle": middle, "end": show(values[-1]), "week": week}
