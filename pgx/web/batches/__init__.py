"""Pages of class files: send one, look at what was understood, follow the work, read the summary."""
