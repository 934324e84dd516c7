"""Who sees a class: its instructors and its learners. To everybody else there is nothing there."""

from __future__ import annotations

from pgx.accounts.models import User
from pgx.cases.classes import NoClass, find_member, find_taught
from pgx.cases.models import Class, Membership
from pgx.web.hidden import found_for_account


def _taught_or_joined(user: User, class_id: str) -> Class | Membership:
    try:
        return find_taught(user, class_id)
    except NoClass:
        return find_member(user, class_id)


for_instructors = found_for_account(find_taught, "class_id", none=NoClass)
for_learners = found_for_account(find_member, "class_id", none=NoClass)
for_both = found_for_account(_taught_or_joined, "class_id", none=NoClass)
