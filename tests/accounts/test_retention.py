from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.utils import timezone

from pgx.accounts.models import Token, User
from pgx.accounts.retention import sweep_accounts, sweep_sessions, sweep_tokens
from pgx.accounts.tokens import create_token

pytestmark = pytest.mark.django_db


def test_sweep_tokens_takes_those_that_have_ended(ada):
    kept, _secret = create_token(ada, "kept", ["read"], timedelta(days=7))
    create_token(ada, "ended", ["read"], timedelta(days=-1))
    create_token(ada, "ended too", ["read"], timedelta(days=-1))
    assert sweep_tokens(timezone.now()) == 2
    assert [token.name for token in Token.objects.all()] == [kept.name]
    assert sweep_tokens(timezone.now()) == 0


def test_sweep_sessions_takes_those_that_have_ended():
    now = timezone.now()
    Session.objects.create(session_key="old", expire_date=now - timedelta(hours=1))
    Session.objects.create(session_key="new", expire_date=now + timedelta(hours=1))
    assert sweep_sessions(now) == 1
    assert Session.objects.get().session_key == "new"


def test_sweep_accounts_takes_unused_ones_and_never_who_runs_the_site(ada, settings):
    settings.KEEP_ACCOUNTS_DAYS = 100
    now = timezone.now()
    long_ago, lately = now - timedelta(days=101), now - timedelta(days=99)
    create_token(ada, "goes too", ["read"], timedelta(days=7))
    people = {
        "ada": {"date_joined": long_ago, "last_login": None},
        "signed-in-lately": {"date_joined": long_ago, "last_login": lately},
        "new": {"date_joined": lately},
        "long-ago": {"date_joined": long_ago, "last_login": long_ago},
        "staff": {"date_joined": long_ago, "is_staff": True},
        "superuser": {"date_joined": long_ago, "is_superuser": True},
        "administrator": {"date_joined": long_ago},
    }
    for name, fields in people.items():
        User.objects.update_or_create(username=name, defaults=fields)
    administrator = User.objects.get(username="administrator")
    administrator.groups.add(Group.objects.get(name="administrator"))

    assert sweep_accounts(now) == 2
    kept = set(User.objects.values_list("username", flat=True))
    assert kept == set(people) - {"ada", "long-ago"}
    assert not Token.objects.exists()
