"""Monte Carlo within a time limit: who asks for more than fits is told what would."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings

from pgx import metrics
from pgx.assessments.errors import FieldError, QuestionRefused
from pgx.assessments.question import LEAST_DRAWS
from pgx.science.evaluation import Evaluation
from pgx.science.uncertainty import Draws, Stopped, monte_carlo

MARGIN = 0.8  # of what was done in the time: the next try must not be as close
ROUND_TO = 100  # draws


class DrawsInTime:
    """The draws of one question: all its regimens share the time, which starts with the first."""

    def __init__(
        self, draws: int, regimens: int = 1, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.draws, self.regimens, self.clock = draws, regimens, clock
        self.finished = 0
        self.ends: float | None = None

    def draw(self, evaluation: Evaluation, seed: int) -> Draws:
        """Monte Carlo of a regimen. Raises QuestionRefused where the time is over."""
        setup, rows, spread = evaluation.setup, evaluation.rows, evaluation.spread
        try:
            drawn = monte_carlo(setup, rows, spread, self.draws, seed, self.is_over)
        except Stopped as stopped:
            metrics.DRAWS_STOPPED.inc()
            raise QuestionRefused([self.refusal(stopped.share)]) from None
        self.finished += 1
        return drawn

    def is_over(self) -> bool:
        """Has the time been used up?"""
        now = self.clock()
        if self.ends is None:
            self.ends = now + settings.MONTE_CARLO_SECONDS
        return now >= self.ends

    def refusal(self, share: float) -> FieldError:
        """Why it stopped with this share of the regimen in hand, and how many draws would fit."""
        done = self.draws * (self.finished + share) / self.regimens
        fit = int(done * MARGIN) // ROUND_TO * ROUND_TO
        hint = f"About {fit} would fit." if fit >= LEAST_DRAWS else "Ask for 0 draws, or later."
        message = f"So many draws take longer than {settings.MONTE_CARLO_SECONDS} seconds."
        return FieldError("draws", "draws_took_too_long", message, hint)
