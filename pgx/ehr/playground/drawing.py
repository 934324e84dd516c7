"""Cards as an EHR draws them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt

WORDS = {"info": _("Information"), "warning": _("Warning"), "critical": _("Critical")}
# No HTML of a card's own; an image would be fetched from elsewhere.
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


@dataclass(frozen=True)
class Drawn:
    """A card, ready for the page. `overridden` is the reason, "" without one, None if it is not."""

    uuid: str
    indicator: str
    word: str
    summary: str
    source: dict[str, Any]
    html: SafeString
    links: list[dict[str, str]]
    suggestions: list[dict[str, Any]]
    reasons: list[dict[str, str]]
    overridden: str | None
    again: str  # the address where it is shown again


def draw(card: dict[str, Any], overridden: Mapping[str, str], again: str) -> Drawn:
    """The card; `overridden` has the code of the reason by the card's UUID."""
    reasons = card.get("overrideReasons", [])
    displays = {each["code"]: each["display"] for each in reasons}
    code = overridden.get(card["uuid"])
    return Drawn(
        card["uuid"],
        card["indicator"],
        str(WORDS[card["indicator"]]),
        card["summary"],
        card["source"],
        markdown(card.get("detail", "")),
        card.get("links", []),
        card.get("suggestions", []),
        reasons,
        None if code is None else displays.get(code, ""),
        again,
    )


def markdown(text: str) -> SafeString:
    r"""GitHub's Markdown as far as cards use it, as HTML; tags in it stay text.

    >>> markdown("*a* <b>")
    '<p><em>a</em> &lt;b&gt;</p>\n'
    """
    return mark_safe(MARKDOWN.render(text))  # noqa: S308 - html is off
