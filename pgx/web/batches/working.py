"""What the page says while a class file is worked on."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from pgx.batches.progress import Progress
from pgx.web.templatetags.batches import grouped

STEPS = 4  # of the work, after which a reader of the screen is told


def working(progress: Progress) -> dict[str, Any]:
    """The heading, the percentage, and what is read aloud: only now and then something new."""
    return {"heading": _heading(progress), "percent": _percent(progress), "told": _told(progress)}


def _heading(progress: Progress) -> str:
    if progress.rows_total is None:
        return _("The file is being read.")
    done = {"done": grouped(progress.rows_done), "total": grouped(progress.rows_total)}
    return _("%(done)s of %(total)s rows are assessed.") % done


def _percent(progress: Progress) -> int:
    return int(100 * progress.share)


def _told(progress: Progress) -> str:
    step = int(STEPS * progress.share)
    return _("%(share)d %% of the work is done.") % {"share": 100 * step // STEPS}
