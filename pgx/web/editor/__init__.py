"""Explore's editor: the ways to fill the form, and how what stands in it was read."""
