"""An account ends."""

from __future__ import annotations

from django.contrib.admin.models import LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction

from pgx.accounts.models import User


@transaction.atomic
def delete_account(user: User) -> None:
    """Delete an account with all that is its own, also where its number or name is told of.

    Its browsers are signed out, and what administrators did to it no longer says to whom.
    """
    _delete_sessions(user)
    kind = ContentType.objects.get_for_model(User)
    about = LogEntry.objects.filter(content_type=kind, object_id=str(user.pk))
    about.update(object_id=None, object_repr="", change_message="")
    user.delete()


def _delete_sessions(user: User) -> None:
    number = str(user.pk)
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == number:
            session.delete()
