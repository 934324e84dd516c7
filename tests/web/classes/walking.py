"""Whoever walks by the pages alone: follows links by their words, fills in forms as they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.test import Client

EMPTY = {"input", "br", "meta", "link", "img", "hr"}


@dataclass
class Form:
    """A form of a page: where it goes, what is in it, and the words on its button."""

    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    button: str = ""


class Read(HTMLParser):
    """The links and forms of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: dict[str, str] = {}
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._open: list[tuple[str, dict, list[str]]] = []
        self._select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        has = dict(attrs)
        if tag not in EMPTY:
            self._open.append((tag, has, []))
        if tag == "form":
            self._form = Form(has.get("action", ""))
            self.forms.append(self._form)
        elif self._form and tag == "select":
            self._select = has["name"]
        elif self._form and tag == "option" and "selected" in has:
            self._form.fields[self._select] = [has["value"]]
        elif self._form and tag == "input" and "name" in has:
            self._input(has)

    def _input(self, has: dict) -> None:
        values = self._form.fields.setdefault(has["name"], [])
        if has.get("type") not in ("checkbox", "radio") or "checked" in has:
            values.append(has.get("value", ""))

    def handle_data(self, data: str) -> None:
        for _tag, _has, said in self._open:
            said.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag not in {each[0] for each in self._open}:
            return
        while self._open:
            closed, has, said = self._open.pop()
            words = " ".join("".join(said).split())
            if closed == "a":
                self.links.setdefault(words, has.get("href", ""))
            elif closed == "button" and self._form:
                self._form.button = words
            elif closed == "form":
                self._form = None
            if closed == tag:
                return


class Walk:
    """A walk from page to page; `pages` counts them."""

    def __init__(self, start: str) -> None:
        self.client = Client()
        self.pages = 0
        self._go(start)

    def _go(self, path: str) -> None:
        self._arrive(self.client.get(path, follow=True))

    def _arrive(self, response) -> None:
        assert response.status_code == 200, response.content.decode()[:2000]
        self.pages += 1
        self.path = response.request["PATH_INFO"]
        self.html = response.content.decode()
        self.read = Read(self.html)

    def follow(self, words: str) -> None:
        """Follow the first link whose words begin so."""
        found = [href for said, href in self.read.links.items() if said.startswith(words)]
        assert found, (words, sorted(self.read.links))
        self._go(urljoin(self.path, found[0]))

    def send(self, button: str, **fields: str | list[str]) -> None:
        """Fill in the form with this button, and press it."""
        form = next(each for each in self.read.forms if each.button.startswith(button))
        unknown = set(fields) - set(form.fields)
        assert not unknown, (unknown, form)
        filled = {**form.fields, **fields}
        where = urljoin(self.path, form.action)
        self._arrive(self.client.post(where, filled, follow=True))
