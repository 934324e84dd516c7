"""Sittings: a test or a review, its questions one after the other, and what came of them."""

from pgx.cases.sittings.answering import give
from pgx.cases.sittings.beginning import begin, begin_review, find
from pgx.cases.sittings.errors import (
    AnswerRefused,
    Closed,
    NoItems,
    NoSitting,
    NotAMember,
    NotNow,
    NotOpen,
)
from pgx.cases.sittings.paper import Paper
from pgx.cases.sittings.scoring import Score, score

__all__ = [
    "AnswerRefused",
    "Closed",
    "NoItems",
    "NoSitting",
    "NotAMember",
    "NotNow",
    "NotOpen",
    "Paper",
    "Score",
    "begin",
    "begin_review",
    "find",
    "give",
    "score",
]
