"""Review: beliefs that errors showed come again, in other forms, further and further apart."""

from pgx.cases.review.cards import answered, enter

__all__ = ["answered", "enter"]
