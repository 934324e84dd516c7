"""What a page shows of what was understood: its finding, and the first records with their calls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pgx.assessments.errors import QuestionRefused
from pgx.batches.intake import Understood
from pgx.batches.intake.understood import refuse_no_drug
from pgx.batches.options import Options
from pgx.web.templatetags.batches import about, grouped

BEFORE_CALLS = 1  # columns of a row between its subject and its calls


@dataclass(frozen=True)
class Call:
    """A call as it is set: the genotype, or what was given where there is none."""

    text: str
    status: str
    reason: str


@dataclass(frozen=True)
class Row:
    """One of the first records; with faults it has no calls, and `span` columns to say so."""

    line: int
    subject: str
    regimen: str
    calls: tuple[Call, ...]
    faults: tuple[str, ...]
    span: int


def heading(understood: Understood) -> str:
    """The finding: how much is read."""
    rows, markers = understood.expected_rows, len(markers_of(understood))
    many = grouped(rows) if understood.is_exact else _("about %s") % about(rows)
    return _("Raphe reads %(rows)s and %(markers)s.") % {
        "rows": ngettext("%s row", "%s rows", rows) % many,
        "markers": ngettext("%s marker", "%s markers", markers) % markers,
    }


def markers_of(understood: Understood) -> list[str]:
    """The markers that the file has, as far as its head shows, in its order."""
    named = understood.marker_names if understood.layout == "long" else understood.columns
    called = {marker for row in understood.first for marker in row.calls}
    return [each.meaning for each in named if each.meaning in called]


def table(understood: Understood) -> dict[str, Any]:
    """The first records, and the markers that head their columns."""
    markers = markers_of(understood)
    rows = tuple(_rows(understood, markers))
    return {"markers": markers, "rows": rows, "first_heading": _first_heading(rows)}


def _first_heading(rows: tuple[Row, ...]) -> str:
    """The finding: whether the first records can be used."""
    bad, every = sum(bool(row.faults) for row in rows), len(rows)
    if every == 1:
        return _("The first record cannot be used") if bad else _("The first record, as it is read")
    if not bad:
        return _("The first %s records, as they are read") % every
    return _("%(bad)s of the first %(all)s records cannot be used") % {"bad": bad, "all": every}


def lacks_drug(understood: Understood, options: Options) -> bool:
    """Whether neither the file nor a choice names a drug: then nothing can be assessed."""
    try:
        refuse_no_drug(understood, options)
    except QuestionRefused:
        return True
    return False


def _rows(understood: Understood, markers: list[str]) -> Iterator[Row]:
    for row in understood.first:
        calls = tuple(_call(row.calls[marker]) for marker in markers if marker in row.calls)
        span = len(markers) + BEFORE_CALLS
        yield Row(row.line, row.subject, row.regimen, calls, row.faults, span)


def _call(call: Any) -> Call:
    text = call["genotype"] if call["status"] == "called" else call["given"]
    is_missing = call["status"] == "not tested"
    return Call("" if is_missing else text, call["status"].replace(" ", "_"), call["reason"])
