"""The knowledge base to be read: a page for everything that has a name, each with its sources."""
