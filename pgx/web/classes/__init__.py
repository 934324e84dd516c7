"""Classes on pages: what one teaches, what one learns in, and what is assigned."""
