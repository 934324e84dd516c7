"""The form that assigns cases: by topic, with a due date that is there already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pgx.cases.classes.assigning import cases_left
from pgx.cases.models import Class
from pgx.cases.playing import Player
from pgx.cases.schema import Case
from pgx.web.cases.shelf import shelf
from pgx.web.classes.times import TimesForm, at_night

DAYS = 7  # until a case is due, if nothing else is said


@dataclass(frozen=True)
class Choice:
    """A case that can be ticked."""

    case: Case
    is_ticked: bool


class CasesForm(TimesForm):
    """Which cases, from when, until when. Raises NoRelease."""

    cases = forms.MultipleChoiceField(
        label=_("Cases"),
        error_messages={
            "required": _("Tick at least one case."),
            "invalid_choice": _(
                "“%(value)s” is assigned already, or cannot be played now. What can be assigned "
                "stands below: tick again."
            ),
        },
    )

    def __init__(self, of_class: Class, *args: Any, initial: dict[str, Any], **kwargs: Any) -> None:
        due = at_night(timezone.now(), of_class.time_zone, DAYS)
        super().__init__(of_class.time_zone, *args, initial={"due_at": due, **initial}, **kwargs)
        left = set(cases_left(of_class))
        field: Any = self.fields["cases"]
        field.choices = [(name, name) for name in left]
        self._topics = [
            (topic, [line.case for line in lines if line.case.case in left])
            for topic, lines in shelf(Player()).topics
        ]

    @property
    def topics(self) -> list[tuple[str, list[Choice]]]:
        """The cases that the class is not given yet, as the list of cases orders them."""
        ticked = set(self["cases"].value() or ())
        return [
            (topic, [Choice(each, each.case in ticked) for each in cases])
            for topic, cases in self._topics
            if cases
        ]
