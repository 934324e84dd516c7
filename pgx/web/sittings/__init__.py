"""Pages of tests: one question a page, and what came of them."""
