"""A table of a draft as a CSV file: taken out to a spreadsheet, and many rows brought back."""

from __future__ import annotations

import csv
import io

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from pgx import notice
from pgx.knowledge import drafts, exporting
from pgx.knowledge.drafts import FileRefused
from pgx.knowledge.tables import TABLES
from pgx.web.desk.access import draft_or_404, for_curators, table_or_404

LARGEST = 4 * 1024 * 1024  # bytes; the largest table has a tenth of it
LONGEST = 200_000  # characters; well below the body that Django reads, which no file counts to
MOST_FAULTS = 50


class FileForm(forms.Form):
    """A file, or the rows as text; and the draft's revision that the curator saw."""

    file = forms.FileField(label=_lazy("A CSV file"), required=False, allow_empty_file=True)
    text = forms.CharField(
        label=_lazy("Or the rows, with the header"),
        required=False,
        strip=False,
        max_length=LONGEST,
        error_messages={"max_length": _lazy("This is too long to be pasted. Send it as a file.")},
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        # A browser cuts what is pasted without a word: one more is let through, and refused here.
        self.fields["text"].widget.attrs["maxlength"] = str(LONGEST + 1)

    def clean_file(self) -> str:
        """The text of the file; nothing where none was chosen."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file and (file.size or 0) > LARGEST:
            raise ValidationError(_("This file is larger than any table. Is it another one?"))
        try:
            return file.read().decode() if file else ""
        except UnicodeDecodeError:
            raise ValidationError(_("This is no UTF-8 text. Save it as “CSV UTF-8”.")) from None

    def clean(self) -> None:
        """One of the two is there."""
        if not self.errors and not (self.cleaned_data["file"] or self.cleaned_data["text"]):
            raise ValidationError(_("Choose a file, or write the rows."))


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, draft_id: int, table: str) -> HttpResponse:
    """Save the rows of a file: all of them, or none and why."""
    draft, name = draft_or_404(draft_id), table_or_404(table)
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = FileForm(*posted, initial={"revision": draft.revision})
    faults: tuple[drafts.LineFault, ...] = ()
    if request.method == "POST" and form.is_valid():
        draft.revision = form.cleaned_data["revision"]
        text = form.cleaned_data["file"] or form.cleaned_data["text"]
        try:
            count = drafts.save_rows(draft, name, text, request.user)
        except FileRefused as refused:
            faults = refused.faults
        else:
            says = ngettext("%s row is otherwise now.", "%s rows are otherwise now.", count)
            messages.success(request, says % count)
            return redirect("desk-table", draft.pk, name)
    context = {
        "draft": draft,
        "table": name,
        "form": form,
        "faults": faults[:MOST_FAULTS],
        "more": max(0, len(faults) - MOST_FAULTS),
        "key_columns": TABLES[name].KEY,
    }
    return render(request, "web/desk/file.html", context)


@for_curators
@require_safe
def take(request: HttpRequest, draft_id: int, table: str) -> HttpResponse:
    """The table as the draft has it, with how each row was taken, and the notice."""
    draft, name = draft_or_404(draft_id), table_or_404(table)
    stream = io.StringIO(newline="")
    columns = [*exporting.columns(TABLES[name]), drafts.TAKEN, "notice"]
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    for cells in drafts.taken_rows(draft, name):
        writer.writerow(cells | {"notice": notice.NOTICE_SHORT})
    answer = HttpResponse(stream.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{draft.name}-{name}.csv"'
    return answer
