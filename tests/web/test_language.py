"""Pages in another language: every text of ours is translated, and no number of a drawing is.

The language is made by the test: it has every text, between brackets. Dates and decimals are those
of Esperanto, which writes a comma where a drawing needs a point. What data say, the rows of the
knowledge base and the pages of the chain and of controversies, is not translated here.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils.translation import trans_real

from pgx.knowledge.models import Row
from pgx.web.chain import subjects
from pgx.web.controversies import questions
from pgx.web.examples import examples

OPEN, CLOSE = "⟦", "⟧"
LANGUAGE = "eo"
PAGES = (
    "/",
    "/compare",
    "/knowledge/",
    "/knowledge/chain/",
    "/knowledge/claims/",
    "/knowledge/controversies/",
    "/knowledge/controversies/5-httlpr/",
    "/knowledge/drugs/",
    "/knowledge/genes/",
    "/knowledge/markers/",
    "/knowledge/misconceptions/",
    "/knowledge/references/",
    "/knowledge/search?q=zzqx",
    "/knowledge/statements/?drug=citalopram&gene=CYP2B6",
    "/account/",
    "/account/delete/",
    "/account/saved/",
    "/account/tokens/",
    "/account/tokens/new/",
    "/account/2fa/",
    "/account/password/change/",
    "/batches/",
    "/ehr/feedback/",
    "/evidence",
    "/knowledge/desk/",
    "/there-is-nothing-here",
)
BEFORE_SIGNING_IN = ("/account/login/", "/account/signup/", "/account/password/reset/")
WRITTEN = (subjects.FILE, questions.FILE)
DRAWN = ("/knowledge/chain/bdnf/", "/knowledge/markers/5-HTTLPR", "/knowledge/drugs/escitalopram")
WORDS = re.compile(r"[^\W\d_]{3,}")
BETWEEN = re.compile(r"[·;,:()“”–—→←]|\s\d+\s?|[.?](?=\s|$)")
LABELS = ("aria-label", "placeholder", "title", "alt")
COORDINATES = ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "dx", "width", "height")
COORDINATE = re.compile(r"-?\d+(\.\d+)?%?")
PAIRS = re.compile(r"-?\d+(\.\d+)?,-?\d+(\.\d+)?( -?\d+(\.\d+)?,-?\d+(\.\d+)?)*")


class Brackets:
    """A translation that has every text."""

    def gettext(self, text: str) -> str:
        return OPEN + text.rpartition("\x04")[-1] + CLOSE

    def ngettext(self, one: str, many: str, count: int) -> str:
        return self.gettext(one if count == 1 else many)

    def to_language(self) -> str:
        return LANGUAGE


class Page(HTMLParser):
    """A page's words outside of brackets, and what drawings have for coordinates."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.depth, self.skipped = 0, 0
        self.bare: list[str] = []
        self.numbers: list[tuple[str, str]] = []
        self.pairs: list[str] = []
        self.language = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.skipped += tag in ("script", "style")
        for name, value in attrs:
            if tag == "html" and name == "lang":
                self.language = value
            if name in LABELS:
                self.note(value or "", 0)
            if name in COORDINATES and tag not in ("input", "img", "canvas"):
                self.numbers.append((name, value))
            if name == "points":
                self.pairs.append(value)

    def handle_endtag(self, tag: str) -> None:
        self.skipped -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.depth = self.note(data, self.depth)

    def note(self, text: str, depth: int) -> int:
        outside = ""
        for piece in re.split(f"([{OPEN}{CLOSE}])", text):
            depth += (piece == OPEN) - (piece == CLOSE)
            outside += piece if depth == 0 and piece != CLOSE else " "
        if WORDS.search(outside):
            self.bare.append(" ".join(outside.split()))
        return depth


@pytest.fixture
def brackets(settings, monkeypatch) -> dict[str, str]:
    """The language, ready to be asked for by these headers."""
    settings.LANGUAGES = [*settings.LANGUAGES, (LANGUAGE, LANGUAGE)]
    settings.USE_THOUSAND_SEPARATOR = True
    monkeypatch.setitem(trans_real._translations, LANGUAGE, Brackets())
    return {"accept-language": LANGUAGE}


@pytest.fixture
def sayings(release) -> str:
    """All that data say."""
    rows = Row.objects.filter(release_id=release.pk).values_list("values", flat=True)
    said = [release.notes, *(str(value) for values in rows for value in values.values())]
    return "\n".join([*said, *(file.read_text() for file in WRITTEN)]).casefold()


def ours(page: Page, sayings: str) -> Iterator[str]:
    """The words outside of brackets that no data say."""
    for text in page.bare:
        pieces = (piece.strip(" .?").casefold() for piece in BETWEEN.split(text))
        yield from (piece for piece in pieces if WORDS.search(piece) and piece not in sayings)


def look(client: Client, address: str, headers: dict[str, str], sayings: str) -> list[str]:
    """What is not translated of a page."""
    page = opened(client, address, headers)
    return [f"{address}: {text}" for text in ours(page, sayings)]


def opened(client: Client, address: str, headers: dict[str, str]) -> Page:
    """A page in the language, of which nothing is left in English after it."""
    page = Page(client.get(address, headers=headers).content.decode())
    assert (page.language, page.depth) == (LANGUAGE, 0), address
    assert OPEN not in client.get(address).content.decode(), f"{address} keeps another language"
    return page


def test_every_text_of_a_page_is_translated(client, django_user_model, brackets, sayings):
    bare = [text for address in BEFORE_SIGNING_IN for text in look(client, address, brackets, "")]
    client.force_login(django_user_model.objects.create_superuser("chief", password="of the test"))
    bare += [text for address in PAGES for text in look(client, address, brackets, sayings)]
    assert not bare, "\n".join(bare)


def test_numbers_of_drawings_have_points_in_every_language(client, brackets, release):
    wrong, counted = [], 0
    for address in (*DRAWN, next(each.url for each in examples() if each.query)):
        page = opened(client, address, brackets)
        counted += len(page.numbers)
        wrong += [each for each in page.numbers if not COORDINATE.fullmatch(each[1])]
        wrong += [each for each in page.pairs if not PAIRS.fullmatch(each)]
    assert not wrong
    assert counted > 1000
