"""Visitors who play without an account: a key in their session, and what happens to it."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from pgx.accounts.models import User
from pgx.cases.playing.attempts import Player, keep

KEY = "case_visitor"


def player(request: HttpRequest) -> Player:
    """Who plays: the account, or the visitor whose key is in the session, if there is one."""
    if request.user.is_authenticated:
        return Player(user=request.user)
    return Player(visitor=request.session.get(KEY, ""))


def player_with_key(request: HttpRequest) -> Player:
    """Who begins: a visitor gets a key."""
    if not request.user.is_authenticated and KEY not in request.session:
        request.session[KEY] = secrets.token_hex(16)
    return player(request)


def keep_played(request: HttpRequest | None, user: User, **_: Any) -> None:
    """Whoever signs in or up takes along what they played as a visitor."""
    session: SessionBase | None = getattr(request, "session", None)
    if session is not None and (visitor := session.pop(KEY, "")):
        keep(visitor, user)
