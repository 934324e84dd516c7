"""What all resources share: meta, narrative, concepts and references."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.html import escape

from pgx import notice
from pgx.ehr.fhir.codes import DISPLAYS, LOINC, OURS, TERMINOLOGY

Resource = dict[str, Any]
TEST_DATA = {
    "system": f"{TERMINOLOGY}v3-ActReason",
    "code": "HTEST",
    "display": "test health data",
}
XHTML = "http://www.w3.org/1999/xhtml"


def resource(
    kind: str, said: Iterable[str] | str, profile: str = "", /, **members: Any
) -> Resource:
    """A resource that says in words what it is, the notice first; empty members are left out."""
    lines = [said] if isinstance(said, str) else said
    return {
        "resourceType": kind,
        **present(id=members.pop("id", "")),
        "meta": meta(profile),
        "text": narrative(lines),
        **present(**members),
    }


def meta(profile: str = "") -> dict[str, Any]:
    """Test data for teaching; the short notice is also where a resource has no narrative."""
    tag = {"system": f"{OURS}tags", "code": "teaching", "display": str(notice.NOTICE_SHORT)}
    return present(profile=[profile] if profile else [], security=[TEST_DATA], tag=[tag])


def narrative(lines: Iterable[str]) -> dict[str, str]:
    """Paragraphs, the notice first."""
    said = "".join(f"<p>{escape(line)}</p>" for line in (notice.NOTICE, *lines) if line)
    return {"status": "generated", "div": f'<div xmlns="{XHTML}">{said}</div>'}


def present(**members: Any) -> dict[str, Any]:
    """The members that have a value; a name that Python keeps for itself ends with `_`."""
    return {
        name.removesuffix("_"): value
        for name, value in members.items()
        if value is not None and value not in ("", [], {}, ())
    }


def coding(system: str, code: str, display: str = "") -> dict[str, str]:
    """A code of a system."""
    return present(system=system, code=code, display=display)


def concept(*codings: dict[str, str], text: str = "") -> dict[str, Any]:
    """A concept in codes, in words or both."""
    return present(coding=list(codings), text=text)


def loinc(code: str, display: str = "") -> dict[str, Any]:
    """A concept of LOINC."""
    return concept(coding(LOINC, code, display or DISPLAYS.get(code, "")))


def term(system: str, code: str, display: str = "") -> dict[str, Any]:
    """A concept of one of HL7's terminologies."""
    return concept(coding(f"{TERMINOLOGY}{system}", code, display))


def component(code: dict[str, Any], **value: Any) -> dict[str, Any]:
    """A component of an Observation."""
    return {"code": code, **value}


def refer(to: str, display: str = "") -> dict[str, str]:
    """A reference; nothing where there is nothing to point to."""
    return present(reference=to, display=display) if to else {}
