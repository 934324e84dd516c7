"""Addresses of the knowledge pages. They are permanent: a row's address never changes."""

from django.urls import path

from pgx.web.knowledge import claims, misconceptions, references, releases, rows, search, start

urlpatterns = [
    path("", start.start, name="knowledge"),
    path("search", search.search, name="knowledge-search"),
    path("misconceptions/", misconceptions.misconceptions, name="knowledge-misconceptions"),
    path("misconceptions/<path:key>", misconceptions.misconception, name="knowledge-misconception"),
    path("references/", references.references, name="knowledge-references"),
    path("references/<path:key>", references.reference, name="knowledge-reference"),
    path("claims/", claims.claims, name="knowledge-claims"),
    path("claims/about/<str:topic>/", claims.topic, name="knowledge-claims-topic"),
    path("claims/<path:key>", claims.claim, name="knowledge-claim"),
    path("releases/", releases.listed, name="knowledge-releases"),
    path("releases/<str:version>/", releases.one, name="knowledge-release"),
    path("rows/", rows.tables, name="knowledge-tables"),
    path("rows/<str:table>/", rows.table, name="knowledge-table"),
    path("rows/<str:table>/<path:key>", rows.row, name="knowledge-row"),
]
