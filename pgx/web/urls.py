"""Addresses of the pages."""

from allauth.account.views import logout
from django.urls import include, path
from django.views.decorators.http import require_POST

from pgx.assessments import permalinks  # noqa: F401 - registers the converter
from pgx.web import opening, saved, views
from pgx.web.account import views as account
from pgx.web.compare.views import compare
from pgx.web.editor import views as editor
from pgx.web.report.views import report

urlpatterns = [
    path("", views.home, name="home"),
    path("explore", views.explore, name="explore"),
    path("explore/random", editor.random, name="explore-random"),
    path("explore/paste", editor.paste, name="explore-paste"),
    path("explore/trace", opening.trace, name="explore-trace"),
    path("explore/rest", opening.rest, name="explore-rest"),
    path("explore/drugs", opening.drugs, name="explore-drugs"),
    path("explore.pdf", report, name="report"),
    path("compare", compare, name="compare"),
    path("knowledge/desk/", include("pgx.web.desk.urls")),
    path("evidence", views.evidence, name="evidence"),
    path("knowledge/", include("pgx.web.knowledge.urls")),
    path("cases/desk/", include("pgx.web.case_desk.urls")),
    path("cases/", include("pgx.web.cases.urls")),
    path("classes/", include("pgx.web.classes.urls")),
    path("classes/<permalink:class_id>/", include("pgx.web.class_figures.urls")),
    path("", include("pgx.web.sittings.urls")),
    path("review/", include("pgx.web.review.urls")),
    path("batches/", include("pgx.web.batches.urls")),
    path("account/saved/", saved.listed, name="saved"),
    path("account/saved/<permalink:id>/", saved.one, name="saved-one"),
    path("account/saved/<permalink:id>/answer.json", saved.answer, name="saved-answer"),
    path("account/", account.account, name="account"),
    path("account/tokens/", account.tokens, name="tokens"),
    path("account/tokens/new/", account.new_token, name="new-token"),
    path("account/tokens/<int:token_id>/revoke/", account.revoke, name="revoke-token"),
    path("account/data.json", account.own_data, name="own-data"),
    path("account/learning/delete/", account.delete_learning, name="delete-learning"),
    path("account/delete/", account.delete, name="delete-account"),
    # Signing out is a button; as a page it would only ask again.
    path("account/logout/", require_POST(logout), name="account_logout"),
    path("account/", include("allauth.urls")),
]
