"""What the validation table computes of the model: one function a kind of observation.

Each takes a release's setup and a row of `observations`, and returns what it found. The
scientific numbers (doses, days, held occupancies, bands) are in the row.
"""

from pgx.science.quantities import algebra, courses, genotypes, occupancies, side
from pgx.science.quantities.base import QUANTITIES, Found

__all__ = ["QUANTITIES", "Found", "algebra", "courses", "genotypes", "occupancies", "side"]
