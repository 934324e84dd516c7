"""Addresses of the desk for cases."""

from django.urls import path

from pgx.web.case_desk import desk, editor, ending, looking, trying

DRAFT = "drafts/<int:case_draft_id>/"

urlpatterns = [
    path("", desk.desk, name="case-desk"),
    path("published/<slug:case>/", desk.published_case, name="case-desk-published"),
    path(DRAFT, editor.edit, name="case-draft"),
    path(f"{DRAFT}try/", trying.try_out, name="case-draft-try"),
    path(f"{DRAFT}difference/", looking.difference, name="case-draft-difference"),
    path(f"{DRAFT}publish/", ending.publish, name="case-draft-publish"),
    path(f"{DRAFT}delete/", ending.delete, name="case-draft-delete"),
]
