"""The knowledge base over REST: lists, filters, search, pages, one row by its key."""
