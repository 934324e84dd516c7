"""Review: beliefs that errors showed come again, in other forms, further and further apart.

What stands here is called where answers are stored. `agenda` says what is due, `forms` picks what
is asked, `standing` tells what is mastered: they read items, which read cases, which are played.
"""

from pgx.cases.review.cards import answered, enter

__all__ = ["answered", "enter"]
