"""Learners with planted beliefs play over HTTP: the instructor's view finds what was planted.

Beside every figure stands NumPy's own computing from what the learners noted.
"""

import csv
import io
from html import unescape

import numpy as np
import pytest
from django.test import Client
from django.utils import timezone

from pgx.accounts.models import User
from pgx.cases import classes, figures
from pgx.cases.models import Assignment, Class, Kind
from tests.cases.sittings.making import BELIEFS, publish_bank
from tests.web.class_figures.simulating import Learner, Noted

PLANTED = ["M02", "M05", "M09"]  # held by nearly everybody before, and by most after


def holds(learners: int) -> np.ndarray:
    """Of each learner which beliefs are held: by test and belief."""
    rng = np.random.default_rng(12)
    is_planted = np.isin(BELIEFS, PLANTED)
    shares = np.array([np.where(is_planted, 0.9, 0.4), np.where(is_planted, 0.7, 0.15)])
    return rng.random((learners, 2, len(BELIEFS))) < shares


def play(learners: int) -> tuple[User, Class, list[Noted]]:
    """A class of so many, from signing up to the test after the course."""
    publish_bank()
    teacher = User.objects.create_user("teacher")
    of = classes.make(teacher, "Simulated")
    Class.objects.filter(pk=of.pk).update(beliefs=BELIEFS)
    tests = [
        Assignment.objects.create(of_class=of, kind=kind, opens_at=timezone.now())
        for kind in (Kind.PRE, Kind.POST)
    ]
    code = of.codes.get().code
    everybody = [Learner(number, each) for number, each in enumerate(holds(learners))]
    for learner in everybody:
        learner.signs_up_and_joins(code)
        for test, given in enumerate(tests):
            learner.takes(test, given)
    of.refresh_from_db()
    return teacher, of, [each for learner in everybody for each in learner.noted]


def found_as_planted(learners: int) -> None:
    """Every figure against the notes; the pages against the plan."""
    teacher, of, noted = play(learners)
    found = figures.of_class(of)

    assert found.answers == len(noted) == 2 * len(BELIEFS) * learners
    assert {each.belief for each in found.beliefs[: len(PLANTED)]} == set(PLANTED)
    same_beliefs(found, noted)
    same_items(found, noted)
    same_gain(found, noted, learners)
    same_sureness(found, noted)
    the_page_ranks_them_first(teacher, of)
    the_download_has_every_answer(teacher, of, noted)


def same_beliefs(found: figures.Figures, noted: list[Noted]) -> None:
    for each in found.beliefs:
        for test, counted in enumerate((each.before, each.after)):
            own = [one.right for one in noted if (one.belief, one.test) == (each.belief, test)]
            assert (counted.count, counted.of) == (own.count(False), len(own))


def same_items(found: figures.Figures, noted: list[Noted]) -> None:
    """Difficulty and the correlation with the rest of the sitting, within each test."""
    total = {}
    for one in noted:
        total[one.learner, one.test] = total.get((one.learner, one.test), 0) + one.right
    assert {each.item for each in found.items} == {one.item for one in noted}
    for each in found.items:
        own = [one for one in noted if one.item == each.item]
        assert each.difficulty == pytest.approx(np.mean([one.right for one in own]), abs=1e-9)
        x, y = [], []
        for test in (0, 1):
            here = [one for one in own if one.test == test]
            right = np.array([float(one.right) for one in here])
            rest = np.array([total[one.learner, test] - one.right for one in here]) / 9
            if here:
                x, y = [*x, *(right - right.mean())], [*y, *(rest - rest.mean())]
        if np.ptp(x) < 1e-9 or np.ptp(y) < 1e-9:
            assert np.isnan(each.item_rest)
        else:
            assert each.item_rest == pytest.approx(np.corrcoef(x, y)[0, 1], abs=1e-9)


def same_gain(found: figures.Figures, noted: list[Noted], learners: int) -> None:
    pre, post = (np.mean([one.right for one in noted if one.test == test]) for test in (0, 1))

    assert found.gain.learners == learners
    assert found.gain.value == pytest.approx((post - pre) / (1 - pre), abs=1e-9)
    assert found.gain.interval.holds(found.gain.value)


def same_sureness(found: figures.Figures, noted: list[Noted]) -> None:
    for test, each in enumerate(found.sureness):
        for level, counted in enumerate(each.right):
            own = [n.right for n in noted if (n.test, n.confidence) == (test, level)]
            assert (counted.count, counted.of) == (sum(own), len(own))


def the_page_ranks_them_first(teacher: User, of: Class) -> None:
    client = Client()
    client.force_login(teacher)
    page = unescape(client.get(f"/classes/{of.pk}/beliefs/").content.decode())
    places = {belief: page.index(f"/knowledge/misconceptions/{belief}") for belief in BELIEFS}

    assert set(sorted(places, key=places.get)[: len(PLANTED)]) == set(PLANTED)
    assert "after the course." in page


def the_download_has_every_answer(teacher: User, of: Class, noted: list[Noted]) -> None:
    client = Client()
    client.force_login(teacher)
    answer = client.get(f"/classes/{of.pk}/data.csv")
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode())))
    kinds = {Kind.PRE.value: 0, Kind.POST.value: 1}
    read = {(int(r["learner"]), kinds[r["kind"]], r["asked"], r["right"] == "true") for r in rows}

    assert read == {(one.learner, one.test, one.item, one.right) for one in noted}


def test_24_learners(release):
    found_as_planted(24)


@pytest.mark.long
def test_200_learners(release):
    found_as_planted(200)
