"""From sign-up by the pages alone: a case is assigned, and a learner comes in and finds it."""

from django.urls import reverse

from pgx.cases.models import Class
from tests.conftest import PASSWORD
from tests.web.classes.walking import Walk

NEW = {"password1": PASSWORD, "password2": PASSWORD}


def test_from_sign_up_to_a_case_that_is_assigned_and_begun(good, db):
    walk = Walk("/")
    walk.follow("Or teach them to a class")  # signed out: the page for signing in
    walk.follow("Make one")
    walk.send("Make the account", username="ada", **NEW)
    walk.follow("Make a class")
    walk.send("Make the class", name="Spring", time_zone="Europe/Berlin")
    walk.follow("Assign cases")
    walk.send("Assign", cases=["good"])

    assert walk.pages <= 8
    given = Class.objects.get().assignments.get()
    assert (given.case, given.due_at > given.opens_at) == ("good", True)
    link = next(href for href in walk.read.links.values() if "join/?code=" in href)

    walk = Walk(link)
    walk.follow("Make one")
    walk.send("Make the account", username="lin", **NEW)
    assert walk.path == reverse("join-class")  # the code of the link is in the field
    walk.send("Join")
    assert "Nothing" not in walk.html
    walk.send("Begin")
    assert walk.path.startswith("/cases/attempts/")


def test_the_bar_leads_to_classes_for_accounts_only(client, ada):
    assert 'href="/classes/">Classes' not in client.get("/evidence").content.decode()
    client.force_login(ada)
    assert 'href="/classes/">Classes' in client.get("/evidence").content.decode()
