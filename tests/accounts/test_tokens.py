import logging
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from pgx.accounts.models import Scope, Token
from pgx.accounts.tokens import (
    MOST_TOKENS,
    TooManyTokens,
    create_token,
    find_token,
    note_use,
    revoke_token,
)

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def test_create_token_stores_a_hash_and_gives_the_secret(ada):
    token, secret = create_token(ada, "sandbox", [Scope.READ, "assess", "read"], WEEK)

    assert token.scopes == ["assess", "read"]
    assert secret.startswith("raphe_")
    assert timedelta(days=6) < token.expiry - timezone.now() <= WEEK
    stored = Token.objects.filter(pk=token.pk).values().get()
    assert secret not in str(stored)
    assert len(secret) - len(stored["token_key"]) >= 48


def test_create_token_with_an_unknown_scope_is_refused(ada):
    with pytest.raises(ValueError, match="everything"):
        create_token(ada, "sandbox", ["everything"], WEEK)


def test_create_token_ends_at_the_most(ada):
    for number in range(MOST_TOKENS):
        create_token(ada, str(number), ["read"], WEEK)
    with pytest.raises(TooManyTokens):
        create_token(ada, "one more", ["read"], WEEK)
    assert ada.auth_token_set.count() == MOST_TOKENS


def test_find_token_is_one_query_with_the_user(ada, django_assert_num_queries):
    token, secret = create_token(ada, "sandbox", ["read"], WEEK)
    create_token(ada, "another", ["read"], WEEK)
    with django_assert_num_queries(1):
        found = find_token(secret)
        assert (found, found.user) == (token, ada)


def test_find_token_that_is_over(ada):
    ended, secret_of_ended = create_token(ada, "ended", ["read"], -WEEK)
    assert ended.has_ended
    revoked, secret_of_revoked = create_token(ada, "revoked", ["read"], WEEK)
    revoke_token(revoked)
    _token, secret = create_token(ada, "of a blocked account", ["read"], WEEK)
    ada.is_active = False
    ada.save()
    for each in (secret_of_ended, secret_of_revoked, secret, "", "raphe_\x00"):
        assert find_token(each) is None


def test_note_use_writes_once_a_minute(ada, django_assert_num_queries):
    token, _secret = create_token(ada, "sandbox", ["read"], WEEK)
    note_use(token)
    token.refresh_from_db()
    first = token.last_used
    assert timezone.now() - first < timedelta(seconds=30)

    with django_assert_num_queries(0):
        note_use(token)
    # Another process has read the row before the first one wrote it.
    token.last_used = None
    note_use(token)
    token.refresh_from_db()
    assert token.last_used == first

    token.last_used = first - timedelta(minutes=2)
    token.save()
    note_use(token)
    token.refresh_from_db()
    assert token.last_used >= first


def test_note_use_that_cannot_be_written_is_only_logged(ada, monkeypatch, caplog):
    token, _secret = create_token(ada, "sandbox", ["read"], WEEK)

    def locked(*_args, **_kwargs):
        raise DatabaseError("database is locked")

    monkeypatch.setattr("django.db.models.query.QuerySet.update", locked)
    with caplog.at_level(logging.WARNING):
        note_use(token)
    assert "database is locked" in caplog.text
