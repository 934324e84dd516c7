"""Class files over REST: send one, look, start, follow, fetch what came out."""
