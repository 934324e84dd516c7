"""The science: Python and NumPy; no Django, no files, no clock, no network."""
