"""Fields for a time on the clocks of a class, and when something opens and is due."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pgx.cases.classes.times import ComesTwice, NoSuchTime, instant, on_the_clock

SHOWN = "%Y-%m-%d %H:%M"
FORMAT = "%Y-%m-%dT%H:%M"  # of the browser's field
YEARS = range(2000, 2101)


class ClockField(forms.DateTimeField):
    """A date and a time by the clocks of a time zone; clean, it is a moment."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=FORMAT)
    default_error_messages = {
        "invalid": _("Give a day and a time, such as 2027-01-31 18:00."),
        "gap": _(
            "The clocks go forward over this time: it does not come that day. They show "
            "%(instead)s then; choose that, or another time."
        ),
        "fold": _(
            "The clocks go back over this time: it comes twice that day. Choose an earlier or a "
            "later one."
        ),
        "far": _("Choose a year between 2000 and 2100."),
    }
    zone = "UTC"

    def to_python(self, value: Any) -> datetime | None:
        """The moment that is meant. Raises ValidationError."""
        shown = super().to_python(value)
        return self._moment(shown.replace(tzinfo=None)) if shown else None

    def _moment(self, shown: datetime) -> datetime:
        if shown.year not in YEARS:
            raise ValidationError(self.error_messages["far"], code="far")
        try:
            return instant(shown, self.zone)
        except NoSuchTime as none:
            told = {"instead": none.instead.strftime(SHOWN)}
            raise ValidationError(self.error_messages["gap"], code="gap", params=told) from None
        except ComesTwice:
            raise ValidationError(self.error_messages["fold"], code="fold") from None

    def prepare_value(self, value: Any) -> Any:
        """A moment as the clocks show it; what was typed, as it was typed."""
        is_moment = isinstance(value, datetime) and timezone.is_aware(value)
        return on_the_clock(value, self.zone) if is_moment else value


class TimesForm(forms.Form):
    """When something opens, and when it is due."""

    opens_at = ClockField(label=_("Opens"), required=False)
    due_at = ClockField(label=_("Due"), required=False)

    def __init__(self, zone: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = on_the_clock(timezone.now(), zone).strftime("%H:%M")
        clocks = _("By the clocks of %(zone)s, where it is %(now)s now.") % {
            "zone": zone,
            "now": now,
        }
        empty = {"opens_at": self.empty_opening, "due_at": _("Empty: never due.")}
        for name, says in empty.items():
            field: Any = self.fields[name]
            field.zone = zone
            field.help_text = f"{clocks} {says}"

    empty_opening = _("Empty: at once.")

    def clean(self) -> dict[str, Any]:
        """What is due, is due after it opens."""
        found = super().clean() or self.cleaned_data
        due, opens = found.get("due_at"), found.get("opens_at") or timezone.now()
        if due and due <= opens and "opens_at" not in self.errors:
            self.add_error("due_at", _("This is not after it opens: give a later time."))
        return found


def at_night(moment: datetime, zone: str, days: int) -> datetime:
    """The last minute of a day so many days after a moment, as the clocks show it."""
    day = on_the_clock(moment, zone) + timedelta(days=days)
    return day.replace(hour=23, minute=59, second=0, microsecond=0)
