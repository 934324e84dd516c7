"""The frame of every step: where one is, who the person is, what must stand beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from pgx.assessments.errors import FieldError
from pgx.assessments.wording import dose_unit
from pgx.cases.checks.known import UNDER
from pgx.cases.checks.ways import next_steps
from pgx.cases.names import MAIN
from pgx.cases.playing import Play
from pgx.cases.running import ordered_markers
from pgx.rounding import show
from pgx.web.cases.kinds import KINDS
from pgx.web.cases.page import Page, kept
from pgx.web.cases.said import Said

BOXED_WARNING = "boxed_warning_under_25"


@dataclass(frozen=True)
class Past:
    """A step on the way: answered, or the one that comes now."""

    title: str
    address: str
    is_here: bool


@dataclass(frozen=True)
class Genotype:
    """A marker of the panel: as it was reported, or not tested."""

    marker: str
    text: str
    status: str


def context_of(
    play: Play,
    name: str,
    sent: Mapping[str, Sequence[str]] | None = None,
    errors: Sequence[FieldError] = (),
) -> dict[str, Any]:
    """What the page of a step shows; with what was sent and refused."""
    step, answer = play.case.step(name), play.by_step.get(name)
    said = Said(play.values)
    fields = kept(answer, sent or {}, errors)
    position = [each.id for each in play.reached].index(name)
    return {
        "play": play,
        "case": play.case,
        "step": step,
        "answer": answer,
        "said": said,
        "kept": fields,
        "errors": fields.errors,
        "number": position + 1,
        "many": position + 1 + _longest(play, play.case.steps.index(step)),
        "way": _way(play, name),
        "onward": _onward(play, position) if answer else "",
        "template": f"web/cases/steps/{step.kind.replace('-', '_')}.html",
        "release": play.attempt.release,
        **_person(play, position),
        **KINDS[step.kind](Page(play, step, said, fields, answer)),
    }


def _longest(play: Play, place: int) -> int:
    """How many steps can still follow the one at a place, whichever way is taken."""
    return max((1 + _longest(play, each) for each in next_steps(play.case, place)), default=0)


def _way(play: Play, name: str) -> list[Past]:
    return [
        Past(str(each.title), _address(play, each.id), each.id == name) for each in play.reached
    ]


def _onward(play: Play, position: int) -> str:
    """The step after an answered one; empty after the debrief."""
    follows = play.answers[position].found["next"]
    return _address(play, follows) if follows else ""


def _address(play: Play, step: str) -> str:
    return reverse("attempt-step", args=[play.attempt.pk, step])


def _person(play: Play, position: int) -> dict[str, Any]:
    """The person before the genotype; the label's warning where they are under 25."""
    person, main = play.case.person, play.case.runs[MAIN]
    drug = play.ground.knowledge.drugs[main.drug]
    is_young = person.age < UNDER
    return {
        "person": person,
        "taking": drug.name,
        "dose": _dose(play),
        "genotypes": list(_genotypes(play)) if position else [],
        "warning": play.ground.row("cautions", BOXED_WARNING) if is_young else None,
    }


def _genotypes(play: Play) -> Iterator[Genotype]:
    """What was tested, and what was not, once that is settled."""
    order = play.case.order
    if order and order.id not in play.by_step:
        return
    tests = play.by_step[order.id].given["tests"] if order else ()
    markers = ordered_markers(play.case, tests)
    for marker, text in play.case.person.panel.items():
        is_known = markers is None or marker in markers
        yield Genotype(marker, text if is_known else "", "called" if is_known else "not_tested")


def _dose(play: Play) -> str:
    """The dose of the main run; the drug's reference dose where the case names none."""
    asked = play.case.runs[MAIN]
    drug = play.ground.knowledge.drugs[asked.drug]
    dose = asked.dose_mg_per_day or drug.value("reference_dose")
    return f"{show(dose, 6)} {dose_unit(drug)}"
