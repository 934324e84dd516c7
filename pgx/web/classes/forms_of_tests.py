"""The forms that choose the ten beliefs and assign the three tests."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pgx.cases import ground
from pgx.cases.classes import beliefs
from pgx.cases.classes.assigning import LATER_AFTER, assign, later_opens, tests_left
from pgx.cases.items import bank
from pgx.cases.models import Class, Kind
from pgx.web.classes.times import TimesForm, at_night

# How many days from now a test opens and is due, if nothing else is said; None: at once, or by
# the test before it.
DAYS: dict[Kind, tuple[int | None, int | None]] = {
    Kind.PRE: (None, 7),
    Kind.POST: (21, 28),
    Kind.LATER: (None, None),
}
ABOUT = {
    Kind.PRE: gettext_lazy("Ten questions before anything is taught: what the class believes now."),
    Kind.POST: gettext_lazy("The same ten beliefs in other dress, once the cases are played."),
    Kind.LATER: gettext_lazy("Once more, to see what has stayed."),
}


class BeliefsForm(forms.Form):
    """The ten beliefs that the tests ask."""

    beliefs = forms.MultipleChoiceField(
        label=gettext_lazy("Ten beliefs"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, of_class: Class, *args: Any) -> None:
        super().__init__(*args, initial={"beliefs": beliefs.preset(of_class)})
        field: Any = self.fields["beliefs"]
        row = ground.of_release().belief
        field.choices = [(key, row(key)["belief"]) for key in bank.beliefs()]

    def clean_beliefs(self) -> list[str]:
        """Ten of them. Raises ValidationError."""
        chosen: list[str] = self.cleaned_data["beliefs"]
        if len(chosen) != beliefs.ASKED:
            says = _("Choose ten: you have ticked %(n)s.") % {"n": len(chosen)}
            raise ValidationError(says)
        return chosen


class TestForm(TimesForm):
    """Whether a test is assigned, and when it opens and is due."""

    __test__ = False  # no test of pytest's
    wanted = forms.BooleanField(label=gettext_lazy("Assign it"), required=False)

    def __init__(self, of_class: Class, kind: Kind, *args: Any) -> None:
        if kind == Kind.LATER:
            self.empty_opening = _("Empty: four weeks after the test after is due.")
        super().__init__(
            of_class.time_zone, *args, prefix=kind.value, initial=_preset(of_class, kind)
        )
        self.kind, self.title, self.about = kind, capfirst(kind.label), ABOUT[kind]

    @property
    def is_fine(self) -> bool:
        """What is not ticked may be as it is."""
        return not self["wanted"].value() or self.is_valid()


def _preset(of_class: Class, kind: Kind) -> dict[str, Any]:
    now, zone = timezone.now(), of_class.time_zone
    opens, due = (None if days is None else at_night(now, zone, days) for days in DAYS[kind])
    return {"wanted": True, "opens_at": opens and opens + timedelta(minutes=1), "due_at": due}


def _month_after(times: dict[str, Any]) -> datetime:
    """When the last test opens by itself, from the times of the test after."""
    moment: datetime = times["due_at"] or times["opens_at"] or timezone.now()
    return moment + LATER_AFTER


class Tests:
    """The page's forms together: the beliefs where they can be chosen, and each test not given."""

    def __init__(self, of_class: Class, posted: Any) -> None:
        self.of_class = of_class
        self.beliefs = None if beliefs.are_fixed(of_class) else BeliefsForm(of_class, posted)
        self.tests = [TestForm(of_class, kind, posted) for kind in tests_left(of_class)]
        self.is_sent = posted is not None

    def is_valid(self) -> bool:
        """Whether everything that is wanted can be done as it was sent."""
        return self.is_sent and not self.errors

    @cached_property
    def errors(self) -> bool:
        """Whether something is wrong; it stands at its field."""
        if not self.is_sent:
            return False
        bad = [each for each in self.tests if not each.is_fine]
        return (
            bool(bad) or bool(self.beliefs and not self.beliefs.is_valid()) or self._is_too_early()
        )

    def _is_too_early(self) -> bool:
        """The last test without a time: nothing from which to count, or due before it opens."""
        wanted = {each.kind: each for each in self.wanted()}
        last, after = wanted.get(Kind.LATER), wanted.get(Kind.POST)
        if not last or last.cleaned_data["opens_at"]:
            return False
        opens = _month_after(after.cleaned_data) if after else later_opens(self.of_class)
        due = last.cleaned_data["due_at"]
        if not opens:
            last.add_error("opens_at", _("Say when: the test after is not assigned."))
        elif due and due <= opens:
            last.add_error("due_at", _("This is not after it opens: give a later time."))
        return bool(last.errors)

    def wanted(self) -> list[TestForm]:
        """The tests that are ticked."""
        return [each for each in self.tests if each["wanted"].value()]

    @transaction.atomic
    def save(self) -> None:
        """Choose and assign. Raises ClassClosed and AlreadyBegun."""
        if self.beliefs:
            beliefs.choose(self.of_class, self.beliefs.cleaned_data["beliefs"])
        for each in self.wanted():
            times = each.cleaned_data
            opens = times["opens_at"]
            if each.kind == Kind.LATER:
                opens = opens or later_opens(self.of_class)
            assign(self.of_class, each.kind, opens_at=opens, due_at=times["due_at"])
