"""The pages of an account: each view translates a request and nothing more."""

import json

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from pgx.accounts.ending import delete_account
from pgx.accounts.models import Role, Scope, Token
from pgx.accounts.own_data import collect_own_data
from pgx.accounts.tokens import MOST_TOKENS, TooManyTokens, create_token, revoke_token
from pgx.cases.forgetting import forget_learning, learned
from pgx.web.account.forms import DeleteForm, TokenForm

EXAMPLE = {
    "genotypes": {"CYP2C19": "*2/*2"},
    "regimens": [{"drug": "escitalopram", "dose_mg_per_day": 10}],
}
may_use_tokens = permission_required("accounts.use_tokens", raise_exception=True)


@never_cache
@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who is signed in, in which roles, and what can be done about it."""
    names = set(request.user.groups.values_list("name", flat=True))
    if request.user.is_superuser:
        names.add(Role.ADMINISTRATOR)
    roles = [role.label for role in Role if role in names]
    return render(request, "web/account/account.html", {"roles": roles})


@never_cache
@login_required
@require_safe
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens of this account."""
    context = {"tokens": request.user.auth_token_set.all(), "most": MOST_TOKENS}
    return render(request, "web/account/tokens.html", context)


@never_cache
@login_required
@may_use_tokens
@require_http_methods(["GET", "HEAD", "POST"])
def new_token(request: HttpRequest) -> HttpResponse:
    """Make a token, and show its secret this once."""
    form = TokenForm(request.POST or None)
    if form.is_valid():
        try:
            token, secret = create_token(
                request.user, form.instance.name, form.cleaned_data["scopes"], form.expires
            )
        except TooManyTokens:
            form.add_error(None, _("You have as many tokens as there can be. Revoke one first."))
        else:
            made = {"token": token, "secret": secret, "command": command(request, token, secret)}
            return render(request, "web/account/token_made.html", made)
    return render(request, "web/account/new_token.html", {"form": form})


def command(request: HttpRequest, token: Token, secret: str) -> str:
    """What to type in a terminal to try a new token; empty where one request needs more."""
    if Scope.ASSESS not in token.scopes:
        return ""
    address = request.build_absolute_uri(reverse("api-assessments"))
    return (
        f"curl -H 'Authorization: Bearer {secret}' -H 'Content-Type: application/json' "
        f"-d '{json.dumps(EXAMPLE)}' {address}"
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """Ask once more, then end a token."""
    token = get_object_or_404(request.user.auth_token_set, pk=token_id)
    if request.method != "POST":
        return render(request, "web/account/revoke_token.html", {"token": token})
    revoke_token(token)
    messages.success(request, _("The token “%(name)s” is revoked.") % {"name": token.name})
    return redirect("tokens")


@never_cache
@login_required
@require_safe
def own_data(request: HttpRequest) -> HttpResponse:
    """What is stored about this account, as a file."""
    disposition = {"Content-Disposition": 'attachment; filename="raphe-account.json"'}
    return JsonResponse(
        collect_own_data(request.user), headers=disposition, json_dumps_params={"indent": 2}
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete_learning(request: HttpRequest) -> HttpResponse:
    """Say what goes, then delete what the account answered, and its place in classes."""
    if request.method != "POST":
        found = learned(request.user)
        context = {"found": found, "is_any": any(found.values())}
        return render(request, "web/account/delete_learning.html", context)
    forget_learning(request.user)
    messages.success(request, _("What you answered is deleted, and you are in no class any more."))
    return redirect("account")


@sensitive_post_parameters("password")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    """Say what goes, ask for the password, and delete the account with all that is its own."""
    form = DeleteForm(request.user, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "web/account/delete.html", {"form": form})
    user = request.user
    logout(request)
    delete_account(user)
    messages.success(request, _("Your account and everything in it is deleted."))
    return redirect("home")
