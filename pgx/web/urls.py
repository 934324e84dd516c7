"""Addresses of the pages."""

from django.contrib.auth import views as auth
from django.urls import path

from pgx.assessments import permalinks  # noqa: F401 - registers the converter
from pgx.web import saved, views

urlpatterns = [
    path("", views.home, name="home"),
    path("explore", views.explore, name="explore"),
    path("evidence", views.evidence, name="evidence"),
    path("account/", views.account, name="account"),
    path("account/saved/", saved.listed, name="saved"),
    path("account/saved/<permalink:id>/", saved.one, name="saved-one"),
    path("account/saved/<permalink:id>/answer.json", saved.answer, name="saved-answer"),
    path("account/login/", auth.LoginView.as_view(template_name="web/login.html"), name="login"),
    path("account/logout/", auth.LogoutView.as_view(), name="logout"),
]
