import pytest
from django.http import QueryDict
from django.test import RequestFactory

from pgx.web.editor.address import address, is_live, pushed, tidy


@pytest.mark.parametrize(
    ("sent", "tidied"),
    [
        ("drug=&rs6265=C/T&dose_mg_per_day=+", "rs6265=C/T"),
        ("beside=omeprazole&beside=", "co_medications=omeprazole"),
        ("beside=a;b&beside=+a+", "co_medications=a%3B+b"),
        ("co_medications=a&beside=b", "co_medications=a%3B+b"),
        ("co_medications=a,+b", "co_medications=a%2C+b"),
        ("rs6265=C/T&rs6265=T/T", "rs6265=C/T&rs6265=T/T"),
    ],
)
def test_an_address_holds_what_was_filled_in(sent, tidied):
    assert address(tidy(QueryDict(sent))) == f"/explore?{tidied}"


def test_an_empty_question_has_the_bare_address():
    assert address(QueryDict()) == "/explore"


def test_only_a_script_asks_for_the_answer_alone():
    assert is_live(RequestFactory().get("/explore", headers={"HX-Request": "true"}))
    assert not is_live(RequestFactory().get("/explore"))


@pytest.mark.parametrize(
    ("now", "says"), [("drug=a", "/explore?drug=b"), ("drug=b", "false"), ("", "/explore?drug=b")]
)
def test_the_same_address_is_not_pushed_twice(now, says):
    current = f"http://testserver/explore?{now}" if now else ""
    request = RequestFactory().get("/explore", headers={"HX-Current-URL": current})

    assert pushed(request, QueryDict("drug=b")) == says
