"""A pasted panel -> fields of the form, and what was not understood, line by line."""

from __future__ import annotations

import json

from django.utils.translation import gettext as _

from pgx.science.knowledge import Knowledge
from pgx.web.editor.paste_lines import read_line
from pgx.web.editor.paste_table import read_table
from pgx.web.editor.pasted import Pasted, as_json, put_named

MOST = 10_000  # characters


def read_pasted(knowledge: Knowledge, text: str) -> Pasted:
    """Read lines, lists with commas, CSV with names above, or JSON."""
    found = Pasted()
    if len(text) > MOST:
        message = _("The text has %(size)s characters.") % {"size": len(text)}
        hint = _("Paste at most %(most)s: one person's panel.") % {"most": MOST}
        found.refuse(0, "", message, hint)
    elif text.lstrip().startswith(("{", "[")):
        _read_json(knowledge, text, found)
    elif not read_table(knowledge, text, found):
        for line, each in enumerate(text.splitlines(), start=1):
            read_line(knowledge, line, each, found)
    if not found.given and not found.faults:
        message = _("No genotype was pasted.")
        found.refuse(0, "", message, _("Write a marker and a genotype, such as CYP2C19 *1/*2."))
    return found


def _read_json(knowledge: Knowledge, text: str, found: Pasted) -> None:
    try:
        given = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        said = getattr(error, "msg", _("too deep"))
        found.refuse(line, "", _("This is no JSON: %(said)s.") % {"said": said}, as_json())
        return
    if not isinstance(given, dict):
        found.refuse(0, "", _("This JSON is no object."), as_json())
        return
    inner = given.pop("genotypes", {})
    for name, value in [*given.items(), *(inner.items() if isinstance(inner, dict) else ())]:
        put_named(
            knowledge, 0, name, value if isinstance(value, str | int | float) else None, found
        )
