"""What a drug binds to, as a dot plot on a log axis, its active metabolite beside it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from pgx import rounding
from pgx.knowledge.catalogue import Entry
from pgx.web.charts.log_dots import LogDot, LogPlot, LogRow, log_plot
from pgx.web.knowledge.library import Library

UNIT = "nM"
NO_BINDING = "none"  # the action of a ligand that does nothing at a target


def binding_rows(library: Library, ligands: Sequence[str]) -> list[Entry]:
    """The binding of the ligands, the tightest target first."""
    found = [row for ligand in ligands for row in library.where("binding", ligand=ligand)]
    return sorted(found, key=lambda row: (is_none(row), float(row.values["value"])))


def is_none(row: Entry) -> bool:
    """Whether the row says that the ligand does not bind."""
    return bool(row.values["action"] == NO_BINDING)


def binding_plot(rows: Sequence[Entry], ligands: Sequence[str]) -> LogPlot | None:
    """The plot; None where nothing is known to bind."""
    if not rows:
        return None
    targets = dict.fromkeys(str(row.values["target"]) for row in rows)
    drawn = [
        LogRow(target, tuple(_dot(row, ligands) for row in rows if row.values["target"] == target))
        for target in targets
    ]
    return log_plot(_sentence(rows), UNIT, ligands, drawn)


def _dot(row: Entry, ligands: Sequence[str]) -> LogDot:
    return LogDot(
        float(row.values["value"]),
        str(row.values["relation"]),
        row.values["confidence"] == "verified",
        row.row,
        ligands.index(str(row.values["ligand"])),
        _("no binding") if is_none(row) else "",
    )


def _sentence(rows: Sequence[Entry]) -> str:
    """What the picture shows, in words."""
    told = [
        _("%(ligand)s at %(target)s: no binding") % row.values
        if is_none(row)
        else f"{row.values['ligand']} {row.values['target']} {_value(row)}"
        for row in rows
    ]
    return _("Binding in nM, the tightest first:") + " " + "; ".join(told) + "."


def _value(row: Entry) -> str:
    sign = {"=": "", ">": _("above "), "<": _("below "), "~": _("about ")}
    return sign[str(row.values["relation"])] + rounding.show(float(row.values["value"]))
