"""Class data: shown by its instructor, looked at by the class, gone with its file."""

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from pgx.accounts.models import User
from pgx.batches import starting
from pgx.cases import classes
from pgx.cases.models import ClassData
from pgx.web.knowledge.words import GROUPS
from tests.batches.making import ESCITALOPRAM, done
from tests.web.classes.walking import Walk

pytestmark = pytest.mark.usefixtures("release")
ROWS = "".join(f"s{n},{'*2/*2' if n % 2 else '*1/*17'},C/T,group-{n % 3}\n" for n in range(120))
TEXT = f"subject,CYP2C19,rs6265,ancestry\n{ROWS}bad,*1/*1,C/C,group-1,too-many-cells\n"


@pytest.fixture
def batch(ada):
    return done(ada, TEXT, regimens=(ESCITALOPRAM,), population="EUR")


@pytest.fixture
def data(group, batch):
    return ClassData.objects.create(of_class=group, batch=batch)


def text_of(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status, answer.content.decode()[:500]
    return html.unescape(answer.content.decode())


def links(text):
    return re.findall(r'<th scope="row"><a href="(/explore\?[^"]*)">(\w+)</a>', text)


def test_an_instructor_shows_a_file_and_takes_it_away_by_the_pages(group, batch, ada):
    walk = Walk("/account/login/")
    walk.client.force_login(ada)
    walk._go(f"/classes/{group.pk}/")
    walk.follow("Class data Show the class")
    walk.send("Show it to the class", batch=batch.pk)

    assert walk.path == f"/classes/{group.pk}/data/{ClassData.objects.get().pk}/"
    assert "120 of 121 rows could be assessed." in walk.html
    walk.follow("Spring")
    walk.follow("Class data Show the class")
    walk.send("Take it away")
    assert not ClassData.objects.exists()
    assert batch in ada.batches.all()

    walk._go(f"/batches/{batch.pk}/")
    walk.send("Spring")
    assert walk.path == f"/classes/{group.pk}/data/{ClassData.objects.get().pk}/"


def test_no_file_of_another_is_shown(group, teacher, page, release):
    of_mo = done(User.objects.create_user("mo"), TEXT, regimens=(ESCITALOPRAM,))

    for wrong in (of_mo.pk, "x" * 22, ""):
        assert teacher.post(f"{page}data/", {"batch": wrong}).status_code == 404
    assert not ClassData.objects.exists()


def test_a_learner_sees_the_summary_without_downloads_owner_or_raw_cells(
    data, learner, member, page
):
    assert f'href="{page}data/{data.pk}/"' in text_of(learner, page)
    shown = text_of(learner, f"{page}data/{data.pk}/")

    assert "120 of 121 rows could be assessed." in shown
    assert "Modelled response by functional class" in shown
    for hidden in (f"/batches/{data.batch_id}", "download", "errors.csv", "too-many", ">ada<"):
        assert hidden not in shown
    for path in ("", "results.csv", "errors.csv"):
        assert learner.get(f"/batches/{data.batch_id}/{path}").status_code == 404
    assert learner.post(f"{page}data/{data.pk}/remove/").status_code == 404
    assert learner.post(f"{page}data/", {"batch": data.batch_id}).status_code == 404


def test_no_table_of_modelled_response_by_ancestry(data, learner, member, page):
    """The file has a column of ancestry, and published frequencies of a group beside it."""
    for path in (f"data/{data.pk}/", f"data/{data.pk}/subjects/"):
        shown = text_of(learner, page + path)
        assert "No table of modelled response by ancestry is made" in shown
        assert "group-" not in shown
    shown = text_of(learner, f"{page}data/{data.pk}/")
    assert "beside those published for" in shown  # the group's frequencies are there, and alone
    response = shown[shown.index('id="response"') : shown.index('id="markers"')]
    assert "CYP2C19" in response
    assert str(GROUPS["EUR"]) in shown
    assert str(GROUPS["EUR"]) not in response


def test_every_subject_opens_in_explore_with_its_panel_and_regimen(data, learner, member, page):
    first = text_of(learner, f"{page}data/{data.pk}/subjects/")
    last = text_of(learner, f"{page}data/{data.pk}/subjects/?page=3")

    assert "121 rows: open any of them in Explore." in first
    assert [name for _address, name in links(first)] == [f"s{n}" for n in range(50)]
    assert len(links(last)) == 20
    assert "This row could not be used." in last
    address = links(first)[1][0]
    assert parse_qs(urlsplit(address).query) == {
        "CYP2C19": ["*2/*2"], "rs6265": ["C/T"], "drug": ["escitalopram"],
        "dose_mg_per_day": ["10"], "release": [data.batch.release_version],
    }  # fmt: skip
    assert "CYP2C19" in text_of(learner, address)


def test_a_subject_is_found_by_its_id(data, learner, member, page):
    path = f"{page}data/{data.pk}/subjects/"

    assert [name for _address, name in links(text_of(learner, f"{path}?subject=+s77"))] == ["s77"]
    for wrong in ("S77", "nobody", "<b>", "x" * 999):
        shown = text_of(learner, f"{path}?subject={wrong}&regimen=x")
        assert "No subject of the file is called" in shown
        assert not links(shown)
    assert len(links(text_of(learner, f"{path}?page=x&regimen=99999"))) == 50


def test_a_deleted_file_disappears_with_a_sentence(data, teacher, learner, member, page):
    assert "It disappears from 1 class" in text_of(teacher, f"/batches/{data.batch_id}/delete/")
    starting.delete(data.batch)

    for path in (f"data/{data.pk}/", f"data/{data.pk}/subjects/"):
        assert "deleted after 30 days, or by their owner" in text_of(learner, page + path, 404)
    assert "The class is shown no class file." in text_of(learner, f"{page}data/")
    assert teacher.post(f"{page}data/{data.pk}/remove/").status_code == 404


def test_data_of_another_class_are_none(data, teacher, ada):
    other = classes.make(ada, "Autumn")

    text_of(teacher, f"/classes/{other.pk}/data/{data.pk}/", 404)
