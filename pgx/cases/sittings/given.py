"""What was sent for a question -> an option and a confidence."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from pgx.assessments.errors import FieldError
from pgx.cases.models import Confidence
from pgx.cases.schema.item import Item
from pgx.cases.sittings.errors import AnswerRefused
from pgx.echo import short

Sent = Mapping[str, Sequence[str]]


class Given(NamedTuple):
    """An answer in one tap."""

    option: str
    confidence: Confidence


def read(item: Item, sent: Sent) -> Given:
    """The answer to an item. Raises AnswerRefused with every field at fault."""
    errors: list[FieldError] = []
    option = _one(sent, "option", [each.id for each in item.options], errors)
    sure = _one(sent, "confidence", [str(each.value) for each in Confidence], errors)
    if errors:
        raise AnswerRefused(errors)
    return Given(option, Confidence(int(sure)))


def _one(sent: Sent, field: str, known: Collection[str], errors: list[FieldError]) -> str:
    values = [each for each in sent.get(field, ()) if each]
    if len(values) == 1 and values[0] in known:
        return values[0]
    message = _("Choose one.") if not values else _("%s is not offered here.") % short(values[0])
    errors.append(FieldError(field, "not_offered" if values else "missing", message))
    return ""
