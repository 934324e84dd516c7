"""Class files as they come -> what was understood of them, and parts of their rows.

`understand` looks at the head, `cut` goes through the whole file once.
"""

from pgx.batches.intake.cutting import cut
from pgx.batches.intake.understanding import understand
from pgx.batches.intake.understood import Understood, refuse_no_drug

__all__ = ["Understood", "cut", "refuse_no_drug", "understand"]
