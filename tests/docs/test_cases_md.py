"""The walk-through of docs/cases.md, followed at the desk as it stands, and its table of steps."""

import html
import re
from typing import get_args

import pytest

from pgx.cases.models import Attempt, CaseDraft, CaseVersion
from pgx.cases.playing import Play
from pgx.cases.schema import Step
from tests.services import ROOT

TEXT = (ROOT / "docs" / "cases.md").read_text("utf-8")
WALK = TEXT.split("\n## Walk through: ")[1]
EDIT = re.compile(
    r"(?P<how>Put this before|Write in place of) `(?P<old>[^`]+)`:\n\n```yaml\n(?P<new>.*?)```",
    re.S,
)
FAULT = re.compile(r"The desk answers, at the line of `(\w+)`: `([^`]+)`")


def words_in(response) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def edited(text: str, edit: re.Match) -> str:
    assert text.count(edit["old"]) == 1, edit["old"]
    if edit["how"] == "Put this before":
        return text.replace(edit["old"], edit["new"] + edit["old"])
    return text.replace(edit["old"], edit["new"].rstrip("\n"))


@pytest.mark.django_db
def test_walk_through(client, release, curator):
    client.force_login(curator)
    title = re.search(r'call it "([^"]+)"', WALK)[1]
    name = re.search(r"name the case `([^`]+)`", WALK)[1]
    client.post("/cases/desk/", {"title": title, "name": name})
    draft = CaseDraft.objects.get(case=name, title=title)
    page = f"/cases/desk/drafts/{draft.pk}/"
    edits = list(EDIT.finditer(WALK))
    field, reason = FAULT.search(WALK).groups()
    for edit in edits:
        draft.refresh_from_db()
        sent = {"text": edited(draft.text, edit), "revision": draft.revision}
        saved = client.post(page, sent, follow=True)
        holds = "Everything holds" in words_in(saved)
        assert holds == ("5 %" not in edit["new"]), words_in(saved)
        if not holds:
            (at,) = saved.context["editor"].faults
            assert at.fault.reason == reason
            assert at.line.startswith(f"{field}:")

    draft.refresh_from_db()
    ways = {stop.step.title: stop for stop in client.get(f"{page}try/").context["ways"]}
    run = ways["What the model says"]
    leads = {turn.leads: number for number, turn in enumerate(run.turns)}
    assert set(leads) == {ways["A month later"].step.id, ways["Which link carries it"].step.id}
    assert "100 %" in run.turns[leads["links"]].before
    sent = {"from": f"{run.step.id} {leads['links']}", "revision": draft.revision}
    trial = client.post(f"{page}try/", sent, follow=True)
    assert "Which link carries it" in words_in(trial)
    assert Play(Attempt.objects.get()).current.id == "links"

    note = re.search(r'say what is new: "([^"]+)"', WALK)[1]
    client.post(f"{page}publish/", {"note": note, "revision": draft.revision})
    assert CaseVersion.objects.get(case=name).version == 1
    assert "A level and a link" in words_in(client.get("/cases/"))


def test_every_kind_of_step_and_key_is_told():
    rows = {
        line.split("|")[1].strip(): line for line in TEXT.splitlines() if line.startswith("| `")
    }
    for step in _kinds():
        kind = get_args(step.model_fields["kind"].annotation)[0]
        form = step.model_fields.get("form")
        name = f"`{kind}`" + (f", `form: {get_args(form.annotation)[0]}`" if form else "")
        keys = set(step.model_fields) - {"id", "title", "then", "kind", "form", "hints", "worked"}
        assert name in rows, name
        told = set(re.findall(r"`(\w+)", rows[name]))
        assert keys <= told, f"{name}: {keys - told}"


def _kinds():
    for each in get_args(get_args(Step)[0]):
        inner = get_args(get_args(each)[0]) if get_args(each) else ()
        yield from inner or [each]
