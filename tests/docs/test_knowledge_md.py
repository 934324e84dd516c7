"""The walk-throughs of docs/knowledge.md, followed at the desk as they stand."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from pgx.knowledge import drafts
from pgx.knowledge.models import Draft, Release
from tests.services import ROOT

TEXT = (ROOT / "docs" / "knowledge.md").read_text("utf-8")
WALKS = ("Add a marker", "Add a drug", "Add a guideline edition")
TABLE = re.compile(r"[Tt]able `(\w+)`")
BLOCK = re.compile(r"^```csv\n(.*?)^```$", re.M | re.S)
LOOK = re.compile(r"^\| `(/[^`]*)` \| (.*) \|$", re.M)


class Step(NamedTuple):
    """A table, and the rows that are brought into it."""

    table: str
    text: str


def section(name: str) -> str:
    return TEXT.split(f"\n## {name}\n")[1].split("\n## ")[0]


def steps(text: str) -> Iterator[Step]:
    """Each block of CSV with the table that was named first since the block before."""
    start = 0
    for block in BLOCK.finditer(text):
        yield Step(TABLE.findall(text[start : block.start()])[0], block[1])
        start = block.end()


def words_in(page) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", page.content.decode()))


@pytest.mark.django_db
@pytest.mark.parametrize("walk", WALKS)
def test_walk_through(walk, client, release, curator):
    text = section(walk)
    client.force_login(curator)
    title = re.search(r'call it "([^"]+)"', text)[1]
    client.post("/knowledge/desk/", {"title": title, "parent": release.version})
    draft = Draft.objects.get(title=title)
    desk = f"/knowledge/desk/drafts/{draft.pk}/"
    for step in steps(text):
        draft.refresh_from_db()
        sent = {"text": step.text, "revision": draft.revision}
        done = client.post(f"{desk}tables/{step.table}/file/", sent, follow=True)
        assert done.redirect_chain, words_in(done)

    assert drafts.to_do(draft) == ()
    effect = re.search(r'The effect[^"]*"([^"]+)"', text)[1]
    assert effect in words_in(client.get(f"{desk}effect/"))
    draft.refresh_from_db()
    sent = {"version": drafts.next_version(), "notes": f"{title}, as the document tells"}
    sent["revision"] = draft.revision
    client.post(f"{desk}publish/", sent)
    assert Release.objects.count() == 2

    client.logout()
    looks = LOOK.findall(text)
    assert looks
    for address, says in looks:
        assert says in words_in(client.get(address)), (address, says)


@pytest.mark.django_db
def test_a_drug_without_its_numbers_is_a_thing_to_do(client, release, curator):
    """What the walk-through says of the draft's page in between."""
    draft = drafts.begin(release, "half", curator)
    for step in list(steps(section("Add a drug")))[:2]:
        drafts.save_rows(Draft.objects.get(pk=draft.pk), step.table, step.text, curator)
    client.force_login(curator)

    page = words_in(client.get(f"/knowledge/desk/drafts/{draft.pk}/"))

    assert "raphexetine has no half_life" in page.lower()
