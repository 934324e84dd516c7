"""Accounts in the admin, without the name fields that the model does not have."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group

from pgx.accounts.models import User

# The groups are the roles: migrations make them, nobody edits them.
admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Django's own, less the personal names."""

    list_display = ("username", "email", "is_staff")
    search_fields = ("username", "email")
    # A plain list of the four roles: Django's two-column chooser breaks rules of accessibility.
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Contact", {"fields": ("email",)}),
        ("Rights", {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
