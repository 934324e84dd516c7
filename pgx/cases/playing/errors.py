"""Why an answer or an attempt is refused."""

from pgx.assessments.errors import QuestionRefused


class AnswerRefused(QuestionRefused):
    """The answer cannot be read; nothing is stored. `errors` has each field."""


class NotNow(Exception):
    """The step is not the one that is to be answered; `step` is."""

    def __init__(self, step: str) -> None:
        super().__init__(f"the step that comes now is {step}")
        self.step = step


class NoAttempt(Exception):
    """There is no such attempt, or it is another's."""


class NotPlayable(Exception):
    """The case does not hold with today's release, or there is no such case."""

    def __init__(self, case: str, is_known: bool) -> None:
        super().__init__(case)
        self.is_known = is_known
