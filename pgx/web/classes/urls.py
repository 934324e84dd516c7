"""Addresses of classes."""

from django.urls import include, path

from pgx.assessments import permalinks  # noqa: F401 - registers the converter
from pgx.web.classes import (
    assigning,
    assignment,
    cards,
    codes,
    ending,
    joining,
    listed,
    one,
    people,
)

CLASS = "<permalink:class_id>/"
ASSIGNMENT = f"{CLASS}assignments/<int:assignment_id>/"

urlpatterns = [
    path("", listed.classes, name="classes"),
    path("new/", listed.new, name="new-class"),
    path("join/", joining.join, name="join-class"),
    path(CLASS, one.one, name="class"),
    path(f"{CLASS}name/", listed.rename, name="rename-class"),
    path(f"{CLASS}code/", codes.new, name="new-code"),
    path(f"{CLASS}code/revoke/", codes.revoke, name="revoke-code"),
    path(f"{CLASS}instructors/", people.instructors, name="class-instructors"),
    path(f"{CLASS}instructors/leave/", people.stop, name="stop-teaching"),
    path(f"{CLASS}leave/", joining.leave, name="leave-class"),
    path(f"{CLASS}assign/", assigning.cases, name="assign-cases"),
    path(f"{CLASS}assign/tests/", assigning.tests, name="assign-tests"),
    path(ASSIGNMENT, assignment.edit, name="assignment"),
    path(f"{ASSIGNMENT}close/", assignment.close, name="close-assignment"),
    path(f"{ASSIGNMENT}reopen/", assignment.reopen, name="reopen-assignment"),
    path(f"{ASSIGNMENT}remove/", assignment.remove, name="remove-assignment"),
    path(f"{CLASS}data/", include("pgx.web.classes.data_urls")),
    path(f"{CLASS}cards/", cards.cards, name="class-cards"),
    path(f"{CLASS}close/", ending.close, name="close-class"),
    path(f"{CLASS}delete/", ending.delete, name="delete-class"),
]
