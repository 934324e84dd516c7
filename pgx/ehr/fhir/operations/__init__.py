"""The operations: of a teaching patient on file, and of a Bundle that is sent."""
