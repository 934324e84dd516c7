"""A class is made, taught by others too, given codes, closed and deleted on pages."""

import pytest
from django.urls import reverse

from pgx.accounts.models import User
from pgx.cases import classes
from pgx.cases.classes import making
from pgx.cases.models import Class


def test_a_name_and_a_time_zone_are_needed(teacher):
    for sent in (
        {},
        {"name": "A", "time_zone": "Moon/Base"},
        {"name": "x" * 81, "time_zone": "UTC"},
    ):
        assert teacher.post("/classes/new/", sent).status_code == 422
    assert not Class.objects.exists()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("\u202eSpring", "Spring"),
        ("مرحبا", "مرحبا"),
        ("\u200b \u200d", None),
        ("👩\u200d🔬", "👩\u200d🔬"),
    ],
)
def test_a_name_holds_no_signs_that_are_not_seen(teacher, sent, kept):
    """One that turns the direction would turn every sentence that names the class."""
    response = teacher.post("/classes/new/", {"name": sent, "time_zone": "Asia/Tokyo"})
    made = Class.objects.first()
    assert (made and made.name) == kept
    assert response.status_code == (302 if kept else 422)


def test_another_class_goes_by_the_clocks_of_the_one_before(teacher, group):
    said = teacher.get("/classes/new/").content.decode()
    assert '<option value="Europe/Berlin" selected>' in said


def test_as_many_classes_as_there_can_be(teacher, group, monkeypatch):
    monkeypatch.setattr(making, "MOST_CLASSES", 1)
    response = teacher.post("/classes/new/", {"name": "Autumn", "time_zone": "UTC"})
    assert response.status_code == 422
    assert "Close one first." in response.content.decode()


def test_rename(teacher, group, page):
    teacher.post(f"{page}name/", {"name": "Autumn", "time_zone": "Asia/Kolkata"})
    group.refresh_from_db()
    assert (group.name, group.time_zone) == ("Autumn", "Asia/Kolkata")


def test_codes_are_renewed_and_ended(teacher, group, page):
    old = group.codes.get()
    teacher.post(f"{page}code/")
    new = group.codes.get(revoked_at=None)
    assert new != old

    teacher.post(f"{page}code/revoke/")

    assert not group.codes.filter(revoked_at=None).exists()
    assert "nobody can join now" in teacher.get(page).content.decode()


def test_another_instructor(teacher, group, page, member):
    User.objects.create_user("mo")
    people = f"{page}instructors/"
    for name, says in (("nobody", "Nobody has an account"), ("lin", "learns in the class")):
        response = teacher.post(people, {"pseudonym": name})
        assert response.status_code == 422
        assert says in response.content.decode()
    assert teacher.post(people, {"pseudonym": "mo"})["Location"] == people

    assert teacher.post(f"{people}leave/")["Location"] == "/classes/"

    assert [each.username for each in group.instructors.all()] == ["mo"]


def test_the_last_instructor_is_told_what_to_do(teacher, group, page):
    response = teacher.post(f"{page}instructors/leave/")

    assert response.status_code == 409
    said = response.content.decode()
    assert reverse("class-instructors", args=[group.pk]) in said
    assert reverse("close-class", args=[group.pk]) in said
    assert group.instructors.count() == 1


@pytest.mark.parametrize("way", ["close", "delete"])
def test_close_and_delete_ask_first(teacher, group, page, member, way):
    assert "for good" in teacher.get(f"{page}{way}/").content.decode()
    group.refresh_from_db()
    assert not group.closed_at

    teacher.post(f"{page}{way}/", follow=True)

    left = Class.objects.filter(pk=group.pk).first()
    assert left.closed_at if way == "close" else left is None


def test_pages_of_a_closed_class(teacher, group, page, member):
    classes.close(group)
    for each in ("", "assign/", "instructors/", "name/"):
        assert teacher.get(f"{page}{each}").status_code in (200, 404)
    for each in ("code/", "assign/"):
        response = teacher.post(f"{page}{each}", {"cases": []}, follow=True)
        assert response.status_code in (200, 404, 422)
    assert teacher.post(f"{page}instructors/", {"pseudonym": "ada"}).status_code == 422
