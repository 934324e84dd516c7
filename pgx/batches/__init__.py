"""Genotype CSV in, results out."""
