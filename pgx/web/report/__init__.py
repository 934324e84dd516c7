"""A result as a report of two pages: set by typst from content that is only data."""
