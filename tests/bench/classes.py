"""`make bench`: what an instructor's view of 300 learners and 60,000 answers costs.

Beside a page that renders a constant template, in turn on the same server. Never a pass or a
failure.
"""

from __future__ import annotations

import os
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.api import prepare
from tests.bench.floors import ask, server
from tests.bench.pages import FLOOR, LINE, measure

if TYPE_CHECKING:
    from pgx.cases.models import Class

LEARNERS, FEW_LEARNERS, REVIEWS = 300, 30, 17  # three tests and 17 reviews of ten: 200 answers each
MOST, NO_TARGET, FIRST_VIEWS = 12, 0, 10
PAGES = {"beliefs/": MOST, "items/": NO_TARGET, "project/": NO_TARGET}


def main() -> None:
    print("Classes: gunicorn, 2 processes, one client; ms; each page beside a constant page\n")
    with tempfile.TemporaryDirectory() as folder, server(Path(folder), prepare) as port:
        large, cookie = planted()
        headers = {"Cookie": cookie}
        print(LINE.format("", "median", "floor", "ratio", "target"))
        for page, most in PAGES.items():
            line = measure(port, f"/classes/{large.pk}/{page}", f"Class, {page}", most, headers)
            print(line, flush=True)
        print(first_views(port, large, headers), flush=True)


def planted() -> tuple[Class, str]:
    """A large and a small class of one instructor, who is signed in; prints what they ask."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    django.setup()
    from django.test import Client

    from pgx.accounts.models import User
    from tests.cases.figures.making import make_items

    teacher, items = User.objects.create_user("teacher"), make_items()
    large, small = (make(each, teacher, items) for each in (LEARNERS, FEW_LEARNERS))
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(teacher)
    print("queries of a view after a change, and of a kept one:")
    for of in (large, small):
        print(f"  {of.name}: {queries(client, of)}")
    return large, f"sessionid={client.cookies['sessionid'].value}"


def make(learners: int, teacher, items) -> Class:
    """A class that has answered everything."""
    import numpy as np

    from tests.cases.figures.making import BELIEFS, DAYS, make_class, sit

    planted = make_class(learners, teacher, items, f"{learners} learners")
    rng = np.random.default_rng(1)
    for kind in [*DAYS, *[None] * REVIEWS]:
        right = (rng.random((learners, len(BELIEFS))) < 0.6).astype(int)
        sit(planted, kind, right, **({} if kind else {"is_first": False}))
    return planted.of_class


def queries(client, of: Class) -> tuple[int, int]:
    """How many queries the page asks after a change, and once it is kept."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from pgx.cases.classes import has_changed

    counts, address = [], f"/classes/{of.pk}/beliefs/"
    client.get(address)  # what a process asks once, of the release, is asked now
    has_changed(of)
    for _ in range(2):
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        counts.append(len(found))
    return counts[0], counts[1]


def first_views(port: int, of: Class, headers: dict[str, str]) -> str:
    """The first view after something happened in the class: everything is gathered again."""
    from pgx.cases.classes import has_changed

    address, taken = f"/classes/{of.pk}/beliefs/", []
    for _ in range(FIRST_VIEWS):
        has_changed(of)
        (page,), (floor,) = ask(port, address, 1, headers), ask(port, FLOOR, 1)
        taken.append((page * 1e3, floor * 1e3))
    page, floor = (statistics.median(each) for each in zip(*taken, strict=True))
    ratio = page / floor
    return LINE.format(
        "Class, beliefs/, after a new answer", f"{page:.0f}", f"{floor:.2f}", f"{ratio:.0f}", "-"
    )


if __name__ == "__main__":
    main()
