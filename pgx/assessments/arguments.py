"""What the commands of the terminal share: options into parts of a question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandError

from pgx.assessments.question import Regimen, read_dose
from pgx.echo import short


def refuse_undecodable(options: Mapping[str, Any]) -> None:
    """Refuse options whose bytes are no text: nothing could say them back."""
    for name, value in options.items():
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and not _is_text(text):
                raise CommandError(f"--{name} {_readable(text)} is not UTF-8 text.")


def regimen(options: Mapping[str, Any]) -> Regimen | None:
    """The regimen of --drug and --dose. Raises QuestionRefused for a dose that is no number."""
    drug, dose = options["drug"], options["dose"]
    if dose is not None and not drug:
        raise CommandError("--dose needs a --drug.")
    return Regimen(drug, None if dose is None else read_dose(str(dose), "--dose")) if drug else None


def _readable(text: str) -> str:
    return short(text.encode(errors="replace").decode())


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
