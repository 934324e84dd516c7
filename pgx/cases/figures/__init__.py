"""Figures of a class: what it believes before, after and a month later, and what it learnt."""

from pgx.cases.figures.gathering import Figures, gather, kept_as, of_class

__all__ = ["Figures", "gather", "kept_as", "of_class"]
