"""What a form sends -> the one address of the question."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from pgx.assessments.question import split_co_medications

# A co-medication that is ticked, or being added; in an address all stand in one parameter.
BESIDE = "beside"
CO_MEDICATIONS = "co_medications"
UNDO = "undo"  # the question that was there before the form was emptied
SAFE = "*/"  # genotypes stay readable


def tidy(query: QueryDict) -> QueryDict:
    """The same question without empty fields, and with its co-medications as one list."""
    found = QueryDict(mutable=True)
    for name, texts in query.lists():
        filled = [text.strip() for text in texts if text.strip()]
        if filled and name != BESIDE:
            found.setlist(name, filled)
    added = split_co_medications(";".join(query.getlist(BESIDE)))
    if added:
        own = [
            name for text in found.getlist(CO_MEDICATIONS) for name in split_co_medications(text)
        ]
        found[CO_MEDICATIONS] = "; ".join(dict.fromkeys([*own, *added]))
    return found


def address(query: QueryDict) -> str:
    """Where Explore answers a question."""
    asked = urlencode(dict(query.lists()), doseq=True, safe=SAFE)
    return f"{reverse('explore')}?{asked}" if asked else reverse("explore")


def is_live(request: HttpRequest) -> bool:
    """Whether a script asks for the answer alone."""
    return "HX-Request" in request.headers


def pushed(request: HttpRequest, query: QueryDict) -> str:
    """What the address line becomes after a live answer; "false" where it already says so."""
    new = address(query)
    now = request.headers.get("HX-Current-URL", "")
    return "false" if now == request.build_absolute_uri(new) else new
