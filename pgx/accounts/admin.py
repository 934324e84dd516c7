"""Accounts in the admin, without the name fields that the model does not have."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest

from pgx.accounts.models import User

# The groups are the roles: migrations make them, nobody edits them. The provider comes from the
# environment, and whoever owns an address or a second factor sees to it on the account's pages.
admin.site.unregister([Group, EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken])

RIGHTS = ("is_active", "is_staff", "is_superuser", "groups")


@admin.action(permissions=["change"], description="Remove the second factor (it was lost)")
def remove_second_factor(
    modeladmin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet[User]
) -> None:
    """Let people who lost their telephone and their recovery codes sign in again."""
    changeable = [user for user in queryset if modeladmin.has_change_permission(request, user)]
    Authenticator.objects.filter(user__in=changeable).delete()


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Django's own, less the personal names; nobody raises the own rights here."""

    list_display = ("username", "email", "is_staff")
    search_fields = ("username", "email")
    actions = (remove_second_factor,)
    # A plain list of the four roles: Django's two-column chooser breaks rules of accessibility.
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Contact", {"fields": ("email",)}),
        ("Rights", {"fields": RIGHTS}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """The dates; one's own rights; and who is a superuser, unless one is a superuser."""
        dates = ("last_login", "date_joined")
        if obj == request.user:
            return (*dates, *RIGHTS)
        return dates if request.user.is_superuser else (*dates, "is_superuser")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """As Django says, but a superuser's account is a superuser's to change."""
        return super().has_change_permission(request, obj) and _is_below(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """As Django says, but a superuser's account is a superuser's to delete."""
        return super().has_delete_permission(request, obj) and _is_below(request, obj)


def _is_below(request: HttpRequest, account: User | None) -> bool:
    return request.user.is_superuser or account is None or not account.is_superuser
