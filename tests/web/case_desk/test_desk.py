import html

import pytest

from pgx.cases.models import CaseDraft
from pgx.cases.published import publish, standing
from pgx.cases.reading import read_case

pytestmark = pytest.mark.django_db


def test_desk_tells_what_does_not_hold_at_its_line(at_desk, version):
    assert b"1 case holds with release" in at_desk.get("/cases/desk/").content
    text = version.text.replace("version: 1", "version: 2").replace("below: 1.15", "below: 1.01")
    broken, _ = publish(read_case("good.yaml", text.encode()))
    (fault,) = standing(broken)
    quoted = text.splitlines()[fault.line - 1].strip()
    for path in ("/cases/desk/", "/cases/desk/published/good/"):
        said = at_desk.get(path).content.decode()
        assert "does not hold with release" in said
        assert f'#line-{fault.line}"' in said
        assert html.escape(fault.reason) in said
        assert f"<pre>{quoted}</pre>" in said
    assert f'<li id="line-{fault.line}">' in said


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"title": " ", "case": "good"}, "title"),
        ({"title": "x" * 121, "case": "good"}, "title"),
        ({"title": "New", "name": ""}, "name"),
        ({"title": "New", "name": "Not A Name"}, "name"),
        ({"title": "New", "name": "good"}, "name"),
        ({"title": "New", "name": "another", "case": "good"}, "name"),
        ({"title": "New", "case": "nowhere"}, "case"),
        ({}, "title"),
    ],
)
def test_begin_says_what_is_wrong_at_the_field(at_desk, version, sent, field):
    response = at_desk.post("/cases/desk/", sent)
    assert set(response.context["form"].errors) == {field}
    assert not CaseDraft.objects.exists()


def test_begin_a_new_case_leads_to_one_that_holds(at_desk, version):
    sent = {"title": "New", "name": "another"}
    response = at_desk.post("/cases/desk/", sent, follow=True)
    assert "Everything holds" in response.content.decode()
    assert CaseDraft.objects.get().parent is None
