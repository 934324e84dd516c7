"""Figures of a class: what it believes before, after and a month later, and what it learnt."""
