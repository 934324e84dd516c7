"""What was understood of a class file, before the start, as a form that corrects it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from pgx.batches.errors import FileRefused
from pgx.batches.header import CONTROLS, GENOTYPE, MARKER
from pgx.batches.intake import Understood
from pgx.batches.models import Batch
from pgx.batches.options import Options
from pgx.knowledge import releases
from pgx.science.knowledge import Knowledge
from pgx.web.batches.first_rows import heading, lacks_drug, table
from pgx.web.batches.forms import OptionsForm

LAYOUTS = [
    ("", _("as the file looks")),
    ("wide", _("wide: a row a subject")),
    ("long", _("long: a row a subject and marker")),
]
DELIMITERS = [
    ("", _("as the file looks")),
    (",", _("comma")),
    (";", _("semicolon")),
    ("\t", _("tab")),
]
LEFT_OUT = ("", _("leave out"))


class PreviewForm(OptionsForm):
    """The options, and what each column is."""

    layout = forms.ChoiceField(label=_("Layout"), choices=LAYOUTS, required=False)
    delimiter = forms.ChoiceField(
        label=_("Between the columns"), choices=DELIMITERS, required=False
    )

    def __init__(
        self, knowledge: Knowledge, options: Options, understood: Understood, data: Any = None
    ) -> None:
        super().__init__(knowledge, options, data)
        self.understood = understood
        choices = [
            LEFT_OUT,
            (_("What a row says"), [(word, word) for word in (*CONTROLS, MARKER, GENOTYPE)]),
            (_("Markers"), [(name, name) for name in knowledge.markers]),
        ]
        for place, column in enumerate(understood.columns):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=column.name,
                choices=choices,
                initial=column.meaning,
                required=False,
                help_text=column.hint,
                widget=forms.Select(attrs={"class": "pick"}),
            )

    @property
    def columns(self) -> list[forms.BoundField]:
        """The fields of the file's columns, in their order."""
        return [self[f"column-{place}"] for place in range(len(self.understood.columns))]

    def options(self) -> Options:
        """What a valid form chooses. What was said of columns ends where others part the file."""
        given = self.cleaned_data
        is_same = given["delimiter"] in ("", self.understood.delimiter)
        chosen = {
            column.name: given[f"column-{place}"]
            for place, column in enumerate(self.understood.columns)
            if given[f"column-{place}"] != column.meaning
        }
        return replace(
            super().options(),
            layout=given["layout"],
            delimiter=given["delimiter"],
            columns={**self.old.columns, **chosen} if is_same else {},
        )


def preview_form(batch: Batch, data: QueryDict | None = None) -> PreviewForm:
    """The form of a batch that waits."""
    knowledge = releases.find(batch.release_version)
    understood = Understood.of_json(batch.understood)
    return PreviewForm(knowledge, Options.of_json(batch.options), understood, data)


def show_preview(
    request: HttpRequest,
    batch: Batch,
    form: PreviewForm | None = None,
    refused: FileRefused | None = None,
) -> HttpResponse:
    """The page; where a form is given, with what is wrong with it."""
    form = form or preview_form(batch)
    understood = form.understood
    context = {
        "batch": batch,
        "form": form,
        "understood": understood,
        "refused": refused,
        "heading": heading(understood),
        "delimiter": dict(DELIMITERS).get(understood.delimiter, understood.delimiter),
        "lacks_drug": lacks_drug(understood, Options.of_json(batch.options)),
        **table(understood),
    }
    return render(request, "web/batches/waiting.html", context)
