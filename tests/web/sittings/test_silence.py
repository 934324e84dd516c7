"""Before the end nothing reaches the browser of what is right, whatever one asks or sends."""

import re

import pytest

from pgx.cases.items import bank
from pgx.cases.models import ItemVersion, Sitting
from pgx.cases.sittings import Paper, begin
from tests.cases.sittings.making import (
    BELIEFS,
    FEEDBACK,
    FORMS,
    OTHER,
    RIGHT,
    SHOWS,
    assign,
    join,
    make_class,
    publish_bank,
    text_of,
)
from tests.web.sittings.test_views import address, answer

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture
def sitting(client, release):
    publish_bank()
    member = join(make_class())
    client.force_login(member.learner)
    return begin(assign(member.of_class), member.learner)


def every_answer(client, sitting):
    """What the browser gets of one question: looked at, refused in each way, out of turn."""
    ways = [
        {"option": ""},
        {"confidence": "9"},
        {"option": RIGHT, "confidence": ""},
    ]
    yield client.get(address(sitting))
    for place in "123":
        yield answer(client, sitting, 1, option=place, confidence="")
    yield from (answer(client, sitting, 1, **way) for way in ways)
    yield answer(client, sitting, 7)


def received(response) -> bytes:
    """All of an answer but the token of its form, the time, and the name of the request."""
    headers = {**response.headers, "X-Request-ID": "", "Expires": ""}
    head = f"{headers} {sorted(response.cookies)}"
    return head.encode() + TOKEN.sub(b"", response.content)


def test_a_question_is_the_same_whichever_option_is_right(client, sitting):
    """The key moved from option to option: not a byte of any page or header moves with it."""
    version = Paper(sitting).items[0]
    belief, form = version.belief, version.item.partition("-")[2]
    seen = set()
    for right in (RIGHT, SHOWS, OTHER):
        ItemVersion.objects.filter(pk=version.pk).update(text=text_of(belief, form, right))
        changed = bank.item_of(ItemVersion.objects.get(pk=version.pk))
        assert [each.id for each in changed.options if each.right] == [right]
        seen.add(tuple(map(received, every_answer(client, sitting))))

    assert len(seen) == 1


def test_a_right_answer_and_a_wrong_one_are_answered_alike(client, sitting):
    """Each option in turn, at the same question: the same redirect, then the same page."""
    client.get(address(sitting))  # the cookie of its forms comes with the first page
    seen = set()
    for place in "123":
        sitting.responses.all().delete()
        sent = answer(client, sitting, 1, option=place, confidence="2")
        seen.add((received(sent), received(client.get(address(sitting)))))

    assert len(seen) == 1


def test_no_word_of_feedback_nor_of_a_belief_before_the_end(client, sitting, release):
    rows = {row.key: row.values for row in release.rows.filter(table="misconceptions")}
    words = [
        FEEDBACK,
        *BELIEFS,
        *(rows[each][cell] for each in BELIEFS for cell in ("belief", "truth")),
    ]
    # An item's own text names its belief here: what is looked for is what stands beside it.
    for version in ItemVersion.objects.all():
        text = version.text.replace(f"What of {version.belief}", "What of this")
        ItemVersion.objects.filter(pk=version.pk).update(text=text)

    for number in range(1, 11):
        for got in (client.get(address(sitting)), answer(client, sitting, number)):
            page = received(got).decode().replace(sitting.pk, "")
            assert not [each for each in words if re.search(rf"(?i)\b{re.escape(each)}", page)]
            assert not re.search(r"\bright\b|\bwrong\b", page.replace("What is right is told", ""))

    page = client.get(address(sitting)).content.decode()
    assert [each for each in words if each in page] or Sitting.objects.get().finished_at


def test_options_stand_in_an_order_of_their_own(client, sitting):
    """Over thirty questions the right option stands at every place."""
    places = set()
    for version in ItemVersion.objects.filter(item__endswith=FORMS[0]):
        Sitting.objects.filter(pk=sitting.pk).update(items=[version.pk])
        page = client.get(address(sitting)).content.decode()
        at = sorted((RIGHT, SHOWS, OTHER), key=lambda each: page.index(f"is {each}."))
        places.add(at.index(RIGHT))

    assert places == {0, 1, 2}
