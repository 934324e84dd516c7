"""The user model, roles and tokens."""
