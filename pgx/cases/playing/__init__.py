"""Playing a case: an attempt, its steps one after the other, and what each answer leads to."""

from pgx.cases.playing.answering import give
from pgx.cases.playing.attempts import Player, begin, find, keep
from pgx.cases.playing.errors import AnswerRefused, NoAttempt, NotNow, NotPlayable
from pgx.cases.playing.play import Play

__all__ = [
    "AnswerRefused",
    "NoAttempt",
    "NotNow",
    "NotPlayable",
    "Play",
    "Player",
    "begin",
    "find",
    "give",
    "keep",
]
