"""The user model, roles and, later, tokens."""
