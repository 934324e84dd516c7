import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from pgx.accounts.tokens import MOST_TOKENS, find_token

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    stream = io.StringIO()
    call_command("create_token", *arguments, stdout=stream)
    return stream.getvalue().strip()


def test_create_token_prints_the_secret_alone(ada):
    secret = run("--user=ada", "--scope=read", "--scope=assess", "--days=7", "--name=script")
    token = find_token(secret)
    assert (token.user, token.name, token.scopes) == (ada, "script", ["assess", "read"])
    assert (
        token.expiry - token.created
        <= timedelta(days=7)
        < token.expiry - token.created + timedelta(minutes=1)
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--user=nobody", "--scope=read"], "no account named nobody"),
        (["--user=ada", "--scope=read", "--days=0"], "1 to 365"),
        (["--user=ada", "--scope=write"], "invalid choice"),
    ],
)
def test_create_token_says_what_is_wrong(ada, arguments, says):
    with pytest.raises(CommandError, match=says):
        run(*arguments)


def test_create_token_beyond_the_most(ada):
    for _number in range(MOST_TOKENS):
        run("--user=ada", "--scope=read")
    with pytest.raises(CommandError, match="revoke one first"):
        run("--user=ada", "--scope=read")
