"""Pages of cases: the list, and one page a step."""
