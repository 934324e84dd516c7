"""What a change of the knowledge base moves: in the reference panels, and in the validation table.

Two numbers are the same where they differ by less than SAME of the larger one, or by less than
SAME at all: the last digits of a double are the arithmetic's, and no change of knowledge.
"""

from pgx.assessments.effect.answers import Refused
from pgx.assessments.effect.effect import Effect, effect, forget
from pgx.assessments.effect.moves import SAME, NumberMove, PanelMove, WordMove
from pgx.assessments.effect.reference import ReferencePanel, reference_panels
from pgx.assessments.effect.table import TableChange

__all__ = [
    "SAME",
    "Effect",
    "NumberMove",
    "PanelMove",
    "ReferencePanel",
    "Refused",
    "TableChange",
    "WordMove",
    "effect",
    "forget",
    "reference_panels",
]
