from base64 import b64encode

import pytest


def cursor(text):
    return b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "zz",
        "é",
        "%%%",
        cursor("p=x"),
        cursor("p=1&o=-1"),
        cursor("r=1"),
        cursor("p=" + "9" * 5000),
    ],
)
def test_bad_cursor_is_refused_with_a_hint(refused, text):
    error = refused(422, "genes", cursor=text)

    assert (error["field"], error["code"]) == ("cursor", "bad_cursor")
    assert "next or previous" in error["hint"]


@pytest.mark.parametrize("size", ["0", "201", "-1", "x", "", "1.5", "９", "1" * 30])
def test_bad_page_size_is_refused(refused, size):
    assert refused(422, "genes", page_size=size)["code"] == "bad_page_size"


def test_cursor_beyond_the_end_leads_back(get):
    every = [each["key"] for each in get("genes").json()["results"]]
    body = get("genes", cursor=cursor("p=5000"), page_size=3).json()

    assert (body["results"], body["next"]) == ([], None)
    back = get(body["previous"]).json()
    assert [each["key"] for each in back["results"]] == every[-3:]


def test_cursor_before_the_start_leads_on(get):
    body = get("genes", cursor=cursor("r=1&p=-5"), page_size=3).json()

    assert (body["results"], body["previous"]) == ([], None)
    assert len(get(body["next"]).json()["results"]) == 3
