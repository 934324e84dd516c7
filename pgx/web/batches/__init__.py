"""Pages of class files: send one, look at what was understood, follow it, read the summary."""
