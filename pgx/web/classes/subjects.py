"""The subjects of a class file as links into Explore."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pgx.assessments.question import Question, Regimen, write_dose
from pgx.assessments.wording import dose_unit
from pgx.batches.models import Batch
from pgx.batches.subjects import Found, Subjects
from pgx.echo import short
from pgx.science.knowledge import Knowledge
from pgx.web.explore import address_of
from pgx.web.templatetags.batches import grouped

A_PAGE = 50
LONGEST_SUBJECT = 200


@dataclass(frozen=True)
class Row:
    """A row of the file; without an address it could not be used."""

    line: int
    subject: str
    regimen: str = ""
    genotypes: tuple[str, ...] = ()
    others: int = 0
    address: str = ""


def subjects_page(batch: Batch, query: QueryDict) -> dict[str, Any]:
    """What the page shows: the rows of a subject that is asked for, or a page of all."""
    subjects = Subjects(batch)
    wanted = query.get("subject", "").strip()[:LONGEST_SUBJECT]
    chosen = _chosen(query.get("regimen", ""))
    page = None if wanted else Paginator(subjects, A_PAGE).get_page(query.get("page"))
    found = subjects.named(wanted, A_PAGE) if page is None else page.object_list
    rows = list(_rows(subjects.knowledge, found, chosen))
    regimens = [_named(subjects.knowledge, each) for each in subjects.options.regimens]
    return {
        "wanted": wanted,
        "page": page,
        "rows": rows,
        "regimens": regimens if len(regimens) > 1 else [],
        "chosen": chosen,
        "heading": heading(len(subjects), wanted, len(rows)),
    }


def heading(every: int, wanted: str, found: int) -> str:
    """The finding."""
    if not wanted:
        rows = ngettext("%s row", "%s rows", every) % grouped(every)
        return _("%s: open any of them in Explore.") % rows
    if not found:
        return _("No subject of the file is called %s.") % short(wanted)
    rows = ngettext("%s row", "%s rows", found) % grouped(found)
    most = _("The first %s") if found == A_PAGE else "%s"
    return _("%(rows)s of subject %(name)s.") % {"rows": most % rows, "name": short(wanted)}


def _chosen(text: str) -> int:
    """Which of the file's regimens: the first, unless the address says another."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _rows(knowledge: Knowledge, found: Iterable[Found], chosen: int) -> Iterable[Row]:
    for each in found:
        if each.question is None:
            yield Row(each.line, each.subject)
        else:
            yield _row(knowledge, each, each.question, chosen)


def _row(knowledge: Knowledge, found: Found, question: Question, chosen: int) -> Row:
    regimens = question.regimens
    regimen = regimens[chosen if chosen < len(regimens) else 0]
    given = {name: text for name, text in question.genotypes.items() if text}
    enzymes = [name for name in given if knowledge.markers[name].gene in knowledge.enzymes]
    return Row(
        found.line,
        found.subject,
        _named(knowledge, regimen, question.co_medications),
        tuple(f"{name} {given[name]}" for name in enzymes),
        len(given) - len(enzymes),
        address_of(question, regimen),
    )


def _named(knowledge: Knowledge, regimen: Regimen, beside: Iterable[str] = ()) -> str:
    dose = write_dose(regimen.dose_mg_per_day or 0.0)
    drug = knowledge.drugs[regimen.drug]
    return f"{drug.name} {dose} {dose_unit(drug)}" + "".join(f" + {each}" for each in beside)
