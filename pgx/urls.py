"""All addresses, by door."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from pgx import health
from pgx.api.schema import views as schema
from pgx.observability.exposition import metrics

# Through the accounts' own sign-in, so that the second factor counts here too.
admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("pgx.api.urls")),
    path("api/schema/", schema.schema, name="api-schema"),
    path("api/docs/", schema.docs, name="api-docs"),
    path("", include("pgx.ehr.urls")),
    path("", include("pgx.web.urls")),
]

handler400 = "pgx.web.errors.bad_request"
handler403 = "pgx.web.errors.permission_denied"
handler404 = "pgx.web.errors.page_not_found"
handler500 = "pgx.web.errors.server_error"
