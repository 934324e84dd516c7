"""Addresses of the desk. A row is named in the query: its key may hold anything."""

from django.urls import path

from pgx.web.desk import desk, draft, effect, files, publishing, row, tables

DRAFT = "drafts/<int:draft_id>/"

urlpatterns = [
    path("", desk.desk, name="desk"),
    path(DRAFT, draft.draft, name="desk-draft"),
    path(f"{DRAFT}move/", draft.move, name="desk-move"),
    path(f"{DRAFT}delete/", draft.delete, name="desk-delete"),
    path(f"{DRAFT}difference/", draft.difference, name="desk-difference"),
    path(f"{DRAFT}effect/", effect.effect, name="desk-effect"),
    path(f"{DRAFT}publish/", publishing.publish, name="desk-publish"),
    path(f"{DRAFT}tables/", tables.tables, name="desk-tables"),
    path(f"{DRAFT}tables/<table>/", tables.table, name="desk-table"),
    path(f"{DRAFT}tables/<table>/file/", files.bring, name="desk-bring"),
    path(f"{DRAFT}tables/<table>/table.csv", files.take, name="desk-take"),
    path(f"{DRAFT}tables/<table>/row/", row.row, name="desk-row"),
    path("releases/<version>/withdraw/", publishing.withdraw, name="desk-withdraw"),
]
