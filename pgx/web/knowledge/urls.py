"""Addresses of the knowledge pages. They are permanent: a row's address never changes."""

from django.urls import path

from pgx.web.knowledge import rows, start

urlpatterns = [
    path("", start.start, name="knowledge"),
    path("rows/", rows.tables, name="knowledge-tables"),
    path("rows/<str:table>/", rows.table, name="knowledge-table"),
    path("rows/<str:table>/<path:key>", rows.row, name="knowledge-row"),
]
