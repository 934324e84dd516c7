"""Teaching cases, attempts and classes."""
