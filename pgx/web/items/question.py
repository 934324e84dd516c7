"""A test item as a page shows it: asked, or told with its feedback."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from pgx.assessments.errors import FieldError
from pgx.cases.checks.known import UNDER
from pgx.cases.items.shown import ShownItem, shown
from pgx.cases.models import CaseVersion, ItemVersion
from pgx.cases.models.sittings import Confidence
from pgx.cases.published import case_of
from pgx.cases.schema import Option
from pgx.cases.shuffling import shuffled
from pgx.web.cases.feedback import Told, tell
from pgx.web.cases.frame import BOXED_WARNING
from pgx.web.cases.page import kept
from pgx.web.cases.said import Said
from pgx.web.items.pictures import Picture, picture


@dataclass(frozen=True)
class Offered:
    """An option. What is right, and what is told of it, is there once it is revealed."""

    id: str
    label: SafeString
    is_chosen: bool
    is_right: bool = False
    told: Told | None = None


@dataclass(frozen=True)
class Question:
    """An item for `web/items/_question.html`; `cases` teach it, told once it is revealed."""

    name: str
    ask: SafeString
    picture: Picture | None
    options: Sequence[Offered]
    is_revealed: bool
    age: int
    warning: Mapping[str, Any] | None
    cases: Mapping[str, str]
    errors: Mapping[str, Sequence[str]]
    confidences: Sequence[tuple[int, str]] = tuple(Confidence.choices)


def question(
    version: ItemVersion,
    release: str,
    seed: int,
    chosen: str | None = None,
    reveal: bool = False,
    errors: Sequence[FieldError] = (),
) -> Question:
    """An item with the values of a release, its options in the order of a seed.

    `errors` are of the fields `option` and `confidence`. Raises NoRelease, CaseRefused.
    """
    found = shown(version, release)
    said, item = Said(found.values), found.item
    options = shuffled(item.options, seed, item.id)
    return Question(
        name=item.id,
        ask=said.prose(item.ask),
        picture=picture(found, said),
        options=[_offered(each, said, each.id == chosen, reveal) for each in options],
        is_revealed=reveal,
        age=item.person.age,
        warning=_warning(found),
        cases=_cases(found) if reveal else {},
        errors=kept(None, {}, errors).errors,
    )


def _offered(option: Option, said: Said, is_chosen: bool, reveal: bool) -> Offered:
    label = said.line(option.text)
    if not reveal:
        return Offered(option.id, label, is_chosen)
    is_told = is_chosen or option.right
    told = tell(said, option, option.misconception) if is_told else None
    return Offered(option.id, label, is_chosen, bool(option.right), told)


def _warning(of: ShownItem) -> Mapping[str, Any] | None:
    """The label's warning where the person is under 25."""
    is_young = of.item.person.age < UNDER
    return of.values.ground.row("cautions", BOXED_WARNING) if is_young else None


def _cases(of: ShownItem) -> dict[str, str]:
    """The cases that teach it, as they are published now, with their titles."""
    names = [name.partition("/")[0] for name in of.item.taught_by]
    newest = {
        version.case: version
        for version in CaseVersion.objects.filter(case__in=names).order_by("version")
    }
    return {name: case_of(newest[name]).title for name in names if name in newest}
