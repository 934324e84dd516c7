"""Addresses that are there for whoever may use them, and for nobody else."""

from django.test import Client

from pgx.accounts.models import User
from tests.surfaces import Address, addresses

METHODS = ("get", "head", "post", "put", "delete")


def below(route: str) -> list[Address]:
    """The addresses that begin so."""
    return [each for each in addresses() if each.route.startswith(route)]


def assert_hidden(desk: list[Address], values: dict[str, str], other: User, let_in: Client) -> None:
    """404 to nobody and to another account by every method, a page to whoever is let in.

    With and without the token of a form: a refusal would tell that there is a page.
    """
    clients = [Client(), Client(enforce_csrf_checks=True)]
    for strict in (False, True):
        client = Client(enforce_csrf_checks=strict)
        client.force_login(other)
        clients.append(client)
    for each in desk:
        path = each.fill(values)
        told = {
            getattr(client, method)(path).status_code for client in clients for method in METHODS
        }
        assert told == {404}, path
        assert let_in.get(path).status_code == 200, path
