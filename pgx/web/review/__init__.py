"""Pages of the review: what is due, one question a page, and what is said of each answer."""
