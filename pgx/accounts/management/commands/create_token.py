"""A token of the REST door without a browser: `manage.py create_token --user ada --scope read`."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pgx.accounts.models import Scope, User
from pgx.accounts.tokens import TooManyTokens, create_token


class Command(BaseCommand):
    """Make a token and print its secret, this once."""

    help = "Make a token for an account, and print its secret once."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose, what for, how long."""
        parser.add_argument("--user", required=True, help="the account's username")
        parser.add_argument("--name", default="command line", help="what the token is for")
        parser.add_argument(
            "--scope", action="append", required=True, choices=Scope.values, help="repeatable"
        )
        parser.add_argument("--days", type=int, default=30, help="until it ends; 1 to 365")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the secret alone, so that a script can take it."""
        if not 1 <= options["days"] <= 365:
            raise CommandError("--days is 1 to 365.")
        try:
            user = User.objects.get(username=options["user"])
            _token, secret = create_token(
                user, options["name"], options["scope"], timedelta(days=options["days"])
            )
        except User.DoesNotExist:
            raise CommandError(f"There is no account named {options['user']}.") from None
        except TooManyTokens as most:
            raise CommandError(f"This account has {most} tokens; revoke one first.") from None
        self.stdout.write(secret)
