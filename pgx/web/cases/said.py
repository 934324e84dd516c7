"""Texts of a case as a page shows them: each value marked, with how sure it is and its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pgx.cases.pieces import Piece, paragraphs, pieces
from pgx.cases.values import Value, Values
from pgx.web.cases.words import meaning
from pgx.web.knowledge.library import row_address
from pgx.web.templatetags.raphe import CONFIDENCE

MARK = (
    '<svg class="val-mark" aria-hidden="true"><use href="#c-{}"/></svg>'
    '<span class="sr"> ({})</span>'
)


@dataclass(frozen=True)
class Shown:
    """A value that stands beside a text: what it is, how sure, and where it opens."""

    meaning: str
    value: Value
    address: str


@dataclass(frozen=True)
class Said:
    """The texts of a case with the values of one attempt; links keep its release."""

    values: Values

    def prose(self, text: str) -> SafeString:
        """A text as paragraphs."""
        found = ((self._line(each),) for each in paragraphs(text, self.values))
        return format_html_join("\n", "<p>{}</p>", found)

    def line(self, text: str) -> SafeString:
        """A text within a line."""
        return self._line(pieces(text, self.values))

    def shown(self, names: Iterable[str]) -> list[Shown]:
        """The values of names, each once."""
        return [self._shown(name) for name in dict.fromkeys(names)]

    def value(self, name: str) -> SafeString | str:
        """A value by itself."""
        found = self.values[name]
        return self._piece(Piece(found.text, found))

    def _shown(self, name: str) -> Shown:
        value = self.values[name]
        return Shown(meaning(name, self.values), value, self._address(value))

    def _line(self, found: Iterable[Piece]) -> SafeString:
        return format_html_join("", "{}", ((self._piece(each),) for each in found))

    def _piece(self, piece: Piece) -> SafeString | str:
        value = piece.value
        if not value or not value.confidence:
            return piece.text
        mark = format_html(MARK, value.confidence, CONFIDENCE[value.confidence])
        if not value.row:
            return format_html('<b class="val">{}</b>{}', value.text, mark)
        link = '{} <a class="val-from" href="{}">{}{}</a>'
        source = value.reference or _("source")
        return format_html(link, value.text, self._address(value), source, mark)

    def _address(self, value: Value) -> str:
        """The page of a row, in the release that the attempt began with."""
        version = self.values.ground.knowledge.version
        return f"{row_address(value.row)}?release={version}" if value.row else ""
