"""What an operator sees: logs with a request's id, and metrics; neither with any content."""
